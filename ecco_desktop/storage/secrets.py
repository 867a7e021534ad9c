"""Credentials: in the system keyring, in a sealed file where there is none, in memory for the demo."""

import hashlib
import os
import threading
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import keyring
import keyring.backends.fail
import keyring.errors

from ecco_desktop.domain.discretion import never_tell
from ecco_desktop.domain.errors import SetupProblem
from ecco_desktop.domain.vault import VaultState
from ecco_desktop.ports.storage import SecretSafe
from ecco_desktop.storage.sealed_file import SealedFile

# Windows keeps 2,560 bytes an entry and keyring writes UTF-16: about 1,280 characters.
PART = 1000
WAIT_SECONDS = 15.0
_PARTS = "ecco-parts:"
T = TypeVar("T")


class NoKeyring(Exception):
    """This computer has no keyring at all: the sealed file's turn."""


class KeyringSecrets(SecretSafe):
    """See ports.storage.SecretStore. One keyring service per secret; long ones are split.

    ECCO_SECRET_<FIELD> (or ECCO_SECRET_<number of the connection>_<FIELD>) is read first. Where there is
    no keyring, and only there, secrets go to a file in `folder` sealed with a passphrase: none is ever
    written anywhere unprotected.
    """

    def __init__(self, folder: Path) -> None:
        digest = hashlib.sha256(str(folder).encode()).hexdigest()[:12]
        self._profile = f"ecco-desktop/{digest}"
        self._file = SealedFile(folder)

    def get(self, connection_id: int, key: str) -> str | None:
        found = _environment(connection_id, key) or self._kept(connection_id, key)
        if found:
            never_tell(found)
        return found

    def _kept(self, connection_id: int, key: str) -> str | None:
        try:
            return in_time(lambda: self._read(self._name(connection_id, key)))
        except NoKeyring:
            return self._file.get(f"{connection_id}/{key}")

    def set(self, connection_id: int, key: str, value: str) -> None:
        """Keep it. A secret the environment holds needs no keeping where that fails."""
        never_tell(value)
        try:
            try:
                in_time(lambda: self._write(self._name(connection_id, key), value))
            except NoKeyring:
                self._file.set(f"{connection_id}/{key}", value)
        except SetupProblem:
            if _environment(connection_id, key) != value:
                raise

    def delete(self, connection_id: int, key: str) -> None:
        try:
            in_time(lambda: self._erase(self._name(connection_id, key)))
        except NoKeyring:
            self._file.set(f"{connection_id}/{key}", None)

    # -- the sealed file (ports.storage.Vault) --

    def state(self) -> VaultState:
        """Whether the sealed file is needed here, and whether it is open."""
        return self._file.state() if _no_keyring() else VaultState.NOT_NEEDED

    def unlock(self, passphrase: str) -> None:
        """Open the sealed file; SetupProblem where the passphrase is wrong."""
        self._file.unlock(passphrase)

    def choose(self, passphrase: str) -> None:
        """The passphrase of a new sealed file; SetupProblem where it is too short."""
        self._file.choose(passphrase)

    def begin_anew(self) -> None:
        """Delete the sealed file: every secret in it is lost."""
        self._file.begin_anew()

    def _name(self, connection_id: int, key: str) -> str:
        return f"{self._profile}/{connection_id}/{key}"

    def _read(self, name: str) -> str | None:
        first = keyring.get_password(name, "ecco")
        if first is None or not first.startswith(_PARTS):
            return first
        count = int(first.removeprefix(_PARTS))
        parts = [keyring.get_password(f"{name}#{number}", "ecco") for number in range(1, count + 1)]
        # A part is missing: half a token is no token.
        return None if None in parts else "".join(part for part in parts if part is not None)

    def _write(self, name: str, value: str) -> None:
        self._erase(name)
        if len(value) <= PART and not value.startswith(_PARTS):
            keyring.set_password(name, "ecco", value)
            return
        parts = [value[start : start + PART] for start in range(0, len(value), PART)]
        for number, part in enumerate(parts, 1):
            keyring.set_password(f"{name}#{number}", "ecco", part)
        keyring.set_password(name, "ecco", f"{_PARTS}{len(parts)}")

    def _erase(self, name: str) -> None:
        first = keyring.get_password(name, "ecco")
        if first is None:
            return
        if first.startswith(_PARTS):
            for number in range(1, int(first.removeprefix(_PARTS)) + 1):
                _drop(f"{name}#{number}")
        _drop(name)


class MemorySecrets(SecretSafe):
    """Secrets that live as long as the process: the demo's, and those of tests."""

    def __init__(self) -> None:
        self._kept: dict[tuple[int, str], str] = {}

    def get(self, connection_id: int, key: str) -> str | None:
        return self._kept.get((connection_id, key))

    def set(self, connection_id: int, key: str, value: str) -> None:
        never_tell(value)
        self._kept[connection_id, key] = value

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


def _no_keyring() -> bool:
    """Whether no keyring was found here. A locked one is one: it is asked, never gone around."""
    return isinstance(keyring.get_keyring(), keyring.backends.fail.Keyring)


def _drop(name: str) -> None:
    try:
        keyring.delete_password(name, "ecco")
    except keyring.errors.PasswordDeleteError:
        return


def _environment(connection_id: int, key: str) -> str | None:
    """ECCO_SECRET_<number of the connection>_<FIELD>, then ECCO_SECRET_<FIELD>."""
    field = key.upper()
    return os.environ.get(f"ECCO_SECRET_{connection_id}_{field}") or os.environ.get(f"ECCO_SECRET_{field}")


def in_time(ask: Callable[[], T]) -> T:
    """Ask the keyring in a thread: a locked one may wait for a prompt that nobody sees."""
    answers: list[T] = []
    failures: list[Exception] = []

    def work() -> None:
        try:
            answers.append(ask())
        except Exception as error:  # noqa: BLE001 - backends raise what they like; all end as a problem
            failures.append(error)

    thread = threading.Thread(target=work, name="keyring", daemon=True)
    thread.start()
    thread.join(WAIT_SECONDS)
    if answers:
        return answers[0]
    if failures and isinstance(failures[0], keyring.errors.NoKeyringError):
        raise NoKeyring from failures[0]
    raise SetupProblem("secrets.locked") from (failures[0] if failures else None)
