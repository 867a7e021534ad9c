"""Ir para…: by typing to an order, a SKU, a task, a page, a setting; and every key in one sheet."""

from collections.abc import Callable, Sequence
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from ecco_desktop.domain.trees import folded
from ecco_desktop.ui.application import Desktop
from ecco_desktop.ui.background import Background
from ecco_desktop.ui.dialogs.palette import MOST, Hit, Kind, PaletteDialog, fitting
from ecco_desktop.ui.dialogs.shortcuts import ShortcutsDialog
from ecco_desktop.ui.finder import settings_of
from ecco_desktop.ui.panes.side import PAGES
from tests.fuzzing import examples
from tests.ui.conftest import OpenShop, was_read
from tests.unit.jobs.test_import_orders import stocked
from tests.unit.jobs.test_sync_stock import filled


@pytest.fixture
def palette(qtbot: QtBot, desktop: Desktop) -> Callable[[], PaletteDialog]:
    """Opens it."""
    qtbot.waitUntil(lambda: was_read(desktop.window))

    def opened() -> PaletteDialog:
        desktop.window.workspace.finder.open()
        return dialog_in(desktop)

    return opened


def dialog_in(desktop: Desktop) -> PaletteDialog:
    return next(one for one in desktop.window.findChildren(PaletteDialog) if one.isVisible())


def shown(dialog: PaletteDialog) -> list[Hit]:
    return [dialog.model.row(row) for row in range(dialog.model.rowCount())]


def typed(qtbot: QtBot, dialog: PaletteDialog, text: str, kind: Kind) -> None:
    """Type, and wait until something of the kind is marked."""
    QTest.keyClicks(dialog.search, text)
    qtbot.waitUntil(lambda: any(hit.kind is kind for hit in shown(dialog)))
    while shown(dialog)[dialog.table.selectionModel().selectedRows()[0].row()].kind is not kind:
        QTest.keyClick(dialog.search, Qt.Key.Key_Down)


def test_its_key_and_its_button_open_it(qtbot: QtBot, desktop: Desktop) -> None:
    qtbot.waitUntil(lambda: was_read(desktop.window))
    QTest.keyClick(desktop.window, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    dialog_in(desktop).reject()
    desktop.window.side.search.click()
    dialog = dialog_in(desktop)
    # Nothing typed: the pages, and what is done by keys, are at hand.
    assert {hit.kind for hit in shown(dialog)} >= {Kind.PAGE, Kind.TASK}
    assert dialog.focusWidget() is dialog.search


def test_a_task_an_order_and_a_sku(
    qtbot: QtBot, desktop: Desktop, opened: OpenShop, palette: Callable[[], PaletteDialog]
) -> None:
    stocked(opened.shop, "1001", "1002")
    opened.shop.run("import_orders")
    filled(opened.shop)
    opened.shop.run("sync_stock")
    window = desktop.window.workspace
    dialog = palette()
    typed(qtbot, dialog, "sincronizar estoque", Kind.TASK)
    QTest.keyClick(dialog.search, Qt.Key.Key_Return)
    assert window.shown == "tasks"
    current = window.table.current()
    assert current is not None and current.task.automation == "sync_stock"
    dialog = palette()
    # A number means an order before all else.
    typed(qtbot, dialog, "1002", Kind.ORDER)
    assert shown(dialog)[0].ref == "1002"
    QTest.keyClick(dialog.search, Qt.Key.Key_Return)
    assert window.shown == "orders" and window.pages["orders"].search.text() == "1002"  # type: ignore[attr-defined]
    dialog = palette()
    typed(qtbot, dialog, "s3", Kind.SKU)
    QTest.keyClick(dialog.search, Qt.Key.Key_Return)
    assert window.shown == "stock" and window.pages["stock"].search.text() == "S3"  # type: ignore[attr-defined]
    # What one went to comes first the next time.
    assert [hit.ref for hit in shown(palette())[:2]] == ["S3", "1002"]


def test_pages_settings_and_connections_without_accents(
    qtbot: QtBot, desktop: Desktop, palette: Callable[[], PaletteDialog]
) -> None:
    for text, page in (("pend", "pending"), ("RELATO", "reports"), ("conexoes", "connections")):
        dialog = palette()
        typed(qtbot, dialog, text, Kind.PAGE)
        QTest.keyClick(dialog.search, Qt.Key.Key_Return)
        assert desktop.window.workspace.shown == page and not dialog.isVisible()
    dialog = palette()
    typed(qtbot, dialog, "fuso", Kind.SETTING)
    QTest.keyClick(dialog.search, Qt.Key.Key_Return)
    page = desktop.window.workspace.pages["settings"]
    zone = settings_of(page)["Fuso dos horários"]
    qtbot.waitUntil(lambda: page.focusWidget() is zone and zone.isVisible())
    dialog = palette()
    typed(qtbot, dialog, "loja", Kind.CONNECTION)
    QTest.keyClick(dialog.search, Qt.Key.Key_Return)
    opened: Any = desktop.window.workspace.pages["connections"]
    qtbot.waitUntil(lambda: bool(opened.editor.current) and opened.editor.current.name == "Loja")
    dialog = palette()
    QTest.keyClicks(dialog.search, "xyzzy")
    qtbot.waitUntil(lambda: "xyzzy" in dialog.note.text())
    QTest.keyClick(dialog.search, Qt.Key.Key_Return)
    assert dialog.isVisible()


def test_what_is_read_late_is_not_shown_for_what_was_typed_since(qtbot: QtBot, app: QApplication) -> None:
    asked: list[str] = []

    def find(text: str) -> Sequence[Hit]:
        asked.append(text)
        return [Hit(Kind.ORDER, f"{text}-{number}", text) for number in range(50)]

    background = Background()
    dialog = PaletteDialog([], [], find, background)
    qtbot.addWidget(dialog)
    dialog.open()
    dialog.search.setText("1")
    dialog._look()
    dialog.search.setText("12")
    background.wait(5000)
    app.processEvents()
    assert not shown(dialog)
    qtbot.waitUntil(lambda: asked == ["1", "12"] and bool(shown(dialog)))
    assert len(shown(dialog)) == MOST and shown(dialog)[0].ref == "12-0"
    # Nothing typed is no question.
    dialog.search.clear()
    assert not shown(dialog)
    dialog.reject()


@settings(max_examples=examples(50))
@given(st.text(max_size=12), st.lists(st.text(max_size=20), max_size=6))
def test_what_fits_holds_every_word_and_is_never_doubled(text: str, words: list[str]) -> None:
    hits = [Hit(Kind.TASK, str(number), one) for number, one in enumerate(words)]
    fits = fitting(hits, text)
    assert len({hit.ref for hit in fits}) == len(fits)
    for hit in hits:
        assert (hit in fits) is all(word in folded(hit.words) + " " for word in folded(text).split())


def every_key(window: QWidget) -> set[str]:
    """Asked of Qt itself."""
    native = {one.key().toString() for one in window.findChildren(QShortcut)}
    return native | {one.shortcut().toString() for one in window.findChildren(QAction)} - {""}


def test_every_key_of_the_window_stands_in_the_sheet_with_its_words(qtbot: QtBot, desktop: Desktop) -> None:
    qtbot.waitUntil(lambda: was_read(desktop.window))
    for name, _icon, _words in PAGES:
        desktop.window.workspace.open_page(name)
    QTest.keyClick(desktop.window, Qt.Key.Key_Slash, Qt.KeyboardModifier.ControlModifier)
    (sheet,) = desktop.window.findChildren(ShortcutsDialog)
    assert sheet.isVisible()
    told = {keys for _words, keys in sheet.told}
    assert every_key(desktop.window) == told
    assert {"Ctrl+K", "Ctrl+/", "Ctrl+Q", "F5", "Ctrl+C", "Ctrl+7"} <= told
    assert all(words.strip() for words, _keys in sheet.told)
    assert len({words for words, _keys in sheet.told}) == len(sheet.told)
