"""The one boundary around each record: what goes wrong inside waits by itself, and the others go on."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Protocol

from ecco_desktop.domain.errors import (
    SILENT_IN_A_ROW,
    Cancelled,
    EccoProblem,
    RecordProblem,
    SetupProblem,
    may_be_one_records,
)
from ecco_desktop.domain.pending import PendingRecord
from ecco_desktop.jobs.run.log import RunLog
from ecco_desktop.ports.asides import ASIDES
from ecco_desktop.ports.unread import CAUSE, UNREAD

_log = logging.getLogger(__name__)
# A program that fails on every record has no record at fault.
BUGS_IN_A_ROW = 100
_ROW = "row:"


@dataclass(slots=True)
class Boundary:
    """Judges, in one run, what went wrong inside records; one thread.

    `unknown` are records of which one side did not say where they stand: they are left alone in this run.
    """

    unknown: set[str] = field(default_factory=set)
    _silent: EccoProblem | None = None
    _silences: int = 0
    _bugs: int = 0
    _well: bool = False

    def judge(self, error: Exception) -> RecordProblem:
        """What to keep with the record; `error` itself is raised where no single record is at fault.

        That is a stop, what only a person can set right, the third record in a row that was refused or got
        no answer, and a fault of the program in a hundred records in a row.
        """
        if isinstance(error, RecordProblem):
            self._silences = self._bugs = 0
            return error
        if isinstance(error, EccoProblem) and may_be_one_records(error):
            self._silent = error
            self._silences += 1
            if self._silences >= SILENT_IN_A_ROW:
                raise error
            return RecordProblem(error.key, **error.values)
        if isinstance(error, Cancelled | SetupProblem | MemoryError):
            raise error
        self._bugs += 1
        if self._bugs >= BUGS_IN_A_ROW:
            raise error
        _log.error("a record hit a bug", exc_info=error)
        return RecordProblem("record.bug", kind=type(error).__name__)

    def well(self) -> None:
        """A record was done."""
        self._well = True
        self._silences = self._bugs = 0

    def end(self) -> None:
        """At the end of a run: what was said last where no record at all got an answer."""
        if self._silent is not None and self._silences and not self._well:
            raise self._silent


class Waiting(Protocol):
    """Where what goes wrong waits (jobs.run.context.RunContext)."""

    boundary: Boundary
    log: RunLog

    @property
    def pending(self) -> dict[str, PendingRecord]: ...
    def fail(self, record_id: str, label: str, problem: RecordProblem, version: str = "") -> None: ...
    def solve(self, record_id: str, label: str = "") -> None: ...


class Asides:
    """Tells what connectors say beside their answers, the same words once; any thread."""

    def __init__(self, log: RunLog) -> None:
        self._log = log
        self._told: set[tuple[str, ...]] = set()

    def __call__(self, key: str, values: dict[str, str]) -> None:
        """A warning, where nobody was told so in this run."""
        said = (key, *values.values())
        if said not in self._told:
            self._told.add(said)
            self._log.warning(key, **values)


@contextmanager
def whole_run(ctx: Waiting, *, in_part: bool = False) -> Iterator[None]:
    """Around a whole run: rows of lists that could not be read wait on the pending list until they can be.

    A run `in_part` does not read every list: what it did not meet waits on.
    """
    unread: dict[str, str] = {}
    token, asides = UNREAD.set(unread), ASIDES.set(Asides(ctx.log))
    try:
        yield
        ctx.boundary.end()
        waiting = [] if in_part else [one for one in ctx.pending if is_row(one)]
        for record_id in [one for one in waiting if one[len(_ROW) :] not in unread]:
            ctx.solve(record_id, ctx.pending[record_id].label)
    finally:
        UNREAD.reset(token)
        ASIDES.reset(asides)
        for ref, kind in unread.items():
            ctx.fail(_ROW + ref, ref, RecordProblem(CAUSE, ref=ref, kind=kind))


def is_row(record_id: str) -> bool:
    """Whether what waits is a row of a list that could not be read, and no order or product."""
    return record_id.startswith(_ROW)


@contextmanager
def guarded(ctx: Waiting, record_id: str, label: str, version: str = "") -> Iterator[None]:
    """A part of the work on one record: what goes wrong inside is put on the pending list.

    Unlike `ctx.record`, coming out well does not solve what waits.
    """
    try:
        yield
    except Exception as error:  # noqa: BLE001 - judged: what is not the record's is raised again
        ctx.fail(record_id, label, ctx.boundary.judge(error), version)
