"""The pages beside the tasks: each is made when it is first wanted, or ahead while nothing is done."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QStackedWidget

from ecco_desktop.services.all import Services
from ecco_desktop.ui.frame import Frame
from ecco_desktop.ui.pages.page import Page
from ecco_desktop.ui.panes.side import PAGES

PREPARE_MILLISECONDS = 300


class Shelf(QObject):
    """Makes pages and keeps them in the workspace's stack."""

    said = Signal(str)
    changed = Signal()
    unlock_asked = Signal(object)
    guide_asked = Signal()
    order_opened = Signal(str)
    run_opened = Signal(object)
    page_asked = Signal(str)
    look_chosen = Signal(object)

    def __init__(self, services: Services, frame: Frame, stack: QStackedWidget) -> None:
        super().__init__(stack)
        self._services = services
        self._frame = frame
        self._stack = stack
        self.pages: dict[str, Page] = {}
        self._locked = False
        self._preparing = QTimer(self)
        self._preparing.setInterval(PREPARE_MILLISECONDS)
        self._preparing.timeout.connect(self._prepare_next)

    def page(self, name: str) -> Page:
        """A page by its name."""
        if name not in self.pages:
            made = self._made(name)
            made.said.connect(self.said)
            made.set_locked(self._locked)
            self._stack.addWidget(made)
            self.pages[name] = made
        return self.pages[name]

    def set_locked(self, locked: bool) -> None:
        """The technician's screens were locked or opened."""
        self._locked = locked
        for page in self.pages.values():
            page.set_locked(locked)

    def prepare(self) -> None:
        """Make the other pages ahead, one at a time while nothing is done, so that opening one is instant."""
        self._preparing.start()

    def stop(self) -> None:
        """The window is going."""
        self._preparing.stop()

    def _prepare_next(self) -> None:
        waiting = [name for name, _icon, _words in PAGES if name != "tasks" and name not in self.pages]
        if waiting:
            self.page(waiting[0])
        else:
            self._preparing.stop()

    def _made(self, name: str) -> Page:
        makers: dict[str, Callable[[], Page]] = {
            "today": self._today_page,
            "pending": self._pending_page,
            "orders": self._orders_page,
            "stock": self._stock_page,
            "reports": self._reports_page,
            "connections": self._connections_page,
            "settings": self._settings_page,
        }
        return makers[name]()

    def _today_page(self) -> Page:
        from ecco_desktop.ui.pages.today import TodayPage

        page = TodayPage(self._frame.background, self._services)
        page.aim(self._frame.health.store.currentData())
        self._frame.health.store_chosen.connect(page.choose)
        page.page_asked.connect(self.page_asked)
        return page

    def _pending_page(self) -> Page:
        from ecco_desktop.ui.pages.pending import PendingPage

        page = PendingPage(self._frame.background, self._services)
        page.solved.connect(self.changed)
        page.order_opened.connect(self.order_opened)
        page.unlock_asked.connect(self.unlock_asked)
        return page

    def _orders_page(self) -> Page:
        from ecco_desktop.ui.pages.orders import OrdersPage

        return OrdersPage(self._frame.background, self._services)

    def _stock_page(self) -> Page:
        from ecco_desktop.ui.pages.stock import StockPage

        return StockPage(self._frame.background, self._services)

    def _reports_page(self) -> Page:
        from ecco_desktop.ui.pages.reports import ReportsPage

        page = ReportsPage(self._frame.background, self._services)
        page.run_opened.connect(self.run_opened)
        return page

    def _connections_page(self) -> Page:
        from ecco_desktop.ui.pages.connections import ConnectionsPage

        page = ConnectionsPage(self._frame.background, self._services)
        page.changed.connect(self.changed)
        page.unlock_asked.connect(self.unlock_asked)
        page.guide_asked.connect(self.guide_asked)
        return page

    def _settings_page(self) -> Page:
        from ecco_desktop.ui.pages.settings import SettingsPage

        page = SettingsPage(self._frame.background, self._services, self._frame.data_dir, self._frame.look)
        page.changed.connect(self.changed)
        page.unlock_asked.connect(self.unlock_asked)
        page.look_chosen.connect(self.look_chosen)
        return page
