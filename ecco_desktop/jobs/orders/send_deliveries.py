"""Enviar Informação de Entrega para Loja Virtual: delivered in the ERP → delivered in the store, once."""

from functools import partial

from ecco_desktop.domain.automations import AutomationInfo
from ecco_desktop.domain.errors import SetupProblem
from ecco_desktop.domain.ledger import ChangeKind
from ecco_desktop.domain.orders import ErpOrder, OrderStatus, StoreOrderState
from ecco_desktop.domain.runs import Tally
from ecco_desktop.jobs.orders.book import OrderBook, WindowOptions, attend_each, settle_rest, states_of
from ecco_desktop.jobs.orders.moves import move_in_store
from ecco_desktop.jobs.orders.orders_brake import OrderMove, hold_moves
from ecco_desktop.jobs.run.automation import Automation
from ecco_desktop.jobs.run.context import RunContext
from ecco_desktop.jobs.run.facts import text_fact
from ecco_desktop.words import N_

INFO = AutomationInfo(
    key="send_deliveries",
    name=N_("Enviar Informação de Entrega para Loja Virtual"),
    flow=N_("ERP → loja"),
    summary=N_("Pedido entregue no ERP passa a entregue na loja, uma única vez."),
    chooses=WindowOptions,
)

SENT = text_fact("delivery_sent")


def run(ctx: RunContext) -> Tally:
    """Every linked order the ERP knows as delivered and the store was not told of."""
    target = ctx.outgoing.get(OrderStatus.DELIVERED, "")
    if not target:
        raise SetupProblem("delivery.no_state", platform=ctx.manifest.name)
    book = OrderBook.read(ctx)
    orders = book.untold(OrderStatus.DELIVERED, ctx.facts(SENT))
    states = states_of(ctx, list(orders))
    moves = [
        OrderMove.in_store(ctx, store_id, state.number, state.status, target)
        for store_id, state in states.items()
        if store_id in orders and ctx.is_due(store_id) and state.status not in (*ctx.manifest.dead, target)
    ]
    hold_moves(ctx, moves, book.size)
    attend_each(ctx, book.proofs, orders, states, partial(_send, ctx, target))
    settle_rest(ctx, book, orders)
    return ctx.tally


AUTOMATION = Automation(INFO, run)


def _send(
    ctx: RunContext,
    target: str,
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
    else:
        move_in_store(ctx, store_id, state.status, target, number, ChangeKind.DELIVERY, order.delivered_on)
    ctx.keep_facts(SENT, {store_id: f"{order.delivered_on or ''}"})
