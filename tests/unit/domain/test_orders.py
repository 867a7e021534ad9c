from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ecco_desktop.domain.errors import RecordProblem
from ecco_desktop.domain.orders import split_units, totals_of
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


@pytest.mark.parametrize(("quantity", "amount"), [("0", "10"), ("-1", "10"), ("1", "-1"), ("0.3", "0.01")])
def test_split_units_refuses_what_cannot_be_exact(quantity: str, amount: str) -> None:
    with pytest.raises(ValueError, match=r"quantity|fraction"):
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
    wrong = store_order(lines=lines, shipping_total=freight, fees=tuple(fees), total=total + Decimal("0.01"))
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
