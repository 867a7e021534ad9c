"""Records of runs that were never carried out here: turns not taken, and what a crash left open."""

from collections.abc import Collection
from dataclasses import dataclass

from ecco_desktop.domain.events import RunChanged
from ecco_desktop.domain.runs import Run, RunState, Tally, Trigger
from ecco_desktop.jobs.run.log import RunLog
from ecco_desktop.ports.storage import Storage
from ecco_desktop.ports.system import Clock, EventSink, Processes


@dataclass(frozen=True, slots=True)
class RunRecords:
    """Each record has a line in its log, and an event."""

    storage: Storage
    clock: Clock
    events: EventSink
    processes: Processes

    def queued(self, task_id: int, trigger: Trigger) -> Run:
        """A new record of this process."""
        now = self.clock.now()
        return self.storage.runs.add(task_id, trigger, RunState.QUEUED, now, self.processes.current())

    def log(self, run: Run) -> RunLog:
        """The log of a run."""
        return RunLog(run, self.storage.runs, self.clock, self.events)

    def skip(self, task_id: int, reason: str) -> None:
        """A turn that was not taken, with the key of its reason."""
        run = self.queued(task_id, Trigger.SCHEDULE)
        self.storage.runs.close(run.id, RunState.SKIPPED, Tally(), 0, self.clock.now(), reason)
        self._tell(run, RunState.SKIPPED, reason)

    def interrupt(self, ours: Collection[int]) -> list[int]:
        """Close what a crash left open, all but `ours`; the ids of the tasks to go on with."""
        tasks: list[int] = []
        for run, owner in self.storage.runs.open_runs():
            mine = owner == self.processes.current()
            if run.id in ours or (not mine and self.processes.alive(owner)):
                continue
            now = self.clock.now()
            self.storage.runs.close(run.id, RunState.INTERRUPTED, run.tally, run.api_calls, now)
            self._tell(run, RunState.INTERRUPTED, "run.interrupted")
            # Nobody asked for a real run where one pretended or gave back.
            if run.trigger not in (Trigger.SIMULATION, Trigger.UNDO):
                tasks.append(run.task_id)
        return list(dict.fromkeys(tasks))

    def _tell(self, run: Run, state: RunState, key: str) -> None:
        log = self.log(run)
        log.warning(key)
        log.flush()
        self.events.emit(RunChanged(run.task_id, run.id, state))
