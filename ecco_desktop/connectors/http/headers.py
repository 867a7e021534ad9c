"""What the headers of an answer say: how long to wait, and whether a cache on the way gave it."""

import re
import time
from collections.abc import Mapping
from email.utils import parsedate_to_datetime

from ecco_desktop.domain import instants
from ecco_desktop.domain.amounts import is_count

# Where the usual caches say whether they had an answer.
_CACHES = ("X-Cache", "X-Cache-Status", "X-Proxy-Cache", "X-LiteSpeed-Cache", "CF-Cache-Status")
# The longest that anybody is waited for at a time, in seconds.
HOUR = 3600.0
_NUMBER = re.compile(r"[0-9]{1,20}(?:\.[0-9]{0,9})?")
# Two on the way say it once each, and some name the unit.
_WAIT = re.compile(r"([0-9]{1,20}(?:\.[0-9]{0,9})?) ?(?:s|secs?|seconds?|segundos?)?(?:, ?[0-9.]{1,30})?")
_RESETS = ("X-RateLimit-Reset", "RateLimit-Reset", "X-RateLimit-Reset-After")
# 2001 in seconds, and in milliseconds, since 1970.
_AN_INSTANT, _AN_INSTANT_IN_MS = 1e9, 1e12


def is_cached(headers: Mapping[str, str]) -> bool:
    """Whether a cache on the way gave this answer: it says its age, or that it had it."""
    age = headers.get("Age", "").strip()
    if is_count(age) and int(age) > 0:
        return True
    return any("hit" in headers.get(name, "").casefold() for name in _CACHES)


def retry_after(headers: Mapping[str, str]) -> float | None:
    """What the server asked to wait, in seconds; None where it said nothing that can be meant.

    A number (a fraction, too) or an HTTP date in Retry-After; where there is none, the usual headers that say
    when a budget begins anew: in seconds, or as an instant in seconds or milliseconds. 0 for what is over
    already, never more than HOUR.
    """
    said = headers.get("Retry-After", "").strip()
    seconds = _seconds(said) if said else _reset(headers)
    return None if seconds is None else max(0.0, min(seconds, HOUR))


def _seconds(said: str) -> float | None:
    """A number of seconds, or those to an HTTP date."""
    if counted := _WAIT.fullmatch(said):
        return float(counted[1])
    try:
        return parsedate_to_datetime(said).timestamp() - time.time()
    except (ValueError, OverflowError):
        at = instants.read(said) if "T" in said else None
        return at.timestamp() - time.time() if at else None


def _reset(headers: Mapping[str, str]) -> float | None:
    said = next((headers[name].strip() for name in _RESETS if headers.get(name)), "")
    if not _NUMBER.fullmatch(said):
        return None
    number = float(said)
    if number >= _AN_INSTANT_IN_MS:
        return number / 1000 - time.time()
    if number >= _AN_INSTANT:
        return number - time.time()
    # More than an hour of seconds is none of seconds.
    return number if number <= HOUR else number / 1000
