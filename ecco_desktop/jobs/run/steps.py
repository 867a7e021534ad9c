"""An automation that is made of steps: all of them, or those that are asked for."""

from collections.abc import Callable, Collection, Mapping

from ecco_desktop.domain.runs import Tally
from ecco_desktop.domain.steps import BEGUN
from ecco_desktop.jobs.run.context import RunContext

Parts = Mapping[str, Callable[[RunContext], None]]


def in_steps(ctx: RunContext, parts: Parts, chosen: Collection[str] = ()) -> Tally:
    """The chosen steps, all where none is, in the order they are declared in; each is marked at its end."""
    for step in ctx.info.steps:
        if chosen and step.key not in chosen:
            continue
        ctx.cancel.check()
        ctx.log.info("step.begins", step=step.key)
        ctx.set_bookmark(BEGUN, step.mark)
        parts[step.key](ctx)
        ctx.set_bookmark(ctx.clock.now().isoformat(), step.mark)
    return ctx.tally
