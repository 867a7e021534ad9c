"""A way of sending is known by its own id, or by its title without promise and price: linked once."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from ecco_desktop.app import Application
from tests.support import Sandbox, install, run, running_sandbox

WORDINGS = ("PAC (Entrega em 12 dias úteis)", "PAC - 5 a 8 dias", "PAC R$ 22,90")


@pytest.fixture(scope="module", params=["woocommerce", "nuvemshop", "vtex"])
def shared(request: pytest.FixtureRequest) -> Iterator[Sandbox]:
    with running_sandbox("--store", request.param, "--orders", "0", "--products", "20") as sandbox:
        yield sandbox


@pytest.fixture
def shop(tmp_path: Path, sandbox: Sandbox) -> Iterator[Application]:
    application = install(tmp_path, sandbox, carriers=())
    yield application
    application.close()


def waiting(shop: Application) -> list[tuple[str, str]]:
    return list(shop.services.links.ways_waiting(shop.services.connections.find("Loja")))


def test_one_link_serves_every_wording_of_a_way(sandbox: Sandbox, shop: Application) -> None:
    for words in WORDINGS:
        sandbox.shop("new_order", shipping_method=words)
    run(shop, "import_orders")
    assert [len(group.records) for group in shop.services.pending.groups()] == [3]
    [(title, method)] = waiting(shop)
    assert (title in WORDINGS, method) == (True, "")
    store = shop.services.connections.find("Loja")
    shop.services.links.link_carrier(store, title, "Correios", "", method)
    assert run(shop, "import_orders").tally.created == 3
    sandbox.shop("new_order", shipping_method="PAC: 3 dias úteis após a postagem")
    sandbox.shop("new_order", shipping_method="SEDEX - 1 dia útil")
    assert run(shop, "import_orders").tally.created == 1
    assert waiting(shop) == [("SEDEX - 1 dia útil", "")]


def test_a_way_with_an_id_keeps_its_link_and_its_name_is_no_key(sandbox: Sandbox, shop: Application) -> None:
    if sandbox.hello["store"] == "vtex":
        # VTEX: what an order names is the method's id itself; there is no title beside it.
        sandbox.shop("new_order", shipping_method="PAC")
        run(shop, "import_orders")
        assert waiting(shop) == [("PAC", "")]
        return
    sandbox.shop("new_order", shipping_method="Entrega", shipping_way="flat_rate:3")
    sandbox.shop("new_order", shipping_method="Entrega", shipping_way="flat_rate:5")
    run(shop, "import_orders")
    first, second = sorted(waiting(shop))
    assert first[0] == second[0] == "Entrega" and first[1] != second[1]
    store = shop.services.connections.find("Loja")
    shop.services.links.link_carrier(store, *_carrier("Jadlog", first))
    assert run(shop, "import_orders").tally.created == 1
    assert waiting(shop) == [second]
    shop.services.links.link_carrier(store, *_carrier("Correios", second))
    sandbox.shop("new_order", shipping_method="Econômica (9 dias)", shipping_way="flat_rate:3")
    assert run(shop, "import_orders").tally.created == 2
    orders = sandbox.get("state?part=eccosys")["orders"].values()
    assert sorted(order["transportador"] for order in orders) == ["Correios", "Jadlog", "Jadlog"]


def _carrier(name: str, way: tuple[str, str]) -> tuple[str, str, str, str]:
    return way[0], name, "", way[1]


def test_a_profile_takes_links_along_by_title_and_by_id(
    tmp_path: Path, sandbox: Sandbox, shop: Application
) -> None:
    store = shop.services.connections.find("Loja")
    shop.services.links.link_carrier(store, "PAC", "Correios")
    shop.services.links.link_carrier(store, "Entrega", "Jadlog", "", "flat_rate:3")
    kept = shop.services.links.carrier_links(store)
    shop.services.profile.export(tmp_path / "profile.json")
    shop.services.links.unlink_carrier(store, "PAC")
    shop.services.links.unlink_carrier(store, "Entrega", "flat_rate:3")
    shop.services.profile.load(tmp_path / "profile.json")
    assert shop.services.links.carrier_links(store) == kept
