"""Carrier links and the status map of a store."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ecco_desktop.domain.amounts import is_count
from ecco_desktop.domain.codes import bar_code
from ecco_desktop.domain.connections import Connection, StatusChoice, erp_of
from ecco_desktop.domain.errors import EccoProblem, SetupProblem
from ecco_desktop.domain.foreign import key
from ecco_desktop.domain.orders import CarrierLink, OrderStatus
from ecco_desktop.domain.pending import PendingRecord
from ecco_desktop.domain.products import ErpProduct
from ecco_desktop.domain.shipping import carrier_for, way_key
from ecco_desktop.jobs.run.statuses import known_statuses, outgoing_words
from ecco_desktop.ports.connectors import Connectors
from ecco_desktop.ports.erp import Erp, ErpCarrier, ShippingForm
from ecco_desktop.ports.storage import Storage
from ecco_desktop.ports.store import DeliveryMethod, Store
from ecco_desktop.services.connections import ConnectionService, trial
from ecco_desktop.services.deeds import Deeds
from ecco_desktop.services.guesses import Guess, Way, guessed
from ecco_desktop.words import _

__all__ = ["DeliveryWays", "ErpCarrier", "Guess", "LinkService", "Way"]
CARRIER_CAUSE = "order.carrier"
STATUS_CAUSE = "order.status_unknown"


@dataclass(frozen=True, slots=True)
class DeliveryWays:
    """The ways of a store and the carriers of the ERP; `untold` is why the store did not say how it sends."""

    ways: Sequence[Way]
    carriers: Sequence[ErpCarrier]
    untold: EccoProblem | None = None


class LinkService:
    """Ties what a store says to what the ERP knows. Asks the ERP: call it off the UI thread."""

    def __init__(
        self, storage: Storage, connectors: Connectors, connections: ConnectionService, deeds: Deeds
    ) -> None:
        self._storage = storage
        self._connectors = connectors
        self._connections = connections
        self._deeds = deeds

    def erp_carriers(self) -> Sequence[ErpCarrier]:
        """The carriers the ERP has now."""
        return self._erp().carriers()

    def erp_products(self, code: str) -> Sequence[ErpProduct]:
        """The ERP's products of this SKU, else of this GTIN, else of its own number; inactive ones too."""
        erp, code = self._erp(), code.strip()
        if not code:
            return ()
        if found := erp.products_by_sku(code) or (bar_code(code) and erp.products_by_gtin(code)):
            return found
        only = erp.product(code) if is_count(code) else None
        return [only] if only else []

    def erp_product(self, code: str) -> ErpProduct:
        """The one active ERP product of a code; SetupProblem where there is none, or more than one."""
        found = self.erp_products(code)
        active = [product for product in found if product.active] or found
        if not active:
            raise SetupProblem("pending.no_product", code=code)
        if len(active) > 1:
            raise SetupProblem("pending.products", code=code, ids=", ".join(one.id for one in active))
        return active[0]

    def _erp(self) -> Erp:
        erp = erp_of(self._connections.list())
        return self._connectors.open_erp(trial(erp, self._connections.keys.needed(erp)))

    def _store(self, store: Connection) -> Store:
        return self._connectors.open_store(trial(store, self._connections.keys.needed(store)))

    def carrier_links(self, store: Connection) -> Sequence[CarrierLink]:
        """The carrier links of a store."""
        return self._storage.connections.carrier_links(store.id)

    def link_carrier(
        self, store: Connection, reference: str, carrier: str, form: str = "", method: str = ""
    ) -> CarrierLink:
        """Tie a shipping reference to an ERP carrier (name, code or id) and one of its active forms.

        With `method`, the platform's id of it, for that way of sending alone, whatever its title becomes.
        Orders that waited for it are due at once. SetupProblem where carrier or form is unknown, or where
        no way of sending is named.
        """
        return self._link(self.erp_carriers(), store, reference, carrier, form, method)

    def delivery_ways(self, store: Connection) -> DeliveryWays:
        """How the store sends, with the link or a guess for each, and the ERP's carriers.

        What a store tells, what orders wait for, and what is linked; asks both sides.
        """
        carriers, links = self.erp_carriers(), self.carrier_links(store)
        untold: EccoProblem | None = None
        methods: Sequence[DeliveryMethod] = ()
        try:
            methods = self._store(store).delivery_methods()
        except EccoProblem as problem:
            # A store that does not say how it sends can be sold from all the same.
            untold = problem
        told = [(one.title, one.method, one.place) for one in methods]
        told += [(title, method, "") for title, method in self.ways_waiting(store)]
        told += [(link.reference, link.method, "") for link in links]
        ways: dict[tuple[str, str], Way] = {}
        for title, method, place in told:
            link = carrier_for(title, method, links)
            guess = None if link else guessed(title, carriers)
            ways.setdefault(way_key(title, method), Way(title, method, place, link, guess))
        return DeliveryWays(list(ways.values()), carriers, untold)

    def link_ways(self, store: Connection, chosen: Sequence[tuple[Way, Guess]]) -> int:
        """Tie each to its carrier and form; as `link_carrier`. How many."""
        carriers = self.erp_carriers()
        for way, to in chosen:
            self._link(carriers, store, way.title, to.carrier_id, to.form_id, way.method)
        return len(chosen)

    def _link(
        self,
        carriers: Sequence[ErpCarrier],
        store: Connection,
        reference: str,
        carrier: str,
        form: str,
        method: str,
    ) -> CarrierLink:
        if not (reference.strip() or method.strip()):
            raise SetupProblem("link.empty")
        found = _carrier(carriers, carrier)
        chosen = _form(found, form, reference)
        link = CarrierLink(
            reference=reference.strip(),
            carrier_id=found.id,
            carrier_name=found.name,
            form_id=chosen.id,
            carrier_code=found.code,
            method=method.strip(),
        )
        told = {"store": store.name, "reference": link.reference, "carrier": link.carrier_name}
        with self._deeds.of("deed.link", **told):
            self._storage.connections.save_carrier_link(store.id, link)
            _release(self._storage, store)
        return link

    def unlink_carrier(self, store: Connection, reference: str, method: str = "") -> bool:
        """Remove a link; whether it was there."""
        with self._storage.transaction():
            there = self._storage.connections.delete_carrier_link(store.id, reference, method.strip())
            if there:
                self._deeds.note("deed.unlink", store=store.name, reference=reference)
        return there

    def ways_waiting(self, store: Connection) -> Sequence[tuple[str, str]]:
        """Ways of sending that wait for a link, as (title, the platform's id or ""), most frequent first.

        One of each: what differs in promise or price alone is told once.
        """
        seen: dict[tuple[str, str], list[tuple[str, str]]] = {}
        for record in self._storage.pending.waiting(store.id, cause=CARRIER_CAUSE):
            reference, method = _way(record)
            seen.setdefault(way_key(reference, method), []).append((reference, method))
        return [ways[0] for ways in sorted(seen.values(), key=lambda ways: (-len(ways), ways[0]))]

    def references_waiting(self, store: Connection) -> Sequence[str]:
        """Their titles."""
        return [*dict.fromkeys(reference for reference, _method in self.ways_waiting(store))]

    def statuses(self, store: Connection) -> Mapping[str, OrderStatus | None]:
        """Platform word → ERP status (None: do not import), defaults included."""
        manifest = self._connectors.manifest(store.kind)
        return known_statuses(manifest, self._storage.connections.statuses(store.id))

    def status_choices(self, store: Connection) -> Sequence[StatusChoice]:
        """The statuses the platform declares."""
        return self._connectors.manifest(store.kind).statuses

    def statuses_seen(self, store: Connection) -> Sequence[str]:
        """Words of the store that orders came with and nobody mapped yet."""
        seen = {
            record.values.get("status", "")
            for record in self._storage.pending.waiting(store.id, cause=STATUS_CAUSE)
        }
        known = self.statuses(store)
        return sorted(word for word in seen if word and word not in known)

    def outgoing(self, store: Connection) -> Mapping[OrderStatus, str]:
        """The store's word for each ERP status that is sent."""
        manifest = self._connectors.manifest(store.kind)
        return outgoing_words(manifest, store, self._storage.connections.outgoing(store.id))

    def set_outgoing(self, store: Connection, status: OrderStatus, word: str) -> None:
        """Choose the store's word for an ERP status; empty: it is not sent."""
        if status is OrderStatus.CANCELLED and not word.strip():
            raise SetupProblem("status.cancel_needed")
        choice = next((one for one in self.status_choices(store) if one.word == word.strip()), None)
        if choice is not None and not choice.settable:
            raise SetupProblem("status.not_settable", status=choice.label)
        told = word.strip() or _("não enviar")
        with self._deeds.of("deed.outgoing", store=store.name, word=told, status=status.value):
            self._storage.connections.save_outgoing(store.id, status, word.strip())

    def set_status(self, store: Connection, word: str, status: OrderStatus | None) -> None:
        """Map a platform status; words the platform does not declare are allowed (plug-ins add some)."""
        if not word.strip():
            known = ", ".join(choice.word for choice in self.status_choices(store))
            raise SetupProblem("status.unknown", status=word, known=known)
        told = status.value if status else _("não importar")
        with self._deeds.of("deed.status", store=store.name, word=word.strip(), status=told):
            self._storage.connections.save_status(store.id, word.strip(), status)
            self._storage.pending.release(store.id, STATUS_CAUSE, {"status": word.strip()})


def _release(storage: Storage, store: Connection) -> None:
    """Orders whose way of sending has a link now, whatever the wording it came with."""
    links = storage.connections.carrier_links(store.id)
    found = [
        record.id
        for record in storage.pending.waiting(store.id, cause=CARRIER_CAUSE)
        if carrier_for(*_way(record), links) is not None
    ]
    storage.pending.retry(found)


def _way(record: PendingRecord) -> tuple[str, str]:
    return record.values.get("reference", ""), record.values.get("method", "")


def _carrier(carriers: Sequence[ErpCarrier], wanted: str) -> ErpCarrier:
    text = key(wanted)
    for carrier in carriers:
        if text in (carrier.id, key(carrier.code), key(carrier.name)):
            return carrier
    known = ", ".join(carrier.name for carrier in carriers) or "nenhuma"
    raise SetupProblem("link.carrier_unknown", carrier=wanted, known=known)


def _form(carrier: ErpCarrier, wanted: str, reference: str) -> ShippingForm:
    """The wanted form; without one, that which is named like the reference, else the first active."""
    active = [form for form in carrier.forms if form.active]
    text = key(wanted or reference)
    for form in active:
        if text in (form.id, key(form.name)):
            return form
    if active and not wanted.strip():
        return active[0]
    known = ", ".join(f"{form.id} {form.name}".strip() for form in active) or "nenhuma"
    raise SetupProblem("link.form_unknown", carrier=carrier.name, form=wanted, known=known)
