"""The log pane's model: a bounded stretch of lines, fed from storage."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from ecco_desktop.clock import SHOP
from ecco_desktop.domain.foreign import shown
from ecco_desktop.domain.runs import Level, LogLine
from ecco_desktop.ui import texts
from ecco_desktop.ui.plain import tip
from ecco_desktop.words import N_, _

Index = QModelIndex | QPersistentModelIndex
LEVEL = Qt.ItemDataRole.UserRole + 1
BOUND = 5000
HEADERS = (N_("Hora"), N_("Nível"), N_("Mensagem"))


class LogModel(QAbstractTableModel):
    """Lines oldest first; those beyond the bound leave at the far end."""

    def __init__(self, parent: QObject | None = None, bound: int = BOUND) -> None:
        super().__init__(parent)
        self._lines: list[LogLine] = []
        self._bound = bound
        self._words: dict[int, str] = {}

    def replace(self, lines: Sequence[LogLine]) -> None:
        """Show these and no others."""
        self.beginResetModel()
        self._lines = list(lines)[-self._bound :]
        self.endResetModel()

    def append(self, lines: Sequence[LogLine]) -> None:
        """More came at the end; lines that are there already are passed over."""
        fresh = [line for line in lines if line.id > self.last_id]
        if not fresh:
            return
        first = len(self._lines)
        self.beginInsertRows(QModelIndex(), first, first + len(fresh) - 1)
        self._lines += fresh
        self.endInsertRows()
        if (extra := len(self._lines) - self._bound) > 0:
            self.beginRemoveRows(QModelIndex(), 0, extra - 1)
            del self._lines[:extra]
            self.endRemoveRows()

    def prepend(self, lines: Sequence[LogLine]) -> int:
        """Older lines, as many as there is room for; how many were taken."""
        room = self._bound - len(self._lines)
        older = [line for line in lines if line.id < self.first_id][-room:] if room > 0 else []
        if older:
            self.beginInsertRows(QModelIndex(), 0, len(older) - 1)
            self._lines[:0] = older
            self.endInsertRows()
        return len(older)

    @property
    def first_id(self) -> int:
        """The id of the oldest line shown; 0 where there is none."""
        return self._lines[0].id if self._lines else 0

    @property
    def last_id(self) -> int:
        """The id of the newest line shown; 0 where there is none."""
        return self._lines[-1].id if self._lines else 0

    @property
    def lines(self) -> Sequence[LogLine]:
        """All that is there."""
        return self._lines

    def show_words(self, words: dict[int, str]) -> None:
        """What some rows say in place of their own sentence: the first of a block speaks for all."""
        before, self._words = self._words, words
        rows = sorted(row for row in {*before, *words} if before.get(row) != words.get(row))
        if rows:
            last = min(rows[-1], len(self._lines) - 1)
            self.dataChanged.emit(self.index(min(rows[0], last), 2), self.index(last, 2))

    def words(self, row: int) -> str:
        """What the row says for its whole block; "" where it is no first of one."""
        return self._words.get(row, "")

    def line(self, row: int) -> LogLine:
        """The line of a row."""
        return self._lines[row]

    def as_text(self, rows: Sequence[int]) -> str:
        """Rows for the clipboard."""
        return "\n".join(
            f"{texts.moment(line.at)}\t{texts.LEVELS[line.level]}\t{line.text}"
            for line in (self._lines[row] for row in sorted(rows))
        )

    # -- Qt --

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        """Lines."""
        return 0 if parent.isValid() else len(self._lines)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        """Columns."""
        return 0 if parent.isValid() else len(HEADERS)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Column names."""
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return _(HEADERS[section])
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """What a cell shows."""
        if not index.isValid() or index.row() >= len(self._lines):
            return None
        line = self._lines[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return (_time(line.at), texts.LEVELS[line.level], self._said(index.row()))[index.column()]
        if role == Qt.ItemDataRole.ToolTipRole:
            return tip(f"{texts.moment(line.at)}\n{line.text}")
        if role == LEVEL:
            return line.level
        return None

    def _said(self, row: int) -> str:
        return shown(self._words.get(row) or self._lines[row].text)


def _time(at: datetime) -> str:
    return f"{at.astimezone(SHOP):%H:%M:%S}"


LEVEL_TONES = {Level.INFO: "muted", Level.WARNING: "warning", Level.ERROR: "bad"}
