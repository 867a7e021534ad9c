"""What an address leads to, and what must not stand in it. What a person typed is one: "loja.com.br" too."""

import re
from urllib.parse import SplitResult, urlsplit

_USUAL = {"https": 443, "http": 80}


def split(value: str) -> SplitResult:
    """Its parts, https meant where nothing is said; ValueError where it is none."""
    entered = value.strip().rstrip("/")
    return urlsplit(entered if "://" in entered else f"https://{entered}")


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
    """Whether a user or a password stands in it: everything before an "@" ahead of the path."""
    place = re.split(
        r"[/\\?#]", re.sub(r"^[a-z][a-z0-9+.-]*:[/\\]*", "", value.strip(), flags=re.IGNORECASE), maxsplit=1
    )
    return "@" in place[0] or "%40" in place[0]


def without_login(value: str) -> str:
    """The address alone, where an earlier version kept a user or a password in it."""
    if not has_login(value):
        return value
    scheme, mark, rest = value.strip().rpartition("://")
    return f"{scheme}{mark}{re.sub(r'^[^/?#]*(@|%40)', '', rest)}"
