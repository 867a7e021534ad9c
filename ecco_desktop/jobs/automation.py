"""What an automation is to the runner."""

from collections.abc import Callable
from dataclasses import dataclass

from ecco_desktop.domain.automations import AutomationInfo
from ecco_desktop.domain.runs import Tally
from ecco_desktop.jobs.context import RunContext


@dataclass(frozen=True, slots=True)
class Automation:
    """Its description and its body; `run` leaves through a return, a problem or Cancelled."""

    info: AutomationInfo
    run: Callable[[RunContext], Tally]
