"""Scheduled tasks."""

import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import lru_cache
from typing import Any

import peewee

from ecco_desktop.domain.errors import SetupProblem
from ecco_desktop.domain.recurrence import Recurrence, from_facts, to_facts
from ecco_desktop.domain.tasks import Task
from ecco_desktop.ports.storage import TaskRepository
from ecco_desktop.storage.session import Session, durable
from ecco_desktop.storage.tables import TaskRow

# In the order of domain.tasks.Task. Tuples, not rows: all tasks are read often, and rows take twice as long.
_TASK = (
    TaskRow.id,
    TaskRow.name,
    TaskRow.automation,
    TaskRow.connection_id,
    TaskRow.active,
    TaskRow.recurrence,
    TaskRow.options,
    TaskRow.created_at,
    TaskRow.deleted,
    TaskRow.note,
    TaskRow.muted_until,
)


class Tasks(TaskRepository):
    """See ports.storage.TaskRepository."""

    def __init__(self, session: Session) -> None:
        self._session = session

    @durable
    def add(
        self,
        name: str,
        automation: str,
        connection_id: int,
        *,
        active: bool,
        recurrence: Recurrence | None,
        options: Mapping[str, str],
        now: datetime,
    ) -> Task:
        row = {
            "name": name,
            "automation": automation,
            "connection_id": connection_id,
            "active": active,
            "recurrence": to_text(recurrence),
            "options": options,
            "created_at": now,
        }
        try:
            new_id = self._session.run(TaskRow.insert(row))
        except peewee.IntegrityError:
            raise SetupProblem("task.exists", name=name) from None
        return Task(new_id, name, automation, connection_id, active, recurrence, dict(options), now)

    @durable
    def update(self, task: Task) -> None:
        query = TaskRow.update(
            name=task.name,
            active=task.active,
            recurrence=to_text(task.recurrence),
            options=task.options,
            deleted=task.deleted,
            note=task.note,
            muted_until=task.muted_until,
        )
        self._session.run(query.where(TaskRow.id == task.id))

    def get(self, task_id: int) -> Task | None:
        found = self._session.rows(TaskRow.select(*_TASK).where(TaskRow.id == task_id).tuples())
        return _task(found[0]) if found else None

    def all(self, *, deleted: bool = False) -> Sequence[Task]:
        query = TaskRow.select(*_TASK).order_by(TaskRow.id)
        if not deleted:
            query = query.where(TaskRow.deleted == False)  # noqa: E712 - a condition of the query
        return [_task(row) for row in self._session.rows(query.tuples())]


def to_text(recurrence: Recurrence | None) -> str | None:
    """A recurrence as JSON."""
    facts = to_facts(recurrence)
    return None if facts is None else json.dumps(facts)


@lru_cache(maxsize=4096)
def from_text(text: str | None) -> Recurrence | None:
    """JSON as a recurrence."""
    return from_facts(json.loads(text)) if text else None


def _task(row: tuple[Any, ...]) -> Task:
    number, name, automation, connection, active, recurrence, *others = row
    return Task(number, name, automation, connection, active, from_text(recurrence), *others)
