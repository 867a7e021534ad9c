"""Where the keyboard is while something works: Qt hands it to the next button, which may be another one's."""

from PySide6.QtWidgets import QWidget


def rest(*parts: QWidget) -> None:
    """Switch them off while their work is under way; the keyboard waits in their window, on no button."""
    for part in parts:
        focused = part.window().focusWidget()
        if focused is not None and (focused is part or part.isAncestorOf(focused)):
            part.window().setFocus()
        part.setEnabled(False)


def wake(*parts: QWidget) -> None:
    """Switch them on again; the keyboard goes back to the first, unless it is somewhere by now."""
    for part in parts:
        part.setEnabled(True)
    window = parts[0].window()
    if window.focusWidget() is window:
        parts[0].setFocus()
