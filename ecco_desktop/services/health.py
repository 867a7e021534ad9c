"""How the whole is doing, for the health line and the tray, and the one thing to be done about it first."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from ecco_desktop.domain.brake import is_held
from ecco_desktop.domain.health import Health, HealthLevel, TaskHealth, health_of
from ecco_desktop.domain.runs import Run, RunResult
from ecco_desktop.domain.tasks import TaskAction, TaskState
from ecco_desktop.ports.storage import Storage
from ecco_desktop.services.pending import PendingGroup, PendingService
from ecco_desktop.services.tasks import TaskService, TaskView
from ecco_desktop.words.heads import first_sentence
from ecco_desktop.words.sentences import sentence

# What is mended where the connection's address, key and fields are typed.
_IN_CONNECTION = (
    "connection.",
    "certificate.",
    "correios.card",
    "http.credentials",
    "http.permission",
    "http.plain_http",
    "http.redirect",
    "http.tls_",
    "http.unknown_host",
    "jadlog.cnpj",
    "melhorenvio.expired",
    "nuvemshop.choose_location",
    "nuvemshop.contact",
    "nuvemshop.location_unknown",
    "nuvemshop.store_id",
    "secrets.elsewhere",
    "vtex.feed_taken",
    "vtex.warehouse",
    "woo.header_lost",
    "woo.no_api",
    "woo.not_wordpress",
)


class Step(StrEnum):
    """What the button of the health line does."""

    GROUP = "group"
    CONNECTION = "connection"
    BRAKE = "brake"
    TRY = "try"
    LOOK = "look"


@dataclass(frozen=True, slots=True)
class NextStep:
    """The worst thing's cause in words, and what solves it; `group` where records wait for one thing,
    `task_id` and `connection_id` (0: none) where a task failed."""

    words: str
    step: Step
    group: PendingGroup | None = None
    task_id: int = 0
    connection_id: int = 0


class HealthService:
    """Reads tasks and the pending list and gives one verdict."""

    def __init__(self, storage: Storage, tasks: TaskService, pending: PendingService) -> None:
        self._storage = storage
        self._tasks = tasks
        self._pending = pending

    def health(self, views: Sequence[TaskView] | None = None) -> Health:
        """The verdict now; `views` spares reading the tasks again."""
        views = self._tasks.list() if views is None else views
        known = [
            TaskHealth(
                name=view.task.name,
                active=view.task.active,
                running=view.state in (TaskState.RUNNING, TaskState.STOPPING),
                last_result=view.result,
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

    def next_step(self, health: Health, views: Sequence[TaskView]) -> NextStep | None:
        """What to do first about `health`, which was read with `views`; None where nobody need do anything,
        or where the program's own trouble says it."""
        if health.trouble or (health.level is not HealthLevel.BROKEN and not health.waiting):
            return None
        failed = [view for view in views if view.result is RunResult.FAILED and view.task.active]
        if health.level is HealthLevel.BROKEN and failed:
            return self._after_failure(failed[0])
        group = self._pending.first()
        return _of_group(group) if group else None

    def _after_failure(self, view: TaskView) -> NextStep:
        run, task = view.last_run, view.task
        if run is not None and run.error_key:
            return _of_run(run, view)
        # Every record of it failed, and each waits with its own cause.
        group = self._pending.first(task.connection_id)
        return _of_group(group) if group else NextStep(task.name, Step.LOOK, task_id=task.id)


def _of_run(run: Run, view: TaskView) -> NextStep:
    key, task = run.error_key, view.task
    words = f"{first_sentence(sentence(key, run.error_values))} · {task.name}"
    if is_held(key):
        step = Step.BRAKE
    elif key.startswith(_IN_CONNECTION):
        step = Step.CONNECTION
    else:
        step = Step.LOOK if TaskAction.START in view.refusals else Step.TRY
    return NextStep(words, step, task_id=task.id, connection_id=task.connection_id)


def _of_group(group: PendingGroup) -> NextStep:
    return NextStep(group.title, Step.GROUP, group)
