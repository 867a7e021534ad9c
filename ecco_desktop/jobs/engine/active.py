"""A run of this process, from request to end."""

from dataclasses import dataclass, field

from ecco_desktop.domain.events import RunProgressed
from ecco_desktop.domain.runs import Run, Tally
from ecco_desktop.domain.tasks import Task, TaskState
from ecco_desktop.jobs.engine.cancel import RunCancel
from ecco_desktop.jobs.engine.ways import Way
from ecco_desktop.jobs.run.context import CallCount
from ecco_desktop.jobs.run.log import RunLog

PROGRESS_PAUSE = 0.1


@dataclass(slots=True)
class ActiveRun:
    """A run that is queued or under way in this process."""

    run: Run
    task: Task
    log: RunLog
    way: Way
    # Who it belongs to (ports.ownership).
    owner: str
    cancel: RunCancel = field(default_factory=RunCancel)
    counter: CallCount = field(default_factory=CallCount)
    tally: Tally = field(default_factory=Tally)
    running: bool = False
    done: int = 0
    total: int | None = None
    told_at: float = -1.0

    @property
    def state(self) -> TaskState:
        """What its task is doing now."""
        if self.cancel.requested:
            return TaskState.STOPPING
        return TaskState.RUNNING if self.running else TaskState.QUEUED

    def progress(self) -> RunProgressed:
        """How far it is."""
        return RunProgressed(self.task.id, self.run.id, self.done, self.total, self.tally.copy())

    def moved(self, done: int, total: int | None, now: float) -> bool:
        """Keep how far it is; whether it is time to tell (`now` is monotonic)."""
        self.done, self.total = done, total
        if 0 <= now - self.told_at < PROGRESS_PAUSE and self.told_at >= 0:
            return False
        self.told_at = now
        return True
