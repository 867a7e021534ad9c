"""The system's keyring: which one is good enough, and one secret in it, in parts where it is long.

A new value is proved before the old one goes: a keyring may say yes and keep nothing, or half.
"""

import contextlib
import threading
from collections.abc import Callable, Iterator
from typing import TypeVar

import keyring
import keyring.errors
from keyring.backend import KeyringBackend
from keyring.backends import SecretService

from ecco_desktop.domain.errors import SetupProblem

# Windows keeps 2,560 bytes an entry and keyring writes UTF-16: about 1,280 characters.
PART = 1000
WAIT_SECONDS = 15.0
_USER = "ecco"
_PARTS = "ecco-parts:"
# The parts of a new value stand under the name that those of the old one do not have.
_SERIES = ("", "@b")
_TRIAL = "#0"
# Keep nothing, or keep it where anyone reads it (keyrings.alt says so of itself).
_REFUSED = (
    "keyring.backends.null",
    "keyring.backends.fail",
    "keyrings.alt",
    # They give out passwords of package registries and keep none, and stand before the system's own.
    "keyrings.gauth",
    "keyrings.codeartifact",
    "artifacts_keyring",
)
_REFUSED_NAMES = ("plaintext", "uncrypted", "unencrypted", "insecure")
T = TypeVar("T")


class NoKeyring(Exception):
    """This computer has no keyring that keeps secrets: the sealed file's turn."""


class NotKept(Exception):
    """The keyring said yes and gives back something else."""


def usable() -> KeyringBackend | None:
    """The keyring that secrets may go to; None where there is none. A locked one is one: it is asked."""
    try:
        found = keyring.get_keyring()
    except Exception:  # noqa: BLE001 - whatever a configured backend raises while it is looked for
        return None
    if not type(found).__module__.startswith("keyring.backends.chainer"):
        return found if is_safe(found) else None
    # It would write to whichever answers first, a file in clear among them.
    return next((each for each in getattr(found, "backends", ()) if is_safe(each)), None)


def is_safe(backend: KeyringBackend) -> bool:
    """Whether it keeps what it is given, and keeps it from others."""
    kinds = type(backend).__mro__
    if any(kind.__module__.startswith(_REFUSED) for kind in kinds):
        return False
    return not any(word in kind.__name__.casefold() for kind in kinds for word in _REFUSED_NAMES)


def read(name: str) -> str | None:
    """What is kept under a name; None where nothing is, or only a part: half a token is no token."""
    return _read(_asked(), name)


def write(name: str, value: str) -> None:
    """Keep it; NotKept where it is not there afterwards. What was kept before goes last."""
    backend = _asked()
    before = backend.get_password(name, _USER)
    if len(value) <= PART and not value.startswith(_PARTS):
        _prove(backend, name + _TRIAL, value)
        _take_place(backend, name, value, before)
        left = [(f"{name}{one}", 1) for one in _SERIES]
    else:
        series = _SERIES[before is not None and _series(before) == _SERIES[0]]
        parts = [value[start : start + PART] for start in range(0, len(value), PART)]
        for number, part in enumerate(parts, 1):
            _prove(backend, f"{name}{series}#{number}", part)
        _take_place(backend, name, f"{_PARTS}{len(parts)}{series}", before)
        left = [(f"{name}{one}", 1 if one != series else len(parts) + 1) for one in _SERIES]
    # The new one counts now, whatever becomes of what is left of the old one.
    with contextlib.suppress(Exception):
        _drop(backend, name + _TRIAL)
        for series, first in left:
            _drop_parts(backend, series, first)


def erase(name: str) -> None:
    """Forget it, with every part and trial of it."""
    backend = _asked()
    for entry in (name, name + _TRIAL):
        if backend.get_password(entry, _USER) is not None:
            _drop(backend, entry)
    for series in _SERIES:
        _drop_parts(backend, f"{name}{series}", 1)


def label(name: str, words: str) -> None:
    """Have the system's program for keys show it, and each part of it, under these words.

    Only the Secret Service of Linux has words beside the names by which entries are found.
    """
    backend = _asked()
    if not isinstance(backend, SecretService.Keyring):
        return
    collection = backend.get_preferred_collection()
    with contextlib.closing(collection.connection):
        for entry, number in [(name, 0), *_numbered(backend, name)]:
            for item in collection.search_items({"service": entry, "username": _USER}):
                item.set_label(f"{words} ({number})" if number else words)


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
    if failures and isinstance(failures[0], NoKeyring | keyring.errors.NoKeyringError):
        raise NoKeyring from failures[0]
    if failures and isinstance(failures[0], NotKept):
        raise failures[0]
    raise SetupProblem("secrets.locked") from (failures[0] if failures else None)


# -- inside --


def _asked() -> KeyringBackend:
    if (found := usable()) is None:
        raise NoKeyring
    return found


def _read(backend: KeyringBackend, name: str) -> str | None:
    head = backend.get_password(name, _USER)
    if head is None or not head.startswith(_PARTS):
        return head
    found = []
    for number in range(1, _count(head) + 1):
        part = backend.get_password(f"{name}{_series(head)}#{number}", _USER)
        if part is None:
            return None
        found.append(part)
    return "".join(found)


def _prove(backend: KeyringBackend, name: str, value: str) -> None:
    try:
        backend.set_password(name, _USER, value)
    except NotImplementedError:
        # One that only gives out.
        raise NotKept from None
    if backend.get_password(name, _USER) != value:
        with contextlib.suppress(Exception):
            backend.delete_password(name, _USER)
        raise NotKept


def _take_place(backend: KeyringBackend, name: str, value: str, before: str | None) -> None:
    """Write over the entry that counts; where that does not hold, what stood there stands there again."""
    try:
        backend.set_password(name, _USER, value)
        if backend.get_password(name, _USER) == value:
            return
    except Exception:
        _restore(backend, name, before)
        raise
    _restore(backend, name, before)
    raise NotKept


def _restore(backend: KeyringBackend, name: str, before: str | None) -> None:
    with contextlib.suppress(Exception):
        if backend.get_password(name, _USER) == before:
            return
        if before is None:
            backend.delete_password(name, _USER)
        else:
            backend.set_password(name, _USER, before)


def _count(head: str) -> int:
    number = head.removeprefix(_PARTS).partition("@")[0]
    return int(number) if number.isdecimal() else 0


def _series(head: str) -> str:
    return next((one for one in _SERIES if one and head.endswith(one)), "")


def _drop_parts(backend: KeyringBackend, name: str, first: int) -> None:
    for part in _parts(backend, name, first):
        _drop(backend, part)


def _parts(backend: KeyringBackend, name: str, first: int) -> Iterator[str]:
    number = first
    while backend.get_password(f"{name}#{number}", _USER) is not None:
        yield f"{name}#{number}"
        number += 1


def _numbered(backend: KeyringBackend, name: str) -> Iterator[tuple[str, int]]:
    for series in _SERIES:
        parts = _parts(backend, f"{name}{series}", 1)
        yield from ((part, number) for number, part in enumerate(parts, 1))


def _drop(backend: KeyringBackend, name: str) -> None:
    with contextlib.suppress(keyring.errors.PasswordDeleteError):
        backend.delete_password(name, _USER)
