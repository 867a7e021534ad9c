"""What the store is told of parcels: codes, not what was typed; steps of all parcels; no denied delivery."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from ecco_desktop.domain.connections import Role
from ecco_desktop.domain.deliveries import Delivery
from ecco_desktop.domain.deliveries import DeliveryStatus as S
from ecco_desktop.domain.orders import OrderStatus
from ecco_desktop.domain.runs import RunState
from tests.fakes.app import FakeShop
from tests.unit.jobs.test_import_orders import stocked

A, B = "AA123456785BR", "OC063908579BR"
DAY = 86400


class Shop(FakeShop):
    """With one imported order on its way."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        stocked(self, "1")
        self.run("import_orders")
        self.storage.connections.add("Correios", "correios", Role.CARRIER, {})
        self.tasks.create("check_deliveries", "Correios", None, {})
        for automation in ("update_logistics_status", "send_deliveries"):
            self.tasks.create(automation, "Loja", None, {})

    def becomes(self, **changes: object) -> None:
        self.erp.orders = [replace(self.erp.orders[0], **changes)]  # type: ignore[arg-type]

    def says(self, code: str, status: S) -> None:
        at = self.clock.now() - timedelta(hours=1)
        delivered = at if status is S.DELIVERED else None
        self.carrier.known[code] = Delivery(code, status, at, None, delivered)


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[Shop]:
    made = Shop(tmp_path)
    yield made
    made.close()


def test_the_store_gets_codes_and_the_step_that_every_parcel_has_reached(shop: Shop) -> None:
    typed = f"Códigos:\u00a0{A.lower()} / {B}"
    shop.becomes(status=OrderStatus.INVOICED, invoiced=True, tracking_code=typed)
    shop.says(A, S.OUT_FOR_DELIVERY)
    shop.says(B, S.POSTED)
    shop.run("update_logistics_status")
    assert shop.erp.orders[0].dispatched
    assert shop.store.codes["1"].code == f"{A}, {B}"
    assert [text for text, _ in shop.store.steps["1"]] == ["Postado"]
    shop.carrier.refused = {A, B}
    shop.clock.move(DAY)
    shop.run("update_logistics_status")
    assert len(shop.store.steps["1"]) == 1


def test_a_step_that_the_store_had_no_parcel_for_is_told_at_the_next_turn(
    shop: Shop, monkeypatch: pytest.MonkeyPatch
) -> None:
    shop.becomes(status=OrderStatus.INVOICED, invoiced=True, tracking_code=A)
    shop.says(A, S.IN_TRANSIT)
    with monkeypatch.context() as bare:
        bare.setattr(shop.store, "send_delivery_step", lambda *_: "")
        shop.run("update_logistics_status")
    shop.clock.move(DAY)
    shop.run("update_logistics_status")
    assert [text for text, _ in shop.store.steps["1"]] == ["Em trânsito"]


def test_a_store_is_not_told_of_a_delivery_that_the_carrier_took_back_until_somebody_says_so(
    shop: Shop,
) -> None:
    shop.becomes(status=OrderStatus.INVOICED, invoiced=True, tracking_code=A)
    shop.says(A, S.DELIVERED)
    shop.run("check_deliveries")
    assert shop.erp.orders[0].status is OrderStatus.DELIVERED
    shop.says(A, S.RETURNED)
    shop.clock.move(DAY)
    shop.run("check_deliveries")
    before = shop.store.orders["1"].status
    assert shop.run("send_deliveries").state is RunState.WITH_WARNINGS
    assert shop.store.orders["1"].status == before
    (told,) = (one for one in shop.storage.pending.waiting() if one.cause == "delivery.denied")
    shop.clock.move(DAY)
    assert shop.run("send_deliveries").state is RunState.SUCCEEDED
    shop.storage.pending.retry([told.id])
    shop.run("send_deliveries")
    assert shop.store.orders["1"].status != before
    assert all(one.cause != "delivery.denied" for one in shop.storage.pending.waiting())


def test_orders_that_left_undelivered_are_told_once_in_one_line(shop: Shop) -> None:
    shop.becomes(status=OrderStatus.INVOICED, invoiced=True)
    assert shop.run("send_deliveries").state is RunState.SUCCEEDED
    shop.clock.move(70 * DAY)
    ended = shop.run("send_deliveries")
    assert ended.state is RunState.WITH_WARNINGS
    assert shop.keys(ended).count("delivery.left_untold") == 1
    shop.clock.move(DAY)
    assert shop.run("send_deliveries").state is RunState.SUCCEEDED
