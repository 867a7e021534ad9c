from collections import Counter
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ecco_desktop.domain.errors import RecordProblem
from ecco_desktop.domain.events import NoticeRaised
from ecco_desktop.domain.links import LinkKind
from ecco_desktop.domain.orders import CarrierLink, ErpOrder, ErpOrderDraft, OrderStatus
from ecco_desktop.domain.products import ErpProduct
from ecco_desktop.domain.runs import RunState, Trigger
from ecco_desktop.jobs.orders.creation import LOOKED_UP
from ecco_desktop.ports.store import BrokenOrder
from tests.fakes.app import FakeShop
from tests.fakes.orders import CUSTOMER, NOW, line, store_order
from tests.fuzzing import examples

OTHER = "39053344705"


def stocked(shop: FakeShop, *numbers: str) -> None:
    shop.erp.catalog = [ErpProduct("1890", "CAM-P", "789", "Camiseta", True)]
    for place, number in enumerate(numbers):
        at = NOW + timedelta(seconds=place)
        shop.store.orders[number] = store_order(number, modified_at=at)


def numbers(shop: FakeShop) -> Counter[str]:
    return Counter(order.external_number for order in shop.erp.orders)


def test_each_order_once_and_the_second_run_writes_nothing(shop: FakeShop) -> None:
    stocked(shop, "1", "2", "3", "4", "5")
    first = shop.run("import_orders")
    assert (first.state, first.tally.created) == (RunState.SUCCEEDED, 5)
    assert shop.run("import_orders").tally.created == 0
    assert numbers(shop) == Counter(["1", "2", "3", "4", "5"])
    assert len(shop.storage.ledger.changes(run_id=first.id)) == 5


@pytest.mark.parametrize("luck", [["after"], ["before"], ["before", "before"], ["before", "after"]])
def test_a_lost_answer_is_settled_by_looking(shop: FakeShop, luck: list[str]) -> None:
    stocked(shop, "1", "2")
    shop.erp.lose = luck
    ended = shop.run("import_orders")
    assert ended.state is RunState.SUCCEEDED
    assert numbers(shop) == Counter(["1", "2"])
    assert shop.storage.links.open_intents(shop.loja.id, LinkKind.ORDER) == []
    assert shop.storage.pending.count() == 0


def test_an_order_that_stays_uncertain_is_kept_and_settled_by_the_next_run(shop: FakeShop) -> None:
    stocked(shop, "1")
    shop.erp.lose = ["before"] * 9
    ended = shop.run("import_orders")
    assert (ended.state, ended.tally.failed) == (RunState.WITH_WARNINGS, 1)
    assert len(shop.storage.links.open_intents(shop.loja.id, LinkKind.ORDER)) == 1
    shop.erp.lose = []
    assert shop.run("import_orders").tally.created == 1
    assert numbers(shop) == Counter(["1"])
    assert shop.storage.pending.count() == 0


@given(luck=st.lists(st.sampled_from(["", "before", "after"]), max_size=12), runs=st.integers(1, 3))
@settings(max_examples=examples(25), suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_gets_lost_no_order_is_lost_or_doubled(
    tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch, luck: list[str], runs: int
) -> None:
    monkeypatch.setattr("ecco_desktop.jobs.orders.creation.SETTLE_SECONDS", 0.0)
    shop = FakeShop(tmp_path_factory.mktemp("shop"))
    stocked(shop, "1", "2", "3", "4")
    shop.erp.lose = list(luck)
    for _ in range(runs):
        shop.run("import_orders")
    shop.erp.lose = []
    shop.run("import_orders", Trigger.PERSON)
    assert numbers(shop) == Counter(["1", "2", "3", "4"])
    shop.close()


def test_two_orders_of_one_number_in_the_erp_are_told(shop: FakeShop) -> None:
    stocked(shop, "1")
    total = Decimal("99.90")
    shop.erp.orders = [
        ErpOrder(key, key, "1", OrderStatus.OPEN, "", None, total, document=CUSTOMER.document)
        for key in ("a", "b")
    ]
    ended = shop.run("import_orders")
    assert "order.doubled_outside" in shop.keys(ended)
    assert ended.tally.created == 0


def test_an_order_cancelled_in_the_erp_is_not_made_again(shop: FakeShop) -> None:
    stocked(shop, "1")
    shop.erp.orders = [ErpOrder("a", "a", "1", OrderStatus.CANCELLED, "", None, Decimal("99.90"))]
    assert shop.run("import_orders").tally.created == 0


def test_a_number_another_store_uses_is_never_taken_for_ours(shop: FakeShop) -> None:
    stocked(shop, "1")
    shop.erp.orders = [ErpOrder("a", "a", "1", OrderStatus.OPEN, "", None, Decimal("5.00"), document=OTHER)]
    ended = shop.run("import_orders")
    assert "order.number_taken" in shop.keys(ended)
    assert shop.storage.pending.count() == 1


def test_what_failed_while_the_clock_was_ahead_does_not_wait_for_as_long(shop: FakeShop) -> None:
    stocked(shop, "1")
    good = shop.store.orders["1"]
    problem = RecordProblem("order.unreadable", order="1", field="total", value="abc")
    shop.store.orders["1"] = BrokenOrder("1", "1", NOW, problem)
    shop.clock.at += timedelta(days=400)
    assert shop.run("import_orders", Trigger.SCHEDULE).tally.failed == 1
    shop.clock.at -= timedelta(days=400)
    # The change has no new date, so that nothing but its turn brings it in.
    shop.store.orders["1"] = good
    shop.clock.move(60)
    assert shop.run("import_orders", Trigger.SCHEDULE).tally.created == 1
    assert shop.storage.pending.count() == 0


def test_one_bad_order_does_not_hold_up_the_rest(shop: FakeShop) -> None:
    stocked(shop, "1", "2", "3")
    problem = RecordProblem("order.unreadable", order="2", field="total", value="abc")
    shop.store.orders["2"] = BrokenOrder("2", "2", NOW + timedelta(seconds=1), problem)
    ended = shop.run("import_orders")
    assert (ended.tally.created, ended.tally.failed, ended.state) == (2, 1, RunState.WITH_WARNINGS)
    quiet = shop.run("import_orders")
    assert (quiet.tally.failed, quiet.state) == (0, RunState.SUCCEEDED)


def test_growing_pauses_then_a_person(shop: FakeShop) -> None:
    stocked(shop, "1")
    shop.store.orders["1"] = store_order("1", currency="USD")
    tries = []
    for minutes in (0, 11, 31, 121, 361, 1441, 9999):
        shop.clock.move(minutes * 60)
        shop.run("import_orders")
        tries.append(shop.storage.pending.waiting()[0].tries)
    assert tries == [1, 2, 3, 4, 5, 5, 5]
    assert shop.run("import_orders", Trigger.PERSON).tally.failed == 1


def test_a_carrier_link_sets_the_waiting_free(shop: FakeShop) -> None:
    stocked(shop, "1")
    shop.store.orders["1"] = store_order("1", shipping_reference="Motoboy")
    assert shop.run("import_orders").tally.failed == 1
    shop.storage.connections.save_carrier_link(
        shop.loja.id, CarrierLink("motoboy", "481", "Moto", "350", "M")
    )
    assert shop.storage.pending.release(shop.loja.id, "order.carrier", {"reference": "Motoboy "}) == 1
    assert shop.run("import_orders").tally.created == 1
    assert shop.storage.pending.count() == 0


@pytest.mark.parametrize(
    ("catalog", "cause"),
    [
        ([], "order.product"),
        ([ErpProduct("1", "CAM-P", "", "a", False)], "order.product_inactive"),
        (
            [ErpProduct("1", "CAM-P", "", "a", True), ErpProduct("2", "CAM-P", "", "b", True)],
            "order.product_twice",
        ),
    ],
)
def test_items_without_a_sure_product_hold_the_order(
    shop: FakeShop, catalog: list[ErpProduct], cause: str
) -> None:
    stocked(shop, "1")
    shop.erp.catalog = catalog
    assert cause in shop.keys(shop.run("import_orders"))
    assert shop.erp.orders == []


def test_an_active_product_is_taken_before_its_inactive_copy(shop: FakeShop) -> None:
    stocked(shop, "1")
    shop.erp.catalog = [ErpProduct("1", "CAM-P", "", "a", False), ErpProduct("2", "CAM-P", "", "b", True)]
    shop.run("import_orders")
    assert shop.erp.drafts[0].items[0].product_id == "2"


def test_a_barcode_tells_what_a_sku_does_not(shop: FakeShop) -> None:
    stocked(shop)
    shop.store.orders["1"] = store_order("1", lines=[line(sku="", gtin="789")])
    assert shop.run("import_orders").tally.created == 1
    assert shop.storage.links.erp_id(shop.loja.id, LinkKind.PRODUCT, "11") == "1890"


def test_an_order_cancelled_while_it_waits_leaves_the_list(shop: FakeShop) -> None:
    stocked(shop)
    shop.store.orders["1"] = store_order("1", currency="USD")
    shop.run("import_orders")
    shop.store.orders["1"] = store_order("1", status="cancelled", modified_at=NOW + timedelta(minutes=1))
    shop.run("import_orders")
    assert shop.storage.pending.count() == 0


def test_an_order_deleted_in_the_store_leaves_the_list(shop: FakeShop) -> None:
    stocked(shop)
    shop.store.orders["1"] = store_order("1", currency="USD")
    shop.run("import_orders")
    shop.store.orders.clear()
    shop.run("import_orders", Trigger.PERSON)
    assert shop.storage.pending.count() == 0


def test_an_order_edited_between_two_pages_is_not_missed(shop: FakeShop) -> None:
    stocked(shop, *"1234567")
    edited = replace(store_order("1"), modified_at=NOW + timedelta(hours=1))
    shop.store.on_order = lambda: shop.store.orders.update({"1": edited})
    shop.run("import_orders")
    shop.run("import_orders")
    assert numbers(shop) == Counter("1234567")


def test_a_stopped_run_goes_on_where_it_was(shop: FakeShop) -> None:
    stocked(shop, *"123456789")
    task = shop.storage.tasks.all()[0]

    def stop_on_second_page(pages: list[int] = [0]) -> None:  # noqa: B006 - counts pages
        pages[0] += 1
        if pages[0] == 2:
            shop.runner.stop(task.id)

    shop.store.on_order = stop_on_second_page
    stopped = shop.run("import_orders")
    assert (stopped.state, stopped.tally.created) == (RunState.CANCELLED, 3)
    shop.store.on_order = lambda: None
    assert shop.run("import_orders").tally.created == 6


def test_an_unknown_channel_is_a_setup_problem(shop: FakeShop) -> None:
    task = shop.storage.tasks.all()[0]
    shop.storage.tasks.update(replace(task, options={"channel": "Feira"}))
    ended = shop.run("import_orders")
    assert (ended.state, ended.error_key) == (RunState.FAILED, "ecco.channel")


def test_no_document_or_name_of_a_customer_is_in_the_log(shop: FakeShop) -> None:
    stocked(shop, "1")
    shop.store.orders["2"] = store_order(
        "2", customer=replace(store_order().customer, document="52998224724")
    )
    text = " ".join(line.text for line in shop.log(shop.run("import_orders")))
    assert "5299822472" not in text and "Ana Souza" not in text


@pytest.mark.parametrize("count", [1, LOOKED_UP + 5])
def test_an_order_made_elsewhere_between_look_up_and_sending_is_told(
    shop: FakeShop, monkeypatch: pytest.MonkeyPatch, count: int
) -> None:
    stocked(shop, *(f"10{number:02d}" for number in range(count)))
    real = shop.erp.create_order

    def beside(draft: ErpOrderDraft) -> ErpOrder:
        if draft.external_number == "1000":
            real(draft)
        return real(draft)

    monkeypatch.setattr(shop.erp, "create_order", beside)
    ended = shop.run("import_orders")
    told = [line for line in shop.log(ended) if line.key == "order.doubled_outside"]
    assert [(line.subject, line.values["count"]) for line in told] == [("1000", "2")]
    assert (ended.state, ended.tally.created, ended.tally.warnings) == (RunState.WITH_WARNINGS, count, 1)
    raised = [event for event in shop.sink.events if isinstance(event, NoticeRaised)]
    assert [event.key for event in raised] == ["order.doubled_outside"]
    assert "order.doubled_outside" not in shop.keys(shop.run("import_orders")), "told once"


def test_a_cancelled_copy_is_no_copy(shop: FakeShop, monkeypatch: pytest.MonkeyPatch) -> None:
    stocked(shop, "1001")
    real = shop.erp.create_order

    def beside(draft: ErpOrderDraft) -> ErpOrder:
        real(draft)
        shop.erp.orders[-1] = replace(shop.erp.orders[-1], status=OrderStatus.CANCELLED)
        return real(draft)

    monkeypatch.setattr(shop.erp, "create_order", beside)
    assert "order.doubled_outside" not in shop.keys(shop.run("import_orders"))
