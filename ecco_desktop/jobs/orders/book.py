"""The orders both sides know: ERP orders of some days, tied to store orders by their links."""

from collections.abc import Callable, Container, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from ecco_desktop.domain.bounds import Bounds
from ecco_desktop.domain.errors import Cancelled, SetupProblem, may_be_one_records
from ecco_desktop.domain.options import Options, number
from ecco_desktop.domain.orders import ErpOrder, OrderStatus, StoreOrderState
from ecco_desktop.domain.pending import PendingState
from ecco_desktop.jobs.orders.proofs import Proofs
from ecco_desktop.jobs.run.boundary import guarded, is_row
from ecco_desktop.jobs.run.context import RunContext
from ecco_desktop.jobs.run.held import OVERLAP
from ecco_desktop.words import N_

# What is done about one linked order: its store id, both sides (the store's as far as it is known), and the
# number people know it by.
Act = Callable[[str, ErpOrder, StoreOrderState | None, str], None]


# The first day that was followed at the last run.
FOLLOWED_SINCE = "followed_since"


@dataclass(frozen=True, slots=True)
class WindowOptions(Options):
    """How far back an automation follows orders."""

    days: int = number(
        N_("Dias para trás"),
        60,
        Bounds(1, 730),
        help=N_("Pedidos mais antigos que isto não são mais acompanhados."),
    )


@dataclass(slots=True)
class OrderBook:
    """`erp_ids` is store order id → ERP order id; `orders` are those of the window, by ERP id.

    `left` are those that went out of it since the last run, where the automation keeps that in mind.
    """

    ctx: RunContext
    erp_ids: Mapping[str, str]
    orders: dict[str, ErpOrder]
    proofs: Proofs
    first: date
    left: dict[str, ErpOrder] = field(default_factory=dict)

    @classmethod
    def read(cls, ctx: RunContext, *, with_left: bool = False) -> "OrderBook":
        """Read the ERP's orders of the last days (Eccosys has no "changed since" for orders)."""
        first = ctx.clock.now().astimezone(ctx.zone).date() - timedelta(days=ctx.chosen(WindowOptions).days)
        orders: dict[str, ErpOrder] = {}
        left: dict[str, ErpOrder] = {}
        since = followed_since(ctx, first) if with_left else first
        for page in ctx.erp.orders_since(since):
            ctx.cancel.check()
            for order in page:
                old = since < first and order.ordered_on is not None and order.ordered_on < first
                (left if old else orders)[order.id] = order
        proofs = Proofs.of(ctx)
        erp_ids = {ref: link.erp_id for ref, link in proofs.links.items()}
        return cls(ctx, erp_ids, orders, proofs, first, left)

    @property
    def size(self) -> int:
        """How many orders of the window are linked."""
        return sum(1 for erp_id in self.erp_ids.values() if erp_id in self.orders)

    def linked(self) -> Iterator[tuple[str, ErpOrder]]:
        """Store order id and ERP order of every link inside the window."""
        for store_id, erp_id in self.erp_ids.items():
            order = self.orders.get(erp_id)
            if order is not None:
                yield store_id, order
            else:
                with guarded(self.ctx, store_id, self.proofs.links[store_id].label):
                    self._look_for(store_id)

    def untold(self, status: OrderStatus, told: Container[str]) -> dict[str, ErpOrder]:
        """The linked orders of a status, by store id, less those of which the store was `told`."""
        return {
            store_id: order
            for store_id, order in self.linked()
            if order.status is status and store_id not in told
        }

    def order(self, store_id: str) -> ErpOrder | None:
        """The ERP order of a store order, from before the window too; None where there is none."""
        erp_id = self.erp_ids.get(store_id)
        if erp_id is None:
            return None
        if erp_id not in self.orders and (found := self.ctx.erp.order(erp_id)):
            self.orders[erp_id] = found
        return self.orders.get(erp_id)

    def _look_for(self, store_id: str) -> None:
        """NeedsPerson where the ERP's list ought to show this order, and by its id it is not found either."""
        made = self.proofs.links[store_id].made_at
        if made is None or made.astimezone(self.ctx.zone).date() <= self.first:
            return
        if self.ctx.is_due(store_id) and self.order(store_id) is None:
            self.proofs.gone(store_id)


def followed_since(ctx: RunContext, first: date) -> date:
    """Where the window began at the last run, or `first`: what lies between went out of it since."""
    try:
        return min(date.fromisoformat(ctx.bookmark(FOLLOWED_SINCE) or ""), first)
    except ValueError:
        return first


def states_since_bookmark(ctx: RunContext, name: str) -> tuple[dict[str, StoreOrderState], datetime | None]:
    """Where every order stands that changed since the bookmark, and what the bookmark may become.

    Set it only after all of them are applied. The first time only the last days count: nobody wants
    the cancellations of three years ago copied.
    """
    first = ctx.clock.now() - timedelta(days=ctx.chosen(WindowOptions).days)
    since = ctx.moment(name) or first
    found: dict[str, StoreOrderState] = {}
    newest: datetime | None = since
    for page in ctx.store.states_changed(since - OVERLAP):
        ctx.cancel.check()
        for state in page:
            found[state.id] = state
            if state.modified_at and (newest is None or state.modified_at > newest):
                newest = state.modified_at
    return found, newest


def states_of(ctx: RunContext, store_ids: Sequence[str]) -> dict[str, StoreOrderState]:
    """Where these orders stand now; who is not in it is there no more, or in `ctx.boundary.unknown`.

    Where one of them spoils the answer each is asked for alone, and that one waits.
    """
    wanted = list(dict.fromkeys(store_ids))
    if not wanted:
        return {}
    try:
        return {state.id: state for state in ctx.store.order_states(wanted)}
    except (Cancelled, MemoryError):
        raise
    except Exception as error:
        if isinstance(error, SetupProblem) and not may_be_one_records(error):
            raise
    found: dict[str, StoreOrderState] = {}
    for store_id in wanted:
        ctx.cancel.check()
        ctx.boundary.unknown.add(store_id)
        known = ctx.pending.get(store_id)
        with guarded(ctx, store_id, known.label if known else store_id):
            found |= {state.id: state for state in ctx.store.order_states([store_id])}
            ctx.boundary.unknown.discard(store_id)
            ctx.boundary.well()
    return found


def settle_rest(ctx: RunContext, book: OrderBook, attended: Container[str]) -> None:
    """What waits, is in the ERP's list and needs nothing done any more is well: it leaves the list."""
    for store_id in [one for one in ctx.pending if not is_row(one) and one not in attended]:
        record, there = ctx.pending[store_id], book.erp_ids.get(store_id) in book.orders
        if there and record.state is not PendingState.IGNORED:
            ctx.solve(store_id, record.label)


def attend_each(
    ctx: RunContext,
    proofs: Proofs,
    orders: Mapping[str, ErpOrder],
    states: Mapping[str, StoreOrderState],
    act: Act,
) -> None:
    """`attend` to every order, by store id; the run can be stopped between two of them."""
    for done, (store_id, order) in enumerate(orders.items(), 1):
        ctx.cancel.check()
        ctx.report(done, len(orders))
        attend(ctx, proofs, store_id, order, states.get(store_id), act)


def attend(
    ctx: RunContext, proofs: Proofs, store_id: str, order: ErpOrder, state: StoreOrderState | None, act: Act
) -> None:
    """Act on one linked order whose turn it is, once its link is proved; what fails waits by itself."""
    ctx.tally.read += 1
    if store_id in ctx.boundary.unknown or not ctx.is_due(store_id):
        ctx.tally.skipped += 1
        return
    number = state.number if state else order.external_number
    with ctx.record(store_id, number):
        proofs.prove(store_id, state, order)
        act(store_id, order, state, number)
