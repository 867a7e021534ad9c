"""Each preference once: its key, how it is read, and what it is where nobody chose."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import datetime, time, tzinfo

# Where they stand among the settings that are kept.
PREFIX = "preference."
ZONE_KEY = f"{PREFIX}zone"
PAUSED_KEY = "paused_until"
SHORTEST_HISTORY = 7
LONGEST_HISTORY = 3650
FREE_TRIES = 4


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
    """The technician's PIN as it is kept: a salted hash, and the wrong tries since the last right one."""

    salt: str = ""
    digest: str = ""
    wrong: int = 0
    last_wrong_at: datetime | None = None

    def wait_seconds(self, now: datetime) -> float:
        """How long to wait before another try: nothing for the first four, then 30 s, doubling to 15 min."""
        if self.wrong <= FREE_TRIES or self.last_wrong_at is None:
            return 0.0
        pause = min(900.0, 30.0 * 2.0 ** (self.wrong - FREE_TRIES - 1))
        # A clock set back must not lock a technician out for days.
        passed = max(0.0, (now - self.last_wrong_at).total_seconds())
        return max(0.0, pause - passed)


def read_preferences(kept: Mapping[str, str]) -> Preferences:
    """Preferences from texts; what is missing or cannot be read is the default."""
    default = Preferences()
    values: dict[str, object] = {}
    for one in fields(Preferences):
        text = kept.get(one.name)
        before = getattr(default, one.name)
        values[one.name] = before if text is None else _read(text, before)
    return Preferences(**values)  # type: ignore[arg-type]  # each value has the type of its default


def write_preferences(chosen: Preferences) -> dict[str, str]:
    """Preferences as texts."""
    return {one.name: _write(getattr(chosen, one.name)) for one in fields(Preferences)}


def _read(text: str, before: object) -> object:
    try:
        if isinstance(before, bool):
            return text == "yes"
        if isinstance(before, int):
            return int(text)
        if isinstance(before, time):
            return time.fromisoformat(text)
    except ValueError:
        return before
    return text


def _write(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return value.isoformat("minutes") if isinstance(value, time) else str(value)
