"""Databases as earlier versions left them, made from one of today's."""

import sqlite3
from pathlib import Path

from ecco_desktop.storage.backups import FILE

_SECOND = ("TABLE notice", "TABLE deed", "TABLE outgoing", "INDEX run_at", "INDEX log_errors")
_FIRST = (
    "TABLE memory",
    "INDEX log_of_subject",
    "INDEX link_of_label",
    "INDEX pending_of_label",
    "INDEX change_of_exact_key",
)


_MEMORY = (
    "ALTER TABLE memory RENAME TO other",
    "CREATE TABLE memory (id INTEGER PRIMARY KEY AUTOINCREMENT,"
    " connection_id INTEGER NOT NULL REFERENCES connection(id) ON DELETE CASCADE,"
    " kind TEXT NOT NULL, ref TEXT NOT NULL, value TEXT NOT NULL, at INTEGER NOT NULL,"
    " UNIQUE (connection_id, kind, ref))",
    "INSERT INTO memory (connection_id, kind, ref, value, at)"
    " SELECT connection_id, kind, ref, value, at FROM other",
    "DROP TABLE other",
)


def as_eighth_version(folder: Path) -> None:
    """Take away what the ninth step made."""
    file = sqlite3.connect(folder / FILE)
    for statement in _MEMORY:
        file.execute(statement)
    file.commit()
    file.close()
    _take_back(folder, "0009", (), ())


def as_seventh_version(folder: Path) -> None:
    """Take away what the eighth step made and the one after it."""
    as_eighth_version(folder)
    _take_back(folder, "0008", (), ("method",), "carrier_link")


def as_fourth_version(folder: Path) -> None:
    """Take away what the fifth step made and those after it."""
    as_seventh_version(folder)
    _take_back(folder, "0005", (), ("made_at", "external_number"), "link")


def as_third_version(folder: Path) -> None:
    """Take away what the fourth step and the fifth made."""
    as_fourth_version(folder)
    _take_back(folder, "0004", ("TABLE log_trigram", "TABLE log_index"), ())


def as_second_version(folder: Path) -> None:
    """Take away what the third and fourth steps made."""
    as_third_version(folder)
    _take_back(folder, "0003", _SECOND, ("note", "muted_until"))


def as_first_version(folder: Path) -> None:
    """Take away what the second step and those after it made."""
    as_second_version(folder)
    _take_back(folder, "0002", _FIRST, ())


def _take_back(
    folder: Path, step: str, made: tuple[str, ...], columns: tuple[str, ...], of: str = "task"
) -> None:
    file = sqlite3.connect(folder / FILE)
    names = [name for (name,) in file.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
    table = next(name for name in names if "migration" in name)
    for statement in made:
        file.execute(f"DROP {statement}")
    for column in columns:
        file.execute(f"ALTER TABLE {of} DROP COLUMN {column}")
    file.execute(f"DELETE FROM {table} WHERE name LIKE '{step}%'")
    file.commit()
    file.close()
