"""Other colours for what is there: nothing is made anew, nothing is shown or hidden, no text is touched."""

from collections.abc import Sequence
from typing import Protocol, runtime_checkable

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QLineEdit, QListWidget, QWidget
from shiboken6 import isValid

from ecco_desktop.ui import theme


@runtime_checkable
class Coloured(Protocol):
    """What draws with colours it keeps itself."""

    def recolour(self) -> None:
        """Draw with those of now."""


def recolour(app: QApplication, dark: bool | None = None) -> None:
    """The whole program in light or dark; `dark` None follows the system."""
    # Parts of hidden windows and closed dialogs too: they will be shown again.
    windows = app.topLevelWidgets()
    parts = [part for window in windows for part in (window, *window.findChildren(QObject))]
    chosen = [
        (field, field.selectionStart(), field.selectionLength())
        for field in parts
        if isinstance(field, QLineEdit) and field.hasSelectedText()
    ]
    theme.put_on(app, dark)
    for part in parts:
        _recolour(part)
    # Fields of numbers let go of it with every change of style, when Qt comes round to it.
    QTimer.singleShot(0, app, lambda: _choose_again(chosen))


def _choose_again(chosen: Sequence[tuple[QLineEdit, int, int]]) -> None:
    for field, start, length in chosen:
        if isValid(field) and not field.hasSelectedText():
            field.setSelection(start, length)


def _recolour(part: QObject) -> None:
    if isinstance(part, QAbstractButton | QAction):
        if (icon := theme.icon_of_now(part.icon())) is not None:
            part.setIcon(icon)
    elif isinstance(part, QLabel):
        if (picture := theme.pixmap_of_now(part.pixmap())) is not None:
            part.setPixmap(picture)
    elif isinstance(part, QListWidget):
        for item in map(part.item, range(part.count())):
            if (icon := theme.icon_of_now(item.icon())) is not None:
                item.setIcon(icon)
    if isinstance(part, QWidget) and (kept := part.property(theme.TINT)):
        tone, _, more = str(kept).partition(";")
        theme.tint(part, tone, more)
    if isinstance(part, Coloured):
        part.recolour()
