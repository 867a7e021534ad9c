"""Kills the housekeeping at random moments: migrations, copies, pruning, profile import, restoring.

`python tests/crash/kill_keeping.py --kills 100` kills each of them so often and exits 0 only where the folder
opens afterwards, nothing is lost, no half copy counts and no half profile is there. Each round begins with
the same folder; how long an undisturbed one takes tells when the kill may come.
"""

import argparse
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from ecco_desktop.app import Application, rescue, wire
from ecco_desktop.domain.connections import Role
from ecco_desktop.domain.keeping import BackupKind
from ecco_desktop.domain.ledger import Change, ChangeKind, ChangeOutcome
from ecco_desktop.domain.links import Link, LinkKind
from ecco_desktop.domain.orders import CarrierLink
from ecco_desktop.domain.recurrence import Recurrence
from ecco_desktop.domain.runs import Level, LogLine, RunState, Tally, Trigger
from ecco_desktop.ports.storage import StorageProblem
from ecco_desktop.storage.backups import FILE, Backups
from ecco_desktop.storage.database import SqliteStorage, open_storage
from ecco_desktop.storage.failures import is_sound
from ecco_desktop.storage.secrets import MemorySecrets
from tests.unit.storage.old_versions import as_first_version, as_second_version

PROFILE = "loja.ecco"
RUNS, LINES, LINKS, STORES = 60, 80, 2000, 12
NOW = datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class Scene:
    """What is prepared, what is killed, and what is wrong afterwards (nothing: "")."""

    prepare: Callable[[Path], None]
    act: Callable[[Path], object]
    judge: Callable[[Path], str]


def main() -> int:
    """Kill, open, judge."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=100)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--act", nargs=2)
    options = parser.parse_args()
    if options.act:
        name, folder = options.act
        print("go", flush=True)
        SCENES[name].act(Path(folder))
        return 0
    with tempfile.TemporaryDirectory() as folder:
        return crash(Path(folder), options.kills, options.seed)


def crash(folder: Path, kills: int, seed: int) -> int:
    """Exit code 0 where each scene, killed `kills` times, left everything whole."""
    rng, wrong = random.Random(seed), []
    for name, scene in SCENES.items():
        clean = folder / f"{name} clean"
        scene.prepare(clean)
        took, killed = _undisturbed(name, clean, folder), 0
        for number in range(kills):
            place = folder / f"{name} {number}"
            shutil.copytree(clean, place)
            # A second kill meets what the first one left.
            for _ in range(2):
                killed += _killed(name, place, rng.uniform(0, took))
            try:
                found = scene.judge(place)
            except StorageProblem as problem:
                found = str(problem)
            if found or (found := _judge_copies(place)):
                wrong.append(f"{name} {number}: {found}")
            shutil.rmtree(place)
        print(f"{name}: killed {killed} of {2 * kills} times within {took:.2f} s")
    print(f"wrong: {wrong}")
    return 1 if wrong else 0


def _start(name: str, place: Path) -> "subprocess.Popen[bytes]":
    command = [sys.executable, __file__, "--act", name, str(place)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE)
    assert process.stdout and process.stdout.readline() == b"go\n"
    process.stdout.close()
    return process


def _undisturbed(name: str, clean: Path, folder: Path) -> float:
    """How long it takes; it must succeed."""
    place = folder / f"{name} whole"
    shutil.copytree(clean, place)
    process, began = _start(name, place), time.monotonic()
    assert process.wait() == 0
    return time.monotonic() - began


def _killed(name: str, place: Path, seconds: float) -> bool:
    process = _start(name, place)
    try:
        process.wait(timeout=seconds)
    except subprocess.TimeoutExpired:
        process.send_signal(signal.SIGKILL)
        process.wait()
        return True
    return False


# -- a shop --


def shop(folder: Path) -> None:
    """Connections, links, a task, and runs of half a year with lines and changes."""
    storage = open_storage(folder)
    storage.connections.add("ERP", "eccosys", Role.ERP, {"address": "loja"})
    store = storage.connections.add("Loja", "woocommerce", Role.STORE, {"address": "https://loja.com.br"})
    storage.links.save([Link(store.id, LinkKind.ORDER, f"e{number}", str(number)) for number in range(LINKS)])
    often = Recurrence(every_minutes=10)
    task = storage.tasks.add(
        "T", "import_orders", store.id, active=True, recurrence=often, options={}, now=NOW
    )
    for number in range(RUNS):
        at = NOW - timedelta(days=200 - number)
        run = storage.runs.add(task.id, Trigger.SCHEDULE, RunState.QUEUED, at, "1:1")
        storage.runs.close(run.id, RunState.SUCCEEDED, Tally(read=1), 1, at)
        storage.runs.write_log(
            [LogLine(run.id, task.id, at, Level.INFO, str(n), "k", f"linha {n}") for n in range(LINES)]
        )
        done = ChangeOutcome.DONE
        storage.ledger.add(
            [
                Change(run.id, store.id, ChangeKind.ORDER, str(n), str(n), "p", "", "1", done, at)
                for n in range(9)
            ]
        )
    storage.finish()


def _links(storage: SqliteStorage) -> bool:
    return len(storage.links.all(2, LinkKind.ORDER)) == LINKS and len(storage.connections.all()) >= 2


def _judge_copies(place: Path) -> str:
    """Copies that count are sound; half ones are gone after the next is made."""
    backups = Backups(place)
    bad = [one.path.name for one in backups.all(NOW) if not is_sound(one.path)]
    backups.make(BackupKind.DAILY, datetime.now(UTC))
    halves = [path.name for path in backups.place.iterdir() if ".part" in path.name]
    return f"copies {bad}, halves {halves}" if bad or halves else ""


def _opened(place: Path) -> Application:
    return wire(place, open_storage(place), MemorySecrets(), floor=10)


# -- scenes --


def first_version(folder: Path) -> None:
    """A shop of the first version."""
    shop(folder)
    as_first_version(folder)


def second_version(folder: Path) -> None:
    """A shop of the second version."""
    shop(folder)
    as_second_version(folder)


def migrate(folder: Path) -> object:
    """Bring it up to date."""
    return open_storage(folder)


def judge_migrated(folder: Path) -> str:
    """Up to date, whole, and with a copy of before."""
    storage = open_storage(folder)
    storage.memory.set(2, "seen", {"1": "x"}, NOW)
    storage.connections.save_outgoing(2, next(iter(_statuses())), "completed")
    task = storage.tasks.all()[0]
    storage.finish()
    copies = [one for one in Backups(folder).all(NOW) if one.kind is BackupKind.BEFORE_UPDATE]
    whole = _links(storage) and (task.name, task.note) == ("T", "") and bool(copies)
    return "" if whole else f"not whole, {len(copies)} copies"


def _statuses() -> list[object]:
    from ecco_desktop.domain.orders import OrderStatus

    return list(OrderStatus)


def copies(folder: Path) -> object:
    """Ten copies, so that the oldest leave too."""
    start = datetime.now(UTC)
    return [Backups(folder).make(BackupKind.DAILY, start + timedelta(seconds=number)) for number in range(10)]


def judge_whole(folder: Path) -> str:
    """As it was."""
    storage = open_storage(folder)
    whole = _links(storage) and storage.runs.page(None, offset=0, limit=1).total == RUNS
    storage.finish()
    return "" if whole else "not whole"


def prune(folder: Path) -> object:
    """Old history leaves."""
    return _opened(folder).services.upkeep.prune()


def judge_pruned(folder: Path) -> str:
    """No line without its run; the next pruning takes the rest; nothing else went."""
    application = _opened(folder)
    storage = application.storage
    runs = {run.id for run in storage.runs.page(None, offset=0, limit=10**6).runs}
    lines = {line.run_id for line in storage.runs.log(1, limit=10**6)}
    changes = {row.run_id for row in storage.ledger.changes(limit=10**6)}
    application.services.upkeep.prune()
    left = storage.runs.page(None, offset=0, limit=9).total
    whole = _links(storage)
    application.close()
    orphans = (lines | changes) - runs
    return "" if whole and left == 1 and not orphans else f"orphans {orphans}, {left} runs left"


def with_profile(folder: Path) -> None:
    """A shop with nothing but a profile of twelve stores beside it."""
    other = folder / "other"
    application = _opened(other)
    storage = application.storage
    storage.connections.add("ERP", "eccosys", Role.ERP, {"address": "loja"})
    for number in range(STORES):
        store = storage.connections.add(
            f"Loja {number}", "woocommerce", Role.STORE, {"address": "https://x.br"}
        )
        for name in ("PAC", "SEDEX", "Retirada"):
            storage.connections.save_carrier_link(store.id, CarrierLink(name, "1", "Correios", "2"))
        application.services.tasks.create("import_orders", store.name, None, {"prefix": f"L{number}-"})
    application.services.profile.export(folder / PROFILE)
    application.close()
    shutil.rmtree(other)
    open_storage(folder).finish()


def take_over(folder: Path) -> object:
    """Import it."""
    return _opened(folder).services.profile.load(folder / PROFILE)


def judge_profile(folder: Path) -> str:
    """All of it or nothing; then it can be imported again, and is there once."""
    application = _opened(folder)
    storage = application.storage

    def counted() -> tuple[int, int, int]:
        places = storage.connections.all()
        links = sum(len(storage.connections.carrier_links(one.id)) for one in places)
        return len(places), links, len(storage.tasks.all())

    found, whole = counted(), (STORES + 1, 3 * STORES, STORES)
    take_over(folder)
    after = counted()
    application.close()
    return "" if found in ((0, 0, 0), whole) and after == whole else f"{found}, then {after}"


def harmed(folder: Path) -> None:
    """A shop with a copy, damaged."""
    shop(folder)
    Backups(folder).make(BackupKind.DAILY, NOW)
    path = folder / FILE
    with path.open("rb+") as file:
        file.seek(PAGE)
        file.write(b"\xff" * (path.stat().st_size - 2 * PAGE))
    (folder / f"{FILE}.suspect").touch()


PAGE = 4096


def mend(folder: Path) -> object:
    """Put the copy in place, as the dialog does after a start that failed."""
    service = rescue(folder)
    return None if service.is_sound() else service.restore(service.candidates()[0])


def judge_mended(folder: Path) -> str:
    """Never an empty shop: whole, or offered again; then mended, told once, and the damaged file is there."""
    try:
        open_storage(folder).finish()
    except StorageProblem as problem:
        if problem.key not in ("storage.damaged", "storage.missing"):
            return str(problem)
        mend(folder)
    application = _opened(folder)
    whole, told = _links(application.storage), len(application.services.alerts.newest())
    application.close()
    kept = [path for path in folder.glob("ecco-set-aside-*.sqlite3") if path.stat().st_size > PAGE]
    return "" if whole and told == 1 and kept else f"whole {whole}, told {told}, set aside {kept}"


SCENES = {
    "first version": Scene(first_version, migrate, judge_migrated),
    "second version": Scene(second_version, migrate, judge_migrated),
    "copies": Scene(shop, copies, judge_whole),
    "pruning": Scene(shop, prune, judge_pruned),
    "profile": Scene(with_profile, take_over, judge_profile),
    "restoring": Scene(harmed, mend, judge_mended),
}

if __name__ == "__main__":
    sys.exit(main())
