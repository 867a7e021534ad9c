"""Keeping the database small: old runs, log lines and changes leave in small batches."""

from datetime import datetime

from peewee import fn

from ecco_desktop.domain.chunks import chunks
from ecco_desktop.domain.runs import RunState
from ecco_desktop.ports.storage import Risk, UpkeepRepository
from ecco_desktop.storage.log_index import LogIndex
from ecco_desktop.storage.session import CHUNK, Session
from ecco_desktop.storage.tables import ChangeRow, LogRow, RunRow

_OPEN = (RunState.QUEUED.value, RunState.RUNNING.value)
_BAD = (RunState.FAILED.value, RunState.WITH_WARNINGS.value, RunState.INTERRUPTED.value)


class Upkeep(UpkeepRepository):
    """See ports.storage.UpkeepRepository."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._index = LogIndex(session)

    def risk(self) -> Risk | None:
        return self._session.risk

    def old_runs(self, before: datetime, failures_before: datetime, limit: int) -> list[int]:
        newest = RunRow.select(fn.MAX(RunRow.id)).group_by(RunRow.task_id)
        query = (
            RunRow.select(RunRow.id)
            .where(
                RunRow.state.not_in(_OPEN),
                RunRow.id.not_in(newest),
                ((RunRow.queued_at < before) & RunRow.state.not_in(_BAD))
                | (RunRow.queued_at < failures_before),
            )
            .order_by(RunRow.id)
            .limit(limit)
        )
        return [row.id for row in self._session.rows(query)]

    def drop_run(self, run_id: int, limit: int) -> int:
        for model in (LogRow, ChangeRow):
            with self._session.transaction():
                some = self._session.plain(model.select(model.id).where(model.run_id == run_id).limit(limit))
                numbers = [number for (number,) in some]
                for part in chunks(numbers, CHUNK):
                    if model is LogRow:
                        self._index.drop(part)
                    self._session.run(model.delete().where(model.id.in_(part)))
            if numbers:
                return len(numbers)
        self._session.run(RunRow.delete().where(RunRow.id == run_id))
        return 0

    def index_log(self, limit: int) -> int:
        return self._index.extend(limit)
