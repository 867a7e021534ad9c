"""Small things that every form does alike."""

from PySide6.QtWidgets import QAbstractSpinBox

from ecco_desktop.ui import theme


def airy(*parts: QAbstractSpinBox) -> None:
    """Give numbers room at the left: a style sheet does not reach the text of a spin box."""
    for part in parts:
        part.lineEdit().setTextMargins(theme.px(7), 0, 0, 0)
