"""What a run needs of its surroundings: time, a way to stop, someone to tell."""

from __future__ import annotations

from abc import abstractmethod
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from ecco_desktop.domain.events import Event


class Clock(Protocol):
    """Two clocks: one for dates, one for durations."""

    @abstractmethod
    def now(self) -> datetime:
        """The instant, in UTC, aware."""

    @abstractmethod
    def monotonic(self) -> float:
        """Seconds that never go back; they stop while the machine sleeps."""


class CancelToken(Protocol):
    """A request to stop, seen by the one who works."""

    @abstractmethod
    def check(self) -> None:
        """Raise Cancelled where a stop was asked for. Cheap: asked between any two records."""

    @abstractmethod
    def confirm(self) -> None:
        """As `check`, and surely by what is so now: asked before each request."""

    @abstractmethod
    def wait(self, seconds: float) -> None:
        """Wait so many seconds, and raise Cancelled as soon as a stop is asked for."""

    @property
    @abstractmethod
    def requested(self) -> bool:
        """Whether a stop was asked for."""


class EventSink(Protocol):
    """Where events go; called from any thread, never blocks."""

    @abstractmethod
    def emit(self, event: Event) -> None:
        """Hand `event` on."""


class CallCounter(Protocol):
    """Counts what a run asks of outside systems."""

    @abstractmethod
    def count_call(self) -> None:
        """One HTTP request went out."""


class Processes(Protocol):
    """What numbers of processes prove: that one is dead, and only to those of its own world."""

    @abstractmethod
    def current(self) -> str:
        """This process, as text that no later process shares."""

    @abstractmethod
    def gone(self, process: str) -> bool:
        """Whether the process that called itself so is surely dead; False is no proof that it lives."""


class Surroundings(Protocol):
    """What this computer says of itself. Asks disk and network: never on the UI thread."""

    @abstractmethod
    def free_bytes(self) -> int:
        """What is left on the disk of the data folder, after something was written there; OSError."""

    @abstractmethod
    def newest_backup(self) -> datetime | None:
        """When the newest backup was written (UTC); None where there is none."""

    @abstractmethod
    def time_at(self, address: str) -> datetime | None:
        """The time a web server has (UTC); None where it cannot be asked or does not say."""

    @abstractmethod
    def local_offset(self, moment: datetime) -> float:
        """Hours the computer's own clock face is away from UTC at an instant."""

    @abstractmethod
    def versions(self) -> Mapping[str, str]:
        """The program, and what it stands on."""
