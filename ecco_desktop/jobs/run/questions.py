"""Questions to a person about one record: each is asked, whatever was said of an earlier one."""

from ecco_desktop.domain.errors import NeedsPerson
from ecco_desktop.domain.pending import PendingState
from ecco_desktop.jobs.run.context import RunContext


def ask(ctx: RunContext, record_id: str, label: str, question: NeedsPerson, version: str = "") -> None:
    """As `ctx.fail`; who set an earlier question of this record aside is asked this one all the same."""
    known = ctx.pending.get(record_id)
    if known is not None and known.state is PendingState.IGNORED:
        ctx.storage.pending.solve(ctx.connection.id, ctx.pending_key, record_id, ctx.clock.now())
    ctx.fail(record_id, label, question, version)
