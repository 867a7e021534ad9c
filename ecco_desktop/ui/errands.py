"""What the shell's parts ask for once there is data: pauses, notices, help, a profile."""

from PySide6.QtCore import QObject, Signal

from ecco_desktop.domain.notices import Notice
from ecco_desktop.services.all import Services
from ecco_desktop.ui.frame import Frame


class Errands(QObject):
    """`changed` when all should be read anew, `configured` when connections or tasks came."""

    changed = Signal()
    configured = Signal()
    said = Signal(str)
    notice_chosen = Signal(object)

    def __init__(self, services: Services, frame: Frame) -> None:
        super().__init__(frame.window)
        self._services = services
        self._frame = frame
        for source in (frame.health, frame.tray):
            source.pause_asked.connect(self._pause)
            source.resume_asked.connect(self._resume)
        frame.health.bell_pressed.connect(self.open_notices)
        frame.tray.notice_chosen.connect(self.notice_chosen)
        frame.bridge.noticed.connect(self._noticed)

    def open_guide(self) -> None:
        """First start, or what is left of it."""
        from ecco_desktop.ui.pages.guide import GuideDialog

        dialog = GuideDialog(self._services, self._frame.background, self._frame.window)
        dialog.changed.connect(self.configured)
        dialog.open()

    def import_profile(self) -> None:
        """Bring another shop's configuration in."""
        from ecco_desktop.ui.dialogs.profile import ImportDialog

        dialog = ImportDialog(self._services, self._frame.background, self._frame.window)
        dialog.accepted.connect(self.configured)
        dialog.open()

    def open_notices(self) -> None:
        """The list of what was told."""
        from ecco_desktop.ui.dialogs.notices import NoticesDialog

        dialog = NoticesDialog(self._services, self._frame.background, self._frame.window)
        dialog.chosen.connect(self.notice_chosen)
        dialog.finished.connect(self.changed)
        dialog.open()

    def open_manual(self, page: str) -> None:
        """A page of the manual."""
        from ecco_desktop.ui.dialogs.manual import ManualDialog

        ManualDialog(page, self._frame.window).open()

    def _pause(self, hours: object) -> None:
        tasks = self._services.tasks
        length = hours if isinstance(hours, float) else None
        self._frame.background.run(self, lambda: tasks.pause_all(length), self._done, self.said.emit)

    def _resume(self) -> None:
        self._frame.background.run(self, self._services.tasks.resume_all, self._done, self.said.emit)

    def _done(self, _result: object) -> None:
        self.changed.emit()

    def _noticed(self, notice: Notice) -> None:
        self._frame.tray.notify(notice)
        self.changed.emit()
