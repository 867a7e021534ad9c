"""What a person can ask of tasks: list, start, stop, switch, make, delete, pause everything."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from ecco_desktop.domain.automations import AutomationInfo
from ecco_desktop.domain.connections import Capability, Connection, Role
from ecco_desktop.domain.errors import SetupProblem
from ecco_desktop.domain.events import RunProgressed, TasksChanged
from ecco_desktop.domain.ledger import ChangeOutcome
from ecco_desktop.domain.recurrence import FLOOR_MINUTES, Recurrence
from ecco_desktop.domain.runs import Run, RunResult, Trigger, result_of
from ecco_desktop.domain.tasks import Task, TaskAction, TaskState, named, refusal
from ecco_desktop.ports.connectors import Connectors
from ecco_desktop.ports.storage import Storage
from ecco_desktop.ports.system import Clock, EventSink
from ecco_desktop.services.catalog import automation_infos
from ecco_desktop.words import _
from ecco_desktop.words.sentences import sentence

if TYPE_CHECKING:
    from ecco_desktop.jobs.engine.runner import Runner
    from ecco_desktop.jobs.engine.scheduler import Scheduler
    from ecco_desktop.jobs.run.simulation import Simulation

LONG_RUN_SECONDS = 3600


@dataclass(frozen=True, slots=True)
class Offer:
    """An automation that can be scheduled on a connection, or why it cannot (`why`, a sentence)."""

    automation: AutomationInfo
    connection: Connection
    why: str = ""


@dataclass(frozen=True, slots=True)
class TaskView:
    """All a screen needs of one task. Instants are UTC; `refusals` maps an action to its reason's key."""

    task: Task
    automation: AutomationInfo
    connection: str
    state: TaskState
    last_run: Run | None
    result: RunResult | None
    next_due: datetime | None
    progress: RunProgressed | None
    usual_seconds: float | None
    refusals: Mapping[TaskAction, str] = field(default_factory=dict)
    # What to ask before the task is switched on; empty where there is nothing to ask.
    question: str = ""


class TaskService:
    """Tasks for people. Storage is read and written in the calling thread: call it off the UI thread."""

    def __init__(
        self,
        storage: Storage,
        connectors: Connectors,
        runner: "Runner",
        scheduler: "Scheduler",
        clock: Clock,
        events: EventSink,
        floor_minutes: float = FLOOR_MINUTES,
    ) -> None:
        self._storage = storage
        self._connectors = connectors
        self._runner = runner
        self._scheduler = scheduler
        self._clock = clock
        self._events = events
        self._floor = floor_minutes

    # -- reading --

    def list(self) -> Sequence[TaskView]:
        """Every task that is not deleted, in the order they were made."""
        names = {connection.id: connection.name for connection in self._storage.connections.all()}
        last = self._storage.runs.last_ends()
        return [
            self._view(task, names.get(task.connection_id, "?"), last.get(task.id))
            for task in self._storage.tasks.all()
        ]

    def automations(self) -> Sequence[AutomationInfo]:
        """Every automation this program has."""
        return automation_infos()

    def find(self, name: str) -> Task:
        """The task with this name or number; SetupProblem("task.unknown") where there is none."""
        return named(self._storage.tasks.all(), name)

    def asks_first(self, view: TaskView) -> bool:
        """Whether starting it should ask first: it usually runs for more than an hour."""
        return (view.usual_seconds or 0) > LONG_RUN_SECONDS

    # -- acting --

    def start(self, task_id: int) -> Run:
        """Put a run in the queue now; SetupProblem with the reason where it cannot be."""
        task = self._task(task_id)
        self._refuse(task, TaskAction.START)
        return self._runner.request(task.id, Trigger.PERSON)

    def start_all(self) -> Sequence[tuple[Task, Run]]:
        """Queue a run of every active task, in the order of a shop's day.

        Those of carriers first and to their end: what they find out is what the stores are told.
        """
        return self._queue(self.in_order(), Trigger.PERSON, None)

    def simulate(self, task_ids: Sequence[int]) -> Sequence[tuple[Task, Run]]:
        """Run these as they would run now, one after another, writing nothing outside."""
        tasks = [self._task(task_id) for task_id in task_ids]
        for task in tasks:
            if self._runner.state(task.id) is not TaskState.IDLE:
                raise SetupProblem("task.refusal.busy")
        if not tasks:
            return []
        from ecco_desktop.jobs.run.simulation import Simulation

        return self._queue(tasks, Trigger.SIMULATION, Simulation.of(self._storage, len(tasks)))

    def in_order(self) -> Sequence[Task]:
        """The active tasks, in the order of a shop's day."""
        order = {info.key: number for number, info in enumerate(automation_infos())}
        active = [task for task in self._storage.tasks.all() if task.active]
        return sorted(active, key=lambda task: (order.get(task.automation, 99), task.id))

    def undo(self, run_id: int) -> Run:
        """Give back what a stock or price run wrote, except where it was changed since.

        SetupProblem where the run wrote nothing that can be given back.
        """
        run = self._storage.runs.get(run_id)
        if run is None:
            raise SetupProblem("undo.unknown", run=run_id)
        task = self._task(run.task_id)
        if not self._known(task.automation).undoable:
            raise SetupProblem("undo.not_possible", automation=self._known(task.automation).name)
        if not self._storage.ledger.changes(run_id=run_id, outcome=ChangeOutcome.DONE, limit=1):
            raise SetupProblem("undo.nothing", run=run_id)
        return self._runner.request(task.id, Trigger.UNDO, undo_of=run_id)

    def confirm_brake(self, task_id: int) -> int:
        """A person lets the run go on that the brake held: how many items it may change so, once.

        SetupProblem where the last run was not held by the brake.
        """
        task = self._task(task_id)
        last = self._storage.runs.last(task_id)
        if last is None or not last.error_key.startswith("brake."):
            raise SetupProblem("brake.not_held")
        from ecco_desktop.jobs.numbers.braking import CONFIRMED

        count = last.error_values.get("count", "0")
        self._storage.memory.set(task.connection_id, CONFIRMED, {task.automation: count}, self._clock.now())
        return int(count)

    def stop(self, task_id: int) -> None:
        """Ask the run to end after the record in hand; what was done stays."""
        self._refuse(self._task(task_id), TaskAction.STOP)
        self._runner.stop(task_id)

    def activate(self, task_id: int, at: datetime | None = None) -> None:
        """Switch it on: it runs by its recurrence. One that runs once is booked for `at` (UTC), or now."""
        task = self._task(task_id)
        self._refuse(task, TaskAction.ACTIVATE)
        if not self._known(task.automation).recurrent:
            self._scheduler.book(task_id, at or self._clock.now())
        self._switch(task_id, TaskAction.ACTIVATE, active=True)

    def deactivate(self, task_id: int) -> None:
        """Switch it off: it no longer runs by itself. A run under way goes on."""
        self._switch(task_id, TaskAction.DEACTIVATE, active=False)

    def delete(self, task_id: int) -> None:
        """Take it off the list; its history and log stay readable."""
        task = self._task(task_id)
        self._refuse(task, TaskAction.DELETE)
        self._storage.tasks.update(replace(task, deleted=True, active=False))
        self._changed()

    def create(
        self,
        automation: str,
        connection_name: str,
        recurrence: Recurrence | None,
        options: Mapping[str, str],
        *,
        active: bool = True,
    ) -> Task:
        """A new task; SetupProblem says what is missing or cannot be used."""
        info = self._known(automation)
        connection = self._connection(connection_name, info)
        if automation not in self._connectors.manifest(connection.kind).automations:
            manifest = self._connectors.manifest(connection.kind)
            raise SetupProblem("task.not_supported", kind=manifest.name, automation=info.name)
        if not any(known.role is Role.ERP for known in self._storage.connections.all()):
            raise SetupProblem("connection.no_erp")
        if found := info.problem(dict(options)):
            raise SetupProblem(found[0], **found[1])
        self.check_recurrence(info, recurrence)
        task = self._storage.tasks.add(
            f"{info.name} · {connection.name}",
            automation,
            connection.id,
            active=active,
            recurrence=recurrence,
            options=dict(options),
            now=self._clock.now(),
        )
        if active and not info.recurrent:
            self._scheduler.book(task.id, self._clock.now())
        self._changed()
        return task

    def offers(self) -> Sequence[Offer]:
        """Every automation on every connection it belongs to, with the reason where it cannot be made."""
        there = {(task.automation, task.connection_id) for task in self._storage.tasks.all()}
        found: list[Offer] = []
        for connection in self._storage.connections.all():
            if connection.role is Role.ERP:
                continue
            manifest = self._connectors.manifest(connection.kind)
            for info in automation_infos():
                if info.role is not connection.role:
                    continue
                why = ""
                if info.key not in manifest.automations:
                    why = sentence("task.connection_cannot", {"kind": manifest.name})
                elif (info.key, connection.id) in there:
                    why = sentence("task.made_already", {})
                found.append(Offer(info, connection, why))
        return found

    def edit(
        self, task_id: int, recurrence: Recurrence | None, options: Mapping[str, str], note: str = ""
    ) -> None:
        """Change how a task works; SetupProblem where an option or the recurrence cannot be kept."""
        task = self._task(task_id)
        info = self._known(task.automation)
        if found := info.problem(dict(options)):
            raise SetupProblem(found[0], **found[1])
        self.check_recurrence(info, recurrence)
        self._storage.tasks.update(
            replace(task, recurrence=recurrence, options=dict(options), note=note.strip())
        )
        self._changed()

    def mute(self, task_id: int, until: datetime | None) -> None:
        """Until then (UTC) its failures raise no notice; they stay in the health line and the history."""
        self._storage.tasks.update(replace(self._task(task_id), muted_until=until))
        self._changed()

    def start_later(self, task_id: int, at: datetime) -> None:
        """One run at `at` (UTC), beside its recurrence; it also comes where the task is switched off."""
        self._task(task_id)
        self._scheduler.book_later(task_id, at)
        self._changed()

    @property
    def floor_minutes(self) -> float:
        """The shortest interval that can be chosen, in minutes."""
        return self._floor

    def check_recurrence(self, info: AutomationInfo, recurrence: Recurrence | None) -> None:
        """SetupProblem where an automation cannot run so."""
        if recurrence and not info.recurrent:
            raise SetupProblem("recurrence.once", automation=info.name)
        if recurrence and (why := recurrence.problem(self._floor)):
            raise SetupProblem(why)

    def set_recurrence(self, task_id: int, recurrence: Recurrence | None) -> None:
        """Change how often it runs; SetupProblem where that cannot be kept."""
        self.check_recurrence(self._known(self._task(task_id).automation), recurrence)
        self._storage.tasks.update(replace(self._task(task_id), recurrence=recurrence))
        self._changed()

    def refresh(self) -> None:
        """The configuration changed from elsewhere: work out every turn anew and say so."""
        self._changed()

    # -- for programs without a window --

    def recover(self) -> Sequence[int]:
        """Close what a crash left open as interrupted; the ids of the tasks it happened to."""
        return self._runner.recover()

    def wait_idle(self, seconds: float | None = None) -> bool:
        """Wait until nothing is queued or running; whether that came in time."""
        return self._runner.wait_idle(seconds)

    def stop_all(self) -> None:
        """Ask every run to end."""
        for task in self._storage.tasks.all():
            self._runner.stop(task.id)

    # -- pause --

    def pause_all(self, hours: float | None) -> None:
        """No task begins by itself for `hours`, or (None) until resumed."""
        until = None if hours is None else self._clock.now() + timedelta(hours=hours)
        self._scheduler.pause(until)
        self._changed()

    def resume_all(self) -> None:
        """End the pause."""
        self._scheduler.resume()
        self._changed()

    def paused_until(self) -> datetime | None:
        """The end of the pause in UTC; the far future where it has none; None where nothing is paused."""
        return self._scheduler.paused_until()

    # -- inside --

    def _queue(
        self, tasks: Sequence[Task], trigger: Trigger, simulation: "Simulation | None"
    ) -> Sequence[tuple[Task, Run]]:
        roles = {connection.id: connection.role for connection in self._storage.connections.all()}
        first = [task for task in tasks if roles.get(task.connection_id) is Role.CARRIER]
        rest = [task for task in tasks if task not in first]
        began: list[tuple[Task, Run]] = []
        try:
            for task in (*first, *rest):
                if first and rest and task is rest[0]:
                    self._runner.wait_idle()
                began.append((task, self._runner.request(task.id, trigger, simulation=simulation)))
        finally:
            # What could not be queued has no run that would end its part of the simulation.
            for _ in tasks[len(began) :]:
                if simulation is not None:
                    simulation.ended()
        return began

    def _view(self, task: Task, connection: str, last: Run | None) -> TaskView:
        state = self._runner.state(task.id)
        info = self._known(task.automation)
        refusals = {
            action: why
            for action in TaskAction
            if (why := refusal(action, active=task.active, state=state, startable=info.startable))
        }
        return TaskView(
            task=task,
            automation=info,
            connection=connection,
            state=state,
            last_run=last,
            result=result_of(last.state, last.tally) if last else None,
            next_due=self._scheduler.next_due(task.id),
            progress=self._runner.progress(task.id),
            usual_seconds=self._storage.runs.usual_seconds(task.id),
            refusals=refusals,
            question=self._question(task),
        )

    def _question(self, task: Task) -> str:
        """Cancellations name their directions, what the platform can do, and that money is never touched."""
        if task.automation != "sync_cancelled_orders":
            return ""
        connection = self._storage.connections.get(task.connection_id)
        can = self._connectors.manifest(connection.kind).capabilities if connection else frozenset()
        ways = (
            ("from_store", _("loja → ERP"), Capability.CANCEL_FROM_STORE),
            ("to_store", _("ERP → loja"), Capability.CANCEL_TO_STORE),
        )
        told = [
            f"{words}: {_way(task.options.get(key, 'no') == 'yes', capability in can)}"
            for key, words, capability in ways
        ]
        return sentence("cancel.question", {"ways": "; ".join(told)})

    def _known(self, automation: str) -> AutomationInfo:
        for info in automation_infos():
            if info.key == automation:
                return info
        known = ", ".join(info.key for info in automation_infos())
        raise SetupProblem("task.automation_unknown", automation=automation, known=known)

    def _connection(self, name: str, info: AutomationInfo) -> Connection:
        connection = self._storage.connections.find(name)
        if connection is None:
            known = ", ".join(known.name for known in self._storage.connections.all()) or "nenhuma"
            raise SetupProblem("connection.unknown", name=name, known=known)
        if connection.role is not info.role:
            key = "connection.not_store" if info.role is Role.STORE else "connection.not_carrier"
            raise SetupProblem(key, name=connection.name)
        return connection

    def _task(self, task_id: int) -> Task:
        task = self._storage.tasks.get(task_id)
        if task is None or task.deleted:
            raise SetupProblem("task.unknown", name=task_id)
        return task

    def _refuse(self, task: Task, action: TaskAction) -> None:
        info = self._known(task.automation)
        state = self._runner.state(task.id)
        if why := refusal(action, active=task.active, state=state, startable=info.startable):
            raise SetupProblem(why)

    def _switch(self, task_id: int, action: TaskAction, *, active: bool) -> None:
        task = self._task(task_id)
        self._refuse(task, action)
        self._storage.tasks.update(replace(task, active=active))
        self._changed()

    def _changed(self) -> None:
        self._scheduler.reload()
        self._events.emit(TasksChanged())


def _way(chosen: bool, possible: bool) -> str:
    if not possible:
        return _("a plataforma não permite")
    return _("ligada") if chosen else _("desligada")
