"""What a screen reader is told: names of fields, cells and rows, and buttons it can press."""

from collections.abc import Iterator
from dataclasses import replace

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QPushButton,
    QTextEdit,
    QWidget,
)
from pytestqt.qtbot import QtBot

from ecco_desktop.connectors.registry import Registry
from ecco_desktop.domain.tasks import TaskAction, TaskState
from ecco_desktop.ui.application import Desktop
from ecco_desktop.ui.forms.connection import ConnectionForm
from ecco_desktop.ui.forms.options import OptionsForm
from ecco_desktop.ui.models.tasks import Column
from ecco_desktop.ui.panes.side import PAGES
from ecco_desktop.ui.panes.task_table import TaskTable
from tests.ui.conftest import OpenShop
from tests.ui.test_dialogs import all_open

_FIELDS = (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QTextEdit,
)
_NAME, _DESCRIPTION = QAccessible.Text.Name, QAccessible.Text.Description


def spoken(widget: QWidget, which: QAccessible.Text = _NAME) -> str:
    """What a screen reader calls a widget."""
    return QAccessible.queryAccessibleInterface(widget).text(which)


def role(widget: QWidget) -> QAccessible.Role:
    """What a screen reader says it is."""
    return QAccessible.queryAccessibleInterface(widget).role()


def labels(widget: QWidget) -> list[str]:
    """The words beside it that belong to it."""
    found = QAccessible.queryAccessibleInterface(widget).relations(QAccessible.RelationFlag.Label)
    return [label.text(_NAME) for label, _kind in found]


def fields(root: QWidget) -> Iterator[QWidget]:
    """All that can be filled in, chosen or pressed; not what Qt puts into it."""
    for one in root.findChildren(QWidget):
        inner = isinstance(one.parentWidget(), QComboBox | QAbstractSpinBox | QLineEdit | QAbstractItemView)
        qts = inner or one.objectName().startswith("qt_") or one.window() is not root.window()
        # A page with nothing to show has buttons that have no words yet.
        unsaid = isinstance(one, QPushButton) and not one.text() and not one.isVisible()
        if isinstance(one, _FIELDS) and not (qts or unsaid or one.isHidden()):
            yield one


def nameless(root: QWidget) -> list[str]:
    """The fields that are called nothing. On Linux a field of choices is called what is chosen, and a label
    says what it is for."""
    found = []
    for one in fields(root):
        names = labels(one) if isinstance(one, QComboBox) else [spoken(one)]
        if not any(name.strip() for name in names):
            where = type(one.parentWidget()).__name__
            found.append(f"{where} / {type(one).__name__} {one.accessibleName()!r}")
    return found


def narrow(desktop: Desktop, qtbot: QtBot) -> TaskTable:
    """The table, so narrow that the buttons are in sight on the small screen of the tests."""
    table = desktop.window.workspace.table
    for column in Column:
        table.table.setColumnWidth(column, 90 if column is Column.ACTIONS else 40)
    qtbot.waitUntil(table.row.isVisible)
    return table


def test_every_field_of_every_page_has_a_name(desktop: Desktop, qtbot: QtBot) -> None:
    window = desktop.window
    qtbot.waitUntil(lambda: window.workspace.model.rowCount() > 0)
    for name, _icon, _words in PAGES:
        window.workspace.open_page(name)
    desktop.background.wait(5000)
    QApplication.processEvents()
    assert nameless(window) == [], "\n".join(nameless(window))


def test_every_field_of_every_dialog_has_a_name(desktop: Desktop, opened: OpenShop, qtbot: QtBot) -> None:
    made = all_open(desktop, opened, qtbot)
    found = [f"{type(dialog).__name__}: {one}" for dialog in made for one in nameless(dialog)]
    assert found == [], "\n".join(found)
    for dialog in made:
        dialog.reject()


def test_a_cell_is_called_what_stands_in_it_and_a_row_is_read_whole(desktop: Desktop, qtbot: QtBot) -> None:
    table = desktop.window.workspace.table
    qtbot.waitUntil(lambda: desktop.window.workspace.model.rowCount() == 2)
    for column in Column:
        index = table.proxy.index(0, column)
        name = index.data(Qt.ItemDataRole.AccessibleTextRole)
        if column is not Column.ACTIONS:
            assert name == index.data()
    first = table.proxy.index(0, Column.NAME)
    words = f"{first.data()}, {first.data(Qt.ItemDataRole.AccessibleDescriptionRole)}"
    assert words.startswith("Importar Pedidos de Venda, Loja, Parada, "), words


def test_the_buttons_of_the_chosen_row_are_real_and_follow_it(
    desktop: Desktop, opened: OpenShop, qtbot: QtBot
) -> None:
    table = narrow(desktop, qtbot)
    row = table.row
    for number in (1, 0):
        table.table.selectRow(number)
        current = table.current()
        assert current is not None
        cell = table.table.visualRect(table.proxy.index(number, Column.ACTIONS))
        qtbot.waitUntil(
            lambda cell=cell: cell.contains(
                table.table.viewport().mapFromGlobal(row.mapToGlobal(QPoint(1, 1)))
            )
        )
        for button, words in ((row.primary, "Iniciar agora"), (row.more, "Mais ações")):
            assert spoken(button) == words and button.isVisible()
            assert spoken(button, _DESCRIPTION) == f"{current.automation.name}, Loja"
    table.table.setFocus()
    QTest.keyClick(table.table, Qt.Key.Key_Tab)
    assert row.primary.hasFocus()
    QTest.keyClick(row.primary, Qt.Key.Key_Tab)
    assert row.more.hasFocus()
    asked: list[tuple[object, object]] = []
    table.asked.disconnect()
    table.asked.connect(lambda which, view: asked.append((which, view.task.id)))
    QTest.keyClick(row.primary, Qt.Key.Key_Space)
    assert asked == [(TaskAction.START, current.task.id)]


def test_the_first_button_says_what_it_does_now(desktop: Desktop, qtbot: QtBot) -> None:
    workspace = desktop.window.workspace
    narrow(desktop, qtbot)
    views = [workspace.model.view(number) for number in range(2)]
    workspace.model.update([replace(views[0], state=TaskState.RUNNING, refusals={}), views[1]])
    assert spoken(workspace.table.row.primary) == "Parar tarefa"
    workspace.model.update([replace(views[0], refusals={TaskAction.START: "task.refusal.busy"}), views[1]])
    assert not workspace.table.row.primary.isEnabled()


def test_the_menu_of_a_task_hangs_on_its_button(desktop: Desktop, qtbot: QtBot) -> None:
    row = narrow(desktop, qtbot).row
    button = QAccessible.queryAccessibleInterface(row.more)
    assert button.childCount() == 1
    row.menu.aboutToShow.emit()
    menu = button.child(0)
    names = [menu.child(number).text(_NAME) for number in range(menu.childCount())]
    assert "Iniciar agora" in names and "Recorrência…" in names


def test_every_button_with_a_menu_has_its_entries(desktop: Desktop, qtbot: QtBot) -> None:
    window = desktop.window
    qtbot.waitUntil(lambda: window.workspace.model.rowCount() > 0)
    window.workspace.open_page("connections")
    desktop.background.wait(5000)
    QApplication.processEvents()
    owners = [menu.parentWidget() for menu in window.findChildren(QMenu)]
    buttons = [one for one in owners if isinstance(one, QAbstractButton)]
    assert len(buttons) >= 3
    for button in buttons:
        seen = QAccessible.queryAccessibleInterface(button)
        assert seen.childCount() == 1, button
        seen.child(0).object().aboutToShow.emit()
        assert seen.child(0).childCount() > 1, button


def test_every_field_of_every_form_has_a_name(desktop: Desktop, opened: OpenShop, qtbot: QtBot) -> None:
    forms: list[QWidget] = []
    for manifest in Registry().manifests():
        form = ConnectionForm(manifest)
        form.more.setChecked(True)
        forms.append(form)
    forms += [OptionsForm(info.options, {}) for info in opened.services.tasks.automations()]
    for form in forms:
        qtbot.addWidget(form)
        assert nameless(form) == []
    assert any(isinstance(one, QComboBox) for form in forms for one in fields(form))


def test_the_pages_are_tabs_and_not_boxes_to_tick(desktop: Desktop) -> None:
    buttons = desktop.window.side.buttons
    assert {role(button) for button in buttons.values()} == {QAccessible.Role.PageTab}
    assert [name for name, button in buttons.items() if _chosen(button)] == ["tasks"]
    orders = QAccessible.queryAccessibleInterface(buttons["orders"]).actionInterface()
    orders.doAction(orders.actionNames()[0])
    assert desktop.window.workspace.shown == "orders"
    assert [name for name, button in buttons.items() if _chosen(button)] == ["orders"]


def _chosen(button: QWidget) -> bool:
    return bool(QAccessible.queryAccessibleInterface(button).state().selected)
