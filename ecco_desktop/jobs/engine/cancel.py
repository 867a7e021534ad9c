"""The stop button's wire: one event a run waits on instead of sleeping."""

import threading
import time
from collections.abc import Callable

from ecco_desktop.domain.errors import Cancelled
from ecco_desktop.ports.system import CancelToken

FRESH = 0.05


class RunCancel(CancelToken):
    """A cancel token (see ports.system.CancelToken) that any thread can set.

    `guard` is asked before each request: its problem ends the run. It looks at the disk, so between two
    records its last answer holds for `FRESH` seconds, by two clocks: one stands still while the computer
    sleeps.
    """

    def __init__(self, guard: Callable[[], None] | None = None) -> None:
        self._event = threading.Event()
        self._guard = guard
        self._asked = (0.0, 0.0)

    def request(self) -> None:
        """Ask the run to stop."""
        self._event.set()

    @property
    def requested(self) -> bool:
        return self._event.is_set()

    def check(self) -> None:
        if self._event.is_set():
            raise Cancelled
        wall, steady = self._asked
        if not (0.0 <= time.monotonic() - steady < FRESH and 0.0 <= time.time() - wall < FRESH):
            self.confirm()

    def confirm(self) -> None:
        if self._event.is_set():
            raise Cancelled
        if self._guard is not None:
            now = time.time(), time.monotonic()
            self._guard()
            self._asked = now

    def wait(self, seconds: float) -> None:
        if self._event.wait(max(0.0, seconds)):
            raise Cancelled
        self.confirm()
