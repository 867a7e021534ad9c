"""The change ledger, and the stock last acknowledged."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from ecco_desktop.domain.ledger import Change, ChangeKind, ChangeOutcome, Written
from ecco_desktop.ports.storage import LedgerRepository
from ecco_desktop.storage.session import Session
from ecco_desktop.storage.tables import ChangeRow, SentStockRow


class Ledger(LedgerRepository):
    """See ports.storage.LedgerRepository."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def add(self, changes: Sequence[Change]) -> None:
        """Keep what was written outside; acknowledged stock is remembered in the same transaction."""
        with self._session.transaction():
            self._session.insert_many(ChangeRow, _COLUMNS, map(_values, changes))
            self._acknowledge(
                (change.connection_id, change.outside_id, int(change.after), change.at)
                for change in changes
                if change.kind is ChangeKind.STOCK and change.outcome is ChangeOutcome.DONE
            )

    def changes(
        self,
        *,
        kind: ChangeKind | None = None,
        kinds: Sequence[ChangeKind] = (),
        run_id: int | None = None,
        connection_id: int | None = None,
        key: str = "",
        exact: bool = False,
        after: str = "",
        outcome: ChangeOutcome | None = None,
        since: datetime | None = None,
        until: datetime | None = None,
        before_id: int | None = None,
        offset: int = 0,
        limit: int = 200,
    ) -> Sequence[Change]:
        wanted = {
            ChangeRow.kind: kind.value if kind else None,
            ChangeRow.run_id: run_id,
            ChangeRow.connection_id: connection_id,
            ChangeRow.outcome: outcome.value if outcome else None,
        }
        query = ChangeRow.select()
        for column, value in wanted.items():
            if value is not None:
                query = query.where(column == value)
        if kinds:
            query = query.where(ChangeRow.kind.in_([wanted.value for wanted in kinds]))
        if key:
            query = query.where(ChangeRow.key == key if exact else ChangeRow.key.startswith(key))
        if after:
            query = query.where(ChangeRow.after == after)
        if before_id is not None:
            query = query.where(ChangeRow.id < before_id)
        if since is not None:
            query = query.where(ChangeRow.at >= since)
        if until is not None:
            query = query.where(ChangeRow.at < until)
        rows = self._session.rows(query.order_by(ChangeRow.id.desc()).offset(offset).limit(limit))
        return [_change(row) for row in rows]

    def written_since(
        self, connection_id: int, kinds: Sequence[ChangeKind], since: datetime, after_run: int = 0
    ) -> Sequence[Written]:
        columns = [getattr(ChangeRow, name) for name in Written._fields]
        query = ChangeRow.select(*columns).where(
            ChangeRow.kind.in_([kind.value for kind in kinds]),
            ChangeRow.at >= since,
            ChangeRow.connection_id == connection_id,
            ChangeRow.outcome == ChangeOutcome.DONE.value,
            ChangeRow.run_id > after_run,
        )
        return [Written(*row) for row in self._session.plain(query.order_by(ChangeRow.id))]

    def sent_stock(self, connection_id: int) -> Mapping[str, int]:
        asked = "SELECT ref, quantity FROM sent_stock WHERE connection_id = ?"
        return self._session.read(asked, (connection_id,), dict)

    def note_stock(self, connection_id: int, seen: Mapping[str, int], now: datetime) -> None:
        with self._session.transaction():
            self._acknowledge((connection_id, ref, quantity, now) for ref, quantity in seen.items())

    def _acknowledge(self, rows: Iterable[tuple[int, str, int, datetime]]) -> None:
        columns = ("connection_id", "ref", "quantity", "at")
        self._session.insert_many(SentStockRow, columns, rows, same=columns[:2])


_COLUMNS = (
    "run_id",
    "connection_id",
    "kind",
    "key",
    "outside_id",
    "name",
    "before",
    "after",
    "outcome",
    "at",
    "detail",
)


def _values(change: Change) -> tuple[Any, ...]:
    return (
        change.run_id,
        change.connection_id,
        change.kind.value,
        change.key,
        change.outside_id,
        change.name,
        change.before,
        change.after,
        change.outcome.value,
        change.at,
        change.detail,
    )


def _change(row: Any) -> Change:
    return Change(
        run_id=row.run_id,
        connection_id=row.connection_id,
        kind=ChangeKind(row.kind),
        key=row.key,
        outside_id=row.outside_id,
        name=row.name,
        before=row.before,
        after=row.after,
        outcome=ChangeOutcome(row.outcome),
        at=row.at,
        detail=row.detail,
        id=row.id,
    )
