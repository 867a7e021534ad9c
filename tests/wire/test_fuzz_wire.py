"""A sample of `make fuzz-wire`, the same at each `make test`: all connectors and automations, three days.

The planted faults prove that it sees. What is tried, and what counts, stands in tests/wire/case.py.
"""

import pytest

from tests.wire.__main__ import Days, drawn
from tests.wire.case import STORES, Day, Try, play
from tests.wire.planted import PLANTED
from tests.wire.twists import FAMILIES, KINDS

# Three days, one of each store, are 84 tries.
SEED = 5
# Where each planted fault is looked for, and what it counts as.
WHERE = {
    "another record's answer is taken": (
        Try("vtex", "vtex", "push_prices", "another answer", 9), "wrong"
    ),
    "a page that came before is a further one": (
        Try("woocommerce", "eccosys", "sync_stock", "first page again", 3), "endless"
    ),
    "what is missing is zero": (Try("woocommerce", "eccosys", "sync_stock", "type null", 22), "written"),
}  # fmt: skip


@pytest.mark.sandbox
@pytest.mark.timeout(300)
@pytest.mark.parametrize("store", STORES)
def test_whatever_the_wire_does_on_a_day_the_promises_are_kept(store: str) -> None:
    _, tries = next(iter(drawn(Days(seed=SEED, store=store, steps=100, only=True))))
    day = play(tries)
    found = {one.tried.line(): one.counts for one in day.founds if one.counts}
    assert not found
    assert not day.end, f"python -m tests.wire --store {store} --seed {SEED} --only"
    assert sum(one.struck for one in day.founds) > len(tries)


@pytest.mark.sandbox
@pytest.mark.timeout(300)
@pytest.mark.parametrize("fault", PLANTED)
def test_a_planted_fault_is_seen(fault: str) -> None:
    tried, count = WHERE[fault]
    assert not seen(play([tried]))
    with PLANTED[fault]():
        assert count in seen(play([tried]))


def seen(day: Day) -> set[str]:
    return {count for counts in [*(one.counts for one in day.founds), day.end] for count, _ in counts}


def test_every_kind_is_of_one_family() -> None:
    assert sorted(kind for kinds in FAMILIES.values() for kind in kinds) == sorted(KINDS)
