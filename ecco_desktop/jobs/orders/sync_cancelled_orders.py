"""Sincronizar Pedidos de Venda Cancelados: each direction is an option; money is never touched."""

from ecco_desktop.domain.automations import AutomationInfo, Direction, Option, OptionKind, Question
from ecco_desktop.domain.connections import Capability
from ecco_desktop.domain.links import LinkKind
from ecco_desktop.domain.orders import ErpOrder, OrderStatus, StoreOrderState
from ecco_desktop.domain.runs import Tally
from ecco_desktop.jobs.orders.book import DAYS, OrderBook, states_of, states_since_bookmark
from ecco_desktop.jobs.orders.moves import move_in_erp, move_in_store
from ecco_desktop.jobs.run.automation import Automation
from ecco_desktop.jobs.run.context import RunContext
from ecco_desktop.jobs.run.facts import text_fact
from ecco_desktop.words import N_

YES_NO = (("no", N_("não")), ("yes", N_("sim")))
INFO = AutomationInfo(
    key="sync_cancelled_orders",
    name=N_("Sincronizar Pedidos de Venda Cancelados"),
    flow="loja ↔ ERP",
    summary=N_("Copia cancelamentos nas direções escolhidas. Nunca devolve dinheiro."),
    options=(
        Option(
            "from_store",
            N_("Loja → ERP"),
            OptionKind.CHOICE,
            default="no",
            choices=YES_NO,
            help=N_("Pedido cancelado na loja é cancelado no ERP, menos se já foi faturado."),
        ),
        Option(
            "to_store",
            N_("ERP → loja"),
            OptionKind.CHOICE,
            default="no",
            choices=YES_NO,
            help=N_(
                "Pedido cancelado no ERP é cancelado na loja. O comprador pode receber um e-mail da loja."
            ),
        ),
        DAYS,
    ),
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
    ways = {
        "from_store": (Capability.CANCEL_FROM_STORE, _from_store),
        "to_store": (Capability.CANCEL_TO_STORE, _to_store),
    }
    chosen = [way for way in ways if ctx.options.get(way, "no") == "yes"]
    if not chosen:
        ctx.tally.warnings += 1
        ctx.log.warning("cancel.no_direction")
    for way in chosen:
        capability, copy = ways[way]
        if capability in ctx.manifest.capabilities:
            copy(ctx)
        else:
            ctx.tally.warnings += 1
            ctx.log.warning("cancel.not_supported", platform=ctx.manifest.name)
    return ctx.tally


AUTOMATION = Automation(INFO, run)


def _from_store(ctx: RunContext) -> None:
    erp_ids = ctx.storage.links.all(ctx.connection.id, LinkKind.ORDER)
    changed, newest = states_since_bookmark(ctx, BOOKMARK)
    changed |= states_of(ctx, [store_id for store_id in ctx.pending if store_id not in changed])
    for state in changed.values():
        ctx.cancel.check()
        if state.status not in ctx.manifest.cancelled or state.id not in erp_ids:
            continue
        ctx.tally.read += 1
        if not ctx.is_due(state.id):
            ctx.tally.skipped += 1
            continue
        with ctx.record(state.id, state.number):
            order = ctx.erp.order(erp_ids[state.id])
            if order is not None:
                move_in_erp(ctx, state.id, order, OrderStatus.CANCELLED, state.number)
    if newest is not None:
        ctx.set_bookmark(newest.isoformat(), BOOKMARK)


def _to_store(ctx: RunContext) -> None:
    settled = ctx.facts(SETTLED)
    fresh = {
        store_id: order
        for store_id, order in OrderBook.read(ctx).linked()
        if order.status is OrderStatus.CANCELLED and store_id not in settled
    }
    states = states_of(ctx, list(fresh))
    for done, (store_id, order) in enumerate(fresh.items(), 1):
        ctx.cancel.check()
        ctx.report(done, len(fresh))
        ctx.tally.read += 1
        _cancel_in_store(ctx, store_id, order, states.get(store_id))


def _cancel_in_store(ctx: RunContext, store_id: str, order: ErpOrder, state: StoreOrderState | None) -> None:
    number = state.number if state else order.external_number
    if not ctx.is_due(store_id):
        ctx.tally.skipped += 1
        return
    with ctx.record(store_id, number):
        if state is None or state.status in ctx.manifest.dead:
            ctx.tally.unchanged += 1
        elif state.status == ctx.outgoing.get(OrderStatus.DELIVERED):
            ctx.tally.skipped += 1
            ctx.tally.warnings += 1
            ctx.log.warning("cancel.delivered_kept", number, order=number, kept=ctx.label(state.status))
        else:
            move_in_store(ctx, store_id, state.status, ctx.outgoing[OrderStatus.CANCELLED], number)
        ctx.keep_facts(SETTLED, {store_id: order.number})
