"""Copies of the database, and the way back from damage."""

from __future__ import annotations

from abc import abstractmethod
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime
    from pathlib import Path

    from ecco_desktop.domain.keeping import Backup, BackupKind


class BackupStore(Protocol):
    """The copies in the data folder. Slow (each copy is read whole): never on the UI thread."""

    @property
    @abstractmethod
    def place(self) -> Path:
        """The folder of the copies."""

    @abstractmethod
    def make(self, kind: BackupKind, now: datetime) -> Backup:
        """A checked copy, for its owner's eyes only; the oldest of its kind above seven leaves after it.

        StorageProblem where that cannot be, and then nothing is left of it: "backup.failed" (disk full,
        folder read-only), "run.damaged" where the database itself cannot be read any more.
        """

    @abstractmethod
    def all(self, now: datetime) -> Sequence[Backup]:
        """Every finished copy, newest first, unchecked."""


class RescueStore(Protocol):
    """Putting a copy, or nothing, in the place of the database, while no program uses it."""

    @abstractmethod
    def candidates(self, now: datetime) -> Sequence[Backup]:
        """The copies that are sound, newest first; each is read whole."""

    @abstractmethod
    def is_sound(self) -> bool:
        """Whether the database itself is there and sound."""

    @abstractmethod
    def restore(self, path: Path, made_at: datetime, now: datetime) -> Path | None:
        """Put the copy at `path` in place; where what stood there was set aside, if anything did.

        StorageProblem, and nothing changed, where the copy is damaged, the disk is full, or another program
        has the database open ("restore.in_use").
        """

    @abstractmethod
    def begin_anew(self, now: datetime) -> Path | None:
        """As `restore`, with an empty database."""
