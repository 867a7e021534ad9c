"""A profile: the whole configuration in one file, for the next shop or for the day the PC dies.

Secrets are left out, or sealed with a passphrase. It holds no order, no customer, no history.
"""

import hashlib
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from ecco_desktop.domain.addresses import without_login
from ecco_desktop.domain.connections import Connection, Role, Which, erp_among
from ecco_desktop.domain.errors import SetupProblem
from ecco_desktop.domain.orders import CarrierLink, OrderStatus
from ecco_desktop.domain.recurrence import Recurrence, from_facts, to_facts
from ecco_desktop.domain.settings import read_preferences, write_preferences
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

FORMAT = 1
LARGEST_BYTES = 5_000_000


@dataclass(frozen=True, slots=True)
class ProfileReport:
    """What an import did. `lacking` names the connections whose secrets must still be typed."""

    connections: int
    tasks: int
    lacking: tuple[str, ...] = ()
    with_secrets: bool = False
    # Tasks that stay switched off: their orders could bear the numbers of another store's.
    meeting: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Read:
    """A profile whose shape was checked."""

    connections: list[dict[str, Any]]
    tasks: list[dict[str, Any]]
    preferences: dict[str, str]
    secrets: dict[str, dict[str, str]] = field(default_factory=dict)


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
            raise SetupProblem("profile.write", detail=error.strerror or error) from error
        self._deeds.note("deed.profile_out", secrets="sim" if passphrase else "não")

    def _connection_out(self, connection: Connection) -> dict[str, Any]:
        statuses = self._storage.connections.statuses(connection.id)
        outgoing = self._storage.connections.outgoing(connection.id)
        return {
            "name": connection.name,
            "kind": connection.kind,
            "values": {key: without_login(value) for key, value in connection.values.items()},
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
        return bool(_load(path).get("secrets"))

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
        whole = _load(path)
        secrets: dict[str, dict[str, str]] = {}
        if passphrase and whole.get("secrets"):
            secrets = _texts_of_texts(json.loads(self._sealer.open(passphrase, whole["secrets"])))
        profile = self._checked(whole, secrets)
        self._known_all(which or {}, profile)
        # What an earlier version kept is bound to where it went until now, before that changes.
        self._lacking()
        with self._storage.transaction():
            places = {one["name"]: self._connection_in(one, which or {}) for one in profile.connections}
            made = [self._task_in(one, places) for one in profile.tasks]
            self._preferences.save(read_preferences(profile.preferences))
            self._deeds.note("deed.profile_in", connections=len(places), tasks=len(made))
        # The keyring may ask a person something: never inside a transaction.
        for name, kept in profile.secrets.items():
            if name in places:
                known = self._connectors.manifest(places[name].kind).secret_keys
                given = {key: value for key, value in kept.items() if key in known}
                self._keys.keep(places[name], given)
        lacking = self._lacking()
        left_off = self._switch_on(made, lacking)
        self._changed()
        names = sorted(one.name for one in self._storage.connections.all() if one.id in lacking)
        return ProfileReport(len(places), len(made), tuple(names), bool(secrets), tuple(left_off))

    def _checked(self, whole: Mapping[str, Any], secrets: dict[str, dict[str, str]]) -> _Read:
        try:
            connections = [_connection_shape(one) for one in whole["connections"]]
            tasks = [_task_shape(one) for one in whole["tasks"]]
            preferences = _texts(whole.get("preferences", {}))
        except (KeyError, TypeError, ValueError, AttributeError):
            raise SetupProblem("profile.unreadable") from None
        for one in connections:
            manifest = self._connectors.manifest(one["kind"])
            known = {field.key for field in manifest.fields} - manifest.secret_keys
            one["values"] = {key: value for key, value in one["values"].items() if key in known}
            for asked in manifest.fields:
                refuse_login(one["name"], asked, one["values"].get(asked.key, ""))
            one["role"] = manifest.role
        known_tasks = {info.key for info in automation_infos()}
        for one in tasks:
            if one["automation"] not in known_tasks:
                listed = ", ".join(sorted(known_tasks))
                raise SetupProblem("task.automation_unknown", automation=one["automation"], known=listed)
        return _Read(connections, tasks, preferences, secrets)

    def _known_all(self, which: Mapping[str, Which], profile: _Read) -> None:
        """An answer for a connection that is nowhere answers nothing: a name was mistyped."""
        known = [one.name for one in self._storage.connections.all()]
        known += [one["name"] for one in profile.connections if one["name"] not in known]
        for name in which:
            if name not in known:
                raise SetupProblem("connection.unknown", name=name, known=", ".join(known))

    def _connection_in(self, one: Mapping[str, Any], which: Mapping[str, Which]) -> Connection:
        there = self._storage.connections.find(one["name"])
        if there is None and one["role"] is Role.ERP:
            # One ERP an installation: the profile's is laid over it, whatever its name.
            there = erp_among(self._storage.connections.all())
        if there is not None and there.kind != one["kind"]:
            raise SetupProblem("connection.name_taken", name=one["name"])
        if there is None:
            fresh = Connection(0, one["name"], one["kind"], one["role"], one["values"])
            there = self._connections.shops.add(fresh, which.get(one["name"]))
        else:
            changed = replace(there, values=one["values"])
            there = self._connections.shops.change(there, changed, which.get(there.name))
        for link in one["carrier_links"]:
            self._storage.connections.save_carrier_link(there.id, link)
        for word, status in one["situations"].items():
            self._storage.connections.save_status(there.id, word, status)
        for status, word in one["outgoing"].items():
            self._storage.connections.save_outgoing(there.id, status, word)
        return there

    def _task_in(self, one: Mapping[str, Any], places: Mapping[str, Connection]) -> tuple[int, bool]:
        """A task, switched off; (its id, whether the profile has it switched on)."""
        info = next(known for known in automation_infos() if known.key == one["automation"])
        place = places.get(one["connection"])
        if place is None:
            raise SetupProblem("profile.unreadable")
        known = {option.key for option in info.options}
        options = {key: value for key, value in one["options"].items() if key in known}
        info.chooses.read(options)
        recurrence = one["recurrence"] if info.recurrent else None
        for task in self._storage.tasks.all():
            if (task.automation, task.connection_id) == (info.key, place.id):
                changed = replace(
                    task, active=False, recurrence=recurrence, options=options, note=one["note"]
                )
                self._storage.tasks.update(changed)
                return task.id, one["active"]
        made = self._storage.tasks.add(
            f"{info.name} · {place.name}",
            info.key,
            place.id,
            active=False,
            recurrence=recurrence,
            options=options,
            now=self._clock.now(),
        )
        if one["note"]:
            self._storage.tasks.update(replace(made, note=one["note"]))
        return made.id, one["active"] and info.recurrent

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


def _load(path: Path) -> dict[str, Any]:
    try:
        if path.stat().st_size > LARGEST_BYTES:
            raise SetupProblem("profile.unreadable")
        whole = json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise SetupProblem("profile.read", detail=error.strerror or error) from error
    except ValueError:
        raise SetupProblem("profile.unreadable") from None
    if not isinstance(whole, dict) or not isinstance(whole.get("ecco_profile"), int):
        raise SetupProblem("profile.not_one")
    if whole["ecco_profile"] > FORMAT:
        raise SetupProblem("profile.newer")
    if whole.get("checksum") != _checksum(whole):
        raise SetupProblem("profile.damaged")
    return whole


def _checksum(whole: Mapping[str, Any]) -> str:
    kept = {key: value for key, value in whole.items() if key != "checksum"}
    return hashlib.sha256(json.dumps(kept, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


def _texts(found: Any) -> dict[str, str]:
    return {str(key): str(value) for key, value in dict(found).items()}


def _texts_of_texts(found: Any) -> dict[str, dict[str, str]]:
    return {str(name): _texts(kept) for name, kept in dict(found).items()}


def _connection_shape(one: Mapping[str, Any]) -> dict[str, Any]:
    name = str(one["name"]).strip()
    if not name:
        raise ValueError("a connection without a name")
    return {
        "name": name,
        "kind": str(one["kind"]),
        "values": _texts(one["values"]),
        "situations": {
            str(word): OrderStatus(status) if status else None
            for word, status in dict(one.get("situations", {})).items()
        },
        "outgoing": {
            OrderStatus(status): str(word) for status, word in dict(one.get("outgoing", {})).items()
        },
        "carrier_links": [
            CarrierLink(
                reference=str(link["reference"]),
                carrier_id=str(link["carrier_id"]),
                carrier_name=str(link["carrier_name"]),
                form_id=str(link["form_id"]),
                carrier_code=str(link["carrier_code"]),
                # Profiles of earlier versions have links by title alone.
                method=str(link.get("method", "")),
            )
            for link in one.get("carrier_links", [])
        ],
    }


def _task_shape(one: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "automation": str(one["automation"]),
        "connection": str(one["connection"]).strip(),
        "active": one["active"] is True,
        "recurrence": _recurrence_in(one.get("recurrence")),
        "options": _texts(one.get("options", {})),
        "note": str(one.get("note", "")),
    }


def _recurrence_in(kept: Any) -> Recurrence | None:
    found = from_facts(kept)
    # The floor is the ERP's; a profile of the demo may go lower there.
    if found is not None and found.problem(0.05):
        raise ValueError("a recurrence that cannot be kept")
    return found
