"""A terminal that is closed in the middle of a run: the run ends in order, whatever else is said."""

import contextlib
import os
import signal
import sqlite3
import sys
from pathlib import Path

import pytest

from tests.support import install, running_sandbox

pty = pytest.importorskip("pty", reason="Windows has no such terminals")


def begin(data: Path, secrets: dict[str, str]) -> tuple[int, int]:
    """`run 1` on a terminal of its own: its process and our end of the terminal."""
    pid, terminal = pty.fork()
    if pid == 0:
        words = [sys.executable, "-m", "ecco_desktop", "run", "1", "--data-dir", str(data)]
        os.execve(sys.executable, words, os.environ | secrets)
    return pid, terminal


def rows(data: Path, question: str) -> list[tuple[object, ...]]:
    with contextlib.closing(sqlite3.connect(data / "ecco.sqlite3", timeout=30)) as tables:
        return tables.execute(question).fetchall()


def test_a_terminal_closed_in_the_middle_of_a_run_ends_it_in_order(tmp_path: Path) -> None:
    with running_sandbox("--orders", "40", "--products", "20", "--latency-ms", "150") as sandbox:
        hello = sandbox.hello
        secrets = {
            "ECCO_SECRET_TOKEN": hello["eccosys"]["token"],
            "ECCO_SECRET_CONSUMER_KEY": hello["woocommerce"]["consumer_key"],
            "ECCO_SECRET_CONSUMER_SECRET": hello["woocommerce"]["consumer_secret"],
        }
        install(tmp_path, sandbox).close()
        pid, terminal = begin(tmp_path, secrets)
        while not sandbox.get("state?part=counters").get("eccosys POST"):
            assert os.waitpid(pid, os.WNOHANG) == (0, 0), "the run did not begin"
        os.close(terminal)
        while rows(tmp_path, "SELECT 1 FROM run WHERE state = 'running'"):
            # Whoever closes a terminal may say more than one word.
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGHUP)
                os.kill(pid, signal.SIGTERM)
        _pid, status = os.waitpid(pid, 0)
        assert os.waitstatus_to_exitcode(status) == 1, "it ended by itself, not by a signal"
        [(state, ended)] = rows(tmp_path, "SELECT state, ended_at FROM run")
        assert state == "cancelled" and ended
        assert not rows(tmp_path, "SELECT * FROM owner"), "it left its lease"
        assert sandbox.get("checks")["duplicates"] == []
