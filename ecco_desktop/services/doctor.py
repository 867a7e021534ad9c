"""The check-up: what support asks first, answered by the program itself."""

import os
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta, tzinfo
from urllib.parse import urlsplit

from ecco_desktop.clock import ShopZone
from ecco_desktop.domain.checkup import Check, Checkup, Verdict
from ecco_desktop.domain.connections import Connection, FieldKind
from ecco_desktop.domain.errors import EccoProblem, SetupProblem
from ecco_desktop.domain.folder import REFUSALS, Place
from ecco_desktop.domain.tasks import TaskState
from ecco_desktop.domain.vault import VaultState
from ecco_desktop.ports.storage import SecretSafe, Storage
from ecco_desktop.ports.system import Clock, Surroundings
from ecco_desktop.services.connections import ConnectionService
from ecco_desktop.services.folder import FolderService
from ecco_desktop.services.numbering import meeting
from ecco_desktop.services.tasks import TaskService
from ecco_desktop.words import N_, Words
from ecco_desktop.words.speech import number

CHECKS = Words(
    {
        "folder": N_("Pasta de dados"),
        "home": N_("De que computador é a pasta"),
        "database": N_("Banco de dados"),
        "backup": N_("Cópia de segurança"),
        "keys": N_("Cofre de senhas"),
        "clock": N_("Relógio"),
        "connection": N_("Conexão"),
        "tasks": N_("Tarefas"),
        "pending": N_("Pendências"),
        "zone": N_("Fuso horário"),
        "start": N_("Início"),
    }
)
LITTLE_SPACE, TOO_LITTLE_SPACE = 1_000_000_000, 100_000_000
OLD_BACKUP = timedelta(days=3)
CLOCK_MINUTES = 5
BEHIND = timedelta(minutes=15)
AT_ONCE = 4
# No connection has this number: a secret kept under it belongs to nobody.
NOBODY, TRIAL = 0, "doctor"


class DoctorService:
    """Asks disk, keyring and every connection: seconds, or minutes where a server is silent."""

    def __init__(
        self,
        storage: Storage,
        secrets: SecretSafe,
        connections: ConnectionService,
        tasks: TaskService,
        home: FolderService,
        surroundings: Surroundings,
        clock: Clock,
        zone: tzinfo,
    ) -> None:
        self._storage = storage
        self._secrets = secrets
        self._connections = connections
        self._tasks = tasks
        self._home = home
        self._around = surroundings
        self._clock = clock
        self._zone = zone

    def examine(self) -> Checkup:
        """Look at everything; what fails is in the answer."""
        checks = [self._folder(), self._place(), self._database(), self._backup(), self._keys(), self._time()]
        checks += self._reached()
        checks += [self._behind(), self._pending(), self._time_zone()]
        return Checkup(tuple(checks), self._around.versions())

    # -- this computer --

    def _folder(self) -> Check:
        try:
            free = self._around.free_bytes()
        except OSError as error:
            values = {"detail": str(error.strerror or error)}
            return Check("folder", Verdict.FAILED, "doctor.folder_closed", values)
        values = {"free": number(free / 1e9, 1)}
        if free < TOO_LITTLE_SPACE:
            return Check("folder", Verdict.FAILED, "doctor.disk_full", values)
        if free < LITTLE_SPACE:
            return Check("folder", Verdict.WATCH, "doctor.disk_low", values)
        return Check("folder", Verdict.GOOD, "doctor.folder", values)

    def _place(self) -> Check:
        """A copy, or a folder that waits for the answer, runs nothing: whoever looks for why must read it."""
        place = self._home.place()
        if place is Place.HOME:
            return Check("home", Verdict.GOOD, "doctor.home")
        copy = place is Place.COPY
        return Check("home", Verdict.WATCH if copy else Verdict.FAILED, REFUSALS[place])

    def _database(self) -> Check:
        try:
            found = self._storage.examine()
        except EccoProblem as problem:
            return Check("database", Verdict.FAILED, problem.key, problem.values)
        values = {
            "version": found.version,
            "size": number(found.size / 1e6, 1),
            "detail": found.detail,
        }
        if found.detail:
            return Check("database", Verdict.FAILED, "doctor.database_damaged", values)
        if (risk := self._storage.upkeep.risk()) is not None:
            return Check("database", Verdict.WATCH, risk.key, risk.values)
        return Check("database", Verdict.GOOD, "doctor.database", values)

    def _backup(self) -> Check:
        newest = self._around.newest_backup()
        if newest is None:
            return Check("backup", Verdict.WATCH, "doctor.backup_none")
        values = {"at": self._local(newest)}
        if self._clock.now() - newest > OLD_BACKUP:
            return Check("backup", Verdict.WATCH, "doctor.backup_old", values)
        return Check("backup", Verdict.GOOD, "doctor.backup", values)

    def _keys(self) -> Check:
        """A throw-away secret goes in, comes out and is forgotten."""
        state = self._secrets.state()
        if state is VaultState.NEW:
            return Check("keys", Verdict.WATCH, "doctor.keys_none")
        token = os.urandom(16).hex()
        try:
            self._secrets.set(NOBODY, TRIAL, token)
            same = self._secrets.get(NOBODY, TRIAL) == token
            self._secrets.delete(NOBODY, TRIAL)
        except SetupProblem as problem:
            return Check("keys", Verdict.FAILED, problem.key, problem.values)
        if not same:
            return Check("keys", Verdict.FAILED, "doctor.keys_other")
        sealed = state is VaultState.OPEN
        return Check("keys", Verdict.GOOD, "doctor.keys_sealed" if sealed else "doctor.keys")

    def _time(self) -> Check:
        """Against the first server of a connection that tells the time over TLS."""
        for address in self._servers():
            before = self._clock.now()
            there = self._around.time_at(address)
            if there is None:
                continue
            here = before + (self._clock.now() - before) / 2
            minutes = (here - there).total_seconds() / 60
            values = {"host": urlsplit(address).hostname or "?", "minutes": number(round(abs(minutes)))}
            if abs(minutes) > CLOCK_MINUTES:
                wrong = "doctor.clock_ahead" if minutes > 0 else "doctor.clock_behind"
                return Check("clock", Verdict.FAILED, wrong, values)
            return Check("clock", Verdict.GOOD, "doctor.clock", values)
        return Check("clock", Verdict.WATCH, "doctor.clock_unknown")

    def _time_zone(self) -> Check:
        now = self._clock.now()
        own = self._around.local_offset(now)
        shop = (now.astimezone(self._zone).utcoffset() or timedelta()).total_seconds() / 3600
        values = {"zone": str(self._zone), "own": f"{own:+g}", "shop": f"{shop:+g}"}
        if isinstance(self._zone, ShopZone) and self._zone.unknown:
            chosen = {"chosen": self._zone.unknown}
            return Check("zone", Verdict.WATCH, "doctor.zone_unknown", values | chosen)
        if own != shop:
            return Check("zone", Verdict.WATCH, "doctor.zone_other", values)
        return Check("zone", Verdict.GOOD, "doctor.zone", values)

    # -- the others, and the work --

    def _servers(self) -> Iterator[str]:
        """The TLS addresses of the connections, each once."""
        seen: set[str] = set()
        kinds = {manifest.kind: manifest for manifest in self._connections.kinds()}
        for connection in self._connections.list():
            values = kinds[connection.kind].defaulted(connection.values)
            for field in kinds[connection.kind].fields:
                if field.kind is not FieldKind.ADDRESS or not values.get(field.key, ""):
                    continue
                entered = values[field.key]
                parts = urlsplit(entered if "://" in entered else f"https://{entered}")
                if parts.scheme == "https" and parts.hostname and parts.netloc not in seen:
                    seen.add(parts.netloc)
                    yield f"https://{parts.netloc}/"

    def _reached(self) -> list[Check]:
        connections = self._connections.list()
        if not connections:
            return [Check("connection", Verdict.WATCH, "doctor.connection_none")]
        with ThreadPoolExecutor(AT_ONCE, thread_name_prefix="doctor") as pool:
            return list(pool.map(self._reach, connections))

    def _reach(self, connection: Connection) -> Check:
        try:
            report = self._connections.test(connection)
        except EccoProblem as problem:
            return Check("connection", Verdict.FAILED, problem.key, problem.values, connection.name)
        finally:
            self._storage.close()
        values = {"name": report.name}
        return Check("connection", Verdict.GOOD, "doctor.connection", values, connection.name)

    def _behind(self) -> Check:
        views = self._tasks.list()
        now = self._clock.now()
        active = [view for view in views if view.task.active]
        late = [
            view.task.name
            for view in active
            if view.next_due and view.next_due < now - BEHIND and view.state is TaskState.IDLE
        ]
        if self._tasks.paused_until() is not None:
            return Check("tasks", Verdict.WATCH, "doctor.tasks_paused")
        if late:
            values = {"count": number(len(late)), "names": "; ".join(late)}
            return Check("tasks", Verdict.FAILED, "doctor.tasks_behind", values)
        for view in active:
            task = view.task
            other = meeting(
                self._storage, task.automation, task.connection_id, task.options, active_only=True
            )
            if other is not None:
                values = {"names": f"{task.name}; {other.name}"}
                return Check("tasks", Verdict.WATCH, "doctor.numbers_meet", values)
        return Check("tasks", Verdict.GOOD, "doctor.tasks", {"count": number(len(active))})

    def _pending(self) -> Check:
        waiting = self._storage.pending.count()
        if waiting:
            return Check("pending", Verdict.WATCH, "doctor.pending", {"count": number(waiting)})
        return Check("pending", Verdict.GOOD, "doctor.pending_none")

    def _local(self, moment: datetime) -> str:
        return f"{moment.astimezone(self._zone):%d/%m/%Y %H:%M}"
