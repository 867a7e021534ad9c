"""A beat while something runs: writes waiting log lines and says that the runs are alive."""

import threading
from collections.abc import Callable

SECONDS = 0.5


class Pulse:
    """Calls `beat` twice a second in a thread of its own, until it answers that nothing runs."""

    def __init__(self, beat: Callable[[], bool]) -> None:
        self._beat = beat
        self._lock = threading.Lock()
        self._thread: threading.Thread | None = None
        self._stopped = threading.Event()

    def start(self) -> None:
        """Begin beating, where it does not beat already."""
        with self._lock:
            if self._thread is None and not self._stopped.is_set():
                self._thread = threading.Thread(target=self._serve, name="pulse", daemon=True)
                self._thread.start()

    def stop(self) -> None:
        """End for good, and wait for the last beat."""
        self._stopped.set()
        with self._lock:
            thread = self._thread
        if thread is not None:
            thread.join(timeout=5)

    def _serve(self) -> None:
        while not self._stopped.wait(SECONDS):
            with self._lock:
                if not self._beat():
                    self._thread = None
                    return
