"""A thousand tasks: how late they begin, and what waiting costs."""

import json
import subprocess
import sys
from typing import Any

from tools.bench.rows import Row, exponent

SCRIPT = (sys.executable, "-m", "tools.bench.turns")
TASKS = 1000


def asked(tasks: int) -> dict[str, Any]:
    """What a process of its own measured with that many tasks."""
    done = subprocess.run([*SCRIPT, str(tasks)], capture_output=True, text=True, check=True)
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return found


def turns() -> list[Row]:
    """A tenth of them for the growth."""
    small, large = asked(TASKS // 10), asked(TASKS)
    return [
        Row(
            f"Atraso do início, {large['tasks']} tarefas a cada 5 minutos, {large['runs']} execuções",
            f"p99 {large['p99_ms']:.0f} ms, mediana {large['median_ms']:.0f} ms",
            "100 ms",
            large["p99_ms"] < 100,
            f"o relógio sozinho, sem tarefas a ler: APScheduler em {large['bare_p99_ms']:.0f} ms (p99)",
            exponent(small["p99_ms"], large["p99_ms"]),
        ),
        Row(
            f"Processador parado, {large['tasks']} tarefas à espera",
            f"{large['idle_percent']:.2f} %",
            "0,5 %",
            large["idle_percent"] < 0.5,
            growth=exponent(small["idle_percent"], large["idle_percent"]),
        ),
    ]


MEASURES = (turns,)
