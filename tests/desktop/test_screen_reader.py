"""The window as a screen reader meets it, on an accessibility bus of its own."""

from collections.abc import Callable, Iterator
from contextlib import closing
from typing import Any

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ecco_desktop.domain.runs import RunState
from ecco_desktop.ui import texts
from ecco_desktop.ui.application import Desktop
from ecco_desktop.ui.models.tasks import Column
from tests.desktop.bus import accessibility_bus
from tests.desktop.screen_reader import Seen, programs
from tests.ui.conftest import OpenShop

Asked = Callable[[Callable[[], Any]], Any]


@pytest.fixture
def seen(qapp: QApplication, desktop: Desktop, asked: Asked, qtbot: QtBot) -> Iterator[Seen]:
    qapp.setApplicationName(texts.APP)
    qtbot.waitUntil(lambda: desktop.window.workspace.model.rowCount() == 2)
    qtbot.waitUntil(desktop.window.workspace.table.row.isVisible)
    with closing(asked(accessibility_bus)) as peer:
        qtbot.waitUntil(lambda: bool(asked(lambda: programs(peer, texts.APP))))
        yield asked(lambda: programs(peer, texts.APP))[-1]


def test_the_table_is_read_row_by_row_in_its_own_words(seen: Seen, asked: Asked) -> None:
    rows = asked(lambda: seen.find("table", "Tarefas").rows())
    assert rows[0][: Column.RECURRENCE + 1] == ["Importar Pedidos de Venda", "Loja", "Parada", "Só à mão"]
    first = asked(lambda: seen.find("table", "Tarefas").cell(0, Column.NAME))
    assert asked(lambda: first.description).startswith("Loja, Parada, Só à mão")


def test_a_task_is_started_by_pressing_its_button(
    seen: Seen, opened: OpenShop, asked: Asked, qtbot: QtBot
) -> None:
    start = asked(lambda: seen.find("push button", "Iniciar agora"))
    assert asked(lambda: start.description) == "Importar Pedidos de Venda, Loja"
    asked(start.press)
    task = opened.shop.storage.tasks.all()[0]
    qtbot.waitUntil(lambda: opened.shop.storage.runs.last(task.id) is not None)
    qtbot.waitUntil(lambda: opened.shop.storage.runs.last(task.id).state is not RunState.QUEUED)


def test_the_menu_is_there_while_it_is_open(seen: Seen, desktop: Desktop, asked: Asked) -> None:
    more = asked(lambda: seen.find("button menu", "Mais ações"))
    assert "ShowMenu" in asked(more.actions)
    row, words = desktop.window.workspace.table.row, []

    def look() -> None:
        words.extend(asked(lambda: [one.name for one in more.all() if one.role == "menu item"]))
        row.menu.close()

    QTimer.singleShot(0, look)
    # It waits until the menu is closed.
    row.more.showMenu()
    assert "Iniciar agora" in words and "Recorrência…" in words


def test_pages_are_tabs_and_fields_of_choices_are_called_by_what_they_are_for(
    seen: Seen, desktop: Desktop, asked: Asked, qtbot: QtBot
) -> None:
    asked(lambda: seen.find("page tab", "Estoque").press())
    qtbot.waitUntil(lambda: desktop.window.workspace.shown == "stock")
    desktop.background.wait(5000)
    page = desktop.window.workspace.pages["stock"]
    page.show_content()
    boxes = asked(lambda: [one for one in seen.all() if one.role == "combo box"])
    called = asked(lambda: [name for box in boxes for name in box.labels()])
    assert {"Período", "Loja", "Resultado"} <= set(called)
