"""A booked turn as it is kept: read back as it was, of earlier versions too, and unknown where damaged."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ecco_desktop.jobs.engine.turns import Booking


@given(st.datetimes(timezones=st.just(UTC)), st.integers(0, 10**9))
def test_a_booking_is_read_back_as_it_was(at: datetime, before: int) -> None:
    assert Booking.of(Booking(at, before).text()) == Booking(at, before)


def test_a_booking_of_an_earlier_version_has_no_run_before_it() -> None:
    assert Booking.of("2026-11-27T19:30:00+00:00") == Booking(datetime(2026, 11, 27, 19, 30, tzinfo=UTC), 0)


@pytest.mark.parametrize(
    "kept", [None, "", "|", "tomorrow|1", "2026-11-27T19:30:00+00:00|x", "2026-11-27T19:30:00|1"]
)
def test_a_damaged_booking_is_unknown(kept: str | None) -> None:
    assert Booking.of(kept) is None
