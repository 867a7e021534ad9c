"""The stop button's wire: one event a run waits on instead of sleeping."""

import threading
from collections.abc import Callable

from ecco_desktop.domain.errors import Cancelled
from ecco_desktop.ports.system import CancelToken


class RunCancel(CancelToken):
    """A cancel token (see ports.system.CancelToken) that any thread can set.

    `guard` is asked at each check, so before each request too: its problem ends the run.
    """

    def __init__(self, guard: Callable[[], None] | None = None) -> None:
        self._event = threading.Event()
        self._guard = guard

    def request(self) -> None:
        """Ask the run to stop."""
        self._event.set()

    @property
    def requested(self) -> bool:
        return self._event.is_set()

    def check(self) -> None:
        if self._event.is_set():
            raise Cancelled
        if self._guard is not None:
            self._guard()

    def wait(self, seconds: float) -> None:
        if self._event.wait(max(0.0, seconds)):
            raise Cancelled
        self.check()
