"""When the data was last copied, and a button to copy it now."""

from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from ecco_desktop.domain.errors import SetupProblem
from ecco_desktop.domain.keeping import Backup
from ecco_desktop.services.all import Services
from ecco_desktop.ui import texts, theme
from ecco_desktop.ui.forms.fields import complaint, quiet
from ecco_desktop.ui.pages.page import Page
from ecco_desktop.ui.plain import Label, tip
from ecco_desktop.words import _
from ecco_desktop.words.sentences import sentence
from ecco_desktop.words.speech import number


class BackupCard(QWidget):
    """The content of a card on `page`, through which it asks."""

    def __init__(self, page: Page, folder: Path) -> None:
        super().__init__(page)
        self._page = page
        self._folder = folder
        self.words = Label()
        self.words.setWordWrap(True)
        self.problem = complaint()
        self.problem.hide()
        self.make = QPushButton(_("Fazer cópia agora"))
        self.open = QPushButton(theme.icon("folder"), _("Abrir pasta"))
        self.make.clicked.connect(self._make)
        self.open.clicked.connect(self._open)
        buttons = QHBoxLayout()
        buttons.addWidget(self.make)
        buttons.addWidget(self.open)
        buttons.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.px(7))
        layout.addWidget(self.words)
        layout.addWidget(self.problem)
        layout.addWidget(quiet(_("Uma por dia, sete guardadas, sem as chaves de acesso.")))
        layout.addLayout(buttons)

    def reload(self) -> None:
        """Show what there is now."""
        self._page.ask(lambda services: services.keeping.newest(), self._show)

    def _show(self, newest: Backup | None) -> None:
        none = _("Ainda não há nenhuma cópia.")
        self.make.setEnabled(True)
        self.make.setToolTip("")
        self.open.setEnabled(newest is not None)
        self.open.setToolTip(tip("" if newest else none))
        if newest is None:
            self.words.setText(none)
        else:
            size = number(max(1, newest.size // 1024))
            self.words.setText(_("Última cópia: {0} · {1} KB").format(texts.moment(newest.at), size))

    def _make(self) -> None:
        busy = _("A cópia está sendo feita…")
        self.make.setEnabled(False)
        self.make.setToolTip(tip(busy))
        self.words.setText(busy)
        self._page.ask(_copy, self._made)

    def _made(self, trouble: str) -> None:
        self.problem.setText(trouble)
        self.problem.setVisible(bool(trouble))
        self.reload()

    def _open(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._folder)))


def _copy(services: Services) -> str:
    """Make a copy; why it could not be made, or nothing."""
    try:
        services.keeping.make()
    except SetupProblem as problem:
        return sentence(problem.key, problem.values)
    return ""
