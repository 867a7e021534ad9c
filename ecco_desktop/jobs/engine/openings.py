"""Opens what one run works with: its connections, its options, its view of the data."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from zoneinfo import ZoneInfo

from ecco_desktop.domain.connections import Connection, Role
from ecco_desktop.domain.errors import SetupProblem
from ecco_desktop.domain.events import NoticeRaised
from ecco_desktop.domain.tasks import Task
from ecco_desktop.jobs.engine.active import ActiveRun
from ecco_desktop.jobs.registry import automation, duties
from ecco_desktop.jobs.run.context import OpenCarrier, RunContext, carrier_names
from ecco_desktop.jobs.run.notebook import StoredNotes
from ecco_desktop.jobs.run.statuses import known_statuses
from ecco_desktop.ports.connectors import Connectors, Opening
from ecco_desktop.ports.erp import Erp
from ecco_desktop.ports.storage import SecretStore, Storage
from ecco_desktop.ports.store import Store
from ecco_desktop.ports.system import Clock, EventSink


@dataclass(frozen=True, slots=True)
class Openings:
    """Made for one run; opening sends nothing."""

    active: ActiveRun
    storage: Storage
    secrets: SecretStore
    connectors: Connectors
    clock: Clock
    events: EventSink
    zone: ZoneInfo

    def context(self) -> RunContext:
        """All that the automation may touch; SetupProblem where a connection is missing."""
        active = self.active
        connection, erp = self._connections(active.task)
        manifest = self.connectors.manifest(connection.kind)
        chosen = self.storage.connections.statuses(connection.id)
        info = automation(active.task.automation).info
        return RunContext(
            run=active.run,
            task=active.task,
            info=info,
            duties=duties(),
            connection=connection,
            manifest=manifest,
            erp=self._erp(erp),
            open_store=self._store(connection) if connection.role is Role.STORE else None,
            open_carriers=self._carriers(connection, every=info.asks_carriers),
            other_carriers=self._other_carriers(connection),
            storage=active.way.storage(self.storage),
            raise_notice=active.way.telling(self._tell),
            simulated=active.way.simulated,
            outgoing_chosen=self.storage.connections.outgoing(connection.id),
            options=info.chooses.read(active.task.options),
            statuses=known_statuses(manifest, chosen),
            status_labels={choice.word: choice.label for choice in manifest.statuses},
            log=active.log,
            tally=active.tally,
            cancel=active.cancel,
            clock=self.clock,
            zone=self.zone,
            report=self._report,
        )

    def _connections(self, task: Task) -> tuple[Connection, Connection]:
        connection = self.storage.connections.get(task.connection_id)
        erp = next((known for known in self.storage.connections.all() if known.role is Role.ERP), None)
        if connection is None:
            raise SetupProblem("connection.unknown", name=task.connection_id, known="-")
        if erp is None:
            raise SetupProblem("connection.no_erp")
        erp = self._led(erp, "")
        return self._led(connection, erp.shop if connection.role is Role.STORE else ""), erp

    def _led(self, connection: Connection, erp: str) -> Connection:
        """The connection, whose links are known to speak of the very shop its values lead to.

        Written down at the first opening; SetupProblem where somebody has changed the one without the other.
        """
        shop = self.connectors.manifest(connection.kind).shop(connection.values)
        if (connection.shop and connection.shop != shop) or (connection.erp and connection.erp != erp):
            raise SetupProblem("connection.led_elsewhere", name=connection.name)
        led = replace(connection, shop=shop, erp=erp)
        if led != connection:
            self.storage.connections.lead(led)
        return led

    def _erp(self, connection: Connection) -> Erp:
        return self.active.way.erp(self.connectors.open_erp(self._opening(connection)))

    def _store(self, connection: Connection) -> Store:
        real = self.connectors.open_store(self._opening(connection))
        return self.active.way.store(connection.id, real, self.connectors.manifest(connection.kind))

    def _carriers(self, connection: Connection, *, every: bool) -> list[OpenCarrier]:
        """The carrier the task is on; all of them where the automation asks all."""
        if connection.role is Role.CARRIER:
            wanted = [connection]
        elif every:
            wanted = [known for known in self.storage.connections.all() if known.role is Role.CARRIER]
        else:
            wanted = []
        return [
            OpenCarrier.of(
                self.connectors.open_carrier(self._opening(known)),
                known,
                self.connectors.manifest(known.kind),
            )
            for known in wanted
        ]

    def _other_carriers(self, connection: Connection) -> list[str]:
        carriers = (one for one in self.storage.connections.all() if one.role is Role.CARRIER)
        return [
            name
            for one in carriers
            if one.id != connection.id
            for name in carrier_names(one, self.connectors.manifest(one.kind))
        ]

    def _opening(self, connection: Connection) -> Opening:
        notes = StoredNotes(self.storage, connection.id, self.clock)
        secrets = self._secrets_of(connection)
        return Opening(connection, secrets, self.active.cancel, self.active.counter, notes)

    def _secrets_of(self, connection: Connection) -> Mapping[str, str]:
        keys = self.connectors.manifest(connection.kind).secret_keys
        found = {key: self.secrets.get(connection.id, key) for key in keys}
        return {key: value for key, value in found.items() if value}

    def _tell(self, key: str, values: Mapping[str, str]) -> None:
        self.events.emit(NoticeRaised(self.active.task.id, key, values))

    def _report(self, done: int, total: int | None) -> None:
        if self.active.moved(done, total, self.clock.monotonic()):
            self.events.emit(self.active.progress())
