"""Programs that work on the data folder, and whether they still do."""

from __future__ import annotations

from abc import abstractmethod
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime


@dataclass(frozen=True, slots=True)
class OwnerState:
    """An owner as it stands: the process it says it is, and a number that changes while it lives."""

    token: str
    process: str
    beats: int


class OwnerRepository(Protocol):
    """One row for each program that runs something; its beats are its lease."""

    @abstractmethod
    def add(self, token: str, process: str, now: datetime) -> None:
        """A new owner; those that nobody heard of for a month, and that own nothing open, leave."""

    @abstractmethod
    def beat(self, token: str, now: datetime) -> bool:
        """It lives; False where its row is gone: another program took its lease."""

    @abstractmethod
    def all(self) -> Sequence[OwnerState]:
        """Every owner that has a row."""

    @abstractmethod
    def find(self, token: str) -> OwnerState | None:
        """One; None where its lease was taken or it left. Owners of the time before this table have no
        row: theirs is `pid:start`, and the last beat of their runs."""

    @abstractmethod
    def take(self, owner: OwnerState) -> bool:
        """End its lease, unless it has beaten since it was read; whether it is ended."""

    @abstractmethod
    def leave(self, token: str) -> None:
        """It ends in order."""
