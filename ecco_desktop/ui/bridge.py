"""From worker threads to the window: events become signals, ten bursts a second at the most."""

import threading

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from ecco_desktop.domain.events import (
    Event,
    LogGrew,
    NoticeRaised,
    RunChanged,
    RunProgressed,
    TasksChanged,
)
from ecco_desktop.services.alerts import Notice

MERGE_MILLISECONDS = 100


class Bridge(QObject):
    """`take` and `notify` are for any thread; the signals come in the UI thread."""

    tasks_changed = Signal()
    log_grew = Signal(int)
    progressed = Signal(object)
    noticed = Signal(object)
    _woken = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lock = threading.Lock()
        self._tasks = False
        self._logs: set[int] = set()
        self._progress: dict[int, RunProgressed] = {}
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(MERGE_MILLISECONDS)
        self._timer.timeout.connect(self._flush)
        self._woken.connect(self._wake, Qt.ConnectionType.QueuedConnection)

    def take(self, event: Event) -> None:
        """Take one event; what comes within a tenth of a second is told once."""
        with self._lock:
            first = not (self._tasks or self._logs or self._progress)
            if isinstance(event, RunChanged | TasksChanged | NoticeRaised):
                self._tasks = True
            elif isinstance(event, LogGrew):
                self._logs.add(event.task_id)
            else:
                self._progress[event.task_id] = event
        if first:
            self._woken.emit()

    def notify(self, notice: Notice) -> None:
        """Pass a notice on."""
        self.noticed.emit(notice)

    def _wake(self) -> None:
        if not self._timer.isActive():
            self._timer.start()

    def _flush(self) -> None:
        with self._lock:
            tasks, self._tasks = self._tasks, False
            logs, self._logs = self._logs, set()
            progress, self._progress = self._progress, {}
        for event in progress.values():
            self.progressed.emit(event)
        if tasks:
            self.tasks_changed.emit()
        for task_id in sorted(logs):
            self.log_grew.emit(task_id)
