import pytest
from hypothesis import given
from hypothesis import strategies as st

from ecco_desktop.domain.documents import clean, is_valid, masked


@pytest.mark.parametrize("good", ["529.982.247-25", "11.222.333/0001-81", "12.ABC.345/01DE-35"])
def test_good_documents(good: str) -> None:
    assert is_valid(clean(good))


@pytest.mark.parametrize("bad", ["529.982.247-24", "111.111.111-11", "11.222.333/0001-82", "", "123"])
def test_bad_documents(bad: str) -> None:
    assert not is_valid(clean(bad))


@given(st.text(max_size=20))
def test_any_text_is_judged(text: str) -> None:
    assert is_valid(clean(text)) in (True, False)


@given(st.integers(0, 10**9 - 1))
def test_changing_a_check_digit_breaks_a_cpf(number: int) -> None:
    good = [f"{number:09d}{check:02d}" for check in range(100) if is_valid(f"{number:09d}{check:02d}")]
    assert len(good) <= 1


def test_logs_show_the_end_only() -> None:
    assert masked("52998224725") == "*********25"
