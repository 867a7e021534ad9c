"""What an automation is to the runner."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from ecco_desktop.domain.automations import AutomationInfo
from ecco_desktop.domain.ledger import Change
from ecco_desktop.domain.runs import Tally
from ecco_desktop.jobs.run.context import RunContext


@dataclass(frozen=True, slots=True)
class Automation:
    """Its description and its body; `run` leaves through a return, a problem or Cancelled.

    `undo` gives back what an earlier run wrote, except where it was changed since.
    """

    info: AutomationInfo
    run: Callable[[RunContext], Tally]
    undo: Callable[[RunContext, Sequence[Change]], Tally] | None = None
