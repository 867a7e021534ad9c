"""When tasks are due: the only file that knows APScheduler. It says what is due, the runner runs it.

Our tables are the truth, the job store is memory, rebuilt at start (APScheduler 3.11: a persistent
store needs importable functions and must not be shared). `misfire_grace_time=None`: the default of one
second drops late runs.
"""

import logging
import threading
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from ecco_desktop.domain.errors import SetupProblem
from ecco_desktop.domain.events import Event, RunChanged, TasksChanged
from ecco_desktop.domain.runs import Run, Trigger
from ecco_desktop.domain.settings import PAUSED_KEY, PREFIX, read_preferences
from ecco_desktop.domain.tasks import Task, TaskState
from ecco_desktop.jobs.runner import Runner
from ecco_desktop.jobs.turns import BOOKED_KEY, GAP_SECONDS, LATER_KEY, Turns, extra_turn, is_late
from ecco_desktop.ports.storage import Storage, StorageProblem
from ecco_desktop.ports.system import Clock, EventSink

if TYPE_CHECKING:
    from apscheduler.schedulers.background import BackgroundScheduler

_log = logging.getLogger(__name__)
WATCHDOG_SECONDS = 30
FOR_GOOD = datetime.max.replace(tzinfo=UTC)


class Scheduler:
    """Asks the runner for every task that is due. All methods are for any thread."""

    def __init__(
        self, storage: Storage, runner: Runner, clock: Clock, events: EventSink, zone: ZoneInfo
    ) -> None:
        self._storage = storage
        self._runner = runner
        self._clock = clock
        self._events = events
        self._turns = Turns(storage, zone)
        self._lock = threading.RLock()
        self._due: dict[int, datetime] = {}
        self._told_paused: set[int] = set()
        self._jobs: BackgroundScheduler | None = None
        # The tables as the turns were last worked out from them; another program may change them.
        self._seen: tuple[object, ...] = ()
        self._walls = (clock.now(), clock.monotonic())
        # The disk was full or the folder away when turns were to be read.
        self._unread = False

    def start(self) -> None:
        """Begin; interrupted runs go on first, then what became due while the program was closed, once."""
        self._strike_taken()
        for task_id in self._runner.recover():
            self._resume(task_id)
        # Loaded where it is needed: a command that only reads or configures starts no scheduler.
        from apscheduler.schedulers.background import BackgroundScheduler
        from apscheduler.triggers.interval import IntervalTrigger

        jobs = BackgroundScheduler(
            timezone=UTC, job_defaults={"coalesce": True, "misfire_grace_time": None, "max_instances": 1}
        )
        jobs.add_job(
            self._watch_and_close, IntervalTrigger(seconds=WATCHDOG_SECONDS, timezone=UTC), id="watchdog"
        )
        with self._lock:
            self._jobs = jobs
        jobs.start()
        self._forgo_missed()
        self.reload()

    def stop(self) -> None:
        """Say no more; runs under way are the runner's to end."""
        with self._lock:
            jobs, self._jobs = self._jobs, None
        if jobs is not None:
            jobs.shutdown(wait=False)

    # -- turns --

    def reload(self) -> None:
        """Work out every task's next turn from the tables."""
        # Read under the lock: of two at the same time, the one that ends last must have seen the newest.
        with self._lock:
            tasks = self._storage.tasks.all()
            last = self._storage.runs.last_ends()
            now = self._clock.now()
            self._seen = _signature(self._storage, tasks, last)
            self._due = self._turns.all(tasks, last, now)
            if self._jobs is None:
                return
            wanted = {f"task:{task_id}": due for task_id, due in self._due.items()}
            for job in self._jobs.get_jobs():
                if job.id.startswith("task:") and job.id not in wanted:
                    job.remove()
            for job_id, due in wanted.items():
                self._book(job_id, max(due, now))

    def next_due(self, task_id: int) -> datetime | None:
        """A task's next turn in UTC; None where it has none or is under way."""
        with self._lock:
            return self._due.get(task_id)

    def handle(self, event: Event) -> None:
        """After a run ended, the next turn is counted from that end."""
        if isinstance(event, RunChanged) and event.state.final:
            self._reload_or_tell(taken=True)
            self._events.emit(TasksChanged())

    def watch(self) -> None:
        """Work the turns out anew after sleep or a clock change (waits do not run while asleep), and
        where another program on this data folder changed tasks, paused, or ran something."""
        wall, steady = self._clock.now(), self._clock.monotonic()
        gap = (wall - self._walls[0]).total_seconds() - (steady - self._walls[1])
        self._walls = (wall, steady)
        moved, unread = abs(gap) > GAP_SECONDS, self._unread
        if moved or unread:
            if moved:
                _log.warning("the clock moved by %.0f s: sleep, hibernation or a clock change", gap)
            self._unread = True
            self._forgo_missed()
            self.reload()
            self._unread = False
            with self._lock:
                jobs = self._jobs
            if jobs is not None:
                jobs.wakeup()
            self._events.emit(TasksChanged())
        elif self._seen != _signature(
            self._storage, self._storage.tasks.all(), self._storage.runs.last_ends()
        ):
            self.reload()
            self._events.emit(TasksChanged())
        else:
            # A turn that could not be taken (the disk was busy) comes back.
            self._reload_or_tell()

    def _watch_and_close(self) -> None:
        try:
            self.watch()
        finally:
            self._storage.close()

    # -- pause --

    def pause(self, until: datetime | None) -> None:
        """Nothing begins by itself until then (UTC); None: until resumed."""
        self._storage.settings.set(PAUSED_KEY, (until or FOR_GOOD).isoformat())
        self._told_paused.clear()

    def resume(self) -> None:
        """End the pause."""
        self._storage.settings.set(PAUSED_KEY, "")

    def paused_until(self) -> datetime | None:
        """When the pause ends (UTC, the far future where it has no end); None where nothing is paused."""
        kept = self._storage.settings.get(PAUSED_KEY)
        until = datetime.fromisoformat(kept) if kept else None
        return until if until and until > self._clock.now() else None

    # -- inside --

    def _reload_or_tell(self, *, taken: bool = False) -> None:
        try:
            if taken:
                self._strike_taken()
            self.reload()
        except StorageProblem:
            # The next turn is not known: the watchdog asks again until it is.
            self._unread = True
            _log.exception("turns could not be read")

    def _strike_taken(self) -> None:
        """Extra turns that were taken are over, whatever happens to later runs."""
        last = self._storage.runs.last_ends()
        for task_id, kept in self._storage.settings.all(LATER_KEY).items():
            if kept and extra_turn(kept, last.get(int(task_id))) is None:
                self._storage.settings.set(f"{LATER_KEY}{task_id}", "")

    def _forgo_missed(self) -> None:
        """Where a person wants no catching up, a turn that was missed is recorded as skipped, not taken."""
        if read_preferences(self._storage.settings.all(PREFIX)).catch_up:
            return
        now, last = self._clock.now(), self._storage.runs.last_ends()
        later = self._storage.settings.all(LATER_KEY)
        for task in self._storage.tasks.all():
            extra = is_late(extra_turn(later.get(str(task.id)), last.get(task.id)), now)
            # A task that never ran is not late, and what runs once is to come to its end.
            usual = task.id in last and task.recurrence is not None
            usual = usual and is_late(self._turns.usual(task, last.get(task.id), now), now)
            if extra:
                self._storage.settings.set(f"{LATER_KEY}{task.id}", "")
            if usual:
                self._turns.forgo(task.id, now)
            if extra or usual:
                self._runner.skip(task.id, "run.not_caught_up")

    def book(self, task_id: int, at: datetime) -> None:
        """The one turn of a task that runs once (UTC)."""
        self._note(BOOKED_KEY, task_id, at)

    def book_later(self, task_id: int, at: datetime) -> None:
        """One more turn of a task (UTC), beside its recurrence."""
        self._note(LATER_KEY, task_id, at)

    def _note(self, key: str, task_id: int, at: datetime) -> None:
        # With the run before it: clocks are set back, numbers of runs never are.
        last = self._storage.runs.last(task_id)
        self._storage.settings.set(f"{key}{task_id}", f"{at.isoformat()}|{last.id if last else 0}")

    def _book(self, job_id: str, due: datetime) -> None:
        assert self._jobs is not None  # noqa: S101 - only called under the lock, after the check
        job = self._jobs.get_job(job_id)
        if job is not None and job.next_run_time == due:
            return
        from apscheduler.triggers.date import DateTrigger

        task_id = int(job_id.removeprefix("task:"))
        self._jobs.add_job(
            self._fire, DateTrigger(due, timezone=UTC), args=(task_id,), id=job_id, replace_existing=True
        )

    def _fire(self, task_id: int) -> None:
        try:
            if not self._has_come(task_id):
                return
            if (until := self.paused_until()) is not None:
                self._put_off(task_id, until)
            else:
                self._runner.request(task_id, Trigger.SCHEDULE)
        except SetupProblem as problem:
            # A turn that could not even be written down is not lost: the watchdog books it again.
            self._unread = self._unread or isinstance(problem, StorageProblem)
            if problem.key != "task.refusal.busy":
                _log.warning("task %s could not be started: %s", task_id, problem)
        finally:
            # This thread lives on and may not be asked again for days: what it read need not stay in memory.
            self._storage.close()

    def _has_come(self, task_id: int) -> bool:
        """Whether it is still the task's turn: it may have been switched off, deleted or run meanwhile, by
        another program on this folder too."""
        if self._runner.state(task_id) is not TaskState.IDLE:
            # The turn is taken up again when the run under way has ended (see handle).
            return False
        # Read after that look: a run is closed on disk before its task is idle.
        task, now = self._storage.tasks.get(task_id), self._clock.now()
        later, last = self._storage.settings.all(LATER_KEY), self._storage.runs.last_ends().get(task_id)
        due = None if task is None or task.deleted else self._turns.due(task, last, later, now)
        if due is not None and due <= now:
            return True
        self.reload()
        self._events.emit(TasksChanged())
        return False

    def _put_off(self, task_id: int, until: datetime) -> None:
        if task_id not in self._told_paused:
            self._told_paused.add(task_id)
            self._runner.skip(task_id, "run.paused")
        with self._lock:
            if self._jobs is not None and until < FOR_GOOD:
                self._book(f"task:{task_id}", until)

    def _resume(self, task_id: int) -> None:
        task = self._storage.tasks.get(task_id)
        if task is None or task.deleted or not task.active or self.paused_until() is not None:
            return
        try:
            self._runner.request(task_id, Trigger.RECOVERY)
        except SetupProblem as problem:
            _log.warning("task %s could not go on: %s", task_id, problem)


def _signature(storage: Storage, tasks: Sequence[Task], last: Mapping[int, Run]) -> tuple[object, ...]:
    """What the window and the turns depend on, to be told from what it was."""
    names = tuple(connection.name for connection in storage.connections.all())
    ends = tuple(sorted((task_id, run.id, run.state.value) for task_id, run in last.items()))
    return (tuple(map(repr, tasks)), ends, names, storage.settings.get(PAUSED_KEY))
