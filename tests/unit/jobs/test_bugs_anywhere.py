"""A bug in any call of a run, to the outside or to the database, stops its record or its run alone."""

import logging
from pathlib import Path

import pytest

from ecco_desktop.domain.products import ErpProduct
from ecco_desktop.domain.runs import Run, RunState, Trigger
from ecco_desktop.domain.tasks import TaskState
from ecco_desktop.jobs.engine import cancel
from ecco_desktop.jobs.engine.closing import Closing
from ecco_desktop.jobs.orders import creation
from tests.fakes.app import WAIT, FakeShop
from tests.fakes.breaking import Breaking, Luck
from tests.fakes.orders import store_order
from tests.unit.jobs.test_sync_stock import level

# What is called once a run has come to its end: it ends as it did, for its record says so already.
AFTERWARDS = {"storage.close", "runs.write_log"}
LEFT_OPEN = "runs.close"


def breaking_shop(folder: Path, luck: Luck) -> FakeShop:
    """One order to import, one stock to send, and every port of the runner under `luck`."""
    shop = FakeShop(folder)
    shop.erp.catalog = [ErpProduct("1890", "CAM-P", "789", "Camiseta", True)]
    shop.erp.levels = [level("1890", "CAM-P", 9, 7)]
    shop.store.orders["1"] = store_order("1")
    shop.store.add("11", "CAM-P", 0)
    for name in ("storage", "secrets", "connectors", "owner"):
        setattr(shop.runner, f"_{name}", Breaking(getattr(shop.runner, f"_{name}"), name, luck))
    shop.runner._closing_runs = Closing(shop.runner._storage, shop.clock)
    return shop


def go(shop: FakeShop, automation: str) -> Run:
    task = next(task for task in shop.storage.tasks.all() if task.automation == automation)
    began = shop.runner.request(task.id, Trigger.PERSON)
    assert shop.runner.wait_idle(WAIT), "the lane is blocked"
    assert shop.runner.state(task.id) is TaskState.IDLE
    ended = shop.storage.runs.get(began.id)
    assert ended is not None
    return ended


@pytest.mark.parametrize("automation", ["import_orders", "sync_stock"])
def test_each_call_breaks_once(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch, automation: str
) -> None:
    monkeypatch.setattr(creation, "SETTLE_SECONDS", 0.0)
    # However slow the machine is, each run makes the same calls.
    monkeypatch.setattr(cancel, "FRESH", 600.0)
    caplog.set_level(logging.INFO, logger="ecco_desktop")
    luck = Luck()
    whole = breaking_shop(tmp_path / "whole", luck)
    luck.start()
    assert go(whole, automation).state is RunState.SUCCEEDED
    calls = list(luck.calls)
    whole.close()
    assert {"erp", "store", "connectors", "secrets", "runs", "tasks"} <= {
        name.split(".")[0] for name in calls
    }

    for number, name in enumerate(calls):
        shop = breaking_shop(tmp_path / str(number), luck)
        caplog.clear()
        luck.start(break_at=number)
        ended = go(shop, automation)
        assert luck.broke == name
        judge(shop, ended, name, caplog)
        luck.start()
        assert go(shop, automation).state is RunState.SUCCEEDED, f"the run after a bug in {name}"
        assert len(shop.erp.orders) == (automation == "import_orders"), name
        shop.close()


def judge(shop: FakeShop, ended: Run, broke: str, caplog: pytest.LogCaptureFixture) -> None:
    """The record says so in plain words; the traceback is in the technical log, and only there."""
    if broke == LEFT_OPEN:
        # Nothing could be written: what is left open is found and told of.
        assert shop.runner.recover() == [ended.task_id]
        left = shop.storage.runs.get(ended.id)
        assert left is not None and left.state is RunState.INTERRUPTED
    elif broke in AFTERWARDS:
        assert ended.state is RunState.SUCCEEDED
    elif ended.state is RunState.WITH_WARNINGS:
        # Inside the work on one record: it waits, and the run went on.
        assert [record.cause for record in shop.storage.pending.waiting()] == ["record.bug"], broke
    else:
        assert (ended.state, ended.error_key) == (RunState.FAILED, "run.bug"), broke
        last = shop.log(ended)[-1]
        assert last.key == "run.bug" and "registro técnico" in last.text
    told = [
        record for record in caplog.records if record.exc_info and record.exc_info[0] is ZeroDivisionError
    ]
    assert len(told) == 1, broke
    for line in shop.log(ended):
        assert "ZeroDivisionError" not in line.text and "Traceback" not in line.text
        assert "a bug in" not in str(line.values)
    assert "a bug in" not in str(ended.error_values)


def test_a_pulse_that_fails_beats_on(tmp_path: Path) -> None:
    """A bug while a run is kept alive must not leave every later run without its beat."""
    shop = FakeShop(tmp_path)
    beats: list[int] = []

    def beat(*_: object) -> None:
        beats.append(1)
        raise ZeroDivisionError

    shop.runner._storage = Breaking(shop.storage, "storage", Luck())  # type: ignore[assignment]
    shop.storage.runs.beat = beat  # type: ignore[method-assign]
    task = shop.storage.tasks.all()[0]
    shop.store.orders["1"] = store_order("1")
    shop.store.on_order = lambda: [shop.runner._beat() for _ in range(2)] and None
    shop.runner.request(task.id, Trigger.PERSON)
    assert shop.runner.wait_idle(WAIT)
    assert len(beats) >= 2
    shop.close()
