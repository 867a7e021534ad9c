"""One event to many listeners."""

import logging
from collections.abc import Callable

from ecco_desktop.domain.events import Event
from ecco_desktop.ports.system import EventSink

_log = logging.getLogger(__name__)


class FanOut(EventSink):
    """An event sink (ports.system.EventSink) that tells everyone who subscribed, in the emitting thread."""

    def __init__(self) -> None:
        self._listeners: list[Callable[[Event], None]] = []

    def subscribe(self, listener: Callable[[Event], None]) -> None:
        """Call `listener` for every event from now on; it must not block."""
        self._listeners.append(listener)

    def emit(self, event: Event) -> None:
        """Hand the event to every listener; one that fails does not keep it from the others."""
        for listener in tuple(self._listeners):
            try:
                listener(event)
            except Exception:  # noqa: BLE001 - a listener's bug must not end a run
                _log.exception("a listener failed on %s", type(event).__name__)
