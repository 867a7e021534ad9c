"""What was interrupted goes on: at the start, and whenever a run is found that has nobody any more."""

import logging
from collections.abc import Callable
from dataclasses import dataclass

from ecco_desktop.domain.errors import SetupProblem
from ecco_desktop.domain.runs import Trigger
from ecco_desktop.jobs.engine.runner import Runner
from ecco_desktop.ports.storage import Storage

_log = logging.getLogger(__name__)
# A run is found a lease after its owner fell silent.
LOOK_SECONDS = 10


@dataclass(frozen=True, slots=True)
class Recovery:
    """Any thread; `is_paused` tells whether nothing begins by itself now."""

    storage: Storage
    runner: Runner
    is_paused: Callable[[], bool]

    def look(self) -> None:
        """Look whether the data is still that which was opened, then for runs of owners that are no more."""
        self.storage.look()
        for task_id in self.runner.recover():
            self._resume(task_id)

    def _resume(self, task_id: int) -> None:
        task = self.storage.tasks.get(task_id)
        if task is None or task.deleted or not task.active or self.is_paused():
            return
        try:
            self.runner.request(task_id, Trigger.RECOVERY)
        except SetupProblem as problem:
            _log.warning("task %s could not go on: %s", task_id, problem)
