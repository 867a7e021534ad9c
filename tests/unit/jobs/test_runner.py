import threading
from dataclasses import replace
from pathlib import Path

import pytest

from ecco_desktop.domain.errors import SetupProblem
from ecco_desktop.domain.events import LogGrew, RunChanged, RunProgressed
from ecco_desktop.domain.runs import Run, RunState, Tally, Trigger
from ecco_desktop.domain.tasks import Task, TaskState
from ecco_desktop.jobs.engine.execution import CLAIM_TRIES
from ecco_desktop.jobs.engine.lanes import Lanes
from ecco_desktop.jobs.engine.owner import LEASE_SECONDS
from ecco_desktop.storage.processes import SystemProcesses
from tests.fakes.app import FakeShop
from tests.fakes.orders import store_order
from tests.fakes.system import FakeProcesses


def left_open(shop: FakeShop) -> tuple[Task, Run, str]:
    """A run that is under way by the table, and its owner."""
    task, owner, now = shop.storage.tasks.all()[0], shop.runner._owner.hold(), shop.clock.now()
    run = shop.storage.runs.add(task.id, Trigger.SCHEDULE, RunState.QUEUED, now, owner)
    assert shop.storage.runs.claim(run.id, f"connection:{task.connection_id}", owner, now)
    return task, run, owner


def test_a_run_is_queued_runs_and_ends(shop: FakeShop) -> None:
    ended = shop.run("import_orders")
    states = [event.state for event in shop.sink.events if isinstance(event, RunChanged)]
    assert states == [RunState.QUEUED, RunState.RUNNING, RunState.SUCCEEDED]
    assert (ended.trigger, ended.seconds) == (Trigger.SCHEDULE, 0.0)
    assert [line.key for line in shop.log(ended)][:1] == ["run.started"]
    assert any(isinstance(event, LogGrew) for event in shop.sink.events)


def test_the_same_task_never_runs_twice_at_once(shop: FakeShop) -> None:
    task = shop.storage.tasks.all()[0]
    holding, held = threading.Event(), threading.Event()

    def hold() -> None:
        held.set()
        holding.wait(10)

    shop.store.orders["1"] = store_order("1")
    shop.store.on_order = hold
    shop.runner.request(task.id, Trigger.PERSON)
    assert held.wait(10)
    assert shop.runner.state(task.id) is TaskState.RUNNING
    with pytest.raises(SetupProblem, match=r"task\.refusal\.busy"):
        shop.runner.request(task.id, Trigger.SCHEDULE)
    other = shop.storage.tasks.all()[1]
    waiting = shop.runner.request(other.id, Trigger.PERSON)
    assert shop.runner.state(other.id) is TaskState.QUEUED
    holding.set()
    assert shop.runner.wait_idle(10)
    ended = shop.storage.runs.get(waiting.id)
    assert ended and ended.state is RunState.SUCCEEDED


def test_a_queued_run_can_be_stopped_before_it_begins(shop: FakeShop) -> None:
    first, second = shop.storage.tasks.all()
    asked = threading.Event()

    def stop_the_second() -> None:
        # However fast the first run is: there is nothing to stop before the second is asked for.
        assert asked.wait(10)
        shop.runner.stop(second.id)

    shop.store.orders["1"] = store_order("1")
    shop.store.on_order = stop_the_second
    shop.runner.request(first.id, Trigger.PERSON)
    queued = shop.runner.request(second.id, Trigger.PERSON)
    asked.set()
    assert shop.runner.wait_idle(10)
    ended = shop.storage.runs.get(queued.id)
    assert ended and ended.state is RunState.CANCELLED


def test_a_bug_ends_the_run_and_not_the_program(shop: FakeShop) -> None:
    def bug() -> None:
        raise ZeroDivisionError("our mistake")

    shop.store.orders["1"] = store_order("1")
    shop.store.on_order = bug
    ended = shop.run("import_orders")
    assert (ended.state, ended.error_key) == (RunState.FAILED, "run.bug")
    assert not any("ZeroDivision" in line.text for line in shop.log(ended))
    shop.store.orders.clear()
    assert shop.run("import_orders").state is RunState.SUCCEEDED


def test_a_setup_problem_ends_the_run_with_its_reason(shop: FakeShop) -> None:
    def refuse() -> None:
        raise SetupProblem("http.credentials", host="loja", connection="Loja")

    shop.store.orders["1"] = store_order("1")
    shop.store.on_order = refuse
    ended = shop.run("import_orders")
    assert (ended.state, ended.error_key) == (RunState.FAILED, "http.credentials")
    assert "recusou a chave" in shop.log(ended)[-1].text


def test_progress_is_told(shop: FakeShop) -> None:
    shop.store.orders["1"] = store_order("1")
    shop.run("import_orders")
    assert any(isinstance(event, RunProgressed) and event.total == 1 for event in shop.sink.events)


def test_what_a_crash_left_open_is_interrupted_and_its_task_named(tmp_path: Path) -> None:
    dead = FakeShop(tmp_path, owner="7:7.00")
    task, left, owner = left_open(dead)
    dead.storage.runs.beat(left.id, Tally(created=5), 9, dead.clock.now())
    dead.storage.close()
    born = FakeShop(tmp_path, owner="8:8.00")
    assert born.runner.recover() == [task.id]
    found = born.storage.runs.get(left.id)
    assert found and found.state is RunState.INTERRUPTED
    assert (found.tally.created, found.api_calls) == (5, 9)
    assert born.runner.recover() == []
    assert born.storage.owners.find(owner) is None
    born.close()


def test_a_run_of_another_living_program_is_left_alone(tmp_path: Path) -> None:
    other = FakeShop(tmp_path, owner="7:7.00")
    task, _left, _owner = left_open(other)
    ours = FakeShop(tmp_path, owner="8:8.00", alive=("7:7.00",))
    assert ours.runner.recover() == []
    owner = ours.runner._owner.hold()
    mine = ours.storage.runs.add(task.id, Trigger.PERSON, RunState.QUEUED, ours.clock.now(), owner)
    assert not ours.storage.runs.claim(mine.id, "connection:2", owner, ours.clock.now())
    ours.storage.runs.close(mine.id, RunState.SKIPPED, Tally(), 0, ours.clock.now())
    ours.processes.others.clear()
    assert ours.runner.recover() == [task.id]
    mine = ours.storage.runs.add(task.id, Trigger.PERSON, RunState.QUEUED, ours.clock.now(), owner)
    assert ours.storage.runs.claim(mine.id, "connection:2", owner, ours.clock.now())
    ours.close()
    other.close()


def test_a_store_that_is_used_elsewhere_makes_a_skipped_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ecco_desktop.jobs.engine.execution.CLAIM_PAUSE", 0.0)
    shop = FakeShop(tmp_path, owner="8:8.00", alive=("7:7.00",))
    other = FakeShop(tmp_path, owner="7:7.00")
    left_open(other)
    ended = shop.run("import_orders")
    assert (ended.state, ended.error_key) == (RunState.SKIPPED, "run.elsewhere")
    assert CLAIM_TRIES * 0.5 > LEASE_SECONDS, "a lane that nobody has any more would be passed by"
    shop.close()
    other.close()


def test_a_run_that_has_ended_is_not_ended_again(shop: FakeShop) -> None:
    ended = shop.run("import_orders")
    again = shop.storage.runs.close(ended.id, RunState.FAILED, Tally(failed=9), 0, shop.clock.now())
    assert again.state is ended.state


def test_a_deleted_task_cannot_be_started(shop: FakeShop) -> None:
    task = shop.storage.tasks.all()[0]
    shop.tasks.delete(task.id)
    with pytest.raises(SetupProblem, match=r"task\.unknown"):
        shop.runner.request(task.id, Trigger.PERSON)
    assert shop.storage.runs.page(task.id, offset=0, limit=5).total == 0


def test_closing_stops_what_runs(shop: FakeShop) -> None:
    task = shop.storage.tasks.all()[0]
    held = threading.Event()

    def hold() -> None:
        held.set()
        while shop.runner.state(task.id) is not TaskState.STOPPING:
            pass

    shop.store.orders["1"] = store_order("1")
    shop.store.on_order = hold
    began = shop.runner.request(task.id, Trigger.PERSON)
    assert held.wait(10)
    assert shop.runner.close(10)
    ended = shop.storage.runs.get(began.id)
    assert ended and ended.state is RunState.CANCELLED


def test_lanes_keep_order_inside_and_run_side_by_side() -> None:
    lanes, order, meet = Lanes(), [], threading.Barrier(2, timeout=10)
    for number in range(5):
        lanes.submit(1, lambda n=number: order.append(n))  # type: ignore[misc]
    lanes.submit(2, lambda: meet.wait() and None)
    lanes.submit(3, lambda: meet.wait() and None)
    assert lanes.wait_idle(10)
    assert order == [0, 1, 2, 3, 4]


def test_a_program_that_closes_takes_no_more_requests(shop: FakeShop) -> None:
    task = shop.storage.tasks.all()[0]
    assert shop.runner.close(5)
    with pytest.raises(SetupProblem, match=r"task\.refusal\.closing"):
        shop.runner.request(task.id, Trigger.SCHEDULE)
    assert shop.storage.runs.open_runs() == []
    assert shop.runner.state(task.id) is TaskState.IDLE


def test_options_of_a_task_are_used_over_the_defaults(shop: FakeShop) -> None:
    shop.store.orders["1"] = store_order("1", paid=False)
    assert shop.run("import_orders").tally.skipped == 1
    task = shop.storage.tasks.all()[0]
    shop.storage.tasks.update(replace(task, options={"which": "all"}))
    shop.run("import_orders")
    assert shop.storage.pending.count() == 1  # it comes in now, and lacks its product


def test_a_process_number_proves_a_death_and_only_in_its_own_world() -> None:
    real = SystemProcesses()
    world, _, number = real.current().rpartition("|")
    pid = number.partition(":")[0]
    assert not real.gone(real.current())
    assert real.gone(f"{world}|1999999999:1.00")
    assert real.gone(f"{world}|{pid}:5.00"), "the same number, another program"
    for elsewhere in ("1999999999:1.00", "nonsense", f"{world}x|1999999999:1.00", f"{world}|nonsense"):
        assert not real.gone(elsewhere), elsewhere
    assert FakeProcesses().gone("2:2.00") and not FakeProcesses("1:1.00").gone("1:1.00")
