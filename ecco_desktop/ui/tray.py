"""The icon beside the clock: health by colour and shape, a menu, and notices."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtGui import QIcon, QPainter
from PySide6.QtWidgets import QMenu, QSystemTrayIcon, QWidget

from ecco_desktop.domain.health import Health, HealthLevel
from ecco_desktop.domain.tasks import TaskAction
from ecco_desktop.services.alerts import Notice, short
from ecco_desktop.services.tasks import TaskView
from ecco_desktop.ui import texts, theme
from ecco_desktop.ui.menus import emptied
from ecco_desktop.ui.notifier import Notifier, Server, Telling
from ecco_desktop.ui.panes.health_bar import TONES
from ecco_desktop.ui.pauses import offer_pauses
from ecco_desktop.ui.plain import caption, for_system, tip
from ecco_desktop.words import _
from ecco_desktop.words.speech import language

TITLE = 48
BODY = 200
SETTLE_MILLISECONDS = 3000


class Tray(QObject):
    """Tells what a person wants; does nothing itself."""

    open_asked = Signal()
    pause_asked = Signal(object)
    resume_asked = Signal()
    start_asked = Signal(object)
    quit_asked = Signal()
    notice_chosen = Signal(object)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._icon = QSystemTrayIcon(theme.icon("logo"), self)
        self._menu = QMenu(parent)
        self._tasks: Callable[[], Sequence[TaskView]] = list
        self._paused: Callable[[], bool] = lambda: False
        # Trays that speak D-Bus never say this: they read the menu as it is (see `refresh`).
        self._menu.aboutToShow.connect(self.refresh)
        self._filled: object = None
        self._icon.setContextMenu(self._menu)
        self._icon.activated.connect(self._activated)
        self._icon.messageClicked.connect(self._message_clicked)
        self._notifier = Notifier(_session_bus, self)
        self._notifier.chosen.connect(self.notice_chosen)
        self._notifier.refused.connect(self._show_by_icon)
        self._by_icon: Notice | None = None
        self._icon.setToolTip(texts.APP)
        self._wanted: HealthLevel | None = None
        self._shown: HealthLevel | None = None
        self._settling = QTimer(self)
        self._settling.setSingleShot(True)
        self._settling.setInterval(SETTLE_MILLISECONDS)
        self._settling.timeout.connect(self._settle)

    @staticmethod
    def available() -> bool:
        """Whether this desktop has a place for the icon; asked of the system, never of the icon."""
        return QSystemTrayIcon.isSystemTrayAvailable()

    def start(self, tasks: Callable[[], Sequence[TaskView]], paused: Callable[[], bool]) -> None:
        """Show it."""
        self._tasks, self._paused = tasks, paused
        self.refresh()
        if self.available():
            self._icon.show()

    def show_health(self, health: Health, words: str) -> None:
        """Colour and shape of now, once they have settled: an icon that flickers tells nothing."""
        self._wanted = health.level
        self._icon.setToolTip(f"{texts.APP}\n{short(for_system(words), 110)}")
        if self._shown is None:
            self._settle()
        elif not self._settling.isActive():
            self._settling.start()

    def show_closed(self, words: str) -> None:
        """The data is closed: nothing runs."""
        self.show_health(Health(HealthLevel.PAUSED), words)

    def notify(self, notice: Notice) -> None:
        """A few words beside the clock, where the system lets them through; `notice_chosen` where clicked."""
        if not notice.quiet and not self._notifier.show(_told(notice)):
            self._show_by_icon(notice)

    def hide(self) -> None:
        """Take it away, at the end."""
        self._icon.hide()
        self._notifier.close()

    def refresh(self) -> None:
        """The menu as things are now; it is left alone where nothing changed."""
        names = [(view.task.id, view.task.name, bool(self._refused(view))) for view in self._tasks()]
        wanted = self._paused(), names, language()
        if wanted != self._filled:
            self._filled = wanted
            self._fill()

    @staticmethod
    def _refused(view: TaskView) -> str | None:
        return view.refusals.get(TaskAction.START)

    def _fill(self) -> None:
        emptied(self._menu)
        self._menu.addAction(_("Abrir"), self.open_asked.emit)
        if self._paused():
            self._menu.addAction(theme.icon("play"), _("Retomar"), self.resume_asked.emit)
        else:
            pause = self._menu.addMenu(theme.icon("pause"), _("Pausar tudo"))
            offer_pauses(pause, self.pause_asked.emit)
        begin = self._menu.addMenu(theme.icon("play"), _("Iniciar agora"))
        for view in self._tasks():
            action = begin.addAction(caption(view.task.name))
            action.setToolTip(tip(view.task.name))
            action.setEnabled(not self._refused(view))
            action.triggered.connect(lambda _=False, task_id=view.task.id: self._start(task_id))
        begin.menuAction().setVisible(bool(self._tasks()))
        self._menu.addSeparator()
        self._menu.addAction(_("Sair"), self.quit_asked.emit)

    def _start(self, task_id: int) -> None:
        """The task as it is when it is chosen, not as it was when the menu was filled."""
        for view in self._tasks():
            if view.task.id == task_id:
                self.start_asked.emit(view)

    @property
    def menu(self) -> QMenu:
        """The menu (for tests)."""
        return self._menu

    def _settle(self) -> None:
        if self._wanted is not None and self._wanted is not self._shown:
            self._shown = self._wanted
            self._icon.setIcon(badge(texts.HEALTH_ICONS[self._shown], TONES[self._shown]))

    @property
    def level(self) -> HealthLevel | None:
        """The health the icon shows."""
        return self._shown

    def _show_by_icon(self, notice: Notice) -> None:
        """Where no notification server can be asked: Windows, macOS, a desktop without one."""
        if self.available() and QSystemTrayIcon.supportsMessages():
            self._by_icon = notice
            kind = QSystemTrayIcon.MessageIcon
            told = _told(notice)
            self._icon.showMessage(
                told.title, told.body, kind.Warning if notice.failure else kind.Information
            )

    def _message_clicked(self) -> None:
        """The system does not say which: the last one."""
        if self._by_icon is not None:
            self.notice_chosen.emit(self._by_icon)

    def _activated(self, reason: QSystemTrayIcon.ActivationReason) -> None:
        if reason in (
            QSystemTrayIcon.ActivationReason.Trigger,
            QSystemTrayIcon.ActivationReason.DoubleClick,
        ):
            self.open_asked.emit()


def _told(notice: Notice) -> Telling:
    return Telling(notice, short(for_system(notice.title), TITLE), short(for_system(notice.body), BODY))


def _session_bus() -> Server:
    from ecco_desktop.ui.notification_bus import NotificationBus

    return NotificationBus()


def badge(name: str, tone: str) -> QIcon:
    """The program's mark with the sign of its health in the corner."""
    image = theme.pixmap("logo", "#000000", 64).copy()
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(Qt.GlobalColor.white)
    painter.drawEllipse(28, 28, 36, 36)
    painter.drawPixmap(31, 31, 30, 30, theme.pixmap(name, str(getattr(theme.LIGHT, tone)), 60))
    painter.end()
    return QIcon(image)
