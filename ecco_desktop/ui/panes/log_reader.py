"""Reads the log of one task for the pane: the newest lines, what comes, what was before."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, Signal

from ecco_desktop.domain.runs import Level, LogLine
from ecco_desktop.services.history import HistoryService
from ecco_desktop.ui.background import Background
from ecco_desktop.ui.models.log import LogModel

FIRST = 300
OLDER = 300

Filters = Callable[[], tuple[list[Level] | None, str]]


class LogReader(QObject):
    """Fills a model, off the UI thread. `older` carries how many lines came before the first."""

    changed = Signal()
    grown = Signal()
    older = Signal(int)
    failed = Signal(str)

    def __init__(
        self, background: Background, history: HistoryService, model: LogModel, filters: Filters
    ) -> None:
        super().__init__(model)
        self._background = background
        self._history = history
        self._model = model
        self._filters = filters
        self._task_id: int | None = None
        self._asking = False
        self._again = False
        # Only answers to what is asked for now count.
        self._turn = 0

    def read(self, task_id: int | None) -> None:
        """The newest lines of a task that fit the filters; None: of none."""
        self._task_id = task_id
        self._turn += 1
        if task_id is None:
            self._model.replace([])
            self.changed.emit()
            return
        history, turn = self._history, self._turn
        levels, text = self._filters()
        self._background.run(
            self,
            lambda: history.log(task_id, levels=levels, text=text, limit=FIRST),
            lambda lines: self._take(turn, lines),
            self._fail,
        )

    def again(self) -> None:
        """The same with other filters."""
        self.read(self._task_id)

    def grew(self, task_id: int) -> None:
        """More lines of a task are in storage."""
        if self._task_id != task_id:
            return
        if not self._model.last_id:
            self.again()
        elif self._asking:
            self._again = True
        else:
            self._ask_more(task_id)

    def ask_older(self) -> None:
        """The lines before the first that is shown."""
        task_id, before = self._task_id, self._model.first_id
        if task_id is None or not before or self._asking:
            return
        self._asking = True
        history, turn = self._history, self._turn
        levels, text = self._filters()
        self._background.run(
            self,
            lambda: history.log(task_id, before_id=before, levels=levels, text=text, limit=OLDER),
            lambda lines: self._take_older(turn, lines),
            self._fail,
        )

    # -- inside --

    def _take(self, turn: int, lines: Sequence[LogLine]) -> None:
        if turn == self._turn:
            self._model.replace(lines)
            self.changed.emit()
            self.grown.emit()

    def _ask_more(self, task_id: int) -> None:
        self._asking = True
        history, turn, after = self._history, self._turn, self._model.last_id
        levels, text = self._filters()
        self._background.run(
            self,
            lambda: history.log(task_id, after_id=after, levels=levels, text=text, limit=FIRST),
            lambda lines: self._take_more(turn, lines),
            self._fail,
        )

    def _take_more(self, turn: int, lines: Sequence[LogLine]) -> None:
        self._asking = False
        if turn == self._turn:
            self._model.append(lines)
            self.changed.emit()
            self.grown.emit()
        if (self._again or len(lines) == FIRST) and self._task_id is not None:
            self._again = False
            self._ask_more(self._task_id)

    def _take_older(self, turn: int, lines: Sequence[LogLine]) -> None:
        self._asking = False
        if turn == self._turn and (taken := self._model.prepend(lines)):
            self.older.emit(taken)

    def _fail(self, words: str) -> None:
        self._asking = False
        self.failed.emit(words)
