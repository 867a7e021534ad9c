"""A file is there whole or as it was, for its owner alone, and nothing planted is followed."""

import logging
import os
from pathlib import Path

import pytest

from ecco_desktop import diagnostics
from ecco_desktop.domain.errors import SetupProblem
from ecco_desktop.paths import LOOK_FILE, copy_new, made_new, read_small, written_whole
from ecco_desktop.services.bundle import technical_log
from ecco_desktop.storage.backups import FILE as DATABASE
from ecco_desktop.storage.failures import suspect, suspected
from ecco_desktop.storage.original import _leave_word
from ecco_desktop.ui.look import Look, LookFile
from ecco_desktop.ui.single_instance import SingleInstance


def write(path: Path, content: bytes) -> None:
    with written_whole(path) as file:
        file.write(content)


def test_it_takes_the_place_of_the_old_one_for_its_owner_alone(tmp_path: Path) -> None:
    path, before = tmp_path / "a.json", os.umask(0)
    try:
        path.write_bytes(b"old")
        path.chmod(0o644)
        write(path, b"new")
    finally:
        os.umask(before)
    assert path.read_bytes() == b"new"
    assert list(tmp_path.iterdir()) == [path]
    assert os.name != "posix" or path.stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("call", ["fsync", "replace"])
def test_a_refusal_leaves_the_old_one_and_nothing_aside(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, call: str
) -> None:
    path = tmp_path / "a.json"
    path.write_bytes(b"old")

    def full(*_arguments: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr(os, call, full)
        with pytest.raises(OSError, match="No space"):
            write(path, b"new")
    assert (path.read_bytes(), list(tmp_path.iterdir())) == (b"old", [path])


def test_it_is_on_the_disk_before_it_has_its_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path, seen = tmp_path / "a.json", []
    monkeypatch.setattr(os, "fsync", lambda _file: seen.append(path.exists()))
    write(path, b"new")
    assert (seen, path.exists()) == ([False], True)


def test_a_block_that_breaks_changes_nothing(tmp_path: Path) -> None:
    path = tmp_path / "a.json"

    def breaks() -> None:
        with written_whole(path) as file:
            file.write(b"half")
            raise KeyError("ours")

    with pytest.raises(KeyError):
        breaks()
    assert list(tmp_path.iterdir()) == []


def test_two_at_once_never_write_into_one_anothers(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    with written_whole(path) as one:
        one.write(b"one")
        write(path, b"other")
        assert path.read_bytes() == b"other"
    assert (path.read_bytes(), list(tmp_path.iterdir())) == (b"one", [path])


@pytest.mark.parametrize("name", ["a.json", "a[1].json"])
def test_what_a_crash_left_goes_at_the_next_write_and_nothing_else(tmp_path: Path, name: str) -> None:
    left, young, theirs, other = (
        tmp_path / each
        for each in (
            f"{name}.abcd_123.part",
            f"{name}.zyxw_987.part",
            f"{name}.mine.part",
            "b.json.abcd_123.part",
        )
    )
    for each in (left, young, theirs, other):
        each.write_bytes(b"half")
    for each in (left, theirs, other):
        os.utime(each, (0, 0))
    write(tmp_path / name, b"new")
    assert {each.name for each in tmp_path.iterdir()} == {name, young.name, theirs.name, other.name}


@pytest.mark.skipif(os.name != "posix", reason="links are an administrator's on Windows")
def test_a_planted_link_is_never_followed(tmp_path: Path) -> None:
    path, victim = tmp_path / "a.json", tmp_path / "victim"
    victim.write_bytes(b"theirs")
    for name in ("a.json", "a.json.part", "a.part", "a.new"):
        (tmp_path / name).symlink_to(victim)
    write(path, b"new")
    assert victim.read_bytes() == b"theirs"
    assert path.read_bytes() == b"new" and not path.is_symlink()


@pytest.mark.skipif(os.name != "posix", reason="links are an administrator's on Windows")
def test_a_link_at_the_very_name_that_is_taken_is_not_followed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, victim, names = tmp_path / "a.json", tmp_path / "victim", iter(["planted", "free"])
    victim.write_bytes(b"theirs")
    (tmp_path / "a.json.planted.part").symlink_to(victim)
    monkeypatch.setattr("tempfile._get_candidate_names", lambda: names)
    write(path, b"new")
    assert (victim.read_bytes(), path.read_bytes()) == (b"theirs", b"new")


@pytest.mark.skipif(os.name != "posix", reason="links are an administrator's on Windows")
@pytest.mark.parametrize("there", [True, False])
def test_every_file_the_program_makes_by_itself_is_made_new(tmp_path: Path, there: bool) -> None:
    """The marks, the log and the window's own file: a link planted under the name leads nowhere."""
    data, victim = tmp_path / "data", tmp_path / "victim"
    (data / "logs").mkdir(parents=True)
    if there:
        victim.write_bytes(b"theirs")
    for name in ("logs/ecco-desktop.log", f"{DATABASE}.suspect", f"{DATABASE}.replaced", LOOK_FILE):
        (data / name).symlink_to(victim)
    diagnostics.start(data / "logs")
    log = logging.getLogger("ecco_desktop")
    try:
        log.info("written")
    finally:
        for handler in list(log.handlers):
            log.removeHandler(handler)
            handler.close()
    assert "written" in (data / "logs" / "ecco-desktop.log").read_text("utf-8")
    suspect(data / DATABASE)
    _leave_word(data / DATABASE)
    assert suspected(data / DATABASE)
    file = LookFile(data)
    file.write(Look(zoom=125))
    file._file.sync()
    assert LookFile(data).read().zoom == 125
    assert victim.read_bytes() == b"theirs" if there else not victim.exists()


@pytest.mark.skipif(os.name != "posix", reason="links are an administrator's on Windows")
def test_a_copy_is_made_new_too(tmp_path: Path) -> None:
    source, target, victim = (tmp_path / name for name in ("source", "target", "victim"))
    source.write_bytes(b"data")
    victim.write_bytes(b"theirs")
    target.symlink_to(victim)
    for make in (lambda: copy_new(source, target), lambda: made_new(target)):
        with pytest.raises(FileExistsError):
            make()
    target.unlink()
    copy_new(source, target)
    assert (target.read_bytes(), victim.read_bytes()) == (b"data", b"theirs")
    assert target.stat().st_mode & 0o777 == 0o600


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes with names")
def test_what_is_no_file_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(OSError, match="Invalid"):
        read_small(tmp_path / "pipe")
    with pytest.raises(OSError, match="large"):
        read_small(Path(__file__), 10)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes with names")
def test_the_package_holds_no_file_that_a_planted_link_leads_to(tmp_path: Path) -> None:
    logs, victim = tmp_path / "logs", tmp_path / "theirs"
    logs.mkdir()
    victim.write_text("theirs")
    (logs / "ecco-desktop.log").write_text("ours")
    (logs / "ecco-desktop.log.1").symlink_to(victim)
    os.mkfifo(logs / "ecco-desktop.log.2")
    assert list(technical_log(tmp_path).values()) == ["ours"]


def test_a_file_that_was_made_read_only_stays(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.write_bytes(b"old")
    path.chmod(0o444)
    with pytest.raises(PermissionError):
        write(path, b"new")
    assert (path.read_bytes(), list(tmp_path.iterdir())) == (b"old", [path])


BROKEN_LOCKS = (b"", b"1", b"99999999\nx\nanother-computer\nz\n", bytes(range(256)), b"\n\n\n")


@pytest.mark.parametrize("content", BROKEN_LOCKS, ids=range(len(BROKEN_LOCKS)))
def test_a_lock_that_is_nobodys_keeps_no_window_shut(qapp: object, tmp_path: Path, content: bytes) -> None:
    """A power cut left it empty, or it came along with a copied folder: the window opened never again."""
    (tmp_path / "window.lock").write_bytes(content)
    first = SingleInstance(tmp_path)
    assert first.acquire()
    assert not SingleInstance(tmp_path).acquire(), "it is a lock all the same"
    first.release()


def test_what_is_no_lock_is_told(qapp: object, tmp_path: Path) -> None:
    (tmp_path / "window.lock").mkdir()
    with pytest.raises(SetupProblem, match=r"window\.lock"):
        SingleInstance(tmp_path).acquire()
    (tmp_path / "window.lock").rmdir()
    (tmp_path / "window.lock").symlink_to(tmp_path / "victim")
    first = SingleInstance(tmp_path)
    assert first.acquire() and not (tmp_path / "victim").exists()
    first.release()
