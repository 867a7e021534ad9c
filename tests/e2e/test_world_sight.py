"""What was sold is held until the ERP has it, and what is in stays in sight: on every store platform.

Judged by the sandbox's own state, through the real connectors.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from ecco_desktop.app import Application
from ecco_desktop.domain.orders import OrderStatus
from ecco_desktop.domain.runs import Trigger
from tests.platforms import PLATFORMS, Facts
from tests.support import Sandbox, install_all, lines, run, running_sandbox

FROM_STORE = {"from_store": "yes", "to_store": "no"}
WOO = "woocommerce"


@pytest.fixture(scope="module", params=sorted(PLATFORMS))
def shared(request: pytest.FixtureRequest) -> Iterator[Sandbox]:
    with running_sandbox("--store", request.param, "--orders", "6", "--products", "30") as made:
        yield made


@pytest.fixture
def shop(sandbox: Sandbox, tmp_path: Path) -> Iterator[Application]:
    application = install_all(tmp_path, sandbox, sync_cancelled_orders=FROM_STORE)
    run(application, "import_orders")
    run(application, "sync_stock")
    yield application
    application.close()


@pytest.fixture
def woo(shop: Application, facts: Facts) -> Application:
    if facts.kind != WOO:
        pytest.skip("what only WooCommerce knows: trash, statuses of plug-ins, edited lines told")
    return shop


def offered(sandbox: Sandbox) -> dict[str, int]:
    """SKU → what a buyer can order; what is sold beyond the stock is as good as none."""
    store = sandbox.get("state?part=woocommerce")
    rows = [*store["products"].values(), *store["variations"].values()]
    return {row["sku"]: max(0, row["stock_quantity"]) for row in rows if row["manage_stock"] is True}


def available(sandbox: Sandbox) -> dict[str, int]:
    """SKU → what the ERP has left."""
    rows = sandbox.get("state?part=eccosys.products").values()
    return {row["codigo"]: max(0, row["estoqueReal"] - row["reservado"]) for row in rows}


def sold(sandbox: Sandbox, status: str = "processing") -> dict[str, Any]:
    found: dict[str, Any] = sandbox.shop("new_order", status=status)
    return found


def erp_of(sandbox: Sandbox, order: dict[str, Any]) -> dict[str, Any] | None:
    rows = sandbox.get("state?part=eccosys.orders").values()
    return next((row for row in rows if row["numeroDaOrdemDeCompra"] == order["number"]), None)


def waiting(shop: Application) -> dict[str, str]:
    return {
        record.record_id: group.cause for group in shop.services.pending.groups() for record in group.records
    }


def restocked(sandbox: Sandbox, sku: str, more: int) -> None:
    """The ERP gets more of a product: its stock goes up in the store, too."""
    row = next(row for row in sandbox.get("state?part=eccosys.products").values() if row["codigo"] == sku)
    counted = {"estoqueReal": row["estoqueReal"] + more, "reservado": row["reservado"]}
    sandbox.shop("set_erp_stock", codigo=sku, **counted)


@pytest.mark.parametrize("trigger", [Trigger.SCHEDULE, Trigger.PERSON])
def test_nothing_sold_between_two_imports_is_offered_again(
    sandbox: Sandbox, shop: Application, trigger: Trigger
) -> None:
    orders = [sold(sandbox) for _ in range(5)]
    skus = {line["sku"] for order in orders for line in order["line_items"]} & set(offered(sandbox))
    before = offered(sandbox)
    run(shop, "sync_stock", trigger)
    now = offered(sandbox)
    assert skus and {sku: now[sku] for sku in skus if now[sku] > before[sku]} == {}
    for sku in skus:
        restocked(sandbox, sku, 5)
    run(shop, "sync_stock", trigger)
    now = offered(sandbox)
    assert all(now[sku] <= before[sku] + 5 for sku in skus)
    run(shop, "import_orders", trigger)
    run(shop, "sync_stock", Trigger.PERSON)
    run(shop, "sync_stock", Trigger.PERSON)
    now, left = offered(sandbox), available(sandbox)
    assert {sku: now[sku] for sku in skus} == {sku: left[sku] for sku in skus}


def test_a_status_of_a_plugin_waits_and_keeps_its_units(sandbox: Sandbox, woo: Application) -> None:
    order = sold(sandbox)
    before = offered(sandbox)
    sandbox.shop("set_order_status", id=order["id"], status="em-separacao")
    run(woo, "import_orders")
    assert waiting(woo)[str(order["id"])] == "order.status_unknown"
    run(woo, "sync_stock")
    assert all(offered(sandbox)[line["sku"]] <= before[line["sku"]] for line in order["line_items"])
    store = woo.services.connections.find("Loja")
    assert woo.services.links.statuses_seen(store) == ["em-separacao"]
    woo.services.links.set_status(store, "em-separacao", OrderStatus.PICKING)
    run(woo, "import_orders", Trigger.SCHEDULE)
    assert erp_of(sandbox, order) is not None
    assert str(order["id"]) not in waiting(woo)


@pytest.mark.parametrize("deed", ["edit_lines", "edit_address", "refund_order"])
def test_an_order_edited_after_its_import_waits(sandbox: Sandbox, woo: Application, deed: str) -> None:
    order = sold(sandbox)
    run(woo, "import_orders")
    run(woo, "sync_stock")
    given = {"edit_lines": {"quantity": 9}, "edit_address": {"street": "Rua Nova, 5"}}
    sandbox.shop(deed, id=order["id"], **given.get(deed, {"amount": "1.00"}))
    after = offered(sandbox)
    run(woo, "import_orders", Trigger.SCHEDULE)
    assert waiting(woo)[str(order["id"])] == "order.changed_after"
    for _ in range(2):
        run(woo, "sync_stock")
    assert all(offered(sandbox)[line["sku"]] <= after[line["sku"]] for line in order["line_items"])


@pytest.mark.parametrize("deed", ["edit_lines", "edit_address"])
def test_an_edit_that_changes_no_status_is_seen(
    sandbox: Sandbox, shop: Application, facts: Facts, deed: str
) -> None:
    """VTEX tells of it in no feed: the order is looked at once a day, and when a person asks."""
    order = sold(sandbox)
    run(shop, "import_orders")
    sandbox.shop(
        deed, id=order["id"], **{"edit_lines": {"quantity": 9}, "edit_address": {"street": "Rua X, 5"}}[deed]
    )
    run(shop, "import_orders", Trigger.PERSON)
    assert waiting(shop)[str(order["id"])] == "order.changed_after"


def test_an_order_in_the_trash_is_cancelled_in_the_erp(sandbox: Sandbox, woo: Application) -> None:
    order = sold(sandbox)
    run(woo, "import_orders")
    run(woo, "sync_cancelled_orders")
    sandbox.shop("trash_order", id=order["id"])
    run(woo, "sync_cancelled_orders", Trigger.SCHEDULE)
    known = erp_of(sandbox, order)
    assert known is not None and known["situacao"] == "2"


def test_an_order_deleted_after_its_import_waits(sandbox: Sandbox, shop: Application) -> None:
    order = sold(sandbox)
    run(shop, "import_orders")
    assert erp_of(sandbox, order) is not None
    sandbox.shop("delete_order", id=order["id"])
    run(shop, "import_orders")
    assert set(waiting(shop).values()) >= {"order.deleted_after"}


def test_an_unpaid_order_that_is_deleted_holds_nothing(
    sandbox: Sandbox, shop: Application, facts: Facts
) -> None:
    order = sold(sandbox, "on-hold")
    run(shop, "import_orders")
    sandbox.shop("delete_order", id=order["id"])
    ended = run(shop, "import_orders")
    assert "order.released" in lines(shop, ended)
    for _ in range(2):
        run(shop, "sync_stock")
    skus = {line["sku"] for line in order["line_items"]}
    now, left = offered(sandbox), available(sandbox)
    assert {sku: now[sku] for sku in skus} == {sku: left[sku] for sku in skus}


def test_refunded_after_its_import_waits_or_is_cancelled_by_the_map(
    sandbox: Sandbox, shop: Application, facts: Facts
) -> None:
    order = sold(sandbox)
    run(shop, "import_orders")
    run(shop, "sync_cancelled_orders")
    sandbox.shop("refund_order", id=order["id"])
    run(shop, "import_orders", Trigger.SCHEDULE)
    over = "order.over_after" in waiting(shop).values()
    # VTEX knows no refunded orders: such a one is cancelled there.
    assert over is (facts.kind != "vtex")
    store = shop.services.connections.find("Loja")
    shop.services.links.set_status(store, facts.words["refunded"], OrderStatus.CANCELLED)
    run(shop, "sync_cancelled_orders", Trigger.SCHEDULE)
    known = erp_of(sandbox, order)
    assert known is not None and known["situacao"] == "2"
    run(shop, "import_orders")
    assert "order.over_after" not in waiting(shop).values()


def test_a_paid_order_put_back_is_not_said_to_be_paid(sandbox: Sandbox, shop: Application) -> None:
    order = sold(sandbox)
    run(shop, "import_orders")
    sandbox.shop("set_order_status", id=order["id"], status="pending")
    run(shop, "sync_order_status", Trigger.SCHEDULE)
    run(shop, "sync_order_status", Trigger.PERSON)
    assert sandbox.get(f"state?part=woocommerce.orders.{order['id']}")["status"] == "pending"


def test_the_cut_off_day_is_told_to_the_store(sandbox: Sandbox, tmp_path: Path, facts: Facts) -> None:
    whole = install_all(tmp_path / "whole", sandbox, sync_cancelled_orders=FROM_STORE)
    read = run(whole, "import_orders").tally.read
    whole.close()
    cut = install_all(tmp_path / "cut", sandbox, sync_cancelled_orders=FROM_STORE)
    view = next(view for view in cut.services.tasks.list() if view.task.automation == "import_orders")
    cut.services.tasks.edit(view.task.id, view.task.recurrence, {"since": "2090-01-01"})
    # VTEX has no list of what is wanted but the first one: its last three days are always compared.
    assert run(cut, "import_orders").tally.read < read or facts.kind == "vtex"
    cut.close()
