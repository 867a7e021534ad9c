"""How every table of the window looks and copies."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QAbstractItemView, QApplication, QHeaderView, QTableView

from ecco_desktop.ui import theme

ROW_HEIGHT = 40
LOG_ROW_HEIGHT = 28


def dress(table: QTableView, name: str, height: int = ROW_HEIGHT) -> None:
    """Rows, no grid, no cut headers, a name for screen readers."""
    table.setAccessibleName(name)
    table.setShowGrid(False)
    table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    table.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    table.setWordWrap(False)
    table.setTextElideMode(Qt.TextElideMode.ElideRight)
    table.setTabKeyNavigation(False)
    table.setAlternatingRowColors(False)
    rows = table.verticalHeader()
    rows.hide()
    rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
    rows.setDefaultSectionSize(theme.px(height))
    columns = table.horizontalHeader()
    columns.setHighlightSections(False)
    columns.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)


def set_widths(table: QTableView, widths: Sequence[int], stretch: int) -> None:
    """Fixed first widths; the column `stretch` takes what is left."""
    header = table.horizontalHeader()
    for column, width in enumerate(widths):
        mode = QHeaderView.ResizeMode.Stretch if column == stretch else QHeaderView.ResizeMode.Interactive
        header.setSectionResizeMode(column, mode)
        if column != stretch:
            table.setColumnWidth(column, theme.px(width))


def make_copyable(table: QTableView, as_text: Callable[[Sequence[int]], str]) -> QAction:
    """Ctrl+C copies the chosen rows."""
    action = QAction("Copiar", table)
    action.setShortcut(QKeySequence(QKeySequence.StandardKey.Copy))
    action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)

    def copy() -> None:
        QApplication.clipboard().setText(as_text(chosen_rows(table)))

    action.triggered.connect(copy)
    table.addAction(action)
    return action


def chosen_rows(table: QTableView) -> list[int]:
    """The rows that are selected, in order."""
    chosen = table.selectionModel()
    return sorted({index.row() for index in chosen.selectedRows()}) if chosen else []
