"""What happened, for whoever watches: frozen values that may cross threads."""

from collections.abc import Mapping
from dataclasses import dataclass

from ecco_desktop.domain.runs import RunState, Tally


@dataclass(frozen=True, slots=True)
class RunChanged:
    """A run was queued, began or ended."""

    task_id: int
    run_id: int
    state: RunState


@dataclass(frozen=True, slots=True)
class RunProgressed:
    """How far a run is: `total` is None where it is not known beforehand."""

    task_id: int
    run_id: int
    done: int
    total: int | None
    tally: Tally


@dataclass(frozen=True, slots=True)
class LogGrew:
    """New log lines of a task are in storage, or a history was cleared."""

    task_id: int
    run_id: int


@dataclass(frozen=True, slots=True)
class TasksChanged:
    """A task was made, edited, switched or deleted, or its next turn moved."""


@dataclass(frozen=True, slots=True)
class NoticeRaised:
    """A run found something a person should hear of: a text key with values."""

    task_id: int
    key: str
    values: Mapping[str, str]


Event = RunChanged | RunProgressed | LogGrew | TasksChanged | NoticeRaised
