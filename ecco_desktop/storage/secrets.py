"""Credentials: in the system keyring, or in this process's memory for the demo and tests."""

import hashlib
import os
import threading
from collections.abc import Callable
from typing import TypeVar

import keyring
import keyring.errors

from ecco_desktop.domain.errors import SetupProblem

# Windows keeps 2,560 bytes an entry and keyring writes UTF-16: about 1,280 characters.
PART = 1000
WAIT_SECONDS = 15.0
_PARTS = "ecco-parts:"
T = TypeVar("T")


class KeyringSecrets:
    """See ports.storage.SecretStore. One keyring service per secret; long ones are split.

    ECCO_SECRET_<FIELD> (or ECCO_SECRET_<number of the connection>_<FIELD>) is read first: so a computer
    without a keyring can be used, for a secret is never written anywhere unprotected.
    """

    def __init__(self, profile: str) -> None:
        digest = hashlib.sha256(profile.encode()).hexdigest()[:12]
        self._profile = f"ecco-desktop/{digest}"

    def get(self, connection_id: int, key: str) -> str | None:
        """The secret, or None."""
        if value := _environment(connection_id, key):
            return value
        try:
            return _in_time(lambda: self._read(self._name(connection_id, key)))
        except SetupProblem as problem:
            if problem.key == "secrets.none":
                return None
            raise

    def set(self, connection_id: int, key: str, value: str) -> None:
        """Keep it; where there is no keyring, only a secret the environment holds is accepted."""
        try:
            _in_time(lambda: self._write(self._name(connection_id, key), value))
        except SetupProblem:
            if _environment(connection_id, key) != value:
                raise

    def delete(self, connection_id: int, key: str) -> None:
        """Forget it; without a keyring there is nothing to forget."""
        try:
            _in_time(lambda: self._erase(self._name(connection_id, key)))
        except SetupProblem as problem:
            if problem.key != "secrets.none":
                raise

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


class MemorySecrets:
    """Secrets that live as long as the process: the demo's, and those of tests."""

    def __init__(self) -> None:
        self._kept: dict[tuple[int, str], str] = {}

    def get(self, connection_id: int, key: str) -> str | None:
        """The secret, or None."""
        return self._kept.get((connection_id, key))

    def set(self, connection_id: int, key: str, value: str) -> None:
        """Keep it."""
        self._kept[connection_id, key] = value

    def delete(self, connection_id: int, key: str) -> None:
        """Forget it."""
        self._kept.pop((connection_id, key), None)


def _drop(name: str) -> None:
    try:
        keyring.delete_password(name, "ecco")
    except keyring.errors.PasswordDeleteError:
        return


def _environment(connection_id: int, key: str) -> str | None:
    """ECCO_SECRET_<number of the connection>_<FIELD>, then ECCO_SECRET_<FIELD>."""
    field = key.upper()
    return os.environ.get(f"ECCO_SECRET_{connection_id}_{field}") or os.environ.get(f"ECCO_SECRET_{field}")


def _in_time(ask: Callable[[], T]) -> T:
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
        raise SetupProblem("secrets.none") from failures[0]
    raise SetupProblem("secrets.locked") from (failures[0] if failures else None)
