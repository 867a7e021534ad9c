"""Every notice of the program, kept until history leaves: nothing is told only beside the clock."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QTableView, QVBoxLayout, QWidget

from ecco_desktop.services.alerts import AlertService, Notice
from ecco_desktop.ui import texts, theme
from ecco_desktop.ui.background import Background
from ecco_desktop.ui.dialog import Dialog
from ecco_desktop.ui.dialogs.buttons import only_close
from ecco_desktop.ui.models.rows import Cell, RowModel
from ecco_desktop.ui.panes.state_page import StatePage
from ecco_desktop.ui.panes.tables import chosen_rows, dress, make_copyable, set_widths, wrap
from ecco_desktop.words import _


class NoticesDialog(Dialog):
    """Opening it marks all as seen; a double click goes to the task."""

    chosen = Signal(object)

    def __init__(self, alerts: AlertService, background: Background, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Avisos"))
        self.resize(theme.px(900), theme.px(480))
        self.model: RowModel[Notice] = RowModel(
            (
                Cell(_("Quando"), lambda notice: texts.moment(notice.at)),
                Cell(_("Tipo"), lambda notice: texts.NOTICES[notice.kind]),
                Cell(_("Aviso"), lambda notice: notice.title),
                Cell(_("O que fazer"), lambda notice: notice.body),
            ),
            self,
        )
        self.page = StatePage()
        self.table = QTableView()
        dress(self.table, _("Avisos"), 48)
        wrap(self.table)
        self.table.setModel(self.model)
        set_widths(self.table, (176, 110, 250, 300), 3)
        make_copyable(self.table, self.model.as_text)
        self.table.doubleClicked.connect(self._opened)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(theme.px(16), theme.px(16), theme.px(16), theme.px(16))
        layout.addWidget(self.page, 1)
        layout.addWidget(self.table, 1)
        layout.addWidget(only_close(self))
        self.table.hide()
        self.page.say("clock", texts.loading())

        def read() -> Sequence[Notice]:
            alerts.mark_seen()
            return alerts.newest(500)

        background.run(self, read, self._take, self._fail)

    def _take(self, notices: Sequence[Notice]) -> None:
        self.model.replace(notices)
        self.table.setVisible(bool(notices))
        self.page.setVisible(not notices)
        self.page.say("check", _("Nenhum aviso"), _("Falhas e voltas ao normal aparecem aqui."), tone="good")

    def _fail(self, words: str) -> None:
        self.page.say("error", _("Não foi possível ler os dados"), words, tone="bad")

    def _opened(self) -> None:
        rows = chosen_rows(self.table)
        if rows:
            self.chosen.emit(self.model.row(rows[0]))
            self.accept()
