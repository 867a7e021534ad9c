"""Which shop or account an address leads to, in one spelling. Light: manifests are read at every start."""

from urllib.parse import urlsplit

_USUAL = {"https": 443, "http": 80}


def one_spelling(value: str) -> str:
    """An address as it is compared: https meant, letter case of the host, usual port and last slash aside.

    Scheme, "www" and folders stay as they are: nothing proves that they lead to one shop. "" for no address.
    """
    entered = value.strip().rstrip("/")
    if not entered:
        return ""
    try:
        parts = urlsplit(entered if "://" in entered else f"https://{entered}")
        scheme, host, port = parts.scheme.casefold(), (parts.hostname or "").rstrip("."), parts.port
    except ValueError:
        # It is none; opening it says so.
        return entered
    shown = "" if port in (None, _USUAL.get(scheme)) else f":{port}"
    return f"{scheme}://{host}{shown}{parts.path.rstrip('/')}"
