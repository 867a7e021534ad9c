"""The technician's PIN: asked for, and set."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFormLayout, QLineEdit, QVBoxLayout, QWidget

from ecco_desktop.services.technician import TechnicianService
from ecco_desktop.ui import theme
from ecco_desktop.ui.background import Background
from ecco_desktop.ui.dialog import Dialog
from ecco_desktop.ui.dialogs.buttons import save_and_cancel
from ecco_desktop.ui.forms.fields import complaint
from ecco_desktop.ui.plain import Label
from ecco_desktop.words import _


class PinDialog(Dialog):
    """Asks for the PIN (`new` False) or for a new one twice; closes when it was taken."""

    def __init__(
        self,
        technician: TechnicianService,
        background: Background,
        parent: QWidget | None = None,
        *,
        new: bool = False,
    ) -> None:
        super().__init__(parent)
        self._technician = technician
        self._background = background
        self._new = new
        self.setWindowTitle(_("Definir PIN do técnico") if new else _("Técnico"))
        self.setMinimumWidth(theme.px(380))
        self.pin, self.again = _line(_("PIN")), _line(_("PIN de novo"))
        words = _("O PIN protege as telas de configuração.") if new else _("Informe o PIN do técnico.")
        self.words = Label(words)
        self.words.setWordWrap(True)
        self.problem = complaint()
        form = QFormLayout()
        form.setLabelAlignment(Qt.AlignmentFlag.AlignVCenter)
        form.addRow(_("PIN"), self.pin)
        if new:
            form.addRow(_("PIN de novo"), self.again)
        self.buttons = save_and_cancel(self, _("Definir PIN") if new else _("Desbloquear"))
        self.buttons.accepted.connect(self._try)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(theme.px(20), theme.px(16), theme.px(20), theme.px(16))
        layout.setSpacing(theme.px(10))
        layout.addWidget(self.words)
        layout.addLayout(form)
        layout.addWidget(self.problem)
        layout.addWidget(self.buttons)

    def _try(self) -> None:
        pin = self.pin.text()
        if self._new and pin != self.again.text():
            self._fail(_("Os dois PINs são diferentes."))
            return
        self.buttons.setEnabled(False)
        doing = self._technician.set_pin if self._new else self._technician.unlock
        self._background.run(self, lambda: doing(pin), self._done, self._fail)

    def _done(self, _nothing: object) -> None:
        self.accept()

    def _fail(self, words: str) -> None:
        self.buttons.setEnabled(True)
        self.problem.setText(words)
        self.pin.selectAll()
        self.pin.setFocus()


def _line(name: str) -> QLineEdit:
    line = QLineEdit()
    line.setEchoMode(QLineEdit.EchoMode.Password)
    line.setAccessibleName(name)
    line.setMaxLength(32)
    return line
