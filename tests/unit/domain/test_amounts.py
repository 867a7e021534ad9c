from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ecco_desktop.domain.amounts import cents, parse_decimal


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("25.70", "25.70"),
        ("1.234,56", "1234.56"),
        ("1,234.56", "1234.56"),
        ("0,00", "0.00"),
        ("R$ 12,50", "12.50"),
        ("1.234.567", "1234567"),
        ("-3.5", "-3.5"),
        (7, "7"),
        (0.1, "0.1"),
    ],
)
def test_numbers_as_systems_write_them(text: object, number: str) -> None:
    assert parse_decimal(text) == Decimal(number)


@pytest.mark.parametrize("nothing", [None, "", "  ", True])
def test_nothing_is_not_zero(nothing: object) -> None:
    assert parse_decimal(nothing) is None


@pytest.mark.parametrize("junk", ["abc", "1,2,3.4.5x", "nan", "Infinity", [], {}, float("inf")])
def test_junk_is_refused(junk: object) -> None:
    with pytest.raises(ValueError, match="not a"):
        parse_decimal(junk)


@given(st.decimals(min_value=0, max_value=10**9, places=2))
def test_brazilian_and_english_texts_mean_the_same(number: Decimal) -> None:
    english = f"{number:,.2f}"
    brazilian = english.replace(",", "_").replace(".", ",").replace("_", ".")
    assert parse_decimal(english) == parse_decimal(brazilian) == number


@given(st.text(max_size=20))
def test_any_text_gives_a_number_nothing_or_a_plain_refusal(text: str) -> None:
    try:
        number = parse_decimal(text)
    except ValueError:
        return
    assert number is None or number.is_finite()


def test_half_a_cent_goes_up() -> None:
    assert cents(Decimal("0.005")) == Decimal("0.01")
