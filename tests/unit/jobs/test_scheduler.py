from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from ecco_desktop.domain.connections import Role
from ecco_desktop.domain.errors import SetupProblem
from ecco_desktop.domain.events import RunChanged, TasksChanged
from ecco_desktop.domain.recurrence import Recurrence
from ecco_desktop.domain.runs import RunState, Trigger
from ecco_desktop.domain.tasks import Task
from tests.fakes.app import FakeShop


def scheduled(shop: FakeShop, minutes: float = 10, **changes: object) -> Task:
    task = replace(shop.storage.tasks.all()[0], recurrence=Recurrence(every_minutes=minutes), **changes)  # type: ignore[arg-type]
    shop.storage.tasks.update(task)
    shop.scheduler.reload()
    return task


def test_the_next_turn_is_counted_from_the_end(shop: FakeShop) -> None:
    task = scheduled(shop)
    assert shop.scheduler.next_due(task.id) == shop.clock.now()
    shop.run("import_orders")
    shop.scheduler.reload()
    assert shop.scheduler.next_due(task.id) == shop.clock.now() + timedelta(minutes=10)


def test_switched_off_or_by_hand_has_no_turn(shop: FakeShop) -> None:
    task = scheduled(shop, active=False)
    assert shop.scheduler.next_due(task.id) is None
    assert shop.scheduler.next_due(shop.storage.tasks.all()[1].id) is None


def test_after_a_run_ended_the_turns_are_told_anew(shop: FakeShop) -> None:
    task = scheduled(shop)
    ended = shop.run("import_orders")
    shop.scheduler.handle(RunChanged(task.id, ended.id, RunState.SUCCEEDED))
    assert shop.scheduler.next_due(task.id) == shop.clock.now() + timedelta(minutes=10)
    assert TasksChanged() in shop.sink.events


def test_a_due_task_runs_by_itself(shop: FakeShop) -> None:
    task = scheduled(shop)
    shop.scheduler._fire(task.id)
    assert shop.runner.wait_idle(10)
    last = shop.storage.runs.last(task.id)
    assert last and (last.trigger, last.state) == (Trigger.SCHEDULE, RunState.SUCCEEDED)


def test_after_sleep_it_is_due_once(shop: FakeShop) -> None:
    task = scheduled(shop)
    shop.run("import_orders")
    shop.clock.at += timedelta(hours=9)  # asleep: the steady clock stood still
    shop.scheduler.watch()
    due = shop.scheduler.next_due(task.id)
    assert due and due <= shop.clock.now()
    assert TasksChanged() in shop.sink.events
    shop.run("import_orders")
    shop.scheduler.reload()
    assert shop.scheduler.next_due(task.id) == shop.clock.now() + timedelta(minutes=10)


def test_a_turn_due_after_the_clock_was_set_back_stays_due(shop: FakeShop) -> None:
    """A last run that ended days ahead counts for nothing, also when the clock comes near its end again."""
    task = scheduled(shop)
    shop.run("import_orders")
    shop.clock.at -= timedelta(hours=60)
    shop.scheduler.watch()
    due = shop.scheduler.next_due(task.id)
    assert due and due <= shop.clock.now()
    for _ in range(5):
        shop.clock.move(8 * 3600)
        shop.scheduler.reload()
        due = shop.scheduler.next_due(task.id)
        assert due and due <= shop.clock.now()
    shop.run("import_orders")
    shop.scheduler.reload()
    assert shop.scheduler.next_due(task.id) == shop.clock.now() + timedelta(minutes=10)


def test_an_ordinary_minute_is_no_sleep(shop: FakeShop) -> None:
    scheduled(shop)
    shop.sink.events.clear()
    shop.clock.move(30)
    shop.scheduler.watch()
    assert TasksChanged() not in shop.sink.events


def test_a_paused_turn_is_recorded_once_with_its_reason(shop: FakeShop) -> None:
    task = scheduled(shop)
    shop.tasks.pause_all(1.0)
    for _ in range(3):
        shop.scheduler._fire(task.id)
    assert shop.runner.wait_idle(10)
    runs = shop.storage.runs.page(task.id, offset=0, limit=10).runs
    assert [(run.state, run.error_key) for run in runs] == [(RunState.SKIPPED, "run.paused")]
    assert shop.tasks.paused_until() == shop.clock.now() + timedelta(hours=1)
    shop.clock.move(3601)
    assert shop.tasks.paused_until() is None
    shop.scheduler._fire(task.id)
    assert shop.runner.wait_idle(10)
    assert shop.storage.runs.last(task.id)


def test_a_pause_without_end_ends_when_resumed(shop: FakeShop) -> None:
    shop.tasks.pause_all(None)
    shop.clock.move(10**8)
    assert shop.tasks.paused_until() is not None
    shop.tasks.resume_all()
    assert shop.tasks.paused_until() is None


def test_at_the_start_interrupted_runs_go_on(tmp_path: Path) -> None:
    dead = FakeShop(tmp_path, owner="7:7.00")
    task = dead.storage.tasks.all()[0]
    dead.storage.runs.add(task.id, Trigger.SCHEDULE, RunState.RUNNING, dead.clock.now(), "7:7.00")
    dead.close()
    born = FakeShop(tmp_path, owner="8:8.00")
    born.scheduler.start()
    assert born.runner.wait_idle(10)
    states = [(run.trigger, run.state) for run in born.storage.runs.page(task.id, offset=0, limit=5).runs]
    assert states == [(Trigger.RECOVERY, RunState.SUCCEEDED), (Trigger.SCHEDULE, RunState.INTERRUPTED)]
    born.scheduler.stop()
    born.close()


def test_what_a_person_can_ask_of_tasks(shop: FakeShop) -> None:
    task = shop.storage.tasks.all()[0]
    with pytest.raises(SetupProblem, match=r"task\.refusal\.active"):
        shop.tasks.activate(task.id)
    shop.tasks.deactivate(task.id)
    shop.tasks.activate(task.id)
    with pytest.raises(SetupProblem, match=r"task\.refusal\.idle"):
        shop.tasks.stop(task.id)
    with pytest.raises(SetupProblem, match=r"task\.exists"):
        shop.tasks.create("import_orders", "Loja", None, {})
    with pytest.raises(SetupProblem, match=r"option\.value"):
        shop.tasks.create("import_orders", "Loja", None, {"since": "ontem"})
    with pytest.raises(SetupProblem, match=r"connection\.not_store"):
        shop.tasks.create("import_orders", "ERP", None, {})
    shop.tasks.delete(task.id)
    assert [view.task.id for view in shop.tasks.list()] == [2]
    assert shop.tasks.create("import_orders", "Loja", None, {}).id == 3


def test_a_missed_turn_may_be_given_up_and_is_told_in_the_history(shop: FakeShop) -> None:
    task = scheduled(shop)
    shop.run("import_orders")
    shop.storage.settings.set("preference.catch_up", "no")
    shop.clock.at += timedelta(hours=9)
    shop.scheduler.watch()
    assert shop.scheduler.next_due(task.id) == shop.clock.now() + timedelta(minutes=10)
    skipped = shop.storage.runs.page(task.id, offset=0, limit=1).runs[0]
    assert (skipped.state, skipped.error_key) == (RunState.SKIPPED, "run.not_caught_up")


def test_an_extra_turn_for_tonight_comes_once_beside_the_recurrence(shop: FakeShop) -> None:
    task = scheduled(shop, minutes=600)
    shop.run("import_orders")
    tonight = shop.clock.now() + timedelta(hours=3)
    shop.scheduler.book_later(task.id, tonight)
    shop.scheduler.reload()
    assert shop.scheduler.next_due(task.id) == tonight
    shop.clock.at = tonight + timedelta(minutes=1)
    shop.run("import_orders")
    shop.scheduler.reload()
    assert shop.scheduler.next_due(task.id) == shop.clock.now() + timedelta(minutes=600)


def test_an_extra_turn_also_comes_where_the_task_is_switched_off(shop: FakeShop) -> None:
    task = scheduled(shop, active=False)
    tonight = shop.clock.now() + timedelta(hours=3)
    shop.scheduler.book_later(task.id, tonight)
    shop.scheduler.reload()
    assert shop.scheduler.next_due(task.id) == tonight


def test_what_another_program_changes_is_seen_at_the_next_look(shop: FakeShop, tmp_path: Path) -> None:
    task = scheduled(shop)
    shop.run("import_orders")
    shop.scheduler.reload()
    shop.sink.events.clear()
    shop.scheduler.watch()
    assert shop.sink.events == [], "nothing changed, nothing is told"

    other = FakeShop(tmp_path, owner="9:9.00", alive=("1:1.00",))
    changed = replace(task, recurrence=Recurrence(every_minutes=30))
    for change in (
        lambda: other.storage.tasks.update(changed),
        lambda: other.tasks.pause_all(None),
        other.tasks.resume_all,
        lambda: other.run("sync_stock"),
        lambda: other.storage.connections.add("Outra", "woocommerce", Role.STORE, {}),
    ):
        change()
        shop.scheduler.watch()
        assert TasksChanged() in shop.sink.events
        shop.sink.events.clear()
        shop.scheduler.watch()
        assert shop.sink.events == []
    assert shop.scheduler.next_due(task.id) == shop.clock.now() + timedelta(minutes=30)
    other.close()


@pytest.mark.parametrize("changes", [{"active": False}, {"deleted": True}, {"recurrence": None}])
def test_a_task_another_program_switched_off_does_not_run_once_more(
    shop: FakeShop, tmp_path: Path, changes: dict[str, object]
) -> None:
    task = scheduled(shop)
    other = FakeShop(tmp_path, owner="9:9.00", alive=("1:1.00",))
    other.storage.tasks.update(replace(task, **changes))  # type: ignore[arg-type]
    shop.scheduler._fire(task.id)
    assert shop.runner.wait_idle(10)
    assert shop.storage.runs.page(task.id, offset=0, limit=5).total == 0
    assert shop.scheduler.next_due(task.id) is None
    other.close()
