"""Ver agendamentos: the runs of one task, past and next; a run shows its log and its changes."""

from collections.abc import Sequence
from datetime import UTC, datetime

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QLabel,
    QSplitter,
    QTableView,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from ecco_desktop.domain.ledger import Change, ChangeOutcome
from ecco_desktop.domain.runs import LogLine, Run, RunState, result_of
from ecco_desktop.domain.texts import sentence
from ecco_desktop.services.history import HistoryService, RunPage
from ecco_desktop.services.tasks import TaskView
from ecco_desktop.services.words import number
from ecco_desktop.ui import texts
from ecco_desktop.ui.background import Background
from ecco_desktop.ui.models.rows import Cell, RowModel
from ecco_desktop.ui.panes.tables import chosen_rows, dress, make_copyable, set_widths

PAGE = 100
OUTCOMES = {
    ChangeOutcome.DONE: "Feito",
    ChangeOutcome.REFUSED: "Recusado",
    ChangeOutcome.UNKNOWN: "Não confirmado",
}


class RunsDialog(QDialog):
    """Pages are read as one scrolls."""

    def __init__(
        self, view: TaskView, history: HistoryService, background: Background, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._view = view
        self._history = history
        self._background = background
        self._total = 0
        self._reading = False
        self.runs: RowModel[Run] = RowModel(_run_cells(), self)
        self.lines: RowModel[LogLine] = RowModel(_line_cells(), self)
        self.changes: RowModel[Change] = RowModel(_change_cells(), self)
        self.table = QTableView()
        self._count = QLabel()
        self._tabs = QTabWidget()
        self._build()
        self._more()

    def _build(self) -> None:
        self.setWindowTitle(f"Agendamentos — {self._view.task.name}")
        self.resize(1120, 640)
        coming = QLabel(self._coming())
        coming.setProperty("title", "true")
        self._count.setProperty("muted", "true")
        dress(self.table, "Execuções", 36)
        self.table.setModel(self.runs)
        set_widths(self.table, (176, 116, 96, 84, 92, 116, 100, 104, 160), 8)
        self.table.selectionModel().selectionChanged.connect(self._chosen)
        self.table.verticalScrollBar().valueChanged.connect(self._scrolled)
        make_copyable(self.table, self.runs.as_text)
        for name, model, widths, stretch in (
            ("Log da execução", self.lines, (176, 84, 400), 2),
            ("O que ela alterou", self.changes, (176, 140, 96, 110, 300, 130), 4),
        ):
            detail = QTableView()
            dress(detail, name, 30)
            detail.setModel(model)
            set_widths(detail, widths, stretch)
            make_copyable(detail, model.as_text)
            self._tabs.addTab(detail, name)
        split = QSplitter(Qt.Orientation.Vertical)
        split.addWidget(self.table)
        split.addWidget(self._tabs)
        split.setSizes([320, 240])
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.button(QDialogButtonBox.StandardButton.Close).setText("Fechar")
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 16, 16, 16)
        layout.setSpacing(10)
        layout.addWidget(coming)
        layout.addWidget(split, 1)
        layout.addWidget(self._count)
        layout.addWidget(buttons)

    def _coming(self) -> str:
        if not self._view.task.active:
            return "Desativada: não roda sozinha."
        if self._view.next_due is None:
            return f"{texts.recurrence(self._view.task.recurrence)}."
        when = texts.until(self._view.next_due, datetime.now(UTC))
        return f"Próxima execução {when} ({texts.moment(self._view.next_due)})"

    def _more(self) -> None:
        if self._reading:
            return
        self._reading = True
        offset, task_id = self.runs.rowCount(), self._view.task.id
        self._background.run(
            self,
            lambda: self._history.runs(task_id, offset=offset, limit=PAGE),
            self._take,
            self._count.setText,
        )

    def _take(self, page: RunPage) -> None:
        self._reading = False
        self._total = page.total
        self.runs.extend(list(page.runs))
        shown = self.runs.rowCount()
        self._count.setText(
            f"{number(shown)} de {number(self._total)} execuções" if self._total else "Nunca executada."
        )
        if shown and not self.table.selectionModel().hasSelection():
            self.table.selectRow(0)

    def _scrolled(self, value: int) -> None:
        bar = self.table.verticalScrollBar()
        if value >= bar.maximum() - 200 and self.runs.rowCount() < self._total:
            self._more()

    def _chosen(self) -> None:
        rows = chosen_rows(self.table)
        if not rows:
            return
        run = self.runs.row(rows[0])
        self._background.run(
            self, lambda: self._details(run), lambda found: self._show(run, found), self._count.setText
        )

    def _details(self, run: Run) -> tuple[Sequence[LogLine], Sequence[Change]]:
        return self._history.log(run.task_id, run_id=run.id), self._history.changes(run.id)

    def _show(self, run: Run, found: tuple[Sequence[LogLine], Sequence[Change]]) -> None:
        rows = chosen_rows(self.table)
        if rows and self.runs.row(rows[0]).id == run.id:
            self.lines.replace(found[0])
            self.changes.replace(found[1])


def _run_cells() -> tuple[Cell[Run], ...]:
    return (
        Cell("Início", lambda run: texts.moment(run.started_at or run.queued_at)),
        Cell("Origem", lambda run: texts.TRIGGERS[run.trigger]),
        Cell("Duração", lambda run: texts.duration(run.seconds)),
        Cell("Lidos", lambda run: number(run.tally.read), right=True),
        Cell("Criados", lambda run: number(run.tally.created), right=True),
        Cell("Atualizados", lambda run: number(run.tally.updated), right=True),
        Cell("Com erro", lambda run: number(run.tally.failed), right=True),
        Cell("Chamadas", lambda run: number(run.api_calls), right=True),
        Cell("Resultado", _outcome),
    )


def _outcome(run: Run) -> str:
    if run.state is RunState.QUEUED:
        return "Na fila"
    words = texts.RESULTS[result_of(run.state, run.tally)]
    return f"{words}: {sentence(run.error_key, run.error_values)}" if run.error_key else words


def _line_cells() -> tuple[Cell[LogLine], ...]:
    return (
        Cell("Hora", lambda line: texts.moment(line.at)),
        Cell("Nível", lambda line: texts.LEVELS[line.level]),
        Cell("Mensagem", lambda line: line.text),
    )


def _change_cells() -> tuple[Cell[Change], ...]:
    return (
        Cell("Hora", lambda change: texts.moment(change.at)),
        Cell("Pedido ou SKU", lambda change: change.key),
        Cell("Antes", lambda change: change.before or "—", right=True),
        Cell("Depois", lambda change: change.after, right=True),
        Cell("Conta", lambda change: ", ".join(f"{name} {value}" for name, value in change.detail.items())),
        Cell("Resultado", lambda change: OUTCOMES[change.outcome]),
    )
