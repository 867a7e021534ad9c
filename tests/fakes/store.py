"""A store in memory, with bad luck on demand."""

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from decimal import Decimal

from ecco_desktop.domain.connections import ConnectionReport
from ecco_desktop.domain.errors import OutcomeUnknown
from ecco_desktop.domain.orders import StoreOrder, StoreOrderState
from ecco_desktop.domain.products import StoreProduct
from ecco_desktop.domain.stock import ItemOutcome, StockChange, StoreStock
from ecco_desktop.ports.store import BatchRefused, BrokenOrder, OrderPage, StockPage

GROUP = 4


class FakeStore:
    """`refuses` says which refs spoil a whole batch; `lose` is what happens to coming writes."""

    def __init__(self) -> None:
        self.orders: dict[str, StoreOrder | BrokenOrder] = {}
        self.items: dict[str, StoreStock] = {}
        self.refuses: set[str] = set()
        self.missing: set[str] = set()
        self.lose: list[str] = []
        self.writes: list[list[str]] = []
        self.stock_reads = 0
        self.placed_from: list[datetime | None] = []
        self.on_order: Callable[[], None] = lambda: None

    def add(self, ref: str, sku: str, quantity: int | None, gtin: str = "", managed: bool = True) -> None:
        """Something to sell."""
        product_id, _, variation = ref.partition("/")
        product = StoreProduct(product_id, variation, sku, gtin, f"Produto {ref}")
        count = None if quantity is None else Decimal(quantity)
        self.items[ref] = StoreStock(product, count, managed)

    def orders_changed(
        self, since: datetime | None, placed_from: datetime | None = None
    ) -> Iterator[OrderPage]:
        """Pages of three, oldest change first."""
        self.placed_from.append(placed_from)
        rows = sorted(
            (o for o in self.orders.values() if since is None or (o.modified_at and o.modified_at > since)),
            key=lambda order: (order.modified_at is None, order.modified_at, order.id),
        )
        for start in range(0, len(rows), 3):
            self.on_order()
            page = rows[start : start + 3]
            until = max((order.modified_at for order in page if order.modified_at), default=None)
            yield OrderPage(tuple(page), until, len(rows))

    def order(self, order_id: str) -> StoreOrder | BrokenOrder | None:
        """One."""
        return self.orders.get(order_id)

    def order_states(self, order_ids: Sequence[str]) -> Sequence[StoreOrderState]:
        """These, as far as they are there."""
        found = [self.orders[order_id] for order_id in order_ids if order_id in self.orders]
        return [
            StoreOrderState(order.id, order.number, order.status, order.paid, order.modified_at)
            for order in found
            if isinstance(order, StoreOrder)
        ]

    def stock(self) -> Iterator[StockPage]:
        """All in one page."""
        self.stock_reads += 1
        yield StockPage(tuple(self.items.values()), len(self.items))

    def read_stock(self, products: Sequence[StoreProduct]) -> Sequence[StoreStock]:
        """These."""
        return [self.items[product.ref] for product in products if product.ref in self.items]

    groups_at_once = 1

    def stock_groups(self, changes: Sequence[StockChange]) -> Iterator[Sequence[StockChange]]:
        """Groups of four."""
        for start in range(0, len(changes), GROUP):
            yield changes[start : start + GROUP]

    def write_stock(self, changes: Sequence[StockChange]) -> Sequence[ItemOutcome]:
        """Set, refuse, or lose the answer."""
        refs = [change.product.ref for change in changes]
        self.writes.append(refs)
        if self.refuses & set(refs):
            raise BatchRefused("store.item_refused", detail="não")
        luck = self.lose.pop(0) if self.lose else ""
        if luck != "before":
            for change in changes:
                if change.product.ref not in self.missing:
                    quantity = Decimal(change.quantity)
                    self.items[change.product.ref] = StoreStock(change.product, quantity, True)
        if luck:
            raise OutcomeUnknown("http.outcome_unknown", host="store", connection="Loja")
        return [
            ItemOutcome(ref, ref not in self.missing, "store.item_missing" if ref in self.missing else "")
            for ref in refs
        ]

    def test(self) -> ConnectionReport:
        """Always good."""
        return ConnectionReport("fake")
