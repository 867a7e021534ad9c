"""Consultar Status de Pedidos com Pagamento Pendente: paid in the store → em aberto in the ERP."""

from collections.abc import Mapping
from functools import partial

from ecco_desktop.domain.automations import AutomationInfo
from ecco_desktop.domain.orders import ErpOrder, OrderStatus, StoreOrderState
from ecco_desktop.domain.runs import Tally
from ecco_desktop.jobs.orders.book import attend_each, states_of
from ecco_desktop.jobs.orders.moves import move_in_erp
from ecco_desktop.jobs.orders.orders_brake import OrderMove, followed, hold_moves
from ecco_desktop.jobs.orders.proofs import Proofs
from ecco_desktop.jobs.run.automation import Automation
from ecco_desktop.jobs.run.boundary import is_row
from ecco_desktop.jobs.run.context import RunContext
from ecco_desktop.jobs.run.facts import text_fact
from ecco_desktop.words import N_

INFO = AutomationInfo(
    key="check_pending_payments",
    name=N_("Consultar Status de Pedidos com Pagamento Pendente"),
    flow=N_("loja → ERP"),
    summary=N_("Pedido que espera pagamento no ERP passa a em aberto quando a loja recebe."),
    suggested=True,
    usual_minutes=15.0,
)

WAITING = (OrderStatus.PAYMENT_PENDING, OrderStatus.PAYMENT_REVIEW)
TOLD_DEAD = text_fact("payment_dead")


def run(ctx: RunContext) -> Tally:
    """Ask the store about every ERP order that waits for payment, a hundred at once."""
    proofs = Proofs.of(ctx)
    store_ids = {link.erp_id: store for store, link in proofs.links.items()}
    # Read whole before anything is moved: a list that shrinks while it is paged loses rows.
    waiting = [order for status in WAITING for page in ctx.erp.orders_in(status) for order in page]
    linked = {store_ids[order.id]: order for order in waiting if order.id in store_ids}
    states = states_of(ctx, list(linked))
    moves = [
        OrderMove.in_erp(store_id, state.number, linked[store_id], OrderStatus.OPEN)
        for store_id, state in states.items()
        if store_id in linked
        and state.paid
        and state.status not in ctx.manifest.dead
        and ctx.is_due(store_id)
    ]
    hold_moves(ctx, moves, followed(ctx, proofs.links.values()))
    attend_each(ctx, proofs, linked, states, partial(_look_at, ctx, ctx.facts(TOLD_DEAD)))
    for store_id in [one for one in ctx.pending if one not in linked and not is_row(one)]:
        # It waits for its payment no more: whoever moved it on solved this too.
        ctx.solve(store_id, ctx.pending[store_id].label)
    return ctx.tally


AUTOMATION = Automation(INFO, run)


def _look_at(
    ctx: RunContext,
    told: Mapping[str, str],
    store_id: str,
    order: ErpOrder,
    state: StoreOrderState | None,
    number: str,
) -> None:
    if state is None or state.status in ctx.manifest.dead:
        _dead(ctx, store_id, number, state, told)
    elif state.paid:
        move_in_erp(ctx, store_id, order, OrderStatus.OPEN, number)
    else:
        ctx.tally.unchanged += 1


def _dead(
    ctx: RunContext, store_id: str, number: str, state: StoreOrderState | None, told: Mapping[str, str]
) -> None:
    """Cancelled or expired in the store: told once, and left to the cancellations."""
    ctx.tally.skipped += 1
    if store_id not in told:
        word = ctx.label(state.status) if state else "não existe mais"
        ctx.log.warning("payment.dead", number, order=number, status=word)
        ctx.keep_facts(TOLD_DEAD, {store_id: word})
