"""The computer's clocks, and the time zone of the shop."""

import time
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from ecco_desktop.ports.system import Clock

ZONE = ZoneInfo("America/Sao_Paulo")


class SystemClock(Clock):
    """The computer's clocks."""

    def now(self) -> datetime:
        return datetime.now(UTC)

    def monotonic(self) -> float:
        return time.monotonic()
