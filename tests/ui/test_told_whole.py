"""Nothing is cut, and what is told can be done: side, guide, brake."""

from datetime import UTC, datetime

import pytest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from ecco_desktop.domain.brake import Brake
from ecco_desktop.domain.connections import Role
from ecco_desktop.domain.runs import Run, RunState, Tally, Trigger
from ecco_desktop.ui import theme
from ecco_desktop.ui.application import Desktop
from ecco_desktop.ui.dialogs.brake import BrakeDialog
from ecco_desktop.ui.pages.guide import GuideDialog
from tests.ui.conftest import OpenShop


@pytest.mark.parametrize("count", [0, 7, 31, 99, 100, 4321])
def test_the_number_beside_pending_is_never_cut(desktop: Desktop, count: int) -> None:
    side = desktop.window.side
    button = side.buttons["pending"]
    button.click()
    side.show_waiting(count)
    for width in (1366, 900):
        desktop.window.resize(width, 700)
        QApplication.processEvents()
        # The words themselves stand in Portuguese, the longer of the two languages.
        assert button.sizeHint().width() <= button.width()
    assert ("99+" in button.text()) is (count > 99)
    # Where the side has icons alone, the number stands at the icon's.
    badge = button.fontMetrics().horizontalAdvance(button.badge)
    assert bool(button.badge) is (count > 0) and badge <= button.width() - theme.px(8)


def test_a_second_store_s_import_is_left_out_by_name_and_the_guide_ends(
    qtbot: QtBot, desktop: Desktop, opened: OpenShop
) -> None:
    storage = opened.shop.storage
    storage.connections.add("Outlet", "woocommerce", Role.STORE, {"address": "https://outlet.example"})
    guide = GuideDialog(opened.services, desktop.background, desktop.window)
    guide.open()
    qtbot.waitUntil(lambda: ("import_orders", "Outlet") in guide.tasks.ticks)
    guide.go(3)
    for (key, name), tick in guide.tasks.ticks.items():
        tick.setChecked(name == "Outlet" and key in ("import_orders", "sync_stock"))
    guide.next.click()
    qtbot.waitUntil(lambda: bool(guide.problem.text()))
    told = guide.problem.text()
    assert "Importar Pedidos de Venda · Outlet" in told and "prefixo com letras" in told
    assert "Nova tarefa" in told and "--option" not in told
    made = {task.automation for task in storage.tasks.all() if task.name.endswith("Outlet")}
    assert made == {"sync_stock"}
    # What was made is not asked for again.
    guide.next.click()
    qtbot.waitUntil(lambda: not desktop.window.findChildren(GuideDialog))


@pytest.mark.parametrize(
    ("brake", "said"),
    [
        (Brake.STOCK, "inventário"),
        (Brake.FALL, "inventário"),
        (Brake.PRICE, "remarcação"),
        (Brake.PRODUCT, "cadastros"),
        (Brake.LEVEL, "cadastros"),
        (Brake.CANCEL, "em lote"),
        (Brake.STATUS, "em lote"),
    ],
)
def test_the_brake_s_advice_fits_what_was_held(desktop: Desktop, brake: Brake, said: str) -> None:
    view = desktop.window.workspace.model.view(0)
    run = Run(1, 1, Trigger.PERSON, RunState.FAILED, datetime.now(UTC), tally=Tally(), error_key=brake)
    dialog = BrakeDialog(view, run, desktop.window)
    words = " ".join(label.text() for label in dialog.findChildren(QLabel))
    assert said in words
    assert ("depósito" in words) is (said in ("inventário", "remarcação"))
