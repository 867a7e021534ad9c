"""A run that compared nothing where one before it compared something is not green."""

from ecco_desktop.jobs.run.context import RunContext
from ecco_desktop.jobs.run.facts import Fact

# By automation: how many records its last run compared.
COMPARED = Fact("compared", str, int)


def tell_if_nothing(ctx: RunContext) -> None:
    """Warn where an automation that compares everything found nothing to compare, and did before."""
    if not ctx.info.compares_all:
        return
    own, read = ctx.task.automation, ctx.tally.read
    before = COMPARED.get(ctx.storage.memory, ctx.connection.id, own)
    if read and read != before:
        ctx.keep_facts(COMPARED, {own: read})
    elif not read and before:
        ctx.tally.warnings += 1
        ctx.log.warning("run.compared_nothing", count=before)
