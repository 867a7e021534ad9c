"""Atualizar Status na Logística: invoiced orders that are on their way say so in the ERP and the store."""

from collections.abc import Mapping, Sequence

from ecco_desktop.domain.automations import AutomationInfo
from ecco_desktop.domain.deliveries import DeliveryStatus, Parcel
from ecco_desktop.domain.following import Known, Shipment, together
from ecco_desktop.domain.ledger import ChangeKind
from ecco_desktop.domain.orders import ErpOrder, ErpOrderChange, OrderStatus, StoreOrderState
from ecco_desktop.domain.runs import Tally
from ecco_desktop.jobs.orders.book import OrderBook, WindowOptions, attend_each, settle_rest, states_of
from ecco_desktop.jobs.orders.orders_brake import OrderMove, hold_moves
from ecco_desktop.jobs.orders.papers import Papers
from ecco_desktop.jobs.orders.parcels import LOGISTICS, Parcels, parcels_of
from ecco_desktop.jobs.run.automation import Automation
from ecco_desktop.jobs.run.boundary import guarded
from ecco_desktop.jobs.run.context import RunContext
from ecco_desktop.jobs.run.facts import Fact
from ecco_desktop.words import N_
from ecco_desktop.words.labels import DELIVERY_STATUSES

INFO = AutomationInfo(
    key="update_logistics_status",
    name=N_("Atualizar Status na Logística"),
    flow="ERP ↔ transportadora → loja",
    summary=N_("Marca o despacho no ERP e leva à loja o rastreio e os passos da entrega."),
    writes_store=True,
    chooses=WindowOptions,
    asks_carriers=True,
)

STEP_SENT: Fact[DeliveryStatus] = Fact("step_sent", str, DeliveryStatus)
STEPS = (DeliveryStatus.POSTED, DeliveryStatus.IN_TRANSIT, DeliveryStatus.OUT_FOR_DELIVERY)

# What the ledger calls what is written.
DISPATCHED, STEP = "despacho no ERP", "passo da entrega"


def run(ctx: RunContext) -> Tally:
    """Every invoiced order of the window that can be followed and is not delivered yet."""
    book = OrderBook.read(ctx)
    orders, sent = dict[str, ErpOrder](), dict[str, Sequence[Parcel]]()
    for store_id, order in book.linked():
        if order.invoiced and order.status is OrderStatus.INVOICED:
            of_order = parcels_of(order)
            if _followed(ctx, of_order):
                orders[store_id], sent[store_id] = order, of_order
    states = states_of(ctx, list(orders))
    steps, papers = ctx.facts(STEP_SENT), Papers.of(ctx)
    parcels = Parcels.of(ctx, LOGISTICS)
    news = _asked(ctx, parcels, sent)
    wholes = {
        store_id: whole
        for store_id, of_order in sent.items()
        if (whole := _whole(of_order, parcels.known, news)) is not None
    }
    hold_moves(ctx, _moves(ctx, orders, states, wholes, steps), book.size)

    def bring(store_id: str, order: ErpOrder, state: StoreOrderState | None, number: str) -> None:
        whole = wholes.get(store_id)
        if whole is not None and whole.moving:
            _dispatched(ctx, store_id, order, number)
        if state is not None and state.status not in ctx.manifest.dead:
            papers.send_tracking(store_id, order, number)
            _step(ctx, store_id, number, whole, steps)
        for parcel in sent[store_id]:
            if parcel.key in news:
                # Only now: a parcel whose story is over is not asked about again, should this run end early.
                parcels.keep(parcel.key, news[parcel.key])

    attend_each(ctx, book.proofs, orders, states, bring)
    settle_rest(ctx, book, orders)
    return ctx.tally


AUTOMATION = Automation(INFO, run)


def _moves(
    ctx: RunContext,
    orders: Mapping[str, ErpOrder],
    states: Mapping[str, StoreOrderState],
    wholes: Mapping[str, Shipment],
    steps: Mapping[str, DeliveryStatus],
) -> list[OrderMove]:
    """The orders that would be dispatched in the ERP, and those whose step would be told in the store."""
    moves: list[OrderMove] = []
    for store_id, order in orders.items():
        whole, state = wholes.get(store_id), states.get(store_id)
        if whole is None or not ctx.is_due(store_id):
            continue
        number = state.number if state else order.external_number
        if whole.moving and not order.dispatched:
            moves.append(OrderMove(store_id, number, DISPATCHED, "não", "sim"))
        alive = state is not None and state.status not in ctx.manifest.dead
        if alive and whole.status in STEPS and steps.get(store_id) is not whole.status:
            label = DELIVERY_STATUSES.source(whole.status)
            moves.append(OrderMove(store_id, number, STEP, "", label))
    return moves


def _followed(ctx: RunContext, parcels: Sequence[Parcel]) -> bool:
    return any(
        parcel.code or any(carrier.takes(parcel) for carrier in ctx.open_carriers) for parcel in parcels
    )


def _asked(ctx: RunContext, parcels: Parcels, sent: Mapping[str, Sequence[Parcel]]) -> dict[str, Known]:
    """What is known now of the parcels whose turn it is, from the connected carriers."""
    found: dict[str, Known] = {}
    left = {parcel.key: parcel for of_order in sent.values() for parcel in of_order}
    for carrier in ctx.open_carriers:
        ours = {key: parcel for key, parcel in left.items() if carrier.takes(parcel)}
        for code, said in parcels.ask(carrier, parcels.due(ours.values())).items():
            with guarded(ctx, code, code):
                found[code] = parcels.learned(said)
                if code in ctx.pending:
                    ctx.solve(code, code)
        left = {key: parcel for key, parcel in left.items() if key not in ours}
    if left:
        ctx.log.info("logistics.no_carrier", count=len(left))
    return found


def _whole(
    parcels: Sequence[Parcel], known: Mapping[str, Known], news: Mapping[str, Known]
) -> Shipment | None:
    """What an order's parcels come to; None where nothing was asked about them now."""
    if all(parcel.key not in news for parcel in parcels):
        return None
    return together([(parcel.key, news.get(parcel.key) or known.get(parcel.key)) for parcel in parcels])


def _dispatched(ctx: RunContext, store_id: str, order: ErpOrder, number: str) -> None:
    if order.dispatched:
        return
    ctx.erp.change_order(order, ErpOrderChange(dispatched=True))
    ctx.tally.updated += 1
    ctx.wrote(ChangeKind.STATUS, number, store_id, DISPATCHED, before="não", after="sim")
    ctx.log.info("logistics.dispatched", number, order=number, erp=order.number)


def _step(
    ctx: RunContext, store_id: str, number: str, whole: Shipment | None, steps: dict[str, DeliveryStatus]
) -> None:
    if whole is None or whole.status not in STEPS or whole.at is None:
        return
    if steps.get(store_id) is whole.status:
        return
    label = DELIVERY_STATUSES.source(whole.status)
    day = whole.at.astimezone(ctx.zone).date()
    written = ctx.store.send_delivery_step(store_id, label[:1].upper() + label[1:], day)
    if not written:
        # The store shows no parcel to tell it of, yet: it is asked again at the next turn of that parcel.
        return
    steps[store_id] = whole.status
    ctx.keep_facts(STEP_SENT, {store_id: whole.status})
    ctx.tally.updated += 1
    ctx.wrote(ChangeKind.TRACKING, number, store_id, STEP, before="", after=label)
    ctx.log.info("logistics.step", number, order=number, step=label)
