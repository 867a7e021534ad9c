"""One order that the store or the ERP does not give by its id: it waits, and every other is done."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from ecco_desktop.app import Application
from ecco_desktop.domain.runs import RunState, Trigger
from tests.platforms import PLATFORMS
from tests.support import Sandbox, install_all, run, running_sandbox

KINDS = ("500", "body:{}", "body:[null]")
BOTH = {"from_store": "yes", "to_store": "yes"}
OF_ORDERS = (
    "import_orders",
    "sync_order_status",
    "update_logistics_status",
    "send_deliveries",
    "sync_cancelled_orders",
    "check_pending_payments",
    "sync_stock",
)


@pytest.fixture(scope="module", params=sorted(PLATFORMS))
def shared(request: pytest.FixtureRequest) -> Iterator[Sandbox]:
    with running_sandbox("--store", request.param, "--orders", "6", "--products", "30") as made:
        yield made


@pytest.fixture
def shop(sandbox: Sandbox, tmp_path: Path) -> Iterator[Application]:
    application = install_all(tmp_path, sandbox, sync_cancelled_orders=BOTH)
    yield application
    application.close()


def waiting(shop: Application) -> set[str]:
    """The orders that wait; the sandbox has products that always do."""
    return {one.record_id for one in shop.storage.pending.waiting() if not one.cause.startswith("stock.")}


def erp_of(sandbox: Sandbox, order: dict[str, Any]) -> dict[str, Any]:
    rows: dict[str, dict[str, Any]] = sandbox.get("state?part=eccosys.orders")
    return next(row for row in rows.values() if row["numeroDaOrdemDeCompra"] == order["number"])


def silence(sandbox: Sandbox, kind: str, *paths: str) -> None:
    sandbox.post("faults", once=[{"path": path, "times": 10**6, "kind": kind} for path in paths])


def in_the_shop(shop: Application, sandbox: Sandbox, *statuses: str) -> list[dict[str, Any]]:
    """New orders, and every automation has looked at them."""
    made: list[dict[str, Any]] = [sandbox.shop("new_order", status=status) for status in statuses]
    for automation in ("import_orders", "sync_cancelled_orders", "sync_order_status"):
        run(shop, automation)
    return made


@pytest.mark.parametrize("kind", KINDS)
def test_an_order_that_the_erp_does_not_give(sandbox: Sandbox, shop: Application, kind: str) -> None:
    silent, good = in_the_shop(shop, sandbox, "processing", "processing")
    silence(sandbox, kind, f"GET .*/pedidos/{erp_of(sandbox, silent)['id']}$")
    for order in (silent, good):
        sandbox.shop("set_order_status", id=order["id"], status="cancelled")
    for automation in OF_ORDERS:
        assert run(shop, automation, Trigger.SCHEDULE).state is not RunState.FAILED, automation
    assert (erp_of(sandbox, good)["situacao"], erp_of(sandbox, silent)["situacao"]) == ("2", "0")
    assert waiting(shop) == {str(silent["id"])}
    sandbox.post("faults")
    run(shop, "sync_cancelled_orders")
    assert (erp_of(sandbox, silent)["situacao"], waiting(shop)) == ("2", set())


@pytest.mark.parametrize("kind", KINDS[:2])
def test_an_order_that_the_store_does_not_give(sandbox: Sandbox, shop: Application, kind: str) -> None:
    silent, good, unpaid = in_the_shop(shop, sandbox, "processing", "processing", "on-hold")
    silence(sandbox, kind, *(f"/orders/{order['id']}($|/)" for order in (silent, unpaid)))
    for order in (silent, good):
        sandbox.shop("invoice_order", id=erp_of(sandbox, order)["id"])
    later = sandbox.shop("new_order", status="processing")
    for automation in OF_ORDERS:
        assert run(shop, automation).state is not RunState.FAILED, automation
    assert erp_of(sandbox, later)
    assert str(silent["id"]) in waiting(shop)
    sandbox.post("faults")
    for automation in OF_ORDERS:
        run(shop, automation)
    assert waiting(shop) == set()
