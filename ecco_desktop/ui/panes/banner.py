"""The band that says that all of this is a demonstration, with the way back to the real shop."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QSizePolicy, QWidget

from ecco_desktop.ui import texts, theme
from ecco_desktop.ui.plain import Label, tip
from ecco_desktop.words import _


class DemoBanner(QFrame):
    """`left` when a person goes back to the real data."""

    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("banner", "true")
        icon = Label()
        icon.setPixmap(theme.pixmap("info", theme.colours().accent, theme.px(18)))
        words = Label(_(texts.DEMO))
        words.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        words.setToolTip(tip(words.text()))
        self.leave = QPushButton(_("Sair da demonstração"))
        self.leave.clicked.connect(self.left)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(theme.px(18), theme.px(5), theme.px(16), theme.px(5))
        layout.addWidget(icon)
        layout.addWidget(words, 1)
        layout.addWidget(self.leave)
