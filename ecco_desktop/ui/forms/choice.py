"""A list to choose from that gives way: a long name is cut in it, and whole in its tip."""

from PySide6.QtCore import QEvent, QPoint, QSize, Qt
from PySide6.QtGui import QHelpEvent, QPaintEvent, QPalette
from PySide6.QtWidgets import QStyle, QStyleOptionComboBox, QStylePainter, QToolTip, QWidget

from ecco_desktop.ui import theme
from ecco_desktop.ui.forms.named import NamedBox
from ecco_desktop.ui.plain import tip

# No wider by itself, whatever it holds; a form may give it more.
MOST = 340
LEAST_LETTERS = 7


class Choice(NamedBox):
    """The one that forms, pages and dialogs use. As wide as its words, up to `most` (at 100 % text)."""

    def __init__(self, parent: QWidget | None = None, most: int = MOST) -> None:
        super().__init__(parent)
        self._most = most

    def set_most(self, most: int) -> None:
        """Another bound."""
        if most != self._most:
            self._most = most
            self.updateGeometry()

    def sizeHint(self) -> QSize:
        """As wide as its words, within bounds."""
        return super().sizeHint().boundedTo(QSize(theme.px(self._most), 100_000))

    def minimumSizeHint(self) -> QSize:
        """Room for a few letters."""
        option = QStyleOptionComboBox()
        self.initStyleOption(option)
        words = QSize(self.fontMetrics().averageCharWidth() * LEAST_LETTERS, 0)
        least = self.style().sizeFromContents(QStyle.ContentsType.CT_ComboBox, option, words, self)
        return QSize(min(least.width(), self.sizeHint().width()), super().minimumSizeHint().height())

    def showPopup(self) -> None:
        """The list has room for names that the box has not."""
        wanted = self.view().sizeHintForColumn(0) + theme.px(24)
        self.view().setMinimumWidth(min(max(self.width(), wanted), theme.px(2 * MOST)))
        super().showPopup()

    def event(self, event: QEvent) -> bool:
        """The tip has the whole of what is cut."""
        if event.type() is QEvent.Type.ToolTip and isinstance(event, QHelpEvent) and self.is_cut():
            QToolTip.showText(event.globalPos() + QPoint(0, theme.px(4)), tip(self.currentText()), self)
            return True
        return super().event(event)

    def is_cut(self) -> bool:
        """Whether what is chosen does not fit."""
        return self._shown() != self.currentText()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """As Qt paints it, with words that fit."""
        painter = QStylePainter(self)
        painter.setPen(self.palette().color(QPalette.ColorRole.Text))
        option = QStyleOptionComboBox()
        self.initStyleOption(option)
        option.currentText = self._shown()
        painter.drawComplexControl(QStyle.ComplexControl.CC_ComboBox, option)
        painter.drawControl(QStyle.ControlElement.CE_ComboBoxLabel, option)

    def _shown(self) -> str:
        option = QStyleOptionComboBox()
        self.initStyleOption(option)
        part = QStyle.SubControl.SC_ComboBoxEditField
        room = self.style().subControlRect(QStyle.ComplexControl.CC_ComboBox, option, part, self).width()
        return self.fontMetrics().elidedText(self.currentText(), Qt.TextElideMode.ElideRight, room)
