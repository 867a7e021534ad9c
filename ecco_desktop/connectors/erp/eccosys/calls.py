"""What every part of the Eccosys adapter shares: the account, page sizes, and paging that trusts nobody."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ecco_desktop.connectors.erp.eccosys.account import Account
from ecco_desktop.connectors.erp.eccosys.shapes import Row, Written, id_of, many, text, written
from ecco_desktop.domain.errors import OutcomeUnknown, TransientProblem
from ecco_desktop.ports.connectors import Opening


@dataclass
class Calls:
    """An account and how it is read."""

    account: Account
    opening: Opening
    page_size: int = 100
    stock_page_size: int = 1000

    def _answered(self, body: object) -> Written:
        """The envelope of a write; OutcomeUnknown where the answer is none."""
        answer = written(body)
        if answer is None or not (answer.done or answer.refused):
            raise self._lost()
        return answer

    def _lost(self) -> OutcomeUnknown:
        return OutcomeUnknown(
            "http.outcome_unknown", host=self.account.host, connection=self.account.connection
        )

    def _pages(
        self, path: str, size: int, timeout: float | None = None, **query: object
    ) -> Iterator[list[Row]]:
        """Pages until a 404, an empty or a short one; a server that repeats itself is told on."""
        offset, before = 0, ""
        while True:
            body = self.account.read(path, timeout, offset=offset, count=size, **query)
            rows = many(body)
            if not rows:
                return
            mark = _mark(rows)
            if mark == before:
                raise TransientProblem("ecco.repeated_page", what=path)
            yield rows
            if len(rows) < size:
                return
            offset, before = offset + size, mark


def _mark(rows: Sequence[Row]) -> str:
    """What tells one page from another: its first and last rows."""
    ends = (rows[0], rows[-1])
    return f"{len(rows)}|" + "|".join(
        f"{id_of(row)}:{id_of(row, 'idProduto')}:{text(row, 'codigo')}" for row in ends
    )
