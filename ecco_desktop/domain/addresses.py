"""What an address leads to, and what must not stand in it. What a person typed is one: "loja.com.br" too."""

import re
from urllib.parse import SplitResult, urlsplit

_USUAL = {"https": 443, "http": 80}
_LONGEST_HOST = 253


def split(value: str) -> SplitResult:
    """Its parts, https meant where nothing is said; ValueError where it is none."""
    entered = value.strip().rstrip("/")
    return urlsplit(entered if "://" in entered else f"https://{entered}")


def checked(value: str) -> SplitResult:
    """Its parts as `split` says, where something can be reached there; ValueError where nothing can.

    What is asked for later says "bug" or "cut off" of a port that is none, a name longer than names are, or a
    sign that nobody sees (which the library leaves out: another host would get the key).
    """
    entered = value.strip()
    if not entered.isprintable():
        raise ValueError("a sign that nobody sees")
    parts = urlsplit(entered if "://" in entered else f"https://{entered}")
    if parts.port == 0 or not parts.hostname:
        raise ValueError("no port, or no host")
    if ":" not in parts.hostname:
        labels = parts.hostname.removesuffix(".").split(".")
        # UnicodeError, of an empty or too long one, is a ValueError.
        if not all(labels) or len(".".join(labels)) > _LONGEST_HOST:
            raise ValueError("no name of a host")
        parts.hostname.removesuffix(".").encode("idna")
    return parts


def origin(value: str) -> str:
    """Scheme, host and port in one spelling: letter case, a usual port and a dot at the end aside.

    "" for no address; what cannot be read stands for itself.
    """
    entered = value.strip().rstrip("/")
    if not entered:
        return ""
    try:
        parts = split(entered)
        scheme, host, port = parts.scheme.casefold(), (parts.hostname or "").rstrip("."), parts.port
    except ValueError:
        # It is none; opening it says so.
        return entered
    return f"{scheme}://{host}{'' if port in (None, _USUAL.get(scheme)) else f':{port}'}"


def has_login(value: str) -> bool:
    """Whether a user or a password stands in it: what comes before an "@" ahead of the path.

    A password with a "/", "?" or "#" in it cuts the host short: "ck:cs#1@loja.com.br" has no port.
    """
    place, tail = _place_and_tail(value)
    if "@" in place or "%40" in place:
        return True
    return "@" in tail and _is_cut_short(place)


def has_tail(value: str) -> bool:
    """Whether something stands behind a "?" or "#": nobody's address needs it, and keys are pasted there."""
    return "?" in value or "#" in value


def without_login(value: str) -> str:
    """The address alone, where an earlier version kept a user, a password or a tail in it."""
    if has_login(value):
        place, tail = _place_and_tail(value)
        scheme, mark, rest = value.strip().rpartition("://")
        cut = ".*@" if "@" not in place and "@" in tail else "[^/?#]*(@|%40)"
        value = f"{scheme}{mark}{re.sub(f'^{cut}', '', rest)}"
    return re.split(r"[?#]", value, maxsplit=1)[0]


def _place_and_tail(value: str) -> tuple[str, str]:
    bare = re.sub(r"^[a-z][a-z0-9+.-]*:[/\\]+", "", value.strip(), flags=re.IGNORECASE)
    place = re.split(r"[/\\?#]", bare, maxsplit=1)[0]
    return place, bare[len(place) :]


def _is_cut_short(place: str) -> bool:
    _, mark, port = place.partition(":")
    return bool(mark) and not place.startswith("[") and not port.isdecimal()
