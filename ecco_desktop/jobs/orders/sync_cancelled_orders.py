"""Sincronizar Pedidos de Venda Cancelados: each direction is an option; money is never touched."""

from abc import abstractmethod
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Protocol

from ecco_desktop.domain.automations import AutomationInfo, Direction, Duty, Question
from ecco_desktop.domain.connections import Capability
from ecco_desktop.domain.errors import NeedsPerson
from ecco_desktop.domain.links import Link
from ecco_desktop.domain.options import flag
from ecco_desktop.domain.order_flow import refuses_from_platform
from ecco_desktop.domain.orders import ErpOrder, OrderStatus, StoreOrderState
from ecco_desktop.domain.pending import PendingState
from ecco_desktop.domain.runs import Tally
from ecco_desktop.jobs.orders.book import (
    OrderBook,
    WindowOptions,
    attend_each,
    states_of,
    states_since_bookmark,
)
from ecco_desktop.jobs.orders.moves import move_in_erp, move_in_store
from ecco_desktop.jobs.orders.orders_brake import OrderMove, followed, hold_cancellations
from ecco_desktop.jobs.orders.proofs import Proofs
from ecco_desktop.jobs.orders.sight import OVER
from ecco_desktop.jobs.run.automation import Automation
from ecco_desktop.jobs.run.boundary import guarded, is_row
from ecco_desktop.jobs.run.context import RunContext
from ecco_desktop.jobs.run.facts import text_fact
from ecco_desktop.jobs.run.statuses import cancelling_words, over_words
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
    writes_store=True,
    chooses=CancelOptions,
    duty=Duty.CANCELLATIONS,
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
# Which of the store's words was carried to the ERP: a person there may have good reason to open it again.
CARRIED = text_fact("cancel_carried")


class Way(Protocol):
    """One direction: what it would cancel is read whole before anything is written."""

    moves: Sequence[OrderMove]
    # Of how many followed orders.
    total: int

    @abstractmethod
    def act(self) -> None:
        """Cancel them."""


def run(ctx: RunContext) -> Tally:
    """The directions that are switched on and that the platform can do."""
    options = ctx.chosen(CancelOptions)
    chosen: list[tuple[Capability, Callable[[RunContext], Way]]] = []
    if options.from_store:
        chosen.append((Capability.CANCEL_FROM_STORE, _FromStore.read))
    if options.to_store:
        chosen.append((Capability.CANCEL_TO_STORE, _ToStore.read))
    if not chosen:
        ctx.tally.warnings += 1
        ctx.log.warning("cancel.no_direction")
    waiting = {one: record for one, record in ctx.pending.items() if not is_row(one)}
    ways: list[Way] = []
    for capability, read in chosen:
        if capability in ctx.manifest.capabilities:
            ways.append(read(ctx))
        else:
            ctx.tally.warnings += 1
            ctx.log.warning("cancel.not_supported", platform=ctx.manifest.name)
    moves = [move for way in ways for move in way.moves]
    hold_cancellations(ctx, moves, max((way.total for way in ways), default=0))
    for way in ways:
        way.act()
    _settle_agreeing(ctx, [one for one, record in waiting.items() if ctx.pending.get(one) is record])
    return ctx.tally


AUTOMATION = Automation(INFO, run)


@dataclass(frozen=True, slots=True)
class _FromStore(Way):
    ctx: RunContext
    orders: Mapping[str, tuple[StoreOrderState, ErpOrder]]
    newest: datetime | None
    moves: Sequence[OrderMove]
    total: int

    @classmethod
    def read(cls, ctx: RunContext) -> "_FromStore":
        """What the store cancelled since the bookmark, and where the ERP has it."""
        proofs = Proofs.of(ctx)
        changed, newest = states_since_bookmark(ctx, BOOKMARK)
        waiting = [*(one for one in ctx.pending if not is_row(one)), *_over_in_store(ctx)]
        changed |= states_of(ctx, [one for one in waiting if one not in changed])
        found: dict[str, tuple[StoreOrderState, ErpOrder]] = {}
        words, carried = cancelling_words(ctx.manifest, ctx.statuses), ctx.facts(CARRIED)
        for state in changed.values():
            ctx.cancel.check()
            if state.status not in words or state.id not in proofs.links:
                continue
            ctx.tally.read += 1
            if not ctx.is_due(state.id):
                ctx.tally.skipped += 1
                continue
            with guarded(ctx, state.id, state.number):
                proofs.prove(state.id, state, None)
                order = ctx.erp.order(proofs.links[state.id].erp_id)
                if order is None:
                    proofs.gone(state.id)
                else:
                    proofs.prove(state.id, state, order)
                    _refuse_again(carried, state, order)
                    found[state.id] = (state, order)
        moves = [
            OrderMove.in_erp(store_id, state.number, order, OrderStatus.CANCELLED)
            for store_id, (state, order) in found.items()
            if not _stays(order)
        ]
        return cls(ctx, found, newest, moves, followed(ctx, proofs.links.values()))

    def act(self) -> None:
        """In the ERP, and the bookmark moves."""
        for store_id, (state, order) in self.orders.items():
            self.ctx.cancel.check()
            with self.ctx.record(store_id, state.number):
                if move_in_erp(self.ctx, store_id, order, OrderStatus.CANCELLED, state.number):
                    self.ctx.keep_facts(CARRIED, {store_id: _word(state)})
        if self.newest is not None:
            self.ctx.set_bookmark(self.newest.isoformat(), BOOKMARK)


def _word(state: StoreOrderState) -> str:
    """What the store said, and when: said anew, it counts anew."""
    return f"{state.status} {state.modified_at.isoformat() if state.modified_at else ''}"


def _refuse_again(carried: Mapping[str, str], state: StoreOrderState, order: ErpOrder) -> None:
    """NeedsPerson where this cancellation was carried over once, and the order was opened again since."""
    if order.status is OrderStatus.CANCELLED or carried.get(state.id) != _word(state):
        return
    raise NeedsPerson("order.reopened", order=state.number, erp=order.number)


def _over_in_store(ctx: RunContext) -> list[str]:
    """What the import found to be over in the store, and open in the ERP, since it was linked.

    What its situation means may have been said only now, or it was linked after it was cancelled.
    """
    imports = ctx.storage.pending.due(ctx.connection.id, ctx.duties[Duty.ORDERS_IN], None)
    return [one.record_id for one in imports if (one.cause, one.state) == (OVER, PendingState.WAITING)]


def _settle_agreeing(ctx: RunContext, waiting: Sequence[str]) -> None:
    """Where both sides say the same of a cancellation again, nothing waits any more."""
    left = [one for one in waiting if ctx.pending[one].state is not PendingState.IGNORED]
    states, proofs = states_of(ctx, left), Proofs.of(ctx)
    over = over_words(ctx.manifest, ctx.statuses)
    for store_id in [one for one in left if one in proofs.links and one not in ctx.boundary.unknown]:
        ctx.cancel.check()
        record, state = ctx.pending[store_id], states.get(store_id)
        with guarded(ctx, store_id, record.label):
            link = proofs.links[store_id]
            order = ctx.erp.order(link.erp_id)
            if order is not None and _agree(over, link, state, order):
                ctx.solve(store_id, record.label)


def _agree(words: frozenset[str], link: Link, state: StoreOrderState | None, order: ErpOrder) -> bool:
    """Whether both are cancelled, or neither is; what the store has no more is as good as cancelled."""
    proved = link.is_of_erp(order.external_number)
    over = state is None or state.status in words
    if state is not None:
        proved = proved and link.is_of_store(state.number, state.created_at)
    return proved and over is (order.status is OrderStatus.CANCELLED)


def _stays(order: ErpOrder) -> bool:
    """Whether an ERP order is cancelled already, or past the point where a store's word counts."""
    wanted = OrderStatus.CANCELLED
    return order.status is wanted or bool(
        refuses_from_platform(order.status, wanted, invoiced=order.invoiced)
    )


@dataclass(frozen=True, slots=True)
class _ToStore(Way):
    ctx: RunContext
    book: OrderBook
    fresh: Mapping[str, ErpOrder]
    states: Mapping[str, StoreOrderState]
    moves: Sequence[OrderMove]
    total: int

    @classmethod
    def read(cls, ctx: RunContext) -> "_ToStore":
        """What the ERP cancelled and the store was not told of."""
        book = OrderBook.read(ctx)
        fresh = book.untold(OrderStatus.CANCELLED, ctx.facts(SETTLED))
        states = states_of(ctx, list(fresh))
        word = ctx.outgoing.get(OrderStatus.CANCELLED, "")
        moves = [
            OrderMove.in_store(ctx, store_id, state.number, state.status, word)
            for store_id, state in states.items()
            if store_id in fresh and ctx.is_due(store_id) and _goes(ctx, state)
        ]
        return cls(ctx, book, fresh, states, moves, book.size)

    def act(self) -> None:
        """In the store."""
        attend_each(self.ctx, self.book.proofs, self.fresh, self.states, partial(_cancel_in_store, self.ctx))


def _goes(ctx: RunContext, state: StoreOrderState) -> bool:
    return state.status not in ctx.manifest.dead and state.status != ctx.outgoing.get(OrderStatus.DELIVERED)


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
