"""Runs and their log lines."""

import re
import statistics
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import asdict, fields
from datetime import datetime
from typing import Any

from peewee import SQL, fn

from ecco_desktop.domain.chunks import chunks
from ecco_desktop.domain.runs import Level, LogLine, Run, RunState, Tally, Trigger
from ecco_desktop.ports.storage import RunPage, RunRepository
from ecco_desktop.storage.log_index import LogIndex
from ecco_desktop.storage.session import CHUNK, Session
from ecco_desktop.storage.tables import ALL_FAILED, FINISHED, LogRow, RunRow, TaskRow

GOOD = (RunState.SUCCEEDED.value, RunState.WITH_WARNINGS.value)
OPEN = (RunState.QUEUED.value, RunState.RUNNING.value)
_COUNTS = {field.name for field in fields(Tally)}
# In the order of domain.runs.Run. Tuples, not rows: many are read at once, and rows take twice as long.
_RUN = (
    RunRow.id,
    RunRow.task_id,
    RunRow.trigger,
    RunRow.state,
    RunRow.queued_at,
    RunRow.started_at,
    RunRow.ended_at,
    RunRow.tally,
    RunRow.api_calls,
    RunRow.error_key,
    RunRow.error_values,
)
_LINE = (
    LogRow.run_id,
    LogRow.task_id,
    LogRow.at,
    LogRow.level,
    LogRow.subject,
    LogRow.key,
    LogRow.text,
    LogRow.values,
    LogRow.id,
)


class Runs(RunRepository):
    """See ports.storage.RunRepository."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._index = LogIndex(session)

    def add(self, task_id: int, trigger: Trigger, state: RunState, now: datetime, owner: str) -> Run:
        row = {
            "task_id": task_id,
            "trigger": trigger.value,
            "state": state.value,
            "queued_at": now,
            "tally": asdict(Tally()),
            "owner": owner,
        }
        return Run(self._session.run(RunRow.insert(row)), task_id, trigger, state, now)

    def claim(self, run_id: int, lane: str, owner: str, now: datetime) -> bool:
        with self._session.transaction():
            others = RunRow.select(RunRow.id).where(
                RunRow.state == RunState.RUNNING.value,
                RunRow.lane == lane,
                RunRow.id != run_id,
                RunRow.owner != owner,
            )
            # Whether its owner lives is not asked here: one that does not is interrupted first.
            if self._session.first(others) is not None:
                return False
            query = RunRow.update(
                state=RunState.RUNNING.value, lane=lane, owner=owner, started_at=now, beat_at=now
            )
            return bool(self._session.run(query.where(RunRow.id == run_id, RunRow.state.in_(OPEN))))

    def beat(self, run_id: int, tally: Tally, api_calls: int, now: datetime) -> None:
        query = RunRow.update(tally=asdict(tally), api_calls=api_calls, beat_at=now)
        self._session.run(query.where(RunRow.id == run_id, RunRow.state.in_(OPEN)))

    def close(
        self,
        run_id: int,
        state: RunState,
        tally: Tally,
        api_calls: int,
        now: datetime,
        error_key: str = "",
        error_values: Mapping[str, str] | None = None,
    ) -> Run:
        query = RunRow.update(
            state=state.value,
            tally=asdict(tally),
            api_calls=api_calls,
            ended_at=now,
            error_key=error_key,
            error_values=error_values or {},
        )
        self._session.run(query.where(RunRow.id == run_id, RunRow.state.in_(OPEN)))
        run = self.get(run_id)
        assert run is not None  # noqa: S101 - runs are never deleted while they are closed
        return run

    def get(self, run_id: int) -> Run | None:
        return self._first(RunRow.select(*_RUN).where(RunRow.id == run_id))

    def open_runs(self) -> Sequence[tuple[Run, str]]:
        query = RunRow.select(*_RUN, RunRow.owner).where(RunRow.state.in_(OPEN)).order_by(RunRow.id)
        return [(_run(row), owner) for *row, owner in self._session.rows(query.tuples())]

    def last(self, task_id: int) -> Run | None:
        query = RunRow.select(*_RUN).where(RunRow.task_id == task_id, FINISHED)
        return self._first(query.order_by(RunRow.id.desc()))

    def last_ends(self) -> Mapping[int, Run]:
        newest = RunRow.select(fn.MAX(RunRow.id)).where(FINISHED).group_by(RunRow.task_id)
        return {run.task_id: run for run in self._runs(RunRow.select(*_RUN).where(RunRow.id.in_(newest)))}

    def usual_seconds(self, task_id: int | None = None) -> Mapping[int, float]:
        """For each task a look at the index of finished runs: a window over all would read every run."""
        inner = RunRow.alias()
        newest = (
            inner.select(inner.id)
            .where(
                inner.task_id == TaskRow.id,
                # As FINISHED says it, or SQLite does not use its index.
                inner.state.not_in(("queued", "running", "skipped")),
                inner.state.in_(GOOD),
            )
            .order_by(inner.id.desc())
            .limit(10)
        )
        query = RunRow.select(*_RUN).join(TaskRow, on=RunRow.id.in_(newest))
        if task_id is not None:
            query = query.where(TaskRow.id == task_id)
        found: dict[int, list[float]] = {}
        for run in self._runs(query):
            if run.seconds is not None:
                found.setdefault(run.task_id, []).append(run.seconds)
        return {task: statistics.median(seconds) for task, seconds in found.items()}

    def page(
        self,
        task_id: int | None,
        *,
        offset: int,
        limit: int,
        states: Sequence[RunState] = (),
        since: datetime | None = None,
    ) -> RunPage:
        """Runs newest first."""
        query = RunRow.select()
        if states:
            query = query.where(_told_as(states))
        if since is not None:
            query = query.where(RunRow.queued_at >= since)
        if task_id is not None:
            query = query.where(RunRow.task_id == task_id)
        total = self._session.scalar(query.select(fn.COUNT(SQL("*"))))
        asked = max(0, min(limit, total - offset))
        # Only the index is walked to a far page, and from the nearer end: a task has runs by the 10,000.
        near = offset + asked > total // 2
        numbers = query.select(RunRow.id).order_by(RunRow.id if near else RunRow.id.desc())
        numbers = numbers.offset(total - offset - asked if near else offset).limit(asked)
        page = RunRow.select(*_RUN).where(RunRow.id.in_(numbers)).order_by(RunRow.id.desc())
        return RunPage(tuple(self._runs(page)), total)

    def write_log(self, lines: Sequence[LogLine]) -> None:
        columns = ("run_id", "task_id", "at", "level", "subject", "key", "text", "values", "search")
        self._session.insert_many(LogRow, columns, map(_values, lines))

    def log(
        self,
        task_id: int,
        *,
        run_id: int | None = None,
        after_id: int = 0,
        before_id: int | None = None,
        levels: Sequence[Level] | None = None,
        text: str = "",
        limit: int = 1000,
    ) -> Sequence[LogLine]:
        """The newest lines that fit, oldest first."""
        needle = folded(text.strip())
        indexed = self._index.newest() if not after_id and self._index.takes(needle) else 0
        query = LogRow.select(*_LINE).where(LogRow.task_id == task_id, LogRow.id > (after_id or indexed))
        if run_id is not None:
            query = query.where(LogRow.run_id == run_id)
        if before_id is not None:
            query = query.where(LogRow.id < before_id)
        if levels is not None:
            query = query.where(LogRow.level.in_([level.value for level in levels]))
        if needle:
            query = query.where(fn.INSTR(LogRow.search, needle) > 0)
        # What comes after a known line is wanted from there on; otherwise the newest are.
        order = LogRow.id if after_id else LogRow.id.desc()
        # Tuples, not rows: the window reads many lines at once, and must not wait for their making.
        rows = self._session.rows(query.order_by(order).limit(limit).tuples())
        if indexed and len(rows) < limit:
            found = self._index.find(
                needle,
                task_id,
                run_id=run_id,
                before_id=before_id,
                levels=None if levels is None else [level.value for level in levels],
                limit=limit - len(rows),
            )
            for some in chunks(found, CHUNK):
                older = LogRow.select(*_LINE).where(LogRow.id.in_(some)).order_by(LogRow.id.desc())
                rows += self._session.rows(older.tuples())
        return [_line(row) for row in (rows if after_id else reversed(rows))]

    def log_of(self, subjects: Sequence[str], limit: int = 1000) -> Sequence[LogLine]:
        wanted = [subject for subject in subjects if subject]
        query = LogRow.select(*_LINE).where(LogRow.subject.in_(wanted), LogRow.subject != "")
        return [_line(row) for row in self._session.rows(query.order_by(LogRow.id).limit(limit).tuples())]

    def _runs(self, query: Any) -> list[Run]:
        return [_run(row) for row in self._session.rows(query.tuples())]

    def _first(self, query: Any) -> Run | None:
        found = self._runs(query.limit(1))
        return found[0] if found else None


def folded(text: str) -> str:
    """Text without letter case and accents, for searching."""
    if text.isascii():
        return text.casefold()
    return _HIGH.sub(_uncombined, unicodedata.normalize("NFKD", text)).casefold()


# Every combining character is one of these, and few characters of a line are.
_HIGH = re.compile("[\u0300-\U0010ffff]")


def _told_as(states: Sequence[RunState]) -> Any:
    """Runs of these states, as their verdict is told: one whose every record failed is a failed one."""
    chosen = RunRow.state.in_([state.value for state in states])
    if RunState.FAILED in states:
        return chosen | ALL_FAILED
    return chosen & ~ALL_FAILED if RunState.WITH_WARNINGS in states else chosen


def _uncombined(found: re.Match[str]) -> str:
    return "" if unicodedata.combining(found[0]) else found[0]


def _values(line: LogLine) -> tuple[Any, ...]:
    search = folded(f"{line.subject} {line.text}")
    level = line.level.value
    return line.run_id, line.task_id, line.at, level, line.subject, line.key, line.text, line.values, search


def _run(row: Sequence[Any]) -> Run:
    number, task_id, trigger, state, queued, started, ended, tally, *others = row
    known = Tally(**{name: count for name, count in tally.items() if name in _COUNTS})
    return Run(number, task_id, Trigger(trigger), RunState(state), queued, started, ended, known, *others)


def _line(row: tuple[Any, ...]) -> LogLine:
    run_id, task_id, at, level, subject, key, text, values, number = row
    return LogLine(run_id, task_id, at, Level(level), subject, key, text, values, number)
