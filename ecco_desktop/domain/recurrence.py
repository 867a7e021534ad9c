"""How often a task runs, and when it is due next."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta, tzinfo
from typing import Any

FLOOR_MINUTES = 10
# What waits longer is forgotten by everybody; a year's worth of minutes more and no calendar holds it.
MOST_MINUTES = 31 * 24 * 60
MOST_JITTER = 600
EVERY_DAY = frozenset(range(7))
# An instant that lies further ahead was written while the computer's clock was wrong.
WRONG_CLOCK = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Recurrence:
    """Every N minutes counted from the end of the last run, or at fixed hours of the local day.

    `weekdays` count from Monday = 0. `window` holds the local hours inside which a run may begin;
    one that ends before it starts goes over midnight. `jitter_seconds` spreads tasks out.
    """

    every_minutes: float | None = None
    at: tuple[time, ...] = ()
    weekdays: frozenset[int] = EVERY_DAY
    window: tuple[time, time] | None = None
    jitter_seconds: int = 0

    def problem(self, floor: float = FLOOR_MINUTES) -> str:
        """Why this recurrence cannot be kept, as a text key; empty where it can."""
        if (self.every_minutes is None) == (not self.at):
            return "recurrence.one_kind"
        # Asked so that what is no number at all is refused too.
        if self.every_minutes is not None and not floor <= self.every_minutes <= MOST_MINUTES:
            return "recurrence.ceiling" if self.every_minutes > MOST_MINUTES else "recurrence.floor"
        if not 0 <= self.jitter_seconds <= MOST_JITTER:
            return "recurrence.jitter"
        return self._never()

    def _never(self) -> str:
        if not self.weekdays or not self.weekdays <= EVERY_DAY:
            return "recurrence.weekdays"
        if self.window and self.window[0] == self.window[1]:
            return "recurrence.window"
        if self.at and not any(_inside(moment, self.window) for moment in self.at):
            return "recurrence.window"
        return ""


def next_due(recurrence: Recurrence, last_end: datetime | None, now: datetime, zone: tzinfo) -> datetime:
    """When a run is due next, in UTC; at or before `now` means it is due at once (one catch-up, no burst).

    `last_end` is the end of the last run in UTC, or None where the task never ran.
    """
    if last_end is not None and last_end - now > WRONG_CLOCK:
        last_end = None
    if recurrence.every_minutes is not None:
        wait = timedelta(minutes=recurrence.every_minutes)
        # A clock set back must not put the next run days away.
        begin = now if last_end is None else min(last_end, now) + wait
        return _first_allowed(recurrence, begin, zone)
    return _next_fixed(recurrence, last_end or now, zone)


def upcoming(
    recurrence: Recurrence,
    now: datetime,
    zone: tzinfo,
    *,
    count: int = 5,
    last_end: datetime | None = None,
    usual: timedelta = timedelta(0),
) -> list[datetime]:
    """The next `count` turns in UTC, each run lasting as long as `usual`; none where it cannot be kept."""
    if recurrence.problem(0.0):
        return []
    turns: list[datetime] = []
    for _ in range(count):
        due = max(next_due(recurrence, last_end, now, zone), now)
        turns.append(due)
        last_end = now = due + max(usual, timedelta(seconds=1))
    return turns


def _first_allowed(recurrence: Recurrence, moment: datetime, zone: tzinfo) -> datetime:
    # A window over midnight takes two steps a day.
    for _ in range(20):
        local = moment.astimezone(zone)
        if local.weekday() in recurrence.weekdays and _inside(local.time(), recurrence.window):
            return moment
        moment = _window_start(recurrence, local, zone)
    return moment


def _window_start(recurrence: Recurrence, local: datetime, zone: tzinfo) -> datetime:
    start = recurrence.window[0] if recurrence.window else time(0)
    day = local.date()
    candidate = datetime.combine(day, start, zone)
    if candidate <= local:
        candidate = datetime.combine(day + timedelta(days=1), start, zone)
    if not recurrence.window:
        return candidate.astimezone(UTC)
    # A window over midnight is open again at 00:00 of an allowed day.
    midnight = datetime.combine(day + timedelta(days=1), time(0), zone)
    if _inside(time(0), recurrence.window) and midnight < candidate:
        candidate = midnight
    return candidate.astimezone(UTC)


def _next_fixed(recurrence: Recurrence, after: datetime, zone: tzinfo) -> datetime:
    day = after.astimezone(zone).date()
    for offset in range(15):
        date = day + timedelta(days=offset)
        if date.weekday() not in recurrence.weekdays:
            continue
        for moment in sorted(recurrence.at):
            due = datetime.combine(date, moment, zone).astimezone(UTC)
            if due > after and _inside(moment, recurrence.window):
                return due
    raise ValueError("a recurrence that never comes; check problem() first")


def _inside(moment: time, window: tuple[time, time] | None) -> bool:
    if window is None:
        return True
    start, end = window
    moment = moment.replace(tzinfo=None)
    if start < end:
        return start <= moment < end
    return moment >= start or moment < end


def to_facts(recurrence: Recurrence | None) -> dict[str, Any] | None:
    """A recurrence as plain values, for a database or a file."""
    if recurrence is None:
        return None
    window = recurrence.window
    return {
        "every": recurrence.every_minutes,
        "at": [moment.isoformat() for moment in recurrence.at],
        "weekdays": sorted(recurrence.weekdays),
        "window": [window[0].isoformat(), window[1].isoformat()] if window else None,
        "jitter": recurrence.jitter_seconds,
    }


def from_facts(facts: Mapping[str, Any] | None) -> Recurrence | None:
    """Plain values as a recurrence; ValueError, TypeError or AttributeError where they are none."""
    if facts is None:
        return None
    every, window = facts.get("every"), facts.get("window")
    return Recurrence(
        every_minutes=None if every is None else float(every),
        at=tuple(_hour(moment) for moment in facts.get("at", [])),
        weekdays=frozenset(int(day) for day in facts.get("weekdays", EVERY_DAY)),
        window=(_hour(window[0]), _hour(window[1])) if window else None,
        jitter_seconds=int(facts.get("jitter", 0)),
    )


def _hour(kept: str) -> time:
    # The command line once took an hour with a zone, which compares with no other.
    return time.fromisoformat(kept).replace(tzinfo=None)
