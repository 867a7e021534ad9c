"""What was sold is held until the ERP has it; what is in stays in sight until it is over."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ecco_desktop.domain.connections import Role
from ecco_desktop.domain.links import Link, LinkKind
from ecco_desktop.domain.orders import OrderStatus, StoreOrder
from ecco_desktop.domain.products import ErpProduct
from ecco_desktop.domain.runs import RunState, Trigger
from ecco_desktop.domain.stock import StockLevel
from ecco_desktop.jobs.orders.sight import differences, fact_of
from ecco_desktop.jobs.run.held import FACT, HELD, LIMIT, MORE, Held
from ecco_desktop.ports.store import OrderPage
from tests.fakes.app import FakeShop
from tests.fakes.orders import ADDRESS, NOW, line, store_order


def stocked(shop: FakeShop, available: int, shown: int) -> None:
    """One product, with so many in the ERP and so many in the store."""
    shop.erp.catalog = [ErpProduct("1890", "CAM-P", "789", "Camiseta", True)]
    shop.erp.levels = [StockLevel("1890", "CAM-P", "Camiseta", Decimal(available), Decimal(available))]
    shop.store.add("11", "CAM-P", shown)


def sold(shop: FakeShop, number: str, units: int, **changes: object) -> StoreOrder:
    """An order of so many units; the store takes them."""
    order = store_order(number, held=(("11", units),), lines=[line(quantity=units)], **changes)
    shop.store.orders[number] = order
    shown = shop.store.items["11"]
    assert shown.quantity is not None
    shop.store.items["11"] = replace(shown, quantity=shown.quantity - units)
    return order


def shown(shop: FakeShop) -> Decimal | None:
    return shop.store.items["11"].quantity


def waiting(shop: FakeShop) -> dict[str, str]:
    return {record.label: record.cause for record in shop.storage.pending.waiting()}


# -- 35: nothing is raised before the orders are looked at --


@pytest.mark.parametrize("trigger", [Trigger.SCHEDULE, Trigger.PERSON])
def test_what_was_sold_between_two_imports_is_not_offered_again(shop: FakeShop, trigger: Trigger) -> None:
    stocked(shop, 10, 10)
    shop.run("import_orders")
    shop.run("sync_stock")
    sold(shop, "1", 2, modified_at=shop.clock.now())
    shop.run("sync_stock", trigger)
    assert shop.store.items["11"].quantity in (8, None)
    shop.erp.levels = [StockLevel("1890", "CAM-P", "Camiseta", Decimal(20), Decimal(20))]
    shop.run("sync_stock", trigger)
    assert shown(shop) == 18


def test_a_status_of_a_plugin_holds_its_units_and_waits_for_its_map(shop: FakeShop) -> None:
    stocked(shop, 10, 10)
    shop.run("sync_stock")
    sold(shop, "1", 3, status="em-separacao")
    shop.run("import_orders")
    assert waiting(shop) == {"1": "order.status_unknown"}
    shop.run("sync_stock", Trigger.PERSON)
    assert shown(shop) == 7
    shop.storage.connections.save_status(shop.loja.id, "em-separacao", OrderStatus.OPEN)
    shop.storage.pending.release(shop.loja.id, "order.status_unknown", {"status": "em-separacao"})
    assert shop.run("import_orders").tally.created == 1
    assert waiting(shop) == {}


def test_a_fall_nobody_can_explain_is_not_raised_at_once_and_not_stuck(
    shop: FakeShop, monkeypatch: pytest.MonkeyPatch
) -> None:
    stocked(shop, 10, 10)
    shop.run("import_orders")
    shop.run("sync_stock", Trigger.PERSON)
    shop.store.items["11"] = replace(shop.store.items["11"], quantity=Decimal(6))
    doubted: list[bool] = []
    monkeypatch.setattr(shop.store, "doubt_news", lambda: doubted.append(True))
    ended = shop.run("sync_stock", Trigger.PERSON)
    assert shown(shop) == 6
    assert "stock.fell" in shop.keys(ended)
    # Somebody else may have read the news of that sale: they are looked for another way.
    assert doubted == [True]
    shop.run("sync_stock", Trigger.PERSON)
    assert (shown(shop), doubted) == (10, [True])


def test_what_was_sold_below_zero_is_a_fall_too(shop: FakeShop) -> None:
    """A store that offers nothing takes orders beyond it, and its figure stays zero."""
    stocked(shop, 0, 0)
    shop.run("import_orders")
    shop.run("sync_stock", Trigger.PERSON)
    shop.store.items["11"] = replace(shop.store.items["11"], short=4)
    shop.erp.levels = [StockLevel("1890", "CAM-P", "Camiseta", Decimal(9), Decimal(9))]
    ended = shop.run("sync_stock", Trigger.PERSON)
    assert (shown(shop), "stock.fell" in shop.keys(ended)) == (0, True)
    shop.run("sync_stock", Trigger.PERSON)
    assert shown(shop) == 9


def test_what_seemed_equal_goes_down_once_the_orders_are_looked_at(shop: FakeShop) -> None:
    """The store does not take what an order holds (unpaid): it would offer what is sold for one run more."""
    stocked(shop, 5, 5)
    shop.erp.levels.append(StockLevel("1891", "CAM-G", "Camiseta", Decimal(9), Decimal(9)))
    shop.store.add("12", "CAM-G", 0)
    shop.run("import_orders")
    shop.store.orders["1"] = store_order("1", held=(("11", 2),), lines=[line(quantity=2)])
    ended = shop.run("sync_stock", Trigger.PERSON)
    assert (shown(shop), shop.store.items["12"].quantity) == (3, 9)
    assert (ended.tally.read, ended.tally.updated, ended.tally.unchanged) == (2, 2, 0)
    again = shop.run("sync_stock", Trigger.PERSON)
    assert (again.tally.updated, again.tally.unchanged) == (0, 2)


def test_a_busy_seller_is_filled_up_where_its_orders_explain_the_fall(shop: FakeShop) -> None:
    stocked(shop, 10, 10)
    shop.run("import_orders")
    shop.run("sync_stock", Trigger.PERSON)
    sold(shop, "1", 2)
    shop.erp.levels = [StockLevel("1890", "CAM-P", "Camiseta", Decimal(30), Decimal(30))]
    shop.run("sync_stock", Trigger.PERSON)
    assert shown(shop) == 28


@pytest.mark.parametrize("trigger", [Trigger.SCHEDULE, Trigger.PERSON])
def test_an_edit_that_no_list_tells_of_is_found_by_looking(
    shop: FakeShop, trigger: Trigger, monkeypatch: pytest.MonkeyPatch
) -> None:
    stocked(shop, 10, 10)
    order = sold(shop, "1", 2)
    quiet = sold(shop, "2", 1)
    shop.run("import_orders")
    # A feed of statuses: what is edited keeps its own.
    monkeypatch.setattr(shop.store, "orders_changed", lambda *_: iter([OrderPage((), None, 0)]))
    asked: list[str] = []
    real = shop.store.order
    monkeypatch.setattr(shop.store, "order", lambda own: asked.append(own) or real(own))
    shop.clock.move(timedelta(days=1, minutes=1).total_seconds())
    changed = replace(order, lines=(line(quantity=6),), held=(("11", 6),), modified_at=shop.clock.now())
    shop.store.orders["1"] = replace(changed, total=changed.total * 3)
    shop.run("import_orders", trigger)
    assert waiting(shop) == {"1": "order.changed_after"}
    # The fake asks itself for each where states are asked for; only what changed is read beyond that.
    assert asked.count(quiet.id) == asked.count("1") - 1
    shop.run("sync_stock", Trigger.PERSON)
    assert shown(shop) is not None and shown(shop) <= 6  # type: ignore[operator]


def test_units_added_to_an_order_that_is_in_are_not_offered_before_the_import_tells(shop: FakeShop) -> None:
    stocked(shop, 10, 10)
    order = sold(shop, "1", 2)
    shop.run("import_orders")
    shop.erp.levels = [StockLevel("1890", "CAM-P", "Camiseta", Decimal(8), Decimal(8))]
    shop.run("sync_stock", Trigger.PERSON)
    shop.clock.move(600)
    sold(shop, "1", 3, modified_at=shop.clock.now())
    shop.store.orders["1"] = replace(
        order, held=(("11", 5),), lines=(line(quantity=5),), modified_at=shop.clock.now()
    )
    for _ in range(2):
        shop.run("sync_stock", Trigger.PERSON)
        assert shown(shop) == 5
    shop.run("import_orders")
    assert waiting(shop) == {"1": "order.changed_after"}
    shop.run("sync_stock", Trigger.PERSON)
    assert shown(shop) == 5


def test_what_a_store_sells_under_an_id_it_gave_out_before_is_not_offered_again(shop: FakeShop) -> None:
    stocked(shop, 10, 10)
    sold(shop, "1", 2)
    shop.run("import_orders")
    shop.erp.levels = [StockLevel("1890", "CAM-P", "Camiseta", Decimal(8), Decimal(8))]
    shop.run("sync_stock", Trigger.PERSON)
    shop.clock.move(86_400)
    now = shop.clock.now()
    sold(shop, "1", 3, created_at=now, modified_at=now)
    for _ in range(2):
        shop.run("sync_stock", Trigger.PERSON)
        assert shown(shop) == 5
    shop.run("import_orders")
    assert waiting(shop) == {"1": "link.other_in_store"}
    shop.run("sync_stock", Trigger.PERSON)
    assert shown(shop) == 5


# -- 36, 37: held units are those of the ERP's product, until the order is over --


def test_units_held_in_one_store_are_not_offered_in_another(shop: FakeShop) -> None:
    stocked(shop, 1, 1)
    other = shop.storage.connections.add("Outra", "nuvemshop", Role.STORE, {})
    shop.storage.memory.set(other.id, HELD.kind, {"9": Held((("77/78", 1, "CAM-P"),)).text()}, NOW)
    shop.run("sync_stock", Trigger.PERSON)
    assert shown(shop) == 0
    shop.storage.memory.forget(other.id, HELD.kind, ["9"])
    shop.storage.links.save([Link(other.id, LinkKind.PRODUCT, "1890", "5", "")])
    shop.storage.memory.set(other.id, HELD.kind, {"9": "5=1"}, NOW)
    shop.run("sync_stock", Trigger.PERSON)
    assert shown(shop) == 0


@pytest.mark.parametrize("when", ["while the ERP is read", "while the orders are looked at"])
def test_what_another_store_brings_in_meanwhile_is_in_neither_count(
    shop: FakeShop, when: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its import ends between the reading of the ERP's figures and the reckoning of what is held."""
    stocked(shop, 1, 3)
    other = shop.storage.connections.add("Outra", "nuvemshop", Role.STORE, {})
    shop.storage.memory.set(other.id, HELD.kind, {"9": Held((("77/78", 1, "CAM-P"),)).text()}, NOW)
    levels, changed = shop.erp.stock_levels, shop.store.orders_changed

    def brought_in(wanted: str) -> None:
        if when == wanted:
            shop.storage.memory.forget(other.id, HELD.kind, ["9"])

    def read() -> Iterator[Sequence[StockLevel]]:
        yield from levels()
        brought_in("while the ERP is read")

    def looked(since: datetime, placed_from: datetime | None = None) -> Iterator[OrderPage]:
        brought_in("while the orders are looked at")
        return changed(since, placed_from)

    monkeypatch.setattr(shop.erp, "stock_levels", read)
    monkeypatch.setattr(shop.store, "orders_changed", looked)
    shop.run("sync_stock", Trigger.PERSON)
    assert shown(shop) == 0
    # The next run reads the ERP after it.
    shop.erp.levels = [StockLevel("1890", "CAM-P", "Camiseta", Decimal(4), Decimal(3))]
    shop.run("sync_stock", Trigger.PERSON)
    assert shown(shop) == 3


def test_an_unpaid_order_that_was_deleted_or_is_old_holds_nothing(shop: FakeShop) -> None:
    stocked(shop, 10, 10)
    sold(shop, "1", 4, paid=False, status="on-hold")
    sold(shop, "2", 1, paid=False, status="on-hold")
    shop.run("import_orders")
    shop.run("sync_stock", Trigger.PERSON)
    assert shown(shop) == 5
    del shop.store.orders["1"]
    ended = shop.run("import_orders", Trigger.PERSON)
    assert "order.released" in shop.keys(ended)
    shop.run("sync_stock", Trigger.PERSON)
    assert shown(shop) == 9
    shop.clock.at += LIMIT + timedelta(days=1)
    shop.run("import_orders")
    shop.run("sync_stock", Trigger.PERSON)
    assert shown(shop) == 10


@given(
    st.lists(st.tuples(st.text(max_size=6), st.integers(0, 99), st.text(max_size=6)), max_size=4),
    st.booleans(),
)
def test_what_is_held_is_remembered_as_it_is(items: list[tuple[str, int, str]], paid: bool) -> None:
    held = Held(tuple(items), paid, NOW)
    assert Held.read(held.text()) == held


# -- 4, 52, 53, 54: what is in stays in sight --


@pytest.mark.parametrize(
    "change",
    [
        {"lines": (line(quantity=6, subtotal="479.40"),), "held": (("11", 6),)},
        {"total": Decimal("120.00")},
        {"delivery": replace(ADDRESS, street="Rua Dois")},
        {"refunded": Decimal("40.00")},
    ],
)
def test_a_change_after_the_import_waits_with_before_and_after(
    shop: FakeShop, change: dict[str, object]
) -> None:
    stocked(shop, 10, 10)
    order = sold(shop, "1", 2)
    shop.run("import_orders")
    later = order.modified_at + timedelta(minutes=1)
    shop.store.orders["1"] = replace(order, modified_at=later, **change)  # type: ignore[arg-type]
    shop.run("import_orders", Trigger.PERSON)
    (record,) = shop.storage.pending.waiting()
    assert record.cause == "order.changed_after"
    assert record.values["before"] != record.values["after"]
    assert "Rua" not in str(record.values)
    # The ERP reserved the two that it knows; four more are sold.
    shop.erp.levels = [StockLevel("1890", "CAM-P", "Camiseta", Decimal(10), Decimal(8))]
    shop.run("sync_stock", Trigger.PERSON)
    shop.run("sync_stock", Trigger.PERSON)
    assert shown(shop) == (4 if "held" in change else 8)
    shop.storage.pending.ignore([record.id], shop.clock.now())
    shop.run("import_orders", Trigger.PERSON)
    shop.run("sync_stock", Trigger.PERSON)
    shop.run("sync_stock", Trigger.PERSON)
    assert shown(shop) == 8
    # Settled is what was shown, no later change.
    further = replace(shop.store.orders["1"], total=Decimal("1.00"), modified_at=later + timedelta(minutes=1))  # type: ignore[type-var]
    shop.store.orders["1"] = further
    shop.run("import_orders")
    assert waiting(shop) == {"1": "order.changed_after"}


@pytest.mark.parametrize("word", ["refunded", "failed"])
def test_refunded_or_failed_after_the_import_waits_until_it_is_cancelled(shop: FakeShop, word: str) -> None:
    stocked(shop, 10, 10)
    order = sold(shop, "1", 2)
    shop.run("import_orders")
    shop.store.orders["1"] = replace(order, status=word, modified_at=NOW + timedelta(minutes=1))
    shop.run("import_orders")
    shop.run("import_orders", Trigger.PERSON)
    assert waiting(shop) == {"1": "order.over_after"}
    shop.erp.orders = [replace(one, status=OrderStatus.CANCELLED) for one in shop.erp.orders]
    shop.run("import_orders", Trigger.PERSON)
    assert waiting(shop) == {}


def test_what_was_never_in_and_is_over_does_not_come_in(shop: FakeShop) -> None:
    stocked(shop, 10, 10)
    shop.storage.connections.save_status(shop.loja.id, "refunded", OrderStatus.CANCELLED)
    sold(shop, "1", 2, status="refunded")
    ended = shop.run("import_orders")
    assert (ended.tally.created, shop.erp.orders) == (0, [])
    assert "order.over" in shop.keys(ended)


def test_an_order_deleted_after_the_import_waits(shop: FakeShop) -> None:
    stocked(shop, 10, 10)
    sold(shop, "1", 2)
    shop.run("import_orders")
    del shop.store.orders["1"]
    shop.clock.at += timedelta(days=2)
    ended = shop.run("import_orders")
    assert waiting(shop) == {"1": "order.deleted_after"}
    assert ended.state is RunState.WITH_WARNINGS


def test_the_same_order_differs_in_nothing() -> None:
    order = store_order()
    assert differences(fact_of(order), fact_of(order)) == ("", "")


# -- 72, 1: what is acknowledged and not done; bookmarks from the future --


def test_a_figure_acknowledged_and_not_there_twice_waits(shop: FakeShop) -> None:
    stocked(shop, 10, 15)
    for _ in range(3):
        shop.run("sync_stock", Trigger.PERSON)
        shop.store.items["11"] = replace(shop.store.items["11"], quantity=Decimal(15))
    assert waiting(shop) == {"CAM-P": "stock.not_kept"}
    shop.run("sync_stock", Trigger.PERSON)
    assert shown(shop) == 10
    shop.run("sync_stock", Trigger.PERSON)
    assert waiting(shop) == {}


def test_orders_that_say_they_are_of_the_future_are_told_once(
    shop: FakeShop, monkeypatch: pytest.MonkeyPatch
) -> None:
    stocked(shop, 10, 10)
    sold(shop, "1", 1)
    read = shop.store.orders_changed

    def ahead(since: datetime | None, placed_from: datetime | None = None) -> Iterator[OrderPage]:
        for page in read(None, placed_from):
            yield replace(page, ahead=("1",))

    monkeypatch.setattr(shop.store, "orders_changed", ahead)
    told = [shop.keys(shop.run("import_orders")).count("order.ahead") for _ in range(3)]
    assert told == [1, 0, 0]


def test_the_cut_off_day_goes_along_to_the_store(shop: FakeShop, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[datetime | None] = []
    read = shop.store.orders_changed

    def noted(since: datetime | None, placed_from: datetime | None = None) -> Iterator[OrderPage]:
        asked.append(placed_from)
        return read(since, placed_from)

    monkeypatch.setattr(shop.store, "orders_changed", noted)
    for task in shop.storage.tasks.all():
        if task.automation == "import_orders":
            shop.storage.tasks.update(replace(task, options={"since": "2026-03-02"}))
    shop.run("import_orders")
    stocked(shop, 3, 1)
    shop.run("sync_stock")
    assert asked == [datetime(2026, 3, 1, 3, tzinfo=UTC)] * 2


@pytest.mark.parametrize("kept", ["2031-01-01T00:00:00+00:00", "0001-01-01T00:00:00+00:00", "nonsense"])
def test_a_bookmark_out_of_bounds_heals_at_the_next_run(shop: FakeShop, kept: str) -> None:
    stocked(shop, 10, 10)
    shop.storage.bookmarks.set(shop.loja.id, "import_orders", kept, "orders")
    sold(shop, "1", 1)
    assert shop.run("import_orders").tally.created == 1
    assert shop.storage.bookmarks.get(shop.loja.id, "import_orders", "orders") == NOW.isoformat()


def test_what_is_sold_while_the_import_is_switched_off_is_not_offered_again(shop: FakeShop) -> None:
    stocked(shop, 10, 10)
    shop.run("import_orders")
    shop.run("sync_stock", Trigger.PERSON)
    imports = next(task for task in shop.storage.tasks.all() if task.automation == "import_orders")
    sold(shop, "0", 1, modified_at=shop.clock.now())
    shop.run("import_orders")
    shop.erp.levels = [StockLevel("1890", "CAM-P", "Camiseta", Decimal(9), Decimal(9))]
    shop.tasks.deactivate(imports.id)
    shop.clock.move(600)
    sold(shop, "1", 2, modified_at=shop.clock.now())
    for _ in range(3):
        ended = shop.run("sync_stock", Trigger.PERSON)
        assert shown(shop) == 7
        shop.clock.move(600)
    shop.erp.levels = [StockLevel("1890", "CAM-P", "Camiseta", Decimal(20), Decimal(20))]
    ended = shop.run("sync_stock", Trigger.PERSON)
    assert (shown(shop), ended.state) == (18, RunState.WITH_WARNINGS)
    assert "stock.import_off" in shop.keys(ended)
    # So long switched off, the orders come in another way.
    shop.clock.move(LIMIT.total_seconds())
    assert shop.run("sync_stock", Trigger.PERSON).state is RunState.SUCCEEDED


@pytest.mark.parametrize("look_first", [True, False])
def test_one_more_line_of_the_same_product_is_held(shop: FakeShop, look_first: bool) -> None:
    """WooCommerce has a line of its own for each engraving, gift or price of one product."""
    stocked(shop, 10, 10)
    twice = (line(), line(subtotal="70.00"))
    order = store_order("1", lines=twice, held=(("11", 1), ("11", 1)))
    shop.store.orders["1"] = order
    shop.run("import_orders")
    shop.erp.levels = [StockLevel("1890", "CAM-P", "Camiseta", Decimal(8), Decimal(8))]
    for _ in range(2):
        shop.run("sync_stock", Trigger.PERSON)
    assert shown(shop) == 8
    shop.clock.move(600)
    more = store_order("1", lines=(*twice, line()), held=(*order.held, ("11", 1)))
    shop.store.orders["1"] = replace(more, modified_at=shop.clock.now())
    shop.store.items["11"] = replace(shop.store.items["11"], quantity=Decimal(7))
    if not look_first:
        shop.run("import_orders")
        assert waiting(shop) == {"1": "order.changed_after"}
    for _ in range(3):
        shop.run("sync_stock", Trigger.PERSON)
        assert shown(shop) == 7


def test_an_order_found_in_the_erp_with_another_total_holds_its_units_until_that_is_settled(
    shop: FakeShop,
) -> None:
    """The data was put back to a copy, and the order got more units: which of them the ERP has is unknown."""
    stocked(shop, 10, 10)
    order = store_order("1", lines=(line(),), held=(("11", 1),))
    shop.store.orders["1"] = order
    shop.run("import_orders")
    (known,) = shop.erp.orders
    shop.storage.links.delete(shop.loja.id, LinkKind.ORDER, "1")
    shop.storage.memory.forget(shop.loja.id, FACT.kind, ["1"])
    shop.erp.levels = [StockLevel("1890", "CAM-P", "Camiseta", Decimal(9), Decimal(9))]
    shop.clock.move(600)
    more = store_order("1", lines=(line(), line(), line()), held=(("11", 3),))
    shop.store.orders["1"] = replace(more, modified_at=shop.clock.now())
    shop.run("import_orders")
    assert waiting(shop) == {"1": "order.changed_after"} and list(shop.erp.orders) == [known]
    shop.store.items["11"] = replace(shop.store.items["11"], quantity=Decimal(7))
    shop.run("sync_stock", Trigger.PERSON)
    assert shown(shop) <= 7, "two units that no ERP order has were offered"


@pytest.mark.parametrize("end", ["deleted", "cancelled"])
def test_what_was_added_to_an_order_is_released_where_the_store_ends_it(shop: FakeShop, end: str) -> None:
    """The ERP's order waits for a person; the units it never knew of are sold no more."""
    stocked(shop, 10, 10)
    order = sold(shop, "1", 1)
    shop.run("import_orders")
    more = replace(order, lines=(*order.lines, line("11", "CAM-P")), held=(*order.held, ("11", 3)))
    shop.store.orders["1"] = replace(more, modified_at=shop.clock.now())
    shop.run("import_orders", Trigger.PERSON)
    assert MORE.all(shop.storage.memory, shop.loja.id)
    if end == "deleted":
        del shop.store.orders["1"]
    else:
        at = shop.clock.now() + timedelta(seconds=30)
        shop.store.orders["1"] = replace(more, status="cancelled", held=(), modified_at=at)
    shop.run("import_orders", Trigger.PERSON)
    assert not MORE.all(shop.storage.memory, shop.loja.id)
    assert waiting(shop)["1"] in ("order.deleted_after", "order.over_after")
