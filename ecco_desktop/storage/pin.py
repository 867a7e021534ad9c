"""The technician's PIN: one small file in the data folder. Whoever may delete it may set a new PIN."""

import json
from datetime import datetime
from pathlib import Path

from ecco_desktop.domain.settings import PinState
from ecco_desktop.paths import written_whole
from ecco_desktop.ports.storage import PinStore, StorageProblem

FILE = "tecnico.json"


class PinFile(PinStore):
    """See ports.storage.PinStore. A file that cannot be read counts as a PIN nobody knows."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / FILE

    def read(self) -> PinState | None:
        try:
            text = self._path.read_text(encoding="utf-8")
        except FileNotFoundError:
            return None
        except OSError as error:
            raise StorageProblem("run.storage", detail=error.strerror or error) from error
        try:
            kept = json.loads(text)
            at = kept.get("last_wrong_at")
            return PinState(
                str(kept["salt"]),
                str(kept["digest"]),
                int(kept.get("wrong", 0)),
                datetime.fromisoformat(at) if at else None,
            )
        except (ValueError, KeyError, TypeError, AttributeError):
            return PinState()

    def write(self, state: PinState) -> None:
        """Keep it; written aside first, so that a power cut leaves the old one whole."""
        at = state.last_wrong_at.isoformat() if state.last_wrong_at else None
        kept = {"salt": state.salt, "digest": state.digest, "wrong": state.wrong, "last_wrong_at": at}
        try:
            with written_whole(self._path) as file:
                file.write(json.dumps(kept).encode())
        except OSError as error:
            raise StorageProblem("run.storage", detail=error.strerror or error) from error

    def delete(self) -> None:
        try:
            self._path.unlink(missing_ok=True)
        except OSError as error:
            raise StorageProblem("run.storage", detail=error.strerror or error) from error
