"""The keys of the window: each shortcut is made with its words, and the sheet is read from the shortcuts."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtGui import QAction, QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

_NATIVE = QKeySequence.SequenceFormat.NativeText


@dataclass(frozen=True, slots=True)
class Key:
    """What a shortcut does, how it is pressed, and the way to do it without the keyboard."""

    words: str
    keys: str
    press: Callable[[], object]
    usable: bool


def shortcut(window: QWidget, keys: str, words: str, slot: Callable[[], object]) -> QShortcut:
    """A shortcut of the whole window; `words` say in the sheet and in the palette what it does."""
    made = QShortcut(QKeySequence(keys), window, slot)
    made.setWhatsThis(words)
    return made


def keys_of(window: QWidget) -> Sequence[Key]:
    """Every shortcut of the window and of what is in it, one of each."""
    found: dict[tuple[str, str], Key] = {}
    for short in window.findChildren(QShortcut):
        keys = short.key().toString(_NATIVE)
        found.setdefault((short.whatsThis(), keys), Key(short.whatsThis(), keys, short.activated.emit, True))
    for action in window.findChildren(QAction):
        if keys := action.shortcut().toString(_NATIVE):
            made = Key(action.text(), keys, action.trigger, action.isEnabled() and action in window.actions())
            found.setdefault((made.words, keys), made)
    return list(found.values())
