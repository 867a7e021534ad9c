"""Dialogs under a real keyboard and a real window manager: Enter does what the blue button says."""

import subprocess
from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from ecco_desktop.ports.erp import ErpCarrier
from ecco_desktop.ui.application import Desktop
from ecco_desktop.ui.dialog import Dialog
from ecco_desktop.ui.dialogs.link import LinkDialog
from ecco_desktop.ui.dialogs.pin import PinDialog
from tests.ui.conftest import OpenShop


def _type(*keys: str) -> None:
    subprocess.run(["xdotool", "key", "--clearmodifiers", *keys], check=True)


def _pressed(dialog: Dialog) -> list[str]:
    """The buttons that are pressed from now on."""
    pressed: list[str] = []
    for button in dialog.findChildren(QPushButton):
        button.clicked.connect(lambda _=False, one=button: pressed.append(one.text()))
    return pressed


def test_enter_in_the_link_dialog(
    desktop: Desktop, opened: OpenShop, asked: Callable[..., Any], qtbot: QtBot
) -> None:
    opened.shop.erp.known_carriers = [ErpCarrier("1", "CORREIOS", "Correios", ())]
    dialog = LinkDialog(
        opened.shop.loja, [("SEDEX", "")], opened.services, desktop.background, desktop.window
    )
    pressed = _pressed(dialog)
    dialog.open()
    qtbot.waitUntil(dialog.isActiveWindow)
    qtbot.waitUntil(lambda: dialog.primary is not None and dialog.primary.isEnabled())
    primary = dialog.primary
    assert primary is not None
    asked(lambda: _type("Return"))
    qtbot.waitUntil(lambda: pressed == [primary.text()])


def test_enter_in_the_last_field_of_the_pin_dialog(
    desktop: Desktop, opened: OpenShop, asked: Callable[..., Any], qtbot: QtBot
) -> None:
    dialog = PinDialog(opened.services.technician, desktop.background, desktop.window, new=True)
    pressed = _pressed(dialog)
    dialog.open()
    qtbot.waitUntil(dialog.isActiveWindow)
    asked(lambda: _type("2", "5", "8", "0", "Tab", "2", "5", "8", "0", "Return"))
    qtbot.waitUntil(opened.services.technician.has_pin)
    assert pressed and "Cancelar" not in pressed
