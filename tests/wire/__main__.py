"""Strike the answers of every connector in every automation, and count what comes of it.

`python -m tests.wire --steps 2000` draws that many tries; `--store`, `--connector`, `--automation`, `--kind`
narrow them, `--seed` draws others. It prints a table by connector and automation and one by kind (Markdown),
and for each try that broke a promise what was seen and the line that repeats it; then it ends with 1.
"""

import argparse
import random
import signal
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.wire.case import STORES, Found, Try, cells, play
from tests.wire.table import Table
from tests.wire.twists import KINDS


def main() -> int:
    """Draw, play, tell."""
    parser = argparse.ArgumentParser(prog="python -m tests.wire", description=__doc__)
    parser.add_argument("--store", choices=STORES, help="the shop's platform")
    parser.add_argument("--connector", help="whose answers are struck")
    parser.add_argument("--automation", help="which automation runs meanwhile")
    parser.add_argument("--kind", choices=KINDS, help="what is done to them")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--steps", type=int, default=2000, help="how many tries")
    parser.add_argument("--day", type=int, default=0, help="begin with this one of the seed's days")
    parser.add_argument("--only", action="store_true", help="that one alone")
    parser.add_argument("--table", type=Path, help="write the tables into this file, too")
    words = vars(parser.parse_args())
    written = words.pop("table")
    given = Days(**words)
    table, began, told = Table(), time.monotonic(), 0
    # In the background too: who stops it gets the tables of what was played.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        for number, tries in drawn(given):
            for found in blamed(tries, given.line(number)):
                table.add(found)
                tell(found)
            if table.done // 500 > told:
                told = table.done // 500
                print(f"# {time.monotonic() - began:.0f} s: {table.summary()}", flush=True)
    except KeyboardInterrupt:
        print("# stopped")
    text = table.markdown()
    print(text)
    if written:
        written.write_text(text, encoding="utf-8")
    return 1 if table.broken else 0


@dataclass(frozen=True, slots=True)
class Days:
    """Which days are drawn: of a seed, from number `day` on, so many tries (`steps`); or that `only`."""

    seed: int = 1
    day: int = 0
    only: bool = False
    steps: int = 2000
    store: str | None = None
    connector: str | None = None
    automation: str | None = None
    kind: str | None = None

    def line(self, number: int) -> str:
        """The command that repeats one day."""
        names = ("store", "connector", "automation", "kind")
        chosen = [f"--{name} '{value}' " for name in names if (value := getattr(self, name))]
        return f"python -m tests.wire {''.join(chosen)}--seed {self.seed} --day {number} --only"


def drawn(given: Days) -> Iterator[tuple[int, list[Try]]]:
    """The days of a seed: on each, all that one store has, in another order, each struck in another way."""
    chosen = [
        cell
        for cell in cells(*([given.store] if given.store else STORES))
        if given.connector in (None, cell[1]) and given.automation in (None, cell[2])
    ]
    if not chosen:
        raise SystemExit("that automation asks that connector nothing")
    kinds = [given.kind] if given.kind else list(KINDS)
    if len(chosen) == 1 and given.kind:
        for number in range(given.steps):
            yield number, [Try(*chosen[0], given.kind, given.seed + number)]
        return
    stores, left, number = sorted({cell[0] for cell in chosen}), given.steps, given.day
    while left > 0:
        rng, store = random.Random(f"{given.seed} {number}"), stores[number % len(stores)]
        of_store = rng.sample(
            [cell for cell in chosen if cell[0] == store], sum(c[0] == store for c in chosen)
        )
        tries = [Try(*cell, rng.choice(kinds), rng.randrange(1, 10**6)) for cell in of_store]
        yield number, tries if given.only else tries[:left]
        left, number = 0 if given.only else left - len(tries), number + 1


def blamed(tries: list[Try], line: str) -> list[Found]:
    """A day's tries; what is wrong in the end is told of the one that does it alone, else of the last one."""
    played = play(tries)
    if not played.end or len(tries) == 1:
        played.founds[-1].counts += played.end
        return played.founds
    alone = [play([found.tried]).end if found.struck else [] for found in played.founds]
    for found, end in zip(played.founds, alone, strict=True):
        found.counts += end
    if not any(alone):
        last = played.founds[-1]
        last.counts += [(count, f"(together) {what}") for count, what in played.end]
        last.together = line
    return played.founds


def tell(found: Found) -> None:
    """A try that broke a promise, at once."""
    if not found.counts:
        return
    print(f"\n{found.tried.line()}\n   struck {found.struck} times: {found.what}")
    for count, what in found.counts[:8]:
        print(f"   {count}: {what[:300]}")
    if found.together:
        print(f"   {found.together}")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
