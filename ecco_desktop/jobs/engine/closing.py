"""The end of a run on disk; what cannot be written now is written when there is room again."""

import contextlib
import logging
import threading
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from ecco_desktop.domain.runs import Run, RunState, Tally
from ecco_desktop.jobs.run.log import RunLog
from ecco_desktop.ports.storage import Storage, StorageProblem
from ecco_desktop.ports.system import Clock

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class End:
    """How a run ended, with its log, whose last lines may still be waiting."""

    run: Run
    log: RunLog
    state: RunState
    tally: Tally
    calls: int
    key: str = ""
    values: Mapping[str, str] | None = None


class Closing:
    """Writes ends. All methods are for any thread."""

    def __init__(self, storage: Storage, clock: Clock) -> None:
        self._storage = storage
        self._clock = clock
        self._lock = threading.Lock()
        self._waiting: list[tuple[End, datetime]] = []

    def close(self, end: End) -> None:
        """Write the last words and the end, now or later."""
        try:
            end.log.last_words(end.state, end.key, end.values or {}, end.tally)
        except StorageProblem:
            # A full buffer is written at once; the line itself waits with the others.
            _log.warning("the last words of run %s wait for room on the disk", end.run.id)
        with self._lock:
            self._waiting.append((end, self._clock.now()))
        with contextlib.suppress(StorageProblem):
            self.catch_up()

    def unwritten(self, run_id: int) -> End | None:
        """How a run ended whose end is not on disk yet; None where it is, or nobody knows."""
        with self._lock:
            return next((end for end, _at in self._waiting if end.run.id == run_id), None)

    def unwritten_ids(self) -> set[int]:
        """The runs whose end still waits to be written."""
        with self._lock:
            return {end.run.id for end, _at in self._waiting}

    def catch_up(self) -> None:
        """Write what waits, oldest first; StorageProblem where the disk refuses.

        What is still unwritten when the program ends is found open at the next start, as after a crash.
        """
        with self._lock:
            while self._waiting:
                try:
                    self._write(*self._waiting[0])
                except StorageProblem:
                    _log.exception("run %s could not be closed yet", self._waiting[0][0].run.id)
                    raise
                except Exception:  # noqa: BLE001 - a bug must not hold up every later run for good
                    # It stays open on disk: the next start calls it interrupted.
                    _log.exception("run %s could not be closed", self._waiting[0][0].run.id)
                del self._waiting[0]

    def _write(self, end: End, at: datetime) -> None:
        try:
            end.log.flush()
        except StorageProblem:
            raise
        except Exception:  # noqa: BLE001 - a line that cannot be written must not keep the run open
            _log.exception("the last lines of run %s could not be written", end.run.id)
        self._storage.runs.close(end.run.id, end.state, end.tally, end.calls, at, end.key, end.values)
