"""The icon beside the clock, and the end of the session."""

from dataclasses import replace

from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from ecco_desktop.domain.health import Health, HealthLevel
from ecco_desktop.domain.notices import Notice, NoticeKind
from ecco_desktop.ui.application import Desktop
from ecco_desktop.ui.tray import Tray
from tests.ui.conftest import OpenShop


def test_the_icon_settles_before_it_changes(desktop: Desktop, qtbot: QtBot) -> None:
    tray = Tray(desktop.window)
    tray._settling.setInterval(1)
    tray.show_health(Health(HealthLevel.GOOD), "bem")
    assert tray.level is HealthLevel.GOOD
    for level in (HealthLevel.WORKING, HealthLevel.GOOD, HealthLevel.BROKEN):
        tray.show_health(Health(level), "x")
        assert tray.level is HealthLevel.GOOD, "it flickered"
    qtbot.wait_until(lambda: tray.level is HealthLevel.BROKEN)


def test_the_five_states_have_five_shapes(desktop: Desktop) -> None:
    from ecco_desktop.ui import texts

    assert len({texts.HEALTH_ICONS[level] for level in HealthLevel}) == len(HealthLevel)


def test_the_menu_follows_the_pause_and_offers_every_task(desktop: Desktop, qtbot: QtBot) -> None:
    tray = desktop.window.tray
    tray.refresh()
    names = [action.text() for action in tray.menu.actions()]
    assert names[0] == "Abrir" and names[-1] == "Sair" and "Pausar tudo" in names
    begin = next(action.menu() for action in tray.menu.actions() if action.text() == "Iniciar agora")
    assert len(begin.actions()) == 2
    desktop.window.health.pause_asked.emit(None)
    qtbot.wait_until(desktop.window.workspace.is_paused)
    tray.refresh()
    assert "Retomar" in [action.text() for action in tray.menu.actions()]


def test_what_is_held_back_in_quiet_hours_is_not_shown(desktop: Desktop, monkeypatch) -> None:  # type: ignore[no-untyped-def]
    shown: list[str] = []
    tray = desktop.window.tray
    monkeypatch.setattr(Tray, "available", staticmethod(lambda: True))
    monkeypatch.setattr(tray._icon, "showMessage", lambda title, *_rest: shown.append(title))
    tray.notify(Notice("Falhou", "x", NoticeKind.FAILURE, 1, quiet=True))
    tray.notify(Notice("Falhou de dia", "x", NoticeKind.FAILURE, 1))
    assert shown == ["Falhou de dia"]


def test_the_menu_is_there_before_anybody_opens_it(desktop: Desktop, opened: OpenShop, qtbot: QtBot) -> None:
    """Trays that speak D-Bus read the menu as it is, and never say that it is about to show."""
    tray = desktop.window.tray
    qtbot.waitUntil(lambda: desktop.window.workspace.model.rowCount() == 2)

    def texts() -> list[str]:
        return [action.text() for action in tray.menu.actions() if not action.isSeparator()]

    assert texts() == ["Abrir", "Pausar tudo", "Iniciar agora", "Sair"]
    (pause,) = [action.menu() for action in tray.menu.actions() if action.text() == "Pausar tudo"]
    assert [action.text() for action in pause.actions()] == [
        "Por 1 hora",
        "Até amanhã às 6h",
        "Até eu retomar",
    ]
    task = opened.shop.storage.tasks.all()[0]
    opened.shop.storage.tasks.update(replace(task, name="Outro nome"))
    desktop.window.workspace.reload()
    qtbot.waitUntil(
        lambda: any(
            "Outro nome" in action.text()
            for each in tray.menu.actions()
            if each.text() == "Iniciar agora"
            for action in each.menu().actions()
        )
    )
    desktop.window.health.pause_asked.emit(None)
    qtbot.waitUntil(lambda: "Retomar" in texts())


def test_what_is_started_from_the_menu_is_the_task_as_it_is_now(desktop: Desktop, opened: OpenShop) -> None:
    tray: Tray = Tray(desktop.window)
    asked: list[object] = []
    views = opened.services.tasks.list()[:1]
    tray.start(lambda: views, lambda: False)
    (begin,) = [action.menu() for action in tray.menu.actions() if action.text() == "Iniciar agora"]
    views = [replace(views[0], question="Enviar tudo?")]
    tray.refresh()
    tray.start_asked.connect(asked.append)
    begin.actions()[0].trigger()
    assert asked == views


def test_menus_that_are_filled_anew_leave_nothing_behind(desktop: Desktop, qtbot: QtBot) -> None:
    window = desktop.window
    qtbot.waitUntil(lambda: window.workspace.model.rowCount() == 2)
    row = window.workspace.table.row
    row.menu.aboutToShow.emit()
    before = len(window.findChildren(QMenu))
    for number in range(10):
        window.tray.start(window.tray._tasks, lambda paused=number % 2 == 0: paused)
        row.menu.aboutToShow.emit()
    qtbot.waitUntil(lambda: len(window.findChildren(QMenu)) == before)
