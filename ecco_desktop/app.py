"""Composition root: alone builds adapters and hands them on."""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from ecco_desktop import diagnostics
from ecco_desktop.clock import SHOP, ZONE, SystemClock
from ecco_desktop.connectors.registry import Registry
from ecco_desktop.domain.events import Event
from ecco_desktop.domain.notices import Who
from ecco_desktop.domain.recurrence import FLOOR_MINUTES
from ecco_desktop.jobs.engine.events import FanOut
from ecco_desktop.jobs.engine.runner import Runner
from ecco_desktop.jobs.engine.scheduler import Scheduler
from ecco_desktop.ports.ownership import Machine
from ecco_desktop.ports.storage import SecretSafe
from ecco_desktop.services.alerts import AlertService, Notice
from ecco_desktop.services.all import Services
from ecco_desktop.services.bundle import BundleService
from ecco_desktop.services.connections import ConnectionService
from ecco_desktop.services.deeds import Actor, Deeds
from ecco_desktop.services.demo import Demo
from ecco_desktop.services.doctor import DoctorService
from ecco_desktop.services.figures import FigureService
from ecco_desktop.services.folder import FolderService
from ecco_desktop.services.health import HealthService
from ecco_desktop.services.history import HistoryService
from ecco_desktop.services.installer import InstallerService
from ecco_desktop.services.keeping import KeepingService
from ecco_desktop.services.links import LinkService
from ecco_desktop.services.network import route_of
from ecco_desktop.services.pending import PendingService
from ecco_desktop.services.preferences import PreferenceService
from ecco_desktop.services.profile import ProfileService
from ecco_desktop.services.reports import ReportService
from ecco_desktop.services.rescue import RescueService
from ecco_desktop.services.tasks import TaskService
from ecco_desktop.services.technician import TechnicianService
from ecco_desktop.services.today import TodayService
from ecco_desktop.services.upkeep import UpkeepService
from ecco_desktop.services.vault import VaultService
from ecco_desktop.storage.backups import Backups
from ecco_desktop.storage.database import SqliteStorage, open_storage
from ecco_desktop.storage.home import FolderHome, paths_at_home
from ecco_desktop.storage.machine import SystemMachine
from ecco_desktop.storage.pin import PinFile
from ecco_desktop.storage.processes import SystemProcesses
from ecco_desktop.storage.rescue import Rescue
from ecco_desktop.storage.sealing import Passphrase
from ecco_desktop.storage.secrets import KeyringSecrets, MemorySecrets
from ecco_desktop.storage.surroundings import SystemSurroundings

DEMO_FLOOR_MINUTES = 0.1
QUIT_SECONDS = 8.0


@dataclass(slots=True)
class Application:
    """Everything, wired. Close it at the end."""

    data: Path
    services: Services
    runner: Runner
    scheduler: Scheduler
    events: FanOut
    storage: SqliteStorage
    demo: Demo | None = None
    notice_listeners: list[Callable[[Notice], None]] = field(default_factory=list)

    def subscribe(self, events: Callable[[Event], None], notices: Callable[[Notice], None]) -> None:
        """Tell of events and notices from now on, from any thread."""
        self.events.subscribe(events)
        self.notice_listeners.append(notices)

    def begin(self) -> None:
        """Start scheduling; interrupted runs go on."""
        self.scheduler.start()
        self.services.upkeep.start()

    def close(self, seconds: float = QUIT_SECONDS) -> None:
        """Stop scheduling, cancel, wait with a limit, close storage and the demo."""
        self.services.upkeep.stop()
        self.scheduler.stop()
        self.runner.close(seconds)
        self.storage.finish()
        if self.demo is not None:
            self.demo.stop()


def build(data: Path, *, demo: bool, day: bool = False, who: Who = Who.OWNER) -> Application:
    """The application on a data folder; SetupProblem where it cannot be used."""
    diagnostics.begin(data)
    storage = open_storage(data)
    secrets: SecretSafe = MemorySecrets() if demo else KeyringSecrets(data, paths_at_home(storage))
    machine = None if demo else SystemMachine()
    floor = DEMO_FLOOR_MINUTES if demo else FLOOR_MINUTES
    application = wire(data, storage, secrets, floor=floor, who=who, machine=machine)
    if demo:
        application.demo = Demo.start(data, day=day)
        application.demo.prepare(application.services)
    application.scheduler.reload()
    return application


def _home(storage: SqliteStorage, machine: Machine | None, data: Path) -> FolderHome | None:
    return FolderHome(storage, machine, data) if machine is not None else None


def wire(
    data: Path,
    storage: SqliteStorage,
    secrets: SecretSafe,
    *,
    floor: float,
    who: Who = Who.OWNER,
    machine: Machine | None = None,
) -> Application:
    """Every part given what it needs. Without a `machine` the folder is at home everywhere."""
    clock, events, route = SystemClock(), FanOut(), partial(route_of, storage, secrets)
    connectors, around, home = Registry(route), SystemSurroundings(data, route), _home(storage, machine, data)
    runner = Runner(storage, secrets, connectors, clock, events, SystemProcesses(), ZONE, home)
    scheduler, deeds = Scheduler(storage, runner, clock, events, SHOP), Deeds(storage, clock, Actor(who))
    tasks = TaskService(storage, connectors, runner, scheduler, clock, events, deeds, floor)
    connections = ConnectionService(storage, secrets, connectors, deeds)
    preferences, folder = PreferenceService(storage, deeds, tasks.refresh), FolderService(home, deeds, events)
    listeners: list[Callable[[Notice], None]] = []
    alerts = AlertService(storage, clock, preferences, SHOP, lambda notice: _tell(listeners, notice))
    keeping = KeepingService(Backups(data), storage, deeds, alerts, clock, SHOP)
    services = Services(
        tasks=tasks,
        installer=InstallerService(storage, connectors, tasks),
        history=HistoryService(storage, SHOP),
        connections=connections,
        links=LinkService(storage, connectors, connections, deeds),
        health=HealthService(storage, tasks, PendingService(storage, clock, deeds)),
        pending=PendingService(storage, clock, deeds),
        reports=ReportService(storage, SHOP, scheduler.next_due),
        figures=FigureService(storage, connectors, clock, SHOP),
        today=TodayService(storage, clock, SHOP),
        deeds=deeds,
        preferences=preferences,
        technician=TechnicianService(PinFile(data), clock, deeds),
        profile=ProfileService(
            storage, secrets, connectors, connections, preferences, deeds, Passphrase(), clock, tasks.refresh
        ),
        alerts=alerts,
        upkeep=UpkeepService(storage, preferences, clock, alerts, keeping),
        keeping=keeping,
        vault=VaultService(secrets, deeds, connections.label_keys),
        doctor=DoctorService(storage, secrets, connections, tasks, folder, around, clock, SHOP),
        folder=folder,
        bundle=BundleService(storage, connections, deeds, clock, data),
    )
    events.subscribe(scheduler.handle)
    events.subscribe(alerts.handle)
    keeping.begin()
    folder.begin()
    return Application(data, services, runner, scheduler, events, storage, notice_listeners=listeners)


def rescue(data: Path) -> RescueService:
    """The way back to sound data, for a folder that nobody has open."""
    return RescueService(Rescue(data), SystemClock())


def _tell(listeners: list[Callable[[Notice], None]], notice: Notice) -> None:
    for listener in tuple(listeners):
        listener(notice)
