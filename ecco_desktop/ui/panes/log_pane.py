"""The log of the chosen task: live, bounded, filtered and searched by the service, never by the window."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import (
    QFileDialog,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QSizePolicy,
    QStackedWidget,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from ecco_desktop.domain.runs import Level, LogLine
from ecco_desktop.services.history import HistoryService
from ecco_desktop.services.tasks import TaskView
from ecco_desktop.ui import texts, theme
from ecco_desktop.ui.background import Background
from ecco_desktop.ui.models.log import LEVEL, LEVEL_TONES, LogModel
from ecco_desktop.ui.panes.elided import ElidedLabel
from ecco_desktop.ui.panes.state_page import StatePage
from ecco_desktop.ui.panes.tables import LOG_ROW_HEIGHT, dress, make_copyable, set_widths
from ecco_desktop.words import N_, Words, _
from ecco_desktop.words.speech import number

Index = QModelIndex | QPersistentModelIndex
# About twenty screens: more come as one scrolls up.
FIRST = 300
OLDER = 300
SEARCH_MILLISECONDS = 250
PLURALS = Words({Level.INFO: N_("Info"), Level.WARNING: N_("Avisos"), Level.ERROR: N_("Erros")})


class LogDelegate(QStyledItemDelegate):
    """Time in a quiet colour, the level as icon and word, the sentence."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw a cell."""
        now = theme.colours()
        painter.save()
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.fillRect(option.rect, QColor(now.selected if chosen else now.surface))
        level: Level = index.data(LEVEL)
        tone = str(getattr(now, LEVEL_TONES[level]))
        place = option.rect.adjusted(10, 0, -6, 0)
        if index.column() == 1:
            icon = theme.pixmap(texts.LEVEL_ICONS[level], tone, 30)
            painter.drawPixmap(place.left(), place.center().y() - 7, 15, 15, icon)
            place.setLeft(place.left() + 22)
        quiet = index.column() == 0 or (index.column() == 1 and level is Level.INFO)
        colour = now.muted if quiet else tone if index.column() == 1 else now.text
        painter.setPen(QColor(colour))
        words = option.fontMetrics.elidedText(str(index.data()), Qt.TextElideMode.ElideRight, place.width())
        painter.drawText(place, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), words)
        painter.restore()


class LogPane(QWidget):
    """Follows the tail until it is scrolled up. `record_opened` with a double-clicked line."""

    record_opened = Signal(object)

    def __init__(self, background: Background, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._background = background
        self._history: HistoryService | None = None
        self._task: TaskView | None = None
        self._asking = False
        self._again = False
        self._turn = 0
        self.model = LogModel(self)
        self.table = QTableView()
        self.page = StatePage()
        self.title = ElidedLabel("Log")
        self.title.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.follow = QToolButton()
        self.search = QLineEdit()
        self.levels: dict[Level, QPushButton] = {}
        self._stack = QStackedWidget()
        self._typing = QTimer(self)
        self._build()

    def start(self, history: HistoryService) -> None:
        """The data is open."""
        self._history = history

    def show_task(self, view: TaskView | None) -> None:
        """Show the log of another task; the same one again changes nothing."""
        before = self._task.task.id if self._task else None
        self._task = view
        self.title.setText(_("Log — {0}").format(view.task.name) if view else "Log")
        if (view.task.id if view else None) != before:
            self.follow.setChecked(True)
            self.reload()

    def grew(self, task_id: int) -> None:
        """More lines of a task are in storage."""
        if self._task is None or self._task.task.id != task_id:
            return
        if not self.model.last_id:
            self.reload()
        elif self._asking:
            self._again = True
        else:
            self._ask_more()

    def reload(self) -> None:
        """Read the newest lines that fit the filters."""
        self._turn += 1
        if self._task is None or self._history is None:
            self.model.replace([])
            self._show()
            return
        history, task_id, turn = self._history, self._task.task.id, self._turn
        levels, text = self._levels(), self.search.text()
        self._background.run(
            self,
            lambda: history.log(task_id, levels=levels, text=text, limit=FIRST),
            lambda lines: self._take(turn, lines),
            self._fail,
        )

    # -- inside --

    def _build(self) -> None:
        self.title.setProperty("title", "true")
        self.follow.setText(_("Seguir"))
        self.follow.setToolTip(_("Acompanhar as linhas novas"))
        self.follow.setCheckable(True)
        self.follow.setChecked(True)
        self.follow.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.follow.setIcon(theme.icon("follow"))
        self.follow.toggled.connect(self._followed)
        self.search.setPlaceholderText(_("Buscar no log…"))
        self.search.setAccessibleName(_("Buscar no log"))
        self.search.setClearButtonEnabled(True)
        self.search.setMaximumWidth(theme.px(230))
        self._typing.setSingleShot(True)
        self._typing.setInterval(SEARCH_MILLISECONDS)
        self._typing.timeout.connect(self.reload)
        self.search.textChanged.connect(self._typed)
        bar = QHBoxLayout()
        bar.setSpacing(6)
        bar.addWidget(self.title, 1)
        bar.addWidget(self.follow)
        for level in Level:
            name = PLURALS[level]
            button = QPushButton(name)
            button.setCheckable(True)
            button.setChecked(True)
            button.setIcon(theme.icon(texts.LEVEL_ICONS[level], self._tone(level)))
            button.setToolTip(_("Mostrar {0}").format(name.lower()))
            button.clicked.connect(self.reload)
            self.levels[level] = button
            bar.addWidget(button)
        bar.addWidget(self.search)
        self._add_tool(bar, "copy", _("Copiar as linhas escolhidas (Ctrl+C)"), self._copy)
        self._add_tool(bar, "download", _("Exportar o log (CSV)"), self._export)
        dress(self.table, _("Log da tarefa"), LOG_ROW_HEIGHT)
        self.table.setModel(self.model)
        self.table.setItemDelegate(LogDelegate(self.table))
        self.table.horizontalHeader().hide()
        set_widths(self.table, (86, 84, 100), 2)
        self._copying = make_copyable(self.table, self.model.as_text)
        self.table.verticalScrollBar().valueChanged.connect(self._scrolled)
        self.table.doubleClicked.connect(self._opened)
        self._stack.addWidget(self.page)
        self._stack.addWidget(self.table)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addLayout(bar)
        layout.addWidget(self._stack, 1)
        self._show()

    def _add_tool(self, bar: QHBoxLayout, icon: str, words: str, press: object) -> None:
        button = QToolButton()
        button.setIcon(theme.icon(icon))
        button.setToolTip(words)
        button.setAccessibleName(words)
        button.clicked.connect(press)
        bar.addWidget(button)

    def _tone(self, level: Level) -> str:
        return str(getattr(theme.colours(), LEVEL_TONES[level]))

    def _levels(self) -> list[Level] | None:
        chosen = [level for level, button in self.levels.items() if button.isChecked()]
        return None if len(chosen) == len(self.levels) else chosen

    def _typed(self) -> None:
        self._typing.start()

    def _take(self, turn: int, lines: Sequence[LogLine]) -> None:
        if turn != self._turn:
            return
        self.model.replace(lines)
        self._show()
        self._to_tail()

    def _ask_more(self) -> None:
        if self._task is None or self._history is None:
            return
        self._asking = True
        history, task_id, turn, after = self._history, self._task.task.id, self._turn, self.model.last_id
        levels, text = self._levels(), self.search.text()
        self._background.run(
            self,
            lambda: history.log(task_id, after_id=after, levels=levels, text=text, limit=FIRST),
            lambda lines: self._take_more(turn, lines),
            self._fail,
        )

    def _take_more(self, turn: int, lines: Sequence[LogLine]) -> None:
        self._asking = False
        if turn == self._turn:
            self.model.append(lines)
            self._show()
            if self.follow.isChecked():
                self._to_tail()
        if self._again or len(lines) == FIRST:
            self._again = False
            self._ask_more()

    def _ask_older(self) -> None:
        if self._task is None or self._history is None or not self.model.first_id or self._asking:
            return
        self._asking = True
        history, task_id, turn, before = self._history, self._task.task.id, self._turn, self.model.first_id
        levels, text = self._levels(), self.search.text()
        self._background.run(
            self,
            lambda: history.log(task_id, before_id=before, levels=levels, text=text, limit=OLDER),
            lambda lines: self._take_older(turn, lines),
            self._fail,
        )

    def _take_older(self, turn: int, lines: Sequence[LogLine]) -> None:
        self._asking = False
        if turn == self._turn and (taken := self.model.prepend(lines)):
            self.table.verticalScrollBar().setValue(taken * LOG_ROW_HEIGHT)

    def _fail(self, words: str) -> None:
        self._asking = False
        self.page.say(
            "error", _("Não foi possível ler o log"), words, _("Tentar de novo"), self.reload, "bad"
        )
        self._stack.setCurrentWidget(self.page)

    def _show(self) -> None:
        if self.model.rowCount():
            self._stack.setCurrentWidget(self.table)
            return
        self.page.say("log", _(texts.EMPTY_LOG) if self._task else _(texts.NO_TASK))
        self._stack.setCurrentWidget(self.page)

    def _to_tail(self) -> None:
        if self.follow.isChecked():
            self.table.scrollToBottom()

    def _followed(self, on: bool) -> None:
        if on:
            self.table.scrollToBottom()

    def _scrolled(self, value: int) -> None:
        bar = self.table.verticalScrollBar()
        if bar.isSliderDown() or self.table.underMouse():
            self.follow.setChecked(value >= bar.maximum())
        if value == 0 and bar.maximum() > 0 and not self.follow.isChecked():
            self._ask_older()

    def _opened(self, index: Index) -> None:
        self.record_opened.emit(self.model.line(index.row()))

    def _copy(self) -> None:
        if not self.table.selectionModel().hasSelection():
            self.table.selectAll()
        self._copying.trigger()

    def _export(self) -> None:
        if self._task is None or self._history is None:
            return
        name, _filter = QFileDialog.getSaveFileName(
            self, _("Exportar o log"), f"{self._task.automation.key}.csv", "CSV (*.csv)"
        )
        if name:
            self.export_to(Path(name))

    def export_to(self, path: Path) -> None:
        """Write what fits the filters to a file, and say how it went."""
        assert self._history is not None and self._task is not None  # noqa: S101, PT018 - checked by _export
        history, task_id = self._history, self._task.task.id
        levels, text = self._levels(), self.search.text()

        def write() -> int:
            return history.export_log(task_id, path, levels=levels, text=text)

        self._background.run(self, write, lambda count: self._exported(path, count), self._fail)

    def _exported(self, path: Path, count: int) -> None:
        self.title.setText(_("{0} linhas exportadas para {1}").format(number(count), path.name))
