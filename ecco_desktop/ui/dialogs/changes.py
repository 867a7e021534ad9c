"""A table of changes: what a simulation would do, or what an undo gives back."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QProgressBar, QPushButton, QTableView, QVBoxLayout, QWidget

from ecco_desktop.domain.foreign import shown
from ecco_desktop.domain.ledger import Change, ChangeOutcome
from ecco_desktop.domain.runs import Run, RunState
from ecco_desktop.services.all import Services
from ecco_desktop.services.tasks import TaskView
from ecco_desktop.ui import texts, theme
from ecco_desktop.ui.background import Background
from ecco_desktop.ui.dialog import Dialog
from ecco_desktop.ui.dialogs.buttons import only_close
from ecco_desktop.ui.models.paged import PagedModel
from ecco_desktop.ui.models.rows import Cell
from ecco_desktop.ui.panes.columns import Columns
from ecco_desktop.ui.panes.state_page import StatePage
from ecco_desktop.ui.panes.tables import dress, make_copyable, wrap
from ecco_desktop.ui.plain import Label
from ecco_desktop.words import _, ngettext
from ecco_desktop.words.phrases import counts
from ecco_desktop.words.sentences import sentence

LOOK_MILLISECONDS = 200


def simulated(run: Run) -> str:
    """What a simulation that ended came to."""
    told = counts(run.tally, whole=True)
    return _("Simulação: {0}. Nada foi enviado.").format(told or _("nada a fazer"))


class ChangesDialog(Dialog):
    """The rows come in pages; `action` is a button that does something with them."""

    def __init__(
        self, title: str, services: Services, background: Background, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(shown(title))
        self.resize(theme.px(960), theme.px(560))
        self._services = services
        self._background = background
        self.model: PagedModel[Change] = PagedModel(_cells(), background, self.fail, self)
        self.words = Label()
        self.words.setWordWrap(True)
        self.words.setProperty("title", "true")
        self.progress = QProgressBar()
        self.progress.hide()
        self.page = StatePage()
        self.table = QTableView()
        self.action = QPushButton()
        self.action.setProperty("primary", "true")
        self.buttons = only_close(self)
        self.buttons.addButton(self.action, self.buttons.ButtonRole.ActionRole)
        # After it was added: a button box shows what it is given.
        self.action.hide()
        dress(self.table, title, 32)
        self.table.setModel(self.model)
        # Why each number: nothing of it is cut.
        wrap(self.table)
        Columns(self.table, "changes", (160, 150, 110, 110, 300), 4)
        make_copyable(self.table, self.model.as_text)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(theme.px(16), theme.px(16), theme.px(16), theme.px(16))
        layout.setSpacing(theme.px(10))
        layout.addWidget(self.words)
        layout.addWidget(self.progress)
        layout.addWidget(self.page, 1)
        layout.addWidget(self.table, 1)
        layout.addWidget(self.buttons)
        self.table.hide()

    def show_run(self, run_id: int, outcome: ChangeOutcome | None, then: Callable[[], None]) -> None:
        """Show the changes of a run."""
        history = self._services.history

        def read(last: Change | None, count: int) -> list[Change]:
            before = last.id if last else None
            return list(history.changes(run_id, limit=count, before_id=before, outcome=outcome))

        self.model.begin(read, then)

    def show_rows(self, empty: str, icon: str = "check", tone: str = "good") -> None:
        """The first page is there; where it has no row, `empty` says so."""
        self.progress.hide()
        there = self.model.rowCount() > 0
        self.table.setVisible(there)
        self.page.setVisible(not there)
        if not there:
            self.page.say(icon, empty, tone=tone)

    def fail(self, words: str) -> None:
        """It could not be read or done."""
        self.progress.hide()
        self.table.hide()
        self.page.show()
        self.page.say("error", _("Não foi possível terminar"), words, tone="bad")


class SimulationDialog(ChangesDialog):
    """Runs a task with its writes replaced by rows, and shows them; or shows `ended`, a simulation of before.

    `activate_asked` where a person who saw them wants a task that is off switched on.
    """

    activate_asked = Signal()

    def __init__(
        self,
        view: TaskView,
        services: Services,
        background: Background,
        parent: QWidget | None = None,
        ended: Run | None = None,
    ) -> None:
        super().__init__(_("Simular — {0}").format(view.task.name), services, background, parent)
        self._view = view
        self._run_id = 0
        self._timer = QTimer(self)
        self._timer.setInterval(LOOK_MILLISECONDS)
        self._timer.timeout.connect(self._look)
        self.action.setText(_("Ativar tarefa"))
        # Not what Enter does by itself: it is pressed after a look.
        self.action.setProperty("primary", "false")
        self._close = self.buttons.button(self.buttons.StandardButton.Close)
        self._close.setDefault(True)
        self.action.clicked.connect(self._activate)
        if ended is not None:
            self._show_ended(ended)
            return
        self.words.setText(_("Simulando: nada é enviado…"))
        self.page.say("eye", _("Lendo os dois lados"), _("Nenhum dado é gravado fora deste computador."))
        self.progress.setRange(0, 0)
        self.progress.show()
        background.run(self, lambda: services.tasks.simulate([view.task.id]), self._begun, self.fail)

    def reject(self) -> None:
        """Closing stops a simulation that goes on."""
        if self._timer.isActive():
            self._timer.stop()
            task_id = self._view.task.id
            self._background.run(self, lambda: self._services.tasks.stop(task_id))
        super().reject()

    def _begun(self, began: object) -> None:
        assert isinstance(began, list)  # noqa: S101 - simulate gives a list
        self._run_id = began[0][1].id
        self._timer.start()

    def _look(self) -> None:
        history, run_id = self._services.history, self._run_id
        self._background.run(self, lambda: history.run(run_id), self._looked, self.fail)

    def _looked(self, run: Run | None) -> None:
        if run is None or not run.state.final or not self._timer.isActive():
            return
        self._timer.stop()
        self._show_ended(run)

    def _show_ended(self, run: Run) -> None:
        if run.state is RunState.FAILED:
            self.words.setText(_("A simulação não chegou ao fim"))
            self.fail(sentence(run.error_key, run.error_values))
            return
        self.words.setText(simulated(run))
        self.show_run(run.id, ChangeOutcome.SIMULATED, partial(self._shown, run.tally.failed))

    def _shown(self, failed: int) -> None:
        words = ngettext(
            "1 registro não daria certo. O log da tarefa diz por quê.",
            "{0} registros não dariam certo. O log da tarefa diz por quê.",
            failed,
        )
        if failed:
            self.show_rows(words, "alert", "warning")
        else:
            self.show_rows(_("Esta tarefa não mudaria nada agora."))
        self.action.setVisible(not self._view.task.active)
        # The button that comes must not be where the keyboard falls.
        (self.table if self.model.rowCount() else self._close).setFocus()

    def _activate(self) -> None:
        self.accept()
        self.activate_asked.emit()


class UndoDialog(ChangesDialog):
    """Shows what a run sent, and gives it back when a person says so."""

    def __init__(
        self, run: Run, services: Services, background: Background, parent: QWidget | None = None
    ) -> None:
        super().__init__(_("Desfazer"), services, background, parent)
        self._run = run
        self.words.setText(
            _(
                "A coluna “Antes” é o que volta para a loja. O que alguém mudou desde então fica como está. "
                "Depois de desfazer, a tarefa é desativada, para não enviar tudo de novo."
            )
        )
        self.action.setText(_("Desfazer este envio"))
        self.action.clicked.connect(self._undo)
        self.show_run(run.id, ChangeOutcome.DONE, self._shown)

    def _shown(self) -> None:
        self.show_rows(_("Esta execução não enviou nada que possa voltar."))
        self.action.setVisible(self.model.rowCount() > 0)

    def _undo(self) -> None:
        self.action.setEnabled(False)
        services, run = self._services, self._run

        def undo() -> None:
            services.tasks.undo(run.id)

        self._background.run(self, undo, self._done, self.fail)

    def _done(self, _nothing: object) -> None:
        self.accept()


def _cells() -> tuple[Cell[Change], ...]:
    return (
        Cell(_("Pedido ou SKU"), lambda change: change.key),
        Cell(_("O quê"), texts.change),
        Cell(_("Antes"), lambda change: change.before or "—"),
        Cell(_("Depois"), lambda change: change.after or "—"),
        Cell(_("Por quê"), texts.details),
    )
