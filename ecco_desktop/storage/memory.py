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
        # Asked many times in each run: peewee takes longer to write this than SQLite to answer it.
        return self._session.read(_SELECT, (connection_id, kind), dict)

    def get(self, connection_id: int, kind: str, ref: str) -> str | None:
        found = self._session.sql(f"{_SELECT} AND ref = ?", (connection_id, kind, ref))
        return str(found[0][1]) if found else None

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


_SELECT = "SELECT ref, value FROM memory WHERE connection_id = ? AND kind = ?"


def _of(connection_id: int, kind: str) -> tuple[Any, Any]:
    return MemoryRow.connection_id == connection_id, MemoryRow.kind == kind
