"""Enviar Informação de Entrega para Loja Virtual: delivered in the ERP → delivered in the store, once."""

from collections.abc import Container, Mapping
from functools import partial

from ecco_desktop.domain.automations import AutomationInfo
from ecco_desktop.domain.deliveries import DeliveryStatus
from ecco_desktop.domain.errors import NeedsPerson, SetupProblem
from ecco_desktop.domain.following import Known
from ecco_desktop.domain.ledger import ChangeKind
from ecco_desktop.domain.orders import ErpOrder, OrderStatus, StoreOrderState
from ecco_desktop.domain.pending import PendingState
from ecco_desktop.domain.runs import Tally
from ecco_desktop.jobs.orders.book import (
    FOLLOWED_SINCE,
    OrderBook,
    WindowOptions,
    attend_each,
    settle_rest,
    states_of,
)
from ecco_desktop.jobs.orders.moves import move_in_store
from ecco_desktop.jobs.orders.orders_brake import OrderMove, hold_moves
from ecco_desktop.jobs.orders.parcels import parcels_of, said_of
from ecco_desktop.jobs.run.automation import Automation
from ecco_desktop.jobs.run.context import RunContext
from ecco_desktop.jobs.run.facts import text_fact
from ecco_desktop.words import N_

INFO = AutomationInfo(
    key="send_deliveries",
    name=N_("Enviar Informação de Entrega para Loja Virtual"),
    flow=N_("ERP → loja"),
    summary=N_("Pedido entregue no ERP passa a entregue na loja, uma única vez."),
    writes_store=True,
    chooses=WindowOptions,
)

SENT = text_fact("delivery_sent")
DENIED = "delivery.denied"
# What stands against a delivery that the ERP shows.
_AGAINST = (
    *(DeliveryStatus.RETURNING, DeliveryStatus.RETURNED),
    *(DeliveryStatus.LOST_OR_DAMAGED, DeliveryStatus.CANCELED),
)
# So many numbers fit into a line of the log.
_SHOWN = 30


def run(ctx: RunContext) -> Tally:
    """Every linked order the ERP knows as delivered and the store was not told of."""
    target = ctx.outgoing.get(OrderStatus.DELIVERED, "")
    if not target:
        raise SetupProblem("delivery.no_state", platform=ctx.manifest.name)
    book, told = OrderBook.read(ctx, with_left=True), ctx.facts(SENT)
    orders = book.untold(OrderStatus.DELIVERED, told)
    states, said = states_of(ctx, list(orders)), said_of(ctx)
    moves = [
        OrderMove.in_store(ctx, store_id, state.number, state.status, target)
        for store_id, state in states.items()
        if store_id in orders
        and ctx.is_due(store_id)
        and state.status not in (*ctx.manifest.dead, target)
        and _denied(ctx, store_id, orders[store_id], said) is None
    ]
    hold_moves(ctx, moves, book.size)
    attend_each(ctx, book.proofs, orders, states, partial(_send, ctx, target, said))
    settle_rest(ctx, book, orders)
    _tell_left(ctx, book, told)
    ctx.set_bookmark(book.first.isoformat(), FOLLOWED_SINCE)
    return ctx.tally


AUTOMATION = Automation(INFO, run)


def _denied(
    ctx: RunContext, store_id: str, order: ErpOrder, said: Mapping[str, Known]
) -> tuple[str, DeliveryStatus] | None:
    """The parcel that did not arrive by its carrier's word, unless a person wants the store told anyway."""
    waiting = ctx.pending.get(store_id)
    if waiting is not None and waiting.cause == DENIED and waiting.state is PendingState.WAITING:
        return None
    for parcel in parcels_of(order):
        known = said.get(parcel.key)
        if known is not None and known.status in _AGAINST:
            return parcel.key, known.status
    return None


def _tell_left(ctx: RunContext, book: OrderBook, told: Container[str]) -> None:
    """Orders that went out of the window without a delivery: the store will not hear of one any more."""
    gone = [
        book.left[erp_id].external_number
        for store_id, erp_id in book.erp_ids.items()
        if erp_id in book.left and store_id not in told and book.left[erp_id].status is OrderStatus.INVOICED
    ]
    if gone:
        ctx.tally.warnings += 1
        shown = ", ".join(gone[:_SHOWN]) + ("…" if len(gone) > _SHOWN else "")
        days = ctx.chosen(WindowOptions).days
        ctx.log.warning("delivery.left_untold", count=len(gone), days=days, orders=shown)


def _send(
    ctx: RunContext,
    target: str,
    said: Mapping[str, Known],
    store_id: str,
    order: ErpOrder,
    state: StoreOrderState | None,
    number: str,
) -> None:
    if state is None or state.status in ctx.manifest.dead:
        ctx.tally.skipped += 1
        word = ctx.label(state.status) if state else "não existe mais"
        ctx.log.warning("delivery.not_told", number, order=number, status=word)
    elif state.status == target:
        ctx.tally.unchanged += 1
    elif denied := _denied(ctx, store_id, order, said):
        code, status = denied
        raise NeedsPerson(DENIED, order=number, code=code, status=status)
    else:
        move_in_store(ctx, store_id, state.status, target, number, ChangeKind.DELIVERY, order.delivered_on)
    ctx.keep_facts(SENT, {store_id: f"{order.delivered_on or ''}"})
