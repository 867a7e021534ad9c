"""A table over more rows than anyone reads: pages come as one scrolls."""

from collections.abc import Callable, Sequence
from typing import TypeVar

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex

from ecco_desktop.ui.background import Background
from ecco_desktop.ui.models.rows import Cell, RowModel

Index = QModelIndex | QPersistentModelIndex
T = TypeVar("T")
PAGE = 200


class PagedModel(RowModel[T]):
    """`read(last, count)` gives the rows after `last` (None: the first). It is called off the UI thread."""

    def __init__(
        self,
        cells: Sequence[Cell[T]],
        background: Background,
        failed: Callable[[str], None],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(cells, parent)
        self._background = background
        self._failed = failed
        self._read: Callable[[T | None, int], Sequence[T]] | None = None
        self._first: Callable[[], None] | None = None
        self._more = False
        self._reading = False
        self._turn = 0

    def begin(self, read: Callable[[T | None, int], Sequence[T]], then: Callable[[], None]) -> None:
        """Show what `read` gives, from the start; `then` is called once the first page is there."""
        self._read, self._first = read, then
        self._turn += 1
        self._reading = False
        self._ask(None)

    def show(self, rows: Sequence[T], read: Callable[[T | None, int], Sequence[T]], *, more: bool) -> None:
        """Show these, which were read already; `read` gives those after them, where there are `more`."""
        self._read, self._first = read, None
        self._turn += 1
        self._reading, self._more = False, more
        self.replace(rows)

    def canFetchMore(self, parent: Index = QModelIndex()) -> bool:  # noqa: B008 - Qt's signature
        """Whether there may be more."""
        return not parent.isValid() and self._more and not self._reading

    def fetchMore(self, parent: Index = QModelIndex()) -> None:  # noqa: B008 - Qt's signature
        """Ask for the next page; it comes later."""
        if not parent.isValid() and self._more and not self._reading and self.rowCount():
            self._ask(self.row(self.rowCount() - 1))

    def _ask(self, last: T | None) -> None:
        if self._read is None:
            return
        self._reading = True
        read, turn = self._read, self._turn
        self._background.run(
            self, lambda: read(last, PAGE), lambda rows: self._take(turn, last, rows), self._fail
        )

    def _take(self, turn: int, last: T | None, rows: Sequence[T]) -> None:
        if turn != self._turn:
            return
        self._more = len(rows) == PAGE
        if last is None:
            self.replace(rows)
        else:
            self.extend(rows)
        # Only now: a view asks for more while rows are being put in, and would get the same page twice.
        self._reading = False
        if last is None and self._first is not None:
            self._first()

    def _fail(self, words: str) -> None:
        self._reading = False
        self._more = False
        self._failed(words)
