"""The main window: joins panes, decides nothing."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QGuiApplication, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QLabel,
    QMainWindow,
    QMessageBox,
    QSplitter,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from ecco_desktop.domain.health import Health
from ecco_desktop.domain.tasks import TaskAction, TaskState
from ecco_desktop.services.alerts import Notice
from ecco_desktop.services.all import Services
from ecco_desktop.services.tasks import TaskView
from ecco_desktop.ui import texts, theme
from ecco_desktop.ui.actions import TaskActions
from ecco_desktop.ui.background import Background
from ecco_desktop.ui.bridge import Bridge
from ecco_desktop.ui.models.tasks import TaskModel
from ecco_desktop.ui.panes.health_bar import HealthBar
from ecco_desktop.ui.panes.log_pane import LogPane
from ecco_desktop.ui.panes.pending_page import PendingPage
from ecco_desktop.ui.panes.task_table import TaskTable
from ecco_desktop.ui.tray import Tray

TICK_MILLISECONDS = 5000
SAID_MILLISECONDS = 12000
PAGES = (("tasks", "Tarefas"), ("pending", "Pendências"))


@dataclass(frozen=True, slots=True)
class Snapshot:
    """All the window shows, read in one go off the UI thread."""

    views: Sequence[TaskView]
    health: Health
    paused_until: datetime | None


def read_snapshot(services: Services) -> Snapshot:
    """Read it."""
    views = services.tasks.list()
    return Snapshot(views, services.health.health(views), services.tasks.paused_until())


class MainWindow(QMainWindow):
    """`quit_asked` when it should end; the application ends it."""

    quit_asked = Signal()

    def __init__(self, background: Background, bridge: Bridge, *, demo: bool) -> None:
        super().__init__()
        self.background = background
        self.bridge = bridge
        self.services: Services | None = None
        self.model = TaskModel(self)
        self.health = HealthBar()
        self.table = TaskTable(self.model)
        self.log = LogPane(background)
        self.pending = PendingPage(background)
        self.actions_ = TaskActions(background, self)
        self.tray = Tray(self)
        self.snapshot: Snapshot | None = None
        self._pages = QStackedWidget()
        self._nav = QButtonGroup(self)
        self._reading = False
        self._again = False
        self._closing = False
        self._told_tray = False
        self._build(demo)
        self._connect()

    def start(self, services: Services) -> None:
        """The data is open."""
        self.services = services
        self.log.start(services.history)
        self.pending.start(services)
        self.actions_.start(services, self.table.current)
        self.tray.start(lambda: self.snapshot.views if self.snapshot else [], self._is_paused)
        self.reload()

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

    # -- inside --

    def _build(self, demo: bool) -> None:
        self.setWindowTitle(f"{texts.APP} — demonstração" if demo else texts.APP)
        self.setWindowIcon(theme.icon("logo"))
        self.resize(1366, 728)
        self.setMinimumSize(980, 560)
        self._pages.addWidget(self._tasks_page())
        self._pages.addWidget(self.pending)
        right = QVBoxLayout()
        right.setContentsMargins(0, 0, 0, 0)
        right.setSpacing(0)
        if demo:
            right.addWidget(_banner())
        top = QHBoxLayout()
        top.setContentsMargins(16, 14, 16, 2)
        top.addWidget(self.health)
        right.addLayout(top)
        right.addWidget(self._pages, 1)
        whole = QWidget()
        layout = QHBoxLayout(whole)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._side())
        layout.addLayout(right, 1)
        self.setCentralWidget(whole)
        self.statusBar().setSizeGripEnabled(False)
        self.statusBar().hide()
        self.statusBar().messageChanged.connect(self._said)

    def _tasks_page(self) -> QWidget:
        split = QSplitter(Qt.Orientation.Vertical)
        split.setHandleWidth(14)
        split.setChildrenCollapsible(False)
        split.addWidget(self.table)
        split.addWidget(self.log)
        split.setStretchFactor(0, 5)
        split.setStretchFactor(1, 5)
        page = QWidget()
        layout = QVBoxLayout(page)
        layout.setContentsMargins(16, 10, 16, 6)
        layout.addWidget(split)
        return page

    def _side(self) -> QWidget:
        side = QWidget()
        side.setObjectName("side")
        side.setFixedWidth(168)
        layout = QVBoxLayout(side)
        layout.setContentsMargins(10, 16, 10, 12)
        layout.setSpacing(4)
        brand = QLabel(texts.APP)
        brand.setProperty("title", "true")
        brand.setContentsMargins(8, 0, 0, 10)
        layout.addWidget(brand)
        for number, (icon, name) in enumerate(PAGES):
            button = QToolButton()
            button.setText(name)
            button.setIcon(theme.icon(icon))
            button.setCheckable(True)
            button.setChecked(number == 0)
            button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
            button.setFixedHeight(38)
            button.setMinimumWidth(146)
            self._nav.addButton(button, number)
            layout.addWidget(button)
        layout.addStretch(1)
        return side

    def _connect(self) -> None:
        self._nav.idClicked.connect(self._open_page)
        self.table.chosen.connect(self._chosen)
        self.table.asked.connect(self._asked)
        self.table.menu_asked.connect(self.actions_.menu)
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
        self.health.notice_opened.connect(self._open_notice)
        self.tray.open_asked.connect(self.show_up)
        self.tray.start_asked.connect(self._start_from_tray)
        self.tray.quit_asked.connect(self._ask_quit)
        QShortcut(QKeySequence("Ctrl+F"), self, self._search)
        QShortcut(QKeySequence("Ctrl+Q"), self, self._ask_quit)
        ticking = QTimer(self)
        ticking.timeout.connect(self._tick)
        ticking.start(TICK_MILLISECONDS)
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._restyle)

    def _take(self, snapshot: Snapshot) -> None:
        self._reading = False
        self.snapshot = snapshot
        self.model.update(snapshot.views)
        self.table.loaded()
        self.health.show_health(snapshot.health, snapshot.paused_until)
        self.tray.show_health(snapshot.health, self.health.words.text())
        self._nav.button(1).setText(
            f"Pendências  {snapshot.health.waiting}" if snapshot.health.waiting else "Pendências"
        )
        self._chosen(self.table.current())
        if self._pages.currentIndex() == 1:
            self.pending.reload()
        if self._again:
            self._again = False
            self.reload()

    def _unread(self, words: str) -> None:
        self._reading = False
        self.fail(words, self.reload)

    def _chosen(self, view: object) -> None:
        current = view if isinstance(view, TaskView) else None
        self.actions_.refresh(current)
        self.log.show_task(current)

    def _asked(self, which: object, view: object) -> None:
        self.actions_.ask(which, view)  # type: ignore[arg-type]  # signals carry objects

    def _open_page(self, number: int) -> None:
        self._pages.setCurrentIndex(number)
        if number == 1:
            self.pending.reload()

    def _search(self) -> None:
        self._open_page(0)
        self._nav.button(0).setChecked(True)
        self.table.search.setFocus()

    def _to_log(self) -> None:
        self._search()
        self.log.table.setFocus()

    def _said(self, words: str) -> None:
        self.statusBar().setVisible(bool(words))

    def _tick(self) -> None:
        self.model.tick()
        self.health.tick()

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
        self.health.add_notice(notice)
        self.tray.notify(notice)

    def _open_notice(self, notice: Notice) -> None:
        self.say(notice.body)
        row = self.model.row_of(notice.task_id) if notice.task_id else None
        if row is not None:
            self._open_page(0)
            index = self.table.proxy.mapFromSource(self.model.index(row, 0))
            self.table.table.selectRow(index.row())

    def _start_from_tray(self, view: object) -> None:
        self._asked(TaskAction.START, view)

    def show_up(self) -> None:
        """Come to the front, as far as the system allows."""
        self.setWindowState(self.windowState() & ~Qt.WindowState.WindowMinimized)
        self.show()
        self.raise_()
        self.activateWindow()

    def _restyle(self) -> None:
        self.health.tick()
        self.update()

    def _busy(self) -> bool:
        views = self.snapshot.views if self.snapshot else []
        return any(view.state is not TaskState.IDLE for view in views)

    def _ask_quit(self) -> None:
        if self._busy() and not self._sure_to_quit():
            return
        self.quit_asked.emit()

    def _sure_to_quit(self) -> bool:
        box = QMessageBox(QMessageBox.Icon.Question, texts.APP, texts.QUIT_RUNNING, parent=self)
        leave = box.addButton("Sair", QMessageBox.ButtonRole.AcceptRole)
        box.setDefaultButton(box.addButton("Continuar trabalhando", QMessageBox.ButtonRole.RejectRole))
        box.exec()
        return box.clickedButton() is leave

    def closeEvent(self, event: QCloseEvent) -> None:
        """To the tray where there is one (said once), else the end; never in the way of a shutdown."""
        if self._closing or QGuiApplication.instance().isSavingSession():  # type: ignore[union-attr]
            event.accept()
            return
        event.ignore()
        if self.tray.available():
            self.hide()
            if not self._told_tray:
                self._told_tray = True
                self.tray.notify(Notice(texts.APP, texts.IN_TRAY, failure=False, task_id=None))
        else:
            self._ask_quit()


def _banner() -> QFrame:
    banner = QFrame()
    banner.setProperty("banner", "true")
    icon = QLabel()
    icon.setPixmap(theme.pixmap("info", theme.colours().accent, 18))
    words = QLabel(texts.DEMO)
    layout = QHBoxLayout(banner)
    layout.setContentsMargins(18, 7, 16, 7)
    layout.addWidget(icon)
    layout.addWidget(words, 1)
    return banner
