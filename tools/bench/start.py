"""How soon a command answers and the window is painted, beside plain references and the nearest peer."""

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from tools.bench.rows import Row, median_of, timed
from tools.bench.window import asked

# Python may keep what it compiled, as in an installation; `make` forbids it to keep the folder clean.
AS_INSTALLED = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
TIMES = 7
# An environment that has Vorta; without it that reference is left out.
VORTA = Path(os.environ.get("VORTA_PYTHON", "build/vorta/bin/python"))


def started(*words: str) -> float:
    """Seconds of a Python with these words, the median of several."""

    def once() -> None:
        subprocess.run([sys.executable, *words], check=True, capture_output=True, env=AS_INSTALLED)

    once()
    return median_of(TIMES, lambda: timed(once))


def command() -> list[Row]:
    """`ecco-desktop list`, and a Python that loads what draws its table and nothing else."""
    with tempfile.TemporaryDirectory() as folder:
        ours = started("-m", "ecco_desktop", "list", "--data-dir", folder)
    bare = started("-c", "import typer, rich.console, rich.table, peewee")
    return [
        Row(
            "ecco-desktop list",
            f"{ours:.2f} s",
            "0,25 s",
            ours < 0.25,
            f"só importar typer, rich e peewee: {bare:.2f} s ({ours / bare:.1f}×)",
        )
    ]


def window() -> list[Row]:
    """From the start of the process to the first paint, 90 days of history; and what it weighs at rest."""
    with tempfile.TemporaryDirectory() as folder:
        asked("--fill", folder)
        paints = [asked("--paint", folder) for _ in range(5)]
    shown, full, rest = (sorted(paint[key] for paint in paints)[2] for key in ("shown", "full", "rest_mb"))
    qt = started("-c", "from PySide6.QtWidgets import QApplication; QApplication([])")
    peer = vorta()
    needless = paints[0]["needless"]
    return [
        Row(
            "Primeira pintura da janela, 90 dias de histórico",
            f"{shown:.2f} s; tabela cheia {full:.2f} s",
            "0,6 s e antes do Vorta",
            shown < 0.6 and (not peer or shown < peer["shown"]),
            f"só abrir o Qt: {qt:.2f} s" + (f"; Vorta, vazio: {peer['shown']:.2f} s" if peer else ""),
        ),
        Row(
            "Memória da janela em repouso",
            f"{rest:.0f} MB",
            reference=f"Vorta, vazio: {peer['rest_mb']:.0f} MB" if peer else "—",
        ),
        Row(
            "Carregado sem precisar (conectores, gráficos, HTTP)",
            ", ".join(needless) or "nada",
            "nada",
            not needless,
        ),
    ]


def vorta() -> dict[str, Any]:
    """The medians of three starts of Vorta; empty where there is none."""
    if not VORTA.exists():
        return {}
    script = [str(VORTA), str(Path(__file__).with_name("vorta_paint.py"))]
    found = []
    for _ in range(3):
        with tempfile.TemporaryDirectory() as home:
            told = subprocess.run(
                script, capture_output=True, text=True, check=True, env={**AS_INSTALLED, "HOME": home}
            )
        found.append(json.loads(told.stdout.splitlines()[-1]))
    return sorted(found, key=lambda each: float(each["shown"]))[1]


MEASURES = (command, window)
