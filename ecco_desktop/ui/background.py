"""Work off the UI thread: what to do, what then, and what if it fails."""

import logging
from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QObject, Qt, QThreadPool, Signal
from shiboken6 import isValid

from ecco_desktop.domain.errors import EccoProblem
from ecco_desktop.words.sentences import sentence

_log = logging.getLogger(__name__)
T = TypeVar("T")


class Background(QObject):
    """Runs service calls in a pool. Results come back in the UI thread, unless their owner is gone."""

    _ended = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(4)
        self._ended.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    def run(
        self,
        owner: QObject,
        operation: Callable[[], T],
        success: Callable[[T], None] | None = None,
        failure: Callable[[str], None] | None = None,
        problem: Callable[[EccoProblem], None] | None = None,
    ) -> None:
        """Do `operation` elsewhere, then call `success` with its result or `failure` with a sentence.

        `problem` is called before that with what was expected to fail, for what its sentence does not tell.
        """

        def told(why: EccoProblem, words: str) -> None:
            if problem is not None:
                problem(why)
            if failure is not None:
                failure(words)

        def work() -> None:
            try:
                result = operation()
            except EccoProblem as error:
                why, words = error, sentence(error.key, error.values)
                self._hand_over(owner, lambda: told(why, words))
            except Exception:  # noqa: BLE001 - the owner gets a sentence, the technical log the traceback
                _log.exception("an operation of the window failed")
                words = sentence("run.bug", {})
                self._hand_over(owner, lambda: failure(words) if failure else None)
            else:
                self._hand_over(owner, lambda: success(result) if success else None)

        self._pool.start(work)

    def wait(self, milliseconds: int) -> bool:
        """Wait for what is under way, at the end of the program."""
        return self._pool.waitForDone(milliseconds)

    def _hand_over(self, owner: QObject, call: Callable[[], None]) -> None:
        if isValid(self):
            self._ended.emit((owner, call))

    def _deliver(self, ended: object) -> None:
        assert isinstance(ended, tuple)  # noqa: S101 - only _hand_over emits
        owner, call = ended
        if isValid(owner):
            call()
