"""Reading bodies that other systems wrote: their letters, and the JSON in them."""

import codecs
import json
import re

from ecco_desktop.connectors.http.noise import MARKS, behind

# Python reads no whole number above 4,300 digits.
LONGEST = 4_000

# UTF-32 first: its mark begins with that of UTF-16.
_MARKS_OF = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CHARSET = re.compile(r"charset=[\"']?([\w-]{1,20})", re.IGNORECASE)
_WINDOWS = "cp1252"
# Those that Western servers speak; no other codec of Python's is for letters of anybody's choosing.
_KNOWN = ("iso-8859-1", "latin1", "iso-8859-15", "windows-1252", "cp1252", "us-ascii")
# How JSON begins to spell half a character.
_HALVES = ("\\ud", "\\uD")


def decoded(body: bytes, kind: str = "") -> str:
    """The text of a body: UTF-8, which JSON is, unless its bytes can be none.

    Then in the letters its Content-Type (`kind`) or its mark names, else in those of Windows where not one
    letter of UTF-8 is in it: old servers send them. What broke off inside a letter stays UTF-8.
    """
    for mark, name in _MARKS_OF:
        if body.startswith(mark):
            return body.decode(name, errors="replace")
    try:
        return body.decode("utf-8-sig")
    except UnicodeDecodeError:
        pass
    if (named := _CHARSET.search(kind[:200])) and named[1].casefold() in _KNOWN:
        return body.decode(named[1], errors="replace")
    plain = body.decode("utf-8-sig", errors="replace")
    return (
        plain
        if any(char > "\x7f" and char != "\ufffd" for char in plain)
        else body.decode(_WINDOWS, "replace")
    )


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
