"""A file is there whole or as it was, for its owner alone, and nothing planted is followed."""

import os
from pathlib import Path

import pytest

from ecco_desktop.paths import written_whole


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
