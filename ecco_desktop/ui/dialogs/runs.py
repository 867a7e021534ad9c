"""Ver agendamentos: the runs of one task, past and next; a run shows its log and its changes."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QDialogButtonBox,
    QHBoxLayout,
    QPushButton,
    QSplitter,
    QTableView,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from ecco_desktop.clock import SHOP
from ecco_desktop.domain.foreign import shown
from ecco_desktop.domain.ledger import Change, ChangeOutcome
from ecco_desktop.domain.runs import LogLine, Run, RunResult
from ecco_desktop.services.all import Services
from ecco_desktop.services.figures import DayFigures
from ecco_desktop.services.history import RunPage
from ecco_desktop.services.tasks import TaskView
from ecco_desktop.ui import texts, theme
from ecco_desktop.ui.background import Background
from ecco_desktop.ui.dialog import Dialog
from ecco_desktop.ui.dialogs.buttons import only_close
from ecco_desktop.ui.forms.choice import Choice
from ecco_desktop.ui.models.rows import Cell, RowModel
from ecco_desktop.ui.panes.charts import PERIODS, BarChart, Series, loaded
from ecco_desktop.ui.panes.columns import Columns
from ecco_desktop.ui.panes.tables import chosen_rows, dress, make_copyable
from ecco_desktop.ui.plain import Label, tip
from ecco_desktop.words import _
from ecco_desktop.words.speech import number

PAGE = 100
USUAL_DAYS = 30
BARS = 30
CHART, LEAST_CHART = 140, 100
# At 100 % text: a lower dialog has no room for charts beside its rows.
LOW = 440


@dataclass(frozen=True, slots=True)
class _Period:
    """One look at the last `days`: the list and both charts are of the same runs."""

    days: int
    page: RunPage
    figures: Sequence[DayFigures]


class RunsDialog(Dialog):
    """Pages are read as one scrolls. `undo_asked` with a run."""

    undo_asked = Signal(object)

    def __init__(
        self, view: TaskView, services: Services, background: Background, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._view = view
        self._services = services
        self._history = services.history
        self._background = background
        self._total = 0
        self._days = USUAL_DAYS
        self._reading = False
        self.runs: RowModel[Run] = RowModel(_run_cells(), self)
        self.lines: RowModel[LogLine] = RowModel(_line_cells(), self)
        self.changes: RowModel[Change] = RowModel(_change_cells(), self)
        self.table = QTableView()
        self._count = Label()
        self._tabs = QTabWidget()
        self.chart = BarChart(_("Execuções por dia"))
        self.lengths = BarChart(_("Duração das últimas execuções, em segundos"))
        self.period = Choice()
        self.undo = QPushButton(theme.icon("undo"), _("Desfazer este envio…"))
        self.undo.setVisible(view.automation.undoable)
        self.undo.clicked.connect(self._undo)
        self._build()
        self._begin(USUAL_DAYS, first=True)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Rows are worth more than their charts."""
        super().resizeEvent(event)
        for chart in (self.lengths, self.chart):
            chart.setVisible(self.height() >= theme.px(LOW))

    def _build(self) -> None:
        self.setWindowTitle(_("Agendamentos — {0}").format(shown(self._view.task.name)))
        self.resize(theme.px(1160), theme.px(680))
        self._count.setProperty("muted", "true")
        dress(self.table, _("Execuções"), 36)
        self.table.setModel(self.runs)
        widths = (176, 116, 96, 84, 92, 116, 100, 104, 160)
        Columns(self.table, "runs", widths, 8, yields=(7, 3, 1, 2, 4), least={0: 156})
        self.table.selectionModel().selectionChanged.connect(self._chosen)
        self.table.verticalScrollBar().valueChanged.connect(self._scrolled)
        make_copyable(self.table, self.runs.as_text)
        lines = (176, 84, 400)
        self._add_detail("run_log", _("Log da execução"), self.lines, lines, 2)
        changes = (176, 150, 150, 150, 300, 110)
        self._add_detail("run_changes", _("O que ela alterou"), self.changes, changes, 4)
        split = QSplitter(Qt.Orientation.Vertical)
        split.addWidget(self.table)
        split.addWidget(self._tabs)
        split.setSizes([theme.px(320), theme.px(240)])
        buttons = only_close(self)
        buttons.addButton(self.undo, QDialogButtonBox.ButtonRole.ActionRole)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(*4 * (theme.px(16),))
        layout.setSpacing(theme.px(10))
        layout.addLayout(self._head())
        layout.addWidget(split, 1)
        layout.addWidget(self._count)
        layout.addWidget(buttons)

    def _head(self) -> QVBoxLayout:
        """What comes next, the period, and both charts of it."""
        coming = Label(self._coming())
        coming.setProperty("title", "true")
        coming.setWordWrap(True)
        for days in PERIODS:
            self.period.addItem(_("Últimos {0} dias").format(days), days)
        self.period.setCurrentIndex(PERIODS.index(USUAL_DAYS))
        self.period.setAccessibleName(_("Período"))
        self.period.activated.connect(self._chose_period)
        top = QHBoxLayout()
        top.addWidget(coming, 1)
        top.addWidget(self.period)
        head = QVBoxLayout()
        head.setSpacing(theme.px(10))
        head.addLayout(top)
        if self._view.task.note:
            note = Label(self._view.task.note)
            note.setWordWrap(True)
            head.addWidget(note)
        charts = QHBoxLayout()
        charts.setSpacing(theme.px(16))
        for chart in (self.lengths, self.chart):
            chart.setMinimumHeight(theme.px(LEAST_CHART))
            chart.setMaximumHeight(theme.px(CHART))
            charts.addWidget(chart)
        head.addLayout(charts)
        return head

    def _coming(self) -> str:
        if not self._view.task.active:
            return _("Desativada: não roda sozinha.")
        if self._view.next_due is None:
            return f"{texts.recurrence_here(self._view.task.recurrence)}."
        when = texts.until(self._view.next_due, datetime.now(UTC))
        return _("Próxima execução {0}: {1}").format(when, texts.moment_here(self._view.next_due))

    def _add_detail(
        self,
        key: str,
        name: str,
        model: RowModel,  # type: ignore[type-arg]
        widths: Sequence[int],
        stretch: int,
    ) -> None:
        detail = QTableView()
        dress(detail, name, 30)
        detail.setModel(model)
        Columns(detail, key, widths, stretch)
        make_copyable(detail, model.as_text)
        self._tabs.addTab(detail, name)

    def _chose_period(self) -> None:
        self._begin(int(self.period.currentData()))

    def _begin(self, days: int, *, first: bool = False) -> None:
        """Read a period from its newest run on; the first time the shortest, from `days` on, that has one."""
        self._reading = True
        task_id = self._view.task.id
        tried = [one for one in PERIODS if one >= days] if first else [days]

        def read(services: Services) -> _Period:
            found = [_look(services, task_id, tried[0])]
            for more in tried[1:]:
                if not found[-1].page.total:
                    found.append(_look(services, task_id, more))
            return found[-1] if found[-1].page.total else found[0]

        services = self._services
        self._background.run(self, lambda: loaded(read)(services), self._take_period, self._fail)

    def _take_period(self, found: _Period) -> None:
        self._days = found.days
        self.period.setCurrentIndex(self.period.findData(found.days))
        self.runs.replace([])
        self.lines.replace([])
        self.changes.replace([])
        self._draw_lengths(found.page.runs)
        self._draw(found.figures)
        self._take(found.page)

    def _more(self) -> None:
        if self._reading:
            return
        self._reading = True
        offset, task_id, days = self.runs.rowCount(), self._view.task.id, self._days

        def read() -> RunPage:
            since = self._services.figures.since(days)
            return self._history.runs(task_id, offset=offset, limit=PAGE, since=since)

        self._background.run(self, read, self._take, self._fail)

    def _fail(self, words: str) -> None:
        self._reading = False
        self._count.setText(words)

    def _take(self, page: RunPage) -> None:
        self._reading = False
        self._total = page.total
        self.runs.extend(list(page.runs))
        shown = self.runs.rowCount()
        self._count.setText(
            _("{0} de {1} execuções").format(number(shown), number(self._total))
            if self._total
            else _("Nenhuma execução no período.")
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

    def _undo(self) -> None:
        rows = chosen_rows(self.table)
        if rows:
            run = self.runs.row(rows[0])
            self.accept()
            self.undo_asked.emit(run)

    def _draw_lengths(self, runs: Sequence[Run]) -> None:
        """The newest runs that took any time, oldest first; failed ones in their own colour."""
        known = [run for run in runs if run.seconds is not None][:BARS][::-1]
        bad = (RunResult.FAILED, RunResult.INTERRUPTED)

        def heights(*, failed: bool) -> list[int]:
            return [max(1, round(run.seconds or 0)) if (run.result in bad) is failed else 0 for run in known]

        self.lengths.show_bars(
            _labels([run.queued_at for run in known]),
            (
                Series(_("deram certo"), "accent", heights(failed=False)),
                Series(_("falharam"), "bad", heights(failed=True)),
            ),
            sums=False,
        )

    def _draw(self, days: Sequence[DayFigures]) -> None:
        self.chart.show_days(
            [day.day for day in days],
            (
                Series(_("deram certo"), "good", [day.good for day in days]),
                Series(_("falharam"), "bad", [day.bad for day in days]),
            ),
        )

    def _show(self, run: Run, found: tuple[Sequence[LogLine], Sequence[Change]]) -> None:
        rows = chosen_rows(self.table)
        if rows and self.runs.row(rows[0]).id == run.id:
            self.lines.replace(found[0])
            self.changes.replace(found[1])
            can = any(change.outcome is ChangeOutcome.DONE for change in found[1])
            self.undo.setEnabled(can)
            self.undo.setToolTip(tip("" if can else _("Esta execução não enviou nada que possa voltar.")))


def _look(services: Services, task_id: int, days: int) -> _Period:
    since = services.figures.since(days)
    page = services.history.runs(task_id, limit=PAGE, since=since)
    return _Period(days, page, services.figures.days(days, task_id))


def _labels(moments: Sequence[datetime]) -> list[str]:
    """Hours where all were on one day, days otherwise: there is room for five letters."""
    local = [moment.astimezone(SHOP) for moment in moments]
    one_day = len({moment.date() for moment in local}) == 1
    return [f"{moment:%H:%M}" if one_day else texts.day(moment.date()) for moment in local]


def _run_cells() -> tuple[Cell[Run], ...]:
    return (
        Cell(_("Início"), lambda run: texts.moment(run.started_at or run.queued_at)),
        Cell(_("Origem"), lambda run: texts.TRIGGERS[run.trigger]),
        Cell(_("Duração"), lambda run: texts.duration(run.seconds)),
        Cell(_("Lidos"), lambda run: number(run.tally.read), right=True),
        Cell(_("Criados"), lambda run: number(run.tally.created), right=True),
        Cell(_("Atualizados"), lambda run: number(run.tally.updated), right=True),
        Cell(_("Com erro"), lambda run: number(run.tally.failed), right=True),
        Cell(_("Chamadas"), lambda run: number(run.api_calls), right=True),
        Cell(_("Resultado"), texts.outcome),
    )


def _line_cells() -> tuple[Cell[LogLine], ...]:
    return (
        Cell(_("Hora"), lambda line: texts.moment(line.at)),
        Cell(_("Nível"), lambda line: texts.LEVELS[line.level]),
        Cell(_("Mensagem"), lambda line: line.text),
    )


def _change_cells() -> tuple[Cell[Change], ...]:
    return (
        Cell(_("Hora"), lambda change: texts.moment(change.at)),
        Cell(_("Pedido ou SKU"), lambda change: change.key),
        Cell(_("Antes"), lambda change: change.before or "—"),
        Cell(_("Depois"), lambda change: change.after or "—"),
        Cell(_("Conta"), texts.details),
        Cell(_("Resultado"), lambda change: texts.OUTCOMES[change.outcome]),
    )
