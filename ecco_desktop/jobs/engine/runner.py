"""Runs that were asked for: the only place that has automations run and writes runs."""

import contextlib
import logging
import threading
from collections.abc import Callable
from dataclasses import replace
from zoneinfo import ZoneInfo

from ecco_desktop.domain.errors import SetupProblem
from ecco_desktop.domain.events import RunChanged, RunProgressed
from ecco_desktop.domain.runs import Run, RunState, Trigger
from ecco_desktop.domain.tasks import TaskState
from ecco_desktop.jobs.engine.active import ActiveRun
from ecco_desktop.jobs.engine.cancel import RunCancel
from ecco_desktop.jobs.engine.closing import Closing
from ecco_desktop.jobs.engine.execution import Execution, safely
from ecco_desktop.jobs.engine.lanes import Lanes
from ecco_desktop.jobs.engine.openings import Openings
from ecco_desktop.jobs.engine.owner import Owner
from ecco_desktop.jobs.engine.pulse import Pulse
from ecco_desktop.jobs.engine.records import RunRecords
from ecco_desktop.jobs.engine.ways import RealRun, Way
from ecco_desktop.ports.connectors import Connectors
from ecco_desktop.ports.ownership import Home
from ecco_desktop.ports.storage import SecretStore, Storage, StorageProblem
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
        home: Home | None = None,
    ) -> None:
        self._storage = storage
        self._secrets = secrets
        self._connectors = connectors
        self._clock = clock
        self._events = events
        self._zone = zone
        self._lanes = Lanes()
        self._lock = threading.Lock()
        self._active: dict[int, ActiveRun] = {}
        self._closing_runs = Closing(storage, clock)
        self._closing = False
        self._pulse = Pulse(self._beat)
        self._owner = Owner(storage, processes, clock, home)
        # Tasks whose run was found without an owner by a run that waited for its lane.
        self._found: list[int] = []

    # -- asking --

    def request(self, task_id: int, trigger: Trigger, way: Way | None = None) -> Run:
        """Queue a run of a task, for real where no other `way` is asked for.

        SetupProblem where one is queued or under way already, and where the folder is not at home here.
        """
        # No run begins while the end of another cannot be written: it would begin again and again.
        self._closing_runs.catch_up()
        way = way or RealRun()
        if not way.simulated:
            self._owner.allow()
        task = self._storage.tasks.get(task_id)
        if task is None or task.deleted:
            raise SetupProblem("task.unknown", name=task_id)
        with self._lock:
            if self._closing:
                raise SetupProblem("task.refusal.closing")
            if task_id in self._active:
                raise SetupProblem("task.refusal.busy")
            run, owner = self._records().queued(task_id, trigger)
            cancel = RunCancel(lambda: self._owner.check(owner, outside=not way.simulated))
            active = ActiveRun(run, task, self._records().log(run), way, owner, cancel)
            self._active[task_id] = active
        # From now on, queued or running: whoever waits for a turn lives.
        self._pulse.start()
        self._events.emit(RunChanged(task_id, run.id, RunState.QUEUED))
        self._lanes.submit(task.connection_id, lambda: self._execute(active))
        return run

    def skip(self, task_id: int, reason: str) -> None:
        """Record a turn that was not taken, with the key of its reason."""
        with self._lock:
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
        """Close what has nobody any more as interrupted; the ids of the tasks to go on with."""
        found = self._records().interrupt(self._known)
        with self._lock:
            earlier, self._found = self._found, []
        return list(dict.fromkeys([*earlier, *found]))

    def outcome(self, run: Run) -> Run:
        """How a run that was asked for here stands. What could not be written down is a failure."""
        with self._lock:
            active = self._active.get(run.task_id)
        kept = None
        with contextlib.suppress(StorageProblem):
            kept = self._storage.runs.get(run.id)
        kept = kept or run
        if kept.state.final or (active is not None and active.run.id == run.id):
            return kept
        end = self._closing_runs.unwritten(run.id)
        failed = replace(kept, state=RunState.FAILED, ended_at=self._clock.now(), error_key="run.unkept")
        if end is None:
            return failed
        failed = replace(failed, tally=end.tally, api_calls=end.calls)
        if end.state is not RunState.FAILED:
            return failed
        return replace(failed, error_key=end.key, error_values=end.values or {})

    def trouble(self) -> str:
        """The key of what keeps runs from beginning, or from being written down; "" where nothing does."""
        return self._owner.refusal() or ("run.unkept" if self._closing_runs.unwritten_ids() else "")

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
        # What the disk refused before may find room now, and nobody need wait for our lease to end.
        with contextlib.suppress(StorageProblem):
            self._closing_runs.catch_up()
            if idle:
                self._owner.leave()
        return idle

    # -- inside --

    def _known(self) -> set[int]:
        with self._lock:
            active = {active.run.id for active in self._active.values()}
        return active | self._closing_runs.unwritten_ids()

    def _recover_later(self) -> None:
        found = self._records().interrupt(self._known)
        with self._lock:
            self._found += found

    def _records(self) -> RunRecords:
        return RunRecords(self._storage, self._clock, self._events, self._owner)

    def _execute(self, active: ActiveRun) -> None:
        openings = Openings(
            active, self._storage, self._secrets, self._connectors, self._clock, self._events, self._zone
        )
        execution = Execution(
            active, openings, self._closing_runs, self._recover_later, lambda: self._closing
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
            active = list(self._active.values())
        _safely_beaten(self._owner.beat)
        for one in active:
            if one.running:
                _safely_beaten(lambda one=one: self._tell_life(one))  # type: ignore[misc]
        if not active:
            self._storage.close()
        return bool(active)

    def _tell_life(self, active: ActiveRun) -> None:
        active.log.flush()
        tally, calls = active.tally.copy(), active.counter.calls
        self._storage.runs.beat(active.run.id, tally, calls, self._clock.now())


def _safely_beaten(work: Callable[[], None]) -> None:
    """Do `work`: a pulse that stops would leave every later run without one."""
    try:
        work()
    except Exception:  # noqa: BLE001 - told to the technical log
        _log.exception("a beat failed")
