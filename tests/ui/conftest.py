"""The real window over a real database and fake outside systems."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ecco_desktop.domain.events import Event
from ecco_desktop.jobs import order_creation
from ecco_desktop.jobs.events import FanOut
from ecco_desktop.services.alerts import AlertService, Notice
from ecco_desktop.services.all import Services
from ecco_desktop.services.connections import ConnectionService
from ecco_desktop.services.health import HealthService
from ecco_desktop.services.history import HistoryService
from ecco_desktop.services.links import LinkService
from ecco_desktop.services.pending import PendingService
from ecco_desktop.services.reports import ReportService
from ecco_desktop.storage.secrets import MemorySecrets
from ecco_desktop.ui import theme
from ecco_desktop.ui.application import Desktop
from tests.fakes.app import ZONE, FakeConnectors, FakeShop


class OpenShop:
    """What the window is given: services over a FakeShop."""

    def __init__(self, shop: FakeShop) -> None:
        self.shop = shop
        self.fan = FanOut()
        for part in (shop.runner, shop.scheduler, shop.tasks):
            part._events = self.fan
        connectors = FakeConnectors(shop.erp, shop.store)
        connections = ConnectionService(shop.storage, MemorySecrets(), connectors)
        self.services = Services(
            tasks=shop.tasks,
            history=HistoryService(shop.storage, ZONE),
            connections=connections,
            links=LinkService(shop.storage, connectors, connections),
            health=HealthService(shop.storage, shop.tasks),
            pending=PendingService(shop.storage, shop.clock),
            reports=ReportService(shop.storage, ZONE),
        )
        self.fan.subscribe(shop.scheduler.handle)
        self.began = False
        self.closed = False

    def subscribe(self, events: Callable[[Event], None], notices: Callable[[Notice], None]) -> None:
        self.fan.subscribe(events)
        self.fan.subscribe(AlertService(self.shop.storage, self.shop.clock, notices).handle)

    def begin(self) -> None:
        self.began = True

    def close(self, seconds: float = 5.0) -> None:
        self.closed = True
        self.shop.runner.close(seconds)


def finish(made: Desktop) -> None:
    """Take a desktop away whole: its window has no parent to do that."""
    made.background.wait(5000)
    made.window.end()
    made.window.deleteLater()
    made.deleteLater()


@pytest.fixture
def app(qapp: QApplication) -> QApplication:
    theme.apply(qapp, dark=False)
    qapp.setQuitOnLastWindowClosed(False)
    return qapp


@pytest.fixture
def opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[OpenShop]:
    monkeypatch.setattr(order_creation, "SETTLE_SECONDS", 0.0)
    shop = FakeShop(tmp_path)
    yield OpenShop(shop)
    shop.close()


@pytest.fixture
def desktop(app: QApplication, qtbot: QtBot, opened: OpenShop) -> Iterator[Desktop]:
    made = Desktop(lambda: opened, demo=False, minimized=False)
    qtbot.waitUntil(lambda: opened.began and made.window.table.table.isVisible())
    yield made
    finish(made)
