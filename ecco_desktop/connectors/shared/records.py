"""Reading one field of an untrusted record, or saying which one cannot be read."""

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from decimal import Decimal

from ecco_desktop.domain.amounts import cents, counted, is_count, parse_decimal
from ecco_desktop.domain.codes import bar_code
from ecco_desktop.domain.errors import RecordProblem
from ecco_desktop.domain.foreign import lines, read, shown
from ecco_desktop.domain.instants import day, happened
from ecco_desktop.domain.instants import read as instant

__all__ = [
    "Reader",
    "Row",
    "amount",
    "day",
    "digits",
    "entries",
    "happened",
    "instant",
    "listed",
    "note",
    "number",
    "part",
    "rows",
    "text",
    "verbatim",
    "whole",
]

Row = Mapping[str, object]
_SHOWN = 40
_USUAL_ID = 2**63


class Reader:
    """Reads the fields of one order; a RecordProblem names the order, the field and what stood there."""

    def __init__(self, row: Row, number: str) -> None:
        self._row = row
        self._number = number

    def money(self, row: Row, name: str) -> Decimal:
        """An amount in reais; missing or empty is nothing to pay."""
        try:
            return parse_decimal(row.get(name)) or Decimal(0)
        except ValueError:
            raise self.problem(name, row.get(name)) from None

    def quantity(self, row: Row, name: str) -> Decimal:
        """A quantity; missing is unreadable, for a line of an order must say how many."""
        try:
            found = parse_decimal(row.get(name))
        except ValueError:
            found = None
        if found is None:
            raise self.problem(name, row.get(name))
        return counted(found)

    def word(self, name: str) -> str:
        """A status: the platform's own word, "" where the order leaves it out.

        Anything else in its place says nothing of the order, least of all that it is over.
        """
        value = self._row.get(name, "")
        if name in self._row and not (isinstance(value, str) and value.strip()):
            raise self.problem(name, value)
        return text(self._row, name)

    def instant(self, name: str) -> datetime:
        """An instant as UTC; one without a zone is UTC already (WooCommerce: `*_gmt` fields)."""
        found = instant(self._row.get(name))
        if found is None:
            raise self.problem(name, self._row.get(name))
        return found

    def rows(self, name: str) -> list[Row]:
        """A list of objects; missing is empty."""
        value = self._row.get(name)
        if value is None:
            return []
        found = entries(value)
        kept = [row for row in found or () if isinstance(row, Mapping)]
        if found is None or len(kept) != len(found):
            raise self.problem(name, value)
        return kept

    def problem(self, field: str, value: object) -> RecordProblem:
        """What to say of a field that cannot be read."""
        found = str(value)
        found = found if len(found) <= _SHOWN else found[:_SHOWN] + "…"
        return RecordProblem("order.unreadable", order=self._number, field=field, value=shown(found))


def gtin(row: object, name: str) -> str:
    """The bar code in a field; "" where it is none (domain.codes.bar_code)."""
    return bar_code(text(row, name))


def text(row: object, *names: str) -> str:
    """The first of these fields that is filled, as `foreign.read` reads it; "" where none is."""
    return _filled(row, names, read)


def note(row: object, *names: str) -> str:
    """As `text`, with the lines people wrote."""
    return _filled(row, names, lines)


def verbatim(row: object, *names: str) -> str:
    """As `text`, trimmed only: HTML, addresses, and what goes back to its owner as it came."""
    return _filled(row, names, str.strip)


def _filled(row: object, names: Iterable[str], take: Callable[[str], str]) -> str:
    # What JSON makes is a dict, and to ask that is quicker.
    if not isinstance(row, dict) and not isinstance(row, Mapping):
        return ""
    for name in names:
        value = row.get(name)
        if isinstance(value, str):
            if value and (found := take(value)):
                return found
        elif type(value) is int:
            return str(value)
    return ""


def whole(row: object, name: str) -> str:
    """An id as text; "" for 0 and for what is none."""
    own = row.get(name) if isinstance(row, dict) else None
    if type(own) is int and 0 < own < _USUAL_ID:
        # As in nearly every row of a list.
        return str(own)
    found = text(row, name)
    return found if is_count(found) and found != "0" else ""


def rows(row: object, name: str) -> list[Row]:
    """The objects of a list; what is none is left out."""
    value = row.get(name) if isinstance(row, Mapping) else None
    return listed(value)


def listed(body: object) -> list[Row]:
    """The objects of an answer that is a list; what is none is left out."""
    return [each for each in entries(body) or () if isinstance(each, Mapping)]


def entries(value: object) -> list[object] | None:
    """What is in a list, however PHP wrote it; None where it is none.

    One from which an entry was taken out comes as {"1": …, "2": …} (WooCommerce: issues 14907, 17997).
    """
    if isinstance(value, list):
        return value
    if not isinstance(value, Mapping) or not all(isinstance(key, str) and is_count(key) for key in value):
        return None
    return list(value.values())


def part(row: object, name: str) -> Row:
    """An object inside another; empty where there is none."""
    value = row.get(name) if isinstance(row, Mapping) else None
    return value if isinstance(value, Mapping) else {}


def amount(value: object) -> Decimal | None:
    """Reais rounded to the cent; None where it is missing or cannot be read."""
    try:
        found = parse_decimal(value)
    except ValueError:
        return None
    return None if found is None else cents(found)


def number(value: object) -> Decimal | None:
    """A number as it stands; None where it is missing or cannot be read."""
    try:
        return parse_decimal(value)
    except ValueError:
        return None


def digits(value: str) -> str:
    """The digits of a text alone."""
    return re.sub(r"\D", "", value)
