"""What an automation is to the runner."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field

from ecco_desktop.domain.automations import AutomationInfo
from ecco_desktop.domain.ledger import Change
from ecco_desktop.domain.runs import Tally
from ecco_desktop.jobs.run.compared import tell_if_nothing
from ecco_desktop.jobs.run.context import RunContext
from ecco_desktop.jobs.run.steps import Parts, in_steps


@dataclass(frozen=True, slots=True)
class Automation:
    """Its description and its body; `run` leaves through a return, a problem or Cancelled.

    `undo` gives back what an earlier run wrote, except where it was changed since. `parts` are the bodies of
    the steps it declares, by key.
    """

    info: AutomationInfo
    run: Callable[[RunContext], Tally]
    undo: Callable[[RunContext, Sequence[Change]], Tally] | None = None
    parts: Parts = field(default_factory=dict)

    def carry_out(self, ctx: RunContext, steps: Collection[str]) -> Tally:
        """The whole, or the steps that are named."""
        if steps:
            return in_steps(ctx, self.parts, steps)
        self.run(ctx)
        tell_if_nothing(ctx)
        return ctx.tally
