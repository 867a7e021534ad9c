"""The window under load: how long its event loop pauses, and what it weighs with a million log lines."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

from tools.bench.rows import Row

SCRIPT = (sys.executable, str(Path(__file__).with_name("smooth.py")))


def asked(*words: str) -> dict[str, Any]:
    """What a window in a process of its own measured."""
    done = subprocess.run([*SCRIPT, *words], capture_output=True, text=True, check=True)
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return found


def pauses() -> list[Row]:
    """While a person clicks through every page and twenty runs write."""
    smooth = asked()
    return [
        Row(
            "Pausas da janela: 1.000.000 linhas, 200.000 envios, 20 execuções gravando",
            f"mediana {smooth['median']} ms, p99 {smooth['p99']} ms, maior {smooth['longest']} ms",
            reference="; ".join(smooth["worst"][:3]),
        )
    ]


def weight() -> list[Row]:
    """With every page opened and the log searched."""
    weighs = asked("--heavy")["mb"]
    return [Row("Memória da janela, 1.000.000 linhas de log", f"{weighs:.0f} MB", "250 MB", weighs < 250)]


MEASURES = (pauses, weight)
