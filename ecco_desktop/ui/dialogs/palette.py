"""Ir para…: type a part of what is wanted, and go there by Enter."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QTableView, QVBoxLayout, QWidget

from ecco_desktop.domain.trees import folded
from ecco_desktop.ui import theme
from ecco_desktop.ui.background import Background
from ecco_desktop.ui.dialog import Dialog
from ecco_desktop.ui.forms.fields import quiet
from ecco_desktop.ui.models.rows import Cell, RowModel
from ecco_desktop.ui.panes.columns import Columns
from ecco_desktop.ui.panes.tables import chosen_rows, dress
from ecco_desktop.words import _

TYPING_MILLISECONDS = 150
# As many as are read at a glance, and scrolled to their end.
MOST = 20
_STEPS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: 8, Qt.Key.Key_PageUp: -8}


class Kind(StrEnum):
    """What a hit leads to."""

    PAGE = "page"
    TASK = "task"
    ORDER = "order"
    SKU = "sku"
    SETTING = "setting"
    CONNECTION = "connection"
    KEY = "key"


@dataclass(frozen=True, slots=True)
class Hit:
    """Something to go to: `ref` tells it from the others of its kind, `detail` stands beside its words."""

    kind: Kind
    ref: str
    words: str
    detail: str = ""


def fitting(hits: Sequence[Hit], text: str) -> list[Hit]:
    """Those that hold every word typed, without letter case and accents; what begins so comes first.

    Of what stands beside a hit only whole beginnings count.
    """
    typed = folded(text)
    ranked: list[tuple[int, Hit]] = []
    for hit in hits:
        words, beside = folded(hit.words), f" {folded(hit.detail)}"
        if all(word in words or f" {word}" in beside for word in typed.split()):
            begins = words.startswith(typed)
            inside = f" {typed}" in f" {words}"
            ranked.append((0 if begins else 1 if inside else 2, hit))
    return [hit for _rank, hit in sorted(ranked, key=lambda each: each[0])]


class PaletteDialog(Dialog):
    """`chosen` with a Hit. `near` are those at hand; `find` looks for others, off the UI thread."""

    chosen = Signal(object)

    def __init__(
        self,
        near: Sequence[Hit],
        first: Sequence[Hit],
        find: Callable[[str], Sequence[Hit]],
        background: Background,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._near, self._first, self._find = near, first, find
        self._background = background
        self._turn = 0
        self.search = QLineEdit()
        self.model: RowModel[Hit] = RowModel(
            (Cell(_("Ir para"), lambda hit: hit.words), Cell(_("O que é"), lambda hit: hit.detail)), self
        )
        self.table = QTableView()
        self.note = quiet()
        self._typing = QTimer(self)
        self._typing.setSingleShot(True)
        self._typing.setInterval(TYPING_MILLISECONDS)
        self._typing.timeout.connect(self._look)
        self._build()
        self._show(first[:MOST])

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Arrows move in the list while one types."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            step = _STEPS.get(Qt.Key(event.key()))
            if step is not None and self.model.rowCount():
                row = (chosen_rows(self.table) or [0])[0] + step
                self.table.selectRow(max(0, min(row, self.model.rowCount() - 1)))
                return True
        return super().eventFilter(watched, event)

    # -- inside --

    def _build(self) -> None:
        self.setWindowTitle(_("Ir para…"))
        self.resize(theme.px(680), theme.px(460))
        name = _("Pedido, SKU, tarefa, página, conexão ou ajuste…")
        self.search.setPlaceholderText(name)
        self.search.setAccessibleName(name)
        self.search.installEventFilter(self)
        dress(self.table, _("Resultados"), 34)
        self.table.setModel(self.model)
        self.table.setSelectionMode(QTableView.SelectionMode.SingleSelection)
        self.table.horizontalHeader().hide()
        Columns(self.table, "palette", (390, 220), 1)
        # The keyboard stays in the field.
        self.table.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(theme.px(16), theme.px(16), theme.px(16), theme.px(12))
        layout.setSpacing(theme.px(10))
        layout.addWidget(self.search)
        layout.addWidget(self.table, 1)
        layout.addWidget(self.note)
        self.search.setFocus()
        self.search.textChanged.connect(self._typed)
        self.search.returnPressed.connect(self._go)
        self.table.doubleClicked.connect(lambda _index: self._go())

    def _typed(self, text: str) -> None:
        self._turn += 1
        if not text.strip():
            self._typing.stop()
            self._show(self._first[:MOST])
            return
        self._show(fitting(self._near, text)[:MOST])
        self._typing.start()

    def _look(self) -> None:
        text, turn, find = self.search.text().strip(), self._turn, self._find

        def take(found: Sequence[Hit]) -> None:
            if turn == self._turn and text:
                near = fitting(self._near, text)
                # Who types a number means an order or a product.
                both = [*found, *near] if any(map(str.isdigit, text)) else [*near, *found]
                self._show(both[:MOST], text)

        self._background.run(self, lambda: find(text), take, self.note.setText)

    def _show(self, hits: Sequence[Hit], searched: str = "") -> None:
        before = self._chosen()
        self.model.replace(hits)
        if hits:
            self.table.selectRow(hits.index(before) if before in hits else 0)
        if searched and not hits:
            self.note.setText(_("Nada com “{0}”.").format(searched))
        else:
            self.note.setText(_("↑ ↓ escolhem · Enter abre · Esc fecha"))

    def _chosen(self) -> Hit | None:
        rows = chosen_rows(self.table)
        return self.model.row(rows[0]) if rows and rows[0] < self.model.rowCount() else None

    def _go(self) -> None:
        hit = self._chosen()
        if hit is not None:
            self.accept()
            self.chosen.emit(hit)
