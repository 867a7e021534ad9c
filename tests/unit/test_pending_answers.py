"""Which ERP order a store order is, where nothing proves it: a person answers, once, for one order."""

import pytest

from ecco_desktop.domain.connections import Role
from ecco_desktop.domain.errors import SetupProblem
from ecco_desktop.domain.links import Link, LinkKind
from ecco_desktop.services.pending import MAYBE_OURS, PendingService
from tests.fakes.app import FakeShop
from tests.unit.jobs.test_already_there import LONG, erp_order, linked
from tests.unit.jobs.test_identity import causes
from tests.unit.jobs.test_import_orders import OTHER, stocked


@pytest.fixture
def pending(shop: FakeShop) -> PendingService:
    return PendingService(shop.storage, shop.clock, shop.deeds)


def asked(shop: FakeShop, *orders: object) -> int:
    stocked(shop, LONG)
    shop.erp.orders = list(orders) or [erp_order()]  # type: ignore[arg-type]
    shop.run("import_orders")
    [record] = shop.storage.pending.waiting()
    return record.id


def test_it_is_this_order(shop: FakeShop, pending: PendingService) -> None:
    pending.answer(asked(shop), same=True)
    shop.run("import_orders")
    assert linked(shop) == "a"
    assert (len(shop.erp.orders), shop.storage.pending.count()) == (1, 0)


def test_it_is_another_and_is_made_once(shop: FakeShop, pending: PendingService) -> None:
    pending.answer(asked(shop), same=False)
    shop.erp.lose = ["after"]
    for _ in range(3):
        shop.run("import_orders")
    assert linked(shop) not in (None, "a")
    assert (len(shop.erp.orders), shop.storage.pending.count()) == (2, 0)


def test_an_answer_holds_for_what_was_asked_about_alone(shop: FakeShop, pending: PendingService) -> None:
    pending.answer(asked(shop), same=False)
    shop.erp.orders.append(erp_order(key="b"))
    shop.run("import_orders")
    assert (causes(shop), len(shop.erp.orders)) == ({MAYBE_OURS}, 2)


def test_this_order_is_not_ours_where_it_was_linked_meanwhile(
    shop: FakeShop, pending: PendingService
) -> None:
    pending.answer(asked(shop), same=True)
    other = shop.storage.connections.add("Outra", "woocommerce", Role.STORE, {})
    shop.storage.links.save([Link(other.id, LinkKind.ORDER, "a", "9", LONG)])
    shop.run("import_orders")
    assert (linked(shop), causes(shop)) == (None, {"order.number_linked"})


def test_only_what_was_asked_is_answered(shop: FakeShop, pending: PendingService) -> None:
    number = asked(shop, erp_order(document=OTHER))
    with pytest.raises(SetupProblem) as refused:
        pending.answer(number, same=True)
    assert refused.value.key == "pending.not_asked"
    pending.answer(number, same=False)
    shop.run("import_orders")
    assert len(shop.erp.orders) == 2
    with pytest.raises(SetupProblem) as unknown:
        pending.answer(999, same=True)
    assert unknown.value.key == "pending.unknown"


def test_each_order_is_a_question_of_its_own(shop: FakeShop, pending: PendingService) -> None:
    stocked(shop, "1", "2")
    shop.erp.orders = [erp_order("1"), erp_order("2", "b")]
    shop.run("import_orders")
    assert [len(group.records) for group in pending.groups()] == [1, 1]
