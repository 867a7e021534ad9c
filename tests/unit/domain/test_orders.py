from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ecco_desktop.domain.amounts import cents
from ecco_desktop.domain.errors import RecordProblem
from ecco_desktop.domain.orders import held_units, split_units, totals_of
from tests.fakes.orders import line, store_order

money = st.decimals(min_value=0, max_value=99999, places=2)


@given(st.integers(1, 500), money)
def test_split_units_is_exact_to_the_cent(quantity: int, amount: Decimal) -> None:
    parts = split_units(Decimal(quantity), amount)
    assert sum(count for count, _ in parts) == quantity
    assert sum(count * price for count, price in parts) == amount
    assert all(price == price.quantize(Decimal("0.01")) and price >= 0 for _, price in parts)
    assert len(parts) <= 2


def test_three_units_for_a_hundred() -> None:
    assert split_units(Decimal(3), Decimal("100.00")) == [
        (Decimal(2), Decimal("33.33")),
        (Decimal(1), Decimal("33.34")),
    ]


@pytest.mark.parametrize(("quantity", "amount"), [("0", "10"), ("-1", "10"), ("1", "-1")])
def test_split_units_refuses_what_is_no_sale(quantity: str, amount: str) -> None:
    with pytest.raises(ValueError, match="quantity"):
        split_units(Decimal(quantity), Decimal(amount))


@given(st.lists(st.tuples(st.integers(1, 9), money, money), min_size=1, max_size=6), money, st.lists(money))
def test_totals_agree_or_the_order_is_refused(
    rows: list[tuple[int, Decimal, Decimal]], freight: Decimal, fees: list[Decimal]
) -> None:
    lines = [line(quantity=n, subtotal=max(a, b), total=min(a, b)) for n, a, b in rows]
    total = sum(item.total for item in lines) + freight + sum(fees)
    order = store_order(lines=lines, shipping_total=freight, fees=tuple(fees), total=total)
    totals = totals_of(order)
    assert totals.products - totals.discount + totals.freight == totals.total == order.total
    # A cent for each line, each fee and the freight is rounding; one more is not.
    beyond = Decimal("0.01") * (len(lines) + len(fees) + 2)
    wrong = store_order(lines=lines, shipping_total=freight, fees=tuple(fees), total=total + beyond)
    with pytest.raises(RecordProblem) as caught:
        totals_of(wrong)
    assert caught.value.key == "order.totals"


def test_a_pix_discount_lowers_and_a_gift_wrap_raises() -> None:
    fees = (Decimal("-5.00"), Decimal("3.00"))
    order = store_order(
        lines=[line(subtotal="100.00", total="90.00")], shipping_total="20.00", fees=fees, total="108.00"
    )
    totals = totals_of(order)
    assert (totals.discount, totals.freight) == (Decimal("15.00"), Decimal("23.00"))


@given(st.decimals(min_value="0.001", max_value=99, places=3), money)
def test_a_fraction_goes_in_and_its_excess_is_a_discount(quantity: Decimal, amount: Decimal) -> None:
    order = store_order(lines=[line(quantity=quantity, subtotal=amount)], shipping_total=0, total=amount)
    totals = totals_of(order)
    items = order.lines[0].items
    assert totals.products - totals.discount + totals.freight == totals.total == amount
    assert totals.products == sum(cents(count * unit) for count, unit in items)
    assert sum(count for count, _ in items) == quantity
    assert totals.discount >= 0 and not totals.spread


def test_one_and_a_half_metres() -> None:
    order = store_order(lines=[line(quantity="1.5", subtotal="29.99")], shipping_total=0)
    assert order.lines[0].items == [(Decimal("1.5"), Decimal("20.00"))]
    assert (totals_of(order).products, totals_of(order).discount) == (Decimal("30.00"), Decimal("0.01"))


def test_a_cent_of_rounding_is_absorbed_and_told() -> None:
    order = store_order(
        lines=[line(quantity=5, subtotal="72.45", total="65.20")], shipping_total=0, total="65.21"
    )
    totals = totals_of(order)
    assert (totals.discount, totals.total) == (Decimal("7.24"), Decimal("65.21"))
    assert totals.spread == Decimal("0.01")
    over = store_order(lines=[line(quantity=5, subtotal="65.20")], shipping_total=0, total="65.21")
    assert totals_of(over).freight == Decimal("0.01")


def test_a_line_above_its_subtotal_is_its_price() -> None:
    order = store_order(lines=[line(subtotal="50.00", total="65.00")], shipping_total="10.00", total="75.00")
    totals = totals_of(order)
    assert (totals.products, totals.discount, totals.total) == (Decimal("65.00"), 0, Decimal("75.00"))


def test_more_than_rounding_is_refused_with_the_amount_that_is_missing() -> None:
    order = store_order(lines=[line(subtotal="60.00")], shipping_total=0, total="20.00")
    with pytest.raises(RecordProblem) as caught:
        totals_of(order)
    assert caught.value.values["missing"] == "40.00"


def test_a_gift_card_is_a_payment_and_no_discount() -> None:
    order = store_order(
        lines=[line(subtotal="60.00")], shipping_total=0, total="20.00", prepaid=Decimal("40.00")
    )
    totals = totals_of(order)
    assert (totals.total, totals.discount, totals.prepaid) == (Decimal("60.00"), 0, Decimal("40.00"))


def test_a_gift_card_that_went_off_the_lines_already_is_counted_once() -> None:
    lines = [line(subtotal="60.00", total="20.00")]
    order = store_order(lines=lines, shipping_total=0, total="20.00", prepaid=Decimal("40.00"))
    assert (totals_of(order).discount, totals_of(order).prepaid) == (Decimal("40.00"), 0)


def test_held_is_rounded_up() -> None:
    assert [held_units(Decimal(each)) for each in ("1.5", "2", "0.1", "0", "-1")] == [2, 2, 1, 0, 0]
    assert held_units(None) == 1
