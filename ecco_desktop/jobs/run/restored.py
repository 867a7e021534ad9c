"""What a run minds after an older copy of the data was put in place: the world is newer than its memory."""

from ecco_desktop.domain.automations import Duty
from ecco_desktop.jobs.run.bearers import bearer
from ecco_desktop.jobs.run.context import RunContext
from ecco_desktop.jobs.run.facts import text_fact

# Set for stores whose orders are imported; the import forgets it once it has read all that came since.
RESTORED = text_fact("restored")


def is_restored(ctx: RunContext) -> bool:
    """Whether orders that are in the ERP may be missing among the links of this store."""
    return bool(ctx.facts(RESTORED))


def caught_up(ctx: RunContext) -> None:
    """Every order that came after the copy was made is linked or waits on the pending list."""
    ctx.forget_facts(RESTORED, [*ctx.facts(RESTORED)])


def must_not_raise(ctx: RunContext) -> bool:
    """Whether stock may only go down: an order of the store that the ERP lacks may hold some of it."""
    return bearer(ctx, Duty.ORDERS_IN) is not None and is_restored(ctx)
