"""Of a kit and its parts one comes in, and the money stays what it was."""

from dataclasses import replace
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from ecco_desktop.domain.kits import Kits, shared, with_kits
from ecco_desktop.domain.order_rules import check
from ecco_desktop.domain.orders import OrderLine, StoreOrder, totals_of
from tests.fakes.orders import line, store_order

cents = st.integers(0, 100_000).map(lambda value: Decimal(value) / 100)


def named(own: str, inside: str, price: object, quantity: object = 1) -> OrderLine:
    return replace(line(ref=own, sku=f"S{own}", subtotal=price, quantity=quantity), own=own, part_of=inside)


def shown(order: StoreOrder) -> list[tuple[str, str]]:
    return [(each.sku, str(each.total)) for each in order.lines]


def test_a_priced_kit_comes_in_as_its_parts_or_as_itself() -> None:
    lines = [named("1", "", "90.00"), named("2", "1", "0.00"), named("3", "1", "0.00", 2)]
    order = store_order(lines=lines, held=(("1", 1), ("2", 1), ("3", 2)))
    parts = with_kits(order, Kits.PARTS)
    assert shown(parts) == [("S2", "30.00"), ("S3", "60.00")] and parts.held == (("2", 1), ("3", 2))
    whole = with_kits(order, Kits.WHOLE)
    assert shown(whole) == [("S1", "90.00")]


def test_parts_priced_while_the_kit_is_free_keep_their_prices() -> None:
    order = store_order(lines=[named("1", "", "0"), named("2", "1", "60.00"), named("3", "1", "30.00")])
    assert shown(with_kits(order, Kits.PARTS)) == [("S2", "60.00"), ("S3", "30.00")]
    assert shown(with_kits(order, Kits.WHOLE)) == [("S1", "90.00")]


def test_what_parts_are_worth_shares_the_price_where_it_is_told_of_all() -> None:
    worth = [replace(named(own, "1", "0"), worth=Decimal(price)) for own, price in (("2", 75), ("3", 25))]
    order = store_order(lines=[named("1", "", "80.00"), *worth])
    assert shown(with_kits(order, Kits.PARTS)) == [("S2", "60.00"), ("S3", "20.00")]


def test_a_part_of_what_is_not_there_and_a_circle_are_lines_like_any_other() -> None:
    order = store_order(lines=[named("1", "9", "10"), named("2", "3", "5"), named("3", "2", "5")])
    assert with_kits(order, Kits.PARTS) is order and with_kits(order, Kits.WHOLE) is order
    assert with_kits(store_order(), Kits.PARTS).lines == store_order().lines


def test_one_product_in_a_kit_and_by_itself_is_held_twice() -> None:
    lines = [named("1", "", "90"), named("2", "1", "0"), replace(named("3", "", "10"), product_ref="2")]
    order = store_order(lines=lines, held=(("1", 1), ("2", 1), ("2", 1)))
    assert with_kits(order, Kits.PARTS).held == (("2", 1), ("2", 1))


@given(cents, st.lists(st.decimals(0, 1000, places=3), min_size=1, max_size=9))
def test_shares_add_up_to_the_cent(amount: Decimal, weights: list[Decimal]) -> None:
    found = shared(amount, weights)
    assert sum(found) == amount and len(found) == len(weights)
    assert all(each >= 0 and each == round(each, 2) for each in found)


@given(st.data())
def test_no_cent_and_no_unit_is_lost_whatever_stands_in_what(data: st.DataObject) -> None:
    count = data.draw(st.integers(1, 8))
    names = [str(number) for number in range(1, count + 1)]
    lines = [
        named(
            own,
            data.draw(st.sampled_from(["", "99", *names])),
            data.draw(cents),
            data.draw(st.integers(1, 9)),
        )
        for own in names
    ]
    order = store_order(lines=lines)
    for kits in Kits:
        taken = with_kits(order, kits)
        assert taken.lines and totals_of(taken).total == order.total
        assert sum(each.total for each in taken.lines) == sum(each.total for each in order.lines)
        assert {each.own for each in taken.lines} <= set(names)
        check(taken)
        assert with_kits(taken, kits) == taken
