"""Kills an import of 120 orders at random moments, again and again, and counts what the ERP has.

`python tests/crash/kill_import.py --kills 50` prints a verdict and exits 0 only where every order is
there exactly once. The program under test runs as its own process, as a shop would start it.
"""

import argparse
import random
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from tests.crash.killing import start, start_and_kill
from tests.support import Sandbox, install, running_sandbox, wanted

SHORTEST, LONGEST = 0.6, 1.3


def main() -> int:
    """Kill, resume, judge."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=50)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        return crash(Path(folder), options.kills, options.seed)


def crash(folder: Path, kills: int, seed: int) -> int:
    """Exit code 0 where every order is in the ERP exactly once."""
    rng = random.Random(seed)
    with running_sandbox("--latency-ms", "50") as sandbox:
        install(folder, sandbox).close()
        killed = midway = 0
        for _ in range(kills):
            killed += start_and_kill(start(folder, sandbox, "1"), rng, SHORTEST, LONGEST)
            midway += bool(wanted(sandbox) - set(sandbox.get("checks")["orders"]))
        print(f"{midway} of {kills} rounds ended with orders still missing")
        start(folder, sandbox, "1").wait(timeout=300)
        return _judge(sandbox, killed)


def _judge(sandbox: Sandbox, killed: int) -> int:
    expected = wanted(sandbox)
    checks = sandbox.get("checks")
    found = checks["orders"]
    lost, doubled = expected - set(found), checks["duplicates"]
    wrong = [number for number, row in found.items() if row["erp_total"] != row["store_total"]]
    print(
        f"killed {killed} times; {len(found)} of {len(expected)} orders in the ERP; "
        f"lost {sorted(lost)}; doubled {doubled}; wrong totals {wrong}"
    )
    return 1 if lost or doubled or wrong or set(found) - expected else 0


if __name__ == "__main__":
    sys.exit(main())
