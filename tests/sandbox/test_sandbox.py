"""The sandbox speaks as the sheets and recordings say; what is told here, the connectors must bear."""

import hashlib
import json
from collections.abc import Iterator
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from werkzeug.test import Client, TestResponse

from ecco_desktop.sandbox.seed import keys, make_state
from ecco_desktop.sandbox.server import Sandbox, Settings
from ecco_desktop.sandbox.world import World
from tests.contract.server import recording
from tests.sandbox.inside import InsideClient

KEYS = keys(1)
TOKEN = {"Authorization": f"Bearer {KEYS['token']}"}
TLS = {"X-Forwarded-Proto": "https"}


@pytest.fixture(scope="module")
def sandbox() -> Iterator[Sandbox]:
    made = Sandbox(Settings())
    yield made
    made._server.server_close()


@pytest.fixture
def client(sandbox: Sandbox) -> Client:
    made = InsideClient(sandbox)
    made.post("/_sandbox/reset", json={})
    return made


def erp(client: Client, path: str, **more: Any) -> TestResponse:
    return client.open(f"/eccosys/api{path}", headers=TOKEN, **more)


def woo(client: Client, path: str, **more: Any) -> TestResponse:
    auth = (KEYS["consumer_key"], KEYS["consumer_secret"])
    return client.open(f"/woocommerce/wp-json/wc/v3{path}", headers=TLS, auth=auth, **more)


def test_its_size_and_its_dozen_bad_orders() -> None:
    state = make_state(1, 320, 120)
    store = state["woocommerce"]
    assert len(store["products"]) >= 300
    assert sum(row["type"] == "variable" for row in store["products"].values()) >= 40
    assert (len(store["orders"]), len(store["bad_orders"])) == (120, 12)
    assert len({order["date_created_gmt"] for order in store["orders"].values()}) < 118
    assert (
        json.dumps(make_state(1, 60, 30), sort_keys=True)[:500]
        == json.dumps(make_state(1, 60, 30), sort_keys=True)[:500]
    )


def test_three_ways_to_sign_in_to_the_erp(client: Client) -> None:
    today = f"{datetime.now(ZoneInfo('America/Sao_Paulo')):%d-%m-%Y}"
    signature = hashlib.md5(f"{KEYS['secret']}:{today}".encode(), usedforsecurity=False).hexdigest()
    for headers in (
        TOKEN,
        {"Authorization": KEYS["token"]},
        {"apikey": KEYS["apikey"], "signature": signature},
    ):
        assert client.get("/eccosys/api/transportadoras", headers=headers).status_code == 200
    refused = client.get("/eccosys/api/transportadoras", headers={"Authorization": "Bearer x"})
    assert refused.status_code == 401 and "password" in refused.text


def test_the_erp_has_its_ways(client: Client) -> None:
    assert erp(client, "/pedidos?$count=5").status_code == 404
    assert erp(client, "/pedidos/situacao/3").json == "Nenhum pedido encontrado"
    assert erp(client, "/produtos?$filter=x").status_code == 400
    rows = erp(client, "/estoques?$count=9999").json
    assert any("(excluído)" in row["nome"] for row in rows)
    assert any(row.get("estoqueDisponivel", 0) < 0 for row in rows)
    assert any("estoqueDisponivel" not in row for row in rows)
    assert len(erp(client, "/produtos/DUP-0001;DUP-0001").json) == 2


def test_an_order_reserves_stock_and_a_double_is_not_refused(client: Client) -> None:
    product = erp(client, "/produtos?$count=1").json[0]
    before = erp(client, f"/estoques/{product['codigo']}").json["estoqueDisponivel"]
    body = {"numeroDaOrdemDeCompra": "77", "situacao": "0", "totalVenda": "1.00",
            "_Itens": [{"idProduto": product["id"], "quantidade": 2, "valor": "0.50"}]}  # fmt: skip
    for _ in range(2):
        assert erp(client, "/pedidos", method="POST", json=body).json["error"] == []
    after = erp(client, f"/estoques/{product['codigo']}").json["estoqueDisponivel"]
    assert int(before) - int(after) == 4
    assert client.get("/_sandbox/checks").json["duplicates"] == ["77"]
    refused = erp(client, "/pedidos", method="POST", json={**body, "_Itens": []})
    assert refused.status_code == 200 and refused.json["error"]
    found = erp(client, "/pedidos/numeroOC=77").json
    changed = erp(client, "/pedidos", method="PUT", json=[{"id": found[0]["id"], "situacao": "2"}])
    assert changed.json["result"]["success"]
    assert int(erp(client, f"/estoques/{product['codigo']}").json["estoqueDisponivel"]) == int(before) - 2


def test_basic_over_plain_http_is_as_if_nobody_asked(client: Client) -> None:
    auth = (KEYS["consumer_key"], KEYS["consumer_secret"])
    plain = client.get("/woocommerce/wp-json/wc/v3/products", auth=auth)
    assert (plain.status_code, plain.json) == (
        401,
        recording("auth-basic-over-plain-http")["response"]["body"],
    )


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("/products?per_page=101", "products-list-per-page-101"),
        ("/orders?status=nope", "orders-list-unknown-status"),
        ("/orders/999999", "orders-get-missing"),
        ("/produtos", "route-unknown"),
    ],
)
def test_refusals_are_those_of_a_real_store(client: Client, path: str, name: str) -> None:
    real = recording(name)["response"]
    ours = woo(client, path)
    assert (ours.status_code, ours.json["code"]) == (real["status"], real["body"]["code"])


def test_orders_have_the_fields_a_real_store_sends(client: Client) -> None:
    real = recording("orders-get")["response"]["body"]
    shown = woo(client, "/orders?per_page=1").json[0]
    assert {"line_items", "shipping_lines", "billing", "date_modified_gmt", "meta_data"} <= set(shown) & set(
        real
    )
    assert set(shown["line_items"][0]) <= set(real["line_items"][0]) | {"meta_data"}
    assert woo(client, "/orders?per_page=1").headers["X-WP-Total"] == "120"


def test_the_bound_of_a_change_is_exclusive_and_its_traps_are_there(client: Client) -> None:
    newest = woo(client, "/orders?orderby=modified&order=desc&per_page=1").json[0]["date_modified_gmt"]
    asked = f"/orders?status=any&modified_after={newest}"
    assert woo(client, f"{asked}&dates_are_gmt=true").json == []
    assert woo(client, f"{asked}Z&dates_are_gmt=true").json != []


def test_a_batch_answers_item_by_item(client: Client) -> None:
    simple = woo(client, "/products?type=simple&per_page=3").json
    body = {"update": [{"id": simple[0]["id"], "manage_stock": True, "stock_quantity": "x"}, {"id": 999999}]}
    rows = woo(client, "/products/batch", method="POST", json=body).json["update"]
    assert rows[0]["stock_quantity"] == 0
    assert rows[1]["error"]["code"] == "woocommerce_rest_product_invalid_id"
    many = {"update": [{"id": 1}] * 101}
    assert woo(client, "/products/batch", method="POST", json=many).status_code == 413


def test_the_shop_lives(client: Client) -> None:
    count = len(client.get("/_sandbox/state?part=woocommerce.orders").json)
    client.post("/_sandbox/day/step", json={"minutes": 9})
    assert len(client.get("/_sandbox/state?part=woocommerce.orders").json) == count + 3
    assert client.post("/_sandbox/shop", json={"do": "fly"}).status_code == 400


def test_faults_come_as_often_as_asked_and_go(client: Client) -> None:
    client.post("/_sandbox/faults", json={"rate_429": 0.5, "seed": 3, "retry_after": 0})
    seen = [erp(client, "/transportadoras").status_code for _ in range(60)]
    assert 15 < seen.count(429) < 45
    client.post("/_sandbox/faults", json={})
    assert {erp(client, "/transportadoras").status_code for _ in range(20)} == {200}


def test_a_state_of_the_time_of_one_carrier_keeps_its_parcels() -> None:
    old = make_state(1, 60, 4, past=16)
    parcels = old.pop("parcels")
    old["correios"] = {"parcels": parcels}
    assert parcels and World(old).parcels == parcels


def test_carriers_refuse_what_real_ones_refuse(client: Client) -> None:
    labels, tracked = "/melhorenvio/api/v2/me/orders", "/melhorenvio/api/v2/me/shipment/tracking"
    agent = {"User-Agent": "Ecco Desktop (loja@loja.com.br)"}
    signed = {"Authorization": f"Bearer {KEYS['melhorenvio_token']}", **agent}
    assert client.get(labels, headers=agent).status_code == 401
    assert client.get(labels, headers={**signed, "User-Agent": "requests"}).status_code == 403
    assert client.get(labels, headers=signed).status_code == 204, "no label yet"
    assert client.post(tracked, headers=signed, json={"orders": ["x"]}).json == []
    assert client.post(tracked, headers=signed, json={"orders": ["x"] * 51}).status_code == 422
    asked = "/jadlog/embarcador/api/tracking/consultar"
    signed = {"Authorization": f"Bearer {KEYS['jadlog_token']}"}
    one = {"cte": "1"}
    assert client.post(asked, headers={"Authorization": "x"}, json={"consulta": [one]}).status_code == 401
    unknown = client.post(asked, headers=signed, json={"consulta": [one]}).json["consulta"][0]
    assert unknown["cte"] == "1" and unknown["erro"]["descricao"] == "Não localizado"
    assert client.post(asked, headers=signed, json={"consulta": [one] * 21}).status_code == 400


def test_one_parcel_is_shown_by_every_carrier_in_its_own_shape(client: Client) -> None:
    code = "10000000000001"
    told = {code: {"story": "delivered", "posted": "2026-03-02T10:00:00"}}
    client.post("/_sandbox/shop", json={"do": "set", "parcels": told})
    agent = {"User-Agent": "Ecco Desktop (loja@loja.com.br)"}
    signed = {"Authorization": f"Bearer {KEYS['melhorenvio_token']}", **agent}
    (label,) = client.get("/melhorenvio/api/v2/me/orders", headers=signed).json["data"]
    # Melhor Envio shows UTC, Jadlog the clock of Brasília; neither says so.
    assert label["tracking"] == code and label["delivered_at"] == "2026-03-07 01:00:00"
    answers = client.post(
        "/jadlog/embarcador/api/tracking/consultar",
        headers={"Authorization": f"Bearer {KEYS['jadlog_token']}"},
        json={"consulta": [{"cte": code}, {"shipmentId": code}]},
    ).json["consulta"]
    assert answers[0]["tracking"]["eventos"][-1]["data"] == "2026-03-06 22:00:00"
    assert "erro" in answers[1]
