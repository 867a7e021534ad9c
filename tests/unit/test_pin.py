"""The technician's PIN: counted before it is compared, whoever tries, and never opened by a broken file."""

import json
import os
import subprocess
import sys
import threading
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from ecco_desktop import services
from ecco_desktop.domain.errors import SetupProblem
from ecco_desktop.domain.settings import FREE_TRIES
from ecco_desktop.services.deeds import Actor, Deeds
from ecco_desktop.services.technician import TechnicianService
from ecco_desktop.storage.database import open_storage
from ecco_desktop.storage.locks import alone
from ecco_desktop.storage.pin import FILE, LOCK, PinFile
from tests.fakes.system import FakeClock

PIN, TRIES = "2468", 40
OTHER_PROCESS = """
import sys
from pathlib import Path
from ecco_desktop.storage.pin import PinFile
store = PinFile(Path(sys.argv[1]))
with store.alone():
    print(store.read().wrong, flush=True)
    sys.stdin.readline()
"""


class NoDeeds:
    """Nothing is written down."""

    def __init__(self) -> None:
        self.actor = Actor()

    def note(self, _key: str, **_values: object) -> None:
        """Not here."""


def no_deeds() -> Deeds:
    return NoDeeds()  # type: ignore[return-value]


def technician(folder: Path, clock: FakeClock) -> TechnicianService:
    return TechnicianService(PinFile(folder), clock, no_deeds())


def answers(services: list[TechnicianService], pin: str) -> list[str]:
    """What each is told that tries at the same moment."""
    found: list[str] = []
    together = threading.Barrier(len(services))

    def attempt(service: TechnicianService) -> None:
        together.wait()
        try:
            service.unlock(pin)
            found.append("open")
        except SetupProblem as problem:
            found.append(problem.key)

    threads = [threading.Thread(target=attempt, args=(service,)) for service in services]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return found


@pytest.fixture(autouse=True)
def cheap(monkeypatch: pytest.MonkeyPatch) -> None:
    """Guessing is dear in real life; here it is not what is tried."""
    monkeypatch.setattr(services.technician, "_COST", {"n": 2, "r": 8, "p": 1})


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture
def folder(tmp_path: Path, clock: FakeClock) -> Path:
    technician(tmp_path, clock).set_pin(PIN)
    return tmp_path


def wrong_of(folder: Path) -> int:
    return int(json.loads((folder / FILE).read_text("utf-8"))["wrong"])


def test_forty_at_once_are_five_tries(folder: Path, clock: FakeClock) -> None:
    """Each of its own, as forty programs have it, and all of one, as forty clicks of a window."""
    told = answers([technician(folder, clock) for _ in range(TRIES)], "1111")
    assert (told.count("pin.wrong"), told.count("pin.wait")) == (FREE_TRIES + 1, TRIES - FREE_TRIES - 1)
    assert wrong_of(folder) == FREE_TRIES + 1
    clock.move(10_000)
    one = technician(folder, clock)
    told = answers([one] * TRIES, "2222")
    assert (told.count("pin.wrong"), told.count("pin.wait")) == (1, TRIES - 1)


def test_the_right_one_among_forty_wrong_ones_does_not_take_the_count_back(
    folder: Path, clock: FakeClock
) -> None:
    technician(folder, clock).unlock(PIN)
    assert wrong_of(folder) == 0
    told = answers([technician(folder, clock) for _ in range(12)], "1111")
    assert told.count("pin.wrong") == FREE_TRIES + 1
    with pytest.raises(SetupProblem, match=r"pin\.wait"):
        technician(folder, clock).unlock(PIN)


def test_two_processes_count_as_one(folder: Path, clock: FakeClock) -> None:
    """While another program is at it, nobody here reads a count that is about to change."""
    words, pipe = [sys.executable, "-c", OTHER_PROCESS, str(folder)], subprocess.PIPE
    with subprocess.Popen(words, stdin=pipe, stdout=pipe, text=True) as other:
        assert other.stdout is not None and other.stdout.readline() == "0\n"
        with pytest.raises(OSError, match="lock"), alone(folder / LOCK, 0.0):
            raise AssertionError("both have it")
        other.communicate("\n", timeout=60)
    technician(folder, clock).unlock(PIN)


def test_a_try_that_is_cut_counts(folder: Path, clock: FakeClock, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is on disk before the digest is looked at: ending the program in between gives no try back."""
    seen: list[int] = []

    def cut(*_words: object) -> str:
        seen.append(wrong_of(folder))
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr("ecco_desktop.services.technician._digest", cut)
        with pytest.raises(KeyboardInterrupt):
            technician(folder, clock).unlock(PIN)
    assert (seen, wrong_of(folder)) == ([1], 1)


@pytest.mark.parametrize("days", [-3650, -1, -0.0001, 0, 1, 3650])
@pytest.mark.parametrize("restarted", [False, True])
def test_a_clock_that_is_set_opens_nothing(
    folder: Path, clock: FakeClock, days: float, restarted: bool
) -> None:
    for _ in range(FREE_TRIES + 1):
        with pytest.raises(SetupProblem, match=r"pin\.wrong"):
            technician(folder, clock).unlock("1111")
    clock.at += timedelta(days=days)
    if restarted:
        clock.steady = 5.0
        if days >= 1:
            # Only a computer that was started anew knows no better: one more try, and it waits longer.
            with pytest.raises(SetupProblem, match=r"pin\.wrong"):
                technician(folder, clock).unlock("1111")
    for _ in range(5):
        with pytest.raises(SetupProblem, match=r"pin\.wait"):
            technician(folder, clock).unlock("1111")
    # Nor does it lock a technician out for longer than the pause.
    clock.move(901)
    technician(folder, clock).unlock(PIN)


def as_folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


def changed(**values: object) -> Callable[[Path], None]:
    return lambda path: _write(path, json.dumps(json.loads(path.read_text("utf-8")) | values).encode())


def _write(path: Path, content: bytes) -> None:
    path.write_bytes(content)


BROKEN: dict[str, Callable[[Path], None]] = {
    "empty": lambda path: _write(path, b""),
    "half": lambda path: _write(path, path.read_bytes()[:20]),
    "binary": lambda path: _write(path, bytes(range(256))),
    "zeros": lambda path: _write(path, b"\0" * 200),
    "list": lambda path: _write(path, b"[]"),
    "null": lambda path: _write(path, b"null"),
    "number": lambda path: _write(path, b"1"),
    "text": lambda path: _write(path, b'"2468"'),
    "deep": lambda path: _write(path, b"[" * 200_000),
    "huge": lambda path: _write(path, b" " * 2_000_000),
    "no salt": changed(salt=""),
    "salt of none": changed(salt=None),
    "salt no hex": changed(salt="zz"),
    "digest of none": changed(digest=None),
    "digest empty": changed(digest=""),
    "digest accented": changed(digest="é" * 64),
    "wrong negative": changed(wrong=-(10**9)),
    "wrong text": changed(wrong="many"),
    "wrong huge": changed(wrong=10**400),
    "wrong not a number": changed(wrong=float("nan")),
    "wrong true": changed(wrong=True),
    "when a number": changed(wrong=5, last_wrong_at=5),
    "when nothing": changed(wrong=5, last_wrong_at=None),
    "when no date": changed(wrong=5, last_wrong_at="ontem"),
    "when without a zone": changed(wrong=5, last_wrong_at="2026-11-28T00:00:00"),
    "steady text": changed(steady="1"),
    "steady negative": changed(steady=-1.0),
    "folder": as_folder,
}


@pytest.mark.parametrize("broken", BROKEN)
def test_a_broken_file_opens_nothing_and_says_what_to_do(folder: Path, clock: FakeClock, broken: str) -> None:
    BROKEN[broken](folder / FILE)
    service = technician(folder, clock)
    for pin in ("1111", "", "\udc80", PIN):
        with pytest.raises(SetupProblem) as refused:
            service.unlock(pin)
        assert refused.value.key == "pin.damaged"
    assert not service.unlocked and service.has_pin() and not service.may_configure()
    with pytest.raises(SetupProblem, match=r"pin\.locked"):
        service.set_pin("9999")
    with pytest.raises(SetupProblem, match=r"pin\.locked"):
        service.remove_pin()


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="the administrator reads all")
def test_a_file_that_may_not_be_read_opens_nothing(folder: Path, clock: FakeClock) -> None:
    (folder / FILE).chmod(0)
    assert technician(folder, clock).has_pin()
    with pytest.raises(SetupProblem, match=r"pin\.damaged"):
        technician(folder, clock).unlock(PIN)


@pytest.mark.skipif(os.name != "posix", reason="links are an administrator's on Windows")
@pytest.mark.parametrize("name", [FILE, LOCK])
def test_a_planted_link_is_not_followed(folder: Path, clock: FakeClock, name: str) -> None:
    victim = folder / "victim"
    victim.write_bytes(b"theirs")
    (folder / name).unlink(missing_ok=True)
    (folder / name).symlink_to(victim)
    service = technician(folder, clock)
    with pytest.raises(SetupProblem):
        service.unlock(PIN)
    assert victim.read_bytes() == b"theirs" and not service.may_configure()


def test_deleting_the_file_resets_it(tmp_path: Path, clock: FakeClock) -> None:
    storage = open_storage(tmp_path)
    service = TechnicianService(PinFile(tmp_path), clock, Deeds(storage, clock, Actor()))
    service.set_pin(PIN)
    service.lock()
    (tmp_path / FILE).unlink()
    assert service.may_configure()
    storage.close()


def test_the_pause_is_that_of_the_last_wrong_try(folder: Path, clock: FakeClock) -> None:
    for _ in range(FREE_TRIES + 1):
        with pytest.raises(SetupProblem, match=r"pin\.wrong"):
            technician(folder, clock).unlock("1111")
    clock.move(29)
    with pytest.raises(SetupProblem, match=r"pin\.wait") as waits:
        technician(folder, clock).unlock(PIN)
    assert waits.value.values["seconds"] == "1"
    clock.move(timedelta(seconds=2).total_seconds())
    technician(folder, clock).unlock(PIN)
