"""How the data is opened: off the UI thread, with what must be asked before it can be used."""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from PySide6.QtCore import QObject, Signal

from ecco_desktop.domain.errors import SetupProblem
from ecco_desktop.domain.events import Event
from ecco_desktop.domain.keeping import LOST_KEYS
from ecco_desktop.domain.notices import Notice
from ecco_desktop.services.all import Services
from ecco_desktop.services.folder import Place
from ecco_desktop.services.rescue import RescueService
from ecco_desktop.services.vault import VaultState
from ecco_desktop.ui.background import Background
from ecco_desktop.ui.dialogs.rescue import ANEW, RESTORE, Damage, RescueDialog
from ecco_desktop.ui.main_window import MainWindow

_log = logging.getLogger(__name__)


class Opened(Protocol):
    """The application's data and services, once they are open."""

    @property
    def services(self) -> Services:
        """All services."""

    def subscribe(self, events: Callable[[Event], None], notices: Callable[[Notice], None]) -> None:
        """Tell of events and notices from now on, from any thread."""

    def begin(self) -> None:
        """Start scheduling; interrupted runs go on."""

    def close(self, seconds: float = ...) -> None:
        """Stop, cancel, wait up to `seconds`, close all."""


@dataclass(frozen=True, slots=True)
class Found:
    """Data that could be opened, and what must be asked before it works."""

    opened: Opened
    vault: VaultState
    place: Place


class Opening(QObject):
    """`opened` with what is open now, `usable` with Found once it may work; `given_up`: a person left."""

    opened = Signal(object)
    usable = Signal(object)
    given_up = Signal()

    def __init__(
        self,
        build: Callable[[], Opened],
        rescue: RescueService | None,
        background: Background,
        window: Callable[[], MainWindow],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._build = build
        self._rescue = rescue
        self._background = background
        self._window = window

    def begin(self) -> None:
        """Open the data elsewhere."""
        self._background.run(self, self._open, self._ready, self._failed)

    # -- inside --

    def _open(self) -> Found | Damage:
        try:
            opened = self._build()
        except SetupProblem as problem:
            if self._rescue is None or problem.key not in LOST_KEYS:
                raise
            _log.warning("the data cannot be used: %s", problem)
            return Damage(problem.key == "storage.missing", self._rescue.candidates())
        return Found(opened, opened.services.vault.state(), opened.services.folder.place())

    def _ready(self, found: Found | Damage) -> None:
        if isinstance(found, Damage):
            self._offer(found)
            return
        self.opened.emit(found.opened)
        if found.vault is VaultState.LOCKED:
            self._ask_passphrase(found)
        else:
            self.usable.emit(found)

    def _ask_passphrase(self, found: Found) -> None:
        """Before any task runs; without it they run too, and each says what it lacks."""
        from ecco_desktop.ui.dialogs.vault import VaultDialog, offer_move

        window, vault = self._window(), found.opened.services.vault
        window.show_up()
        dialog = VaultDialog(vault, self._background, window)
        dialog.rejected.connect(lambda: self.usable.emit(found))
        dialog.accepted.connect(
            lambda: offer_move(window, vault, self._background, lambda: self.usable.emit(found), window.say)
        )
        dialog.open()

    def _offer(self, damage: Damage) -> None:
        """The data is damaged: nothing runs until a person chose a copy, or a new beginning."""
        self._window().show_up()
        dialog = RescueDialog(damage, self._window())
        dialog.finished.connect(lambda code: self._rescue_with(dialog, code))
        dialog.open()

    def _rescue_with(self, dialog: RescueDialog, code: int) -> None:
        rescue = self._rescue
        assert rescue is not None  # noqa: S101 - it is what offered the dialog
        if code == RESTORE:
            chosen = dialog.chosen
            self._background.run(self, lambda: rescue.restore(chosen), self._rescued, self._failed)
        elif code == ANEW:
            self._background.run(self, rescue.begin_anew, self._rescued, self._failed)
        else:
            self.given_up.emit()

    def _rescued(self, _aside: object) -> None:
        self.begin()

    def _failed(self, words: str) -> None:
        self._window().fail(words, self.begin)
