"""Every automation, listed by hand."""

from collections.abc import Sequence

from ecco_desktop.domain.automations import AutomationInfo
from ecco_desktop.domain.errors import SetupProblem
from ecco_desktop.jobs.automation import Automation
from ecco_desktop.jobs.automations import import_orders, sync_stock

AUTOMATIONS = (import_orders.AUTOMATION, sync_stock.AUTOMATION)


def automation(key: str) -> Automation:
    """One by key; SetupProblem("task.automation_unknown") where there is none."""
    for known in AUTOMATIONS:
        if known.info.key == key:
            return known
    listed = ", ".join(known.info.key for known in AUTOMATIONS)
    raise SetupProblem("task.automation_unknown", automation=key, known=listed)


def automation_infos() -> Sequence[AutomationInfo]:
    """The descriptions of all."""
    return tuple(known.info for known in AUTOMATIONS)
