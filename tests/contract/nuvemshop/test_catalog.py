"""The Nuvemshop catalog: texts by language, one variant at least, attributes in each product."""

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ecco_desktop.connectors.stores.nuvemshop import catalog, items, words
from ecco_desktop.domain.errors import OutcomeUnknown, RecordProblem
from ecco_desktop.domain.products import ProductSheet, StoreProduct
from tests.contract.nuvemshop.shop import BASE, family_row, opened, page, product_row, variant_row, writes
from tests.contract.server import Asked, Reply, scripted

anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=6),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6), inner, max_size=3),
    max_leaves=6,
)
SHEET = ProductSheet(
    "1", "NOVO-1", "7891", "Caneca", False, "Texto", Decimal("0.35"), Decimal("39.90"), None, ("201",)
)
SIMPLE, PART = StoreProduct("7", "70", "CAM-1", "", ""), StoreProduct("7", "71", "CAM-1-P", "", "")
PARENT = StoreProduct("7", "", "CAM-1", "", "Camiseta")


def child(size: str, sku: str = "", **changes: Any) -> ProductSheet:
    values = {"erp_id": "2", "sku": sku or f"CAM-1-{size}", "gtin": "", "name": f"Camiseta {size}",
              "active": True, "price": Decimal(50), "options": (("Tamanho", size),)}  # fmt: skip
    return ProductSheet(**{**values, **changes})


class Store:
    """Products by id; a creation is kept and shown again."""

    def __init__(self, *rows: dict[str, Any]) -> None:
        self.rows = {str(row["id"]): row for row in rows}

    def answer(self, asked: Asked) -> Reply:
        path = asked.path.removeprefix(f"{BASE}/products")
        if asked.method == "GET":
            return self.read(asked, path)
        if asked.method == "POST" and not path:
            variants = [{"id": 90 + n, **each} for n, each in enumerate(asked.body["variants"])]
            made = {**asked.body, "id": 9, "variants": variants}
            self.rows["9"] = made
            return Reply(201, made)
        parts = path.strip("/").split("/")
        row = self.rows[parts[0]]
        if asked.method == "POST":
            row["variants"].append({"id": 99, **asked.body})
            return Reply(201, row["variants"][-1])
        if len(parts) == 1:
            row |= asked.body
            return Reply(200, row)
        variant: dict[str, Any] = next(each for each in row["variants"] if str(each["id"]) == parts[2])
        variant |= asked.body
        return Reply(200, variant)

    def read(self, asked: Asked, path: str) -> Reply:
        if not path:
            return page(list(self.rows.values()), asked)
        if path.startswith("/sku/"):
            sku = path.removeprefix("/sku/").replace("%2F", "/").replace("%20", " ")
            # Whatever case it is asked in, as some stores do.
            found = [
                row for row in self.rows.values()
                if any((v.get("sku") or "").casefold() == sku.casefold() for v in row["variants"])
            ]  # fmt: skip
            return Reply(200, found[0]) if found else Reply(404, {"code": 404})
        row = self.rows.get(path.strip("/"))
        return Reply(200, row) if row else Reply(404, {"code": 404})


# -- the mapping --


@given(st.dictionaries(st.sampled_from(sorted(product_row())), anything), anything)
def test_no_product_breaks_the_mapping(changed: dict[str, Any], variant: Any) -> None:
    for row in ({**product_row(), **changed}, {**family_row(), **changed}, product_row(variants=[variant])):
        made = catalog.to_product(row)
        assert made is None or made.id
        catalog.to_sheet(row, None)
        catalog.to_part(row, row)
        catalog.to_category(row)
        catalog.to_warehouse(row)
        catalog.product_fields(SHEET, ["name", "description"], row)


@given(anything)
def test_no_text_breaks_the_languages(value: Any) -> None:
    assert isinstance(words.spoken(value), str)
    assert words.with_ours({"name": value}, "name", "x")["pt"] == "x"


def test_texts_are_portuguese_else_any_else_plain() -> None:
    said = ({"pt": "Um", "es": "Dos"}, {"es": "Dos"}, {"pt": "", "en": "Three"}, "Quatro", None, {})
    assert [words.spoken(each) for each in said] == ["Um", "Dos", "Three", "Quatro", "", ""]


def test_a_simple_product_is_sold_as_its_one_variant() -> None:
    made = catalog.to_product(product_row())
    assert made and not made.variable
    assert (made.ref, made.sku, made.gtin, made.price) == ("7/70", "CAM-1", "7890001", Decimal("50.00"))
    assert (made.weight_kg, made.category_ids, made.brand) == (Decimal("0.220"), ("201",), "Serra")


def test_a_product_of_one_variant_with_values_is_a_family_of_one() -> None:
    made = catalog.to_product(family_row(variant_row(71, values=[{"pt": "P"}])))
    assert made and made.variable and len(made.variations) == 1
    assert made.variations[0].options == (("Tamanho", "P"),)
    assert made.attributes == (("Tamanho", ("P",)),) and made.variation_id == ""


def test_hidden_by_visibility_or_by_the_older_field() -> None:
    for changes, active in (
        ({"visibility": "hidden"}, False),
        ({"visibility": "unlisted", "published": False}, True),
        ({"visibility": None, "published": False}, False),
        ({"visibility": None, "published": True}, True),
    ):
        assert catalog.to_sheet(product_row(**changes), None).active is active


def test_the_parent_of_a_root_is_zero_or_null() -> None:
    for parent in (0, None):
        made = catalog.to_category({"id": 1, "name": {"pt": "Moda"}, "parent": parent})
        assert made and made.parent_id == ""
    below = catalog.to_category({"id": 2, "name": "Blusa", "parent": 1})
    assert below and (below.name, below.parent_id) == ("Blusa", "1")


def test_a_variation_shows_as_part_of_its_product() -> None:
    with scripted(Store(family_row()).answer) as server:
        store = opened(server)
        part, head = store.sheet(PART), store.sheet(PARENT)
        assert part and part.part and not part.variable and part.options == (("Tamanho", "P"),)
        assert head and not head.part and head.variable and head.sku == ""
        assert store.sheet(StoreProduct("7", "404", "", "", "")) is None
        assert store.sheet(StoreProduct("8", "80", "", "", "")) is None
    with scripted(Store(product_row()).answer) as server:
        shown = opened(server).sheet(SIMPLE)
        assert shown and not shown.part and shown.category_ids == ("201",)


# -- by SKU --


def test_a_sku_leads_to_the_variant_that_has_it_exactly() -> None:
    with scripted(Store(family_row()).answer) as server:
        store = opened(server)
        found = store.product_by_sku("CAM-1-M")
        assert found and found.ref == "7/72"
        # The store finds it in any case; a SKU is exact.
        assert store.product_by_sku("cam-1-m") is None
        server.asked.clear()
        assert store.product_by_sku("A/B C") is None
        assert server.asked[0].path == f"{BASE}/products/sku/A%2FB%20C"
        assert store.product_by_sku("  ") is None


# -- changing --


def test_a_change_goes_to_the_product_or_to_the_variant_and_languages_stay() -> None:
    changed = ProductSheet("1", "CAM-1", "7899", "Nova", True, "Outro", Decimal("0.5"), None, None, ("9",))
    store = Store(product_row())
    with scripted(store.answer) as server:
        opened(server).update_product(
            SIMPLE, changed, ["name", "gtin", "weight", "description", "categories", "active"]
        )
        assert writes(server) == [
            (
                "PUT",
                "/products/7",
                {
                    "name": {"pt": "Nova", "es": "Camiseta roja"},
                    "description": {"pt": "Outro"},
                    "categories": [9],
                    "visibility": "visible",
                },
            ),
            ("PUT", "/products/7/variants/70", {"barcode": "7899", "weight": "0.500"}),
        ]


def test_a_variation_has_neither_name_nor_visibility_of_its_own() -> None:
    changed = ProductSheet("1", "CAM-1-P", "7899", "Nova", False, "Outro", None, None, None, ("9",))
    with scripted(Store(family_row()).answer) as server:
        store = opened(server)
        store.update_product(PART, changed, ["name", "active", "categories", "description", "gtin"])
        store.update_product(PART, changed, ["active"])
        assert writes(server) == [("PUT", "/products/7/variants/71", {"barcode": "7899"})]
        # Nor has a parent a barcode or a weight.
        server.asked.clear()
        store.update_product(PARENT, changed, ["gtin", "weight"])
        assert writes(server) == []


def test_a_refused_field_is_named_in_every_shape_of_error() -> None:
    for body, field in (
        ({"code": 422, "description": "Validation error", "weight": ["must be a number"]}, "weight"),
        ({"name": ["can't be blank"]}, "name"),
        ({"error": "Problems parsing JSON"}, "422"),
    ):

        def answer(asked: Asked, body: Any = body) -> Reply:
            return Reply(200, product_row()) if asked.method == "GET" else Reply(422, body)

        with scripted(answer) as server, pytest.raises(RecordProblem) as caught:
            opened(server).update_product(SIMPLE, SHEET, ["weight"])
        assert (caught.value.key, caught.value.values["field"]) == ("store.product_refused", field)


def test_a_product_that_is_gone_is_told() -> None:
    with scripted(Store().answer) as server, pytest.raises(RecordProblem, match=r"store\.item_missing"):
        opened(server).update_product(SIMPLE, SHEET, ["name"])


# -- making --


def test_a_new_product_is_hidden_with_nothing_in_stock() -> None:
    with scripted(Store().answer) as server:
        made = opened(server).create_product(SHEET, ())
        ((_, path, body),) = writes(server)
    assert made.ref == "9/90" and path == "/products"
    assert body["visibility"] == "hidden" and "published" not in body
    assert body["name"] == {"pt": "Caneca"} and body["categories"] == [201]
    (variant,) = body["variants"]
    assert variant["stock"] == 0 and variant["sku"] == "NOVO-1" and variant["price"] == "39.90"


SHOP = Reply(200, {"id": 1, "main_currency": "BRL"})


def test_a_lost_creation_is_unknown_and_never_repeated() -> None:
    for reply in (Reply(500, {}), Reply(201, text="{"), Reply(201, {"ok": True})):
        with scripted(lambda asked, reply=reply: reply if asked.method == "POST" else SHOP) as server:  # type: ignore[misc]
            with pytest.raises(OutcomeUnknown):
                opened(server).create_product(SHEET, ())
            assert len(writes(server)) == 1


def test_a_family_ends_with_exactly_its_variations() -> None:
    store = Store()
    children = [child("P"), child("M"), child("G")]
    with scripted(store.answer) as server:
        shop = opened(server)
        parent = shop.create_product(ProductSheet("1", "CAM-1", "", "Camiseta", False), children)
        assert parent.ref == "9"
        waiting = store.rows["9"]["variants"]
        assert [(v["sku"], v["stock"]) for v in waiting] == [("ECCO-PAI-CAM-1", 0)]
        # Until the first variation comes nothing of it is for sale, and its SKU settles a lost answer.
        assert items.to_stocks(store.rows["9"], "") == []
        shown = catalog.to_product(store.rows["9"])
        assert shown and shown.variable and shown.variations == ()
        found = shop.product_by_sku("CAM-1")
        assert found and found.ref == "9"
        for each in (children[1], children[0], children[2]):
            made = shop.create_variation(parent, each)
            assert made.product_id == "9" and made.sku == each.sku
        rows = store.rows["9"]["variants"]
    assert all((row["sku"], row["stock"]) == (f"CAM-1-{row['values'][0]['pt']}", 0) for row in rows)
    assert sorted(row["sku"] for row in rows) == ["CAM-1-G", "CAM-1-M", "CAM-1-P"]
    assert sorted(row["values"][0]["pt"] for row in rows) == ["G", "M", "P"]


def test_making_a_variation_again_makes_no_second_one() -> None:
    with scripted(Store(family_row()).answer) as server:
        assert opened(server).create_variation(PARENT, child("P")).ref == "7/71"
        assert writes(server) == []


def test_a_variant_without_a_sku_is_taken_over_and_another_s_is_not() -> None:
    nobody = family_row(variant_row(71, sku=None, values=[{"pt": "P"}]))
    with scripted(Store(nobody).answer) as server:
        assert opened(server).create_variation(PARENT, child("P")).ref == "7/71"
        assert [(method, path) for method, path, _ in writes(server)] == [("PUT", "/products/7/variants/71")]
    with scripted(Store(family_row()).answer) as server:
        with pytest.raises(RecordProblem) as caught:
            opened(server).create_variation(PARENT, child("P", sku="OUTRO"))
        assert caught.value.key == "store.product_refused" and writes(server) == []


def test_a_new_attribute_is_refused_here_with_its_reason() -> None:
    """Nuvemshop: it would oblige every variant to send one more value (422)."""
    twice = child("P", options=(("Tamanho", "P"), ("Cor", "Azul")))
    for row, sheet in ((family_row(), twice), (product_row(), child("P")), (family_row(), child("", "S"))):
        with scripted(Store(row).answer) as server:
            with pytest.raises(RecordProblem) as caught:
                opened(server).create_variation(PARENT, sheet)
            assert caught.value.key == "nuvemshop.attribute" and writes(server) == []


def test_values_stand_in_the_order_of_the_attributes_whatever_the_erp_s() -> None:
    row = product_row(attributes=[{"pt": "Cor"}, {"pt": "Tamanho"}], variants=[])
    with scripted(Store(row).answer) as server:
        opened(server).create_variation(PARENT, child("P", options=(("tamanho", "P"), ("COR", "Azul"))))
        assert writes(server)[0][2]["values"] == [{"pt": "Azul"}, {"pt": "P"}]


def test_four_attributes_and_none_are_told_before_anything_is_made() -> None:
    four = child("P", options=tuple((name, "x") for name in ("A", "B", "C", "D")))
    for sheet, key in (
        (four, "nuvemshop.too_many_attributes"),
        (child("P", options=()), "product.no_options"),
    ):
        with scripted(Store().answer) as server:
            with pytest.raises(RecordProblem) as caught:
                opened(server).create_product(ProductSheet("1", "CAM-1", "", "C", True), [sheet])
            assert caught.value.key == key and writes(server) == []


def test_a_family_whose_variations_are_there_is_not_made_twice() -> None:
    """Nuvemshop products have no SKU of their own: the variations tell that the product is there."""
    with scripted(Store(family_row()).answer) as server:
        head = ProductSheet("1", "CAM-1", "", "Camiseta", True)
        assert opened(server).create_product(head, [child("XG"), child("M")]).ref == "7"
        assert writes(server) == []


def test_a_variation_that_repeats_another_s_values_in_the_store_is_told() -> None:
    body = {"code": 422, "message": "Unprocessable Entity", "description": "Variants cannot be repeated"}
    store = Store(family_row())

    def answer(asked: Asked) -> Reply:
        return Reply(422, body) if asked.method == "POST" else store.answer(asked)

    with scripted(answer) as server, pytest.raises(RecordProblem) as caught:
        opened(server).create_variation(PARENT, child("G"))
    assert "Variants cannot be repeated" in caught.value.values["detail"]


def test_attributes_and_brands_are_no_resources() -> None:
    with scripted(Store().answer) as server:
        assert (list(opened(server).attributes()), list(opened(server).brands())) == ([], [])
        assert server.asked == []
