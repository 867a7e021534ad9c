"""The safety brake in a run: over the limit it ends before the first write, and waits for a person."""

from ecco_desktop.domain.brake import Brake, Verdict
from ecco_desktop.domain.errors import SetupProblem
from ecco_desktop.jobs.run.context import RunContext
from ecco_desktop.jobs.run.facts import AfterRestore, Fact

# How many items a person let an automation change, by its key. Good for one run: where an older copy of the
# data was put in place, that run may have been.
CONFIRMED = Fact("brake", str, int, AfterRestore.FORGOTTEN)


class BrakeProblem(SetupProblem):
    """The run would change too much at once; nothing was written."""


def hold_where_over(ctx: RunContext, brake: Brake, verdict: Verdict) -> bool:
    """Whether a person confirmed this; BrakeProblem(`brake`) where `verdict` is over and nobody did.

    A simulation only says that the brake would hold. A confirmation is good for one run, and for no
    more items than were shown.
    """
    if not verdict.over:
        return False
    values: dict[str, object] = {
        "count": verdict.count,
        "total": verdict.total,
        "percent": verdict.percent,
        "limit": verdict.limit,
    }
    if ctx.simulated:
        ctx.tally.warnings += 1
        ctx.log.warning(brake.pretended, "", **values)
        return False
    confirmed = CONFIRMED.get(ctx.storage.memory, ctx.connection.id, ctx.task.automation)
    if confirmed is not None and verdict.count <= confirmed:
        ctx.forget_facts(CONFIRMED, [ctx.task.automation])
        ctx.log.warning("brake.confirmed", count=verdict.count, total=verdict.total)
        return True
    raise BrakeProblem(brake, **values)
