"""Cancellations and situations have the brake, each side and each automation; the ordinary day goes on."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from ecco_desktop.domain.orders import ErpOrder, OrderStatus, StoreOrder
from ecco_desktop.domain.runs import Run, RunState, Trigger
from tests.fakes.app import FakeShop
from tests.unit.jobs.test_import_orders import stocked

MANY = 60
CANCEL, STATUS, DELIVERED, PAID = (
    "sync_cancelled_orders",
    "sync_order_status",
    "send_deliveries",
    "check_pending_payments",
)
DAY = 86400.0


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[FakeShop]:
    """Sixty orders that are in, the same on both sides, looked at once by every task."""
    shop = FakeShop(tmp_path)
    shop.tasks.create(CANCEL, "Loja", None, {"from_store": "yes", "to_store": "yes"})
    for automation in (STATUS, DELIVERED, PAID):
        shop.tasks.create(automation, "Loja", None, {})
    stocked(shop, *(str(number) for number in range(1, MANY + 1)))
    assert shop.run("import_orders").tally.created == MANY
    for automation in (STATUS, CANCEL, DELIVERED, PAID):
        assert not held_by(shop.run(automation))
    yield shop
    shop.close()


def held_by(run: Run) -> str:
    return run.error_key if run.state is RunState.FAILED else ""


def in_erp(shop: FakeShop, numbers: range, **changes: object) -> None:
    for number in numbers:
        shop.erp.orders[number] = replace(shop.erp.orders[number], **changes)  # type: ignore[arg-type]


def in_store(shop: FakeShop, numbers: range, **changes: object) -> None:
    for number in numbers:
        order = shop.store.orders[str(number + 1)]
        assert isinstance(order, StoreOrder)
        shop.store.orders[order.id] = replace(order, modified_at=shop.clock.now(), **changes)  # type: ignore[arg-type]


def erp_side(shop: FakeShop, status: OrderStatus) -> int:
    return sum(1 for order in shop.erp.orders if isinstance(order, ErpOrder) and order.status is status)


def store_side(shop: FakeShop, word: str) -> int:
    return sum(1 for order in shop.store.orders.values() if order.status == word)  # type: ignore[union-attr]


def confirm(shop: FakeShop, automation: str) -> int:
    task = next(task for task in shop.storage.tasks.all() if task.automation == automation)
    return shop.tasks.confirm_brake(task.id)


def later(shop: FakeShop, seconds: float = 600) -> None:
    shop.clock.move(seconds)


def test_many_cancelled_in_the_store_wait(shop: FakeShop) -> None:
    later(shop)
    in_store(shop, range(20), status="cancelled", paid=False)
    for _ in range(2):
        run = shop.run(CANCEL)
        assert (held_by(run), run.error_values["count"], run.error_values["total"]) == (
            "brake.cancel",
            "20",
            "60",
        )
    assert erp_side(shop, OrderStatus.CANCELLED) == 0
    assert confirm(shop, CANCEL) == 20
    assert not held_by(shop.run(CANCEL))
    assert erp_side(shop, OrderStatus.CANCELLED) == 20
    assert not held_by(shop.run(CANCEL))


def test_many_cancelled_in_the_erp_wait(shop: FakeShop) -> None:
    later(shop)
    in_erp(shop, range(20), status=OrderStatus.CANCELLED)
    assert held_by(shop.run(CANCEL)) == "brake.cancel"
    assert store_side(shop, "cancelled") == 0
    confirm(shop, CANCEL)
    shop.run(CANCEL)
    assert store_side(shop, "cancelled") == 20


def test_where_one_direction_is_held_neither_is_written(shop: FakeShop) -> None:
    later(shop)
    in_erp(shop, range(20), status=OrderStatus.CANCELLED)
    in_store(shop, range(40, 42), status="cancelled", paid=False)
    assert held_by(shop.run(CANCEL)) == "brake.cancel"
    assert (store_side(shop, "cancelled"), erp_side(shop, OrderStatus.CANCELLED)) == (2, 20)
    confirm(shop, CANCEL)
    shop.run(CANCEL)
    assert (store_side(shop, "cancelled"), erp_side(shop, OrderStatus.CANCELLED)) == (22, 22)


def test_a_few_cancellations_go_on_and_many_runs_of_a_few_do_not(shop: FakeShop) -> None:
    ends = []
    for first in range(0, 24, 3):
        later(shop)
        in_store(shop, range(first, first + 3), status="cancelled", paid=False)
        ends.append(held_by(shop.run(CANCEL)))
    assert ends[:4] == ["", "", "", ""] and ends[-1] == "brake.cancel"
    assert erp_side(shop, OrderStatus.CANCELLED) == 12


def test_many_moved_to_one_situation_in_the_erp_wait(shop: FakeShop) -> None:
    later(shop)
    in_erp(shop, range(40), status=OrderStatus.PAYMENT_PENDING)
    in_store(shop, range(40), status="on-hold", paid=False)
    in_erp(shop, range(40), status=OrderStatus.OPEN)
    before = list(shop.erp.orders)
    run = shop.run(STATUS)
    assert (held_by(run), run.error_values["count"]) == ("brake.status", "40")
    assert shop.erp.orders == before
    assert confirm(shop, STATUS) == 40
    assert not held_by(shop.run(STATUS))
    assert erp_side(shop, OrderStatus.PAYMENT_PENDING) == 40


def test_an_ordinary_day_of_situations_is_not_held(shop: FakeShop) -> None:
    later(shop)
    in_store(shop, range(18), status="on-hold", paid=False)
    assert not held_by(shop.run(STATUS))
    assert erp_side(shop, OrderStatus.PAYMENT_PENDING) == 18


def test_many_delivered_at_once_wait(shop: FakeShop) -> None:
    later(shop)
    in_erp(shop, range(40), status=OrderStatus.DELIVERED, invoiced=True)
    assert held_by(shop.run(DELIVERED)) == "brake.status"
    assert store_side(shop, "completed") == 0
    confirm(shop, DELIVERED)
    shop.run(DELIVERED)
    assert store_side(shop, "completed") == 40


@pytest.mark.parametrize(("days", "held"), [(1, True), (25, False)])
def test_days_without_a_run_let_more_pass(shop: FakeShop, days: int, held: bool) -> None:
    later(shop, days * DAY)
    in_erp(shop, range(40), status=OrderStatus.DELIVERED, invoiced=True)
    assert bool(held_by(shop.run(DELIVERED))) is held
    assert store_side(shop, "completed") == (0 if held else 40)


def test_waiting_alone_lets_nothing_pass(shop: FakeShop) -> None:
    later(shop)
    in_erp(shop, range(40), status=OrderStatus.DELIVERED, invoiced=True)
    for _ in range(30):
        later(shop, DAY)
        assert held_by(shop.run(DELIVERED)) == "brake.status"


def test_many_paid_at_once_wait(shop: FakeShop) -> None:
    later(shop)
    in_erp(shop, range(40), status=OrderStatus.PAYMENT_PENDING)
    assert held_by(shop.run(PAID)) == "brake.status"
    assert erp_side(shop, OrderStatus.OPEN) == 20


def test_the_limits_are_the_connections(shop: FakeShop) -> None:
    shop.storage.connections.update(replace(shop.loja, values={"brake_status_count": "50"}))
    later(shop)
    in_erp(shop, range(40), status=OrderStatus.DELIVERED, invoiced=True)
    assert not held_by(shop.run(DELIVERED))


def test_a_simulation_says_so(shop: FakeShop) -> None:
    later(shop)
    in_store(shop, range(20), status="cancelled", paid=False)
    task = next(task for task in shop.storage.tasks.all() if task.automation == CANCEL)
    ((_, run),) = shop.tasks.simulate([task.id])
    assert shop.runner.wait_idle(20)
    assert "brake.cancel_simulated" in shop.keys(run)
    assert erp_side(shop, OrderStatus.CANCELLED) == 0
    assert shop.run(CANCEL, Trigger.PERSON).error_key == "brake.cancel"
