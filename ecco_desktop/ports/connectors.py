"""The list of connectors, and how one is opened."""

from collections.abc import Mapping, Sequence
from typing import Protocol

from ecco_desktop.domain.connections import Connection, Manifest
from ecco_desktop.ports.carrier import Carrier
from ecco_desktop.ports.erp import Erp
from ecco_desktop.ports.store import Store
from ecco_desktop.ports.system import CallCounter, CancelToken


class Connectors(Protocol):
    """Declares what can be connected and opens it. Opening sends nothing."""

    def manifests(self) -> Sequence[Manifest]:
        """Every connector's description of itself."""

    def manifest(self, kind: str) -> Manifest:
        """One of them; SetupProblem("connection.kind_unknown") where there is none."""

    def open_erp(
        self, connection: Connection, secrets: Mapping[str, str], cancel: CancelToken, counter: CallCounter
    ) -> Erp:
        """An ERP account; SetupProblem where the values cannot be used."""

    def open_store(
        self, connection: Connection, secrets: Mapping[str, str], cancel: CancelToken, counter: CallCounter
    ) -> Store:
        """A store; SetupProblem where the values cannot be used."""

    def open_carrier(
        self, connection: Connection, secrets: Mapping[str, str], cancel: CancelToken, counter: CallCounter
    ) -> Carrier:
        """A carrier; SetupProblem where the values cannot be used."""
