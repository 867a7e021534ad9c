"""Rows of a list that could not be read at all: noted where they are met, told by the run at its end."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextvars import ContextVar
from logging import getLogger
from typing import TypeVar

from ecco_desktop.domain.errors import Cancelled, EccoProblem, RecordProblem

_log = getLogger(__name__)
R = TypeVar("R")
T = TypeVar("T")
_SHOWN = 60
# What rows are told by, on any platform; Eccosys among them.
_NAMES = ("sku", "codigo", "SkuId", "Id", "id", "idProduto", "orderId", "numeroPedido")
# The cause under which such rows wait.
CAUSE = "record.unread"

# What the run of this thread could not read, by ref, with the kind of fault. None where no run is under way
# (the test of a connection): then the fault comes out.
UNREAD: ContextVar[dict[str, str] | None] = ContextVar("unread", default=None)


def unreadable(bug: Exception) -> RecordProblem:
    """What to say of an order that cannot be read: what was meant, else that the program stumbled over it."""
    if isinstance(bug, RecordProblem):
        return bug
    _log.error("an order could not be read", exc_info=bug)
    return RecordProblem("record.bug", kind=type(bug).__name__)


def each_row(rows: Iterable[R], read: Callable[[R], T | None]) -> Iterator[T]:
    """What `read` makes of each row of a list; None is left out, and a row it stumbles over is noted.

    Only for lists that are compared row by row: where a list proves that something is not there, a row that
    cannot be read must come out as a fault.
    """
    for row in rows:
        try:
            made = read(row)
        except (EccoProblem, Cancelled, MemoryError):
            raise
        except Exception as bug:
            if not _noted(row, bug):
                raise
            continue
        if made is not None:
            yield made


def note(ref: str, kind: str) -> bool:
    """What the run under way could not read, for its pending list; False where no run is under way."""
    noted = UNREAD.get()
    if noted is None:
        return False
    noted[ref[:_SHOWN]] = kind
    return True


def _noted(row: object, bug: Exception) -> bool:
    if not note(_ref(row), type(bug).__name__):
        return False
    _log.error("a row could not be read", exc_info=bug)
    return True


def _ref(row: object) -> str:
    # A row with its parent, a product whose number was asked for, a detail with its id.
    row = getattr(row, "row", row)
    if isinstance(row, tuple) and row:
        return str(row[0])[:_SHOWN]
    if own := getattr(row, "ref", ""):
        return str(own)[:_SHOWN]
    found = (row.get(name) for name in _NAMES) if isinstance(row, Mapping) else ()
    return next((str(value)[:_SHOWN] for value in found if value and isinstance(value, str | int)), "?")
