"""What the system asks of whichever window there is: to show itself, to end, to change colours."""

import signal
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Protocol

from PySide6.QtCore import QEvent, QObject, QSocketNotifier, Signal
from PySide6.QtWidgets import QApplication

from ecco_desktop.endings import heeded


class Served(Protocol):
    """The desktop, as the system sees it."""

    def show_up(self) -> None:
        """A second start."""

    def keep_place(self) -> None:
        """The session may end: remember what costs nothing to remember."""

    def close_now(self) -> None:
        """The session ends: the system gives seconds only."""

    def colours_changed(self) -> None:
        """The system went light or dark."""

    def quit(self) -> None:
        """Somebody asks for the end."""


class Application(QApplication):
    """`quit_came` where the system, or the program itself, says that this is the end."""

    quit_came = Signal()

    def event(self, event: QEvent) -> bool:
        """Told before Qt asks the windows: ours hide instead of closing, and the end would be given up."""
        if event.type() is QEvent.Type.Quit:
            self.quit_came.emit()
        return super().event(event)


class Session(QObject):
    """Gone with the desktop it speaks to.

    A log-off is asked about first (`commitDataRequest`) and may be called off by anybody: only the end
    itself, which comes as QEvent.Quit or as `aboutToQuit`, closes anything.
    """

    def __init__(self, desktop: Served, parent: QObject) -> None:
        super().__init__(parent)
        self._desktop = desktop

    def connect_to(self, app: QApplication) -> None:
        """Hear what the system says."""
        app.commitDataRequest.connect(self.end_is_asked)
        app.saveStateRequest.connect(self.end_is_asked)
        app.aboutToQuit.connect(self.ends)
        app.styleHints().colorSchemeChanged.connect(self.colours_changed)
        if isinstance(app, Application):
            app.quit_came.connect(self.ends)

    def show_up(self) -> None:
        """A second start."""
        self._desktop.show_up()

    def end_is_asked(self, _manager: object) -> None:
        """Log-off or shutdown, perhaps."""
        self._desktop.keep_place()

    def ends(self) -> None:
        """The end."""
        self._desktop.close_now()

    def colours_changed(self, _scheme: object) -> None:
        """Light or dark."""
        self._desktop.colours_changed()


class Wakeup(QObject):
    """Python looks for signals when it next runs, and Qt sleeps in C: a byte in a socket wakes it."""

    def __init__(self) -> None:
        super().__init__()
        self._here, self._there = socket.socketpair()
        for end in (self._here, self._there):
            end.setblocking(False)
        self._notifier = QSocketNotifier(self._here.fileno(), QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._woken)
        self._before = signal.set_wakeup_fd(self._there.fileno(), warn_on_full_buffer=False)

    def end(self) -> None:
        """No more."""
        signal.set_wakeup_fd(self._before)
        self._notifier.setEnabled(False)
        for end in (self._here, self._there):
            end.close()

    def _woken(self) -> None:
        # Running at all is what it takes: the handlers have been called by now.
        self._here.recv(4096)


@contextmanager
def signals_heeded(desktop: Served) -> Iterator[None]:
    """Meanwhile SIGTERM, SIGHUP, Ctrl+C and the like end the window in order, at once."""
    wakeup = Wakeup()
    try:
        with heeded(desktop.quit):
            yield
    finally:
        wakeup.end()
