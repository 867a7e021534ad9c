"""Sincronizar Pedidos de Venda Cancelados: each direction is an option; money is never touched."""

from dataclasses import dataclass
from functools import partial

from ecco_desktop.domain.automations import AutomationInfo, Direction, Question
from ecco_desktop.domain.connections import Capability
from ecco_desktop.domain.options import flag
from ecco_desktop.domain.orders import ErpOrder, OrderStatus, StoreOrderState
from ecco_desktop.domain.runs import Tally
from ecco_desktop.jobs.orders.book import (
    OrderBook,
    WindowOptions,
    attend_each,
    states_of,
    states_since_bookmark,
)
from ecco_desktop.jobs.orders.moves import move_in_erp, move_in_store
from ecco_desktop.jobs.orders.proofs import Proofs
from ecco_desktop.jobs.run.automation import Automation
from ecco_desktop.jobs.run.boundary import is_row
from ecco_desktop.jobs.run.context import RunContext
from ecco_desktop.jobs.run.facts import text_fact
from ecco_desktop.words import N_


@dataclass(frozen=True, slots=True)
class CancelOptions(WindowOptions):
    """The directions a cancellation travels; a person chooses them."""

    from_store: bool = flag(
        N_("Loja → ERP"),
        False,
        N_("sim"),
        N_("não"),
        help=N_("Pedido cancelado na loja é cancelado no ERP, menos se já foi faturado."),
    )
    to_store: bool = flag(
        N_("ERP → loja"),
        False,
        N_("sim"),
        N_("não"),
        help=N_("Pedido cancelado no ERP é cancelado na loja. O comprador pode receber um e-mail da loja."),
    )


INFO = AutomationInfo(
    key="sync_cancelled_orders",
    name=N_("Sincronizar Pedidos de Venda Cancelados"),
    flow="loja ↔ ERP",
    summary=N_("Copia cancelamentos nas direções escolhidas. Nunca devolve dinheiro."),
    chooses=CancelOptions,
    # It names the directions, what the platform can do, and that money is never touched.
    question=Question(
        "cancel.question",
        (
            Direction("from_store", N_("loja → ERP"), Capability.CANCEL_FROM_STORE),
            Direction("to_store", N_("ERP → loja"), Capability.CANCEL_TO_STORE),
        ),
    ),
    demo_options=(("from_store", "yes"), ("to_store", "yes")),
)

BOOKMARK = "states"
SETTLED = text_fact("cancel_settled")


def run(ctx: RunContext) -> Tally:
    """The directions that are switched on and that the platform can do."""
    options = ctx.chosen(CancelOptions)
    ways = (
        (options.from_store, Capability.CANCEL_FROM_STORE, _from_store),
        (options.to_store, Capability.CANCEL_TO_STORE, _to_store),
    )
    chosen = [(capability, copy) for wanted, capability, copy in ways if wanted]
    if not chosen:
        ctx.tally.warnings += 1
        ctx.log.warning("cancel.no_direction")
    for capability, copy in chosen:
        if capability in ctx.manifest.capabilities:
            copy(ctx)
        else:
            ctx.tally.warnings += 1
            ctx.log.warning("cancel.not_supported", platform=ctx.manifest.name)
    return ctx.tally


AUTOMATION = Automation(INFO, run)


def _from_store(ctx: RunContext) -> None:
    proofs = Proofs.of(ctx)
    changed, newest = states_since_bookmark(ctx, BOOKMARK)
    changed |= states_of(ctx, [one for one in ctx.pending if one not in changed and not is_row(one)])
    for state in changed.values():
        ctx.cancel.check()
        if not _cancels(ctx, state.status) or state.id not in proofs.links:
            continue
        ctx.tally.read += 1
        if not ctx.is_due(state.id):
            ctx.tally.skipped += 1
            continue
        with ctx.record(state.id, state.number):
            proofs.prove(state.id, state, None)
            order = ctx.erp.order(proofs.links[state.id].erp_id)
            if order is None:
                proofs.gone(state.id)
            else:
                proofs.prove(state.id, state, order)
                move_in_erp(ctx, state.id, order, OrderStatus.CANCELLED, state.number)
    if newest is not None:
        ctx.set_bookmark(newest.isoformat(), BOOKMARK)


def _cancels(ctx: RunContext, word: str) -> bool:
    """Whether a word of the store cancels what is in: the platform's own, and what a person mapped so."""
    return word in ctx.manifest.cancelled or ctx.statuses.get(word) is OrderStatus.CANCELLED


def _to_store(ctx: RunContext) -> None:
    settled, book = ctx.facts(SETTLED), OrderBook.read(ctx)
    fresh = {
        store_id: order
        for store_id, order in book.linked()
        if order.status is OrderStatus.CANCELLED and store_id not in settled
    }
    states = states_of(ctx, list(fresh))
    attend_each(ctx, book.proofs, fresh, states, partial(_cancel_in_store, ctx))


def _cancel_in_store(
    ctx: RunContext, store_id: str, order: ErpOrder, state: StoreOrderState | None, number: str
) -> None:
    if state is None or state.status in ctx.manifest.dead:
        ctx.tally.unchanged += 1
    elif state.status == ctx.outgoing.get(OrderStatus.DELIVERED):
        ctx.tally.skipped += 1
        ctx.tally.warnings += 1
        ctx.log.warning("cancel.delivered_kept", number, order=number, kept=ctx.label(state.status))
    else:
        move_in_store(ctx, store_id, state.status, ctx.outgoing[OrderStatus.CANCELLED], number)
    ctx.keep_facts(SETTLED, {store_id: order.number})
