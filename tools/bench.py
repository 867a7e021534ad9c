"""Measures the main job and prints one table: the figure, and what a plain reference does in the same run.

Figures are of this machine at this moment; nothing in the tests asserts them.
"""

import json
import os
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1]))

from PySide6.QtWidgets import QApplication
from rich.console import Console
from rich.table import Table

from ecco_desktop.app import wire
from ecco_desktop.domain.runs import Level, LogLine, RunState, Tally, Trigger
from ecco_desktop.storage.database import open_storage
from ecco_desktop.storage.secrets import MemorySecrets
from tests.support import install, run, running_sandbox

PRODUCTS = 2000
LINES = 100_000
Row = tuple[str, str, str]


def main() -> None:
    """Every row."""
    table = Table("O que", "Medido", "Referência nesta mesma execução")
    for measure in (main_job, command_start, log_writing, log_search, first_paint, window):
        for row in measure():
            table.add_row(*row)
    Console(width=120).print(table)


def timed(work: Callable[[], object]) -> float:
    """Seconds."""
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def main_job() -> list[Row]:
    """Order import and stock through the real connectors, 5 ms of latency at the sandbox."""
    with tempfile.TemporaryDirectory() as folder:
        options = ("--latency-ms", "5", "--products", str(PRODUCTS), "--orders", "400")
        with running_sandbox(*options) as sandbox:
            application = install(Path(folder), sandbox)
            spent = timed(lambda: run(application, "import_orders"))
            orders = sandbox.get("checks")["orders"]
            page = application.services.history.runs(1, limit=1).runs[0]
            first = run(application, "sync_stock")
            quiet = run(application, "sync_stock", Trigger.SCHEDULE)
            application.close()
    changed = first.tally.updated
    return [
        (
            "Importar pedidos",
            f"{len(orders) / spent:.0f}/s, {page.api_calls / len(orders):.1f} chamadas cada",
            "—",
        ),
        (
            f"Enviar {changed} estoques diferentes de {first.tally.read}",
            f"{first.tally.read / (first.seconds or 1):.0f} SKU/s, {first.api_calls} chamadas",
            f"uma chamada por SKU: {changed} chamadas",
        ),
        ("Estoque sem nada a fazer", f"{quiet.seconds or 0:.2f} s, {quiet.api_calls} chamadas", "—"),
    ]


def command_start() -> list[Row]:
    """`ecco-desktop list` on an empty folder, the median of five."""
    with tempfile.TemporaryDirectory() as folder:
        words = [sys.executable, "-m", "ecco_desktop", "list", "--data-dir", folder]
        ours = sorted(timed(lambda: subprocess.run(words, capture_output=True, check=True)) for _ in range(5))
        bare = [sys.executable, "-c", "import typer, rich"]
        plain = sorted(timed(lambda: subprocess.run(bare, check=True)) for _ in range(5))
    return [("ecco-desktop list", f"{ours[2]:.2f} s", f"só importar typer e rich: {plain[2]:.2f} s")]


def log_writing() -> list[Row]:
    """Log lines into storage, beside a bare insert loop."""
    now = datetime.now(UTC)
    with tempfile.TemporaryDirectory() as folder:
        storage = open_storage(Path(folder))
        lines = [
            LogLine(1, 1, now, Level.INFO, str(n), "k", f"Pedido {n} importado", {}) for n in range(LINES)
        ]

        def ours() -> None:
            for start in range(0, LINES, 200):
                storage.runs.write_log(lines[start : start + 200])

        spent = timed(ours)
        storage.close()
        raw = sqlite3.connect(Path(folder) / "plain.sqlite3", isolation_level=None)
        raw.execute("PRAGMA journal_mode=wal")
        raw.execute("CREATE TABLE line (id INTEGER PRIMARY KEY, text TEXT)")

        def plain() -> None:
            for start in range(0, LINES, 200):
                raw.execute("BEGIN")
                raw.executemany(
                    "INSERT INTO line (text) VALUES (?)",
                    [(line.text,) for line in lines[start : start + 200]],
                )
                raw.execute("COMMIT")

        bare = timed(plain)
        raw.close()
    return [
        (
            "Gravar linhas de log",
            f"{LINES / spent:.0f}/s",
            f"inserção simples no SQLite: {LINES / bare:.0f}/s",
        )
    ]


def log_search() -> list[Row]:
    """A text that is nowhere, so that every line is looked at."""
    now = datetime.now(UTC)
    with tempfile.TemporaryDirectory() as folder:
        storage = open_storage(Path(folder))
        storage.runs.write_log(
            [LogLine(1, 1, now, Level.INFO, str(n), "k", f"Pedido {n} importado", {}) for n in range(LINES)]
        )
        spent = timed(lambda: storage.runs.log(1, text="inexistente"))
        storage.close()
    return [(f"Buscar em {LINES} linhas de log", f"{spent * 1000:.0f} ms", "—")]


def window() -> list[Row]:
    """The window in processes of its own: its first paint, and the pauses of its event loop under load."""
    script = [sys.executable, str(Path(__file__).with_name("bench_window.py"))]

    def asked(*words: str) -> dict[str, Any]:
        done = subprocess.run([*script, *words], capture_output=True, text=True, check=True)
        found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
        return found

    with tempfile.TemporaryDirectory() as folder:
        asked("--fill", folder)
        paints = [asked("--paint", folder) for _ in range(5)]
    shown, full = (sorted(paint[key] for paint in paints)[2] for key in ("shown", "full"))
    plain = [sys.executable, "-c", "from PySide6.QtWidgets import QApplication; QApplication([])"]
    bare = sorted(timed(lambda: subprocess.run(plain, check=True, capture_output=True)) for _ in range(5))[2]
    smooth = asked()
    return [
        (
            "Janela: do início do processo à primeira pintura (90 dias de histórico)",
            f"{shown:.2f} s; tabela cheia {full:.2f} s",
            f"só abrir o Qt: {bare:.2f} s",
        ),
        (
            "Pausas da janela: 1.000.000 linhas, 200.000 envios, 20 execuções gravando",
            f"mediana {smooth['median']} ms, p99 {smooth['p99']} ms, maior {smooth['longest']} ms",
            "; ".join(smooth["worst"][:3]),
        ),
    ]


def first_paint() -> list[Row]:
    """From the start of the process's window to its first full table, with 90 days of history."""
    from ecco_desktop.ui.application import Desktop, make_application

    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        with running_sandbox("--products", "40", "--orders", "4") as sandbox:
            install(folder, sandbox).close()
        storage = open_storage(folder)
        now = datetime.now(UTC)
        for _ in range(90 * 24):
            past = storage.runs.add(1, Trigger.SCHEDULE, RunState.QUEUED, now, "1:1")
            storage.runs.close(past.id, RunState.SUCCEEDED, Tally(read=1), 1, now)
        storage.close()
        make_application()
        desktops: list[Desktop] = []

        def show() -> None:
            build = lambda: wire(folder, open_storage(folder), MemorySecrets(), floor=10)  # noqa: E731
            desktops.append(Desktop(build, demo=False, minimized=False))
            while not desktops[0].window.table.table.isVisible():
                QApplication.processEvents()

        spent = timed(show)
        desktops[0].background.wait(5000)
        desktops[0].close_now()
        desktops[0].window.end()
    return [("Janela até a tabela cheia, 2.160 execuções guardadas", f"{spent:.2f} s", "—")]


if __name__ == "__main__":
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    main()
