"""Each preference once: its key, how it is read, and what it is where nobody chose."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import datetime, time, tzinfo

from ecco_desktop.domain.bounds import Bounds, hour

# Where they stand among the settings that are kept.
PREFIX = "preference."
ZONE_KEY = f"{PREFIX}zone"
PAUSED_KEY = "paused_until"
SHORTEST_HISTORY = 7
LONGEST_HISTORY = 3650
FREE_TRIES = 4
NUMBERS = {
    "notice_silence_hours": Bounds(0, 24 * 14),
    "history_days": Bounds(SHORTEST_HISTORY, LONGEST_HISTORY),
    "failures_days": Bounds(SHORTEST_HISTORY, LONGEST_HISTORY),
}


@dataclass(frozen=True, slots=True)
class Preferences:
    """What a person chose. Hours are those of `zone`. `history_days` and `failures_days` say how long runs,
    log lines and changes are kept; those of failed runs may stay longer.
    """

    notice_failure: bool = True
    notice_recovery: bool = True
    notice_finding: bool = True
    notice_success: bool = False
    notice_silence_hours: int = 24
    quiet: bool = False
    quiet_from: time = time(22, 0)
    quiet_to: time = time(7, 0)
    history_days: int = 90
    failures_days: int = 180
    catch_up: bool = True
    keep_in_taskbar: bool = False
    # The zone of the schedule and of every hour shown (a key of tzdata); empty: the computer's.
    zone: str = ""

    def is_quiet(self, now: datetime, zone: tzinfo) -> bool:
        """Whether notices are held back at `now` (UTC)."""
        if not self.quiet or self.quiet_from == self.quiet_to:
            return False
        at = now.astimezone(zone).time()
        if self.quiet_from < self.quiet_to:
            return self.quiet_from <= at < self.quiet_to
        return at >= self.quiet_from or at < self.quiet_to


@dataclass(frozen=True, slots=True)
class PinState:
    """The technician's PIN as it is kept: a salted hash, and the tries since the last right one.

    `last_wrong_at` is UTC, `steady` the running clock of that moment (seconds; see Clock.monotonic).
    """

    salt: str = ""
    digest: str = ""
    wrong: int = 0
    last_wrong_at: datetime | None = None
    steady: float | None = None

    @property
    def damaged(self) -> bool:
        """Whether nobody can know this PIN: what was kept of it cannot be read."""
        return not self.digest

    def is_ahead(self, now: datetime, steady: float) -> bool:
        """Whether the clock was set back since the last wrong try, and nothing tells how long that is."""
        unknown = self.steady is None or steady < self.steady
        return self.last_wrong_at is not None and now < self.last_wrong_at and unknown

    def wait_seconds(self, now: datetime, steady: float) -> float:
        """How long to wait before another try: nothing for the first five, then 30 s, doubling to 15 min."""
        if self.wrong <= FREE_TRIES or self.last_wrong_at is None:
            return 0.0
        pause = min(900.0, 30.0 * 2.0 ** min(self.wrong - FREE_TRIES - 1, 5))
        return max(0.0, pause - self._passed(now, steady))

    def _passed(self, now: datetime, steady: float) -> float:
        """By the smaller of both clocks: one is set by hand, the other begins anew with the computer."""
        told = (now - self.last_wrong_at).total_seconds() if self.last_wrong_at else 0.0
        if self.steady is None or steady < self.steady:
            return max(0.0, told)
        return min(told, steady - self.steady) if told >= 0 else steady - self.steady


def read_preferences(kept: Mapping[str, str]) -> Preferences:
    """Preferences from texts; what is missing or cannot be read is the default."""
    default = Preferences()
    values: dict[str, object] = {}
    for one in fields(Preferences):
        text = kept.get(one.name)
        before = getattr(default, one.name)
        values[one.name] = before if text is None else _read(one.name, text, before)
    return Preferences(**values)  # type: ignore[arg-type]  # each value has the type of its default


def write_preferences(chosen: Preferences) -> dict[str, str]:
    """Preferences as texts."""
    return {one.name: _write(getattr(chosen, one.name)) for one in fields(Preferences)}


def check_preferences(kept: Mapping[str, str]) -> None:
    """ValueError, naming it, for the first preference whose text is none that we would write."""
    for name, before in write_preferences(Preferences()).items():
        text = kept.get(name, before)
        try:
            _exact(name, text, getattr(Preferences(), name))
        except ValueError:
            raise ValueError(name) from None


def _read(name: str, text: str, before: object) -> object:
    try:
        return _exact(name, text, before)
    except ValueError:
        return before


def _exact(name: str, text: str, before: object) -> object:
    if isinstance(before, bool):
        if text not in ("yes", "no"):
            raise ValueError(text)
        return text == "yes"
    if isinstance(before, int):
        return NUMBERS[name].read(text)
    return hour(text) if isinstance(before, time) else text


def _write(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return value.isoformat("minutes") if isinstance(value, time) else str(value)
