"""A damaged or vanished database: noticed, set aside whole, replaced by the newest sound copy."""

import os
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from ecco_desktop.domain.connections import Role
from ecco_desktop.domain.keeping import RESTORED_KEY, BackupKind
from ecco_desktop.ports.storage import StorageProblem
from ecco_desktop.storage.backups import FILE, Backups
from ecco_desktop.storage.database import SqliteStorage, open_storage
from ecco_desktop.storage.failures import SUSPECT, suspected
from ecco_desktop.storage.rescue import Rescue

NOW = datetime(2026, 3, 2, 15, 0, tzinfo=UTC)
DAY = timedelta(days=1)


def shop(folder: Path, copies: int = 2) -> Path:
    """A folder with copies, each with its number in it, and a newer value in the database itself."""
    storage = open_storage(folder)
    storage.connections.add("Loja", "woocommerce", Role.STORE, {"address": "x"})
    for number in range(copies):
        storage.settings.set("number", str(number))
        Backups(folder).make(BackupKind.DAILY, NOW + number * DAY)
    storage.settings.set("number", "newest")
    storage.finish()
    return folder / FILE


def overwrite(path: Path, at: int, length: int) -> None:
    """Other bytes in a file."""
    with path.open("rb+") as file:
        file.seek(at)
        file.write(os.urandom(length))


def middle(path: Path) -> None:
    """Bytes changed all over the file; what a database does not look at by itself, so the end was unclean."""
    overwrite(path, 4096, path.stat().st_size - 8192)


HARM: dict[str, tuple[Callable[[Path], object], str]] = {
    "header": (lambda path: overwrite(path, 0, 100), "storage.damaged"),
    "middle": (middle, "storage.damaged"),
    "text": (lambda path: path.write_bytes(b"no database" * 999), "storage.damaged"),
    "cut": (lambda path: os.truncate(path, path.stat().st_size // 2), "storage.damaged"),
    "empty": (lambda path: os.truncate(path, 0), "storage.missing"),
    "gone": (lambda path: path.unlink(), "storage.missing"),
}


@pytest.mark.parametrize("kind", HARM)
def test_damage_is_noticed_left_alone_and_mended_from_the_newest_sound_copy(
    kind: str, tmp_path: Path
) -> None:
    path = shop(tmp_path)
    harm, key = HARM[kind]
    harm(path)
    (tmp_path / f"{FILE}-wal").write_bytes(b"left by a crash")
    before = path.read_bytes() if path.exists() else None
    with pytest.raises(StorageProblem) as told:
        open_storage(tmp_path)
    assert told.value.key == key
    assert (path.read_bytes() if path.exists() else None) == before
    rescue = Rescue(tmp_path)
    # The newest copy is damaged too: it is left out.
    middle(rescue.candidates(NOW + 3 * DAY)[0].path)
    copy = rescue.candidates(NOW + 3 * DAY)[0]
    aside = rescue.restore(copy.path, copy.at, NOW + 3 * DAY)
    if before is None:
        assert aside is None
    else:
        assert aside is not None and aside.read_bytes() == before
    again = open_storage(tmp_path)
    assert again.settings.get("number") == "0"
    assert str(NOW.isoformat()) in str(again.settings.get(RESTORED_KEY))
    assert path.stat().st_mode & 0o077 == 0
    assert not suspected(path)
    again.finish()


def test_a_shop_without_copies_begins_as_always(tmp_path: Path) -> None:
    (tmp_path / FILE).touch()
    open_storage(tmp_path).finish()


def test_the_log_of_the_damaged_database_is_never_read_into_the_copy(tmp_path: Path) -> None:
    path = shop(tmp_path)
    code = (
        "import os, sys; from pathlib import Path; from ecco_desktop.storage.database import open_storage\n"
        "s = open_storage(Path(sys.argv[1])); s.settings.set('number', 'in the log'); os._exit(1)\n"
    )
    subprocess.run([sys.executable, "-c", code, str(tmp_path)], check=False)
    log = path.with_name(f"{FILE}-wal")
    assert log.stat().st_size > 0
    newest = Rescue(tmp_path).candidates(NOW + 2 * DAY)[0]
    aside = Rescue(tmp_path).restore(newest.path, newest.at, NOW + 2 * DAY)
    again = open_storage(tmp_path)
    assert again.settings.get("number") == "1"
    again.finish()
    assert aside is not None
    # What was set aside can still be read, its log with it.
    with sqlite3.connect(aside) as old:
        assert old.execute("SELECT value FROM setting WHERE key = 'number'").fetchone() == ("in the log",)
    old.close()


@pytest.mark.parametrize("step", range(1, 5))
def test_a_restore_that_is_cut_at_any_step_is_offered_again(
    step: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = shop(tmp_path)
    middle(path)
    path.with_name(f"{FILE}-wal").write_bytes(b"left by a crash")
    with pytest.raises(StorageProblem, match=r"storage\.damaged"):
        open_storage(tmp_path)
    for tail in ("-wal", "-shm"):
        path.with_name(FILE + tail).write_bytes(b"left by a crash")
    newest = Rescue(tmp_path).candidates(NOW + 2 * DAY)[0]
    real, done = Path.replace, 0

    def cut(self: Path, target: Path) -> Path:
        nonlocal done
        done += 1
        if done == step:
            raise KeyboardInterrupt
        return real(self, target)

    with monkeypatch.context() as patch:
        patch.setattr(Path, "replace", cut)
        with pytest.raises(KeyboardInterrupt):
            Rescue(tmp_path).restore(newest.path, newest.at, NOW)
    with pytest.raises(StorageProblem, match=r"storage\.(damaged|missing)"):
        open_storage(tmp_path)
    Rescue(tmp_path).restore(newest.path, newest.at, NOW + DAY)
    again = open_storage(tmp_path)
    assert again.settings.get("number") == "1"
    again.finish()


def test_a_copy_that_is_damaged_changes_nothing(tmp_path: Path) -> None:
    path = shop(tmp_path)
    before = path.read_bytes()
    copy = Backups(tmp_path).all(NOW + 2 * DAY)[0]
    middle(copy.path)
    with pytest.raises(StorageProblem, match=r"restore\.bad"):
        Rescue(tmp_path).restore(copy.path, copy.at, NOW)
    with pytest.raises(StorageProblem, match=r"restore\.bad"):
        Rescue(tmp_path).restore(tmp_path / "nothing.sqlite3", NOW, NOW)
    assert path.read_bytes() == before
    again = open_storage(tmp_path)
    assert again.settings.get("number") == "newest"
    again.finish()
    assert not (tmp_path / f"{FILE}{SUSPECT}").exists()


@pytest.mark.skipif(sys.platform == "win32", reason="there the system refuses to rename an open file")
def test_a_database_that_another_program_has_open_is_not_replaced(tmp_path: Path) -> None:
    path = shop(tmp_path)
    code = (
        "import sys; from pathlib import Path; from ecco_desktop.storage.database import open_storage\n"
        "s = open_storage(Path(sys.argv[1])); s.settings.get('x'); print('open', flush=True); input()\n"
    )
    other = subprocess.Popen(
        [sys.executable, "-c", code, str(tmp_path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert other.stdout and other.stdin and other.stdout.readline() == "open\n"
    before = path.read_bytes()
    copy = Backups(tmp_path).all(NOW + 2 * DAY)[0]
    with pytest.raises(StorageProblem, match=r"restore\.in_use"):
        Rescue(tmp_path).restore(copy.path, copy.at, NOW)
    assert path.read_bytes() == before
    other.communicate("\n")


def test_begun_anew_the_old_file_is_kept_and_the_copies_too(tmp_path: Path) -> None:
    path = shop(tmp_path)
    middle(path)
    harmed = path.read_bytes()
    (tmp_path / f"{FILE}{SUSPECT}").touch()
    aside = Rescue(tmp_path).begin_anew(NOW)
    assert aside is not None and aside.read_bytes() == harmed
    again = open_storage(tmp_path)
    assert again.connections.all() == [] and again.settings.get("number") is None
    assert len(Backups(tmp_path).all(NOW + 2 * DAY)) == 2
    again.finish()


def test_damage_at_work_is_told_as_such_and_looked_at_by_the_next_start(tmp_path: Path) -> None:
    path = shop(tmp_path)
    storage: SqliteStorage = open_storage(tmp_path)
    middle(path)

    def read_all() -> None:
        storage.runs.open_runs()
        storage.connections.all()
        storage.ledger.changes()

    with pytest.raises(StorageProblem, match=r"run\.damaged"):
        read_all()
    storage.finish()
    for tail in ("-wal", "-shm"):
        path.with_name(FILE + tail).unlink(missing_ok=True)
    # Nothing tells of a crash; the mark does.
    with pytest.raises(StorageProblem, match=r"storage\.damaged"):
        open_storage(tmp_path)
