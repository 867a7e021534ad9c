"""The task table: search, filter, rows with their buttons, and what to do when it is empty."""

from collections.abc import Mapping
from enum import Enum

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QSortFilterProxyModel, Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QButtonGroup,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QStackedWidget,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from ecco_desktop.domain.runs import RunResult
from ecco_desktop.domain.tasks import TaskAction
from ecco_desktop.services.tasks import TaskView
from ecco_desktop.ui import texts, theme
from ecco_desktop.ui.models.tasks import SORT, Column, TaskModel
from ecco_desktop.ui.panes.columns import Columns
from ecco_desktop.ui.panes.row_actions import RowActions
from ecco_desktop.ui.panes.state_page import StatePage
from ecco_desktop.ui.panes.tables import dress
from ecco_desktop.ui.panes.task_delegate import TaskDelegate, primary_action
from ecco_desktop.words import N_, _

Index = QModelIndex | QPersistentModelIndex


class Show(Enum):
    """Which tasks are shown; the value is the word on the button."""

    ALL = N_("Todas")
    ACTIVE = N_("Ativas")
    WITH_ERROR = N_("Com erro")


WIDTHS = (246, 116, 136, 122, 106, 240, 100, 90)
# What can still be read, and what goes first where there is no room; the next turn and the buttons stay.
LEAST: Mapping[int, int] = {
    Column.NAME: 162,
    Column.STORE: 98,
    Column.STATE: 118,
    Column.RECURRENCE: 108,
    Column.LAST: 98,
    Column.RESULT: 106,
    Column.NEXT: 96,
}
YIELDS = (Column.RECURRENCE, Column.LAST, Column.STORE)
_WITH_ERROR = (RunResult.FAILED, RunResult.PARTIAL)


class TaskFilter(QSortFilterProxyModel):
    """Rows that fit the search and the chosen filter."""

    def __init__(self, model: TaskModel) -> None:
        super().__init__(model)
        self._model = model
        self.words = ""
        self.which = Show.ALL
        self.store = ""
        self.setSourceModel(model)
        self.setSortRole(SORT)

    def choose(self, words: str, which: Show) -> None:
        """Show what fits these."""
        self.beginFilterChange()
        self.words, self.which = words.strip().casefold(), which
        self.endFilterChange()

    def choose_store(self, name: str) -> None:
        """Show the tasks of one connection; empty: of all."""
        if name != self.store:
            self.beginFilterChange()
            self.store = name
            self.endFilterChange()

    def filterAcceptsRow(self, row: int, parent: Index) -> bool:  # noqa: ARG002 - Qt's signature
        """Whether a row is shown."""
        view = self._model.view(row)
        if self.store and view.connection != self.store:
            return False
        if self.which is Show.ACTIVE and not view.task.active:
            return False
        if self.which is Show.WITH_ERROR and view.result not in _WITH_ERROR:
            return False
        return self.words in f"{view.task.name} {view.connection}".casefold()


class TaskTable(QWidget):
    """Asks for actions, does none."""

    chosen = Signal(object)
    asked = Signal(object, object)
    menu_asked = Signal(object, QPoint)
    new_asked = Signal()

    def __init__(self, model: TaskModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self.proxy = TaskFilter(model)
        self.table = QTableView()
        self.page = StatePage()
        self.search = QLineEdit()
        self.new = QPushButton(theme.icon("plus"), _("Nova tarefa"))
        self._filters = QButtonGroup(self)
        self._stack = QStackedWidget()
        self._delegate = TaskDelegate(self.table)
        self.row = RowActions(self.table, self)
        self._loading = True
        self._build()
        self._connect()

    def current(self) -> TaskView | None:
        """The task that is chosen."""
        index = self.table.currentIndex()
        if not index.isValid():
            return None
        return self._model.view(self.proxy.mapToSource(index).row())

    def shows(self, row: int) -> bool:
        """Whether a row of the model is in sight, or could be scrolled to."""
        return self.proxy.mapFromSource(self._model.index(row, 0)).isValid()

    def show_all(self) -> None:
        """No search and no filter."""
        self.search.clear()
        self._filters.buttons()[0].setChecked(True)
        self._filter()

    def select(self, row: int) -> None:
        """Choose a row of the model."""
        self.table.selectRow(self.proxy.mapFromSource(self._model.index(row, 0)).row())

    def loaded(self) -> None:
        """The tasks were read: an empty table now means that there are none."""
        self._loading = False
        first = not self.table.currentIndex().isValid() and self.proxy.rowCount() > 0
        self._show()
        if first:
            self.table.selectRow(0)
            self.table.setFocus()

    def fail(self, words: str, retry: object) -> None:
        """The tasks cannot be read."""
        assert callable(retry)  # noqa: S101 - given by the window
        self.page.say("error", _("Não foi possível abrir os dados"), words, _("Tentar de novo"), retry, "bad")
        self._stack.setCurrentWidget(self.page)

    # -- inside --

    def _build(self) -> None:
        self.search.setPlaceholderText(_("Buscar tarefa ou loja…"))
        self.search.setClearButtonEnabled(True)
        self.search.setAccessibleName(_("Buscar tarefa ou loja"))
        self.search.setMaximumWidth(theme.px(320))
        bar = QHBoxLayout()
        bar.setSpacing(theme.px(6))
        bar.addWidget(self.search, 1)
        bar.addSpacing(theme.px(8))
        for number, which in enumerate(Show):
            button = QPushButton(_(which.value))
            button.setCheckable(True)
            button.setChecked(number == 0)
            # For screen readers it is one of several, and no box to tick.
            button.setAutoExclusive(True)
            self._filters.addButton(button, number)
            bar.addWidget(button)
        bar.addStretch(1)
        bar.addWidget(self.new)
        dress(self.table, _("Tarefas"), 42)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.table.setModel(self.proxy)
        self.table.setItemDelegate(self._delegate)
        self.table.setSortingEnabled(True)
        self.table.sortByColumn(-1, Qt.SortOrder.AscendingOrder)
        self.table.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        Columns(
            self.table, "tasks", WIDTHS, Column.RESULT, yields=YIELDS, least=LEAST, rigid=(Column.ACTIONS,)
        )
        self._stack.addWidget(self.table)
        self._stack.addWidget(self.page)
        self.page.say("clock", texts.loading())
        self._stack.setCurrentWidget(self.page)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.px(8))
        layout.addLayout(bar)
        layout.addWidget(self._stack, 1)
        self.row.raise_()
        QWidget.setTabOrder(self.table, self.row.primary)
        QWidget.setTabOrder(self.row.primary, self.row.more)

    def _connect(self) -> None:
        self.search.textChanged.connect(self._filter)
        self.new.clicked.connect(self.new_asked)
        self._filters.buttonClicked.connect(self._filter)
        self.table.selectionModel().currentRowChanged.connect(self._current_changed)
        self.table.customContextMenuRequested.connect(self._menu)
        self.table.doubleClicked.connect(self._opened)
        self._delegate.pressed.connect(self._pressed)
        self.row.primary.clicked.connect(self._start_or_stop)
        self.proxy.dataChanged.connect(self.row.refresh)
        self.proxy.modelReset.connect(self._show)
        self.proxy.rowsInserted.connect(self._show)
        self.proxy.rowsRemoved.connect(self._show)

    def choose_store(self, name: str) -> None:
        """Show the tasks of one connection; empty: of all."""
        self.proxy.choose_store(name)
        self._show()

    def _filter(self) -> None:
        self.proxy.choose(self.search.text(), tuple(Show)[self._filters.checkedId()])
        self._show()

    def _show(self) -> None:
        if self._loading:
            return
        if self.proxy.rowCount():
            self._stack.setCurrentWidget(self.table)
            return
        if self._model.rowCount():
            self.page.say("search", _(texts.NO_MATCH), _(texts.NO_MATCH_HELP))
        else:
            self.page.say(
                "tasks",
                _(texts.EMPTY_TASKS),
                _(texts.EMPTY_TASKS_HELP),
                _("Nova tarefa"),
                self.new_asked.emit,
            )
        self._stack.setCurrentWidget(self.page)

    def _current_changed(self) -> None:
        self.row.show_row(self.table.currentIndex())
        self.chosen.emit(self.current())

    def _menu(self, point: QPoint) -> None:
        view = self.current()
        if view is not None:
            self.menu_asked.emit(view, self.table.viewport().mapToGlobal(point))

    def _start_or_stop(self) -> None:
        view = self.current()
        if view is not None:
            self.asked.emit(primary_action(view), view)

    def _opened(self) -> None:
        view = self.current()
        if view is not None:
            self.asked.emit(TaskAction.SHOW_RUNS, view)

    def _pressed(self, row: int, which: str, point: QPoint) -> None:
        self.table.selectRow(row)
        view = self._model.view(self.proxy.mapToSource(self.proxy.index(row, 0)).row())
        if which == "more":
            self.menu_asked.emit(view, point)
        else:
            self.asked.emit(primary_action(view), view)
