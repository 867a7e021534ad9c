"""What a data folder's keys are called in the keyring: by an id that lies in the folder, not by its path.

A folder that is renamed, moved or reached through a link keeps its keys. One that was copied beside its
original takes an id of its own, and reads what the original had without taking it away.
"""

import hashlib
import json
import os
import uuid
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path

from ecco_desktop.domain.errors import SetupProblem
from ecco_desktop.domain.plain_json import parsed
from ecco_desktop.paths import read_small, written_whole
from ecco_desktop.storage.sealed_file import alone

FILE = "chaves.id.json"
_PROGRAM = "ecco-desktop"


@dataclass(frozen=True, slots=True)
class Known:
    """A folder's id, where it was when that was looked at, the ids of what it was copied from, and for which
    address each key of the environment was given (by "<connection>/<field>")."""

    id: str
    place: str
    before: tuple[str, ...] = ()
    given: Mapping[str, str] = field(default_factory=dict)


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

    def given_for(self, connection_id: int, key: str) -> str:
        """Which address a key of the environment was given for; "" where that was never said."""
        found = read_known(self._folder)
        return found.given.get(f"{connection_id}/{key}", "") if found is not None else ""

    def give(self, connection_id: int, key: str, origin: str) -> None:
        """Remember it; SetupProblem where that cannot be written down."""
        self._own()
        with alone(self._folder):
            found = self._settled(read_known(self._folder))
            line = f"{connection_id}/{key}"
            if found.given.get(line, "") != origin:
                rest = {name: each for name, each in found.given.items() if name != line}
                self._write(replace(found, given=rest | ({line: origin} if origin else {})))

    # -- inside --

    def _own_paths(self) -> list[str]:
        here = [str(self._folder), str(self._folder.absolute()), str(self._folder.resolve())]
        here += [path for path in self._former if not _is_another(Path(path), self._folder)]
        spelt = [each for path in here for each in (path, os.path.normcase(path), path.casefold())]
        return list(dict.fromkeys(spelt if os.name == "nt" else here))

    def _own(self) -> Known:
        if self._known is None:
            found = read_known(self._folder)
            if found is None or found.place != str(self._folder.absolute()):
                with alone(self._folder):
                    found = self._settled(read_known(self._folder))
            self._known = found
        return self._known

    def _settled(self, found: Known | None) -> Known:
        here = str(self._folder.absolute())
        if found is None:
            settled = Known(uuid.uuid4().hex, here)
        elif _same_id(Path(found.place), self._folder, found.id):
            settled = replace(found, id=uuid.uuid4().hex, place=here, before=(found.id, *found.before))
        else:
            settled = replace(found, place=here)
        if settled != found:
            self._write(settled)
        return settled

    def _write(self, known: Known) -> None:
        try:
            with written_whole(self._folder / FILE) as file:
                file.write(json.dumps(asdict(known)).encode())
        except OSError as error:
            raise SetupProblem("secrets.write", detail=error.strerror or error) from error


def read_known(folder: Path) -> Known | None:
    """What a folder says of its id; None where it has none yet, SetupProblem where that cannot be read."""
    try:
        found = parsed(read_small(folder / FILE))
        given = {str(line): str(origin) for line, origin in dict(found.get("given", {})).items()}
        before = tuple(map(str, found.get("before", ())))
        known = Known(str(found["id"]), str(found["place"]), before, given)
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
