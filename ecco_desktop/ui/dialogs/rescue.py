"""The data is damaged or gone: what that means, and a copy to put in its place."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtWidgets import QDialogButtonBox, QHBoxLayout, QVBoxLayout, QWidget

from ecco_desktop.domain.keeping import Backup
from ecco_desktop.ui import texts, theme
from ecco_desktop.ui.dialog import Dialog
from ecco_desktop.ui.dialogs.buttons import sure
from ecco_desktop.ui.forms.choice import Choice
from ecco_desktop.ui.forms.fields import quiet
from ecco_desktop.ui.plain import Label
from ecco_desktop.words import _

RESTORE, ANEW = 1001, 1002


@dataclass(frozen=True, slots=True)
class Damage:
    """What a start found: whether the file is gone (or only damaged), and the sound copies, newest first."""

    missing: bool
    copies: Sequence[Backup]


class RescueDialog(Dialog):
    """Ends with RESTORE (`chosen` is the copy), ANEW, or is rejected: nothing changes, the program ends."""

    def __init__(self, damage: Damage, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(texts.APP)
        self.setMinimumWidth(theme.px(720))
        icon = Label()
        icon.setPixmap(theme.pixmap("error", theme.colours().bad, 44))
        title = Label(
            _("O arquivo de dados deste computador sumiu")
            if damage.missing
            else _("O arquivo de dados deste computador está danificado")
        )
        title.setProperty("title", "true")
        self.copies = Choice()
        self.copies.setAccessibleName(_("Cópia"))
        for one in damage.copies:
            self.copies.addItem(texts.moment(one.at), one)
        words = QVBoxLayout()
        words.setSpacing(theme.px(10))
        words.addWidget(title)
        for text in _words(damage):
            label = Label(text)
            label.setWordWrap(True)
            words.addWidget(label)
        if len(damage.copies) > 1:
            row = QHBoxLayout()
            row.addWidget(Label(_("Cópia")))
            row.addWidget(self.copies, 1)
            words.addLayout(row)
        words.addWidget(quiet(_("O arquivo atual é guardado na pasta de dados, nunca apagado.")))
        head = QHBoxLayout()
        head.setSpacing(theme.px(16))
        head.addWidget(icon)
        head.addLayout(words, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(theme.px(20), theme.px(20), theme.px(20), theme.px(16))
        layout.setSpacing(theme.px(14))
        layout.addLayout(head)
        layout.addWidget(self._buttons(damage))
        self.copies.currentIndexChanged.connect(self._name)
        self._name()

    @property
    def chosen(self) -> Backup:
        """The copy that is shown."""
        found = self.copies.currentData()
        assert isinstance(found, Backup)  # noqa: S101 - RESTORE is only offered where there is one
        return found

    def _buttons(self, damage: Damage) -> QDialogButtonBox:
        buttons = QDialogButtonBox()
        role = QDialogButtonBox.ButtonRole
        self.restore = buttons.addButton(_("Restaurar"), role.AcceptRole)
        self.restore.setProperty("primary", "true")
        self.restore.setVisible(bool(damage.copies))
        self.anew = buttons.addButton(_("Começar com dados novos…"), role.ActionRole)
        self.leave = buttons.addButton(_("Fechar"), role.RejectRole)
        (self.restore if damage.copies else self.leave).setDefault(True)
        self.restore.clicked.connect(lambda: self.done(RESTORE))
        self.anew.clicked.connect(self._ask_anew)
        buttons.rejected.connect(self.reject)
        return buttons

    def _name(self) -> None:
        if self.copies.count():
            self.restore.setText(_("Restaurar a cópia de {0}").format(self.copies.currentText()))

    def _ask_anew(self) -> None:
        words = _(
            "Começar com dados novos?\n\nConexões, tarefas e histórico deste computador terão de ser feitos "
            "de novo. Prefira a cópia, se há uma."
        )
        if sure(self, words, _("Começar com dados novos")):
            self.done(ANEW)


def _words(damage: Damage) -> list[str]:
    what = _("O ERP e as lojas não foram atingidos: só o que o programa guarda aqui.")
    if not damage.copies:
        return [
            what,
            _(
                "Não há nenhuma cópia boa. Se você tem um perfil exportado, comece com dados novos e "
                "importe-o; ou feche e chame o suporte."
            ),
        ]
    return [
        what,
        _(
            "Com a cópia podem faltar os vínculos, as tarefas e os ajustes feitos depois dela, e o "
            "histórico. As chaves de acesso continuam no cofre de senhas."
        ),
        _(
            "Nada duplica: cada pedido é procurado no ERP antes de ser criado, o que mudou desde a cópia é "
            "lido de novo, e o estoque da loja é conferido por inteiro."
        ),
    ]
