"""The maps of a store: carrier links, and what each status means on the other side."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from ecco_desktop.domain.connections import Connection, Manifest
from ecco_desktop.domain.orders import CarrierLink, OrderStatus
from ecco_desktop.services.all import Services
from ecco_desktop.ui import theme
from ecco_desktop.ui.background import Background
from ecco_desktop.ui.dialogs.buttons import sure
from ecco_desktop.ui.dialogs.link import LinkDialog
from ecco_desktop.ui.forms.choice import Choice
from ecco_desktop.ui.forms.fields import strong
from ecco_desktop.ui.models.rows import Cell, RowModel
from ecco_desktop.ui.panes.columns import Columns
from ecco_desktop.ui.panes.tables import chosen_rows, dress
from ecco_desktop.ui.plain import Label
from ecco_desktop.words import _
from ecco_desktop.words.labels import ORDER_STATUSES
from ecco_desktop.words.phrases import capital

SENT = (
    OrderStatus.OPEN,
    OrderStatus.PICKING,
    OrderStatus.INVOICED,
    OrderStatus.DELIVERED,
    OrderStatus.CANCELLED,
)
INTO = (
    OrderStatus.PAYMENT_PENDING,
    OrderStatus.PAYMENT_REVIEW,
    OrderStatus.OPEN,
    OrderStatus.PICKING,
    OrderStatus.CANCELLED,
)
NOTHING = ""
WORDS_WIDTH = 236


class _Tab(QWidget):
    """A tab that works on one store, and asks in the background."""

    said = Signal(str)

    def __init__(self, background: Background, services: Services, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.background = background
        self.services = services
        self.store: Connection | None = None
        self.locked = False


class CarrierLinksTab(_Tab):
    """The references the store writes, and what they are tied to; waiting ones are offered first."""

    def __init__(self, background: Background, services: Services, parent: QWidget | None = None) -> None:
        super().__init__(background, services, parent)
        self.model: RowModel[CarrierLink] = RowModel(
            (
                Cell(_("Forma de entrega na loja"), lambda link: link.reference),
                Cell(_("Código na loja"), lambda link: link.method or "—"),
                Cell(_("Transportadora no ERP"), lambda link: link.carrier_name),
                Cell(_("Forma de envio"), lambda link: link.form_id or "—"),
            ),
            self,
        )
        self.table = QTableView()
        self.waiting = Label()
        self.waiting.setWordWrap(True)
        self.add, self.remove = QPushButton(_("Criar vínculo…")), QPushButton(_("Remover vínculo"))
        self._ways: Sequence[tuple[str, str]] = ()
        dress(self.table, _("Vínculos de transportadora"), 36)
        self.table.setModel(self.model)
        Columns(self.table, "carrier_links", (240, 170, 220, 150), 0)
        self.add.setProperty("primary", "true")
        self.add.clicked.connect(self._add)
        self.remove.clicked.connect(self._remove)
        tools = QHBoxLayout()
        tools.addWidget(self.waiting, 1)
        tools.addWidget(self.remove)
        tools.addWidget(self.add)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, theme.px(10), 0, 0)
        layout.addWidget(self.table, 1)
        layout.addLayout(tools)

    def show_store(self, store: Connection) -> None:
        """Work on this store."""
        self.store = store
        self.reload()

    def set_locked(self, locked: bool) -> None:
        """Read-only, or not."""
        self.locked = locked
        self.add.setEnabled(not locked)
        self.remove.setEnabled(not locked)

    def reload(self) -> None:
        """Read the links."""
        if self.store is None:
            return
        links, store = self.services.links, self.store

        def read() -> tuple[Sequence[CarrierLink], Sequence[tuple[str, str]]]:
            return links.carrier_links(store), links.ways_waiting(store)

        self.background.run(self, read, self._take, self.said.emit)

    def _take(self, found: tuple[Sequence[CarrierLink], Sequence[tuple[str, str]]]) -> None:
        links, self._ways = found
        self.model.replace(links)
        waiting = ", ".join(f"“{reference}”" for reference, _method in self._ways)
        words = _("Pedidos esperam por um vínculo para: {0}").format(waiting)
        self.waiting.setText(words if waiting else _("Nenhum pedido espera por um vínculo."))

    def _add(self) -> None:
        if self.store is None:
            return
        dialog = LinkDialog(self.store, self._ways, self.services, self.background, self)
        dialog.accepted.connect(self.reload)
        dialog.open()

    def _remove(self) -> None:
        rows = chosen_rows(self.table)
        if not rows or self.store is None:
            return
        link, services, store = self.model.row(rows[0]), self.services, self.store
        words = _("Remover o vínculo de “{0}”?\n\nPedidos novos com ela esperam em Pendências.")
        if not sure(self, words.format(link.reference), _("Remover")):
            return

        def remove() -> None:
            services.links.unlink_carrier(store, link.reference, link.method)

        self.background.run(self, remove, lambda _nothing: self.reload(), self.said.emit)


@dataclass(frozen=True, slots=True)
class _Maps:
    incoming: Mapping[str, OrderStatus | None]
    outgoing: Mapping[OrderStatus, str]
    seen: Sequence[str]


class StatusesTab(_Tab):
    """Store → ERP on the left, ERP → store on the right; a choice is kept as it is made."""

    def __init__(self, background: Background, services: Services, parent: QWidget | None = None) -> None:
        super().__init__(background, services, parent)
        self.incoming: dict[str, QComboBox] = {}
        self.outgoing: dict[OrderStatus, QComboBox] = {}
        self._manifest: Manifest | None = None
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, theme.px(10), 0, 0)
        layout.addWidget(self._scroll, 1)

    def show_store(self, store: Connection, manifest: Manifest) -> None:
        """Work on this store."""
        self.store, self._manifest = store, manifest
        self.reload()

    def set_locked(self, locked: bool) -> None:
        """Read-only, or not."""
        self.locked = locked
        for box in (*self.incoming.values(), *self.outgoing.values()):
            box.setEnabled(not locked)

    def reload(self) -> None:
        """Read both maps."""
        if self.store is None:
            return
        links, store = self.services.links, self.store

        def read() -> _Maps:
            return _Maps(links.statuses(store), links.outgoing(store), links.statuses_seen(store))

        self.background.run(self, read, self._take, self.said.emit)

    def _take(self, maps: _Maps) -> None:
        if self._manifest is None:
            return
        self.incoming, self.outgoing = {}, {}
        labels = {choice.word: _(choice.label) for choice in self._manifest.statuses}
        settable = {choice.word: labels[choice.word] for choice in self._manifest.statuses if choice.settable}
        words = [*maps.seen, *dict.fromkeys([*labels, *maps.incoming])]
        whole = QWidget()
        grid = QGridLayout(whole)
        grid.setHorizontalSpacing(theme.px(14))
        grid.setVerticalSpacing(theme.px(6))
        grid.addWidget(strong(_("Situação na loja")), 0, 0)
        grid.addWidget(strong(_("vira no ERP")), 0, 1)
        grid.addWidget(strong(_("Situação no ERP")), 0, 3)
        grid.addWidget(strong(_("vira na loja")), 0, 4)
        grid.setColumnMinimumWidth(2, theme.px(20))
        for row, word in enumerate(words, 1):
            box = _into_box(maps.incoming.get(word))
            named = labels.get(word, "")
            label = Label(f"{named} ({word})" if named else word)
            # Some platforms have long words for it: both columns must fit a small screen.
            label.setWordWrap(True)
            label.setFixedWidth(theme.px(WORDS_WIDTH))
            box.setAccessibleName(_("Situação no ERP de {0}").format(named or word))
            box.activated.connect(self._incoming_changed(word, box))
            self.incoming[word] = box
            grid.addWidget(label, row, 0)
            grid.addWidget(box, row, 1)
        for row, status in enumerate(SENT, 1):
            box = _outward_box(settable, maps.outgoing.get(status, NOTHING))
            box.setAccessibleName(_("Situação na loja de {0}").format(ORDER_STATUSES[status]))
            box.activated.connect(self._outgoing_changed(status, box))
            self.outgoing[status] = box
            grid.addWidget(Label(capital(ORDER_STATUSES[status])), row, 3)
            grid.addWidget(box, row, 4)
        grid.setRowStretch(max(len(words), len(SENT)) + 1, 1)
        grid.setColumnStretch(5, 1)
        self._scroll.setWidget(whole)
        self.set_locked(self.locked)

    def _incoming_changed(self, word: str, box: QComboBox) -> Callable[[int], None]:
        def changed(_row: int) -> None:
            data = box.currentData()
            status = OrderStatus(data) if data else None
            self._keep(lambda services, store: services.links.set_status(store, word, status))

        return changed

    def _outgoing_changed(self, status: OrderStatus, box: QComboBox) -> Callable[[int], None]:
        def changed(_row: int) -> None:
            word = str(box.currentData())
            self._keep(lambda services, store: services.links.set_outgoing(store, status, word))

        return changed

    def _keep(self, what: Callable[[Services, Connection], None]) -> None:
        if self.store is None:
            return
        services, store = self.services, self.store

        def keep() -> None:
            what(services, store)

        self.background.run(self, keep, lambda _nothing: self.said.emit(_("Salvo.")), self._refused)

    def _refused(self, words: str) -> None:
        self.said.emit(words)
        self.reload()


def _into_box(status: OrderStatus | None) -> QComboBox:
    box = Choice()
    box.addItem(_("não importar"), NOTHING)
    for one in INTO:
        box.addItem(capital(ORDER_STATUSES[one]), one.value)
    if status is not None and status not in INTO:
        box.addItem(capital(ORDER_STATUSES[status]), status.value)
    box.setCurrentIndex(max(0, box.findData(status.value if status else NOTHING)))
    box.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    return box


def _outward_box(labels: Mapping[str, str], word: str) -> QComboBox:
    box = Choice()
    box.addItem(_("não enviar"), NOTHING)
    for key, name in labels.items():
        box.addItem(f"{name} ({key})", key)
    if word and box.findData(word) < 0:
        box.addItem(word, word)
    box.setCurrentIndex(max(0, box.findData(word)))
    return box
