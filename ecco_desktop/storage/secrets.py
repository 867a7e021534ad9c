"""Credentials: in the system keyring, in a sealed file where there is none, in memory for the demo.

Each is kept with the address it is for and the instant it was kept, in one entry: nothing can part them.
"""

import os
import time
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

from ecco_desktop.domain.discretion import never_tell
from ecco_desktop.domain.errors import SetupProblem
from ecco_desktop.domain.vault import VaultState
from ecco_desktop.ports.storage import SecretSafe
from ecco_desktop.storage import keyrings
from ecco_desktop.storage.key_names import KeyNames, OldName
from ecco_desktop.storage.keyrings import NoKeyring, NotKept, in_time
from ecco_desktop.storage.sealed_file import FILE, SealedFile, alone

_MARK = "ecco-key/1 "


@dataclass(frozen=True, slots=True)
class Kept:
    """A secret as it is kept: the origin it is for ("" where an earlier version did not say), and since when
    (milliseconds UTC)."""

    text: str
    origin: str = ""
    at: int = 0

    def packed(self) -> str:
        """As one text."""
        return f"{_MARK}{self.at} {self.origin}\n{self.text}"

    def opened_for(self, origin: str) -> str:
        """The secret; SetupProblem("secrets.elsewhere") where it was kept for another address."""
        never_tell(self.text)
        if origin and self.origin and origin != self.origin:
            raise SetupProblem("secrets.elsewhere", before=self.origin, after=origin)
        return self.text


def unpacked(kept: str | None) -> Kept | None:
    """What `Kept.packed` wrote, or a bare secret of an earlier version."""
    if kept is None or not kept.startswith(_MARK):
        return None if kept is None else Kept(kept)
    facts, _, text = kept.removeprefix(_MARK).partition("\n")
    at, _, origin = facts.partition(" ")
    return Kept(text, origin, int(at) if at.isdecimal() else 0)


class KeyringSecrets(SecretSafe):
    """See ports.storage.SecretStore. One keyring service per secret; long ones are split.

    ECCO_SECRET_<FIELD> (or ECCO_SECRET_<number of the connection>_<FIELD>) is read first. Where there is
    no keyring that keeps secrets, and only there, they go to a file in `folder` sealed with a passphrase:
    none is ever written anywhere unprotected. Both homes are asked, and what is newer counts. `former`: see
    KeyNames.
    """

    def __init__(self, folder: Path, former: Sequence[str] = ()) -> None:
        self._folder = folder
        self._names = KeyNames(folder, former)
        self._file = SealedFile(folder)
        # The keyring said yes and kept nothing.
        self._forgets = False

    def get(self, connection_id: int, key: str, origin: str = "") -> str | None:
        if given := _environment(connection_id, key):
            never_tell(given)
            return self._given(connection_id, key, given, origin)
        kept = self._kept(connection_id, key)
        if kept is None or not kept.text:
            return None
        found = kept.opened_for(origin)
        if origin and not kept.origin:
            # An earlier version kept it. Where it cannot be said now, it is said the next time.
            with suppress(SetupProblem):
                self._put(connection_id, key, replace(kept, origin=origin))
        return found

    def set(self, connection_id: int, key: str, value: str, origin: str = "") -> None:
        """Keep it. A secret the environment holds needs no keeping where that fails."""
        never_tell(value)
        try:
            self._put(connection_id, key, Kept(value, origin, time.time_ns() // 1_000_000))
        except SetupProblem:
            if _environment(connection_id, key) != value:
                raise
        if origin and _environment(connection_id, key) == value:
            self._names.give(connection_id, key, origin)

    def label(self, connection_id: int, key: str, words: str) -> None:
        # It is kept either way: a label is not worth a failure.
        with suppress(NoKeyring, SetupProblem):
            name = self._names.name(connection_id, key)
            in_time(lambda: keyrings.label(name, words))

    def delete(self, connection_id: int, key: str) -> None:
        with suppress(NoKeyring):
            self._erase(connection_id, key)
            if self._in_keyring(connection_id, key) is not None:
                # What the folder was copied from still has it, and keeps it: here it is gone.
                self._put_in_keyring(connection_id, key, Kept(""))
        if self._has_file():
            self._file.set(_line(connection_id, key), None)
        if self._names.given_for(connection_id, key):
            self._names.give(connection_id, key, "")

    # -- the sealed file (ports.storage.Vault) --

    def state(self) -> VaultState:
        """Whether the sealed file is needed here, and whether it is open."""
        if not self._has_keyring():
            return self._file.state()
        # Keys may lie in it from when there was no keyring.
        locked = self._has_file() and self._file.state() is VaultState.LOCKED
        return VaultState.LOCKED if locked else VaultState.NOT_NEEDED

    def unlock(self, passphrase: str) -> None:
        """Open the sealed file; SetupProblem where the passphrase is wrong."""
        self._file.unlock(passphrase)

    def choose(self, passphrase: str) -> None:
        """The passphrase of a new sealed file; SetupProblem where it is too short."""
        self._file.choose(passphrase)

    def begin_anew(self) -> None:
        """Delete the sealed file: every secret in it is lost."""
        self._file.begin_anew()

    def movable(self) -> int:
        """How many keys of the open sealed file the keyring could take."""
        return len(self._file.names()) if self._has_keyring() and self._has_file() else 0

    def move(self) -> int:
        """Have the keyring take them, each proved before it goes; how many. Then the file goes."""
        moved: set[str] = set()
        # Another program may keep one more meanwhile.
        while waiting := set(self._file.names()) - moved:
            for name in waiting:
                number, _, key = name.partition("/")
                kept = self._kept(int(number), key)
                try:
                    if kept is not None:
                        self._put_in_keyring(int(number), key, kept)
                except (NoKeyring, NotKept) as error:
                    raise SetupProblem("secrets.not_kept") from error
            moved |= waiting
        self._file.begin_anew()
        return len(moved)

    def _given(self, connection_id: int, key: str, given: str, origin: str) -> str:
        """A key of the environment, for the address it was given for: the first it was asked for, or the one
        it was given with anew. For another address the one that is kept counts."""
        before = self._names.given_for(connection_id, key) if origin else ""
        if origin and not before:
            # A folder that cannot be written to has told so elsewhere.
            with suppress(SetupProblem):
                self._names.give(connection_id, key, origin)
        if before == origin or not before:
            return given
        kept = self._kept(connection_id, key)
        if kept is not None and kept.text and kept.origin == origin:
            return kept.opened_for(origin)
        raise SetupProblem("secrets.elsewhere", before=before, after=origin)

    # -- both homes --

    def _kept(self, connection_id: int, key: str) -> Kept | None:
        """The newer of what both have. A locked keyring is no absence, nor is a file that waits where the
        keyring has none: SetupProblem."""
        try:
            ring = self._in_keyring(connection_id, key)
        except NoKeyring:
            return unpacked(self._file.get(_line(connection_id, key)))
        if not self._has_file() or (ring is not None and self._file.state() is not VaultState.OPEN):
            return ring
        sealed = unpacked(self._file.get(_line(connection_id, key)))
        both = [each for each in (ring, sealed) if each is not None]
        return max(both, key=lambda each: each.at, default=None)

    def _put(self, connection_id: int, key: str, kept: Kept) -> None:
        """In the keyring, else in the file; then away with it from the other one, as far as that is open."""
        line = _line(connection_id, key)
        try:
            self._put_in_keyring(connection_id, key, kept)
        except (NoKeyring, NotKept) as failure:
            self._forgets = isinstance(failure, NotKept)
            self._file.set(line, kept.packed())
            with suppress(NoKeyring, NotKept, SetupProblem):
                self._erase(connection_id, key)
            return
        if self._has_file() and self._file.state() is VaultState.OPEN:
            self._file.set(line, None)

    def _put_in_keyring(self, connection_id: int, key: str, kept: Kept) -> None:
        if keyrings.usable() is None:
            raise NoKeyring
        name = self._names.name(connection_id, key)
        with alone(self._folder):
            in_time(lambda: keyrings.write(name, kept.packed()))
        self._forgets = False

    def _in_keyring(self, connection_id: int, key: str) -> Kept | None:
        """What is kept there; found under a name that an earlier version gave it, it is moved."""
        if keyrings.usable() is None:
            raise NoKeyring
        name = self._names.name(connection_id, key)
        if (found := _under(name)) is not None:
            return unpacked(found)
        for old in self._names.old(connection_id, key):
            if (found := _under(old.name)) is not None:
                self._move(name, old, found)
                return unpacked(found)
        return None

    def _move(self, name: str, old: OldName, found: str) -> None:
        """What cannot be moved now is found under its old name again."""
        with suppress(NoKeyring, NotKept, SetupProblem):
            with alone(self._folder):
                in_time(lambda: keyrings.write(name, found))
            if old.ours:
                _forget(old.name)

    def _erase(self, connection_id: int, key: str) -> None:
        if keyrings.usable() is None:
            raise NoKeyring
        own = OldName(self._names.name(connection_id, key), ours=True)
        for each in (own, *self._names.old(connection_id, key)):
            if each.ours:
                _forget(each.name)

    def _has_keyring(self) -> bool:
        return not self._forgets and keyrings.usable() is not None

    def _has_file(self) -> bool:
        return (self._folder / FILE).exists()


class MemorySecrets(SecretSafe):
    """Secrets that live as long as the process: the demo's, and those of tests."""

    def __init__(self) -> None:
        self._kept: dict[tuple[int, str], Kept] = {}

    def get(self, connection_id: int, key: str, origin: str = "") -> str | None:
        kept = self._kept.get((connection_id, key))
        if kept is None:
            return None
        if not kept.origin:
            self._kept[connection_id, key] = replace(kept, origin=origin)
        return kept.opened_for(origin)

    def set(self, connection_id: int, key: str, value: str, origin: str = "") -> None:
        never_tell(value)
        self._kept[connection_id, key] = Kept(value, origin)

    def label(self, connection_id: int, key: str, words: str) -> None:
        """Nobody looks into the memory of a process."""

    def delete(self, connection_id: int, key: str) -> None:
        self._kept.pop((connection_id, key), None)

    def state(self) -> VaultState:
        """There is no file to open."""
        return VaultState.NOT_NEEDED

    def unlock(self, passphrase: str) -> None:
        """Nothing to open."""

    def choose(self, passphrase: str) -> None:
        """Nothing to seal."""

    def begin_anew(self) -> None:
        """Forget all."""
        self._kept.clear()

    def movable(self) -> int:
        """There is no file to move from."""
        return 0

    def move(self) -> int:
        """Nothing to move."""
        return 0


def _under(name: str) -> str | None:
    return in_time(lambda: keyrings.read(name))


def _forget(name: str) -> None:
    in_time(lambda: keyrings.erase(name))


def _line(connection_id: int, key: str) -> str:
    """What a secret is called in the sealed file."""
    return f"{connection_id}/{key}"


def _environment(connection_id: int, key: str) -> str | None:
    """ECCO_SECRET_<number of the connection>_<FIELD>, then ECCO_SECRET_<FIELD>."""
    field = key.upper()
    return os.environ.get(f"ECCO_SECRET_{connection_id}_{field}") or os.environ.get(f"ECCO_SECRET_{field}")
