"""Stock and prices of a WooCommerce store (ports.store.StoreStocks, StorePrices)."""

from collections.abc import Iterator, Sequence

from ecco_desktop.connectors.shared.records import Row
from ecco_desktop.connectors.stores.woocommerce import prices, stock
from ecco_desktop.connectors.stores.woocommerce.calls import Calls
from ecco_desktop.connectors.stores.woocommerce.walk import walk
from ecco_desktop.domain.products import PriceChange, StorePrice, StoreProduct
from ecco_desktop.domain.stock import ItemOutcome, StockChange, StoreStock
from ecco_desktop.ports.store import StockPage
from ecco_desktop.ports.unread import each_row


class ItemCalls(Calls):
    """Reads and writes numbers of sellable items, in batches."""

    def stock(self) -> Iterator[StockPage]:
        for page in walk(self, stock.FIELDS):
            items = each_row(page.rows, lambda each: self._seen(each.row, each.parent, each.parent_name))
            yield StockPage(tuple(items), page.total)

    def read_stock(self, products: Sequence[StoreProduct]) -> Sequence[StoreStock]:
        rows = self._included(products, stock.FIELDS)
        return [item for parent, row in rows if (item := self._seen(row, parent))]

    @property
    def groups_at_once(self) -> int:
        """As the connection says."""
        return self.threads

    def stock_groups(self, changes: Sequence[StockChange]) -> Iterator[Sequence[StockChange]]:
        return stock.groups(changes, self.batch_size.value)

    def write_stock(self, changes: Sequence[StockChange]) -> Sequence[ItemOutcome]:
        """Set absolute quantities of one group; BatchRefused, OutcomeUnknown as the port says."""
        answer = self._write_batch(changes[0].product, stock.batch_body(changes, self.off))
        outcomes = stock.outcomes(changes, answer)
        if outcomes is None:
            raise self._lost()
        return outcomes

    # -- prices --

    def prices(self) -> Iterator[Sequence[StorePrice]]:
        for page in walk(self, prices.FIELDS):
            yield list(each_row(page.rows, lambda each: prices.to_price(each.row, each.parent)))

    def read_prices(self, products: Sequence[StoreProduct]) -> Sequence[StorePrice]:
        rows = self._included(products, prices.FIELDS)
        return [item for parent, row in rows if (item := prices.to_price(row, parent))]

    def price_groups(self, changes: Sequence[PriceChange]) -> Iterator[Sequence[PriceChange]]:
        if changes:
            # Once, before several are under way at a time and each would ask.
            self.money.only_reais()
        return stock.groups(changes, self.batch_size.value)

    def write_prices(self, changes: Sequence[PriceChange]) -> Sequence[ItemOutcome]:
        self.money.only_reais()
        answer = self._write_batch(changes[0].product, prices.batch_body(changes))
        outcomes = prices.outcomes(changes, answer)
        if outcomes is None:
            raise self._lost()
        return outcomes

    # -- inside --

    def _seen(self, row: Row, parent: str, parent_name: str = "") -> StoreStock | None:
        """An item of the store; that it keeps no count is remembered for the write."""
        item = stock.to_stock(row, parent, parent_name)
        if item and stock.is_off(row):
            self.off.add(item.product.ref)
        return item
