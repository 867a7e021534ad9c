"""Before the data is open: which copies are sound, and putting one in its place. Slow, off the UI thread."""

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from ecco_desktop.domain.keeping import Backup
from ecco_desktop.ports.keeping import RescueStore
from ecco_desktop.ports.system import Clock


class RescueService:
    """Works on a data folder that no program has open; SetupProblem("restore.…") where that cannot be."""

    def __init__(self, store: RescueStore, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    def candidates(self) -> Sequence[Backup]:
        """The copies that are sound, newest first; damaged ones are left out."""
        return self._store.candidates(self._clock.now())

    def is_sound(self) -> bool:
        """Whether the data needs no rescue."""
        return self._store.is_sound()

    def restore(self, backup: Backup) -> Path | None:
        """Put a copy in place; where what stood there was set aside (never deleted)."""
        return self._store.restore(backup.path, backup.at, self._clock.now())

    def restore_file(self, path: Path) -> Path | None:
        """As `restore`, from any file."""
        made_at = self._clock.now()
        if path.exists():
            made_at = datetime.fromtimestamp(path.stat().st_mtime, UTC)
        return self._store.restore(path, made_at, self._clock.now())

    def begin_anew(self) -> Path | None:
        """Set what is there aside and begin with empty data."""
        return self._store.begin_anew(self._clock.now())
