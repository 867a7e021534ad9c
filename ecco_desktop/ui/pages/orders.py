"""Pedidos: find an order by either number, and read all that happened to it on both sides."""

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QSplitter, QTableView, QVBoxLayout, QWidget

from ecco_desktop.domain.order_timeline import Moment
from ecco_desktop.services.all import Services
from ecco_desktop.services.reports import OrderFound
from ecco_desktop.ui import texts, theme
from ecco_desktop.ui.background import Background
from ecco_desktop.ui.models.rows import Cell, RowModel
from ecco_desktop.ui.pages.page import Page, search_field, tool
from ecco_desktop.ui.panes.columns import Columns
from ecco_desktop.ui.panes.tables import chosen_rows, dress, make_copyable, wrap
from ecco_desktop.ui.plain import Label
from ecco_desktop.words import _
from ecco_desktop.words.speech import number


class OrdersPage(Page):
    """Orders on the left, the story of the chosen one on the right."""

    help_page = "pedidos"

    def __init__(self, background: Background, services: Services, parent: QWidget | None = None) -> None:
        super().__init__(background, services, _("Pedidos"), parent)
        self.orders: RowModel[OrderFound] = RowModel(
            (
                Cell(_("Pedido"), lambda order: order.number),
                Cell(_("No ERP"), lambda order: order.erp or (_("espera") if order.waiting else "—")),
                Cell(_("Loja"), lambda order: order.connection),
                Cell(_("Quando"), lambda order: texts.ago(order.at, datetime.now(UTC))),
            ),
            self,
        )
        self.moments: RowModel[Moment] = RowModel(
            (
                Cell(_("Quando"), lambda moment: texts.moment(moment.at)),
                Cell(_("O que aconteceu"), lambda moment: moment.text),
                Cell(_("Tarefa"), lambda moment: moment.source),
            ),
            self,
        )
        self.table, self.timeline = QTableView(), QTableView()
        self.title = Label()
        name = _("Número na loja ou no ERP…")
        self.search = search_field(name, name, self.reload, self)
        self._build()

    def reload(self) -> None:
        """Look the orders up."""
        text = self.search.text()
        self.ask_newest(lambda services: services.reports.orders(text), self._take)

    def _build(self) -> None:
        self.search.setMinimumWidth(theme.px(230))
        self.bar.addWidget(self.search)
        self.bar.addWidget(tool("download", _("Exportar a história do pedido (Excel ou CSV)"), self._export))
        dress(self.table, _("Pedidos"), 36)
        self.table.setModel(self.orders)
        self.table.setSelectionMode(QTableView.SelectionMode.SingleSelection)
        Columns(self.table, "orders", (96, 80, 120, 130), 2, yields=(2, 1))
        self.table.selectionModel().selectionChanged.connect(self._chosen)
        dress(self.timeline, _("História do pedido"), 44)
        self.timeline.setModel(self.moments)
        wrap(self.timeline)
        Columns(self.timeline, "timeline", (152, 300, 190), 1, yields=(2,))
        make_copyable(self.timeline, self.moments.as_text)
        self.title.setProperty("strong", "true")
        self.title.setWordWrap(True)
        right = QWidget()
        layout = QVBoxLayout(right)
        layout.setContentsMargins(theme.px(8), 0, 0, 0)
        layout.addWidget(self.title)
        layout.addWidget(self.timeline, 1)
        split = QSplitter(Qt.Orientation.Horizontal)
        split.setChildrenCollapsible(False)
        split.addWidget(self.table)
        split.addWidget(right)
        split.setSizes([theme.px(430), theme.px(700)])
        self.body.addWidget(split, 1)

    def _take(self, orders: Sequence[OrderFound]) -> None:
        self.orders.replace(orders)
        if orders:
            self.show_content()
            self.table.selectRow(0)
            return
        if self.search.text().strip():
            words = _("Confira o número. Pedidos de antes da instalação do programa não aparecem aqui.")
            self.say("search", _("Nenhum pedido com este número"), words)
        else:
            words = _("Os pedidos que as tarefas tratarem aparecem aqui, com tudo o que aconteceu a cada um.")
            self.say("orders", _("Nenhum pedido ainda"), words)

    def _chosen(self) -> None:
        rows = chosen_rows(self.table)
        if not rows:
            return
        order = self.orders.row(rows[0])
        self.title.setText(_("Pedido {0} — {1}").format(order.number, order.connection))
        self.ask(lambda services: services.reports.timeline(order.number), lambda m: self._show(order, m))

    def _show(self, order: OrderFound, moments: Sequence[Moment]) -> None:
        rows = chosen_rows(self.table)
        if rows and self.orders.row(rows[0]) == order:
            self.moments.replace(moments)
            # Why it waits, where its story does not say so already.
            if order.waiting and not any(order.waiting in moment.text for moment in moments):
                self.title.setText(f"{self.title.text()}\n{order.waiting}")

    def _export(self) -> None:
        rows = chosen_rows(self.table)
        if not rows:
            return
        order = self.orders.row(rows[0])
        name, _filter = QFileDialog.getSaveFileName(
            self, _("Exportar a história do pedido"), f"pedido-{order.number}.xlsx", texts.SHEETS
        )
        if name:
            path = Path(name)
            self.do(
                lambda services: services.reports.export_timeline(path, order.number),
                lambda count: self.said.emit(_("{0} linhas exportadas").format(number(count))),
            )
