"""Preferences, and the record of who changed what."""

from collections.abc import Sequence
from dataclasses import dataclass

from ecco_desktop.domain.errors import SetupProblem
from ecco_desktop.domain.notices import Deed
from ecco_desktop.domain.settings import (
    LONGEST_HISTORY,
    PREFIX,
    SHORTEST_HISTORY,
    Preferences,
    read_preferences,
    write_preferences,
)
from ecco_desktop.ports.storage import Storage
from ecco_desktop.ports.system import Clock

OWNER, TECHNICIAN = "owner", "technician"


@dataclass(slots=True)
class Actor:
    """Who sits at the window now; the deeds of this program are written under this name."""

    name: str = OWNER


class PreferenceService:
    """Reads and writes storage in the calling thread."""

    def __init__(self, storage: Storage, clock: Clock, actor: Actor) -> None:
        self._storage = storage
        self._clock = clock
        self.actor = actor

    def read(self) -> Preferences:
        """What a person chose, defaults included."""
        return read_preferences(self._storage.settings.all(PREFIX))

    def save(self, chosen: Preferences) -> None:
        """Keep them; SetupProblem where a number is out of its bounds."""
        for days in (chosen.history_days, chosen.failures_days):
            if not SHORTEST_HISTORY <= days <= LONGEST_HISTORY:
                raise SetupProblem("settings.days", shortest=SHORTEST_HISTORY, longest=LONGEST_HISTORY)
        if chosen.failures_days < chosen.history_days:
            raise SetupProblem("settings.failures_days")
        before = write_preferences(self.read())
        with self._storage.transaction():
            for key, value in write_preferences(chosen).items():
                if before[key] != value:
                    self._storage.settings.set(f"{PREFIX}{key}", value)
                    self.note("deed.preference", name=key, before=before[key], after=value)

    def note(self, key: str, **values: object) -> None:
        """Write down who changed what, now."""
        texts = {name: str(value) for name, value in values.items()}
        self._storage.notices.add_deed(Deed(self._clock.now(), self.actor.name, key, texts))

    def deeds(self, limit: int = 500) -> Sequence[Deed]:
        """Who changed what, the newest first."""
        return self._storage.notices.deeds(limit)
