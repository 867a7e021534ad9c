"""The safety brake in a run: over the limit it ends before the first write, and waits for a person.

What a run would change is compared with what it found, and with what was in force a day ago: many small
runs are one.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from ecco_desktop.domain.brake import Judged, Move
from ecco_desktop.domain.errors import SetupProblem
from ecco_desktop.domain.ledger import ChangeKind, Written
from ecco_desktop.jobs.run.context import RunContext
from ecco_desktop.jobs.run.facts import AfterRestore, Fact, aware

# How far back is compared, and how long a confirmation is good.
DAY = timedelta(days=1)
# So many changes are told in the log, and so many in the question itself.
LISTED, NAMED = 100, 8


@dataclass(frozen=True, slots=True)
class Changes:
    """Changes that were shown to a person, or confirmed by one, as digests. `at` is UTC."""

    run_id: int
    at: datetime
    digests: frozenset[str]

    @classmethod
    def read(cls, text: str) -> "Changes":
        """From what is kept."""
        kept = json.loads(text)
        return cls(int(kept["run"]), aware(kept["at"]), frozenset(map(str, kept["changes"])))

    def text(self) -> str:
        """As it is kept."""
        return json.dumps({"run": self.run_id, "at": self.at.isoformat(), "changes": sorted(self.digests)})


# By automation: what it was last held for, and what a person let pass. A confirmation is good for one run,
# for these changes or fewer, and for a day; where an older copy of the data was put in place, that run may
# have been.
SHOWN = Fact("brake_shown", Changes.text, Changes.read, AfterRestore.FORGOTTEN)
CONFIRMED = Fact("brake", Changes.text, Changes.read, AfterRestore.FORGOTTEN)
# By automation, or automation and outside id: a person saw what runs changed up to this one. It speaks of
# rows of the ledger, which are put back with it.
SEEN_UP_TO = Fact("brake_seen", str, int)


class BrakeProblem(SetupProblem):
    """The run would change too much at once; nothing was written."""


Rows = dict[tuple[str, str], list[Written]]


def last_day(ctx: RunContext, *kinds: ChangeKind) -> Rows:
    """What was written in the last day and no person has seen, by outside id and name, oldest first."""
    seen, own = ctx.facts(SEEN_UP_TO), ctx.task.automation
    since = ctx.clock.now() - DAY
    rows = ctx.storage.ledger.written_since(ctx.connection.id, kinds, since, seen.get(own, 0))
    found: Rows = {}
    for row in rows:
        if row.run_id > seen.get(_one(own, row.outside_id), 0):
            found.setdefault((row.outside_id, row.name), []).append(row)
    return found


def count_anew(ctx: RunContext, *outside_ids: str) -> None:
    """A person saw what this run changes, of these records or (none) of all: counted is what follows."""
    own = ctx.task.automation
    refs = [_one(own, outside_id) for outside_id in outside_ids] or [own]
    ctx.keep_facts(SEEN_UP_TO, dict.fromkeys(refs, ctx.run.id))


def hold_where_over(ctx: RunContext, judged: Sequence[Judged]) -> bool:
    """Whether a person confirmed this; BrakeProblem where a verdict is over and nobody did.

    The first one that is over names what is wrong; all that are over are shown and confirmed together.
    A simulation only says that the brake would hold.
    """
    over = [one for one in judged if one.verdict.over]
    if not over:
        return False
    if ctx.simulated:
        for one in over:
            ctx.tally.warnings += 1
            ctx.log.warning(one.brake.pretended, "", **_values(one))
        return False
    worst = max((one for one in over if one.brake is over[0].brake), key=lambda one: one.verdict.count)
    moves = list(dict.fromkeys(move for one in over for move in one.moves))
    now, own, digests = ctx.clock.now(), ctx.task.automation, frozenset(move.digest for move in moves)
    if _is_confirmed(ctx, digests):
        ctx.forget_facts(CONFIRMED, [own])
        ctx.forget_facts(SHOWN, [own])
        count_anew(ctx)
        ctx.log.warning("brake.confirmed", count=worst.verdict.count, total=worst.verdict.total)
        return True
    before = SHOWN.get(ctx.storage.memory, ctx.connection.id, own)
    ctx.keep_facts(SHOWN, {own: Changes(ctx.run.id, now, digests)})
    if before is None or before.digests != digests:
        _list(ctx, moves)
    raise BrakeProblem(worst.brake, **_values(worst), list="; ".join(map(_words, worst.moves[:NAMED])))


def _is_confirmed(ctx: RunContext, digests: frozenset[str]) -> bool:
    confirmed = CONFIRMED.get(ctx.storage.memory, ctx.connection.id, ctx.task.automation)
    if confirmed is None or not digests <= confirmed.digests:
        return False
    return timedelta(0) <= ctx.clock.now() - confirmed.at <= DAY


def _list(ctx: RunContext, moves: Sequence[Move]) -> None:
    for move in moves[:LISTED]:
        told = {"field": move.name, "before": move.before or "—", "after": move.after or "—"}
        ctx.log.warning("brake.item", move.key, item=move.key, **told)
    if len(moves) > LISTED:
        ctx.log.warning("brake.more", count=len(moves) - LISTED)


def _values(one: Judged) -> dict[str, object]:
    verdict = one.verdict
    return {
        "count": verdict.count,
        "total": verdict.total,
        "percent": verdict.percent,
        "limit": verdict.limit,
        **one.values,
    }


def _words(move: Move) -> str:
    return f"{move.key}: {move.before or '—'} → {move.after or '—'}"


def _one(automation: str, outside_id: str) -> str:
    return f"{automation}/{outside_id}"
