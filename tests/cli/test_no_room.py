"""The disk fills while `run` works: what could not be written down is a failure, for scripts too."""

import json
import os
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cli.commands import asked, connect, keys, link_carriers
from tests.support import Sandbox, running_sandbox

posix = pytest.mark.skipif(os.name != "posix", reason="no limit of file sizes here")


@pytest.fixture(scope="module")
def sandbox() -> Iterator[Sandbox]:
    with running_sandbox("--orders", "60", "--products", "20") as made:
        yield made


@posix
def test_a_run_that_could_not_be_written_down_is_a_failure(sandbox: Sandbox, tmp_path: Path) -> None:
    clean = tmp_path / "limpa"
    assert connect(sandbox, clean, **keys(sandbox)).returncode == 0
    link_carriers(clean, **keys(sandbox))
    done = asked("tasks", "add", "import_orders", "-c", "Loja", "--every", "10m", "--data-dir", str(clean))
    assert done.returncode == 0, done.stderr
    outcomes = Counter[str]()
    for kilobytes in (20, 160, 600, 1200, 100_000):
        place = tmp_path / str(kilobytes)
        shutil.move(clean, place)
        code, said = run_with(kilobytes, sandbox, place)
        runs = json.loads(said)["runs"] if said else []
        states = {one["state"] for one in runs}
        assert not states & {"running", "queued"}, (kilobytes, said)
        assert (code == 0) == bool(runs and states <= {"succeeded", "with_warnings"}), (kilobytes, code, said)
        assert all(one["error"] for one in runs if one["state"] == "failed"), said
        outcomes["told" if runs and code else "refused" if code else "done"] += 1
        shutil.move(place, clean)
    # Nothing could begin, it filled meanwhile, and there was room.
    assert outcomes["refused"] and outcomes["told"] and outcomes["done"], outcomes


def run_with(kilobytes: int, sandbox: Sandbox, place: Path) -> tuple[int, str]:
    """`run --all --json` where no file may grow above a size: the code and what stands on the output."""
    words = ["-m", "ecco_desktop", "run", "--all", "--json", "--data-dir", str(place)]
    done = subprocess.run(
        ["bash", "-c", f'ulimit -f {kilobytes}; exec "$@"', "-", sys.executable, *words],
        # Else the interpreter leaves half a compiled module behind, and nothing starts any more.
        env=os.environ | keys(sandbox) | {"PYTHONDONTWRITEBYTECODE": "1"},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert "Traceback" not in done.stderr, done.stderr
    return done.returncode, done.stdout


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no full device here")
@pytest.mark.parametrize("words", [("list",), ("connections", "kinds"), ("--help",)], ids=" ".join)
def test_an_answer_that_cannot_be_written_is_told(tmp_path: Path, words: tuple[str, ...]) -> None:
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [sys.executable, "-m", "ecco_desktop", "--data-dir", str(tmp_path), *words],
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            timeout=60,
            check=False,
        )
    assert done.returncode == 1
    assert "não pôde ser escrita" in done.stderr and "Traceback" not in done.stderr
