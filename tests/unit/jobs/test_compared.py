"""A run that compared nothing where it compared something before is not green."""

import pytest

from ecco_desktop.domain.products import ErpProduct
from ecco_desktop.domain.runs import RunState
from tests.fakes.app import FakeShop
from tests.unit.jobs.test_sync_stock import level

ALL = ("sync_stock", "push_prices", "push_products", "check_stock_limits")


@pytest.mark.parametrize("automation", ALL)
def test_a_catalog_that_vanished_is_no_green_run(shop: FakeShop, automation: str) -> None:
    if automation != "sync_stock":
        shop.tasks.create(automation, "Loja", None, {})
    levels, catalog = [level("a", "S", 9, 8)], [ErpProduct("a", "S", "", "Camiseta", True)]
    shop.erp.levels, shop.erp.catalog = levels, catalog
    shop.store.add("1", "S", 3)
    shop.run("sync_stock")
    assert "run.compared_nothing" not in shop.keys(shop.run(automation))
    shop.erp.levels, shop.erp.catalog = [], []
    for _ in range(2):
        gone = shop.run(automation)
        assert gone.state is RunState.WITH_WARNINGS
        assert "run.compared_nothing" in shop.keys(gone)
    shop.erp.levels, shop.erp.catalog = levels, catalog
    assert "run.compared_nothing" not in shop.keys(shop.run(automation))


def test_a_shop_that_has_nothing_yet_is_told_nothing(shop: FakeShop) -> None:
    assert "run.compared_nothing" not in shop.keys(shop.run("sync_stock"))
