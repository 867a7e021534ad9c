"""The automations as services see them. They are loaded when they are first asked for, so that the window
can show itself before: nothing of `jobs` is imported while it is being built.
"""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from ecco_desktop.domain.automations import AutomationInfo, Duty

if TYPE_CHECKING:
    from ecco_desktop.jobs.run.facts import Fact


def automation_infos() -> Sequence[AutomationInfo]:
    """Every automation there is, in the order of a shop's day."""
    from ecco_desktop.jobs.registry import automation_infos as listed

    return listed()


def all_facts() -> "Sequence[Fact[Any]]":
    """Every kind of remembered fact."""
    from ecco_desktop.jobs.registry import FACTS

    return FACTS


def duties() -> Mapping[Duty, str]:
    """The key of the automation that bears each duty."""
    from ecco_desktop.jobs.registry import duties as borne

    return borne()
