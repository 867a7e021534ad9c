"""Consultar Data de Entrega dos Pedidos with every carrier: what it says is in the ERP, once."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from ecco_desktop.app import Application
from ecco_desktop.connectors.registry import Registry
from ecco_desktop.domain.runs import RunState, Trigger
from tests.parcels import CARRIERS, CODES, POSTED_LOCAL, POSTED_TEXT
from tests.support import Sandbox, add_connection, causes, install, run, running_sandbox, writes

KINDS = [manifest.kind for manifest in CARRIERS]
STORIES = ("transit", "delivered", "late_scan", "returned", "refused", "unknown")
NONE = "0000-00-00"


@pytest.fixture(scope="module")
def shared() -> Iterator[Sandbox]:
    with running_sandbox("--orders", "40", "--products", "40") as made:
        yield made


@pytest.fixture
def shop(sandbox: Sandbox, tmp_path: Path) -> Iterator[Application]:
    application = install(tmp_path, sandbox)
    run(application, "import_orders")
    yield application
    application.close()


def connect(shop: Application, sandbox: Sandbox, kind: str, **values: str) -> None:
    """A connection to a carrier and its task; both bear the carrier's name."""
    name = Registry().manifest(kind).name
    connection = add_connection(shop, sandbox, kind, name)
    if values:
        shop.services.connections.update(name, {**connection.values, **values}, {})
    shop.services.tasks.create("check_deliveries", name, None, {})


def ship(
    sandbox: Sandbox, carrier: str, place: int, story: str, code: str = "", **more: str
) -> dict[str, Any]:
    """The order that stands at this place of the ERP, invoiced and handed to a carrier of that name."""
    orders = sandbox.get("state?part=eccosys.orders")
    order = orders[sorted(orders)[place]]
    sandbox.shop("invoice_order", id=order["id"], story=story, posted=POSTED_TEXT, code=code)
    sandbox.shop("edit_erp_order", id=order["id"], changes={"transportador": carrier, **more})
    return now(sandbox, order)


def now(sandbox: Sandbox, order: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = sandbox.get(f"state?part=eccosys.orders.{order['id']}")
    return found


def expected_of(kind: str) -> str:
    """Eight days after the posting; five working days for the one that only gives a time limit."""
    day: date = POSTED_LOCAL.date()
    if kind != "melhorenvio":
        return f"{day + timedelta(days=8):%Y-%m-%d}"
    left = 5
    while left:
        day += timedelta(days=1)
        left -= day.isoweekday() <= 5
    return f"{day:%Y-%m-%d}"


@pytest.mark.parametrize("kind", KINDS)
def test_what_a_carrier_says_is_written_once_and_its_problems_wait(
    sandbox: Sandbox, shop: Application, kind: str
) -> None:
    connect(shop, sandbox, kind)
    name = Registry().manifest(kind).name
    told = {
        story: ship(sandbox, f"{name} Econômico", place, story, CODES[kind](place + 1))
        for place, story in enumerate(STORIES)
    }
    ended = run(shop, "check_deliveries")
    assert ended.state is RunState.WITH_WARNINGS

    moving = now(sandbox, told["transit"])
    assert (moving["dataPrevista"], moving["dataEntrega"]) == (expected_of(kind), NONE)
    for story in ("delivered", "late_scan"):
        day = f"{POSTED_LOCAL + timedelta(hours=108):%Y-%m-%d}"
        assert now(sandbox, told[story])["dataEntrega"] == day
    for story in ("returned", "refused", "unknown"):
        assert now(sandbox, told[story])["dataEntrega"] == NONE

    problems = {told[story]["numeroDaOrdemDeCompra"] for story in ("returned", "refused")}
    found = causes(shop, ended)
    assert {number for number, key in found.items() if key == "delivery.problem"} == problems
    group = next(group for group in shop.services.pending.groups() if group.cause == "delivery.problem")
    assert len(group.ids) == 2 and group.next_at is None

    before = writes(sandbox)
    for trigger in (Trigger.PERSON, Trigger.SCHEDULE):
        assert run(shop, "check_deliveries", trigger).state is RunState.SUCCEEDED
    assert writes(sandbox) == before


@pytest.mark.parametrize("kind", KINDS)
def test_parcels_of_other_carriers_are_not_asked_about(
    sandbox: Sandbox, shop: Application, kind: str
) -> None:
    connect(shop, sandbox, kind)
    order = ship(sandbox, "Transportes Rápidos", 0, "delivered", CODES[kind](1))
    ended = run(shop, "check_deliveries")
    assert (ended.state, ended.tally.read) == (RunState.SUCCEEDED, 0)
    assert now(sandbox, order)["dataEntrega"] == NONE
    assert not [name for name in sandbox.get("state?part=counters") if name.startswith(f"{kind} ")]


@pytest.mark.parametrize("kind", KINDS)
def test_a_wrong_key_ends_the_run_and_writes_nothing(sandbox: Sandbox, shop: Application, kind: str) -> None:
    connect(shop, sandbox, kind)
    manifest = Registry().manifest(kind)
    values = shop.services.connections.find(manifest.name).values
    shop.services.connections.update(manifest.name, values, dict.fromkeys(manifest.secret_keys, "errada"))
    ship(sandbox, manifest.name, 0, "delivered", CODES[kind](1))
    before = writes(sandbox)
    ended = run(shop, "check_deliveries")
    assert (ended.state, ended.error_key) == (RunState.FAILED, "http.credentials")
    assert writes(sandbox) == before


def test_a_jadlog_parcel_known_only_by_its_invoice_is_followed(sandbox: Sandbox, shop: Application) -> None:
    connect(shop, sandbox, "jadlog")
    coming = ship(sandbox, "Jadlog .Package", 0, "transit")
    arrived = ship(sandbox, "JADLOG", 1, "delivered")
    assert coming["codigoRastreamento"] == "" and coming["numeroNotaFiscal"]
    run(shop, "check_deliveries")
    assert now(sandbox, coming)["dataPrevista"] == expected_of("jadlog")
    assert now(sandbox, arrived)["dataEntrega"] == f"{POSTED_LOCAL + timedelta(hours=108):%Y-%m-%d}"
    before = writes(sandbox)
    run(shop, "check_deliveries")
    assert writes(sandbox) == before


def test_without_a_cnpj_an_invoice_alone_is_nobody_s(sandbox: Sandbox, shop: Application) -> None:
    connect(shop, sandbox, "jadlog", cnpj="")
    order = ship(sandbox, "Jadlog", 0, "delivered")
    assert run(shop, "check_deliveries").tally.read == 0
    assert now(sandbox, order)["dataEntrega"] == NONE


def test_what_the_erp_calls_jadlog_is_followed_through_melhorenvio(
    sandbox: Sandbox, shop: Application
) -> None:
    connect(shop, sandbox, "melhorenvio", references="Melhor Envio, Jadlog")
    order = ship(sandbox, "Jadlog .Package", 0, "delivered", CODES["jadlog"](1))
    run(shop, "check_deliveries")
    assert now(sandbox, order)["dataEntrega"] != NONE


def test_the_label_of_a_parcel_is_looked_for_once_over_all_runs(sandbox: Sandbox, shop: Application) -> None:
    connect(shop, sandbox, "melhorenvio")
    for place in range(4):
        ship(sandbox, "Melhor Envio", place, "transit", CODES["melhorenvio"](place + 1))
    for _ in range(3):
        assert run(shop, "check_deliveries").state is RunState.SUCCEEDED
    counters = sandbox.get("state?part=counters")
    assert (counters["melhorenvio GET"], counters["melhorenvio READ"]) == (1, 3)


def test_each_carrier_is_asked_about_its_own_where_a_shop_has_them_all(
    sandbox: Sandbox, shop: Application
) -> None:
    orders = {}
    for place, kind in enumerate(KINDS):
        add_connection(shop, sandbox, kind, Registry().manifest(kind).name)
        orders[kind] = ship(sandbox, Registry().manifest(kind).name, place, "out", CODES[kind](place + 1))
    shop.services.tasks.create("update_logistics_status", "Loja", None, {})
    run(shop, "update_logistics_status")
    assert {now(sandbox, order)["situacaoSecundaria"] for order in orders.values()} == {"8"}
    counters = sandbox.get("state?part=counters")
    asked = {"correios": "correios GET", "melhorenvio": "melhorenvio READ", "jadlog": "jadlog READ"}
    assert {kind: counters[name] for kind, name in asked.items()} == dict.fromkeys(KINDS, 1)
