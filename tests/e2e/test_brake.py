"""The brake against the real connectors, on every store platform; judged by what was written outside."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from ecco_desktop.app import Application
from ecco_desktop.domain.runs import Run, RunState, Trigger
from tests.platforms import PLATFORMS
from tests.support import Sandbox, causes, install_all, run, running_sandbox, start_once, writes


@pytest.fixture(scope="module", params=sorted(PLATFORMS))
def shared(request: pytest.FixtureRequest) -> Iterator[Sandbox]:
    size = ("--orders", "40", "--products", "60")
    with running_sandbox("--store", request.param, *size) as made:
        yield made


@pytest.fixture
def shop(sandbox: Sandbox, tmp_path: Path) -> Iterator[Application]:
    both = {"from_store": "yes", "to_store": "yes"}
    application = install_all(tmp_path, sandbox, sync_cancelled_orders=both)
    yield application
    application.close()


def products(sandbox: Sandbox) -> list[dict[str, Any]]:
    """The ERP's rows that are not twice there."""
    rows: list[dict[str, Any]] = list(sandbox.get("state?part=eccosys.products").values())
    return [row for row in rows if row["codigo"] and row["codigo"] != "DUP-0001"]


def held_by(ended: Run) -> str:
    return ended.error_key if ended.state is RunState.FAILED else ""


def confirm(shop: Application, automation: str) -> int:
    view = next(view for view in shop.services.tasks.list() if view.task.automation == automation)
    return shop.services.tasks.confirm_brake(view.task.id)


def store_rows(sandbox: Sandbox) -> dict[str, dict[str, Any]]:
    woo = sandbox.get("state?part=woocommerce")
    rows = [*woo["products"].values(), *woo["variations"].values()]
    return {row["sku"]: row for row in rows if row["sku"]}


def test_stock_that_melts_is_held(sandbox: Sandbox, shop: Application) -> None:
    run(shop, "sync_stock")
    rows = [row for row in products(sandbox) if row["estoqueReal"] > row["reservado"]]
    ends: list[str] = []
    for first in range(0, len(rows), 4):
        for row in rows[first : first + 4]:
            sandbox.shop("set_erp_stock", codigo=row["codigo"], estoqueReal=0, reservado=0)
        ends.append(held_by(run(shop, "sync_stock", Trigger.SCHEDULE)))
        if ends[-1]:
            break
    assert len(ends) > 1 and ends[-1] == "brake.stock"
    left = sum(1 for row in store_rows(sandbox).values() if (row["stock_quantity"] or 0) > 0)
    assert left > len(rows) * 2 // 3
    before = writes(sandbox)
    assert held_by(run(shop, "sync_stock", Trigger.SCHEDULE)) and writes(sandbox) == before
    assert confirm(shop, "sync_stock") >= 5
    assert not held_by(run(shop, "sync_stock"))
    assert sandbox.get("checks")["stock_differences"] == []


def test_wrecked_names_and_weights_are_held(sandbox: Sandbox, shop: Application) -> None:
    start_once(shop)
    run(shop, "push_products")
    for number, row in enumerate(products(sandbox)):
        wreck = {"nome": f"#REF! {number}", "peso": "99.000"}
        sandbox.shop("change_erp_product", codigo=row["codigo"], changes=wreck)
    before = writes(sandbox)
    ended = run(shop, "push_products", Trigger.SCHEDULE)
    assert held_by(ended) == "brake.product" and writes(sandbox) == before
    assert confirm(shop, "push_products") >= 5
    assert not held_by(run(shop, "push_products"))
    assert writes(sandbox) != before


def test_many_cancelled_orders_are_held(sandbox: Sandbox, shop: Application) -> None:
    run(shop, "import_orders")
    run(shop, "sync_cancelled_orders")
    known = sandbox.get("state?part=eccosys.orders")
    waiting = [order["id"] for order in known.values() if order["situacao"] in ("-1", "0", "3")]
    assert len(waiting) > 8
    for order_id in waiting:
        sandbox.shop("set_erp_status", id=order_id, situacao="2")
    before = writes(sandbox)
    ended = run(shop, "sync_cancelled_orders", Trigger.SCHEDULE)
    assert held_by(ended) == "brake.cancel" and writes(sandbox) == before
    confirm(shop, "sync_cancelled_orders")
    assert not held_by(run(shop, "sync_cancelled_orders"))
    assert writes(sandbox) != before


def test_live_stock_is_not_set_to_the_zero_of_a_product_just_made(
    sandbox: Sandbox, shop: Application
) -> None:
    run(shop, "sync_stock")
    before = store_rows(sandbox)
    made = run(shop, "import_new_products")
    assert made.tally.created == 4
    new = {row["codigo"] for row in products(sandbox) if row["codigo"] in before and not row["estoqueReal"]}
    ended = run(shop, "sync_stock")
    after = store_rows(sandbox)
    waiting = {sku for sku, cause in causes(shop, ended).items() if cause == "stock.uncounted"}
    assert waiting and waiting <= new
    assert {sku: after[sku]["stock_quantity"] for sku in waiting} == {
        sku: before[sku]["stock_quantity"] for sku in waiting
    }
    some = min(waiting)
    sandbox.shop("set_erp_stock", codigo=some, estoqueReal=3, reservado=0)
    run(shop, "sync_stock", Trigger.SCHEDULE)
    assert store_rows(sandbox)[some]["stock_quantity"] == 3
