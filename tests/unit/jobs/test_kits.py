"""A kit and its parts never both become items of the ERP, and what is held is what comes in."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from ecco_desktop.connectors.stores.woocommerce.orders import to_order
from ecco_desktop.domain.orders import StoreOrder
from ecco_desktop.domain.products import ErpProduct
from ecco_desktop.domain.runs import RunState, Trigger
from ecco_desktop.domain.stock import StockLevel
from tests.fakes.app import FakeShop
from tests.fakes.orders import NOW, store_order

PARTS = [("A", Decimal(1), Decimal("30.00")), ("B", Decimal(2), Decimal("30.00"))]


def kit_order(number: str, **changes: Any) -> StoreOrder:
    """What WooCommerce answers of a kit of 90.00 with two parts, and of the buyer of the fakes."""
    at = f"{NOW:%Y-%m-%dT%H:%M:%S}"
    lines = [
        {"id": 1, "product_id": 5, "sku": "KIT", "quantity": 1, "subtotal": "90.00", "total": "90.00"},
        {"id": 2, "product_id": 6, "sku": "A", "quantity": 1, "subtotal": "0", "total": "0", "bundled_by": 1},
        {"id": 3, "product_id": 7, "sku": "B", "quantity": 2, "subtotal": "0", "total": "0", "bundled_by": 1},
    ]
    row = {"id": number, "status": "processing", "date_created_gmt": at, "line_items": lines, "total": "90"}
    found = to_order(row)
    assert isinstance(found, StoreOrder)
    whole = store_order(number, lines=found.lines, shipping_total="0", total="90", held=found.held)
    return replace(whole, **changes)


def stocked(shop: FakeShop) -> None:
    shop.erp.catalog = [ErpProduct(f"9{sku}", sku, "", sku, True) for sku in ("KIT", "A", "B")]
    shop.erp.levels = [StockLevel(f"9{sku}", sku, sku, Decimal(10), Decimal(10)) for sku in ("KIT", "A", "B")]
    for ref, sku in (("5", "KIT"), ("6", "A"), ("7", "B")):
        shop.store.add(ref, sku, 10)


def choose(shop: FakeShop, kits: str) -> None:
    task = next(task for task in shop.storage.tasks.all() if task.automation == "import_orders")
    shop.storage.tasks.update(replace(task, options={"kits": kits}))


def items(shop: FakeShop) -> list[tuple[str, Decimal, Decimal]]:
    return [(item.sku, item.quantity, item.unit_price) for item in shop.erp.drafts[0].items]


def test_a_kit_comes_in_as_its_parts_and_says_so(shop: FakeShop) -> None:
    stocked(shop)
    shop.store.orders["1"] = kit_order("1")
    ended = shop.run("import_orders")
    assert ended.state is RunState.SUCCEEDED
    assert items(shop) == PARTS and shop.erp.drafts[0].total == 90
    assert "order.kit_parts" in shop.keys(ended)
    # What the store shows is what it came in with.
    shop.store.orders["1"] = replace(shop.store.orders["1"], modified_at=shop.clock.now())
    assert shop.run("import_orders").tally.failed == 0


def test_a_kit_comes_in_as_one_item_where_the_task_says_so(shop: FakeShop) -> None:
    stocked(shop)
    choose(shop, "whole")
    shop.store.orders["1"] = kit_order("1")
    ended = shop.run("import_orders")
    assert items(shop) == [("KIT", Decimal(1), Decimal("90.00"))]
    assert "order.kit_whole" in shop.keys(ended)


@pytest.mark.parametrize(("kits", "kit"), [("parts", 10), ("whole", 9)])
@pytest.mark.parametrize("imported", [True, False])
def test_what_is_held_is_what_comes_in(shop: FakeShop, kits: str, kit: int, imported: bool) -> None:
    stocked(shop)
    choose(shop, kits)
    shop.run("import_orders")
    shop.store.orders["1"] = kit_order("1", paid=False, status="pending", modified_at=shop.clock.now())
    for ref, units in (("5", 1), ("6", 1), ("7", 2)):
        shown = shop.store.items[ref]
        shop.store.items[ref] = replace(shown, quantity=10 - Decimal(units))
    if imported:
        shop.run("import_orders")
    # What fell for a reason nobody knows is not raised at once.
    for _ in range(2):
        shop.run("sync_stock", Trigger.PERSON)
    assert [shop.store.items[ref].quantity for ref in ("5", "6", "7")] == [kit, 9, 8]
