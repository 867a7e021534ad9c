"""The list of what failed and waits."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from peewee import fn

from ecco_desktop.domain.pending import PendingRecord, PendingState, next_try
from ecco_desktop.ports.storage import PendingRepository
from ecco_desktop.storage.session import Session
from ecco_desktop.storage.tables import ConnectionRow, PendingRow, PendingTryRow

SOLVED = PendingState.SOLVED.value
IGNORED = PendingState.IGNORED.value
CLOSED = (SOLVED, IGNORED)


class Pending(PendingRepository):
    """See ports.storage.PendingRepository."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def fail(self, record: PendingRecord, now: datetime) -> PendingRecord:
        with self._session.transaction():
            row = self._row(record.connection_id, record.automation, record.record_id)
            again = row is not None and row.state != SOLVED
            tries = row.tries + 1 if again and row is not None else 1
            helpless = record.state is PendingState.NEEDS_PERSON
            due = None if helpless else next_try(tries, now)
            kept = replace(
                record,
                tries=tries,
                first_at=row.first_at if again and row is not None else now,
                next_try_at=due,
                state=_state(row, due),
                id=row.id if row is not None else 0,
            )
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
        row = self._session.first(PendingRow.select().where(PendingRow.id == pending_id))
        return None if row is None else _record(row)

    def retry(self, pending_ids: Sequence[int]) -> int:
        query = PendingRow.update(tries=0, next_try_at=PendingRow.first_at, state=PendingState.WAITING.value)
        return int(
            self._session.run(query.where(PendingRow.id.in_(list(pending_ids)), PendingRow.state != SOLVED))
        )

    def ignore(self, pending_ids: Sequence[int], now: datetime) -> int:
        query = PendingRow.update(next_try_at=now, state=IGNORED)
        return int(
            self._session.run(query.where(PendingRow.id.in_(list(pending_ids)), PendingRow.state != SOLVED))
        )

    def tries(self, label: str) -> Sequence[tuple[datetime, PendingRecord]]:
        records = {
            row.id: _record(row)
            for row in self._session.rows(PendingRow.select().where(PendingRow.label == label))
        }
        query = PendingTryRow.select().where(PendingTryRow.pending_id.in_(list(records)))
        return [
            (row.at, replace(records[row.pending_id], cause=row.cause, values=row.values))
            for row in self._session.rows(query.order_by(PendingTryRow.id))
        ]

    def due(self, connection_id: int, automation: str, now: datetime | None) -> Sequence[PendingRecord]:
        query = PendingRow.select().where(
            PendingRow.connection_id == connection_id,
            PendingRow.automation == automation,
            PendingRow.state != SOLVED,
        )
        if now is not None:
            waiting = PendingState.WAITING.value
            query = query.where(PendingRow.state == waiting, PendingRow.next_try_at <= now)
        return [_record(row) for row in self._session.rows(query.order_by(PendingRow.id))]

    def release(self, connection_id: int, cause: str, values: Mapping[str, str]) -> int:
        with self._session.transaction():
            found = [
                record
                for record in self.waiting(connection_id)
                if record.cause == cause and _has(record.values, values)
            ]
            for record in found:
                query = PendingRow.update(
                    tries=0, next_try_at=record.first_at, state=PendingState.WAITING.value
                )
                self._session.run(query.where(PendingRow.id == record.id))
            return len(found)

    def waiting(self, connection_id: int | None = None) -> Sequence[PendingRecord]:
        query = PendingRow.select().where(PendingRow.state.not_in(CLOSED))
        if connection_id is not None:
            query = query.where(PendingRow.connection_id == connection_id)
        else:
            query = query.where(_in_use())
        return [_record(row) for row in self._session.rows(query.order_by(PendingRow.id))]

    def count(self) -> int:
        with self._session.work():
            return int(
                self._session.scalar(
                    PendingRow.select(fn.COUNT(PendingRow.id)).where(
                        PendingRow.state.not_in(CLOSED), _in_use()
                    )
                )
            )

    def _row(self, connection_id: int, automation: str, record_id: str) -> Any | None:
        return self._session.first(
            PendingRow.select().where(
                PendingRow.connection_id == connection_id,
                PendingRow.automation == automation,
                PendingRow.record_id == record_id,
            )
        )

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


def _state(row: Any | None, due: datetime | None) -> PendingState:
    if row is not None and row.state == IGNORED:
        return PendingState.IGNORED
    return PendingState.WAITING if due else PendingState.NEEDS_PERSON


def _has(values: Mapping[str, str], wanted: Mapping[str, str]) -> bool:
    return all(
        values.get(name, "").strip().casefold() == value.strip().casefold() for name, value in wanted.items()
    )


def _record(row: Any) -> PendingRecord:
    return PendingRecord(
        connection_id=row.connection_id,
        automation=row.automation,
        record_id=row.record_id,
        label=row.label,
        cause=row.cause,
        values=row.values,
        tries=row.tries,
        first_at=row.first_at,
        next_try_at=row.next_try_at,
        state=PendingState(row.state),
        id=row.id,
    )
