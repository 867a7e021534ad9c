"""What the brake says of stock and prices: against what the store shows, and against the last day."""

from collections.abc import Callable, Container, Mapping, Sequence
from decimal import Decimal

from ecco_desktop.domain.amounts import plain_number
from ecco_desktop.domain.brake import (
    Brake,
    BrakeLimits,
    Judged,
    Move,
    Range,
    Step,
    Verdict,
    falling,
    falls,
    furthest,
    in_stock_of_a_day,
    moves_far,
    of_a_day,
    price_moves,
    zeroes,
    zeroing,
)
from ecco_desktop.domain.ledger import ChangeKind
from ecco_desktop.jobs.numbers.price_sending import PlannedPrice, price_from, shown
from ecco_desktop.jobs.numbers.stock_sending import PlannedStock
from ecco_desktop.jobs.run.braking import Rows, last_day
from ecco_desktop.jobs.run.context import RunContext

# What a store sells without a count: it falls to whatever is sent, and only to zero is that a loss.
UNCOUNTED = Decimal("Infinity")
Rule = Callable[[Step], bool]
Count = Callable[[Sequence[tuple[Decimal | None, Decimal]], int, BrakeLimits], Verdict]


def judged_stock(
    ctx: RunContext,
    planned: Sequence[PlannedStock],
    in_stock: int,
    known: Container[str],
    limits: BrakeLimits,
) -> list[Judged]:
    """What would go to zero, and what would lose most of what it has, at once or in many small runs.

    What a store shows before it was ever compared (not in `known`) was nobody's count: that it falls is
    the set-up of a shop, but that it goes to zero is not taken for that. What is sold without a count goes
    to zero, too.
    """
    rows = last_day(ctx, ChangeKind.STOCK) if planned else {}
    done = ranges(rows, _quantity)
    # What only rises, and was not written in the last day, no rule counts.
    steps = [
        Step(one.ref, UNCOUNTED if one.before is None else one.before, Decimal(one.change.quantity))
        for one in planned
        if one.before is None or one.change.quantity < one.before or one.ref in done
    ]
    day = of_a_day(steps, done)
    rules: tuple[tuple[Brake, Count, Rule], ...] = (
        (Brake.STOCK, zeroing, lambda step: zeroes(step.before, step.after)),
        (Brake.FALL, falling, lambda step: step.ref in known and falls(step.before, step.after, limits)),
    )
    if not any(rule(step) for step in _of(steps, day) for _, _, rule in rules):
        return []
    keys = _keys(rows) | {one.ref: one.sku or one.ref for one in planned}
    found: list[Judged] = []
    for total, whole in ((in_stock, steps), (in_stock_of_a_day(in_stock, steps, done), day)):
        for brake, count, rule in rules:
            counted = [step for step in whole if rule(step)]
            verdict = count([(step.before, step.after) for step in counted], total, limits)
            moves = _moves(counted, keys, "estoque", _units)
            values = {"fall": str(limits.stock_fall)} if brake is Brake.FALL else {}
            found.append(Judged(brake, verdict, moves, values))
    return found


def judged_prices(
    planned: Sequence[PlannedPrice], rows: Rows, priced: int, limits: BrakeLimits
) -> list[Judged]:
    """What would move too far, at once or by many small moves; `rows` are those of the last day."""
    steps = [
        Step(one.ref, one.before.price if one.before else None, one.change.price.price) for one in planned
    ]
    day = of_a_day(steps, price_ranges(rows), furthest)

    def rule(step: Step) -> bool:
        return moves_far(step.before, step.after, limits)

    if not any(map(rule, _of(steps, day))):
        return []
    keys = _keys(rows) | {one.ref: one.sku or one.ref for one in planned}
    found: list[Judged] = []
    for whole in (steps, day):
        counted = [step for step in whole if rule(step)]
        verdict = price_moves([(step.before, step.after) for step in counted], priced, limits)
        moves = _moves(counted, keys, "preço", lambda value: shown(f"{value:.2f}"))
        found.append(Judged(Brake.PRICE, verdict, moves))
    return found


def ranges(rows: Rows, read: Callable[[str], Decimal | None]) -> dict[str, Range]:
    """What was in force in a day, by outside id, from what its rows found and set."""
    found: dict[str, Range] = {}
    for (outside_id, _), written in rows.items():
        texts = [text for row in written for text in (row.before, row.after)]
        values = [value for value in map(read, texts) if value is not None]
        if values:
            found[outside_id] = Range.of(values)
    return found


def price_ranges(rows: Rows) -> dict[str, Range]:
    """The prices that were in force in the last day, of what was changed in it."""
    return ranges(rows, _price)


def _of(steps: Sequence[Step], whole: Sequence[Step]) -> list[Step]:
    """What this run would do itself: what was let through before is no reason to hold what does no harm."""
    refs = {step.ref for step in steps}
    return [*steps, *(step for step in whole if step.ref in refs)]


def _moves(
    steps: Sequence[Step], keys: Mapping[str, str], name: str, words: Callable[[Decimal], str]
) -> tuple[Move, ...]:
    return tuple(
        Move(
            keys.get(step.ref, step.ref),
            name,
            "" if step.before is None else words(step.before),
            words(step.after),
        )
        for step in steps
    )


def _keys(rows: Rows) -> dict[str, str]:
    return {ref: written[-1].key or ref for (ref, _), written in rows.items()}


def _units(value: Decimal) -> str:
    return "sem controle" if value == UNCOUNTED else plain_number(value)


def _quantity(text: str) -> Decimal | None:
    return Decimal(text) if text else None


def _price(text: str) -> Decimal | None:
    price = price_from(text)
    return price.price if price else None
