"""However one big change is split into runs of a day, the brake holds where it would hold the whole."""

from collections.abc import Callable, Sequence
from decimal import Decimal

from hypothesis import assume, given
from hypothesis import strategies as st

from ecco_desktop.domain.brake import (
    BrakeLimits,
    Move,
    Range,
    Step,
    Verdict,
    falling,
    furthest,
    highest,
    in_stock_of_a_day,
    of_a_day,
    price_moves,
    zeroing,
)

LIMITS = BrakeLimits()
Pairs = Sequence[tuple[Decimal | None, Decimal]]
Count = Callable[[Pairs, int, BrakeLimits], Verdict]


@st.composite
def in_parts(draw: st.DrawFn, least: int) -> tuple[list[int], list[int], list[list[tuple[int, int]]]]:
    """Values, what they would become, and runs: (which, to what), the last of each to what it becomes."""
    size = draw(st.integers(5, 30))
    before = draw(st.lists(st.integers(least, 30), min_size=size, max_size=size))
    after = draw(st.lists(st.integers(least, 30) | st.just(least), min_size=size, max_size=size))
    runs: list[list[tuple[int, int]]] = [[] for _ in range(draw(st.integers(1, 8)))]
    for which, (old, new) in enumerate(zip(before, after, strict=True)):
        if old == new:
            continue
        turns = sorted(draw(st.sets(st.integers(0, len(runs) - 1), min_size=1, max_size=4)))
        for turn in turns[:-1]:
            runs[turn].append((which, draw(st.integers(min(old, new), max(old, new)))))
        runs[turns[-1]].append((which, new))
    return before, after, runs


def held(count: Count, before: list[int], runs: list[list[tuple[int, int]]], *, stock: bool) -> bool:
    """Whether one of the runs is held; each is judged as the automations do."""
    shown, seen = list(before), dict[str, list[Decimal]]()
    for run in runs:
        steps = [Step(str(which), Decimal(shown[which]), Decimal(to)) for which, to in run]
        steps = [step for step in steps if step.before != step.after]
        done = {ref: Range.of(values) for ref, values in seen.items()}
        total = sum(1 for value in shown if value > 0) if stock else len(shown)
        of_day = in_stock_of_a_day(total, steps, done) if stock else total
        ways = [(total, steps), (of_day, of_a_day(steps, done, highest if stock else furthest))]
        if any(count([(s.before, s.after) for s in way], all_, LIMITS).over for all_, way in ways):
            return True
        for step in steps:
            seen.setdefault(step.ref, []).extend([step.before or Decimal(0), step.after])
            shown[int(step.ref)] = int(step.after)
    return False


@given(in_parts(0))
def test_stock(case: tuple[list[int], list[int], list[list[tuple[int, int]]]]) -> None:
    before, after, runs = case
    for count in (zeroing, falling):
        if held(count, before, [list(enumerate(after))], stock=True):
            assert held(count, before, runs, stock=True)


@given(in_parts(1))
def test_prices(case: tuple[list[int], list[int], list[list[tuple[int, int]]]]) -> None:
    before, after, runs = case
    assume(held(price_moves, before, [list(enumerate(after))], stock=False))
    assert held(price_moves, before, runs, stock=False)


@given(st.lists(st.text(max_size=6), min_size=8, max_size=8))
def test_a_change_is_known_again_and_no_other_is_taken_for_it(texts: list[str]) -> None:
    one, other = Move(*texts[:4]), Move(*texts[4:])
    assert (one.digest == other.digest) is (one == other)
    assert one.digest == Move(*texts[:4]).digest
