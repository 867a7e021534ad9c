"""What the commands show that only read: made from the tables alone, so that they answer at once."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, tzinfo
from typing import TYPE_CHECKING

from ecco_desktop.domain.runs import Run
from ecco_desktop.domain.tasks import Task, named
from ecco_desktop.services.history import HistoryService

if TYPE_CHECKING:
    from ecco_desktop.jobs.engine.turns import Turns
    from ecco_desktop.ports.storage import Storage
    from ecco_desktop.ports.system import Clock


@dataclass(frozen=True, slots=True)
class TaskLine:
    """A task as `list` shows it; instants are UTC."""

    task: Task
    last_run: Run | None
    next_due: datetime | None


class ReadingService:
    """Reads; nothing is started, asked of a connection or written."""

    def __init__(self, storage: "Storage", turns: "Turns", clock: "Clock", zone: tzinfo) -> None:
        self._storage = storage
        self._turns = turns
        self._clock = clock
        self.history = HistoryService(storage, zone)

    def tasks(self) -> Sequence[TaskLine]:
        """Every task that is not deleted, in the order they were made."""
        tasks, last = self._storage.tasks.all(), self._storage.runs.last_ends()
        due = self._turns.all(tasks, last, self._clock.now())
        return [TaskLine(task, last.get(task.id), due.get(task.id)) for task in tasks]

    def find(self, name: str) -> Task:
        """The task with this name or number; SetupProblem("task.unknown") where there is none."""
        return named(self._storage.tasks.all(), name)
