"""Catalog, prices, stock limits, the brake, simulation and giving back, on every store platform.

Judged by the sandbox's state.
"""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from ecco_desktop.app import Application
from ecco_desktop.domain.errors import SetupProblem
from ecco_desktop.domain.events import NoticeRaised
from ecco_desktop.domain.recurrence import Recurrence
from ecco_desktop.domain.runs import RunState, Trigger
from ecco_desktop.domain.tasks import Task
from tests.platforms import PLATFORMS, Facts
from tests.support import Sandbox, causes, lines, run, running_sandbox, start_once, writes


@pytest.fixture(scope="module", params=sorted(PLATFORMS))
def shared(request: pytest.FixtureRequest) -> Iterator[Sandbox]:
    with running_sandbox("--store", request.param, "--orders", "0", "--products", "60") as made:
        yield made


def task_of(shop: Application, automation: str) -> Task:
    return next(view.task for view in shop.services.tasks.list() if view.task.automation == automation)


def erp_product(sandbox: Sandbox, sku: str) -> dict[str, Any] | None:
    rows = sandbox.get("state?part=eccosys.products").values()
    return next((row for row in rows if row["codigo"] == sku), None)


def store_product(sandbox: Sandbox, sku: str) -> dict[str, Any] | None:
    woo = sandbox.get("state?part=woocommerce")
    rows = [*woo["products"].values(), *woo["variations"].values()]
    return next((row for row in rows if row["sku"] == sku), None)


def some_sku(sandbox: Sandbox) -> str:
    """A simple product that both sides have under one SKU."""
    rows = sandbox.get("state?part=woocommerce.products").values()
    return next(
        row["sku"]
        for row in rows
        if row["type"] == "simple" and row["sku"] and row["manage_stock"] and erp_product(sandbox, row["sku"])
    )


# -- installer --


def test_the_installer_brings_the_catalog_and_switches_itself_off(
    sandbox: Sandbox, shop: Application, facts: Facts
) -> None:
    with pytest.raises(SetupProblem, match="not_by_hand"):
        shop.services.tasks.start(task_of(shop, "install_catalog").id)
    ended = start_once(shop)
    assert ended.state is RunState.WITH_WARNINGS
    told = lines(shop, ended)
    assert {"install.images", "install.switched_off"} <= set(told)
    assert ("install.warehouse" if facts.warehouses else "install.no_warehouses") in told
    assert not task_of(shop, "install_catalog").active
    child = erp_product(sandbox, "NOVO-0001-P")
    assert child
    parent = sandbox.get(f"state?part=eccosys.products.{child['idProdutoMaster']}")
    # A platform whose products have no SKU of their own leaves the parent to be named by us.
    assert parent["codigo"] == "NOVO-0001" or (not facts.parent_skus and parent["codigo"].startswith("PAI-"))
    assert child["_options"] == {"Tamanho": "P"}
    assert (child["preco"], child["estoqueReal"]) == ("59.90", 0)
    missing = set(causes(shop, ended).values())
    assert "install.category_missing" in missing
    assert ("install.brand_missing" in missing) is facts.brands


def test_the_installer_goes_on_after_a_cut_and_doubles_nothing(sandbox: Sandbox, shop: Application) -> None:
    once = [{"path": "POST /eccosys/api/produtos$", "kind": "cut", "after": True, "times": 1}]
    sandbox.post("faults", once=once)
    first = start_once(shop)
    sandbox.post("faults")
    assert first.state in (RunState.WITH_WARNINGS, RunState.FAILED)
    again = start_once(shop)
    assert again.state in (RunState.SUCCEEDED, RunState.WITH_WARNINGS)
    rows = sandbox.get("state?part=eccosys.products").values()
    codes = [row["codigo"] for row in rows]
    assert codes.count("SO-NA-LOJA-1") == codes.count("NOVO-0001-P") == 1
    assert [row["nome"] for row in rows].count("Boné Praia 901") == 1


def test_what_the_installer_could_not_do_comes_in_later_by_itself(
    sandbox: Sandbox, shop: Application
) -> None:
    start_once(shop)
    row = sandbox.get("state?part=eccosys.brands")
    row.append({"id": 177380099, "nome": "Casa Boa"})
    state = sandbox.get("state?part=eccosys")
    state["brands"] = row
    sandbox.shop("set", eccosys=state)
    run(shop, "import_new_products")
    assert "install.brand_missing" not in {group.cause for group in shop.services.pending.groups()}


def test_the_installer_is_booked_and_begins_by_itself(sandbox: Sandbox, shop: Application) -> None:
    tasks, task = shop.services.tasks, task_of(shop, "install_catalog")
    tasks.deactivate(task.id)
    later = datetime.now(UTC) + timedelta(hours=3)
    tasks.activate(task.id, later)
    assert shop.scheduler.next_due(task.id) == later
    tasks.deactivate(task.id)
    assert shop.scheduler.next_due(task.id) is None
    tasks.activate(task.id)
    due = shop.scheduler.next_due(task.id)
    assert due and due <= datetime.now(UTC)
    with pytest.raises(SetupProblem, match="once"):
        tasks.set_recurrence(task.id, Recurrence(every_minutes=60))


def test_switching_cancellations_on_names_the_directions(sandbox: Sandbox, shop: Application) -> None:
    task = task_of(shop, "sync_cancelled_orders")
    view = next(view for view in shop.services.tasks.list() if view.task.id == task.id)
    assert "loja → ERP: desligada" in view.question and "nunca devolve dinheiro" in view.question
    assert task_of(shop, "push_prices") and not next(
        view.question for view in shop.services.tasks.list() if view.task.automation == "push_prices"
    )


def test_the_limits_of_the_brake_are_those_of_the_connection(sandbox: Sandbox, shop: Application) -> None:
    run(shop, "sync_stock")
    for product in sandbox.get("state?part=eccosys.products").values():
        if product["codigo"] != "DUP-0001":
            sandbox.shop("set_erp_stock", codigo=product["codigo"], estoqueReal=0, reservado=0)
    store = shop.services.connections.find("Loja")
    shop.services.connections.update("Loja", {**store.values, "brake_zero_percent": "100"}, {})
    done = run(shop, "sync_stock")
    assert done.state in (RunState.SUCCEEDED, RunState.WITH_WARNINGS)
    assert sandbox.get("checks")["stock_differences"] == []


# -- new products --


def test_new_products_are_linked_by_sku_then_gtin_else_created(sandbox: Sandbox, shop: Application) -> None:
    blank = next(
        row for row in sandbox.get("state?part=woocommerce.products").values()
        if row["type"] == "simple" and not row["sku"] and row["global_unique_id"]
    )  # fmt: skip
    ended = run(shop, "import_new_products")
    assert ended.tally.created == 4
    created = sandbox.get("state?part=counters")["erp products created"]
    assert created == 4
    twin = [
        row
        for row in sandbox.get("state?part=eccosys.products").values()
        if row["gtin"] == blank["global_unique_id"]
    ]
    assert len(twin) == 1
    before = writes(sandbox)
    assert run(shop, "import_new_products").tally.created == 0
    assert writes(sandbox) == before


def test_ambiguous_and_nameless_products_wait_and_come_in_when_mended(
    sandbox: Sandbox, shop: Application
) -> None:
    ended = run(shop, "import_new_products")
    assert {"product.ambiguous", "product.no_code"} <= set(causes(shop, ended).values())
    rows = sandbox.get("state?part=eccosys.products")
    twins = [row for row in rows.values() if row["codigo"] == "DUP-0001"]
    state = sandbox.get("state?part=eccosys")
    state["products"][twins[0]["id"]]["situacao"] = "I"
    sandbox.shop("set", eccosys=state)
    sandbox.shop("change_erp_product", codigo="SO-NO-ERP-1", changes={})
    run(shop, "import_new_products")
    assert "product.ambiguous" not in {group.cause for group in shop.services.pending.groups()}


# -- pushing products --


def test_products_are_made_in_the_store_with_parent_and_variations(
    sandbox: Sandbox, shop: Application, facts: Facts
) -> None:
    start_once(shop)
    ended = run(shop, "push_products")
    child = store_product(sandbox, "NOVA-0001-P")
    assert child
    parent = sandbox.get(f"state?part=woocommerce.products.{child['parent_id']}")
    assert parent["sku"] == ("NOVA-0001" if facts.parent_skus else "")
    assert parent["attributes"][0]["options"] == ["P", "M"]
    assert (child["regular_price"], child["stock_quantity"], child["manage_stock"]) == ("119.90", 0, True)
    simple = store_product(sandbox, "SO-NO-ERP-2")
    assert simple and simple["status"] == "draft"
    # Not marked for sale on-line: stays inside.
    assert store_product(sandbox, "SO-NO-ERP-1") is None
    assert ended.tally.created == 4
    before = writes(sandbox)
    again = run(shop, "push_products")
    assert (again.tally.created, again.tally.updated) == (0, 0) and writes(sandbox) == before


def test_only_what_changed_is_sent_and_the_store_keeps_its_own(sandbox: Sandbox, shop: Application) -> None:
    start_once(shop)
    run(shop, "push_products")
    sku = some_sku(sandbox)
    sandbox.shop("change_store_product", sku=sku, changes={"categories": [201]})
    sandbox.shop("change_erp_product", codigo=sku, changes={"nome": "Outro nome"})
    before = writes(sandbox)
    ended = run(shop, "push_products")
    row = store_product(sandbox, sku)
    assert row and row["name"] == "Outro nome" and 201 in row["categories"]
    assert ended.tally.updated == 1
    # The name, and the categories with the store's own among them; each counts by itself.
    after = writes(sandbox)
    assert after["product written"] == before["product written"] + 2
    assert (after.get("price written"), after.get("stock written")) == (
        before.get("price written"),
        before.get("stock written"),
    )


def test_a_product_made_inactive_is_hidden_and_shown_again(sandbox: Sandbox, shop: Application) -> None:
    start_once(shop)
    run(shop, "push_products")
    sku = some_sku(sandbox)
    sandbox.shop("change_erp_product", codigo=sku, changes={"situacao": "I"})
    run(shop, "push_products")
    assert store_product(sandbox, sku)["status"] == "draft"  # type: ignore[index]
    sandbox.shop("change_erp_product", codigo=sku, changes={"situacao": "A"})
    run(shop, "push_products")
    assert store_product(sandbox, sku)["status"] == "publish"  # type: ignore[index]


def test_a_product_the_owner_hid_stays_hidden(sandbox: Sandbox, shop: Application) -> None:
    start_once(shop)
    sku = some_sku(sandbox)
    sandbox.shop("change_store_product", sku=sku, changes={"status": "draft"})
    run(shop, "push_products")
    sandbox.shop("change_erp_product", codigo=sku, changes={"nome": "Outro nome"})
    run(shop, "push_products")
    row = store_product(sandbox, sku)
    assert row and (row["name"], row["status"]) == ("Outro nome", "draft")


def test_two_products_with_one_sku_and_a_moved_variation_wait(sandbox: Sandbox, shop: Application) -> None:
    start_once(shop)
    ended = run(shop, "push_products")
    assert causes(shop, ended)["DUP-0001"] == "product.sku_twice"
    children = [
        row for row in sandbox.get("state?part=eccosys.products").values()
        if row["idProdutoMaster"] != "0" and store_product(sandbox, row["codigo"])
    ]  # fmt: skip
    child = children[0]
    other = next(
        row["idProdutoMaster"] for row in children if row["idProdutoMaster"] != child["idProdutoMaster"]
    )
    sandbox.shop("change_erp_product", codigo=child["codigo"], changes={"idProdutoMaster": other})
    assert causes(shop, run(shop, "push_products"))[child["codigo"]] == "product.moved"


def test_refused_fields_are_told_one_by_one_and_the_rest_goes(sandbox: Sandbox, shop: Application) -> None:
    start_once(shop)
    run(shop, "push_products")
    sku = some_sku(sandbox)
    sandbox.shop("set", refused_fields=["weight"])
    sandbox.shop("change_erp_product", codigo=sku, changes={"nome": "Outro nome", "peso": "0.900"})
    ended = run(shop, "push_products")
    assert causes(shop, ended)[sku] == "store.product_refused"
    row = store_product(sandbox, sku)
    assert row and row["name"] == "Outro nome" and row["weight"] != "0.9"
    sandbox.shop("set", refused_fields=[])
    run(shop, "push_products")
    assert store_product(sandbox, sku)["weight"] == "0.9"  # type: ignore[index]


def test_a_lost_answer_makes_no_second_product(sandbox: Sandbox, shop: Application, facts: Facts) -> None:
    start_once(shop)
    once = [{"path": facts.creates, "kind": "cut", "after": True, "times": 1}]
    sandbox.post("faults", once=once)
    run(shop, "push_products")
    sandbox.post("faults")
    run(shop, "push_products")
    names = [row["name"] for row in sandbox.get("state?part=woocommerce.products").values()]
    assert names.count("Sandália Serra 903") == names.count("Kit presente 902") == 1


# -- prices --


def price_differences(sandbox: Sandbox) -> list[str]:
    state = sandbox.get("state")
    rows = [*state["woocommerce"]["products"].values(), *state["woocommerce"]["variations"].values()]
    found = []
    for product in state["eccosys"]["products"].values():
        row = next((r for r in rows if r["sku"] == product["codigo"] and r["type"] != "variable"), None)
        if row is None or product["codigo"] == "DUP-0001":
            continue
        promoted = float(product["precoDe"]) > float(product["preco"])
        wanted = (product["precoDe"], product["preco"]) if promoted else (product["preco"], "")
        if (row["regular_price"], row["sale_price"]) != wanted:
            found.append(product["codigo"])
    return found


def test_prices_and_promotions_reach_the_store(sandbox: Sandbox, shop: Application) -> None:
    run(shop, "sync_stock")
    assert price_differences(sandbox)
    run(shop, "push_prices")
    assert price_differences(sandbox) == []
    before = writes(sandbox)
    assert run(shop, "push_prices").tally.updated == 0 and writes(sandbox) == before


def test_a_missing_price_is_never_zero(sandbox: Sandbox, shop: Application) -> None:
    run(shop, "sync_stock")
    sku = some_sku(sandbox)
    was = store_product(sandbox, sku)
    sandbox.shop("change_erp_product", codigo=sku, changes={"preco": "0.00"})
    ended = run(shop, "push_prices")
    assert "price.unknown" in lines(shop, ended)
    assert store_product(sandbox, sku)["regular_price"] == was["regular_price"]  # type: ignore[index]


def test_a_price_run_undone_gives_back_what_was_not_changed_since(
    sandbox: Sandbox, shop: Application
) -> None:
    run(shop, "sync_stock")
    before = {sku: (row["regular_price"], row["sale_price"]) for sku, row in _priced(sandbox).items()}
    sent = run(shop, "push_prices")
    changed = [change.key for change in shop.services.history.changes(sent.id)]
    sandbox.shop("change_store_product", sku=changed[0], changes={"regular_price": "1.23", "sale_price": ""})
    began = shop.services.tasks.undo(sent.id)
    assert shop.runner.wait_idle(60)
    undone = shop.services.history.run(began.id)
    assert undone and undone.state is RunState.SUCCEEDED
    after = {sku: (row["regular_price"], row["sale_price"]) for sku, row in _priced(sandbox).items()}
    assert after.pop(changed[0]) == ("1.23", "")
    assert after == {sku: price for sku, price in before.items() if sku != changed[0]}
    assert undone.tally.skipped == 1
    assert not task_of(shop, "push_prices").active


def _priced(sandbox: Sandbox) -> dict[str, dict[str, Any]]:
    woo = sandbox.get("state?part=woocommerce")
    rows = [*woo["products"].values(), *woo["variations"].values()]
    return {row["sku"]: row for row in rows if row["sku"] and row["type"] != "variable"}


def test_stock_undone_gives_back_the_quantities(sandbox: Sandbox, shop: Application) -> None:
    before = {sku: row["stock_quantity"] for sku, row in _priced(sandbox).items()}
    sent = run(shop, "sync_stock")
    shop.services.tasks.undo(sent.id)
    assert shop.runner.wait_idle(60)
    after = {sku: row["stock_quantity"] for sku, row in _priced(sandbox).items()}
    unmanaged = {sku for sku, quantity in before.items() if quantity is None}
    assert {sku: after[sku] for sku in after if sku not in unmanaged} == {
        sku: quantity for sku, quantity in before.items() if sku not in unmanaged
    }


def test_what_cannot_be_undone_says_so(sandbox: Sandbox, shop: Application) -> None:
    ended = run(shop, "import_new_products")
    with pytest.raises(SetupProblem, match=r"undo\.not_possible"):
        shop.services.tasks.undo(ended.id)
    with pytest.raises(SetupProblem, match=r"undo\.unknown"):
        shop.services.tasks.undo(999)


# -- brake --


def test_a_run_that_would_zero_a_third_of_the_stock_waits_for_a_person(
    sandbox: Sandbox, shop: Application
) -> None:
    run(shop, "sync_stock")
    rows = [
        p for p in sandbox.get("state?part=eccosys.products").values() if p["estoqueReal"] > p["reservado"]
    ]
    for product in rows[: len(rows) // 3 + 1]:
        sandbox.shop("set_erp_stock", codigo=product["codigo"], estoqueReal=0, reservado=0)
    before = writes(sandbox)
    held = run(shop, "sync_stock")
    assert (held.state, held.error_key) == (RunState.FAILED, "brake.stock")
    assert writes(sandbox) == before
    again = run(shop, "sync_stock", Trigger.SCHEDULE)
    assert again.error_key == "brake.stock" and writes(sandbox) == before

    simulated = shop.services.tasks.simulate([task_of(shop, "sync_stock").id])
    assert shop.runner.wait_idle(60)
    pretended = shop.services.history.run(simulated[0][1].id)
    assert pretended and pretended.state is RunState.WITH_WARNINGS and writes(sandbox) == before

    assert shop.services.tasks.confirm_brake(task_of(shop, "sync_stock").id) > 0
    done = run(shop, "sync_stock", Trigger.SCHEDULE)
    assert done.state in (RunState.SUCCEEDED, RunState.WITH_WARNINGS)
    assert sandbox.get("checks")["stock_differences"] == []
    with pytest.raises(SetupProblem, match="not_held"):
        shop.services.tasks.confirm_brake(task_of(shop, "sync_stock").id)


def test_prices_that_move_too_much_wait_for_a_person(sandbox: Sandbox, shop: Application) -> None:
    run(shop, "sync_stock")
    run(shop, "push_prices")
    for product in list(sandbox.get("state?part=eccosys.products").values())[:30]:
        cheap = f"{float(product['preco']) / 10:.2f}"
        if product["codigo"] != "DUP-0001":
            sandbox.shop(
                "change_erp_product", codigo=product["codigo"], changes={"preco": cheap, "precoDe": cheap}
            )
    before = writes(sandbox)
    held = run(shop, "push_prices")
    assert (held.error_key, writes(sandbox)) == ("brake.price", before)
    shop.services.tasks.confirm_brake(task_of(shop, "push_prices").id)
    run(shop, "push_prices")
    assert price_differences(sandbox) == []


# -- limits --


def test_stock_below_its_minimum_is_reported_and_told_once(sandbox: Sandbox, shop: Application) -> None:
    notices: list[str] = []
    shop.events.subscribe(lambda e: notices.append(e.key) if isinstance(e, NoticeRaised) else None)
    sku = some_sku(sandbox)
    sandbox.shop("set_erp_stock", codigo=sku, estoqueReal=1, reservado=0)
    before = writes(sandbox)
    ended = run(shop, "check_stock_limits")
    assert ended.state is RunState.WITH_WARNINGS and notices == ["limit.notice"]
    finding = next(row for row in shop.services.reports.limits() if row.sku == sku)
    assert (finding.verdict, finding.available, finding.limit) == ("below", "1", "2")
    run(shop, "check_stock_limits")
    assert notices == ["limit.notice"]
    sandbox.shop("set_erp_stock", codigo=sku, estoqueReal=50, reservado=0)
    run(shop, "check_stock_limits")
    assert sku not in {row.sku for row in shop.services.reports.limits()}
    assert writes(sandbox) == before
