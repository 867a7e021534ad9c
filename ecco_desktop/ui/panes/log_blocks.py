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
        self._words: dict[int, str] = {}
        # Where the last lines that are alike begin: what comes can join these alone.
        self._tail = 0
        model.modelReset.connect(self._anew)
        model.rowsInserted.connect(self._grown)
        model.rowsRemoved.connect(self._shortened)

    def toggle(self, index: Index) -> bool:
        """Open or close the block of this line; whether it is the first of one."""
        row = index.row()
        if not self._model.words(row):
            return False
        self._opened ^= {self._model.line(row).id}
        self._fold(row, self._model.rowCount())
        return True

    # -- inside --

    def _anew(self) -> None:
        """What is hidden is asked of the table: rows may have moved under their numbers."""
        rows = range(self._model.rowCount())
        self._hidden = {row for row in rows if self._table.isRowHidden(row)}
        self._words = {}
        self._fold(0, len(rows))

    def _grown(self, _parent: QModelIndex, first: int, _last: int) -> None:
        if first:
            self._fold(self._tail, self._model.rowCount())
        else:
            self._anew()

    def _shortened(self, _parent: QModelIndex, _first: int, last: int) -> None:
        """Lines left at the far end, and with them perhaps the first of a block; the others only moved."""
        gone, lines = last + 1, self._model.lines
        self._hidden = {row - gone for row in self._hidden if row >= gone}
        self._words = {row - gone: words for row, words in self._words.items() if row >= gone}
        self._tail = max(0, self._tail - gone)
        self._fold(0, self._head(lines))

    @staticmethod
    def _head(lines: Sequence[LogLine]) -> int:
        """How many lines at the beginning are alike."""
        if not lines:
            return 0
        wanted = _alike(lines[0])
        return next((row for row, line in enumerate(lines) if _alike(line) != wanted), len(lines))

    def _fold(self, start: int, end: int) -> None:
        """Look at these rows anew; both are where lines that are alike begin."""
        words: dict[int, str] = {}
        hidden: set[int] = set()
        for row, lines in groups(self._model.lines[start:end]):
            first = start + row
            if end == self._model.rowCount():
                self._tail = first
            if len(lines) < LEAST:
                continue
            opened = lines[0].id in self._opened
            words[first] = ("▾ " if opened else "▸ ") + said_of(lines)
            if not opened:
                hidden.update(range(first + 1, first + len(lines)))
        for row in hidden ^ {row for row in self._hidden if start <= row < end}:
            self._table.setRowHidden(row, row in hidden)
        self._hidden = {row for row in self._hidden if not start <= row < end} | hidden
        self._words = {row: said for row, said in self._words.items() if not start <= row < end} | words
        self._model.show_words(self._words)


def groups(lines: Sequence[LogLine]) -> Iterator[tuple[int, list[LogLine]]]:
    """Where lines that are alike begin, and which they are."""
    row = 0
    for _key, group in groupby(lines, _alike):
        found = list(group)
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
