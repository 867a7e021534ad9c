"""Small facts about outside records."""

from collections.abc import Mapping, Sequence
from contextlib import nullcontext
from datetime import datetime
from typing import Any

from ecco_desktop.domain.chunks import chunks
from ecco_desktop.ports.storage import MemoryRepository
from ecco_desktop.storage.session import CHUNK, Session
from ecco_desktop.storage.tables import MemoryRow


class Memory(MemoryRepository):
    """See ports.storage.MemoryRepository."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def all(self, connection_id: int, kind: str) -> Mapping[str, str]:
        query = MemoryRow.select(MemoryRow.ref, MemoryRow.value).where(*_of(connection_id, kind))
        return self._session.read(query, dict)

    def get(self, connection_id: int, kind: str, ref: str) -> str | None:
        row = self._session.first(MemoryRow.select().where(*_of(connection_id, kind), MemoryRow.ref == ref))
        return None if row is None else str(row.value)

    def set(
        self, connection_id: int, kind: str, facts: Mapping[str, str], now: datetime, *, durable: bool = False
    ) -> None:
        with self._session.durable() if durable else nullcontext():
            self._set(connection_id, kind, facts, now)

    def _set(self, connection_id: int, kind: str, facts: Mapping[str, str], now: datetime) -> None:
        columns = ("connection_id", "kind", "ref", "value", "at")
        rows = ((connection_id, kind, ref, value, now) for ref, value in facts.items())
        self._session.insert_many(MemoryRow, columns, rows, same=columns[:3])

    def forget_kinds(self, connection_id: int, beginning: str) -> None:
        mine = MemoryRow.connection_id == connection_id
        self._session.run(MemoryRow.delete().where(mine, MemoryRow.kind.startswith(beginning)))

    def forget(self, connection_id: int, kind: str, refs: Sequence[str]) -> None:
        with self._session.transaction():
            for part in chunks(refs, CHUNK):
                self._session.run(
                    MemoryRow.delete().where(*_of(connection_id, kind), MemoryRow.ref.in_(part))
                )


def _of(connection_id: int, kind: str) -> tuple[Any, Any]:
    return MemoryRow.connection_id == connection_id, MemoryRow.kind == kind
