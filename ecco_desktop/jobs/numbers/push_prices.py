"""Atualizar Preços: price and "de/por" of the ERP go to the store, only what differs."""

from collections.abc import Sequence

from ecco_desktop.domain.automations import AutomationInfo
from ecco_desktop.domain.brake import Brake, BrakeLimits, drops, price_moves
from ecco_desktop.domain.errors import NeedsPerson
from ecco_desktop.domain.links import LinkKind
from ecco_desktop.domain.pending import PendingState
from ecco_desktop.domain.products import ErpProduct, Price, PriceChange, StorePrice
from ecco_desktop.domain.runs import Tally
from ecco_desktop.jobs.numbers.batches import Planned
from ecco_desktop.jobs.numbers.braking import hold_where_over
from ecco_desktop.jobs.numbers.giving_back import undo_by
from ecco_desktop.jobs.numbers.price_sending import PlannedPrice, PriceSender, price_text
from ecco_desktop.jobs.run.automation import Automation
from ecco_desktop.jobs.run.context import RunContext
from ecco_desktop.words import N_

INFO = AutomationInfo(
    key="push_prices",
    name=N_("Atualizar Preços"),
    flow=N_("ERP → loja"),
    summary=N_("Envia à loja o preço e o “de/por” de cada produto, só o que mudou."),
    undoable=True,
)

# A single price that falls too far; told by its own cause, so that a person can answer it alone.
DROP = "price.drop"


def run(ctx: RunContext) -> Tally:
    """Compare every linked product's price with the store's, and send the differences."""
    links = ctx.storage.links.all(ctx.connection.id, LinkKind.PRODUCT)
    products, limits = _products(ctx), BrakeLimits.of(ctx.connection.values)
    planned: list[PlannedPrice] = []
    priced = done = 0
    for page in ctx.store.prices():
        ctx.cancel.check()
        done += len(page)
        ctx.report(done, None)
        for item in page:
            product = products.get(links.get(item.product.ref, ""))
            priced += item.price is not None
            if product is None or (wanted := _wanted(ctx, product, item, limits)) is None:
                continue
            planned.append(Planned(PriceChange(item.product, wanted), product.sku, item.price))
    _brake(ctx, planned, priced, limits)
    PriceSender(ctx).send(planned)
    return ctx.tally


AUTOMATION = Automation(INFO, run, undo_by(PriceSender))


def _products(ctx: RunContext) -> dict[str, ErpProduct]:
    found: dict[str, ErpProduct] = {}
    for page in ctx.erp.products():
        ctx.cancel.check()
        found |= {product.id: product for product in page if product.active}
    return found


def _wanted(ctx: RunContext, product: ErpProduct, item: StorePrice, limits: BrakeLimits) -> Price | None:
    """The price to send; None where there is nothing to send."""
    ctx.tally.read += 1
    ref = item.product.ref
    if product.price is None:
        # Missing or zero is unknown: a shop never sells for nothing by our doing.
        ctx.tally.skipped += 1
        ctx.tally.warnings += 1
        ctx.log.warning("price.unknown", product.sku, sku=product.sku)
        return None
    promoted = product.list_price is not None and product.list_price > product.price
    wanted = Price(product.price, product.list_price if promoted else None)
    if wanted == item.price:
        ctx.tally.unchanged += 1
        ctx.solve(ref, product.sku)
        return None
    if drops(item.price.price if item.price else None, wanted.price, limits) and not _meant(ctx, ref, wanted):
        _hold(ctx, product, item, wanted, limits)
        return None
    if not ctx.is_due(ref):
        ctx.tally.skipped += 1
        return None
    return wanted


def _meant(ctx: RunContext, ref: str, wanted: Price) -> bool:
    """Whether a person saw this very price fall, and had it tried again; starting the task is no answer."""
    record = ctx.pending.get(ref)
    if record is None or record.cause != DROP or record.state is not PendingState.WAITING:
        return False
    return record.values.get("after") == price_text(wanted)


def _hold(ctx: RunContext, product: ErpProduct, item: StorePrice, wanted: Price, limits: BrakeLimits) -> None:
    """Put one price on the list by itself; what is there already for this very price is not told again."""
    ref, before, after = item.product.ref, price_text(item.price), price_text(wanted)
    record = ctx.pending.get(ref)
    if record is not None and record.cause == DROP and record.values.get("after") == after:
        ctx.tally.skipped += 1
        return
    problem = NeedsPerson(DROP, sku=product.sku, before=before, after=after, limit=limits.price_drop)
    ctx.fail(ref, product.sku, problem)


def _brake(ctx: RunContext, planned: Sequence[PlannedPrice], priced: int, limits: BrakeLimits) -> None:
    pairs = [(one.before.price if one.before else None, one.change.price.price) for one in planned]
    hold_where_over(ctx, Brake.PRICE, price_moves(pairs, priced, limits))
