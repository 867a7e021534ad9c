"""Stock and prices of a store in memory."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from ecco_desktop.domain.products import Price, PriceChange, StorePrice, StoreProduct
from ecco_desktop.domain.stock import ItemOutcome, StockChange, StoreStock
from ecco_desktop.ports.store import BatchRefused, StockPage, StorePrices, StoreStocks
from tests.fakes.luck import Losing, lost

GROUP = 4


class FakeStoreItems(Losing, StoreStocks, StorePrices):
    """`refuses` says which refs spoil a whole batch; `missing` which are gone without a trace."""

    groups_at_once = 1

    def __init__(self) -> None:
        super().__init__()
        self.items: dict[str, StoreStock] = {}
        self.asks: dict[str, Price] = {}
        self.refuses: set[str] = set()
        self.missing: set[str] = set()
        self.writes: list[list[str]] = []
        self.stock_reads = 0

    def stock(self) -> Iterator[StockPage]:
        """All in one page."""
        self.stock_reads += 1
        yield StockPage(tuple(self.items.values()), len(self.items))

    def read_stock(self, products: Sequence[StoreProduct]) -> Sequence[StoreStock]:
        """These."""
        return [self.items[product.ref] for product in products if product.ref in self.items]

    def stock_groups(self, changes: Sequence[StockChange]) -> Iterator[Sequence[StockChange]]:
        """Groups of four."""
        for start in range(0, len(changes), GROUP):
            yield changes[start : start + GROUP]

    def write_stock(self, changes: Sequence[StockChange]) -> Sequence[ItemOutcome]:
        """Set, refuse, or lose the answer."""
        counts = {change.product.ref: Decimal(change.quantity) for change in changes}

        def put(ref: str) -> None:
            self.items[ref] = StoreStock(self.items[ref].product, counts[ref], True)

        return self._written(list(counts), put)

    def prices(self) -> Iterator[Sequence[StorePrice]]:
        """All in one page."""
        yield self.read_prices([item.product for item in self.items.values()])

    def read_prices(self, products: Sequence[StoreProduct]) -> Sequence[StorePrice]:
        """These."""
        return [
            StorePrice(item.product, self.asks.get(item.product.ref)) for item in self.read_stock(products)
        ]

    def price_groups(self, changes: Sequence[PriceChange]) -> Iterator[Sequence[PriceChange]]:
        """Groups of four."""
        for start in range(0, len(changes), GROUP):
            yield changes[start : start + GROUP]

    def write_prices(self, changes: Sequence[PriceChange]) -> Sequence[ItemOutcome]:
        """As stock."""
        asked = {change.product.ref: change.price for change in changes}

        def put(ref: str) -> None:
            self.asks[ref] = asked[ref]

        return self._written(list(asked), put)

    def recount(self, ref: str, more: int) -> None:
        """The count goes up, where one is kept."""
        item = self.items[ref]
        if item.quantity is not None:
            self.items[ref] = replace(item, quantity=item.quantity + more)

    def _written(self, refs: list[str], put: Callable[[str], None]) -> Sequence[ItemOutcome]:
        self.writes.append(refs)
        if self.refuses & set(refs):
            raise BatchRefused("store.item_refused", detail="não")
        there = [ref for ref in refs if ref in self.items and ref not in self.missing]
        luck = self.luck()
        if luck != "before":
            for ref in there:
                put(ref)
        if luck:
            raise lost("store", "Loja")
        return [ItemOutcome(ref, ref in there, "" if ref in there else "store.item_missing") for ref in refs]
