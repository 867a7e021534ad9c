"""Tasks as screens and commands see them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING

from ecco_desktop.clock import SHOP
from ecco_desktop.domain.automations import AutomationInfo
from ecco_desktop.domain.errors import SetupProblem
from ecco_desktop.domain.events import RunProgressed, TasksChanged
from ecco_desktop.domain.recurrence import FLOOR_MINUTES
from ecco_desktop.domain.runs import Run, RunResult
from ecco_desktop.domain.tasks import Task, TaskAction, TaskState, named, refusal
from ecco_desktop.ports.connectors import Connectors
from ecco_desktop.ports.storage import Storage
from ecco_desktop.ports.system import Clock, EventSink
from ecco_desktop.services.catalog import automation_infos
from ecco_desktop.services.deeds import Deeds
from ecco_desktop.words import _
from ecco_desktop.words.sentences import sentence

if TYPE_CHECKING:
    from ecco_desktop.jobs.engine.runner import Runner
    from ecco_desktop.jobs.engine.scheduler import Scheduler

LONG_RUN_SECONDS = 3600


@dataclass(frozen=True, slots=True)
class TaskView:
    """All a screen needs of one task. Instants are UTC; `refusals` maps an action to its reason's key."""

    task: Task
    automation: AutomationInfo
    connection: str
    state: TaskState
    last_run: Run | None
    result: RunResult | None
    next_due: datetime | None
    progress: RunProgressed | None
    usual_seconds: float | None
    refusals: Mapping[TaskAction, str] = field(default_factory=dict)
    # What to ask before the task is switched on; empty where there is nothing to ask.
    question: str = ""


class TaskViews:
    """Reads tasks. Storage is read and written in the calling thread: call it off the UI thread."""

    def __init__(
        self,
        storage: Storage,
        connectors: Connectors,
        runner: "Runner",
        scheduler: "Scheduler",
        clock: Clock,
        events: EventSink,
        deeds: Deeds,
        floor_minutes: float = FLOOR_MINUTES,
    ) -> None:
        self._storage = storage
        self._connectors = connectors
        self._runner = runner
        self._scheduler = scheduler
        self._clock = clock
        self._events = events
        self._deeds = deeds
        self._floor = floor_minutes

    def list(self) -> Sequence[TaskView]:
        """Every task that is not deleted, in the order they were made."""
        names = {connection.id: connection.name for connection in self._storage.connections.all()}
        last = self._storage.runs.last_ends()
        usual = self._storage.runs.usual_seconds()
        return [
            self._view(task, names.get(task.connection_id, "?"), last.get(task.id), usual.get(task.id))
            for task in self._storage.tasks.all()
        ]

    def automations(self) -> Sequence[AutomationInfo]:
        """Every automation this program has."""
        return automation_infos()

    def find(self, name: str) -> Task:
        """The task with this name or number; SetupProblem("task.unknown") where there is none."""
        return named(self._storage.tasks.all(), name)

    def asks_first(self, view: TaskView) -> bool:
        """Whether starting it should ask first: it usually runs for more than an hour."""
        return (view.usual_seconds or 0) > LONG_RUN_SECONDS

    def in_order(self) -> Sequence[Task]:
        """The active tasks, in the order of a shop's day."""
        order = {info.key: number for number, info in enumerate(automation_infos())}
        active = [task for task in self._storage.tasks.all() if task.active]
        return sorted(active, key=lambda task: (order.get(task.automation, 99), task.id))

    def paused_until(self) -> datetime | None:
        """The end of the pause in UTC; the far future where it has none; None where nothing is paused."""
        return self._scheduler.paused_until()

    # -- inside --

    def _view(self, task: Task, connection: str, last: Run | None, usual: float | None) -> TaskView:
        state = self._runner.state(task.id)
        info = self._known(task.automation)
        refusals = {
            action: why
            for action in TaskAction
            if (why := refusal(action, active=task.active, state=state, startable=info.startable))
        }
        return TaskView(
            task=task,
            automation=info,
            connection=connection,
            state=state,
            last_run=last,
            result=last.result if last else None,
            next_due=self._scheduler.next_due(task.id),
            progress=self._runner.progress(task.id),
            usual_seconds=usual,
            refusals=refusals,
            question=self._question(task),
        )

    def _question(self, task: Task) -> str:
        """What the automation declares, with its directions as they are chosen and possible."""
        asked = self._known(task.automation).question
        if asked is None:
            return ""
        connection = self._storage.connections.get(task.connection_id)
        can = self._connectors.manifest(connection.kind).capabilities if connection else frozenset()
        chosen = self._known(task.automation).chooses.read(task.options)
        told = [
            f"{_(way.words)}: {_way(getattr(chosen, way.option), way.needs in can)}" for way in asked.ways
        ]
        return sentence(asked.key, {"ways": "; ".join(told)})

    def _known(self, automation: str) -> AutomationInfo:
        for info in automation_infos():
            if info.key == automation:
                return info
        known = ", ".join(info.key for info in automation_infos())
        raise SetupProblem("task.automation_unknown", automation=automation, known=known)

    def _task(self, task_id: int) -> Task:
        task = self._storage.tasks.get(task_id)
        if task is None or task.deleted:
            raise SetupProblem("task.unknown", name=task_id)
        return task

    def _refuse(self, task: Task, action: TaskAction) -> None:
        info = self._known(task.automation)
        state = self._runner.state(task.id)
        if why := refusal(action, active=task.active, state=state, startable=info.startable):
            raise SetupProblem(why)

    def _local(self, moment: datetime | None) -> str:
        return f"{moment.astimezone(SHOP):%d/%m/%Y %H:%M}" if moment else ""

    def _changed(self) -> None:
        self._scheduler.reload()
        self._events.emit(TasksChanged())


def _way(chosen: bool, possible: bool) -> str:
    if not possible:
        return _("a plataforma não permite")
    return _("ligada") if chosen else _("desligada")
