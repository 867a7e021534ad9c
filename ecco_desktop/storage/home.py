"""Whether a data folder is where it belongs: what it says of its home, and what this computer says of it.

In the database: its id, the computers that are its home with the path it has there, and whether a person said
that it is a copy. On the computer: its name, and where the folder with this id was last at home. A copy on
another computer meets another name; a copy on the same one meets the folder it was copied from, which is
still there; one that was moved meets nothing, and is at home.
"""

import contextlib
import json
import logging
import os
import sqlite3
import threading
import uuid
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from ecco_desktop.domain.errors import SetupProblem
from ecco_desktop.domain.folder import Place
from ecco_desktop.ports.ownership import Home, Machine
from ecco_desktop.ports.storage import Storage, StorageProblem
from ecco_desktop.storage.backups import FILE

PREFIX = "folder."
ID, HOMES, COPY = "id", "homes", "copy"
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Base:
    """A computer that is the folder's home, and the path it has there."""

    name: str
    system: str
    path: str


class FolderHome(Home):
    """One data folder on one computer. Any thread."""

    def __init__(self, storage: Storage, machine: Machine, folder: Path) -> None:
        self._storage = storage
        self._machine = machine
        self._folder = folder.absolute()
        self._lock = threading.Lock()
        self._seen: tuple[object, Place] | None = None

    def begin(self) -> None:
        with self._lock:
            said = self._said()
            if not said.get(ID) or not _bases(said):
                self._begin()

    def place(self) -> Place:
        with self._lock:
            said = self._said()
            sign = said, self._machine.place_of(said.get(ID, ""))
            # Asked twice a second while something runs: thought over anew where something was said anew.
            if self._seen is None or self._seen[0] != sign:
                found = self._found(said)
                self._seen = None if found is Place.UNKNOWN else (self._sign(), found)
                return found
            return self._seen[1]

    def adopt(self) -> None:
        with self._lock:
            name = self._machine.named()
            if name is None:
                raise SetupProblem("folder.no_name")
            base = Base(name, self._machine.system(), str(self._folder))
            with self._storage.transaction():
                said = self._said()
                self._keep(ID, said.get(ID) or uuid.uuid4().hex)
                others = [one for one in _bases(said) if _same_place(one, base) and one.name != name]
                self._keep_bases([*others, base])
                self._keep(COPY, "")
            self._machine.settle(self._said()[ID], str(self._folder))
            self._seen = None

    def keep_as_copy(self) -> None:
        with self._lock:
            self._keep(COPY, "yes")
            self._seen = None

    # -- inside; under the lock --

    def _found(self, said: dict[str, str]) -> Place:
        if said.get(COPY):
            return Place.COPY
        bases = _bases(said)
        if not said.get(ID) or not bases:
            self._begin()
            return Place.HOME
        try:
            name = self._machine.known()
        except StorageProblem:
            raise
        except SetupProblem:
            return Place.UNKNOWN
        mine = next((base for base in bases if base.name == name), None)
        if mine is None or self._is_elsewhere_too(said[ID], mine):
            return Place.ELSEWHERE
        self._moved(said[ID], bases, mine)
        return Place.HOME

    def _begin(self) -> None:
        name = self._machine.named()
        if name is None:
            _log.warning("this computer keeps no name: the folder cannot know where it is at home")
            return
        with self._storage.transaction():
            said = self._said()
            if said.get(ID) and _bases(said):
                # Another program was first.
                return
            self._keep(ID, said.get(ID) or uuid.uuid4().hex)
            self._keep_bases([Base(name, self._machine.system(), str(self._folder))])
        self._machine.settle(self._said()[ID], str(self._folder))

    def _is_elsewhere_too(self, folder_id: str, mine: Base) -> bool:
        """Whether the folder is still where it was at home: then one of the two is a copy."""
        known = {mine.path, self._machine.place_of(folder_id)} - {""}
        return any(self._holds(Path(path), folder_id) for path in known)

    def _holds(self, other: Path, folder_id: str) -> bool:
        """Whether another folder than this one holds the same data. One that cannot be read is taken for it:
        a question that is asked in vain harms nobody."""
        try:
            if not (other / FILE).exists() or os.path.samefile(other, self._folder):
                return False
        except OSError:
            return False
        found = _read_said(other / FILE)
        if found is None:
            return True
        return found.get(ID) == folder_id and not found.get(COPY)

    def _moved(self, folder_id: str, bases: Sequence[Base], mine: Base) -> None:
        here = Base(mine.name, self._machine.system(), str(self._folder))
        if here != mine:
            self._keep_bases([here if base == mine else base for base in bases])
        if self._machine.place_of(folder_id) != here.path:
            self._machine.settle(folder_id, here.path)

    def _said(self) -> dict[str, str]:
        return dict(self._storage.settings.all(PREFIX))

    def _sign(self) -> object:
        said = self._said()
        return said, self._machine.place_of(said.get(ID, ""))

    def _keep(self, key: str, value: str) -> None:
        self._storage.settings.set(f"{PREFIX}{key}", value)

    def _keep_bases(self, bases: Sequence[Base]) -> None:
        self._keep(HOMES, json.dumps([asdict(base) for base in bases]))


def paths_at_home(storage: Storage) -> list[str]:
    """Where a folder was at home, by what it says itself: earlier versions called its keys by its path."""
    return [base.path for base in _bases({HOMES: storage.settings.all(PREFIX).get(HOMES, "")})]


def keep_home(present: Path, copy: Path) -> None:
    """A copy of this very folder is put in its place: where it is at home now stays true, also where the copy
    is of the time before it moved. A copy of another folder keeps its own home, and asks."""
    said = _read_said(present) if present.exists() else None
    kept = _read_said(copy)
    if not said or not kept or kept.get(ID) != said.get(ID):
        return
    with contextlib.closing(sqlite3.connect(copy)) as written:
        facts = [(f"{PREFIX}{key}", value) for key, value in said.items()]
        written.executemany("INSERT OR REPLACE INTO setting (key, value) VALUES (?, ?)", facts)
        written.commit()


def _bases(said: dict[str, str]) -> list[Base]:
    try:
        found = json.loads(said.get(HOMES) or "[]")
        return [Base(str(one["name"]), str(one["system"]), str(one["path"])) for one in found]
    except (ValueError, KeyError, TypeError):
        return []


def _same_place(one: Base, other: Base) -> bool:
    """Two people of one computer, on the same folder."""
    return bool(one.system) and (one.system, one.path) == (other.system, other.path)


def _read_said(database: Path) -> dict[str, str] | None:
    """What a database says of its home; None where it cannot be read."""
    try:
        with contextlib.closing(sqlite3.connect(f"{database.as_uri()}?mode=ro", uri=True, timeout=2)) as read:
            rows = read.execute("SELECT key, value FROM setting WHERE key LIKE ?", (f"{PREFIX}%",)).fetchall()
    except (sqlite3.Error, ValueError):
        return None
    return {str(key).removeprefix(PREFIX): str(value) for key, value in rows}
