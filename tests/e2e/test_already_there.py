"""Which ERP order is already there, against the sandbox, whatever the account tells of its orders."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from ecco_desktop.app import Application
from tests.support import Sandbox, add_connection, install, run, running_sandbox

NUMBER = "2026112701"
OTHER_BUYER = "39053344705"
NOTE = "observacaoInterna"
# What an account may leave out, and where: from all told to nothing that proves anything.
TOLD: dict[str, dict[str, Any]] = {
    "all": {},
    "note in single reads": {"untold": {"look_up": [NOTE], "list": [NOTE]}},
    "no note": {"untold": {where: [NOTE] for where in ("look_up", "list", "single")}},
    "buyer in the look-up": {
        "untold": {where: [NOTE] for where in ("look_up", "list", "single")},
        "told_buyer": ["look_up"],
        "no_contacts": True,
    },
}
NOTHING = {
    "untold": {where: [NOTE] for where in ("look_up", "list", "single")},
    "no_contacts": True,
}


@pytest.fixture(scope="module", params=["woocommerce", "nuvemshop", "vtex"])
def shared(request: pytest.FixtureRequest) -> Iterator[Sandbox]:
    with running_sandbox("--store", request.param, "--orders", "0", "--products", "20") as sandbox:
        yield sandbox


@pytest.fixture
def shop(tmp_path: Path, sandbox: Sandbox) -> Iterator[Application]:
    application = install(tmp_path / "data", sandbox)
    yield application
    application.close()


def sold(sandbox: Sandbox) -> dict[str, Any]:
    """A paid order; VTEX chooses its number itself."""
    chosen = {} if sandbox.hello["store"] == "vtex" else {"number": NUMBER}
    order: dict[str, Any] = sandbox.shop("new_order", **chosen)
    return order


def erp_orders(sandbox: Sandbox) -> dict[str, dict[str, Any]]:
    found: dict[str, dict[str, Any]] = sandbox.get("state?part=eccosys")["orders"]
    return found


def causes(application: Application) -> list[str]:
    return [group.cause for group in application.services.pending.groups()]


def document(order: dict[str, Any]) -> str:
    return str(order["billing"].get("cnpj") or order["billing"]["cpf"])


@pytest.mark.parametrize("told", TOLD)
def test_a_new_data_folder_knows_its_orders_again(
    tmp_path: Path, sandbox: Sandbox, shop: Application, told: str
) -> None:
    sandbox.shop("set", **TOLD[told])
    sold(sandbox)
    assert run(shop, "import_orders").tally.created == 1
    anew = install(tmp_path / "anew", sandbox)
    ended = run(anew, "import_orders")
    assert (ended.tally.created, ended.tally.unchanged, causes(anew)) == (0, 1, [])
    assert len(erp_orders(sandbox)) == 1
    anew.close()


@pytest.mark.parametrize("told", ["all", "note in single reads"])
def test_an_order_edited_since_is_known_by_its_mark_and_told(
    tmp_path: Path, sandbox: Sandbox, shop: Application, told: str
) -> None:
    sandbox.shop("set", **TOLD[told])
    order = sold(sandbox)
    run(shop, "import_orders")
    sandbox.shop("edit_lines", id=order["id"], quantity=6)
    anew = install(tmp_path / "anew", sandbox)
    for _ in range(2):
        run(anew, "import_orders")
        assert causes(anew) == ["order.changed_after"]
    assert len(erp_orders(sandbox)) == 1
    anew.close()


def test_where_nothing_is_told_a_person_is_asked(tmp_path: Path, sandbox: Sandbox, shop: Application) -> None:
    sandbox.shop("set", **NOTHING)
    sold(sandbox)
    run(shop, "import_orders")
    anew = install(tmp_path / "anew", sandbox)
    for _ in range(2):
        run(anew, "import_orders")
        assert causes(anew) == ["order.perhaps_there"]
    [group] = anew.services.pending.groups()
    anew.services.pending.answer(group.ids[0], same=True)
    assert run(anew, "import_orders").tally.unchanged == 1
    assert (causes(anew), len(erp_orders(sandbox))) == ([], 1)
    anew.close()


@pytest.mark.parametrize("told", TOLD)
def test_another_stores_order_of_the_same_number_and_total_is_never_ours(
    sandbox: Sandbox, shop: Application, told: str
) -> None:
    sandbox.shop("set", **TOLD[told])
    order = sold(sandbox)
    sandbox.shop("erp_order", number=order["number"], total=order["total"], document=OTHER_BUYER)
    run(shop, "import_orders")
    assert causes(shop) == ["order.number_taken"]
    [group] = shop.services.pending.groups()
    shop.services.pending.answer(group.ids[0], same=False)
    assert run(shop, "import_orders").tally.created == 1
    assert (causes(shop), len(erp_orders(sandbox))) == ([], 2)


@pytest.mark.parametrize("number", ["B-{0}", "{0}-1"])
@pytest.mark.parametrize("alike", [False, True])
def test_what_only_resembles_is_not_there(
    sandbox: Sandbox, shop: Application, number: str, alike: bool
) -> None:
    sandbox.shop("set", alike=alike)
    order = sold(sandbox)
    sandbox.shop(
        "erp_order", number=number.format(order["number"]), total=order["total"], document=OTHER_BUYER
    )
    assert run(shop, "import_orders").tally.created == 1
    assert run(shop, "import_orders").tally.created == 0
    assert (causes(shop), len(erp_orders(sandbox))) == ([], 2)


@pytest.mark.parametrize("told", [*TOLD, "nothing"])
def test_a_lost_answer_makes_no_second_order(
    tmp_path: Path, sandbox: Sandbox, shop: Application, told: str
) -> None:
    sandbox.shop("set", **TOLD.get(told, NOTHING))
    sold(sandbox)
    sandbox.post("faults", once=[{"path": "^POST .*/pedidos", "kind": "cut", "times": 1, "after": True}])
    run(shop, "import_orders")
    sandbox.post("faults")
    for _ in range(2):
        run(shop, "import_orders")
    assert len(erp_orders(sandbox)) == 1
    assert causes(shop) == (["order.perhaps_there"] if told == "nothing" else [])


def test_a_profile_with_two_stores_without_prefix_switches_on_one(
    tmp_path: Path, sandbox: Sandbox, shop: Application
) -> None:
    add_connection(shop, sandbox, sandbox.hello["store"], "Outra")
    made = shop.services.tasks.create("import_orders", "Outra", None, {"prefix": "B-"})
    # As an earlier version let it be.
    shop.storage.tasks.update(replace(made, options={}))
    shop.services.profile.export(tmp_path / "profile.json", "segredo longo")
    anew = install(tmp_path / "anew", sandbox)
    report = anew.services.profile.load(tmp_path / "profile.json", "segredo longo")
    tasks = [view.task for view in anew.services.tasks.list() if view.task.automation == "import_orders"]
    assert [task.active for task in tasks] == [True, False]
    assert report.meeting == (tasks[1].name,)
    anew.close()
