"""What a page shows instead of a table: empty, loading, or an error with a way on."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QSizePolicy, QVBoxLayout, QWidget

from ecco_desktop.ui import theme
from ecco_desktop.ui.plain import Label


class StatePage(QWidget):
    """An icon, a sentence, what to do next, and a button where there is something to press."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon = Label()
        self._icon.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._title = Label()
        self._title.setProperty("title", "true")
        self._help = Label()
        self._help.setProperty("muted", "true")
        for label in (self._title, self._help):
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
            label.setWordWrap(True)
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            label.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        self._button = QPushButton()
        self._button.setProperty("primary", "true")
        self._button.hide()
        self._press: Callable[[], None] | None = None
        self._button.clicked.connect(self._pressed)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(*4 * (theme.px(24),))
        layout.setSpacing(theme.px(10))
        layout.addStretch(1)
        layout.addWidget(self._icon)
        layout.addWidget(self._title)
        layout.addWidget(self._help)
        layout.addWidget(self._button, 0, Qt.AlignmentFlag.AlignCenter)
        layout.addStretch(2)

    def say(
        self,
        icon: str,
        title: str,
        help_text: str = "",
        button: str = "",
        press: Callable[[], None] | None = None,
        tone: str = "muted",
    ) -> None:
        """Show this."""
        colour = str(getattr(theme.colours(), tone))
        self._icon.setPixmap(theme.pixmap(icon, colour, theme.px(44)))
        self._title.setText(title)
        self._help.setText(help_text)
        self._help.setVisible(bool(help_text))
        self._button.setText(button)
        self._button.setVisible(bool(button))
        self._press = press

    def _pressed(self) -> None:
        if self._press is not None:
            self._press()
