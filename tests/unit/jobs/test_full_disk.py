"""A disk that is full while the program works: the run ends with its sentence, and nothing is lost.

The database itself refuses to grow (`max_page_count`), wherever it happens to be at that moment.
"""

from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest

from ecco_desktop.clock import ZONE
from ecco_desktop.domain.events import RunChanged
from ecco_desktop.domain.links import LinkKind
from ecco_desktop.domain.notices import Notice, NoticeKind
from ecco_desktop.domain.recurrence import Recurrence
from ecco_desktop.domain.runs import RunState, Trigger
from ecco_desktop.jobs.engine.scheduler import ALARM
from ecco_desktop.jobs.orders import creation
from ecco_desktop.ports.storage import StorageProblem
from ecco_desktop.services.alerts import AlertService
from ecco_desktop.services.deeds import Actor, Deeds
from ecco_desktop.services.preferences import PreferenceService
from ecco_desktop.storage.backups import FILE
from tests.fakes.app import FakeShop
from tests.unit.jobs.test_import_orders import numbers, stocked

ORDERS = [str(number) for number in range(150)]


@pytest.fixture
def no_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(creation, "SETTLE_SECONDS", 0.0)


def fill(shop: FakeShop, room: int) -> None:
    """The database may grow by so many pages, in every thread."""
    database = shop.storage._database
    shop.storage.close()
    with database.connection_context():
        pages = database.execute_sql("PRAGMA page_count").fetchone()[0]
    # Pages that are free inside the file count as room: there must be none.
    database.pragma("max_page_count", pages + room, permanent=True)


def make_room(shop: FakeShop) -> None:
    """Space again."""
    shop.storage.close()
    shop.storage._database.pragma("max_page_count", 2**30, permanent=True)


def begin_on_a_full_disk(shop: FakeShop) -> str:
    """How an import ended there."""
    began = len(shop.sink.events)
    try:
        shop.run("import_orders")
    except StorageProblem as problem:
        return f"{problem.key}: {problem.values['detail']}"
    ended = [event for event in shop.sink.events[began:] if isinstance(event, RunChanged)]
    return ended[-1].state.value


@pytest.mark.usefixtures("no_waiting")
def test_a_run_on_a_full_disk_ends_and_the_next_one_goes_on(tmp_path: Path) -> None:
    outcomes = Counter[str]()
    for room in (0, 1, 2, 3, 4, 6, 9, 12, 15, 18, 24, 48):
        shop = FakeShop(tmp_path / str(room))
        stocked(shop, *ORDERS)
        fill(shop, room)
        outcomes[begin_on_a_full_disk(shop)] += 1
        if shop.storage.runs.open_runs():
            # Its end waits for room; none begins before that is written.
            assert begin_on_a_full_disk(shop) == "run.storage: o disco está cheio"
        assert max(numbers(shop).values(), default=1) == 1
        make_room(shop)
        done = shop.run("import_orders")
        assert done.state in (RunState.SUCCEEDED, RunState.WITH_WARNINGS)
        assert numbers(shop) == Counter(ORDERS)
        assert len(shop.storage.links.all(shop.loja.id, LinkKind.ORDER)) == len(ORDERS)
        assert shop.storage.links.open_intents(shop.loja.id, LinkKind.ORDER) == []
        # What could not be closed then is closed now, with its reason.
        assert shop.storage.runs.open_runs() == []
        before = [run for run in shop.storage.runs.page(None, offset=0, limit=9).runs if run.id != done.id]
        assert all(run.error_key == "run.storage" for run in before if run.state is RunState.FAILED)
        assert shop.run("import_orders").tally.created == 0
        shop.close()
    # The disk was full in the middle of the run, and after its last order.
    assert set(outcomes) == {"failed", "succeeded"} and outcomes["failed"] >= 5


def test_a_failure_that_cannot_be_written_is_told_all_the_same(shop: FakeShop) -> None:
    stocked(shop, *ORDERS)
    told: list[Notice] = []
    deeds = Deeds(shop.storage, shop.clock, Actor())
    preferences = PreferenceService(shop.storage, deeds)
    alerts = AlertService(shop.storage, shop.clock, preferences, ZONE, told.append)
    shop.sink.emit = lambda event: (shop.sink.events.append(event), alerts.handle(event))  # type: ignore[method-assign]
    fill(shop, 3)
    assert not shop.run("import_orders").state.final, "it could be closed on disk"
    failures = [one for one in told if one.kind is NoticeKind.FAILURE]
    assert len(failures) == 1 and "espaço no disco" in failures[0].body
    make_room(shop)
    shop.run("import_orders")
    assert told[-1].kind is NoticeKind.RECOVERY


def test_turns_that_could_not_be_written_down_are_taken_when_there_is_room(shop: FakeShop) -> None:
    stocked(shop, "1")
    task = replace(shop.storage.tasks.all()[0], recurrence=Recurrence(every_minutes=10))
    shop.storage.tasks.update(task)
    shop.scheduler.start()
    shop.scheduler._jobs.pause()  # type: ignore[union-attr]
    fill(shop, 0)
    for _ in range(60):
        # Small rows still find room in half-empty pages.
        shop.scheduler._fire(task.id)
        shop.runner.wait_idle(10)
        shop.clock.move(601)
        if shop.scheduler._unread:
            break
    assert shop.scheduler._unread
    make_room(shop)
    shop.scheduler.watch()
    assert not shop.scheduler._unread
    assert shop.scheduler.next_due(task.id) is not None
    assert shop.scheduler._jobs.get_job(ALARM) is not None  # type: ignore[union-attr]
    shop.scheduler.stop()


def test_damage_at_work_ends_the_run_and_is_told_once(shop: FakeShop, tmp_path: Path) -> None:
    stocked(shop, *ORDERS)
    told: list[Notice] = []
    deeds = Deeds(shop.storage, shop.clock, Actor())
    preferences = PreferenceService(shop.storage, deeds)
    alerts = AlertService(shop.storage, shop.clock, preferences, ZONE, told.append)
    shop.sink.emit = lambda event: (shop.sink.events.append(event), alerts.handle(event))  # type: ignore[method-assign]
    shop.storage.finish()
    path = tmp_path / FILE

    def harm() -> None:
        with path.open("rb+") as file:
            file.seek(4096)
            file.write(b"\xff" * (path.stat().st_size - 4096))

    shop.store.on_order = harm
    began = shop.runner.request(shop.storage.tasks.all()[0].id, Trigger.PERSON)
    assert shop.runner.wait_idle(20)
    assert RunChanged(1, began.id, RunState.FAILED) in shop.sink.events
    assert [one.kind for one in told] == [NoticeKind.FAILURE]
    assert "abra de novo" in told[0].body
    assert (tmp_path / f"{FILE}.suspect").exists()
