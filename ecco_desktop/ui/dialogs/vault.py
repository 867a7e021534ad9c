"""The passphrase of the file of secrets, where a computer has no keyring: asked once a start, chosen once."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QDialogButtonBox,
    QFormLayout,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from ecco_desktop.services.vault import VaultService, VaultState
from ecco_desktop.ui import theme
from ecco_desktop.ui.background import Background
from ecco_desktop.ui.dialog import Dialog
from ecco_desktop.ui.dialogs.buttons import save_and_cancel, sure
from ecco_desktop.ui.forms.fields import complaint, quiet
from ecco_desktop.ui.plain import Label
from ecco_desktop.words import _


class VaultDialog(Dialog):
    """Opens the file, or (`new`) has a passphrase chosen, twice. Accepted when that is done.

    Begun anew, it is accepted too: there are no secrets then, and they are typed again in Conexões.
    """

    begun_anew = Signal()

    def __init__(
        self, vault: VaultService, background: Background, parent: QWidget | None = None, *, new: bool = False
    ) -> None:
        super().__init__(parent)
        self._vault = vault
        self._background = background
        self._new = new
        self.setWindowTitle(_("Senha das chaves"))
        self.setMinimumWidth(theme.px(500))
        self.passphrase, self.again = _line(_("Senha das chaves")), _line(_("Senha de novo"))
        self.words = Label(_chosen_words() if new else _asked_words())
        self.words.setWordWrap(True)
        self.problem = complaint()
        self.problem.hide()
        form = QFormLayout()
        form.setLabelAlignment(Qt.AlignmentFlag.AlignVCenter)
        form.setVerticalSpacing(theme.px(8))
        form.addRow(_("Senha das chaves"), self.passphrase)
        if new:
            form.addRow(_("Senha de novo"), self.again)
        self.buttons = save_and_cancel(self, _("Escolher esta senha") if new else _("Abrir as chaves"))
        self.buttons.accepted.connect(self._try)
        self.forgotten = QPushButton(_("Esqueci a senha…"))
        self.forgotten.clicked.connect(self._ask_anew)
        if not new:
            self.buttons.button(QDialogButtonBox.StandardButton.Cancel).setText(_("Seguir sem as chaves"))
            self.buttons.addButton(self.forgotten, QDialogButtonBox.ButtonRole.ResetRole)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(theme.px(20), theme.px(16), theme.px(20), theme.px(16))
        layout.setSpacing(theme.px(12))
        layout.addWidget(self.words)
        layout.addLayout(form)
        if not new:
            layout.addWidget(quiet(_("Sem a senha, as tarefas falham e dizem por quê; nada se perde.")))
        layout.addWidget(self.problem)
        layout.addWidget(self.buttons)
        self.passphrase.setFocus()

    def _try(self) -> None:
        given, vault = self.passphrase.text(), self._vault
        if self._new and given != self.again.text():
            self._fail(_("As duas senhas são diferentes."))
            return
        self.setEnabled(False)
        doing = vault.choose if self._new else vault.unlock
        self._background.run(self, lambda: doing(given), self._done, self._fail)

    def _ask_anew(self) -> None:
        words = _(
            "Apagar o arquivo cifrado e começar de novo?\n\nTodas as chaves de acesso guardadas neste "
            "computador se perdem e precisam ser informadas outra vez em Conexões. Pedidos, histórico e "
            "configuração ficam."
        )
        if sure(self, words, _("Apagar as chaves")):
            self.setEnabled(False)
            self._background.run(self, self._vault.begin_anew, self._begun, self._fail)

    def _begun(self, _nothing: object) -> None:
        self.begun_anew.emit()
        self.accept()

    def _done(self, _nothing: object) -> None:
        self.accept()

    def _fail(self, words: str) -> None:
        self.setEnabled(True)
        self.problem.setText(words)
        self.problem.show()
        # A dialog does not grow by itself with words that wrap.
        layout = self.layout()
        if layout is not None:
            self.resize(self.width(), max(self.height(), layout.totalHeightForWidth(self.width())))
        self.passphrase.selectAll()
        self.passphrase.setFocus()


def with_keys(
    owner: QWidget,
    vault: VaultService,
    background: Background,
    then: Callable[[], None],
    refused: Callable[[str], None],
    *,
    typed: bool = True,
) -> None:
    """Do `then` once secrets can be kept here; `refused` with a sentence where a person says no.

    Where no secret was `typed` there is nothing to choose a passphrase for yet.
    """

    def look(state: VaultState) -> None:
        if state in (VaultState.NOT_NEEDED, VaultState.OPEN) or (state is VaultState.NEW and not typed):
            then()
            return
        new = state is VaultState.NEW
        dialog = VaultDialog(vault, background, owner, new=new)
        # Begun anew there is no passphrase yet: the next one is chosen now.
        dialog.accepted.connect(lambda: with_keys(owner, vault, background, then, refused, typed=typed))
        dialog.rejected.connect(lambda: refused(_("Nada foi salvo: as chaves precisam da senha.")))
        dialog.open()

    background.run(owner, vault.state, look, refused)


def offer_move(
    owner: QWidget,
    vault: VaultService,
    background: Background,
    then: Callable[[], None],
    failed: Callable[[str], None],
) -> None:
    """A keyring is there by now: have it take the keys of the open file, where a person agrees; go on."""

    def told(words: str) -> None:
        failed(words)
        then()

    def ask(waiting: int) -> None:
        words = _(
            "Este computador tem agora um cofre de senhas. Passar para ele as chaves que estão no arquivo "
            "cifrado ({0})?\n\nA senha das chaves deixa de ser pedida a cada início."
        )
        if waiting and sure(owner, words.format(waiting), _("Passar para o cofre")):
            background.run(owner, vault.move, lambda _moved: then(), told)
        else:
            then()

    background.run(owner, vault.movable, ask, told)


def _asked_words() -> str:
    return _(
        "As chaves de acesso deste computador estão num arquivo cifrado. "
        "Informe a senha dele para que as tarefas possam trabalhar. Ela é pedida uma vez a cada início."
    )


def _chosen_words() -> str:
    return _(
        "Este computador não tem um cofre de senhas. As chaves de acesso vão para um arquivo cifrado com uma "
        "senha à sua escolha, de ao menos 8 caracteres, pedida a cada início. Anote-a: sem ela as chaves não "
        "voltam, e será preciso informá-las de novo."
    )


def _line(name: str) -> QLineEdit:
    line = QLineEdit()
    line.setEchoMode(QLineEdit.EchoMode.Password)
    line.setAccessibleName(name)
    line.setMaxLength(256)
    return line
