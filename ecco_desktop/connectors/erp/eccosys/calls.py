"""What every part of the Eccosys adapter shares: the account, page sizes, and paging that trusts nobody."""

from collections.abc import Iterator
from dataclasses import dataclass

from ecco_desktop.connectors.erp.eccosys.account import Account
from ecco_desktop.connectors.erp.eccosys.manifest import PAGE, STOCK_PAGE
from ecco_desktop.connectors.erp.eccosys.shapes import Row, Written, written
from ecco_desktop.connectors.shared.paging import Paging
from ecco_desktop.connectors.shared.sizes import Size
from ecco_desktop.domain.errors import OutcomeUnknown, TransientProblem
from ecco_desktop.ports.connectors import Opening


@dataclass
class Calls:
    """An account and how it is read."""

    account: Account
    opening: Opening
    page_size: int = PAGE
    stock_page_size: int = STOCK_PAGE

    def _answered(self, body: object) -> Written:
        """The envelope of a write; OutcomeUnknown where the answer is none."""
        answer = written(body)
        if answer is None or answer.unclear or not (answer.done or answer.refused):
            raise self._lost()
        return answer

    def _lost(self) -> OutcomeUnknown:
        return OutcomeUnknown(
            "http.outcome_unknown", host=self.account.host, connection=self.account.connection
        )

    def _pages(
        self, path: str, size: int, timeout: float | None = None, *, empty: object = False, **query: object
    ) -> Iterator[list[Row]]:
        """Pages to the end of the list: a 404, or what else says there are no rows (see `Account.rows`); an
        empty list at once only where it may be `empty`.

        Eccosys tells no count, and may give fewer rows a page than it was asked for. A page that is too much
        for it is asked for in smaller ones.
        """
        paging = Paging(self.account.host)
        fitting = Size(self.opening.notes, path.split("/")[1], size)
        while True:
            place = {"offset": paging.read, "count": fitting.value}
            try:
                rows = self.account.rows(path, timeout, past=bool(empty) or paging.read > 0, **place, **query)
            except TransientProblem as problem:
                if not fitting.too_much(problem):
                    raise
                continue
            if not paging.more(rows, len(rows)):
                return
            yield rows

    def _whole(self, path: str, size: int) -> list[Row]:
        """A list that is read in one go, and to its end where the ERP gives fewer rows at a time.

        Nobody knows whether these lists heed an offset: one that gives the same page again is at its end.
        """
        found: list[Row] = []
        pages = self._pages(path, size, empty=True)
        try:
            for rows in pages:
                found += rows
        except TransientProblem as problem:
            if problem.key != "http.repeated_page":
                raise
        return found
