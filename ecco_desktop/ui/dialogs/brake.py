"""The safety brake held a run: the reasons, and what a person can do."""

from PySide6.QtWidgets import QDialogButtonBox, QHBoxLayout, QVBoxLayout, QWidget

from ecco_desktop.domain.brake import Brake
from ecco_desktop.domain.foreign import shown
from ecco_desktop.domain.runs import Run
from ecco_desktop.services.tasks import TaskView
from ecco_desktop.ui import theme
from ecco_desktop.ui.dialog import Dialog
from ecco_desktop.ui.forms.fields import quiet
from ecco_desktop.ui.plain import Label
from ecco_desktop.words import N_, _
from ecco_desktop.words.sentences import sentence

SEND, LOOK = 1001, 1002


_OF_NUMBERS = N_(
    "É o esperado depois de um inventário ou de uma remarcação geral. Se não é o caso, confira o ERP antes "
    "de enviar: uma planilha errada ou um depósito trocado costuma ser a causa."
)
_OF_SHEETS = N_(
    "É o esperado depois de uma revisão dos cadastros. Se não é o caso, confira o ERP antes de enviar: uma "
    "planilha importada com as colunas trocadas costuma ser a causa."
)
_OF_ORDERS = N_(
    "É o esperado depois de um faturamento ou de uma baixa em lote. Se não é o caso, confira os pedidos "
    "dos dois lados e o mapa em Conexões, Situações, antes de enviar: na loja isto não se desfaz e pode "
    "avisar clientes."
)
# What usually stands behind it, by what was held.
_ADVICE: dict[str, str] = {
    Brake.PRODUCT: _OF_SHEETS,
    Brake.LEVEL: _OF_SHEETS,
    Brake.CANCEL: _OF_ORDERS,
    Brake.STATUS: _OF_ORDERS,
}


class BrakeDialog(Dialog):
    """Ends with SEND (let it go on once), LOOK (simulate first), or is rejected."""

    def __init__(self, view: TaskView, run: Run, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Freio de segurança — {0}").format(shown(view.task.name)))
        self.setMinimumWidth(theme.px(560))
        icon = Label()
        icon.setPixmap(theme.pixmap("brake", theme.colours().warning, 44))
        title = Label(_("Parou antes de mudar qualquer coisa"))
        title.setProperty("title", "true")
        self.reason = Label(sentence(run.error_key, run.error_values))
        self.reason.setWordWrap(True)
        facts = quiet(_facts(run))
        self.items = quiet(_items(run))
        self.items.setVisible(bool(self.items.text()))
        holds = _(
            "Enviar vale só para estas mudanças, uma vez, por um dia: outras, ou mais, são perguntadas de "
            "novo. A lista inteira está no log da tarefa."
        )
        advice = Label(f"{_(_ADVICE.get(run.error_key, _OF_NUMBERS))} {holds}")
        advice.setWordWrap(True)
        words = QVBoxLayout()
        for part in (title, self.reason, facts, self.items, advice):
            words.addWidget(part)
        head = QHBoxLayout()
        head.setSpacing(theme.px(16))
        head.addWidget(icon)
        head.addLayout(words, 1)
        buttons = QDialogButtonBox()
        role = QDialogButtonBox.ButtonRole
        self.look = buttons.addButton(_("Simular e ver a lista"), role.ActionRole)
        self.send = buttons.addButton(_("Enviar assim mesmo"), role.DestructiveRole)
        self.keep = buttons.addButton(_("Não enviar"), role.RejectRole)
        self.keep.setDefault(True)
        self.look.clicked.connect(lambda: self.done(LOOK))
        self.send.clicked.connect(lambda: self.done(SEND))
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(theme.px(20), theme.px(20), theme.px(20), theme.px(16))
        layout.setSpacing(theme.px(14))
        layout.addLayout(head)
        layout.addWidget(buttons)
        # Wrapped words say how tall they are only once their width is known.
        self.setMinimumHeight(layout.totalHeightForWidth(self.minimumWidth()))


def _facts(run: Run) -> str:
    values = run.error_values
    return _("Atingidos: {0} de {1} ({2} %). Limite desta conexão: {3} %.").format(
        *(values.get(name, "?") for name in ("count", "total", "percent", "limit"))
    )


def _items(run: Run) -> str:
    """The first of the changes, a line each."""
    return run.error_values.get("list", "").replace("; ", "\n")
