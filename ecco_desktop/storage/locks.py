"""One program and one thread at a time at what a file holds: a lock of the system, which a crash lets go."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock

from ecco_desktop.paths import FILE_MODE, make_folder

SECONDS = 20.0
_POLL_SECONDS = 0.01


@contextmanager
def alone(path: Path, seconds: float = SECONDS) -> Iterator[None]:
    """Hold the lock `path` through the block; OSError where it is not had in time, or cannot be made.

    A link planted under its name is not followed.
    """
    lock = FileLock(path, seconds, FILE_MODE, poll_interval=_POLL_SECONDS, fallback_to_soft=False)
    make_folder(path.parent)
    lock.acquire()
    try:
        yield
    finally:
        lock.release()
