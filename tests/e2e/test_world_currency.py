"""A shop that sells in dollars: nothing of it is taken for reais, on every store platform."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from ecco_desktop.domain.runs import RunState
from tests.platforms import PLATFORMS
from tests.support import Sandbox, causes, install_all, lines, run, running_sandbox


@pytest.fixture(scope="module", params=sorted(PLATFORMS))
def shared(request: pytest.FixtureRequest) -> Iterator[Sandbox]:
    with running_sandbox("--store", request.param, "--orders", "6", "--products", "30") as made:
        yield made


def test_no_price_goes_out_and_no_order_comes_in(sandbox: Sandbox, tmp_path: Path) -> None:
    shop = install_all(tmp_path, sandbox)
    run(shop, "import_orders")
    sandbox.shop("set", currency="USD")
    order = sandbox.shop("new_order")
    assert causes(shop, run(shop, "import_orders"))[order["number"]] == "order.currency"
    known = sandbox.get("state?part=eccosys.orders").values()
    assert order["number"] not in {row["numeroDaOrdemDeCompra"] for row in known}
    products = sandbox.get("state?part=eccosys.products").values()
    code = next(line["sku"] for line in order["line_items"] if line["sku"])
    price = float(next(row["preco"] for row in products if row["codigo"] == code))
    sandbox.shop("change_erp_product", codigo=code, changes={"preco": f"{price + 1:.2f}"})
    before = sandbox.get("state?part=counters").get("price written", 0)
    ended = run(shop, "push_prices")
    assert ended.state is RunState.FAILED and "store.foreign_currency" in lines(shop, ended)
    assert sandbox.get("state?part=counters").get("price written", 0) == before
    shop.close()
