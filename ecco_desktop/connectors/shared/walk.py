"""Reading every order changed since an instant, though orders change while they are read."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from ecco_desktop.domain.orders import StoreOrder
from ecco_desktop.ports.store import BrokenOrder, OrderPage

SECOND = timedelta(seconds=1)
_FIRST = datetime(1970, 1, 1, tzinfo=UTC)
Order = StoreOrder | BrokenOrder


@dataclass(frozen=True, slots=True)
class RawPage:
    """One answer: the orders that could be told apart, how many rows it had, and the total it spoke of."""

    orders: Sequence[Order]
    rows: int
    total: int | None


class SortUnknown(Exception):
    """The store does not know how to sort by time of change (older than its code shows)."""


def by_id(ask: Callable[[int], RawPage], size: int) -> Iterator[OrderPage]:
    """The walk for such a store: numbered pages by id, each order once.

    With a bound on the time of change nothing leaves the list while it is read, so nothing slips away.
    Pages are in no order of time: only the last one carries a bookmark.
    """
    seen: set[tuple[str, datetime | None]] = set()
    newest: datetime | None = None
    number = 1
    while True:
        raw = ask(number)
        fresh = [order for order in raw.orders if (order.id, order.modified_at) not in seen]
        seen |= {(order.id, order.modified_at) for order in fresh}
        times = [moment for moment in (newest, *(order.modified_at for order in fresh)) if moment]
        newest = max(times, default=None)
        last = raw.rows < size
        yield OrderPage(tuple(fresh), newest if last else None, raw.total)
        if last:
            return
        number += 1


@dataclass(slots=True)
class OrderWalk:
    """A walk along the time of change. Numbered pages would slip: an order that changes while it is
    read moves to the end, and the one behind it takes its place on a page already read. So after each
    page the store is asked anew for what changed after the last order of it. Only where a whole page
    lies in one second is the next page of the same question asked for.
    """

    ask: Callable[[datetime | None, int], RawPage]
    size: int
    seen: set[tuple[str, datetime | None]] = field(default_factory=set)
    total: int | None = None

    def pages(self, since: datetime | None) -> Iterator[OrderPage]:
        """Each version of each order once; `ask` gets the exclusive bound (UTC) and the page number."""
        cursor, number = since, 1
        while True:
            raw = self.ask(cursor, number)
            self.total = raw.total if self.total is None else self.total
            fresh = [order for order in raw.orders if (order.id, order.modified_at) not in self.seen]
            self.seen |= {(order.id, order.modified_at) for order in fresh}
            until = max((o.modified_at for o in raw.orders if o.modified_at), default=None)
            yield OrderPage(tuple(fresh), until, self.total)
            if raw.rows < self.size:
                return
            # The bound is exclusive and whole seconds: one second back, so that none of it is missed.
            further = until - SECOND if until else None
            if further is not None and further > (cursor or _FIRST):
                cursor, number = further, 1
            else:
                number += 1
