"""What one run gets: its ports, its log, its counts and its stop button."""

import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from zoneinfo import ZoneInfo

from ecco_desktop.domain.connections import Connection
from ecco_desktop.domain.errors import RecordProblem
from ecco_desktop.domain.orders import OrderStatus
from ecco_desktop.domain.pending import PendingRecord, PendingState
from ecco_desktop.domain.runs import Run, Tally, Trigger
from ecco_desktop.domain.tasks import Task
from ecco_desktop.jobs.run_log import RunLog
from ecco_desktop.ports.erp import Erp
from ecco_desktop.ports.storage import Storage
from ecco_desktop.ports.store import Store
from ecco_desktop.ports.system import CancelToken, Clock


class CallCount:
    """Counts requests (ports.system.CallCounter); any thread."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self.calls = 0

    def count_call(self) -> None:
        """One more request went out."""
        with self._lock:
            self.calls += 1


@dataclass(slots=True)
class RunContext:
    """Everything an automation may touch. One thread works with it."""

    run: Run
    task: Task
    connection: Connection
    erp: Erp
    store: Store
    storage: Storage
    options: Mapping[str, str]
    situations: Mapping[str, OrderStatus | None]
    situation_labels: Mapping[str, str]
    log: RunLog
    tally: Tally
    cancel: CancelToken
    clock: Clock
    zone: ZoneInfo
    report: Callable[[int, int | None], None]
    _pending: dict[str, PendingRecord] | None = field(default=None)

    @property
    def by_person(self) -> bool:
        """Whether a person pressed the button: then everything that waits is tried, whatever its turn."""
        return self.run.trigger is Trigger.PERSON

    # -- bookmarks --

    def bookmark(self, name: str = "") -> str | None:
        """What this automation remembers for this store under `name`."""
        return self.storage.bookmarks.get(self.connection.id, self.task.automation, name)

    def set_bookmark(self, value: str, name: str = "") -> None:
        """Remember it. Moves only after all that came before it is applied."""
        self.storage.bookmarks.set(self.connection.id, self.task.automation, value, name)

    # -- records that fail and wait --

    @property
    def pending(self) -> dict[str, PendingRecord]:
        """What waits for this automation and store, by record id (read once a run, then kept in step)."""
        if self._pending is None:
            waiting = self.storage.pending.due(self.connection.id, self.task.automation, None)
            self._pending = {record.record_id: record for record in waiting}
        return self._pending

    def is_due(self, record_id: str) -> bool:
        """Whether a record may be tried now: it does not wait, or its turn has come, or a person asks."""
        record = self.pending.get(record_id)
        if record is None or self.by_person:
            return True
        return record.state is PendingState.WAITING and _come(record.next_try_at, self.clock.now())

    @contextmanager
    def record(self, record_id: str, label: str, version: str = "") -> Iterator[None]:
        """One order or product: a RecordProblem inside is logged, counted and put on the pending list.

        `version` is the state of the record that was tried: another one need not wait its turn.
        """
        try:
            yield
        except RecordProblem as problem:
            self.fail(record_id, label, problem, version)
        else:
            self.solve(record_id, label)

    def fail(self, record_id: str, label: str, problem: RecordProblem, version: str = "") -> None:
        """Put a record on the pending list, with its cause and the version of it that failed."""
        self.tally.failed += 1
        self.log.error(problem.key, label, **problem.values)
        record = PendingRecord(
            connection_id=self.connection.id,
            automation=self.task.automation,
            record_id=record_id,
            label=label,
            cause=problem.key,
            values={**problem.values, "version": version} if version else problem.values,
        )
        self.pending[record_id] = self.storage.pending.fail(record, self.clock.now())

    def solve(self, record_id: str, label: str = "") -> None:
        """The record is well: take it off the pending list where it is on it."""
        if self.pending.pop(record_id, None) is not None:
            self.storage.pending.solve(self.connection.id, self.task.automation, record_id, self.clock.now())
            self.log.info("run.solved", label, label=label or record_id)


def _come(moment: datetime | None, now: datetime) -> bool:
    return moment is not None and moment <= now
