"""Conexões: what is connected, its form, carrier links, statuses, automations, and profiles."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QTabWidget,
    QWidget,
)

from ecco_desktop.domain.automations import AutomationInfo
from ecco_desktop.domain.connections import Connection, Manifest, Role
from ecco_desktop.domain.foreign import shown
from ecco_desktop.services.all import Services
from ecco_desktop.ui import texts, theme
from ecco_desktop.ui.background import Background
from ecco_desktop.ui.dialogs.profile import ExportDialog, ImportDialog
from ecco_desktop.ui.menus import MenuButton, emptied
from ecco_desktop.ui.pages.connection_editor import ConnectionEditor
from ecco_desktop.ui.pages.page import Page, tool
from ecco_desktop.ui.pages.store_maps import CarrierLinksTab, StatusesTab
from ecco_desktop.ui.plain import Label, tip
from ecco_desktop.words import _

ROLE_ICONS = {Role.ERP: "stock", Role.STORE: "store", Role.CARRIER: "truck"}


@dataclass(frozen=True, slots=True)
class Overview:
    """What the page needs to know of every connection."""

    connections: Sequence[Connection]
    manifests: Mapping[str, Manifest]
    stored: Mapping[int, frozenset[str]]


class ConnectionsPage(Page):
    """Read-only until a technician unlocks it. `changed` after something was saved."""

    changed = Signal()
    unlock_asked = Signal(object)
    guide_asked = Signal()
    help_page = "tecnico"

    def __init__(self, background: Background, services: Services, parent: QWidget | None = None) -> None:
        super().__init__(background, services, _("Conexões"), parent)
        self.list = QListWidget()
        self.tabs = QTabWidget()
        self.editor = ConnectionEditor(background, services)
        self.links = CarrierLinksTab(background, services, self)
        self.statuses = StatusesTab(background, services, self)
        self.abilities = Label()
        self.add = MenuButton()
        self._overview: Overview | None = None
        self._locked = False
        self._wanted = 0
        self._build()

    def set_locked(self, locked: bool) -> None:
        """Read-only, or not."""
        self._locked = locked
        self.banner.setVisible(locked)
        for part in (self.editor, self.links, self.statuses):
            part.set_locked(locked)

    def aim(self, target: object) -> None:
        """The connection with this number, when the list is read next."""
        self._wanted = target if isinstance(target, int) else 0

    def reload(self) -> None:
        """Read every connection."""
        self.ask_newest(_overview, self._take)

    # -- inside --

    def _build(self) -> None:
        self.add.setText(_("Nova conexão"))
        self.add.setIcon(theme.icon("plus"))
        self.add.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.add.entries.aboutToShow.connect(self._fill_kinds)
        self.export = tool("upload", _("Exportar perfil"), self._export, _("Exportar perfil"))
        self.import_ = tool("download", _("Importar perfil"), self._import, _("Importar perfil"))
        self.guide = tool("tasks", _("Continuar o guia de primeiros passos"), self._guide, _("Guia"))
        for part in (self.guide, self.import_, self.export, self.add):
            self.bar.addWidget(part)
        self.banner = _locked_banner(lambda: self.unlock_asked.emit(self._nothing))
        self.list.setAccessibleName(_("Conexões"))
        self.list.setFixedWidth(theme.px(200))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.currentRowChanged.connect(self._chosen)
        self.abilities.setWordWrap(True)
        self.abilities.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.abilities.setContentsMargins(theme.px(4), theme.px(10), theme.px(4), 0)
        self.tabs.addTab(self.editor, _("Dados"))
        self.tabs.addTab(self.links, _("Transportadoras"))
        self.tabs.addTab(self.statuses, _("Situações"))
        self.tabs.addTab(self.abilities, _("O que oferece"))
        middle = QHBoxLayout()
        middle.setSpacing(theme.px(14))
        middle.addWidget(self.list)
        middle.addWidget(self.tabs, 1)
        self.body.addWidget(self.banner)
        self.body.addLayout(middle, 1)
        self.editor.saved.connect(self._kept)
        self.editor.removed.connect(self._kept)
        self.links.said.connect(self.said)
        self.statuses.said.connect(self.said)

    def _nothing(self) -> None:
        """Only unlock."""

    def _fill_kinds(self) -> None:
        menu = emptied(self.add.entries)
        if self._overview is None:
            return
        has_erp = any(one.role is Role.ERP for one in self._overview.connections)
        for role in Role:
            for manifest in self._overview.manifests.values():
                if manifest.role is not role:
                    continue
                action = menu.addAction(theme.icon(ROLE_ICONS[role]), manifest.name)
                action.triggered.connect(lambda _=False, kind=manifest.kind: self._ask_new(kind))
                if role is Role.ERP and has_erp:
                    action.setEnabled(False)
                    action.setToolTip(_("Cada instalação usa um ERP só."))
        menu.setToolTipsVisible(True)

    def _ask_new(self, kind: str) -> None:
        self.unlock_asked.emit(lambda: self.new(kind))

    def new(self, kind: str) -> None:
        """Begin a new connection."""
        if self._overview is None:
            return
        manifest = self._overview.manifests[kind]
        self.list.blockSignals(True)
        self.list.setCurrentRow(-1)
        self.list.blockSignals(False)
        self.show_content()
        self._edit(manifest, None, frozenset())

    def _take(self, overview: Overview) -> None:
        self._overview = overview
        editor = self.editor
        chosen = self._wanted or (editor.current.id if editor.current else None)
        self._wanted = 0
        self.list.blockSignals(True)
        self.list.clear()
        for connection in overview.connections:
            manifest = overview.manifests[connection.kind]
            item = QListWidgetItem(
                theme.icon(ROLE_ICONS[connection.role]), shown(f"{connection.name}\n{manifest.name}")
            )
            item.setData(Qt.ItemDataRole.UserRole, connection.id)
            # As wide as the list: a long name is cut, and whole in its tip.
            item.setSizeHint(QSize(0, 2 * theme.line_height() + theme.px(18)))
            item.setToolTip(tip(connection.name))
            self.list.addItem(item)
        self.list.blockSignals(False)
        if not overview.connections and not editor.kind:
            self.say(
                "plug",
                _("Nenhuma conexão ainda"),
                _("O guia conecta o ERP, a loja e as transportadoras, e testa cada um."),
                _("Abrir o guia"),
                self.guide_asked.emit,
            )
            return
        self.show_content()
        ids = [connection.id for connection in overview.connections]
        if chosen is None and editor.kind and editor.form is not None:
            return
        row = ids.index(chosen) if chosen in ids else 0
        self.list.setCurrentRow(row)
        self._chosen(row)

    def _chosen(self, row: int) -> None:
        if self._overview is None or not 0 <= row < len(self._overview.connections):
            return
        connection = self._overview.connections[row]
        if self.editor.current == connection and self.editor.form is not None:
            return
        stored = self._overview.stored.get(connection.id, frozenset())
        self._edit(self._overview.manifests[connection.kind], connection, stored)

    def _edit(self, manifest: Manifest, current: Connection | None, stored: frozenset[str]) -> None:
        self.editor.edit(manifest, current, stored)
        store = current if manifest.role is Role.STORE else None
        self.tabs.setTabVisible(1, store is not None)
        self.tabs.setTabVisible(2, store is not None)
        if store is not None:
            self.links.show_store(store)
            self.statuses.show_store(store, manifest)
        else:
            self.tabs.setCurrentIndex(0)
        self.abilities.setText(_abilities(manifest, self.services.tasks.automations()))

    def _kept(self, _connection: object = None) -> None:
        self.reload()
        self.changed.emit()

    # -- profiles --

    def _export(self) -> None:
        self.unlock_asked.emit(lambda: ExportDialog(self.services, self.background, self).open())

    def _guide(self) -> None:
        self.unlock_asked.emit(self.guide_asked.emit)

    def _import(self) -> None:
        self.unlock_asked.emit(self.import_profile)

    def import_profile(self) -> None:
        """Take a profile over."""
        dialog = ImportDialog(self.services, self.background, self)
        dialog.accepted.connect(self._imported)
        dialog.open()

    def _imported(self) -> None:
        self.editor.forget()
        self._kept()


def _overview(services: Services) -> Overview:
    manifests = {manifest.kind: manifest for manifest in services.connections.kinds()}
    order = list(Role)
    connections = sorted(services.connections.list(), key=lambda one: order.index(one.role))
    return Overview(connections, manifests, services.connections.stored())


def _locked_banner(unlock: object) -> QFrame:
    banner = QFrame()
    banner.setProperty("banner", "true")
    words = Label(_("Somente leitura. Estas telas são do técnico."))
    button = QPushButton(theme.icon("unlock"), _("Desbloquear"))
    button.clicked.connect(unlock)
    layout = QHBoxLayout(banner)
    layout.setContentsMargins(theme.px(14), theme.px(6), theme.px(8), theme.px(6))
    layout.addWidget(words, 1)
    layout.addWidget(button)
    banner.hide()
    return banner


def _abilities(manifest: Manifest, infos: Sequence[AutomationInfo]) -> str:
    lines = [_("Automações que {0} oferece").format(manifest.name), ""]
    for info in infos:
        if info.role is not manifest.role and manifest.role is not Role.ERP:
            continue
        able = info.key in manifest.automations
        why = "" if able else " — " + _("a plataforma não permite")
        lines.append(f"{'✓' if able else '✗'} {_(info.name)}{why}")
    lines += ["", _("Recursos"), ""]
    if manifest.role is Role.STORE:
        lines += [
            f"{'✓' if capability in manifest.capabilities else '✗'} {words}"
            for capability, words in texts.capabilities()
        ]
    lines.append(_("Até {0} chamadas por minuto.").format(manifest.requests_per_minute))
    return "\n".join(lines)
