"""What the owner looks at first: what came in, what went out, what waits for a person, what comes next."""

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta, tzinfo
from typing import TypeVar

from ecco_desktop.domain.automations import Duty
from ecco_desktop.domain.connections import Role
from ecco_desktop.domain.ledger import ChangeKind
from ecco_desktop.domain.pending import PendingState
from ecco_desktop.domain.runs import RunResult, RunState
from ecco_desktop.ports.storage import Storage
from ecco_desktop.ports.system import Clock
from ecco_desktop.services.catalog import duties
from ecco_desktop.services.figures import midnight
from ecco_desktop.services.tasks import TaskView

# What both sides are compared by: orders come from the store, stock goes to it.
LAGS = (Duty.ORDERS_IN, Duty.STOCK_OUT)
NEXT_TURNS = 6
CHART_HOURS = 24
# Of a task that runs each minute, a day and a half.
_RUNS = 2000
_ENDED_WELL = (RunState.SUCCEEDED, RunState.WITH_WARNINGS)


@dataclass(frozen=True, slots=True)
class Lag:
    """How far one side is behind the other: since the last run that looked, UTC; None where none ever did.

    `minutes` are how far it was at the end of each of the last hours, oldest first; None where nobody knows.
    """

    duty: Duty
    task_id: int
    name: str
    since: datetime | None
    minutes: Sequence[int | None]


@dataclass(frozen=True, slots=True)
class Turn:
    """A task and when it runs next (UTC)."""

    task_id: int
    name: str
    due: datetime


@dataclass(frozen=True, slots=True)
class Today:
    """The figures since midnight of the shop, of one store or of all; `hours` label the lag's chart (UTC)."""

    orders_in: int
    stock_sent: int
    prices_sent: int
    for_person: int
    by_itself: int
    failed: Sequence[str]
    turns: Sequence[Turn]
    lags: Sequence[Lag] = ()
    hours: Sequence[datetime] = ()


class TodayService:
    """Reads storage in the calling thread: call it off the UI thread."""

    def __init__(self, storage: Storage, clock: Clock, zone: tzinfo) -> None:
        self._storage = storage
        self._clock = clock
        self._zone = zone

    def read(self, views: Sequence[TaskView], place: str = "", *, charted: bool = False) -> Today:
        """The figures of now; of the store called `place`, or of the only one, with how far behind it is.

        How far it was in the last hours is read where it is `charted`: it is many runs.
        """
        stores = {one.name: one for one in self._storage.connections.all() if one.role is not Role.ERP}
        alone = [one for one in stores.values() if one.role is Role.STORE]
        chosen = stores.get(place) or (alone[0] if len(alone) == 1 else None)
        store_id = stores[place].id if place in stores else None
        now = self._clock.now()
        shown = [view for view in views if store_id in (None, view.task.connection_id)]
        done = _of(self._storage.figures.done(midnight(now, self._zone)), store_id)
        waiting = _of(self._storage.pending.counts(), store_id)
        turns = sorted(
            (
                Turn(view.task.id, view.task.name, view.next_due)
                for view in shown
                if view.next_due is not None
            ),
            key=lambda turn: turn.due,
        )
        back = range(CHART_HOURS - 1, -1, -1) if charted else ()
        hours = [now - timedelta(hours=each) for each in back]
        return Today(
            orders_in=done.get(ChangeKind.ORDER, 0),
            stock_sent=done.get(ChangeKind.STOCK, 0),
            prices_sent=done.get(ChangeKind.PRICE, 0),
            for_person=waiting.get(PendingState.NEEDS_PERSON, 0),
            by_itself=waiting.get(PendingState.WAITING, 0),
            failed=[v.task.name for v in shown if v.task.active and v.result is RunResult.FAILED],
            turns=turns[:NEXT_TURNS],
            lags=self._lags(shown, hours) if chosen else [],
            hours=hours,
        )

    def _lags(self, views: Sequence[TaskView], hours: Sequence[datetime]) -> Sequence[Lag]:
        borne = duties()
        return [
            self._lag(duty, view, hours)
            for duty in LAGS
            for view in views
            if view.task.active and view.task.automation == borne[duty]
        ]

    def _lag(self, duty: Duty, view: TaskView, hours: Sequence[datetime]) -> Lag:
        """A run looked at the other side as it was when the run began."""
        limit = _RUNS if hours else 1
        page = self._storage.runs.page(view.task.id, offset=0, limit=limit, states=_ENDED_WELL)
        looked = sorted(run.started_at for run in page.runs if run.started_at is not None)
        minutes: list[int | None] = []
        for hour in hours:
            before = bisect_right(looked, hour)
            minutes.append(round((hour - looked[before - 1]).total_seconds() / 60) if before else None)
        return Lag(duty, view.task.id, view.task.name, looked[-1] if looked else None, minutes)


K = TypeVar("K")


def _of(counted: Mapping[tuple[int, K], int], store_id: int | None) -> dict[K, int]:
    """Counts of one connection, or of all together."""
    sums: dict[K, int] = {}
    for (connection_id, key), count in counted.items():
        if store_id in (None, connection_id):
            sums[key] = sums.get(key, 0) + count
    return sums
