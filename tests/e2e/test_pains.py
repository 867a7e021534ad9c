"""What users of such software suffer (see docs/reliability.md), each tried against the sandbox.

The number of a test is that of the pain.
"""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from ecco_desktop.app import Application
from ecco_desktop.domain.runs import RunState, Trigger
from ecco_desktop.services.pending import Solution
from tests.support import Sandbox, install_all, lines, run, running_sandbox, stories, wanted, writes


@pytest.fixture(scope="module")
def shared() -> Iterator[Sandbox]:
    with running_sandbox("--orders", "30", "--products", "60", "--past", "16") as made:
        yield made


def imported(sandbox: Sandbox) -> set[str]:
    return set(sandbox.get("checks")["orders"])


def sold(sandbox: Sandbox) -> dict[str, dict[str, Any]]:
    woo = sandbox.get("state?part=woocommerce")
    rows = [*woo["products"].values(), *woo["variations"].values()]
    return {row["sku"]: row for row in rows if row["sku"] and row["type"] != "variable"}


def test_pain_01_one_bad_order_does_not_stop_the_rest(sandbox: Sandbox, shop: Application) -> None:
    run(shop, "import_orders")
    assert wanted(sandbox) <= imported(sandbox)
    waiting = sum(len(group.records) for group in shop.services.pending.groups())
    assert waiting == len(sandbox.get("state?part=woocommerce.bad_orders"))


def test_pain_02_more_orders_than_a_page_and_some_that_come_meanwhile(tmp_path: Path) -> None:
    with running_sandbox("--orders", "230", "--products", "40", "--latency-ms", "5") as sandbox:
        application = install_all(tmp_path, sandbox)
        task = next(v.task for v in application.services.tasks.list() if v.task.automation == "import_orders")
        application.runner.request(task.id, Trigger.PERSON)
        while not imported(sandbox):
            assert application.runner.state(task.id)
        for _ in range(5):
            sandbox.shop("new_order")
        assert application.runner.wait_idle(120)
        run(application, "import_orders", Trigger.SCHEDULE)
        assert imported(sandbox) == wanted(sandbox)
        application.close()


def test_pain_03_nothing_is_acknowledged_before_it_is_done(sandbox: Sandbox, shop: Application) -> None:
    sandbox.post("faults", match="POST /eccosys/api/pedidos", rate_500=1, seed=1)
    before = writes(sandbox)
    failed = run(shop, "import_orders")
    sandbox.post("faults")
    assert failed.state in (RunState.FAILED, RunState.WITH_WARNINGS)
    assert {key: count for key, count in writes(sandbox).items() if key.startswith("woo")} == {
        key: count for key, count in before.items() if key.startswith("woo")
    }
    run(shop, "import_orders")
    assert wanted(sandbox) <= imported(sandbox)
    assert sandbox.get("checks")["duplicates"] == []


def test_pain_04_a_finished_order_is_never_pushed_back(sandbox: Sandbox, shop: Application) -> None:
    run(shop, "import_orders")
    store_id, order = stories(sandbox)["picking"]
    sandbox.shop("set_order_status", id=store_id, status="completed")
    for automation in ("sync_order_status", "sync_cancelled_orders", "check_pending_payments"):
        run(shop, automation)
        sandbox.shop("set_erp_status", id=order["id"], situacao="0")
    assert sandbox.get(f"state?part=woocommerce.orders.{store_id}")["status"] == "completed"
    assert sandbox.get("checks")["went_back"] == []


def test_pain_05_paid_before_it_was_seen(sandbox: Sandbox, shop: Application) -> None:
    order = sandbox.shop("new_order", status="pending")
    sandbox.shop("pay_order", id=order["id"])
    run(shop, "sync_order_status")
    run(shop, "check_pending_payments")
    run(shop, "import_orders")
    assert order["number"] in imported(sandbox)


def test_pain_06_two_programs_at_once_on_one_shop(sandbox: Sandbox, tmp_path: Path) -> None:
    install_all(tmp_path, sandbox).close()
    hello = sandbox.hello
    keys = {
        "ECCO_SECRET_TOKEN": hello["eccosys"]["token"],
        "ECCO_SECRET_CONSUMER_KEY": hello["woocommerce"]["consumer_key"],
        "ECCO_SECRET_CONSUMER_SECRET": hello["woocommerce"]["consumer_secret"],
    }
    command = [sys.executable, "-m", "ecco_desktop", "run", "1", "--data-dir", str(tmp_path)]
    both = [
        subprocess.Popen(command, env=os.environ | keys, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        for _ in range(2)
    ]
    for process in both:
        process.wait(timeout=120)
    assert wanted(sandbox) <= imported(sandbox)
    assert sandbox.get("checks")["duplicates"] == []


def test_pain_07_one_export_never_sets_the_shop_to_zero(sandbox: Sandbox, shop: Application) -> None:
    for product in sandbox.get("state?part=eccosys.products").values():
        if product["codigo"] != "DUP-0001":
            sandbox.shop("set_erp_stock", codigo=product["codigo"], estoqueReal=0, reservado=0)
    before = writes(sandbox)
    first = run(shop, "sync_stock")
    assert (first.state, first.error_key) == (RunState.FAILED, "brake.stock")
    assert writes(sandbox) == before


def test_pain_08_no_negative_quantity_and_no_unknown_as_zero(sandbox: Sandbox, shop: Application) -> None:
    erp = sandbox.get("state?part=eccosys.products").values()
    gtin = next(p["gtin"] for p in erp if p.get("sem_disponivel"))

    def shown() -> Any:
        rows = sandbox.get("state?part=woocommerce.products").values()
        return next(row["stock_quantity"] for row in rows if row["global_unique_id"] == gtin)

    kept = shown()
    run(shop, "sync_stock")
    assert all(row["stock_quantity"] is None or row["stock_quantity"] >= 0 for row in sold(sandbox).values())
    assert shown() == kept


def test_pain_09_a_time_out_never_takes_stock_twice(sandbox: Sandbox, tmp_path: Path) -> None:
    application = install_all(tmp_path, sandbox, timeout=1)
    run(application, "import_orders")
    sandbox.post("faults", match="batch", rate_timeout=0.5, timeout_seconds=1.5, seed=4)
    run(application, "sync_stock")
    sandbox.post("faults")
    run(application, "sync_stock")
    assert sandbox.get("checks")["stock_differences"] == []
    application.close()


def test_pain_10_what_waiting_orders_hold_is_not_sold_again(sandbox: Sandbox, shop: Application) -> None:
    run(shop, "import_orders")
    run(shop, "sync_stock")
    # The sandbox counts what the store sold and the ERP does not have: bad orders, unpaid ones on hold.
    assert sandbox.get("checks")["stock_differences"] == []
    sent = [c for c in shop.services.history.changes(2) if c.detail.get("pedidos_na_loja", "0") != "0"]
    assert sent, "no item was held back"
    row = sent[0].detail
    assert int(row["enviado"]) == max(0, int(row["disponivel"]) - int(row["pedidos_na_loja"]))


def test_pain_12_why_a_product_does_not_go_is_told(sandbox: Sandbox, shop: Application) -> None:
    told = lines(shop, run(shop, "sync_stock"))
    assert {"stock.no_erp_product", "stock.no_code", "stock.ambiguous", "stock.unknown"} <= set(told)


def test_pain_13_a_run_that_was_stopped_goes_on_and_does_not_begin_anew(
    sandbox: Sandbox, shop: Application
) -> None:
    once = [{"path": "POST .*variations/batch", "kind": "cut", "times": 99}]
    sandbox.post("faults", once=once)
    run(shop, "sync_stock")
    sandbox.post("faults")
    before = sandbox.get("state?part=counters")["stock written"]
    run(shop, "sync_stock")
    after = sandbox.get("state?part=counters")["stock written"]
    again = run(shop, "sync_stock")
    assert again.tally.updated == 0
    assert 0 < after - before < len(sold(sandbox))


def test_pain_16_each_automation_writes_only_its_own_fields(sandbox: Sandbox, shop: Application) -> None:
    before = sold(sandbox)
    run(shop, "sync_stock")
    after = sold(sandbox)
    own = {"stock_quantity", "manage_stock", "date_modified_gmt"}
    for sku, row in after.items():
        changed = {name for name in row if row[name] != before[sku][name]}
        assert changed <= own, sku
    run(shop, "push_prices")
    own = {"regular_price", "sale_price", "date_modified_gmt"}
    for sku, row in sold(sandbox).items():
        assert {name for name in row if row[name] != after[sku][name]} <= own, sku


def test_pain_23_failures_are_on_one_list_with_a_way_to_solve_each(
    sandbox: Sandbox, shop: Application
) -> None:
    run(shop, "import_orders")
    groups = shop.services.pending.groups()
    carrier = next(group for group in groups if group.cause == "order.carrier")
    # Two orders without one carrier link are one group with one solution.
    assert (len(carrier.records), carrier.solution) == (2, Solution.LINK_CARRIER)
    store = shop.services.connections.find("Loja")
    shop.services.links.link_carrier(store, "Transportadora do Zé", "Jadlog")
    run(shop, "import_orders", Trigger.SCHEDULE)
    assert "order.carrier" not in {group.cause for group in shop.services.pending.groups()}


def test_pain_23_a_record_can_be_tried_at_once_or_ignored_for_good(
    sandbox: Sandbox, shop: Application
) -> None:
    run(shop, "import_orders")
    group = next(group for group in shop.services.pending.groups() if group.cause == "order.no_items")
    assert shop.services.pending.retry(group.ids) == 1
    assert shop.services.pending.groups()
    assert shop.services.pending.ignore(group.ids) == 1
    run(shop, "import_orders")
    assert "order.no_items" not in {group.cause for group in shop.services.pending.groups()}


def test_pain_25_parcels_are_asked_about_in_few_calls_and_not_every_five_minutes(
    sandbox: Sandbox, shop: Application
) -> None:
    for _ in range(3):
        run(shop, "check_deliveries", Trigger.SCHEDULE)
    assert sandbox.get("state?part=counters")["correios GET"] == 1


def test_the_timeline_tells_an_order_s_story_on_both_sides(
    sandbox: Sandbox, shop: Application, tmp_path: Path
) -> None:
    for automation in ("import_orders", "check_deliveries", "sync_order_status", "send_deliveries"):
        run(shop, automation)
    _, order = stories(sandbox)["invoiced_delivered"]
    number = order["numeroDaOrdemDeCompra"]
    told = [moment.text for moment in shop.services.reports.timeline(number)]
    assert any("data de entrega" in text for text in told)
    assert any("situação na loja: Processando → Concluído" in text for text in told)
    assert [m.at for m in shop.services.reports.timeline(number)] == sorted(
        m.at for m in shop.services.reports.timeline(number)
    )
    made = next(
        number
        for number in wanted(sandbox)
        if number not in {s[1]["numeroDaOrdemDeCompra"] for s in stories(sandbox).values()}
    )
    erp = next(
        row
        for row in sandbox.get("state?part=eccosys.orders").values()
        if row["numeroDaOrdemDeCompra"] == made
    )
    assert shop.services.reports.timeline(erp["numeroPedido"]) == shop.services.reports.timeline(made)
    assert shop.services.reports.export_timeline(tmp_path / "t.csv", number) == len(told)


def test_the_stock_history_keeps_the_arithmetic_and_is_exported(
    sandbox: Sandbox, shop: Application, tmp_path: Path
) -> None:
    ended = run(shop, "sync_stock")
    rows = shop.services.reports.stock_history(limit=1000)
    assert len(rows) == ended.tally.updated
    one = rows[0]
    assert {r.sku for r in shop.services.reports.stock_history(sku=one.sku)} >= {one.sku}
    assert shop.services.reports.export_stock(tmp_path / "s.csv") == len(rows)
    text = (tmp_path / "s.csv").read_text(encoding="utf-8-sig")
    assert text.splitlines()[0].startswith("Data e hora;Loja;SKU;Antes;Enviado")
    assert sandbox.get("checks") and one.available
