"""The step of the guide for carriers: the store's own ways of sending, each with a guess to look at."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from ecco_desktop.domain.connections import Connection
from ecco_desktop.services.all import Services
from ecco_desktop.services.links import DeliveryWays, ErpCarrier, Guess, Way
from ecco_desktop.ui import theme
from ecco_desktop.ui.background import Background
from ecco_desktop.ui.dialogs.link import LinkDialog
from ecco_desktop.ui.forms.choice import Choice
from ecco_desktop.ui.forms.fields import strong
from ecco_desktop.ui.keyboard import rest, wake
from ecco_desktop.ui.plain import Label
from ecco_desktop.words import _, ngettext
from ecco_desktop.words.sentences import sentence


@dataclass(frozen=True, slots=True)
class WayRow:
    """A way of sending, what is chosen for it, and how it stands."""

    way: Way
    box: Choice
    mark: QLabel

    @property
    def chosen(self) -> Guess | None:
        """The carrier and form; None where a person chooses later."""
        found = self.box.currentData()
        return found if isinstance(found, Guess) else None

    @property
    def fresh(self) -> Guess | None:
        """What is chosen, where the link is another, or none yet."""
        return None if self.chosen == linked(self.way) else self.chosen


class CarriersStep(QWidget):
    """Asks both sides when it is shown; statuses have good defaults and stand in Conexões."""

    def __init__(self, background: Background, services: Services) -> None:
        super().__init__()
        self._background = background
        self._services = services
        self._store: Connection | None = None
        self._read_of = 0
        self._told_left = False
        self.rows: Sequence[WayRow] = ()
        self.told = Label()
        self.told.setWordWrap(True)
        self.accept_all, self.other = QPushButton(_("Aceitar todos")), QPushButton(_("Outro vínculo…"))
        self._scroll = QScrollArea()
        self._build()

    def _build(self) -> None:
        words = Label(
            _(
                "Diga a que transportadora do ERP pertence cada forma de entrega da loja. Pedidos de uma "
                "forma sem vínculo não se perdem: esperam em Pendências até o vínculo existir. As situações "
                "já vêm com um mapa usual; veja-o em Conexões > Situações."
            )
        )
        words.setWordWrap(True)
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        foot = QHBoxLayout()
        foot.addWidget(self.told, 1)
        foot.addWidget(self.other)
        foot.addWidget(self.accept_all)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(words)
        layout.addWidget(self._scroll, 1)
        layout.addLayout(foot)
        self.accept_all.setEnabled(False)
        self.accept_all.clicked.connect(self._accept)
        self.other.clicked.connect(self._add)

    def show_store(self, store: Connection | None) -> None:
        """The store that is being set up."""
        self._store = store
        if self.isVisible():
            self._read_once()

    def showEvent(self, event: QShowEvent) -> None:
        """Both sides are asked when somebody is here to read it."""
        super().showEvent(event)
        self._read_once()

    def reload(self) -> None:
        """Ask how the store sends."""
        services, store = self._services, self._store
        if store is None:
            return
        self._read_of = store.id
        self._say(_("Lendo as formas de entrega da loja e as transportadoras do ERP…"), "muted")
        self._background.run(self, lambda: services.links.delivery_ways(store), self._take, self._fail)

    def may_leave(self) -> bool:
        """Whether nothing is left that only looks linked; what is left is told once."""
        left = sum(row.fresh is not None for row in self.rows)
        if not left or self._told_left:
            return True
        self._told_left = True
        words = ngettext(
            "1 forma ainda não foi aceita. Use “Aceitar todos”, ou avance de novo sem ela.",
            "{0} formas ainda não foram aceitas. Use “Aceitar todos”, ou avance de novo sem elas.",
            left,
        )
        self._say(words, "warning")
        return False

    # -- inside --

    def _read_once(self) -> None:
        if self._store is not None and self._read_of != self._store.id:
            self.reload()

    def _take(self, found: DeliveryWays) -> None:
        whole = QWidget()
        grid = QGridLayout(whole)
        grid.setContentsMargins(0, 0, theme.px(10), 0)
        grid.setHorizontalSpacing(theme.px(14))
        grid.setVerticalSpacing(theme.px(8))
        grid.setColumnStretch(0, 3)
        grid.setColumnStretch(1, 3)
        if found.ways:
            grid.addWidget(strong(_("Forma de entrega na loja")), 0, 0)
            grid.addWidget(strong(_("Transportadora no ERP")), 0, 1)
        rows = []
        for place, way in enumerate(found.ways, 1):
            row = WayRow(way, _box(way, found.carriers), Label())
            title = Label(" · ".join(part for part in (way.title or way.method, way.place) if part))
            title.setWordWrap(True)
            row.box.currentIndexChanged.connect(self._marked)
            grid.addWidget(title, place, 0)
            grid.addWidget(row.box, place, 1)
            grid.addWidget(row.mark, place, 2)
            rows.append(row)
        grid.setRowStretch(len(rows) + 1, 1)
        self.rows = rows
        self._scroll.setWidget(whole)
        self._say("" if rows else _("A loja não disse como entrega. Use “Outro vínculo…”."), "muted")
        if found.untold is not None:
            self._say(sentence(found.untold.key, found.untold.values), "bad")
        if not found.carriers:
            self._say(_("O ERP não tem transportadoras. Cadastre uma lá antes."), "bad")
        self._marked()

    def _marked(self) -> None:
        """How each row stands, and whether there is something to accept."""
        for row in self.rows:
            if row.fresh is not None:
                tone, words = ("accent", _("palpite") if row.chosen == row.way.guess else _("escolhida"))
            else:
                tone, words = ("good", _("✓ vinculada")) if row.chosen else ("muted", "")
            theme.tint(row.mark, tone)
            row.mark.setText(words)
        self.accept_all.setEnabled(any(row.fresh for row in self.rows))

    def _accept(self) -> None:
        services, store = self._services, self._store
        chosen = [(row.way, row.fresh) for row in self.rows if row.fresh is not None]
        if store is None or not chosen:
            return
        # They are on their way: nothing is to be told of them.
        self._told_left = True
        rest(self.accept_all)
        self._background.run(
            self, lambda: services.links.link_ways(store, chosen), lambda _count: self._linked(), self._fail
        )

    def _linked(self) -> None:
        wake(self.accept_all)
        self.reload()

    def _add(self) -> None:
        services, store = self._services, self._store
        if store is None:
            return
        ways = [(row.way.title, row.way.method) for row in self.rows if row.way.link is None]
        dialog = LinkDialog(store, ways, services, self._background, self)
        dialog.accepted.connect(self.reload)
        dialog.open()

    def _fail(self, words: str) -> None:
        wake(self.accept_all)
        # Asked again when one comes back to it.
        self._read_of = 0
        self._told_left = False
        self._say(words, "bad")

    def _say(self, words: str, tone: str) -> None:
        theme.tint(self.told, tone)
        self.told.setText(words)


def linked(way: Way) -> Guess | None:
    """What a way is tied to."""
    return Guess(way.link.carrier_id, way.link.form_id) if way.link is not None else None


def _box(way: Way, carriers: Sequence[ErpCarrier]) -> Choice:
    box = Choice()
    box.setAccessibleName(_("Transportadora no ERP para {0}").format(way.title or way.method))
    box.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    box.addItem(_("escolher depois"), None)
    wanted = linked(way) or way.guess
    for carrier in carriers:
        active = [form for form in carrier.forms if form.active]
        if not active:
            box.addItem(carrier.name, Guess(carrier.id, ""))
        for form in active:
            box.addItem(f"{carrier.name} · {form.name or form.id}", Guess(carrier.id, form.id))
    if way.link is not None and all(box.itemData(row) != wanted for row in range(box.count())):
        # The ERP does not offer it any more; it stays until somebody chooses another.
        box.addItem(f"{way.link.carrier_name} · {way.link.form_id}".rstrip(" ·"), wanted)
    at = next((row for row in range(box.count()) if wanted is not None and box.itemData(row) == wanted), 0)
    box.setCurrentIndex(at)
    return box
