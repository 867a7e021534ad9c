"""The stop button's wire: one event a run waits on instead of sleeping."""

import threading

from ecco_desktop.domain.errors import Cancelled
from ecco_desktop.ports.system import CancelToken


class RunCancel(CancelToken):
    """A cancel token (see ports.system.CancelToken) that any thread can set."""

    def __init__(self) -> None:
        self._event = threading.Event()

    def request(self) -> None:
        """Ask the run to stop."""
        self._event.set()

    @property
    def requested(self) -> bool:
        return self._event.is_set()

    def check(self) -> None:
        if self._event.is_set():
            raise Cancelled

    def wait(self, seconds: float) -> None:
        if self._event.wait(max(0.0, seconds)):
            raise Cancelled
