"""The ERP product of a line that tells none: a person chooses it, for that line alone."""

from dataclasses import replace

import pytest

from ecco_desktop.domain.errors import SetupProblem
from ecco_desktop.domain.links import Link, LinkKind
from ecco_desktop.domain.products import ErpProduct
from ecco_desktop.services.pending import PendingService, Solution
from tests.fakes.app import FakeShop
from tests.fakes.orders import line, store_order

SHIRT, CAP = ErpProduct("1890", "CAM-P", "789", "Camiseta", True), ErpProduct("7", "BON", "", "Boné", True)
GONE = line(ref="", sku="")


@pytest.fixture
def pending(shop: FakeShop) -> PendingService:
    return PendingService(shop.storage, shop.clock, shop.deeds)


def waiting(shop: FakeShop, *lines: object, catalog: tuple[ErpProduct, ...] = (SHIRT, CAP)) -> int:
    """The number of the pending record of an order with these lines."""
    shop.erp.catalog = list(catalog)
    shop.store.orders["1"] = store_order("1", lines=list(lines))
    shop.run("import_orders")
    [record] = shop.storage.pending.waiting()
    return record.id


def sold(shop: FakeShop) -> list[tuple[str, str]]:
    """What came in, as (ERP product, SKU)."""
    [draft] = shop.erp.drafts
    return [(item.product_id, item.sku) for item in draft.items]


@pytest.mark.parametrize(
    ("told", "catalog"),
    [
        (GONE, (SHIRT, CAP)),
        (line(sku=""), (SHIRT, CAP)),
        (line(sku="NEW"), (SHIRT, CAP)),
        (line(sku="X"), (CAP, replace(SHIRT, sku="X"), replace(SHIRT, id="2", sku="X"))),
        (line(sku="X"), (CAP, replace(SHIRT, sku="X", active=False))),
    ],
    ids=["gone", "no code", "unknown", "twice", "inactive"],
)
def test_the_chosen_product_goes_in(
    shop: FakeShop, pending: PendingService, told: object, catalog: tuple[ErpProduct, ...]
) -> None:
    number = waiting(shop, told, catalog=catalog)
    [group] = pending.groups()
    assert group.solution is Solution.CHOOSE_PRODUCT
    assert pending.choose_product([number], CAP) == 1
    shop.run("import_orders")
    assert (sold(shop), shop.storage.pending.count()) == ([("7", "BON")], 0)


def test_each_line_is_chosen_by_itself(shop: FakeShop, pending: PendingService) -> None:
    number = waiting(shop, GONE, line(ref="", sku="", subtotal="50.00"), line())
    pending.choose_product([number], CAP)
    shop.run("import_orders")
    [second] = shop.storage.pending.waiting()
    pending.choose_product([second.id], SHIRT)
    shop.run("import_orders")
    assert sold(shop) == [("7", "BON"), ("1890", "CAM-P"), ("1890", "CAM-P")]


def test_a_line_that_was_edited_is_asked_about_anew(shop: FakeShop, pending: PendingService) -> None:
    number = waiting(shop, GONE)
    pending.choose_product([number], CAP)
    shop.store.orders["1"] = store_order("1", lines=[replace(GONE, title="Caneca")])
    shop.run("import_orders")
    assert (shop.erp.orders, shop.storage.pending.count()) == ([], 1)


@pytest.mark.parametrize("now", [replace(CAP, sku="OTHER"), replace(CAP, active=False), None])
def test_what_the_erp_calls_otherwise_now_is_not_taken(
    shop: FakeShop, pending: PendingService, now: ErpProduct | None
) -> None:
    number = waiting(shop, GONE)
    pending.choose_product([number], CAP)
    shop.erp.catalog = [SHIRT, *([now] if now else [])]
    shop.run("import_orders")
    assert (shop.erp.orders, shop.storage.pending.count()) == ([], 1)


def test_an_inactive_product_is_refused_at_once(shop: FakeShop, pending: PendingService) -> None:
    number = waiting(shop, GONE)
    with pytest.raises(SetupProblem) as refused:
        pending.choose_product([number], replace(CAP, active=False))
    assert refused.value.key == "pending.product_inactive"


def test_other_records_are_passed_over(shop: FakeShop, pending: PendingService) -> None:
    number = waiting(shop, line(quantity=0))
    assert pending.choose_product([number], CAP) == 0


@pytest.mark.parametrize("parent_linked", [False, True])
def test_a_line_whose_variation_was_deleted_is_not_the_parent(
    shop: FakeShop, pending: PendingService, parent_linked: bool
) -> None:
    """WooCommerce gives such a line the variation 0 and the SKU of the product above."""
    links = [Link(shop.loja.id, LinkKind.PRODUCT, "1890", "10/11", "CAM-P")]
    links += [Link(shop.loja.id, LinkKind.PRODUCT, "5", "10", "CAM")] * parent_linked
    assert not shop.storage.links.save(links)
    above = ErpProduct("5", "CAM", "", "Camiseta, todas", True)
    number = waiting(shop, line(ref="10", sku="CAM"), catalog=(SHIRT, CAP, above))
    [group] = pending.groups()
    assert (group.cause, group.solution) == ("order.line_gone", Solution.CHOOSE_PRODUCT)
    pending.choose_product([number], SHIRT)
    shop.run("import_orders")
    assert (sold(shop), shop.storage.pending.count()) == ([("1890", "CAM-P")], 0)
