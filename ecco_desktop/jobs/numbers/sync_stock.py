"""Sincronizar Estoque: what the ERP has available, less safety stock, goes to the store."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from ecco_desktop.domain.automations import AutomationInfo, Duty
from ecco_desktop.domain.brake import Brake, BrakeLimits, zeroing
from ecco_desktop.domain.errors import TransientProblem
from ecco_desktop.domain.options import Options, number
from ecco_desktop.domain.runs import Tally
from ecco_desktop.jobs.numbers.braking import hold_where_over
from ecco_desktop.jobs.numbers.giving_back import undo_by
from ecco_desktop.jobs.numbers.stock_plan import StockPlan
from ecco_desktop.jobs.numbers.stock_sending import StockSender
from ecco_desktop.jobs.run.automation import Automation
from ecco_desktop.jobs.run.context import RunContext
from ecco_desktop.jobs.run.held import importing, look
from ecco_desktop.jobs.run.restored import must_not_raise
from ecco_desktop.words import N_


@dataclass(frozen=True, slots=True)
class StockOptions(Options):
    """How much is kept back, and how often the whole store is read."""

    safety: int = number(
        N_("Estoque de segurança"),
        0,
        help=N_("Quantas unidades de cada produto nunca são oferecidas na loja."),
    )
    verify_minutes: int = number(
        N_("Conferir a loja a cada (minutos)"),
        60,
        help=N_(
            "Entre uma conferência e outra, compara-se com o último envio confirmado. Iniciar à mão "
            "sempre confere. 0 confere sempre."
        ),
    )


INFO = AutomationInfo(
    key="sync_stock",
    name=N_("Sincronizar Estoque"),
    flow=N_("ERP → loja"),
    summary=N_("Envia à loja o estoque disponível de cada produto, só o que mudou."),
    undoable=True,
    chooses=StockOptions,
    duty=Duty.STOCK_OUT,
    suggested=True,
    usual_minutes=10.0,
)

VERIFIED = "verified"


def run(ctx: RunContext) -> Tally:
    """Read the ERP, compare with the store (or with what it last acknowledged), send the differences."""
    plan = StockPlan.read(ctx, safety=ctx.chosen(StockOptions).safety)
    since = _trusted_since(ctx)
    if since is None or plan.is_shaken():
        began = ctx.clock.now()
        plan.compare_with_store()
        ctx.set_bookmark(began.isoformat(), VERIFIED)
    else:
        plan.compare_with_last_sent(since)
    if plan.planned:
        _look_at_orders(ctx, plan)
    if plan.held.unread:
        _hold_back(ctx, plan, "stock.held_unread")
    if must_not_raise(ctx):
        _hold_back(ctx, plan, "stock.waits_for_orders")
    pairs = [(one.before, one.change.quantity) for one in plan.planned]
    limits = BrakeLimits.of(ctx.connection.values)
    hold_where_over(ctx, Brake.STOCK, zeroing(pairs, plan.in_stock, limits))
    StockSender(ctx).send(plan.planned)
    return ctx.tally


def _look_at_orders(ctx: RunContext, plan: StockPlan) -> None:
    """Nothing is raised before the orders that came since the last import are counted (one cheap call)."""
    task = importing(ctx)
    try:
        sold = look(ctx, task) if task else {}
    except TransientProblem as problem:
        ctx.log.warning(problem.key, **problem.values)
        _hold_back(ctx, plan, "stock.not_looked")
    else:
        plan.count_again(sold)


def _hold_back(ctx: RunContext, plan: StockPlan, why: str) -> None:
    """Send only what goes down, while orders of the store that the ERP lacks may hold some of it."""
    down = [one for one in plan.planned if one.before is not None and one.change.quantity < one.before]
    if held := len(plan.planned) - len(down):
        ctx.tally.skipped += held
        ctx.log.warning(why, count=held)
    plan.planned = down


def _trusted_since(ctx: RunContext) -> datetime | None:
    """When the store was last read in full, where that is recent enough to go by; None: read it now."""
    verified = ctx.moment(VERIFIED)
    minutes = ctx.chosen(StockOptions).verify_minutes
    if ctx.by_person or verified is None or not minutes:
        return None
    age = ctx.clock.now() - verified
    return verified if timedelta(0) <= age < timedelta(minutes=minutes) else None


AUTOMATION = Automation(INFO, run, undo_by(StockSender))
