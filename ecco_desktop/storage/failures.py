"""What a failing database says, in our words, and the mark that tells the next start to look closely."""

import contextlib
import errno
import os
import sqlite3
from collections.abc import Iterator
from pathlib import Path

from ecco_desktop.paths import made_new

SUSPECT = ".suspect"
# Tells our files from those of other programs ("ECCO").
APPLICATION_ID = 0x4543434F
# The code says what the message does not: copying a damaged database fails with "unable to open".
_CODES = {
    sqlite3.SQLITE_FULL: "o disco está cheio",
    sqlite3.SQLITE_READONLY: "a pasta de dados não permite gravação",
    sqlite3.SQLITE_CANTOPEN: "a pasta de dados não pode ser aberta",
    sqlite3.SQLITE_CORRUPT: "o arquivo de dados está danificado",
    sqlite3.SQLITE_NOTADB: "o arquivo de dados está danificado",
    sqlite3.SQLITE_BUSY: "outro programa está usando o arquivo de dados",
    sqlite3.SQLITE_LOCKED: "outro programa está usando o arquivo de dados",
    sqlite3.SQLITE_IOERR: "o disco não responde",
    sqlite3.SQLITE_PROTOCOL: "o disco não permite travar o arquivo",
    sqlite3.SQLITE_NOLFS: "o disco não aceita arquivos deste tamanho",
}
_ERRNO = {
    errno.ENOSPC: "o disco está cheio",
    errno.EFBIG: "o disco está cheio",
    errno.EDQUOT: "o disco está cheio",
    errno.EROFS: "a pasta de dados não permite gravação",
    errno.EACCES: "a pasta de dados não permite gravação",
    errno.EPERM: "a pasta de dados não permite gravação",
}


def plain(error: BaseException) -> str:
    """The failure in Portuguese."""
    if isinstance(error, OSError):
        return _ERRNO.get(error.errno or 0, error.strerror or "erro do disco")
    return next((_CODES[code] for code in _codes(error) if code in _CODES), "erro do banco de dados")


def is_damage(error: BaseException) -> bool:
    """Whether the file itself is broken: no waiting and no free space mends it."""
    return any(code in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB) for code in _codes(error))


def _codes(error: BaseException | None) -> Iterator[int]:
    """SQLite's codes without their details, of an error and of what led to it.

    peewee wraps errors; and where SQLite gave a transaction up by itself, the failing roll-back comes last.
    """
    while error is not None:
        for each in (error, *error.args):
            code = getattr(each, "sqlite_errorcode", None)
            if isinstance(code, int):
                yield code & 0xFF
        error = error.__cause__ or error.__context__


def suspect(database: Path) -> None:
    """Leave a mark beside the database: the next start reads it whole before using it."""
    # On a disk that takes nothing more, damage is found by reading instead.
    with contextlib.suppress(OSError):
        made_new(_mark(database))


def suspected(database: Path) -> bool:
    """Whether the mark is there."""
    return os.path.lexists(_mark(database))


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
            number = opened.execute("PRAGMA application_id").fetchone()[0]
    except (sqlite3.Error, OSError):
        return False
    # Earlier versions gave no number.
    return bool(verdict) and verdict[0] == "ok" and number in (0, APPLICATION_ID)


def _mark(database: Path) -> Path:
    return database.with_name(database.name + SUSPECT)
