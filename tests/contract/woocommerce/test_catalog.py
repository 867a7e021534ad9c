"""The catalog, prices and order changes, against answers of a real WooCommerce server."""

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ecco_desktop.connectors.stores.woocommerce import catalog, prices
from ecco_desktop.connectors.stores.woocommerce.adapter import WooCommerce, open_connection
from ecco_desktop.domain.connections import Connection, Role
from ecco_desktop.domain.errors import OutcomeUnknown, RecordProblem
from ecco_desktop.domain.orders import Invoice, Tracking
from ecco_desktop.domain.products import Price, PriceChange, ProductSheet, StoreProduct
from tests.contract.server import Asked, Reply, Scripted, recording, replay, scripted
from tests.fakes.opening import opening

SHEET = ProductSheet("1", "ERP-0001", "7891", "Nome", True, price=Decimal("79.90"))
anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=6),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6), inner, max_size=3),
    max_leaves=6,
)
keys = ("id", "type", "status", "sku", "name", "regular_price", "sale_price", "weight", "categories",
        "brands", "attributes", "images")  # fmt: skip


def opened(server: Scripted) -> WooCommerce:
    connection = Connection(1, "Loja", "woocommerce", Role.STORE, {"address": server.base})
    return open_connection(opening(connection, {"consumer_key": "ck", "consumer_secret": "cs"}))


def body(name: str) -> Any:
    return recording(name)["response"]["body"]


def unit_or(reply: Reply, asked: Asked) -> Reply:
    if "settings" in asked.path:
        return Reply(200, {"value": "g"})
    if asked.path.endswith(("/variations", "/terms")):
        return Reply(200, [])
    return reply


@given(st.dictionaries(st.sampled_from(keys), anything))
def test_no_product_breaks_the_mapping(row: dict[str, Any]) -> None:
    made = catalog.to_product(row, [row], "kg")
    assert made is None or made.id
    catalog.to_sheet(row, "kg")
    catalog.to_category(row)
    catalog.to_brand(row)
    prices.to_price(row)


def test_recorded_products_are_read_whole() -> None:
    rows = body("products-list-page-1")
    products = [found for row in rows if (found := catalog.to_product(row, [], "kg"))]
    assert len(products) == len(rows)
    assert all(product.name and product.id for product in products)
    variations = [catalog.to_variation(row, "kg") for row in body("variations-list")]
    assert all(found and found.options and found.price for found in variations)


def test_trees_are_read_with_their_pages_and_terms() -> None:
    def answer(asked: Asked) -> Reply:
        for path, name in (
            ("/terms", "attribute-terms-list"), ("/attributes", "attributes-list"),
            ("/categories", "categories-list"), ("/brands", "brands-list"),
        ):  # fmt: skip
            if asked.path.endswith(path):
                return replay(name)
        raise AssertionError(asked.path)

    with scripted(answer) as server:
        store = opened(server)
        categories = store.categories()
        assert {c.id for c in categories} >= {c.parent_id for c in categories if c.parent_id}
        assert all(attribute.options for attribute in store.attributes())
        assert all(brand.name for brand in store.brands())


def test_weights_are_kilograms_whatever_the_store_weighs_in() -> None:
    product = catalog.to_product({"id": 1, "type": "simple", "name": "X", "weight": "220"}, [], "g")
    assert product and product.weight_kg == Decimal("0.220")
    sheet = ProductSheet("1", "S", "", "X", True, weight_kg=Decimal("0.220"))
    assert catalog.from_sheet(sheet, ["weight"], "g") == {"weight": "220"}
    assert catalog.from_sheet(sheet, ["weight"], "kg") == {"weight": "0.22"}


@pytest.mark.parametrize(
    ("name", "field"), [("products-create-duplicate-sku", "SKU"), ("products-create-duplicate-gtin", "GTIN")]
)
def test_a_refused_field_is_named(name: str, field: str) -> None:
    with scripted(lambda asked: unit_or(replay(name), asked)) as server:
        with pytest.raises(RecordProblem) as caught:
            opened(server).create_product(SHEET, [])
        assert (caught.value.key, caught.value.values["field"]) == ("store.product_refused", field)


def test_a_new_product_is_not_on_sale_without_limit() -> None:
    with scripted(lambda asked: unit_or(Reply(201, {"id": 7, "sku": "ERP-0001"}), asked)) as server:
        made = opened(server).create_product(SHEET, [])
        sent = next(asked.body for asked in server.asked if asked.method == "POST")
    assert made.ref == "7"
    assert (sent["manage_stock"], sent["stock_quantity"], sent["regular_price"]) == (True, 0, "79.90")


def test_a_lost_creation_is_unknown_and_never_repeated() -> None:
    def answer(asked: Asked) -> Reply:
        if asked.path.endswith("/currencies/current"):
            return Reply(200, {"code": "BRL"})
        return unit_or(Reply(500, {"code": "x"}), asked)

    with scripted(answer) as server:
        with pytest.raises(OutcomeUnknown):
            opened(server).create_product(SHEET, [])
        assert sum(asked.method == "POST" for asked in server.asked) == 1


def test_the_parent_offers_the_option_of_a_new_variation() -> None:
    def answer(asked: Asked) -> Reply:
        if asked.method == "GET":
            own = {"id": 5, "attributes": [{"id": 1, "name": "Tamanho", "variation": True, "options": ["P"]}]}
            return unit_or(Reply(200, own), asked)
        return Reply(200, {"id": 9, "sku": "S"})

    child = ProductSheet("2", "S", "", "X", True, options=(("Tamanho", "M"),))
    with scripted(answer) as server:
        opened(server).create_variation(StoreProduct("5", "", "", "", ""), child)
        put = next(asked.body for asked in server.asked if asked.method == "PUT")
    assert put["attributes"][0]["options"] == ["P", "M"]
    assert catalog.widened([{"name": "tamanho", "options": ["p", "M"]}], child.options) is None


def test_a_sku_of_a_variation_leads_to_its_parent() -> None:
    with scripted(lambda _: replay("products-by-sku-of-a-variation")) as server:
        found = opened(server).product_by_sku("VAR-01-AZ-P")
    assert found and found.variation_id and found.product_id != found.variation_id


@pytest.mark.parametrize(
    ("price", "fields"),
    [
        (Price(Decimal("79.9")), {"regular_price": "79.90", "sale_price": ""}),
        (Price(Decimal(60), Decimal(80)), {"regular_price": "80.00", "sale_price": "60.00"}),
        (Price(Decimal(80), Decimal(80)), {"regular_price": "80.00", "sale_price": ""}),
    ],
)
def test_prices_travel_as_texts(price: Price, fields: dict[str, str]) -> None:
    assert prices.price_fields(price) == fields


def test_a_price_the_store_did_not_keep_is_an_error() -> None:
    change = PriceChange(StoreProduct("7", "", "S", "", ""), Price(Decimal(10)))
    kept = prices.outcomes([change], {"update": [{"id": 7, "regular_price": "10.00", "sale_price": ""}]})
    assert kept and kept[0].ok
    other = prices.outcomes([change], {"update": [{"id": 7, "regular_price": "12.00", "sale_price": ""}]})
    assert other and not other[0].ok and other[0].key == "store.price_kept"
    assert prices.outcomes([change], ["?"]) is None


def test_an_unknown_status_is_refused_for_that_order_alone() -> None:
    refusing = scripted(lambda _: replay("orders-update-status-unknown"))
    with refusing as server, pytest.raises(RecordProblem, match=r"store\.order_refused"):
        opened(server).set_status("704", "enviado")


def test_tracking_goes_to_the_plug_in_s_field_or_else_to_a_note() -> None:
    notes: list[dict[str, Any]] = []

    def answer(asked: Asked) -> Reply:
        if asked.path.endswith("/notes"):
            if asked.method == "POST":
                notes.insert(0, {"id": 1, "note": asked.body["note"], "customer_note": False})
                assert asked.body["customer_note"] is False
            return Reply(201 if asked.method == "POST" else 200, notes if asked.method == "GET" else notes[0])
        return Reply(
            200, {"id": 704} if asked.path.endswith("/704") else {"id": 1, "correios_tracking_code": ""}
        )

    with scripted(answer) as server:
        store = opened(server)
        for _ in range(2):
            store.send_tracking("704", Tracking("AA123456785BR", "Correios"))
            store.send_invoice("704", Invoice("4512", "1", "3" * 44))
        assert store.send_tracking("1", Tracking("AA123456785BR")) == "AA123456785BR"
        puts = [asked.body for asked in server.asked if asked.method == "PUT"]
    assert len(notes) == 2 and puts == [{"correios_tracking_code": "AA123456785BR"}]


def test_a_refund_is_never_asked_for() -> None:
    with scripted(lambda _: Reply(200, {"id": 1, "status": "cancelled"})) as server:
        opened(server).set_status("1", "cancelled")
        assert [(a.method, a.body) for a in server.asked] == [("PUT", {"status": "cancelled"})]
        assert "refunds" not in server.asked[0].path
