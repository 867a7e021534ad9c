"""The shapes of Eccosys answers, unwrapped in one place. Every field is optional; nothing is trusted."""

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from math import isfinite

from ecco_desktop.clock import ZONE
from ecco_desktop.connectors.shared.records import entries
from ecco_desktop.domain import instants
from ecco_desktop.domain.amounts import parse_decimal
from ecco_desktop.domain.foreign import LONGEST, brief, lines, read

Row = Mapping[str, object]
# What a record is told by; stock rows have no id of their own, and some accounts show none of an invoice.
_IDS = ("id", "idProduto", "codigo", "numero")
_NONE = re.compile(
    r"^\W*(nenhum|nao (ha|foram?|existem?)\b.*\b(encontrad|registro)|sem (registros|resultados))"
)


def many(body: object) -> list[Row]:
    """The rows of an answer: a list, one object, or nothing (a JSON string says "none found")."""
    return [row for row in _entries(body) if isinstance(row, Mapping)]


def _entries(body: object) -> list[object]:
    """What is in a list, or one object; PHP writes a list with a gap as {"1": …}."""
    listed = entries(body) if body else None
    return listed if listed is not None else [body]


def found_in(body: object) -> list[Row] | None:
    """The records of a body, [] where it is a text that says there are none, None where nobody can tell.

    A record has an id. `[]`, `[null]`, false, 0, an object that only speaks, are no proof of anything.
    """
    if isinstance(body, str):
        return [] if _NONE.search(folded(body[:LONGEST])) else None
    rows = many(body)
    whole = len(rows) == len(_entries(body))
    return rows if rows and whole and all(map(_has_id, rows)) else None


def _has_id(row: Row) -> bool:
    """Asked of every row of every list, and nearly each has a text of digits."""
    for name in _IDS:
        value = row.get(name)
        if value is None:
            continue
        if (isinstance(value, str) and value.isdigit() and value != "0") or id_of(row, name):
            return True
    return False


def one(body: object) -> Row | None:
    """The first row (Eccosys: one order by id comes as an array with one element)."""
    rows = many(body)
    return rows[0] if rows else None


def text(row: Row, *names: str) -> str:
    """The first of these fields that is filled, as `foreign.read` reads it; "" where none is."""
    return _filled(row, names, read)


def verbatim(row: Row, *names: str) -> str:
    """As `text`, trimmed only: HTML, addresses, and our own marks."""
    return _filled(row, names, str.strip)


def _filled(row: Row, names: Iterable[str], take: Callable[[str], str]) -> str:
    for name in names:
        value = row.get(name)
        if isinstance(value, str):
            if found := take(value):
                return found
        elif isinstance(value, int):
            if not isinstance(value, bool):
                return str(value)
        elif isinstance(value, float) and isfinite(value):
            return f"{value:.0f}" if value.is_integer() else str(value)
    return ""


def id_of(row: Row, *names: str) -> str:
    """An id as text; "" where there is none (Eccosys: "0" means none; ids exceed 2^31)."""
    found = text(row, *names) if names else text(row, "id")
    return "" if found == "0" else found


def number(row: Row, name: str) -> Decimal | None:
    """A number; None where it is missing or cannot be read. Missing is unknown, never zero."""
    try:
        return parse_decimal(row.get(name))
    except ValueError:
        return None


def day(row: Row, name: str) -> date | None:
    """A date or the date of a date-time; None for "0000-00-00" and the like."""
    return instants.day(text(row, name))


def local_text(moment: datetime) -> str:
    """A UTC instant as Eccosys writes it: Brazilian local time without a zone."""
    return f"{moment.astimezone(ZONE):%Y-%m-%d %H:%M:%S}"


def comma(amount: Decimal) -> str:
    """Brazilian text, as the order's `desconto` carries it: "1.234,56"."""
    return f"{amount:,.2f}".replace(",", "_").replace(".", ",").replace("_", ".")


def folded(value: str) -> str:
    """Text without letter case and accents."""
    if value.isascii():
        return value.casefold()
    parts = unicodedata.normalize("NFKD", value)
    return "".join(char for char in parts if not unicodedata.combining(char)).casefold()


@dataclass(frozen=True, slots=True)
class Written:
    """What a write answered: ids and codes that went in, and the first line of each refusal."""

    done: tuple[tuple[str, str], ...]
    refused: tuple[str, ...]
    # What stands for an error says nothing: nobody knows whether it was done.
    unclear: bool = False

    @property
    def ok(self) -> bool:
        """Success needs `success` filled and `error` empty (Eccosys: a 200 may carry errors)."""
        return bool(self.done) and not self.refused


def written(body: object) -> Written | None:
    """A write's envelope, at the top level or wrapped in `result`; None where it is none."""
    if isinstance(body, Mapping) and isinstance(body.get("result"), Mapping):
        body = body["result"]
    if not isinstance(body, Mapping) or not ("success" in body or "error" in body):
        return None
    done = tuple((id_of(row), text(row, "codigo")) for row in many(body.get("success")))
    errors = _all(body.get("error"))
    unclear = not all(isinstance(row, str | Mapping) for row in errors)
    return Written(done, tuple(map(_refusal, errors)), unclear)


def _all(value: object) -> list[object]:
    if isinstance(value, list):
        return value
    return [value] if value else []


def _refusal(row: object) -> str:
    """The first line of what a refusal says."""
    whole = _filled(row, ("erro", "msg", "mensagem"), lines) if isinstance(row, Mapping) else lines(str(row))
    return next((found for line in whole.splitlines() if (found := brief(line))), "sem explicação")
