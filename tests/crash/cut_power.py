"""Copies the database's files at random moments while a program writes, and opens each copy afresh.

`python tests/crash/cut_power.py --cuts 300` exits 0 only where every copy is sound and keeps its promises.
The writer is held still for each copy, so a copy is what a kill would leave. From each one, what a power cut
would leave is made: no shared memory, and the log cut anywhere behind what SQLite says is on the disk, with
rubbish where the next page was being written.
"""

import argparse
import os
import random
import shutil
import signal
import struct
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import IO

sys.path.insert(0, str(Path(__file__).parents[2]))

from ecco_desktop.domain.ledger import ChangeKind
from ecco_desktop.domain.links import LinkKind
from ecco_desktop.ports.storage import StorageProblem
from ecco_desktop.storage.backups import FILE
from ecco_desktop.storage.database import open_storage

STORE = 1
PAGE = 3
SERIES = 25
KINDS = ("killed", "no shm", "log cut", "log torn")
# Places in the shared memory of a log (SQLite's walformat page): frames written, frames copied back.
MX_FRAME, BACKFILL_ATTEMPTED = 16, 128
LOG_HEADER, FRAME_HEADER, PAGE_SIZE = 32, 24, 4096


def main() -> int:
    """Cut, open, judge."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cuts", type=int, default=300)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--write", type=Path)
    options = parser.parse_args()
    if options.write:
        return write(options.write)
    with tempfile.TemporaryDirectory() as folder:
        return cut(Path(folder), options.cuts, options.seed)


def write(folder: Path) -> int:
    """Import orders for ever: intent, sent, link with its ledger row; the bookmark after every third."""
    from datetime import UTC, datetime

    from ecco_desktop.domain.connections import Role
    from ecco_desktop.domain.ledger import Change, ChangeOutcome
    from ecco_desktop.domain.links import Link

    storage = open_storage(folder)
    # Pages are copied back from the log often, so that cuts meet that too.
    storage._database.pragma("wal_autocheckpoint", 60, permanent=True)
    storage.connections.add("Loja", "woocommerce", Role.STORE, {})
    number = 0
    while True:
        number, now = number + 1, datetime.now(UTC)
        intent = storage.links.open_intent(STORE, LinkKind.ORDER, str(number), str(number), now)
        # The order is sent here. What is on the disk now must be enough to know it.
        print(number, _frames(folder)[0], flush=True)
        kind, done = ChangeKind.ORDER, ChangeOutcome.DONE
        row = Change(1, STORE, kind, str(number), str(number), "pedido", "", f"e{number}", done, now)
        with storage.transaction():
            storage.links.close_intent(intent, Link(STORE, LinkKind.ORDER, f"e{number}", str(number)))
            storage.ledger.add([row])
        storage.ledger.note_stock(STORE, {f"p{place}": number for place in range(20)}, now)
        if number % PAGE == 0:
            storage.bookmarks.set(STORE, "import_orders", str(number))


@dataclass(frozen=True, slots=True)
class Moment:
    """What the writer had sent when it was held still; the frames of its log, and those on the disk."""

    sent: int
    frames: int
    safe: int


def cut(folder: Path, cuts: int, seed: int) -> int:
    """Exit code 0 where every copy is sound and nothing sent is unknown to it."""
    rng, wrong, sent = random.Random(seed), list[str](), 0
    # A fresh shop now and then: a copy is read whole, and the writer is quick.
    for first in range(0, cuts, SERIES):
        place = folder / f"series{first}"
        place.mkdir()
        found, orders = _series(place, min(SERIES, cuts - first), rng)
        wrong += found
        sent += orders
        shutil.rmtree(place)
    print(f"{cuts} cuts, {len(KINDS) * cuts} copies opened, {sent} orders sent; wrong: {wrong}")
    return 1 if wrong else 0


def _series(folder: Path, cuts: int, rng: random.Random) -> tuple[list[str], int]:
    """What is wrong with the copies of one shop, and how many orders it sent."""
    live, wrong, sent = folder / "live", list[str](), 0
    command = [sys.executable, __file__, "--write", str(live)]
    writer = subprocess.Popen(command, stdout=subprocess.PIPE)
    assert writer.stdout
    try:
        for number in range(cuts):
            copy = folder / f"cut{number}"
            moment = _held(writer, writer.stdout, rng, live, copy)
            sent = moment.sent
            for kind in KINDS:
                place = _variant(copy, kind, moment, rng)
                if found := _judge(place, moment):
                    wrong.append(f"cut {number}, {kind}: {found}")
                shutil.rmtree(place)
            shutil.rmtree(copy)
    finally:
        writer.kill()
        writer.wait()
        writer.stdout.close()
    return wrong, sent


def _held(
    writer: "subprocess.Popen[bytes]", out: IO[bytes], rng: random.Random, live: Path, copy: Path
) -> Moment:
    """Let the writer work on, hold it still wherever it is, and copy its files."""
    line = b""
    for _ in range(rng.randint(1, 60)):
        line = out.readline()
    writer.send_signal(signal.SIGSTOP)
    os.waitpid(writer.pid, os.WUNTRACED)
    os.set_blocking(out.fileno(), False)
    rest = out.read() or b""
    os.set_blocking(out.fileno(), True)
    told = [one for one in (line + rest).split(b"\n")[:-1] if one]
    sent, synced = map(int, told[-1].split())
    copy.mkdir()
    for path in live.glob(f"{FILE}*"):
        shutil.copy(path, copy / path.name)
    frames, attempted = _frames(live)
    writer.send_signal(signal.SIGCONT)
    # A log that began anew since the order was sent was first copied back whole, and that is on the disk.
    return Moment(sent, frames, max(attempted, synced if synced <= frames else 0))


def _frames(folder: Path) -> tuple[int, int]:
    memory = (folder / f"{FILE}-shm").read_bytes()
    return struct.unpack_from("=I", memory, MX_FRAME)[0], struct.unpack_from(
        "=I", memory, BACKFILL_ATTEMPTED
    )[0]


def _variant(copy: Path, kind: str, moment: Moment, rng: random.Random) -> Path:
    place = copy.with_name(f"{copy.name}-{kind.replace(' ', '-')}")
    shutil.copytree(copy, place)
    if kind == "killed":
        return place
    (place / f"{FILE}-shm").unlink()
    if kind == "no shm":
        return place
    log = place / f"{FILE}-wal"
    left = LOG_HEADER + rng.randint(moment.safe, moment.frames) * (FRAME_HEADER + PAGE_SIZE)
    content = log.read_bytes()[:left]
    rubbish = rng.randbytes(rng.randint(1, FRAME_HEADER + PAGE_SIZE)) if kind == "log torn" else b""
    log.write_bytes(content + rubbish)
    return place


def _judge(place: Path, moment: Moment) -> str:
    """What is wrong with a copy; nothing where it keeps its promises."""
    try:
        storage = open_storage(place)
    except StorageProblem as problem:
        return f"cannot be opened: {problem}"
    try:
        check = storage._database
        with check.connection_context():
            verdict = check.execute_sql("PRAGMA integrity_check").fetchone()[0]
        if verdict != "ok":
            return str(verdict)
        linked = {int(one) for one in storage.links.all(STORE, LinkKind.ORDER)}
        intents = {int(one.source_id) for one in storage.links.open_intents(STORE, LinkKind.ORDER)}
        rows = {int(one.key) for one in storage.ledger.changes(kind=ChangeKind.ORDER, limit=10**6)}
        bookmark = int(storage.bookmarks.get(STORE, "import_orders") or 0)
        promises = {
            "an order that was sent is unknown": moment.sent in linked | intents,
            "a link and its ledger row are kept apart": linked == rows,
            "an intent stays beside its link": not linked & intents,
            "something in the middle is missing": linked == set(range(1, len(linked) + 1)),
            "the bookmark is ahead": bookmark <= len(linked),
        }
        return "; ".join(words for words, kept in promises.items() if not kept)
    finally:
        storage.finish()


if __name__ == "__main__":
    sys.exit(main())
