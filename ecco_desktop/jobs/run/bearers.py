"""Which task does for the run's store what others count on."""

from ecco_desktop.domain.automations import Duty
from ecco_desktop.domain.tasks import Task
from ecco_desktop.jobs.run.context import RunContext


def bearer(ctx: RunContext, duty: Duty, *, active: bool = True) -> Task | None:
    """The task of the run's store that bears a duty and is switched on (or off: not `active`)."""
    wanted = (ctx.duties[duty], ctx.connection.id, active)
    tasks = ctx.storage.tasks.all()
    return next((t for t in tasks if (t.automation, t.connection_id, t.active) == wanted), None)
