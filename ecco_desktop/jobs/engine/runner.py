"""Runs that were asked for: the only place that has automations run and writes runs."""

import logging
import threading
from zoneinfo import ZoneInfo

from ecco_desktop.domain.errors import SetupProblem
from ecco_desktop.domain.events import RunChanged, RunProgressed
from ecco_desktop.domain.runs import Run, RunState, Trigger
from ecco_desktop.domain.tasks import TaskState
from ecco_desktop.jobs.engine.active import ActiveRun
from ecco_desktop.jobs.engine.closing import Closing
from ecco_desktop.jobs.engine.execution import Execution, safely
from ecco_desktop.jobs.engine.lanes import Lanes
from ecco_desktop.jobs.engine.openings import Openings
from ecco_desktop.jobs.engine.pulse import Pulse
from ecco_desktop.jobs.engine.records import RunRecords
from ecco_desktop.jobs.engine.ways import RealRun, Way
from ecco_desktop.ports.connectors import Connectors
from ecco_desktop.ports.storage import SecretStore, Storage
from ecco_desktop.ports.system import Clock, EventSink, Processes

_log = logging.getLogger(__name__)


class Runner:
    """Takes requests from people and the clock. All methods are for any thread."""

    def __init__(
        self,
        storage: Storage,
        secrets: SecretStore,
        connectors: Connectors,
        clock: Clock,
        events: EventSink,
        processes: Processes,
        zone: ZoneInfo,
    ) -> None:
        self._storage = storage
        self._secrets = secrets
        self._connectors = connectors
        self._clock = clock
        self._events = events
        self._processes = processes
        self._zone = zone
        self._lanes = Lanes()
        self._lock = threading.Lock()
        self._active: dict[int, ActiveRun] = {}
        self._closing_runs = Closing(storage, clock)
        self._closing = False
        self._pulse = Pulse(self._beat)

    # -- asking --

    def request(self, task_id: int, trigger: Trigger, way: Way | None = None) -> Run:
        """Queue a run of a task, for real where no other `way` is asked for.

        SetupProblem where one is queued or under way already.
        """
        # No run begins while the end of another cannot be written: it would begin again and again.
        self._closing_runs.catch_up()
        task = self._storage.tasks.get(task_id)
        if task is None or task.deleted:
            raise SetupProblem("task.unknown", name=task_id)
        with self._lock:
            if self._closing:
                raise SetupProblem("task.refusal.closing")
            if task_id in self._active:
                raise SetupProblem("task.refusal.busy")
            run = self._records().queued(task_id, trigger)
            active = ActiveRun(run, task, self._records().log(run), way or RealRun())
            self._active[task_id] = active
        self._events.emit(RunChanged(task_id, run.id, RunState.QUEUED))
        self._lanes.submit(task.connection_id, lambda: self._execute(active))
        return run

    def skip(self, task_id: int, reason: str) -> None:
        """Record a turn that was not taken, with the key of its reason."""
        self._records().skip(task_id, reason)

    def stop(self, task_id: int) -> bool:
        """Ask the run of a task to end; whether there was one."""
        with self._lock:
            active = self._active.get(task_id)
        if active is None:
            return False
        active.cancel.request()
        self._events.emit(RunChanged(task_id, active.run.id, RunState.RUNNING))
        return True

    def state(self, task_id: int) -> TaskState:
        """What a task is doing now."""
        with self._lock:
            active = self._active.get(task_id)
        return active.state if active else TaskState.IDLE

    def progress(self, task_id: int) -> RunProgressed | None:
        """How far the run of a task is."""
        with self._lock:
            active = self._active.get(task_id)
        return active.progress() if active and active.running else None

    # -- beginning and end of the program --

    def recover(self) -> list[int]:
        """Close what a crash left open as interrupted; the ids of the tasks to go on with."""
        with self._lock:
            ours = {active.run.id for active in self._active.values()}
        return self._records().interrupt(ours)

    def wait_idle(self, seconds: float | None = None) -> bool:
        """Wait until nothing is queued or running; whether that came in time."""
        return self._lanes.wait_idle(seconds)

    def close(self, seconds: float) -> bool:
        """Stop everything and wait up to `seconds`; what does not end is found at the next start."""
        with self._lock:
            self._closing = True
            active = list(self._active.values())
        for run in active:
            run.cancel.request()
        idle = self._lanes.wait_idle(seconds)
        self._pulse.stop()
        return idle

    # -- inside --

    def _records(self) -> RunRecords:
        return RunRecords(self._storage, self._clock, self._events, self._processes)

    def _execute(self, active: ActiveRun) -> None:
        openings = Openings(
            active, self._storage, self._secrets, self._connectors, self._clock, self._events, self._zone
        )
        execution = Execution(
            active, openings, self._processes, self._closing_runs, self._pulse.start, lambda: self._closing
        )
        try:
            execution.run()
        finally:
            self._release(active, execution.state)

    def _release(self, active: ActiveRun, state: RunState) -> None:
        """Whatever failed, the lane goes on and the task can be started again."""
        with self._lock:
            self._active.pop(active.task.id, None)
        self._events.emit(RunChanged(active.task.id, active.run.id, state))
        safely(active, self._storage.close)
        safely(active, active.way.ended)

    def _beat(self) -> bool:
        with self._lock:
            running = [active for active in self._active.values() if active.running]
        for active in running:
            try:
                active.log.flush()
                self._storage.runs.beat(
                    active.run.id, active.tally.copy(), active.counter.calls, self._clock.now()
                )
            except Exception:  # noqa: BLE001 - a pulse that stops would leave every later run without one
                _log.exception("run %s could not be kept alive", active.run.id)
        if not running:
            self._storage.close()
        return bool(running)
