"""Counts the HTTP calls of every automation, and compares them with another checkout of the program.

`python tools/calls.py` prints, for each store platform, a row for each automation: calls to each side while
everything is new, while nothing changed, and after the shop has lived a while. `--against FOLDER` runs the
same in a checkout with its own `.venv` and prints both, what differs, and where the difference was asked
for. The first pass is started by a person, who has more looked at than the clock does, the others by the
clock. `--soak RUNS` adds the mean calls of a run over that many runs of the soak, with its faults.
Retries are counted: they are calls too. Works on checkouts whose tests have `support.install_all`.
"""

import argparse
import json
import random
import re
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from unittest import mock
from urllib.parse import urlsplit

# The checkout that is counted is where this is run, which need not be the one this file stands in.
sys.path.insert(0, str(Path.cwd()))

import requests

PLATFORMS = ("woocommerce", "nuvemshop", "vtex")
PASSES = ("new", "quiet", "lived")
LIVES = 8
# Numbers and codes of single records are no part of what was asked.
_OWN = re.compile(r"/(?:[^/]*\d[^/]*)(?=/|$)")

Asked = dict[str, int]
Found = dict[str, dict[str, Asked]]


def main() -> int:
    """Count here, and there too where another checkout is named."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--against", type=Path, help="the checkout of before")
    parser.add_argument("--soak", type=int, default=0, metavar="RUNS")
    parser.add_argument("--json", action="store_true", help="what was asked, as another program reads it")
    told = parser.parse_args()
    if told.json:
        json.dump(counted(told.soak), sys.stdout)
        return 0
    after = counted(told.soak)
    before = counted_in(told.against, told.soak) if told.against else {}
    for part in after:
        print("\n".join(table(part, before.get(part, {}), after[part], compared=bool(told.against))), "\n")
    return 0


def counted(soak_runs: int) -> dict[str, Found]:
    """Part → automation → what was asked → how often."""
    found: dict[str, Found] = {}
    for platform in PLATFORMS:
        found |= {f"{platform}, {name}": one for name, one in shop(platform).items()}
    if soak_runs:
        found[f"soak, mean of a run ({soak_runs} runs)"] = soak(soak_runs)
    return found


def counted_in(folder: Path, soak_runs: int) -> dict[str, Found]:
    """The same, counted by another checkout."""
    words = [str(folder / ".venv/bin/python"), __file__, "--json", "--soak", str(soak_runs)]
    done = subprocess.run(words, cwd=folder, stdout=subprocess.PIPE, text=True, check=True)
    found: dict[str, Found] = json.loads(done.stdout.splitlines()[-1])
    return found


def shop(platform: str) -> dict[str, Found]:
    """Every automation of a shop, in the order of its day, three times over."""
    from ecco_desktop.domain.runs import Trigger
    from tests.crash.kill_all import _let_the_shop_live
    from tests.e2e.test_bad_luck_everywhere import BOTH, ORDER
    from tests.support import install_all, run, running_sandbox

    found: dict[str, Found] = {}
    size = ("--store", platform, "--orders", "60", "--products", "120", "--past", "24", "--seed", "5")
    with tempfile.TemporaryDirectory() as folder, running_sandbox(*size) as sandbox:
        application = install_all(Path(folder), sandbox, sync_cancelled_orders=BOTH)
        rng = random.Random(5)
        for name in PASSES:
            trigger = Trigger.PERSON if name == "new" else Trigger.SCHEDULE
            for number in range(LIVES if name == "lived" else 0):
                _let_the_shop_live(sandbox, rng, number)
            found[name] = {}
            for automation in ORDER:
                with Listening() as heard:
                    run(application, automation, trigger)
                found[name][automation] = dict(heard)
        application.close()
    return found


def soak(runs: int) -> Found:
    """The mean of what a run of each automation asks, as its record counts it."""
    from tests.soak import soak as script

    sums: Counter[str] = Counter()
    ended: Counter[str] = Counter()

    def judged(application: Any, sandbox: Any) -> list[str]:
        names = {task.id: task.automation for task in application.storage.tasks.all()}
        for run in application.storage.runs.page(None, offset=0, limit=runs * 2).runs:
            if run.trigger.value != "simulation" and run.api_calls:
                sums[names[run.task_id]] += run.api_calls
                ended[names[run.task_id]] += 1
        return settled(application, sandbox)

    settled = script.settled
    words = ["soak", "--runs", str(runs), "--reads", "0", "--kept", "1000000", "--growth", "1000"]
    with mock.patch.object(script, "settled", judged), mock.patch.object(sys, "argv", words):
        _to_stderr(script.main)
    return {name: {"calls": round(sums[name] / ended[name])} for name in sorted(sums)}


def _to_stderr(work: Any) -> None:
    with mock.patch.object(sys, "stdout", sys.stderr):
        work()


class Listening:
    """Hears every request of this process but those that steer the sandbox."""

    def __enter__(self) -> Counter[str]:
        self._send = requests.Session.send
        heard: Counter[str] = Counter()

        def send(session: Any, request: Any, **more: Any) -> Any:
            path = urlsplit(request.url).path
            if not path.startswith("/_sandbox"):
                heard[f"{request.method} {_OWN.sub('/#', path)}"] += 1
            return self._send(session, request, **more)

        self._patch = mock.patch.object(requests.Session, "send", send)
        self._patch.start()
        return heard

    def __exit__(self, *_how: object) -> None:
        self._patch.stop()


def side(asked: str) -> str:
    """Whose call it is: the sandbox gives each side a folder of its own."""
    return asked.partition("/")[2].partition("/")[0]


def table(part: str, before: Found, after: Found, *, compared: bool) -> list[str]:
    """A row for each automation; what differs stands beside it."""
    lines = [f"{part}:"]
    totals: Counter[str] = Counter()
    for automation, now in after.items():
        then = before.get(automation, {})
        totals += Counter({"then": sum(then.values()), "now": sum(now.values())})
        row = f"  {automation:26}"
        row += f"{sum(then.values()):6}" if compared else ""
        lines.append(f"{row}{sum(now.values()):6}  {_differs(then, now) if compared else _by_side(now)}")
    lines.append(f"  {'all':26}" + (f"{totals['then']:6}" if compared else "") + f"{totals['now']:6}")
    return lines


def _by_side(now: Mapping[str, int]) -> str:
    sides: Counter[str] = Counter()
    for asked, count in now.items():
        sides[side(asked)] += count
    return ", ".join(f"{name} {count}" for name, count in sides.items())


def _differs(then: Mapping[str, int], now: Mapping[str, int]) -> str:
    every = [(now.get(asked, 0) - then.get(asked, 0), asked) for asked in {**then, **now}]
    changed = sum(change for change, _ in every)
    told = ", ".join(f"{change:+} {asked}" for change, asked in sorted(every, reverse=True) if change)
    return f"{changed:+5}  {told}" if told else ""


if __name__ == "__main__":
    sys.exit(main())
