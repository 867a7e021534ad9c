"""The real window over a shop whose every name is hostile: no rich text, no line turned round."""

import ast
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtCore import QAbstractItemModel, QAbstractListModel, QModelIndex, Qt
from PySide6.QtGui import QAction
from PySide6.QtGui import Qt as Gui
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QDialog,
    QLabel,
    QMessageBox,
    QTableView,
    QTabWidget,
    QWidget,
)
from pytestqt.qtbot import QtBot

from ecco_desktop.domain.notices import Notice, NoticeKind
from ecco_desktop.domain.orders import CarrierLink
from ecco_desktop.domain.products import StoreProduct
from ecco_desktop.domain.runs import Run, RunState, Tally, Trigger
from ecco_desktop.domain.stock import StockLevel, StoreStock
from ecco_desktop.ui.application import Desktop
from ecco_desktop.ui.dialogs.brake import BrakeDialog
from ecco_desktop.ui.dialogs.buttons import sure, tell
from ecco_desktop.ui.dialogs.changes import SimulationDialog
from ecco_desktop.ui.dialogs.doctor import DoctorDialog
from ecco_desktop.ui.dialogs.link import LinkDialog
from ecco_desktop.ui.dialogs.notices import NoticesDialog
from ecco_desktop.ui.dialogs.recurrence import RecurrenceDialog
from ecco_desktop.ui.dialogs.runs import RunsDialog
from ecco_desktop.ui.dialogs.task import TaskDialog
from ecco_desktop.ui.dialogs.tonight import now_or_tonight
from ecco_desktop.ui.dialogs.which_shop import question
from ecco_desktop.ui.pages.guide import GuideDialog
from ecco_desktop.ui.panes.side import PAGES
from ecco_desktop.ui.plain import Box, Label, for_system, tip
from ecco_desktop.ui.tray import Tray
from tests.fakes.orders import NOW, store_order
from tests.ui.conftest import OpenShop

UI = Path(__file__).parents[2] / "ecco_desktop" / "ui"
HOSTILE = '<img src="file:///etc/hostname"><b>x</b> [/red]\x1b[31m \u202eazul'
# What the one door makes of it.
TOLD = HOSTILE.replace("\x1b", "␛").replace("\u202e", "\ufffd")
RAW = frozenset("\x1b\u202e\u2066\u200b\ud800")
ROLES = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole)


@pytest.fixture
def hostile(desktop: Desktop, opened: OpenShop, qtbot: QtBot) -> Desktop:
    """What an earlier version kept as it came, and what the other sides say now."""
    shop = opened.shop
    for place, sku in enumerate((HOSTILE, "B" + HOSTILE), 1):
        product = StoreProduct(str(place), "", sku, "", HOSTILE)
        shop.store.items[product.ref] = StoreStock(product, Decimal(1), managed=True)
    shop.erp.levels.append(StockLevel("1", HOSTILE, HOSTILE, Decimal(5), Decimal(5)))
    order = store_order("9" + HOSTILE, shipping_reference=HOSTILE, payment_title=HOSTILE)
    shop.store.orders[order.id] = order
    for automation in ("import_orders", "sync_stock"):
        shop.run(automation)
    storage = shop.storage
    storage.connections.save_carrier_link(
        shop.loja.id, CarrierLink("Y" + HOSTILE, "1", HOSTILE, "2", HOSTILE)
    )
    storage.connections.save_status(shop.loja.id, "z" + HOSTILE, None)
    for connection in storage.connections.all():
        storage.connections.update(replace(connection, name=connection.name + HOSTILE))
    for task in storage.tasks.all():
        storage.tasks.update(replace(task, name=task.name + HOSTILE, note=HOSTILE))
    desktop.window.workspace.reload()
    model = desktop.window.workspace.model
    qtbot.waitUntil(lambda: HOSTILE in model.view(0).task.name)
    return desktop


def cells(model: QAbstractItemModel, parent: QModelIndex) -> Iterator[str]:
    for row in range(min(model.rowCount(parent), 50)):
        for column in range(1 if isinstance(model, QAbstractListModel) else model.columnCount(parent)):
            index = model.index(row, column, parent)
            for role in ROLES:
                said = index.data(role)
                if isinstance(said, str):
                    yield from [said] if role is Qt.ItemDataRole.DisplayRole else _tips(said)


def _tips(said: str) -> Iterator[str]:
    """A tip that Qt would take for HTML must have been written in HTML, with nothing of it inside."""
    assert not Gui.mightBeRichText(said) or said.startswith('<p style="white-space: pre-wrap">'), said
    assert "<img" not in said or not Gui.mightBeRichText(said), said
    yield said


def texts_of(root: QWidget) -> Iterator[str]:
    """Everything `root` shows or would show; what would be drawn as HTML fails."""
    for widget in [root, *root.findChildren(QWidget)]:
        yield from _tips(widget.toolTip())
        yield widget.windowTitle() if widget.isWindow() else ""
        yield from _of(widget)
    for action in root.findChildren(QAction):
        yield action.text()
        yield from _tips(action.toolTip())


def _of(widget: QWidget) -> Iterator[str]:
    if isinstance(widget, QLabel):
        kind = widget.textFormat()
        rich = kind is Qt.TextFormat.RichText or (
            kind is Qt.TextFormat.AutoText and Gui.mightBeRichText(widget.text())
        )
        assert not rich, widget.text()
        yield widget.text()
    elif isinstance(widget, QAbstractButton):
        yield widget.text()
    elif isinstance(widget, QComboBox):
        yield from (widget.itemText(row) for row in range(widget.count()))
    elif isinstance(widget, QTabWidget):
        yield from (widget.tabText(place) for place in range(widget.count()))
    elif isinstance(widget, QAbstractItemView) and widget.model() is not None:
        yield from cells(widget.model(), widget.rootIndex())


def looked_at(root: QWidget) -> str:
    QApplication.processEvents()
    found = "\n".join(texts_of(root))
    assert not set(found) & RAW, [line for line in found.splitlines() if set(line) & RAW]
    return found


def test_nothing_in_the_window_is_drawn_as_rich_text(hostile: Desktop, opened: OpenShop) -> None:
    window, seen = hostile.window, ""
    for name, _icon, _words in PAGES:
        window.workspace.open_page(name)
        hostile.background.wait(5000)
        QApplication.processEvents()
        if name == "connections":
            window.workspace.shelf.page(name).list.setCurrentRow(1)  # type: ignore[attr-defined]
        # Something is chosen: its details are shown too.
        for table in window.workspace.shelf.pages.get(name, window).findChildren(QTableView):
            if table.isVisible() and table.model() and table.model().rowCount():
                table.setCurrentIndex(table.model().index(0, 0))
        hostile.background.wait(5000)
        seen += looked_at(window)
    # It was there to be drawn: in titles, cells, tips.
    assert seen.count(TOLD) > 20
    _nothing_in_a_dialog_is(hostile, opened)


def _nothing_in_a_dialog_is(hostile: Desktop, opened: OpenShop) -> None:
    services, background, window = opened.services, hostile.background, hostile.window
    view = window.workspace.model.view(0)
    run = Run(
        1,
        1,
        Trigger.PERSON,
        RunState.FAILED,
        NOW,
        tally=Tally(),
        error_key="http.refused",
        error_values={"host": HOSTILE, "detail": HOSTILE},
    )
    services.alerts.tell(HOSTILE, HOSTILE, NoticeKind.FAILURE)
    store = opened.shop.storage.connections.all()[1]
    seen = ""
    for dialog in (
        TaskDialog(services, background, window, view),
        RunsDialog(view, services, background, window),
        BrakeDialog(view, run, window),
        LinkDialog(store, [(TOLD, ""), ("Y" + TOLD, "a:1")], services, background, window),
        NoticesDialog(services, background, window),
        SimulationDialog(view, services, background, window),
        DoctorDialog(services, background, window),
        RecurrenceDialog(view.task.name, view.task.recurrence, window),
        GuideDialog(services, background, window),
    ):
        assert isinstance(dialog, QDialog)
        background.wait(5000)
        seen += looked_at(dialog)
        dialog.deleteLater()
    assert seen.count(TOLD) >= 6


def test_no_question_and_no_notice_is(
    desktop: Desktop, opened: OpenShop, monkeypatch: pytest.MonkeyPatch
) -> None:
    window, asked = desktop.window, []

    def seen(box: QMessageBox) -> int:
        asked.append(looked_at(box))
        return 0

    monkeypatch.setattr(QMessageBox, "exec", seen)
    sure(window, HOSTILE, "Sim")
    tell(window, HOSTILE)
    now_or_tonight(window, HOSTILE, "Agora", "Hoje")
    question(window, HOSTILE)[0].exec()
    assert [TOLD in each for each in asked] == [True] * 4
    _menu_takes_no_sign_for_a_shortcut(desktop, opened)
    _notices_hold_no_markup(desktop, monkeypatch)


def _menu_takes_no_sign_for_a_shortcut(desktop: Desktop, opened: OpenShop) -> None:
    view = replace(opened.services.tasks.list()[0])
    tray = desktop.window.tray
    tray.start(lambda: [replace(view, task=replace(view.task, name="P&B \u202e"))], lambda: False)
    tray.refresh()
    (begin,) = [action.menu() for action in tray.menu.actions() if action.text() == "Iniciar agora"]
    assert [action.text() for action in begin.actions()] == ["P&&B \ufffd"]  # type: ignore[attr-defined]


def _notices_hold_no_markup(desktop: Desktop, monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[str] = []
    tray = desktop.window.tray
    monkeypatch.setattr(Tray, "available", staticmethod(lambda: True))
    monkeypatch.setattr(tray._icon, "showMessage", lambda title, body, _kind: told.extend((title, body)))
    monkeypatch.setattr("ecco_desktop.ui.tray.QSystemTrayIcon.supportsMessages", staticmethod(lambda: True))
    tray.notify(Notice(HOSTILE, HOSTILE, NoticeKind.FAILURE, 1))
    assert len(told) == 2 and not set("".join(told)) & (RAW | set("<>"))


@pytest.mark.parametrize("text", [HOSTILE, "<b>x</b>", "a < b & c", "&lt;b&gt;", "Linha\nOutra <i>", ""])
def test_a_tip_says_letter_by_letter_what_it_was_given(app: QApplication, text: str) -> None:
    said, label = tip(text), QLabel()
    label.setText(said)
    if Gui.mightBeRichText(said):
        # As Qt will read it.
        from PySide6.QtGui import QTextDocument

        document = QTextDocument()
        document.setHtml(said)
        said = document.toPlainText()
    assert said == text.replace("\x1b", "␛").replace("\u202e", "\ufffd")
    assert not set(for_system(text)) & (RAW | set("<>"))


# -- no other way --


def _own(node: ast.expr) -> bool:
    """Our words, told where they stand."""
    bare = isinstance(node, ast.Constant)
    return bare or (
        isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id in ("_", "tip", "for_system")
        and (node.func.id != "_" or isinstance(node.args[0], ast.Constant))
    )


def test_labels_boxes_and_tips_are_made_at_the_one_door() -> None:
    found = []
    for path in sorted(UI.rglob("*.py")):
        if path.name in ("plain.py", "tray.py"):
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ClassDef):
                made = [base.id for base in node.bases if isinstance(base, ast.Name)]
            elif isinstance(node, ast.Call):
                name = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
                tips = {"setToolTip": 0, "showText": 1}
                at = tips.get(name)
                made = [name] if at is None or not _own(node.args[at]) else []
            else:
                continue
            bad = {"QLabel", "QMessageBox", "setToolTip", "showText", "QInputDialog", "QProgressDialog"}
            found += [f"{path.relative_to(UI)}:{node.lineno} {name}" for name in made if name in bad]
    assert found == []
    assert issubclass(Label, QLabel) and issubclass(Box, QMessageBox)
