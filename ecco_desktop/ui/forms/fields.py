"""Small things that every form does alike."""

from datetime import time

from PySide6.QtWidgets import QAbstractSpinBox, QLabel, QTimeEdit

from ecco_desktop.ui import theme
from ecco_desktop.ui.plain import Label


def airy(*parts: QAbstractSpinBox) -> None:
    """Give numbers room at the left: a style sheet does not reach the text of a spin box."""
    for part in parts:
        part.lineEdit().setTextMargins(theme.px(7), 0, 0, 0)


def time_of(edit: QTimeEdit) -> time:
    """The hour that is shown."""
    chosen = edit.time()
    return time(chosen.hour(), chosen.minute())


def strong(words: str) -> QLabel:
    """A heading inside a page or a form."""
    label = Label(words)
    label.setProperty("strong", "true")
    return label


def quiet(words: str = "") -> QLabel:
    """Help beside what it is about."""
    label = Label(words)
    label.setProperty("muted", "true")
    label.setWordWrap(True)
    return label


def complaint() -> QLabel:
    """Where a form says what is wrong; empty while nothing is."""
    label = Label()
    label.setWordWrap(True)
    theme.tint(label, "bad")
    return label
