"""Every notice of the program, kept until history leaves: nothing is told only beside the clock."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMenu, QPushButton, QTableView, QVBoxLayout, QWidget

from ecco_desktop.domain.tasks import Task
from ecco_desktop.services.alerts import Notice
from ecco_desktop.services.all import Services
from ecco_desktop.ui import texts, theme
from ecco_desktop.ui.background import Background
from ecco_desktop.ui.dialog import Dialog
from ecco_desktop.ui.dialogs.buttons import only_close
from ecco_desktop.ui.models.rows import Cell, RowModel
from ecco_desktop.ui.panes.columns import Columns
from ecco_desktop.ui.panes.state_page import StatePage
from ecco_desktop.ui.panes.tables import chosen_rows, dress, make_copyable, wrap
from ecco_desktop.ui.pauses import offer_silence, silent_words
from ecco_desktop.ui.plain import tip
from ecco_desktop.words import _

NEWEST = 500


@dataclass(frozen=True, slots=True)
class _Read:
    """The notices, and the tasks that are still there, by their ids."""

    notices: Sequence[Notice]
    tasks: Mapping[int, Task]


class NoticesDialog(Dialog):
    """Opening it marks all as seen. `chosen` with a notice whose task is to be shown."""

    chosen = Signal(object)

    def __init__(self, services: Services, background: Background, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._services = services
        self._background = background
        self._tasks: Mapping[int, Task] = {}
        self.setWindowTitle(_("Avisos"))
        self.resize(theme.px(940), theme.px(520))
        self.model: RowModel[Notice] = RowModel(
            (
                Cell(
                    _("Tipo"),
                    lambda notice: texts.NOTICES[notice.kind],
                    mark=lambda notice: texts.NOTICE_ICONS[notice.kind],
                ),
                Cell(_("Quando"), lambda notice: texts.ago(notice.at, datetime.now(UTC))),
                Cell(_("Aviso"), lambda notice: notice.title),
                Cell(_("O que fazer"), lambda notice: notice.body),
            ),
            self,
        )
        self.page = StatePage()
        self.table = QTableView()
        self.open_task = QPushButton(_("Abrir tarefa"))
        self.silence = QPushButton(theme.icon("mute"), _("Não avisar desta tarefa"))
        self._silences = QMenu(self.silence)
        self._build()
        self._begin()

    def _build(self) -> None:
        dress(self.table, _("Avisos"), 48)
        self.table.setModel(self.model)
        wrap(self.table, 2, 3)
        self.table.setSelectionMode(QTableView.SelectionMode.SingleSelection)
        Columns(self.table, "notices", (116, 140, 250, 300), 3, least={0: 116, 1: 104})
        make_copyable(self.table, self.model.as_text)
        self.table.doubleClicked.connect(self._open)
        self.table.selectionModel().selectionChanged.connect(self._selected)
        self.open_task.setProperty("primary", "true")
        self.open_task.clicked.connect(self._open)
        self.silence.clicked.connect(self._tell_again)
        offer_silence(self._silences, self._be_silent)
        self.buttons = only_close(self)
        self.buttons.addButton(self.silence, self.buttons.ButtonRole.ActionRole)
        self.buttons.addButton(self.open_task, self.buttons.ButtonRole.ActionRole)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(*4 * (theme.px(16),))
        layout.addWidget(self.page, 1)
        layout.addWidget(self.table, 1)
        layout.addWidget(self.buttons)
        self.table.hide()
        self._selected()
        self.page.say("clock", texts.loading())

    def _begin(self) -> None:
        services = self._services

        def read() -> _Read:
            services.alerts.mark_seen()
            return _read(services)

        self._background.run(self, read, self._take, self._fail)

    def _take(self, read: _Read) -> None:
        self._tasks = read.tasks
        if list(read.notices) != [self.model.row(row) for row in range(self.model.rowCount())]:
            self.model.replace(read.notices)
            if read.notices:
                self.table.selectRow(0)
        self.table.setVisible(bool(read.notices))
        self.page.setVisible(not read.notices)
        self.page.say("check", _("Nenhum aviso"), _("Falhas e voltas ao normal aparecem aqui."), tone="good")
        self._selected()

    def _fail(self, words: str) -> None:
        self.table.hide()
        self.page.show()
        self.page.say("error", _("Não foi possível ler os dados"), words, tone="bad")

    def _current(self) -> Notice | None:
        rows = chosen_rows(self.table)
        return self.model.row(rows[0]) if rows else None

    def _task(self) -> Task | None:
        notice = self._current()
        return self._tasks.get(notice.task_id) if notice and notice.task_id else None

    def _selected(self) -> None:
        """Both buttons speak of the notice that is chosen."""
        notice, task = self._current(), self._task()
        why = ""
        if task is None and notice is not None:
            why = _("A tarefa foi excluída.") if notice.task_id else _("Este aviso não é de uma tarefa.")
        until = task.muted_until if task else None
        silent = until is not None and until > datetime.now(UTC)
        for button in (self.open_task, self.silence):
            button.setEnabled(task is not None)
            button.setToolTip(tip(why))
        words = silent_words(until) if until and silent else _("Não avisar desta tarefa")
        self.silence.setText(words)
        self.silence.setIcon(theme.icon("bell" if silent else "mute"))
        self.silence.setMenu(None if silent else self._silences)  # type: ignore[arg-type]  # None takes it off

    def _open(self) -> None:
        notice = self._current()
        if notice is not None and self._task() is not None:
            self.chosen.emit(notice)
            self.accept()

    def _be_silent(self, hours: int) -> None:
        self._mute(datetime.now(UTC) + timedelta(hours=hours))

    def _tell_again(self) -> None:
        if self.silence.menu() is None:
            self._mute(None)

    def _mute(self, until: datetime | None) -> None:
        task, services = self._task(), self._services
        if task is None:
            return
        task_id = task.id

        def mute() -> _Read:
            services.tasks.mute(task_id, until)
            return _read(services)

        self._background.run(self, mute, self._take, self._fail)


def _read(services: Services) -> _Read:
    views = services.tasks.list()
    return _Read(services.alerts.newest(NEWEST), {view.task.id: view.task for view in views})
