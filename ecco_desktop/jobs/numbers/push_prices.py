"""Atualizar Preços: price and "de/por" of the ERP go to the store, only what differs."""

from ecco_desktop.domain.automations import AutomationInfo, Records
from ecco_desktop.domain.brake import BrakeLimits, Range, drops
from ecco_desktop.domain.errors import NeedsPerson, RecordProblem
from ecco_desktop.domain.ledger import ChangeKind
from ecco_desktop.domain.links import ProvedLink
from ecco_desktop.domain.pending import PendingState
from ecco_desktop.domain.products import ErpProduct, Price, PriceChange, StorePrice
from ecco_desktop.domain.runs import Tally
from ecco_desktop.jobs.numbers.batches import Planned
from ecco_desktop.jobs.numbers.giving_back import undo_by
from ecco_desktop.jobs.numbers.not_kept import PRICE_NOT_KEPT, LastSent, NotKept
from ecco_desktop.jobs.numbers.numbers_brake import judged_prices, price_ranges
from ecco_desktop.jobs.numbers.price_sending import PlannedPrice, PriceSender, price_text, shown
from ecco_desktop.jobs.run.automation import Automation
from ecco_desktop.jobs.run.boundary import guarded
from ecco_desktop.jobs.run.braking import count_anew, hold_where_over, last_day
from ecco_desktop.jobs.run.context import RunContext
from ecco_desktop.jobs.run.goods import Goods
from ecco_desktop.jobs.run.questions import ask
from ecco_desktop.words import N_

INFO = AutomationInfo(
    key="push_prices",
    name=N_("Atualizar Preços"),
    flow=N_("ERP → loja"),
    summary=N_("Envia à loja o preço e o “de/por” de cada produto, só o que mudou."),
    writes_store=True,
    undoable=True,
    compares_all=True,
    records=Records.PRODUCTS,
)

# A single price that falls too far; told by its own cause, so that a person can answer it alone.
DROP = "price.drop"


def run(ctx: RunContext) -> Tally:
    """Compare every linked product's price with the store's, and send the differences."""
    goods = Goods.of(ctx)
    products, limits = _products(ctx), BrakeLimits.of(ctx.connection.values)
    planned: list[PlannedPrice] = []
    not_kept, sent = NotKept.of(ctx, PRICE_NOT_KEPT), LastSent(ctx, ChangeKind.PRICE)
    priced = done = 0
    for page in ctx.store.prices():
        ctx.cancel.check()
        done += len(page)
        ctx.report(done, None)
        for item in page:
            product = products.get(goods.erp_id(item.product.ref))
            priced += item.price is not None
            if product is None:
                continue
            with guarded(ctx, item.product.ref, product.sku):
                link = _proved(ctx, goods, product, item)
                if link is None or (wanted := _wanted(ctx, product, item)) is None:
                    continue
                if wanted == item.price:
                    not_kept.well(link.ref)
                elif not _not_kept(not_kept, sent, product.sku, item, wanted):
                    planned.append(Planned(link, PriceChange(item.product, wanted), product.sku, item.price))
        goods.keep()
    goods.end()
    rows = last_day(ctx, ChangeKind.PRICE) if planned else {}
    if not hold_where_over(ctx, judged_prices(planned, rows, priced, limits)):
        # Who confirmed the whole run saw these too.
        was = price_ranges(rows)
        planned = [one for one in planned if _goes(ctx, one, was.get(one.ref), limits)]
    PriceSender(ctx).send(planned)
    return ctx.tally


AUTOMATION = Automation(INFO, run, undo_by(PriceSender))


def _products(ctx: RunContext) -> dict[str, ErpProduct]:
    found: dict[str, ErpProduct] = {}
    for page in ctx.erp.products():
        ctx.cancel.check()
        found |= {product.id: product for product in page if product.active}
    return found


def _proved(ctx: RunContext, goods: Goods, product: ErpProduct, item: StorePrice) -> ProvedLink | None:
    """The link a price may travel over; None, and told, where one of the sides is another product now."""
    ref = item.product.ref
    link = goods.prove(item.product, product.sku, product.gtin)
    if link is None:
        ctx.tally.read += 1
        goods.fail(ref, item.product, product.sku)
        return None
    goods.well(ref)
    return link


def _wanted(ctx: RunContext, product: ErpProduct, item: StorePrice) -> Price | None:
    """The price the store should show; None where nobody knows it, or its turn has not come."""
    ctx.tally.read += 1
    ref = item.product.ref
    if product.price is None:
        # Missing or zero is unknown: a shop never sells for nothing by our doing.
        ctx.tally.skipped += 1
        ctx.tally.warnings += 1
        ctx.log.warning("price.unknown", product.sku, sku=product.sku)
        return None
    wanted = Price(product.price, product.promoted_from)
    if wanted == item.price:
        ctx.tally.unchanged += 1
        ctx.solve(ref, product.sku)
    elif not ctx.is_due(ref, price_text(wanted)):
        ctx.tally.skipped += 1
        return None
    return wanted


def _not_kept(not_kept: NotKept, sent: LastSent, sku: str, item: StorePrice, wanted: Price) -> bool:
    """Whether the store acknowledged this very price, shows another, and waits for that."""
    ref, version = item.product.ref, price_text(wanted)
    told = {"sku": sku, "wanted": shown(version), "shown": shown(price_text(item.price))}
    problem, record = RecordProblem("price.not_kept", **told), not_kept.ctx.pending.get(ref)
    again = record is not None and (record.cause, record.values.get("version")) == (problem.key, version)
    return (again or sent.of(ref) == version) and not_kept.given_up(ref, sku, problem, version)


def _goes(ctx: RunContext, planned: PlannedPrice, done: Range | None, limits: BrakeLimits) -> bool:
    held = True
    with guarded(ctx, planned.ref, planned.sku):
        held = _held(ctx, planned, done, limits)
    return not held


def _held(ctx: RunContext, planned: PlannedPrice, done: Range | None, limits: BrakeLimits) -> bool:
    """Put one price that falls too far, at once or within a day, on the list by itself; whether it is held.

    It goes on when a person saw this very price and had it tried again; starting the task is no answer.
    """
    wanted, before = planned.change.price, planned.before
    known = max(filter(None, (before.price if before else None, done.high if done else None)), default=None)
    if not drops(known, wanted.price, limits):
        return False
    record, after = ctx.pending.get(planned.ref), price_text(wanted)
    told = record is not None and record.cause == DROP and record.values.get("after") == after
    if told and record is not None and record.state is PendingState.WAITING:
        count_anew(ctx, planned.ref)
        return False
    if told:
        ctx.tally.skipped += 1
    else:
        values = {"before": f"{known:.2f}", "after": after, "limit": limits.price_drop}
        ask(ctx, planned.ref, planned.sku, NeedsPerson(DROP, sku=planned.sku, **values), after)
    return True
