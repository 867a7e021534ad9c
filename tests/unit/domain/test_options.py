"""What a task can be told: one declaration, one reading, for every automation."""

import contextlib
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ecco_desktop.domain.errors import SetupProblem
from ecco_desktop.domain.options import OptionKind
from ecco_desktop.domain.order_rules import Which
from ecco_desktop.jobs.orders.import_options import ImportOptions
from ecco_desktop.jobs.registry import automation_infos

INFOS = [info for info in automation_infos() if info.options]


def test_what_is_left_out_is_the_default_and_what_is_chosen_has_its_type() -> None:
    assert ImportOptions.read({}) == ImportOptions()
    read = ImportOptions.read({"which": "all", "since": "2026-11-01", "prefix": " B- "})
    assert (read.which, read.since, read.prefix) == (Which.ALL, date(2026, 11, 1), "B-")


@pytest.mark.parametrize("info", INFOS, ids=lambda info: info.key)
def test_what_a_form_shows_reads_as_the_defaults(info) -> None:  # type: ignore[no-untyped-def]
    shown = {option.key: option.default for option in info.options}
    assert info.chooses.read(shown) == info.chooses()
    assert all(option.label for option in info.options)


@pytest.mark.parametrize(
    ("values", "key"),
    [
        ({"nothing": "1"}, r"option\.unknown"),
        ({"which": "most"}, r"option\.value"),
        ({"since": "31/12/2026"}, r"option\.value"),
    ],
)
def test_what_cannot_be_used_says_so(values: dict[str, str], key: str) -> None:
    with pytest.raises(SetupProblem, match=key):
        ImportOptions.read(values)


@given(st.sampled_from(INFOS), st.data())
def test_no_text_breaks_the_reading(info, data: st.DataObject) -> None:  # type: ignore[no-untyped-def]
    option = data.draw(st.sampled_from(info.options))
    value = data.draw(st.text(max_size=8) | st.sampled_from(["²", "-1", "1e3", "0", "9" * 30, "yes", ""]))
    with contextlib.suppress(SetupProblem):
        read = getattr(info.chooses.read({option.key: value}), option.key)
        if option.kind is OptionKind.NUMBER:
            assert read >= option.bounds.least
