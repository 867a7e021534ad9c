"""The shell: what stands whatever the data is like. It only shows states: opening, open, damaged.

What works with the data is the workspace, made when the data is open.
"""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent, QGuiApplication, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from ecco_desktop.domain.notices import Notice, NoticeKind
from ecco_desktop.services.all import Services
from ecco_desktop.ui import texts, theme
from ecco_desktop.ui.background import Background
from ecco_desktop.ui.bridge import Bridge
from ecco_desktop.ui.dialogs.buttons import sure
from ecco_desktop.ui.frame import Frame
from ecco_desktop.ui.keys import shortcut
from ecco_desktop.ui.look import Look
from ecco_desktop.ui.panes.banner import DemoBanner
from ecco_desktop.ui.panes.columns import Memory, ShortMemory
from ecco_desktop.ui.panes.health_bar import HealthBar
from ecco_desktop.ui.panes.side import Side
from ecco_desktop.ui.panes.state_page import StatePage
from ecco_desktop.ui.places import bring_in
from ecco_desktop.ui.snapshot import Snapshot
from ecco_desktop.ui.tray import Tray
from ecco_desktop.ui.workspace import Workspace
from ecco_desktop.words import _

SAID_MILLISECONDS = 12000
# At 100 % text: a narrower window has icons alone at its side.
NARROW = 1000
# And one narrower than this has no room for words that an icon says, too, beside the health line.
SHORT_OF_WORDS = 1150


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
        self.health = HealthBar()
        self.side = Side()
        self.tray = Tray(self)
        self.state = StatePage()
        self.told_tray = False
        # Whoever opens the window puts one here that lasts.
        self.memory: Memory = ShortMemory()
        self.frame = Frame(self, background, bridge, self.health, self.side, self.tray, data_dir, look)
        self._stack = QStackedWidget()
        self._workspaces: list[Workspace] = []
        self._busy = False
        self._stays_in_taskbar = False
        self._closing = False
        self._build(demo)
        self._connect()

    @property
    def is_open(self) -> bool:
        """Whether there is a workspace."""
        return bool(self._workspaces)

    @property
    def workspace(self) -> Workspace:
        """What works with the data; IndexError while it is not open."""
        return self._workspaces[-1]

    def start(self, services: Services, first_page: str = "tasks") -> None:
        """The data is open; `first_page` is shown once there are tasks."""
        made = Workspace(services, self.frame, first_page)
        self._workspaces.append(made)
        made.taken.connect(self._taken)
        made.said.connect(self.say)
        made.look_chosen.connect(self.look_chosen)
        made.demo_asked.connect(self.demo_asked)
        self._stack.addWidget(made)
        self._stack.setCurrentWidget(made)
        self._enable(True)
        made.reload()

    def fail(self, words: str, retry: Callable[[], None]) -> None:
        """The data cannot be opened."""
        self.health.fail()
        self.state.say(
            "error", _("Não foi possível abrir os dados"), words, _("Tentar de novo"), retry, "bad"
        )
        self._stack.setCurrentWidget(self._opening)

    def say(self, words: str) -> None:
        """A short word at the bottom."""
        self.statusBar().show()
        self.statusBar().showMessage(words, SAID_MILLISECONDS)

    def show_closed(self) -> None:
        """The data was closed because the session ends: nothing runs, and nothing may look as if it did."""
        for made in self._workspaces:
            made.ended = True
            made.shelf.stop()
        words = _("O computador está sendo desligado ou a sessão encerrada; por isso nada roda agora.")
        self.health.show_closed(words)
        self.tray.show_closed(words)
        self._enable(False)
        self.state.say("clock", _("Os dados foram fechados"), words)
        self._stack.setCurrentWidget(self._opening)

    def let_close(self) -> None:
        """From now on it closes where it would hide."""
        self._closing = True

    def end(self) -> None:
        """Close for good."""
        self.let_close()
        for made in self._workspaces:
            made.ended = True
            made.shelf.stop()
        self.tray.hide()
        self.close()

    def show_up(self) -> None:
        """Come to the front, as far as the system allows."""
        self.setWindowState(self.windowState() & ~Qt.WindowState.WindowMinimized)
        self.show()
        self.raise_()
        self.activateWindow()

    # -- inside --

    def _build(self, demo: bool) -> None:
        self.setWindowTitle(f"{texts.APP} — " + _("demonstração") if demo else texts.APP)
        self.setWindowIcon(theme.icon("logo"))
        self.resize(1366, 728)
        self.setMinimumSize(980, 560)
        self._opening = QWidget()
        opening = QVBoxLayout(self._opening)
        opening.setContentsMargins(theme.px(16), theme.px(10), theme.px(16), theme.px(6))
        opening.addWidget(self.state)
        self.state.say("clock", texts.loading())
        self._stack.addWidget(self._opening)
        self._enable(False)
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

    def _connect(self) -> None:
        self.tray.open_asked.connect(self.show_up)
        self.tray.notice_chosen.connect(self.show_up)
        self.tray.quit_asked.connect(self._ask_quit)
        shortcut(self, "Ctrl+Q", _("Sair"), self._ask_quit)

    def _enable(self, usable: bool) -> None:
        """What the shell's parts ask for is answered by the workspace alone."""
        self.side.setEnabled(usable)
        self.health.set_usable(usable)

    def _taken(self, snapshot: Snapshot) -> None:
        self._busy = snapshot.busy
        self._stays_in_taskbar = snapshot.preferences.keep_in_taskbar

    def _said(self, words: str) -> None:
        self.statusBar().setVisible(bool(words))

    def _ask_quit(self) -> None:
        words = _(texts.QUIT_RUNNING)
        if self._busy and not sure(self, words, _("Sair"), _("Continuar trabalhando")):
            return
        self.quit_asked.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """What the navigation takes, the tables lack."""
        super().resizeEvent(event)
        self.side.set_narrow(self.width() < theme.px(NARROW))
        self.health.set_narrow(self.width() < theme.px(SHORT_OF_WORDS))

    def showEvent(self, event: QShowEvent) -> None:
        """From the tray or the task bar too: the screen it was on may be gone."""
        bring_in(self)
        super().showEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        """To the tray where there is one (said once), else the end; never in the way of a shutdown."""
        if self._closing or QGuiApplication.instance().isSavingSession():  # type: ignore[union-attr]
            event.accept()
            return
        event.ignore()
        if self._stays_in_taskbar:
            self.showMinimized()
        elif self.tray.available():
            self.hide()
            if not self.told_tray:
                self.told_tray = True
                self.tray.notify(Notice(texts.APP, _(texts.IN_TRAY), NoticeKind.FINDING, None))
        else:
            self._ask_quit()
