"""Threads that carry out one request each, kept for the next: starting one costs more than many answers."""

import threading
from collections.abc import Callable
from queue import Empty, SimpleQueue

# One that had nothing to do for so long ends.
IDLE_SECONDS = 0.25
Work = Callable[[], None]
_Tasks = SimpleQueue[Work]


class Workers:
    """As many threads as requests are under way at once; any thread may ask.

    Daemons: a server that stays silent keeps its thread, and the program may end all the same.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._idle: list[_Tasks] = []

    def start(self, work: Work) -> None:
        """Carry out `work`, which raises nothing, in a thread of its own."""
        with self._lock:
            tasks = self._idle.pop() if self._idle else None
        if tasks is None:
            tasks = SimpleQueue()
            threading.Thread(target=self._serve, args=(tasks,), name="http", daemon=True).start()
        tasks.put(work)

    def _serve(self, tasks: _Tasks) -> None:
        while True:
            try:
                work = tasks.get(timeout=IDLE_SECONDS)
            except Empty:
                with self._lock:
                    if tasks not in self._idle:
                        # Work for it is on its way.
                        continue
                    self._idle.remove(tasks)
                return
            work()
            del work
            with self._lock:
                self._idle.append(tasks)


WORKERS = Workers()
