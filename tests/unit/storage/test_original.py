"""The database file is replaced under the running program: noticed, told, and nothing goes on."""

import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ecco_desktop.domain.events import RunChanged, TasksChanged
from ecco_desktop.domain.keeping import BackupKind
from ecco_desktop.domain.runs import RunState, Trigger
from ecco_desktop.jobs.engine import cancel
from ecco_desktop.jobs.engine.recovery import LOOK_SECONDS
from ecco_desktop.ports.storage import StorageProblem
from ecco_desktop.storage.backups import FILE, Backups
from ecco_desktop.storage.database import SqliteStorage, open_storage
from ecco_desktop.storage.original import Original
from tests.fakes.app import FakeShop
from tests.unit.jobs.test_import_orders import stocked
from tests.unit.storage.test_backups import NOW


@pytest.fixture(autouse=True)
def each_check_is_a_request(monkeypatch: pytest.MonkeyPatch) -> None:
    """The fakes make no requests: every check stands for one."""
    monkeypatch.setattr(cancel, "FRESH", 0.0)


def over(copy: Path, place: Path) -> None:
    """Written over in place, as on Windows, where a file that is open cannot be renamed away."""
    shutil.copyfile(copy, place)


def renamed(copy: Path, place: Path) -> None:
    """As a program that synchronises puts its version there."""
    shutil.copyfile(copy, place.with_name("new"))
    os.replace(place.with_name("new"), place)


def alone(copy: Path, place: Path) -> None:
    """With the log of the former one taken away."""
    renamed(copy, place)
    place.with_name(f"{FILE}-wal").unlink()
    place.with_name(f"{FILE}-shm").unlink()


def removed(_copy: Path, place: Path) -> None:
    """Gone."""
    place.unlink()


WAYS = [over, renamed, alone, removed]
Way = Callable[[Path, Path], None]


def with_copy(folder: Path) -> Path:
    """An older copy of what is in a folder, made while nobody used it."""
    storage = open_storage(folder)
    storage.look(leave_mark=True)
    storage.settings.set("fact", "old")
    storage.finish()
    copy = folder.with_name("copy.sqlite3")
    shutil.copyfile(folder / FILE, copy)
    return copy


def replaced(storage: SqliteStorage) -> bool:
    """Whether a look notices it."""
    try:
        storage.look()
    except StorageProblem as problem:
        return problem.key == "storage.replaced"
    return False


@pytest.mark.parametrize("way", WAYS)
def test_a_replaced_file_is_noticed_and_never_used_again(tmp_path: Path, way: Way) -> None:
    folder = tmp_path / "dados"
    copy = with_copy(folder)
    storage = open_storage(folder)
    storage.look(leave_mark=True)
    storage.settings.set("fact", "new")
    assert not replaced(storage)
    way(copy, folder / FILE)
    assert replaced(storage)
    for use in (lambda: storage.settings.get("fact"), lambda: storage.settings.set("fact", "newest")):
        with pytest.raises(StorageProblem, match=r"storage\.replaced"):
            use()
    # Not even the log of the former one is written into it at the end.
    before = (folder / FILE).read_bytes() if (folder / FILE).exists() else b""
    storage.finish()
    assert before == ((folder / FILE).read_bytes() if (folder / FILE).exists() else b"")
    if way is not removed:
        # The next start reads what was put there, and nothing of the former log.
        script = (
            "import sys; from pathlib import Path; from ecco_desktop.storage.database import open_storage\n"
            "s = open_storage(Path(sys.argv[1]))\n"
            "print(s.settings.get('fact'), s.examine().detail); s.finish()\n"
        )
        words = [sys.executable, "-c", script, str(folder)]
        done = subprocess.run(words, capture_output=True, text=True, check=True)
        assert done.stdout.strip() == "old"


@pytest.mark.parametrize("way", [over, renamed])
def test_the_file_of_another_shop_is_noticed(tmp_path: Path, way: Way) -> None:
    other = with_copy(tmp_path / "outra")
    storage = open_storage(tmp_path / "dados")
    storage.look(leave_mark=True)
    # Two shops begin far apart; the lower one is told in place, the number of the file tells the rest.
    if way is over and _come(other) > _come(tmp_path / "dados" / FILE):
        way = renamed
    way(other, tmp_path / "dados" / FILE)
    assert replaced(storage)


def test_what_a_shop_does_every_day_is_no_replacement(tmp_path: Path) -> None:
    storage = open_storage(tmp_path)
    for day in range(5):
        storage.look(leave_mark=True)
        for number in range(200):
            storage.settings.set(f"{day}/{number}", "x" * 2000)
            storage.look()
        Backups(tmp_path).make(BackupKind.DAILY, NOW)
        storage._session.sql("PRAGMA wal_checkpoint(TRUNCATE)")
        storage.look()
        # Another program on the same folder, from its start to its end.
        script = (
            "import sys; from pathlib import Path; from ecco_desktop.storage.database import open_storage\n"
            "s = open_storage(Path(sys.argv[1])); s.look(leave_mark=True)\n"
            "s.settings.set('other', 'y'); s.finish()\n"
        )
        if day == 2:
            subprocess.run([sys.executable, "-c", script, str(tmp_path)], check=True)
        storage.look()
    storage.finish()
    assert not replaced(storage)


def test_a_folder_out_of_reach_says_nothing_of_the_file(tmp_path: Path) -> None:
    folder = tmp_path / "dados"
    storage = open_storage(folder)
    folder.rename(tmp_path / "unplugged")
    assert not replaced(storage)
    (tmp_path / "unplugged").rename(folder)
    assert not replaced(storage)


@given(st.lists(st.integers(0, 2**31 - 1), max_size=3))
def test_marks_only_grow_and_fit(before: list[int]) -> None:
    original = Original(Path("nowhere"))
    for now in before:
        after = original.next_mark(now)
        assert 0 < after <= 2**31 - 1
        assert after > now or now > 2**31 - 1 - 9


@pytest.mark.skipif(not Path("/proc/locks").exists(), reason="only Linux tells who holds which lock")
def test_a_look_drops_none_of_the_locks_that_keep_the_database_whole(tmp_path: Path) -> None:
    storage = open_storage(tmp_path)
    storage.settings.set("fact", "1")

    def locks() -> list[str]:
        number = f":{(tmp_path / FILE).stat().st_ino} "
        return [
            line.split(":", 1)[1] for line in Path("/proc/locks").read_text().splitlines() if number in line
        ]

    before = locks()
    assert before
    storage.look(leave_mark=True)
    os.utime(tmp_path / FILE)
    storage.look()
    assert locks() == before
    storage.finish()


@pytest.mark.parametrize("way", WAYS)
def test_a_run_stops_before_its_next_write_and_none_begins(tmp_path: Path, way: Way) -> None:
    folder = tmp_path / "dados"
    FakeShop(folder).close()
    copy = with_copy(folder)
    shop = FakeShop(folder)
    stocked(shop, "1")
    first, second = shop.storage.tasks.all()
    inside, go_on = threading.Event(), threading.Event()

    def hold() -> None:
        inside.set()
        assert go_on.wait(10)

    shop.store.on_order = hold
    shop.runner.request(first.id, Trigger.PERSON)
    waiting = shop.runner.request(second.id, Trigger.PERSON)
    assert inside.wait(10)
    way(copy, folder / FILE)
    go_on.set()
    assert shop.runner.wait_idle(10), "it is queued for ever"
    assert shop.erp.orders == []
    ends = [event.state for event in shop.sink.events if isinstance(event, RunChanged) and event.state.final]
    assert ends == [RunState.FAILED, RunState.FAILED]
    # Whoever waits for the runs hears that they failed, though the database cannot say so.
    assert shop.runner.outcome(waiting).state is RunState.FAILED
    assert shop.runner.outcome(waiting).error_key == "storage.replaced"
    with pytest.raises(StorageProblem, match=r"storage\.replaced"):
        shop.runner.request(first.id, Trigger.SCHEDULE)
    # The window asks anew, and hears why there is nothing to show.
    shop.sink.events.clear()
    shop.scheduler._looked(shop.scheduler._recovery.look)
    assert TasksChanged() in shop.sink.events
    assert LOOK_SECONDS < 60
    shop.close()


def _come(database: Path) -> int:
    import sqlite3
    from contextlib import closing

    with closing(sqlite3.connect(database)) as read:
        return int(read.execute("PRAGMA user_version").fetchone()[0])
