"""How screen readers call a field of choices."""

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QComboBox, QLabel, QWidget

from ecco_desktop.ui.plain import Label


class NamedBox(QComboBox):
    """On Linux Qt calls a field of choices by what is chosen, and leaves what it is for to a label beside it:
    where there is none, one that nobody sees has the accessible name.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._unseen: QLabel | None = None

    def setAccessibleName(self, name: str) -> None:
        """What it is for."""
        super().setAccessibleName(name)
        self._say()

    def event(self, event: QEvent) -> bool:
        """It came to its place, where there may be a label."""
        done = super().event(event)
        if event.type() is QEvent.Type.ParentChange:
            self._say()
        return done

    def _say(self) -> None:
        around, name = self.parentWidget(), self.accessibleName()
        if around is None or not name:
            return
        if self._unseen is None:
            direct = Qt.FindChildOption.FindDirectChildrenOnly
            if any(label.buddy() is self for label in around.findChildren(QLabel, options=direct)):
                return
            self._unseen = Label(parent=around)
        self._unseen.setParent(around)
        self._unseen.hide()
        self._unseen.setText(name)
        self._unseen.setBuddy(self)
