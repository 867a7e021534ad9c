"""A link is proved by both sides before anything travels over it."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ecco_desktop.connectors.erp.eccosys.mapping import to_order
from ecco_desktop.domain.connections import Role
from ecco_desktop.domain.links import Link, LinkKind
from ecco_desktop.domain.orders import ErpOrder, ErpOrderDraft, OrderStatus
from ecco_desktop.domain.pending import PendingState
from ecco_desktop.domain.runs import Run
from ecco_desktop.jobs.run.held import HELD
from tests.fakes.app import FakeShop
from tests.fakes.orders import CUSTOMER, NOW, store_order
from tests.unit.jobs.test_import_orders import stocked

LATER = NOW + timedelta(days=3)


def ran(shop: FakeShop, automation: str) -> Run:
    """A run of a task that is made for it."""
    ways = {"from_store": "yes"} if automation == "sync_cancelled_orders" else {}
    shop.tasks.create(automation, "Loja", None, ways)
    return shop.run(automation)


def causes(shop: FakeShop) -> set[str]:
    return {record.cause for record in shop.storage.pending.waiting()}


def reinstalled(shop: FakeShop, **changes: object) -> None:
    held = (("11", 2),)
    shop.store.orders["1"] = store_order("1", created_at=LATER, modified_at=LATER, held=held, **changes)


def test_a_store_installed_anew_gives_out_its_ids_again(shop: FakeShop) -> None:
    stocked(shop, "1")
    shop.run("import_orders")
    reinstalled(shop)
    shop.run("import_orders")
    [record] = shop.storage.pending.waiting()
    assert (record.cause, record.state) == ("link.other_in_store", PendingState.NEEDS_PERSON)
    assert "1" in shop.storage.memory.all(shop.loja.id, HELD.kind)
    assert len(shop.erp.orders) == 1


@pytest.mark.parametrize("automation", ["sync_order_status", "sync_cancelled_orders"])
@pytest.mark.parametrize("status", ["on-hold", "cancelled"])
def test_what_happens_to_the_new_order_does_not_reach_the_old_one(
    shop: FakeShop, automation: str, status: str
) -> None:
    stocked(shop, "1")
    shop.run("import_orders")
    before = list(shop.erp.orders)
    reinstalled(shop, status=status, paid=False)
    ran(shop, automation)
    assert shop.erp.orders == before
    if automation == "sync_order_status" or status == "cancelled":
        assert causes(shop) == {"link.other_in_store"}


def test_an_order_by_telephone_under_the_id_of_a_linked_one(shop: FakeShop) -> None:
    stocked(shop, "1")
    shop.run("import_orders")
    shop.erp.orders = [
        replace(shop.erp.orders[0], external_number="", status=OrderStatus.INVOICED, invoiced=True)
    ]
    before = dict(shop.store.orders)
    ran(shop, "sync_order_status")
    assert causes(shop) == {"link.other_in_erp"}
    assert shop.store.orders == before


def test_a_linked_order_that_the_erp_lost_is_told(shop: FakeShop) -> None:
    stocked(shop, "1")
    shop.run("import_orders")
    shop.erp.orders = []
    ran(shop, "sync_order_status")
    assert causes(shop) == {"link.gone_in_erp"}


def test_an_order_whose_answer_was_lost_and_that_the_erp_lost_then_is_told(
    shop: FakeShop,
) -> None:
    """The store tells of it no more, so only the ERP's own mark proves when it was made."""
    stocked(shop, "1")
    shop.erp.lose = ["after"]
    shop.run("import_orders")
    link = shop.storage.links.proofs(shop.loja.id, LinkKind.ORDER)["1"]
    assert link.made_at == NOW
    shop.erp.orders = []
    ran(shop, "sync_order_status")
    assert causes(shop) == {"link.gone_in_erp"}


def test_a_link_of_an_earlier_version_gets_its_proof(shop: FakeShop) -> None:
    stocked(shop, "1")
    shop.erp.orders = [ErpOrder("a", "a", "1", OrderStatus.OPEN, "", NOW.date(), Decimal("99.90"))]
    shop.storage.links.save([Link(shop.loja.id, LinkKind.ORDER, "a", "1", "1")])
    shop.run("import_orders")
    ran(shop, "sync_order_status")
    link = shop.storage.links.proofs(shop.loja.id, LinkKind.ORDER)["1"]
    assert (link.made_at, link.external_number) == (NOW, "1")


def test_what_another_connection_is_linked_to_is_never_already_there(shop: FakeShop) -> None:
    stocked(shop, "1")
    shop.erp.orders = [ErpOrder("a", "a", "1", OrderStatus.OPEN, "", None, Decimal("99.90"))]
    other = shop.storage.connections.add("Outra", "woocommerce", Role.STORE, {})
    shop.storage.links.save([Link(other.id, LinkKind.ORDER, "a", "1", "1")])
    shop.run("import_orders")
    assert causes(shop) == {"order.number_linked"}
    assert shop.storage.links.erp_id(shop.loja.id, LinkKind.ORDER, "1") is None


def test_another_buyer_is_another_order(shop: FakeShop) -> None:
    stocked(shop, "1")
    total = Decimal("99.90")
    known = ErpOrder("a", "a", "1", OrderStatus.OPEN, "", None, total, document="39053344705")
    shop.erp.orders = [known]
    shop.run("import_orders")
    assert causes(shop) == {"order.number_taken"}
    shop.erp.orders = [replace(known, document=CUSTOMER.document)]
    shop.clock.move(3600)
    shop.run("import_orders")
    assert shop.storage.links.erp_id(shop.loja.id, LinkKind.ORDER, "1") == "a"


@given(
    seconds=st.integers(-(10**8), 10**8),
    prefix=st.sampled_from(["", "B-", "L1"]),
    number=st.integers(1, 10**9).map(str),
)
def test_only_the_instant_of_creation_proves_a_store_order(seconds: int, prefix: str, number: str) -> None:
    link = Link(1, LinkKind.ORDER, "a", "1", number, NOW, prefix + number)
    assert link.is_of_store("other", NOW + timedelta(seconds=seconds)) == (abs(seconds) <= 60)
    assert link.is_of_erp(prefix + number)
    assert not link.is_of_erp(number + "0")
    assert not link.is_of_erp("")
    assert replace(link, external_number="").is_of_erp(prefix + number)


@pytest.mark.parametrize("block", ["_Contato", "_Cliente"])
def test_the_buyer_is_read_from_either_block_of_the_erp(block: str) -> None:
    order = to_order({"id": "7", block: {"cnpj": "39053344705"}})
    assert order is not None
    assert order.document == "39053344705"


def test_no_block_tells_no_buyer() -> None:
    order = to_order({"id": "7", "_Contato": "?"})
    assert order is not None
    assert order.document == ""


def test_an_erp_that_gives_its_ids_out_again_leaves_no_order_out_of_sight(shop: FakeShop) -> None:
    stocked(shop, "1")
    shop.run("import_orders")
    (known,) = shop.erp.orders
    # The ERP is put back to its backup: the order is gone, and the next one gets its id.
    shop.erp.orders.clear()
    shop.store.orders["2"] = store_order("2", modified_at=LATER)
    made = shop.erp.create_order

    def again(draft: ErpOrderDraft) -> ErpOrder:
        order = replace(made(draft), id=known.id)
        shop.erp.orders = [order]
        return order

    shop.erp.create_order = again  # type: ignore[method-assign]
    shop.run("import_orders")
    waiting = {record.label: record.cause for record in shop.storage.pending.waiting()}
    assert waiting["2"] == "link.id_given_again"
    shop.run("import_orders")
    assert "2" in {record.label for record in shop.storage.pending.waiting()}
    assert len(shop.erp.orders) == 1
