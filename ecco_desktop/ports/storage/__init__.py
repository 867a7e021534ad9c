"""What is kept on this computer, one repository per thing. Rows never leave storage.

Any method may raise StorageProblem (disk full, file damaged). Instants are UTC. Every method is
its own short transaction unless it stands inside `Storage.transaction()`; none spans a network call.
Safe to call from any thread.
"""

from __future__ import annotations

from abc import abstractmethod
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from ecco_desktop.domain.errors import SetupProblem
from ecco_desktop.ports.storage.configuration import ConnectionRepository, SettingRepository, TaskRepository
from ecco_desktop.ports.storage.history import (
    DayFigures,
    DaySends,
    FigureRepository,
    LedgerRepository,
    NoticeRepository,
    Risk,
    RunPage,
    RunRepository,
    UpkeepRepository,
)
from ecco_desktop.ports.storage.owners import OwnerRepository, OwnerState
from ecco_desktop.ports.storage.records import (
    BookmarkRepository,
    LinkRepository,
    MemoryRepository,
    PendingRepository,
)
from ecco_desktop.ports.storage.secrets import PinStore, Sealer, SecretSafe, SecretStore, Vault

if TYPE_CHECKING:
    from contextlib import AbstractContextManager

__all__ = [
    "BookmarkRepository",
    "ConnectionRepository",
    "DatabaseState",
    "DayFigures",
    "DaySends",
    "FigureRepository",
    "LedgerRepository",
    "LinkRepository",
    "MemoryRepository",
    "NoticeRepository",
    "OwnerRepository",
    "OwnerState",
    "PendingRepository",
    "PinStore",
    "Risk",
    "RunPage",
    "RunRepository",
    "Sealer",
    "SecretSafe",
    "SecretStore",
    "SettingRepository",
    "Storage",
    "StorageProblem",
    "TaskRepository",
    "UpkeepRepository",
    "Vault",
]


class StorageProblem(SetupProblem):
    """The database cannot be read or written; a person must act (disk, folder, backup)."""


@dataclass(frozen=True, slots=True)
class DatabaseState:
    """The database as a check of all its pages found it: `detail` is empty where it is sound.

    `version` is its newest step, `size` in bytes.
    """

    version: str
    size: int
    detail: str = ""


class Storage(Protocol):
    """Everything kept on this computer."""

    @property
    @abstractmethod
    def connections(self) -> ConnectionRepository: ...
    @property
    @abstractmethod
    def tasks(self) -> TaskRepository: ...
    @property
    @abstractmethod
    def runs(self) -> RunRepository: ...
    @property
    @abstractmethod
    def owners(self) -> OwnerRepository: ...
    @property
    @abstractmethod
    def links(self) -> LinkRepository: ...
    @property
    @abstractmethod
    def bookmarks(self) -> BookmarkRepository: ...
    @property
    @abstractmethod
    def ledger(self) -> LedgerRepository: ...
    @property
    @abstractmethod
    def pending(self) -> PendingRepository: ...
    @property
    @abstractmethod
    def memory(self) -> MemoryRepository: ...
    @property
    @abstractmethod
    def settings(self) -> SettingRepository: ...
    @property
    @abstractmethod
    def notices(self) -> NoticeRepository: ...
    @property
    @abstractmethod
    def upkeep(self) -> UpkeepRepository: ...
    @property
    @abstractmethod
    def figures(self) -> FigureRepository: ...

    @abstractmethod
    def scratch(self) -> AbstractContextManager[Storage]:
        """A copy to play with: connections, links, bookmarks, memory and pending records, without the
        past. What is written there goes nowhere; it is gone at the end of the block."""

    @abstractmethod
    def transaction(self) -> AbstractContextManager[None]:
        """All that is written inside is kept, or none of it. Nests; belongs to the calling thread."""

    @abstractmethod
    def look(self, *, leave_mark: bool = False) -> None:
        """Look whether the data is still that which was opened; StorageProblem("storage.replaced") where an
        older copy or another file took its place, here and at every use from then on. Cheap; not so to leave
        a mark of how far the data has come, by which older copies are told."""

    @abstractmethod
    def examine(self) -> DatabaseState:
        """Read every page and say what was found; seconds on a large file."""

    @abstractmethod
    def close(self) -> None:
        """Close what this thread holds open; safe to call twice."""
