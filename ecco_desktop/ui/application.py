"""The window's life: one instance, open off the UI thread, close in order."""

import logging
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QLibraryInfo, QLocale, QObject, QTranslator
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QApplication

from ecco_desktop.domain.events import Event
from ecco_desktop.services.alerts import Notice
from ecco_desktop.services.all import Services
from ecco_desktop.ui import texts, theme
from ecco_desktop.ui.background import Background
from ecco_desktop.ui.bridge import Bridge
from ecco_desktop.ui.main_window import MainWindow
from ecco_desktop.ui.single_instance import SingleInstance

_log = logging.getLogger(__name__)
CLOSE_SECONDS = 8.0
CLOSE_MILLISECONDS = 12_000


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


class Desktop(QObject):
    """Joins the window and what it shows."""

    def __init__(self, build: Callable[[], Opened], *, demo: bool, minimized: bool) -> None:
        super().__init__()
        self._build = build
        self._opened: Opened | None = None
        self.background = Background(self)
        self.bridge = Bridge(self)
        self.window = MainWindow(self.background, self.bridge, demo=demo)
        self.window.quit_asked.connect(self.quit)
        if not (minimized and self.window.tray.available()):
            self.window.show()
        self.open()

    def open(self) -> None:
        """Open the data elsewhere, then fill the window."""
        self.background.run(self, self._open, self._ready, self._failed)

    def quit(self) -> None:
        """Stop what runs, off the UI thread, then end."""
        self.window.hide()
        self.window.tray.hide()
        opened, self._opened = self._opened, None
        if opened is None:
            self._end(None)
        else:
            self.background.run(self, lambda: opened.close(CLOSE_SECONDS), self._end, self._end)

    def close_now(self) -> None:
        """The session ends: the system gives seconds only."""
        if self._opened is not None:
            self._opened.close(2.0)
            self._opened = None

    def _open(self) -> Opened:
        opened = self._build()
        opened.subscribe(self.bridge.take, self.bridge.notify)
        return opened

    def _ready(self, opened: Opened) -> None:
        self._opened = opened
        self.window.start(opened.services)
        self.background.run(self, opened.begin, None, self.window.say)

    def _failed(self, words: str) -> None:
        self.window.fail(words, self.open)

    def _end(self, _result: object) -> None:
        self.window.end()
        QApplication.quit()


def run_window(build: Callable[[], Opened], *, demo: bool, data_dir: Path, minimized: bool) -> int:
    """Show the window until it is closed; the exit code. A second start shows the first and returns 0."""
    app = make_application()
    data_dir.mkdir(parents=True, exist_ok=True, mode=0o700)
    only = SingleInstance(data_dir)
    if not only.acquire():
        return 0
    desktop = Desktop(build, demo=demo, minimized=minimized)
    only.show_asked.connect(desktop.window.show_up)
    app.commitDataRequest.connect(lambda _manager: desktop.close_now())
    for ending in (signal.SIGTERM, signal.SIGINT):
        # Python sees signals when it next runs; the window's ticking makes that at most five seconds.
        signal.signal(ending, lambda *_: desktop.quit())
    code = app.exec()
    desktop.background.wait(CLOSE_MILLISECONDS)
    only.release()
    return code


def make_application() -> QApplication:
    """The Qt application, dressed; dialogs speak Portuguese."""
    app = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(app, QApplication)  # noqa: S101 - nothing else makes one here
    app.setApplicationName(texts.APP)
    app.setQuitOnLastWindowClosed(False)
    QLocale.setDefault(QLocale("pt_BR"))
    translator = QTranslator(app)
    if translator.load("qtbase_pt_BR", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)):
        app.installTranslator(translator)
    font = QFont(app.font())
    font.setPointSizeF(max(font.pointSizeF(), 9.5))
    app.setFont(font)
    theme.apply(app)
    app.styleHints().colorSchemeChanged.connect(lambda _scheme: theme.apply(app))
    return app
