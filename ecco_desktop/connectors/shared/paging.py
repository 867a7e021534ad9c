"""The end of a list: the one guard that every paged reading of every connector passes.

A page of fewer rows than were asked for proves nothing: servers have a maximum of their own. A list ends
with an empty page, or with the count the server told. A page that came before is a server that ignores what
it is asked.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

from ecco_desktop.connectors.shared.records import Row, text
from ecco_desktop.domain.errors import TransientProblem


@dataclass(slots=True)
class Paging:
    """Of one list, from page to page. `read` counts the rows before the page that is asked for next."""

    host: str
    read: int = 0
    _seen: set[int] = field(default_factory=set)

    def more(self, rows: Sequence[Row], count: int, total: int | None = None) -> bool:
        """Whether another page is to be asked for after this one, of `count` rows and of a list of `total`.

        TransientProblem("http.repeated_page") where it came before.
        """
        mark = hash(tuple(_mark(row) for row in rows))
        if rows and mark in self._seen:
            raise TransientProblem("http.repeated_page", host=self.host)
        self._seen.add(mark)
        self.read += count
        return bool(count) and (total is None or self.read < total)


def _mark(row: Row) -> str:
    """What tells one row from another."""
    own, name = text(row, "id", "idProduto", "Id", "orderId"), text(row, "codigo", "name", "nome")
    return f"{own}:{name}" if own or name else repr(row)
