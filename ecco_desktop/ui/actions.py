"""What the buttons, the menu and the keys of a task do; each asks first where it should.

Dialogs are loaded when they are first wanted.
"""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from PySide6.QtCore import QObject, QPoint, Qt, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QDialog, QMenu, QMessageBox, QWidget

from ecco_desktop.domain.brake import held_by
from ecco_desktop.domain.runs import Run
from ecco_desktop.domain.tasks import TaskAction, TaskState
from ecco_desktop.services.all import Services
from ecco_desktop.services.tasks import TaskService, TaskView
from ecco_desktop.ui import texts, theme
from ecco_desktop.ui.background import Background
from ecco_desktop.ui.dialogs.buttons import sure
from ecco_desktop.words import _
from ecco_desktop.words.sentences import sentence


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

    def start(self, services: Services, current: Callable[[], TaskView | None]) -> None:
        """The data is open; `current` gives the chosen task."""
        self._services, self._current = services, current

    def refresh(self, view: TaskView | None) -> None:
        """Switch each action on, or off with the reason."""
        for which, action in self.actions.items():
            why = _("Selecione uma tarefa") if view is None else ""
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
        menu.addAction(self.actions[TaskAction.START])
        simulate = menu.addAction(theme.icon("eye"), _("Simular…"), lambda: self.simulate(view))
        if view.state is not TaskState.IDLE:
            simulate.setEnabled(False)
            simulate.setToolTip(sentence("task.refusal.busy", {}))
        menu.addAction(self.actions[TaskAction.STOP])
        menu.addSeparator()
        menu.addAction(self.actions[TaskAction.SHOW_LOG])
        menu.addAction(self.actions[TaskAction.SHOW_RUNS])
        menu.addSeparator()
        recurrence = menu.addAction(
            theme.icon("clock"), _("Recorrência…"), lambda: self._set_recurrence(view)
        )
        if not view.automation.recurrent:
            recurrence.setEnabled(False)
            recurrence.setToolTip(sentence("recurrence.once", {"automation": _(view.automation.name)}))
        menu.addAction(theme.icon("edit"), _("Editar…"), lambda: self.gate(lambda: self.edit(view)))
        self._add_mute(menu, view)
        menu.addSeparator()
        menu.addAction(self.actions[switch])
        menu.addAction(self.actions[TaskAction.DELETE])
        return menu

    def _add_mute(self, menu: QMenu, view: TaskView) -> None:
        until = view.task.muted_until
        if until is not None and until > datetime.now(UTC):
            words = _("Voltar a avisar (em silêncio até {0})").format(texts.moment(until))
            menu.addAction(theme.icon("bell"), words, lambda: self._mute(view, None))
            return
        quiet = menu.addMenu(theme.icon("mute"), _("Não avisar desta tarefa"))
        for words, hours in ((_("Por 1 hora"), 1), (_("Por 1 dia"), 24), (_("Por 1 semana"), 168)):
            action = quiet.addAction(words)
            action.triggered.connect(lambda _=False, chosen=hours: self._mute(view, chosen))

    def simulate(self, view: TaskView) -> None:
        """Show what a run would change."""
        from ecco_desktop.ui.dialogs.changes import SimulationDialog

        if self._services is not None:
            SimulationDialog(view, self._services, self._background, self._window).open()

    def new(self) -> None:
        """Make a task."""
        from ecco_desktop.ui.dialogs.task import TaskDialog

        if self._services is not None:
            dialog = TaskDialog(self._services, self._background, self._window)
            dialog.accepted.connect(self.done)
            dialog.open()

    def edit(self, view: TaskView) -> None:
        """Change how a task works."""
        from ecco_desktop.ui.dialogs.task import TaskDialog

        if self._services is not None:
            dialog = TaskDialog(self._services, self._background, self._window, view)
            dialog.accepted.connect(self.done)
            dialog.open()

    def undo(self, run: Run) -> None:
        """Show what a run sent, and give it back."""
        from ecco_desktop.ui.dialogs.changes import UndoDialog

        if self._services is not None:
            dialog = UndoDialog(run, self._services, self._background, self._window)
            dialog.accepted.connect(self.done)
            dialog.open()

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
            TaskAction.DEACTIVATE: self._deactivate,
            TaskAction.DELETE: lambda known: self.gate(lambda: self._delete(known)),
        }
        doings[which](view)

    # -- inside --

    @property
    def _tasks(self) -> TaskService:
        assert self._services is not None  # noqa: S101 - ask() checked
        return self._services.tasks

    def _show_runs(self, view: TaskView) -> None:
        from ecco_desktop.ui.dialogs.runs import RunsDialog

        assert self._services is not None  # noqa: S101 - ask() checked
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

    def _delete(self, view: TaskView) -> None:
        if self._sure(_(texts.DELETE).format(name=view.task.name), _("Excluir")):
            self._do(lambda: self._tasks.delete(view.task.id))

    def _deactivate(self, view: TaskView) -> None:
        self._do(lambda: self._tasks.deactivate(view.task.id))

    def _mute(self, view: TaskView, hours: int | None) -> None:
        until = None if hours is None else datetime.now(UTC) + timedelta(hours=hours)
        self._do(lambda: self._tasks.mute(view.task.id, until))

    def _on_current(self, which: TaskAction) -> None:
        view = self._current()
        if view is not None:
            self.ask(which, view)

    def _do(self, operation: Callable[[], object]) -> None:
        self._background.run(self, operation, self._ended, self.failed.emit)

    def _ended(self, _result: object) -> None:
        self.done.emit()

    def _start_long(self, view: TaskView) -> None:
        """It usually takes over an hour: explain, and offer to book it for tonight."""
        words = _(texts.LONG_RUN).format(name=view.task.name, time=texts.duration(view.usual_seconds))
        box = QMessageBox(QMessageBox.Icon.Question, texts.APP, words, parent=self._window)
        now = box.addButton(_("Iniciar agora"), QMessageBox.ButtonRole.AcceptRole)
        tonight = box.addButton(
            _("Agendar para hoje às {0}").format("22:00"), QMessageBox.ButtonRole.ActionRole
        )
        box.setDefaultButton(box.addButton(_("Cancelar"), QMessageBox.ButtonRole.RejectRole))
        box.exec()
        if box.clickedButton() is now:
            self._do(lambda: self._tasks.start(view.task.id))
        elif box.clickedButton() is tonight:
            self._do(lambda: self._tasks.start_later(view.task.id, tonight_at(datetime.now(UTC))))

    def _let_go_on(self, view: TaskView) -> None:
        """The brake held the last run: a person looks at its reasons and decides."""
        from ecco_desktop.ui.dialogs.brake import BrakeDialog

        assert view.last_run is not None  # noqa: S101 - _held() looked
        dialog = BrakeDialog(view, view.last_run, self._window)
        dialog.finished.connect(lambda answer: self._braked(view, answer))
        dialog.open()

    def _braked(self, view: TaskView, answer: int) -> None:
        from ecco_desktop.ui.dialogs.brake import LOOK, SEND

        assert self._services is not None  # noqa: S101 - ask() checked
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
        if view.task.recurrence is None and self._sure(
            _(texts.NO_RECURRENCE).format(name=view.task.name),
            _("Definir recorrência"),
            _("Ativar sem recorrência"),
        ):
            self._set_recurrence(view)
        self._do(lambda: tasks.activate(task_id))

    def _confirm_and_activate(self, view: TaskView) -> None:
        if self._sure(view.question, _("Ativar")):
            self._do(lambda: self._tasks.activate(view.task.id))

    def _activate_once(self, view: TaskView) -> None:
        """The installer: one run in the background, now or tonight."""
        words = _(texts.RUNS_ONCE).format(name=view.task.name)
        box = QMessageBox(QMessageBox.Icon.Question, texts.APP, words, parent=self._window)
        now = box.addButton(_("Ativar e rodar agora"), QMessageBox.ButtonRole.AcceptRole)
        tonight = box.addButton(_("Rodar hoje às {0}").format("22:00"), QMessageBox.ButtonRole.ActionRole)
        box.setDefaultButton(box.addButton(_("Cancelar"), QMessageBox.ButtonRole.RejectRole))
        box.exec()
        tasks, task_id = self._tasks, view.task.id
        if box.clickedButton() is now:
            self._do(lambda: tasks.activate(task_id))
        elif box.clickedButton() is tonight:
            at = tonight_at(datetime.now(UTC))
            self._do(lambda: tasks.activate(task_id, at))

    def _set_recurrence(self, view: TaskView) -> None:
        from ecco_desktop.ui.dialogs.recurrence import RecurrenceDialog

        if self._services is None:
            return
        tasks, task_id = self._services.tasks, view.task.id
        dialog = RecurrenceDialog(view.task.name, view.task.recurrence, self._window, tasks.floor_minutes)
        if dialog.exec() == QDialog.DialogCode.Accepted:
            chosen = dialog.value()
            self._do(lambda: tasks.set_recurrence(task_id, chosen))

    def _sure(self, words: str, yes: str, no: str = "") -> bool:
        return sure(self._window, words, yes, no)


def _held(view: TaskView) -> bool:
    """Whether the safety brake held the last run."""
    return view.last_run is not None and held_by(view.last_run.error_key) is not None


def tonight_at(now: datetime) -> datetime:
    """Ten in the evening of the shop's day, or of the next where that is past (UTC)."""
    local = now.astimezone(texts.ZONE)
    at = local.replace(hour=22, minute=0, second=0, microsecond=0)
    return (at if at > local else at + timedelta(days=1)).astimezone(UTC)
