"""Commands as a technician scripts them, and a shop whose installation is made by commands.

`ecco` starts the program as a shop does: for what only a process of its own shows (a terminal, the language
of the system, the first start, a running demo). `asked` goes the same way from the flags on, without a start.
"""

import json
import logging
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

from typer.testing import CliRunner

from ecco_desktop.__main__ import program
from ecco_desktop.cli.main import app
from tests.support import CARRIERS, Sandbox

FAST = ("--set", "requests_per_minute=60000")


class Done(NamedTuple):
    """What a command ended with."""

    returncode: int
    stdout: str
    stderr: str


def ecco(*words: str, **environment: str) -> Done:
    """One command in a process of its own, without a display, without questions."""
    kept = {
        key: value for key, value in os.environ.items() if "DISPLAY" not in key and key != "QT_QPA_PLATFORM"
    }
    done = subprocess.run(
        [sys.executable, "-m", "ecco_desktop", *words],
        env=kept | {"COLUMNS": "200"} | environment,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    return Done(done.returncode, done.stdout, done.stderr)


def asked(*words: str, **environment: str) -> Done:
    """One command in this process, without questions; what nobody foresaw fails the test."""
    with _own_log():
        done = CliRunner().invoke(
            app, words, obj=program(), env={"COLUMNS": "200"} | environment, catch_exceptions=False
        )
    return Done(done.exit_code, done.stdout, done.stderr)


@contextmanager
def _own_log() -> Iterator[None]:
    """The technical log goes into the folder of the command while it runs, and nowhere after it."""
    log = logging.getLogger("ecco_desktop")
    before = log.handlers[:], log.level, log.propagate
    log.handlers = []
    try:
        yield
    finally:
        for handler in log.handlers:
            handler.close()
        log.handlers, log.level, log.propagate = before


def keys(sandbox: Sandbox) -> dict[str, str]:
    """The secrets of a sandbox as environment variables."""
    return {
        "ECCO_SECRET_TOKEN": sandbox.hello["eccosys"]["token"],
        "ECCO_SECRET_CONSUMER_KEY": sandbox.hello["woocommerce"]["consumer_key"],
        "ECCO_SECRET_CONSUMER_SECRET": sandbox.hello["woocommerce"]["consumer_secret"],
    }


def runs_of(done: Done) -> list[dict[str, Any]]:
    """The runs of a `run --json`."""
    found: list[dict[str, Any]] = json.loads(done.stdout)["runs"]
    return found


def connect(sandbox: Sandbox, data: Path, **environment: str) -> Done:
    """Add the ERP and the store of a sandbox; the first command that failed, else the last."""
    for kind, name in (("eccosys", "ERP"), ("woocommerce", "Loja")):
        address = f"address={sandbox.hello[kind]['address']}"
        words = ("connections", "add", kind, name, "--set", address, *FAST, "--data-dir", str(data))
        done = asked(*words, **environment)
        if done.returncode:
            break
    return done


def link_carriers(data: Path, **environment: str) -> None:
    """Say which carriers of the ERP do the usual deliveries of the store."""
    for reference, carrier in CARRIERS:
        words = ("links", "add", "--connection", "Loja", reference, carrier, "--data-dir", str(data))
        done = asked(*words, **environment)
        assert done.returncode == 0, done.stderr
