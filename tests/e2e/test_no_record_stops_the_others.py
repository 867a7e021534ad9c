"""In each automation a bug in one record leaves it waiting, the others are done, and nothing is lost."""

import logging
from pathlib import Path
from typing import Any

import pytest

from ecco_desktop.connectors.erp.eccosys import product_calls
from ecco_desktop.domain.runs import RunState, Trigger
from ecco_desktop.jobs.numbers import check_stock_limits, push_prices, stock_plan
from ecco_desktop.jobs.orders import (
    check_pending_payments,
    drafts,
    parcels,
    send_deliveries,
    sync_cancelled_orders,
    sync_order_status,
    update_logistics_status,
)
from ecco_desktop.jobs.products import importing, push_products
from tests.e2e.test_bad_luck_everywhere import BOTH, ORDER, shape
from tests.platforms import PLATFORMS
from tests.support import in_a_hurry, install_all, run, running_sandbox

# Where the bug is planted: something each automation does once for every record.
PLACES: dict[str, tuple[Any, str]] = {
    "check_deliveries": (parcels, "next_look"),
    "install_catalog": (importing.ProductImporter, "_match"),
    "import_new_products": (importing.ProductImporter, "_match"),
    "import_orders": (drafts, "check"),
    "check_pending_payments": (check_pending_payments, "move_in_erp"),
    "sync_order_status": (sync_order_status, "decide"),
    "sync_cancelled_orders": (sync_cancelled_orders, "_cancel_in_store"),
    "push_products": (push_products, "sheet_of"),
    "send_deliveries": (send_deliveries, "move_in_store"),
    "sync_stock": (stock_plan, "to_send"),
    "push_prices": (push_prices, "Price"),
    "check_stock_limits": (check_stock_limits, "_verdict"),
    "update_logistics_status": (update_logistics_status, "_step"),
}
SIZE = ("--orders", "30", "--products", "50", "--past", "16")


class Once:
    """Fails the first time it is called."""

    def __init__(self, right: Any) -> None:
        self.right, self.hit = right, False

    def __call__(self, *args: Any, **named: Any) -> Any:
        if not self.hit:
            self.hit = True
            raise OverflowError("date value out of range")
        return self.right(*args, **named)


def plant(monkeypatch: pytest.MonkeyPatch, place: Any, name: str) -> Once:
    once = Once(getattr(place, name))

    def called(*args: Any, **named: Any) -> Any:
        return once(*args, **named)

    monkeypatch.setattr(place, name, called)
    return once


def test_the_others_are_done_and_nothing_is_lost(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    with running_sandbox("--store", "woocommerce", *SIZE) as sandbox:
        lucky = install_all(tmp_path / "lucky", sandbox, sync_cancelled_orders=BOTH)
        for automation in (*ORDER, *ORDER):
            run(lucky, automation)
        lucky.close()
        good = shape(sandbox.get("state"), PLATFORMS["woocommerce"])
        sandbox.post("reset")

        shop = install_all(tmp_path / "unlucky", sandbox, sync_cancelled_orders=BOTH)
        for automation in ORDER:
            place, name = PLACES[automation]
            with monkeypatch.context() as patch:
                caplog.clear()
                once = plant(patch, place, name)

                ended = run(shop, automation)
            assert once.hit, f"{automation} never came to {name}"
            assert ended.state is RunState.WITH_WARNINGS, automation
            assert ended.tally.failed >= 1, automation
            told = [one for one in caplog.records if one.exc_info and one.exc_info[0] is OverflowError]
            assert len(told) == 1 and told[0].levelno >= logging.ERROR, automation
        for automation in (*ORDER, *ORDER):
            run(shop, automation)
        left = [
            (one.automation, one.record_id)
            for one in shop.storage.pending.waiting()
            if one.cause == "record.bug"
        ]
        assert left == []
        now = shape(sandbox.get("state"), PLATFORMS["woocommerce"])
        shop.close()
    assert now == good


def test_a_row_of_a_list_that_cannot_be_read_waits_and_the_others_are_compared(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with running_sandbox("--store", "woocommerce", *SIZE) as sandbox:
        shop = install_all(tmp_path, sandbox)
        with monkeypatch.context() as patch:
            plant(patch, product_calls, "to_stock_level")
            ended = run(shop, "sync_stock")
        waiting = [one for one in shop.storage.pending.waiting() if one.cause == "record.unread"]
        assert ended.state is RunState.WITH_WARNINGS and ended.tally.updated > 10
        assert len(waiting) == 1 and waiting[0].record_id.startswith("row:")
        run(shop, "sync_stock")
        assert [one for one in shop.storage.pending.waiting() if one.cause == "record.unread"] == []
        shop.close()


@pytest.mark.parametrize("kind", ["500", "body:{}", "body:[]"])
def test_an_order_that_vtex_does_not_give_waits_and_the_others_come(tmp_path: Path, kind: str) -> None:
    """VTEX gives one order a call: what one of them answers must stop no automation."""
    with running_sandbox("--store", "vtex", "--orders", "6", "--products", "30") as sandbox, in_a_hurry():
        shop = install_all(tmp_path, sandbox, sync_cancelled_orders={"from_store": "yes"})
        silent, good = (sandbox.shop("new_order", status="processing") for _ in range(2))
        spoilt = {"path": f"GET .*/oms/pvt/orders/{silent['id']}$", "times": 10**6, "kind": kind}

        def there() -> dict[str, str]:
            rows = sandbox.get("state?part=eccosys.orders").values()
            return {row["numeroDaOrdemDeCompra"]: row["situacao"] for row in rows}

        sandbox.post("faults", once=[spoilt])
        ended = run(shop, "import_orders", Trigger.SCHEDULE)
        assert (ended.state, ended.tally.failed) == (RunState.WITH_WARNINGS, 1)
        assert good["number"] in there() and silent["number"] not in there()
        sandbox.post("faults")
        run(shop, "import_orders")
        assert silent["number"] in there() and shop.storage.pending.waiting() == []

        run(shop, "sync_cancelled_orders")
        sandbox.post("faults", once=[spoilt])
        for order in (silent, good):
            sandbox.shop("set_order_status", id=order["id"], status="cancelled")
        run(shop, "sync_cancelled_orders", Trigger.SCHEDULE)
        assert (there()[good["number"]], there()[silent["number"]]) == ("2", "0")
        assert [one.label for one in shop.storage.pending.waiting()] == [silent["id"]]
        sandbox.post("faults")
        run(shop, "sync_cancelled_orders", Trigger.SCHEDULE)
        assert there()[silent["number"]] == "2" and shop.storage.pending.waiting() == []
        shop.close()
