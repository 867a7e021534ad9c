"""What every part of the Eccosys adapter shares: the account, page sizes, and paging that trusts nobody."""

from collections.abc import Iterator
from dataclasses import dataclass

from ecco_desktop.connectors.erp.eccosys.account import Account
from ecco_desktop.connectors.erp.eccosys.manifest import PAGE, STOCK_PAGE
from ecco_desktop.connectors.erp.eccosys.shapes import Row, Written, written
from ecco_desktop.connectors.shared.paging import Paging
from ecco_desktop.domain.errors import OutcomeUnknown
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
        """Pages to the end of the list: a 404, or what else says there are no rows (see `Account.rows`).

        Eccosys tells no count, and may give fewer rows a page than it was asked for.
        """
        paging = Paging(self.account.host)
        while True:
            place = {"offset": paging.read, "count": size}
            rows = self.account.rows(path, timeout, past=paging.read > 0, **place, **query)
            if not paging.more(rows, len(rows)):
                return
            yield rows
