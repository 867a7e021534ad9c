"""Where the database lies: its own files only, and what the file system gives is read back."""

import contextlib
import os
import sqlite3
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import peewee
import pytest

from ecco_desktop.domain.keeping import BackupKind
from ecco_desktop.ports.storage import Risk, StorageProblem
from ecco_desktop.storage import place
from ecco_desktop.storage.backups import FILE, Backups
from ecco_desktop.storage.database import open_storage
from ecco_desktop.storage.failures import APPLICATION_ID, is_sound
from ecco_desktop.storage.place import risk_of
from ecco_desktop.storage.rescue import Rescue
from ecco_desktop.words.sentences import sentence
from tests.cli.commands import asked
from tests.unit.storage import old_versions

NOW = datetime(2026, 11, 28, tzinfo=UTC)


def pragma(file: Path, name: str) -> Any:
    with contextlib.closing(sqlite3.connect(file)) as read:
        return read.execute(f"PRAGMA {name}").fetchone()[0]


# -- another program's file --


def firefox(db: sqlite3.Connection) -> None:
    db.execute("PRAGMA application_id = 7")
    db.execute("CREATE TABLE moz_places (id INTEGER)")


def no_number(db: sqlite3.Connection) -> None:
    db.execute("CREATE TABLE pedidos (id INTEGER)")


def like_ours(db: sqlite3.Connection) -> None:
    """The names are those of ours, the history is not."""
    for table in ("connection", "task", "link", "setting"):
        db.execute(f"CREATE TABLE {table} (id INTEGER)")


def other_history(db: sqlite3.Connection) -> None:
    like_ours(db)
    db.execute("CREATE TABLE schema_migration (id INTEGER, name TEXT)")
    db.execute("INSERT INTO schema_migration VALUES (1, '0001_initial')")


def number_alone(db: sqlite3.Connection) -> None:
    db.execute("PRAGMA application_id = 1")


FOREIGN: list[Callable[[sqlite3.Connection], None]] = [
    firefox,
    no_number,
    like_ours,
    other_history,
    number_alone,
]


@pytest.mark.parametrize("made", FOREIGN)
def test_another_programs_file_is_refused_untouched(
    tmp_path: Path, made: Callable[[sqlite3.Connection], None]
) -> None:
    with contextlib.closing(sqlite3.connect(tmp_path / FILE)) as db:
        made(db)
        db.commit()
    before = (tmp_path / FILE).read_bytes()
    with pytest.raises(StorageProblem) as refused:
        open_storage(tmp_path)
    assert refused.value.key == "storage.foreign"
    assert FILE in sentence(refused.value.key, refused.value.values)
    assert (tmp_path / FILE).read_bytes() == before
    assert {each.name for each in tmp_path.iterdir()} == {FILE}
    done = asked("list", "--data-dir", str(tmp_path))
    assert done.returncode == 1 and "outro programa" in done.stderr
    assert (tmp_path / FILE).read_bytes() == before


@pytest.mark.parametrize("version", ["seventh", "fourth", "first"])
def test_a_folder_of_an_earlier_version_gets_its_number(tmp_path: Path, version: str) -> None:
    open_storage(tmp_path).finish()
    getattr(old_versions, f"as_{version}_version")(tmp_path)
    with contextlib.closing(sqlite3.connect(tmp_path / FILE)) as old:
        old.execute("PRAGMA application_id = 0")
    assert pragma(tmp_path / FILE, "application_id") == 0
    open_storage(tmp_path).finish()
    assert pragma(tmp_path / FILE, "application_id") == APPLICATION_ID
    open_storage(tmp_path).finish()


def test_copies_and_new_beginnings_have_it_too(tmp_path: Path) -> None:
    open_storage(tmp_path).finish()
    made = Backups(tmp_path).make(BackupKind.DAILY, NOW)
    assert pragma(made.path, "application_id") == APPLICATION_ID
    Rescue(tmp_path).begin_anew(NOW)
    assert pragma(tmp_path / FILE, "application_id") == APPLICATION_ID


def test_another_programs_file_is_no_copy_of_ours(tmp_path: Path) -> None:
    other = tmp_path / "other.sqlite3"
    with contextlib.closing(sqlite3.connect(other)) as db:
        firefox(db)
        db.execute("CREATE TABLE connection (id INTEGER)")
        db.commit()
    assert not is_sound(other)


@pytest.mark.skipif(os.name != "posix", reason="links are an administrator's on Windows")
@pytest.mark.parametrize("tail", ["", "-wal", "-shm", "-journal"])
@pytest.mark.parametrize("there", [True, False])
def test_a_planted_link_is_not_followed(tmp_path: Path, tail: str, there: bool) -> None:
    data, victim = tmp_path / "data", tmp_path / "victim"
    data.mkdir()
    if there:
        victim.write_bytes(b"theirs")
    (data / f"{FILE}{tail}").symlink_to(victim)
    with pytest.raises(StorageProblem, match=r"storage\.link"):
        open_storage(data)
    assert victim.read_bytes() == b"theirs" if there else not victim.exists()


# -- a file system that gives no write-ahead log --


def without_shared_memory(self: peewee.SqliteDatabase) -> sqlite3.Connection:
    """As on a share: SQLite's own layer without shared memory has no write-ahead log, and says so."""
    address = f"{Path(self.database).absolute().as_uri()}?vfs=unix-dotfile"
    found = sqlite3.connect(address, uri=True, isolation_level=None, check_same_thread=False)
    self._add_conn_hooks(found)
    return found


@pytest.mark.skipif(os.name != "posix", reason="the layer is of POSIX systems")
def test_what_is_not_given_is_read_back_told_and_made_up_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(peewee.SqliteDatabase, "_connect", without_shared_memory)
    storage = open_storage(tmp_path)
    assert storage.upkeep.risk() is not None and storage.upkeep.risk().key == "storage.no_wal"
    assert "delete" in sentence(storage.upkeep.risk().key, storage.upkeep.risk().values)
    storage.settings.set("a", "1")
    with storage._session.durable():
        storage.settings.set("a", "2")
    # Each transaction waits for the disk: nothing else keeps the file whole there.
    assert storage._session.sql("PRAGMA synchronous")[0][0] == 2
    assert storage.settings.get("a") == "2"
    storage.look(leave_mark=True)
    storage.finish()


def test_what_would_lose_data_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file system on which SQLite keeps its journal nowhere."""
    given = peewee.SqliteDatabase.execute_sql

    def in_memory(self: peewee.SqliteDatabase, sql: str, *words: Any) -> Any:
        return given(self, "SELECT 'memory'" if sql.startswith("PRAGMA journal_mode") else sql, *words)

    monkeypatch.setattr(peewee.SqliteDatabase, "execute_sql", in_memory)
    with pytest.raises(StorageProblem) as refused:
        open_storage(tmp_path)
    told = sentence(refused.value.key, refused.value.values)
    assert refused.value.key == "storage.journal" and "--data-dir" in told


@pytest.mark.parametrize(
    ("folder", "service"),
    [
        ("OneDrive/loja", "OneDrive"),
        ("OneDrive - Empresa Ltda/loja", "OneDrive"),
        ("Dropbox (Pessoal)/loja", "Dropbox"),
        ("Google Drive/Meu Drive/loja", "Google Drive"),
        ("GoogleDrive-loja@example.com/x", "Google Drive"),
        ("iCloudDrive/loja", "iCloud"),
        ("Library/Mobile Documents/com~apple~CloudDocs", "iCloud"),
        ("Library/CloudStorage/Box-Box", "Cloud Storage"),
        ("Nextcloud/loja", "Nextcloud"),
    ],
)
def test_a_synchronised_folder_is_known_by_its_name(tmp_path: Path, folder: str, service: str) -> None:
    found = risk_of(tmp_path / folder)
    assert found == Risk("storage.synced", {"folder": str(tmp_path / folder), "service": service})


@pytest.mark.parametrize("left", [".dropbox.cache", ".stfolder"])
def test_or_by_what_lies_in_it(tmp_path: Path, left: str) -> None:
    inner = tmp_path / "loja" / "dados"
    inner.mkdir(parents=True)
    assert risk_of(inner) is None
    (tmp_path / "loja" / left).mkdir()
    assert risk_of(inner) is not None


def test_or_by_where_the_system_says_it_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OneDriveCommercial", str(tmp_path / "nuvem"))
    found = risk_of(tmp_path / "nuvem" / "loja")
    assert found is not None and found.values["service"] == "OneDrive"
    assert risk_of(tmp_path / "nuvem2") is None


def test_a_link_leads_there_all_the_same(tmp_path: Path) -> None:
    real = tmp_path / "Dropbox" / "dados"
    real.mkdir(parents=True)
    (tmp_path / "loja").symlink_to(real)
    assert risk_of(tmp_path / "loja") is not None


@pytest.mark.parametrize("kind", ["nfs4", "cifs", "fuse.sshfs", "9p"])
def test_a_network_folder_is_told_and_gets_no_shared_log(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    mounts = tmp_path / "mountinfo"
    share = tmp_path / "rede da loja"
    escaped = str(share).replace(" ", "\\040")
    mounts.write_text(
        f"1 0 0:1 / / rw - ext4 /dev/a rw\n2 1 0:2 / {escaped} rw shared:1 - {kind} server:/x rw\n"
    )
    monkeypatch.setattr(place, "_MOUNTS", mounts)
    assert risk_of(tmp_path) is None
    storage = open_storage(share / "dados")
    assert storage.upkeep.risk() is not None and storage.upkeep.risk().key == "storage.network"
    assert storage._session.sql("PRAGMA journal_mode")[0][0] == "delete"
    storage.finish()
    # Back on a disk of one's own it is as ever.
    monkeypatch.undo()
    storage = open_storage(share / "dados")
    assert (storage.upkeep.risk(), storage._session.sql("PRAGMA journal_mode")[0][0]) == (None, "wal")
    storage.finish()


def test_it_is_told_once_and_by_the_check_up(tmp_path: Path) -> None:
    data = ("--data-dir", str(tmp_path / "Dropbox"))
    done = asked("doctor", *data)
    assert "Dropbox" in done.stdout and "sincronizada" in done.stdout
    asked("list", *data)
    storage = open_storage(tmp_path / "Dropbox")
    assert [one.title for one in storage.notices.newest(10)] == ["Pasta de dados"]
    storage.close()
