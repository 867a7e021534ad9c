"""A run is real, pretended or gives back: what each leaves behind, and that it never turns into another."""

from dataclasses import replace
from pathlib import Path

import pytest

from ecco_desktop.domain.errors import SetupProblem
from ecco_desktop.domain.ledger import Change, ChangeOutcome
from ecco_desktop.domain.runs import RunState, Trigger
from ecco_desktop.jobs.engine.ways import PretendedRun, RealRun, UndoingRun, Way
from ecco_desktop.jobs.registry import AUTOMATIONS
from ecco_desktop.jobs.run.simulation import Simulation
from ecco_desktop.jobs.run.written import written_by
from tests.fakes.app import WAIT, FakeShop
from tests.fakes.orders import store_order
from tests.unit.jobs.test_sync_stock import level


@pytest.fixture
def shop(tmp_path: Path) -> FakeShop:
    shop = FakeShop(tmp_path)
    shop.store.orders["1"] = store_order("1")
    shop.erp.levels = [level("1890", "CAM-P", 9, 7)]
    shop.store.add("11", "CAM-P", 0)
    return shop


def go(shop: FakeShop, automation: str, way: Way, trigger: Trigger) -> tuple[RunState, str]:
    task = next(task for task in shop.storage.tasks.all() if task.automation == automation)
    began = shop.runner.request(task.id, trigger, way)
    assert shop.runner.wait_idle(WAIT)
    ended = shop.storage.runs.get(began.id)
    assert ended is not None
    return ended.state, ended.error_key


def test_giving_back_what_cannot_be_given_back_sends_nothing(shop: FakeShop) -> None:
    """An automation without an undo must not run for real in its place."""
    state, why = go(shop, "import_orders", UndoingRun(1), Trigger.UNDO)
    assert (state, why) == (RunState.FAILED, "undo.not_possible")
    assert not shop.erp.orders
    shop.close()


def test_what_can_be_given_back_says_so() -> None:
    for known in AUTOMATIONS:
        assert known.info.undoable == (known.undo is not None), known.info.key


def test_a_pretended_run_leaves_marked_rows_and_tells_nobody(shop: FakeShop) -> None:
    simulation = Simulation.of(shop.storage, 1)
    way = PretendedRun(simulation)
    told: list[str] = []
    way.telling(lambda key, _values: told.append(key))("order.doubled_outside", {})
    assert told == []
    state, _why = go(shop, "sync_stock", way, Trigger.SIMULATION)
    assert state is RunState.SUCCEEDED
    rows = shop.storage.ledger.changes(outcome=ChangeOutcome.SIMULATED, limit=10)
    assert [row.key for row in rows] == ["CAM-P"]
    assert not shop.storage.ledger.changes(outcome=ChangeOutcome.DONE, limit=10)
    assert simulation._runs == 0, "the copy goes away with its last run"
    shop.close()


def test_a_real_run_tells(shop: FakeShop) -> None:
    told: list[str] = []
    RealRun().telling(lambda key, _values: told.append(key))("order.doubled_outside", {})
    assert told == ["order.doubled_outside"]
    shop.close()


def test_what_a_run_wrote_is_told_oldest_first_over_many_pages(shop: FakeShop) -> None:
    go(shop, "sync_stock", RealRun(), Trigger.PERSON)
    row = shop.storage.ledger.changes(outcome=ChangeOutcome.DONE, limit=1)[0]
    many = [_copy(row, number) for number in range(4100)]
    shop.storage.ledger.add(many)
    found = written_by(row.run_id, shop.storage)
    assert [one.key for one in found] == [row.key, *(one.key for one in many)]
    shop.close()


def test_a_run_that_cannot_be_queued_is_refused(shop: FakeShop) -> None:
    with pytest.raises(SetupProblem, match=r"task\.unknown"):
        shop.runner.request(99, Trigger.UNDO, UndoingRun(1))
    shop.close()


def _copy(row: Change, number: int) -> Change:
    return replace(row, key=f"SKU-{number}")
