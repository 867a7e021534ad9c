"""`restore`, as someone at a terminal needs it."""

import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

from ecco_desktop.domain.connections import Role
from ecco_desktop.domain.keeping import BackupKind
from ecco_desktop.storage.backups import FILE, Backups
from ecco_desktop.storage.database import open_storage
from tests.cli.commands import asked, ecco

NOW = datetime.now(UTC)


def shop(folder: Path) -> Path:
    storage = open_storage(folder)
    storage.connections.add("Loja", "woocommerce", Role.STORE, {"address": "x"})
    for days in (2, 1):
        storage.settings.set("number", str(days))
        Backups(folder).make(BackupKind.DAILY, NOW - timedelta(days=days))
    storage.finish()
    return folder / FILE


def number(folder: Path) -> str | None:
    storage = open_storage(folder)
    try:
        return storage.settings.get("number")
    finally:
        storage.finish()


def test_a_damaged_start_names_the_command_that_mends_it(tmp_path: Path) -> None:
    path = shop(tmp_path)
    where = ("--data-dir", str(tmp_path))
    with path.open("rb+") as file:
        file.write(os.urandom(8192))
    failed = ecco("list", *where)
    assert failed.returncode == 1
    assert "danificado" in failed.stderr and "ecco-desktop restore" in failed.stderr
    listed = asked("restore", "--list", *where)
    assert listed.returncode == 0, listed.stderr
    assert [line.rpartition("/")[2] for line in listed.stdout.splitlines()] == [
        one.path.name for one in Backups(tmp_path).all(NOW)
    ]
    done = asked("restore", *where)
    assert done.returncode == 0, done.stderr
    assert "ecco-set-aside-" in done.stdout.replace("\n", "")
    assert number(tmp_path) == "1"
    again = asked("list", *where)
    assert again.returncode == 0, again.stderr


def test_a_sound_database_is_replaced_only_after_a_yes(tmp_path: Path) -> None:
    shop(tmp_path)
    where = ("--data-dir", str(tmp_path))
    oldest = Backups(tmp_path).all(NOW)[-1].path
    refused = asked("restore", "--from", str(oldest), *where)
    assert refused.returncode == 1 and number(tmp_path) == "1"
    done = asked("restore", "--from", str(oldest), "--yes", *where)
    assert done.returncode == 0, done.stderr
    assert number(tmp_path) == "2"


def test_without_a_copy_it_says_how_to_begin_anew(tmp_path: Path) -> None:
    path = shop(tmp_path)
    where = ("--data-dir", str(tmp_path))
    for one in Backups(tmp_path).all(NOW):
        one.path.write_bytes(b"bad")
    path.write_bytes(b"bad too")
    failed = asked("restore", *where)
    assert failed.returncode == 1 and "--anew" in failed.stderr
    assert path.read_bytes() == b"bad too"
    done = asked("restore", "--anew", *where)
    assert done.returncode == 0, done.stderr
    assert number(tmp_path) is None
    assert asked("restore", "--anew", "--from", "x", *where).returncode == 2
