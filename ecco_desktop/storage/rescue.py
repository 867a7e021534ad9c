"""The way back from a damaged database: set it aside, put a sound copy in its place, never delete.

The order of the steps matters, for the power may go at any of them. The mark comes first and goes last;
while it is there a start looks closely, and a missing database is never mistaken for a new program.
"""

import contextlib
import json
import os
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import psutil

from ecco_desktop.domain.keeping import RESTORED_KEY, Backup
from ecco_desktop.paths import copy_new, made_new
from ecco_desktop.ports.keeping import RescueStore
from ecco_desktop.ports.storage import StorageProblem
from ecco_desktop.storage.backups import FILE, PART, Backups, sync_file, sync_folder
from ecco_desktop.storage.database import open_storage
from ecco_desktop.storage.failures import is_sound, plain, suspect, trust
from ecco_desktop.storage.home import keep_home


class Rescue(RescueStore):
    """One data folder, with no program at work in it (ports.keeping.RescueStore)."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._file = folder / FILE

    def candidates(self, now: datetime) -> Sequence[Backup]:
        return [one for one in Backups(self._folder).all(now) if is_sound(one.path)]

    def is_sound(self) -> bool:
        return is_sound(self._file, whole=True)

    def restore(self, path: Path, made_at: datetime, now: datetime) -> Path | None:
        with self._alone():
            part = self._file.with_name(f"{FILE}{PART}")
            try:
                aside = self._aside(now)
                _copy(path, part)
                _remember(part, made_at, now, aside if self._file.exists() else None)
                keep_home(self._file, part)
                sync_file(part)
                kept = self._set_aside(aside)
                part.replace(self._file)
            finally:
                with contextlib.suppress(OSError):
                    part.unlink(missing_ok=True)
            sync_folder(self._folder)
            trust(self._file)
        return kept

    def begin_anew(self, now: datetime) -> Path | None:
        """Set aside what is there and make an empty database."""
        with self._alone():
            part = self._file.with_name(f"{FILE}{PART}")
            part.unlink(missing_ok=True)
            made_new(part)
            with contextlib.closing(sqlite3.connect(part)) as empty:
                # Something must be in it: an empty file beside copies is what a power cut leaves.
                empty.execute("PRAGMA user_version = 1")
            sync_file(part)
            kept = self._set_aside(self._aside(now))
            part.replace(self._file)
            sync_folder(self._folder)
            trust(self._file)
            fresh = open_storage(self._folder)
            fresh.settings.set(RESTORED_KEY, _facts(None, now, kept))
            fresh.finish()
        return kept

    def _aside(self, now: datetime) -> Path:
        return self._folder / f"ecco-set-aside-{now.astimezone(UTC):%Y%m%dT%H%M%S%f}.sqlite3"

    def _set_aside(self, target: Path) -> Path | None:
        """Rename the database and its log. The log goes first: it must never be read into another one."""
        there = self._file.exists()
        for tail in ("-wal", "-shm", ""):
            source = self._file.with_name(FILE + tail)
            if source.exists():
                source.replace(target.with_name(target.name + tail))
        sync_folder(self._folder)
        return target if there else None

    @contextmanager
    def _alone(self) -> Iterator[None]:
        if _opened_by_others(self._folder):
            raise StorageProblem("restore.in_use")
        suspect(self._file)
        try:
            yield
        except (OSError, sqlite3.Error) as error:
            if os.name == "nt" and isinstance(error, PermissionError):
                # Windows renames no file that is open; nothing was moved, for the log comes first.
                raise StorageProblem("restore.in_use") from error
            raise StorageProblem("restore.failed", detail=plain(error)) from error


def _copy(path: Path, part: Path) -> None:
    if not is_sound(path):
        raise StorageProblem("restore.bad", file=path.name)
    part.unlink(missing_ok=True)
    copy_new(path, part)
    if not is_sound(part):
        raise StorageProblem("restore.bad", file=path.name)


def _remember(part: Path, made_at: datetime, now: datetime, aside: Path | None) -> None:
    """Leave word inside the copy: the program acts on it when it opens it, however often it is cut."""
    with contextlib.closing(sqlite3.connect(part)) as copy:
        # One file, with nothing beside it that a rename could leave behind.
        copy.execute("PRAGMA journal_mode = delete")
        facts = _facts(made_at, now, aside)
        copy.execute("INSERT OR REPLACE INTO setting (key, value) VALUES (?, ?)", (RESTORED_KEY, facts))
        copy.commit()


def _facts(made_at: datetime | None, now: datetime, aside: Path | None) -> str:
    return json.dumps(
        {
            "made_at": made_at.isoformat() if made_at else "",
            "at": now.isoformat(),
            "aside": aside.name if aside else "",
        }
    )


def _opened_by_others(folder: Path) -> bool:
    """Whether another program has the database open. On Windows, where asking may hang, renaming tells."""
    if os.name == "nt":
        return False
    wanted = {str((folder / f"{FILE}{tail}").resolve()) for tail in ("", "-wal")}
    for process in psutil.process_iter():
        if process.pid == os.getpid():
            continue
        # Processes of other people cannot be looked into, and cannot have a file that is ours alone.
        with contextlib.suppress(psutil.Error, OSError):
            if any(one.path in wanted for one in process.open_files()):
                return True
    return False
