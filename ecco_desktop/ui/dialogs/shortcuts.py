"""All keys of the window in one sheet."""

from collections.abc import Sequence

from PySide6.QtWidgets import QFrame, QGridLayout, QScrollArea, QVBoxLayout, QWidget

from ecco_desktop.ui import theme
from ecco_desktop.ui.dialog import Dialog
from ecco_desktop.ui.dialogs.buttons import only_close
from ecco_desktop.ui.forms.fields import strong
from ecco_desktop.ui.keys import Key
from ecco_desktop.ui.plain import Label
from ecco_desktop.words import _


class ShortcutsDialog(Dialog):
    """What each key does."""

    def __init__(self, keys: Sequence[Key], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Atalhos do teclado"))
        self.told = [(key.words, key.keys) for key in keys]
        whole = QWidget()
        grid = QGridLayout(whole)
        grid.setContentsMargins(0, 0, theme.px(12), 0)
        grid.setHorizontalSpacing(theme.px(28))
        grid.setVerticalSpacing(theme.px(8))
        grid.setColumnStretch(0, 1)
        for row, (words, pressed) in enumerate(self.told):
            grid.addWidget(Label(words), row, 0)
            grid.addWidget(strong(pressed), row, 1)
        grid.setRowStretch(len(self.told), 1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidget(whole)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(theme.px(20), theme.px(16), theme.px(20), theme.px(16))
        layout.setSpacing(theme.px(12))
        layout.addWidget(scroll, 1)
        layout.addWidget(only_close(self))
        self.resize(theme.px(420), theme.px(560))
