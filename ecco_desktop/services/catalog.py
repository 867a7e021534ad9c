"""The automations as services see them. They are loaded when they are first asked for, so that the window
can show itself before: nothing of `jobs` is imported while it is being built.
"""

from collections.abc import Mapping, Sequence

from ecco_desktop.domain.automations import AutomationInfo, Duty


def automation_infos() -> Sequence[AutomationInfo]:
    """Every automation there is, in the order of a shop's day."""
    from ecco_desktop.jobs.registry import automation_infos as listed

    return listed()


def duties() -> Mapping[Duty, str]:
    """The key of the automation that bears each duty."""
    from ecco_desktop.jobs.registry import duties as borne

    return borne()
