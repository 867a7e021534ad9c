"""A button that opens a page: a tab for screen readers. Qt calls a button that stays down a box to tick."""

from PySide6.QtCore import QObject, QRect, Qt
from PySide6.QtGui import (
    QAccessible,
    QAccessibleActionInterface,
    QAccessibleEvent,
    QAccessibleInterface,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import QAccessibleWidget, QToolButton, QWidget

from ecco_desktop.ui import theme


class PageTab(QToolButton):
    """One of several, of which one is down. Where it shows its icon alone, `badge` stands at it."""

    badge = ""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setCheckable(True)
        self.toggled.connect(self._tell)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The icon, then the number at its upper right."""
        super().paintEvent(event)
        if self.badge and self.toolButtonStyle() is Qt.ToolButtonStyle.ToolButtonIconOnly:
            painter = QPainter(self)
            # Above the icon's right, or where there is room for three letters.
            words = self.fontMetrics()
            wide = words.horizontalAdvance(self.badge)
            left = min(self.width() // 2 + theme.px(8), self.width() - theme.px(4) - wide)
            painter.drawText(QRect(left, 0, wide, words.height()), 0, self.badge)

    def _tell(self, down: bool) -> None:
        if down and QAccessible.isActive():
            QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.Selection))


class _Face(QAccessibleWidget):
    """What screen readers see of it."""

    def __init__(self, tab: PageTab) -> None:
        super().__init__(tab, QAccessible.Role.PageTab)
        self._tab = tab

    def state(self) -> QAccessible.State:
        """Chosen or not."""
        state = super().state()
        state.selectable = 1
        state.selected = int(self._tab.isChecked())
        return state

    def actionNames(self) -> list[str]:
        """What can be done to it."""
        return [QAccessibleActionInterface.pressAction(), *super().actionNames()]

    def doAction(self, name: str) -> None:
        """Do it."""
        if name == QAccessibleActionInterface.pressAction():
            self._tab.click()
        else:
            super().doAction(name)


def _face(_kind: str, widget: QObject) -> QAccessibleInterface | None:
    return _Face(widget) if isinstance(widget, PageTab) else None


QAccessible.installFactory(_face)
