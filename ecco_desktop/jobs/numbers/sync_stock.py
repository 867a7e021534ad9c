"""Sincronizar Estoque: what the ERP has available, less safety stock, goes to the store."""

import json
from dataclasses import dataclass
from datetime import datetime, timedelta

from ecco_desktop.domain.automations import AutomationInfo, Duty, Records
from ecco_desktop.domain.brake import BrakeLimits
from ecco_desktop.domain.errors import TransientProblem
from ecco_desktop.domain.options import Options, flag, number
from ecco_desktop.domain.runs import Tally
from ecco_desktop.jobs.numbers.giving_back import undo_by
from ecco_desktop.jobs.numbers.numbers_brake import judged_stock
from ecco_desktop.jobs.numbers.stock_plan import StockPlan
from ecco_desktop.jobs.numbers.stock_sending import StockSender
from ecco_desktop.jobs.run.automation import Automation
from ecco_desktop.jobs.run.braking import count_anew, hold_where_over
from ecco_desktop.jobs.run.context import RunContext
from ecco_desktop.jobs.run.facts import AfterRestore, Fact
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
    wait_for_count: bool = flag(
        N_("Produto criado a partir da loja espera contagem"),
        True,
        N_("sim"),
        N_("não, enviar o zero"),
        help=N_(
            "Um produto que o programa criou no ERP nasce lá com zero. A loja fica como está até alguém "
            "lançar o saldo no ERP, ou dizer em Pendências que é zero mesmo."
        ),
    )
    start_counting: bool = flag(
        N_("Produto sem controle de estoque na loja passa a ter"),
        True,
        N_("sim"),
        N_("não, deixar como está"),
        help=N_("Sem controle, a loja vende sem limite, haja saldo no ERP ou não."),
    )


INFO = AutomationInfo(
    key="sync_stock",
    name=N_("Sincronizar Estoque"),
    flow=N_("ERP → loja"),
    summary=N_("Envia à loja o estoque disponível de cada produto, só o que mudou."),
    writes_store=True,
    undoable=True,
    compares_all=True,
    chooses=StockOptions,
    duty=Duty.STOCK_OUT,
    suggested=True,
    usual_minutes=10.0,
    records=Records.PRODUCTS,
)

VERIFIED = "verified"
# Refs that were compared, and were not sent yet because the run was held, or cut.
# All of them are one fact, under `_FRESH`; earlier versions kept "-" by ref.
FRESH = Fact(
    "stock_fresh",
    lambda refs: json.dumps(sorted(refs), separators=(",", ":")),
    lambda text: frozenset(map(str, json.loads(text))) if text != "-" else frozenset[str](),
    AfterRestore.FORGOTTEN,
)
_FRESH = ""


def run(ctx: RunContext) -> Tally:
    """Read the ERP, compare with the store (or with what it last acknowledged), send the differences."""
    options = ctx.chosen(StockOptions)
    plan = StockPlan.read(
        ctx, options.safety, wait_for_count=options.wait_for_count, start_counting=options.start_counting
    )
    since = _trusted_since(ctx)
    if since is None or plan.is_shaken():
        began = ctx.clock.now()
        plan.compare_with_store()
        ctx.set_bookmark(began.isoformat(), VERIFIED)
    else:
        plan.compare_with_last_sent(since)
    plan.uncounted.tell()
    if plan.planned:
        _look_at_orders(ctx, plan)
    if plan.held.unread:
        _hold_back(ctx, plan, "stock.held_unread")
    if must_not_raise(ctx):
        _hold_back(ctx, plan, "stock.waits_for_orders")
    limits, fresh = BrakeLimits.of(ctx.connection.values), _fresh(ctx, plan)
    hold_where_over(ctx, judged_stock(ctx, plan.planned, plan.in_stock, plan.sent.keys() - fresh, limits))
    if fresh:
        count_anew(ctx, *(sorted(fresh) if plan.sent else ()))
    StockSender(ctx).send(plan.planned)
    ctx.forget_facts(FRESH, [_FRESH] if fresh else [])
    return ctx.tally


def _fresh(ctx: RunContext, plan: StockPlan) -> set[str]:
    """What a store showed before anything was sent was nobody's count: no fall is reckoned from it.

    Such refs are remembered until a run has sent them: one that is held, or cut, is no count either.
    """
    facts = ctx.facts(FRESH)
    kept = facts.pop(_FRESH, frozenset[str]()) | facts.keys()
    fresh = {one.ref for one in plan.planned if one.ref not in plan.sent or one.ref in kept}
    if fresh != kept or facts:
        with ctx.storage.transaction():
            ctx.forget_facts(FRESH, [_FRESH, *sorted(facts)])
            ctx.keep_facts(FRESH, {_FRESH: frozenset(fresh)} if fresh else {})
    return fresh


def _look_at_orders(ctx: RunContext, plan: StockPlan) -> None:
    """Nothing is raised before the orders that came since the last import are counted (one cheap call)."""
    task = importing(ctx)
    try:
        sold = look(ctx, task) if task else {}
    except TransientProblem as problem:
        ctx.log.warning(problem.key, **problem.values)
        _hold_back(ctx, plan, "stock.not_looked")
    else:
        if task and not task.active and sold:
            ctx.tally.warnings += 1
            ctx.log.warning("stock.import_off", task=task.name, count=sum(sold.values()))
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
