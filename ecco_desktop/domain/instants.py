"""Instants as outside systems write them: one reader for all of them, and the bounds of what is believed.

Nothing this program reads about happened before the year 2000: systems write such dates for "none"
("0000-00-00", "0001-01-01", "1899-12-30", 1970 for a zero, 9999 for "never"). Nothing is dated more than
a year ahead either. What lies outside is *not known*: never "paid", never a bookmark, and a problem of that
record alone where it cannot be done without. What happened is not believed more than a day ahead.
"""

import re
from datetime import UTC, date, datetime, timedelta, tzinfo
from email.utils import parsedate_to_datetime

EARLIEST = datetime(2000, 1, 1, tzinfo=UTC)
FARTHEST = timedelta(days=366)
# Clocks and zones differ by so much where nobody errs.
TOLERANCE = timedelta(days=1)
# What a list shows may still be being written, and clocks differ a little.
MARGIN = timedelta(minutes=2)
# No instant is written longer.
_LONGEST = 64
# From here on a number counts milliseconds: in seconds it would be the year 5138.
_MILLISECONDS = 10**11
_EPOCH = re.compile(r"/Date\((-?\d{1,15})(?:[+-]\d{4})?\)/|(-?\d{9,14})(?:\.\d{1,9})?")
_RUN = re.compile(r"(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)")
_OFFSET = re.compile(r"(?:\s*(?:UTC|GMT|Z)|\s*([+-])(\d\d):?(\d\d)?(?::?00)?)(?:\[[^\]]*\])?$", re.IGNORECASE)
_SLASHED = ("%d/%m/%Y %H:%M:%S", "%d/%m/%Y %H:%M", "%d/%m/%YT%H:%M:%S", "%d/%m/%Y")


def read(value: object, zone: tzinfo = UTC, now: datetime | None = None) -> datetime | None:
    """An instant in UTC, one without a zone being of `zone`; None where none is known (see above).

    ISO 8601 with offsets of all shapes, "dd/mm/aaaa", HTTP dates, and seconds or milliseconds since 1970.
    """
    try:
        found = _written(value, zone)
        found = found.astimezone(UTC) if found else None
    except (ValueError, OverflowError, OSError):
        return None
    latest = (now or datetime.now(UTC)) + FARTHEST
    return found if found is not None and EARLIEST <= found <= latest else None


def happened(value: object, zone: tzinfo = UTC, now: datetime | None = None) -> datetime | None:
    """As `read`, for what cannot lie ahead: a payment, an event of a parcel."""
    moment = now or datetime.now(UTC)
    found = read(value, zone, moment)
    return found if found is not None and found <= moment + TOLERANCE else None


def day(value: object) -> date | None:
    """A date, or the date of a date-time, as it is written; None where it is none, or none of this world."""
    try:
        found = date.fromisoformat(value.strip()[:10]) if isinstance(value, str) else None
    except ValueError:
        return None
    return found if found is not None and EARLIEST.year <= found.year <= _last_year() else None


def sure(at: datetime | None, now: datetime | None = None) -> datetime:
    """Up to when a reading is sure to have seen all: our clock and theirs (`at`), whichever is behind."""
    ours = now or datetime.now(UTC)
    return min(ours, at or ours) - MARGIN


def _last_year() -> int:
    return (datetime.now(UTC) + FARTHEST).year


def _written(value: object, zone: tzinfo) -> datetime | None:
    if isinstance(value, bool) or value is None:
        return None
    if isinstance(value, int | float):
        return _since_1970(value)
    said = value.strip() if isinstance(value, str) and len(value) <= _LONGEST else ""
    if not said:
        return None
    if run := _RUN.fullmatch(said):
        year, month, of_month, hour, minute, second = map(int, run.groups())
        return datetime(year, month, of_month, hour, minute, second, tzinfo=zone)
    if counted := _EPOCH.fullmatch(said):
        return _since_1970(int(counted[1] or counted[2]))
    if said[0].isalpha():
        found = parsedate_to_datetime(said)
    else:
        found = _slashed(said) if "/" in said else _iso(said)
    return found if found.tzinfo else found.replace(tzinfo=zone)


def _since_1970(value: float) -> datetime:
    return datetime.fromtimestamp(value / 1000 if abs(value) >= _MILLISECONDS else value, UTC)


def _slashed(said: str) -> datetime:
    for form in _SLASHED:
        try:
            return datetime.strptime(said, form)  # noqa: DTZ007 - `_written` gives it its zone
        except ValueError:
            continue
    raise ValueError("no date")


def _iso(said: str) -> datetime:
    """As Python reads it, with the offsets it does not know ("+0300" after a space, "UTC", "[UTC]")."""
    try:
        return datetime.fromisoformat(said)
    except ValueError:
        mark = _OFFSET.search(said, 10)
        if mark is None:
            raise
    offset = f"{mark[1]}{mark[2]}:{mark[3] or '00'}" if mark[1] else "+00:00"
    return datetime.fromisoformat(said[: mark.start()].strip() + offset)
