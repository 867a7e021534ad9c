"""Stock and prices of a WooCommerce store (ports.store.StoreStocks, StorePrices)."""

from collections.abc import Iterator, Sequence

from ecco_desktop.connectors.shared.records import Row, text, whole
from ecco_desktop.connectors.stores.woocommerce import prices, stock
from ecco_desktop.connectors.stores.woocommerce.calls import Calls, total_of
from ecco_desktop.domain.products import PriceChange, StorePrice, StoreProduct
from ecco_desktop.domain.stock import ItemOutcome, StockChange, StoreStock
from ecco_desktop.ports.store import StockPage


class ItemCalls(Calls):
    """Reads and writes numbers of sellable items, in batches."""

    def stock(self) -> Iterator[StockPage]:
        """Every simple product and variation, with its count."""
        total: int | None = None
        for answer in self._pages("/products", {"status": "any", "_fields": stock.FIELDS}):
            total = total_of(answer) if total is None else total
            items: list[StoreStock] = []
            for row in self._rows(answer):
                if text(row, "type") == stock.VARIABLE:
                    items += self._variations(row)
                elif item := stock.to_stock(row):
                    items.append(item)
            yield StockPage(tuple(items), total)

    def read_stock(self, products: Sequence[StoreProduct]) -> Sequence[StoreStock]:
        """The counts of these products only, as they are now."""
        rows = self._included(products, stock.FIELDS)
        return [item for parent, row in rows if (item := stock.to_stock(row, parent))]

    def stock_groups(self, changes: Sequence[StockChange]) -> Iterator[Sequence[StockChange]]:
        """The changes in groups that travel in one request each."""
        return stock.groups(changes, self.batch)

    def write_stock(self, changes: Sequence[StockChange]) -> Sequence[ItemOutcome]:
        """Set absolute quantities of one group; BatchRefused, OutcomeUnknown as the port says."""
        answer = self._write_batch(changes[0].product, stock.batch_body(changes))
        outcomes = stock.outcomes(changes, answer)
        if outcomes is None:
            raise self._lost()
        return outcomes

    # -- prices --

    def prices(self) -> Iterator[Sequence[StorePrice]]:
        """Every simple product and variation, with what it costs."""
        for answer in self._pages("/products", {"status": "any", "_fields": prices.FIELDS}):
            items: list[StorePrice] = []
            for row in self._rows(answer):
                if text(row, "type") == stock.VARIABLE:
                    own = whole(row, "id")
                    for page in self._pages(f"/products/{own}/variations", {"_fields": prices.FIELDS}):
                        items += [p for r in self._rows(page) if (p := prices.to_price(r, own))]
                elif item := prices.to_price(row):
                    items.append(item)
            yield items

    def read_prices(self, products: Sequence[StoreProduct]) -> Sequence[StorePrice]:
        """The prices of these products only, as they are now."""
        rows = self._included(products, prices.FIELDS)
        return [item for parent, row in rows if (item := prices.to_price(row, parent))]

    def price_groups(self, changes: Sequence[PriceChange]) -> Iterator[Sequence[PriceChange]]:
        """The changes in groups that travel in one request each."""
        return stock.groups(changes, self.batch)

    def write_prices(self, changes: Sequence[PriceChange]) -> Sequence[ItemOutcome]:
        """Set absolute prices of one group; BatchRefused, OutcomeUnknown as the port says."""
        answer = self._write_batch(changes[0].product, prices.batch_body(changes))
        outcomes = prices.outcomes(changes, answer)
        if outcomes is None:
            raise self._lost()
        return outcomes

    # -- inside --

    def _variations(self, parent: Row) -> list[StoreStock]:
        own, name = whole(parent, "id"), text(parent, "name")
        found: list[StoreStock] = []
        for answer in self._pages(f"/products/{own}/variations", {"_fields": stock.FIELDS}):
            found += [item for row in self._rows(answer) if (item := stock.to_stock(row, own, name))]
        return found
