"""Notices, as the desktop's notification server gets them; a click on one opens the window at its task."""

import subprocess
from collections.abc import Callable
from typing import Any
from urllib.parse import urlparse

from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from ecco_desktop.domain.notices import Notice, NoticeKind
from ecco_desktop.ui.application import Desktop
from tests.desktop.conftest import Stage
from tests.desktop.test_tray import Panel
from tests.ui.conftest import OpenShop


def test_a_failure_is_urgent_and_ours_and_leaves_the_icon_alone(
    stage: Stage, desktop: Desktop, opened: OpenShop, asked: Callable[..., Any], qtbot: QtBot
) -> None:
    panel, before = Panel(stage), len(stage.notices.shown)
    qtbot.waitUntil(lambda: desktop.window.tray.level is not None)
    icon = asked(lambda: panel.read("IconPixmap"))
    opened._tell(Notice("Falhou: Pedidos", "A loja <não> respondeu & caiu.", NoticeKind.FAILURE, 1))
    opened._tell(Notice("Voltou ao normal: Pedidos", "3 criados", NoticeKind.RECOVERY, 1))
    qtbot.waitUntil(lambda: len(stage.notices.shown) == before + 2)
    failed, well = stage.notices.shown[before:]
    assert failed["app"] == "Ecco Desktop" and failed["title"] == "Falhou: Pedidos"
    assert failed["body"] == "A loja ‹não› respondeu &amp; caiu."
    assert failed["actions"] == ["default", "Abrir"]
    assert failed["hints"]["urgency"] == ("y", 2) and failed["lasts"] == 0 and failed["replaces"] == 0
    assert well["hints"]["urgency"] == ("y", 1) and well["lasts"] == -1
    assert well["replaces"] == before + 1, "what went well again takes the place of the failure"
    with open(urlparse(failed["icon"]).path, encoding="utf-8") as file:
        assert "<svg" in file.read()
    assert asked(lambda: panel.read("Status")) == "Active"
    assert asked(lambda: panel.read("IconPixmap")) == icon, "the icon became a bulb"


def test_a_click_opens_the_window_at_the_task(
    stage: Stage, desktop: Desktop, opened: OpenShop, qtbot: QtBot
) -> None:
    window, before = desktop.window, len(stage.notices.shown)
    qtbot.waitUntil(lambda: window.workspace.model.rowCount() == 2)
    wanted = window.workspace.model.view(1).task
    window.workspace.open_page("settings")
    qtbot.waitUntil(window.isActiveWindow)
    window.hide()
    # Qt and the window manager both know that it is gone.
    qtbot.waitUntil(lambda: QGuiApplication.focusWindow() is None and _focused() != int(window.winId()))
    opened._tell(Notice("Falhou", "x", NoticeKind.FAILURE, wanted.id))
    qtbot.waitUntil(lambda: len(stage.notices.shown) == before + 1)
    stage.notices.click(before + 1)
    qtbot.waitUntil(window.isVisible)
    current = window.workspace.table.current()
    assert window.workspace.shown == "tasks" and current is not None and current.task.id == wanted.id
    qtbot.waitUntil(window.isActiveWindow)


def _focused() -> int:
    """The window that the window manager has given the keyboard to."""
    found = subprocess.run(["xdotool", "getwindowfocus"], capture_output=True, text=True, check=True)
    return int(found.stdout)
