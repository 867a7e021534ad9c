"""Only a real try of a record counts: one whose own turn had come."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ecco_desktop.domain.pending import (
    MAX_TRIES,
    PendingRecord,
    PendingState,
    failed,
    has_come,
)
from ecco_desktop.domain.runs import Trigger
from ecco_desktop.ports.erp import ErpCarrier, ShippingForm
from ecco_desktop.services.connections import ConnectionService
from ecco_desktop.services.links import LinkService
from ecco_desktop.services.pending import PendingService
from ecco_desktop.storage.secrets import MemorySecrets
from tests.fakes.app import WAIT, FakeConnectors, FakeShop
from tests.fakes.orders import NOW, store_order
from tests.fuzzing import examples
from tests.unit.jobs.test_import_orders import stocked

Deed = Callable[[FakeShop], None]


def link_sedex(shop: FakeShop) -> None:
    """As the window does it: the link, and then the task is started for the orders that waited."""
    connectors = FakeConnectors(shop.erp, shop.store)
    connections = ConnectionService(shop.storage, MemorySecrets(), connectors, shop.deeds)
    shop.erp.known_carriers = [
        ErpCarrier("480", "CORREIOS", "Correios", (ShippingForm("345", "SEDEX", True),))
    ]
    LinkService(shop.storage, connectors, connections, shop.deeds).link_carrier(
        shop.loja, "SEDEX", "Correios"
    )
    by_hand(shop)


def by_hand(shop: FakeShop) -> None:
    shop.run("import_orders", Trigger.PERSON)


def simulate(shop: FakeShop) -> None:
    task = next(task for task in shop.storage.tasks.all() if task.automation == "import_orders")
    shop.tasks.simulate([task.id])
    assert shop.runner.wait_idle(WAIT)


def waits_for_jadlog(shop: FakeShop) -> PendingRecord:
    [record] = [one for one in shop.storage.pending.waiting() if one.values.get("reference") == "Jadlog"]
    return record


@pytest.fixture
def waiting(shop: FakeShop) -> PendingRecord:
    """Two orders without a link, tried once each."""
    stocked(shop, "1", "2")
    for number, way in (("1", "SEDEX"), ("2", "Jadlog")):
        shop.store.orders[number] = store_order(number, shipping_reference=way)
    shop.run("import_orders")
    assert [record.tries for record in shop.storage.pending.waiting()] == [1, 1]
    return waits_for_jadlog(shop)


@pytest.mark.parametrize("deed", [link_sedex, by_hand, simulate])
def test_what_is_done_before_its_turn_uses_up_no_try_of_an_order(
    shop: FakeShop, waiting: PendingRecord, deed: Deed
) -> None:
    for _ in range(2):
        shop.clock.move(30)
        deed(shop)
    after = waits_for_jadlog(shop)
    assert (after.tries, after.state) == (1, PendingState.WAITING)
    assert after.next_try_at == waiting.next_try_at


def test_the_link_brings_in_what_waited_for_it(shop: FakeShop, waiting: PendingRecord) -> None:
    link_sedex(shop)
    assert [order.external_number for order in shop.erp.orders] == ["1"]
    assert [record.id for record in shop.storage.pending.waiting()] == [waiting.id]


def test_a_try_that_a_person_asks_of_that_very_record_counts(shop: FakeShop, waiting: PendingRecord) -> None:
    PendingService(shop.storage, shop.clock, shop.deeds).retry([waiting.id])
    assert waits_for_jadlog(shop).tries == 0
    by_hand(shop)
    by_hand(shop)
    assert waits_for_jadlog(shop).tries == 1


def test_an_order_left_to_a_person_is_tried_by_hand_and_waits_on(
    shop: FakeShop, waiting: PendingRecord
) -> None:
    for minutes in (11, 31, 121, 361):
        shop.clock.move(minutes * 60)
        shop.run("import_orders")
    left = waits_for_jadlog(shop)
    assert (left.tries, left.state) == (MAX_TRIES, PendingState.NEEDS_PERSON)
    by_hand(shop)
    assert waits_for_jadlog(shop) == left


def records(state: st.SearchStrategy[PendingState]) -> st.SearchStrategy[PendingRecord]:
    turn = st.none() | st.integers(-9000, 9000).map(lambda minutes: NOW + timedelta(minutes=minutes))
    return st.builds(
        PendingRecord,
        connection_id=st.just(1),
        automation=st.just("import_orders"),
        record_id=st.just("7"),
        label=st.just("7"),
        cause=st.sampled_from(["order.carrier", "order.product"]),
        tries=st.integers(0, MAX_TRIES),
        first_at=st.just(NOW - timedelta(days=9)),
        next_try_at=turn,
        state=state,
        id=st.just(5),
    )


@settings(max_examples=examples(50))
@given(
    before=records(st.sampled_from(PendingState)),
    now=records(st.sampled_from([PendingState.WAITING, PendingState.NEEDS_PERSON])),
)
def test_whatever_waits_is_counted_by_its_turn_alone(before: PendingRecord, now: PendingRecord) -> None:
    kept = failed(now, before, NOW)
    due = before.state is PendingState.WAITING and has_come(before.next_try_at, NOW)
    solved = before.state is PendingState.SOLVED
    assert kept.tries == (1 if solved else before.tries + due)
    assert kept.id == before.id and kept.cause == now.cause
    # Nothing waits without a turn, and nobody's word is forgotten.
    assert (kept.state is PendingState.IGNORED) is (before.state is PendingState.IGNORED)
    assert kept.next_try_at is not None or kept.state is not PendingState.WAITING
    assert kept.state is not PendingState.SOLVED
