"""Two stores of one ERP must not give their orders one number: refused before a task is kept."""

from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ecco_desktop.domain.connections import Role
from ecco_desktop.domain.errors import SetupProblem
from ecco_desktop.domain.numbering import may_meet
from ecco_desktop.domain.pending import PendingState
from tests.fakes.app import FakeShop
from tests.fakes.orders import store_order
from tests.unit.jobs.test_already_there import LONG, erp_order
from tests.unit.jobs.test_import_orders import OTHER, stocked


def other_store(shop: FakeShop) -> None:
    shop.storage.connections.add("Outra", "nuvemshop", Role.STORE, {})


@pytest.mark.parametrize("prefix", ["", " ", "9", "-"])
def test_a_second_store_needs_a_prefix(shop: FakeShop, prefix: str) -> None:
    other_store(shop)
    before = len(shop.storage.tasks.all())
    with pytest.raises(SetupProblem) as refused:
        shop.tasks.create("import_orders", "Outra", None, {"prefix": prefix})
    assert refused.value.key == "task.numbers_meet"
    assert len(shop.storage.tasks.all()) == before
    shop.tasks.create("import_orders", "Outra", None, {"prefix": "N-"})
    shop.tasks.create("sync_stock", "Outra", None, {})


def test_a_prefix_is_not_taken_away_again_nor_copied(shop: FakeShop) -> None:
    other_store(shop)
    made = shop.tasks.create("import_orders", "Outra", None, {"prefix": "N-"})
    first = shop.storage.tasks.all()[0]
    for task, prefix in ((made, ""), (first, "n-")):
        with pytest.raises(SetupProblem) as refused:
            shop.tasks.edit(task.id, None, {"prefix": prefix})
        assert refused.value.key == "task.numbers_meet"
    shop.tasks.edit(first.id, None, {"prefix": "L-"})
    shop.tasks.edit(made.id, None, {"prefix": "", "channel": ""})


def test_what_was_set_up_before_goes_on_and_is_not_switched_on_again(shop: FakeShop) -> None:
    other_store(shop)
    made = shop.tasks.create("import_orders", "Outra", None, {"prefix": "N-"})
    old = {"prefix": ""}
    shop.storage.tasks.update(made.__class__(**{**_fields(made), "options": old}))
    shop.tasks.edit(made.id, None, {**old, "channel": ""}, "nota")
    shop.tasks.deactivate(made.id)
    with pytest.raises(SetupProblem) as refused:
        shop.tasks.activate(made.id)
    assert refused.value.key == "task.numbers_meet"
    shop.tasks.deactivate(shop.storage.tasks.all()[0].id)
    shop.tasks.activate(made.id)


def _fields(task: object) -> dict[str, object]:
    return {name: getattr(task, name) for name in task.__dataclass_fields__}  # type: ignore[attr-defined]


def test_a_prefix_sets_free_what_waited_for_one(shop: FakeShop) -> None:
    stocked(shop, LONG)
    shop.erp.orders = [erp_order(document=OTHER)]
    shop.run("import_orders")
    [record] = shop.storage.pending.waiting()
    assert record.cause == "order.number_taken"
    shop.tasks.edit(shop.storage.tasks.all()[0].id, None, {"prefix": "L-"})
    [record] = shop.storage.pending.waiting()
    assert (record.state, record.tries) == (PendingState.WAITING, 0)
    shop.run("import_orders")
    assert [order.external_number for order in shop.erp.orders] == [LONG, f"L-{LONG}"]
    assert shop.storage.pending.count() == 0


def test_an_order_that_came_in_before_the_prefix_is_found_under_its_old_number(tmp_path: Path) -> None:
    first = FakeShop(tmp_path / "first")
    stocked(first, LONG)
    first.run("import_orders")
    anew = FakeShop(tmp_path / "anew")
    stocked(anew, LONG)
    anew.erp.orders = first.erp.orders
    anew.tasks.edit(anew.storage.tasks.all()[0].id, None, {"prefix": "L-"})
    anew.store.orders["2"] = store_order("2")
    anew.clock.move(timedelta(days=1).total_seconds())
    anew.run("import_orders")
    assert [order.external_number for order in anew.erp.orders] == [LONG, "L-2"]
    first.close()
    anew.close()


NUMBERS = st.from_regex(r"[0-9]{1,13}(-[0-9]{2})?", fullmatch=True)
PREFIXES = st.text("ABab19-# ", max_size=4)


@given(one=PREFIXES, other=PREFIXES, mine=NUMBERS, theirs=NUMBERS)
def test_numbers_that_cannot_meet_never_do(one: str, other: str, mine: str, theirs: str) -> None:
    assert may_meet(one, other) == may_meet(other, one)
    if not may_meet(one, other):
        assert (one.strip() + mine).casefold() != (other.strip() + theirs).casefold()
