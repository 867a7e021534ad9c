"""What a person says that a store's word means holds before, after and without an order's import."""

from dataclasses import replace

import pytest

from ecco_desktop.domain.orders import OrderStatus, PaymentKind
from ecco_desktop.domain.runs import Trigger
from tests.fakes.app import FakeShop
from tests.unit.jobs.test_sight import shown, sold, stocked, waiting

PLUGIN = "devolvido"


@pytest.fixture
def seller(shop: FakeShop) -> FakeShop:
    """A shop with ten of one product, in step."""
    stocked(shop, 10, 10)
    shop.run("import_orders")
    shop.run("sync_stock", Trigger.PERSON)
    return shop


def says(shop: FakeShop, word: str, status: OrderStatus | None) -> None:
    shop.storage.connections.save_status(shop.loja.id, word, status)
    shop.storage.pending.release(shop.loja.id, "order.status_unknown", {"status": word})


def becomes(shop: FakeShop, status: str) -> None:
    shop.clock.move(600)
    order = replace(shop.store.orders["1"], status=status, modified_at=shop.clock.now())  # type: ignore[arg-type]
    shop.store.orders["1"] = order


def test_what_a_person_maps_to_cancelled_does_not_come_in_and_holds_nothing(seller: FakeShop) -> None:
    sold(seller, "1", 3, status=PLUGIN)
    seller.run("import_orders")
    assert waiting(seller) == {"1": "order.status_unknown"}
    says(seller, PLUGIN, OrderStatus.CANCELLED)
    ended = seller.run("import_orders")
    assert (seller.erp.orders, waiting(seller)) == ([], {})
    assert "order.over" in seller.keys(ended)
    for _ in range(2):
        seller.run("sync_stock", Trigger.PERSON)
    assert shown(seller) == 10


@pytest.mark.parametrize("word", ["cancelled", "trash", PLUGIN])
@pytest.mark.parametrize("options", [None, {"from_store": "no", "to_store": "yes"}])
def test_an_order_that_ends_after_its_import_waits_where_no_task_cancels_it(
    seller: FakeShop, word: str, options: dict[str, str] | None
) -> None:
    says(seller, PLUGIN, OrderStatus.CANCELLED)
    if options is not None:
        seller.tasks.create("sync_cancelled_orders", "Loja", None, options)
    sold(seller, "1", 3)
    seller.run("import_orders")
    becomes(seller, word)
    seller.run("import_orders")
    assert waiting(seller) == {"1": "order.over_after"}
    seller.erp.orders = [replace(seller.erp.orders[0], status=OrderStatus.CANCELLED)]
    seller.run("import_orders", Trigger.PERSON)
    assert waiting(seller) == {}


@pytest.mark.parametrize("word", ["cancelled", PLUGIN])
def test_the_task_that_copies_cancellations_has_the_say_where_it_is_on(seller: FakeShop, word: str) -> None:
    says(seller, PLUGIN, OrderStatus.CANCELLED)
    seller.tasks.create("sync_cancelled_orders", "Loja", None, {"from_store": "yes"})
    sold(seller, "1", 3)
    seller.run("import_orders")
    seller.run("sync_cancelled_orders")
    becomes(seller, word)
    seller.run("import_orders")
    assert waiting(seller) == {}
    seller.run("sync_cancelled_orders")
    assert [order.status for order in seller.erp.orders] == [OrderStatus.CANCELLED]


def test_a_plugins_word_for_paid_comes_in_though_the_store_noted_no_payment(seller: FakeShop) -> None:
    """A deposit seen by hand: the order goes from "on-hold" to a plug-in's, and has no date of payment."""
    sold(seller, "1", 3, status="em-separacao", paid=False, paid_at=None)
    seller.run("import_orders")
    assert waiting(seller) == {"1": "order.status_unknown"}
    says(seller, "em-separacao", OrderStatus.PICKING)
    assert seller.run("import_orders").tally.created == 1
    assert seller.erp.orders[0].status is OrderStatus.PICKING and waiting(seller) == {}


@pytest.mark.parametrize(
    ("payment", "status"),
    [(PaymentKind.PIX, OrderStatus.PAYMENT_PENDING), (PaymentKind.ON_DELIVERY, OrderStatus.PICKING)],
)
def test_a_plugins_word_for_unpaid_stays_out(
    seller: FakeShop, payment: PaymentKind, status: OrderStatus
) -> None:
    says(seller, "aguardando", status)
    sold(seller, "1", 3, status="aguardando", paid=False, paid_at=None, payment=payment)
    seller.run("import_orders")
    assert (seller.erp.orders, waiting(seller)) == ([], {})
