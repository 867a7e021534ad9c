"""Jobs and services over a real database and fake outside systems."""

from collections.abc import Sequence
from pathlib import Path

from ecco_desktop.clock import ZONE
from ecco_desktop.connectors.registry import Registry
from ecco_desktop.domain.connections import Manifest, Role
from ecco_desktop.domain.orders import CarrierLink
from ecco_desktop.domain.runs import LogLine, Run, Trigger
from ecco_desktop.jobs.engine.runner import Runner
from ecco_desktop.jobs.engine.scheduler import Scheduler
from ecco_desktop.ports.connectors import Connectors, Opening
from ecco_desktop.services.deeds import Actor, Deeds
from ecco_desktop.services.tasks import TaskService
from ecco_desktop.storage.database import open_storage
from ecco_desktop.storage.secrets import MemorySecrets
from tests.fakes.carrier import FakeCarrier
from tests.fakes.erp import FakeErp
from tests.fakes.store import FakeStore
from tests.fakes.system import FakeClock, FakeProcesses, FakeSink

WAIT = 20.0


class FakeConnectors(Connectors):
    """Opens the fakes, whatever is asked for; manifests are the real ones."""

    def __init__(self, erp: FakeErp, store: FakeStore, carrier: FakeCarrier | None = None) -> None:
        self.erp, self.store, self.carrier = erp, store, carrier or FakeCarrier()
        self._real = Registry()

    def manifests(self) -> Sequence[Manifest]:
        """The real ones."""
        return self._real.manifests()

    def manifest(self, kind: str) -> Manifest:
        """A real one."""
        return self._real.manifest(kind)

    def open_erp(self, opening: Opening) -> FakeErp:
        """The fake ERP."""
        return self.erp

    def open_store(self, opening: Opening) -> FakeStore:
        """The fake store."""
        return self.store

    def open_carrier(self, opening: Opening) -> FakeCarrier:
        """The fake carrier."""
        return self.carrier


class FakeShop:
    """An installation with an ERP, a store, one carrier link and both tasks."""

    def __init__(self, folder: Path, owner: str = "1:1.00", alive: tuple[str, ...] = ()) -> None:
        self.erp, self.store = FakeErp(), FakeStore()
        self.clock, self.sink = FakeClock(), FakeSink()
        self.processes = FakeProcesses(owner, alive)
        self.storage = open_storage(folder)
        connectors = FakeConnectors(self.erp, self.store)
        self.carrier = connectors.carrier
        self.runner = Runner(
            self.storage, MemorySecrets(), connectors, self.clock, self.sink, self.processes, ZONE
        )
        self.scheduler = Scheduler(self.storage, self.runner, self.clock, self.sink, ZONE)
        self.deeds = Deeds(self.storage, self.clock, Actor())
        self.tasks = TaskService(
            self.storage, connectors, self.runner, self.scheduler, self.clock, self.sink, self.deeds, 0.1
        )
        if not self.storage.connections.all():
            self.storage.connections.add("ERP", "eccosys", Role.ERP, {})
            self.loja = self.storage.connections.add("Loja", "woocommerce", Role.STORE, {})
            link = CarrierLink("PAC", "480", "Correios", "345", "CORREIOS")
            self.storage.connections.save_carrier_link(self.loja.id, link)
            self.tasks.create("import_orders", "Loja", None, {})
            self.tasks.create("sync_stock", "Loja", None, {})
        else:
            found = self.storage.connections.find("Loja")
            assert found is not None
            self.loja = found

    def run(self, automation: str, trigger: Trigger = Trigger.SCHEDULE) -> Run:
        """One run to its end."""
        task = next(task for task in self.storage.tasks.all() if task.automation == automation)
        began = self.runner.request(task.id, trigger)
        assert self.runner.wait_idle(WAIT)
        ended = self.storage.runs.get(began.id)
        assert ended is not None
        return ended

    def log(self, run: Run) -> Sequence[LogLine]:
        """The log of a run."""
        return self.storage.runs.log(run.task_id, run_id=run.id)

    def keys(self, run: Run) -> list[str]:
        """The keys of its log lines."""
        return [line.key for line in self.log(run)]

    def close(self) -> None:
        """The end."""
        self.runner.close(5)
        self.storage.close()
