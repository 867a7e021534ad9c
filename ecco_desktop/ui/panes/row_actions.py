"""The two buttons of the chosen row as real ones, over the drawn ones: for the keyboard and screen readers.

Qt tells a screen reader of a table's cells, and of nothing in them that can be pressed. Real buttons in every
row would cost too much where there are many.
"""

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QTableView, QToolButton, QWidget

from ecco_desktop.domain.tasks import TaskAction
from ecco_desktop.services.tasks import TaskView
from ecco_desktop.ui import texts, theme
from ecco_desktop.ui.menus import MenuButton
from ecco_desktop.ui.models.tasks import VIEW, Column
from ecco_desktop.ui.panes.task_delegate import button_places, primary_action
from ecco_desktop.ui.plain import tip
from ecco_desktop.words import _
from ecco_desktop.words.sentences import sentence

ICON = 16


class RowActions(QWidget):
    """`primary` starts or stops, `more` has the task's `menu`; hidden where they are not whole in sight."""

    def __init__(self, table: QTableView, parent: QWidget) -> None:
        super().__init__(parent)
        self._table = table
        self._around = parent
        self._row = QPersistentModelIndex()
        self._shown: TaskView | None = None
        self.primary, self.more = QToolButton(self), MenuButton(self)
        self.menu = self.more.entries
        self.menu.setToolTipsVisible(True)
        for button in (self.primary, self.more):
            button.setProperty("row", "true")
            button.setIconSize(QSize(theme.px(ICON), theme.px(ICON)))
            button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.more.setIcon(theme.icon("more"))
        self.more.setToolTip(_("Mais ações"))
        self.more.setAccessibleName(_("Mais ações"))
        self.setAccessibleName(_("Ações da tarefa"))
        self.hide()
        # Whatever moves a row has the table drawn anew.
        table.viewport().installEventFilter(self)

    def show_row(self, row: QModelIndex) -> None:
        """The buttons of another row (of any of its cells); of none where it is not valid."""
        index = row.siblingAtColumn(Column.ACTIONS) if row.isValid() else QModelIndex()
        self._row = QPersistentModelIndex(index)
        self.refresh()

    def refresh(self) -> None:
        """The row as it is now."""
        view = self._row.data(VIEW) if self._row.isValid() else None
        if view is not None and view != self._shown:
            self._say(view)
        self._shown = view
        self._lie()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The table is drawn."""
        if event.type() is QEvent.Type.Paint:
            self._lie()
        return super().eventFilter(watched, event)

    def recolour(self) -> None:
        """In the colours of now."""
        if self._shown is not None:
            self._say(self._shown)

    # -- inside --

    def _say(self, view: TaskView) -> None:
        which = primary_action(view)
        refusal = view.refusals.get(which, "")
        icon, words = texts.ACTION_ICONS[which], texts.ACTIONS[which]
        now = theme.colours()
        self.primary.setIcon(theme.icon(icon, now.accent if which is TaskAction.START else now.text))
        self.primary.setEnabled(not refusal)
        self.primary.setToolTip(tip(sentence(refusal, {}) if refusal else words))
        self.primary.setAccessibleName(words)
        task = f"{_(view.automation.name)}, {view.connection}"
        for button in (self.primary, self.more):
            button.setAccessibleDescription(task)

    def _lie(self) -> None:
        rect = self._table.visualRect(self._row) if self._row.isValid() else QRect()
        viewport = self._table.viewport()
        whole = not rect.isEmpty() and viewport.rect().contains(rect) and self._table.isVisible()
        if whole:
            places = button_places(rect)
            around = places[0].united(places[1])
            self.setGeometry(QRect(viewport.mapTo(self._around, around.topLeft()), around.size()))
            for button, place in zip((self.primary, self.more), places, strict=True):
                button.setGeometry(place.translated(QPoint() - around.topLeft()))
        elif self.isAncestorOf(self.window().focusWidget() or self):
            self._table.setFocus()
        self.setVisible(whole)
