"""Secrets in one file sealed with a passphrase, for computers without a keyring.

The file is never written in clear, nor half (see `written_whole`). What cannot be
opened is never overwritten.
"""

import json
import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from ecco_desktop.domain.errors import SetupProblem
from ecco_desktop.domain.plain_json import parsed
from ecco_desktop.domain.vault import PASSPHRASE_VARIABLE, SHORTEST_PASSPHRASE, VaultState
from ecco_desktop.paths import SMALL_BYTES, read_small, written_whole
from ecco_desktop.ports.storage import Vault
from ecco_desktop.storage.locks import alone
from ecco_desktop.storage.sealing import Passphrase

FILE = "chaves.cifrado"
LOCK = "chaves.trava"
LOCK_SECONDS = 20.0
Signature = tuple[int, int, int]


class SealedFile(Vault):
    """Texts by name. Slow by design (each opening and each change): never on the UI thread; any thread."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / FILE
        self._sealer = Passphrase()
        self._lock = threading.RLock()
        self._passphrase: str | None = None
        self._seen: Signature | None = None
        self._kept: dict[str, str] = {}
        self._tried_environment = False

    def state(self) -> VaultState:
        """What stands between a secret and its reader; never NOT_NEEDED."""
        with self._lock:
            self._try_environment()
            if self._passphrase is not None:
                return VaultState.OPEN
            return VaultState.LOCKED if os.path.lexists(self._path) else VaultState.NEW

    def unlock(self, passphrase: str) -> None:
        with self._lock:
            self._kept, self._seen = self._read(passphrase)
            self._passphrase = passphrase

    def choose(self, passphrase: str) -> None:
        """The passphrase of a file that is yet to be made, with the first secret; SetupProblem if too short.

        Where there is a file already, it must be the one that opens it.
        """
        if len(passphrase) < SHORTEST_PASSPHRASE:
            raise SetupProblem("secrets.passphrase_short", count=SHORTEST_PASSPHRASE)
        with self._lock:
            if os.path.lexists(self._path):
                self.unlock(passphrase)
            self._passphrase = passphrase

    def begin_anew(self) -> None:
        """Forget file and passphrase, and with them every secret; SetupProblem where it cannot be deleted."""
        with self._lock:
            try:
                self._path.unlink(missing_ok=True)
            except OSError as error:
                raise SetupProblem("secrets.write", detail=error.strerror or error) from error
            self._passphrase, self._seen, self._kept = None, None, {}

    def get(self, name: str) -> str | None:
        """The text, or None; SetupProblem("secrets.sealed") while the file is not open."""
        with self._lock:
            if self.state() is VaultState.NEW:
                return None
            return self._current().get(name)

    def set(self, name: str, text: str | None) -> None:
        """Keep a text, or (None) forget it.

        SetupProblem: ("secrets.none") before a passphrase is chosen, ("secrets.sealed") while it is not
        open, ("secrets.write") where the disk refuses; what was kept is then still there.
        """
        with self._lock:
            if self.state() is VaultState.NEW:
                if text is None:
                    return
                raise SetupProblem("secrets.none")
            with self._alone():
                before = self._current()
                if before.get(name) != text:
                    self._write(_changed(before, name, text))

    # -- inside --

    def _try_environment(self) -> None:
        """A passphrase in the environment opens the file, or is that of a new one; a wrong one opens none."""
        given = os.environ.get(PASSPHRASE_VARIABLE, "")
        if self._tried_environment or self._passphrase is not None or not given:
            return
        self._tried_environment = True
        try:
            self.choose(given)
        except SetupProblem:
            self._passphrase = None

    def _current(self) -> dict[str, str]:
        """What the file holds now, also where another program has just changed it."""
        if self._passphrase is None:
            raise SetupProblem("secrets.sealed", variable=PASSPHRASE_VARIABLE)
        if (now := _signature(self._path)) != self._seen:
            try:
                self._kept, self._seen = self._read(self._passphrase) if now else ({}, None)
            except SetupProblem as problem:
                if problem.key != "secrets.passphrase":
                    raise
                # Begun anew elsewhere, with another passphrase: ours opens nothing any more.
                self._passphrase, self._seen, self._kept = None, None, {}
                raise SetupProblem("secrets.sealed", variable=PASSPHRASE_VARIABLE) from problem
        return self._kept

    def _read(self, passphrase: str) -> tuple[dict[str, str], Signature | None]:
        try:
            signature = _signature(self._path)
            whole = parsed(read_small(self._path), longest=SMALL_BYTES)
            kept = json.loads(self._sealer.open(passphrase, whole))
            return {str(name): str(text) for name, text in kept.items()}, signature
        except OSError as error:
            raise SetupProblem("secrets.read", detail=error.strerror or error) from error
        except SetupProblem as problem:
            wrong = problem.key == "profile.passphrase"
            raise SetupProblem("secrets.passphrase" if wrong else "secrets.damaged") from None
        except (ValueError, TypeError, AttributeError):
            raise SetupProblem("secrets.damaged") from None

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """One program at a time: a lock of the system, which a crash lets go."""
        try:
            with alone(self._path.with_name(LOCK), LOCK_SECONDS):
                yield
        except OSError as error:
            raise SetupProblem("secrets.write", detail=error.strerror or error) from error

    def _write(self, kept: dict[str, str]) -> None:
        """Put these in the file's place."""
        assert self._passphrase is not None  # noqa: S101 - _current has looked
        sealed = dict(self._sealer.seal(self._passphrase, json.dumps(kept)))
        try:
            with written_whole(self._path) as file:
                file.write(json.dumps(sealed).encode())
                file.flush()
                # Of our own version: once it has its name, another program may have replaced it.
                signature = _signed(os.fstat(file.fileno()))
        except OSError as error:
            raise SetupProblem("secrets.write", detail=error.strerror or error) from error
        self._kept, self._seen = kept, signature


def _changed(before: dict[str, str], name: str, text: str | None) -> dict[str, str]:
    rest = {key: kept for key, kept in before.items() if key != name}
    return rest if text is None else rest | {name: text}


def _signature(path: Path) -> Signature | None:
    """Tells one version of a file from the next; None where there is none. One that is hidden is there."""
    try:
        return _signed(path.lstat())
    except FileNotFoundError:
        return None
    except OSError:
        return 0, 0, 0


def _signed(found: os.stat_result) -> Signature:
    return found.st_ino, found.st_mtime_ns, found.st_size
