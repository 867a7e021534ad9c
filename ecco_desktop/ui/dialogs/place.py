"""The data folder woke up elsewhere: did it move here, or is it a copy?"""

from collections.abc import Callable
from enum import Enum, auto

from PySide6.QtWidgets import QDialogButtonBox, QVBoxLayout, QWidget

from ecco_desktop.services.folder import FolderService
from ecco_desktop.ui import texts, theme
from ecco_desktop.ui.background import Background
from ecco_desktop.ui.dialog import Dialog
from ecco_desktop.ui.forms.fields import quiet
from ecco_desktop.ui.plain import Label
from ecco_desktop.words import _


class Answer(Enum):
    """What was answered."""

    MOVED = auto()
    COPY = auto()
    NOT = auto()


class PlaceDialog(Dialog):
    """Ends with `answer`; closed without one, nothing runs and the next start asks again."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.answer = Answer.NOT
        self.setWindowTitle(texts.APP)
        self.setMinimumWidth(theme.px(640))
        title = Label(_("Mudou de computador ou é cópia?"))
        title.setProperty("title", "true")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(theme.px(20), theme.px(20), theme.px(20), theme.px(16))
        layout.setSpacing(theme.px(12))
        layout.addWidget(title)
        for words in (
            _(
                "Esta pasta de dados veio de outro computador ou de outra pasta. Se as duas trabalharem, "
                "cada pedido entra duas vezes. Até a resposta nada é enviado ao ERP nem às lojas."
            ),
            _(
                "Mudou: o trabalho continua aqui. Feche antes o Ecco Desktop no lugar antigo e não o abra "
                "mais lá."
            ),
            _("É cópia: serve para consultar e simular, e nenhuma tarefa roda nela."),
        ):
            label = Label(words)
            label.setWordWrap(True)
            layout.addWidget(label)
        layout.addWidget(quiet(_("Fechar sem responder: os dados podem ser vistos, e nada roda.")))
        layout.addWidget(self._buttons())

    def _buttons(self) -> QDialogButtonBox:
        buttons = QDialogButtonBox()
        role = QDialogButtonBox.ButtonRole
        # Neither is the default: a key pressed in passing must not answer.
        self.moved = buttons.addButton(_("Mudou de computador"), role.ActionRole)
        self.copied = buttons.addButton(_("É cópia"), role.ActionRole)
        self.later = buttons.addButton(_("Responder depois"), role.RejectRole)
        self.later.setDefault(True)
        self.moved.clicked.connect(lambda: self._end(Answer.MOVED))
        self.copied.clicked.connect(lambda: self._end(Answer.COPY))
        buttons.rejected.connect(self.reject)
        return buttons

    def _end(self, answer: Answer) -> None:
        self.answer = answer
        self.accept()


def ask_place(
    window: QWidget, background: Background, folder: FolderService, say: Callable[[str], None]
) -> PlaceDialog:
    """Ask, and do what is answered; `say` tells how that went."""
    dialog = PlaceDialog(window)
    does = {Answer.MOVED: folder.moved, Answer.COPY: folder.copied}
    done = {
        Answer.MOVED: _("Pronto: as tarefas rodam neste computador."),
        Answer.COPY: _("Pronto: esta pasta é uma cópia, e nada roda nela."),
    }

    def answered() -> None:
        if dialog.answer in does:
            background.run(window, does[dialog.answer], lambda _nothing: say(done[dialog.answer]), say)

    dialog.finished.connect(answered)
    dialog.open()
    return dialog
