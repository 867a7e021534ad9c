"""Programs that work on the data folder, as rows with beats."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from peewee import fn

from ecco_desktop.domain.runs import RunState
from ecco_desktop.ports.storage.owners import OwnerRepository, OwnerState
from ecco_desktop.storage.session import Session
from ecco_desktop.storage.tables import OwnerRow, RunRow

FORGOTTEN = timedelta(days=30)
_OPEN = (RunState.QUEUED.value, RunState.RUNNING.value)


class Owners(OwnerRepository):
    """See ports.storage.OwnerRepository."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def add(self, token: str, process: str, now: datetime) -> None:
        owning = RunRow.select(RunRow.owner).where(RunRow.state.in_(_OPEN))
        old = OwnerRow.delete().where(OwnerRow.beat_at < now - FORGOTTEN, OwnerRow.token.not_in(owning))
        with self._session.transaction():
            self._session.run(old)
            self._session.run(OwnerRow.insert(token=token, process=process, beats=0, beat_at=now))

    def beat(self, token: str, now: datetime) -> bool:
        query = OwnerRow.update(beats=OwnerRow.beats + 1, beat_at=now).where(OwnerRow.token == token)
        return bool(self._session.run(query))

    def all(self) -> Sequence[OwnerState]:
        return [_state(row) for row in self._session.rows(OwnerRow.select())]

    def find(self, token: str) -> OwnerState | None:
        row = self._session.first(OwnerRow.select().where(OwnerRow.token == token))
        if row is not None:
            return _state(row)
        if ":" not in token:
            return None
        mine = RunRow.owner == token
        last = self._session.first(RunRow.select(fn.MAX(RunRow.beat_at).alias("last")).where(mine).tuples())
        beats = last[0] if last and last[0] is not None else 0
        return OwnerState(token, token, beats if isinstance(beats, int) else round(beats.timestamp() * 1e6))

    def take(self, owner: OwnerState) -> bool:
        with self._session.transaction():
            if self.find(owner.token) != owner:
                return False
            self.leave(owner.token)
            return True

    def leave(self, token: str) -> None:
        self._session.run(OwnerRow.delete().where(OwnerRow.token == token))


def _state(row: OwnerRow) -> OwnerState:
    return OwnerState(str(row.token), str(row.process), int(str(row.beats)))
