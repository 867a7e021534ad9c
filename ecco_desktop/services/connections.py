"""Connections: offer, check, test, save. Secrets go to the keyring and nowhere else."""

import contextlib
from collections.abc import Mapping, Sequence
from dataclasses import replace

from ecco_desktop.domain.addresses import has_login, has_tail
from ecco_desktop.domain.automations import Records
from ecco_desktop.domain.connections import (
    Connection,
    ConnectionReport,
    FieldKind,
    FormField,
    Manifest,
    Role,
    Which,
    erp_among,
)
from ecco_desktop.domain.discretion import never_tell
from ecco_desktop.domain.errors import SetupProblem
from ecco_desktop.domain.pending import PendingRecord
from ecco_desktop.ports.carrier import Carrier
from ecco_desktop.ports.connectors import Connectors, Opening
from ecco_desktop.ports.erp import Erp
from ecco_desktop.ports.storage import SecretStore, Storage
from ecco_desktop.ports.store import Store
from ecco_desktop.services.deeds import Deeds
from ecco_desktop.services.keys import Keys
from ecco_desktop.services.network import NetworkService
from ecco_desktop.services.shops import Shops


def trial(connection: Connection, secrets: Mapping[str, str]) -> Opening:
    """How a connection is opened outside a run: nothing counts its calls, stops it, or is remembered."""
    from ecco_desktop.jobs.engine.cancel import RunCancel
    from ecco_desktop.jobs.run.context import CallCount
    from ecco_desktop.jobs.run.notebook import LooseNotes

    return Opening(connection, secrets, RunCancel(), CallCount(), LooseNotes())


class ConnectionService:
    """Connections for people. May ask the keyring and the network: call it off the UI thread."""

    def __init__(self, storage: Storage, secrets: SecretStore, connectors: Connectors, deeds: Deeds) -> None:
        self._storage = storage
        self.keys = Keys(secrets, connectors)
        self.network = NetworkService(storage, secrets, deeds)
        self._connectors = connectors
        self._deeds = deeds
        self.shops = Shops(storage, connectors, deeds.clock.now)

    def kinds(self) -> Sequence[Manifest]:
        """What can be connected."""
        return self._connectors.manifests()

    def list(self) -> Sequence[Connection]:
        """Every saved connection, by name."""
        return self._storage.connections.all()

    def find(self, name: str) -> Connection:
        """One by name; SetupProblem("connection.unknown") where there is none."""
        found = self._storage.connections.find(name)
        if found is None:
            known = ", ".join(known.name for known in self.list()) or "nenhuma"
            raise SetupProblem("connection.unknown", name=name, known=known)
        return found

    def page_of(self, connection_id: int, records: Records, record: PendingRecord) -> str:
        """Where a person finds the record in the store's own panel; "" where nobody knows, or it is none."""
        connection = self._storage.connections.get(connection_id)
        if connection is None:
            return ""
        manifest = self._connectors.manifest(connection.kind)
        if records is Records.PRODUCTS:
            return manifest.product_page(connection.values, record.label)
        # What a row of a list left is no order's id.
        return (
            manifest.order_page(connection.values, record.record_id) if record.record_id.isdecimal() else ""
        )

    def add(
        self,
        kind: str,
        name: str,
        values: Mapping[str, str],
        secrets: Mapping[str, str],
        which: Which | None = None,
    ) -> Connection:
        """Save a new connection; SetupProblem says which field is missing or cannot be used.

        `which`: see `update`; it is asked for where stores are linked to another ERP account.
        """
        manifest = self._connectors.manifest(kind)
        never_tell(*secrets.values())
        checked = self._checked(manifest, name, values, secrets)
        if manifest.role is Role.ERP and (known := erp_among(self.list())):
            raise SetupProblem("connection.two_erps", name=known.name)
        with self._deeds.of("deed.connection_added", name=name):
            fresh = Connection(0, name, manifest.kind, manifest.role, checked)
            self._open(fresh, secrets)
            connection = self.shops.add(fresh, which)
        try:
            self.keys.keep(connection, secrets)
        except BaseException:
            self._forget(connection, manifest)
            raise
        return connection

    def update(
        self,
        name: str,
        values: Mapping[str, str],
        secrets: Mapping[str, str],
        new_name: str = "",
        which: Which | None = None,
    ) -> Connection:
        """Change a saved connection; secrets that are not given stay as they are, its tasks keep their names.

        SetupProblem, and nothing changed, where a field or the new name cannot be used, and
        ("connection.which_shop") where the values lead elsewhere and `which` does not say whether that is the
        same shop. Another one has no secrets but those given now, or kept from when it was here before.
        Another address of the same shop needs them anew: ("connection.secret_anew").
        """
        connection = self.find(name)
        manifest = self._connectors.manifest(connection.kind)
        if (problem := self.shops.ask(connection, values)) is not None and which is None:
            raise problem
        other = self.shops.is_other(connection, values, which)
        owner = self.shops.revived(connection, values) if other else connection
        kept = self.keys.with_kept(owner, name, values, secrets)
        called = self._free_name(connection, new_name.strip() or connection.name)
        changed = replace(connection, name=called, values=self._checked(manifest, name, values, kept))
        self._open(changed, kept)
        # Keys first: where they cannot be kept nothing is changed. Another shop has no number yet.
        undo = self.keys.keep(changed, {} if other else secrets, connection)
        try:
            if changed != connection:
                fields = _labels(manifest, connection, changed)
                with self._deeds.of("deed.connection_fields", name=called, fields=fields):
                    changed = self.shops.change(connection, changed, which)
                    if problem is not None:
                        self._deeds.note("deed.shop_other" if other else "deed.shop_same", name=called)
        except BaseException:
            undo()
            raise
        if other:
            self.keys.keep(changed, secrets)
        if manifest.destination(connection.values) != manifest.destination(changed.values):
            self.keys.drop_others(changed)
        if secrets:
            # The keyring is no part of the database: written down once it is done.
            labels = ", ".join(field.label for field in manifest.fields if field.key in secrets)
            self._deeds.note("deed.connection_keys", name=called, fields=labels)
        return changed

    def question(
        self, current: Connection | None, kind: str, name: str, values: Mapping[str, str]
    ) -> SetupProblem | None:
        """What must be answered before `keep` is asked to save these values; None where nothing must."""
        manifest = self._connectors.manifest(kind)
        filled = manifest.defaulted(values)
        if current is not None:
            return self.shops.ask(current, filled)
        return self.shops.ask_new(Connection(0, name, manifest.kind, manifest.role, filled))

    def keep(
        self,
        current: Connection | None,
        kind: str,
        name: str,
        values: Mapping[str, str],
        secrets: Mapping[str, str],
        which: Which | None = None,
    ) -> Connection:
        """Save what was typed into a form: a new connection, or `current` changed; as `add` and `update`."""
        if current is None:
            return self.add(kind, name, values, secrets, which)
        return self.update(current.name, values, secrets, name, which)

    def test(self, connection: Connection, secrets: Mapping[str, str] | None = None) -> ConnectionReport:
        """Ask the other side whether address and credentials are good; fails with the reason."""
        never_tell(*(secrets or {}).values())
        return self._open(connection, self.keys.needed(connection) if secrets is None else secrets).test()

    def try_out(
        self,
        kind: str,
        name: str,
        values: Mapping[str, str],
        secrets: Mapping[str, str],
        current: Connection | None = None,
    ) -> ConnectionReport:
        """Test what was typed before it is saved; secrets that are not typed are those of `current`."""
        manifest = self._connectors.manifest(kind)
        never_tell(*secrets.values())
        kept = self.keys.with_kept(current, name, values, secrets)
        checked = self._checked(manifest, name, values, kept)
        tried = Connection(current.id if current else 0, name, manifest.kind, manifest.role, checked)
        return self._open(tried, kept).test()

    def delete(self, name: str) -> None:
        """Remove a connection that no task needs, and its secrets."""
        connection = self.find(name)
        if any(task.connection_id == connection.id for task in self._storage.tasks.all()):
            raise SetupProblem("connection.in_use", name=connection.name)
        # Secrets first: one left behind would belong to the next connection of this number.
        for shop in [connection, *self._storage.connections.aside(connection.name)]:
            self.keys.forget(shop.id, self._connectors.manifest(shop.kind))
        with self._deeds.of("deed.connection_deleted", name=connection.name):
            self._storage.connections.delete(connection.id)
            for shop in self._storage.connections.aside(connection.name):
                self._storage.connections.delete(shop.id)

    def label_keys(self) -> None:
        """Have the system's own program for keys show the keys of every connection in words."""
        for one in self.list():
            self.keys.label(one)

    def secrets_of(self, connection: Connection) -> dict[str, str]:
        """The secrets kept for the address a connection leads to."""
        return self.keys.of(connection)

    def stored(self) -> Mapping[int, frozenset[str]]:
        """Which secrets are kept, by connection: their keys, never their values.

        Nobody knows while the file of secrets waits for its passphrase: then none.
        """
        try:
            return {one.id: frozenset(self.secrets_of(one)) for one in self.list()}
        except SetupProblem as problem:
            if problem.key != "secrets.sealed":
                raise
            return {one.id: frozenset() for one in self.list()}

    def _open(self, connection: Connection, secrets: Mapping[str, str]) -> Erp | Store | Carrier:
        opening = trial(connection, secrets)
        if connection.role is Role.ERP:
            return self._connectors.open_erp(opening)
        if connection.role is Role.CARRIER:
            return self._connectors.open_carrier(opening)
        return self._connectors.open_store(opening)

    def _free_name(self, connection: Connection, name: str) -> str:
        other = self._storage.connections.find(name)
        if other is not None and other.id != connection.id:
            raise SetupProblem("connection.name_taken", name=name)
        return name

    def _forget(self, connection: Connection, manifest: Manifest) -> None:
        """Undo a save that failed; what is told is why it failed, not what undoing it met."""
        with self._deeds.of("deed.connection_deleted", name=connection.name):
            self._storage.connections.delete(connection.id)
        with contextlib.suppress(SetupProblem):
            self.keys.forget(connection.id, manifest)

    def _checked(
        self, manifest: Manifest, name: str, values: Mapping[str, str], secrets: Mapping[str, str]
    ) -> dict[str, str]:
        known = {field.key: field for field in manifest.fields}
        for key in [*values, *secrets]:
            if key not in known:
                raise SetupProblem(
                    "connection.field_unknown", kind=manifest.name, field=key, known=", ".join(known)
                )
            if key in values and known[key].kind is FieldKind.SECRET:
                raise SetupProblem(
                    "connection.secret_as_value", field=key, variable=f"ECCO_SECRET_{key.upper()}"
                )
        filled = {}
        for field in manifest.fields:
            source = secrets if field.kind is FieldKind.SECRET else values
            value = source.get(field.key, field.default).strip()
            if field.required and field.applies(manifest.defaulted(values)) and not value:
                told = {"field": field.label, "connection": name, "missing": field.key}
                raise SetupProblem("connection.missing", **told)
            if field.kind is not FieldKind.SECRET and value:
                refuse_login(name, field, value)
                filled[field.key] = field.fitting(value)
        return filled


def _labels(manifest: Manifest, before: Connection, after: Connection) -> str:
    """The fields that differ, by name; values may be a contract or a user's name, and stay out."""
    changed = [
        field.label
        for field in manifest.fields
        if before.values.get(field.key) != after.values.get(field.key)
    ]
    return ", ".join([*([before.name] if before.name != after.name else []), *changed])


def refuse_login(name: str, field: FormField, value: str) -> None:
    """SetupProblem where a user, a password or a tail (with keys) stands in an address, where all
    would see it."""
    if field.is_address(value) and has_login(value):
        raise SetupProblem("connection.address_login", connection=name)
    if field.kind is FieldKind.ADDRESS and has_tail(value):
        raise SetupProblem("connection.address_tail", connection=name)
