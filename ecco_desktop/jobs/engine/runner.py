"""One run, from request to record: the only place that runs automations and writes runs."""

import logging
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from zoneinfo import ZoneInfo

from ecco_desktop.domain.connections import Connection, Role
from ecco_desktop.domain.errors import Cancelled, EccoProblem, SetupProblem
from ecco_desktop.domain.events import NoticeRaised, RunChanged, RunProgressed
from ecco_desktop.domain.ledger import Change, ChangeOutcome
from ecco_desktop.domain.runs import Run, RunState, Tally, Trigger, end_state
from ecco_desktop.domain.tasks import Task, TaskState
from ecco_desktop.jobs.engine.cancel import RunCancel
from ecco_desktop.jobs.engine.closing import Closing, End
from ecco_desktop.jobs.engine.lanes import Lanes
from ecco_desktop.jobs.engine.pulse import Pulse
from ecco_desktop.jobs.registry import automation, duties
from ecco_desktop.jobs.run.context import CallCount, OpenCarrier, RunContext
from ecco_desktop.jobs.run.log import RunLog
from ecco_desktop.jobs.run.notebook import StoredNotes
from ecco_desktop.jobs.run.simulation import Simulation
from ecco_desktop.jobs.run.statuses import known_statuses
from ecco_desktop.ports.connectors import Connectors, Opening
from ecco_desktop.ports.erp import Erp
from ecco_desktop.ports.storage import SecretStore, Storage
from ecco_desktop.ports.store import Store
from ecco_desktop.ports.system import Clock, EventSink, Processes

_log = logging.getLogger(__name__)
CLAIM_TRIES = 30
CLAIM_PAUSE = 0.5
PROGRESS_PAUSE = 0.1


@dataclass(slots=True)
class ActiveRun:
    """A run that is queued or under way in this process."""

    run: Run
    task: Task
    log: RunLog
    cancel: RunCancel = field(default_factory=RunCancel)
    counter: CallCount = field(default_factory=CallCount)
    tally: Tally = field(default_factory=Tally)
    simulation: Simulation | None = None
    undo_of: int = 0
    running: bool = False
    done: int = 0
    total: int | None = None
    told_at: float = -1.0


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

    def request(
        self, task_id: int, trigger: Trigger, *, simulation: Simulation | None = None, undo_of: int = 0
    ) -> Run:
        """Queue a run of a task; SetupProblem where one is queued or under way already.

        With `simulation` nothing is written outside; with `undo_of` the changes of that run are given back.
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
            run = self._storage.runs.add(
                task_id, trigger, RunState.QUEUED, self._clock.now(), self._processes.current()
            )
            active = ActiveRun(run, task, RunLog(run, self._storage.runs, self._clock, self._events))
            active.simulation, active.undo_of = simulation, undo_of
            self._active[task_id] = active
        self._events.emit(RunChanged(task_id, run.id, RunState.QUEUED))
        self._lanes.submit(task.connection_id, lambda: self._execute(active))
        return run

    def skip(self, task_id: int, reason: str) -> None:
        """Record a turn that was not taken, with the key of its reason."""
        now = self._clock.now()
        owner = self._processes.current()
        run = self._storage.runs.add(task_id, Trigger.SCHEDULE, RunState.QUEUED, now, owner)
        self._storage.runs.close(run.id, RunState.SKIPPED, Tally(), 0, now, reason)
        log = RunLog(run, self._storage.runs, self._clock, self._events)
        log.warning(reason)
        log.flush()
        self._events.emit(RunChanged(task_id, run.id, RunState.SKIPPED))

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
        if active is None:
            return TaskState.IDLE
        if active.cancel.requested:
            return TaskState.STOPPING
        return TaskState.RUNNING if active.running else TaskState.QUEUED

    def progress(self, task_id: int) -> RunProgressed | None:
        """How far the run of a task is."""
        with self._lock:
            active = self._active.get(task_id)
        return _progress(active) if active and active.running else None

    # -- beginning and end of the program --

    def recover(self) -> list[int]:
        """Close what a crash left open as interrupted; the ids of the tasks to go on with."""
        tasks: list[int] = []
        with self._lock:
            ours = {active.run.id for active in self._active.values()}
        for run, owner in self._storage.runs.open_runs():
            mine = owner == self._processes.current()
            if run.id in ours or (not mine and self._processes.alive(owner)):
                continue
            now = self._clock.now()
            self._storage.runs.close(run.id, RunState.INTERRUPTED, run.tally, run.api_calls, now)
            log = RunLog(run, self._storage.runs, self._clock, self._events)
            log.warning("run.interrupted")
            log.flush()
            self._events.emit(RunChanged(run.task_id, run.id, RunState.INTERRUPTED))
            # Nobody asked for a real run where one pretended or gave back.
            if run.trigger not in (Trigger.SIMULATION, Trigger.UNDO):
                tasks.append(run.task_id)
        return list(dict.fromkeys(tasks))

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

    # -- one run --

    def _execute(self, active: ActiveRun) -> None:
        state, key, values = RunState.FAILED, "run.bug", dict[str, str]()
        try:
            state, key, values = self._run(active)
        except Cancelled:
            state, key = RunState.CANCELLED, ""
            self._safely(active, lambda: self._stopped(active))
        except EccoProblem as problem:
            _log.warning("run %s failed: %s", active.run.id, problem)
            key, values = problem.key, dict(problem.values)
        except Exception:  # noqa: BLE001 - the one place where a bug ends a run and not the program
            _log.exception("run %s hit a bug", active.run.id)
        finally:
            self._close(active, state, key, values)

    def _run(self, active: ActiveRun) -> tuple[RunState, str, dict[str, str]]:
        active.cancel.check()
        kept = self._storage.tasks.get(active.task.id)
        if kept is None or kept.deleted:
            # It was deleted in the moment it was queued.
            raise Cancelled
        if not self._claimed(active):
            active.log.warning("run.elsewhere")
            return RunState.SKIPPED, "run.elsewhere", {}
        active.running = True
        self._pulse.start()
        self._events.emit(RunChanged(active.task.id, active.run.id, RunState.RUNNING))
        context = self._context(active)
        known = automation(active.task.automation)
        how = "run.simulating" if active.simulation else "run.undoing" if active.undo_of else "run.started"
        active.log.info(how, automation=known.info.name, connection=context.connection.name)
        if active.undo_of and known.undo is not None:
            # First: where the program is cut in the middle, nothing is sent anew by itself.
            self._switch_off(active.task, active.log, "undo.switched_off")
            known.undo(context, self._undoable(active.undo_of))
        else:
            known.run(context)
        if active.simulation:
            active.simulation.keep(active.run.id, self._storage)
        elif not known.info.recurrent:
            self._switch_off(active.task, active.log, "install.switched_off")
        return end_state(active.tally), "", {}

    def _stopped(self, active: ActiveRun) -> None:
        """What was booked to run once does not begin again by itself after a person stopped it."""
        once = not automation(active.task.automation).info.recurrent
        if once and not active.simulation and not self._closing:
            self._switch_off(active.task, active.log, "install.stopped")

    def _undoable(self, run_id: int) -> list[Change]:
        """What a run wrote, oldest first."""
        rows: list[Change] = []
        while page := self._storage.ledger.changes(
            run_id=run_id, outcome=ChangeOutcome.DONE, offset=len(rows), limit=2000
        ):
            rows += page
        return rows[::-1]

    def _switch_off(self, task: Task, log: RunLog, key: str) -> None:
        kept = self._storage.tasks.get(task.id)
        if kept is not None and kept.active:
            self._storage.tasks.update(replace(kept, active=False))
            log.info(key)

    def _claimed(self, active: ActiveRun) -> bool:
        lane = f"connection:{active.task.connection_id}"
        for _ in range(CLAIM_TRIES):
            owner = self._processes.current()
            if self._storage.runs.claim(active.run.id, lane, owner, self._clock.now()):
                return True
            active.cancel.wait(CLAIM_PAUSE)
        return False

    def _context(self, active: ActiveRun) -> RunContext:
        connection, erp = self._connections(active.task)
        manifest = self._connectors.manifest(connection.kind)
        chosen = self._storage.connections.statuses(connection.id)
        info = automation(active.task.automation).info
        options = {option.key: option.default for option in info.options} | dict(active.task.options)
        return RunContext(
            run=active.run,
            task=active.task,
            info=info,
            duties=duties(),
            connection=connection,
            manifest=manifest,
            erp=self._erp(active, erp),
            open_store=self._store(active, connection) if connection.role is Role.STORE else None,
            open_carriers=self._carriers(active, connection),
            storage=active.simulation.storage if active.simulation else self._storage,
            raise_notice=lambda key, values: self._events.emit(NoticeRaised(active.task.id, key, values)),
            simulated=active.simulation is not None,
            outgoing_chosen=self._storage.connections.outgoing(connection.id),
            options=options,
            statuses=known_statuses(manifest, chosen),
            status_labels={choice.word: choice.label for choice in manifest.statuses},
            log=active.log,
            tally=active.tally,
            cancel=active.cancel,
            clock=self._clock,
            zone=self._zone,
            report=lambda done, total: self._report(active, done, total),
        )

    def _erp(self, active: ActiveRun, connection: Connection) -> Erp:
        real = self._connectors.open_erp(self._opening(active, connection))
        return active.simulation.erp(real) if active.simulation else real

    def _store(self, active: ActiveRun, connection: Connection) -> Store:
        real = self._connectors.open_store(self._opening(active, connection))
        if active.simulation is None:
            return real
        return active.simulation.store(connection.id, real, self._connectors.manifest(connection.kind))

    def _opening(self, active: ActiveRun, connection: Connection) -> Opening:
        notes = StoredNotes(self._storage, connection.id, self._clock)
        return Opening(connection, self._secrets_of(connection), active.cancel, active.counter, notes)

    def _carriers(self, active: ActiveRun, connection: Connection) -> list[OpenCarrier]:
        """The carrier the task is on; all of them where the automation asks all."""
        if connection.role is Role.CARRIER:
            wanted = [connection]
        elif automation(active.task.automation).info.asks_carriers:
            wanted = [known for known in self._storage.connections.all() if known.role is Role.CARRIER]
        else:
            wanted = []
        return [
            OpenCarrier.of(
                self._connectors.open_carrier(self._opening(active, known)),
                known,
                self._connectors.manifest(known.kind),
            )
            for known in wanted
        ]

    def _connections(self, task: Task) -> tuple[Connection, Connection]:
        connection = self._storage.connections.get(task.connection_id)
        erp = next((known for known in self._storage.connections.all() if known.role is Role.ERP), None)
        if connection is None:
            raise SetupProblem("connection.unknown", name=task.connection_id, known="-")
        if erp is None:
            raise SetupProblem("connection.no_erp")
        return connection, erp

    def _secrets_of(self, connection: Connection) -> Mapping[str, str]:
        keys = self._connectors.manifest(connection.kind).secret_keys
        found = {key: self._secrets.get(connection.id, key) for key in keys}
        return {key: value for key, value in found.items() if value}

    def _close(self, active: ActiveRun, state: RunState, key: str, values: dict[str, str]) -> None:
        """Whatever fails here, the lane goes on and the task can be started again."""
        try:
            calls = active.counter.calls
            end = End(active.run, active.log, state, active.tally, calls, key, values)
            self._safely(active, lambda: self._closing_runs.close(end))
        finally:
            with self._lock:
                self._active.pop(active.task.id, None)
            self._events.emit(RunChanged(active.task.id, active.run.id, state))
            self._safely(active, self._storage.close)
            if active.simulation:
                self._safely(active, active.simulation.ended)

    def _safely(self, active: ActiveRun, work: Callable[[], object]) -> None:
        try:
            work()
        except Exception:  # noqa: BLE001 - the end of a run must come to its end
            _log.exception("run %s could not be closed in order", active.run.id)

    # -- telling --

    def _report(self, active: ActiveRun, done: int, total: int | None) -> None:
        active.done, active.total = done, total
        now = self._clock.monotonic()
        if 0 <= now - active.told_at < PROGRESS_PAUSE and active.told_at >= 0:
            return
        active.told_at = now
        self._events.emit(_progress(active))

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


def _progress(active: ActiveRun) -> RunProgressed:
    return RunProgressed(active.task.id, active.run.id, active.done, active.total, active.tally.copy())
