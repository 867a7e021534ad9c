"""What the brake says of orders: many cancelled, or many moved to one situation, within a day."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from ecco_desktop.domain.brake import FEWEST, Brake, BrakeLimits, Judged, Move, Verdict
from ecco_desktop.domain.ledger import ChangeKind
from ecco_desktop.domain.links import Link
from ecco_desktop.domain.orders import ErpOrder, OrderStatus
from ecco_desktop.jobs.orders.book import WindowOptions
from ecco_desktop.jobs.orders.moves import IN_ERP, IN_STORE, words_of
from ecco_desktop.jobs.run.braking import Rows, hold_where_over, last_day
from ecco_desktop.jobs.run.context import RunContext
from ecco_desktop.jobs.run.facts import AfterRestore, Fact, aware
from ecco_desktop.words import _
from ecco_desktop.words.labels import ORDER_STATUSES

# By automation: when the brake last looked at its orders. A task that did not run for days moves more.
LOOKED: Fact[datetime] = Fact("brake_looked", datetime.isoformat, aware, AfterRestore.FORGOTTEN)


@dataclass(frozen=True, slots=True)
class OrderMove:
    """A linked order that would be moved; `side` is the field as the ledger calls it, so are the statuses."""

    store_id: str
    number: str
    side: str
    before: str
    after: str

    @classmethod
    def in_erp(cls, store_id: str, number: str, order: ErpOrder, target: OrderStatus) -> "OrderMove":
        """An ERP order gets a status."""
        return cls(store_id, number, IN_ERP, words_of(order), ORDER_STATUSES.kept(target))

    @classmethod
    def in_store(cls, ctx: RunContext, store_id: str, number: str, before: str, word: str) -> "OrderMove":
        """A store order gets a word."""
        return cls(store_id, number, IN_STORE, ctx.label(before), ctx.label(word))


def hold_cancellations(ctx: RunContext, moves: Sequence[OrderMove], total: int) -> None:
    """BrakeProblem where too many of `total` followed orders would be cancelled in a day, on one side."""
    limits = BrakeLimits.of(ctx.connection.values)
    hold_where_over(ctx, _judged(ctx, Brake.CANCEL, moves, total, limits.cancel_percent, FEWEST))


def hold_moves(ctx: RunContext, moves: Sequence[OrderMove], total: int) -> None:
    """BrakeProblem where too many of `total` followed orders would come to one situation in a day.

    Days without a run let as many more pass as they are of the window: that much happened meanwhile.
    """
    limits, now, own = BrakeLimits.of(ctx.connection.values), ctx.clock.now(), ctx.task.automation
    last = LOOKED.get(ctx.storage.memory, ctx.connection.id, own)
    away = max(timedelta(0), now - last) if last is not None else timedelta(0)
    more = 100 * away // _window(ctx)
    ctx.keep_facts(LOOKED, {own: now})
    share = limits.status_percent + more
    hold_where_over(ctx, _judged(ctx, Brake.STATUS, moves, total, share, limits.status_count))


def followed(ctx: RunContext, links: Iterable[Link]) -> int:
    """How many linked orders were placed in the days that are followed.

    Links of earlier versions do not tell when, until their next reading: where none does, all count.
    """
    all_links = list(links)
    made = [link.made_at for link in all_links if link.made_at is not None]
    first = ctx.clock.now() - _window(ctx)
    return sum(1 for moment in made if moment >= first) if made else len(all_links)


def _window(ctx: RunContext) -> timedelta:
    """How far back the run's automation follows orders; the usual, where it has no such option."""
    options = ctx.options if isinstance(ctx.options, WindowOptions) else WindowOptions()
    return timedelta(days=options.days)


def _judged(
    ctx: RunContext, brake: Brake, moves: Sequence[OrderMove], total: int, limit: int, fewest: int
) -> list[Judged]:
    if not moves:
        return []
    rows = last_day(ctx, ChangeKind.STATUS, ChangeKind.DELIVERY)
    targets = dict.fromkeys((move.side, move.after) for move in moves)
    found: list[Judged] = []
    for side, after in targets:
        there = _of_a_day(rows, side, after)
        there |= {
            move.store_id: Move(move.number, side, move.before, after)
            for move in moves
            if (move.side, move.after) == (side, after)
        }
        verdict = Verdict(len(there), max(total, len(there)), limit, fewest)
        values = {"side": _(side), "target": after}
        found.append(Judged(brake, verdict, tuple(there.values()), values))
    return found


def _of_a_day(rows: Rows, side: str, after: str) -> dict[str, Move]:
    """The orders that came to a situation in the last day, and are there."""
    return {
        store_id: Move(written[-1].key, side, written[0].before, after)
        for (store_id, name), written in rows.items()
        if name == side and written[-1].after == after != written[0].before
    }
