"""The page of the tasks: the table above, the log of the chosen one below, and what can be done to it."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from ecco_desktop.domain.tasks import TaskAction
from ecco_desktop.services.all import Services
from ecco_desktop.services.tasks import TaskView
from ecco_desktop.ui import theme
from ecco_desktop.ui.actions import TaskActions
from ecco_desktop.ui.frame import Frame
from ecco_desktop.ui.lock import Lock
from ecco_desktop.ui.models.tasks import TaskModel
from ecco_desktop.ui.panes.log_pane import LogPane
from ecco_desktop.ui.panes.task_table import TaskTable
from ecco_desktop.ui.snapshot import Snapshot
from ecco_desktop.ui.task_menu import TaskMenu


class Desk(QWidget):
    """Follows the chosen task; `actions_` asks the technician's lock where it must."""

    def __init__(self, services: Services, frame: Frame, lock: Lock) -> None:
        super().__init__()
        self.model = TaskModel(self)
        self.table = TaskTable(self.model)
        self.log = LogPane(frame.background, services.history)
        self.actions_ = TaskActions(services, frame.background, frame.window, self.table.current)
        self.actions_.gate = lock.gate
        self._lock = lock
        self._health = frame.health
        self._build()
        self.table.chosen.connect(self._chosen)
        self.table.asked.connect(self.ask)
        self.menu = TaskMenu(self.actions_, self.table.row.menu, self.table.current)
        self.table.menu_asked.connect(self.menu.show)
        self.table.new_asked.connect(self.new_task)
        frame.bridge.progressed.connect(self.model.progress)
        frame.bridge.log_grew.connect(self.log.grew)
        frame.health.store_chosen.connect(self.table.choose_store)

    def show_snapshot(self, snapshot: Snapshot) -> None:
        """What was just read."""
        self.model.update(snapshot.views)
        self.table.loaded()
        self._chosen(self.table.current())

    def ask(self, which: object, view: object) -> None:
        """Do something to a task."""
        self.actions_.ask(which, view)  # type: ignore[arg-type]  # signals carry objects

    def start(self, view: object) -> None:
        """Run a task now, as the tray asks."""
        self.ask(TaskAction.START, view)

    def show_runs(self, task_id: int) -> bool:
        """Open the runs of a task; whether it is still there."""
        row = self.model.row_of(task_id)
        if row is not None:
            self.actions_.ask(TaskAction.SHOW_RUNS, self.model.view(row))
        return row is not None

    def do(self, which: TaskAction, task_id: int) -> None:
        """Do something to a task by its number, whatever is filtered out of the table."""
        row = self.model.row_of(task_id)
        if row is not None:
            self.ask(which, self.model.view(row))

    def choose(self, task_id: int) -> bool:
        """Select a task, whatever hides it now; whether it is still there."""
        row = self.model.row_of(task_id)
        if row is not None:
            if not self.table.shows(row):
                self._health.show_all()
                self.table.show_all()
            self.table.select(row)
        return row is not None

    def new_task(self) -> None:
        """Make a task, once the lock is open."""
        self._lock.gate(self.actions_.new)

    def _chosen(self, view: object) -> None:
        current = view if isinstance(view, TaskView) else None
        self.actions_.refresh(current)
        self.log.show_task(current)

    def _build(self) -> None:
        split = QSplitter(Qt.Orientation.Vertical)
        split.setHandleWidth(theme.px(14))
        split.setChildrenCollapsible(False)
        split.addWidget(self.table)
        split.addWidget(self.log)
        split.setStretchFactor(0, 6)
        split.setStretchFactor(1, 5)
        split.setSizes([theme.px(360), theme.px(290)])
        layout = QVBoxLayout(self)
        layout.setContentsMargins(theme.px(16), theme.px(10), theme.px(16), theme.px(6))
        layout.addWidget(split)
