"""What a run wrote, as the ledger keeps it."""

from ecco_desktop.domain.ledger import Change, ChangeOutcome
from ecco_desktop.ports.storage import Storage

_PAGE = 2000


def written_by(run_id: int, storage: Storage) -> list[Change]:
    """Every change of a run that was done, oldest first."""
    rows: list[Change] = []
    while page := storage.ledger.changes(
        run_id=run_id, outcome=ChangeOutcome.DONE, offset=len(rows), limit=_PAGE
    ):
        rows += page
    return rows[::-1]
