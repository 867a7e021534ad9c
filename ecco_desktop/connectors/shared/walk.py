"""Reading every order changed since an instant, though orders change while they are read."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from itertools import count

from ecco_desktop.connectors.shared.paging import Paging
from ecco_desktop.domain.instants import MARGIN, sure
from ecco_desktop.domain.orders import StoreOrder, StoreOrderState
from ecco_desktop.ports.store import BrokenOrder, OrderPage

SECOND = timedelta(seconds=1)
_FIRST = datetime(1970, 1, 1, tzinfo=UTC)
Order = StoreOrder | BrokenOrder


@dataclass(frozen=True, slots=True)
class RawPage:
    """One answer: the orders that could be told apart, how many rows it had, and the total it spoke of.

    `last` says that the pass ends here; `at` is the store's own clock (UTC), where it tells.
    """

    orders: Sequence[Order]
    rows: int
    total: int | None
    last: bool = False
    at: datetime | None = None


class SortUnknown(Exception):
    """The store does not know how to sort by time of change (older than its code shows)."""


def states(pages: Iterator[OrderPage]) -> Iterator[list[StoreOrderState]]:
    """Where the orders of a walk stand, for bookmarks made of them.

    None claims to be newer than the reading is sure of: what changes meanwhile is read again.
    """
    for page in pages:
        yield [
            StoreOrderState(
                order.id,
                order.number,
                order.status,
                order.paid,
                _bounded(order, page.sure),
                order.created_at,
            )
            for order in page.orders
            if isinstance(order, StoreOrder)
        ]


def _bounded(order: StoreOrder, ceiling: datetime | None) -> datetime:
    return min(order.modified_at, ceiling) if ceiling else order.modified_at


def _ahead(orders: Sequence[Order], ceiling: datetime) -> tuple[str, ...]:
    """The numbers of those that say they changed later than it is."""
    late = ceiling + 2 * MARGIN
    return tuple(order.number for order in orders if order.modified_at and order.modified_at > late)


def by_id(ask: Callable[[int], RawPage], host: str) -> Iterator[OrderPage]:
    """The walk for such a store: numbered pages by id, each order once.

    With a bound on the time of change nothing leaves the list while it is read, so nothing slips away.
    Pages are in no order of time: only the last one carries a bookmark.
    """

    def read() -> Iterator[RawPage]:
        paging = Paging(host)
        for number in count(1):
            raw = ask(number)
            more = paging.more(_marks(raw), raw.rows, raw.total)
            yield replace(raw, last=not more)
            if not more:
                return

    return in_passes(read, 1)


def in_passes(read: Callable[[], Iterator[RawPage]], passes: int) -> Iterator[OrderPage]:
    """Numbered pages in an order nobody promises, read again until a pass is known to be whole.

    A pass is whole where it was one answer, where it gave as many orders as the store counts, or where
    another one found nothing that had changed before the reading began. Each version of an order comes
    once. Only the very last page carries a bookmark, never later than the beginning less a margin: what
    changes meanwhile is read the next time. No bookmark at all where the list never came to rest.
    """
    walk = _Passes()
    for number in range(1, passes + 1):
        walk.begin()
        for raw in read():
            page = walk.take(raw)
            if not raw.last:
                yield page
                continue
            whole = passes == 1 or walk.whole(raw.total, number)
            yield replace(page, until=walk.until() if whole else None)
            if whole:
                return


@dataclass(slots=True)
class _Passes:
    """What is known while a list is read several times."""

    seen: set[tuple[str, datetime | None]] = field(default_factory=set)
    newest: datetime | None = None
    ceiling: datetime | None = None
    pages: int = 0
    missed: bool = False

    def begin(self) -> None:
        """Another pass."""
        self.pages, self.missed = 0, False

    def take(self, raw: RawPage) -> OrderPage:
        """What of a page is new."""
        self.pages += 1
        if self.ceiling is None:
            self.ceiling = sure(raw.at)
        fresh = [order for order in raw.orders if (order.id, order.modified_at) not in self.seen]
        self.seen |= {(order.id, order.modified_at) for order in fresh}
        times = [order.modified_at for order in fresh if order.modified_at]
        self.newest = max([*times, *([self.newest] if self.newest else [])], default=None)
        self.missed = self.missed or any(self._due(order) for order in fresh)
        ahead = _ahead(fresh, self.ceiling)
        return OrderPage(tuple(fresh), None, raw.total, sure=self.ceiling, ahead=ahead)

    def whole(self, total: int | None, number: int) -> bool:
        """Whether nothing can have slipped away."""
        there = total is not None and len({order_id for order_id, _ in self.seen}) >= total
        return self.pages == 1 or there or (number > 1 and not self.missed)

    def until(self) -> datetime | None:
        """The bookmark."""
        return min(self.newest, self.ceiling) if self.newest and self.ceiling else self.newest

    def _due(self, order: Order) -> bool:
        """Whether it should have been there from the beginning."""
        return self.ceiling is None or order.modified_at is None or order.modified_at <= self.ceiling


@dataclass(slots=True)
class OrderWalk:
    """A walk along the time of change. Numbered pages would slip: an order that changes while it is
    read moves to the end, and the one behind it takes its place on a page already read. So after each
    page the store is asked anew for what changed after the last order of it. Only where a whole page
    lies in one second is the next page of the same question asked for.
    """

    ask: Callable[[datetime | None, int], RawPage]
    host: str
    seen: set[tuple[str, datetime | None]] = field(default_factory=set)
    total: int | None = None

    def pages(self, since: datetime | None) -> Iterator[OrderPage]:
        """Each version of each order once; `ask` gets the exclusive bound (UTC) and the page number."""
        cursor, number, ceiling, paging = since, 1, None, Paging(self.host)
        while True:
            raw = self.ask(cursor, number)
            ceiling = sure(raw.at) if ceiling is None else ceiling
            self.total = raw.total if self.total is None else self.total
            more = paging.more(_marks(raw), raw.rows, raw.total)
            newest = max((o.modified_at for o in raw.orders if o.modified_at), default=None)
            fresh = [order for order in raw.orders if (order.id, order.modified_at) not in self.seen]
            self.seen |= {(order.id, order.modified_at) for order in fresh}
            until = min(newest, ceiling) if newest else None
            yield OrderPage(tuple(fresh), until, self.total, sure=ceiling, ahead=_ahead(fresh, ceiling))
            if not more:
                return
            # The bound is exclusive and whole seconds: one second back, so that none of it is missed.
            further = newest - SECOND if newest else None
            if fresh and further is not None and further > (cursor or _FIRST):
                cursor, number, paging = further, 1, Paging(self.host)
            else:
                number += 1


def _marks(raw: RawPage) -> list[Mapping[str, object]]:
    return [{"id": order.id, "name": str(order.modified_at)} for order in raw.orders]
