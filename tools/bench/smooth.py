"""Measures how smooth the window stays: a million log lines, 200,000 stock rows, twenty runs writing.

Run as a process of its own, so that what it measures is a window and nothing else. Prints one JSON
object. `--paint FOLDER` measures the first paint instead: from the start of the process to a full table.
"""

import time

BEGAN = time.perf_counter()

import json
import os
import statistics
import sys
import tempfile
import threading
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
sys.path.insert(0, str(Path(__file__).parents[2]))

import psutil
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication

from ecco_desktop.cli import main as _entry  # noqa: F401 - the real entry loads it too
from ecco_desktop.ui.application import SWITCH_SECONDS, Desktop, make_application

if TYPE_CHECKING:
    from ecco_desktop.app import Application

LINES, SENDS, RUNS = 1_000_000, 200_000, 20
SECONDS = 20.0
# What a busy run writes: twenty of them are 2,000 lines a second.
LINES_A_SECOND = 100
BEAT_MILLISECONDS = 2
REST_SECONDS = 3.0
# What a window over tasks of connectors nobody has started need not have loaded.
NEEDLESS, ADAPTERS = "ecco_desktop.connectors.", (".adapter", ".http")


def build(folder: Path) -> "Application":
    """The application; nothing starts by itself while it is measured."""
    from ecco_desktop.app import wire
    from ecco_desktop.storage.database import open_storage
    from ecco_desktop.storage.secrets import MemorySecrets

    application = wire(folder, open_storage(folder), MemorySecrets(), floor=10)
    application.scheduler.start = lambda: None  # type: ignore[method-assign]
    return application


def fill(folder: Path, lines: int, sends: int, runs: int) -> None:
    """A shop with a past, written in SQL: the repositories would take minutes."""
    from ecco_desktop.domain.connections import Role
    from ecco_desktop.domain.recurrence import Recurrence
    from ecco_desktop.jobs.registry import automation_infos
    from ecco_desktop.storage.database import open_storage

    storage = open_storage(folder)
    now = datetime.now(UTC)
    storage.connections.add("Eccosys", "eccosys", Role.ERP, {})
    stores = [storage.connections.add(f"Loja {n}", "woocommerce", Role.STORE, {}) for n in range(RUNS)]
    infos = [info for info in automation_infos() if info.recurrent and info.role is Role.STORE]
    for store in stores:
        storage.tasks.add(
            f"{infos[0].name} · {store.name}",
            infos[0].key,
            store.id,
            active=True,
            recurrence=Recurrence(every_minutes=10),
            options={},
            now=now,
        )
    database = storage._database
    at = int(now.timestamp() * 1_000_000)
    with database.atomic():
        database.connection().executemany(
            "INSERT INTO run (task_id, trigger, state, queued_at, started_at, ended_at, tally, owner)"
            " VALUES (?, 'schedule', 'succeeded', ?, ?, ?, '{\"read\": 9, \"created\": 3}', '1:1')",
            (
                (1 + n % RUNS, then, then, then + 9_000_000)
                for n in range(runs)
                for then in (at - n * 60_000_000,)
            ),
        )
        database.connection().executemany(
            'INSERT INTO log_line (run_id, task_id, at, level, subject, key, text, "values", search)'
            " VALUES (?, ?, ?, 'info', ?, 'order.imported', ?, '{}', ?)",
            (
                (1, 1 + n % RUNS, at - n, str(n), f"Pedido {n} importado", f"{n} pedido {n} importado")
                for n in range(lines)
            ),
        )
        database.connection().executemany(
            "INSERT INTO change (run_id, connection_id, kind, key, outside_id, name, before, after, outcome,"
            " at, detail) VALUES (1, ?, 'stock', ?, ?, 'estoque', '5', '3', 'done', ?, ?)",
            (
                (2 + n % RUNS, f"SKU-{n % 9000:05d}", str(n), at - n * 12_000_000, '{"fisico": "5"}')
                for n in range(sends)
            ),
        )
    storage.close()


class Writers:
    """Twenty runs that write log lines as they go, each in its own thread."""

    def __init__(self, application: "Application") -> None:
        self._application = application
        self._end = threading.Event()
        self.written = 0
        self._threads = [
            threading.Thread(target=self._write, args=(n + 1,), daemon=True) for n in range(RUNS)
        ]

    def start(self) -> None:
        """Begin."""
        for thread in self._threads:
            thread.start()

    def stop(self) -> None:
        """End, and wait for them."""
        self._end.set()
        for thread in self._threads:
            thread.join()

    def _write(self, task_id: int) -> None:
        from ecco_desktop.domain.events import RunProgressed
        from ecco_desktop.domain.runs import RunState, Tally, Trigger
        from ecco_desktop.jobs.run.log import RunLog

        application, now = self._application, datetime.now(UTC)
        run = application.storage.runs.add(task_id, Trigger.SCHEDULE, RunState.RUNNING, now, "1:1")
        clock = application.runner._clock
        log = RunLog(run, application.storage.runs, clock, application.events)
        done = 0
        while not self._end.wait(0.1):
            for _ in range(LINES_A_SECOND // 10):
                done += 1
                log.info("order.imported", str(done), order=done, erp=done, total="R$ 1,00")  # noqa: PLE1205
            # As the runner does: twice a second, and whenever the buffer is full.
            if done % (LINES_A_SECOND // 2) == 0:
                log.flush()
            application.events.emit(RunProgressed(task_id, run.id, done, 100_000, Tally(read=done)))
        self.written += done
        application.storage.close()


class Heart:
    """Beats in the event loop and keeps how long each beat came late."""

    def __init__(self) -> None:
        self.pauses: list[float] = []
        self.at: list[tuple[float, str]] = []
        self.doing = ""
        self._last = 0.0
        self._timer = QTimer()
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setInterval(BEAT_MILLISECONDS)
        self._timer.timeout.connect(self._beat)

    def start(self) -> None:
        """Begin."""
        self._last = time.perf_counter()
        self._timer.start()

    def _beat(self) -> None:
        now = time.perf_counter()
        late = max(0.0, (now - self._last) * 1000 - BEAT_MILLISECONDS)
        self.pauses.append(late)
        self.at.append((late, self.doing))
        self._last = now


def person(desktop: Desktop, heart: Heart) -> Iterator[None]:
    """What a person does meanwhile: one step each time it is asked."""
    window = desktop.window
    while True:
        for page in ("stock", "reports", "orders", "pending", "connections", "settings", "tasks"):
            heart.doing = f"open {page}"
            window.workspace.open_page(page)
            yield
            heart.doing = f"scroll {page}"
            table = {
                "stock": lambda: window.workspace.pages["stock"].table,
                "orders": lambda: window.workspace.pages["orders"].table,
                "tasks": lambda: window.workspace.log.table,
            }.get(page)
            for share in (0.3, 0.7, 1.0) if table else ():
                bar = table().verticalScrollBar()
                bar.setValue(int(bar.maximum() * share))
                yield
        heart.doing = "search"
        for text in ("p", "pedido 99", "SKU-0", ""):
            window.workspace.log.search.setText(text)
            window.workspace.shelf.page("stock").search.setText(text)  # type: ignore[attr-defined]
            yield
        for row in range(0, RUNS, 5):
            heart.doing = "choose task"
            window.workspace.table.table.selectRow(row)
            yield


def smooth() -> dict[str, object]:
    """The pauses of the event loop while all of that goes on."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        fill(folder, LINES, SENDS, 90 * 24)
        make_application()
        applications: list[Application] = []

        def once() -> "Application":
            applications.append(build(folder))
            return applications[-1]

        desktop = Desktop(once, demo=False, minimized=False)
        until(lambda: desktop.window.is_open and desktop.window.workspace.model.rowCount() == RUNS)
        sys.setswitchinterval(SWITCH_SECONDS)
        heart, writers = Heart(), Writers(applications[0])
        steps = person(desktop, heart)
        stepping = QTimer()
        stepping.setInterval(150)
        stepping.timeout.connect(lambda: next(steps))
        writers.start()
        heart.start()
        stepping.start()
        end = time.perf_counter() + SECONDS
        until(lambda: time.perf_counter() > end)
        stepping.stop()
        writers.stop()
        pauses = sorted(heart.pauses)
        worst = sorted(heart.at, reverse=True)[:6]
        desktop.background.wait(10_000)
        desktop.close_now()
        desktop.window.end()
    return {
        "beats": len(pauses),
        "median": round(statistics.median(pauses), 2),
        "p99": round(pauses[int(len(pauses) * 0.99)], 1),
        "longest": round(pauses[-1], 1),
        "worst": [f"{late:.0f} ms: {doing}" for late, doing in worst],
        "written": writers.written,
    }


def paint(folder: Path) -> dict[str, object]:
    """From the start of the process to a full table."""
    imported = time.perf_counter() - BEGAN
    make_application()
    desktop = Desktop(lambda: build(folder), demo=False, minimized=False)
    QApplication.processEvents()
    shown = time.perf_counter() - BEGAN
    until(lambda: desktop.window.is_open and desktop.window.workspace.table.table.isVisible())
    QApplication.processEvents()
    full = time.perf_counter() - BEGAN
    desktop.background.wait(5000)
    end = time.perf_counter() + REST_SECONDS
    until(lambda: time.perf_counter() > end)
    rest = resident()
    loaded = [name for name in sys.modules if name.startswith(NEEDLESS) and name.endswith(ADAPTERS)]
    desktop.close_now()
    desktop.window.end()
    return {
        "imported": round(imported, 3),
        "shown": round(shown, 3),
        "full": round(full, 3),
        "rest_mb": rest,
        "needless": loaded + [name for name in ("pyqtgraph", "numpy", "requests") if name in sys.modules],
    }


def heavy() -> dict[str, object]:
    """What the window weighs over a million log lines, their pane scrolled and searched."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        fill(folder, LINES, SENDS, 90 * 24)
        make_application()
        desktop = Desktop(lambda: build(folder), demo=False, minimized=False)
        until(lambda: desktop.window.is_open and desktop.window.workspace.model.rowCount() == RUNS)
        steps = person(desktop, Heart())
        for _ in range(60):
            next(steps)
            end = time.perf_counter() + 0.1
            until(lambda end=end: time.perf_counter() > end)  # type: ignore[misc]
        weighs = resident()
        desktop.background.wait(10_000)
        desktop.close_now()
        desktop.window.end()
    return {"mb": weighs}


def resident() -> float:
    """Megabytes this process holds now."""
    return round(psutil.Process().memory_info().rss / 1_048_576, 0)


def until(true: Callable[[], bool]) -> None:
    """Let the window live until then."""
    while not true():
        QApplication.processEvents()
        time.sleep(0.0002)


if __name__ == "__main__":
    if "--fill" in sys.argv:
        fill(Path(sys.argv[-1]), 100_000, 20_000, 13 * 90 * 24)
        print("{}")
    elif "--heavy" in sys.argv:
        print(json.dumps(heavy()))
    elif "--paint" in sys.argv:
        print(json.dumps(paint(Path(sys.argv[-1]))))
    else:
        print(json.dumps(smooth()))
