"""What the headers of an answer say: how long to wait, and whether a cache on the way gave it."""

import time
from collections.abc import Mapping
from email.utils import parsedate_to_datetime

from ecco_desktop.domain.amounts import is_count

# Where the usual caches say whether they had an answer.
_CACHES = ("X-Cache", "X-Cache-Status", "X-Proxy-Cache", "X-LiteSpeed-Cache", "CF-Cache-Status")


def is_cached(headers: Mapping[str, str]) -> bool:
    """Whether a cache on the way gave this answer: it says its age, or that it had it."""
    age = headers.get("Age", "").strip()
    if is_count(age) and int(age) > 0:
        return True
    return any("hit" in headers.get(name, "").casefold() for name in _CACHES)


def retry_after(headers: Mapping[str, str]) -> float | None:
    """What the server asked to wait, in seconds: a number or an HTTP date."""
    said = headers.get("Retry-After", "").strip()
    if is_count(said):
        return float(said)
    try:
        return max(0.0, parsedate_to_datetime(said).timestamp() - time.time()) if said else None
    except (ValueError, OverflowError):
        return None
