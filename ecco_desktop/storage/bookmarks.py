"""Bookmarks and settings: small texts under a name."""

from collections.abc import Mapping

from ecco_desktop.ports.storage import BookmarkRepository, SettingRepository
from ecco_desktop.storage.session import Session, durable
from ecco_desktop.storage.tables import BookmarkRow, SettingRow


class Bookmarks(BookmarkRepository):
    """See ports.storage.BookmarkRepository."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def get(self, connection_id: int, automation: str, name: str = "") -> str | None:
        # As `Memory.all`: asked many times in each run.
        found = self._session.sql(
            "SELECT value FROM bookmark WHERE connection_id = ? AND automation = ? AND name = ?",
            (connection_id, automation, name),
        )
        return str(found[0][0]) if found else None

    def set(self, connection_id: int, automation: str, value: str, name: str = "") -> None:
        row = {"connection_id": connection_id, "automation": automation, "name": name, "value": value}
        self._session.run(BookmarkRow.replace(row))


class Settings(SettingRepository):
    """See ports.storage.SettingRepository."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def get(self, key: str) -> str | None:
        row = self._session.first(SettingRow.select().where(SettingRow.key == key))
        return None if row is None else str(row.value)

    def all(self, prefix: str) -> Mapping[str, str]:
        rows = self._session.rows(SettingRow.select().where(SettingRow.key.startswith(prefix)))
        return {str(row.key).removeprefix(prefix): str(row.value) for row in rows}

    @durable
    def set(self, key: str, value: str) -> None:
        self._session.run(SettingRow.replace({"key": key, "value": value}))
