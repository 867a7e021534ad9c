"""Stock and prices of a VTEX store (ports.store.StoreStocks, StorePrices).

VTEX reads and writes one SKU a call, so a "group" here is what is under way between two looks at the stop
button. Left out on purpose: the batch of inventories is a beta that VTEX has to switch on for a shop, and
the import of prices as CSV answers in its own time and file, so that nobody could say of one price whether
it was taken.
"""

from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

from ecco_desktop.connectors.shared.records import Row
from ecco_desktop.connectors.stores.vtex import items, written_back
from ecco_desktop.connectors.stores.vtex.account import Door, message
from ecco_desktop.connectors.stores.vtex.calls import Calls
from ecco_desktop.domain.chunks import chunks
from ecco_desktop.domain.errors import OutcomeUnknown, TransientProblem
from ecco_desktop.domain.products import PriceChange, StorePrice, StoreProduct
from ecco_desktop.domain.stock import ItemOutcome, StockChange, StoreStock
from ecco_desktop.ports.store import StockPage
from ecco_desktop.ports.unread import each_row

C = TypeVar("C", StockChange, PriceChange)
SKUS = "skus"
GROUP = 25


class ItemCalls(Calls):
    """Reads and writes numbers of SKUs, some at a time."""

    def stock(self) -> Iterator[StockPage]:
        """Every SKU with what the chosen warehouse offers. One call a SKU: what it is, is remembered."""
        for total, found in self._items():
            yield StockPage(tuple(self.read_stock(found)), total)

    def read_stock(self, products: Sequence[StoreProduct]) -> Sequence[StoreStock]:
        # Asked for before the threads begin: they would all ask at once.
        self._warehouse()
        read = self._together(products, lambda item: list(each_row([item], self._stock_of)))
        return [item for found in read for item in found]

    @property
    def groups_at_once(self) -> int:
        """One: the SKUs of a group are written some at a time already."""
        return 1

    def stock_groups(self, changes: Sequence[StockChange]) -> Iterator[Sequence[StockChange]]:
        """Some at a time."""
        return chunks(changes, GROUP)

    def write_stock(self, changes: Sequence[StockChange]) -> Sequence[ItemOutcome]:
        """Set what is offered of each SKU; OutcomeUnknown where any answer was lost (settle by reading)."""
        self._warehouse()
        return self._group(self.account.logistics, changes, self._write_quantity)

    # -- prices --

    def prices(self) -> Iterator[Sequence[StorePrice]]:
        """What every SKU costs, page by page."""
        for _, found in self._items():
            yield self.read_prices(found)

    def read_prices(self, products: Sequence[StoreProduct]) -> Sequence[StorePrice]:
        sold = [product for product in products if product.variation_id]
        read = self._together(sold, lambda item: list(each_row([item], self._price_of)))
        return [item for found in read for item in found]

    def price_groups(self, changes: Sequence[PriceChange]) -> Iterator[Sequence[PriceChange]]:
        """Some at a time."""
        return chunks(changes, GROUP)

    def write_prices(self, changes: Sequence[PriceChange]) -> Sequence[ItemOutcome]:
        """Set the base and list price of each SKU; raises as `write_stock`."""
        self.money.only_reais()
        return self._group(self.account.pricing, changes, self._write_price)

    # -- inside --

    def _items(self) -> Iterator[tuple[int, list[StoreProduct]]]:
        """Every SKU page by page, with the number of products in all."""
        notes = self.notes.all(SKUS)
        today = self.now().date()
        for _, total, page in self._pages():
            alone = {family.skus[0] for family in page if len(family.skus) == 1}
            wanted = [sku_id for family in page for sku_id in family.skus]
            known = {
                sku_id: item
                for sku_id in wanted
                if sku_id in notes and (item := items.remembered(sku_id, notes[sku_id], today))
            }
            unknown = [sku_id for sku_id in wanted if sku_id not in known]
            details = zip(unknown, self._together(unknown, self._sku), strict=True)
            there = [(sku_id, row, sku_id in alone) for sku_id, row in details if row is not None]
            made = each_row(there, lambda one: (one[0], items.to_item(one[1], alone=one[2])))
            known |= {sku_id: item for sku_id, item in made if item}
            self.notes.keep(SKUS, {each: items.kept(known[each], today) for each in unknown if each in known})
            yield total, [known[sku_id] for sku_id in wanted if sku_id in known]

    def _stock_of(self, product: StoreProduct) -> StoreStock | None:
        balance = self._balance(product.variation_id) if product.variation_id else None
        return None if balance is None else items.to_stock(product, balance)

    def _price_of(self, product: StoreProduct) -> StorePrice:
        return StorePrice(product, items.to_price(self._price_row(product.variation_id)))

    def _write_quantity(self, change: StockChange) -> ItemOutcome:
        ref, sku_id = change.product.ref, change.product.variation_id
        balance = self._balance(sku_id) if sku_id else None
        if balance is None:
            return ItemOutcome(ref, False, "store.item_missing")
        body = items.quantity_body(change.quantity, balance)
        return _outcome(ref, self.account.logistics, "PATCH", self._quantity_path(sku_id), body)

    def _write_price(self, change: PriceChange) -> ItemOutcome:
        ref, sku_id = change.product.ref, change.product.variation_id
        if not sku_id:
            return ItemOutcome(ref, False, "store.item_missing")
        row = self._price_row(sku_id)
        if gap := written_back.price_gap(row):
            return ItemOutcome(ref, False, "store.not_whole", gap)
        body = items.price_body(change.price, row)
        return _outcome(ref, self.account.pricing, "PUT", f"/pricing/prices/{sku_id}", body)

    def _group(
        self, door: Door, changes: Sequence[C], write: Callable[[C], ItemOutcome]
    ) -> list[ItemOutcome]:
        """What was said of each. Where one answer is lost, what the others came to is settled with it."""
        try:
            return list(self._together(changes, write))
        except TransientProblem:
            raise OutcomeUnknown(
                "http.outcome_unknown", host=door.client.host, connection=door.connection
            ) from None


def _outcome(ref: str, door: Door, method: str, path: str, body: Row) -> ItemOutcome:
    """What was said of one. The values are absolute, so the client may repeat them."""
    answer = door.send(method, path, body, idempotent=True)
    if answer.status < 300:
        return ItemOutcome(ref, True)
    key = "store.item_missing" if answer.status == 404 else "store.item_refused"
    return ItemOutcome(ref, False, key, message(answer))
