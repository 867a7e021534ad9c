"""What the buttons, the menu and the keys of a task do; each asks first where it should."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QPoint, Qt, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QDialog, QMenu, QMessageBox, QWidget

from ecco_desktop.domain.tasks import TaskAction
from ecco_desktop.domain.texts import sentence
from ecco_desktop.services.all import Services
from ecco_desktop.services.tasks import TaskService, TaskView
from ecco_desktop.ui import texts, theme
from ecco_desktop.ui.background import Background
from ecco_desktop.ui.dialogs.recurrence import RecurrenceDialog
from ecco_desktop.ui.dialogs.runs import RunsDialog


class TaskActions(QObject):
    """`done` after something changed, `failed` with a sentence, `log_asked` for the log pane."""

    done = Signal()
    failed = Signal(str)
    log_asked = Signal()

    def __init__(self, background: Background, window: QWidget) -> None:
        super().__init__(window)
        self._background = background
        self._window = window
        self._services: Services | None = None
        self._current: Callable[[], TaskView | None] = lambda: None
        self.actions: dict[TaskAction, QAction] = {}
        for which in TaskAction:
            action = QAction(theme.icon(texts.ACTION_ICONS[which]), texts.ACTIONS[which], self)
            if which in texts.SHORTCUTS:
                action.setShortcut(QKeySequence(texts.SHORTCUTS[which]))
                action.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
            action.triggered.connect(lambda _=False, chosen=which: self._on_current(chosen))
            window.addAction(action)
            self.actions[which] = action
        self.refresh(None)

    def start(self, services: Services, current: Callable[[], TaskView | None]) -> None:
        """The data is open; `current` gives the chosen task."""
        self._services, self._current = services, current

    def refresh(self, view: TaskView | None) -> None:
        """Switch each action on, or off with the reason."""
        for which, action in self.actions.items():
            why = "Selecione uma tarefa" if view is None else ""
            if view is not None and (key := view.refusals.get(which, "")):
                why = sentence(key, {})
            action.setEnabled(not why)
            action.setToolTip(why or texts.ACTIONS[which])
            action.setStatusTip(why)

    def menu(self, view: TaskView, point: QPoint) -> None:
        """The menu of a row; what cannot be done says why."""
        self.refresh(view)
        menu = self.build_menu(view)
        menu.exec(point)
        menu.deleteLater()

    def build_menu(self, view: TaskView) -> QMenu:
        """The menu, not shown yet."""
        menu = QMenu(self._window)
        menu.setToolTipsVisible(True)
        switch = TaskAction.DEACTIVATE if view.task.active else TaskAction.ACTIVATE
        for which in (TaskAction.START, TaskAction.STOP, None, TaskAction.SHOW_LOG, TaskAction.SHOW_RUNS):
            if which is None:
                menu.addSeparator()
            else:
                menu.addAction(self.actions[which])
        recurrence = menu.addAction(theme.icon("clock"), "Recorrência…", lambda: self._set_recurrence(view))
        if not view.automation.recurrent:
            recurrence.setEnabled(False)
            recurrence.setToolTip(sentence("recurrence.once", {"automation": view.automation.name}))
        menu.addSeparator()
        menu.addAction(self.actions[switch])
        menu.addAction(self.actions[TaskAction.DELETE])
        return menu

    def ask(self, which: TaskAction, view: TaskView) -> None:
        """Do one of them to a task."""
        if self._services is None:
            return
        if key := view.refusals.get(which, ""):
            self.failed.emit(sentence(key, {}))
            return
        doings: dict[TaskAction, Callable[[TaskView], None]] = {
            TaskAction.SHOW_LOG: lambda _: self.log_asked.emit(),
            TaskAction.SHOW_RUNS: self._show_runs,
            TaskAction.START: self._start,
            TaskAction.STOP: lambda known: self._do(lambda: self._tasks.stop(known.task.id)),
            TaskAction.ACTIVATE: self._activate,
            TaskAction.DEACTIVATE: lambda known: self._do(lambda: self._tasks.deactivate(known.task.id)),
            TaskAction.DELETE: self._delete,
        }
        doings[which](view)

    # -- inside --

    @property
    def _tasks(self) -> TaskService:
        assert self._services is not None  # noqa: S101 - ask() checked
        return self._services.tasks

    def _show_runs(self, view: TaskView) -> None:
        assert self._services is not None  # noqa: S101 - ask() checked
        RunsDialog(view, self._services.history, self._background, self._window).open()

    def _start(self, view: TaskView) -> None:
        if _held(view):
            self._let_go_on(view)
        elif self._sure_to_start(view):
            self._do(lambda: self._tasks.start(view.task.id))

    def _delete(self, view: TaskView) -> None:
        if self._sure(texts.DELETE.format(name=view.task.name), "Excluir"):
            self._do(lambda: self._tasks.delete(view.task.id))

    def _on_current(self, which: TaskAction) -> None:
        view = self._current()
        if view is not None:
            self.ask(which, view)

    def _do(self, operation: Callable[[], object]) -> None:
        self._background.run(self, operation, self._ended, self.failed.emit)

    def _ended(self, _result: object) -> None:
        self.done.emit()

    def _sure_to_start(self, view: TaskView) -> bool:
        assert self._services is not None  # noqa: S101 - ask() checked
        if not self._services.tasks.asks_first(view):
            return True
        words = texts.LONG_RUN.format(name=view.task.name, time=texts.duration(view.usual_seconds))
        return self._sure(words, "Iniciar agora")

    def _let_go_on(self, view: TaskView) -> None:
        """The brake held the last run: a person looks at its reasons and decides."""
        assert self._services is not None  # noqa: S101 - ask() checked
        assert view.last_run is not None  # noqa: S101 - _held() looked
        tasks, task_id = self._services.tasks, view.task.id
        reason = sentence(view.last_run.error_key, view.last_run.error_values)
        if self._sure(texts.BRAKE.format(reason=reason), "Enviar assim mesmo", "Não enviar"):
            self._do(lambda: (tasks.confirm_brake(task_id), tasks.start(task_id)))

    def _activate(self, view: TaskView) -> None:
        assert self._services is not None  # noqa: S101 - ask() checked
        tasks, task_id = self._services.tasks, view.task.id
        if not view.automation.recurrent:
            if self._sure(texts.RUNS_ONCE.format(name=view.task.name), "Ativar e rodar agora"):
                self._do(lambda: tasks.activate(task_id))
            return
        if view.question and not self._sure(view.question, "Ativar"):
            return
        if view.task.recurrence is None and self._sure(
            texts.NO_RECURRENCE.format(name=view.task.name), "Definir recorrência", "Ativar sem recorrência"
        ):
            self._set_recurrence(view)
        self._do(lambda: tasks.activate(task_id))

    def _set_recurrence(self, view: TaskView) -> None:
        if self._services is None:
            return
        tasks, task_id = self._services.tasks, view.task.id
        dialog = RecurrenceDialog(view.task.name, view.task.recurrence, self._window)
        if dialog.exec() == QDialog.DialogCode.Accepted:
            chosen = dialog.value()
            self._do(lambda: tasks.set_recurrence(task_id, chosen))

    def _sure(self, words: str, yes: str, no: str = "Cancelar") -> bool:
        box = QMessageBox(QMessageBox.Icon.Question, texts.APP, words, parent=self._window)
        accept = box.addButton(yes, QMessageBox.ButtonRole.AcceptRole)
        box.setDefaultButton(box.addButton(no, QMessageBox.ButtonRole.RejectRole))
        box.exec()
        return box.clickedButton() is accept


def _held(view: TaskView) -> bool:
    """Whether the safety brake held the last run."""
    return view.last_run is not None and view.last_run.error_key.startswith("brake.")
