"""Runs of tasks: start, stop, simulate, give back, let through what the brake held, pause everything."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from ecco_desktop.domain.brake import is_held
from ecco_desktop.domain.connections import Role
from ecco_desktop.domain.errors import SetupProblem
from ecco_desktop.domain.ledger import ChangeOutcome
from ecco_desktop.domain.runs import Run, Trigger
from ecco_desktop.domain.tasks import Task, TaskAction, TaskState
from ecco_desktop.services.task_views import TaskViews

if TYPE_CHECKING:
    from ecco_desktop.jobs.engine.ways import Way


class TaskRuns(TaskViews):
    """Asks for runs, in the calling thread; the runs themselves are the runner's."""

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

    def start_steps(self, task_id: int, steps: Collection[str], *, finishes: bool) -> Run:
        """Queue these steps of a task now, in their order; SetupProblem where it is busy.

        With `finishes` what was booked is done with them.
        """
        from ecco_desktop.jobs.engine.ways import RealRun

        return self._runner.request(task_id, Trigger.PERSON, RealRun(steps, finishes=finishes))

    def simulate(self, task_ids: Sequence[int], steps: Collection[str] = ()) -> Sequence[tuple[Task, Run]]:
        """Run these as they would run now, one after another, writing nothing outside.

        Of automations that are made of steps, those named; all where none is.
        """
        tasks = [self._task(task_id) for task_id in task_ids]
        for task in tasks:
            if self._runner.state(task.id) is not TaskState.IDLE:
                raise SetupProblem("task.refusal.busy")
        if not tasks:
            return []
        from ecco_desktop.jobs.engine.ways import PretendedRun
        from ecco_desktop.jobs.run.simulation import Simulation

        pretended = PretendedRun(Simulation.of(self._storage, len(tasks)), steps)
        return self._queue(tasks, Trigger.SIMULATION, pretended)

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
        from ecco_desktop.jobs.engine.ways import UndoingRun

        began = self._runner.request(task.id, Trigger.UNDO, UndoingRun(run_id))
        self._deeds.note("deed.undo", task=task.name, run=run_id)
        return began

    def confirm_brake(self, task_id: int) -> int:
        """A person lets the changes pass that the brake showed, once, within a day: how many items.

        What would be changed else, or more, is shown anew. SetupProblem where the last run was not held.
        """
        task = self._task(task_id)
        last = self._storage.runs.last(task_id)
        if last is None or not is_held(last.error_key):
            raise SetupProblem("brake.not_held")
        from ecco_desktop.jobs.run.braking import CONFIRMED, SHOWN

        count, now = int(last.error_values.get("count", "0")), self._clock.now()
        memory, own = self._storage.memory, task.connection_id
        shown = SHOWN.get(memory, own, task.automation)
        if shown is None or shown.run_id != last.id:
            # An earlier version held it, or an older copy of the data came in between: nothing is known of
            # what was shown, so the next run shows it.
            return 0
        with self._deeds.of("deed.brake", task=task.name, count=count):
            CONFIRMED.keep(memory, own, {task.automation: replace(shown, at=now)}, now)
        return count

    def stop(self, task_id: int) -> None:
        """Ask the run to end after the record in hand; what was done stays."""
        self._refuse(self._task(task_id), TaskAction.STOP)
        self._runner.stop(task_id)

    def start_later(self, task_id: int, at: datetime) -> None:
        """One run at `at` (UTC), beside its recurrence; it also comes where the task is switched off."""
        task = self._task(task_id)
        with self._deeds.of("deed.task_booked", task=task.name, at=self._local(at)):
            self._scheduler.book_later(task_id, at)
        self._changed()

    # -- for programs without a window --

    def recover(self) -> Sequence[int]:
        """Close what a crash left open as interrupted; the ids of the tasks it happened to."""
        return self._runner.recover()

    def wait_idle(self, seconds: float | None = None) -> bool:
        """Wait until nothing is queued or running; whether that came in time."""
        return self._runner.wait_idle(seconds)

    def outcome(self, run: Run) -> Run:
        """How a run that was asked for here stands; what could not be written down is a failure."""
        return self._runner.outcome(run)

    def trouble(self) -> str:
        """The key of what keeps runs from beginning, or from being written down; "" where nothing does."""
        return self._scheduler.trouble() or self._runner.trouble()

    def stop_all(self) -> None:
        """Ask every run to end."""
        for task in self._storage.tasks.all():
            self._runner.stop(task.id)

    # -- pause --

    def pause_all(self, hours: float | None) -> None:
        """No task begins by itself for `hours`, or (None) until resumed."""
        until = None if hours is None else self._clock.now() + timedelta(hours=hours)
        key = "deed.paused" if until else "deed.paused_open"
        with self._deeds.of(key, until=self._local(until)):
            self._scheduler.pause(until)
        self._changed()

    def resume_all(self) -> None:
        """End the pause."""
        with self._deeds.of("deed.resumed"):
            self._scheduler.resume()
        self._changed()

    # -- inside --

    def _queue(
        self, tasks: Sequence[Task], trigger: Trigger, way: "Way | None"
    ) -> Sequence[tuple[Task, Run]]:
        roles = {connection.id: connection.role for connection in self._storage.connections.all()}
        first = [task for task in tasks if roles.get(task.connection_id) is Role.CARRIER]
        rest = [task for task in tasks if task not in first]
        began: list[tuple[Task, Run]] = []
        try:
            for task in (*first, *rest):
                if first and rest and task is rest[0]:
                    self._runner.wait_idle()
                began.append((task, self._runner.request(task.id, trigger, way)))
        finally:
            # What could not be queued has no run that would end its part of the simulation.
            for _left in tasks[len(began) :]:
                if way is not None:
                    way.ended()
        return began
