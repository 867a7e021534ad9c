"""Reading JSON that other systems wrote."""

import json

from ecco_desktop.connectors.http.noise import MARKS, behind

# Python reads no whole number above 4,300 digits.
LONGEST = 4_000

# How JSON begins to spell half a character.
_HALVES = ("\\ud", "\\uD")


def parsed(text: str) -> tuple[object, str]:
    """The value of a JSON text, and what a server printed beside it; ValueError where there is none.

    Halves of characters become "�": systems that cut a text at so many characters leave half an emoji at its
    end, and such a text can be written neither to the database nor to another server.
    """
    noise = ""
    try:
        value = _loaded(text.strip(MARKS))
    except RecursionError:
        raise ValueError("nested deeper than any answer") from None
    except ValueError:
        value, noise = behind(text)
    return (_mended(value) if any(half in text for half in _HALVES) else value), noise


def _loaded(text: str) -> object:
    """One number that is longer than any is no reason to lose all that stands beside it: it stays a text."""
    try:
        return json.loads(text)
    except json.JSONDecodeError:
        raise
    except ValueError:
        found = json.loads(text, parse_int=lambda digits: int(digits) if len(digits) <= LONGEST else digits)
        if isinstance(found, str):
            raise
        return found


def _mended(value: object) -> object:
    if isinstance(value, str):
        return value.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    if isinstance(value, list):
        return [_mended(each) for each in value]
    if isinstance(value, dict):
        return {str(_mended(key)): _mended(each) for key, each in value.items()}
    return value
