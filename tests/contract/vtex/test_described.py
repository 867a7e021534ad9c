"""Every request this connector sends, against the descriptions VTEX publishes of its APIs.

The whole connector is driven against the sandbox, and each request that leaves it is held against the one
description that knows its path. The descriptions have errors of their own: each place where we knowingly
differ is named below, with its reason, and must really occur.
"""

import json
import re
import warnings
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from requests import PreparedRequest

from ecco_desktop.connectors.http import client
from ecco_desktop.connectors.stores.vtex.adapter import Vtex, open_connection
from ecco_desktop.domain.connections import Connection, Role
from ecco_desktop.domain.orders import Invoice, Tracking
from ecco_desktop.domain.products import Price, PriceChange, ProductSheet
from ecco_desktop.domain.stock import StockChange
from tests.fakes.opening import opening
from tests.support import Sandbox, form_of, running_sandbox

DESCRIPTIONS = Path(__file__).parents[4] / "shared" / "openapi" / "vtex"
# (method, path, what the check says) → why we differ.
DEVIATIONS = {
    (
        "PUT",
        r"/pricing/prices/\d+",
        r"None for not nullable|is not of type|null",
    ): "listPrice null ends a promotion; VTEX's own answers show it as null, the schema forgets to say so",
}
pytestmark = [
    pytest.mark.sandbox,
    pytest.mark.skipif(not DESCRIPTIONS.is_dir(), reason="the vendor's descriptions are not here"),
]


@pytest.fixture(scope="module")
def sent() -> list[PreparedRequest]:
    """Every request of the connector, in its order."""
    found: list[PreparedRequest] = []
    original = client.prepare

    def kept(*parts: Any) -> PreparedRequest:
        made = original(*parts)
        found.append(made)
        return made

    patch = pytest.MonkeyPatch()
    patch.setattr(client, "prepare", kept)
    with running_sandbox("--store", "vtex", "--orders", "24", "--products", "40") as sandbox:
        values, secrets = form_of(sandbox, "vtex")
        connection = Connection(1, "Loja", "vtex", Role.STORE, values)
        _everything(open_connection(opening(connection, secrets)), sandbox)
    patch.undo()
    return found


def _everything(store: Vtex, sandbox: Sandbox) -> None:
    """Each thing the ports can ask for."""
    store.test()
    orders = [order for page in store.orders_changed(None) for order in page.orders]
    sandbox.shop("new_order", status="processing")
    states = [state for page in store.states_changed(None) for state in page]
    assert orders and states
    assert store.delivery_methods()
    ready = [state.id for state in states if state.status == "ready-for-handling"]
    store.order_states(ready[:2])
    store.send_invoice(ready[0], Invoice("4512", "1", "3" * 44, date(2026, 3, 2)))
    store.send_tracking(ready[0], Tracking("AA123456785BR", "Correios"))
    store.send_delivery_step(ready[0], "Postado", date(2026, 3, 3))
    store.set_status(ready[0], "delivered", date(2026, 3, 5))
    store.set_status(ready[1], "canceled")
    items = [item.product for page in store.stock() for item in page.items]
    store.write_stock([StockChange(items[0], 5)])
    store.write_prices([PriceChange(items[0], Price(Decimal("9.90"), Decimal("12.90")))])
    store.write_prices([PriceChange(items[0], Price(Decimal("9.90")))])
    list(store.catalog())
    store.attributes()
    camiseta, casa = (next(c.id for c in store.categories() if c.name == n) for n in ("Camiseta", "Casa"))
    sheet = ProductSheet(
        "1", "NOVO-9", "7890000000901", "Novo", False, "Texto", Decimal("0.3"), Decimal("9.9"),
        category_ids=(camiseta,),
    )  # fmt: skip
    made = store.create_product(sheet, ())
    child = ProductSheet("3", "FAM-9-P", "", "Família P", True, options=(("Tamanho", "P"),))
    head = ProductSheet("2", "FAM-9", "", "Família", True, variable=True)
    store.create_variation(store.create_product(head, [child]), child)
    changed = ProductSheet(
        "1", "NOVO-9", "7890000000902", "Outro", True, "Outro", Decimal("0.5"), category_ids=(camiseta, casa)
    )
    store.update_product(made, changed, ["name", "gtin", "description", "weight", "categories", "active"])


@pytest.fixture(scope="module")
def apis(sent: list[PreparedRequest]) -> dict[str, Any]:
    from openapi_core import Config, OpenAPI

    # Their servers are VTEX's hosts; ours is the sandbox's.
    base = re.match(r"http://[^/]+/vtex", str(sent[0].url))
    assert base
    found = {}
    for path in sorted(DESCRIPTIONS.glob("*.json")):
        described = json.loads(path.read_text(encoding="utf-8"))
        described["servers"] = [{"url": base[0]}]
        found[path.stem] = OpenAPI.from_dict(described, config=Config(spec_validator_cls=None))
    return found


def errors_of(request: PreparedRequest, apis: dict[str, Any]) -> list[str] | None:
    """What is wrong with a request by the description that knows it; None where none does."""
    from openapi_core.contrib.requests import RequestsOpenAPIRequest
    from openapi_core.templating.paths.exceptions import PathError

    known = False
    for api in apis.values():
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", DeprecationWarning)
            errors = list(api.iter_request_errors(RequestsOpenAPIRequest(request)))
        if any(isinstance(error, PathError) for error in errors):
            continue
        known = True
        if not errors:
            return []
        told = [
            f"{error!r} {error.__cause__!r} {getattr(error.__cause__, 'schema_errors', '')}"
            for error in errors
        ]
    return told if known else None


def test_every_request_is_as_vtex_describes_it(sent: list[PreparedRequest], apis: dict[str, Any]) -> None:
    assert len(sent) > 100
    seen: set[tuple[str, str, str]] = set()
    for request in sent:
        path = re.sub(r"^http://[^/]+/vtex|\?.*$", "", str(request.url))
        errors = errors_of(request, apis)
        assert errors is not None, f"{request.method} {path} is not described"
        for error in errors:
            excuse = next(
                (
                    key
                    for key in DEVIATIONS
                    if request.method == key[0] and re.fullmatch(key[1], path) and re.search(key[2], error)
                ),
                None,
            )
            assert excuse is not None, f"{request.method} {path}: {error}\n{request.body!r}"
            seen.add(excuse)
    assert seen == set(DEVIATIONS), "a deviation that no longer occurs"


def test_what_was_driven_reaches_every_kind_of_request(sent: list[PreparedRequest]) -> None:
    asked = {
        f"{request.method} {re.sub(r'^http://[^/]+/vtex|[?].*$', '', str(request.url))}" for request in sent
    }
    for pattern in (
        r"POST .*/start-handling", r"POST .*/invoice", r"PATCH .*/invoice/4512", r"PUT .*/tracking",
        r"POST .*/cancel", r"POST /api/orders/feed", r"POST /api/orders/feed/config", r"PATCH .*/quantity",
        r"PUT /pricing/prices/\d+", r"POST .*/pvt/product", r"POST .*/pvt/stockkeepingunit",
        r"POST .*/ean/\d+", r"DELETE .*/ean/\d+", r"PUT .*/specificationvalue",
        r"POST .*/similarcategory/\d+",
        r"PUT .*/pvt/product/\d+", r"PUT .*/pvt/stockkeepingunit/\d+", r"GET .*/fieldGet/\d+",
    ):  # fmt: skip
        assert any(re.fullmatch(pattern, each) for each in asked), pattern
