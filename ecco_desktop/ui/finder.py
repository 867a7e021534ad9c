"""Ir para…: what can be gone to from the window, and the way there."""

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFormLayout,
    QLabel,
    QLayoutItem,
    QPushButton,
    QScrollArea,
    QSpinBox,
    QWidget,
)

from ecco_desktop.services.all import Services
from ecco_desktop.ui import texts
from ecco_desktop.ui.dialogs.palette import Hit, Kind, PaletteDialog, fitting
from ecco_desktop.ui.dialogs.shortcuts import ShortcutsDialog
from ecco_desktop.ui.frame import Frame
from ecco_desktop.ui.keys import Key, keys_of, shortcut
from ecco_desktop.ui.pages.page import Page
from ecco_desktop.ui.panes.side import PAGES
from ecco_desktop.ui.shelf import Shelf
from ecco_desktop.ui.snapshot import Snapshot
from ecco_desktop.words import _

# A history holds many sends of one SKU: so many are looked at for different ones.
SENDS = 200
FEW = 8


class Finder(QObject):
    """Each of its signals carries what to go to: the name of a page, a task's id, a number, a SKU."""

    page_asked = Signal(str)
    task_asked = Signal(int)
    order_asked = Signal(str)
    sku_asked = Signal(str)

    def __init__(
        self, services: Services, frame: Frame, shelf: Shelf, snapshot: Callable[[], Snapshot | None]
    ) -> None:
        super().__init__(frame.window)
        self._services = services
        self._frame = frame
        self._shelf = shelf
        self._snapshot = snapshot
        self._recent: list[Hit] = []
        shortcut(frame.window, "Ctrl+K", _("Ir para…"), self.open)
        shortcut(frame.window, "Ctrl+/", _("Atalhos do teclado"), self.show_keys)

    def open(self) -> None:
        """Ask where to go."""
        near = self._near()
        first = [*self._recent, *(hit for hit in near if hit not in self._recent)]
        services = self._services
        dialog = PaletteDialog(
            near, first, lambda text: found(services, text), self._frame.background, self._frame.window
        )
        dialog.chosen.connect(self.go)
        dialog.open()

    def show_keys(self) -> None:
        """All keys in one sheet."""
        dialog = ShortcutsDialog(keys_of(self._frame.window), self._frame.window)
        dialog.open()

    def go(self, hit: Hit) -> None:
        """Go there, and remember it."""
        self._recent = [hit, *(one for one in self._recent if (one.kind, one.ref) != (hit.kind, hit.ref))]
        del self._recent[FEW:]
        ways: dict[Kind, Callable[[], object]] = {
            Kind.PAGE: lambda: self.page_asked.emit(hit.ref),
            Kind.TASK: lambda: self.task_asked.emit(int(hit.ref)),
            Kind.ORDER: lambda: self.order_asked.emit(hit.ref),
            Kind.SKU: lambda: self.sku_asked.emit(hit.ref),
            Kind.CONNECTION: lambda: self._open_connection(hit.ref),
            Kind.SETTING: lambda: self._open_setting(hit.ref),
            Kind.KEY: lambda: self._press(hit.ref),
        }
        ways[hit.kind]()

    # -- what is at hand --

    def _near(self) -> list[Hit]:
        snapshot = self._snapshot()
        views = snapshot.views if snapshot else ()
        pages = [Hit(Kind.PAGE, name, _(words), _("Página")) for name, _icon, words in PAGES]
        told = {page.words for page in pages}
        keys = [
            Hit(Kind.KEY, key.words, key.words, key.keys)
            for key in keys_of(self._frame.window)
            if key.usable and key.words not in told
        ]
        tasks = [
            Hit(
                Kind.TASK,
                str(view.task.id),
                view.task.name,
                _("Tarefa") + f" · {texts.STATES[view.state] if view.task.active else _(texts.INACTIVE)}",
            )
            for view in views
        ]
        named = settings_of(self._shelf.page("settings"))
        settings = [Hit(Kind.SETTING, words, words, _("Ajuste")) for words in named]
        return [*pages, *tasks, *keys, *settings]

    # -- ways --

    def _open_connection(self, connection_id: str) -> None:
        self._shelf.page("connections").aim(int(connection_id))
        self.page_asked.emit("connections")

    def _open_setting(self, words: str) -> None:
        page = self._shelf.page("settings")
        self.page_asked.emit("settings")
        if page.stack.currentWidget() is page.content:
            point_at(page, words)
        else:
            # It is read when it is opened for the first time.
            once = Qt.ConnectionType.SingleShotConnection
            page.stack.currentChanged.connect(lambda _place: point_at(page, words), once)

    def _press(self, words: str) -> None:
        wanted: Sequence[Key] = [key for key in keys_of(self._frame.window) if key.words == words]
        for key in wanted[:1]:
            key.press()


def found(services: Services, text: str) -> Sequence[Hit]:
    """Connections called so, orders and SKUs that begin so; reads the database."""
    connections = services.connections.list()
    places = [Hit(Kind.CONNECTION, str(one.id), one.name, _("Conexão")) for one in connections]
    orders = [
        Hit(
            Kind.ORDER,
            order.number,
            _("Pedido {0}").format(order.number),
            " · ".join(part for part in (order.connection, order.waiting or _erp(order.erp)) if part),
        )
        for order in services.reports.orders(text, FEW)
    ]
    sends = services.reports.stock_history(sku=text, limit=SENDS)
    # The newest of each; one that was sent to two stores is one.
    skus = {send.sku: send for send in reversed(sends)}
    newest = sorted(skus.values(), key=lambda send: -send.id)[:FEW]
    return [
        *fitting(places, text),
        *orders,
        *(Hit(Kind.SKU, one.sku, one.sku, f"SKU · {one.connection}") for one in newest),
    ]


def _erp(number: str) -> str:
    return _("no ERP: {0}").format(number) if number else ""


def settings_of(page: Page) -> Mapping[str, QWidget]:
    """What can be set on a page, by its words: read from the page, so that none is forgotten."""
    parts: dict[str, QWidget] = {box.text(): box for box in page.findChildren(QCheckBox)}
    for form in page.findChildren(QFormLayout):
        for row in range(form.rowCount()):
            label = _widget(form.itemAt(row, QFormLayout.ItemRole.LabelRole))
            field = _widget(form.itemAt(row, QFormLayout.ItemRole.FieldRole))
            if isinstance(label, QLabel) and isinstance(field, QComboBox | QSpinBox):
                parts[label.text()] = field
    parts |= {button.text(): button for button in page.findChildren(QPushButton)}
    return {words: part for words, part in parts.items() if words and not part.isHidden()}


def point_at(page: Page, words: str) -> None:
    """The keyboard to that setting, which is scrolled to where it is seen."""
    part = settings_of(page).get(words)
    if part is None:
        return
    part.setFocus(Qt.FocusReason.ShortcutFocusReason)
    for area in page.findChildren(QScrollArea):
        if area.isAncestorOf(part):
            area.ensureWidgetVisible(part)


def _widget(item: QLayoutItem | None) -> QWidget | None:
    return item.widget() if item is not None else None
