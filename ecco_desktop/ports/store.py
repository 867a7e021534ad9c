"""What the automations ask of a store platform, one small protocol per capability.

Every method may raise SetupProblem, TransientProblem or Cancelled.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from ecco_desktop.domain.connections import ConnectionReport
from ecco_desktop.domain.errors import RecordProblem
from ecco_desktop.domain.orders import StoreOrder
from ecco_desktop.domain.products import StoreProduct
from ecco_desktop.domain.stock import ItemOutcome, StockChange, StoreStock


@dataclass(frozen=True, slots=True)
class BrokenOrder:
    """An order that cannot be read: what is known of it, and why."""

    id: str
    number: str
    modified_at: datetime | None
    problem: RecordProblem


@dataclass(frozen=True, slots=True)
class OrderPage:
    """Orders oldest change first. `until` (UTC) is safe as a bookmark once the page is applied."""

    orders: tuple[StoreOrder | BrokenOrder, ...]
    until: datetime | None
    total: int | None


@dataclass(frozen=True, slots=True)
class StockPage:
    """Sellable products with what the store shows of each; `total` products are expected in all."""

    items: tuple[StoreStock, ...]
    total: int | None


class StoreOrders(Protocol):
    """Reads orders."""

    def orders_changed(self, since: datetime | None) -> Iterator[OrderPage]:
        """Every order changed after `since` (UTC; None: all), none missed where one changes meanwhile.

        Each version of an order comes once.
        """

    def order(self, order_id: str) -> StoreOrder | BrokenOrder | None:
        """One order as it is now; None where the store has it no more."""


class StoreStocks(Protocol):
    """Reads and writes stock."""

    def stock(self) -> Iterator[StockPage]:
        """Every simple product and variation, with its count."""

    def read_stock(self, products: Sequence[StoreProduct]) -> Sequence[StoreStock]:
        """The counts of these products only, as they are now; missing ones are left out."""

    def stock_groups(self, changes: Sequence[StockChange]) -> Iterator[Sequence[StockChange]]:
        """The changes in groups that travel in one request each, as large as the platform takes."""

    def write_stock(self, changes: Sequence[StockChange]) -> Sequence[ItemOutcome]:
        """Set absolute quantities of one group (see `stock_groups`); one outcome for each change.

        Raises OutcomeUnknown where the answer was lost (settle by `read_stock`), and BatchRefused
        where the group was refused as a whole.
        """


class BatchRefused(RecordProblem):
    """A batch was refused as a whole, nothing of it was done: halve it to find the culprit."""


class Store(StoreOrders, StoreStocks, Protocol):
    """An open connection to a store."""

    def test(self) -> ConnectionReport:
        """The cheapest call that proves address, credentials and permissions."""
