"""Kits as plug-ins of WooCommerce and as VTEX tell them: which line is a part of which."""

from decimal import Decimal
from typing import Any

import pytest

from ecco_desktop.domain.kits import Kits, with_kits
from ecco_desktop.domain.orders import totals_of
from tests.contract.test_outside_orders import vtex, woo


def meta(**kept: object) -> dict[str, Any]:
    return {"meta_data": [{"id": 1, "key": f"_{key}", "value": value} for key, value in kept.items()]}


def three(container: dict[str, Any], part: dict[str, Any], price: str = "90.00") -> Any:
    """A container and two parts without a price, and a line beside them."""
    rows: list[dict[str, Any]] = [
        {"id": 11, "product_id": 5, "sku": "KIT", "subtotal": price, "total": price, **container},
        {"id": 12, "product_id": 6, "sku": "A", "subtotal": "0.00", "total": "0.00", **part},
        {"id": 13, "product_id": 7, "sku": "B", "subtotal": "0.00", "total": "0.00", "quantity": 2, **part},
        {"id": 14, "product_id": 8, "sku": "C", "subtotal": "10.00", "total": "10.00"},
    ]
    return woo(rows, "100.00")


SHAPES = {
    "bundles, fields": (
        {"bundled_items": [12, 13], "bundled_by": ""},
        {"bundled_by": 11, "bundled_items": []},
    ),
    "bundles, text": ({}, {"bundled_by": "11"}),
    "bundles, list alone": ({"bundled_items": [12, 13]}, {}),
    "bundles, cart keys": (meta(bundle_cart_key="ab12"), meta(bundled_by="ab12")),
    "composites, fields": ({"composite_children": [12, 13]}, {"composite_parent": 11}),
    "composites, cart keys": (meta(composite_cart_key="ab12"), meta(composite_parent="ab12")),
    "mix and match, fields": ({"mnm_child_items": [12, 13]}, {"mnm_container": 11}),
    "mix and match, cart keys": (meta(mnm_cart_key="ab12"), meta(mnm_container="ab12")),
    "yith": (meta(cartstamp={"1": {}}, bundled_items=["k1", "k2"]), meta(bundled_by="ab12")),
    "wpc bundles": (meta(woosb_ids="6/1,7/2"), meta(woosb_parent_id="5")),
    "easy product bundles": (meta(asnp_wepb_items="6:1,7:2"), meta(asnp_wepb_parent_id="5")),
    "wpc composites": (meta(wooco_components="x"), meta(wooco_parent_id=5)),
}


@pytest.mark.parametrize("shape", SHAPES)
def test_a_kit_of_a_plugin_is_seen(shape: str) -> None:
    order = three(*SHAPES[shape])
    parts, whole = with_kits(order, Kits.PARTS), with_kits(order, Kits.WHOLE)
    assert [(each.sku, str(each.total)) for each in parts.lines] == [
        ("A", "30.00"),
        ("B", "60.00"),
        ("C", "10.00"),
    ]
    assert [(each.sku, str(each.total)) for each in whole.lines] == [("KIT", "90.00"), ("C", "10.00")]
    assert parts.held == (("6", 1), ("7", 2), ("8", 1))
    assert totals_of(parts).total == totals_of(whole).total == Decimal("100.00")


@pytest.mark.parametrize(
    "part",
    [{"bundled_by": ""}, {"bundled_by": 0}, {"bundled_by": 99}, {"bundled_by": None}, {"bundled_by": [5]}],
)
def test_a_line_that_is_in_nothing_stays_a_line(part: dict[str, Any]) -> None:
    order = three({"bundled_items": []}, part)
    assert with_kits(order, Kits.PARTS) == order == with_kits(order, Kits.WHOLE)


def test_two_kits_of_one_product_have_each_their_parts() -> None:
    kit, part = {"product_id": 5, "sku": "KIT"}, {"product_id": 6, "sku": "A", "total": "0", "subtotal": "0"}
    inside = meta(woosb_parent_id="5")
    rows = [
        {"id": 1, "subtotal": "10", "total": "10", **kit},
        {"id": 2, **part, **inside},
        {"id": 3, "subtotal": "20", "total": "20", **kit},
        {"id": 4, **part, **inside},
    ]
    order = with_kits(woo(rows, "30.00"), Kits.PARTS)
    assert [each.total for each in order.lines] == [10, 20]


# -- VTEX --

ITEM = {"id": "18", "productId": "9", "refId": "KIT", "quantity": 2, "price": 5000, "seller": "1"}


def components(*counts: int, price: int = 0) -> list[dict[str, Any]]:
    return [
        {
            "id": f"{20 + n}",
            "productId": None,
            "refId": f"P{n}",
            "ean": None,
            "quantity": count,
            "price": price,
        }
        for n, count in enumerate(counts, 1)
    ]


def test_a_kit_of_vtex_is_its_components() -> None:
    order = vtex(items=[{**ITEM, "components": components(1, 2)}])
    parts = with_kits(order, Kits.PARTS)
    assert [(each.sku, each.quantity, each.total) for each in parts.lines] == [
        ("P1", 2, Decimal("33.33")),
        ("P2", 4, Decimal("66.67")),
    ]
    assert parts.held == (("P1", 2), ("P2", 4))
    whole = with_kits(order, Kits.WHOLE)
    assert [(each.sku, each.quantity, each.total) for each in whole.lines] == [("KIT", 2, 100)]
    assert whole.held == (("9/18", 2), ("P1", 2), ("P2", 4))


def test_prices_of_components_say_what_their_quantity_is_of() -> None:
    of_all = with_kits(vtex(items=[{**ITEM, "components": components(2, 2, price=2500)}]), Kits.PARTS)
    assert [each.quantity for each in of_all.lines] == [2, 2]
    of_one = with_kits(vtex(items=[{**ITEM, "components": components(1, 1, price=2500)}]), Kits.PARTS)
    assert [(each.quantity, each.total) for each in of_one.lines] == [(2, 50), (2, 50)]


@pytest.mark.parametrize("told", [["21", "22"], [{"name": "sem código", "quantity": 1}], [], None])
def test_a_kit_whose_components_have_no_code_stays_one_item(told: Any) -> None:
    order = vtex(items=[{**ITEM, "components": told}])
    assert with_kits(order, Kits.PARTS) == order and [each.sku for each in order.lines] == ["KIT"]


def test_what_is_chosen_beside_an_item_is_no_part_of_it() -> None:
    beside = {**ITEM, "id": "19", "refId": "GARANTIA", "quantity": 1, "price": 100, "parentItemIndex": 0}
    order = vtex(items=[ITEM, beside], value=10100)
    assert [each.sku for each in with_kits(order, Kits.PARTS).lines] == ["KIT", "GARANTIA"]
