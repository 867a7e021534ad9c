"""Refs, plain numbers and parts of a list: one function each."""

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as some

from ecco_desktop.domain.amounts import plain_number
from ecco_desktop.domain.chunks import chunks
from ecco_desktop.domain.products import ref_parts, store_ref

IDS = some.text("0123456789abcXYZ-", min_size=1)


@given(IDS, some.just("") | IDS)
def test_a_ref_gives_back_what_it_was_made_of(product_id: str, variation_id: str) -> None:
    assert ref_parts(store_ref(product_id, variation_id)) == (product_id, variation_id)


@given(some.decimals(-(10**12), 10**12, places=4))
def test_a_plain_number_is_the_same_number_without_exponent_or_idle_zeros(number: Decimal) -> None:
    text = plain_number(number)
    assert Decimal(text) == number
    assert "E" not in text
    assert "." not in text or not text.endswith("0")


def test_no_number_is_no_text() -> None:
    assert plain_number(None) == ""
    assert plain_number(Decimal("1E+2")) == "100"


@given(some.lists(some.integers()), some.integers(1, 9))
def test_parts_are_full_but_the_last_and_lose_nothing(items: list[int], size: int) -> None:
    parts = list(chunks(items, size))
    assert [item for part in parts for item in part] == items
    assert all(len(part) == size for part in parts[:-1])
    assert all(0 < len(part) <= size for part in parts)
