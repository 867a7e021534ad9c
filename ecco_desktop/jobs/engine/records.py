"""Records of runs that were never carried out here: turns not taken, and what a crash left open."""

from collections.abc import Callable, Collection
from dataclasses import dataclass

from ecco_desktop.domain.events import RunChanged
from ecco_desktop.domain.runs import Run, RunState, Tally, Trigger
from ecco_desktop.jobs.run.log import RunLog
from ecco_desktop.ports.ownership import Ownership
from ecco_desktop.ports.storage import Storage
from ecco_desktop.ports.system import Clock, EventSink


@dataclass(frozen=True, slots=True)
class RunRecords:
    """Each record has a line in its log, and an event."""

    storage: Storage
    clock: Clock
    events: EventSink
    ownership: Ownership

    def queued(self, task_id: int, trigger: Trigger) -> tuple[Run, str]:
        """A new record of this program, and its owner."""
        now, owner = self.clock.now(), self.ownership.hold()
        return self.storage.runs.add(task_id, trigger, RunState.QUEUED, now, owner), owner

    def log(self, run: Run) -> RunLog:
        """The log of a run."""
        return RunLog(run, self.storage.runs, self.clock, self.events)

    def skip(self, task_id: int, reason: str) -> None:
        """A turn that was not taken, with the key of its reason."""
        run, _owner = self.queued(task_id, Trigger.SCHEDULE)
        self.storage.runs.close(run.id, RunState.SKIPPED, Tally(), 0, self.clock.now(), reason)
        self._tell(run, RunState.SKIPPED, reason)

    def interrupt(self, ours: Callable[[], Collection[int]]) -> list[int]:
        """Close what has nobody any more; the ids of the tasks to go on with.

        `ours` are the runs this program knows of, asked after the table: one it does not know was left open.
        """
        tasks: list[int] = []
        left = self.storage.runs.open_runs()
        over = self.ownership.over({owner for _run, owner in left})
        known = ours()
        for run, owner in left:
            if run.id in known or not over.get(owner, True) or not self._closed(run):
                continue
            self._tell(run, RunState.INTERRUPTED, "run.interrupted")
            # Nobody asked for a real run where one pretended or gave back.
            if run.trigger not in (Trigger.SIMULATION, Trigger.UNDO):
                tasks.append(run.task_id)
        return list(dict.fromkeys(tasks))

    def _closed(self, run: Run) -> bool:
        """Whether it was closed here: of two programs that look at once, one goes on with its task."""
        with self.storage.transaction():
            kept = self.storage.runs.get(run.id)
            if kept is None or kept.state.final:
                return False
            now = self.clock.now()
            self.storage.runs.close(run.id, RunState.INTERRUPTED, kept.tally, kept.api_calls, now)
            return True

    def _tell(self, run: Run, state: RunState, key: str) -> None:
        log = self.log(run)
        log.warning(key)
        log.flush()
        self.events.emit(RunChanged(run.task_id, run.id, state))
