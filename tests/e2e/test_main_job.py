"""The main job through the real connectors, judged by the sandbox's own state."""

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from ecco_desktop.domain.runs import RunState, Trigger
from tests.platforms import PLATFORMS, Facts
from tests.support import Sandbox, causes, install, run, running_sandbox, writes

BAD = {
    "carrier": "order.carrier",
    "unknown_sku": "order.product",
    "no_code": "order.line_gone",
    "no_items": "order.no_items",
    "total": "order.totals",
    "cpf": "order.document_invalid",
    "no_document": "order.document_missing",
    "unreadable": "order.unreadable",
    "no_date": "order.unreadable",
    "doubled_sku": "order.product_twice",
    "address": "order.address",
}


@pytest.fixture(scope="module", params=sorted(PLATFORMS))
def shared(request: pytest.FixtureRequest) -> Iterator[Sandbox]:
    with running_sandbox("--store", request.param) as sandbox:
        yield sandbox


def facts_of(sandbox: Sandbox) -> Facts:
    return PLATFORMS[sandbox.hello["store"]]


def importable(sandbox: Sandbox) -> dict[str, Any]:
    """The store orders a shop that takes paid ones only must get into its ERP."""
    woo = sandbox.get("state?part=woocommerce")
    return {
        order["number"]: order
        for order in woo["orders"].values()
        if order["status"] in facts_of(sandbox).imports
        and order["payment_method"] != "cod"
        and str(order["id"]) not in woo["bad_orders"]
    }


def assert_all_imported(sandbox: Sandbox) -> None:
    wanted, erp = importable(sandbox), sandbox.get("state?part=eccosys.orders")
    assert sandbox.get("checks")["duplicates"] == []
    assert {order["numeroDaOrdemDeCompra"] for order in erp.values()} == set(wanted)
    for order in erp.values():
        items = sum(Decimal(item["quantidade"]) * Decimal(item["valor"]) for item in order["_Itens"])
        discount = Decimal(order["desconto"].replace(".", "").replace(",", "."))
        total = items - discount + Decimal(order["frete"])
        assert total == Decimal(order["totalVenda"])
        assert total == Decimal(wanted[order["numeroDaOrdemDeCompra"]]["total"])
        assert all(item["idProduto"] != "0" for item in order["_Itens"])
        assert order["idTransportador"] != "0" and order["idVinculoTransportadora"] != "0"


def test_orders_come_in_and_stock_goes_out(sandbox: Sandbox, tmp_path: Path) -> None:
    application = install(tmp_path, sandbox)
    imported = run(application, "import_orders")
    assert imported.state is RunState.WITH_WARNINGS
    assert_all_imported(sandbox)
    bad = sandbox.get("state?part=woocommerce.bad_orders")
    expected = BAD | dict(facts_of(sandbox).bad)
    assert causes(application, imported) == {number: expected[reason] for number, reason in bad.items()}
    assert imported.tally.created == len(importable(sandbox))

    sent = run(application, "sync_stock")
    assert sandbox.get("checks")["stock_differences"] == []
    assert causes(application, sent) == {"DUP-0001": "stock.ambiguous"}

    before = writes(sandbox)
    again, stock_again = run(application, "import_orders"), run(application, "sync_stock")
    assert (again.tally.created, again.tally.updated) == (0, 0)
    assert (stock_again.tally.created, stock_again.tally.updated) == (0, 0)
    assert writes(sandbox) == before
    application.close()


def test_every_send_is_kept_with_its_arithmetic(sandbox: Sandbox, tmp_path: Path) -> None:
    application = install(tmp_path, sandbox)
    sent = run(application, "sync_stock")
    rows = application.services.history.changes(sent.id, limit=10000)
    assert len(rows) == sent.tally.updated > 100
    for row in rows:
        worked = row.detail
        available = int(worked["fisico"]) - int(worked["reservado"])
        # Orders that are not in yet are counted before anything is sent.
        left = available - int(worked["seguranca"]) - int(worked["pedidos_na_loja"])
        assert int(row.after) == max(0, left)
        assert row.before != row.after
    application.close()


def test_a_carrier_link_lets_the_waiting_orders_in(sandbox: Sandbox, tmp_path: Path) -> None:
    application = install(tmp_path, sandbox)
    run(application, "import_orders")
    store = application.services.connections.find("Loja")
    assert application.services.links.references_waiting(store) == ["Transportadora do Zé"]
    application.services.links.link_carrier(store, "Transportadora do Zé", "Jadlog")
    again = run(application, "import_orders", Trigger.SCHEDULE)
    assert again.tally.created == 2
    assert application.services.links.references_waiting(store) == []
    application.close()


def test_an_order_mended_in_the_store_comes_in_before_its_turn(sandbox: Sandbox, tmp_path: Path) -> None:
    application = install(tmp_path, sandbox)
    run(application, "import_orders")
    bad = sandbox.get("state?part=woocommerce.bad_orders")
    number = next(number for number, reason in bad.items() if reason == "carrier")
    sandbox.shop("edit_order", id=number, shipping_method="PAC")
    again = run(application, "import_orders", Trigger.SCHEDULE)
    assert again.tally.created == 1
    assert sandbox.get("checks")["orders"][number]["count"] == 1
    application.close()


def test_an_unpaid_order_comes_in_when_it_is_paid(sandbox: Sandbox, tmp_path: Path) -> None:
    application = install(tmp_path, sandbox)
    run(application, "import_orders")
    waiting = sandbox.shop("new_order", status="pending")
    assert run(application, "import_orders", Trigger.SCHEDULE).tally.created == 0
    sandbox.shop("pay_order", id=waiting["id"])
    assert run(application, "import_orders", Trigger.SCHEDULE).tally.created == 1
    application.close()


def test_other_rules_read_the_past_again(sandbox: Sandbox, tmp_path: Path) -> None:
    application = install(tmp_path, sandbox)
    run(application, "import_orders")
    before = len(sandbox.get("checks")["orders"])
    view = next(v for v in application.services.tasks.list() if v.task.automation == "import_orders")
    application.services.tasks.edit(view.task.id, view.task.recurrence, {"which": "all"})
    assert run(application, "import_orders", Trigger.SCHEDULE).tally.created > 0
    assert len(sandbox.get("checks")["orders"]) > before
    application.close()


def test_what_another_program_imported_is_linked_and_not_doubled(sandbox: Sandbox, tmp_path: Path) -> None:
    first = install(tmp_path / "a", sandbox)
    run(first, "import_orders")
    first.close()
    second = install(tmp_path / "b", sandbox)
    again = run(second, "import_orders")
    assert again.tally.created == 0
    assert again.tally.unchanged == len(importable(sandbox))
    assert_all_imported(sandbox)
    second.close()


def test_bad_luck_changes_nothing_in_the_end(sandbox: Sandbox, tmp_path: Path) -> None:
    application = install(tmp_path, sandbox, timeout=1)
    sandbox.post(
        "faults", rate_429=0.10, rate_500=0.05, rate_cut=0.02, rate_timeout=0.004, timeout_seconds=1.5,
        retry_after=0, seed=11,
    )  # fmt: skip
    run(application, "import_orders")
    run(application, "sync_stock")
    sandbox.post("faults")
    # A platform that answers one record a call meets so much of it that a run may give up for now.
    for automation in ("import_orders", "sync_stock"):
        assert run(application, automation).state is RunState.WITH_WARNINGS
    assert_all_imported(sandbox)
    assert sandbox.get("checks")["stock_differences"] == []
    application.close()


@pytest.mark.parametrize(
    ("fault", "path", "key"),
    [
        ("html", "eccosys/api/estoques", "http.not_json"),
        ("maintenance", "woocommerce", "woo.maintenance"),
        ("plain_permalinks", "woocommerce", "woo.permalinks"),
        ("deactivated", "woocommerce", "woo.deactivated"),
    ],
)
def test_the_reason_of_a_failure_is_told(tmp_path: Path, fault: str, path: str, key: str) -> None:
    with running_sandbox("--products", "20", "--orders", "0") as sandbox:
        application = install(tmp_path, sandbox)
        sandbox.post("faults", match=path, **{f"rate_{fault}": 1})
        ended = run(application, "sync_stock")
        assert (ended.state, ended.error_key) == (RunState.FAILED, key)
        application.close()


def test_stop_ends_a_run_at_once_and_the_next_goes_on(tmp_path: Path) -> None:
    with running_sandbox("--latency-ms", "60") as sandbox:
        application = install(tmp_path, sandbox)
        task = next(v.task for v in application.services.tasks.list() if v.task.automation == "import_orders")
        began = application.runner.request(task.id, Trigger.PERSON)
        while len(sandbox.get("checks")["orders"]) < 5:
            assert application.services.history.run(began.id)
        application.services.tasks.stop(task.id)
        assert application.runner.wait_idle(2.0), "Parar took longer than two seconds"
        stopped = application.services.history.run(began.id)
        assert stopped and stopped.state is RunState.CANCELLED
        so_far = len(sandbox.get("checks")["orders"])
        assert 5 <= so_far < len(importable(sandbox))
        ended = run(application, "import_orders")
        assert ended.tally.created >= len(importable(sandbox)) - so_far - 1
        assert_all_imported(sandbox)
        application.close()
