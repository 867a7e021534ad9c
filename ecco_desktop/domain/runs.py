"""One run of a task: how it began, what it counted, how it ended."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum


class RunState(StrEnum):
    """Where a run stands. The last six are final."""

    QUEUED = "queued"
    RUNNING = "running"
    SUCCEEDED = "succeeded"
    WITH_WARNINGS = "with_warnings"
    FAILED = "failed"
    CANCELLED = "cancelled"
    SKIPPED = "skipped"
    INTERRUPTED = "interrupted"

    @property
    def final(self) -> bool:
        """Whether the run is over."""
        return self not in (RunState.QUEUED, RunState.RUNNING)


class Trigger(StrEnum):
    """Who asked for the run. A SIMULATION writes nothing outside; an UNDO gives values back."""

    SCHEDULE = "schedule"
    PERSON = "person"
    RECOVERY = "recovery"
    SIMULATION = "simulation"
    UNDO = "undo"


@dataclass(slots=True)
class Tally:
    """Counts of one run, by record."""

    read: int = 0
    created: int = 0
    updated: int = 0
    unchanged: int = 0
    skipped: int = 0
    failed: int = 0
    warnings: int = 0

    def copy(self) -> "Tally":
        """The counts as they are now."""
        return replace(self)


class RunResult(StrEnum):
    """What the owner reads of a run: its verdict, from its state and its counts. FAILED where nothing of it
    went well, be it the run that failed or every record of it; PARTIAL where some did."""

    RUNNING = "running"
    SUCCESS = "success"
    WARNINGS = "warnings"
    PARTIAL = "partial"
    FAILED = "failed"
    NOTHING = "nothing"
    STOPPED = "stopped"
    INTERRUPTED = "interrupted"
    SKIPPED = "skipped"


_BY_STATE = {
    RunState.QUEUED: RunResult.RUNNING,
    RunState.RUNNING: RunResult.RUNNING,
    RunState.FAILED: RunResult.FAILED,
    RunState.CANCELLED: RunResult.STOPPED,
    RunState.INTERRUPTED: RunResult.INTERRUPTED,
    RunState.SKIPPED: RunResult.SKIPPED,
}


def end_state(tally: Tally) -> RunState:
    """The state of a run that came to its end: with_warnings as soon as one record failed."""
    return RunState.WITH_WARNINGS if tally.failed or tally.warnings else RunState.SUCCEEDED


def result_of(state: RunState, tally: Tally) -> RunResult:
    """What the owner reads: "0 of N" is never a success (peers: a green run with nothing imported)."""
    if state in _BY_STATE:
        return _BY_STATE[state]
    good = tally.created + tally.updated
    if tally.failed:
        return RunResult.PARTIAL if good or tally.unchanged else RunResult.FAILED
    if tally.warnings:
        return RunResult.WARNINGS
    return RunResult.SUCCESS if good else RunResult.NOTHING


@dataclass(frozen=True, slots=True)
class Run:
    """The record of one run; instants are UTC. `error_key` and `error_values` word a failure."""

    id: int
    task_id: int
    trigger: Trigger
    state: RunState
    queued_at: datetime
    started_at: datetime | None = None
    ended_at: datetime | None = None
    tally: Tally = field(default_factory=Tally)
    api_calls: int = 0
    error_key: str = ""
    error_values: Mapping[str, str] = field(default_factory=dict)

    @property
    def result(self) -> RunResult:
        """The one verdict: what table, history, charts, health, notices and exit codes go by."""
        return result_of(self.state, self.tally)

    @property
    def seconds(self) -> float | None:
        """How long it ran, in seconds; None before it ended or where it never started."""
        if self.started_at is None or self.ended_at is None:
            return None
        return max(0.0, (self.ended_at - self.started_at).total_seconds())


class Level(StrEnum):
    """How much a log line matters."""

    INFO = "info"
    WARNING = "warning"
    ERROR = "error"


@dataclass(frozen=True, slots=True)
class LogLine:
    """One fact for the owner: `text` is the Portuguese sentence made from `key` and `values`.

    `subject` is the order number or SKU the line speaks of; `at` is UTC.
    """

    run_id: int
    task_id: int
    at: datetime
    level: Level
    subject: str
    key: str
    text: str
    values: Mapping[str, str] = field(default_factory=dict)
    id: int = 0
