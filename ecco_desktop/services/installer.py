"""The automation that is made of steps (the installer): how each stands, and running some or all of them."""

from collections.abc import Sequence

from ecco_desktop.domain.automations import AutomationInfo
from ecco_desktop.domain.connections import Connection
from ecco_desktop.domain.errors import SetupProblem
from ecco_desktop.domain.runs import Run
from ecco_desktop.domain.steps import Standing, standings
from ecco_desktop.domain.tasks import Task
from ecco_desktop.ports.connectors import Connectors
from ecco_desktop.ports.storage import Storage
from ecco_desktop.services.catalog import automation_infos
from ecco_desktop.services.tasks import TaskService


class InstallerService:
    """Storage is read and written in the calling thread; the runs themselves are the runner's."""

    def __init__(self, storage: Storage, connectors: Connectors, tasks: TaskService) -> None:
        self._storage = storage
        self._connectors = connectors
        self._tasks = tasks

    def standings(self, connection_name: str) -> Sequence[Standing]:
        """How each step stands on a store, in their order; SetupProblem where it cannot be installed."""
        info = _made_of_steps()
        return self._standings(info, self._tasks.place(info, connection_name))

    def run(
        self, connection_name: str, steps: Sequence[str] = (), *, whole: bool = False, simulate: bool = False
    ) -> Sequence[tuple[Task, Run]]:
        """Queue a run of these steps, of those that are missing where none is named, or of the `whole`.

        Nothing is queued where nothing is missing. The task is made, switched off, where there is none.
        SetupProblem where a step is unknown, or one before it is neither done nor named.
        """
        info = _made_of_steps()
        connection = self._tasks.place(info, connection_name)
        found = self._standings(info, connection)
        missing = [one.step.key for one in found if not one.state.over]
        if steps:
            _refuse(found, steps, connection)
        chosen = steps or ([one.key for one in info.steps] if whole else missing)
        if not chosen:
            return []
        task = self._task(info, connection)
        if simulate:
            return self._tasks.simulate([task.id], chosen)
        return [(task, self._tasks.start_steps(task.id, chosen, finishes=not steps))]

    # -- inside --

    def _standings(self, info: AutomationInfo, connection: Connection) -> Sequence[Standing]:
        capabilities = self._connectors.manifest(connection.kind).capabilities
        kept = self._storage.bookmarks
        return standings(info.steps, capabilities, lambda name: kept.get(connection.id, info.key, name))

    def _task(self, info: AutomationInfo, connection: Connection) -> Task:
        for task in self._storage.tasks.all():
            if (task.automation, task.connection_id) == (info.key, connection.id):
                return task
        # Switched off: it runs because it is asked to now, and is booked for no other time.
        return self._tasks.create(info.key, connection.name, None, {}, active=False)


def _made_of_steps() -> AutomationInfo:
    return next(info for info in automation_infos() if info.steps)


def _refuse(found: Sequence[Standing], steps: Sequence[str], connection: Connection) -> None:
    """SetupProblem("step.unknown" or "step.before") for the first that cannot be run."""
    known = [one.step.key for one in found]
    for key in steps:
        if key not in known:
            raise SetupProblem("step.unknown", step=key, known=", ".join(known))
    for place, one in enumerate(found):
        left = [before.step.key for before in found[:place] if not before.state.over]
        missing = ", ".join(key for key in left if key not in steps)
        if one.step.key in steps and missing:
            raise SetupProblem("step.before", step=one.step.key, missing=missing, connection=connection.name)
