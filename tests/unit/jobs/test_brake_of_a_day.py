"""The brake compares with a day ago as well as with the run before; a confirmation is for what was shown."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from ecco_desktop.domain.errors import SetupProblem
from ecco_desktop.domain.links import Link, LinkKind
from ecco_desktop.domain.products import ErpProduct, Price, StoreProduct
from ecco_desktop.domain.runs import Run, RunState, Trigger
from ecco_desktop.domain.stock import ItemOutcome, StockChange, StockLevel, StoreStock
from ecco_desktop.jobs.run.braking import CONFIRMED, SHOWN
from tests.fakes.app import FakeShop

MANY = 40
STOCK, PRICES = "sync_stock", "push_prices"
HOUR = 3600.0


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[FakeShop]:
    """Forty products with ten units each, at 100.00, in both systems; all were compared once."""
    shop = FakeShop(tmp_path)
    shop.tasks.create(PRICES, "Loja", None, {})
    for number in range(MANY):
        product = StoreProduct(str(number), "", f"SKU-{number}", "", "Camiseta")
        shop.store.items[product.ref] = StoreStock(product, Decimal(10), True)
        shop.store.asks[product.ref] = Price(Decimal("100.00"))
        shop.erp.levels.append(level(number, 10))
        shop.erp.catalog.append(product_at(number, "100.00"))
        link = Link(shop.loja.id, LinkKind.PRODUCT, f"e{number}", product.ref, product.sku)
        shop.storage.links.save([link])
    assert shop.run(STOCK).state is RunState.SUCCEEDED
    yield shop
    shop.close()


def level(number: int, units: int) -> StockLevel:
    count = Decimal(units)
    return StockLevel(f"e{number}", f"SKU-{number}", "Camiseta", count, count)


def product_at(number: int, price: str) -> ErpProduct:
    return ErpProduct(f"e{number}", f"SKU-{number}", "", "Camiseta", True, price=Decimal(price))


def set_stock(shop: FakeShop, units: int, *numbers: int) -> None:
    for number in numbers:
        shop.erp.levels[number] = level(number, units)


def set_price(shop: FakeShop, price: str, *numbers: int) -> None:
    for number in numbers:
        shop.erp.catalog[number] = product_at(number, price)


def in_stock(shop: FakeShop) -> int:
    return sum(1 for item in shop.store.items.values() if item.quantity)


def later(shop: FakeShop, seconds: float = HOUR) -> None:
    shop.clock.move(seconds)


def confirm(shop: FakeShop, automation: str) -> int:
    task = next(task for task in shop.storage.tasks.all() if task.automation == automation)
    return shop.tasks.confirm_brake(task.id)


def held_by(run: Run) -> str:
    return run.error_key if run.state is RunState.FAILED else ""


# -- many small runs are one --


def test_stock_that_melts_by_four_items_a_run_is_held(shop: FakeShop) -> None:
    ends = []
    for first in range(0, MANY, 4):
        set_stock(shop, 0, *range(first, first + 4))
        later(shop)
        ends.append(held_by(shop.run(STOCK)))
    assert ends[:2] == ["", ""] and set(ends[2:]) == {"brake.stock"}
    assert in_stock(shop) == MANY - 8


@pytest.mark.parametrize("percent", [7, 15, 30])
def test_stock_that_melts_by_a_share_a_run_is_held(shop: FakeShop, percent: int) -> None:
    units, ends = 1000.0, []
    set_stock(shop, 1000, *range(MANY))
    shop.run(STOCK)
    for _ in range(20):
        units *= 1 - percent / 100
        set_stock(shop, int(units), *range(MANY))
        later(shop, 600)
        ends.append(held_by(shop.run(STOCK)))
    assert ends[-1] in ("brake.fall", "brake.stock")
    assert all(item.quantity is not None and item.quantity >= 300 for item in shop.store.items.values())


def test_amounts_that_fall_to_one_are_held_at_once(shop: FakeShop) -> None:
    set_stock(shop, 1, *range(MANY))
    assert held_by(shop.run(STOCK)) == "brake.fall"
    assert {item.quantity for item in shop.store.items.values()} == {Decimal(10)}


def test_what_was_sold_out_more_than_a_day_ago_counts_no_more(shop: FakeShop) -> None:
    set_stock(shop, 0, *range(7))
    assert not held_by(shop.run(STOCK))
    later(shop, 25 * HOUR)
    set_stock(shop, 0, *range(7, 13))
    assert not held_by(shop.run(STOCK))


def test_what_came_back_is_no_loss(shop: FakeShop) -> None:
    for round_ in range(4):
        set_stock(shop, 0, *range(4))
        later(shop)
        assert not held_by(shop.run(STOCK)), round_
        set_stock(shop, 10, *range(4))
        later(shop)
        assert not held_by(shop.run(STOCK)), round_


def test_the_set_up_of_a_shop_is_no_fall(tmp_path: Path) -> None:
    shop = FakeShop(tmp_path / "new")
    for number in range(MANY):
        shop.store.add(str(number), f"SKU-{number}", 50)
        shop.erp.levels.append(level(number, 3))
    assert not held_by(shop.run(STOCK))
    for units in (2, 1):
        later(shop)
        set_stock(shop, units, *range(MANY))
        assert not held_by(shop.run(STOCK))
    # A product that comes later is set up later.
    shop.store.add("900", "SKU-900", 50)
    shop.erp.levels.append(StockLevel("e900", "SKU-900", "Camiseta", Decimal(2), Decimal(2)))
    later(shop)
    assert not held_by(shop.run(STOCK, Trigger.PERSON))
    later(shop)
    set_stock(shop, 0, *range(MANY))
    assert held_by(shop.run(STOCK)) == "brake.stock"
    shop.close()


def test_two_falls_of_a_day_are_one(shop: FakeShop) -> None:
    set_stock(shop, 4, *range(20))
    assert not held_by(shop.run(STOCK))
    later(shop)
    set_stock(shop, 2, *range(20))
    assert held_by(shop.run(STOCK)) == "brake.fall"


def test_prices_that_move_a_little_each_run_are_held(shop: FakeShop) -> None:
    price, ends = Decimal(100), []
    for _ in range(12):
        price = (price * Decimal("1.08")).quantize(Decimal("0.01"))
        set_price(shop, str(price), *range(MANY))
        later(shop, 600)
        ends.append(held_by(shop.run(PRICES)))
    assert ends[-1] == "brake.price"
    assert all(ask.price <= 150 for ask in shop.store.asks.values())


def test_one_price_that_falls_step_by_step_waits_alone(shop: FakeShop) -> None:
    for price in ("80.00", "60.00", "45.00", "35.00", "29.00"):
        set_price(shop, price, 3)
        later(shop, 600)
        shop.run(PRICES)
    assert shop.store.asks["3"].price == Decimal("35.00")
    (record,) = shop.storage.pending.waiting(shop.loja.id)
    assert (record.cause, record.values["before"]) == ("price.drop", "100.00")
    # Who saw it and had it tried again let this price pass, and what it moves on by is counted from there.
    shop.storage.pending.retry([record.id])
    later(shop, 600)
    shop.run(PRICES)
    set_price(shop, "20.00", 3)
    later(shop, 600)
    shop.run(PRICES)
    assert shop.store.asks["3"].price == Decimal("20.00")


# -- a confirmation --


def test_a_confirmation_is_for_exactly_what_was_shown(shop: FakeShop) -> None:
    set_stock(shop, 0, *range(12))
    held = shop.run(STOCK)
    assert held_by(held) == "brake.stock" and "SKU-0: 10 → 0" in held.error_values["list"]
    assert shop.keys(held).count("brake.item") == 12
    # The same again is not told line by line.
    assert "brake.item" not in shop.keys(shop.run(STOCK))
    assert confirm(shop, STOCK) == 12
    # As many, but another one.
    set_stock(shop, 10, 0)
    set_stock(shop, 0, 30)
    assert held_by(shop.run(STOCK)) == "brake.stock"
    assert in_stock(shop) == MANY
    assert confirm(shop, STOCK) == 12
    # Fewer of those that were shown.
    set_stock(shop, 10, 1)
    assert not held_by(shop.run(STOCK))
    assert in_stock(shop) == MANY - 11
    with pytest.raises(SetupProblem, match="not_held"):
        confirm(shop, STOCK)


@pytest.mark.parametrize("more", [13, 20])
def test_more_than_was_shown_is_asked_again(shop: FakeShop, more: int) -> None:
    set_stock(shop, 0, *range(12))
    shop.run(STOCK)
    confirm(shop, STOCK)
    set_stock(shop, 0, *range(more))
    assert held_by(shop.run(STOCK)) == "brake.stock" and in_stock(shop) == MANY


def test_another_value_for_the_same_item_is_asked_again(shop: FakeShop) -> None:
    set_price(shop, "200.00", *range(20))
    assert held_by(shop.run(PRICES)) == "brake.price"
    confirm(shop, PRICES)
    set_price(shop, "300.00", 5)
    assert held_by(shop.run(PRICES)) == "brake.price"
    confirm(shop, PRICES)
    assert not held_by(shop.run(PRICES))
    assert shop.store.asks["5"].price == 300 and shop.store.asks["6"].price == 200


def test_a_confirmation_is_good_once_and_for_a_day(shop: FakeShop) -> None:
    set_stock(shop, 0, *range(12))
    shop.run(STOCK)
    confirm(shop, STOCK)
    later(shop, 25 * HOUR)
    assert held_by(shop.run(STOCK)) == "brake.stock"
    confirm(shop, STOCK)
    later(shop, 23 * HOUR)
    assert not held_by(shop.run(STOCK))
    set_stock(shop, 10, *range(12))
    shop.run(STOCK)
    set_stock(shop, 0, *range(12))
    assert held_by(shop.run(STOCK)) == "brake.stock"


def test_what_was_confirmed_is_not_counted_again(shop: FakeShop) -> None:
    set_stock(shop, 0, *range(12))
    shop.run(STOCK)
    confirm(shop, STOCK)
    assert not held_by(shop.run(STOCK))
    set_stock(shop, 0, 12, 13)
    later(shop)
    assert not held_by(shop.run(STOCK))


def test_a_restore_forgets_it(shop: FakeShop) -> None:
    set_stock(shop, 0, *range(12))
    shop.run(STOCK)
    confirm(shop, STOCK)
    for fact in (SHOWN, CONFIRMED):
        fact.distrust(shop.storage.memory, shop.loja.id, shop.clock.now())
    assert held_by(shop.run(STOCK)) == "brake.stock"


def test_what_an_earlier_version_held_is_shown_anew(shop: FakeShop) -> None:
    set_stock(shop, 0, *range(12))
    shop.run(STOCK)
    SHOWN.forget(shop.storage.memory, shop.loja.id, [STOCK])
    shop.storage.memory.set(shop.loja.id, "brake", {STOCK: "12"}, shop.clock.now())
    assert confirm(shop, STOCK) == 0
    assert held_by(shop.run(STOCK)) == "brake.stock"
    assert confirm(shop, STOCK) == 12
    assert not held_by(shop.run(STOCK))


def test_a_simulation_says_what_would_be_held_a_day_counted_in(shop: FakeShop) -> None:
    for first in (0, 4):
        set_stock(shop, 0, *range(first, first + 4))
        later(shop)
        shop.run(STOCK)
    set_stock(shop, 0, 8, 9)
    task = next(task for task in shop.storage.tasks.all() if task.automation == STOCK)
    ((_, run),) = shop.tasks.simulate([task.id])
    assert shop.runner.wait_idle(20)
    assert "brake.stock_simulated" in shop.keys(run)
    assert in_stock(shop) == MANY - 8


def test_an_undo_is_a_persons_word(shop: FakeShop) -> None:
    set_stock(shop, 0, *range(6))
    sent = shop.run(STOCK)
    assert not held_by(sent)
    shop.tasks.undo(sent.id)
    assert shop.runner.wait_idle(20)
    assert in_stock(shop) == MANY
    set_stock(shop, 0, *range(9))
    assert held_by(shop.run(STOCK)) == "brake.stock"


def test_the_limits_are_the_connections(shop: FakeShop) -> None:
    limits = {"brake_zero_percent": "100", "brake_stock_fall": "70"}
    shop.storage.connections.update(replace(shop.loja, values=limits))
    set_stock(shop, 0, *range(MANY))
    assert not held_by(shop.run(STOCK))


# -- the first run, held or cut --


def new_shop(folder: Path, shown: int | None, units: int, zeroes: int = 0) -> FakeShop:
    """A shop that was never compared; of the ERP's products, so many have nothing."""
    shop = FakeShop(folder)
    for number in range(MANY):
        shop.store.add(str(number), f"SKU-{number}", shown, managed=shown is not None)
        shop.erp.levels.append(level(number, 0 if number < zeroes else units))
    return shop


def test_the_set_up_is_asked_about_once(tmp_path: Path) -> None:
    shop = new_shop(tmp_path / "new", 50, 3, zeroes=12)
    assert held_by(shop.run(STOCK)) == "brake.stock"
    # Nobody is at the desk: it is the set-up still, and nothing else is asked.
    later(shop, 600)
    assert "brake.item" not in shop.keys(shop.run(STOCK))
    assert confirm(shop, STOCK) == 12
    later(shop, 600)
    assert not held_by(shop.run(STOCK))
    assert sorted({item.quantity or 0 for item in shop.store.items.values()}) == [0, 3]
    shop.close()


def test_a_set_up_that_was_cut_goes_on_and_is_counted_from_then_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shop = new_shop(tmp_path / "new", 50, 3)
    write, groups = shop.store.write_stock, []

    def cut(changes: Sequence[StockChange]) -> Sequence[ItemOutcome]:
        groups.append(changes)
        if len(groups) > 3:
            raise SetupProblem("connection.not_store", name="Loja")
        return write(changes)

    monkeypatch.setattr(shop.store, "write_stock", cut)
    assert shop.run(STOCK).state is RunState.FAILED
    monkeypatch.setattr(shop.store, "write_stock", write)
    later(shop, 600)
    assert not held_by(shop.run(STOCK))
    assert {item.quantity for item in shop.store.items.values()} == {3}
    set_stock(shop, 50, *range(MANY))
    later(shop, 600)
    assert not held_by(shop.run(STOCK))
    set_stock(shop, 3, *range(MANY))
    later(shop, 600)
    assert held_by(shop.run(STOCK)) == "brake.fall"
    shop.close()


def test_what_is_sold_without_a_count_is_not_sold_out_all_at_once(tmp_path: Path) -> None:
    shop = new_shop(tmp_path / "new", None, 0)
    held = shop.run(STOCK)
    assert held_by(held) == "brake.stock" and "SKU-0: sem controle → 0" in held.error_values["list"]
    assert {item.managed for item in shop.store.items.values()} == {False}
    assert confirm(shop, STOCK) == MANY
    assert not held_by(shop.run(STOCK))
    shop.close()


def test_what_is_sold_without_a_count_gets_one(tmp_path: Path) -> None:
    shop = new_shop(tmp_path / "new", None, 3, zeroes=4)
    assert not held_by(shop.run(STOCK))
    assert sorted({item.quantity or 0 for item in shop.store.items.values()}) == [0, 3]
    shop.close()
