"""What a data folder's keys are called in the keyring: by an id that lies in the folder, not by its path.

A folder that is renamed, moved or reached through a link keeps its keys. One that was copied beside its
original takes an id of its own, and reads what the original had without taking it away.
"""

import hashlib
import json
import os
import uuid
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from ecco_desktop.domain.errors import SetupProblem
from ecco_desktop.paths import written_whole
from ecco_desktop.storage.sealed_file import alone

FILE = "chaves.id.json"
_PROGRAM = "ecco-desktop"


@dataclass(frozen=True, slots=True)
class Known:
    """A folder's id, where it was when that was looked at, and the ids of what it was copied from."""

    id: str
    place: str
    before: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class OldName:
    """Where a key may still lie; `ours`: it is taken from there, and not only read."""

    name: str
    ours: bool


class KeyNames:
    """Any thread. `former` are paths the folder had before: earlier versions called its keys by them."""

    def __init__(self, folder: Path, former: Sequence[str] = ()) -> None:
        self._folder = folder
        self._former = tuple(former)
        self._known: Known | None = None

    def name(self, connection_id: int, key: str) -> str:
        """What a key is called; SetupProblem where the folder cannot be told an id, or lost it."""
        return f"{_PROGRAM}/{self._own().id}/{connection_id}/{key}"

    def old(self, connection_id: int, key: str) -> Iterator[OldName]:
        """What it may have been called before, the likeliest first."""
        for path in self._own_paths():
            yield OldName(f"{_PROGRAM}/{by_path(path)}/{connection_id}/{key}", ours=True)
        for copied in self._own().before:
            yield OldName(f"{_PROGRAM}/{copied}/{connection_id}/{key}", ours=False)

    # -- inside --

    def _own_paths(self) -> list[str]:
        here = [str(self._folder), str(self._folder.absolute()), str(self._folder.resolve())]
        here += [path for path in self._former if not _is_another(Path(path), self._folder)]
        spelt = [each for path in here for each in (path, os.path.normcase(path), path.casefold())]
        return list(dict.fromkeys(spelt if os.name == "nt" else here))

    def _own(self) -> Known:
        if self._known is None:
            found = self._read()
            if found is None or found.place != str(self._folder.absolute()):
                with alone(self._folder):
                    found = self._settled(self._read())
            self._known = found
        return self._known

    def _settled(self, found: Known | None) -> Known:
        here = str(self._folder.absolute())
        if found is None:
            settled = Known(uuid.uuid4().hex, here)
        elif _same_id(Path(found.place), self._folder, found.id):
            settled = Known(uuid.uuid4().hex, here, (found.id, *found.before))
        else:
            settled = Known(found.id, here, found.before)
        if settled != found:
            try:
                with written_whole(self._folder / FILE) as file:
                    file.write(json.dumps(asdict(settled)).encode())
            except OSError as error:
                raise SetupProblem("secrets.write", detail=error.strerror or error) from error
        return settled

    def _read(self) -> Known | None:
        return read_known(self._folder)


def read_known(folder: Path) -> Known | None:
    """What a folder says of its id; None where it has none yet, SetupProblem where that cannot be read."""
    try:
        text = (folder / FILE).read_text(encoding="utf-8")
        found = json.loads(text)
        known = Known(str(found["id"]), str(found["place"]), tuple(map(str, found.get("before", ()))))
    except FileNotFoundError:
        return None
    except OSError as error:
        raise SetupProblem("secrets.read", detail=error.strerror or error) from error
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise SetupProblem("secrets.id_damaged", file=FILE) from None
    if not known.id.isalnum() or len(known.id) > 64:
        raise SetupProblem("secrets.id_damaged", file=FILE)
    return known


def by_path(path: str) -> str:
    """How earlier versions named a folder."""
    return hashlib.sha256(path.encode()).hexdigest()[:12]


def _is_another(path: Path, folder: Path) -> bool:
    """Whether a path leads to a folder that is there, and is not this one: its keys are its own."""
    try:
        return not os.path.samefile(path, folder)
    except OSError:
        return False


def _same_id(path: Path, folder: Path, known_id: str) -> bool:
    """Whether the folder this one says it was is still there with the same id: this one is a copy."""
    if not path.name or not _is_another(path, folder):
        return False
    try:
        there = read_known(path)
    except SetupProblem:
        return True
    return there is not None and there.id == known_id
