"""Exporting and importing a profile: the configuration in one file."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QFileDialog,
    QFormLayout,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from ecco_desktop.domain.connections import Which
from ecco_desktop.domain.errors import SetupProblem
from ecco_desktop.domain.foreign import shown
from ecco_desktop.services.all import Services
from ecco_desktop.services.profile import ProfileReport
from ecco_desktop.ui import theme
from ecco_desktop.ui.background import Background
from ecco_desktop.ui.dialog import Dialog
from ecco_desktop.ui.dialogs.buttons import save_and_cancel, tell
from ecco_desktop.ui.dialogs.vault import with_keys
from ecco_desktop.ui.dialogs.which_shop import which_shop
from ecco_desktop.ui.forms.fields import complaint, quiet
from ecco_desktop.words import _
from ecco_desktop.words.sentences import sentence

FILTER = "Ecco Desktop (*.ecco)"


class _ProfileDialog(Dialog):
    """A file, a passphrase, and what went wrong."""

    def __init__(
        self, title: str, done: str, services: Services, background: Background, parent: QWidget | None
    ) -> None:
        super().__init__(parent)
        self.services = services
        self.background = background
        self.setWindowTitle(shown(title))
        self.setMinimumWidth(theme.px(520))
        self.path = QLineEdit()
        self.path.setAccessibleName(_("Arquivo"))
        self.browse = QPushButton(_("Escolher…"))
        self.browse.clicked.connect(self._browse)
        self.passphrase = QLineEdit()
        self.passphrase.setEchoMode(QLineEdit.EchoMode.Password)
        self.passphrase.setAccessibleName(_("Senha do perfil"))
        self.words = quiet()
        self.problem = complaint()
        self.buttons = save_and_cancel(self, done)
        self.buttons.accepted.connect(self.go)
        file = QHBoxLayout()
        file.addWidget(self.path, 1)
        file.addWidget(self.browse)
        self.form = QFormLayout()
        self.form.setLabelAlignment(Qt.AlignmentFlag.AlignVCenter)
        self.form.setVerticalSpacing(theme.px(10))
        self.form.addRow(_("Arquivo"), file)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(theme.px(20), theme.px(16), theme.px(20), theme.px(16))
        layout.setSpacing(theme.px(12))
        layout.addWidget(self.words)
        layout.addLayout(self.form)
        layout.addWidget(self.problem)
        layout.addWidget(self.buttons)

    def _browse(self) -> None:
        """Choose a file."""

    def go(self) -> None:
        """Do it."""

    def fail(self, words: str) -> None:
        """It did not work."""
        self.buttons.setEnabled(True)
        self.problem.setText(words)


class ExportDialog(_ProfileDialog):
    """Secrets stay out unless a passphrase seals them."""

    def __init__(self, services: Services, background: Background, parent: QWidget | None = None) -> None:
        super().__init__(_("Exportar perfil"), _("Exportar"), services, background, parent)
        self.words.setText(
            _(
                "O perfil leva conexões, mapas, tarefas e preferências para outro computador. Não leva "
                "pedidos, clientes nem histórico."
            )
        )
        self.with_secrets = QCheckBox(_("Levar também as chaves de acesso, cifradas com uma senha"))
        self.again = QLineEdit()
        self.again.setEchoMode(QLineEdit.EchoMode.Password)
        self.again.setAccessibleName(_("Senha de novo"))
        self.form.addRow(self.with_secrets)
        self.form.addRow(_("Senha do perfil"), self.passphrase)
        self.form.addRow(_("Senha de novo"), self.again)
        self.with_secrets.toggled.connect(self._switched)
        self._switched(on=False)

    def _switched(self, on: bool) -> None:
        self.passphrase.setEnabled(on)
        self.again.setEnabled(on)

    def _browse(self) -> None:
        name, _filter = QFileDialog.getSaveFileName(self, _("Exportar perfil"), "loja.ecco", FILTER)
        if name:
            self.path.setText(name)

    def go(self) -> None:
        """Write the file."""
        text = self.path.text().strip()
        sealed = self.with_secrets.isChecked()
        passphrase = self.passphrase.text() if sealed else ""
        if not text:
            self.fail(_("Escolha o arquivo."))
        elif sealed and not passphrase:
            self.fail(_("Informe a senha que vai cifrar as chaves."))
        elif sealed and passphrase != self.again.text():
            self.fail(_("As duas senhas são diferentes."))
        else:
            self.buttons.setEnabled(False)
            path, profile = Path(text), self.services.profile
            self.background.run(self, lambda: profile.export(path, passphrase), self._done, self.fail)

    def _done(self, _nothing: object) -> None:
        self.accept()


class ImportDialog(_ProfileDialog):
    """Says what was taken over, and which connections still need their secrets."""

    def __init__(self, services: Services, background: Background, parent: QWidget | None = None) -> None:
        super().__init__(_("Importar perfil"), _("Importar"), services, background, parent)
        self.words.setText(
            _(
                "O que tiver o mesmo nome é substituído; o resto fica como está. As tarefas só são ativadas "
                "quando as chaves de acesso estão no cofre deste computador."
            )
        )
        self.form.addRow(_("Senha do perfil"), self.passphrase)
        self.passphrase.setPlaceholderText(_("só se o perfil leva chaves"))

    def _browse(self) -> None:
        name, _filter = QFileDialog.getOpenFileName(self, _("Importar perfil"), "", FILTER)
        if name:
            self.path.setText(name)

    def go(self) -> None:
        """Read the file."""
        text = self.path.text().strip()
        if not text:
            self.fail(_("Escolha o arquivo."))
            return
        self.buttons.setEnabled(False)
        path, passphrase, profile = Path(text), self.passphrase.text(), self.services.profile

        answers: dict[str, Which] = {}

        def load() -> None:
            self.background.run(self, attempt, done, self.fail)

        def attempt() -> ProfileReport | SetupProblem:
            try:
                return profile.load(path, passphrase, answers)
            except SetupProblem as problem:
                if problem.key != "connection.which_shop":
                    raise
                return problem

        def done(found: ProfileReport | SetupProblem) -> None:
            """One question after another, until nothing is left to ask; nothing is changed before."""
            if isinstance(found, ProfileReport):
                self._done(found)
            elif said := which_shop(self, sentence(found.key, found.values)):
                answers[found.values["name"]] = said
                load()
            else:
                self.fail(_("Nada foi importado."))

        # Only a profile with secrets has something to keep.
        if passphrase:
            with_keys(self, self.services.vault, self.background, load, self.fail)
        else:
            load()

    def _done(self, report: ProfileReport) -> None:
        words = _("Perfil importado: {0} conexões, {1} tarefas.").format(report.connections, report.tasks)
        if report.lacking:
            names = ", ".join(report.lacking)
            words += "\n\n" + _("Informe em Conexões as chaves de: {0}. Depois ative as tarefas.").format(
                names
            )
        if report.meeting:
            words += "\n\n" + _(
                "Ficaram desativadas, pois os números dos pedidos podem se repetir no ERP: {0}. Dê um "
                "prefixo a cada uma nas opções e ative-as."
            ).format("; ".join(report.meeting))
        tell(self, words)
        self.accept()
