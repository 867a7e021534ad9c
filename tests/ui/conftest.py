"""The real window over a real database and fake outside systems."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ecco_desktop.clock import ZONE
from ecco_desktop.domain.events import Event
from ecco_desktop.jobs.engine.events import FanOut
from ecco_desktop.jobs.orders import creation
from ecco_desktop.services.alerts import AlertService, Notice
from ecco_desktop.services.all import Services
from ecco_desktop.services.bundle import BundleService
from ecco_desktop.services.connections import ConnectionService
from ecco_desktop.services.doctor import DoctorService
from ecco_desktop.services.figures import FigureService
from ecco_desktop.services.folder import FolderService
from ecco_desktop.services.health import HealthService
from ecco_desktop.services.history import HistoryService
from ecco_desktop.services.installer import InstallerService
from ecco_desktop.services.keeping import KeepingService
from ecco_desktop.services.links import LinkService
from ecco_desktop.services.pending import PendingService
from ecco_desktop.services.preferences import PreferenceService
from ecco_desktop.services.profile import ProfileService
from ecco_desktop.services.reports import ReportService
from ecco_desktop.services.technician import TechnicianService
from ecco_desktop.services.today import TodayService
from ecco_desktop.services.upkeep import UpkeepService
from ecco_desktop.services.vault import VaultService
from ecco_desktop.storage.backups import Backups
from ecco_desktop.storage.pin import PinFile
from ecco_desktop.storage.sealing import Passphrase
from ecco_desktop.storage.secrets import MemorySecrets
from ecco_desktop.storage.surroundings import SystemSurroundings
from ecco_desktop.ui import theme
from ecco_desktop.ui.application import Desktop
from ecco_desktop.ui.look import Look, dress
from ecco_desktop.ui.main_window import MainWindow
from ecco_desktop.words.speech import PORTUGUESE, speak
from tests.fakes.app import FakeConnectors, FakeShop


class OpenShop:
    """What the window is given: services over a FakeShop."""

    def __init__(self, shop: FakeShop, folder: Path) -> None:
        self.shop = shop
        self.fan = FanOut()
        for part in (shop.runner, shop.scheduler, shop.tasks):
            part._events = self.fan
        connectors = FakeConnectors(shop.erp, shop.store)
        secrets = MemorySecrets()
        deeds = shop.deeds
        connections = ConnectionService(shop.storage, secrets, connectors, deeds)
        preferences = PreferenceService(shop.storage, deeds)
        self.listeners: list[Callable[[Notice], None]] = []
        alerts = AlertService(shop.storage, shop.clock, preferences, ZONE, self._tell)
        keeping = KeepingService(Backups(folder), shop.storage, deeds, alerts, shop.clock, ZONE)
        pending = PendingService(shop.storage, shop.clock, deeds)
        self.services = Services(
            tasks=shop.tasks,
            installer=InstallerService(shop.storage, connectors, shop.tasks),
            history=HistoryService(shop.storage, ZONE),
            connections=connections,
            links=LinkService(shop.storage, connectors, connections, deeds),
            health=HealthService(shop.storage, shop.tasks, pending),
            pending=pending,
            reports=ReportService(shop.storage, ZONE),
            figures=FigureService(shop.storage, connectors, shop.clock, ZONE),
            today=TodayService(shop.storage, shop.clock, ZONE),
            deeds=deeds,
            preferences=preferences,
            technician=TechnicianService(PinFile(folder), shop.clock, deeds),
            profile=ProfileService(
                shop.storage,
                secrets,
                connectors,
                connections,
                preferences,
                deeds,
                Passphrase(),
                shop.clock,
                shop.tasks.refresh,
            ),
            alerts=alerts,
            upkeep=UpkeepService(shop.storage, preferences, shop.clock, alerts, keeping),
            keeping=keeping,
            folder=FolderService(None, deeds, shop.sink),
            vault=VaultService(secrets, deeds),
            doctor=DoctorService(
                shop.storage,
                secrets,
                connections,
                shop.tasks,
                FolderService(None, deeds, shop.sink),
                SystemSurroundings(folder),
                shop.clock,
                ZONE,
            ),
            bundle=BundleService(shop.storage, connections, deeds, shop.clock, folder),
        )
        self.fan.subscribe(alerts.handle)
        self.fan.subscribe(shop.scheduler.handle)
        self.began = False
        self.closed = False

    def subscribe(self, events: Callable[[Event], None], notices: Callable[[Notice], None]) -> None:
        self.fan.subscribe(events)
        self.listeners.append(notices)

    def _tell(self, notice: Notice) -> None:
        for listener in self.listeners:
            listener(notice)

    def begin(self) -> None:
        self.began = True

    def close(self, seconds: float = 5.0) -> None:
        self.closed = True
        self.shop.runner.close(seconds)


def tasks_shown(window: MainWindow) -> bool:
    """Whether the data is open and the table of tasks is there to be seen."""
    return window.is_open and window.workspace.table.table.isVisible()


def was_read(window: MainWindow) -> bool:
    """Whether the data is open and was read once."""
    return window.is_open and window.workspace.snapshot is not None


def finish(made: Desktop) -> None:
    """Take a desktop away whole: its window has no parent to do that."""
    made.background.wait(5000)
    made.window.end()
    made.window.deleteLater()
    made.deleteLater()


@pytest.fixture(autouse=True)
def no_bus(monkeypatch: pytest.MonkeyPatch) -> None:
    """What tests tell is not shown on the desktop of whoever runs them (tests/desktop has one of its own)."""
    monkeypatch.delenv("DBUS_SESSION_BUS_ADDRESS", raising=False)


@pytest.fixture
def app(qapp: QApplication) -> QApplication:
    theme.apply(qapp, dark=False)
    qapp.setQuitOnLastWindowClosed(False)
    return qapp


@pytest.fixture
def plain(app: QApplication) -> Iterator[QApplication]:
    """Whatever a test chooses, the next one finds Portuguese, light, 100 %."""
    yield app
    dress(app, Look(theme="light"))
    theme.apply(app, dark=False)
    speak(PORTUGUESE)


@pytest.fixture
def opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[OpenShop]:
    monkeypatch.setattr(creation, "SETTLE_SECONDS", 0.0)
    shop = FakeShop(tmp_path)
    yield OpenShop(shop, tmp_path)
    shop.close()


@pytest.fixture
def desktop(app: QApplication, qtbot: QtBot, opened: OpenShop) -> Iterator[Desktop]:
    made = Desktop(lambda: opened, demo=False, minimized=False)
    qtbot.waitUntil(lambda: opened.began and tasks_shown(made.window))
    yield made
    finish(made)
