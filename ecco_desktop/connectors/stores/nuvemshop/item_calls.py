"""Stock and prices of a Nuvemshop store (ports.store.StoreStocks, StorePrices)."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import chain

from ecco_desktop.connectors.shared.records import Row, whole
from ecco_desktop.connectors.stores.nuvemshop import items
from ecco_desktop.connectors.stores.nuvemshop.calls import Calls, Page, message
from ecco_desktop.domain.chunks import chunks
from ecco_desktop.domain.errors import OutcomeUnknown, SetupProblem, TransientProblem
from ecco_desktop.domain.products import PriceChange, StorePrice, StoreProduct
from ecco_desktop.domain.stock import ItemOutcome, StockChange, StoreStock
from ecco_desktop.ports.store import BatchRefused, StockPage
from ecco_desktop.ports.unread import each_row

# Nuvemshop: more ids in one question are refused.
IDS = 30
# Up to so many products are asked for one by one.
SINGLY = 2
# New products are put at the end, so that none slips from page to page.
IN_ORDER = {"sort_by": "created-at-ascending"}


class ItemCalls(Calls):
    """Reads and writes numbers of variants, in batches."""

    def stock(self) -> Iterator[StockPage]:
        """Every variant with its count; `total` counts products."""
        for page in self._products(items.FIELDS):
            found = each_row(page.rows, self._stocks)
            yield StockPage(tuple(chain.from_iterable(found)), page.total)

    def read_stock(self, products: Sequence[StoreProduct]) -> Sequence[StoreStock]:
        wanted = {product.ref for product in products}
        rows = self._chosen(products)
        return [item for row in rows for item in self._stocks(row) if item.product.ref in wanted]

    @property
    def groups_at_once(self) -> int:
        """As the connection says."""
        return self.options.at_once

    def stock_groups(self, changes: Sequence[StockChange]) -> Iterator[Sequence[StockChange]]:
        return items.groups(changes, self.options.batch)

    def write_stock(self, changes: Sequence[StockChange]) -> Sequence[ItemOutcome]:
        """Set absolute quantities of one group; BatchRefused, OutcomeUnknown as the port says."""
        return self._write(changes, items.stock_body(changes, self.options.location))

    # -- prices --

    def prices(self) -> Iterator[Sequence[StorePrice]]:
        """Every variant, with what it costs."""
        for page in self._products(items.FIELDS):
            yield list(chain.from_iterable(each_row(page.rows, items.to_prices)))

    def read_prices(self, products: Sequence[StoreProduct]) -> Sequence[StorePrice]:
        wanted = {product.ref for product in products}
        rows = self._chosen(products)
        return [item for row in rows for item in items.to_prices(row) if item.product.ref in wanted]

    def price_groups(self, changes: Sequence[PriceChange]) -> Iterator[Sequence[PriceChange]]:
        return items.groups(changes, self.options.batch)

    def write_prices(self, changes: Sequence[PriceChange]) -> Sequence[ItemOutcome]:
        """Set absolute prices of one group, and read back what the store made of them.

        Nuvemshop: the answer of a batch says "success" and not which price stands there now.
        """
        self.money.only_reais()
        said = self._write(changes, items.price_body(changes))
        done = [change for change, outcome in zip(changes, said, strict=True) if outcome.ok]
        try:
            shown = {item.product.ref: item.price for item in self.read_prices([c.product for c in done])}
        except OutcomeUnknown:
            raise
        except TransientProblem as problem:
            raise OutcomeUnknown(problem.key, **problem.values) from problem
        kept = {
            change.product.ref
            for change in done
            if shown.get(change.product.ref) != items.price_of(items.price_fields(change.price))
        }
        return [
            ItemOutcome(outcome.ref, False, "store.price_kept") if outcome.ref in kept else outcome
            for outcome in said
        ]

    # -- inside --

    def _write(
        self, changes: Sequence[StockChange] | Sequence[PriceChange], body: list[dict[str, object]]
    ) -> list[ItemOutcome]:
        if not body:
            return items.outcomes(changes, []) or []
        answer = self._send("PATCH", "/products/stock-price", body, idempotent=False)
        if answer.status >= 400:
            raise BatchRefused("store.item_refused", detail=message(answer))
        said = items.outcomes(changes, answer.json() if answer.is_json else None)
        if said is None:
            raise self._lost()
        return said

    def _products(self, fields: str, first: int = 1) -> Iterator[Page]:
        query: Mapping[str, str] = {**IN_ORDER, "fields": fields}
        return self._pages("/products", query, first)

    def _chosen(self, products: Sequence[StoreProduct]) -> Iterator[Row]:
        """The rows of these products, in few calls; those the store has no more are left out."""
        ids = list(dict.fromkeys(product.product_id for product in products if product.product_id))
        found: set[str] = set()
        for part in chunks(ids, IDS) if len(ids) > SINGLY else ():
            query = {"ids": ",".join(part), "fields": items.FIELDS}
            # One page has room for all; a store that does not know the filter gives others, left out here.
            page = next(self._pages("/products", query))
            rows = {whole(row, "id"): row for row in page.rows if whole(row, "id") in part}
            found |= rows.keys()
            yield from rows.values()
        for own in ids:
            if own not in found and (row := self._record(f"/products/{own}", own, {"fields": items.FIELDS})):
                yield row

    def _stocks(self, product: Row) -> list[StoreStock]:
        """SetupProblem where it cannot be known which of several locations is meant.

        Nuvemshop: `stock` reads as the sum of all locations, but writing it changes the first one only.
        """
        known = items.locations(product)
        if not self.options.location and len(known) > 1:
            raise SetupProblem(
                "nuvemshop.choose_location", connection=self.connection, known=", ".join(sorted(known))
            )
        return items.to_stocks(product, self.options.location)
