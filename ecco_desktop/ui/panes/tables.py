"""How every table of the window looks and copies."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QAction, QColor, QKeySequence, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)

from ecco_desktop.domain.foreign import shown
from ecco_desktop.ui import theme
from ecco_desktop.words import _

Index = QModelIndex | QPersistentModelIndex
LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
PADDING = 10
LEADING = 4
ROW_HEIGHT = 40
LOG_ROW_HEIGHT = 28


class CellDelegate(QStyledItemDelegate):
    """Draws a cell with two questions to the model instead of eight: under load each one may have to wait."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Background, line, words."""
        now = theme.colours()
        painter.save()
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        rect = option.rect
        painter.fillRect(rect, QColor(now.selected if chosen else now.surface))
        painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), QColor(now.raised))
        words = index.data(Qt.ItemDataRole.DisplayRole)
        side = index.data(Qt.ItemDataRole.TextAlignmentRole) or LEFT
        place = rect.adjusted(PADDING, 0, -PADDING, -1)
        painter.setPen(QColor(now.text))
        metrics, text = option.fontMetrics, str(words or "")
        wraps = 2 * metrics.height() <= place.height() and metrics.horizontalAdvance(text) > place.width()
        if wraps and self._wraps():
            lines = place.height() // metrics.height()
            text = metrics.elidedText(text, Qt.TextElideMode.ElideRight, place.width() * lines - PADDING)
            painter.drawText(place, int(side) | Qt.TextFlag.TextWordWrap, text)
        else:
            text = metrics.elidedText(text, Qt.TextElideMode.ElideRight, place.width())
            painter.drawText(place, int(side), text)
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """As tall as its words are where they wrap."""
        hint = super().sizeHint(option, index)
        table = self.parent()
        if isinstance(table, QTableView) and table.wordWrap():
            place = QRect(0, 0, table.columnWidth(index.column()) - 2 * PADDING, 10_000)
            words = str(index.data(Qt.ItemDataRole.DisplayRole) or "")
            found = option.fontMetrics.boundingRect(place, LEFT | Qt.TextFlag.TextWordWrap, words)
            hint.setHeight(found.height() + theme.px(2 * LEADING))
        return hint

    def _wraps(self) -> bool:
        table = self.parent()
        return isinstance(table, QTableView) and table.wordWrap()


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
    table.setItemDelegate(CellDelegate(table))
    rows = table.verticalHeader()
    rows.hide()
    rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
    rows.setDefaultSectionSize(theme.px(height))
    columns = table.horizontalHeader()
    columns.setHighlightSections(False)
    columns.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)


def wrap(table: QTableView) -> None:
    """Let words go over lines; a row is as tall as its words need. For tables of few rows."""
    table.setWordWrap(True)
    rows = table.verticalHeader()
    rows.setMinimumSectionSize(rows.defaultSectionSize())
    rows.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)


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
    action = QAction(_("Copiar as linhas escolhidas"), table)
    action.setShortcut(QKeySequence(QKeySequence.StandardKey.Copy))
    action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)

    def copy() -> None:
        QApplication.clipboard().setText(shown(as_text(chosen_rows(table))))

    action.triggered.connect(copy)
    table.addAction(action)
    return action


def chosen_rows(table: QTableView) -> list[int]:
    """The rows that are selected, in order."""
    chosen = table.selectionModel()
    return sorted({index.row() for index in chosen.selectedRows()}) if chosen else []
