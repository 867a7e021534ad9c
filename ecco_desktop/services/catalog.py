"""The automations as services see them. They are loaded when they are first asked for, so that the window
can show itself before: nothing of `jobs` is imported while it is being built.
"""

from collections.abc import Sequence

from ecco_desktop.domain.automations import AutomationInfo


def automation_infos() -> Sequence[AutomationInfo]:
    """Every automation there is, in the order of a shop's day."""
    from ecco_desktop.jobs.registry import automation_infos as listed

    return listed()
