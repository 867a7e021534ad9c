"""The end of the guide: what happens from now on and when, and what was simulated and waits for a look."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from ecco_desktop.domain.runs import Run, RunState
from ecco_desktop.domain.tasks import TaskState
from ecco_desktop.services.all import Services
from ecco_desktop.services.tasks import TaskView
from ecco_desktop.ui import texts, theme
from ecco_desktop.ui.background import Background
from ecco_desktop.ui.dialogs.buttons import sure
from ecco_desktop.ui.dialogs.changes import SimulationDialog, simulated
from ecco_desktop.ui.forms.fields import quiet, strong
from ecco_desktop.ui.plain import Label
from ecco_desktop.words import _
from ecco_desktop.words.sentences import sentence

LOOK_MILLISECONDS = 500


@dataclass(frozen=True, slots=True)
class _Found:
    """The tasks, and how the simulation of each stands, by task id."""

    views: Sequence[TaskView]
    runs: Mapping[int, Run]


class EndRow(QWidget):
    """One task: its name, what comes of it, and a button where it waits for a person."""

    def __init__(self, pressed: Callable[["EndRow"], None]) -> None:
        super().__init__()
        self.view: TaskView | None = None
        self.run: Run | None = None
        self.name, self.words = strong(""), quiet()
        self.button = QPushButton()
        self.button.clicked.connect(lambda: pressed(self))
        told = QVBoxLayout()
        told.setSpacing(theme.px(2))
        told.addWidget(self.name)
        told.addWidget(self.words)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, theme.px(4), theme.px(10), theme.px(4))
        layout.addLayout(told, 1)
        layout.addWidget(self.button)

    @property
    def can_be_looked_at(self) -> bool:
        """Whether its simulation came to its end."""
        return self.run is not None and self.run.state in (RunState.SUCCEEDED, RunState.WITH_WARNINGS)

    def show_task(self, view: TaskView, run: Run | None) -> None:
        """How it stands."""
        self.view, self.run = view, run
        self.name.setText(view.task.name)
        words, button = _active(view), ""
        if not view.task.active:
            words, button = self._waits(run)
        self.words.setText(words)
        self.button.setText(button)
        self.button.setVisible(bool(button))
        self.button.setAccessibleName(f"{button} {view.task.name}")

    def _waits(self, run: Run | None) -> tuple[str, str]:
        if run is None:
            return _("Desativada. Simule para ver o que mudaria."), _("Simular")
        if not run.state.final:
            return _("Simulando: nada é enviado…"), ""
        if self.can_be_looked_at:
            return simulated(run), _("Ver e ativar…")
        why = sentence(run.error_key, run.error_values) if run.error_key else ""
        return " ".join((_("A simulação não chegou ao fim."), why)).strip(), _("Simular de novo")


class EndStep(QWidget):
    """`changed` when a task was switched on. It looks again while it is shown."""

    changed = Signal()

    def __init__(self, background: Background, services: Services) -> None:
        super().__init__()
        self._background = background
        self._services = services
        self._runs: dict[int, int] = {}
        self._reading = False
        self.rows: dict[int, EndRow] = {}
        self.problem = Label()
        self.problem.setWordWrap(True)
        theme.tint(self.problem, "bad")
        self._timer = QTimer(self)
        self._timer.setInterval(LOOK_MILLISECONDS)
        self._timer.timeout.connect(self._look_again)
        self._waiting, self._working = _Group(), _Group()
        self.nothing = quiet(_("Nenhuma tarefa foi criada. Crie a primeira em Tarefas, Nova tarefa."))
        self.nothing.hide()
        self._build()

    def _build(self) -> None:
        self._waiting.title.setText(_("Esperam por você"))
        self._waiting.words.setText(
            _(
                "Escrevem na loja. Nada foi enviado: veja o que cada uma mudaria e ative-a. O que ficar para "
                "depois está em Tarefas, desativado."
            )
        )
        self._working.title.setText(_("Trabalham sozinhas a partir de agora"))
        self._working.words.setText(_("Basta o programa ficar aberto; a janela pode ficar minimizada."))
        whole = QWidget()
        inner = QVBoxLayout(whole)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(theme.px(14))
        inner.addWidget(self._waiting)
        inner.addWidget(self._working)
        inner.addWidget(self.nothing)
        inner.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidget(whole)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(scroll, 1)
        layout.addWidget(self.problem)

    def show_begun(self, simulations: Mapping[int, int]) -> None:
        """These runs simulate these tasks (task id → run id)."""
        self._runs |= simulations
        self.reload()

    def reload(self) -> None:
        """Read how all stands."""
        services, wanted = self._services, dict(self._runs)

        def read() -> _Found:
            runs = {task: services.history.run(run) for task, run in wanted.items()}
            return _Found(services.tasks.list(), {task: run for task, run in runs.items() if run is not None})

        self._background.run(self, read, self._take, self._fail)

    def showEvent(self, event: QShowEvent) -> None:
        """It looks again and again."""
        super().showEvent(event)
        self._timer.start()

    def hideEvent(self, event: QHideEvent) -> None:
        """Nobody sees it."""
        super().hideEvent(event)
        self._timer.stop()

    def _look_again(self) -> None:
        """Unless the last look still goes on."""
        if not self._reading:
            self._reading = True
            self.reload()

    def _fail(self, words: str) -> None:
        self._reading = False
        self.problem.setText(words)

    def _take(self, found: _Found) -> None:
        self._reading = False
        for view in found.views:
            # What is off and changes nothing in a store is nobody's question here.
            if not view.task.active and not view.automation.writes_store:
                continue
            row = self.rows.get(view.task.id) or EndRow(self._pressed)
            self.rows[view.task.id] = row
            row.show_task(view, found.runs.get(view.task.id))
            (self._working if view.task.active else self._waiting).take(row)
        for group in (self._waiting, self._working):
            group.setVisible(group.count > 0)
        self.nothing.setVisible(not self.rows)

    def _pressed(self, row: EndRow) -> None:
        view = row.view
        if view is None:
            return
        if row.can_be_looked_at:
            dialog = SimulationDialog(view, self._services, self._background, self, row.run)
            dialog.activate_asked.connect(lambda: self._activate(view))
            dialog.open()
            return
        services = self._services
        self._background.run(
            self,
            lambda: services.tasks.simulate([view.task.id]),
            lambda began: self.show_begun({task.id: run.id for task, run in began}),
            self.problem.setText,
        )

    def _activate(self, view: TaskView) -> None:
        """As a person said after the look; what asks a question of its own asks it."""
        if view.question and not sure(self, view.question, _("Ativar")):
            return
        tasks = self._services.tasks
        self._background.run(
            self, lambda: tasks.activate(view.task.id), self._activated, self.problem.setText
        )

    def _activated(self, _nothing: object) -> None:
        self.problem.setText("")
        self.changed.emit()
        self.reload()


class _Group(QWidget):
    """A title, what it means, and rows."""

    def __init__(self) -> None:
        super().__init__()
        self.title = Label()
        self.title.setProperty("title", "true")
        self.words = quiet()
        self._rows = QVBoxLayout()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.title)
        layout.addWidget(self.words)
        layout.addLayout(self._rows)
        self.hide()

    @property
    def count(self) -> int:
        """How many rows it has."""
        return self._rows.count()

    def take(self, row: EndRow) -> None:
        """Have a row here, whoever had it."""
        if self._rows.indexOf(row) < 0:
            self._rows.addWidget(row)
            row.show()


def _active(view: TaskView) -> str:
    """How often a task runs, and when next."""
    often = texts.recurrence(view.task.recurrence)
    if view.state is not TaskState.IDLE:
        when = _("trabalha agora")
    elif view.next_due is None:
        when = ""
    else:
        when = _("próxima vez: {0}").format(texts.until(view.next_due, datetime.now(UTC)))
    return " · ".join(part for part in (often, when) if part)
