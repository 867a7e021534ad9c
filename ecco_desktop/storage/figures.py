"""Sums over the past, for charts: counted by hour in the database, laid on local days here."""

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, timedelta, tzinfo

from peewee import SQL, fn

from ecco_desktop.domain.ledger import ChangeKind, ChangeOutcome
from ecco_desktop.domain.runs import RunState
from ecco_desktop.ports.storage import DayFigures, DaySends, FigureRepository
from ecco_desktop.storage.session import Session
from ecco_desktop.storage.tables import ALL_FAILED, FINISHED, ChangeRow, PendingTryRow, RunRow

_HOUR = 3_600_000_000
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_BAD = (RunState.FAILED.value, RunState.INTERRUPTED.value)
# Shorter runs say nothing about a pace per minute.
_LONG_ENOUGH = 20_000_000


class Figures(FigureRepository):
    """See ports.storage.FigureRepository."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def days(self, since: datetime, zone: tzinfo, task_id: int | None = None) -> Sequence[DayFigures]:
        hour = SQL(f"queued_at / {_HOUR} AS hour")
        bad = fn.SUM(RunRow.state.in_(_BAD) | ALL_FAILED).alias("bad")
        query = RunRow.select(
            hour, fn.COUNT(RunRow.id).alias("runs"), bad, fn.SUM(RunRow.api_calls).alias("calls")
        ).where(RunRow.queued_at >= since, FINISHED)
        if task_id is not None:
            query = query.where(RunRow.task_id == task_id)
        found: dict[date, list[int]] = {}
        for row in self._session.rows(query.group_by(SQL("hour")).dicts()):
            sums = found.setdefault(_day(row["hour"], zone), [0, 0, 0])
            for place, value in enumerate((row["runs"] - row["bad"], row["bad"], row["calls"])):
                sums[place] += int(value)
        return [DayFigures(day, *sums) for day, sums in sorted(found.items())]

    def causes(self, since: datetime, limit: int) -> Sequence[tuple[str, int]]:
        count = fn.COUNT(PendingTryRow.id)
        query = (
            PendingTryRow.select(PendingTryRow.cause, count.alias("times"))
            .where(PendingTryRow.at >= since)
            .group_by(PendingTryRow.cause)
            .order_by(count.desc())
            .limit(limit)
        )
        return [(row["cause"], int(row["times"])) for row in self._session.rows(query.dicts())]

    def sends(self, since: datetime, zone: tzinfo) -> Sequence[DaySends]:
        hour = SQL(f"at / {_HOUR} AS hour")
        done = fn.SUM(ChangeRow.outcome == ChangeOutcome.DONE.value).alias("done")
        query = ChangeRow.select(hour, fn.COUNT(ChangeRow.id).alias("rows"), done).where(
            ChangeRow.kind == ChangeKind.STOCK.value,
            ChangeRow.at >= since,
            ChangeRow.outcome != ChangeOutcome.SIMULATED.value,
        )
        found: dict[date, list[int]] = {}
        for row in self._session.rows(query.group_by(SQL("hour")).dicts()):
            sums = found.setdefault(_day(row["hour"], zone), [0, 0])
            sums[0] += int(row["done"])
            sums[1] += int(row["rows"]) - int(row["done"])
        return [DaySends(day, *sums) for day, sums in sorted(found.items())]

    def done(self, since: datetime) -> Mapping[tuple[int, ChangeKind], int]:
        # Each kind by itself: the index is of kind and instant.
        query = (
            ChangeRow.select(ChangeRow.connection_id, ChangeRow.kind, fn.COUNT(ChangeRow.id).alias("times"))
            .where(
                ChangeRow.kind.in_([kind.value for kind in ChangeKind]),
                ChangeRow.at >= since,
                ChangeRow.outcome == ChangeOutcome.DONE.value,
            )
            .group_by(ChangeRow.connection_id, ChangeRow.kind)
        )
        return {
            (row["connection_id"], ChangeKind(row["kind"])): int(row["times"])
            for row in self._session.rows(query.dicts())
        }

    def busiest_minute(self, since: datetime) -> float:
        # In SQL: peewee would read the difference of two instants as an instant.
        pace = SQL("MAX(api_calls * 60000000.0 / (ended_at - started_at))")
        long_enough = SQL(f"started_at IS NOT NULL AND ended_at - started_at > {_LONG_ENOUGH}")
        query = RunRow.select(pace).where(RunRow.queued_at >= since, long_enough)
        return float(self._session.scalar(query) or 0.0)


def _day(hour: object, zone: tzinfo) -> date:
    return (_EPOCH + timedelta(hours=int(str(hour)))).astimezone(zone).date()
