"""Notices: shown by the desktop's own server, elsewhere by the tray icon; a click opens the task."""

import select
import socket
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest
from pytestqt.qtbot import QtBot

from ecco_desktop.domain.notices import Notice, NoticeKind
from ecco_desktop.ui import tray as tray_module
from ecco_desktop.ui.application import Desktop
from ecco_desktop.ui.notifier import NoBus, NotTaken, Server
from ecco_desktop.ui.tray import Tray
from tests.ui.conftest import OpenShop

FAILED = Notice("Falhou: Pedidos", "A loja não respondeu.", NoticeKind.FAILURE, 1)
WELL = Notice("Voltou ao normal: Pedidos", "3 criados", NoticeKind.RECOVERY, 1)


@dataclass
class FakeServer(Server):
    """A notification server: keeps what it is given, says what a test has it say."""

    down: bool = False
    shown: list[tuple[str, str, bool, int]] = field(default_factory=list)
    closed: bool = False
    _said: deque[tuple[str, int, str]] = field(default_factory=deque)
    _ends: tuple[socket.socket, socket.socket] = field(default_factory=socket.socketpair)

    def show(self, title: str, body: str, *, urgent: bool, instead_of: int) -> int:
        if self.down:
            raise NotTaken
        self.shown.append((title, body, urgent, instead_of))
        return instead_of or 40 + len(self.shown)

    def heard(self, ear: socket.socket) -> Iterator[tuple[str, int, str]]:
        ready, _, _ = select.select([self._ends[1], ear], [], [])
        if self._ends[1] in ready and not self._ends[1].recv(64):
            raise NoBus
        while self._said:
            yield self._said.popleft()

    def close(self) -> None:
        self.closed = True
        self._ends[1].close()

    def say(self, *said: tuple[str, int, str]) -> None:
        """Have the program hear these."""
        self._said.extend(said)
        self._ends[0].send(b"!")

    def vanish(self) -> None:
        """The bus ends."""
        self._ends[0].close()


@pytest.fixture
def server(desktop: Desktop, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> Iterator[FakeServer]:
    """What the desktop's tray speaks with."""
    made = FakeServer()
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nowhere")
    monkeypatch.setattr(desktop.window.tray._notifier, "_connect", lambda: made)
    yield made
    desktop.window.tray.hide()
    made.vanish()
    qtbot.waitUntil(lambda: made.closed or not made.shown)
    for end in made._ends:
        end.close()


@pytest.fixture
def by_icon(monkeypatch: pytest.MonkeyPatch, desktop: Desktop) -> list[str]:
    """The titles of what the tray icon shows."""
    titles: list[str] = []
    monkeypatch.setattr(Tray, "available", staticmethod(lambda: True))
    monkeypatch.setattr(tray_module.QSystemTrayIcon, "supportsMessages", staticmethod(lambda: True))
    monkeypatch.setattr(desktop.window.tray._icon, "showMessage", lambda title, *_rest: titles.append(title))
    return titles


def test_a_failure_is_urgent_and_what_follows_of_its_task_takes_its_place(
    desktop: Desktop, server: FakeServer, by_icon: list[str], qtbot: QtBot
) -> None:
    tray = desktop.window.tray
    for notice in (FAILED, WELL, Notice("Outra", "x", NoticeKind.FAILURE, 2)):
        tray.notify(notice)
    qtbot.waitUntil(lambda: len(server.shown) == 3)
    assert server.shown == [
        ("Falhou: Pedidos", "A loja não respondeu.", True, 0),
        ("Voltou ao normal: Pedidos", "3 criados", False, 41),
        ("Outra", "x", True, 0),
    ]
    assert by_icon == []


def test_a_click_on_a_notice_opens_the_window_at_its_task(
    desktop: Desktop, opened: OpenShop, server: FakeServer, qtbot: QtBot
) -> None:
    window = desktop.window
    qtbot.waitUntil(lambda: window.workspace.model.rowCount() == 2)
    window.workspace.table.table.selectRow(0)
    wanted = window.workspace.model.view(1).task
    window.workspace.open_page("settings")
    window.hide()
    window.tray.notify(Notice("Falhou", "x", NoticeKind.FAILURE, wanted.id))
    qtbot.waitUntil(lambda: len(server.shown) == 1)
    server.say(
        ("ActivationToken", 41, "abc"), ("ActionInvoked", 41, "default"), ("NotificationClosed", 41, "2")
    )
    qtbot.waitUntil(window.isVisible)
    current = window.workspace.table.current()
    assert window.workspace.shown == "tasks" and current is not None and current.task.id == wanted.id


def test_a_click_finds_its_task_also_where_the_list_is_narrowed(
    desktop: Desktop, server: FakeServer, qtbot: QtBot
) -> None:
    window = desktop.window
    qtbot.waitUntil(lambda: window.workspace.model.rowCount() == 2)
    wanted = window.workspace.model.view(1).task
    window.workspace.table.search.setText("não há tarefa assim")
    window.tray.notice_chosen.emit(Notice("Falhou", "x", NoticeKind.FAILURE, wanted.id))
    current = window.workspace.table.current()
    assert current is not None and current.task.id == wanted.id


def test_what_no_server_takes_is_shown_by_the_icon(
    desktop: Desktop, server: FakeServer, by_icon: list[str], qtbot: QtBot
) -> None:
    server.down = True
    desktop.window.tray.notify(FAILED)
    qtbot.waitUntil(lambda: by_icon == ["Falhou: Pedidos"])
    server.down = False
    desktop.window.tray.notify(FAILED)
    qtbot.waitUntil(lambda: len(server.shown) == 1)
    server.vanish()
    qtbot.waitUntil(lambda: server.closed)


def test_without_a_bus_the_icon_shows_it_and_a_click_opens_the_task(
    desktop: Desktop, by_icon: list[str], qtbot: QtBot
) -> None:
    tray = desktop.window.tray
    tray.notify(FAILED)
    assert by_icon == ["Falhou: Pedidos"]
    with qtbot.waitSignal(tray.notice_chosen) as chosen:
        tray._icon.messageClicked.emit()
    assert chosen.args == [FAILED]


def test_a_bus_that_cannot_be_reached_costs_no_notice(
    desktop: Desktop, by_icon: list[str], qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nowhere")
    desktop.window.tray.notify(FAILED)
    qtbot.waitUntil(lambda: by_icon == ["Falhou: Pedidos"])
