"""The end of a list: the one guard that every paged reading of every connector passes.

A page of fewer rows than were asked for proves nothing: servers have a maximum of their own. A list ends
with an empty page, or with the count the server told. A page that came before is a server that ignores what
it is asked.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

from ecco_desktop.connectors.shared.records import Row, text
from ecco_desktop.domain.errors import TransientProblem

_LOOKED_AT = 16


@dataclass(slots=True)
class Paging:
    """Of one list, from page to page. `read` counts the rows before the page that is asked for next.

    Where that number is not known for sure (`counted` False: a walk that begins in the middle, or went on
    with smaller pages), the count the server told proves nothing: only an empty page ends the list.
    """

    host: str
    read: int = 0
    counted: bool = True
    _seen: set[int] = field(default_factory=set)

    def more(self, rows: Sequence[Row], count: int, total: int | None = None) -> bool:
        """Whether another page is to be asked for after this one, of `count` rows and of a list of `total`.

        TransientProblem("http.repeated_page") where it came before.
        """
        mark = hash((len(rows), *(_mark(row) for row in _some(rows))))
        if rows and mark in self._seen:
            raise TransientProblem("http.repeated_page", host=self.host)
        self._seen.add(mark)
        self.read += count
        return bool(count) and (total is None or not self.counted or self.read < total)


def _some(rows: Sequence[Row]) -> Sequence[Row]:
    """First, last, and a few between: a page that came before has the same."""
    return [*rows[:: len(rows) // _LOOKED_AT], rows[-1]] if len(rows) > _LOOKED_AT else rows


def _mark(row: Row) -> str:
    """What tells one row from another."""
    own, name = text(row, "id", "idProduto", "Id", "orderId"), text(row, "codigo", "name", "nome")
    return f"{own}:{name}" if own or name else repr(row)


@dataclass
class Place:
    """How far a list of numbered pages was read, where pages may become smaller on the way.

    A server that gives fewer rows than it was asked for counts its pages by those, so the way on does too.
    Where both do not divide, some rows are read again, and none is passed over.
    """

    begin: int
    size: int
    largest: int = 0
    pages: int = 0

    def took(self, rows: int) -> None:
        """A page was read."""
        self.pages += 1
        self.largest = max(self.largest, rows)

    def resized(self, size: int, paging: Paging) -> int:
        """The number of the page to go on with, of `size` rows now."""
        own = min(self.size, self.largest) if self.pages and self.largest else self.size
        at = self.begin + self.pages * own
        step = min(size, own)
        paging.counted = paging.counted and at % step == 0
        self.begin, self.size, self.largest, self.pages = (
            at // step * step,
            size,
            step if own < size else 0,
            0,
        )
        return at // step + 1
