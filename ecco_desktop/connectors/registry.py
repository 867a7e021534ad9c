"""Every connector, listed by hand: one line each. An adapter is loaded only when it is opened."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from importlib import import_module
from typing import cast

from ecco_desktop.connectors.carriers.correios.manifest import MANIFEST as CORREIOS
from ecco_desktop.connectors.carriers.jadlog.manifest import MANIFEST as JADLOG
from ecco_desktop.connectors.carriers.melhorenvio.manifest import MANIFEST as MELHOR_ENVIO
from ecco_desktop.connectors.erp.eccosys.manifest import MANIFEST as ECCOSYS
from ecco_desktop.connectors.stores.nuvemshop.manifest import MANIFEST as NUVEMSHOP
from ecco_desktop.connectors.stores.vtex.manifest import MANIFEST as VTEX
from ecco_desktop.connectors.stores.woocommerce.manifest import MANIFEST as WOOCOMMERCE
from ecco_desktop.domain.connections import Manifest, Role
from ecco_desktop.domain.errors import SetupProblem
from ecco_desktop.domain.network import Route
from ecco_desktop.ports.carrier import Carrier
from ecco_desktop.ports.connectors import Connectors, Opening
from ecco_desktop.ports.erp import Erp
from ecco_desktop.ports.store import Store
from ecco_desktop.words.sentences import declare


@dataclass(frozen=True, slots=True)
class Line:
    """A connector: what it declares, and its folder, whose module `adapter` has `open_connection`."""

    manifest: Manifest
    folder: str


LINES = (
    Line(ECCOSYS, "erp.eccosys"),
    Line(WOOCOMMERCE, "stores.woocommerce"),
    Line(NUVEMSHOP, "stores.nuvemshop"),
    Line(VTEX, "stores.vtex"),
    Line(CORREIOS, "carriers.correios"),
    Line(MELHOR_ENVIO, "carriers.melhorenvio"),
    Line(JADLOG, "carriers.jadlog"),
)
for line in LINES:
    declare(line.manifest.sentences)


class Registry(Connectors):
    """The connectors this program has (see ports.connectors.Connectors). `route` tells which way their
    requests take now."""

    def __init__(self, route: Callable[[], Route] = Route) -> None:
        self._route = route

    def manifests(self) -> Sequence[Manifest]:
        return [line.manifest for line in LINES]

    def manifest(self, kind: str) -> Manifest:
        return self._line(kind).manifest

    def open_erp(self, opening: Opening) -> Erp:
        return cast("Erp", self._opened(opening, Role.ERP))

    def open_store(self, opening: Opening) -> Store:
        return cast("Store", self._opened(opening, Role.STORE))

    def open_carrier(self, opening: Opening) -> Carrier:
        return cast("Carrier", self._opened(opening, Role.CARRIER))

    def _opened(self, opening: Opening, role: Role) -> object:
        line = self._line(opening.connection.kind, role)
        # The contract suites open every line, so that a wrong folder or a missing function is found.
        adapter = import_module(f"ecco_desktop.connectors.{line.folder}.adapter")
        return adapter.open_connection(replace(opening, route=self._route()))

    def _line(self, kind: str, role: Role | None = None) -> Line:
        for line in LINES:
            manifest = line.manifest
            if manifest.kind == kind.strip().casefold() and role in (None, manifest.role):
                return line
        known = ", ".join(line.manifest.kind for line in LINES)
        raise SetupProblem("connection.kind_unknown", kind=kind, known=known)
