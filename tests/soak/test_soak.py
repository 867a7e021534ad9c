"""The short form of the soak script; `make soak` runs the long one.

A few hundred runs are all warm-up, so memory may grow by more here; everything else is judged as in the long
form. The script has a process of its own: what other tests leave behind is no part of the verdict.
"""

import subprocess
import sys
from pathlib import Path

from tests.soak.measure import Sample, verdict

SCRIPT = Path(__file__).parent / "soak.py"


def test_nothing_grows_and_nothing_is_left() -> None:
    short = {"runs": 150, "orders": 150, "reads": 5, "kept": 40, "growth": 15, "seed": 3}
    flags = [f"--{name}={value}" for name, value in short.items()]
    done = subprocess.run([sys.executable, str(SCRIPT), *flags], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr[-2000:]
    assert "living shop" in done.stdout and "large shop" in done.stdout


def seen(**more: float) -> Sample:
    usual = dict.fromkeys(("files", "threads", "connections", "open_runs", "intents", "copies"), 0)
    return Sample(**({"runs": 1, "memory": 80.0, "held": 0.0, "size": 1.0} | usual | more))  # type: ignore[arg-type]


def test_the_verdict_names_what_grew_and_what_was_left() -> None:
    warm, rest = [seen(held=70.0, files=3)], [seen(files=3) for _ in range(4)]
    assert verdict([*warm, *rest, seen(held=73.0, files=3)], 0.05) == []
    assert "memory grew" in verdict([*warm, *rest, seen(held=74.0)], 0.05)[0]
    assert "files: 4" in verdict([*warm, seen(files=4), *rest, seen(held=70.0)], 0.05)[0]
    assert "open_runs" in verdict([*warm, seen(open_runs=1), *rest, seen(held=70.0)], 0.05)[0]
    assert "intents" in verdict([*warm, *rest, seen(held=70.0, intents=1)], 0.05)[0]
