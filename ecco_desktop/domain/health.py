"""How the whole is doing, worst thing first."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from ecco_desktop.domain.runs import RunResult


class HealthLevel(StrEnum):
    """What the tray and the health line show; each has its own shape, never colour alone."""

    GOOD = "good"
    WORKING = "working"
    ATTENTION = "attention"
    BROKEN = "broken"
    PAUSED = "paused"


@dataclass(frozen=True, slots=True)
class TaskHealth:
    """What health needs to know of one task; `next_due` is UTC."""

    name: str
    active: bool
    running: bool
    last_result: RunResult | None
    next_due: datetime | None


@dataclass(frozen=True, slots=True)
class Health:
    """The worst thing, named; `trouble` is the key of the program's own.

    `next_name` and `next_due` (UTC) tell what runs next.
    """

    level: HealthLevel
    failed: tuple[str, ...] = ()
    waiting: int = 0
    active: int = 0
    running: tuple[str, ...] = ()
    next_name: str = ""
    next_due: datetime | None = None
    trouble: str = ""


def health_of(tasks: Iterable[TaskHealth], waiting: int, *, paused: bool, trouble: str = "") -> Health:
    """One verdict over all tasks and `waiting` pending records; a failure outranks all, also a pause.

    `trouble` is the key of what keeps every task from running, or from being written down.
    """
    known = [task for task in tasks if task.active or task.running]
    failed = tuple(task.name for task in known if task.last_result is RunResult.FAILED)
    running = tuple(task.name for task in known if task.running)
    due = [(task.next_due, task.name) for task in known if task.next_due is not None]
    next_due, next_name = min(due) if due else (None, "")
    if failed or trouble:
        level = HealthLevel.BROKEN
    elif paused:
        level = HealthLevel.PAUSED
    elif waiting:
        level = HealthLevel.ATTENTION
    else:
        level = HealthLevel.WORKING if running else HealthLevel.GOOD
    active = sum(task.active for task in known)
    return Health(level, failed, waiting, active, running, next_name, next_due, trouble)
