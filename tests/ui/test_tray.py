"""The icon beside the clock, and the end of the session."""

from pytestqt.qtbot import QtBot

from ecco_desktop.domain.health import Health, HealthLevel
from ecco_desktop.domain.notices import Notice, NoticeKind
from ecco_desktop.ui.application import Desktop
from ecco_desktop.ui.tray import Tray


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
    tray.fill()
    names = [action.text() for action in tray.menu.actions()]
    assert names[0] == "Abrir" and names[-1] == "Sair" and "Pausar tudo" in names
    begin = next(action.menu() for action in tray.menu.actions() if action.text() == "Iniciar agora")
    assert len(begin.actions()) == 2
    desktop.window.health.pause_asked.emit(None)
    qtbot.wait_until(desktop.window.workspace.is_paused)
    tray.fill()
    assert "Retomar" in [action.text() for action in tray.menu.actions()]


def test_what_is_held_back_in_quiet_hours_is_not_shown(desktop: Desktop, monkeypatch) -> None:  # type: ignore[no-untyped-def]
    shown: list[str] = []
    tray = desktop.window.tray
    monkeypatch.setattr(Tray, "available", staticmethod(lambda: True))
    monkeypatch.setattr(tray._icon, "showMessage", lambda title, *_rest: shown.append(title))
    tray.notify(Notice("Falhou", "x", NoticeKind.FAILURE, 1, quiet=True))
    tray.notify(Notice("Falhou de dia", "x", NoticeKind.FAILURE, 1))
    assert shown == ["Falhou de dia"]
