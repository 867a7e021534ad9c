"""The log of the chosen task: live, bounded, filtered and searched by the service, never by the window."""

from pathlib import Path

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import (
    QFileDialog,
    QLineEdit,
    QPushButton,
    QStackedWidget,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from ecco_desktop.domain.foreign import shown
from ecco_desktop.domain.runs import Level
from ecco_desktop.services.alerts import short
from ecco_desktop.services.history import HistoryService
from ecco_desktop.services.tasks import TaskView
from ecco_desktop.ui import texts, theme
from ecco_desktop.ui.background import Background
from ecco_desktop.ui.models.log import LEVEL, LEVEL_TONES, LogModel
from ecco_desktop.ui.panes.columns import Columns
from ecco_desktop.ui.panes.elided import ElidedLabel
from ecco_desktop.ui.panes.flow import Flow
from ecco_desktop.ui.panes.log_blocks import LogBlocks
from ecco_desktop.ui.panes.log_reader import LogReader
from ecco_desktop.ui.panes.state_page import StatePage
from ecco_desktop.ui.panes.tables import (
    LEADING,
    LOG_ROW_HEIGHT,
    PADDING,
    draw_mark,
    dress,
    make_copyable,
)
from ecco_desktop.ui.plain import tip
from ecco_desktop.words import N_, Words, _
from ecco_desktop.words.speech import number

Index = QModelIndex | QPersistentModelIndex
# About twenty screens: more come as one scrolls up.
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
        place = option.rect.adjusted(theme.px(PADDING), 0, -theme.px(6), 0)
        if index.column() == 1:
            place.setLeft(draw_mark(painter, place, texts.LEVEL_ICONS[level], LEVEL_TONES[level]))
        quiet = index.column() == 0 or (index.column() == 1 and level is Level.INFO)
        colour = now.muted if quiet else tone if index.column() == 1 else now.text
        painter.setPen(QColor(colour))
        words = option.fontMetrics.elidedText(str(index.data()), Qt.TextElideMode.ElideRight, place.width())
        painter.drawText(place, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), words)
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """One line."""
        words = option.fontMetrics.horizontalAdvance(str(index.data() or ""))
        return QSize(words + 2 * theme.px(PADDING), option.fontMetrics.height() + 2 * theme.px(LEADING))


class OnlyButton(QToolButton):
    """The record of the chosen line, looked at alone: `chosen` with its number or SKU."""

    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._subject = ""
        self.setIcon(theme.icon("search"))
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.clicked.connect(lambda: self.chosen.emit(self._subject))
        self.hide()

    def offer(self, subject: str) -> None:
        """Of this record; "" where the line speaks of none."""
        self._subject = subject
        self.setVisible(bool(subject))
        self.setText(_("Só {0}").format(short(shown(subject), 24)))
        self.setToolTip(tip(_("Mostrar só as linhas de {0}").format(subject)))


class LogPane(QWidget):
    """Follows the tail until it is scrolled up. `record_opened` with a double-clicked line."""

    record_opened = Signal(object)

    def __init__(
        self, background: Background, history: HistoryService, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._background = background
        self._history = history
        self._task: TaskView | None = None
        self.model = LogModel(self)
        self.table = QTableView()
        self._reader = LogReader(background, history, self.model, self._filters)
        self.page = StatePage()
        self.title = ElidedLabel("Log")
        self.follow = QToolButton()
        self.only = OnlyButton()
        self.search = QLineEdit()
        self.levels: dict[Level, QPushButton] = {}
        self._stack = QStackedWidget()
        self._typing = QTimer(self)
        self._build()

    def show_task(self, view: TaskView | None) -> None:
        """Show the log of another task; the same one again changes nothing."""
        before = self._task.task.id if self._task else None
        self._task = view
        self.title.setText(_("Log — {0}").format(view.task.name) if view else "Log")
        wanted = view.task.id if view else None
        if wanted != before:
            self.follow.setChecked(True)
            self._reader.read(wanted)

    def grew(self, task_id: int) -> None:
        """More lines of a task are in storage."""
        self._reader.grew(task_id)

    def reload(self) -> None:
        """Read the newest lines that fit the filters."""
        self._reader.again()

    # -- inside --

    def _bar(self) -> Flow:
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
        self.search.textChanged.connect(lambda _text: self._typing.start())
        bar = Flow(spacing=6)
        bar.add_greedy(self.title)
        bar.addWidget(self.follow)
        for level in Level:
            name = PLURALS[level]
            button = QPushButton(name)
            button.setCheckable(True)
            button.setChecked(True)
            button.setIcon(theme.icon(texts.LEVEL_ICONS[level], self._tone(level)))
            button.setToolTip(tip(_("Mostrar {0}").format(name.lower())))
            button.clicked.connect(self.reload)
            self.levels[level] = button
            bar.addWidget(button)
        self.only.chosen.connect(self.search.setText)
        bar.addWidget(self.only)
        bar.addWidget(self.search)
        self._add_tool(bar, "copy", _("Copiar as linhas escolhidas (Ctrl+C)"), self._copy)
        self._add_tool(bar, "download", _("Exportar o log (Excel ou CSV)"), self._export)
        return bar

    def _build(self) -> None:
        dress(self.table, _("Log da tarefa"), LOG_ROW_HEIGHT)
        self.table.setModel(self.model)
        self.table.setItemDelegate(LogDelegate(self.table))
        self.table.horizontalHeader().hide()
        Columns(self.table, "log", (86, 90, 100), 2)
        self._copying = make_copyable(self.table, self.model.as_text)
        self.table.verticalScrollBar().valueChanged.connect(self._scrolled)
        self.table.doubleClicked.connect(self._opened)
        self.blocks = LogBlocks(self.table, self.model)
        self.table.clicked.connect(self.blocks.toggle)
        self.table.selectionModel().currentRowChanged.connect(
            lambda now: self.only.offer(self.model.line(now.row()).subject if now.isValid() else "")
        )
        self._reader.changed.connect(self._show)
        self._reader.grown.connect(self._to_tail)
        self._reader.older.connect(self._earlier)
        self._reader.failed.connect(self._fail)
        self._stack.addWidget(self.page)
        self._stack.addWidget(self.table)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.px(8))
        layout.addLayout(self._bar())
        layout.addWidget(self._stack, 1)
        self._show()

    def _add_tool(self, bar: Flow, icon: str, words: str, press: object) -> None:
        button = QToolButton()
        button.setIcon(theme.icon(icon))
        button.setToolTip(tip(words))
        button.setAccessibleName(words)
        button.clicked.connect(press)
        bar.addWidget(button)

    def _tone(self, level: Level) -> str:
        return str(getattr(theme.colours(), LEVEL_TONES[level]))

    def _filters(self) -> tuple[list[Level] | None, str]:
        chosen = [level for level, button in self.levels.items() if button.isChecked()]
        return None if len(chosen) == len(self.levels) else chosen, self.search.text()

    def _fail(self, words: str) -> None:
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

    def _earlier(self, lines: int) -> None:
        """What was at the top stays where it was."""
        rows = self.table.verticalHeader().defaultSectionSize()
        self.table.verticalScrollBar().setValue(lines * rows)

    def _followed(self, on: bool) -> None:
        if on:
            self.table.scrollToBottom()

    def _scrolled(self, value: int) -> None:
        bar = self.table.verticalScrollBar()
        if bar.isSliderDown() or self.table.underMouse():
            self.follow.setChecked(value >= bar.maximum())
        if value == 0 and bar.maximum() > 0 and not self.follow.isChecked():
            self._reader.ask_older()

    def _opened(self, index: Index) -> None:
        if not self.model.words(index.row()):
            self.record_opened.emit(self.model.line(index.row()))

    def _copy(self) -> None:
        if not self.table.selectionModel().hasSelection():
            self.table.selectAll()
        self._copying.trigger()

    def _export(self) -> None:
        if self._task is None:
            return
        name, _filter = QFileDialog.getSaveFileName(
            self, _("Exportar o log"), f"{self._task.automation.key}.xlsx", texts.SHEETS
        )
        if name:
            self.export_to(Path(name))

    def export_to(self, path: Path) -> None:
        """Write what fits the filters to a file, and say how it went."""
        assert self._task is not None  # noqa: S101 - checked by _export
        history, task_id = self._history, self._task.task.id
        levels, text = self._filters()

        def write() -> int:
            return history.export_log(task_id, path, levels=levels, text=text)

        self._background.run(self, write, lambda count: self._exported(path, count), self._fail)

    def _exported(self, path: Path, count: int) -> None:
        self.title.setText(_("{0} linhas exportadas para {1}").format(number(count), path.name))
