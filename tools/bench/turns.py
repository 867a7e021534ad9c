"""Runs the real scheduler and runner over many tasks on fake connections; prints one JSON object."""

import json
import statistics
import sys
import tempfile
import threading
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

from apscheduler.schedulers.background import BackgroundScheduler
from apscheduler.triggers.date import DateTrigger

from ecco_desktop.clock import ZONE, SystemClock
from ecco_desktop.domain.connections import Role
from ecco_desktop.domain.recurrence import Recurrence
from ecco_desktop.jobs.engine.events import FanOut
from ecco_desktop.jobs.engine.runner import Runner
from ecco_desktop.jobs.engine.scheduler import Scheduler
from ecco_desktop.storage.database import SqliteStorage, open_storage
from ecco_desktop.storage.processes import SystemProcesses
from ecco_desktop.storage.secrets import MemorySecrets
from tests.fakes.app import FakeConnectors
from tests.fakes.erp import FakeErp
from tests.fakes.store import FakeStore
from tools.bench.rows import percentile

EVERY_MINUTES = 5
# Turns are taken for this long; they begin after a moment to settle.
SECONDS, SETTLE = 60.0, 3.0
# The watchdog looks every 30 seconds: two of its looks are counted in.
IDLE_SECONDS = 62.0


def fill(storage: SqliteStorage, tasks: int, first: datetime) -> None:
    """Tasks of a store each, due one after another from `first` on, evenly over their five minutes."""
    storage.connections.add("ERP", "eccosys", Role.ERP, {})
    every = timedelta(minutes=EVERY_MINUTES)
    with storage.transaction():
        for n in range(tasks):
            store = storage.connections.add(f"Loja {n}", "woocommerce", Role.STORE, {})
            task = storage.tasks.add(
                f"Tarefa {n}",
                "import_orders",
                store.id,
                active=True,
                recurrence=Recurrence(every_minutes=EVERY_MINUTES),
                options={},
                now=first - every,
            )
            ended = first - every + n * every / tasks
            storage.runs._session.sql(
                "INSERT INTO run (task_id, trigger, state, queued_at, started_at, ended_at, tally, owner)"
                " VALUES (?, 'schedule', 'succeeded', ?, ?, ?, '{}', '1:1')",
                (task.id, *[int(ended.timestamp() * 1_000_000)] * 3),
            )


def scheduled(storage: SqliteStorage) -> tuple[Scheduler, Runner]:
    """As the composition root wires them."""
    clock, events = SystemClock(), FanOut()
    connectors = FakeConnectors(FakeErp(), FakeStore())
    runner = Runner(storage, MemorySecrets(), connectors, clock, events, SystemProcesses(), ZONE)
    scheduler = Scheduler(storage, runner, clock, events, ZONE)
    events.subscribe(scheduler.handle)
    return scheduler, runner


def late(tasks: int) -> list[float]:
    """Milliseconds by which each run was queued after it was due."""
    with tempfile.TemporaryDirectory() as folder:
        storage = open_storage(Path(folder))
        began = datetime.now(UTC) + timedelta(seconds=SETTLE)
        fill(storage, tasks, began)
        scheduler, runner = scheduled(storage)
        scheduler.start()
        threading.Event().wait(SECONDS + SETTLE)
        scheduler.stop()
        runner.wait_idle(30)
        rows = storage.runs._session.sql(
            "SELECT task_id, queued_at, lag(ended_at) OVER (PARTITION BY task_id ORDER BY id) FROM run"
        )
        runner.close(5)
        storage.finish()
    every = EVERY_MINUTES * 60 * 1_000_000
    return [(queued - (before + every)) / 1000 for _, queued, before in rows if before is not None]


def idle(tasks: int) -> float:
    """Percent of one processor, with no turn to take."""
    with tempfile.TemporaryDirectory() as folder:
        storage = open_storage(Path(folder))
        fill(storage, tasks, datetime.now(UTC) + timedelta(hours=1))
        scheduler, runner = scheduled(storage)
        scheduler.start()
        threading.Event().wait(SETTLE)
        spent = time.process_time()
        threading.Event().wait(IDLE_SECONDS)
        spent = time.process_time() - spent
        scheduler.stop()
        runner.close(5)
        storage.finish()
    return spent / IDLE_SECONDS * 100


def bare() -> list[float]:
    """Milliseconds by which APScheduler alone calls an empty function late, ten times a second."""
    found: list[float] = []
    jobs = BackgroundScheduler(timezone=UTC)
    jobs.start()
    first = datetime.now(UTC) + timedelta(seconds=1)
    for n in range(100):
        due = first + timedelta(seconds=n / 10)
        jobs.add_job(
            lambda due=due: found.append((datetime.now(UTC) - due).total_seconds() * 1000),
            DateTrigger(due),
            misfire_grace_time=None,
        )
    threading.Event().wait(12)
    jobs.shutdown()
    return found


def main() -> None:
    """All of it for the number of tasks that is told."""
    tasks = int(sys.argv[1])
    waits = late(tasks)
    told = {
        "tasks": tasks,
        "runs": len(waits),
        "p99_ms": percentile(waits, 0.99),
        "median_ms": statistics.median(waits),
        "idle_percent": idle(tasks),
        "bare_p99_ms": percentile(bare(), 0.99),
    }
    print(json.dumps(told))


if __name__ == "__main__":
    main()
