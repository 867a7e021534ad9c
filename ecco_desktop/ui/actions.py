"""What the buttons, the menu and the keys of a task do; each asks first where it should.

Dialogs are loaded when they are first wanted.
"""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QDialog, QWidget

from ecco_desktop.domain.brake import is_held
from ecco_desktop.domain.runs import Run
from ecco_desktop.domain.tasks import TaskAction
from ecco_desktop.services.all import Services
from ecco_desktop.services.tasks import TaskView
from ecco_desktop.ui import texts, theme
from ecco_desktop.ui.background import Background
from ecco_desktop.ui.dialogs.buttons import sure
from ecco_desktop.ui.dialogs.tonight import TONIGHT, When, now_or_tonight, tonight_at
from ecco_desktop.ui.plain import tip
from ecco_desktop.words import _
from ecco_desktop.words.sentences import sentence


class TaskActions(QObject):
    """`done` after something changed, `failed` with a sentence, `log_asked` for the log pane."""

    done = Signal()
    failed = Signal(str)
    log_asked = Signal()

    def __init__(
        self,
        services: Services,
        background: Background,
        window: QWidget,
        current: Callable[[], TaskView | None],
    ) -> None:
        super().__init__(window)
        self._services = services
        self._tasks = services.tasks
        self._background = background
        self._window = window
        self._current = current
        # The window puts the technician's lock here; without one everything is open.
        self.gate: Callable[[Callable[[], None]], None] = lambda then: then()
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

    def refresh(self, view: TaskView | None) -> None:
        """Switch each action on, or off with the reason."""
        for which, action in self.actions.items():
            why = _("Selecione uma tarefa") if view is None else ""
            if view is not None and (key := view.refusals.get(which, "")):
                why = sentence(key, {})
            action.setEnabled(not why)
            action.setToolTip(tip(why or texts.ACTIONS[which]))
            action.setStatusTip(why)

    def simulate(self, view: TaskView) -> None:
        """Show what a run would change."""
        from ecco_desktop.ui.dialogs.changes import SimulationDialog

        dialog = SimulationDialog(view, self._services, self._background, self._window)
        dialog.activate_asked.connect(lambda: self._activate(view))
        dialog.open()

    def new(self) -> None:
        """Make a task."""
        from ecco_desktop.ui.dialogs.task import TaskDialog

        dialog = TaskDialog(self._services, self._background, self._window)
        dialog.accepted.connect(self.done)
        dialog.open()

    def edit(self, view: TaskView) -> None:
        """Change how a task works."""
        from ecco_desktop.ui.dialogs.task import TaskDialog

        dialog = TaskDialog(self._services, self._background, self._window, view)
        dialog.accepted.connect(self.done)
        dialog.open()

    def undo(self, run: Run) -> None:
        """Show what a run sent, and give it back."""
        from ecco_desktop.ui.dialogs.changes import UndoDialog

        dialog = UndoDialog(run, self._services, self._background, self._window)
        dialog.accepted.connect(self.done)
        dialog.open()

    def ask(self, which: TaskAction, view: TaskView) -> None:
        """Do one of them to a task."""
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
            TaskAction.DELETE: lambda known: self.gate(lambda: self.delete(known)),
        }
        doings[which](view)

    def delete(self, view: TaskView) -> None:
        """Take a task off the list, once a person is sure."""
        if sure(self._window, _(texts.DELETE).format(name=view.task.name), _("Excluir")):
            self._do(lambda: self._tasks.delete(view.task.id))

    # -- inside --

    def _show_runs(self, view: TaskView) -> None:
        from ecco_desktop.ui.dialogs.runs import RunsDialog

        dialog = RunsDialog(view, self._services, self._background, self._window)
        dialog.undo_asked.connect(self.undo)
        dialog.open()

    def _start(self, view: TaskView) -> None:
        if _held(view):
            self._let_go_on(view)
        elif self._tasks.asks_first(view):
            self._start_long(view)
        else:
            self._do(lambda: self._tasks.start(view.task.id))

    def mute(self, view: TaskView, hours: int | None) -> None:
        """Tell nothing of its failures for so long; None: tell again."""
        until = None if hours is None else datetime.now(UTC) + timedelta(hours=hours)
        self._do(lambda: self._tasks.mute(view.task.id, until))

    def _on_current(self, which: TaskAction) -> None:
        view = self._current()
        if view is not None:
            self.ask(which, view)

    def _do(self, operation: Callable[[], object]) -> None:
        self._background.run(self, operation, lambda _result: self.done.emit(), self.failed.emit)

    def _start_long(self, view: TaskView) -> None:
        """It usually takes over an hour: explain, and offer to book it for tonight."""
        words = _(texts.LONG_RUN).format(name=view.task.name, time=texts.duration(view.usual_seconds))
        tasks, task_id = self._tasks, view.task.id
        now, tonight = _("Iniciar agora"), _("Agendar para hoje às {0}").format(TONIGHT)
        match now_or_tonight(self._window, words, now, tonight):
            case When.NOW:
                self._do(lambda: tasks.start(task_id))
            case When.TONIGHT:
                self._do(lambda: tasks.start_later(task_id, tonight_at(datetime.now(UTC))))

    def _let_go_on(self, view: TaskView) -> None:
        """The brake held the last run: a person looks at its reasons and decides."""
        from ecco_desktop.ui.dialogs.brake import BrakeDialog

        assert view.last_run is not None  # noqa: S101 - _held() looked
        dialog = BrakeDialog(view, view.last_run, self._window)
        dialog.finished.connect(lambda answer: self._braked(view, answer))
        dialog.open()

    def _braked(self, view: TaskView, answer: int) -> None:
        from ecco_desktop.ui.dialogs.brake import LOOK, SEND

        if answer == LOOK:
            self.simulate(view)
        elif answer == SEND:
            tasks, task = self._tasks, view.task

            def send() -> None:
                tasks.confirm_brake(task.id)
                tasks.start(task.id)

            self._do(send)

    def _activate(self, view: TaskView) -> None:
        tasks, task_id = self._tasks, view.task.id
        if not view.automation.recurrent:
            self._activate_once(view)
            return
        if view.question:
            # Cancellations name their directions, and a technician confirms them.
            self.gate(lambda: self._confirm_and_activate(view))
            return
        if view.task.recurrence is None and sure(
            self._window,
            _(texts.NO_RECURRENCE).format(name=view.task.name),
            _("Definir recorrência"),
            _("Ativar sem recorrência"),
        ):
            self.set_recurrence(view)
        self._do(lambda: tasks.activate(task_id))

    def _confirm_and_activate(self, view: TaskView) -> None:
        if sure(self._window, view.question, _("Ativar")):
            self._do(lambda: self._tasks.activate(view.task.id))

    def _activate_once(self, view: TaskView) -> None:
        """The installer: one run in the background, now or tonight."""
        words = _(texts.RUNS_ONCE).format(name=view.task.name)
        tasks, task_id = self._tasks, view.task.id
        now, tonight = _("Ativar e rodar agora"), _("Rodar hoje às {0}").format(TONIGHT)
        match now_or_tonight(self._window, words, now, tonight):
            case When.NOW:
                self._do(lambda: tasks.activate(task_id))
            case When.TONIGHT:
                self._do(lambda: tasks.activate(task_id, tonight_at(datetime.now(UTC))))

    def set_recurrence(self, view: TaskView) -> None:
        """Choose how often it runs."""
        from ecco_desktop.ui.dialogs.recurrence import RecurrenceDialog

        tasks, task_id = self._tasks, view.task.id
        dialog = RecurrenceDialog(view.task.name, view.task.recurrence, self._window, tasks.floor_minutes)
        if dialog.exec() == QDialog.DialogCode.Accepted:
            chosen = dialog.value()
            self._do(lambda: tasks.set_recurrence(task_id, chosen))


def _held(view: TaskView) -> bool:
    """Whether the safety brake held the last run."""
    return view.last_run is not None and is_held(view.last_run.error_key)
