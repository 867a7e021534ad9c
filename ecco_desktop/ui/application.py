"""The window's life: one instance, open off the UI thread, look and language, close in order."""

import logging
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication

from ecco_desktop.paths import make_folder
from ecco_desktop.services.folder import Place
from ecco_desktop.services.rescue import RescueService
from ecco_desktop.ui import autostart, look, texts
from ecco_desktop.ui.background import Background
from ecco_desktop.ui.bridge import Bridge
from ecco_desktop.ui.dialogs.place import ask_place
from ecco_desktop.ui.look import Look, LookFile, voice_of
from ecco_desktop.ui.main_window import MainWindow
from ecco_desktop.ui.opening import Found, Opened, Opening
from ecco_desktop.ui.places import ScreenWatch
from ecco_desktop.ui.preload import preload
from ecco_desktop.ui.recolour import recolour
from ecco_desktop.ui.session import Application, Session, signals_heeded
from ecco_desktop.ui.single_instance import SingleInstance
from ecco_desktop.words import _

_log = logging.getLogger(__name__)
CLOSE_SECONDS = 8.0
CLOSE_MILLISECONDS = 12_000
SESSION_SECONDS = 2.0
# By then a session that ends has ended this program.
RETURN_MILLISECONDS = 30_000
BEGIN_AGAIN_MILLISECONDS = 30_000
TOLD_TRAY = "told_tray"
SWITCH_SECONDS = 0.0005


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
        first_page: str = "tasks",
    ) -> None:
        super().__init__()
        self._opened: Opened | None = None
        self._demo = demo
        self._first_page = first_page
        self._data_dir = data_dir or Path()
        self._file = LookFile(data_dir) if data_dir else None
        self.look = self._file.read() if self._file else Look()
        self.next_demo: bool | None = None
        self._leaving = False
        self._returning = QTimer(self)
        self._returning.setSingleShot(True)
        self._returning.setInterval(RETURN_MILLISECONDS)
        self._returning.timeout.connect(self._come_back)
        self.background = Background(self)
        self.bridge = Bridge(self)
        self.window = self._made()
        if self._file is not None:
            self.window.restoreGeometry(self._file.place())
            self.window.told_tray = self._file.flag(TOLD_TRAY)
        if not (minimized and self.window.tray.available()):
            self.window.show()
        self._opening = Opening(build, rescue, self.background, lambda: self.window, self)
        self._opening.opened.connect(self._has_opened)
        self._opening.usable.connect(self._go_on)
        self._opening.given_up.connect(self.quit)
        self._opening.begin()

    def show_up(self) -> None:
        """A second start."""
        self.window.show_up()

    def quit(self) -> None:
        """Stop what runs, off the UI thread, then end. Asked twice, it goes on with the first."""
        if self._leaving:
            return
        self._leaving = True
        self.keep_place()
        self.window.hide()
        self.window.tray.hide()
        opened, self._opened = self._opened, None
        if opened is None:
            self._end(None)
        else:
            self.background.run(self, lambda: opened.close(CLOSE_SECONDS), self._end, self._end)

    def keep_place(self) -> None:
        """Remember where the window is."""
        if self._file is not None:
            self._file.keep_place(self.window.saveGeometry())
            if self.window.told_tray:
                self._file.set_flag(TOLD_TRAY)

    def close_now(self) -> None:
        """The session ends: the system gives seconds only. Where it does not end after all, open again."""
        self.window.let_close()
        opened, self._opened = self._opened, None
        if opened is None:
            return
        self.keep_place()
        opened.close(SESSION_SECONDS)
        self.window.show_closed()
        self._returning.start()

    def change_look(self, chosen: Look) -> None:
        """Another language or size of text: the window is made anew, the data stays open. Another theme is
        colours only."""
        before, self.look = self.look, chosen
        if self._file is not None:
            self._file.write(chosen)
        app = QApplication.instance()
        assert isinstance(app, QApplication)  # noqa: S101 - there is a window
        if replace(chosen, theme=before.theme) == before:
            look.recolour_as(app, chosen)
            return
        voice_of(app).use(chosen.language)
        look.dress(app, chosen)
        self._make_anew()

    def colours_changed(self) -> None:
        """The system went light or dark; a theme chosen here stays. Whoever types is left in peace."""
        app = QApplication.instance()
        if self.look.theme == "system" and isinstance(app, QApplication):
            recolour(app)

    # -- inside --

    def _made(self) -> MainWindow:
        window = MainWindow(
            self.background, self.bridge, demo=self._demo, data_dir=self._data_dir, look=self.look
        )
        if self._file is not None:
            window.memory = self._file
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
        if old.isMinimized():
            self.window.showMinimized()
        else:
            self.window.setVisible(shown)
        old.end()
        old.deleteLater()

    def _switch(self, demo: bool) -> None:
        self.next_demo = demo
        self.quit()

    def _come_back(self) -> None:
        """The session did not end: somebody called it off when the data was closed already."""
        if self._leaving:
            return
        _log.warning("the session did not end: the data is opened again")
        self._make_anew()
        self.window.say(
            _("O desligamento foi cancelado depois de o programa fechar os dados: ele os abriu de novo.")
        )
        self._opening.begin()

    def _has_opened(self, opened: Opened) -> None:
        self._opened = opened
        opened.subscribe(self.bridge.take, self.bridge.notify)

    def _go_on(self, found: Found) -> None:
        opened = found.opened
        if self._opened is not opened:
            # It was left meanwhile.
            return
        self.window.start(opened.services, self._first_page)
        self._begin(opened)
        self.background.run(self, preload, self._preloaded)
        if self._file is not None:
            self.background.run(self, lambda: autostart.mend(self._data_dir), self._mended, self.window.say)
        if found.place is Place.ELSEWHERE:
            # It can be read, and nothing runs before the answer.
            self.window.show_up()
            ask_place(self.window, self.background, opened.services.folder, self.window.say)

    def _begin(self, opened: Opened, then: Callable[[None], None] | None = None) -> None:
        """Have tasks run by themselves; what keeps them from it is said, and tried again."""
        if self._opened is opened:
            self.background.run(self, opened.begin, then, lambda words: self._not_begun(opened, words))

    def _begun(self, _nothing: None) -> None:
        if self.window.is_open:
            self.window.workspace.reload()

    def _not_begun(self, opened: Opened, words: str) -> None:
        self.window.say(words)
        self._begun(None)
        QTimer.singleShot(BEGIN_AGAIN_MILLISECONDS, self, lambda: self._begin(opened, self._begun))

    def _mended(self, mended: autostart.Mended) -> None:
        if mended is autostart.Mended.RENEWED:
            self.window.say(
                _("O início automático apontava para outro lugar, ou era de outra versão; foi corrigido.")
            )

    def _preloaded(self, _nothing: None) -> None:
        if self.window.is_open:
            self.window.workspace.shelf.prepare()

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
        first_page="today",
    )
    session = Session(desktop, desktop)
    session.connect_to(app)
    ScreenWatch(app, desktop)
    only.show_asked.connect(session.show_up)
    with signals_heeded(desktop):
        code = app.exec()
        desktop.background.wait(CLOSE_MILLISECONDS)
    only.release()
    next_demo = desktop.next_demo
    session.deleteLater()
    desktop.window.deleteLater()
    desktop.deleteLater()
    return code, next_demo


def make_application() -> QApplication:
    """The Qt application, dressed as by default; dialogs speak Portuguese."""
    app = QApplication.instance() or Application(sys.argv[:1])
    assert isinstance(app, QApplication)  # noqa: S101 - nothing else makes one here
    app.setApplicationName(texts.APP)
    app.setQuitOnLastWindowClosed(False)
    voice_of(app).use(Look().language)
    look.dress(app, Look())
    return app
