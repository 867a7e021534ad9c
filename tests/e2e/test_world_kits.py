"""A kit sold in the store, through the real connectors: its parts come in once, and leave the stock once."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from ecco_desktop.domain.runs import Trigger
from tests.support import Sandbox, install_all, run, running_sandbox


@pytest.fixture(scope="module", params=["vtex", "woocommerce"])
def shared(request: pytest.FixtureRequest) -> Iterator[Sandbox]:
    with running_sandbox("--store", request.param, "--orders", "6", "--products", "30") as made:
        yield made


def test_a_kit_is_its_parts_on_both_sides(sandbox: Sandbox, tmp_path: Path) -> None:
    shop = install_all(tmp_path, sandbox)
    run(shop, "import_orders")
    run(shop, "sync_stock")
    sold: dict[str, Any] = sandbox.shop("new_order", kit=True)
    run(shop, "sync_stock")
    run(shop, "import_orders")
    for _ in range(2):
        run(shop, "sync_stock", Trigger.PERSON)
    found = [
        row
        for row in sandbox.get("state?part=eccosys.orders").values()
        if row["numeroDaOrdemDeCompra"] == sold["number"]
    ]
    assert len(found) == 1 and float(found[0]["totalVenda"]) == float(sold["total"])
    units: dict[str, float] = {}
    for item in found[0]["_Itens"]:
        units[item["codigo"]] = units.get(item["codigo"], 0) + float(item["quantidade"])
    parts = sold["line_items"][1:]
    assert parts and units == {line["sku"]: float(line["quantity"]) for line in parts}
    checks = sandbox.get("checks")
    differ = {row["sku"] for row in checks["stock_differences"]}
    assert not checks["duplicates"] and not differ & set(units)
    shop.close()
