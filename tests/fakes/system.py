"""Fake surroundings: a clock that is moved by waiting, and a stop button."""

from datetime import UTC, datetime, timedelta

from ecco_desktop.domain.errors import Cancelled
from ecco_desktop.domain.events import Event
from ecco_desktop.ports.system import CallCounter, CancelToken, Clock, EventSink, Processes


class FakeClock(Clock):
    """Stands still until it is moved."""

    def __init__(self, now: datetime = datetime(2026, 3, 2, 15, 0, tzinfo=UTC)) -> None:
        self.at = now
        self.steady = 1000.0

    def now(self) -> datetime:
        """The instant."""
        return self.at

    def monotonic(self) -> float:
        """Seconds."""
        return self.steady

    def move(self, seconds: float) -> None:
        """Let time pass."""
        self.at += timedelta(seconds=seconds)
        self.steady += seconds


class FakeCancel(CancelToken):
    """Waits take no time: they move the clock, are kept, and may bring the stop."""

    requested = False

    def __init__(self, clock: FakeClock | None = None, stop_after: int | None = None) -> None:
        self.clock = clock
        self.waits: list[float] = []
        self._stop_after = stop_after

    def check(self) -> None:
        """Cancelled where a stop was asked for."""
        if self.requested:
            raise Cancelled

    def confirm(self) -> None:
        """The same."""
        self.check()

    def wait(self, seconds: float) -> None:
        """Take no time."""
        self.check()
        self.waits.append(seconds)
        if self.clock is not None:
            self.clock.move(seconds)
        if self._stop_after is not None and len(self.waits) >= self._stop_after:
            self.requested = True
            raise Cancelled


class FakeCounter(CallCounter):
    """Counts calls."""

    calls = 0

    def count_call(self) -> None:
        """One more."""
        self.calls += 1


class FakeSink(EventSink):
    """Keeps events."""

    def __init__(self) -> None:
        self.events: list[Event] = []

    def emit(self, event: Event) -> None:
        """Keep it."""
        self.events.append(event)


class FakeProcesses(Processes):
    """One process, and others that are alive or not."""

    def __init__(self, me: str = "1:1.00", alive: tuple[str, ...] = ()) -> None:
        self.me = me
        self.others = set(alive)

    def current(self) -> str:
        """This one."""
        return self.me

    def gone(self, process: str) -> bool:
        """Whether another is dead."""
        return process != self.me and process not in self.others
