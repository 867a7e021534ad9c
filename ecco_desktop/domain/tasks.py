"""A scheduled task and what each state of it allows."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from ecco_desktop.domain.errors import SetupProblem
from ecco_desktop.domain.recurrence import Recurrence


class TaskState(StrEnum):
    """What a task is doing now."""

    IDLE = "idle"
    QUEUED = "queued"
    RUNNING = "running"
    STOPPING = "stopping"


class TaskAction(StrEnum):
    """What a person can ask of a task."""

    START = "start"
    STOP = "stop"
    SHOW_RUNS = "show_runs"
    SHOW_LOG = "show_log"
    ACTIVATE = "activate"
    DEACTIVATE = "deactivate"
    DELETE = "delete"


@dataclass(frozen=True, slots=True)
class Task:
    """One automation on one store connection. `created_at` is UTC.

    `note` is for people; until `muted_until` (UTC) its failures raise no notice.
    """

    id: int
    name: str
    automation: str
    connection_id: int
    active: bool
    recurrence: Recurrence | None
    options: Mapping[str, str] = field(default_factory=dict)
    created_at: datetime | None = None
    deleted: bool = False
    note: str = ""
    muted_until: datetime | None = None


def named(tasks: Iterable[Task], name: str) -> Task:
    """The task with this name or number; SetupProblem("task.unknown") where there is none."""
    wanted = name.strip().casefold()
    for task in tasks:
        if wanted in (str(task.id), task.name.casefold()):
            return task
    raise SetupProblem("task.unknown", name=name)


def refusal(action: TaskAction, *, active: bool, state: TaskState, startable: bool = True) -> str:
    """Why `action` cannot be done now, as a text key; empty where it can."""
    busy = state is not TaskState.IDLE
    reasons = {
        TaskAction.START: "task.refusal.busy" if busy else "" if startable else "task.refusal.not_by_hand",
        TaskAction.STOP: "task.refusal.stopping"
        if state is TaskState.STOPPING
        else ""
        if busy
        else "task.refusal.idle",
        TaskAction.ACTIVATE: "task.refusal.active" if active else "",
        TaskAction.DEACTIVATE: "" if active else "task.refusal.inactive",
        TaskAction.DELETE: "task.refusal.busy_delete" if busy else "",
    }
    return reasons.get(action, "")
