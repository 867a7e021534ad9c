"""The list of connectors, and how one is opened."""

from __future__ import annotations

from abc import abstractmethod
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from ecco_desktop.domain.network import DIRECT, Route

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ecco_desktop.domain.connections import Connection, Manifest
    from ecco_desktop.ports.carrier import Carrier
    from ecco_desktop.ports.erp import Erp
    from ecco_desktop.ports.store import Store
    from ecco_desktop.ports.system import CallCounter, CancelToken

# The kind of notes that say how far a connector has read what a platform tells only once.
JOURNAL = "journal"


class Notebook(Protocol):
    """What a connector must remember of one connection between runs; kept on this computer's disk.

    For what a platform tells only once (events of a feed), or only for many calls (its own id of a
    parcel). Refs are unique within a kind; a fact is on disk when `keep` returns. Any thread.

    How far was read stands under the kind JOURNAL. Where an older copy of the data was put in place those
    notes are gone, for what was told since is gone too: a connector without them reads all by other ways.
    """

    @abstractmethod
    def all(self, kind: str) -> Mapping[str, str]:
        """Every fact of a kind, by ref."""

    @abstractmethod
    def get(self, kind: str, ref: str) -> str | None:
        """One; None where it is not kept."""

    @abstractmethod
    def keep(self, kind: str, facts: Mapping[str, str]) -> None:
        """Keep them all, or none where that fails."""

    @abstractmethod
    def forget(self, kind: str, refs: Sequence[str]) -> None:
        """Remove some; those that are not kept are passed over."""


@dataclass(frozen=True, slots=True)
class Opening:
    """What a connector gets when it is opened. `route`, which the registry puts in, is the way its requests
    take."""

    connection: Connection
    secrets: Mapping[str, str]
    cancel: CancelToken
    counter: CallCounter
    notes: Notebook
    route: Route = DIRECT


class Connectors(Protocol):
    """Declares what can be connected and opens it. Opening sends nothing."""

    @abstractmethod
    def manifests(self) -> Sequence[Manifest]:
        """Every connector's description of itself."""

    @abstractmethod
    def manifest(self, kind: str) -> Manifest:
        """One of them; SetupProblem("connection.kind_unknown") where there is none."""

    @abstractmethod
    def open_erp(self, opening: Opening) -> Erp:
        """An ERP account; SetupProblem where the values cannot be used."""

    @abstractmethod
    def open_store(self, opening: Opening) -> Store:
        """A store; SetupProblem where the values cannot be used."""

    @abstractmethod
    def open_carrier(self, opening: Opening) -> Carrier:
        """A carrier; SetupProblem where the values cannot be used."""
