"""Whose run it is: leases, counted on the clock of the one who looks, whatever world the other lives in."""

import subprocess
import sys
import threading
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ecco_desktop.domain.errors import SetupProblem
from ecco_desktop.domain.runs import Run, RunState, Trigger
from ecco_desktop.domain.tasks import Task
from ecco_desktop.jobs.engine import cancel
from ecco_desktop.jobs.engine.owner import LEASE_SECONDS, LOOK_SECONDS, Silence
from ecco_desktop.ports.storage import StorageProblem
from tests.fakes.app import FakeShop
from tests.unit.jobs.test_import_orders import stocked
from tests.unit.jobs.test_runner import left_open

OTHER, OURS = "container|1:1.00", "host|1:1.00"


@pytest.fixture(autouse=True)
def each_check_is_a_request(monkeypatch: pytest.MonkeyPatch) -> None:
    """The fakes make no requests: every check stands for one."""
    monkeypatch.setattr(cancel, "FRESH", 0.0)


def host(folder: Path) -> FakeShop:
    """A program of another world: of the container's processes it knows nothing."""
    return FakeShop(folder, owner=OURS, alive=(OTHER,))


def looks(shop: FakeShop, seconds: float, step: float = 5.0) -> list[int]:
    """Look again and again for so long, by the clock of the one who looks."""
    found: list[int] = []
    for _ in range(round(seconds / step)):
        found += shop.runner.recover()
        shop.clock.move(step)
    return found + shop.runner.recover()


def state_of(shop: FakeShop, run: Run) -> RunState:
    kept = shop.storage.runs.get(run.id)
    assert kept is not None
    return kept.state


def test_a_run_that_beats_in_another_world_is_never_interrupted(tmp_path: Path) -> None:
    container, ours = FakeShop(tmp_path, owner=OTHER), host(tmp_path)
    _task, run, _owner = left_open(container)
    for _ in range(20):
        # Its clock stands years behind, and the two are never compared.
        container.runner._owner.beat()
        assert looks(ours, LEASE_SECONDS - 10) == []
    assert state_of(ours, run) is RunState.RUNNING
    ours.close()
    container.close()


def test_a_run_that_beats_no_more_is_interrupted_after_a_lease_and_goes_on_here(tmp_path: Path) -> None:
    container, ours = FakeShop(tmp_path, owner=OTHER), host(tmp_path)
    task, run, owner = left_open(container)
    assert looks(ours, LEASE_SECONDS - 5) == []
    assert state_of(ours, run) is RunState.RUNNING
    assert looks(ours, 10) == [task.id]
    assert state_of(ours, run) is RunState.INTERRUPTED
    assert not ours.storage.owners.beat(owner, ours.clock.now()), "it could come back to life"
    ours.close()
    container.close()


def test_whoever_slept_too_counts_its_sleep_as_one_look(tmp_path: Path) -> None:
    container, ours = FakeShop(tmp_path, owner=OTHER), host(tmp_path)
    _task, run, _owner = left_open(container)
    assert ours.runner.recover() == []
    ours.clock.move(9 * 3600)
    assert ours.runner.recover() == []
    assert state_of(ours, run) is RunState.RUNNING
    ours.close()
    container.close()


def test_of_two_that_look_one_goes_on_with_the_task(tmp_path: Path) -> None:
    container, first, second = FakeShop(tmp_path, owner=OTHER), host(tmp_path), host(tmp_path)
    task, _run, _owner = left_open(container)
    for shop in (first, second):
        assert looks(shop, LEASE_SECONDS - 5) == []
        shop.clock.move(5)
    assert sorted(first.runner.recover() + second.runner.recover()) == [task.id]
    for shop in (first, second, container):
        shop.close()


def test_a_run_of_the_time_before_leases_is_watched_by_its_own_beat(tmp_path: Path) -> None:
    ours = FakeShop(tmp_path, owner=OURS, alive=("77:7.00",))
    task, now = ours.storage.tasks.all()[0], ours.clock.now()
    run = ours.storage.runs.add(task.id, Trigger.SCHEDULE, RunState.QUEUED, now, "77:7.00")
    assert ours.storage.runs.claim(run.id, "connection:2", "77:7.00", now)
    for _ in range(3):
        assert looks(ours, LEASE_SECONDS - 10) == []
        ours.storage.runs.beat(run.id, run.tally, 0, ours.clock.now())
    assert looks(ours, LEASE_SECONDS) == [task.id]
    ours.close()


class Held:
    """An import that stands still before its page, as a laptop that sleeps."""

    def __init__(self, shop: FakeShop) -> None:
        self.shop = shop
        self.asleep, self.awake = threading.Event(), threading.Event()
        stocked(shop, "1")
        shop.store.on_order = self._sleep
        self.task: Task = shop.storage.tasks.all()[0]
        self.run = shop.runner.request(self.task.id, Trigger.PERSON)
        assert self.asleep.wait(10)

    def _sleep(self) -> None:
        # Its pulse sleeps with it.
        self.shop.runner._pulse._beat = lambda: True
        self.asleep.set()
        assert self.awake.wait(10)

    def wake(self) -> None:
        self.shop.clock.move(3600)
        self.awake.set()
        assert self.shop.runner.wait_idle(10)


def test_who_wakes_and_finds_its_lease_taken_writes_nothing(tmp_path: Path) -> None:
    laptop, ours = FakeShop(tmp_path, owner=OTHER), host(tmp_path)
    held = Held(laptop)
    assert looks(ours, LEASE_SECONDS) == [held.task.id]
    held.wake()
    assert laptop.erp.orders == []
    assert state_of(ours, held.run) is RunState.INTERRUPTED
    assert "run.taken" in laptop.keys(held.run)
    # It goes on as a new owner, where nobody else has the lane.
    laptop.store.on_order = lambda: None
    assert laptop.run("import_orders").tally.created == 1
    ours.close()
    laptop.close()


def test_who_wakes_and_finds_its_lease_there_goes_on(tmp_path: Path) -> None:
    laptop = FakeShop(tmp_path, owner=OTHER)
    held = Held(laptop)
    held.wake()
    assert state_of(laptop, held.run) is RunState.SUCCEEDED
    assert len(laptop.erp.orders) == 1
    laptop.close()


def test_who_cannot_write_its_beat_sends_nothing_once_others_may_think_it_dead(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shop = FakeShop(tmp_path)
    owner = shop.runner._owner
    token = owner.hold()

    def full(*_words: object) -> bool:
        raise StorageProblem("run.storage", detail="o disco está cheio")

    monkeypatch.setattr(shop.storage.owners, "beat", full)
    shop.clock.move(10)
    owner.check(token, outside=True)
    shop.clock.move(10)
    with pytest.raises(StorageProblem, match=r"run\.storage"):
        owner.check(token, outside=True)
    monkeypatch.undo()
    owner.check(token, outside=True)
    with pytest.raises(SetupProblem, match=r"run\.taken"):
        owner.check("another", outside=True)
    shop.close()


def test_an_orderly_end_and_an_idle_death_leave_no_owner(tmp_path: Path) -> None:
    dead, ours = FakeShop(tmp_path, owner="7:7.00"), FakeShop(tmp_path, owner="8:8.00")
    dead.runner._owner.hold()
    ours.runner._owner.hold()
    assert ours.runner.recover() == []
    assert [owner.process for owner in ours.storage.owners.all()] == ["8:8.00"]
    ours.runner.close(5)
    assert ours.storage.owners.all() == []
    ours.storage.close()
    dead.storage.close()


@given(st.lists(st.tuples(st.booleans(), st.floats(-5, 100)), max_size=60))
def test_no_history_ends_a_lease_before_it_was_silent_for_one(history: list[tuple[bool, float]]) -> None:
    """Each look: whether a beat came before it, and how far the looker's clock moved."""
    beats, at, since = 0, 0.0, 0.0
    silence = Silence(beats, at)
    for beaten, moved in history:
        at += moved
        beats += beaten
        over = silence.look(beats, at)
        since = 0.0 if beaten else since + max(0.0, moved)
        assert not over or since >= LEASE_SECONDS
        assert not (beaten and over)


def test_a_silent_owner_is_over_at_last() -> None:
    silence, looks = Silence(4, 0.0), 0
    while not silence.look(4, looks * LOOK_SECONDS):
        looks += 1
    assert looks == LEASE_SECONDS / LOOK_SECONDS


CHILD = """
import sys
from pathlib import Path
from tests.fakes.app import FakeShop
from tests.unit.jobs.test_import_orders import stocked
from ecco_desktop.domain.runs import Trigger

shop = FakeShop(Path(sys.argv[1]), owner="container|1:1.00")
stocked(shop, "1")

def hold():
    print(shop.runner._owner.hold(), flush=True)
    assert sys.stdin.readline() == "wake\\n"
    shop.clock.move(3600)

shop.store.on_order = hold
shop.runner.request(1, Trigger.PERSON)
assert shop.runner.wait_idle(60)
print(len(shop.erp.orders), flush=True)
shop.close()
"""


@pytest.mark.skipif(not hasattr(__import__("signal"), "SIGSTOP"), reason="no process can be stopped here")
def test_two_real_programs_of_two_worlds_on_one_folder(tmp_path: Path) -> None:
    import signal

    ours = host(tmp_path)
    child = subprocess.Popen(
        [sys.executable, "-c", CHILD, str(tmp_path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert child.stdin and child.stdout
    token = child.stdout.readline().strip()
    for _ in range(3):
        # It beats by itself, and so keeps its run, however far our clock goes between two beats.
        before = ours.storage.owners.find(token)
        assert looks(ours, LEASE_SECONDS - 15) == []
        while ours.storage.owners.find(token) == before:
            assert child.poll() is None
    child.send_signal(signal.SIGSTOP)
    assert looks(ours, LEASE_SECONDS + 5) == [1]
    child.send_signal(signal.SIGCONT)
    child.stdin.write("wake\n")
    child.stdin.flush()
    assert child.stdout.readline().strip() == "0", "it wrote, though its lease was taken"
    assert child.wait(30) == 0
    child.stdin.close()
    child.stdout.close()
    [run] = ours.storage.runs.page(1, offset=0, limit=5).runs
    assert run.state is RunState.INTERRUPTED
    ours.close()
