"""What waits leaves the list once it is solved on either side; no cancellation falls between two runs."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest

from ecco_desktop.domain.connections import Role
from ecco_desktop.domain.errors import RecordProblem
from ecco_desktop.domain.links import Link, LinkKind
from ecco_desktop.domain.marks import Mark
from ecco_desktop.domain.orders import ErpOrder, OrderStatus, StoreOrder
from ecco_desktop.domain.runs import Trigger
from ecco_desktop.jobs.orders import creation
from ecco_desktop.services.pending import PendingService
from tests.fakes.app import FakeShop
from tests.fakes.orders import NOW
from tests.unit.jobs.test_identity import causes, ran
from tests.unit.jobs.test_import_orders import stocked

DAY = 24 * 3600
BOTH = {"from_store": "yes", "to_store": "yes"}
ON_BOOKS = ("sync_cancelled_orders", "sync_order_status", "send_deliveries", "update_logistics_status")


def refusing(*_args: object) -> None:
    raise RecordProblem("ecco.order_refused", order="1", detail="não")


def moved(shop: FakeShop, order_id: str, **changes: object) -> None:
    known = shop.store.orders[order_id]
    assert isinstance(known, StoreOrder)
    changes = {"modified_at": shop.store.moment(), **changes}
    shop.store.orders[order_id] = replace(known, **changes)  # type: ignore[arg-type]


def time_passes(shop: FakeShop) -> None:
    """Another order changes half an hour later: bookmarks stand behind what was before it."""
    stocked(shop, "9")
    moved(shop, "9", modified_at=NOW + timedelta(minutes=30), status="on-hold", paid=False)
    shop.clock.move(3 * 3600)


@pytest.fixture
def refused(shop: FakeShop, monkeypatch: pytest.MonkeyPatch) -> FakeShop:
    """An order whose cancellation the ERP refused."""
    stocked(shop, "1")
    shop.run("import_orders")
    ran(shop, "sync_cancelled_orders")
    moved(shop, "1", status="cancelled")
    with monkeypatch.context() as patch:
        patch.setattr(shop.erp, "change_order", refusing)
        shop.run("sync_cancelled_orders")
    assert causes(shop) == {"ecco.order_refused"}
    shop.clock.move(DAY)
    return shop


def test_a_cancellation_that_the_shop_took_back_waits_no_more(refused: FakeShop) -> None:
    moved(refused, "1", status="processing")
    refused.run("sync_cancelled_orders")
    assert causes(refused) == set()
    assert refused.erp.orders[0].status is OrderStatus.OPEN


def test_a_cancellation_made_by_hand_of_an_order_the_store_deleted_waits_no_more(refused: FakeShop) -> None:
    del refused.store.orders["1"]
    refused.run("sync_cancelled_orders")
    assert causes(refused) == {"ecco.order_refused"}
    refused.erp.orders = [replace(refused.erp.orders[0], status=OrderStatus.CANCELLED)]
    refused.run("sync_cancelled_orders")
    assert causes(refused) == set()


@pytest.mark.parametrize("trigger", [Trigger.SCHEDULE, Trigger.PERSON])
def test_an_order_that_the_erp_has_again_leaves_every_list(shop: FakeShop, trigger: Trigger) -> None:
    stocked(shop, "1")
    shop.run("import_orders")
    for automation in ON_BOOKS:
        shop.tasks.create(automation, "Loja", None, BOTH if automation == "sync_cancelled_orders" else {})
    kept, shop.erp.orders = shop.erp.orders, []
    for automation in ON_BOOKS:
        shop.run(automation)
    assert [record.automation for record in shop.storage.pending.waiting()] == list(ON_BOOKS)
    for automation in ON_BOOKS:
        shop.run(automation)
    assert len(shop.storage.pending.waiting()) == len(ON_BOOKS)
    shop.erp.orders = kept
    for automation in ON_BOOKS:
        shop.run(automation, trigger)
    left = {record.automation for record in shop.storage.pending.waiting()}
    # The situations ask again only when a person does: what they do travels over the link.
    assert left <= ({"sync_order_status"} if trigger is Trigger.SCHEDULE else set())


def test_a_parcel_that_arrived_needs_its_code_told_no_more(
    shop: FakeShop, monkeypatch: pytest.MonkeyPatch
) -> None:
    stocked(shop, "1")
    shop.run("import_orders")
    sent = {"status": OrderStatus.INVOICED, "invoiced": True, "tracking_code": "AA123456785BR"}
    shop.erp.orders = [replace(shop.erp.orders[0], **sent)]  # type: ignore[arg-type]
    with monkeypatch.context() as patch:
        patch.setattr(shop.store, "send_tracking", refusing)
        ran(shop, "update_logistics_status")
    assert causes(shop) == {"ecco.order_refused"}
    shop.erp.orders = [replace(shop.erp.orders[0], status=OrderStatus.DELIVERED, delivered_on=NOW.date())]
    shop.clock.move(DAY)
    shop.run("update_logistics_status")
    assert causes(shop) == set()


@pytest.mark.parametrize("deed", ["deleted", "refunded", "changed"])
def test_who_cancels_it_in_the_erp_has_answered(shop: FakeShop, deed: str) -> None:
    stocked(shop, "1")
    shop.run("import_orders")
    if deed == "deleted":
        del shop.store.orders["1"]
    else:
        moved(shop, "1", **{"refunded": {"status": "refunded"}, "changed": {"total": Decimal(200)}}[deed])
    shop.clock.move(2 * DAY)
    shop.run("import_orders")
    assert len(causes(shop)) == 1
    shop.erp.orders = [replace(shop.erp.orders[0], status=OrderStatus.CANCELLED)]
    for _ in range(2):
        shop.clock.move(2 * DAY)
        shop.run("import_orders")
        assert causes(shop) == set()


def test_an_order_cancelled_before_its_lost_answer_was_settled_is_cancelled(
    shop: FakeShop, monkeypatch: pytest.MonkeyPatch
) -> None:
    stocked(shop, "1")
    shop.tasks.create("sync_cancelled_orders", "Loja", None, {"from_store": "yes"})
    real = shop.erp.create_order

    def cut(draft: object) -> None:
        real(draft)  # type: ignore[arg-type]
        raise MemoryError

    with monkeypatch.context() as patch:
        patch.setattr(shop.erp, "create_order", cut)
        shop.run("import_orders")
    moved(shop, "1", status="cancelled")
    time_passes(shop)
    shop.run("sync_cancelled_orders")
    shop.run("import_orders")
    assert causes(shop) == {"order.over_after"}
    shop.run("sync_cancelled_orders")
    assert [order.status for order in shop.erp.orders] == [OrderStatus.CANCELLED]
    shop.clock.move(DAY)
    shop.run("import_orders")
    assert causes(shop) == set()


def test_an_order_cancelled_before_a_person_said_that_it_is_this_one_is_cancelled(shop: FakeShop) -> None:
    stocked(shop, "1")
    shop.erp.orders = [ErpOrder("a", "a", "1", OrderStatus.OPEN, "", NOW.date(), Decimal(50))]
    shop.tasks.create("sync_cancelled_orders", "Loja", None, {"from_store": "yes"})
    shop.run("import_orders")
    [record] = shop.storage.pending.waiting()
    moved(shop, "1", status="cancelled")
    shop.run("sync_cancelled_orders")
    PendingService(shop.storage, shop.clock, shop.deeds).answer(record.id, same=True)
    shop.run("import_orders")
    assert shop.storage.links.erp_id(shop.loja.id, LinkKind.ORDER, "1") == "a"
    shop.run("sync_cancelled_orders")
    assert [order.status for order in shop.erp.orders] == [OrderStatus.CANCELLED]


def test_what_may_be_in_the_erp_is_asked_about_though_the_store_cancels_it(shop: FakeShop) -> None:
    stocked(shop, "1")
    shop.erp.orders = [ErpOrder("a", "a", "1", OrderStatus.OPEN, "", NOW.date(), Decimal(50))]
    shop.run("import_orders")
    moved(shop, "1", status="cancelled")
    shop.run("import_orders")
    assert causes(shop) == {"order.perhaps_there"}
    [record] = shop.storage.pending.waiting()
    PendingService(shop.storage, shop.clock, shop.deeds).answer(record.id, same=False)
    shop.run("import_orders")
    assert (causes(shop), len(shop.erp.orders)) == (set(), 1)


@pytest.mark.parametrize("way", ["answered", "lost"])
def test_an_order_that_was_there_already_stays_in_sight(
    shop: FakeShop, monkeypatch: pytest.MonkeyPatch, way: str
) -> None:
    stocked(shop, "1")
    monkeypatch.setattr(creation, "SETTLE_SECONDS", 0.0)
    real, shop.erp.lose = shop.erp.find_orders, ["after"] if way == "lost" else []

    def find(*asked: object) -> object:
        if way == "lost" and shop.erp.orders:
            raise RecordProblem("ecco.unclear", what="1")
        return real(*asked)  # type: ignore[arg-type]

    if way == "answered":
        shop.erp.orders = [ErpOrder("a", "a", "1", OrderStatus.OPEN, "", NOW.date(), None)]
    with monkeypatch.context() as patch:
        patch.setattr(shop.erp, "find_orders", find)
        shop.run("import_orders")
        time_passes(shop)
        shop.run("import_orders")
    assert len(shop.storage.pending.waiting()) == 1
    shop.clock.move(DAY)
    if way == "answered":
        [record] = shop.storage.pending.waiting()
        PendingService(shop.storage, shop.clock, shop.deeds).answer(record.id, same=True)
    shop.run("import_orders")
    assert shop.storage.links.erp_id(shop.loja.id, LinkKind.ORDER, "1") is not None
    del shop.store.orders["1"]
    shop.clock.move(2 * DAY)
    shop.run("import_orders")
    assert causes(shop) == {"order.deleted_after"}


def test_a_situation_mapped_long_after_cancels_what_is_over(shop: FakeShop) -> None:
    stocked(shop, "1")
    shop.run("import_orders")
    ran(shop, "sync_cancelled_orders")
    moved(shop, "1", status="refunded")
    shop.run("import_orders")
    time_passes(shop)
    shop.run("import_orders")
    shop.run("sync_cancelled_orders")
    assert causes(shop) == {"order.over_after"}
    shop.storage.connections.save_status(shop.loja.id, "refunded", OrderStatus.CANCELLED)
    shop.clock.move(3 * 3600)
    shop.run("sync_cancelled_orders")
    assert [order.status for order in shop.erp.orders] == [OrderStatus.CANCELLED]


@pytest.mark.parametrize("told_by", ["link", "mark"])
def test_a_number_that_only_holds_ours_is_another_stores(shop: FakeShop, told_by: str) -> None:
    """The ERP was put back, and gave the id of 1001 to B-1001 of the store with the prefix "B-"."""
    stocked(shop, "1001")
    shop.run("import_orders")
    known = shop.erp.orders[0]
    other = shop.storage.connections.add("Outra", "woocommerce", Role.STORE, {})
    marks = (Mark("woocommerce:outra", "5", NOW),) if told_by == "mark" else ()
    if told_by == "link":
        shop.storage.links.save([Link(other.id, LinkKind.ORDER, known.id, "5", "1001", NOW, "B-1001")])
    billed = {"status": OrderStatus.INVOICED, "invoiced": True, "invoice_number": "77", "marks": marks}
    shop.erp.orders = [replace(known, external_number="B-1001", **billed)]  # type: ignore[arg-type]
    ran(shop, "sync_order_status")
    assert causes(shop) == {"link.other_in_erp"}
    assert (shop.store.invoices, shop.store.moves) == ({}, [])
