"""Every request of the connector, held against two descriptions of the API kept beside the repository.

Nuvemshop publishes none of its own that is whole: one is a third party's reading of the documentation
(2025-03), the other the official collection of an older version. What both lack is listed here.
"""

import json
import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import pytest
import requests
import yaml
from openapi_core import OpenAPI
from openapi_core.testing import MockRequest

from ecco_desktop.connectors.registry import Registry
from ecco_desktop.domain.connections import Connection, Role
from ecco_desktop.domain.orders import Invoice, Tracking
from ecco_desktop.domain.products import Price, PriceChange, ProductSheet
from ecco_desktop.domain.stock import StockChange
from tests.fakes.opening import opening
from tests.support import form_of, running_sandbox

pytestmark = pytest.mark.sandbox

KEPT = Path(__file__).parents[4] / "shared" / "openapi" / "nuvemshop"
HOST = "https://api.nuvemshop.com.br"
# In the documentation, and in neither description.
LACKING = {
    ("GET", "/locations"),
    ("GET", "/orders/{}/fulfillment-orders"),
    ("PATCH", "/orders/{}/fulfillment-orders/{}"),
    ("GET", "/orders/{}/fulfillment-orders/{}/tracking-events"),
    ("POST", "/orders/{}/fulfillment-orders/{}/tracking-events"),
}
# Query parameters of the documentation that the third party's reading leaves out.
LACKING_QUERY = {
    "/products": {"ids", "sort_by"},
    "/products/{}": {"fields"},
    "/orders": {
        "aggregates", "fields", "payment_status", "shipping_status", "since_id", "updated_at_min",
    },
    "/orders/{}": {"aggregates", "fields"},
    "/categories": {"page", "per_page"},
}  # fmt: skip
PARENT = ProductSheet("1", "DESC-1", "", "Família", True, "Texto")
CHILDREN = [
    ProductSheet("2", f"DESC-1-{size}", "789", "x", True, "", Decimal("0.2"), Decimal(10), None, (),
                 (("Tamanho", size),))
    for size in ("P", "M")
]  # fmt: skip


@dataclass(frozen=True)
class Sent:
    """A request as it went out; `path` is below the store."""

    method: str
    path: str
    query: tuple[tuple[str, str], ...]
    headers: dict[str, str]
    body: bytes

    @property
    def template(self) -> str:
        """The path with its ids taken out."""
        path = re.sub(r"(/products/sku)/.+", r"\1/{}", self.path)
        return re.sub(r"/(\d+|01[A-Z0-9]{10,})(?=/|$)", "/{}", path)


@pytest.fixture(scope="module")
def sent() -> list[Sent]:
    """What the connector sends while everything it can do is done once."""
    if not KEPT.is_dir():
        pytest.skip(f"the descriptions are not here: {KEPT}")
    kept: list[Sent] = []
    real = requests.Session.send

    def send(self: requests.Session, request: requests.PreparedRequest, **options: Any) -> requests.Response:
        parts = urlsplit(str(request.url))
        path = re.sub(r"^/nuvemshop/2025-03/\d+", "", parts.path)
        body = request.body if isinstance(request.body, bytes) else b""
        headers = {str(name): str(value) for name, value in request.headers.items()}
        kept.append(Sent(str(request.method), path, tuple(parse_qsl(parts.query)), headers, body))
        return real(self, request, **options)

    with (
        pytest.MonkeyPatch.context() as patch,
        running_sandbox("--store", "nuvemshop", "--orders", "40", "--products", "40") as sandbox,
    ):
        values, secrets = form_of(sandbox, "nuvemshop")
        connection = Connection(1, "Loja", "nuvemshop", Role.STORE, values)
        truth = sandbox.get("state?part=woocommerce.orders")
        patch.setattr(requests.Session, "send", send)
        everything(Registry().open_store(opening(connection, secrets)), truth)
    return kept


def everything(store: Any, orders: dict[str, Any]) -> None:
    """Each method of the port, in each of its ways."""
    store.test()
    since = [page.until for page in store.orders_changed(None)][-1]
    list(store.states_changed(since))
    paid = [key for key, row in orders.items() if row["status"] == "processing"]
    store.order(paid[0])
    store.order_states(paid[:2])
    store.order_states(paid)
    store.send_invoice(paid[0], Invoice("4711", "1", "3" * 44))
    store.send_invoice(paid[0], Invoice("4712", "1", "4" * 44))
    store.send_tracking(paid[0], Tracking("AD1BR", "Correios", "https://x.example"))
    store.send_delivery_step(paid[0], "Postado", date(2026, 3, 2))
    store.set_status(paid[1], "packed")
    store.set_status(paid[0], "delivered")
    store.set_status(paid[2], "cancelled")
    items = [item.product for page in store.stock() for item in page.items]
    list(store.prices())
    store.read_stock(items[:1])
    store.read_stock(items)
    store.write_stock([StockChange(item, 3) for item in items[:3]])
    store.write_prices([PriceChange(items[0], Price(Decimal(5))), PriceChange(items[1], Price(Decimal(5), Decimal(9)))])  # fmt: skip # noqa: E501
    list(store.catalog())
    list(store.categories())
    store.product_by_sku("NADA/1")
    made = store.create_product(CHILDREN[0], ())
    store.update_product(made, PARENT, ["name", "description", "categories", "active", "gtin", "weight"])
    store.sheet(made)
    parent = store.create_product(PARENT, [CHILDREN[1]])
    store.create_variation(parent, CHILDREN[1])
    other = ProductSheet("3", "DESC-1-G", "", "x", True, options=(("Tamanho", "G"),))
    store.create_variation(parent, other)


def third_party() -> dict[str, Any]:
    """The third party's reading, with what it has too strictly: null ends a promotion."""
    text = (KEPT / "third-party-nuvemshop-2025-03.openapi.yml").read_text(encoding="utf-8")
    spec: dict[str, Any] = yaml.safe_load(text)
    spec["components"]["schemas"]["VariantInput"]["properties"]["promotional_price"]["nullable"] = True
    return spec


def official() -> set[tuple[str, str]]:
    """Method and path template of every request of the official collection."""
    found: set[tuple[str, str]] = set()

    def walk(entries: list[dict[str, Any]]) -> None:
        for entry in entries:
            walk(entry.get("item", []))
            if "request" in entry:
                raw = entry["request"]["url"]
                path = urlsplit(raw["raw"] if isinstance(raw, dict) else raw).path
                below = re.sub(r"^/\{\{store_id\}\}", "", path).rstrip("/")
                owner = below.replace("/metafields/{{owner_resource}}", "/metafields/orders")
                found.add((entry["request"]["method"], re.sub(r"\{\{[^}]*\}\}", "{}", owner)))

    collection = json.loads((KEPT / "tiendanube-postman-v1.json").read_text(encoding="utf-8"))
    walk(collection["item"])
    return found


def described(spec: dict[str, Any]) -> dict[tuple[str, str], set[str]]:
    """Method and path template of the third party's reading, with the query parameters of each."""
    named = spec["components"]["parameters"]
    found: dict[tuple[str, str], set[str]] = {}
    for path, item in spec["paths"].items():
        for method, operation in item.items():
            if method not in ("get", "post", "put", "patch", "delete"):
                continue
            given = [*item.get("parameters", []), *operation.get("parameters", [])]
            params = [named[each["$ref"].rsplit("/", 1)[1]] if "$ref" in each else each for each in given]
            names = {each["name"] for each in params if each["in"] == "query"}
            found[method.upper(), re.sub(r"\{[^}]*\}", "{}", path)] = names
    return found


def test_every_request_is_known_to_one_of_the_descriptions(sent: list[Sent]) -> None:
    known = described(third_party()).keys() | official()
    asked = {(each.method, each.template) for each in sent}
    assert asked - known == LACKING


def test_every_query_parameter_is_described_or_listed_here(sent: list[Sent]) -> None:
    known = described(third_party())
    strange: dict[str, set[str]] = {}
    for each in sent:
        names = {name for name, _ in each.query}
        if (each.method, each.template) in known and names - known[each.method, each.template]:
            strange.setdefault(each.template, set()).update(names - known[each.method, each.template])
    assert strange == LACKING_QUERY
    assert all(int(dict(each.query).get("per_page", "1")) <= 200 for each in sent)


def test_every_described_request_is_as_it_is_described(sent: list[Sent]) -> None:
    spec = third_party()
    api, known = OpenAPI.from_dict(spec), described(spec)
    checked = set()
    for each in sent:
        if (each.method, each.template) not in known:
            continue
        request = MockRequest(
            HOST,
            each.method.lower(),
            f"/2025-03/1{each.path}",
            args=dict(each.query),
            headers=each.headers,
            data=each.body or None,
            content_type=each.headers["Content-Type"].split(";")[0],
        )
        api.validate_request(request)
        checked.add((each.method, each.template))
    assert len(checked) >= 12 and ("PATCH", "/products/stock-price") in checked


def test_every_request_signs_in_and_says_who_asks(sent: list[Sent]) -> None:
    assert len(sent) > 40
    for each in sent:
        assert each.headers["Authentication"].startswith("bearer nuvem-")
        assert re.fullmatch(r"Ecco Desktop \(.+@.+\)", each.headers["User-Agent"])
        assert each.headers["Content-Type"].startswith("application/json")
