"""Outside instants: what is read, what is not known, and how far a reading is believed."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ecco_desktop.domain import instants

SHOP = ZoneInfo("America/Sao_Paulo")
NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
NOW = datetime(2026, 6, 1, tzinfo=UTC)


@pytest.mark.parametrize(
    "written",
    [
        *("2026-03-02T12:00:00Z", "2026-03-02T12:00:00z", "2026-03-02T12:00:00", "2026-03-02 12:00:00"),
        *("2026-03-02T09:00:00-03:00", "2026-03-02T09:00:00-0300", "2026-03-02 09:00:00 -0300"),
        *("2026-03-02T09:00-03", "2026-03-02T12:00:00.0000000Z", "2026-03-02T12:00:00.000+00:00[UTC]"),
        *("2026-03-02 12:00:00 UTC", "2026-03-02T12:00:00 GMT", "20260302T120000Z", "20260302120000"),
        *("Mon, 02 Mar 2026 12:00:00 GMT", "02/03/2026 12:00:00", "02/03/2026 12:00"),
        *(1772452800, 1772452800000, "1772452800", "1772452800000", 1772452800.0, "/Date(1772452800000)/"),
    ],
)
def test_all_shapes_of_one_instant_are_that_instant(written: object) -> None:
    assert instants.read(written, now=NOW) == NOON


@pytest.mark.parametrize(
    "written",
    [
        *(
            None,
            "",
            " ",
            0,
            "0",
            False,
            True,
            [],
            {},
            "0000-00-00",
            "0000-00-00 00:00:00",
            "0000-00-00T00:00:00Z",
        ),
        *("0001-01-01T00:00:00", "0001-01-01T00:00:00+14:00", "1899-12-30", "1970-01-01T00:00:00Z"),
        *("1969-12-31T21:00:00-03:00", "9999-12-31T23:59:59", "9999-12-31T23:59:59-14:00", "2062-01-01"),
        *("2026-03-02T10:00:00+99:00", "2026-02-30", "ontem", "1e9999", 10**400, float("nan"), float("inf")),
        *("x" * 100_000, "9" * 5000, "99999999999999", -1, "²" * 10, "31/02/2026", "//"),
    ],
)
def test_a_sentinel_or_nonsense_is_not_known(written: object) -> None:
    assert instants.read(written, now=NOW) is None
    assert instants.happened(written, now=NOW) is None


def test_one_without_a_zone_is_of_the_shop() -> None:
    assert instants.read("2026-03-02T09:00:00", SHOP, NOW) == NOON


def test_what_happened_is_believed_a_day_ahead_and_what_is_dated_a_year() -> None:
    late = f"{NOW + timedelta(days=3):%Y-%m-%dT%H:%M:%SZ}"
    assert instants.read(late, now=NOW) is not None
    assert instants.happened(late, now=NOW) is None
    assert instants.read(f"{NOW + timedelta(days=400):%Y-%m-%d}", now=NOW) is None


def test_a_day_of_no_world_is_none() -> None:
    days = [instants.day(each) for each in ("2026-03-02", "2062-01-01", "0001-01-01", "0000-00-00", 5)]
    assert [each is not None for each in days] == [True, False, False, False, False]


@given(st.one_of(st.text(max_size=40), st.integers(), st.floats(), st.datetimes().map(datetime.isoformat)))
def test_whatever_is_written_stays_in_bounds(written: object) -> None:
    found = instants.read(written, SHOP, NOW)
    assert found is None or instants.EARLIEST <= found <= NOW + instants.FARTHEST
    assert found is None or found.utcoffset() == timedelta(0)


@given(st.datetimes(min_value=datetime(2020, 1, 1), max_value=datetime(2030, 1, 1), timezones=st.just(UTC)))
def test_a_reading_is_sure_of_less_than_either_clock(theirs: datetime) -> None:
    assert instants.sure(theirs, NOW) == min(theirs, NOW) - instants.MARGIN
    assert instants.sure(None, NOW) == NOW - instants.MARGIN
