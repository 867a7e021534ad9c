"""Pendências: what failed and waits, each with the reason and what to do."""

from collections.abc import Sequence
from datetime import UTC, datetime

from PySide6.QtCore import QSortFilterProxyModel, Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QStackedWidget, QTableView, QVBoxLayout, QWidget

from ecco_desktop.domain.pending import PendingRecord, PendingState
from ecco_desktop.domain.texts import sentence
from ecco_desktop.services.all import Services
from ecco_desktop.ui import texts
from ecco_desktop.ui.background import Background
from ecco_desktop.ui.models.rows import Cell, RowModel
from ecco_desktop.ui.panes.state_page import StatePage
from ecco_desktop.ui.panes.tables import dress, make_copyable, set_widths


class PendingPage(QWidget):
    """A list to read, search and copy; the records solve themselves when their cause is gone."""

    def __init__(self, background: Background, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._background = background
        self._services: Services | None = None
        self._stores: dict[int, str] = {}
        self.model: RowModel[PendingRecord] = RowModel(
            (
                Cell("Pedido ou SKU", lambda record: record.label),
                Cell("Loja", lambda record: self._stores.get(record.connection_id, "")),
                Cell("O que houve e o que fazer", lambda record: sentence(record.cause, record.values)),
                Cell("Tentativas", lambda record: str(record.tries), right=True),
                Cell("Próxima tentativa", _next_try),
            ),
            self,
        )
        self._proxy = QSortFilterProxyModel(self)
        self._proxy.setSourceModel(self.model)
        self._proxy.setFilterKeyColumn(-1)
        self._proxy.setFilterCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.table = QTableView()
        self.page = StatePage()
        self._stack = QStackedWidget()
        self._build()

    def start(self, services: Services) -> None:
        """The data is open."""
        self._services = services

    def reload(self) -> None:
        """Read the list anew."""
        if self._services is None:
            return
        services = self._services

        def read() -> tuple[Sequence[PendingRecord], dict[int, str]]:
            stores = {connection.id: connection.name for connection in services.connections.list()}
            return services.history.pending(), stores

        self._background.run(self, read, self._take, self._fail)

    def _build(self) -> None:
        title = QLabel("Pendências")
        title.setProperty("title", "true")
        search = QLineEdit()
        search.setPlaceholderText("Buscar pedido, SKU ou motivo…")
        search.setAccessibleName("Buscar nas pendências")
        search.setClearButtonEnabled(True)
        search.setMaximumWidth(320)
        search.textChanged.connect(self._proxy.setFilterFixedString)
        bar = QHBoxLayout()
        bar.addWidget(title, 1)
        bar.addWidget(search, 1)
        dress(self.table, "Pendências", 52)
        self.table.setWordWrap(True)
        self.table.setModel(self._proxy)
        self.table.setSortingEnabled(True)
        self.table.sortByColumn(-1, Qt.SortOrder.AscendingOrder)
        set_widths(self.table, (152, 140, 300, 112, 172), 2)
        make_copyable(self.table, self._as_text)
        self._stack.addWidget(self.page)
        self._stack.addWidget(self.table)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 12, 16, 16)
        layout.setSpacing(10)
        layout.addLayout(bar)
        layout.addWidget(self._stack, 1)
        self.page.say("clock", texts.LOADING)

    def _as_text(self, rows: Sequence[int]) -> str:
        return self.model.as_text([self._proxy.mapToSource(self._proxy.index(row, 0)).row() for row in rows])

    def _take(self, found: tuple[Sequence[PendingRecord], dict[int, str]]) -> None:
        records, self._stores = found
        self.model.replace(records)
        self.page.say("check", texts.EMPTY_PENDING, texts.EMPTY_PENDING_HELP, tone="good")
        self._stack.setCurrentWidget(self.table if records else self.page)

    def _fail(self, words: str) -> None:
        self.page.say(
            "error", "Não foi possível ler as pendências", words, "Tentar de novo", self.reload, "bad"
        )
        self._stack.setCurrentWidget(self.page)


def _next_try(record: PendingRecord) -> str:
    if record.state is PendingState.NEEDS_PERSON:
        return "espera por você"
    return texts.until(record.next_try_at, datetime.now(UTC))
