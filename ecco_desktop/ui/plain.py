"""Words as they are: the one door to labels, message boxes and tips. What others wrote is never markup.

Qt takes a text that looks like HTML for HTML unless it is told otherwise, and reads the files it names.
"""

from html import escape

from PySide6.QtCore import Qt
from PySide6.QtGui import Qt as Gui
from PySide6.QtWidgets import QLabel, QMessageBox, QWidget

from ecco_desktop.domain.foreign import shown
from ecco_desktop.ui import theme


class Label(QLabel):
    """A label that draws what it is given, letter by letter."""

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setText(text)

    def setText(self, text: str) -> None:
        """Show another text."""
        super().setText(shown(text))


class Box(QMessageBox):
    """A message box that says what it is given, letter by letter, under an icon of the program."""

    def __init__(self, icon: str, title: str, text: str, parent: QWidget | None = None) -> None:
        super().__init__(QMessageBox.Icon.NoIcon, title, "", parent=parent)
        self.setIconPixmap(theme.pixmap(icon, theme.colours().accent, theme.px(32)))
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setText(shown(text))
        # Its parent would keep it.
        self.finished.connect(self.deleteLater)


def tip(text: str) -> str:
    """A tip, which has no format of its own to be told: what would be taken for HTML is written in HTML."""
    bare = shown(text)
    return f'<p style="white-space: pre-wrap">{escape(bare)}</p>' if Gui.mightBeRichText(bare) else bare


def caption(text: str) -> str:
    """Words on a button or in a menu, where "&" would be taken for a shortcut."""
    return shown(text).replace("&", "&&")


def for_system(text: str) -> str:
    """Words for the system's own notices and tray, some of which read markup and some do not."""
    return shown(text).replace("<", "‹").replace(">", "›")


def marked(text: str) -> str:
    """Words for what reads markup, and is told none."""
    return escape(text, quote=False)
