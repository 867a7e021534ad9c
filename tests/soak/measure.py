"""What a long-lived process holds: memory, files, threads, database connections, rows left open."""

import ctypes
import gc
import threading
from dataclasses import dataclass
from pathlib import Path

import psutil

from ecco_desktop.app import Application
from ecco_desktop.domain.connections import Role
from ecco_desktop.domain.links import LinkKind
from ecco_desktop.jobs.engine.scheduler import WORKER_NAME, WORKERS
from ecco_desktop.storage.database import FILE

# Threads that live as long as their work: waited for, not counted.
PASSING = ("lane-", "http", "at-once", "pulse")
PASSING_SECONDS = 20.0


@dataclass(frozen=True, slots=True)
class Sample:
    """One look while nothing runs; megabytes.

    `held` is the memory once the C library gave back what it only keeps in reserve (it scatters small blocks
    over the arenas of many threads), 0 where that was not asked. `size` is the database's after pruning;
    `open_runs` and `intents` say that something is under way, though nothing is.
    """

    runs: int
    memory: float
    held: float
    files: int
    threads: int
    connections: int
    open_runs: int
    intents: int
    copies: int
    size: float


def sample(application: Application, runs: int, *, trim: bool = False) -> Sample:
    """Look while nothing runs."""
    await_end([each for each in threading.enumerate() if each.name.startswith(PASSING)])
    storage = application.storage
    stores = [each for each in storage.connections.all() if each.role is Role.STORE]
    intents = sum(len(storage.links.open_intents(each.id, LinkKind.ORDER)) for each in stores)
    open_runs = len(storage.runs.open_runs())
    # SQLite keeps a file open until the last connection of the process lets go of it.
    storage.close()
    gc.collect()
    process = psutil.Process()
    opened = [each.path for each in process.open_files()]
    return Sample(
        runs=runs,
        memory=_rss(process),
        held=_held(process) if trim else 0.0,
        files=len(opened) + _sockets(process),
        threads=_threads(),
        connections=sum(path.endswith(FILE) for path in opened),
        open_runs=open_runs,
        intents=intents,
        copies=sum(1 for _ in application.data.glob("scratch-*")),
        size=_size(application.data),
    )


def _threads() -> int:
    """The scheduler begins workers as it needs them, up to a bound: they count as all of it."""
    workers = sum(each.name.startswith(WORKER_NAME) for each in threading.enumerate())
    return threading.active_count() - workers + max(workers, WORKERS)


def _rss(process: psutil.Process) -> float:
    return float(process.memory_info().rss) / 2**20


def _held(process: psutil.Process) -> float:
    # glibc alone has it; elsewhere both figures are the same.
    if (trim := getattr(ctypes.CDLL(None), "malloc_trim", None)) is not None:
        trim(0)
    return _rss(process)


def _sockets(process: psutil.Process) -> int:
    return len(process.net_connections())


def _size(folder: Path) -> float:
    return sum(each.stat().st_size for each in folder.glob(f"{FILE}*")) / 2**20


def await_end(threads: list[threading.Thread]) -> None:
    """Let threads come to their end."""
    for thread in threads:
        if thread is not threading.current_thread():
            thread.join(PASSING_SECONDS)


HEAD = ("runs", "RSS MB", "held MB", "files", "threads", "db conn", "open runs", "intents", "copies", "db MB")


def table(samples: list[Sample]) -> str:
    """The looks as one table."""
    return "\n".join("  ".join(cell.rjust(9) for cell in row) for row in (HEAD, *map(_cells, samples)))


def _cells(s: Sample) -> tuple[str, ...]:
    counts = (s.files, s.threads, s.connections, s.open_runs, s.intents, s.copies)
    held = f"{s.held:.1f}" if s.held else ""
    return (str(s.runs), f"{s.memory:.1f}", held, *map(str, counts), f"{s.size:.1f}")


def verdict(samples: list[Sample], growth: float) -> list[str]:
    """What is wrong, in words; nothing where all is well. `growth` is the share memory may grow by."""
    warm = samples[: max(1, len(samples) // 5)]
    rest = samples[len(warm) :]
    wrong: list[str] = []
    base, end = max(s.held for s in warm), rest[-1].held
    if end > base * (1 + growth):
        wrong.append(f"memory grew from {base:.1f} to {end:.1f} MB ({end / base - 1:+.1%})")
    for name in ("files", "threads", "connections"):
        plateau = max(getattr(s, name) for s in warm)
        if (most := max(getattr(s, name) for s in rest)) > plateau:
            wrong.append(f"{name}: {most}, after the warm-up there were {plateau}")
    left = ("open_runs", "copies")
    wrong += [f"{name} were left" for name in left if any(getattr(s, name) for s in samples)]
    if rest[-1].intents:
        wrong.append("intents were left in the end")
    return wrong
