"""When tasks are due: the only file that knows APScheduler. It says what is due, the runner runs it.

Our tables are the truth; APScheduler keeps two jobs only, in memory: a look for what changed, every half
minute, and one at the nearest turn, which takes every turn that has come. With a job for each task, many
late ones are booked anew whenever turns are worked out, and what is waiting for a thread is dropped
(measured with 1,000 tasks: half of the turns late by 20 seconds or more).
`misfire_grace_time=None`: the default of one second drops late runs.
"""

import logging
from collections.abc import Callable
from contextlib import ExitStack
from datetime import UTC, datetime, timedelta, tzinfo
from functools import partial
from typing import TYPE_CHECKING

from ecco_desktop.domain.errors import SetupProblem
from ecco_desktop.domain.events import Event, RunChanged, TasksChanged
from ecco_desktop.domain.runs import Trigger
from ecco_desktop.domain.settings import PAUSED_KEY
from ecco_desktop.domain.tasks import TaskState
from ecco_desktop.jobs.engine.agenda import Agenda
from ecco_desktop.jobs.engine.bookings import Bookings
from ecco_desktop.jobs.engine.recovery import LOOK_SECONDS, Recovery
from ecco_desktop.jobs.engine.runner import Runner
from ecco_desktop.jobs.engine.turns import GAP_SECONDS
from ecco_desktop.ports.storage import Storage, StorageProblem
from ecco_desktop.ports.system import Clock, EventSink

if TYPE_CHECKING:
    from apscheduler.schedulers.background import BackgroundScheduler

_log = logging.getLogger(__name__)
WATCHDOG_SECONDS = 30
ALARM = "turn"
# The alarm, the watchdog, the look for owners, an alarm whose thread is still being put away: all are quick.
WORKERS, WORKER_NAME = 4, "turns"
# The clock may be set meanwhile; the watchdog notices, and this bounds what it may miss.
LONGEST_WAIT = timedelta(hours=1)
FOR_GOOD = datetime.max.replace(tzinfo=UTC)


class Scheduler:
    """Asks the runner for every task that is due. All methods are for any thread."""

    def __init__(
        self, storage: Storage, runner: Runner, clock: Clock, events: EventSink, zone: tzinfo
    ) -> None:
        self._storage = storage
        self._runner = runner
        self._clock = clock
        self._events = events
        self._bookings = Bookings(storage)
        self._agenda = Agenda(storage, self._bookings, clock, zone)
        self._lock = self._agenda.lock
        self._recovery = Recovery(storage, runner, lambda: self.paused_until() is not None)
        self._ticking = False
        self._told_paused: set[int] = set()
        self._jobs: BackgroundScheduler | None = None
        self._walls = (clock.now(), clock.monotonic())
        # The disk was full or the folder away when turns were to be read.
        self._unread = False
        # It was to say what is due, and says nothing: it could not begin, or was stopped.
        self._silent = False

    def start(self) -> None:
        """Begin; interrupted runs go on first, then what became due while the program was closed, once."""
        with ExitStack() as failing:
            failing.callback(self.stop)
            self._bookings.strike_taken()
            self._recovery.look()
            # Loaded where it is needed: a command that only reads or configures starts no scheduler.
            from apscheduler.executors.pool import ThreadPoolExecutor
            from apscheduler.schedulers.background import BackgroundScheduler
            from apscheduler.triggers.interval import IntervalTrigger

            jobs = BackgroundScheduler(
                timezone=UTC,
                executors={"default": ThreadPoolExecutor(WORKERS, {"thread_name_prefix": WORKER_NAME})},
                job_defaults={"coalesce": True, "misfire_grace_time": None, "max_instances": 1},
            )
            jobs.add_job(
                partial(self._looked, self._recovery.look),
                IntervalTrigger(seconds=LOOK_SECONDS, timezone=UTC),
                id="look",
            )
            jobs.add_job(
                partial(self._looked, self.watch),
                IntervalTrigger(seconds=WATCHDOG_SECONDS, timezone=UTC),
                id="watchdog",
            )
            with self._lock:
                self._jobs = jobs
            jobs.start()
            self.reload(after_gap=True)
            failing.pop_all()
        self._silent = False

    def stop(self) -> None:
        """Say no more; runs under way are the runner's to end."""
        self._silent = True
        with self._lock:
            jobs, self._jobs = self._jobs, None
        if jobs is not None and jobs.running:
            jobs.shutdown(wait=False)

    def trouble(self) -> str:
        """The key of what keeps tasks from running by themselves; "" where nothing does."""
        return "schedule.silent" if self._silent else ""

    # -- turns --

    def reload(self, *, after_gap: bool = False) -> None:
        """Work out every task's next turn from the tables.

        After a gap, where a person wants no catching up, a missed turn is recorded as skipped, not taken.
        """
        if after_gap:
            for task_id in self._agenda.forgo_missed():
                self._runner.skip(task_id, "run.not_caught_up")
        with self._lock:
            self._agenda.reload()
            self._set_alarm()

    def next_due(self, task_id: int) -> datetime | None:
        """A task's next turn in UTC; None where it has none or is under way."""
        return self._agenda.due(task_id)

    def handle(self, event: Event) -> None:
        """After a run ended, the next turn is counted from that end."""
        if isinstance(event, RunChanged) and event.state.final:
            try:
                self._take_anew(event.task_id)
            except StorageProblem:
                # The next turn is not known: the watchdog asks again until it is.
                self._unread = True
                _log.exception("turns could not be read")
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
            self.reload(after_gap=True)
            self._unread = False
            with self._lock:
                jobs = self._jobs
            if jobs is not None:
                jobs.wakeup()
            self._events.emit(TasksChanged())
            return
        seen = self._agenda.seen
        # A turn that could not be taken (the disk was busy) comes back with this.
        self.reload()
        if seen != self._agenda.seen:
            self._events.emit(TasksChanged())

    def _looked(self, look: Callable[[], None]) -> None:
        try:
            look()
        except StorageProblem as problem:
            # Asked again at the next look.
            if not self._unread:
                _log.exception("turns could not be read")
            self._unread = True
            if problem.key == "storage.replaced":
                # Whoever shows the data is to ask for it, and hears why there is none.
                self._events.emit(TasksChanged())
        finally:
            self._storage.close()

    # -- booking and pause --

    def book(self, task_id: int, at: datetime) -> None:
        """The one turn of a task that runs once (UTC)."""
        self._bookings.once(task_id, at)

    def book_later(self, task_id: int, at: datetime) -> None:
        """One more turn of a task (UTC), beside its recurrence."""
        self._bookings.later(task_id, at)

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

    def _take_anew(self, task_id: int) -> None:
        """Work out one task's next turn: after every run, so that many tasks cost no more than few."""
        with self._lock:
            self._agenda.take_anew(task_id)
            self._set_alarm()

    def _set_alarm(self) -> None:
        """Have `_tick` called at the nearest turn; under the lock."""
        if self._jobs is None or self._ticking:
            return
        nearest = self._agenda.nearest()
        if nearest is None:
            if self._jobs.get_job(ALARM) is not None:
                self._jobs.remove_job(ALARM)
            return
        from apscheduler.triggers.date import DateTrigger

        # APScheduler has a clock of its own: it is told how long to wait, as it measures time.
        wait = max(timedelta(0), min(nearest - self._clock.now(), LONGEST_WAIT))
        trigger = DateTrigger(datetime.now(UTC) + wait, timezone=UTC)
        # More than one: the next may be due while the thread of this one is still being put away.
        self._jobs.add_job(self._tick, trigger, id=ALARM, replace_existing=True, max_instances=9)

    def _tick(self) -> None:
        """Take every turn that has come, the longest due first; then wait for the next."""
        with self._lock:
            if self._ticking:
                return
            self._ticking = True
            come = self._agenda.take_come()
        try:
            for task_id in come:
                if self._jobs is None:
                    return
                self._fire(task_id)
        finally:
            with self._lock:
                self._ticking = False
                self._set_alarm()
            # This thread lives on and may not be asked again for days: what it read need not stay in memory.
            self._storage.close()

    def _fire(self, task_id: int) -> None:
        try:
            until = self.paused_until()
            if until is not None and task_id in self._told_paused:
                self._put_off(task_id, until)
            elif not self._has_come(task_id):
                return
            elif until is not None:
                self._put_off(task_id, until)
            else:
                self._runner.request(task_id, Trigger.SCHEDULE)
        except SetupProblem as problem:
            # A turn that could not even be written down is not lost: the watchdog books it again.
            self._unread = self._unread or isinstance(problem, StorageProblem)
            # A folder that is elsewhere says so where it is looked at, not at each turn.
            if problem.key != "task.refusal.busy" and not problem.key.startswith("folder."):
                _log.warning("task %s could not be started: %s", task_id, problem)
        except Exception:  # noqa: BLE001 - the turns of the other tasks are taken, whatever it is
            # The watchdog books this one again.
            self._unread = True
            _log.exception("the turn of task %s could not be taken", task_id)

    def _has_come(self, task_id: int) -> bool:
        """Whether it is still the task's turn: it may have been switched off, deleted or run meanwhile, by
        another program on this folder too."""
        if self._runner.state(task_id) is not TaskState.IDLE:
            # The turn is taken up again when the run under way has ended (see handle).
            return False
        # Read after that look: a run is closed on disk before its task is idle.
        self._take_anew(task_id)
        if self._agenda.take(task_id):
            return True
        self._events.emit(TasksChanged())
        return False

    def _put_off(self, task_id: int, until: datetime) -> None:
        if task_id not in self._told_paused:
            self._told_paused.add(task_id)
            self._runner.skip(task_id, "run.paused")
        with self._lock:
            self._agenda.put_off(task_id, until)
            self._set_alarm()
