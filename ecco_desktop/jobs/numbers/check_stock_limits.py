"""Consultar Estoque Mínimo e Máximo: a report and a notice; writes nothing anywhere."""

import json
from dataclasses import asdict, dataclass
from decimal import Decimal

from ecco_desktop.domain.amounts import plain_number
from ecco_desktop.domain.automations import AutomationInfo, Records
from ecco_desktop.domain.products import ErpProduct
from ecco_desktop.domain.runs import Tally
from ecco_desktop.domain.stock import StockLevel
from ecco_desktop.jobs.run.automation import Automation
from ecco_desktop.jobs.run.context import RunContext
from ecco_desktop.jobs.run.facts import Fact
from ecco_desktop.jobs.run.uncounted import Uncounted
from ecco_desktop.words import N_

INFO = AutomationInfo(
    key="check_stock_limits",
    name=N_("Consultar Estoque Mínimo e Máximo"),
    flow=N_("ERP"),
    summary=N_("Avisa quais produtos estão abaixo do mínimo ou acima do máximo."),
    compares_all=True,
    records=Records.PRODUCTS,
)

BELOW, ABOVE = "below", "above"
TOLD = {BELOW: "limit.below", ABOVE: "limit.above"}


@dataclass(frozen=True, slots=True)
class Finding:
    """A product below its minimum or above its maximum; numbers as they are read."""

    verdict: str
    sku: str
    name: str
    available: str
    limit: str

    @classmethod
    def of(cls, text: str) -> "Finding":
        """From what is kept."""
        kept = json.loads(text)
        if kept["verdict"] not in TOLD:
            raise ValueError(text)
        return cls(**{name: str(kept[name]) for name in cls.__dataclass_fields__})

    def text(self) -> str:
        """As it is kept."""
        return json.dumps(asdict(self), ensure_ascii=False)


LIMITS = Fact("stock_limits", Finding.text, Finding.of)


def run(ctx: RunContext) -> Tally:
    """Compare what is available with the limits of each product; parents have no stock of their own."""
    levels: dict[str, StockLevel] = {}
    for page in ctx.erp.stock_levels():
        ctx.cancel.check()
        levels |= {level.product_id: level for level in page if level.active}
    products = [product for page in ctx.erp.products() for product in page]
    parents = {product.parent_id for product in products if product.parent_id}
    before, uncounted, waiting = ctx.facts(LIMITS), Uncounted.of(ctx), 0
    now: dict[str, Finding] = {}
    for product in products:
        ctx.cancel.check()
        level = levels.get(product.id)
        if product.active and product.id not in parents and level is not None:
            ctx.tally.read += 1
            if uncounted.waits(level):
                # Its zero says nothing of a minimum.
                ctx.tally.skipped += 1
                waiting += 1
                continue
            with ctx.record(product.id, product.sku or product.name):
                if found := _looked_at(ctx, product, level, before):
                    now[product.id] = found
    if waiting:
        ctx.log.info("limit.uncounted", count=waiting)
    _report(ctx, before, now)
    return ctx.tally


AUTOMATION = Automation(INFO, run)


def _looked_at(
    ctx: RunContext, product: ErpProduct, level: StockLevel, before: dict[str, Finding]
) -> Finding | None:
    """The finding to keep; None where all is well."""
    verdict, limit = _verdict(product, level.available)
    if not verdict or limit is None:
        ctx.tally.unchanged += 1
        return None
    ctx.tally.warnings += 1
    found = Finding(verdict, product.sku, product.name, _number(level.available), _number(limit))
    known = before.get(product.id)
    if known is None or known.verdict != verdict:
        ctx.log.warning(
            TOLD[verdict],
            product.sku,
            sku=found.sku,
            name=found.name,
            available=found.available,
            limit=found.limit,
        )
    return found


def _verdict(product: ErpProduct, available: Decimal | None) -> tuple[str, Decimal | None]:
    if available is None:
        return "", None
    if product.minimum is not None and available < product.minimum:
        return BELOW, product.minimum
    if product.maximum is not None and available > product.maximum:
        return ABOVE, product.maximum
    return "", None


def _report(ctx: RunContext, before: dict[str, Finding], now: dict[str, Finding]) -> None:
    """Keep the findings for the report; a notice only for what was not below its minimum before."""
    ctx.forget_facts(LIMITS, [product for product in before if product not in now])
    ctx.keep_facts(LIMITS, {product: found for product, found in now.items() if before.get(product) != found})
    kinds = [found.verdict for found in now.values()]
    below, above = kinds.count(BELOW), kinds.count(ABOVE)
    ctx.log.info("limit.summary", below=below, above=above)
    fresh = [
        product
        for product, found in now.items()
        if found.verdict == BELOW and (product not in before or before[product].verdict != BELOW)
    ]
    if fresh:
        ctx.notice("limit.notice", fresh=len(fresh), below=below)


def _number(value: Decimal | None) -> str:
    return plain_number(value).replace(".", ",")
