"""What connectors remember between runs (ports.connectors.Notebook)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from ecco_desktop.jobs.run.facts import AfterRestore, text_fact
from ecco_desktop.ports.connectors import JOURNAL, Notebook
from ecco_desktop.ports.storage import Storage
from ecco_desktop.ports.system import Clock

# Apart from what automations remember of the same connection.
PREFIX = "connector:"
# How far connectors read what is told only once: what was told after a restored copy is not in it.
TOLD_ONCE = text_fact(f"{PREFIX}{JOURNAL}", AfterRestore.FORGOTTEN)


@dataclass(frozen=True, slots=True)
class StoredNotes(Notebook):
    """In the database, by connection.

    Of a simulation too it is the real one: an event that a platform tells once would be lost with the
    copy. Nothing a person sees is in it.
    """

    storage: Storage
    connection_id: int
    clock: Clock

    def all(self, kind: str) -> Mapping[str, str]:
        return self.storage.memory.all(self.connection_id, PREFIX + kind)

    def get(self, kind: str, ref: str) -> str | None:
        return self.storage.memory.get(self.connection_id, PREFIX + kind, ref)

    def keep(self, kind: str, facts: Mapping[str, str]) -> None:
        if facts:
            now = self.clock.now()
            self.storage.memory.set(self.connection_id, PREFIX + kind, facts, now, durable=True)

    def forget(self, kind: str, refs: Sequence[str]) -> None:
        if refs:
            self.storage.memory.forget(self.connection_id, PREFIX + kind, refs)


@dataclass(slots=True)
class LooseNotes(Notebook):
    """In memory only: for a connection that is tried out before it is saved."""

    kept: dict[str, dict[str, str]] = field(default_factory=dict)

    def all(self, kind: str) -> Mapping[str, str]:
        return dict(self.kept.get(kind, {}))

    def get(self, kind: str, ref: str) -> str | None:
        return self.kept.get(kind, {}).get(ref)

    def keep(self, kind: str, facts: Mapping[str, str]) -> None:
        self.kept.setdefault(kind, {}).update(facts)

    def forget(self, kind: str, refs: Sequence[str]) -> None:
        for ref in refs:
            self.kept.get(kind, {}).pop(ref, None)
