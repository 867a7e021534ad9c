"""What a failing database says, in our words, and the mark that tells the next start to look closely."""

import contextlib
import sqlite3
from pathlib import Path

SUSPECT = ".suspect"
_DAMAGE = ("malformed", "not a database")
_KNOWN = {
    "full": "o disco está cheio",
    "no space": "o disco está cheio",
    "file too large": "o disco está cheio",
    "readonly": "a pasta de dados não permite gravação",
    "read-only": "a pasta de dados não permite gravação",
    "permission": "a pasta de dados não permite gravação",
    "unable to open": "a pasta de dados não pode ser aberta",
    "malformed": "o arquivo de dados está danificado",
    "not a database": "o arquivo de dados está danificado",
    "locked": "outro programa está usando o arquivo de dados",
    "disk i/o": "o disco não responde",
}


def plain(error: Exception) -> str:
    """The failure in Portuguese."""
    text = str(error).casefold()
    return next((words for part, words in _KNOWN.items() if part in text), "erro do banco de dados")


def is_damage(error: Exception) -> bool:
    """Whether the file itself is broken: no waiting and no free space mends it."""
    return any(part in str(error).casefold() for part in _DAMAGE)


def suspect(database: Path) -> None:
    """Leave a mark beside the database: the next start reads it whole before using it."""
    # On a disk that takes nothing more, damage is found by reading instead.
    with contextlib.suppress(OSError):
        _mark(database).touch(mode=0o600)


def suspected(database: Path) -> bool:
    """Whether the mark is there."""
    return _mark(database).exists()


def trust(database: Path) -> None:
    """Take the mark away."""
    with contextlib.suppress(OSError):
        _mark(database).unlink(missing_ok=True)


def is_sound(database: Path, *, whole: bool = False) -> bool:
    """Whether a file is one of our databases and its pages hold together; `whole` reads indexes too.

    A log left beside it is read with it.
    """
    try:
        if not database.is_file() or not database.stat().st_size:
            return False
        with contextlib.closing(sqlite3.connect(database, timeout=10)) as opened:
            verdict = opened.execute(f"PRAGMA {'integrity' if whole else 'quick'}_check(1)").fetchone()
            # A database that is not ours passes every check of SQLite's.
            opened.execute("SELECT COUNT(*) FROM connection").fetchone()
    except (sqlite3.Error, OSError):
        return False
    return bool(verdict) and verdict[0] == "ok"


def _mark(database: Path) -> Path:
    return database.with_name(database.name + SUSPECT)
