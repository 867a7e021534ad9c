"""Whether the database file is still the one that was opened.

Two things tell. The file's own number in its folder: another file in its place has another one. And how far
the file has come: a number in its first page that only grows, for on Windows a file that is open is never
renamed away, but it is written over in place, and keeps its number in the folder. An older copy is less far.

The first page is read past the write-ahead log, which belongs to the file that was there before, and by
SQLite itself: opening and closing a database file by hand would drop SQLite's locks on it (POSIX).
"""

import contextlib
import os
import random
import sqlite3
import threading
from datetime import UTC, datetime
from pathlib import Path

from ecco_desktop.paths import made_new
from ecco_desktop.ports.storage import StorageProblem

_LARGEST = 2**31 - 1
_STEP = 9
# Two shops begin far apart, so that another shop's file is told from this one's too.
_BEGINNINGS = 2**30


class Original:
    """The file as it was found; any thread. Once it is another one it stays so: no open program mends it."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._lock = threading.Lock()
        self._number = _number(path)
        self._seen = _come(path)
        self._looked: tuple[int, int] | None = None
        # The file's own log, which may still lie beside another one.
        self._log = _number(_log_of(path))
        self.replaced = False

    def look(self) -> None:
        """StorageProblem("storage.replaced") where the file is another one; a look at the folder is all this
        costs while nothing was written into the file."""
        with self._lock:
            log = _number(_log_of(self._path))
            if not self.replaced and self._is_other():
                self.replaced = True
                if log is not None and log == self._log:
                    _leave_word(self._path)
            self._log = log
        self.refuse()

    def refuse(self) -> None:
        """StorageProblem("storage.replaced") where a look has found it so."""
        if self.replaced:
            raise StorageProblem("storage.replaced", folder=self._path.parent)

    @property
    def in_place(self) -> bool:
        """Whether the file is the one that was opened, whatever was written into it."""
        return _number(self._path) == self._number

    def next_mark(self, now: int) -> int:
        """How far the file is to say it has come, after `now`."""
        if now < _STEP or now > _LARGEST - _STEP:
            return random.randrange(_BEGINNINGS // _STEP, _BEGINNINGS)  # noqa: S311 - tells apart, no secret
        return now + random.randint(1, _STEP)  # noqa: S311

    def _is_other(self) -> bool:
        try:
            found = os.stat(self._path)
        except FileNotFoundError:
            # A folder that is out of reach says nothing of the file.
            return self._path.parent.is_dir()
        except OSError:
            return False
        if self._number is not None and _numbered(found) != self._number:
            return True
        written = found.st_mtime_ns, found.st_size
        if written == self._looked:
            return False
        come = _come(self._path)
        if come is None:
            # Half written at this moment, or not to be read: the next look asks again.
            return False
        self._looked = written
        before, self._seen = self._seen, come
        return before is not None and come < before <= _LARGEST - _STEP


def set_former_log_aside(path: Path) -> None:
    """At a start: the log of a file that was replaced must never be read into the one in its place.

    OSError where another program has it open (Windows).
    """
    word = _word_of(path)
    if not word.exists():
        return
    stem = f"ecco-set-aside-{datetime.now(UTC):%Y%m%dT%H%M%S%f}.sqlite3"
    # The index goes first: without its log it is made anew.
    for tail in ("-shm", "-wal"):
        with contextlib.suppress(FileNotFoundError):
            path.with_name(path.name + tail).replace(path.with_name(stem + tail))
    word.unlink(missing_ok=True)


def _log_of(path: Path) -> Path:
    return path.with_name(f"{path.name}-wal")


def _word_of(path: Path) -> Path:
    return path.with_name(f"{path.name}.replaced")


def _leave_word(path: Path) -> None:
    with contextlib.suppress(OSError):
        made_new(_word_of(path))


def _number(path: Path) -> tuple[int, int] | None:
    try:
        return _numbered(os.stat(path))
    except OSError:
        return None


def _numbered(found: os.stat_result) -> tuple[int, int] | None:
    """None on file systems that number no files."""
    return (found.st_dev, found.st_ino) if found.st_ino else None


def _come(path: Path) -> int | None:
    """How far the file itself says it has come, its log left out; None where it cannot be read now."""
    try:
        address = path.absolute().as_uri() + "?mode=ro&immutable=1"
        with contextlib.closing(sqlite3.connect(address, uri=True)) as read:
            return int(read.execute("PRAGMA user_version").fetchone()[0])
    except (sqlite3.Error, OSError, ValueError):
        return None
