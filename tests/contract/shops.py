"""Shops that the suite of every store runs on: one behind a connector, and one in memory.

Both tell their truth in one vocabulary (the sandbox's, which is WooCommerce's), so that one test judges both.
"""

from abc import ABC, abstractmethod
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

from ecco_desktop.connectors.registry import Registry
from ecco_desktop.connectors.stores.woocommerce.manifest import MANIFEST as WOOCOMMERCE
from ecco_desktop.domain.connections import Connection, FieldKind, Manifest, Role
from ecco_desktop.domain.errors import RecordProblem
from ecco_desktop.domain.orders import StoreOrder
from ecco_desktop.domain.products import Brand, Category, ProductSheet, StoreProduct
from ecco_desktop.jobs.run.notebook import LooseNotes
from ecco_desktop.ports.connectors import Opening
from ecco_desktop.ports.store import BrokenOrder, Store
from tests.fakes.orders import line, store_order
from tests.fakes.store import FakeStore
from tests.fakes.system import FakeCancel, FakeCounter
from tests.platforms import PLATFORMS
from tests.support import Sandbox, form_of

# The words of a platform that is there, without its form: nobody signs in to a fake.
FAKE = replace(
    WOOCOMMERCE,
    kind="fake",
    fields=tuple(one for one in WOOCOMMERCE.fields if one.kind is not FieldKind.SECRET),
    sentences=(),
)
Papers = tuple[list[tuple[str, str]], list[str], list[Any]]


class Truth(ABC):
    """What both have."""

    @property
    @abstractmethod
    def truth(self) -> dict[str, Any]:
        """Orders, products and variations by id, as they are; ids of orders that cannot be read."""

    def truth_of(self, sku: str) -> dict[str, Any]:
        """The row behind what is sold under a SKU."""
        rows: list[dict[str, Any]] = [*self.truth["products"].values(), *self.truth["variations"].values()]
        return next(row for row in rows if row["sku"] == sku)


@dataclass
class Shop(Truth):
    """An open connector and the shop behind it. `notes` are those of one connection, over all openings."""

    sandbox: Sandbox
    manifest: Manifest
    notes: LooseNotes = field(default_factory=LooseNotes)
    counter: FakeCounter = field(default_factory=FakeCounter)

    def open(self, cancel: FakeCancel | None = None, **changes: str) -> Store:
        values, secrets = form_of(self.sandbox, self.manifest.kind, timeout=1)
        secrets |= {key: value for key, value in changes.items() if key in secrets}
        values |= {key: value for key, value in changes.items() if key not in secrets}
        connection = Connection(1, "Loja", self.manifest.kind, Role.STORE, values)
        opening = Opening(connection, secrets, cancel or FakeCancel(), self.counter, self.notes)
        return Registry().open_store(opening)

    @property
    def truth(self) -> dict[str, Any]:
        found: dict[str, Any] = self.sandbox.get("state?part=woocommerce")
        return found

    @property
    def imports(self) -> tuple[str, ...]:
        """Statuses in which an order that is paid comes in."""
        return PLATFORMS[self.manifest.kind].imports

    def new_order(self, status: str) -> str:
        """Somebody buys."""
        return str(self.sandbox.shop("new_order", status=status)["id"])

    def cancel_order(self, order_id: str) -> None:
        """The shop cancels an order by hand."""
        self.sandbox.shop("cancel_order", id=order_id)

    def written(self, what: str) -> int:
        """How many writes of a kind came."""
        return int(self.sandbox.get("state?part=counters").get(what, 0))

    def papers(self, order_id: str) -> Papers:
        """Invoices, tracking codes and steps an order shows."""
        state, facts = self.sandbox.get("state"), PLATFORMS[self.manifest.kind]
        return facts.invoices(state, order_id), facts.codes(state, order_id), facts.steps(state, order_id)

    def went_back(self) -> list[Any]:
        """What no integration may ever do."""
        found: list[Any] = self.sandbox.get("checks")["went_back"]
        return found

    @contextmanager
    def losing_answers(self) -> Iterator[None]:
        """Everything is done, and half of each answer arrives."""
        self.sandbox.post("faults", rate_half=1)
        yield
        self.sandbox.post("faults")


class MemoryShop(Truth):
    """As `Shop`, with the fake store; what it shows is what the fake holds, not what its methods say."""

    manifest = FAKE
    imports = ("processing", "completed")

    def __init__(self) -> None:
        self.store = FakeStore()
        self.store.known_categories = [Category("1", "Moda"), Category("2", "Camiseta", "1")]
        self.store.known_brands = [Brand("1", "Serra Azul")]
        for number in range(30):
            self._make(f"CAN-{number:02d}", ())
        for number in range(4):
            self._make(f"CAM-{number}", ("P", "M", "G"))
        began = datetime.now(UTC).replace(microsecond=0) - timedelta(days=2)
        for number in range(12):
            self._sell(str(1001 + number), "processing", began + timedelta(hours=number))
        self._sell("1020", "on-hold", began + timedelta(hours=20))
        problem = RecordProblem("order.totals", order="1021", store=Decimal(1), ours=Decimal(2))
        self.store.orders["1021"] = BrokenOrder("1021", "1021", began + timedelta(hours=21), problem)

    def open(self, cancel: FakeCancel | None = None) -> Store:
        self.store.on_order = (cancel or FakeCancel()).check
        return self.store

    @property
    def truth(self) -> dict[str, Any]:
        rows = {product.ref: self._row(product) for product, _ in self.store.sheets.values()}
        return {
            "orders": {order.id: _order_row(order) for order in self.store.orders.values()},
            "bad_orders": [o.id for o in self.store.orders.values() if isinstance(o, BrokenOrder)],
            "products": {ref: row for ref, row in rows.items() if row["type"] != "variation"},
            "variations": {ref: row for ref, row in rows.items() if row["type"] == "variation"},
        }

    def new_order(self, status: str) -> str:
        number = str(2000 + len(self.store.orders))
        self._sell(number, status, self.store.moment())
        return number

    def cancel_order(self, order_id: str) -> None:
        order = self.store.orders[order_id]
        assert isinstance(order, StoreOrder)
        self.store.orders[order_id] = replace(order, status="cancelled", modified_at=self.store.moment())

    def written(self, what: str) -> int:
        steps = sum(len(told) for told in self.store.steps.values())
        return {"order status written": len(self.store.moves), "note written": steps}[what]

    def papers(self, order_id: str) -> Papers:
        invoice, code = self.store.invoices.get(order_id), self.store.codes.get(order_id)
        return (
            [(invoice.number, invoice.key)] if invoice else [],
            [code.code] if code else [],
            list(self.store.steps.get(order_id, [])),
        )

    def went_back(self) -> list[Any]:
        return [move for move in self.store.moves if move[1] in self.store.cancelled]

    @contextmanager
    def losing_answers(self) -> Iterator[None]:
        self.store.lose = ["after"]
        yield
        self.store.lose = []

    # -- inside --

    def _make(self, sku: str, sizes: tuple[str, ...]) -> None:
        price = Decimal("59.90")
        head = ProductSheet("", sku, "", f"Produto {sku}", True, price=None if sizes else price)
        children = [
            replace(head, sku=f"{sku}-{size}", options=(("Tamanho", size),), price=price) for size in sizes
        ]
        parent = self.store.create_product(head, children)
        for child in children:
            self.store.create_variation(parent, child)

    def _sell(self, number: str, status: str, at: datetime) -> None:
        lines = [line("5001", "CAN-00", 2, "119.80")]
        self.store.orders[number] = store_order(number, status=status, lines=lines, modified_at=at)

    def _row(self, product: StoreProduct) -> dict[str, Any]:
        sheet, price = self.store.sheets[product.ref][1], self.store.asks.get(product.ref)
        item = self.store.items.get(product.ref)
        part = "variation" if product.variation_id else "simple"
        return {
            "id": int(product.variation_id or product.product_id),
            "parent_id": int(product.product_id) if product.variation_id else 0,
            "type": "variable" if sheet.variable else part,
            "sku": product.sku,
            "global_unique_id": product.gtin,
            "name": product.name,
            "status": "publish" if sheet.active else "draft",
            "manage_stock": bool(item and item.managed),
            "stock_quantity": item.quantity if item else None,
            "regular_price": str(price.list_price or price.price) if price else "",
            "sale_price": str(price.price) if price and price.list_price else "",
            "categories": [int(each) for each in sheet.category_ids],
            "weight": str(sheet.weight_kg or ""),
            "attributes": [{"name": name, "option": option} for name, option in sheet.options],
        }


def _order_row(order: StoreOrder | BrokenOrder) -> dict[str, Any]:
    if isinstance(order, BrokenOrder):
        return {"number": order.number, "status": "processing"}
    return {
        "number": order.number,
        "status": order.status,
        "total": str(order.total),
        "refunds": [],
        "line_items": [{"sku": each.sku} for each in order.lines],
        "shipping": {"city": order.delivery.city},
        "shipping_lines": [{"method_title": order.shipping_reference}],
    }


AnyShop = Shop | MemoryShop
