"""Two stores of one ERP must not give their orders one number: it is looked at before a task is kept."""

from collections.abc import Mapping

from ecco_desktop.domain.automations import Duty
from ecco_desktop.domain.errors import SetupProblem
from ecco_desktop.domain.numbering import may_meet
from ecco_desktop.domain.tasks import Task
from ecco_desktop.ports.storage import Storage
from ecco_desktop.services.catalog import automation_infos

PREFIX = "prefix"
# What a prefix of its own mends.
NUMBER_CAUSES = ("order.number_taken", "order.number_linked")


def refuse_meeting(
    storage: Storage,
    automation: str,
    connection_id: int,
    options: Mapping[str, str],
    *,
    active_only: bool = False,
) -> None:
    """SetupProblem where the orders of this task and those of another store could bear one number."""
    other = meeting(storage, automation, connection_id, options, active_only=active_only)
    if other is not None:
        raise SetupProblem("task.numbers_meet", task=other.name, prefix=other.options.get(PREFIX, "") or "—")


def meeting(
    storage: Storage,
    automation: str,
    connection_id: int,
    options: Mapping[str, str],
    *,
    active_only: bool = False,
) -> Task | None:
    """The task of another store whose orders could bear the numbers of this one's; None where none could."""
    if automation not in {info.key for info in automation_infos() if info.duty is Duty.ORDERS_IN}:
        return None
    ours = options.get(PREFIX, "")
    for task in storage.tasks.all():
        if task.automation != automation or task.connection_id == connection_id or task.deleted:
            continue
        if (task.active or not active_only) and may_meet(ours, task.options.get(PREFIX, "")):
            return task
    return None
