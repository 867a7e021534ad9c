"""Starting the program as a shop would, and killing it."""

import os
import random
import signal
import subprocess
import sys
from pathlib import Path

from tests.support import Sandbox


def start(folder: Path, sandbox: Sandbox, *words: str) -> "subprocess.Popen[bytes]":
    """`run …` as its own process, with the sandbox's keys."""
    hello = sandbox.hello
    keys = {
        "ECCO_SECRET_TOKEN": hello["eccosys"]["token"],
        "ECCO_SECRET_CONSUMER_KEY": hello["woocommerce"]["consumer_key"],
        "ECCO_SECRET_CONSUMER_SECRET": hello["woocommerce"]["consumer_secret"],
        "ECCO_SECRET_ACCESS_CODE": hello["correios"]["access_code"],
    }
    command = [sys.executable, "-m", "ecco_desktop", "run", *words, "--json", "--data-dir", str(folder)]
    return subprocess.Popen(
        command, env=os.environ | keys, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )


def start_and_kill(
    process: "subprocess.Popen[bytes]", rng: random.Random, shortest: float, longest: float
) -> bool:
    """Kill it at a random moment; whether it still ran."""
    try:
        process.wait(timeout=rng.uniform(shortest, longest))
    except subprocess.TimeoutExpired:
        process.send_signal(signal.SIGKILL)
        process.wait()
        return True
    return False
