"""The list of what failed and waits."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from peewee import fn

from ecco_desktop.domain.chunks import chunks
from ecco_desktop.domain.pending import PendingRecord, PendingState, Waiting, failed
from ecco_desktop.ports.storage import PendingRepository
from ecco_desktop.storage.session import CHUNK, Session
from ecco_desktop.storage.tables import ConnectionRow, PendingRow, PendingTryRow

SOLVED = PendingState.SOLVED.value
IGNORED = PendingState.IGNORED.value
CLOSED = (SOLVED, IGNORED)
# As PendingRecord has them: read as tuples, for making rows takes most of the time.
_COLUMNS = (
    PendingRow.connection_id,
    PendingRow.automation,
    PendingRow.record_id,
    PendingRow.label,
    PendingRow.cause,
    PendingRow.values,
    PendingRow.tries,
    PendingRow.first_at,
    PendingRow.next_try_at,
    PendingRow.state,
    PendingRow.id,
)


class Pending(PendingRepository):
    """See ports.storage.PendingRepository."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def fail(self, record: PendingRecord, now: datetime) -> PendingRecord:
        with self._session.transaction():
            kept = failed(record, self._known(record), now)
            kept = replace(kept, id=self._save(kept))
            self._session.run(
                PendingTryRow.insert(pending_id=kept.id, at=now, cause=record.cause, values=record.values)
            )
            return kept

    def solve(self, connection_id: int, automation: str, record_id: str, now: datetime) -> bool:
        query = PendingRow.update(state=SOLVED, next_try_at=now).where(
            PendingRow.connection_id == connection_id,
            PendingRow.automation == automation,
            PendingRow.record_id == record_id,
            PendingRow.state != SOLVED,
        )
        return bool(self._session.run(query))

    def get(self, pending_id: int) -> PendingRecord | None:
        return next(iter(self._records(PendingRow.id == pending_id)), None)

    def retry(self, pending_ids: Sequence[int]) -> int:
        change = "tries = 0, next_try_at = first_at, state = ?"
        return self._each(change, pending_ids, PendingState.WAITING.value)

    def ignore(self, pending_ids: Sequence[int], now: datetime) -> int:
        at = PendingRow.next_try_at.db_value(now)
        return self._each("next_try_at = ?, state = ?", pending_ids, at, IGNORED)

    def _each(self, change: str, pending_ids: Sequence[int], *values: Any) -> int:
        """One prepared statement for all: as many as there are records may be meant."""
        statement = f"UPDATE pending SET {change} WHERE id = ? AND state != ?"  # noqa: S608 - our own words
        with self._session.transaction():
            before = self._session.sql("SELECT total_changes()")[0][0]
            self._session.sql_many(statement, [(*values, number, SOLVED) for number in pending_ids])
            return int(self._session.sql("SELECT total_changes()")[0][0] - before)

    def places(self, pending_ids: Sequence[int]) -> Mapping[int, tuple[int, str]]:
        found: dict[int, tuple[int, str]] = {}
        for part in chunks(pending_ids, CHUNK):
            marks = ",".join("?" * len(part))
            query = f"SELECT id, connection_id, automation FROM pending WHERE id IN ({marks})"  # noqa: S608
            rows = self._session.sql(query, part)
            found |= {number: (connection, automation) for number, connection, automation in rows}
        return found

    def found(self, pending_ids: Sequence[int]) -> Sequence[PendingRecord]:
        return [
            record
            for part in chunks(sorted(pending_ids), CHUNK)
            for record in self._records(PendingRow.id.in_(part))
        ]

    def tries(self, label: str) -> Sequence[tuple[datetime, PendingRecord]]:
        records = {record.id: record for record in self._records(PendingRow.label == label)}
        query = PendingTryRow.select().where(PendingTryRow.pending_id.in_(list(records)))
        return [
            (row.at, replace(records[row.pending_id], cause=row.cause, values=row.values))
            for row in self._session.rows(query.order_by(PendingTryRow.id))
        ]

    def due(self, connection_id: int, automation: str, now: datetime | None) -> Sequence[PendingRecord]:
        wanted = [
            PendingRow.connection_id == connection_id,
            PendingRow.automation == automation,
            PendingRow.state != SOLVED,
        ]
        if now is not None:
            wanted += [PendingRow.state == PendingState.WAITING.value, PendingRow.next_try_at <= now]
        return self._records(*wanted)

    def release(self, connection_id: int, cause: str, values: Mapping[str, str]) -> int:
        with self._session.transaction():
            waiting = self.waiting(connection_id, cause=cause)
            return self.retry([record.id for record in waiting if _has(record.values, values)])

    def waiting(
        self,
        connection_id: int | None = None,
        *,
        automation: str = "",
        cause: str = "",
        label: str = "",
        limit: int | None = None,
    ) -> Sequence[PendingRecord]:
        wanted = [
            PendingRow.state.not_in(CLOSED),
            _in_use() if connection_id is None else PendingRow.connection_id == connection_id,
        ]
        if automation:
            wanted.append(PendingRow.automation == automation)
        if cause:
            wanted.append(PendingRow.cause == cause)
        if label:
            # Not LIKE: that knows no letter case, and % and _ stand in numbers of orders.
            wanted.append(fn.SUBSTR(PendingRow.label, 1, len(label)) == label)
        return self._records(*wanted, limit=limit)

    def outline(
        self, causes: Collection[str], telling: Callable[[str, Mapping[str, str]], tuple[str, ...]]
    ) -> Sequence[Waiting]:
        columns = (
            PendingRow.id,
            PendingRow.connection_id,
            PendingRow.automation,
            PendingRow.cause,
            PendingRow.values,
            PendingRow.first_at,
            PendingRow.next_try_at,
            PendingRow.state,
        )
        query = PendingRow.select(*columns).where(PendingRow.state.not_in(CLOSED), _in_use())
        read, waits = PendingRow.values.python_value, PendingState.WAITING.value
        groups: dict[tuple[Any, ...], list[tuple[int, int, int | None]]] = {}
        for number, connection, automation, cause, values, first, turn, state in self._session.plain(
            query.order_by(PendingRow.id)
        ):
            told = telling(cause, read(values)) if cause in causes else ()
            one = number, first, turn if state == waits else None
            groups.setdefault((connection, automation, cause, told), []).append(one)
        instant = PendingRow.first_at.python_value
        return [
            Waiting(
                connection,
                automation,
                cause,
                [number for number, _first, _turn in group],
                instant(min(first for _number, first, _turn in group)),
                instant(min((turn for _number, _first, turn in group if turn is not None), default=None)),
            )
            for (connection, automation, cause, _told), group in groups.items()
        ]

    def _records(self, *wanted: Any, limit: int | None = None) -> list[PendingRecord]:
        query = PendingRow.select(*_COLUMNS).where(*wanted).order_by(PendingRow.id).limit(limit).tuples()
        return [_record(row) for row in self._session.rows(query)]

    def count(self) -> int:
        with self._session.work():
            return int(
                self._session.scalar(
                    PendingRow.select(fn.COUNT(PendingRow.id)).where(
                        PendingRow.state.not_in(CLOSED), _in_use()
                    )
                )
            )

    def counts(self) -> Mapping[tuple[int, PendingState], int]:
        query = (
            PendingRow.select(
                PendingRow.connection_id, PendingRow.state, fn.COUNT(PendingRow.id).alias("times")
            )
            .where(PendingRow.state.not_in(CLOSED), _in_use())
            .group_by(PendingRow.connection_id, PendingRow.state)
        )
        return {
            (row["connection_id"], PendingState(row["state"])): int(row["times"])
            for row in self._session.rows(query.dicts())
        }

    def _known(self, record: PendingRecord) -> PendingRecord | None:
        """The record of this connection, automation and id, whatever its state."""
        same = (
            PendingRow.connection_id == record.connection_id,
            PendingRow.automation == record.automation,
            PendingRow.record_id == record.record_id,
        )
        return next(iter(self._records(*same)), None)

    def _save(self, record: PendingRecord) -> int:
        values = {
            "connection_id": record.connection_id,
            "automation": record.automation,
            "record_id": record.record_id,
            "label": record.label,
            "cause": record.cause,
            "values": record.values,
            "tries": record.tries,
            "first_at": record.first_at,
            "next_try_at": record.next_try_at,
            "state": record.state.value,
        }
        if not record.id:
            return int(self._session.run(PendingRow.insert(values)))
        self._session.run(PendingRow.update(values).where(PendingRow.id == record.id))
        return record.id


def _in_use() -> Any:
    """Of shops that were put aside nothing can be tried; it is there again when they come back."""
    aside = ConnectionRow.select(ConnectionRow.id).where(ConnectionRow.aside)
    return PendingRow.connection_id.not_in(aside)


def _has(values: Mapping[str, str], wanted: Mapping[str, str]) -> bool:
    return all(
        values.get(name, "").strip().casefold() == value.strip().casefold() for name, value in wanted.items()
    )


def _record(row: Any) -> PendingRecord:
    """From a tuple of `_COLUMNS`."""
    connection, automation, record, label, cause, values, tries, first, turn, state, number = row
    return PendingRecord(
        connection, automation, record, label, cause, values, tries, first, turn, PendingState(state), number
    )
