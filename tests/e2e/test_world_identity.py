"""Another shop behind the same ids, and ids given anew on either side: on every store platform.

Judged by the sandbox's own state, through the real connectors.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from ecco_desktop.app import Application
from ecco_desktop.domain.connections import Which
from ecco_desktop.domain.errors import SetupProblem
from ecco_desktop.domain.links import LinkKind
from ecco_desktop.domain.runs import RunState, Trigger
from tests.platforms import PLATFORMS, Facts
from tests.support import Sandbox, form_of, install_all, run, running_sandbox, writes

SIZE = ("--orders", "4", "--products", "30")


@pytest.fixture(scope="module", params=sorted(PLATFORMS))
def shared(request: pytest.FixtureRequest) -> Iterator[Sandbox]:
    with running_sandbox("--store", request.param, *SIZE) as made:
        yield made


@pytest.fixture(scope="module")
def neighbour(shared: Sandbox) -> Iterator[Sandbox]:
    """Another shop of the same platform, whose ids are the same and whose SKUs are not."""
    with running_sandbox("--store", shared.hello["store"], *SIZE) as made:
        yield made


@pytest.fixture
def other(neighbour: Sandbox) -> Sandbox:
    neighbour.post("reset")
    neighbour.shop("rename_skus", prefix="B-")
    return neighbour


@pytest.fixture
def shop(sandbox: Sandbox, tmp_path: Path) -> Iterator[Application]:
    application = install_all(tmp_path, sandbox)
    for automation in ("import_orders", "sync_stock", "push_prices"):
        run(application, automation)
    assert links(application)
    yield application
    application.close()


def links(shop: Application) -> dict[str, str]:
    loja = shop.services.connections.find("Loja")
    return dict(shop.storage.links.all(loja.id, LinkKind.PRODUCT))


def numbers(sandbox: Sandbox) -> dict[str, Any]:
    """SKU → quantity and price as the store shows them."""
    store = sandbox.get("state?part=woocommerce")
    rows = [*store["products"].values(), *store["variations"].values()]
    return {row["sku"]: (row["stock_quantity"], row["regular_price"]) for row in rows if row["sku"]}


def lead(shop: Application, sandbox: Sandbox, which: Which | None) -> None:
    values, secrets = form_of(sandbox, sandbox.hello["store"])
    shop.services.connections.update("Loja", values, secrets, which=which)


def recounted(sandbox: Sandbox) -> None:
    """Every product of the ERP has another number now."""
    sandbox.shop("count_anew", more=5)


def test_another_shop_gets_no_number_whatever_is_answered(
    shop: Application, sandbox: Sandbox, other: Sandbox, facts: Facts
) -> None:
    known, before = links(shop), numbers(other)
    recounted(sandbox)
    with pytest.raises(SetupProblem, match="which_shop"):
        lead(shop, other, None)
    assert links(shop) == known
    for which, left in ((Which.OTHER, {}), (Which.SAME, known)):
        lead(shop, other, which)
        assert links(shop) == left
        for automation in ("sync_stock", "push_prices"):
            for trigger in (Trigger.SCHEDULE, Trigger.PERSON):
                run(shop, automation, trigger)
        assert numbers(other) == before, facts.kind
        assert not {"stock written", "price written"} & writes(other).keys()
        # Back to the first: as another one its links return, as the same they were never gone.
        lead(shop, sandbox, which)
        assert links(shop) == known
    # A figure below the last one acknowledged waits for one run, then it goes.
    for _ in range(2):
        run(shop, "sync_stock")
    assert run(shop, "sync_stock").tally.updated == 0


@pytest.mark.parametrize("side", ["store", "erp"])
@pytest.mark.parametrize("automation", ["sync_stock", "push_prices"])
def test_where_ids_are_given_anew_no_product_gets_anothers_number(
    shop: Application, sandbox: Sandbox, facts: Facts, side: str, automation: str
) -> None:
    if (facts.kind, side) == ("vtex", "store"):
        pytest.skip("an account of VTEX is not installed anew: its SKU ids are given out once")
    sandbox.shop("ids_anew", side=side, by=3)
    recounted(sandbox)
    if automation == "push_prices":
        before = {sku: price for sku, (_, price) in numbers(sandbox).items()}
        run(shop, "push_prices")
        assert {sku: price for sku, (_, price) in numbers(sandbox).items()} == before
        assert "link.other_product" in causes(shop)
    # A figure below the last one acknowledged waits for one run, then it goes.
    run(shop, "sync_stock")
    ended = run(shop, "sync_stock")
    assert ended.state in (RunState.SUCCEEDED, RunState.WITH_WARNINGS)
    assert sandbox.get("checks")["stock_differences"] == []
    assert run(shop, "push_prices").tally.updated == 0
    left = [(g.automation, g.text) for g in shop.services.pending.groups() if g.cause == "link.other_product"]
    assert left == []


@pytest.mark.parametrize("side", ["store", "erp"])
def test_an_order_gets_its_own_product_where_ids_were_given_anew(
    shop: Application, sandbox: Sandbox, facts: Facts, side: str
) -> None:
    if (facts.kind, side) == ("vtex", "store"):
        pytest.skip("an account of VTEX is not installed anew: its SKU ids are given out once")
    run(shop, "import_orders")
    sandbox.shop("ids_anew", side=side, by=3)
    orders = [sandbox.shop("new_order") for _ in range(4)]
    run(shop, "import_orders")
    state = sandbox.get("state")
    products, made = state["eccosys"]["products"], state["eccosys"]["orders"].values()
    for order in orders:
        [there] = [row for row in made if row["numeroDaOrdemDeCompra"] == order["number"]]
        wanted = {line["sku"] for line in order["line_items"]}
        assert {products[str(item["idProduto"])]["codigo"] for item in there["_Itens"]} == wanted


def causes(shop: Application) -> set[str]:
    return {group.cause for group in shop.services.pending.groups()}
