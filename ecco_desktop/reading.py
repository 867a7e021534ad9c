"""A small composition root for commands that only read: the tables, and nothing that runs or connects.

The whole application takes several times as long to load; `ecco-desktop list` in a script, or over a slow
remote connection, is to answer at once.
"""

from dataclasses import dataclass
from pathlib import Path

from ecco_desktop import diagnostics
from ecco_desktop.clock import SHOP, SystemClock
from ecco_desktop.domain.settings import ZONE_KEY
from ecco_desktop.jobs.engine.turns import Turns
from ecco_desktop.services.reading import ReadingService
from ecco_desktop.storage.database import SqliteStorage, open_storage


@dataclass(slots=True)
class Reading:
    """Close it at the end."""

    service: ReadingService
    _storage: SqliteStorage

    def close(self) -> None:
        """Close storage."""
        self._storage.finish()


def open_reading(data: Path) -> Reading:
    """What is kept in a data folder, for reading; SetupProblem where it cannot be used."""
    diagnostics.begin(data)
    storage = open_storage(data)
    SHOP.follow(storage.settings.get(ZONE_KEY))
    return Reading(ReadingService(storage, Turns(storage, SHOP), SystemClock(), SHOP), storage)
