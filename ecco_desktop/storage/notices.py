"""Notices and the record of who changed what."""

from collections.abc import Sequence
from datetime import datetime

from peewee import fn

from ecco_desktop.domain.notices import Deed, Notice, NoticeKind
from ecco_desktop.ports.storage import NoticeRepository
from ecco_desktop.storage.session import Session
from ecco_desktop.storage.tables import DeedRow, NoticeRow


class Notices(NoticeRepository):
    """See ports.storage.NoticeRepository."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def add(self, notice: Notice) -> Notice:
        """Keep it."""
        row = {
            "at": notice.at,
            "kind": notice.kind.value,
            "title": notice.title,
            "body": notice.body,
            "task_id": notice.task_id,
            "seen": notice.seen,
            "quiet": notice.quiet,
        }
        number = self._session.run(NoticeRow.insert(row))
        return Notice(**{**row, "kind": notice.kind, "id": number})

    def newest(self, limit: int) -> Sequence[Notice]:
        rows = self._session.rows(NoticeRow.select().order_by(NoticeRow.id.desc()).limit(limit))
        return [
            Notice(
                row.title,
                row.body,
                NoticeKind(row.kind),
                row.task_id,
                row.at,
                bool(row.seen),
                bool(row.quiet),
                row.id,
            )
            for row in rows
        ]

    def unseen(self) -> int:
        return int(self._session.scalar(NoticeRow.select(fn.COUNT(NoticeRow.id)).where(NoticeRow.seen == 0)))

    def mark_seen(self) -> None:
        self._session.run(NoticeRow.update(seen=True).where(NoticeRow.seen == 0))

    def add_deed(self, deed: Deed) -> None:
        row = {"at": deed.at, "actor": deed.actor, "key": deed.key, "values": deed.values}
        self._session.run(DeedRow.insert(row))

    def deeds(self, limit: int) -> Sequence[Deed]:
        rows = self._session.rows(DeedRow.select().order_by(DeedRow.id.desc()).limit(limit))
        return [Deed(row.at, row.actor, row.key, row.values) for row in rows]

    def prune(self, before: datetime) -> int:
        return int(self._session.run(NoticeRow.delete().where(NoticeRow.at < before)))
