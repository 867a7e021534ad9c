"""What is remembered of outside records: each kind declares how it is kept and what a restore does to it."""

import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import Enum, auto
from typing import Generic, TypeVar

from ecco_desktop.ports.storage import MemoryRepository

T = TypeVar("T")
_log = logging.getLogger(__name__)
# What reading a damaged text can come to.
DAMAGE = (ValueError, TypeError, LookupError, AttributeError, ArithmeticError, RecursionError)


class AfterRestore(Enum):
    """What becomes of the facts of a kind where an older copy of the data was put in place."""

    KEPT = auto()
    # They speak of what may have changed since, but not all they say is wrong: see Fact.doubt.
    DOUBTED = auto()
    FORGOTTEN = auto()


@dataclass(frozen=True, slots=True)
class Fact(Generic[T]):
    """One kind of fact. `read` may fail where a text is damaged; `decode` does not."""

    kind: str
    encode: Callable[[T], str]
    read: Callable[[str], T]
    after_restore: AfterRestore = AfterRestore.KEPT
    doubt: Callable[[T], T] | None = None

    def decode(self, text: str) -> T | None:
        """What a kept text says; None (unknown) where it cannot be read."""
        try:
            return self.read(text)
        except DAMAGE:
            return None

    def all(self, memory: MemoryRepository, connection_id: int) -> dict[str, T]:
        """What is known, by ref; what cannot be read is as if it were not kept."""
        return self.split(memory, connection_id)[0]

    def split(self, memory: MemoryRepository, connection_id: int) -> tuple[dict[str, T], set[str]]:
        """What is known, by ref, and the refs of which something is kept that cannot be read."""
        kept = memory.all(connection_id, self.kind)
        found = {ref: value for ref, text in kept.items() if (value := self.decode(text)) is not None}
        unread = kept.keys() - found.keys()
        if unread:
            _log.warning("%s facts of kind %s cannot be read", len(unread), self.kind)
        return found, unread

    def get(self, memory: MemoryRepository, connection_id: int, ref: str) -> T | None:
        """One; None where it is not kept or cannot be read."""
        text = memory.get(connection_id, self.kind, ref)
        return None if text is None else self.decode(text)

    def keep(
        self, memory: MemoryRepository, connection_id: int, facts: Mapping[str, T], now: datetime
    ) -> None:
        """Keep them all at once."""
        if facts:
            texts = {ref: self.encode(value) for ref, value in facts.items()}
            memory.set(connection_id, self.kind, texts, now)

    def forget(self, memory: MemoryRepository, connection_id: int, refs: Sequence[str]) -> None:
        """Remove some, damaged ones too; those that are not kept are passed over."""
        if refs:
            memory.forget(connection_id, self.kind, refs)

    def distrust(self, memory: MemoryRepository, connection_id: int, now: datetime) -> None:
        """An older copy of the data was put in place: what this kind declares happens to its facts."""
        if self.after_restore is AfterRestore.FORGOTTEN:
            self.forget(memory, connection_id, [*memory.all(connection_id, self.kind)])
        elif self.after_restore is AfterRestore.DOUBTED and self.doubt is not None:
            known = self.all(memory, connection_id)
            self.keep(memory, connection_id, {ref: self.doubt(value) for ref, value in known.items()}, now)


def text_fact(kind: str, after_restore: AfterRestore = AfterRestore.KEPT) -> Fact[str]:
    """A kind whose facts are words of their own: a number, a code, a status of a store."""
    return Fact(kind, str, str, after_restore)


def aware(text: str) -> datetime:
    """An instant from what is kept; ValueError where it does not say which."""
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is None:
        raise ValueError(text)
    return moment
