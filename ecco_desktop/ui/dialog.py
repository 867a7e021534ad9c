"""What every dialog does with the keyboard, on a small screen, and at its end."""

from itertools import pairwise

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QPushButton, QWidget

from ecco_desktop.ui import places

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class Dialog(QDialog):
    """Enter does what the blue button says, and Tab comes to it first; where there is none, Qt chooses.

    Qt makes the first button of a row the default where the chosen one was no dialog's yet when it was
    chosen, and on some desktops the first one is Cancel. Once it is closed it goes: its parent would keep it.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.finished.connect(self.deleteLater)

    def showEvent(self, event: QShowEvent) -> None:
        """Settle who comes first, once all buttons are there."""
        super().showEvent(event)
        if (primary := self.primary) is not None:
            primary.setDefault(True)
        for box in self.findChildren(QDialogButtonBox):
            buttons = sorted(box.buttons(), key=lambda button: button.property("primary") != "true")
            for before, after in pairwise(buttons):
                QWidget.setTabOrder(before, after)
        self._fit(places.room(self))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter that no field and no button took; a blue button that waits for something takes it, too."""
        primary = self.primary if event.key() in _ENTER else None
        if primary is None:
            super().keyPressEvent(event)
        elif primary.isEnabled():
            primary.click()

    def _fit(self, room: QSize) -> None:
        """No larger than the screen: with large text a dialog would grow out of a small one."""
        for box in self.findChildren(QDialogButtonBox):
            if box.sizeHint().width() + 2 * box.x() > room.width():
                box.setOrientation(Qt.Orientation.Vertical)
        self.setMinimumSize(self.minimumSize().boundedTo(room))
        size, layout = self.size().boundedTo(room), self.layout()
        if layout is not None and layout.hasHeightForWidth():
            # Narrower than it asked for: its words take more lines.
            size.setHeight(min(room.height(), max(size.height(), layout.totalHeightForWidth(size.width()))))
        self.resize(size)

    @property
    def primary(self) -> QPushButton | None:
        """The blue button that shows; of several the first that can be pressed."""
        blue = [one for one in self.findChildren(QPushButton) if one.property("primary") == "true"]
        shown = [one for one in blue if one.isVisible()]
        return next((one for one in shown if one.isEnabled()), shown[0] if shown else None)
