"""The buttons of dialogs, and yes-or-no questions, in the language of now."""

from PySide6.QtWidgets import QDialog, QDialogButtonBox, QMessageBox, QWidget

from ecco_desktop.ui import texts
from ecco_desktop.ui.plain import Box
from ecco_desktop.words import _

_Standard = QDialogButtonBox.StandardButton


def save_and_cancel(dialog: QDialog, save: str = "") -> QDialogButtonBox:
    """Save first, cancel beside it; the caller connects `accepted`."""
    buttons = QDialogButtonBox(_Standard.Save | _Standard.Cancel)
    accept = buttons.button(_Standard.Save)
    accept.setText(save or _("Salvar"))
    accept.setProperty("primary", "true")
    accept.setDefault(True)
    buttons.button(_Standard.Cancel).setText(_("Cancelar"))
    buttons.rejected.connect(dialog.reject)
    return buttons


def only_close(dialog: QDialog) -> QDialogButtonBox:
    """Nothing to decide."""
    buttons = QDialogButtonBox(_Standard.Close)
    buttons.button(_Standard.Close).setText(_("Fechar"))
    buttons.rejected.connect(dialog.reject)
    return buttons


def sure(window: QWidget, words: str, yes: str, no: str = "") -> bool:
    """Ask; the safe answer is the default."""
    box = Box("help", texts.APP, words, parent=window)
    accept = box.addButton(yes, QMessageBox.ButtonRole.AcceptRole)
    box.setDefaultButton(box.addButton(no or _("Cancelar"), QMessageBox.ButtonRole.RejectRole))
    box.exec()
    return box.clickedButton() is accept


def tell(window: QWidget, words: str) -> None:
    """Say something that must be read."""
    box = Box("info", texts.APP, words, parent=window)
    box.setDefaultButton(box.addButton(_("Entendi"), QMessageBox.ButtonRole.AcceptRole))
    box.exec()
