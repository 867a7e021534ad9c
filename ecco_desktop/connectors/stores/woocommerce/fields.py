"""Reading one field of an untrusted record, or saying which one cannot be read."""

from collections.abc import Mapping
from datetime import UTC, datetime
from decimal import Decimal

from ecco_desktop.domain.amounts import parse_decimal
from ecco_desktop.domain.errors import RecordProblem

Row = Mapping[str, object]
_SHOWN = 40


class Reader:
    """Reads the fields of one order; a RecordProblem names the order, the field and what stood there."""

    def __init__(self, row: Row, number: str) -> None:
        self._row = row
        self._number = number

    def money(self, row: Row, name: str) -> Decimal:
        """An amount; missing or empty is nothing to pay."""
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
        return found

    def instant(self, name: str) -> datetime:
        """An instant (WooCommerce: `*_gmt` fields are naive UTC)."""
        found = instant(self._row.get(name))
        if found is None:
            raise self.problem(name, self._row.get(name))
        return found

    def rows(self, name: str) -> list[Row]:
        """A list of objects; missing is empty."""
        value = self._row.get(name)
        if value is None:
            return []
        if not isinstance(value, list) or not all(isinstance(row, Mapping) for row in value):
            raise self.problem(name, value)
        return value

    def problem(self, field: str, value: object) -> RecordProblem:
        """What to say of a field that cannot be read."""
        shown = str(value)
        shown = shown if len(shown) <= _SHOWN else shown[:_SHOWN] + "…"
        return RecordProblem("order.unreadable", order=self._number, field=field, value=shown)


def text(row: object, *names: str) -> str:
    """The first of these fields that is filled, as trimmed text; "" where none is."""
    if not isinstance(row, Mapping):
        return ""
    for name in names:
        value = row.get(name)
        if isinstance(value, str) and value.strip():
            return value.strip()
        if isinstance(value, int) and not isinstance(value, bool):
            return str(value)
    return ""


def whole(row: object, name: str) -> str:
    """An id as text; "" for 0 and for what is none."""
    found = text(row, name)
    return found if found.isdigit() and found != "0" else ""


def instant(value: object) -> datetime | None:
    """A naive UTC text as an aware instant; None where it is none."""
    if not isinstance(value, str):
        return None
    try:
        found = datetime.fromisoformat(value.strip())
    except ValueError:
        return None
    return found.replace(tzinfo=UTC) if found.tzinfo is None else found.astimezone(UTC)


def meta(row: object) -> dict[str, str]:
    """The `meta_data` of a record by key; later values win, as in WordPress."""
    if not isinstance(row, Mapping) or not isinstance(row.get("meta_data"), list):
        return {}
    return {text(entry, "key"): text(entry, "value") for entry in row["meta_data"] if text(entry, "key")}
