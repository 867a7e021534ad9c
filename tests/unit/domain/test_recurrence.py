from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ecco_desktop.clock import ZONE
from ecco_desktop.domain.recurrence import EVERY_DAY, Recurrence, next_due

NEW_YORK = ZoneInfo("America/New_York")
NOW = datetime(2026, 3, 2, 15, 0, tzinfo=UTC)  # Monday, 12:00 in São Paulo
moments = st.datetimes(datetime(2026, 1, 1), datetime(2027, 1, 1)).map(lambda at: at.replace(tzinfo=UTC))


def test_counted_from_the_end_of_the_last_run() -> None:
    end = NOW - timedelta(minutes=4)
    assert next_due(Recurrence(every_minutes=10), end, NOW, ZONE) == NOW + timedelta(minutes=6)


def test_never_run_is_due_at_once() -> None:
    assert next_due(Recurrence(every_minutes=10), None, NOW, ZONE) <= NOW


def test_after_days_off_it_is_due_once() -> None:
    recurrence = Recurrence(every_minutes=10)
    assert next_due(recurrence, NOW - timedelta(days=3), NOW, ZONE) <= NOW
    assert next_due(recurrence, NOW, NOW, ZONE) == NOW + timedelta(minutes=10)


def test_a_clock_set_back_does_not_put_it_days_away() -> None:
    due = next_due(Recurrence(every_minutes=10), NOW + timedelta(days=2), NOW, ZONE)
    assert due <= NOW + timedelta(minutes=10)


def test_fixed_hours_are_local() -> None:
    recurrence = Recurrence(at=(time(8), time(14, 30)))
    assert next_due(recurrence, NOW, NOW, ZONE) == datetime(2026, 3, 2, 17, 30, tzinfo=UTC)


def test_a_missed_fixed_hour_is_caught_up_once() -> None:
    recurrence = Recurrence(at=(time(8),))
    yesterday = NOW - timedelta(days=1)
    assert next_due(recurrence, yesterday, NOW, ZONE) < NOW
    assert next_due(recurrence, NOW, NOW, ZONE) == datetime(2026, 3, 3, 11, 0, tzinfo=UTC)


@pytest.mark.parametrize("day", [datetime(2026, 3, 8, 3, tzinfo=UTC), datetime(2026, 11, 1, 3, tzinfo=UTC)])
def test_daylight_saving_edges_give_one_turn_a_day(day: datetime) -> None:
    recurrence = Recurrence(at=(time(2, 30),))
    first = next_due(recurrence, day, day, NEW_YORK)
    second = next_due(recurrence, first, first, NEW_YORK)
    assert timedelta(hours=22) < second - first < timedelta(hours=26)


@given(moments, st.frozensets(st.integers(0, 6), min_size=1), st.times(), st.times())
def test_never_outside_its_days_and_window(
    now: datetime, weekdays: frozenset[int], start: time, end: time
) -> None:
    recurrence = Recurrence(every_minutes=15, weekdays=weekdays, window=(start, end))
    if recurrence.problem():
        return
    due = next_due(recurrence, now, now, ZONE)
    local = due.astimezone(ZONE)
    assert due >= now
    assert local.weekday() in weekdays
    clock = local.time()
    assert start <= clock < end if start < end else (clock >= start or clock < end)


@given(moments, st.lists(st.times(), min_size=1, max_size=4), st.frozensets(st.integers(0, 6), min_size=1))
def test_fixed_hours_always_move_on(now: datetime, at: list[time], weekdays: frozenset[int]) -> None:
    recurrence = Recurrence(at=tuple(at), weekdays=weekdays)
    assert next_due(recurrence, now, now, ZONE) > now


@pytest.mark.parametrize(
    ("recurrence", "problem"),
    [
        (Recurrence(), "recurrence.one_kind"),
        (Recurrence(every_minutes=10, at=(time(8),)), "recurrence.one_kind"),
        (Recurrence(every_minutes=9), "recurrence.floor"),
        (Recurrence(every_minutes=10, weekdays=frozenset()), "recurrence.weekdays"),
        (Recurrence(every_minutes=10, window=(time(8), time(8))), "recurrence.window"),
        (Recurrence(at=(time(7),), window=(time(8), time(18))), "recurrence.window"),
        (Recurrence(every_minutes=10, weekdays=EVERY_DAY), ""),
    ],
)
def test_what_cannot_be_kept_is_refused(recurrence: Recurrence, problem: str) -> None:
    assert recurrence.problem() == problem
