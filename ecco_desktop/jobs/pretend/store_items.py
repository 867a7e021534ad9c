"""The stock and prices of a store that is read and never written."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from ecco_desktop.domain.products import PriceChange, StorePrice, StoreProduct
from ecco_desktop.domain.stock import ItemOutcome, StockChange, StoreStock
from ecco_desktop.jobs.pretend.base import Pretending
from ecco_desktop.jobs.pretend.store_pretence import StorePretence
from ecco_desktop.ports.store import StockPage, Store, StorePrices, StoreStocks


class PretendStoreItems(Pretending[Store, StorePretence], StoreStocks, StorePrices):
    """What would be there, with what is."""

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
