"""The technician's PIN: one small file in the data folder. Whoever may delete it may set a new PIN."""

import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

from ecco_desktop.domain.plain_json import parsed
from ecco_desktop.domain.settings import PinState
from ecco_desktop.paths import read_small, written_whole
from ecco_desktop.ports.storage import PinStore, StorageProblem
from ecco_desktop.storage.failures import plain
from ecco_desktop.storage.locks import alone

FILE, LOCK = "tecnico.json", "tecnico.trava"
_MOST_WRONG = 1_000_000


class PinFile(PinStore):
    """See ports.storage.PinStore. A file that cannot be read whole and sound counts as a PIN nobody knows."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / FILE

    @property
    def place(self) -> str:
        return str(self._path)

    @contextmanager
    def alone(self) -> Iterator[None]:
        try:
            with alone(self._path.with_name(LOCK)):
                yield
        except OSError as error:
            raise StorageProblem("pin.unkept", detail=plain(error)) from error

    def read(self) -> PinState | None:
        try:
            return _state(parsed(read_small(self._path)))
        except FileNotFoundError:
            return None
        except (OSError, ValueError, KeyError, TypeError):
            return PinState()

    def write(self, state: PinState) -> None:
        """Keep it; written aside first, so that a power cut leaves the old one whole."""
        at = state.last_wrong_at.isoformat() if state.last_wrong_at else None
        kept = {
            "salt": state.salt,
            "digest": state.digest,
            "wrong": state.wrong,
            "last_wrong_at": at,
            "steady": state.steady,
        }
        try:
            with written_whole(self._path) as file:
                file.write(json.dumps(kept).encode())
        except OSError as error:
            raise StorageProblem("pin.unkept", detail=plain(error)) from error

    def delete(self) -> None:
        try:
            self._path.unlink(missing_ok=True)
        except OSError as error:
            raise StorageProblem("pin.unkept", detail=plain(error)) from error


def _state(kept: Any) -> PinState:
    """What a sound file holds; ValueError, KeyError or TypeError for any other."""
    salt, digest, wrong, at = kept["salt"], kept["digest"], kept["wrong"], kept["last_wrong_at"]
    steady = kept.get("steady")
    sound = (
        isinstance(salt, str)
        and isinstance(digest, str)
        and re.fullmatch(r"[0-9a-f]{32}", salt)
        and re.fullmatch(r"[0-9a-f]{64}", digest)
        and type(wrong) is int
        and 0 <= wrong <= _MOST_WRONG
        and (at is not None or not wrong)
        and (steady is None or (type(steady) is float and steady >= 0))
    )
    moment = datetime.fromisoformat(at) if at else None
    if not sound or (moment is not None and moment.tzinfo is None):
        raise ValueError("no PIN that was ever kept")
    return PinState(salt, digest, wrong, moment, steady)
