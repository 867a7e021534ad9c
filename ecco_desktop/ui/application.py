"""The window's life: one instance, open off the UI thread, look and language, close in order."""

import logging
import signal
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication

from ecco_desktop.domain.errors import SetupProblem
from ecco_desktop.domain.events import Event
from ecco_desktop.domain.keeping import LOST_KEYS
from ecco_desktop.domain.notices import Notice
from ecco_desktop.paths import make_folder
from ecco_desktop.services.all import Services
from ecco_desktop.services.folder import Place
from ecco_desktop.services.rescue import RescueService
from ecco_desktop.services.vault import VaultState
from ecco_desktop.ui import look, texts
from ecco_desktop.ui.background import Background
from ecco_desktop.ui.bridge import Bridge
from ecco_desktop.ui.dialogs.place import ask_place
from ecco_desktop.ui.dialogs.rescue import ANEW, RESTORE, Damage, RescueDialog
from ecco_desktop.ui.look import Look, LookFile, voice_of
from ecco_desktop.ui.main_window import MainWindow
from ecco_desktop.ui.preload import preload
from ecco_desktop.ui.single_instance import SingleInstance

_log = logging.getLogger(__name__)
CLOSE_SECONDS = 8.0
CLOSE_MILLISECONDS = 12_000
TOLD_TRAY = "told_tray"
SWITCH_SECONDS = 0.0005


class Opened(Protocol):
    """The application's data and services, once they are open."""

    @property
    def services(self) -> Services:
        """All services."""

    def subscribe(self, events: Callable[[Event], None], notices: Callable[[Notice], None]) -> None:
        """Tell of events and notices from now on, from any thread."""

    def begin(self) -> None:
        """Start scheduling; interrupted runs go on."""

    def close(self, seconds: float = ...) -> None:
        """Stop, cancel, wait up to `seconds`, close all."""


@dataclass(frozen=True, slots=True)
class Found:
    """Data that could be opened, and what must be asked before it works."""

    opened: Opened
    vault: VaultState
    place: Place


class Desktop(QObject):
    """Joins the window and what it shows. `next_demo` says what to open after it ended, if anything."""

    def __init__(
        self,
        build: Callable[[], Opened],
        *,
        demo: bool,
        minimized: bool,
        data_dir: Path | None = None,
        rescue: RescueService | None = None,
    ) -> None:
        super().__init__()
        self._build = build
        self._rescue = rescue
        self._opened: Opened | None = None
        self._demo = demo
        self._data_dir = data_dir or Path()
        self._file = LookFile(data_dir) if data_dir else None
        self.look = self._file.read() if self._file else Look()
        self.next_demo: bool | None = None
        self.background = Background(self)
        self.bridge = Bridge(self)
        self.window = self._made()
        if self._file is not None:
            self.window.restoreGeometry(self._file.place())
            self.window.told_tray = self._file.flag(TOLD_TRAY)
        if not (minimized and self.window.tray.available()):
            self.window.show()
        self.open()

    def open(self) -> None:
        """Open the data elsewhere, then fill the window."""
        self.background.run(self, self._open, self._ready, self._failed)

    def quit(self) -> None:
        """Stop what runs, off the UI thread, then end."""
        self._keep_place()
        self.window.hide()
        self.window.tray.hide()
        opened, self._opened = self._opened, None
        if opened is None:
            self._end(None)
        else:
            self.background.run(self, lambda: opened.close(CLOSE_SECONDS), self._end, self._end)

    def close_now(self) -> None:
        """The session ends: the system gives seconds only."""
        self._keep_place()
        if self._opened is not None:
            self._opened.close(2.0)
            self._opened = None

    def change_look(self, chosen: Look) -> None:
        """Another language, theme or size of text: the window is made anew, the data stays open."""
        self.look = chosen
        if self._file is not None:
            self._file.write(chosen)
        app = QApplication.instance()
        assert isinstance(app, QApplication)  # noqa: S101 - there is a window
        voice_of(app).use(chosen.language)
        look.dress(app, chosen)
        self._make_anew()

    def colours_changed(self) -> None:
        """The system went light or dark; a person in the middle of a dialog is left in peace."""
        if QApplication.activeModalWidget() is None:
            self._make_anew()
        else:
            self.window.restyle()

    # -- inside --

    def _made(self) -> MainWindow:
        window = MainWindow(
            self.background, self.bridge, demo=self._demo, data_dir=self._data_dir, look=self.look
        )
        window.quit_asked.connect(self.quit)
        window.demo_asked.connect(self._switch)
        window.look_chosen.connect(self.change_look)
        return window

    def _make_anew(self) -> None:
        old = self.window
        shown, place, told = old.isVisible(), old.saveGeometry(), old.told_tray
        self.window = self._made()
        self.window.restoreGeometry(place)
        self.window.told_tray = told
        if self._opened is not None:
            page = old.workspace.shown if old.is_open else "tasks"
            self.window.start(self._opened.services)
            self.window.workspace.open_page(page)
            self.window.workspace.shelf.prepare()
        self.window.setVisible(shown)
        old.end()
        old.deleteLater()

    def _switch(self, demo: bool) -> None:
        self.next_demo = demo
        self.quit()

    def _keep_place(self) -> None:
        if self._file is not None:
            self._file.keep_place(self.window.saveGeometry())
            if self.window.told_tray:
                self._file.set_flag(TOLD_TRAY)

    def _open(self) -> Found | Damage:
        try:
            opened = self._build()
        except SetupProblem as problem:
            if self._rescue is None or problem.key not in LOST_KEYS:
                raise
            _log.warning("the data cannot be used: %s", problem)
            return Damage(problem.key == "storage.missing", self._rescue.candidates())
        opened.subscribe(self.bridge.take, self.bridge.notify)
        return Found(opened, opened.services.vault.state(), opened.services.folder.place())

    def _ready(self, found: Found | Damage) -> None:
        if isinstance(found, Damage):
            self._offer(found)
            return
        self._opened = found.opened
        if found.vault is VaultState.LOCKED:
            self._ask_passphrase(found)
        else:
            self._go_on(found)

    def _ask_passphrase(self, found: Found) -> None:
        """Before any task runs; without it they run too, and each says what it lacks."""
        from ecco_desktop.ui.dialogs.vault import VaultDialog, offer_move

        self.window.show_up()
        vault = found.opened.services.vault
        dialog = VaultDialog(vault, self.background, self.window)
        dialog.rejected.connect(lambda: self._go_on(found))
        dialog.accepted.connect(
            lambda: offer_move(
                self.window, vault, self.background, lambda: self._go_on(found), self.window.say
            )
        )
        dialog.open()

    def _go_on(self, found: Found) -> None:
        opened = found.opened
        if self._opened is not opened:
            # It was left meanwhile.
            return
        self.window.start(opened.services)
        self.background.run(self, opened.begin, None, self.window.say)
        self.background.run(self, preload, self._preloaded)
        if found.place is Place.ELSEWHERE:
            # It can be read, and nothing runs before the answer.
            self.window.show_up()
            ask_place(self.window, self.background, opened.services.folder, self.window.say)

    def _preloaded(self, _nothing: None) -> None:
        if self.window.is_open:
            self.window.workspace.shelf.prepare()

    def _offer(self, damage: Damage) -> None:
        """The data is damaged: nothing runs until a person chose a copy, or a new beginning."""
        self.window.show_up()
        dialog = RescueDialog(damage, self.window)
        dialog.finished.connect(lambda code: self._rescue_with(dialog, code))
        dialog.open()

    def _rescue_with(self, dialog: RescueDialog, code: int) -> None:
        rescue = self._rescue
        assert rescue is not None  # noqa: S101 - it is what offered the dialog
        dialog.deleteLater()
        if code == RESTORE:
            chosen = dialog.chosen
            self.background.run(self, lambda: rescue.restore(chosen), self._rescued, self._failed)
        elif code == ANEW:
            self.background.run(self, rescue.begin_anew, self._rescued, self._failed)
        else:
            self.quit()

    def _rescued(self, _aside: object) -> None:
        self.open()

    def _failed(self, words: str) -> None:
        self.window.fail(words, self.open)

    def _end(self, _result: object) -> None:
        self.window.end()
        QApplication.quit()


def run_window(
    build: Callable[[bool], Opened],
    folder: Callable[[bool], Path],
    rescue: Callable[[Path], RescueService],
    *,
    demo: bool,
    minimized: bool,
) -> int:
    """Show the window until it is closed; the exit code. A second start shows the first and returns 0."""
    app = make_application()
    # A worker that computes gives way to the window after a millisecond instead of five.
    sys.setswitchinterval(SWITCH_SECONDS)
    while True:
        code, next_demo = _run_one(app, build, rescue, folder(demo), demo=demo, minimized=minimized)
        if next_demo is None:
            return code
        demo, minimized = next_demo, False


def _run_one(
    app: QApplication,
    build: Callable[[bool], Opened],
    rescue: Callable[[Path], RescueService],
    data_dir: Path,
    *,
    demo: bool,
    minimized: bool,
) -> tuple[int, bool | None]:
    make_folder(data_dir)
    only = SingleInstance(data_dir)
    if not only.acquire():
        return 0, None
    chosen = LookFile(data_dir).read()
    voice_of(app).use(chosen.language)
    look.dress(app, chosen)
    desktop = Desktop(
        lambda: build(demo),
        demo=demo,
        minimized=minimized,
        data_dir=data_dir,
        rescue=rescue(data_dir),
    )
    show_up = _Slots(desktop)
    only.show_asked.connect(show_up.show_up)
    app.commitDataRequest.connect(show_up.session_ends)
    app.styleHints().colorSchemeChanged.connect(show_up.colours_changed)
    for ending in (signal.SIGTERM, signal.SIGINT):
        # Python sees signals when it next runs; the window's ticking makes that at most five seconds.
        signal.signal(ending, lambda *_: desktop.quit())
    code = app.exec()
    desktop.background.wait(CLOSE_MILLISECONDS)
    only.release()
    next_demo = desktop.next_demo
    show_up.deleteLater()
    desktop.window.deleteLater()
    desktop.deleteLater()
    return code, next_demo


class _Slots(QObject):
    """What the system asks of whichever window there is now; gone with the desktop it speaks to."""

    def __init__(self, desktop: Desktop) -> None:
        super().__init__(desktop)
        self._desktop = desktop

    def show_up(self) -> None:
        """A second start."""
        self._desktop.window.show_up()

    def session_ends(self, _manager: object) -> None:
        """Logoff or shutdown."""
        self._desktop.close_now()

    def colours_changed(self, _scheme: object) -> None:
        """Light or dark; a theme chosen here stays."""
        app = QApplication.instance()
        if self._desktop.look.theme == "system" and isinstance(app, QApplication):
            look.dress(app, self._desktop.look)
            self._desktop.colours_changed()


def make_application() -> QApplication:
    """The Qt application, dressed as by default; dialogs speak Portuguese."""
    app = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(app, QApplication)  # noqa: S101 - nothing else makes one here
    app.setApplicationName(texts.APP)
    app.setQuitOnLastWindowClosed(False)
    voice_of(app).use(Look().language)
    look.dress(app, Look())
    return app
