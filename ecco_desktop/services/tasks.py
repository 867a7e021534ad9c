"""What a person can ask of tasks: make, change, switch, delete; with what can be asked of their runs."""

import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from ecco_desktop.clock import SHOP
from ecco_desktop.domain.automations import AutomationInfo
from ecco_desktop.domain.connections import Connection, Role, erp_of
from ecco_desktop.domain.errors import EccoProblem, SetupProblem
from ecco_desktop.domain.recurrence import Recurrence
from ecco_desktop.domain.tasks import Task, TaskAction
from ecco_desktop.services.catalog import automation_infos
from ecco_desktop.services.numbering import NUMBER_CAUSES, PREFIX, refuse_meeting
from ecco_desktop.services.task_runs import TaskRuns
from ecco_desktop.services.task_views import TaskView
from ecco_desktop.words.phrases import recurrence_in as recurrence_words
from ecco_desktop.words.sentences import sentence

__all__ = ["Begun", "Offer", "TaskService", "TaskView"]

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Offer:
    """An automation that can be scheduled on a connection, or why it cannot (`why`, a sentence)."""

    automation: AutomationInfo
    connection: Connection
    why: str = ""


@dataclass(frozen=True, slots=True)
class Begun:
    """What came of first tasks: what was refused, and the run that simulates each, by task id."""

    refused: Sequence[tuple[Offer, EccoProblem]]
    simulations: Mapping[int, int] = field(default_factory=dict)


class TaskService(TaskRuns):
    """Tasks for people. Each change of one leaves its deed."""

    def activate(self, task_id: int, at: datetime | None = None) -> None:
        """Switch it on: it runs by its recurrence. One that runs once is booked for `at` (UTC), or now."""
        task = self._task(task_id)
        self._refuse(task, TaskAction.ACTIVATE)
        self._apart(task, task.options, active_only=True)
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
        with self._deeds.of("deed.task_deleted", task=task.name):
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
        note: str = "",
    ) -> Task:
        """A new task; SetupProblem says what is missing or cannot be used."""
        info = self._known(automation)
        connection = self.place(info, connection_name)
        erp_of(self._storage.connections.all())
        info.chooses.read(options)
        self.check_recurrence(info, recurrence)
        refuse_meeting(self._storage, automation, connection.id, options)
        name = f"{info.name} · {connection.name}"
        with self._deeds.of("deed.task_made", task=name):
            task = self._storage.tasks.add(
                name,
                automation,
                connection.id,
                active=active,
                recurrence=recurrence,
                options=dict(options),
                now=self._clock.now(),
            )
            if note.strip():
                task = replace(task, note=note.strip())
                self._storage.tasks.update(task)
        if active and not info.recurrent:
            self._scheduler.book(task.id, self._clock.now())
        self._changed()
        return task

    def begin(self, chosen: Sequence[Offer]) -> Begun:
        """Make these, to run as often as is usual. Nothing is written to a store: those that would write are
        made switched off and are simulated, for a person to look at.
        """
        refused: list[tuple[Offer, EccoProblem]] = []
        simulations: dict[int, int] = {}
        # The simulations come first in their lane: a first import may take its time.
        held = self._make([one for one in chosen if one.automation.writes_store], refused, active=False)
        try:
            simulations = {task.id: run.id for task, run in self.simulate([task.id for task in held])}
        except EccoProblem as problem:
            _log.warning("first tasks could not be simulated: %s", problem)
        self._make([one for one in chosen if not one.automation.writes_store], refused, active=True)
        return Begun(refused, simulations)

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
        info.chooses.read(options)
        self.check_recurrence(info, recurrence)
        renumbered = options.get(PREFIX, "") != task.options.get(PREFIX, "")
        if renumbered:
            self._apart(task, options, active_only=False)
        changed = replace(task, recurrence=recurrence, options=dict(options), note=note.strip())
        with self._deeds.of("deed.task_edited", task=task.name):
            self._storage.tasks.update(changed)
            for cause in NUMBER_CAUSES if renumbered else ():
                self._storage.pending.release(task.connection_id, cause, {})
        self._changed()

    def mute(self, task_id: int, until: datetime | None) -> None:
        """Until then (UTC) its failures raise no notice; they stay in the health line and the history."""
        task = self._task(task_id)
        key = "deed.task_muted" if until else "deed.task_told"
        with self._deeds.of(key, task=task.name, until=self._local(until)):
            self._storage.tasks.update(replace(task, muted_until=until))
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
        task = self._task(task_id)
        self.check_recurrence(self._known(task.automation), recurrence)
        told = recurrence_words(recurrence, SHOP)
        with self._deeds.of("deed.task_recurrence", task=task.name, recurrence=told):
            self._storage.tasks.update(replace(task, recurrence=recurrence))
        self._changed()

    def refresh(self) -> None:
        """The configuration changed from elsewhere: work out every turn anew and say so."""
        self._changed()

    def place(self, info: AutomationInfo, connection_name: str) -> Connection:
        """The connection an automation is to run on; SetupProblem where it cannot."""
        connection = self._connection(connection_name, info)
        manifest = self._connectors.manifest(connection.kind)
        if info.key not in manifest.automations:
            raise SetupProblem("task.not_supported", kind=manifest.name, automation=info.name)
        return connection

    # -- inside --

    def _make(
        self, chosen: Sequence[Offer], refused: list[tuple[Offer, EccoProblem]], *, active: bool
    ) -> Sequence[Task]:
        made = []
        for offer in chosen:
            info = offer.automation
            often = Recurrence(every_minutes=info.usual_minutes) if info.recurrent else None
            try:
                made.append(self.create(info.key, offer.connection.name, often, {}, active=active))
            except EccoProblem as problem:
                refused.append((offer, problem))
        return made

    def _connection(self, name: str, info: AutomationInfo) -> Connection:
        connection = self._storage.connections.find(name)
        if connection is None:
            known = ", ".join(known.name for known in self._storage.connections.all()) or "nenhuma"
            raise SetupProblem("connection.unknown", name=name, known=known)
        if connection.role is not info.role:
            key = "connection.not_store" if info.role is Role.STORE else "connection.not_carrier"
            raise SetupProblem(key, name=connection.name)
        return connection

    def _apart(self, task: Task, options: Mapping[str, str], *, active_only: bool) -> None:
        refuse_meeting(self._storage, task.automation, task.connection_id, options, active_only=active_only)

    def _switch(self, task_id: int, action: TaskAction, *, active: bool) -> None:
        task = self._task(task_id)
        self._refuse(task, action)
        key = "deed.task_on" if active else "deed.task_off"
        with self._deeds.of(key, task=task.name):
            self._storage.tasks.update(replace(task, active=active))
        self._changed()
