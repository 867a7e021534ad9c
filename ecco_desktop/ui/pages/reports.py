"""Relatórios: runs and calls a day, why things failed, stock limits, every run, who changed what."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QTableView,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from ecco_desktop.domain.foreign import shown
from ecco_desktop.domain.notices import Deed
from ecco_desktop.domain.runs import Run, RunState
from ecco_desktop.services.all import Services
from ecco_desktop.services.figures import Budget, DayFigures
from ecco_desktop.services.reports import LimitFinding
from ecco_desktop.ui import texts, theme
from ecco_desktop.ui.background import Background
from ecco_desktop.ui.forms.choice import Choice
from ecco_desktop.ui.forms.fields import quiet, strong
from ecco_desktop.ui.models.paged import PagedModel
from ecco_desktop.ui.models.rows import Cell, RowModel
from ecco_desktop.ui.pages.page import Page
from ecco_desktop.ui.panes.charts import PERIODS, BarChart, Series, loaded
from ecco_desktop.ui.panes.columns import Columns
from ecco_desktop.ui.panes.tables import dress, make_copyable
from ecco_desktop.words import N_, _
from ecco_desktop.words.sentences import sentence
from ecco_desktop.words.speech import number

RESULTS: tuple[tuple[str, tuple[RunState, ...]], ...] = (
    (N_("Todos os resultados"), ()),
    (N_("Falharam"), (RunState.FAILED,)),
    (N_("Com avisos"), (RunState.WITH_WARNINGS,)),
    (N_("Deram certo"), (RunState.SUCCEEDED,)),
    (N_("Interrompidas"), (RunState.INTERRUPTED, RunState.CANCELLED)),
    (N_("Vez pulada"), (RunState.SKIPPED,)),
)


@dataclass(frozen=True, slots=True)
class Summary:
    """Everything the first tab shows."""

    days: Sequence[DayFigures]
    causes: Sequence[tuple[str, int]]
    budget: Budget | None
    limits: Sequence[LimitFinding]


class ReportsPage(Page):
    """`run_opened` with a run that was double-clicked."""

    run_opened = Signal(object)
    help_page = "relatorios"

    def __init__(self, background: Background, services: Services, parent: QWidget | None = None) -> None:
        super().__init__(background, services, _("Relatórios"), parent)
        self.period, self.result, self.task = Choice(), Choice(), Choice()
        self.tabs = QTabWidget()
        self.runs_chart = BarChart(_("Execuções por dia"))
        self.calls_chart = BarChart(_("Chamadas por dia"))
        self.budget = quiet()
        self.causes: RowModel[tuple[str, int]] = RowModel(
            (
                Cell(_("Vezes"), lambda row: number(row[1]), right=True),
                Cell(_("Motivo"), lambda row: row[0]),
            ),
            self,
        )
        self.limits: RowModel[LimitFinding] = RowModel(_limit_cells(), self)
        self.runs: PagedModel[Run] = PagedModel(self._run_cells(), background, self.fail, self)
        self.deeds: RowModel[Deed] = RowModel(_deed_cells(), self)
        self._names: dict[int, str] = {}
        self._build()

    def reload(self) -> None:
        """Read what the open tab shows."""
        days = int(self.period.currentData())
        if self.tabs.currentIndex() == 0:
            self.ask_newest(loaded(lambda services: _summary(services, days)), self._show)
        elif self.tabs.currentIndex() == 1:
            self._reload_runs(days)
        elif self.tabs.currentIndex() == 2:
            self.ask_newest(lambda services: services.reports.limits(), self._show_limits)
        else:
            self.ask_newest(lambda services: services.deeds.newest(), self._show_deeds)

    # -- inside --

    def _build(self) -> None:
        for days in PERIODS:
            self.period.addItem(_("Últimos {0} dias").format(days), days)
        self.period.setCurrentIndex(1)
        self.period.setAccessibleName(_("Período"))
        self.period.currentIndexChanged.connect(self.reload)
        self.bar.addWidget(self.period)
        self.tabs.addTab(self._summary_tab(), _("Resumo"))
        self.tabs.addTab(self._runs_tab(), _("Execuções"))
        words = _("Estoque mínimo e máximo")
        limits = self._table(self.limits, "limits", words, (150, 190, 300, 110, 110, 150), 2, (5,))
        self.tabs.addTab(limits, words)
        words = _("Quem mudou o quê")
        self.tabs.addTab(self._table(self.deeds, "deeds", words, (176, 110, 400), 2), words)
        self.tabs.currentChanged.connect(self.reload)
        self.body.addWidget(self.tabs, 1)

    def _summary_tab(self) -> QWidget:
        tab = QWidget()
        grid = QGridLayout(tab)
        grid.setContentsMargins(0, theme.px(10), 0, 0)
        grid.setSpacing(theme.px(16))
        grid.addWidget(self.runs_chart, 0, 0)
        # Beside each other in one row, so that their bars stand on one line.
        grid.addWidget(self.calls_chart, 0, 1)
        grid.addWidget(self.budget, 1, 0, 1, 2)
        words = _("Falhas por motivo")
        table = self._table(self.causes, "causes", words, (80, 300), 1)
        grid.addWidget(_titled(words, table), 2, 0, 1, 2)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        grid.setRowStretch(0, 3)
        grid.setRowStretch(2, 2)
        return tab

    def _runs_tab(self) -> QWidget:
        self.task.addItem(_("Todas as tarefas"), None)
        for words, states in RESULTS:
            self.result.addItem(_(words), states)
        self.task.setAccessibleName(_("Tarefa"))
        self.result.setAccessibleName(_("Resultado"))
        for box in (self.task, self.result):
            box.currentIndexChanged.connect(self.reload)
        tools = QHBoxLayout()
        tools.addWidget(self.task)
        tools.addWidget(self.result)
        tools.addStretch(1)
        tab = QWidget()
        layout = QVBoxLayout(tab)
        layout.setContentsMargins(0, theme.px(10), 0, 0)
        layout.addLayout(tools)
        widths = (176, 300, 100, 84, 220, 104, 300)
        table = self._table(self.runs, "runs_of_all", _("Execuções"), widths, 6, (5, 2, 3, 4))
        table.doubleClicked.connect(lambda index: self.run_opened.emit(self.runs.row(index.row())))
        layout.addWidget(table, 1)
        return tab

    def _table(
        self,
        model: RowModel,  # type: ignore[type-arg]
        key: str,
        name: str,
        widths: Sequence[int],
        stretch: int,
        yields: Sequence[int] = (),
    ) -> QTableView:
        table = QTableView()
        dress(table, name, 34)
        table.setModel(model)
        Columns(table, key, widths, stretch, yields=yields)
        make_copyable(table, model.as_text)
        return table

    def _run_cells(self) -> tuple[Cell[Run], ...]:
        return (
            Cell(_("Início"), lambda run: texts.moment(run.started_at or run.queued_at)),
            Cell(_("Tarefa"), lambda run: self._names.get(run.task_id, "?")),
            Cell(_("Origem"), lambda run: texts.TRIGGERS[run.trigger]),
            Cell(_("Duração"), lambda run: texts.duration(run.seconds)),
            Cell(_("Contas"), texts.counted),
            Cell(_("Chamadas"), lambda run: number(run.api_calls), right=True),
            Cell(_("Resultado"), texts.outcome),
        )

    def _show(self, summary: Summary) -> None:
        self.show_content()
        days = [day.day for day in summary.days]
        self.runs_chart.show_days(
            days,
            (
                Series(_("deram certo"), "good", [day.good for day in summary.days]),
                Series(_("falharam"), "bad", [day.bad for day in summary.days]),
            ),
        )
        self.calls_chart.show_days(
            days, (Series(_("chamadas"), "accent", [day.calls for day in summary.days]),)
        )
        self.causes.replace(summary.causes)
        self.budget.setText(_told(summary.budget))

    def _reload_runs(self, days: int) -> None:
        history, figures = self.services.history, self.services.figures
        states, task_id = self.result.currentData() or (), self.task.currentData()
        count = [0]

        def read(last: Run | None, limit: int) -> Sequence[Run]:
            if last is None:
                count[0] = 0
                self._names = dict(history.task_names())
            since = figures.since(days)
            page = history.runs(task_id, offset=count[0], limit=limit, states=states, since=since)
            count[0] += len(page.runs)
            return page.runs

        self.runs.begin(read, self._shown_runs)

    def _shown_runs(self) -> None:
        self.show_content()
        for task_id, name in sorted(self._names.items(), key=lambda pair: pair[1]):
            if self.task.findData(task_id) < 0:
                self.task.addItem(shown(name), task_id)

    def _show_limits(self, found: Sequence[LimitFinding]) -> None:
        self.show_content()
        self.limits.replace(found)

    def _show_deeds(self, deeds: Sequence[Deed]) -> None:
        self.show_content()
        self.deeds.replace(deeds)


def _summary(services: Services, days: int) -> Summary:
    figures = services.figures
    return Summary(figures.days(days), figures.causes(days), figures.budget(days), services.reports.limits())


def _told(budget: Budget | None) -> str:
    if budget is None:
        return ""
    if not budget.busiest:
        return _("O ERP permite {0} chamadas por minuto; nenhuma execução longa no período.").format(
            number(budget.allowed)
        )
    return _("Ritmo da execução mais intensa: {0} chamadas por minuto. O ERP permite {1}.").format(
        number(round(budget.busiest)), number(budget.allowed)
    )


def _titled(words: str, part: QWidget) -> QWidget:
    holder = QWidget()
    layout = QVBoxLayout(holder)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.addWidget(strong(words))
    layout.addWidget(part, 1)
    return holder


def _limit_cells() -> tuple[Cell[LimitFinding], ...]:
    return (
        Cell(
            _("Situação"),
            lambda row: _("Abaixo do mínimo") if row.verdict == "below" else _("Acima do máximo"),
        ),
        Cell(_("SKU"), lambda row: row.sku),
        Cell(_("Produto"), lambda row: row.name),
        Cell(_("Disponível"), lambda row: row.available, right=True),
        Cell(_("Limite"), lambda row: row.limit, right=True),
        Cell(_("Loja"), lambda row: row.connection),
    )


def _deed_cells() -> tuple[Cell[Deed], ...]:
    return (
        Cell(_("Quando"), lambda deed: texts.moment(deed.at)),
        Cell(_("Quem"), lambda deed: texts.ACTORS.named(deed.actor)),
        Cell(_("O que mudou"), lambda deed: sentence(deed.key, deed.values)),
    )
