"""Noise around every answer, strays among them, and a SKU in the trash, through whole runs."""

from collections.abc import Iterator

import pytest

from ecco_desktop.app import Application
from ecco_desktop.domain.runs import RunState
from tests.e2e.test_products_and_prices import erp_product, some_sku
from tests.support import Sandbox, causes, lines, run, running_sandbox, start_once


@pytest.fixture(scope="module")
def shared() -> Iterator[Sandbox]:
    with running_sandbox("--orders", "6", "--products", "20", "--past", "0") as made:
        yield made


def test_orders_and_stock_go_through_noise_once_each_and_it_is_told(
    sandbox: Sandbox, shop: Application
) -> None:
    sandbox.post("faults", rate_noise=0.9, rate_refused=0.02, seed=3)
    first = run(shop, "import_orders")
    assert run(shop, "sync_stock").state is not RunState.FAILED
    sandbox.post("faults")
    assert first.tally.created and run(shop, "import_orders").tally.created == 0
    assert sandbox.get("checks")["duplicates"] == [] == sandbox.get("checks")["stock_differences"]
    # Once for each side of the run.
    assert 1 <= lines(shop, first).count("http.noise") <= 2


def test_a_product_whose_sku_lies_in_the_trash_is_told_with_its_number(
    sandbox: Sandbox, shop: Application
) -> None:
    start_once(shop)
    donor = some_sku(sandbox)
    wanted = next(
        row["codigo"]
        for row in sandbox.get("state?part=eccosys.products").values()
        if row["nome"].startswith("Sandália")
    )
    assert erp_product(sandbox, wanted)
    own = sandbox.shop("change_store_product", sku=donor, changes={"sku": wanted, "status": "trash"})["id"]
    ended = run(shop, "push_products")
    assert causes(shop, ended)[wanted] == "woo.sku_in_trash"
    waiting = [one for one in shop.services.pending.groups() if one.cause == "woo.sku_in_trash"]
    assert waiting and f"nº {own}" in waiting[0].text
