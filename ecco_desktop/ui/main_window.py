"""The main window: joins pages, decides nothing.

Pages and dialogs are loaded and made after the window has shown itself.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QGuiApplication, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLineEdit,
    QMainWindow,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from ecco_desktop.domain.connections import Role
from ecco_desktop.domain.health import Health
from ecco_desktop.domain.notices import Notice, NoticeKind
from ecco_desktop.domain.runs import LogLine, Run
from ecco_desktop.domain.settings import Preferences
from ecco_desktop.domain.tasks import TaskAction, TaskState
from ecco_desktop.services.all import Services
from ecco_desktop.services.tasks import TaskView
from ecco_desktop.ui import texts, theme
from ecco_desktop.ui.actions import TaskActions
from ecco_desktop.ui.background import Background
from ecco_desktop.ui.bridge import Bridge
from ecco_desktop.ui.dialogs.buttons import sure
from ecco_desktop.ui.lock import Lock
from ecco_desktop.ui.look import Look
from ecco_desktop.ui.models.tasks import TaskModel
from ecco_desktop.ui.pages.page import Page
from ecco_desktop.ui.pages.welcome import WelcomePage
from ecco_desktop.ui.panes.banner import DemoBanner
from ecco_desktop.ui.panes.health_bar import HealthBar
from ecco_desktop.ui.panes.log_pane import LogPane
from ecco_desktop.ui.panes.side import PAGES, Side
from ecco_desktop.ui.panes.task_table import TaskTable
from ecco_desktop.ui.tray import Tray
from ecco_desktop.words import _

TICK_MILLISECONDS = 5000
PREPARE_MILLISECONDS = 300
SAID_MILLISECONDS = 12000
# What such a log line speaks of is a SKU; of the others an order.
SKU_KEYS = ("stock.", "price.", "product.", "install.", "limits.")


@dataclass(frozen=True, slots=True)
class Snapshot:
    """All the window shows, read in one go off the UI thread."""

    views: Sequence[TaskView]
    health: Health
    paused_until: datetime | None
    places: Sequence[str] = ()
    configured: bool = True
    unseen: int = 0
    has_pin: bool = False
    locked: bool = False
    preferences: Preferences = field(default_factory=Preferences)


def read_snapshot(services: Services) -> Snapshot:
    """Read it."""
    views = services.tasks.list()
    connections = services.connections.list()
    has_pin = services.technician.has_pin()
    return Snapshot(
        views,
        services.health.health(views),
        services.tasks.paused_until(),
        [one.name for one in connections if one.role is not Role.ERP],
        bool(connections),
        services.alerts.unseen(),
        has_pin,
        has_pin and not services.technician.unlocked,
        services.preferences.read(),
    )


class MainWindow(QMainWindow):
    """`quit_asked` when it should end; `demo_asked` to change between demo and real data."""

    quit_asked = Signal()
    demo_asked = Signal(bool)
    look_chosen = Signal(object)

    def __init__(
        self,
        background: Background,
        bridge: Bridge,
        *,
        demo: bool,
        data_dir: Path = Path(),
        look: Look = Look(),  # noqa: B008 - frozen
    ) -> None:
        super().__init__()
        self.background = background
        self.bridge = bridge
        self.services: Services | None = None
        self.data_dir = data_dir
        self.look = look
        self.model = TaskModel(self)
        self.health = HealthBar()
        self.side = Side()
        self.table = TaskTable(self.model)
        self.log = LogPane(background)
        self.welcome = WelcomePage()
        self.lock = Lock(background, self)
        self.actions_ = TaskActions(background, self)
        self.actions_.gate = self.lock.gate
        self.tray = Tray(self)
        self.snapshot: Snapshot | None = None
        self.told_tray = False
        self.shown = "tasks"
        self.pages: dict[str, Page] = {}
        self._stack = QStackedWidget()
        self._tasks = self._tasks_page()
        self._reading = False
        self._again = False
        self._closing = False
        self._preparing = QTimer(self)
        self._preparing.setInterval(PREPARE_MILLISECONDS)
        self._preparing.timeout.connect(self._prepare_next)
        self._build(demo)
        self._connect()

    def start(self, services: Services) -> None:
        """The data is open."""
        self.services = services
        self.log.start(services.history)
        self.lock.start(services.technician)
        for page in self.pages.values():
            page.start(services)
        self.actions_.start(services, self.table.current)
        self.tray.start(lambda: self.snapshot.views if self.snapshot else [], self._is_paused)
        self.reload()
        if self.shown in self.pages:
            self.pages[self.shown].reload()

    def fail(self, words: str, retry: Callable[[], None]) -> None:
        """The data cannot be opened."""
        self.health.fail()
        self.table.fail(words, retry)

    def reload(self) -> None:
        """Read all anew; what comes meanwhile is read once more after it."""
        if self.services is None:
            return
        if self._reading:
            self._again = True
            return
        self._reading = True
        services = self.services
        self.background.run(self, lambda: read_snapshot(services), self._take, self._unread)

    def say(self, words: str) -> None:
        """A short word at the bottom."""
        self.statusBar().show()
        self.statusBar().showMessage(words, SAID_MILLISECONDS)

    def end(self) -> None:
        """Close for good."""
        self._closing = True
        self.tray.hide()
        self.close()

    def open_page(self, name: str) -> None:
        """Show a page; it is made when it is first wanted."""
        self.shown = name
        self.side.show_page(name)
        if name == "tasks":
            self._show_tasks()
            return
        page = self.page(name)
        self._stack.setCurrentWidget(page)
        page.reload()

    def page(self, name: str) -> Page:
        """A page by its name."""
        if name not in self.pages:
            made = self._made(name)
            made.said.connect(self.say)
            made.set_locked(self.lock.locked)
            self._stack.addWidget(made)
            if self.services is not None:
                made.start(self.services)
            self.pages[name] = made
        return self.pages[name]

    def prepare(self) -> None:
        """Make the other pages ahead, one at a time while nothing is done, so that opening one is instant."""
        self._preparing.start()

    def _prepare_next(self) -> None:
        waiting = [name for name, _, _ in PAGES if name != "tasks" and name not in self.pages]
        if not waiting or self._closing or self.services is None:
            self._preparing.stop()
            return
        self.page(waiting[0])

    def open_guide(self) -> None:
        """First start, or what is left of it."""
        from ecco_desktop.ui.pages.guide import GuideDialog

        if self.services is not None:
            dialog = GuideDialog(self.services, self.background, self)
            dialog.changed.connect(self._configured)
            dialog.open()

    def open_order(self, number: str) -> None:
        """The story of an order."""
        self._open_found("orders", number)

    def open_sku(self, sku: str) -> None:
        """What was sent for a SKU."""
        self._open_found("stock", sku)

    def _open_found(self, name: str, text: str) -> None:
        """A page with something typed into its search."""
        field: QLineEdit = getattr(self.page(name), "search")  # noqa: B009 - both pages have one
        field.setText(text)
        self.open_page(name)

    def show_up(self) -> None:
        """Come to the front, as far as the system allows."""
        self.setWindowState(self.windowState() & ~Qt.WindowState.WindowMinimized)
        self.show()
        self.raise_()
        self.activateWindow()

    # -- building --

    def _build(self, demo: bool) -> None:
        self.setWindowTitle(f"{texts.APP} — " + _("demonstração") if demo else texts.APP)
        self.setWindowIcon(theme.icon("logo"))
        self.resize(1366, 728)
        self.setMinimumSize(980, 560)
        self._stack.addWidget(self._tasks)
        self._stack.addWidget(self.welcome)
        right = QVBoxLayout()
        right.setContentsMargins(0, 0, 0, 0)
        right.setSpacing(0)
        if demo:
            banner = DemoBanner()
            banner.left.connect(lambda: self.demo_asked.emit(False))
            right.addWidget(banner)
        top = QHBoxLayout()
        top.setContentsMargins(theme.px(16), theme.px(14), theme.px(16), theme.px(2))
        top.addWidget(self.health)
        right.addLayout(top)
        right.addWidget(self._stack, 1)
        whole = QWidget()
        layout = QHBoxLayout(whole)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.side)
        layout.addLayout(right, 1)
        self.setCentralWidget(whole)
        self.statusBar().setSizeGripEnabled(False)
        self.statusBar().hide()
        self.statusBar().messageChanged.connect(self._said)

    def _tasks_page(self) -> QWidget:
        split = QSplitter(Qt.Orientation.Vertical)
        split.setHandleWidth(theme.px(14))
        split.setChildrenCollapsible(False)
        split.addWidget(self.table)
        split.addWidget(self.log)
        split.setStretchFactor(0, 6)
        split.setStretchFactor(1, 5)
        split.setSizes([360, 290])
        page = QWidget()
        layout = QVBoxLayout(page)
        layout.setContentsMargins(theme.px(16), theme.px(10), theme.px(16), theme.px(6))
        layout.addWidget(split)
        return page

    def _made(self, name: str) -> Page:
        makers: dict[str, Callable[[], Page]] = {
            "pending": self._pending_page,
            "orders": self._orders_page,
            "stock": self._stock_page,
            "reports": self._reports_page,
            "connections": self._connections_page,
            "settings": self._settings_page,
        }
        return makers[name]()

    def _pending_page(self) -> Page:
        from ecco_desktop.ui.pages.pending import PendingPage

        page = PendingPage(self.background)
        page.solved.connect(self.reload)
        page.order_opened.connect(self.open_order)
        page.unlock_asked.connect(self.lock.gate)
        return page

    def _orders_page(self) -> Page:
        from ecco_desktop.ui.pages.orders import OrdersPage

        return OrdersPage(self.background)

    def _stock_page(self) -> Page:
        from ecco_desktop.ui.pages.stock import StockPage

        return StockPage(self.background)

    def _reports_page(self) -> Page:
        from ecco_desktop.ui.pages.reports import ReportsPage

        page = ReportsPage(self.background)
        page.run_opened.connect(self._open_run)
        return page

    def _connections_page(self) -> Page:
        from ecco_desktop.ui.pages.connections import ConnectionsPage

        page = ConnectionsPage(self.background)
        page.changed.connect(self.reload)
        page.unlock_asked.connect(self.lock.gate)
        page.guide_asked.connect(self.open_guide)
        return page

    def _settings_page(self) -> Page:
        from ecco_desktop.ui.pages.settings import SettingsPage

        page = SettingsPage(self.background, self.data_dir, self.look)
        page.changed.connect(self.reload)
        page.unlock_asked.connect(self.lock.gate)
        page.look_chosen.connect(self.look_chosen)
        return page

    def _connect(self) -> None:
        self.side.chosen.connect(self.open_page)
        self.side.lock_pressed.connect(self.lock.toggle)
        self.side.help_pressed.connect(self._help)
        self.lock.changed.connect(self._lock_changed)
        self.table.chosen.connect(self._chosen)
        self.table.asked.connect(self._asked)
        self.table.menu_asked.connect(self.actions_.menu)
        self.table.new_asked.connect(self._new_task)
        self.log.record_opened.connect(self._open_record)
        self.welcome.guide_asked.connect(self.open_guide)
        self.welcome.profile_asked.connect(self._import_profile)
        self.welcome.demo_asked.connect(lambda: self.demo_asked.emit(True))
        self.actions_.done.connect(self.reload)
        self.actions_.failed.connect(self.say)
        self.actions_.log_asked.connect(self._to_log)
        self.bridge.tasks_changed.connect(self.reload)
        self.bridge.progressed.connect(self.model.progress)
        self.bridge.log_grew.connect(self.log.grew)
        self.bridge.noticed.connect(self._noticed)
        for source in (self.health, self.tray):
            source.pause_asked.connect(self._pause)
            source.resume_asked.connect(self._resume)
        self.health.bell_pressed.connect(self._open_notices)
        self.health.store_chosen.connect(self.table.choose_store)
        self.tray.open_asked.connect(self.show_up)
        self.tray.start_asked.connect(self._start_from_tray)
        self.tray.quit_asked.connect(self._ask_quit)
        for keys, slot in (
            ("Ctrl+F", self._search),
            ("Ctrl+Q", self._ask_quit),
            ("Ctrl+N", self._new_task),
            ("F1", self._help),
        ):
            QShortcut(QKeySequence(keys), self, slot)
        for place, (name, _icon, _words) in enumerate(PAGES, 1):
            QShortcut(QKeySequence(f"Ctrl+{place}"), self, lambda wanted=name: self.open_page(wanted))
        ticking = QTimer(self)
        ticking.timeout.connect(self._tick)
        ticking.start(TICK_MILLISECONDS)

    # -- showing --

    def _take(self, snapshot: Snapshot) -> None:
        self._reading = False
        before, self.snapshot = self.snapshot, snapshot
        self.model.update(snapshot.views)
        self.table.loaded()
        self.health.show_health(snapshot.health, snapshot.paused_until)
        self.health.show_stores(snapshot.places)
        self.health.show_unread(snapshot.unseen)
        self.tray.show_health(snapshot.health, self.health.words.text())
        self.side.show_waiting(snapshot.health.waiting)
        self.lock.show_state(has_pin=snapshot.has_pin, locked=snapshot.locked)
        if before is None:
            self._lock_changed()
        self._chosen(self.table.current())
        if self.shown == "tasks":
            self._show_tasks()
        elif self.shown == "pending":
            self.pages["pending"].reload()
        if self._again:
            self._again = False
            self.reload()

    def _show_tasks(self) -> None:
        new = self.snapshot is not None and not self.snapshot.configured
        self._stack.setCurrentWidget(self.welcome if new else self._tasks)
        self.health.setVisible(not new)

    def _unread(self, words: str) -> None:
        self._reading = False
        self.fail(words, self.reload)

    def _lock_changed(self) -> None:
        self.side.show_lock(has_pin=self.lock.has_pin, locked=self.lock.locked)
        for page in self.pages.values():
            page.set_locked(self.lock.locked)

    def _configured(self) -> None:
        self.reload()
        if self.shown in self.pages:
            self.pages[self.shown].reload()

    def _chosen(self, view: object) -> None:
        current = view if isinstance(view, TaskView) else None
        self.actions_.refresh(current)
        self.log.show_task(current)

    def _asked(self, which: object, view: object) -> None:
        self.actions_.ask(which, view)  # type: ignore[arg-type]  # signals carry objects

    def _said(self, words: str) -> None:
        self.statusBar().setVisible(bool(words))

    def _tick(self) -> None:
        self.model.tick()
        self.health.tick()

    def restyle(self) -> None:
        """The colours of the system changed."""
        self.health.tick()
        self.update()

    # -- going somewhere --

    def _new_task(self) -> None:
        self.lock.gate(self.actions_.new)

    def _import_profile(self) -> None:
        from ecco_desktop.ui.dialogs.profile import ImportDialog

        if self.services is not None:
            dialog = ImportDialog(self.services, self.background, self)
            dialog.accepted.connect(self._configured)
            dialog.open()

    def _search(self) -> None:
        field: QLineEdit = self.table.search
        if self.shown in self.pages:
            field = getattr(self.pages[self.shown], "search", field)
        if field is self.table.search:
            self.open_page("tasks")
        field.setFocus()
        field.selectAll()

    def _to_log(self) -> None:
        self.open_page("tasks")
        self.log.table.setFocus()

    def _help(self) -> None:
        from ecco_desktop.ui.dialogs.manual import ManualDialog

        page = self.pages[self.shown].help_page if self.shown in self.pages else "tarefas"
        new = self.snapshot is not None and not self.snapshot.configured
        ManualDialog("primeiro-uso" if new and self.shown == "tasks" else page, self).open()

    def _open_record(self, line: LogLine) -> None:
        if not line.subject:
            return
        if line.key.startswith(SKU_KEYS):
            self.open_sku(line.subject)
        else:
            self.open_order(line.subject)

    def _open_run(self, run: Run) -> None:
        row = self.model.row_of(run.task_id)
        if row is None:
            self.say(_("A tarefa desta execução foi excluída; o log dela está no histórico."))
        else:
            self.actions_.ask(TaskAction.SHOW_RUNS, self.model.view(row))

    # -- pause, notices, the end --

    def _is_paused(self) -> bool:
        return bool(self.snapshot and self.snapshot.paused_until)

    def _pause(self, hours: object) -> None:
        if self.services is not None:
            tasks = self.services.tasks
            length = hours if isinstance(hours, float) else None
            self.background.run(self, lambda: tasks.pause_all(length), self._reload_after, self.say)

    def _resume(self) -> None:
        if self.services is not None:
            self.background.run(self, self.services.tasks.resume_all, self._reload_after, self.say)

    def _reload_after(self, _result: object) -> None:
        self.reload()

    def _noticed(self, notice: Notice) -> None:
        self.tray.notify(notice)
        self.reload()

    def _open_notices(self) -> None:
        from ecco_desktop.ui.dialogs.notices import NoticesDialog

        if self.services is None:
            return
        dialog = NoticesDialog(self.services.alerts, self.background, self)
        dialog.chosen.connect(self._open_notice)
        dialog.finished.connect(self._reload_after)
        dialog.open()

    def _open_notice(self, notice: Notice) -> None:
        self.say(notice.body)
        row = self.model.row_of(notice.task_id) if notice.task_id else None
        if row is not None:
            self.open_page("tasks")
            index = self.table.proxy.mapFromSource(self.model.index(row, 0))
            self.table.table.selectRow(index.row())

    def _start_from_tray(self, view: object) -> None:
        self._asked(TaskAction.START, view)

    def _busy(self) -> bool:
        views = self.snapshot.views if self.snapshot else []
        return any(view.state is not TaskState.IDLE for view in views)

    def _ask_quit(self) -> None:
        words = _(texts.QUIT_RUNNING)
        if self._busy() and not sure(self, words, _("Sair"), _("Continuar trabalhando")):
            return
        self.quit_asked.emit()

    def closeEvent(self, event: QCloseEvent) -> None:
        """To the tray where there is one (said once), else the end; never in the way of a shutdown."""
        if self._closing or QGuiApplication.instance().isSavingSession():  # type: ignore[union-attr]
            event.accept()
            return
        event.ignore()
        if self.snapshot is not None and self.snapshot.preferences.keep_in_taskbar:
            self.showMinimized()
        elif self.tray.available():
            self.hide()
            if not self.told_tray:
                self.told_tray = True
                self.tray.notify(Notice(texts.APP, _(texts.IN_TRAY), NoticeKind.FINDING, None))
        else:
            self._ask_quit()
