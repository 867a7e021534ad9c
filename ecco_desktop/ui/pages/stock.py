"""Estoque: the history of what was sent to the stores, and why each number."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from ecco_desktop.clock import SHOP
from ecco_desktop.domain.connections import Connection, Role
from ecco_desktop.domain.foreign import shown
from ecco_desktop.domain.ledger import ChangeOutcome
from ecco_desktop.services.all import Services
from ecco_desktop.services.figures import DaySends
from ecco_desktop.services.reports import StockReason, StockSend
from ecco_desktop.ui import texts, theme
from ecco_desktop.ui.background import Background
from ecco_desktop.ui.forms.choice import Choice
from ecco_desktop.ui.models.paged import PagedModel
from ecco_desktop.ui.models.rows import Cell
from ecco_desktop.ui.pages.page import Page, search_field, tool
from ecco_desktop.ui.panes.charts import BarChart, Series, loaded
from ecco_desktop.ui.panes.columns import Columns
from ecco_desktop.ui.panes.tables import chosen_rows, dress, make_copyable
from ecco_desktop.ui.plain import Label
from ecco_desktop.words import _
from ecco_desktop.words.speech import number

# How far the chart looks back where the list has no end.
CHART_DAYS = 90
CHART_HEIGHT = 150
# At 100 % text: a lower page has no room for a chart beside its rows.
LOW = 420
OUTCOMES = (ChangeOutcome.DONE, ChangeOutcome.REFUSED, ChangeOutcome.UNKNOWN)


class StockPage(Page):
    """Histórico de integração de estoque."""

    help_page = "estoque"

    def __init__(self, background: Background, services: Services, parent: QWidget | None = None) -> None:
        super().__init__(background, services, _("Histórico de integração de estoque"), parent)
        self.model: PagedModel[StockSend] = PagedModel(_cells(), background, self.fail, self)
        self.table = QTableView()
        self.chart = BarChart(_("Envios por dia, todas as lojas"))
        self.why = Label()
        self.why_title = Label(_("Por que este número?"))
        name = _("Buscar SKU…")
        self.search = search_field(name, name, self.reload, self)
        self.period, self.store, self.outcome = Choice(), Choice(), Choice()
        self._build()
        self.ask(lambda known: known.connections.list(), self._take_stores)

    def reload(self) -> None:
        """Read the newest sends that fit."""
        reports = self.services.reports
        sku, since, store, outcome = self._wanted()

        def read(last: StockSend | None, count: int) -> Sequence[StockSend]:
            before = last.id if last else None
            return reports.stock_history(
                sku=sku, since=since, connection_id=store, outcome=outcome, before_id=before, limit=count
            )

        self.model.begin(read, self._shown)
        days = int(self.period.currentData())
        count = CHART_DAYS if days < 0 else days + 1
        self.ask(loaded(lambda services: services.figures.sends(count)), self._draw)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Rows are worth more than their chart."""
        super().resizeEvent(event)
        self.chart.setVisible(self.height() >= theme.px(LOW))

    # -- inside --

    def _build(self) -> None:
        for words, days in ((_("Hoje"), 0), (_("7 dias"), 7), (_("30 dias"), 30), (_("Tudo"), -1)):
            self.period.addItem(words, days)
        self.period.setCurrentIndex(2)
        self.store.addItem(_("Todas as lojas"), None)
        self.outcome.addItem(_("Todos os resultados"), None)
        for outcome in OUTCOMES:
            self.outcome.addItem(texts.OUTCOMES[outcome], outcome)
        for box, name in (
            (self.period, _("Período")),
            (self.store, _("Loja")),
            (self.outcome, _("Resultado")),
        ):
            box.setAccessibleName(name)
            box.currentIndexChanged.connect(self.reload)
            self.bar.addWidget(box)
        self.bar.addWidget(self.search)
        self.bar.addWidget(tool("download", _("Exportar (Excel ou CSV)"), self._export))
        self.chart.setFixedHeight(theme.px(CHART_HEIGHT))
        dress(self.table, _("Histórico de integração de estoque"), 34)
        self.table.setModel(self.model)
        Columns(self.table, "stock", (176, 160, 130, 72, 84, 110, 300), 6, yields=(2, 3, 5), least={0: 156})
        self.table.selectionModel().selectionChanged.connect(self._chosen)
        make_copyable(self.table, self.model.as_text)
        self.why_title.setProperty("strong", "true")
        self.why.setWordWrap(True)
        self.why.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        card = QFrame()
        card.setProperty("card", "true")
        inner = QVBoxLayout(card)
        inner.setContentsMargins(theme.px(14), theme.px(10), theme.px(14), theme.px(10))
        inner.setSpacing(theme.px(4))
        head = QHBoxLayout()
        head.addWidget(self.why_title)
        head.addStretch(1)
        inner.addLayout(head)
        inner.addWidget(self.why)
        self.body.addWidget(self.chart)
        self.body.addWidget(self.table, 1)
        self.body.addWidget(card)

    def _wanted(self) -> tuple[str, datetime | None, int | None, ChangeOutcome | None]:
        days = int(self.period.currentData())
        today = datetime.now(SHOP).replace(hour=0, minute=0, second=0, microsecond=0)
        since = None if days < 0 else (today - timedelta(days=days)).astimezone(UTC)
        return self.search.text().strip(), since, self.store.currentData(), self.outcome.currentData()

    def _take_stores(self, connections: Sequence[Connection]) -> None:
        for one in connections:
            if one.role is Role.STORE and self.store.findData(one.id) < 0:
                self.store.addItem(shown(one.name), one.id)

    def _shown(self) -> None:
        if self.model.rowCount():
            self.show_content()
            self.table.selectRow(0)
        elif self.search.text() or self.store.currentData() or self.outcome.currentData():
            words = _("Mude o período, a loja ou o resultado, ou apague a busca.")
            self.say("search", _("Nenhum envio com este filtro"), words)
        else:
            words = _("Cada quantidade enviada pela tarefa Sincronizar Estoque aparece aqui, com a conta.")
            self.say("stock", _("Nenhum envio no período"), words)

    def _draw(self, days: Sequence[DaySends]) -> None:
        self.chart.show_days(
            [day.day for day in days],
            (
                Series(_("enviados"), "accent", [day.sent for day in days]),
                Series(_("com erro"), "bad", [day.refused for day in days]),
            ),
        )

    def _chosen(self) -> None:
        rows = chosen_rows(self.table)
        if not rows:
            self.why.setText("")
            return
        send = self.model.row(rows[0])
        self.ask(
            lambda services: services.reports.why(send.connection_id, send.sku),
            lambda reason: self._explain(send, reason),
        )

    def _explain(self, send: StockSend, reason: StockReason) -> None:
        rows = chosen_rows(self.table)
        if not rows or self.model.row(rows[0]).id != send.id:
            return
        self.why_title.setText(_("Por que este número? — {0}").format(send.sku))
        parts = [send.sum, _("às {0}, resposta da loja: {1}").format(texts.moment(send.at), send.result)]
        if send.message:
            parts.append(send.message)
        newest = reason.send
        if newest is not None and newest.id != send.id:
            told = _("envio mais novo deste SKU: {0} em {1}")
            parts.append(told.format(newest.sent, texts.moment(newest.at)))
        if reason.next_due is not None:
            parts.append(_("próxima consulta {0}").format(texts.until(reason.next_due, datetime.now(UTC))))
        self.why.setText(" · ".join(parts))

    def _export(self) -> None:
        name, _filter = QFileDialog.getSaveFileName(self, _("Exportar"), "estoque.xlsx", texts.SHEETS)
        if name:
            self.export_to(Path(name))

    def export_to(self, path: Path) -> None:
        """Write what fits the filters."""
        sku, since, store, outcome = self._wanted()
        self.do(
            lambda services: services.reports.export_stock(
                path, sku=sku, since=since, connection_id=store, outcome=outcome
            ),
            lambda count: self.said.emit(
                _("{0} linhas exportadas para {1}").format(number(count), path.name)
            ),
        )


def _cells() -> tuple[Cell[StockSend], ...]:
    return (
        Cell(_("Data e hora"), lambda row: texts.moment(row.at)),
        Cell(_("SKU"), lambda row: row.sku),
        Cell(_("Loja"), lambda row: row.connection),
        Cell(_("Antes"), lambda row: row.before or "—", right=True),
        Cell(_("Enviado"), lambda row: row.sent, right=True),
        Cell(_("Resultado"), lambda row: row.result),
        Cell(_("Conta"), lambda row: row.message or row.sum),
    )
