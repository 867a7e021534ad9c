"""What carriers say, over days: refusals, silence, news after the end, several parcels of one order."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from ecco_desktop.clock import ZONE
from ecco_desktop.domain.connections import Role
from ecco_desktop.domain.deliveries import Delivery
from ecco_desktop.domain.deliveries import DeliveryStatus as S
from ecco_desktop.domain.orders import ErpOrder, OrderStatus
from ecco_desktop.domain.pending import PendingRecord
from ecco_desktop.domain.runs import Run, RunState, Trigger
from tests.fakes.app import FakeShop

A, B = "AA123456785BR", "OC063908579BR"
DAY = 86400
NAME = "Correios"


class Counter(FakeShop):
    """A shop with one carrier; its parcels are told of by `says`."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.carrier.form = re.compile(r"[A-Z]{2}\d{9}BR")
        self.carriers = self.storage.connections.add(NAME, "correios", Role.CARRIER, {})
        self.tasks.create("check_deliveries", NAME, None, {})

    @property
    def today(self) -> date:
        return self.clock.now().astimezone(ZONE).date()

    def ship(self, typed: str, days: int = 3, **more: object) -> str:
        """An invoiced order of some days ago; its id."""
        number = str(len(self.erp.orders) + 1)
        order = ErpOrder(
            number,
            number,
            f"P{number}",
            OrderStatus.INVOICED,
            "",
            self.today - timedelta(days=days),
            Decimal(10),
            invoiced=True,
            carrier_name=NAME,
            tracking_code=typed,
        )
        self.erp.orders.append(replace(order, **more))  # type: ignore[arg-type]
        return number

    def says(self, code: str, status: S, hours_ago: float = 1, detail: str = "") -> None:
        at = self.clock.now() - timedelta(hours=hours_ago)
        delivered = at if status is S.DELIVERED else None
        self.carrier.known[code] = Delivery(code, status, at, None, delivered, (), detail)

    def check(self, trigger: Trigger = Trigger.SCHEDULE, days: float = 0) -> Run:
        self.clock.move(days * DAY)
        return self.run("check_deliveries", trigger)

    def order(self, number: str) -> ErpOrder:
        found = self.erp.order(number)
        assert found is not None
        return found

    def delivered(self, number: str) -> date | None:
        return self.order(number).delivered_on

    def waiting(self) -> dict[str, PendingRecord]:
        """What waits, by cause."""
        return {record.cause: record for record in self.storage.pending.waiting()}

    def asked(self) -> list[str]:
        """The codes of the last question, which is forgotten."""
        keys = self.carrier.asked[-1] if self.carrier.asked else []
        self.carrier.asked.clear()
        return keys


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[Counter]:
    made = Counter(tmp_path)
    yield made
    made.close()


# -- codes as people type them --


@pytest.mark.parametrize(
    "typed",
    [
        f"{A}, {B}",
        f"{A} {B}",
        f"{A}/{B}",
        f"{A};\n{B.lower()}",
        f"Códigos: AA 123 456 785 BR e {B}",
        f"https://rastreamento.correios.com.br/app/index.php?objetos={A},{B}",
        f"\ufeff{A}\u00a0\u200b{B}",
    ],
)
def test_every_code_typed_is_followed_and_the_order_waits_for_all(shop: Counter, typed: str) -> None:
    order = shop.ship(typed)
    shop.says(A, S.DELIVERED)
    shop.says(B, S.IN_TRANSIT)
    shop.check()
    assert shop.asked() == [A, B]
    assert shop.delivered(order) is None
    shop.clock.move(DAY)
    shop.says(B, S.DELIVERED)
    shop.check()
    assert B in shop.asked()
    # The last parcel's day.
    assert shop.delivered(order) == shop.today


def test_one_parcel_of_several_that_comes_back_is_told(shop: Counter) -> None:
    order = shop.ship(f"{A} {B}")
    shop.says(A, S.DELIVERED)
    shop.says(B, S.RETURNED, detail="Objeto entregue ao remetente")
    shop.check()
    assert shop.delivered(order) is None
    assert shop.waiting()["delivery.problem"].values["code"] == B


@pytest.mark.parametrize("typed", ["AA12345678BR", "saiu ontem", "35" + "2" * 42])
def test_what_is_no_code_of_this_carrier_is_told_once_as_it_was_typed(shop: Counter, typed: str) -> None:
    order = shop.ship(typed)
    assert shop.check().state is RunState.WITH_WARNINGS
    told = shop.waiting()["delivery.unread_code"]
    assert told.values["typed"] == typed and told.next_try_at is None
    assert shop.check(days=1).state is RunState.SUCCEEDED
    at = shop.erp.orders.index(shop.order(order))
    shop.erp.orders[at] = replace(shop.order(order), tracking_code=A)
    shop.says(A, S.IN_TRANSIT)
    shop.check(days=1)
    assert not shop.waiting() and shop.asked() == [A]


def test_a_code_beside_one_that_nobody_follows_is_followed_and_the_order_is_not_delivered(
    shop: Counter,
) -> None:
    order = shop.ship(f"{A}, OC06390857BR")
    shop.says(A, S.DELIVERED)
    shop.check()
    assert shop.delivered(order) is None
    assert "OC06390857BR" in shop.waiting()["delivery.unread_code"].values["typed"]


def test_orders_of_other_carriers_are_none_of_its_business(shop: Counter) -> None:
    shop.ship("coleta de sexta", carrier_name="Rodonaves")
    shop.ship("", carrier_name=NAME)
    assert shop.check().state is RunState.SUCCEEDED
    assert not shop.waiting()


# -- refusals and silence --


def test_one_refusal_of_a_parcel_under_way_proves_nothing(shop: Counter) -> None:
    order = shop.ship(A)
    shop.says(A, S.IN_TRANSIT)
    shop.check()
    shop.carrier.refused = {A}
    assert shop.check(days=1).state is RunState.SUCCEEDED
    assert not shop.waiting()
    shop.carrier.refused = set()
    shop.clock.move(DAY)
    shop.says(A, S.DELIVERED)
    shop.check()
    assert shop.delivered(order) == shop.today


def test_a_button_always_asks_and_refusals_are_told_once_with_a_rhythm_that_grows(shop: Counter) -> None:
    shop.ship(A)
    shop.carrier.refused = {A}
    asked = [shop.check(days=0.25).state for _ in range(20)]
    assert asked.count(RunState.WITH_WARNINGS) == 1
    assert 4 <= len(shop.carrier.asked) <= 6
    shop.carrier.asked.clear()
    for _ in range(2):
        shop.check(Trigger.PERSON)
        assert shop.asked() == [A]
    shop.carrier.refused = set()
    shop.says(A, S.POSTED)
    shop.check(Trigger.PERSON)
    assert not shop.waiting()


def test_many_refusals_of_a_parcel_under_way_are_told(shop: Counter) -> None:
    shop.ship(A)
    shop.says(A, S.IN_TRANSIT)
    shop.check()
    shop.carrier.refused = {A}
    states = [shop.check(days=1).state for _ in range(6)]
    assert states.count(RunState.WITH_WARNINGS) == 1
    assert shop.waiting()["delivery.problem"].values["code"] == A


@pytest.mark.parametrize("status", [S.NOT_FOUND, S.UNKNOWN])
def test_an_absence_is_no_verdict(shop: Counter, status: S) -> None:
    order = shop.ship(A)
    shop.says(A, S.DELIVERED)
    shop.check()
    shop.carrier.known[A] = Delivery(A, status)
    for _ in range(4):
        assert shop.check(days=1).state is RunState.SUCCEEDED
    assert shop.delivered(order) is not None and not shop.waiting()


def test_a_code_that_is_never_posted_is_told_once_and_still_asked_about(shop: Counter) -> None:
    order = shop.ship(A)
    states = [shop.check(days=1).state for _ in range(20)]
    assert states.count(RunState.WITH_WARNINGS) == 1
    assert shop.waiting()["delivery.silent"].values["code"] == A
    shop.clock.move(DAY)
    shop.says(A, S.DELIVERED)
    shop.check()
    assert shop.delivered(order) == shop.today and not shop.waiting()


@pytest.mark.parametrize(
    "changes",
    [{"status": OrderStatus.CANCELLED}, {"delivered_on": date(2026, 3, 2)}],
    ids=["cancelled", "delivered"],
)
def test_what_a_person_settled_in_the_erp_leaves_the_list(shop: Counter, changes: dict[str, object]) -> None:
    order = shop.ship(f"{A} ontem AA12345678BR")
    shop.says(A, S.LOST_OR_DAMAGED)
    shop.check()
    assert shop.waiting().keys() == {"delivery.problem", "delivery.unread_code"}
    at = shop.erp.orders.index(shop.order(order))
    shop.erp.orders[at] = replace(shop.order(order), **changes)  # type: ignore[arg-type]
    shop.check(days=1)
    assert not shop.waiting()


# -- after the end --


@pytest.mark.parametrize("status", [S.RETURNED, S.RETURNING, S.LOST_OR_DAMAGED, S.IN_TRANSIT])
def test_news_after_a_delivery_are_told_once_and_change_nothing(shop: Counter, status: S) -> None:
    order = shop.ship(A)
    shop.says(A, S.DELIVERED)
    shop.check()
    day = shop.delivered(order)
    assert day is not None
    shop.says(A, status, detail="Objeto entregue ao remetente")
    assert shop.check(days=1).state is RunState.WITH_WARNINGS
    told = shop.waiting()["delivery.undone"]
    assert told.values["code"] == A and told.next_try_at is None
    assert shop.check(days=1).state is RunState.SUCCEEDED
    assert shop.delivered(order) == day and shop.order(order).status is OrderStatus.DELIVERED
    shop.clock.move(DAY)
    shop.says(A, S.DELIVERED)
    shop.check()
    assert not shop.waiting()


@pytest.mark.parametrize("status", [S.LOST_OR_DAMAGED, S.CANCELED, S.RETURNED])
def test_what_was_over_and_is_delivered_after_all_is_written(shop: Counter, status: S) -> None:
    order = shop.ship(A)
    shop.says(A, status)
    assert shop.check().state is RunState.WITH_WARNINGS
    assert shop.check(days=1).state is RunState.SUCCEEDED
    shop.clock.move(DAY)
    shop.says(A, S.DELIVERED)
    shop.check()
    assert shop.delivered(order) == shop.today and not shop.waiting()


def test_finals_are_looked_at_for_some_days_and_no_longer(shop: Counter) -> None:
    shop.ship(A)
    shop.says(A, S.DELIVERED)
    shop.check()
    for _ in range(15):
        shop.check(days=1)
    assert 8 <= len(shop.carrier.asked) <= 12
    shop.carrier.asked.clear()
    shop.check(Trigger.PERSON)
    assert not shop.carrier.asked


def test_a_delivery_before_the_order_was_made_is_none(shop: Counter) -> None:
    order = shop.ship(A, days=3)
    shop.says(A, S.DELIVERED, hours_ago=24 * 200)
    assert shop.check().state is RunState.WITH_WARNINGS
    assert shop.delivered(order) is None


# -- out of the window --


def test_what_is_out_of_the_window_is_told_once_and_a_button_asks_about_it(shop: Counter) -> None:
    order = shop.ship(A, days=90)
    shop.ship(B, days=200)
    shop.ship("AB123456789BR", days=90, delivered_on=shop.today)
    shop.says(A, S.DELIVERED)
    assert shop.check().state is RunState.WITH_WARNINGS
    told = list(shop.storage.pending.waiting())
    assert [(one.cause, one.record_id) for one in told] == [("delivery.left_window", order)]
    for _ in range(3):
        assert shop.check(days=1).state is RunState.SUCCEEDED
    assert not shop.carrier.asked and shop.delivered(order) is None
    shop.check(Trigger.PERSON)
    assert shop.asked() == [A] and shop.delivered(order) is not None and not shop.waiting()


def test_an_order_is_told_when_it_goes_out_of_the_window(shop: Counter) -> None:
    shop.ship(A, days=58)
    shop.says(A, S.IN_TRANSIT)
    states = [shop.check(days=1).state for _ in range(6)]
    assert states.count(RunState.WITH_WARNINGS) == 1
    assert shop.waiting()["delivery.left_window"].label == "P1"
