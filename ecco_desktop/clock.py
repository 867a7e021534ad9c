"""The computer's clocks, and two time zones: that of Brazil's papers, and the one whose hours people mean."""

import time
from datetime import UTC, datetime, timedelta, tzinfo
from zoneinfo import ZoneInfo

from ecco_desktop.ports.system import Clock

# What the ERP, the stores and the carriers mean where they say no zone: Brasília.
ZONE = ZoneInfo("America/Sao_Paulo")
# A computer that is set to it says nothing about where the shop is: servers are.
NO_PLACE = ("UTC", "UCT", "GMT", "Zulu", "Universal", "Greenwich", "Factory", "localtime")


class ShopZone(tzinfo):
    """The zone of the schedule and of every hour that is shown: the chosen one, else the computer's.

    It may change while the program runs; an instant is never kept in it, only worked out and written.
    """

    def __init__(self) -> None:
        self._now = ZONE
        # What was chosen and this computer does not know.
        self.unknown = ""

    def follow(self, chosen: str | None) -> None:
        """Take the zone a person chose (a key of tzdata); without one, or where this computer does not know
        it, the computer's as it is set now."""
        found = known_zone(chosen or "")
        self.unknown = "" if found else chosen or ""
        self._now = found or computer_zone()

    @property
    def key(self) -> str:
        """Its name in tzdata."""
        return self._now.key

    def utcoffset(self, when: datetime | None) -> timedelta | None:
        """As tzinfo's."""
        return self._now.utcoffset(when)

    def dst(self, when: datetime | None) -> timedelta | None:
        """As tzinfo's."""
        return self._now.dst(when)

    def tzname(self, when: datetime | None) -> str | None:
        """As tzinfo's."""
        return self._now.tzname(when)

    def fromutc(self, when: datetime) -> datetime:
        """As tzinfo's."""
        zone = self._now
        return zone.fromutc(when.replace(tzinfo=zone)).replace(tzinfo=self)

    def __str__(self) -> str:
        return self.key


def known_zone(key: str) -> ZoneInfo | None:
    """A zone of tzdata; None where there is none of that name."""
    try:
        return ZoneInfo(key) if key else None
    except (LookupError, ValueError, OSError):
        return None


def computer_zone() -> ZoneInfo:
    """The zone this computer is set to; Brasília where that cannot be told, or is no place."""
    import tzlocal

    try:
        key = str(tzlocal.reload_localzone())
    except (LookupError, ValueError, OSError):
        return ZONE
    found = known_zone(key)
    return ZONE if found is None or key.startswith("Etc/") or key in NO_PLACE else found


# The one of this process; whoever opens a data folder has it follow what is kept there.
SHOP = ShopZone()


def offset_words(zone: tzinfo) -> str:
    """How far a zone is from UTC today: "UTC−3"."""
    away = datetime.now(UTC).astimezone(zone).utcoffset() or timedelta()
    minutes = round(away.total_seconds() / 60)
    hours, rest = divmod(abs(minutes), 60)
    sign = "−" if minutes < 0 else "+"
    return f"UTC{sign}{hours}" + (f":{rest:02d}" if rest else "")


class SystemClock(Clock):
    """The computer's clocks."""

    def now(self) -> datetime:
        return datetime.now(UTC)

    def monotonic(self) -> float:
        return time.monotonic()
