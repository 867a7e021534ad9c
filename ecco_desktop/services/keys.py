"""The secrets of connections, each for one address: read, kept, asked for anew where the address changes."""

from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace

from ecco_desktop.domain.connections import Connection, FieldKind, Manifest
from ecco_desktop.domain.errors import SetupProblem
from ecco_desktop.jobs.run.keys import ELSEWHERE, keys_of
from ecco_desktop.ports.connectors import Connectors
from ecco_desktop.ports.storage import SecretStore
from ecco_desktop.words import _
from ecco_desktop.words.labels import key_label


@dataclass(frozen=True, slots=True)
class Keys:
    """May ask the keyring: call it off the UI thread."""

    secrets: SecretStore
    connectors: Connectors

    def of(self, connection: Connection) -> dict[str, str]:
        """The secrets kept for the address a connection leads to; those of another address are none."""
        manifest = self.connectors.manifest(connection.kind)
        there = manifest.destination(connection.values)
        found = {key: self._get(connection.id, key, there) for key in sorted(manifest.secret_keys)}
        return {key: value for key, value in found.items() if value}

    def needed(self, connection: Connection) -> Mapping[str, str]:
        """As `of`; SetupProblem("secrets.elsewhere") where one was kept for another address."""
        return keys_of(self.secrets, connection, self.connectors.manifest(connection.kind))

    def with_kept(
        self, owner: Connection | None, name: str, values: Mapping[str, str], typed: Mapping[str, str]
    ) -> dict[str, str]:
        """What was typed, and what is kept for the address that `values` lead to.

        SetupProblem("connection.secret_anew") where one that is needed was kept for the address before.
        """
        if owner is None:
            return dict(typed)
        manifest = self.connectors.manifest(owner.kind)
        # Asked first: what an earlier version kept is bound to where it went until now.
        before = self.of(owner)
        found = self.of(replace(owner, values=values)) | dict(typed)
        filled = manifest.defaulted(values)
        for field in manifest.fields:
            if field.key in before and field.key not in found and field.required and field.applies(filled):
                told = {
                    "field": field.label,
                    "missing": field.key,
                    "connection": name,
                    "before": manifest.destination(owner.values),
                    "after": manifest.destination(values),
                }
                raise SetupProblem("connection.secret_anew", **told)
        return found

    def keep(
        self, connection: Connection, typed: Mapping[str, str], before: Connection | None = None
    ) -> Callable[[], None]:
        """Keep them all for the address the connection leads to, or none: keys come in pairs.

        `before`: what the connection was. Gives back how to undo it, where what goes with it fails.
        """
        there = self.connectors.manifest(connection.kind).destination(connection.values)
        kept = self.of(before) if before is not None else {}
        done: list[str] = []

        def undo() -> None:
            for key in done:
                # What is told is why it failed, not what undoing it met.
                with suppress(SetupProblem):
                    self._put_back(connection.id, before, key, kept.get(key))

        try:
            for key, value in typed.items():
                done.append(key)
                self.secrets.set(connection.id, key, value, there)
        except BaseException:
            done.pop()
            undo()
            raise
        self.label(connection)
        return undo

    def label(self, connection: Connection) -> None:
        """Have the system's own program for keys show them by product, connection and field."""
        manifest = self.connectors.manifest(connection.kind)
        for field in manifest.fields:
            if field.kind is FieldKind.SECRET:
                words = key_label(connection.name, manifest.name, _(field.label))
                self.secrets.label(connection.id, field.key, words)

    def drop_others(self, connection: Connection) -> None:
        """Forget those that were kept for another address."""
        manifest = self.connectors.manifest(connection.kind)
        for key in manifest.secret_keys - self.of(connection).keys():
            self.secrets.delete(connection.id, key)

    def forget(self, connection_id: int, manifest: Manifest) -> None:
        """Forget every one of a connection."""
        for key in manifest.secret_keys:
            self.secrets.delete(connection_id, key)

    def _put_back(self, connection_id: int, before: Connection | None, key: str, value: str | None) -> None:
        if before is None or value is None:
            self.secrets.delete(connection_id, key)
            return
        there = self.connectors.manifest(before.kind).destination(before.values)
        self.secrets.set(connection_id, key, value, there)

    def _get(self, connection_id: int, key: str, there: str) -> str | None:
        try:
            return self.secrets.get(connection_id, key, there)
        except SetupProblem as problem:
            if problem.key != ELSEWHERE:
                raise
            return None
