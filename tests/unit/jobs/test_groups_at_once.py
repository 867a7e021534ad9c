"""Several groups of numbers on their way to a store at a time."""

import threading
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ecco_desktop.domain.errors import TransientProblem
from ecco_desktop.domain.ledger import ChangeKind, ChangeOutcome
from ecco_desktop.domain.runs import RunState
from ecco_desktop.domain.stock import ItemOutcome, StockChange
from ecco_desktop.ports.at_once import AHEAD, at_once
from tests.fakes.app import FakeShop
from tests.fakes.store_items import GROUP
from tests.fuzzing import examples
from tests.unit.jobs.test_sync_stock import filled, shown


@pytest.mark.parametrize("threads", [1, 2, 3])
def test_what_comes_out_is_in_order_and_no_more_is_under_way(threads: int) -> None:
    under_way, most, lock = 0, 0, threading.Lock()
    begun: list[int] = []

    def work(item: int) -> int:
        nonlocal under_way, most
        with lock:
            under_way += 1
            most = max(most, under_way)
            begun.append(item)
        with lock:
            under_way -= 1
        return item * 2

    taken: list[int] = []
    for found in at_once(range(50), work, threads):
        taken.append(found)
        assert len(begun) <= len(taken) + threads * AHEAD
    assert taken == [item * 2 for item in range(50)]
    assert most <= threads


def test_who_stops_taking_stops_the_work() -> None:
    begun: list[int] = []
    source = at_once(range(1000), begun.append, 2)
    next(source)
    source.close()
    assert len(begun) <= 2 + 2 * AHEAD


class Gate:
    """Lets the second group through only when the first has failed, whatever the threads do."""

    def __init__(self, shop: FakeShop) -> None:
        self._write = shop.store.write_stock
        self._first, self._second = threading.Event(), threading.Event()

    def write(self, changes: Sequence[StockChange]) -> Sequence[ItemOutcome]:
        if not self._first.is_set():
            self._first.set()
            self._second.wait(10)
            raise TransientProblem("http.server", host="loja", status=500)
        done = self._write(changes)
        self._second.set()
        return done


def test_what_was_under_way_when_the_run_ended_is_kept(
    shop: FakeShop, monkeypatch: pytest.MonkeyPatch
) -> None:
    filled(shop, 40)
    shop.store.groups_at_once = 2
    monkeypatch.setattr(shop.store, "write_stock", Gate(shop).write)
    ended = shop.run("sync_stock")
    assert ended.state is RunState.FAILED
    done = shop.storage.ledger.changes(kind=ChangeKind.STOCK, run_id=ended.id)
    # The groups that were done are known as done, and nothing else is.
    assert len(done) == sum(map(len, shop.store.writes)) >= GROUP
    assert {row.outcome for row in done} == {ChangeOutcome.DONE}
    monkeypatch.undo()
    shop.run("sync_stock")
    assert shown(shop) == {f"S{n}": n for n in range(40)}


@settings(max_examples=examples(40))
@given(
    st.sets(st.integers(1, 30), max_size=3),
    st.sets(st.integers(1, 30), max_size=3),
    st.lists(st.sampled_from(["", "before", "after"]), max_size=2),
    st.integers(1, 3),
)
def test_the_store_ends_the_same_however_many_are_under_way(
    refused: set[int], missing: set[int], lose: list[str], threads: int
) -> None:
    with TemporaryDirectory() as folder:
        shop = FakeShop(Path(folder))
        try:
            filled(shop, 30)
            shop.store.groups_at_once = threads
            shop.store.refuses = {str(n) for n in refused}
            shop.store.missing = {str(n) for n in missing}
            shop.store.lose = list(lose)
            ended = shop.run("sync_stock")
            bad = {n - 1 for n in refused | missing}
            assert {sku: n for sku, n in shown(shop).items() if int(sku[1:]) not in bad} == {
                f"S{n}": n for n in range(30) if n not in bad
            }
            assert shop.storage.pending.count() == len(refused | missing)
            rows = shop.storage.ledger.changes(kind=ChangeKind.STOCK, run_id=ended.id)
            # One ledger row for each, said once.
            assert len(rows) == len({row.outside_id for row in rows}) == 30
        finally:
            shop.close()
