"""A cancellation that was carried to the ERP is not carried again: a person may open the order there anew."""

from dataclasses import replace
from datetime import timedelta

import pytest

from ecco_desktop.domain.orders import OrderStatus
from ecco_desktop.domain.pending import PendingState
from tests.fakes.app import FakeShop
from tests.fakes.orders import NOW
from tests.unit.jobs.test_import_orders import stocked


@pytest.fixture
def cancelled(shop: FakeShop) -> FakeShop:
    """An order that came in, was cancelled in the store, and so in the ERP."""
    stocked(shop, "1")
    shop.run("import_orders")
    shop.tasks.create("sync_cancelled_orders", "Loja", None, {"from_store": "yes"})
    said(shop, "cancelled", 1)
    shop.run("sync_cancelled_orders")
    assert status(shop) is OrderStatus.CANCELLED
    return shop


def said(shop: FakeShop, word: str, minutes: int) -> None:
    order = shop.store.orders["1"]
    at = NOW + timedelta(minutes=minutes)
    shop.store.orders["1"] = replace(order, status=word, paid=False, modified_at=at)


def reopened(shop: FakeShop) -> None:
    shop.erp.orders = [replace(shop.erp.orders[0], status=OrderStatus.OPEN)]


def status(shop: FakeShop) -> OrderStatus:
    return shop.erp.orders[0].status


@pytest.mark.parametrize("minutes", [0, 1, 60, 60 * 24 * 3])
def test_an_order_that_is_opened_again_in_the_erp_stays_open_and_is_told(
    cancelled: FakeShop, minutes: int
) -> None:
    reopened(cancelled)
    for _ in range(3):
        cancelled.clock.move(minutes * 60)
        cancelled.run("import_orders")
        cancelled.run("sync_cancelled_orders")
    assert status(cancelled) is OrderStatus.OPEN
    (record,) = cancelled.storage.pending.waiting()
    assert (record.cause, record.state) == ("order.reopened", PendingState.NEEDS_PERSON)


def test_what_the_store_says_anew_counts_anew(cancelled: FakeShop) -> None:
    reopened(cancelled)
    cancelled.run("sync_cancelled_orders")
    said(cancelled, "processing", 10)
    cancelled.run("sync_cancelled_orders")
    assert (status(cancelled), cancelled.storage.pending.waiting()) == (OrderStatus.OPEN, [])
    said(cancelled, "cancelled", 20)
    cancelled.run("sync_cancelled_orders")
    assert status(cancelled) is OrderStatus.CANCELLED


def test_it_is_settled_where_the_erp_cancels_it_after_all(cancelled: FakeShop) -> None:
    reopened(cancelled)
    cancelled.run("sync_cancelled_orders")
    cancelled.erp.orders = [replace(cancelled.erp.orders[0], status=OrderStatus.CANCELLED)]
    cancelled.run("sync_cancelled_orders")
    assert cancelled.storage.pending.waiting() == []
