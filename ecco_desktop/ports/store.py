"""What the automations ask of a store platform, one small protocol per capability.

Every method may raise SetupProblem, TransientProblem or Cancelled. Instants are UTC, prices reais,
weights kilograms, quantities units.
"""

from __future__ import annotations

from abc import abstractmethod
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from ecco_desktop.domain.errors import RecordProblem

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date, datetime

    from ecco_desktop.domain.connections import ConnectionReport
    from ecco_desktop.domain.orders import Invoice, StoreOrder, StoreOrderState, Tracking
    from ecco_desktop.domain.products import (
        Attribute,
        Brand,
        CatalogProduct,
        Category,
        PriceChange,
        ProductSheet,
        StorePrice,
        StoreProduct,
        Warehouse,
    )
    from ecco_desktop.domain.stock import ItemOutcome, StockChange, StoreStock


@dataclass(frozen=True, slots=True)
class BrokenOrder:
    """An order that cannot be read: what is known of it, and why."""

    id: str
    number: str
    modified_at: datetime | None
    problem: RecordProblem
    held: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, slots=True)
class DeliveryMethod:
    """A way of sending that buyers choose: its title and the platform's id of it, as orders tell them.

    `place` is where it serves, in the shop's own words; "" where the platform does not say.
    """

    title: str
    method: str = ""
    place: str = ""


@dataclass(frozen=True, slots=True)
class OrderPage:
    """Orders oldest change first. `until` (UTC) is safe as a bookmark once the page is applied.

    `sure` (UTC) is up to when the reading has seen all; `until` is never later. `ahead` are the numbers of
    orders that say they changed later than it is: the clock of the store is to be looked at.
    """

    orders: tuple[StoreOrder | BrokenOrder, ...]
    until: datetime | None
    total: int | None
    sure: datetime | None = None
    ahead: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class StockPage:
    """Sellable products with what the store shows of each; `total` products are expected in all."""

    items: tuple[StoreStock, ...]
    total: int | None


class StoreOrders(Protocol):
    """Reads orders."""

    @abstractmethod
    def orders_changed(
        self, since: datetime | None, placed_from: datetime | None = None
    ) -> Iterator[OrderPage]:
        """Every order changed after `since` (UTC; None: all), none missed where one changes meanwhile.

        Each version of an order comes once. The other side leaves out, as far as it can, what was placed
        before `placed_from` (UTC): nobody wants it.
        """

    def doubt_news(self) -> None:
        """Something was sold and no order tells of it: another reader may have taken the news of orders.

        Where a platform tells news once, to whoever reads first (VTEX's feed), the next reading compares with
        its list; elsewhere there is nothing to doubt.
        """
        return

    @abstractmethod
    def order(self, order_id: str) -> StoreOrder | BrokenOrder | None:
        """One order as it is now; None where the store has it no more."""

    @abstractmethod
    def delivery_methods(self) -> Sequence[DeliveryMethod]:
        """The ways of sending that buyers can choose, and those that some orders came with, one of each.

        Few calls: a platform that does not tell its ways shows them in a page of orders.
        """

    @abstractmethod
    def order_states(self, order_ids: Sequence[str]) -> Sequence[StoreOrderState]:
        """Where these orders stand now, in few calls; those the store has no more are left out."""

    @abstractmethod
    def states_changed(self, since: datetime | None) -> Iterator[Sequence[StoreOrderState]]:
        """Where every order stands that changed after `since` (UTC; None: all), oldest change first."""

    @abstractmethod
    def set_status(self, order_id: str, word: str, on: date | None = None) -> None:
        """Give an order one of the platform's statuses; never refunds money.

        `on` is the Brazilian day it happened, where it is known and the platform has a place for it.
        Absolute, so doing it twice does no harm. RecordProblem where the store refuses it.
        """

    @abstractmethod
    def send_invoice(self, order_id: str, invoice: Invoice) -> str:
        """Put the invoice where the platform has a place for it; what was written, "" where it has none."""

    @abstractmethod
    def send_tracking(self, order_id: str, tracking: Tracking) -> str:
        """Put the tracking code where the platform has a place for it; as `send_invoice`."""

    @abstractmethod
    def send_delivery_step(self, order_id: str, text: str, on: date) -> str:
        """Tell of a step of the delivery (posted, out for delivery); as `send_invoice`."""


class StoreStocks(Protocol):
    """Reads and writes stock."""

    @property
    @abstractmethod
    def groups_at_once(self) -> int:
        """How many groups of stock or prices may be written at a time, each by a thread of its own."""

    @abstractmethod
    def stock(self) -> Iterator[StockPage]:
        """Every simple product and variation, with its count."""

    @abstractmethod
    def read_stock(self, products: Sequence[StoreProduct]) -> Sequence[StoreStock]:
        """The counts of these products only, as they are now; missing ones are left out."""

    @abstractmethod
    def stock_groups(self, changes: Sequence[StockChange]) -> Iterator[Sequence[StockChange]]:
        """The changes in groups that travel in one request each, as large as the platform takes."""

    @abstractmethod
    def write_stock(self, changes: Sequence[StockChange]) -> Sequence[ItemOutcome]:
        """Set absolute quantities of one group (see `stock_groups`); one outcome for each change.

        Raises OutcomeUnknown where the answer was lost (settle by `read_stock`), and BatchRefused
        where the group was refused as a whole.
        """


class StorePrices(Protocol):
    """Reads and writes prices; groups and writes are as those of stock."""

    @abstractmethod
    def prices(self) -> Iterator[Sequence[StorePrice]]:
        """What every simple product and variation costs, page by page."""

    @abstractmethod
    def read_prices(self, products: Sequence[StoreProduct]) -> Sequence[StorePrice]:
        """The prices of these products only, as they are now; missing ones are left out."""

    @abstractmethod
    def price_groups(self, changes: Sequence[PriceChange]) -> Iterator[Sequence[PriceChange]]:
        """The changes in groups that travel in one request each."""

    @abstractmethod
    def write_prices(self, changes: Sequence[PriceChange]) -> Sequence[ItemOutcome]:
        """Set absolute prices of one group; raises as `write_stock`."""


@dataclass(frozen=True, slots=True)
class CatalogPage:
    """Products of a page by ascending id; `number` can be asked for again, `pages` are there in all."""

    number: int
    pages: int | None
    products: tuple[CatalogProduct, ...]


class StoreCatalog(Protocol):
    """Reads and writes the catalog."""

    @abstractmethod
    def categories(self) -> Sequence[Category]:
        """Every category."""

    @abstractmethod
    def attributes(self) -> Sequence[Attribute]:
        """Every attribute shared by products, with its options."""

    @abstractmethod
    def brands(self) -> Sequence[Brand]:
        """Every brand; empty where the platform has none."""

    @abstractmethod
    def warehouses(self) -> Sequence[Warehouse]:
        """Every place the store keeps stock in; empty where the platform knows only one."""

    @abstractmethod
    def catalog(self, first_page: int = 1) -> Iterator[CatalogPage]:
        """Every product with its variations, page by page."""

    @abstractmethod
    def product_by_sku(self, sku: str) -> StoreProduct | None:
        """The product or variation with exactly this SKU."""

    @abstractmethod
    def sheet(self, product: StoreProduct) -> ProductSheet | None:
        """What the store shows of one product now, as a sheet; None where it has it no more."""

    @abstractmethod
    def create_product(self, sheet: ProductSheet, children: Sequence[ProductSheet]) -> StoreProduct:
        """Create a product without its variations; `children` tell which options it varies by.

        RecordProblem where the store refuses a field (it names it); OutcomeUnknown where the answer
        is lost: settle it by SKU.
        """

    @abstractmethod
    def create_variation(self, parent: StoreProduct, sheet: ProductSheet) -> StoreProduct:
        """Create one variation of a product; raises as `create_product`."""

    @abstractmethod
    def update_product(self, product: StoreProduct, sheet: ProductSheet, fields: Sequence[str]) -> None:
        """Set only the named fields of a sheet; lists are sent whole. RecordProblem names what is refused."""


class BatchRefused(RecordProblem):
    """A batch was refused as a whole, nothing of it was done: halve it to find the culprit."""


class Store(StoreOrders, StoreStocks, StorePrices, StoreCatalog, Protocol):
    """An open connection to a store."""

    @abstractmethod
    def test(self) -> ConnectionReport:
        """The cheapest call that proves address, credentials and permissions."""
