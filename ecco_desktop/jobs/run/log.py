"""The task log of one run: facts for the owner, written in small batches."""

import threading
from collections.abc import Mapping

from ecco_desktop.domain.discretion import discreet_values
from ecco_desktop.domain.events import LogGrew
from ecco_desktop.domain.runs import Level, LogLine, Run, RunState, Tally
from ecco_desktop.ports.storage import RunRepository
from ecco_desktop.ports.system import Clock, EventSink
from ecco_desktop.words.sentences import sentence
from ecco_desktop.words.speech import shop_language

BATCH = 200


class RunLog:
    """Any thread may write or flush; lines are kept in the order they were written."""

    def __init__(self, run: Run, runs: RunRepository, clock: Clock, events: EventSink) -> None:
        self._run = run
        self._runs = runs
        self._clock = clock
        self._events = events
        self._buffer: list[LogLine] = []
        self._buffer_lock = threading.Lock()
        self._write_lock = threading.Lock()

    def info(self, key: str, subject: str = "", **values: object) -> None:
        """A fact."""
        self._add(Level.INFO, key, subject, values)

    def warning(self, key: str, subject: str = "", **values: object) -> None:
        """Something to look at."""
        self._add(Level.WARNING, key, subject, values)

    def error(self, key: str, subject: str = "", **values: object) -> None:
        """Something that failed."""
        self._add(Level.ERROR, key, subject, values)

    def last_words(self, state: RunState, key: str, values: Mapping[str, str], tally: Tally) -> None:
        """How the run ended: its failure by `key` and `values`, or its counts."""
        if state is RunState.FAILED:
            self._add(Level.ERROR, key, "", values)
        elif state is RunState.CANCELLED:
            self.warning("run.stopped")
        elif state in (RunState.SUCCEEDED, RunState.WITH_WARNINGS):
            counts = ("read", "created", "updated", "unchanged", "skipped", "failed")
            self.info("run.ended", **{name: getattr(tally, name) for name in counts})

    def flush(self) -> None:
        """Write what is waiting; StorageProblem where that fails (the lines are kept for the next try)."""
        with self._write_lock:
            with self._buffer_lock:
                lines, self._buffer = self._buffer, []
            if not lines:
                return
            try:
                self._runs.write_log(lines)
            except BaseException:
                with self._buffer_lock:
                    self._buffer = lines + self._buffer
                raise
        self._events.emit(LogGrew(self._run.task_id, self._run.id))

    def _add(self, level: Level, key: str, subject: str, values: Mapping[str, object]) -> None:
        texts = discreet_values(values)
        line = LogLine(
            run_id=self._run.id,
            task_id=self._run.task_id,
            at=self._clock.now(),
            level=level,
            subject=subject,
            key=key,
            text=sentence(key, texts, shop_language()),
            values=texts,
        )
        with self._buffer_lock:
            self._buffer.append(line)
            full = len(self._buffer) >= BATCH
        if full:
            self.flush()
