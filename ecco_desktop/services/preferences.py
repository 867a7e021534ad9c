"""Preferences: what a person chose, defaults included."""

from collections.abc import Callable

from ecco_desktop.clock import known_zone
from ecco_desktop.domain.errors import SetupProblem
from ecco_desktop.domain.settings import (
    LONGEST_HISTORY,
    PREFIX,
    SHORTEST_HISTORY,
    Preferences,
    read_preferences,
    write_preferences,
)
from ecco_desktop.ports.storage import Storage
from ecco_desktop.services.deeds import Deeds


class PreferenceService:
    """Reads and writes storage in the calling thread."""

    def __init__(
        self, storage: Storage, deeds: Deeds, zone_changed: Callable[[], None] = lambda: None
    ) -> None:
        self._storage = storage
        self._deeds = deeds
        self._zone_changed = zone_changed

    def read(self) -> Preferences:
        """What a person chose, defaults included."""
        return read_preferences(self._storage.settings.all(PREFIX))

    def check(self, chosen: Preferences) -> None:
        """SetupProblem where they cannot be kept so."""
        for days in (chosen.history_days, chosen.failures_days):
            if not SHORTEST_HISTORY <= days <= LONGEST_HISTORY:
                raise SetupProblem("settings.days", shortest=SHORTEST_HISTORY, longest=LONGEST_HISTORY)
        if chosen.failures_days < chosen.history_days:
            raise SetupProblem("settings.failures_days")
        if chosen.zone and known_zone(chosen.zone) is None:
            raise SetupProblem("settings.zone", zone=chosen.zone)

    def save(self, chosen: Preferences) -> None:
        """Keep them; SetupProblem where a number is out of its bounds, or a zone is none."""
        self.check(chosen)
        before = write_preferences(self.read())
        with self._storage.transaction():
            for key, value in write_preferences(chosen).items():
                if before[key] != value:
                    self._storage.settings.set(f"{PREFIX}{key}", value)
                    self._deeds.note("deed.preference", name=key, before=before[key], after=value)
        if before["zone"] != chosen.zone:
            self._zone_changed()
