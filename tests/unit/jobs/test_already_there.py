"""Which ERP order is "already there": our own mark, or number, buyer and total; else a person says."""

from collections import Counter
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ecco_desktop.domain.connections import Role
from ecco_desktop.domain.errors import RecordProblem
from ecco_desktop.domain.links import Link, LinkKind
from ecco_desktop.domain.marks import Mark
from ecco_desktop.domain.orders import ErpOrder, OrderStatus
from ecco_desktop.domain.runs import Trigger
from tests.fakes.app import FakeShop
from tests.fakes.orders import CUSTOMER, NOW, store_order
from tests.fuzzing import examples
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


NOTHING_TOLD = {"marks": (), "document": "", "total": None}
FIELDS = st.sets(st.sampled_from(sorted(NOTHING_TOLD))).map(frozenset)
ELSEWHERE = Mark("woocommerce:outra.com.br", "1", NOW)
FOREIGN = st.builds(
    lambda number, changes: (number, changes),
    st.sampled_from(["{0}", "B-{0}", "{0}-1", " {0} ", "{0}9"]),
    st.fixed_dictionaries(
        {},
        optional={
            "document": st.sampled_from([OTHER_BUYER, "", "***.982.247-**"]),
            "total": st.sampled_from([TOTAL, Decimal("5.00"), None]),
            "marks": st.sampled_from([(), (ELSEWHERE,)]),
            "status": st.sampled_from([OrderStatus.OPEN, OrderStatus.CANCELLED]),
        },
    ),
)


@given(
    shown=FIELDS,
    known=FIELDS,
    foreign=st.lists(FOREIGN, max_size=3),
    luck=st.lists(st.sampled_from(["", "before", "after"]), max_size=8),
    looks=st.lists(st.sampled_from(["", "", "unclear"]), max_size=10),
    likes=st.booleans(),
    runs=st.integers(1, 3),
)
@settings(max_examples=examples(60), suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_the_look_up_answers_an_order_is_made_once_and_never_tied_to_anothers(
    tmp_path_factory: pytest.TempPathFactory,
    monkeypatch: pytest.MonkeyPatch,
    shown: frozenset[str],
    known: frozenset[str],
    foreign: list[tuple[str, dict[str, object]]],
    luck: list[str],
    looks: list[str],
    likes: bool,
    runs: int,
) -> None:
    monkeypatch.setattr("ecco_desktop.jobs.orders.creation.SETTLE_SECONDS", 0.0)
    shop = FakeShop(tmp_path_factory.mktemp("shop"))
    stocked(shop, LONG, f"{LONG}7")
    theirs = [
        erp_order(number.format(LONG), f"x{place}", **has) for place, (number, has) in enumerate(foreign)
    ]
    shop.erp.orders = list(theirs)
    shop.erp.as_shown = lambda order: replace(order, **{name: NOTHING_TOLD[name] for name in shown})  # type: ignore[arg-type]
    shop.erp.as_known = lambda order: replace(order, **{name: NOTHING_TOLD[name] for name in known})  # type: ignore[arg-type]
    left = list(looks)

    def find(number: str, _day: date) -> list[ErpOrder]:
        if left and left.pop():
            raise RecordProblem("ecco.unclear", what=number)
        same = [
            one
            for one in shop.erp.orders
            if (number in one.external_number if likes else one.external_number == number)
        ]
        return [shop.erp.as_shown(one) for one in same]

    monkeypatch.setattr(shop.erp, "find_orders", find)
    shop.erp.lose = list(luck)
    for _ in range(runs):
        shop.run("import_orders")
    shop.erp.lose = []
    left.clear()
    shop.run("import_orders", Trigger.PERSON)
    made = Counter(draft.mark.order_id for draft in shop.erp.drafts if draft.mark)
    assert all(count == 1 for count in made.values()), made
    waiting = {record.record_id for record in shop.storage.pending.waiting()}
    for number in (LONG, f"{LONG}7"):
        tied = linked(shop, number)
        assert (tied is None) == (number in waiting)
        assert tied not in {one.id for one in theirs}
        if tied is not None:
            order = shop.erp.order(tied)
            assert order is not None and order.marks[0].order_id == number
    shop.close()
