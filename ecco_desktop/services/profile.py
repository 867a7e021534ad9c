"""A profile: the whole configuration in one file, for the next shop or for the day the PC dies.

Secrets are left out, or sealed with a passphrase. It holds no order, no customer, no history.
"""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from ecco_desktop.domain.automations import AutomationInfo
from ecco_desktop.domain.bounds import shown
from ecco_desktop.domain.connections import Connection, FieldKind, Role, Which, erp_among
from ecco_desktop.domain.errors import SetupProblem
from ecco_desktop.domain.recurrence import to_facts
from ecco_desktop.domain.settings import check_preferences, read_preferences, write_preferences
from ecco_desktop.paths import written_whole
from ecco_desktop.ports.connectors import Connectors
from ecco_desktop.ports.storage import Sealer, SecretStore, Storage
from ecco_desktop.ports.system import Clock
from ecco_desktop.services.catalog import automation_infos
from ecco_desktop.services.connections import ConnectionService, refuse_login
from ecco_desktop.services.deeds import Deeds
from ecco_desktop.services.keys import Keys
from ecco_desktop.services.numbering import meeting
from ecco_desktop.services.preferences import PreferenceService
from ecco_desktop.services.profile_shape import (
    FORMAT,
    ConnectionShape,
    ProfileShape,
    TaskShape,
    read_profile,
    read_secrets,
    wrong,
)
from ecco_desktop.services.profile_shape import checksum as _checksum
from ecco_desktop.words.disk import disk_words


@dataclass(frozen=True, slots=True)
class ProfileReport:
    """What an import did. `lacking` names the connections whose secrets must still be typed."""

    connections: int
    tasks: int
    lacking: tuple[str, ...] = ()
    with_secrets: bool = False
    # Tasks that stay switched off: their orders could bear the numbers of another store's.
    meeting: tuple[str, ...] = ()


class ProfileService:
    """Writes and reads profiles. Slow (keyring, scrypt): call it off the UI thread."""

    def __init__(
        self,
        storage: Storage,
        secrets: SecretStore,
        connectors: Connectors,
        connections: ConnectionService,
        preferences: PreferenceService,
        deeds: Deeds,
        sealer: Sealer,
        clock: Clock,
        changed: Callable[[], None],
    ) -> None:
        self._storage = storage
        self._keys = Keys(secrets, connectors)
        self._connectors = connectors
        self._connections = connections
        self._preferences = preferences
        self._deeds = deeds
        self._sealer = sealer
        self._clock = clock
        self._changed = changed

    # -- out --

    def export(self, path: Path, passphrase: str = "") -> None:
        """Write the profile; with a passphrase the secrets go along, sealed.

        SetupProblem where it cannot be written.
        """
        body: dict[str, Any] = {
            "connections": [self._connection_out(one) for one in self._storage.connections.all()],
            "tasks": self._tasks_out(),
            "preferences": write_preferences(self._preferences.read()),
        }
        if passphrase:
            secrets = {one.name: self._connections.secrets_of(one) for one in self._storage.connections.all()}
            body["secrets"] = dict(self._sealer.seal(passphrase, json.dumps(secrets)))
        whole = {"ecco_profile": FORMAT, "made_at": self._clock.now().isoformat(), **body}
        whole["checksum"] = _checksum(whole)
        try:
            with written_whole(path) as file:
                file.write(json.dumps(whole, ensure_ascii=False, indent=2).encode())
        except OSError as error:
            raise SetupProblem("profile.write", detail=disk_words(error)) from error
        self._deeds.note("deed.profile_out", secrets="sim" if passphrase else "não")

    def _connection_out(self, connection: Connection) -> dict[str, Any]:
        fields = {field.key: field for field in self._connectors.manifest(connection.kind).fields}
        statuses = self._storage.connections.statuses(connection.id)
        outgoing = self._storage.connections.outgoing(connection.id)
        return {
            "name": connection.name,
            "kind": connection.kind,
            "values": {
                key: fields[key].shareable(value) if key in fields else value
                for key, value in connection.values.items()
            },
            "situations": {word: status.value if status else None for word, status in statuses.items()},
            "outgoing": {status.value: word for status, word in outgoing.items()},
            "carrier_links": [
                {
                    "reference": link.reference,
                    "carrier_id": link.carrier_id,
                    "carrier_name": link.carrier_name,
                    "form_id": link.form_id,
                    "carrier_code": link.carrier_code,
                    **({"method": link.method} if link.method else {}),
                }
                for link in self._storage.connections.carrier_links(connection.id)
            ],
        }

    def _tasks_out(self) -> list[dict[str, Any]]:
        names = {connection.id: connection.name for connection in self._storage.connections.all()}
        return [
            {
                "automation": task.automation,
                "connection": names[task.connection_id],
                "active": task.active,
                "recurrence": to_facts(task.recurrence),
                "options": dict(task.options),
                "note": task.note,
            }
            for task in self._storage.tasks.all()
            if task.connection_id in names
        ]

    # -- in --

    def has_secrets(self, path: Path) -> bool:
        """Whether a profile asks for a passphrase; SetupProblem where it is none."""
        return bool(read_profile(path).secrets)

    def load(
        self, path: Path, passphrase: str = "", which: Mapping[str, Which] | None = None
    ) -> ProfileReport:
        """Take a profile over: what has the same name is replaced, what it does not name stays.

        `which` says by connection whether another address is another shop (see ConnectionService.update);
        SetupProblem("connection.which_shop"), and nothing changed, where it lacks an answer.
        A task is switched on only where the secrets of its connection and of the ERP are there, and no other
        store's orders could bear its numbers.
        SetupProblem, and nothing changed, where the file is damaged or the passphrase is wrong.
        """
        profile = self._checked(read_profile(path))
        secrets: dict[str, dict[str, str]] = {}
        if passphrase and profile.secrets:
            secrets = read_secrets(self._sealer.open(passphrase, profile.secrets))
        self._known_all(which or {}, profile)
        # What an earlier version kept is bound to where it went until now, before that changes.
        self._lacking()
        with self._storage.transaction():
            places = {one.name: self._connection_in(one, which or {}) for one in profile.connections}
            made = [self._task_in(one, places) for one in profile.tasks]
            self._preferences.save(read_preferences(profile.preferences))
            self._deeds.note("deed.profile_in", connections=len(places), tasks=len(made))
        # The keyring may ask a person something: never inside a transaction.
        for name, kept in secrets.items():
            if name in places:
                known = self._connectors.manifest(places[name].kind).secret_keys
                given = {key: value for key, value in kept.items() if key in known}
                self._keys.keep(places[name], given)
        lacking = self._lacking()
        left_off = self._switch_on(made, lacking)
        self._changed()
        names = sorted(one.name for one in self._storage.connections.all() if one.id in lacking)
        return ProfileReport(len(places), len(made), tuple(names), bool(secrets), tuple(left_off))

    def _checked(self, profile: ProfileShape) -> ProfileShape:
        """The profile, its values looked at by who knows them; SetupProblem where one cannot be used."""
        infos = {info.key: info for info in automation_infos()}
        for task in profile.tasks:
            if task.automation not in infos:
                told = {"automation": shown(task.automation), "known": ", ".join(sorted(infos))}
                raise SetupProblem("task.automation_unknown", **told)
            infos[task.automation].chooses.read(_known(task, infos[task.automation]))
        try:
            check_preferences(profile.preferences)
        except ValueError as error:
            wrong(f"preferences.{error}")
        self._preferences.check(read_preferences(profile.preferences))
        connections = [self._fitting(one) for one in profile.connections]
        erps = [one.name for one in connections if self._role(one) is Role.ERP]
        if len(erps) > 1:
            raise SetupProblem("connection.two_erps", name=erps[0])
        return replace(profile, connections=connections)

    def _fitting(self, one: ConnectionShape) -> ConnectionShape:
        """A connection with the values its connector knows, each as it is kept."""
        manifest = self._connectors.manifest(one.kind)
        known = {field.key: field for field in manifest.fields if field.kind is not FieldKind.SECRET}
        for key, field in known.items():
            refuse_login(one.name, field, one.values.get(key, ""))
        values = {
            key: known[key].fitting(value) for key, value in one.values.items() if value and key in known
        }
        return replace(one, kind=manifest.kind, values=values)

    def _role(self, one: ConnectionShape) -> Role:
        return self._connectors.manifest(one.kind).role

    def _known_all(self, which: Mapping[str, Which], profile: ProfileShape) -> None:
        """An answer for a connection that is nowhere answers nothing: a name was mistyped."""
        known = [one.name for one in self._storage.connections.all()]
        known += [one.name for one in profile.connections if one.name not in known]
        for name in which:
            if name not in known:
                raise SetupProblem("connection.unknown", name=name, known=", ".join(known))

    def _connection_in(self, one: ConnectionShape, which: Mapping[str, Which]) -> Connection:
        there, role = self._storage.connections.find(one.name), self._role(one)
        if there is None and role is Role.ERP:
            # One ERP an installation: the profile's is laid over it, whatever its name.
            there = erp_among(self._storage.connections.all())
        if there is not None and there.kind != one.kind:
            raise SetupProblem("connection.name_taken", name=one.name)
        if there is None:
            fresh = Connection(0, one.name, one.kind, role, one.values)
            there = self._connections.shops.add(fresh, which.get(one.name))
        else:
            changed = replace(there, values=one.values)
            there = self._connections.shops.change(there, changed, which.get(there.name))
        for link in one.carrier_links:
            self._storage.connections.save_carrier_link(there.id, link)
        for word, status in one.situations.items():
            self._storage.connections.save_status(there.id, word, status)
        for status, word in one.outgoing.items():
            self._storage.connections.save_outgoing(there.id, status, word)
        return there

    def _task_in(self, one: TaskShape, places: Mapping[str, Connection]) -> tuple[int, bool]:
        """A task, switched off; (its id, whether the profile has it switched on)."""
        info = next(known for known in automation_infos() if known.key == one.automation)
        place, options = places[one.connection], _known(one, info)
        recurrence = one.recurrence if info.recurrent else None
        for task in self._storage.tasks.all():
            if (task.automation, task.connection_id) == (info.key, place.id):
                changed = replace(task, active=False, recurrence=recurrence, options=options, note=one.note)
                self._storage.tasks.update(changed)
                return task.id, one.active
        made = self._storage.tasks.add(
            f"{info.name} · {place.name}",
            info.key,
            place.id,
            active=False,
            recurrence=recurrence,
            options=options,
            now=self._clock.now(),
        )
        if one.note:
            self._storage.tasks.update(replace(made, note=one.note))
        return made.id, one.active and info.recurrent

    def _lacking(self) -> set[int]:
        """The connections that lack a secret they need."""
        found = set()
        for connection in self._storage.connections.all():
            manifest = self._connectors.manifest(connection.kind)
            kept = self._connections.secrets_of(connection)
            values = manifest.defaulted(connection.values)
            needed = [
                one.key
                for one in manifest.fields
                if one.key in manifest.secret_keys and one.required and one.applies(values)
            ]
            if any(not kept.get(key) for key in needed):
                found.add(connection.id)
        return found

    def _switch_on(self, made: Sequence[tuple[int, bool]], lacking: set[int]) -> list[str]:
        """Those whose connections are ready; the names of those whose numbers would meet another's."""
        left = []
        erps = {known.id for known in self._storage.connections.all() if known.role is Role.ERP}
        for task_id, wanted in made:
            task = self._storage.tasks.get(task_id)
            ready = task is not None and task.connection_id not in lacking and erps and not erps & lacking
            if task is None or not wanted:
                continue
            place, options = task.connection_id, task.options
            if meeting(self._storage, task.automation, place, options, active_only=True) is not None:
                left.append(task.name)
            elif ready:
                self._storage.tasks.update(replace(task, active=True))
        return left


def _known(task: TaskShape, info: AutomationInfo) -> dict[str, str]:
    """The options that this version knows; another's are left out."""
    known = {option.key for option in info.options}
    return {key: value for key, value in task.options.items() if key in known}
