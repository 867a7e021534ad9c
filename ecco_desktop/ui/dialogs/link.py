"""A carrier link: what the store writes, and the ERP carrier and form it belongs to."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFormLayout, QVBoxLayout, QWidget

from ecco_desktop.domain.connections import Connection
from ecco_desktop.domain.foreign import shown
from ecco_desktop.services.all import Services
from ecco_desktop.services.links import ErpCarrier
from ecco_desktop.ui import theme
from ecco_desktop.ui.background import Background
from ecco_desktop.ui.dialog import Dialog
from ecco_desktop.ui.dialogs.buttons import save_and_cancel
from ecco_desktop.ui.forms.choice import Choice
from ecco_desktop.ui.keyboard import rest, wake
from ecco_desktop.ui.plain import Label
from ecco_desktop.words import _


class LinkDialog(Dialog):
    """Saves in the background; orders that waited for the link are due at once."""

    def __init__(
        self,
        store: Connection,
        ways: Sequence[tuple[str, str]],
        services: Services,
        background: Background,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._store = store
        self._services = services
        self._background = background
        self._carriers: Sequence[ErpCarrier] = ()
        self.reference = Choice()
        self.reference.setEditable(True)
        for title, method in ways:
            self.reference.addItem(title, method)
        # The platform's id of the way that is chosen; what is typed by hand has none.
        self.method = Label()
        self.carrier, self.form = Choice(), Choice()
        self.problem = Label(_("Lendo as transportadoras do ERP…"))
        self.buttons = save_and_cancel(self, _("Criar vínculo"))
        self._save_button = self.buttons.button(self.buttons.StandardButton.Save)
        self._build()
        background.run(self, services.links.erp_carriers, self._take, self._fail)

    def _build(self) -> None:
        self.setWindowTitle(_("Vínculo de transportadora — {0}").format(shown(self._store.name)))
        self.setMinimumWidth(theme.px(480))
        self.problem.setWordWrap(True)
        form = QFormLayout()
        form.setLabelAlignment(Qt.AlignmentFlag.AlignVCenter)
        form.setVerticalSpacing(theme.px(10))
        for words, part in (
            (_("Forma de entrega na loja"), self.reference),
            (_("Código do método na loja"), self.method),
            (_("Transportadora no ERP"), self.carrier),
            (_("Forma de envio no ERP"), self.form),
        ):
            part.setAccessibleName(words)
            form.addRow(words, part)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(theme.px(20), theme.px(16), theme.px(20), theme.px(16))
        layout.setSpacing(theme.px(12))
        layout.addLayout(form)
        layout.addWidget(self.problem)
        layout.addWidget(self.buttons)
        self._save_button.setEnabled(False)
        self.method.setTextFormat(Qt.TextFormat.PlainText)
        self.method.setToolTip(
            _("Com o código, o vínculo vale mesmo que a loja mude o nome, o prazo ou o preço no título.")
        )
        self.reference.currentTextChanged.connect(self._reference_chosen)
        if (line := self.reference.lineEdit()) is not None:
            # A long title is read from its beginning.
            line.setCursorPosition(0)
        self._reference_chosen()
        self.carrier.currentIndexChanged.connect(self._carrier_chosen)
        self.buttons.accepted.connect(self._save)

    def _method(self) -> str:
        row = self.reference.currentIndex()
        chosen = row >= 0 and self.reference.itemText(row) == self.reference.currentText()
        return str(self.reference.itemData(row) or "") if chosen else ""

    def _reference_chosen(self, _text: str = "") -> None:
        self.method.setText(self._method() or "—")

    def _take(self, carriers: Sequence[ErpCarrier]) -> None:
        self._carriers = carriers
        self.problem.setText("" if carriers else _("O ERP não tem transportadoras. Cadastre uma lá antes."))
        self.carrier.addItems([carrier.name for carrier in carriers])
        self._save_button.setEnabled(bool(carriers))
        wanted = self.reference.currentText().casefold()
        near = [
            row
            for row, carrier in enumerate(carriers)
            if carrier.name.casefold() in wanted
            or any(form.name and form.name.casefold() in wanted for form in carrier.forms)
        ]
        if near:
            self.carrier.setCurrentIndex(near[0])

    def _carrier_chosen(self, row: int) -> None:
        self.form.clear()
        if not 0 <= row < len(self._carriers):
            return
        for form in self._carriers[row].forms:
            if form.active:
                self.form.addItem(form.name or form.id, form.id)
        wanted = self.reference.currentText().casefold()
        near = [place for place in range(self.form.count()) if self.form.itemText(place).casefold() in wanted]
        if near:
            self.form.setCurrentIndex(near[0])
        self.form.setEnabled(self.form.count() > 0)

    def _save(self) -> None:
        reference = self.reference.currentText().strip()
        if not reference:
            self._fail(_("Escreva a forma de entrega como a loja a mostra."))
            return
        carrier = self._carriers[self.carrier.currentIndex()]
        form = str(self.form.currentData() or "")
        services, store, method = self._services, self._store, self._method()

        def save() -> None:
            services.links.link_carrier(store, reference, carrier.id, form, method)

        rest(self._save_button)
        self._background.run(self, save, self._saved, self._fail)

    def _saved(self, _nothing: object) -> None:
        self.accept()

    def _fail(self, words: str) -> None:
        theme.tint(self.problem, "bad")
        self.problem.setText(words)
        if self._carriers:
            wake(self._save_button)
