"""Through which proxy the program reaches the internet."""

from PySide6.QtWidgets import (
    QFormLayout,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from ecco_desktop.domain.errors import SetupProblem
from ecco_desktop.domain.network import ProxyUse, Route
from ecco_desktop.services.all import Services
from ecco_desktop.ui import theme
from ecco_desktop.ui.dialogs.vault import with_keys
from ecco_desktop.ui.forms.choice import Choice
from ecco_desktop.ui.forms.fields import complaint, quiet
from ecco_desktop.ui.pages.page import Page
from ecco_desktop.ui.plain import Label
from ecco_desktop.words import _
from ecco_desktop.words.sentences import sentence


class NetworkCard(QWidget):
    """The content of a card on `page`, through which it asks. A button keeps it: an address takes typing."""

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self._page = page
        self.use = Choice()
        for use, words in (
            (ProxyUse.NONE, _("Nenhum (direto)")),
            (ProxyUse.SYSTEM, _("O do sistema")),
            (ProxyUse.ADDRESS, _("Este endereço")),
        ):
            self.use.addItem(words, use.value)
        self.address, self.user, self.password = QLineEdit(), QLineEdit(), QLineEdit()
        self.address.setPlaceholderText(_("exemplo: {0}").format("http://proxy.empresa.local:3128"))
        self.user.setPlaceholderText(_("só se o proxy pedir"))
        self.password.setEchoMode(QLineEdit.EchoMode.Password)
        self.keep = QPushButton(_("Salvar"))
        self.problem = complaint()
        self.problem.hide()
        self._form = QFormLayout()
        self._form.setVerticalSpacing(theme.px(7))
        for name, part in (
            (_("Proxy"), self.use),
            (_("Endereço"), self.address),
            (_("Usuário"), self.user),
            (_("Senha"), self.password),
        ):
            part.setAccessibleName(name)
            self._form.addRow(Label(name), part)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.px(7))
        layout.addLayout(self._form)
        layout.addWidget(quiet(_("O que fica neste computador nunca passa por um proxy.")))
        layout.addWidget(self.problem)
        buttons = QHBoxLayout()
        buttons.addWidget(self.keep)
        buttons.addStretch(1)
        layout.addLayout(buttons)
        self.use.currentIndexChanged.connect(self._apply)
        self.keep.clicked.connect(self._save)
        self._apply()

    def reload(self) -> None:
        """Show what was chosen."""
        self._page.ask(lambda services: services.connections.network.read(), self._show)

    def _show(self, route: Route) -> None:
        self.use.setCurrentIndex(self.use.findData(route.use.value))
        self.address.setText(route.address)
        self.user.setText(route.user)
        self.password.clear()
        self.password.setPlaceholderText(_("guardada no cofre; digite para trocar") if route.user else "")

    def _chosen(self) -> ProxyUse:
        return ProxyUse(self.use.currentData())

    def _apply(self) -> None:
        for part in (self.address, self.user, self.password):
            self._form.setRowVisible(part, self._chosen() is ProxyUse.ADDRESS)

    def _save(self) -> None:
        page, typed = self._page, bool(self.password.text())
        with_keys(self, page.services.vault, page.background, self._keep, self._say, typed=typed)

    def _keep(self) -> None:
        use, address, user = self._chosen(), self.address.text(), self.user.text()
        password = self.password.text() or None

        def kept(services: Services) -> str:
            try:
                services.connections.network.save(use, address, user, password)
            except SetupProblem as problem:
                return sentence(problem.key, problem.values)
            return ""

        self._page.ask(kept, self._kept)

    def _kept(self, trouble: str) -> None:
        self._say(trouble)
        if not trouble:
            self.reload()

    def _say(self, trouble: str) -> None:
        self.problem.setText(trouble)
        self.problem.setVisible(bool(trouble))
