"""How often a task runs, as a dialog of its own."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from ecco_desktop.domain.recurrence import FLOOR_MINUTES, Recurrence
from ecco_desktop.ui import theme
from ecco_desktop.ui.dialog import Dialog
from ecco_desktop.ui.dialogs.buttons import save_and_cancel
from ecco_desktop.ui.forms.recurrence import RecurrenceForm
from ecco_desktop.ui.plain import Label
from ecco_desktop.words import _


class RecurrenceDialog(Dialog):
    """Returns a recurrence that can be kept (`value`; None: only by hand), or is cancelled."""

    def __init__(
        self,
        name: str,
        current: Recurrence | None = None,
        parent: QWidget | None = None,
        floor: float = FLOOR_MINUTES,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Recorrência"))
        self.setMinimumWidth(theme.px(560))
        self.form = RecurrenceForm(current, floor)
        if current is None:
            self.form.every.setChecked(True)
        title = Label(name)
        title.setProperty("title", "true")
        title.setWordWrap(True)
        buttons = save_and_cancel(self)
        buttons.accepted.connect(self._save)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(theme.px(20), theme.px(20), theme.px(20), theme.px(16))
        layout.setSpacing(theme.px(12))
        layout.addWidget(title)
        layout.addWidget(self.form)
        layout.addWidget(buttons)

    def value(self) -> Recurrence | None:
        """What was chosen."""
        return self.form.value()

    def _save(self) -> None:
        if not self.form.problem():
            self.accept()
