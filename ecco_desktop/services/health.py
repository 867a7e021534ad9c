"""How the whole is doing, for the health line and the tray."""

from collections.abc import Sequence

from ecco_desktop.domain.health import Health, TaskHealth, health_of
from ecco_desktop.domain.tasks import TaskState
from ecco_desktop.ports.storage import Storage
from ecco_desktop.services.tasks import TaskService, TaskView


class HealthService:
    """Reads tasks and the pending list and gives one verdict."""

    def __init__(self, storage: Storage, tasks: TaskService) -> None:
        self._storage = storage
        self._tasks = tasks

    def health(self, views: Sequence[TaskView] | None = None) -> Health:
        """The verdict now; `views` spares reading the tasks again."""
        views = self._tasks.list() if views is None else views
        known = [
            TaskHealth(
                name=view.task.name,
                active=view.task.active,
                running=view.state in (TaskState.RUNNING, TaskState.STOPPING),
                last_state=view.last_run.state if view.last_run else None,
                next_due=view.next_due,
            )
            for view in views
        ]
        return health_of(
            known,
            self._storage.pending.count(),
            paused=self._tasks.paused_until() is not None,
            trouble=self._tasks.trouble(),
        )
