"""A store that is read and never written: what is written to it is remembered and shown again."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from decimal import Decimal

from ecco_desktop.domain.connections import ConnectionReport
from ecco_desktop.domain.orders import Invoice, StoreOrder, StoreOrderState, Tracking
from ecco_desktop.domain.products import (
    Attribute,
    Brand,
    Category,
    Price,
    PriceChange,
    ProductSheet,
    StorePrice,
    StoreProduct,
    Warehouse,
)
from ecco_desktop.domain.stock import ItemOutcome, StockChange, StoreStock
from ecco_desktop.jobs.pretend.erp import NEW
from ecco_desktop.ports.store import BrokenOrder, CatalogPage, OrderPage, StockPage, Store


@dataclass(slots=True)
class StorePretence:
    """What a simulation would have written; `cancelled` are the platform's words for that."""

    cancelled: frozenset[str]
    statuses: dict[str, str] = field(default_factory=dict)
    stock: dict[str, Decimal] = field(default_factory=dict)
    given_back: dict[str, int] = field(default_factory=dict)
    prices: dict[str, Price] = field(default_factory=dict)
    created: dict[str, StoreProduct] = field(default_factory=dict)


class PretendStore(Store):
    """See ports.store.Store."""

    def __init__(self, real: Store, kept: StorePretence) -> None:
        self._real = real
        self._kept = kept

    def test(self) -> ConnectionReport:
        """As it is."""
        return self._real.test()

    # -- orders --

    def orders_changed(
        self, since: datetime | None, placed_from: datetime | None = None
    ) -> Iterator[OrderPage]:
        """As they would be."""
        for page in self._real.orders_changed(since, placed_from):
            yield replace(page, orders=tuple(self._order(order) for order in page.orders))

    def order(self, order_id: str) -> StoreOrder | BrokenOrder | None:
        """As it would be."""
        found = self._real.order(order_id)
        return None if found is None else self._order(found)

    def order_states(self, order_ids: Sequence[str]) -> Sequence[StoreOrderState]:
        """As they would be."""
        return [self._state(state) for state in self._real.order_states(order_ids)]

    def states_changed(self, since: datetime | None) -> Iterator[Sequence[StoreOrderState]]:
        """As they would be."""
        for page in self._real.states_changed(since):
            yield [self._state(state) for state in page]

    def set_status(self, order_id: str, word: str, on: date | None = None) -> None:  # noqa: ARG002 - remembered as the word alone
        """Remembered only. A store gives the stock of a cancelled order back to itself."""
        self._kept.statuses[order_id] = word
        if word not in self._kept.cancelled:
            return
        found = self._real.order(order_id)
        for ref, quantity in found.held if found is not None else ():
            self._kept.given_back[ref] = self._kept.given_back.get(ref, 0) + quantity

    def send_invoice(self, order_id: str, invoice: Invoice) -> str:
        """Not sent."""
        return f"{order_id} {invoice.number}"

    def send_tracking(self, order_id: str, tracking: Tracking) -> str:
        """Not sent."""
        return f"{order_id} {tracking.code}"

    def send_delivery_step(self, order_id: str, text: str, on: date) -> str:
        """Not sent."""
        return f"{order_id} {text} {on}"

    # -- stock --

    def stock(self) -> Iterator[StockPage]:
        """As it would be, with products that would be there."""
        for page in self._real.stock():
            yield replace(page, items=tuple(self._stock(item) for item in page.items))
        yield StockPage(tuple(self._new_stock()), None)

    def read_stock(self, products: Sequence[StoreProduct]) -> Sequence[StoreStock]:
        """As it would be."""
        wanted = {product.ref for product in products}
        real = [product for product in products if product.ref not in self._kept.created]
        new = [item for item in self._new_stock() if item.product.ref in wanted]
        return [*(self._stock(item) for item in self._real.read_stock(real)), *new]

    @property
    def groups_at_once(self) -> int:
        """One: nothing is waited for."""
        return 1

    def stock_groups(self, changes: Sequence[StockChange]) -> Iterator[Sequence[StockChange]]:
        """As the platform takes them."""
        return self._real.stock_groups(changes)

    def write_stock(self, changes: Sequence[StockChange]) -> Sequence[ItemOutcome]:
        """Remembered only."""
        self._kept.stock |= {change.product.ref: Decimal(change.quantity) for change in changes}
        return [ItemOutcome(change.product.ref, True) for change in changes]

    # -- prices --

    def prices(self) -> Iterator[Sequence[StorePrice]]:
        """As they would be, with products that would be there."""
        for page in self._real.prices():
            yield [self._price(item) for item in page]
        yield self._new_prices()

    def read_prices(self, products: Sequence[StoreProduct]) -> Sequence[StorePrice]:
        """As they would be."""
        return [self._price(item) for item in self._real.read_prices(products)]

    def price_groups(self, changes: Sequence[PriceChange]) -> Iterator[Sequence[PriceChange]]:
        """As the platform takes them."""
        return self._real.price_groups(changes)

    def write_prices(self, changes: Sequence[PriceChange]) -> Sequence[ItemOutcome]:
        """Remembered only."""
        self._kept.prices |= {change.product.ref: change.price for change in changes}
        return [ItemOutcome(change.product.ref, True) for change in changes]

    # -- catalog --

    def categories(self) -> Sequence[Category]:
        """As they are."""
        return self._real.categories()

    def attributes(self) -> Sequence[Attribute]:
        """As they are."""
        return self._real.attributes()

    def brands(self) -> Sequence[Brand]:
        """As they are."""
        return self._real.brands()

    def warehouses(self) -> Sequence[Warehouse]:
        """As they are."""
        return self._real.warehouses()

    def catalog(self, first_page: int = 1) -> Iterator[CatalogPage]:
        """As it is."""
        return self._real.catalog(first_page)

    def product_by_sku(self, sku: str) -> StoreProduct | None:
        """With those that would be there."""
        for product in self._kept.created.values():
            if product.sku == sku:
                return product
        return self._real.product_by_sku(sku)

    def sheet(self, product: StoreProduct) -> ProductSheet | None:
        """As it is."""
        return self._real.sheet(product)

    def create_product(self, sheet: ProductSheet, children: Sequence[ProductSheet]) -> StoreProduct:
        """Remembered only."""
        made = StoreProduct(f"{NEW}{len(self._kept.created) + 1}", "", sheet.sku, sheet.gtin, sheet.name)
        self._kept.created[made.ref] = made
        if children:
            # A parent is not sold by itself.
            self._kept.created[made.ref] = replace(made, name="")
        else:
            self._create_item(made, sheet)
        return made

    def create_variation(self, parent: StoreProduct, sheet: ProductSheet) -> StoreProduct:
        """Remembered only."""
        own = f"{NEW}{len(self._kept.created) + 1}"
        made = StoreProduct(parent.product_id, own, sheet.sku, sheet.gtin, sheet.name)
        self._kept.created[made.ref] = made
        self._create_item(made, sheet)
        return made

    def update_product(self, product: StoreProduct, sheet: ProductSheet, fields: Sequence[str]) -> None:
        """Not sent."""

    # -- inside --

    def _create_item(self, made: StoreProduct, sheet: ProductSheet) -> None:
        self._kept.stock[made.ref] = Decimal(0)
        if sheet.price is not None:
            self._kept.prices[made.ref] = Price(sheet.price, sheet.list_price)

    def _new_stock(self) -> list[StoreStock]:
        return [
            StoreStock(product, self._kept.stock[ref], managed=True)
            for ref, product in self._kept.created.items()
            if ref in self._kept.stock
        ]

    def _new_prices(self) -> list[StorePrice]:
        return [
            StorePrice(product, self._kept.prices.get(ref))
            for ref, product in self._kept.created.items()
            if ref in self._kept.stock
        ]

    def _order(self, order: StoreOrder | BrokenOrder) -> StoreOrder | BrokenOrder:
        word = self._kept.statuses.get(order.id)
        return replace(order, status=word) if word and isinstance(order, StoreOrder) else order

    def _state(self, state: StoreOrderState) -> StoreOrderState:
        word = self._kept.statuses.get(state.id)
        return replace(state, status=word) if word else state

    def _stock(self, item: StoreStock) -> StoreStock:
        ref = item.product.ref
        if ref in self._kept.stock:
            return replace(item, quantity=self._kept.stock[ref], managed=True)
        if ref in self._kept.given_back and item.quantity is not None:
            return replace(item, quantity=item.quantity + self._kept.given_back[ref])
        return item

    def _price(self, item: StorePrice) -> StorePrice:
        price = self._kept.prices.get(item.product.ref)
        return item if price is None else replace(item, price=price)
