"""A plain read-only table over any objects: columns are a name and a way to write a cell."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from ecco_desktop.domain.foreign import shown
from ecco_desktop.ui.plain import tip

Index = QModelIndex | QPersistentModelIndex
T = TypeVar("T")
OBJECT = Qt.ItemDataRole.UserRole + 1
ICON = Qt.ItemDataRole.UserRole + 2


@dataclass(frozen=True, slots=True)
class Cell(Generic[T]):
    """One column. `mark` gives an icon's name and its tone (a colour of the theme)."""

    name: str
    write: Callable[[T], str]
    right: bool = False
    mark: Callable[[T], tuple[str, str] | None] | None = None


class RowModel(QAbstractTableModel, Generic[T]):
    """Rows of T."""

    def __init__(self, cells: Sequence[Cell[T]], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._cells = tuple(cells)
        self._rows: list[T] = []

    def replace(self, rows: Sequence[T]) -> None:
        """Show these and no others."""
        self.beginResetModel()
        self._rows = list(rows)
        self.endResetModel()

    def extend(self, rows: Sequence[T]) -> None:
        """More at the end."""
        if rows:
            first = len(self._rows)
            self.beginInsertRows(QModelIndex(), first, first + len(rows) - 1)
            self._rows += rows
            self.endInsertRows()

    def row(self, number: int) -> T:
        """The object of a row."""
        return self._rows[number]

    def as_text(self, numbers: Sequence[int]) -> str:
        """Rows for the clipboard."""
        return "\n".join(
            "\t".join(cell.write(self._rows[number]) for cell in self._cells) for number in sorted(numbers)
        )

    # -- Qt --

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        """Rows."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        """Columns."""
        return 0 if parent.isValid() else len(self._cells)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Column names."""
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self._cells[section].name
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return self._side(self._cells[section])
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """What a cell shows."""
        if not index.isValid() or index.row() >= len(self._rows):
            return None
        cell, row = self._cells[index.column()], self._rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return shown(cell.write(row))
        if role == Qt.ItemDataRole.ToolTipRole:
            return tip(cell.write(row))
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return self._side(cell)
        if role == ICON:
            return cell.mark(row) if cell.mark else None
        return row if role == OBJECT else None

    @staticmethod
    def _side(cell: Cell[Any]) -> int:
        side = Qt.AlignmentFlag.AlignRight if cell.right else Qt.AlignmentFlag.AlignLeft
        return int(side | Qt.AlignmentFlag.AlignVCenter)
