"""Consultar Data de Entrega dos Pedidos: carriers say when parcels come, and when they came."""

from datetime import timedelta

from ecco_desktop.domain.automations import AutomationInfo
from ecco_desktop.domain.connections import Role
from ecco_desktop.domain.runs import Tally
from ecco_desktop.jobs.orders.book import FOLLOWED_SINCE, WindowOptions, followed_since
from ecco_desktop.jobs.orders.on_the_way import OnTheWay
from ecco_desktop.jobs.run.automation import Automation
from ecco_desktop.jobs.run.context import RunContext
from ecco_desktop.words import N_

INFO = AutomationInfo(
    key="check_deliveries",
    name=N_("Consultar Data de Entrega dos Pedidos"),
    flow="transportadora → ERP",
    summary=N_("Pergunta à transportadora a data prevista e a entrega de cada pedido, e grava no ERP."),
    chooses=WindowOptions,
    role=Role.CARRIER,
)
# A shop that begins looks so far before its window for what just left it, no run further back than a year.
BEFORE, FARTHEST = timedelta(days=35), timedelta(days=365)


def run(ctx: RunContext) -> Tally:
    """Every parcel of this carrier whose turn it is; orders that leave the window are told of, once."""
    first = ctx.clock.now().astimezone(ctx.zone).date() - timedelta(days=ctx.chosen(WindowOptions).days)
    way = OnTheWay.of(ctx)
    # Before what leaves now is told: that waits for a person first.
    way.look_at_left()
    since = followed_since(ctx, first) if ctx.bookmark(FOLLOWED_SINCE) else first - BEFORE
    for page in ctx.erp.orders_since(max(since, first - FARTHEST)):
        ctx.cancel.check()
        for order in page:
            way.look(order, left=order.ordered_on is not None and order.ordered_on < first)
    way.attend()
    ctx.set_bookmark(first.isoformat(), FOLLOWED_SINCE)
    return ctx.tally


AUTOMATION = Automation(INFO, run)
