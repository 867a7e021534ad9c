"""Notices by the desktop's own notification server, where there is one; a click on one comes back.

Not by `QSystemTrayIcon.showMessage`: it turns the tray icon into a bulb, knows no urgency, and loses which
notice was clicked.
"""

import logging
import os
import queue
import socket
import threading
from collections.abc import Callable, Iterable
from contextlib import closing, suppress
from dataclasses import dataclass
from functools import partial
from typing import Protocol

from PySide6.QtCore import QObject, Signal, SignalInstance
from shiboken6 import isValid

from ecco_desktop.domain.notices import Notice

_log = logging.getLogger(__name__)
_BUS = "DBUS_SESSION_BUS_ADDRESS"
# Lets a window come to the front, on desktops that ask who wants that.
_TOKEN = "XDG_ACTIVATION_TOKEN"  # noqa: S105 - the name of a variable


class NotTaken(Exception):
    """No server took the notice."""


class NoBus(Exception):
    """There is no session bus, or it went away."""


@dataclass(frozen=True, slots=True)
class Telling:
    """A notice, and its words as they are shown."""

    notice: Notice
    title: str
    body: str


class Server(Protocol):
    """The notification server; all of it waits."""

    def show(self, title: str, body: str, *, urgent: bool, instead_of: int) -> int:
        """The server's number of what it shows now, in the place of `instead_of`; NotTaken, NoBus."""

    def heard(self, ear: socket.socket) -> Iterable[tuple[str, int, str]]:
        """What it says (signal, number, a word), once it says something or `ear` can be read; NoBus."""

    def close(self) -> None:
        """Leave it; what is shown stays."""


class Notifier(QObject):
    """`chosen` with a notice that was clicked; `refused` with one that nobody would show.

    Never waits: a thread talks with the server, from the first notice on.
    """

    chosen = Signal(object)
    refused = Signal(object)
    _ended = Signal()

    def __init__(self, connect: Callable[[], Server], parent: QObject) -> None:
        """`connect` is called in the thread: NoBus or ImportError where it cannot."""
        super().__init__(parent)
        self._connect = connect
        self._waiting: queue.SimpleQueue[Telling | None] = queue.SimpleQueue()
        self._voice: socket.socket | None = None
        self._ended.connect(self._over)

    def show(self, telling: Telling) -> bool:
        """Have it shown; False where there is surely nobody to ask."""
        if not os.environ.get(_BUS):
            return False
        self._put(telling)
        if self._voice is None:
            self._voice, ear = socket.socketpair()
            threading.Thread(target=self._work, args=(ear,), name="notices", daemon=True).start()
        return True

    def close(self) -> None:
        """Show and hear nothing more; what is shown stays."""
        self._put(None)
        self._hush()

    # -- inside --

    def _put(self, telling: Telling | None) -> None:
        self._waiting.put(telling)
        if self._voice is not None:
            # The thread may just have ended, and its side with it.
            with suppress(OSError):
                self._voice.send(b"!")

    def _hush(self) -> None:
        if self._voice is not None:
            self._voice.close()
            self._voice = None

    def _work(self, ear: socket.socket) -> None:
        ear.setblocking(False)
        with closing(ear):
            try:
                server = self._connect()
            except (NoBus, ImportError):
                _log.info("no notification server can be asked here")
            else:
                with closing(server), suppress(NoBus):
                    self._talk(server, ear)
        self._say(self._ended)

    def _talk(self, server: Server, ear: socket.socket) -> None:
        shown = Shown(server, partial(self._say, self.chosen), partial(self._say, self.refused))
        while True:
            with suppress(BlockingIOError):
                ear.recv(64)
            while not self._waiting.empty():
                telling = self._waiting.get()
                if telling is None:
                    return
                shown.add(telling)
            for signal, number, word in server.heard(ear):
                shown.hear(signal, number, word)

    def _say(self, signal: SignalInstance, *told: object) -> None:
        if isValid(self):
            signal.emit(*told)

    def _over(self) -> None:
        """The thread ended: what it did not come to is given back."""
        self._hush()
        while not self._waiting.empty():
            if (telling := self._waiting.get()) is not None:
                self.refused.emit(telling.notice)


class Shown:
    """What the server shows now, by its numbers; for the thread alone."""

    def __init__(
        self, server: Server, chosen: Callable[[Notice], None], refused: Callable[[Notice], None]
    ) -> None:
        self._server = server
        self._chosen = chosen
        self._refused = refused
        self._notices: dict[int, Notice] = {}

    def add(self, telling: Telling) -> None:
        """Have one shown, in the place of an older one of the same task."""
        notice = telling.notice
        old = next((number for number, one in self._notices.items() if _same_task(one, notice)), 0)
        try:
            number = self._server.show(telling.title, telling.body, urgent=notice.failure, instead_of=old)
        except NotTaken:
            self._refused(notice)
            return
        except NoBus:
            self._refused(notice)
            raise
        self._notices.pop(old, None)
        self._notices[number] = notice

    def hear(self, signal: str, number: int, word: str) -> None:
        """What the server says of one of them, in its own names."""
        if number not in self._notices:
            return
        if signal == "ActivationToken":
            os.environ[_TOKEN] = word
        elif signal == "ActionInvoked":
            self._chosen(self._notices[number])
        elif signal == "NotificationClosed":
            del self._notices[number]


def _same_task(one: Notice, other: Notice) -> bool:
    return one.task_id is not None and one.task_id == other.task_id
