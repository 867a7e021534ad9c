"""How every table of the window looks and copies; its widths are `columns.Columns`."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRect, QSize, Qt, QTimer
from PySide6.QtGui import QAction, QColor, QFontMetrics, QKeySequence, QPainter
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
from ecco_desktop.ui.models.rows import ICON
from ecco_desktop.words import _

Index = QModelIndex | QPersistentModelIndex
LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
PADDING = 10
LEADING = 4
ROW_HEIGHT = 40
LOG_ROW_HEIGHT = 28
MARK = 17


class CellDelegate(QStyledItemDelegate):
    """Draws a cell with few questions to the model instead of eight: under load each one may have to wait.

    `wrapping`: the columns whose words go over lines.
    """

    wrapping: frozenset[int] = frozenset()

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Background, line, mark, words."""
        now = theme.colours()
        painter.save()
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        rect = option.rect
        painter.fillRect(rect, QColor(now.selected if chosen else now.surface))
        painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), QColor(now.raised))
        place = rect.adjusted(theme.px(PADDING), 0, -theme.px(PADDING), -1)
        if (mark := index.data(ICON)) is not None:
            place.setLeft(draw_mark(painter, place, *mark))
        side = index.data(Qt.ItemDataRole.TextAlignmentRole) or LEFT
        painter.setPen(QColor(now.text))
        metrics, text = option.fontMetrics, str(index.data(Qt.ItemDataRole.DisplayRole) or "")
        wraps = index.column() in self.wrapping and metrics.horizontalAdvance(text) > place.width()
        if wraps and self._height(option, index, text) <= place.height():
            painter.drawText(place, int(side) | Qt.TextFlag.TextWordWrap, text)
        else:
            fit = max(1, place.height() // metrics.height()) if wraps else 1
            painter.drawText(place, int(side), lines(text, metrics, place.width(), fit))
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """As tall as its words are: one line, or those they take where they wrap."""
        words = str(index.data(Qt.ItemDataRole.DisplayRole) or "")
        width = option.fontMetrics.horizontalAdvance(words) + 2 * theme.px(PADDING)
        line = option.fontMetrics.height()
        height = self._height(option, index, words) if index.column() in self.wrapping else line
        return QSize(width, height + 2 * theme.px(LEADING))

    def _height(self, option: QStyleOptionViewItem, index: Index, words: str) -> int:
        table = self.parent()
        assert isinstance(table, QTableView)  # noqa: S101 - made for one
        width = table.columnWidth(index.column()) - 2 * theme.px(PADDING)
        if option.fontMetrics.horizontalAdvance(words) <= width and "\n" not in words:
            return option.fontMetrics.height()
        found = option.fontMetrics.boundingRect(
            QRect(0, 0, max(1, width), 100_000), LEFT | Qt.TextFlag.TextWordWrap, words
        )
        return found.height()


def lines(words: str, metrics: QFontMetrics, width: int, most: int) -> str:
    """Words over at most `most` lines of a width; what is too much ends in an ellipsis."""
    found: list[str] = []
    for word in words.split():
        longer = f"{found[-1]} {word}" if found else word
        # Asked of what would cut it: the width of a text is rounded.
        fits = metrics.elidedText(longer, Qt.TextElideMode.ElideRight, width) == longer
        if found and (fits or len(found) == most):
            found[-1] = longer
        else:
            found.append(word)
    return "\n".join(metrics.elidedText(line, Qt.TextElideMode.ElideRight, width) for line in found)


def draw_mark(painter: QPainter, place: QRect, name: str, tone: str) -> int:
    """An icon in a tone of the theme at the left of a cell; where the words after it begin."""
    size = theme.px(MARK)
    colour = str(getattr(theme.colours(), tone))
    top = place.center().y() - size // 2
    painter.drawPixmap(QRect(place.left(), top, size, size), theme.pixmap(name, colour, 2 * size))
    return place.left() + size + theme.px(8)


def row_height(height: int) -> int:
    """Of a row of one line: as drawn for 100 %, and never less than its text needs."""
    return max(theme.px(height), theme.line_height() + 2 * theme.px(LEADING))


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
    rows.setDefaultSectionSize(row_height(height))
    columns = table.horizontalHeader()
    columns.setHighlightSections(False)
    columns.setTextElideMode(Qt.TextElideMode.ElideRight)
    columns.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)


def wrap(table: QTableView, *columns: int) -> None:
    """Let words of these columns go over lines (of all, where none is named); rows are as tall as they need.

    The table has its model already.
    """
    table.setWordWrap(True)
    delegate = table.itemDelegate()
    assert isinstance(delegate, CellDelegate)  # noqa: S101 - it was dressed
    delegate.wrapping = frozenset(columns or range(table.model().columnCount()))
    _Heights(table)


class _Heights(QObject):
    """Gives the rows in sight the height of their words; to measure a thousand would take seconds."""

    def __init__(self, table: QTableView) -> None:
        super().__init__(table)
        self._table = table
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(0)
        self._later.timeout.connect(self._fit)
        model, bar = table.model(), table.verticalScrollBar()
        for told in (model.modelReset, model.rowsInserted, model.dataChanged, model.layoutChanged):
            told.connect(self._changed)
        for told in (bar.valueChanged, bar.rangeChanged, table.horizontalHeader().sectionResized):
            told.connect(self._changed)

    def _changed(self, *_what: object) -> None:
        self._later.start()

    def _fit(self) -> None:
        table, model = self._table, self._table.model()
        option = QStyleOptionViewItem()
        table.initViewItemOption(option)
        columns = [one for one in range(model.columnCount()) if not table.isColumnHidden(one)]
        first, last = table.rowAt(0), table.rowAt(table.viewport().height() - 1)
        least = table.verticalHeader().defaultSectionSize()
        for row in range(max(0, first), (last if last >= 0 else model.rowCount() - 1) + 1):
            hints = (table.itemDelegate().sizeHint(option, model.index(row, one)) for one in columns)
            height = max([least, *(hint.height() for hint in hints)])
            if table.rowHeight(row) != height:
                table.setRowHeight(row, height)


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
