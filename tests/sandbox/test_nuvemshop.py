"""The sandbox's Nuvemshop speaks as its sheet says; what is told here, the connector must bear."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from werkzeug.test import Client, TestResponse

from ecco_desktop.sandbox.seed import keys
from ecco_desktop.sandbox.server import Sandbox, Settings
from tests.sandbox.inside import InsideClient

KEYS = keys(1)
HEADERS = {
    "Authentication": f"bearer {KEYS['nuvemshop_token']}",
    "User-Agent": "Teste (teste@example.com)",
    "Content-Type": "application/json",
}
STORE = f"/nuvemshop/2025-03/{KEYS['nuvemshop_store']}"


@pytest.fixture(scope="module")
def sandbox() -> Iterator[Sandbox]:
    made = Sandbox(Settings(products=60, orders=40, store="nuvemshop"))
    yield made
    made._server.server_close()


@pytest.fixture
def client(sandbox: Sandbox) -> Client:
    made = InsideClient(sandbox)
    made.post("/_sandbox/reset", json={})
    return made


def call(client: Client, method: str, path: str, body: Any = None, **headers: str | None) -> TestResponse:
    given = {name: value for name, value in {**HEADERS, **headers}.items() if value is not None}
    data = None if body is None else json.dumps(body)
    return client.open(STORE + path, method=method, headers=given, data=data)


def truth(client: Client, path: str) -> Any:
    return client.get(f"/_sandbox/state?part=woocommerce.{path}").json


def some_order(client: Client, status: str = "processing") -> str:
    return next(key for key, row in truth(client, "orders").items() if row["status"] == status)


def shipment_of(client: Client, order: str) -> str:
    return f"/orders/{order}/fulfillment-orders/" + str(
        call(client, "GET", f"/orders/{order}/fulfillment-orders").json[0]["id"]
    )


def test_the_door_wants_a_token_then_a_contact_then_json(client: Client) -> None:
    assert call(client, "GET", "/store", Authentication="bearer x").status_code == 401
    assert call(client, "GET", "/store", **{"User-Agent": "curl"}).status_code == 400
    wrong = {"User-Agent": "curl", "Authentication": "bearer x"}
    assert call(client, "GET", "/store", **wrong).status_code == 401
    assert call(client, "POST", "/products", {}, **{"Content-Type": "text/plain"}).status_code == 415
    assert call(client, "GET", "/produtos").status_code == 404
    assert call(client, "GET", "/store").json["name"] == {"pt": "Loja de demonstração"}


def test_a_page_beyond_the_end_is_not_found_and_pages_hold_two_hundred(client: Client) -> None:
    listed = call(client, "GET", "/products?per_page=200")
    count = len(listed.json)
    assert listed.headers["X-Total-Count"] == str(count) and "Link" not in listed.headers
    beyond = call(client, "GET", "/products?per_page=200&page=2")
    assert (beyond.status_code, beyond.json["description"]) == (404, "Last page is 1")
    none = call(client, "GET", "/orders?updated_at_min=2099-01-01T00:00:00Z")
    assert (none.status_code, none.json["description"]) == (404, "Last page is 0")
    assert call(client, "GET", "/products?per_page=201").status_code == 422
    assert len(call(client, "GET", "/products").json) == 30


def test_the_bucket_fills_leaks_and_says_so(client: Client) -> None:
    state = {"nuvemshop": {"bucket": {"limit": 3, "drain": 0.001}}}
    client.post("/_sandbox/shop", json={"do": "set", **state})
    seen = [call(client, "GET", "/store") for _ in range(5)]
    assert [each.status_code for each in seen] == [200, 200, 200, 429, 429]
    assert [each.headers["x-rate-limit-remaining"] for each in seen[:3]] == ["2", "1", "0"]
    assert int(seen[-1].headers["x-rate-limit-reset"]) > 1000 and "Retry-After" not in seen[-1].headers


def test_everything_sold_is_a_variant_with_a_number_beyond_32_bits_or_of_a_family(client: Client) -> None:
    rows = call(client, "GET", "/products?per_page=200").json
    simple = [row for row in rows if not row["attributes"]]
    assert simple and all(len(row["variants"]) == 1 for row in simple)
    assert all(row["variants"][0]["id"] > 2**32 and row["variants"][0]["values"] == [] for row in simple)
    family = next(row for row in rows if row["attributes"])
    assert family["attributes"] == [{"pt": "Tamanho"}]
    assert all(len(variant["values"]) == 1 for variant in family["variants"])
    assert any(variant["stock"] is None for row in rows for variant in row["variants"])


def test_a_batch_takes_fifty_variants_and_tells_of_each(client: Client) -> None:
    row = call(client, "GET", "/products?per_page=1").json[0]
    own = row["variants"][0]["id"]
    body = [{"id": row["id"], "variants": [{"id": own, "stock": 7, "price": "9.90"}, {"id": 5, "stock": 1}]}]
    told = call(client, "PATCH", "/products/stock-price", body)
    assert [variant["success"] for variant in told.json[0]["variants"]] == [True, False]
    again = call(client, "GET", f"/products/{row['id']}").json["variants"][0]
    assert (again["stock"], again["price"]) == (7, "9.90")
    many = [{"id": 1, "variants": [{"id": number} for number in range(51)]}]
    assert call(client, "PATCH", "/products/stock-price", many).status_code == 422
    for wrong in ({"stock": -1}, {"price": "abc"}, {"inventory_levels": [{"location_id": "X", "stock": 1}]}):
        bad = [{"id": row["id"], "variants": [{"id": own, **wrong}]}]
        assert call(client, "PATCH", "/products/stock-price", bad).status_code == 422
    endless = [{"id": row["id"], "variants": [{"id": own, "stock": ""}]}]
    call(client, "PATCH", "/products/stock-price", endless)
    assert call(client, "GET", f"/products/{row['id']}").json["variants"][0]["stock_management"] is False


def test_products_and_variants_are_refused_as_the_sheet_says(client: Client) -> None:
    row = next(row for row in call(client, "GET", "/products?per_page=200").json if row["attributes"])
    variants = f"/products/{row['id']}/variants"
    first = row["variants"][0]["values"]
    assert (
        call(client, "POST", variants, {"values": first}).json["description"] == "Variants cannot be repeated"
    )
    assert call(client, "POST", variants, {"values": [*first, {"pt": "Azul"}]}).status_code == 422
    both = {"published": True, "visibility": "visible"}
    assert call(client, "PUT", f"/products/{row['id']}", both).status_code == 422
    assert call(client, "POST", "/products", {"variants": []}).json == {"name": ["can't be blank"]}
    ignored = call(client, "PUT", f"/products/{row['id']}", {"price": "1.00", "sku": "X"})
    assert ignored.status_code == 200 and ignored.json["variants"] == row["variants"]
    assert call(client, "GET", f"/products/sku/{row['variants'][0]['sku']}").json["id"] == row["id"]
    # Nobody names the variant of a product that is made without one.
    made = call(client, "POST", "/products", {"name": {"pt": "X"}}).json
    assert [(variant["values"], variant["stock"]) for variant in made["variants"]] == [([], None)]


def test_a_shipment_goes_forward_only_and_what_goes_back_is_remembered(client: Client) -> None:
    order = some_order(client)
    shipment = shipment_of(client, order)
    assert call(client, "PATCH", shipment, {"status": "PACKED"}).json["status"] == "PACKED"
    assert truth(client, f"orders.{order}")["status"] == "processing"
    half = {"tracking_info": {"code": "AD1BR"}}
    assert call(client, "PATCH", shipment, half).status_code == 422
    whole = {"status": "DISPATCHED", "tracking_info": {"code": "AD1BR", "url": None, "notify_customer": True}}
    assert call(client, "PATCH", shipment, whole).status_code == 200
    assert client.get("/_sandbox/state?part=counters").json["nuvemshop mail"] == 1
    call(client, "PATCH", shipment, {"status": "DELIVERED"})
    assert truth(client, f"orders.{order}")["status"] == "completed"
    assert call(client, "PATCH", shipment, {"status": "PACKED"}).status_code == 422
    assert len(client.get("/_sandbox/checks").json["went_back"]) == 1


def test_a_cancellation_is_final_and_gives_the_stock_back(client: Client) -> None:
    pending = client.post("/_sandbox/shop", json={"do": "new_order", "status": "pending"}).json
    line = pending["line_items"][0]
    variation = line["variation_id"]
    row = f"variations.{variation}" if variation else f"products.{line['product_id']}"
    held = truth(client, row)["stock_quantity"]
    path = f"/orders/{pending['id']}/cancel"
    assert call(client, "POST", path, {"reason": "because"}).status_code == 422
    assert call(client, "POST", path, {"reason": "other", "email": False}).json["status"] == "cancelled"
    assert call(client, "POST", path, {"reason": "other"}).status_code == 422
    # Nuvemshop takes stock for an order that waits for its payment too.
    if truth(client, row)["manage_stock"]:
        assert truth(client, row)["stock_quantity"] == held + line["quantity"]


def test_orders_add_up_as_they_are_shown(client: Client) -> None:
    bad = truth(client, "bad_orders")
    for row in call(client, "GET", "/orders?per_page=200&aggregates=fulfillment_orders").json:
        if str(row["id"]) in bad or any("," in line["price"] for line in row["products"]):
            continue
        goods = sum(round(float(line["price"]) * 100) * line["quantity"] for line in row["products"])
        cents = {name: round(float(row[name]) * 100)
                 for name in ("subtotal", "discount", "shipping_cost_customer", "total")}  # fmt: skip
        assert goods == cents["subtotal"] and cents["discount"] >= 0
        assert goods - cents["discount"] + cents["shipping_cost_customer"] == cents["total"]
        assert row["fulfillments"][0]["status"] in ("UNPACKED", "DELIVERED", "CANCELLED")
    alone = call(client, "GET", "/orders?per_page=1").json[0]
    assert isinstance(alone["fulfillments"][0], str)


def test_a_scope_that_is_missing_is_forbidden(client: Client) -> None:
    state = {"nuvemshop": {"closed": {"fulfillment-orders": 403}}}
    client.post("/_sandbox/shop", json={"do": "set", **state})
    order = some_order(client)
    assert call(client, "GET", f"/orders/{order}/fulfillment-orders").status_code == 403
    assert call(client, "GET", f"/orders/{order}").status_code == 200
