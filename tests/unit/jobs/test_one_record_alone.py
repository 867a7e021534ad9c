"""One record that gets no answer, or is refused, waits by itself; the others are done in the same run."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest

from ecco_desktop.domain.errors import RecordProblem, SetupProblem, TransientProblem
from ecco_desktop.domain.orders import ErpOrder, OrderStatus, StoreOrderState
from ecco_desktop.domain.runs import RunState
from ecco_desktop.jobs.run.held import HELD
from ecco_desktop.ports.store import BrokenOrder
from tests.fakes.app import FakeShop
from tests.fakes.orders import line
from tests.unit.jobs.test_identity import causes
from tests.unit.jobs.test_import_orders import stocked

SILENT = TransientProblem("http.server", host="loja", status=500)
REFUSED = SetupProblem("http.refused", host="loja", status=400, detail="")
BUG = ValueError("date value out of range")
KINDS = [SILENT, REFUSED, BUG]
DAY = 24 * 3600
# How the ERP has both orders, for each automation that asks the store where orders stand.
STANDING = {
    "send_deliveries": {"status": OrderStatus.DELIVERED, "invoiced": True},
    "sync_cancelled_orders": {"status": OrderStatus.CANCELLED},
    "check_pending_payments": {"status": OrderStatus.PAYMENT_PENDING},
}


def spoilt(error: Exception, real: Callable[..., object], bad: str) -> Callable[..., object]:
    """As `real`, but what is asked of `bad` fails."""

    def asked(what: object, *more: object) -> object:
        if what == bad or (isinstance(what, Sequence) and not isinstance(what, str) and bad in what):
            raise error
        return real(what, *more)

    return asked


@pytest.mark.parametrize("error", KINDS, ids=lambda each: type(each).__name__)
@pytest.mark.parametrize("automation", STANDING)
def test_an_order_whose_state_is_not_told_waits_and_is_not_taken_for_gone(
    shop: FakeShop, monkeypatch: pytest.MonkeyPatch, error: Exception, automation: str
) -> None:
    stocked(shop, "1", "2")
    shop.run("import_orders")
    options = {"to_store": "yes"} if automation == "sync_cancelled_orders" else {}
    shop.tasks.create(automation, "Loja", None, options)
    shop.erp.orders = [replace(order, **STANDING[automation]) for order in shop.erp.orders]  # type: ignore[arg-type]

    def reached() -> set[str]:
        opened = {order.id for order in shop.erp.orders if order.status is OrderStatus.OPEN}
        return {store_id for store_id, _, _ in shop.store.moves} | opened

    with monkeypatch.context() as patch:
        patch.setattr(shop.store, "order_states", spoilt(error, shop.store.order_states, "1"))
        ended = shop.run(automation)
    assert (ended.state, reached()) == (RunState.WITH_WARNINGS, {"2"})
    [record] = shop.storage.pending.waiting()
    assert record.record_id == "1"
    shop.clock.move(DAY)
    shop.run(automation)
    assert (causes(shop), reached()) == (set(), {"1", "2"})


@pytest.mark.parametrize("error", KINDS, ids=lambda each: type(each).__name__)
def test_an_order_that_holds_units_and_is_not_told_stops_no_import(
    shop: FakeShop, monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    stocked(shop, "1", "2")
    unpaid = replace(shop.store.orders["2"], status="on-hold", paid=False, held=(("11", 1),))
    shop.store.orders["2"] = unpaid
    shop.run("import_orders")
    stocked(shop, "3")
    shop.store.orders["2"] = unpaid
    shop.store.orders["3"] = replace(shop.store.orders["3"], modified_at=shop.store.moment())
    shop.clock.move(2 * 3600)
    with monkeypatch.context() as patch:
        patch.setattr(shop.store, "order_states", spoilt(error, shop.store.order_states, "2"))
        shop.run("import_orders")
    assert {order.external_number for order in shop.erp.orders} == {"1", "3"}
    assert list(shop.storage.memory.all(shop.loja.id, HELD.kind)) == ["2"]


def test_an_order_that_cannot_be_read_goes_on_holding_what_it_held(shop: FakeShop) -> None:
    stocked(shop, "2")
    unpaid = {"status": "on-hold", "paid": False, "held": (("11", 1),)}
    shop.store.orders["2"] = replace(shop.store.orders["2"], **unpaid)  # type: ignore[arg-type]
    shop.run("import_orders")
    problem = RecordProblem("http.server", host="loja", status=500)
    shop.store.orders["2"] = BrokenOrder("2", "2", shop.store.moment(), problem)
    shop.run("import_orders")
    assert list(shop.storage.memory.all(shop.loja.id, HELD.kind)) == ["2"]


def test_a_store_that_tells_of_no_order_ends_the_run(shop: FakeShop, monkeypatch: pytest.MonkeyPatch) -> None:
    stocked(shop, "1", "2", "3", "4")
    shop.run("import_orders")
    shop.tasks.create("send_deliveries", "Loja", None, {})
    shop.erp.orders = [replace(order, status=OrderStatus.DELIVERED) for order in shop.erp.orders]
    asked: list[Sequence[str]] = []

    def down(ids: Sequence[str]) -> Sequence[StoreOrderState]:
        asked.append(ids)
        raise SILENT

    monkeypatch.setattr(shop.store, "order_states", down)
    ended = shop.run("send_deliveries")
    assert (ended.state, ended.error_key) == (RunState.FAILED, "http.server")
    assert len(asked) == 4 and shop.store.moves == []


def test_an_order_that_a_list_left_out_is_not_gone(shop: FakeShop, monkeypatch: pytest.MonkeyPatch) -> None:
    """Once taken for deleted, the store would never be told of its delivery."""
    stocked(shop, "1", "2", "3")
    shop.run("import_orders")
    shop.tasks.create("send_deliveries", "Loja", None, {})
    shop.erp.orders = [replace(order, status=OrderStatus.DELIVERED) for order in shop.erp.orders]
    real = shop.store.order_states
    monkeypatch.setattr(shop.store, "order_states", lambda ids: [one for one in real(ids) if one.id == "1"])
    del shop.store.orders["3"]
    assert shop.run("send_deliveries").state is RunState.WITH_WARNINGS
    assert causes(shop) == {"store.unclear"} and {move[0] for move in shop.store.moves} == {"1"}
    monkeypatch.undo()
    shop.clock.move(3600)
    shop.run("send_deliveries")
    assert causes(shop) == set() and {move[0] for move in shop.store.moves} == {"1", "2"}


@pytest.mark.parametrize("port", ["products_by_sku", "find_orders"])
def test_what_the_erp_refuses_of_one_order_is_that_orders(
    shop: FakeShop, monkeypatch: pytest.MonkeyPatch, port: str
) -> None:
    stocked(shop, "1", "2", "3")
    shop.store.orders["2"] = replace(shop.store.orders["2"], lines=(line("12", "O/D"),))  # type: ignore[arg-type]
    bad = "O/D" if port == "products_by_sku" else "2"
    if port == "find_orders":
        stocked(shop, "2")
    monkeypatch.setattr(shop.erp, port, spoilt(REFUSED, getattr(shop.erp, port), bad))
    ended = shop.run("import_orders")
    assert {order.external_number for order in shop.erp.orders} == {"1", "3"}
    assert (ended.state, causes(shop)) == (RunState.WITH_WARNINGS, {"http.refused"})


@pytest.mark.parametrize(
    "error",
    [RecordProblem("ecco.unclear", what="ODD"), REFUSED, SILENT, BUG],
    ids=lambda each: type(each).__name__,
)
def test_products_looked_up_at_once_are_asked_for_alone_where_one_spoils_the_answer(
    shop: FakeShop, monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    stocked(shop, "1", "2")
    shop.store.orders["2"] = replace(shop.store.orders["2"], lines=(line("12", "ODD"),))  # type: ignore[arg-type]
    for port in ("products_by_skus", "products_by_sku"):
        monkeypatch.setattr(shop.erp, port, spoilt(error, getattr(shop.erp, port), "ODD"))
    shop.run("import_orders")
    assert {order.external_number for order in shop.erp.orders} == {"1"}
    assert [record.record_id for record in shop.storage.pending.waiting()] == ["2"]


def test_a_look_afterwards_that_is_not_answered_leaves_what_came_in(
    shop: FakeShop, monkeypatch: pytest.MonkeyPatch
) -> None:
    stocked(shop, "1", "2")
    real = shop.erp.find_orders

    def find(number: str, *more: object) -> Sequence[ErpOrder]:
        if len(shop.erp.orders) == 2:
            raise RecordProblem("ecco.unclear", what=number)
        return real(number, *more)  # type: ignore[arg-type]

    monkeypatch.setattr(shop.erp, "find_orders", find)
    ended = shop.run("import_orders")
    assert (ended.state, ended.tally.created) == (RunState.WITH_WARNINGS, 2)


def test_a_linked_order_that_cannot_be_read_waits_until_it_can(shop: FakeShop) -> None:
    stocked(shop, "1")
    shop.run("import_orders")
    good = shop.store.orders["1"]
    problem = RecordProblem("store.field", order="1", field="total", value="x")
    shop.store.orders["1"] = BrokenOrder("1", "1", shop.store.moment(), problem, (("11", 9),))
    ended = shop.run("import_orders")
    assert (ended.state, causes(shop)) == (RunState.WITH_WARNINGS, {"store.field"})
    shop.store.orders["1"] = replace(good, total=Decimal("200.00"), modified_at=shop.store.moment())
    shop.clock.move(timedelta(days=1).total_seconds())
    shop.run("import_orders")
    assert causes(shop) == {"order.changed_after"}
