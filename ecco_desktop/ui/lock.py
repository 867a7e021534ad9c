"""The technician's lock in the window: what needs it waits for the PIN."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from ecco_desktop.services.technician import TechnicianService
from ecco_desktop.ui.background import Background
from ecco_desktop.ui.dialogs.pin import PinDialog

# A technician who walks away must not leave the screens open for the day.
OPEN_MILLISECONDS = 15 * 60 * 1000


class Lock(QObject):
    """`changed` when the screens were opened or closed."""

    changed = Signal()

    def __init__(self, background: Background, technician: TechnicianService, window: QWidget) -> None:
        super().__init__(window)
        self._background = background
        self._window = window
        self._technician = technician
        self.has_pin = False
        self.locked = False
        self._closing = QTimer(self)
        self._closing.setSingleShot(True)
        self._closing.setInterval(OPEN_MILLISECONDS)
        self._closing.timeout.connect(self.close_again)

    def show_state(self, *, has_pin: bool, locked: bool) -> None:
        """What was read in the background."""
        before = (self.has_pin, self.locked)
        self.has_pin, self.locked = has_pin, locked
        if (has_pin, locked) != before:
            self.changed.emit()

    def gate(self, then: Callable[[], None]) -> None:
        """Do `then` at once where the screens are open, else after the right PIN."""
        if not self.locked:
            if self.has_pin:
                self._closing.start()
            then()
            return
        dialog = PinDialog(self._technician, self._background, self._window)
        dialog.accepted.connect(lambda: self._opened(then))
        dialog.open()

    def toggle(self) -> None:
        """The button of the side: open, or close again."""
        if self.locked:
            self.gate(_nothing)
        else:
            self.close_again()

    def close_again(self) -> None:
        """Lock, where there is a PIN."""
        if self.has_pin:
            self._technician.lock()
            self.show_state(has_pin=True, locked=True)

    def _opened(self, then: Callable[[], None]) -> None:
        self.show_state(has_pin=True, locked=False)
        self._closing.start()
        then()


def _nothing() -> None:
    """Only unlock."""
