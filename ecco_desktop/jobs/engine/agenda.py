"""Which task is to be taken up when: what `turns` works out from the tables, kept in step with them."""

import threading
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, tzinfo

from ecco_desktop.clock import ShopZone
from ecco_desktop.domain.runs import Run, RunState
from ecco_desktop.domain.settings import PAUSED_KEY, PREFIX, ZONE_KEY, read_preferences
from ecco_desktop.domain.tasks import Task
from ecco_desktop.jobs.engine.bookings import Bookings
from ecco_desktop.jobs.engine.turns import Turns, extra_turn, is_late
from ecco_desktop.ports.storage import Storage
from ecco_desktop.ports.system import Clock


@dataclass(slots=True)
class Seen:
    """What the window and the turns depend on, to be told from what it was."""

    tasks: Sequence[Task] = ()
    ends: dict[int, tuple[int, RunState]] = field(default_factory=dict)
    names: Sequence[str] = ()
    paused: str | None = None
    zone: str = ""

    @classmethod
    def of(cls, storage: Storage, tasks: Sequence[Task], last: Mapping[int, Run]) -> "Seen":
        """As the tables are."""
        return cls(
            tasks=list(tasks),
            ends={task_id: (run.id, run.state) for task_id, run in last.items()},
            names=[connection.name for connection in storage.connections.all()],
            paused=storage.settings.get(PAUSED_KEY),
        )


class Agenda:
    """Any thread; `lock` is held where several of its answers must belong together."""

    def __init__(self, storage: Storage, bookings: Bookings, clock: Clock, zone: tzinfo) -> None:
        self.lock = threading.RLock()
        # The tables as the turns were last worked out from them; another program may change them.
        self.seen = Seen()
        self._storage = storage
        self._bookings = bookings
        self._clock = clock
        self._zone = zone
        self._turns = Turns(storage, zone)
        self._due: dict[int, datetime] = {}
        # When each task is to be taken up: its turn, or the end of the pause it waits for. One whose turn
        # was taken has none until its run has ended.
        self._wake: dict[int, datetime] = {}

    def due(self, task_id: int) -> datetime | None:
        """A task's next turn in UTC; None where it has none or is under way."""
        with self.lock:
            return self._due.get(task_id)

    def nearest(self) -> datetime | None:
        """When the next task is to be taken up."""
        with self.lock:
            return min(self._wake.values(), default=None)

    def reload(self) -> None:
        """Work out every task's next turn from the tables."""
        # Read under the lock: of two at the same time, the one that ends last must have seen the newest.
        with self.lock:
            tasks = self._storage.tasks.all()
            last = self._storage.runs.last_ends()
            if isinstance(self._zone, ShopZone):
                # A setting, which another program may have changed; or the computer was set to another one.
                self._zone.follow(self._storage.settings.get(ZONE_KEY))
            self.seen = Seen.of(self._storage, tasks, last)
            self.seen.zone = str(self._zone)
            self._due = self._turns.all(tasks, last, self._clock.now())
            self._wake = dict(self._due)

    def take_anew(self, task_id: int) -> None:
        """Work out one task's next turn: after every run, so that many tasks cost no more than few."""
        with self.lock:
            task, last = self._storage.tasks.get(task_id), self._storage.runs.last(task_id)
            kept = self._bookings.extra_of(task_id, last)
            if last is not None:
                self.seen.ends[task_id] = (last.id, last.state)
            due = None
            if task is not None and not task.deleted:
                due = self._turns.due(task, last, {str(task_id): kept}, self._clock.now())
            for known in (self._due, self._wake):
                known.pop(task_id, None)
                if due is not None:
                    known[task_id] = due

    def take_come(self) -> list[int]:
        """Take every turn that has come, the longest due first."""
        with self.lock:
            now = self._clock.now()
            come = sorted((due, task_id) for task_id, due in self._wake.items() if due <= now)
            for _, task_id in come:
                del self._wake[task_id]
            return [task_id for _, task_id in come]

    def take(self, task_id: int) -> bool:
        """Take a task's turn; whether it has come."""
        with self.lock:
            due = self._wake.get(task_id)
            if due is None or due > self._clock.now():
                return False
            del self._wake[task_id]
            return True

    def put_off(self, task_id: int, until: datetime) -> None:
        """Take a task up then."""
        with self.lock:
            self._wake[task_id] = until

    def forgo_missed(self) -> Iterator[int]:
        """Where a person wants no catching up, missed turns are given up: the tasks, one by one."""
        if read_preferences(self._storage.settings.all(PREFIX)).catch_up:
            return
        now, last = self._clock.now(), self._storage.runs.last_ends()
        later = self._bookings.extras()
        for task in self._storage.tasks.all():
            extra = is_late(extra_turn(later.get(str(task.id)), last.get(task.id)), now)
            # A task that never ran is not late, and what runs once is to come to its end.
            usual = task.id in last and task.recurrence is not None
            usual = usual and is_late(self._turns.usual(task, last.get(task.id), now), now)
            if extra:
                self._bookings.strike(task.id)
            if usual:
                self._turns.forgo(task.id, now)
            if extra or usual:
                yield task.id
