"""Copies: whole, checked, named last, seven of each kind."""

import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from ecco_desktop.domain.connections import Role
from ecco_desktop.domain.keeping import Backup, BackupKind, is_due
from ecco_desktop.ports.storage import StorageProblem
from ecco_desktop.storage import backups as module
from ecco_desktop.storage.backups import FILE, Backups
from ecco_desktop.storage.database import SqliteStorage, open_storage
from ecco_desktop.storage.failures import is_sound, suspected

NOW = datetime(2026, 3, 2, 15, 0, tzinfo=UTC)
DAY = timedelta(days=1)
DAILY = BackupKind.DAILY


@pytest.fixture
def storage(tmp_path: Path) -> Iterator[SqliteStorage]:
    opened = open_storage(tmp_path)
    opened.connections.add("Loja", "woocommerce", Role.STORE, {"address": "x"})
    yield opened
    opened.close()


def test_a_copy_has_what_was_written_up_to_now_and_is_for_its_owner_alone(
    storage: SqliteStorage, tmp_path: Path
) -> None:
    # Still in the write-ahead log, not in the file.
    storage.settings.set("k", "newest")
    made = Backups(tmp_path).make(DAILY, NOW)
    assert made.path.stat().st_mode & 0o077 == 0
    assert made.path.parent.stat().st_mode & 0o077 == 0
    assert is_sound(made.path, whole=True)
    with sqlite3.connect(made.path) as copy:
        assert copy.execute("SELECT value FROM setting WHERE key = 'k'").fetchone() == ("newest",)
    copy.close()
    assert [one.name for one in made.path.parent.iterdir()] == [made.path.name]


def test_seven_are_kept_and_those_made_before_an_update_have_their_own_seven(
    storage: SqliteStorage, tmp_path: Path
) -> None:
    backups = Backups(tmp_path)
    for days in range(9):
        backups.make(DAILY, NOW + days * DAY)
        backups.make(BackupKind.BEFORE_UPDATE, NOW + days * DAY)
    found = backups.all(NOW + 9 * DAY)
    for kind in BackupKind:
        at = [one.at for one in found if one.kind is kind]
        assert at == [NOW + days * DAY for days in range(8, 1, -1)]


def test_a_copy_that_is_not_finished_does_not_count_and_does_not_stay(
    storage: SqliteStorage, tmp_path: Path
) -> None:
    backups = Backups(tmp_path)
    kept = backups.make(DAILY, NOW)
    gone = backups.place / "daily-20260303T150000.999999999.part"
    living = backups.place / f"daily-20260303T150000.{_alive()}.part"
    for half in (gone, living):
        half.write_bytes(kept.path.read_bytes()[:5000])
    assert list(backups.all(NOW)) == [kept]
    backups.make(DAILY, NOW + DAY)
    assert not gone.exists() and living.exists()


def _alive() -> int:
    """The number of a process that lives and is not ours."""
    return 1


def test_a_copy_that_came_out_damaged_is_no_copy(
    storage: SqliteStorage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    backups = Backups(tmp_path)
    before = backups.make(DAILY, NOW)

    def spoil(path: Path) -> None:
        with path.open("rb+") as file:
            file.seek(4096)
            file.write(b"\xff" * 4096 * 3)

    monkeypatch.setattr(module, "sync_file", spoil)
    with pytest.raises(StorageProblem, match=r"backup\.failed"):
        backups.make(DAILY, NOW + DAY)
    assert list(backups.place.iterdir()) == [before.path]


def test_the_last_room_on_a_disk_is_not_taken_by_copies(
    storage: SqliteStorage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "ROOM_BYTES", 10**18)
    with pytest.raises(StorageProblem, match=r"backup\.failed"):
        Backups(tmp_path).make(DAILY, NOW)
    storage.settings.set("k", "goes on")


def test_damage_of_the_data_is_found_while_copying_and_never_copied(
    storage: SqliteStorage, tmp_path: Path
) -> None:
    storage.finish()
    path = tmp_path / FILE
    with path.open("rb+") as file:
        file.seek(4096)
        file.write(b"\xff" * (path.stat().st_size - 8192))
    backups = Backups(tmp_path)
    with pytest.raises(StorageProblem, match=r"run\.damaged"):
        backups.make(DAILY, NOW)
    assert list(backups.place.iterdir()) == []
    assert suspected(path)


@pytest.mark.parametrize(
    ("hours", "due"), [(None, True), (1, False), (23.9, False), (24, True), (-1, False), (-30, True)]
)
def test_a_day_is_counted_by_the_clock(hours: float | None, due: bool) -> None:
    newest = None if hours is None else Backup(Path("x"), NOW - timedelta(hours=hours))
    assert is_due(newest, NOW) is due


def test_a_copy_dated_by_a_wrong_clock_is_not_the_newest(storage: SqliteStorage, tmp_path: Path) -> None:
    backups = Backups(tmp_path)
    wrong = backups.make(DAILY, NOW + 2000 * DAY)
    right = backups.make(DAILY, NOW)
    assert [one.path for one in backups.all(NOW)] == [right.path, wrong.path]


CHILD = """
import resource, sys
from datetime import UTC, datetime
from pathlib import Path
from ecco_desktop.domain.keeping import BackupKind
from ecco_desktop.ports.storage import StorageProblem
from ecco_desktop.storage.backups import Backups
from ecco_desktop.storage.database import open_storage

folder = Path(sys.argv[1])
storage = open_storage(folder)
resource.setrlimit(resource.RLIMIT_FSIZE, (60_000, 60_000))
try:
    Backups(folder).make(BackupKind.DAILY, datetime.now(UTC))
except StorageProblem as problem:
    print(problem.key, problem.values["detail"])
print(storage.settings.get("k"))
"""


@pytest.mark.skipif(sys.platform == "win32", reason="file size limits are of POSIX")
def test_a_file_that_may_not_grow_leaves_no_half_copy(storage: SqliteStorage, tmp_path: Path) -> None:
    storage.settings.set("k", "there")
    storage.settings.set("large", "x" * 200_000)
    before = Backups(tmp_path).make(DAILY, NOW)
    done = subprocess.run(
        [sys.executable, "-c", CHILD, str(tmp_path)], capture_output=True, text=True, check=False
    )
    assert done.stdout.splitlines() == ["backup.failed o disco não responde", "there"], done.stderr
    assert list((tmp_path / "backups").iterdir()) == [before.path]


def test_a_copy_just_made_stays_where_a_wrong_clock_dated_seven_others_later(
    storage: SqliteStorage, tmp_path: Path
) -> None:
    backups = Backups(tmp_path)
    for minutes in range(1, 8):
        backups.make(DAILY, NOW + timedelta(minutes=minutes))
    made = backups.make(DAILY, NOW)
    assert made in backups.all(NOW) and len(backups.all(NOW)) == 7
