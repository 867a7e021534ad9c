"""The task table's model: one row a task, told of as narrowly as possible."""

import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from enum import IntEnum
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from ecco_desktop.domain.events import RunProgressed
from ecco_desktop.domain.foreign import shown
from ecco_desktop.domain.runs import RunResult
from ecco_desktop.domain.tasks import TaskState
from ecco_desktop.services.tasks import TaskView
from ecco_desktop.ui import texts
from ecco_desktop.ui.models.rows import ICON
from ecco_desktop.ui.plain import tip
from ecco_desktop.words import N_, _
from ecco_desktop.words.speech import number

Index = QModelIndex | QPersistentModelIndex
SORT = Qt.ItemDataRole.UserRole + 1
VIEW = Qt.ItemDataRole.UserRole + 3
PROGRESS = Qt.ItemDataRole.UserRole + 4


class Column(IntEnum):
    """The columns, left to right."""

    NAME = 0
    STORE = 1
    STATE = 2
    RECURRENCE = 3
    LAST = 4
    RESULT = 5
    NEXT = 6
    ACTIONS = 7


HEADERS = (
    N_("Automação"),
    N_("Loja"),
    N_("Situação"),
    N_("Recorrência"),
    N_("Última"),
    N_("Resultado"),
    N_("Próxima"),
    "",
)
_TONES = {
    RunResult.SUCCESS: "good",
    RunResult.NOTHING: "good",
    RunResult.WARNINGS: "warning",
    RunResult.PARTIAL: "warning",
    RunResult.INTERRUPTED: "warning",
    RunResult.FAILED: "bad",
}


class TaskModel(QAbstractTableModel):
    """Rows of TaskView."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._views: list[TaskView] = []
        self._began: dict[int, tuple[int, float]] = {}

    def update(self, views: Sequence[TaskView]) -> None:
        """Take the tasks as they are now; rows that did not change are not told of."""
        if [view.task.id for view in views] != [view.task.id for view in self._views]:
            self.beginResetModel()
            self._views = list(views)
            self.endResetModel()
            return
        for row, view in enumerate(views):
            if view != self._views[row]:
                self._views[row] = view
                self.dataChanged.emit(self.index(row, 0), self.index(row, len(Column) - 1))

    def progress(self, event: RunProgressed) -> None:
        """A run went on."""
        for row, view in enumerate(self._views):
            if view.task.id == event.task_id:
                first = Column.STATE if view.progress is None else Column.RESULT
                self._views[row] = replace(view, progress=event)
                if self._began.get(event.run_id) is None:
                    self._began = {event.run_id: (event.done, time.monotonic()), **self._began}
                self.dataChanged.emit(self.index(row, first), self.index(row, Column.RESULT))

    def tick(self) -> None:
        """Time went by: what is told relative to now is told anew."""
        if self._views:
            last = len(self._views) - 1
            self.dataChanged.emit(self.index(0, Column.LAST), self.index(last, Column.NEXT))

    def view(self, row: int) -> TaskView:
        """The task of a row."""
        return self._views[row]

    def row_of(self, task_id: int) -> int | None:
        """The row of a task."""
        return next((row for row, view in enumerate(self._views) if view.task.id == task_id), None)

    # -- Qt --

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        """Tasks."""
        return 0 if parent.isValid() else len(self._views)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        """Columns."""
        return 0 if parent.isValid() else len(Column)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Column names."""
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return _(HEADERS[section])
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """What a cell shows."""
        if not index.isValid() or index.row() >= len(self._views):
            return None
        view, column = self._views[index.row()], Column(index.column())
        if role == VIEW:
            return view
        if role == PROGRESS:
            return self._share(view) if column is Column.RESULT else None
        answers: dict[int, Callable[[TaskView, Column], Any]] = {
            Qt.ItemDataRole.DisplayRole: lambda view, column: shown(self._text(view, column)),
            Qt.ItemDataRole.ToolTipRole: lambda view, column: tip(self._tip(view, column)),
            Qt.ItemDataRole.AccessibleTextRole: self._spoken,
            Qt.ItemDataRole.AccessibleDescriptionRole: self._spoken_besides,
            SORT: self._sort,
            ICON: _icon,
        }
        return answers[role](view, column) if role in answers else None

    # -- inside --

    def _text(self, view: TaskView, column: Column) -> str:
        now = datetime.now(UTC)
        run = view.last_run
        cells = {
            Column.NAME: _(view.automation.name),
            Column.STORE: view.connection,
            Column.STATE: _state(view),
            Column.RECURRENCE: texts.recurrence(view.task.recurrence)
            if view.automation.recurrent
            else _(texts.ONCE),
            Column.LAST: texts.ago(run.started_at or run.queued_at if run else None, now),
            Column.RESULT: self._progress_text(view) or texts.result(run),
            Column.NEXT: _next(view, now),
            Column.ACTIONS: "",
        }
        return cells[column]

    def _tip(self, view: TaskView, column: Column) -> str:
        tips = {
            Column.NAME: _(view.automation.summary),
            Column.RECURRENCE: texts.recurrence_here(view.task.recurrence)
            if view.automation.recurrent
            else "",
            Column.LAST: texts.moment_here(view.last_run.started_at if view.last_run else None),
            Column.NEXT: texts.moment_here(view.next_due),
            Column.ACTIONS: _("Ações da tarefa"),
        }
        return tips.get(column) or self._text(view, column)

    def _spoken(self, view: TaskView, column: Column) -> str:
        """What a screen reader calls a cell: what stands in it."""
        if column is Column.ACTIONS:
            return _("Ações da tarefa")
        return shown(self._text(view, column))

    def _spoken_besides(self, view: TaskView, column: Column) -> str:
        """The name of a task is followed by all else of its row; the other cells by what their tip says."""
        if column is not Column.NAME:
            words = self._tip(view, column)
            return "" if words == self._text(view, column) else shown(words)
        rest = (self._spoken(view, one) for one in Column if one not in (Column.NAME, Column.ACTIONS))
        return ", ".join(words for words in rest if words)

    def _sort(self, view: TaskView, column: Column) -> Any:
        if column is Column.LAST:
            started = view.last_run.started_at if view.last_run else None
            return started.timestamp() if started else 0.0
        if column is Column.NEXT:
            return view.next_due.timestamp() if view.next_due else float("inf")
        return self._text(view, column).casefold()

    def _share(self, view: TaskView) -> float | None:
        """How much of a run is done, 0 to 1; -1 where nobody knows; None where nothing runs."""
        if view.state not in (TaskState.RUNNING, TaskState.STOPPING):
            return None
        progress = view.progress
        if progress is None or not progress.total:
            return -1.0
        return min(1.0, progress.done / progress.total)

    def _progress_text(self, view: TaskView) -> str:
        progress = view.progress
        if self._share(view) is None:
            return ""
        if progress is None:
            return _("Começando…")
        if not progress.total:
            return _("{0} lidos").format(number(progress.done))
        words = f"{number(progress.done)}/{number(progress.total)}"
        left = self._left(progress)
        return _("{0} · resta {1}").format(words, texts.duration(left)) if left is not None else words

    def _left(self, progress: RunProgressed) -> float | None:
        """Seconds left at the pace so far; None while there is none to speak of."""
        done, began = self._began.get(progress.run_id, (progress.done, time.monotonic()))
        spent, went = time.monotonic() - began, progress.done - done
        if went <= 0 or spent < 1 or not progress.total:
            return None
        return max(0.0, (progress.total - progress.done) * spent / went)


def _state(view: TaskView) -> str:
    if view.state is TaskState.IDLE and not view.task.active:
        return _(texts.INACTIVE)
    return texts.STATES[view.state]


def _next(view: TaskView, now: datetime) -> str:
    if view.state is not TaskState.IDLE:
        return "—"
    return texts.until(view.next_due, now)


def _icon(view: TaskView, column: Column) -> tuple[str, str] | None:
    """An icon's name and its tone (a colour of the theme)."""
    if column is Column.STATE:
        busy = {TaskState.RUNNING: "running", TaskState.STOPPING: "stop", TaskState.QUEUED: "clock"}
        if view.state in busy:
            return busy[view.state], "accent"
        return ("idle", "muted") if view.task.active else ("off", "muted")
    if column is Column.RESULT and view.result and view.state is TaskState.IDLE:
        return texts.RESULT_ICONS[view.result], _TONES.get(view.result, "muted")
    return None
