"""Kills an import of 120 orders at random moments, again and again, and counts what the ERP has.

`python tests/crash/kill_import.py --kills 50` prints a verdict and exits 0 only where every order is
there exactly once. The program under test runs as its own process, as a shop would start it.
"""

import argparse
import os
import random
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from tests.support import Sandbox, install, running_sandbox

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
            killed += _run_and_kill(folder, sandbox, rng)
            midway += bool(_wanted(sandbox) - set(sandbox.get("checks")["orders"]))
        print(f"{midway} of {kills} rounds ended with orders still missing")
        _run(folder, sandbox).wait(timeout=300)
        return _judge(sandbox, killed)


def _run_and_kill(folder: Path, sandbox: Sandbox, rng: random.Random) -> bool:
    """Start an import and kill it at a random moment; whether it still ran."""
    process = _run(folder, sandbox)
    try:
        process.wait(timeout=rng.uniform(SHORTEST, LONGEST))
    except subprocess.TimeoutExpired:
        process.send_signal(signal.SIGKILL)
        process.wait()
        return True
    return False


def _run(folder: Path, sandbox: Sandbox) -> subprocess.Popen[bytes]:
    hello = sandbox.hello
    keys = {
        "ECCO_SECRET_TOKEN": hello["eccosys"]["token"],
        "ECCO_SECRET_CONSUMER_KEY": hello["woocommerce"]["consumer_key"],
        "ECCO_SECRET_CONSUMER_SECRET": hello["woocommerce"]["consumer_secret"],
    }
    command = [sys.executable, "-m", "ecco_desktop", "run", "1", "--json", "--data-dir", str(folder)]
    return subprocess.Popen(
        command, env=os.environ | keys, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )


def _judge(sandbox: Sandbox, killed: int) -> int:
    wanted = _wanted(sandbox)
    checks = sandbox.get("checks")
    found = checks["orders"]
    lost, doubled = wanted - set(found), checks["duplicates"]
    wrong = [number for number, row in found.items() if row["erp_total"] != row["store_total"]]
    print(
        f"killed {killed} times; {len(found)} of {len(wanted)} orders in the ERP; "
        f"lost {sorted(lost)}; doubled {doubled}; wrong totals {wrong}"
    )
    return 1 if lost or doubled or wrong or set(found) - wanted else 0


def _wanted(sandbox: Sandbox) -> set[str]:
    """The numbers of the orders that must come in."""
    woo = sandbox.get("state?part=woocommerce")
    return {
        order["number"]
        for order in woo["orders"].values()
        if order["status"] in ("processing", "completed")
        and order["payment_method"] != "cod"
        and str(order["id"]) not in woo["bad_orders"]
    }


if __name__ == "__main__":
    sys.exit(main())
