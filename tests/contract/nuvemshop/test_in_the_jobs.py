"""What only Nuvemshop brings up in the automations, through the real connector and the sandbox's shop."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from ecco_desktop.app import Application
from ecco_desktop.domain.runs import RunState
from tests.support import Sandbox, install_all, lines, run, running_sandbox, start_once, stories

pytestmark = pytest.mark.sandbox


@pytest.fixture(scope="module")
def sandbox() -> Iterator[Sandbox]:
    with running_sandbox("--store", "nuvemshop", "--orders", "0", "--products", "60", "--past", "16") as made:
        yield made


@pytest.fixture
def shop(sandbox: Sandbox, tmp_path: Path) -> Iterator[Application]:
    sandbox.post("reset")
    application = install_all(tmp_path, sandbox)
    yield application
    application.close()


def test_what_a_parent_has_no_place_for_is_not_told_as_sent(sandbox: Sandbox, shop: Application) -> None:
    start_once(shop)
    ended = run(shop, "push_products")
    told = shop.services.history.log(ended.task_id, run_id=ended.id, limit=10000)
    parents = {
        row["sku"]
        for row in sandbox.get("state?part=woocommerce.products").values()
        if row["type"] == "variable"
    }
    assert parents
    assert not [line for line in told if line.key == "product.updated" and line.subject in parents]


def test_a_shipment_that_goes_on_by_its_code_is_no_conflict(sandbox: Sandbox, shop: Application) -> None:
    """The code makes of “embalado” an “enviado”; for the ERP both are one and the same."""
    run(shop, "import_orders")
    run(shop, "sync_order_status")
    store_id, _ = stories(sandbox)["invoiced_in_transit"]
    shipments = sandbox.get("state?part=nuvemshop.fulfilment")
    assert shipments[store_id]["status"] == "DISPATCHED"
    again = run(shop, "sync_order_status")
    assert "status.invoiced_kept" not in lines(shop, again)
    assert (again.state, again.tally.updated) == (RunState.SUCCEEDED, 0)
    assert sandbox.get("checks")["went_back"] == []


def test_a_missing_scope_ends_the_run_with_what_to_do(sandbox: Sandbox, shop: Application) -> None:
    run(shop, "import_orders")
    sandbox.shop("set", nuvemshop={"closed": {"fulfillment-orders": 403}})
    ended = run(shop, "sync_order_status")
    assert (ended.state, ended.error_key) == (RunState.FAILED, "nuvemshop.fulfilment_scope")
