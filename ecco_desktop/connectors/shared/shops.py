"""Which shop or account an address leads to, in one spelling. Light: manifests are read at every start."""

from ecco_desktop.domain.addresses import origin, split


def one_spelling(value: str) -> str:
    """An address as it is compared: https meant, letter case of the host, usual port and last slash aside.

    Scheme, "www" and folders stay as they are: nothing proves that they lead to one shop. "" for no address.
    """
    entered = value.strip().rstrip("/")
    try:
        return f"{origin(entered)}{split(entered).path.rstrip('/')}" if entered else ""
    except ValueError:
        # It is none; opening it says so.
        return entered
