"""Large text and small windows: what is measured here is every widget's font, every row and every table.

The systems' own fonts are in it: GTK's theme, Windows and macOS give labels, buttons, cells and menus fonts
of their own, which win over the program's. The offscreen platform gives none, so they are given here.
"""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QRect, QSize
from PySide6.QtGui import QFont, QFontInfo
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QLabel,
    QScrollArea,
    QStackedWidget,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)
from pytestqt.qtbot import QtBot

from ecco_desktop.ui import places, theme
from ecco_desktop.ui.application import Desktop
from ecco_desktop.ui.look import ZOOMS, Look, dress
from ecco_desktop.ui.panes.side import PAGES
from tests.fakes.orders import store_order
from tests.ui.conftest import OpenShop, finish, was_read
from tests.ui.test_dialogs import every

# What Qt asks a platform's theme for (QApplicationPrivate::initializeWidgetFontHash).
SYSTEMS_OWN = (
    "QMenu",
    "QMenuBar",
    "QMessageBox",
    "QLabel",
    "QTipLabel",
    "QStatusBar",
    "QPushButton",
    "QCheckBox",
    "QRadioButton",
    "QToolButton",
    "QAbstractItemView",
    "QListView",
    "QHeaderView",
    "QComboMenuItem",
)
SIZES = (QSize(1366, 768), QSize(1024, 700))


@pytest.fixture(params=ZOOMS)
def large(
    request: pytest.FixtureRequest, plain: QApplication, qtbot: QtBot, opened: OpenShop
) -> Iterator[Desktop]:
    """The window at a size of text, over a shop where something happened."""
    opened.shop.store.orders["1001"] = store_order("1001")
    for automation in ("import_orders", "sync_stock"):
        opened.shop.run(automation)
    dress(plain, Look(zoom=request.param))
    # Qt asks for them once more when it was dressed.
    for name in SYSTEMS_OWN:
        plain.setFont(QFont("Sans", 10), name)
    made = Desktop(lambda: opened, demo=False, minimized=False)
    qtbot.waitUntil(lambda: opened.began and was_read(made.window))
    yield made
    finish(made)
    # Dressing what is not there any more takes long.
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def settle(desktop: Desktop) -> None:
    """What is read asks for more (the chosen order for its story), and what is shown for its heights."""
    for _ in range(3):
        desktop.background.wait(5000)
        QApplication.processEvents()
        QApplication.processEvents()


def test_everything_is_as_large_as_was_chosen_and_fits_the_window(
    large: Desktop, opened: OpenShop, monkeypatch: pytest.MonkeyPatch
) -> None:
    wrong: list[str] = []
    for name, _icon, _words in PAGES:
        large.window.workspace.open_page(name)
        for size in SIZES:
            large.window.resize(size)
            settle(large)
            assert large.window.size() == size
            wrong += [f"{name} at {size.width()}: {what}" for what in faults(large.window)]
    assert large.window.workspace.model.rowCount() == 2
    # Smaller text fits where larger does.
    walked = every(large, opened) if theme.px(100) >= 150 else {}
    dialogs = {kind: make() for kind, make in walked.items()}
    settle(large)
    for size in SIZES:
        monkeypatch.setattr(places, "room", lambda _dialog, free=size: free - QSize(8, 36))
        for kind, dialog in dialogs.items():
            dialog.open()
            QApplication.processEvents()
            if dialog.width() > size.width() or dialog.height() > size.height():
                wrong.append(f"{kind.__name__} at {size.width()} is {dialog.width()} x {dialog.height()}")
            wrong += [f"{kind.__name__} at {size.width()}: {what}" for what in faults(dialog)]
            dialog.hide()
    assert not wrong, "\n" + "\n".join(dict.fromkeys(wrong))


def faults(root: QWidget) -> Iterator[str]:
    """What is wrong with what `root` shows."""
    points = QApplication.font().pointSizeF()
    for part in [root, *root.findChildren(QWidget)]:
        if not part.isVisible() or part.objectName().startswith("qt_"):
            continue
        found = QFontInfo(part.font()).pointSizeF()
        if found < points - 0.5:
            yield f"text of {found} points in {_named(part)}"
        if isinstance(part, QTableView):
            yield from _table_faults(part)
        elif isinstance(part, QAbstractButton) and part.text() and part.width() < part.sizeHint().width():
            yield f"{_named(part)} has {part.width()} of {part.sizeHint().width()}"
        elif (
            isinstance(part, QLabel) and part.wordWrap() and part.height() < part.heightForWidth(part.width())
        ):
            yield f"{_named(part)} has {part.height()} of {part.heightForWidth(part.width())} high"
        if isinstance(part, QScrollArea) and not part.horizontalScrollBar().isVisible():
            inside = part.widget()
            if inside is not None and inside.width() > part.viewport().width():
                yield f"{_named(inside)} is {inside.width()} wide in {part.viewport().width()}"
        if part.layout() is not None and not isinstance(part, QStackedWidget):
            yield from _overlaps(part)


def _table_faults(table: QTableView) -> Iterator[str]:
    header = table.horizontalHeader()
    if header.length() > table.viewport().width():
        yield f"{_named(table)}: columns of {header.length()} in {table.viewport().width()}"
    option = QStyleOptionViewItem()
    table.initViewItemOption(option)
    model = table.model()
    for row in range(min(3, model.rowCount())):
        for column in range(model.columnCount()):
            needed = table.itemDelegate().sizeHint(option, model.index(row, column)).height()
            if not header.isSectionHidden(column) and needed > table.rowHeight(row):
                yield f"{_named(table)}: row {row} is {table.rowHeight(row)} of {needed} high"


def _overlaps(part: QWidget) -> Iterator[str]:
    shown = [one for one in part.children() if isinstance(one, QWidget) and one.isVisible()]
    inside = [one for one in shown if not one.isWindow() and part.layout().indexOf(one) >= 0]
    for place, one in enumerate(inside):
        for other in inside[place + 1 :]:
            if not _inner(one.geometry()).intersected(_inner(other.geometry())).isEmpty():
                yield f"{_named(one)} lies over {_named(other)}"


def _inner(place: QRect) -> QRect:
    return place.adjusted(1, 1, -1, -1)


def _named(part: QWidget) -> str:
    text = getattr(part, "text", str)
    return f"{type(part).__name__} {part.objectName() or (text() if callable(text) else '')!r:.60}"
