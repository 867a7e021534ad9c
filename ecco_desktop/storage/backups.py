"""Copies of the database: made whole, checked, and only then given their name."""

import contextlib
import os
import re
import shutil
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from ecco_desktop.domain.keeping import Backup, BackupKind, newest_first
from ecco_desktop.paths import made_new, make_folder, owner_only
from ecco_desktop.ports.keeping import BackupStore
from ecco_desktop.ports.storage import StorageProblem
from ecco_desktop.storage.failures import is_damage, is_sound, plain, suspect
from ecco_desktop.storage.processes import pid_exists

FILE = "ecco.sqlite3"
FOLDER = "backups"
KEPT = 7
# What a copy leaves free: the disk belongs to the runs first.
ROOM_BYTES = 50_000_000
PART = ".part"
_STAMP = "%Y%m%dT%H%M%S%f"
_NAME = re.compile(r"(daily|ecco)-(\d{8}T\d{6})(\d{6})?\.sqlite3")


class Backups(BackupStore):
    """The copies of one data folder."""

    def __init__(self, folder: Path) -> None:
        self._file = folder / FILE
        self._place = folder / FOLDER

    @property
    def place(self) -> Path:
        return self._place

    def make(self, kind: BackupKind, now: datetime) -> Backup:
        """A checked copy; the oldest of its kind above seven leaves after it."""
        with _told(self._file):
            make_folder(self.place)
            sweep_parts(self.place)
            self._need_room()
            stem = f"{kind.value}-{now.astimezone(UTC):{_STAMP}}"
            part = self.place / f"{stem}.{os.getpid()}{PART}"
            try:
                self._copy(part)
                made = part.replace(self.place / f"{stem}.sqlite3")
            finally:
                _drop(part)
            sync_folder(self.place)
            # The one just made stays, whatever a wrong clock dated the others.
            others = [one for one in self.all(now) if one.kind is kind and one.path != made]
            for old in others[KEPT - 1 :]:
                old.path.unlink(missing_ok=True)
            return Backup(made, now, made.stat().st_size, kind)

    def all(self, now: datetime) -> Sequence[Backup]:
        paths: list[Path] = []
        with contextlib.suppress(OSError):
            paths = list(self.place.iterdir())
        return newest_first([one for path in paths if (one := described(path))], now)

    def _need_room(self) -> None:
        free = shutil.disk_usage(self.place).free
        if free < self._file.stat().st_size + ROOM_BYTES:
            raise StorageProblem("backup.failed", detail="o disco está quase cheio")

    def _copy(self, part: Path) -> None:
        # Made by us first, so that nobody else can ever read it.
        made_new(part)
        with contextlib.closing(sqlite3.connect(self._file, timeout=10)) as source:
            source.execute("VACUUM INTO ?", (str(part),))
        # Written does not mean on disk, and a copy counts from the moment it has its name.
        sync_file(part)
        if not is_sound(part):
            raise StorageProblem("backup.failed", detail="a cópia saiu danificada")


def described(path: Path) -> Backup | None:
    """What the name of a copy says; None where it is no copy of ours."""
    found = _NAME.fullmatch(path.name)
    if found is None:
        return None
    try:
        at = datetime.strptime(found[2], "%Y%m%dT%H%M%S").replace(tzinfo=UTC)
        return Backup(path, at, path.stat().st_size, BackupKind(found[1]))
    except (OSError, ValueError):
        return None


def sweep_parts(place: Path) -> None:
    """Remove halves that a program left when it was killed; those of living programs stay."""
    for left in place.glob(f"*{PART}*"):
        pid = left.name.partition(PART)[0].rpartition(".")[2]
        if not pid.isdigit() or int(pid) == os.getpid() or not pid_exists(int(pid)):
            left.unlink(missing_ok=True)


def sync_file(path: Path) -> None:
    """Wait until a file is on disk."""
    with open(path, "rb+", opener=owner_only) as file:
        os.fsync(file.fileno())


def sync_folder(folder: Path) -> None:
    """Wait until the names in a folder are on disk, where the system can (Windows does by itself)."""
    if os.name == "posix":
        opened = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(opened)
        finally:
            os.close(opened)


@contextmanager
def _told(database: Path) -> Iterator[None]:
    try:
        yield
    except sqlite3.Error as error:
        if is_damage(error):
            suspect(database)
            raise StorageProblem("run.damaged", detail=plain(error)) from error
        raise StorageProblem("backup.failed", detail=plain(error)) from error
    except OSError as error:
        raise StorageProblem("backup.failed", detail=plain(error)) from error


def _drop(part: Path) -> None:
    for left in (part, part.with_name(part.name + "-journal")):
        with contextlib.suppress(OSError):
            left.unlink(missing_ok=True)
