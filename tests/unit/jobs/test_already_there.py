"""Which ERP order is "already there": our own mark, or number, buyer and total; else a person says."""

from dataclasses import replace
from decimal import Decimal

import pytest

from ecco_desktop.domain.connections import Role
from ecco_desktop.domain.links import Link, LinkKind
from ecco_desktop.domain.orders import ErpOrder, OrderStatus
from tests.fakes.app import FakeShop
from tests.fakes.orders import CUSTOMER, store_order
from tests.unit.jobs.test_identity import causes
from tests.unit.jobs.test_import_orders import stocked

LONG = "2026112701"
TOTAL = Decimal("99.90")
OTHER_BUYER = "39053344705"


def erp_order(number: str = LONG, key: str = "a", **changes: object) -> ErpOrder:
    return replace(ErpOrder(key, key, number, OrderStatus.OPEN, "", None, TOTAL), **changes)  # type: ignore[arg-type]


def linked(shop: FakeShop, number: str = LONG) -> str | None:
    return shop.storage.links.erp_id(shop.loja.id, LinkKind.ORDER, number)


def looking_alike(shop: FakeShop, monkeypatch: pytest.MonkeyPatch) -> None:
    """The look-up is a LIKE."""
    monkeypatch.setattr(
        shop.erp,
        "find_orders",
        lambda number, _day: [one for one in shop.erp.orders if number in one.external_number],
    )


def test_the_same_number_and_total_of_nobody_known_is_asked(shop: FakeShop) -> None:
    stocked(shop, LONG)
    shop.erp.orders = [erp_order()]
    shop.run("import_orders")
    assert causes(shop) == {"order.perhaps_there"}
    assert linked(shop) is None
    assert len(shop.erp.orders) == 1


@pytest.mark.parametrize("number", [f"B-{LONG}", f"{LONG}-1", f"LOJA {LONG}"])
def test_a_number_that_only_resembles_is_never_already_there(
    shop: FakeShop, monkeypatch: pytest.MonkeyPatch, number: str
) -> None:
    stocked(shop, LONG)
    looking_alike(shop, monkeypatch)
    shop.erp.orders = [erp_order(number, document=OTHER_BUYER)]
    shop.run("import_orders")
    assert linked(shop) not in (None, "a")
    assert causes(shop) == set()


@pytest.mark.parametrize("number", [f"B-{LONG}", f"{LONG}-1"])
def test_a_like_number_of_the_same_buyer_is_asked(
    shop: FakeShop, monkeypatch: pytest.MonkeyPatch, number: str
) -> None:
    stocked(shop, LONG)
    looking_alike(shop, monkeypatch)
    shop.erp.orders = [erp_order(number, document=CUSTOMER.document)]
    shop.run("import_orders")
    assert linked(shop) is None
    assert causes(shop) == {"order.perhaps_there"}


def test_a_like_number_that_another_connection_is_linked_to_is_no_hindrance(
    shop: FakeShop, monkeypatch: pytest.MonkeyPatch
) -> None:
    stocked(shop, LONG)
    looking_alike(shop, monkeypatch)
    shop.erp.orders = [erp_order(f"B-{LONG}")]
    other = shop.storage.connections.add("Outra", "woocommerce", Role.STORE, {})
    shop.storage.links.save([Link(other.id, LinkKind.ORDER, "a", "77", LONG)])
    shop.run("import_orders")
    assert linked(shop) not in (None, "a")
    assert causes(shop) == set()


def test_number_buyer_and_total_prove_it(shop: FakeShop) -> None:
    stocked(shop, LONG)
    shop.erp.orders = [erp_order(document="529.982.247-25")]
    shop.run("import_orders")
    assert linked(shop) == "a"


def test_an_order_edited_since_is_known_by_its_mark_in_a_new_data_folder(shop: FakeShop) -> None:
    stocked(shop, LONG)
    shop.run("import_orders")
    [made] = shop.erp.orders
    for link in shop.storage.links.proofs(shop.loja.id, LinkKind.ORDER).values():
        shop.storage.links.delete(link.connection_id, link.kind, link.outside_id)
    edited = store_order(LONG, shipping_total="45.00")
    shop.store.orders[LONG] = replace(edited, modified_at=edited.modified_at.replace(day=3))
    shop.run("import_orders")
    assert linked(shop) == made.id
    assert causes(shop) == {"order.changed_after"}
    assert len(shop.erp.orders) == 1
