"""Every connector, listed by hand; an adapter is loaded only when it is opened."""

from collections.abc import Mapping, Sequence

from ecco_desktop.connectors.carriers.correios.manifest import MANIFEST as CORREIOS
from ecco_desktop.connectors.erp.eccosys.manifest import MANIFEST as ECCOSYS
from ecco_desktop.connectors.stores.woocommerce.manifest import MANIFEST as WOOCOMMERCE
from ecco_desktop.domain.connections import Connection, Manifest
from ecco_desktop.domain.errors import SetupProblem
from ecco_desktop.ports.carrier import Carrier
from ecco_desktop.ports.erp import Erp
from ecco_desktop.ports.store import Store
from ecco_desktop.ports.system import CallCounter, CancelToken

MANIFESTS = (ECCOSYS, WOOCOMMERCE, CORREIOS)


class Registry:
    """The connectors this program has (see ports.connectors.Connectors)."""

    def manifests(self) -> Sequence[Manifest]:
        """Every connector's description of itself."""
        return MANIFESTS

    def manifest(self, kind: str) -> Manifest:
        """One of them; SetupProblem("connection.kind_unknown") where there is none."""
        for manifest in MANIFESTS:
            if manifest.kind == kind.strip().casefold():
                return manifest
        known = ", ".join(manifest.kind for manifest in MANIFESTS)
        raise SetupProblem("connection.kind_unknown", kind=kind, known=known)

    def open_erp(
        self, connection: Connection, secrets: Mapping[str, str], cancel: CancelToken, counter: CallCounter
    ) -> Erp:
        """An ERP account; SetupProblem where the values cannot be used."""
        if connection.kind == ECCOSYS.kind:
            from ecco_desktop.connectors.erp.eccosys.adapter import open_erp

            return open_erp(connection, secrets, cancel, counter)
        raise self._unknown(connection)

    def open_store(
        self, connection: Connection, secrets: Mapping[str, str], cancel: CancelToken, counter: CallCounter
    ) -> Store:
        """A store; SetupProblem where the values cannot be used."""
        if connection.kind == WOOCOMMERCE.kind:
            from ecco_desktop.connectors.stores.woocommerce.adapter import open_store

            return open_store(connection, secrets, cancel, counter)
        raise self._unknown(connection)

    def open_carrier(
        self, connection: Connection, secrets: Mapping[str, str], cancel: CancelToken, counter: CallCounter
    ) -> Carrier:
        """A carrier; SetupProblem where the values cannot be used."""
        if connection.kind == CORREIOS.kind:
            from ecco_desktop.connectors.carriers.correios.adapter import open_carrier

            return open_carrier(connection, secrets, cancel, counter)
        raise self._unknown(connection)

    def _unknown(self, connection: Connection) -> SetupProblem:
        known = ", ".join(manifest.kind for manifest in MANIFESTS)
        return SetupProblem("connection.kind_unknown", kind=connection.kind, known=known)
