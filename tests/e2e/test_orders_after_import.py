"""What happens to orders after they came in: statuses, cancellations, payments, deliveries.

Every test judges by the sandbox's own state, through the real connectors, on every store platform.
"""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from ecco_desktop.app import Application
from ecco_desktop.domain.runs import RunState, Trigger
from tests.platforms import PLATFORMS, Facts
from tests.support import Sandbox, causes, install_all, lines, run, running_sandbox, stories, writes

BOTH = {"from_store": "yes", "to_store": "yes"}


@pytest.fixture(scope="module", params=sorted(PLATFORMS))
def shared(request: pytest.FixtureRequest) -> Iterator[Sandbox]:
    size = ("--orders", "24", "--products", "60", "--past", "16")
    with running_sandbox("--store", request.param, *size) as made:
        yield made


@pytest.fixture
def shop(sandbox: Sandbox, tmp_path: Path) -> Iterator[Application]:
    application = install_all(tmp_path, sandbox, sync_cancelled_orders=BOTH)
    run(application, "import_orders")
    yield application
    application.close()


def erp_order(sandbox: Sandbox, order: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = sandbox.get(f"state?part=eccosys.orders.{order['id']}")
    return found


def store_order(sandbox: Sandbox, store_id: str) -> dict[str, Any]:
    found: dict[str, Any] = sandbox.get(f"state?part=woocommerce.orders.{store_id}")
    return found


def writes_nothing(sandbox: Sandbox, shop: Application, automation: str) -> None:
    before = writes(sandbox)
    again = run(shop, automation)
    assert again.state in (RunState.SUCCEEDED, RunState.WITH_WARNINGS)
    assert (again.tally.created, again.tally.updated) == (0, 0)
    assert writes(sandbox) == before


# -- statuses --


def test_an_erp_order_that_waits_follows_the_store(sandbox: Sandbox, shop: Application) -> None:
    _, order = stories(sandbox)["paid_in_store"]
    run(shop, "sync_order_status")
    assert erp_order(sandbox, order)["situacao"] == "0"
    writes_nothing(sandbox, shop, "sync_order_status")


def test_a_store_order_that_goes_back_takes_the_erp_along_before_invoicing(
    sandbox: Sandbox, shop: Application, facts: Facts
) -> None:
    store_id, order = stories(sandbox)["picking"]
    run(shop, "sync_order_status")
    sandbox.shop("set_order_status", id=store_id, status="on-hold")
    run(shop, "sync_order_status", Trigger.SCHEDULE)
    assert erp_order(sandbox, order)["situacao"] == facts.statuses["on-hold"]
    sandbox.shop("set_erp_status", id=order["id"], situacao="3")
    run(shop, "sync_order_status", Trigger.SCHEDULE)
    # Picking is further than waiting, but the store would say that it was paid: only its people may.
    assert store_order(sandbox, store_id)["status"] == "on-hold"
    writes_nothing(sandbox, shop, "sync_order_status")


@pytest.mark.parametrize("story", ["invoiced", "delivered_in_erp", "invoiced_in_transit"])
@pytest.mark.parametrize("word", ["on-hold", "pending", "cancelled"])
def test_an_invoiced_order_never_goes_back(
    sandbox: Sandbox, shop: Application, story: str, word: str
) -> None:
    store_id, order = stories(sandbox)[story]
    run(shop, "sync_order_status")
    sandbox.shop("set_order_status", id=store_id, status=word)
    for automation in ("sync_order_status", "sync_cancelled_orders", "check_pending_payments"):
        ended = run(shop, automation, Trigger.SCHEDULE)
        assert erp_order(sandbox, order)["situacao"] == order["situacao"]
        expected = {"cancelled": "sync_cancelled_orders"}.get(word, "sync_order_status")
        if automation == expected:
            assert "status.invoiced_kept" in lines(shop, ended)


def test_an_order_invoiced_between_list_and_write_does_not_go_back(
    sandbox: Sandbox, shop: Application
) -> None:
    store_id, order = stories(sandbox)["picking"]
    run(shop, "sync_cancelled_orders")
    sandbox.shop("set_order_status", id=store_id, status="cancelled")
    sandbox.shop("invoice_order", id=order["id"])
    run(shop, "sync_cancelled_orders", Trigger.SCHEDULE)
    assert erp_order(sandbox, order)["situacao"] == "1"


def test_the_store_never_goes_back_by_the_erp(sandbox: Sandbox, shop: Application) -> None:
    store_id, order = stories(sandbox)["picking"]
    run(shop, "sync_order_status")
    sandbox.shop("set_order_status", id=store_id, status="completed")
    run(shop, "sync_order_status", Trigger.SCHEDULE)
    sandbox.shop("set_erp_status", id=order["id"], situacao="0")
    run(shop, "sync_order_status", Trigger.SCHEDULE)
    assert store_order(sandbox, store_id)["status"] == "completed"


def test_invoice_and_tracking_reach_the_store_once(sandbox: Sandbox, shop: Application, facts: Facts) -> None:
    store_id, order = stories(sandbox)["invoiced_in_transit"]
    run(shop, "sync_order_status")
    run(shop, "sync_order_status")
    state = sandbox.get("state")
    invoice = state["eccosys"]["nfes"][order["numeroNotaFiscal"]]
    assert facts.invoices(state, store_id) == [(invoice["numero"], invoice["chave_acesso"])]
    assert facts.codes(state, store_id) == [order["codigoRastreamento"]]
    writes_nothing(sandbox, shop, "sync_order_status")


def test_an_unmapped_word_and_an_unknown_erp_status_are_left_alone(
    sandbox: Sandbox, shop: Application
) -> None:
    store_id, order = stories(sandbox)["picking"]
    sandbox.shop("set_erp_status", id=order["id"], situacao="77")
    sandbox.shop("set_order_status", id=store_id, status="on-hold")
    run(shop, "sync_order_status")
    assert erp_order(sandbox, order)["situacao"] == "77"
    assert store_order(sandbox, store_id)["status"] == "on-hold"


def test_a_status_run_that_is_cut_loses_no_change(sandbox: Sandbox, shop: Application) -> None:
    _, order = stories(sandbox)["paid_in_store"]
    once = [{"path": "PUT /eccosys/api/pedidos", "kind": "cut", "times": 99}]
    sandbox.post("faults", once=once)
    ended = run(shop, "sync_order_status")
    assert ended.state in (RunState.FAILED, RunState.WITH_WARNINGS)
    assert any(record.label == order["numeroDaOrdemDeCompra"] for record in shop.storage.pending.waiting())
    sandbox.post("faults")
    run(shop, "sync_order_status")
    assert erp_order(sandbox, order)["situacao"] == "0"


# -- cancellations --


def test_a_cancellation_in_the_store_reaches_the_erp(sandbox: Sandbox, shop: Application) -> None:
    store_id, order = stories(sandbox)["picking"]
    run(shop, "sync_cancelled_orders")
    sandbox.shop("cancel_order", id=store_id)
    run(shop, "sync_cancelled_orders", Trigger.SCHEDULE)
    assert erp_order(sandbox, order)["situacao"] == "2"
    writes_nothing(sandbox, shop, "sync_cancelled_orders")


def test_a_cancellation_in_the_erp_reaches_the_store_and_refunds_nothing(
    sandbox: Sandbox, shop: Application
) -> None:
    store_id, _ = stories(sandbox)["cancelled_in_erp"]
    run(shop, "sync_cancelled_orders")
    cancelled = store_order(sandbox, store_id)
    assert (cancelled["status"], cancelled["refunds"]) == ("cancelled", [])
    writes_nothing(sandbox, shop, "sync_cancelled_orders")


def test_a_delivered_store_order_is_not_cancelled_by_the_erp(sandbox: Sandbox, shop: Application) -> None:
    store_id, _ = stories(sandbox)["cancelled_in_erp"]
    sandbox.shop("set_order_status", id=store_id, status="completed")
    ended = run(shop, "sync_cancelled_orders")
    assert store_order(sandbox, store_id)["status"] == "completed"
    assert "cancel.delivered_kept" in lines(shop, ended)


def test_without_a_direction_nothing_is_cancelled(sandbox: Sandbox, tmp_path: Path) -> None:
    application = install_all(tmp_path, sandbox)
    run(application, "import_orders")
    before = writes(sandbox)
    ended = run(application, "sync_cancelled_orders")
    assert lines(application, ended).count("cancel.no_direction") == 1
    assert writes(sandbox) == before
    application.close()


# -- payments --


def test_a_paid_order_is_opened_in_the_erp(sandbox: Sandbox, shop: Application) -> None:
    _, order = stories(sandbox)["paid_in_store"]
    ended = run(shop, "check_pending_payments")
    assert erp_order(sandbox, order)["situacao"] == "0"
    assert ended.tally.updated == 1
    writes_nothing(sandbox, shop, "check_pending_payments")


def test_an_order_that_died_in_the_store_is_told_once_and_left(sandbox: Sandbox, shop: Application) -> None:
    store_id, order = stories(sandbox)["paid_in_store"]
    sandbox.shop("set_order_status", id=store_id, status="failed")
    first = run(shop, "check_pending_payments")
    assert "payment.dead" in lines(shop, first)
    assert "payment.dead" not in lines(shop, run(shop, "check_pending_payments"))
    assert erp_order(sandbox, order)["situacao"] == "-1"


# -- deliveries --


def test_the_carrier_says_when_a_parcel_comes_and_when_it_came(sandbox: Sandbox, shop: Application) -> None:
    found = stories(sandbox)
    run(shop, "check_deliveries")
    local = datetime.now(UTC) - timedelta(hours=3)
    for story in ("invoiced_delivered", "invoiced_late_scan"):
        order = erp_order(sandbox, found[story][1])
        assert order["dataEntrega"] == f"{local - timedelta(days=6) + timedelta(hours=108):%Y-%m-%d}"
    moving = erp_order(sandbox, found["invoiced_in_transit"][1])
    assert moving["dataPrevista"] == f"{local + timedelta(days=2):%Y-%m-%d}"
    # A delivery that was taken back is none.
    assert erp_order(sandbox, found["invoiced_reversed"][1])["dataEntrega"] == "0000-00-00"
    writes_nothing(sandbox, shop, "check_deliveries")


def test_parcels_with_a_problem_wait_for_a_person(sandbox: Sandbox, shop: Application) -> None:
    found = stories(sandbox)
    ended = run(shop, "check_deliveries")
    wanted = {
        found[story][1]["numeroDaOrdemDeCompra"] for story in ("invoiced_returned", "invoiced_invalid_code")
    }
    assert {number for number, key in causes(shop, ended).items() if key == "delivery.problem"} == wanted
    group = next(g for g in shop.services.pending.groups() if g.cause == "delivery.problem")
    assert group.next_at is None


def test_final_parcels_are_asked_about_no_more_and_others_when_their_turn_comes(
    sandbox: Sandbox, shop: Application
) -> None:
    run(shop, "check_deliveries")
    before = sandbox.get("state?part=counters")["correios GET"]
    run(shop, "check_deliveries", Trigger.SCHEDULE)
    assert sandbox.get("state?part=counters")["correios GET"] == before


def test_a_date_the_erp_does_not_keep_is_told(sandbox: Sandbox, shop: Application) -> None:
    sandbox.shop("set", unkept=["dataEntrega"])
    ended = run(shop, "check_deliveries")
    assert "ecco.not_stored" in causes(shop, ended).values()
    sandbox.shop("set", unkept=[])
    again = run(shop, "check_deliveries")
    _, order = stories(sandbox)["invoiced_delivered"]
    assert again.tally.updated and erp_order(sandbox, order)["dataEntrega"] != "0000-00-00"


def test_a_delivery_reaches_the_store_once(sandbox: Sandbox, shop: Application, facts: Facts) -> None:
    store_id, _ = stories(sandbox)["delivered_in_erp"]
    if facts.invoice_first:
        run(shop, "sync_order_status")
    run(shop, "send_deliveries")
    assert store_order(sandbox, store_id)["status"] == "completed"
    writes_nothing(sandbox, shop, "send_deliveries")
    # Somebody in the shop sets it back: their word stands.
    sandbox.shop("set_order_status", id=store_id, status="processing")
    run(shop, "send_deliveries")
    assert store_order(sandbox, store_id)["status"] == "processing"


def test_a_cancelled_store_order_is_not_delivered(sandbox: Sandbox, shop: Application) -> None:
    store_id, _ = stories(sandbox)["delivered_in_erp"]
    sandbox.shop("cancel_order", id=store_id)
    ended = run(shop, "send_deliveries")
    assert store_order(sandbox, store_id)["status"] == "cancelled"
    assert "delivery.not_told" in lines(shop, ended)


def test_what_is_on_its_way_is_dispatched_in_the_erp_and_told_to_the_store(
    sandbox: Sandbox, shop: Application, facts: Facts
) -> None:
    found = stories(sandbox)
    if facts.invoice_first:
        run(shop, "sync_order_status")
    run(shop, "update_logistics_status")
    state = sandbox.get("state")
    for story in ("invoiced_in_transit", "invoiced_out", "invoiced_posted"):
        store_id, order = found[story]
        assert erp_order(sandbox, order)["situacaoSecundaria"] == "8"
        assert facts.codes(state, store_id) == [order["codigoRastreamento"]]
        assert len(facts.steps(state, store_id)) == 1
    for story in ("invoiced_unknown_code", "invoiced_invalid_code", "invoiced"):
        assert erp_order(sandbox, found[story][1])["situacaoSecundaria"] == "0"
    writes_nothing(sandbox, shop, "update_logistics_status")


def test_without_a_carrier_connection_the_tracking_code_still_goes(
    sandbox: Sandbox, tmp_path: Path, facts: Facts
) -> None:
    application = install_all(tmp_path, sandbox)
    run(application, "import_orders")
    if facts.invoice_first:
        run(application, "sync_order_status")
    application.services.tasks.delete(
        next(v.task.id for v in application.services.tasks.list() if v.task.automation == "check_deliveries")
    )
    application.services.connections.delete("Correios")
    ended = run(application, "update_logistics_status")
    store_id, order = stories(sandbox)["invoiced_in_transit"]
    assert facts.codes(sandbox.get("state"), store_id) == [order["codigoRastreamento"]]
    assert erp_order(sandbox, order)["situacaoSecundaria"] == "0"
    assert "logistics.no_carrier" in lines(application, ended)
    application.close()
