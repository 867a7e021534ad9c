"""Lines of the log that say the same of one record after another are one line, which opens."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex
from PySide6.QtWidgets import QTableView

from ecco_desktop.domain.automations import Records
from ecco_desktop.domain.runs import LogLine
from ecco_desktop.ui.models.log import LogModel
from ecco_desktop.words.heads import HEADED, heading
from ecco_desktop.words.subjects import Subject, subject_of

Index = QModelIndex | QPersistentModelIndex
# Three alike are read faster than one that must be opened.
LEAST = 4


class LogBlocks(QObject):
    """Hides all lines of a block but its first, which says how many there are; a click opens and closes it.

    To be made once the table shows the model: its rows are there before they are hidden.
    """

    def __init__(self, table: QTableView, model: LogModel) -> None:
        super().__init__(table)
        self._table = table
        self._model = model
        # The first line's number of each block a person opened.
        self._opened: set[int] = set()
        self._hidden: set[int] = set()
        model.modelReset.connect(self._anew)
        model.rowsInserted.connect(self._grown)
        model.rowsRemoved.connect(self._anew)

    def toggle(self, index: Index) -> bool:
        """Open or close the block of this line; whether it is the first of one."""
        row = index.row()
        if not self._model.words(row):
            return False
        self._opened ^= {self._model.line(row).id}
        self._fold()
        return True

    # -- inside --

    def _anew(self) -> None:
        """Rows moved under their numbers: what is hidden is asked of the table."""
        rows = range(self._model.rowCount())
        self._hidden = {row for row in rows if self._table.isRowHidden(row)}
        self._fold()

    def _grown(self, _parent: QModelIndex, first: int, _last: int) -> None:
        if first:
            self._fold()
        else:
            self._anew()

    def _fold(self) -> None:
        words: dict[int, str] = {}
        hidden: set[int] = set()
        for first, lines in blocks(self._model.lines):
            opened = lines[0].id in self._opened
            words[first] = ("▾ " if opened else "▸ ") + said_of(lines)
            if not opened:
                hidden.update(range(first + 1, first + len(lines)))
        for row in hidden ^ self._hidden:
            self._table.setRowHidden(row, row in hidden)
        self._hidden = hidden
        self._model.show_words(words)


def blocks(lines: Sequence[LogLine]) -> Iterator[tuple[int, list[LogLine]]]:
    """Where each block begins, and its lines."""
    row = 0
    for _key, group in groupby(lines, _alike):
        found = list(group)
        if len(found) >= LEAST:
            yield row, found
        row += len(found)


def said_of(lines: Sequence[LogLine]) -> str:
    """“37 pedidos sem vínculo para “SEDEX””."""
    return heading(lines[0].key, lines[0].values, len(lines), _records(lines[0]))


def _alike(line: LogLine) -> tuple[object, ...]:
    """What was done is read line by line; what went wrong for one and the same cause is one line."""
    if line.key not in HEADED:
        return (line.id,)
    return line.level, line.key, heading(line.key, line.values, 1, _records(line))


def _records(line: LogLine) -> Records:
    return Records.PRODUCTS if subject_of(line) is Subject.SKU else Records.ORDERS
