"""Conexões: what is connected, its form, carrier links, statuses, automations, and profiles."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QMenu,
    QPushButton,
    QScrollArea,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from ecco_desktop.domain.automations import AutomationInfo
from ecco_desktop.domain.connections import Connection, ConnectionReport, Manifest, Role
from ecco_desktop.services.all import Services
from ecco_desktop.ui import texts, theme
from ecco_desktop.ui.background import Background
from ecco_desktop.ui.dialogs.buttons import sure
from ecco_desktop.ui.dialogs.profile import ExportDialog, ImportDialog
from ecco_desktop.ui.dialogs.vault import with_keys
from ecco_desktop.ui.forms.connection import ConnectionForm
from ecco_desktop.ui.pages.page import Page, tool
from ecco_desktop.ui.pages.store_maps import CarrierLinksTab, StatusesTab
from ecco_desktop.words import _
from ecco_desktop.words.sentences import sentence

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

    def __init__(self, background: Background, parent: QWidget | None = None) -> None:
        super().__init__(background, _("Conexões"), parent)
        self.list = QListWidget()
        self.tabs = QTabWidget()
        self.result = QLabel()
        self.form: ConnectionForm | None = None
        self.links = CarrierLinksTab(background, self)
        self.statuses = StatusesTab(background, self)
        self.abilities = QLabel()
        self.test, self.save, self.remove = (
            QPushButton(_("Testar conexão")),
            QPushButton(_("Salvar")),
            QPushButton(_("Excluir…")),
        )
        self.add = QPushButton(_("Nova conexão"))
        self._scroll = QScrollArea()
        self._overview: Overview | None = None
        self._current: Connection | None = None
        self._kind = ""
        self._locked = False
        self._tested: tuple[object, ...] = ()
        self._build()

    def start(self, services: Services) -> None:
        """The data is open."""
        super().start(services)
        self.links.start(services)
        self.statuses.start(services)

    def set_locked(self, locked: bool) -> None:
        """Read-only, or not."""
        self._locked = locked
        self.banner.setVisible(locked)
        self._apply_lock()

    def reload(self) -> None:
        """Read every connection."""
        self.ask_newest(_overview, self._take)

    # -- inside --

    def _build(self) -> None:
        self.add.setIcon(theme.icon("plus"))
        menu = QMenu(self.add)
        menu.aboutToShow.connect(lambda: self._fill_kinds(menu))
        self.add.setMenu(menu)
        self.export = tool("upload", _("Exportar perfil"), self._export, _("Exportar perfil"))
        self.import_ = tool("download", _("Importar perfil"), self._import, _("Importar perfil"))
        self.guide = tool("tasks", _("Continuar o guia de primeiros passos"), self._guide, _("Guia"))
        for part in (self.guide, self.import_, self.export, self.add):
            self.bar.addWidget(part)
        self.banner = _locked_banner(lambda: self.unlock_asked.emit(self._nothing))
        self.list.setAccessibleName(_("Conexões"))
        self.list.setFixedWidth(theme.px(220))
        self.list.currentRowChanged.connect(self._chosen)
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.abilities.setWordWrap(True)
        self.abilities.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.abilities.setTextFormat(Qt.TextFormat.RichText)
        self.abilities.setContentsMargins(theme.px(4), theme.px(10), theme.px(4), 0)
        self.save.setProperty("primary", "true")
        self.result.setWordWrap(True)
        self.result.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        foot = QHBoxLayout()
        foot.addWidget(self.remove)
        foot.addWidget(self.result, 1)
        foot.addWidget(self.test)
        foot.addWidget(self.save)
        data = QWidget()
        inner = QVBoxLayout(data)
        inner.setContentsMargins(0, theme.px(10), 0, 0)
        inner.addWidget(self._scroll, 1)
        inner.addLayout(foot)
        self.tabs.addTab(data, _("Dados"))
        self.tabs.addTab(self.links, _("Transportadoras"))
        self.tabs.addTab(self.statuses, _("Situações"))
        self.tabs.addTab(self.abilities, _("O que oferece"))
        middle = QHBoxLayout()
        middle.setSpacing(theme.px(14))
        middle.addWidget(self.list)
        middle.addWidget(self.tabs, 1)
        self.body.addWidget(self.banner)
        self.body.addLayout(middle, 1)
        self.test.clicked.connect(self._test)
        self.save.clicked.connect(self._save)
        self.remove.clicked.connect(self._remove)
        self.links.said.connect(self.said)
        self.statuses.said.connect(self.said)

    def _nothing(self) -> None:
        """Only unlock."""

    def _fill_kinds(self, menu: QMenu) -> None:
        menu.clear()
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
        self._current, self._kind = None, kind
        self.show_content()
        self._show_form(manifest, manifest.name, {}, frozenset())

    def _take(self, overview: Overview) -> None:
        self._overview = overview
        chosen = self._current.id if self._current else None
        self.list.blockSignals(True)
        self.list.clear()
        for connection in overview.connections:
            manifest = overview.manifests[connection.kind]
            item = QListWidgetItem(
                theme.icon(ROLE_ICONS[connection.role]), f"{connection.name}\n{manifest.name}"
            )
            item.setData(Qt.ItemDataRole.UserRole, connection.id)
            self.list.addItem(item)
        self.list.blockSignals(False)
        if not overview.connections and not self._kind:
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
        if chosen is None and self._kind and self.form is not None:
            return
        row = ids.index(chosen) if chosen in ids else 0
        self.list.setCurrentRow(row)
        self._chosen(row)

    def _chosen(self, row: int) -> None:
        if self._overview is None or not 0 <= row < len(self._overview.connections):
            return
        connection = self._overview.connections[row]
        if self._current == connection and self.form is not None:
            return
        self._current, self._kind = connection, connection.kind
        stored = self._overview.stored.get(connection.id, frozenset())
        manifest = self._overview.manifests[connection.kind]
        self._show_form(manifest, connection.name, connection.values, stored)

    def _show_form(
        self, manifest: Manifest, name: str, values: Mapping[str, str], stored: frozenset[str]
    ) -> None:
        self.form = ConnectionForm(manifest)
        self.form.fill(name, values, stored)
        self.form.setContentsMargins(0, 0, theme.px(12), 0)
        self.form.changed.connect(self._typed)
        self._scroll.setWidget(self.form)
        self._say("", "muted")
        store = self._current if manifest.role is Role.STORE else None
        self.tabs.setTabVisible(1, store is not None)
        self.tabs.setTabVisible(2, store is not None)
        if store is not None:
            self.links.show_store(store)
            self.statuses.show_store(store, manifest)
        else:
            self.tabs.setCurrentIndex(0)
        self.abilities.setText(_abilities(manifest, self._infos()))
        self._tested = ()
        self._apply_lock()

    def _infos(self) -> Sequence[AutomationInfo]:
        assert self.services is not None  # noqa: S101 - a form is only shown with the data open
        return self.services.tasks.automations()

    def _apply_lock(self) -> None:
        if self.form is not None:
            self.form.set_editable(not self._locked)
        for part in (self.test, self.save, self.remove):
            part.setEnabled(not self._locked)
            part.setToolTip(sentence("pin.locked", {}) if self._locked else "")
        self.remove.setVisible(self._current is not None)
        self.links.set_locked(self._locked)
        self.statuses.set_locked(self._locked)

    def _typed(self) -> None:
        if self._tested:
            self._tested = ()
            self._say(_("Os dados mudaram desde o teste."), "muted")

    def _say(self, words: str, tone: str) -> None:
        self.result.setStyleSheet(f"color: {getattr(theme.colours(), tone)}")
        self.result.setText(words)

    # -- test, save, delete --

    def _typed_values(self) -> tuple[str, dict[str, str], dict[str, str]]:
        assert self.form is not None  # noqa: S101 - the buttons come with a form
        return self.form.name.text().strip(), self.form.values(), self.form.secrets()

    def _test(self) -> None:
        if self.form is None:
            return
        name, values, secrets = self._typed_values()
        current, kind = self._current, self._kind
        self._busy(_("Testando…"))
        self.background.run(
            self,
            lambda: _try(self.services, current, kind, name, values, secrets),
            lambda report: self._passed(report, (name, tuple(values.items()), tuple(secrets.items()))),
            self._refused,
        )

    def _passed(self, report: ConnectionReport, tested: tuple[object, ...]) -> None:
        self._tested = tested
        self._free()
        notes = " ".join(sentence(note, {}) for note in report.notes)
        self._say("✓ " + _("Conectado: {0}.").format(report.name) + f" {notes}".rstrip(), "good")

    def _refused(self, words: str) -> None:
        self._free()
        self._say(f"✗ {words}", "bad")

    def _busy(self, words: str) -> None:
        self._say(words, "muted")
        self.test.setEnabled(False)
        self.save.setEnabled(False)

    def _free(self) -> None:
        self._apply_lock()

    def _save(self) -> None:
        if self.form is None or self.services is None:
            return
        name, values, secrets = self._typed_values()
        if not name:
            self._say(_("Dê um nome à conexão."), "bad")
            return
        if (name, tuple(values.items()), tuple(secrets.items())) != self._tested and not sure(
            self,
            _("Estes dados ainda não foram testados.\n\nSalvar assim mesmo?"),
            _("Salvar sem testar"),
            _("Voltar"),
        ):
            return
        services, current, kind = self.services, self._current, self._kind
        self._busy(_("Salvando…"))

        def save() -> None:
            self.background.run(
                self,
                lambda: services.connections.keep(current, kind, name, values, secrets),
                self._saved,
                self._refused,
            )

        with_keys(self, services.vault, self.background, save, self._refused, typed=bool(secrets))

    def _saved(self, connection: Connection) -> None:
        assert self.form is not None  # noqa: S101 - it was just read
        self._current = connection
        self.form.forget_secrets()
        self._free()
        self._say(_("✓ Salvo."), "good")
        self.reload()
        self.changed.emit()

    def _remove(self) -> None:
        current = self._current
        if current is None:
            return
        words = _(
            "Excluir a conexão “{0}”?\n\nVínculos, mapas e senhas dela se perdem. O histórico fica guardado."
        ).format(current.name)
        if sure(self, words, _("Excluir")):
            self.background.run(
                self, lambda: _forget(self.services, current.name), self._removed, self._refused
            )

    def _removed(self, _nothing: object) -> None:
        self._current, self._kind, self.form = None, "", None
        self.reload()
        self.changed.emit()

    # -- profiles --

    def _export(self) -> None:
        if self.services is not None:
            services = self.services
            self.unlock_asked.emit(lambda: ExportDialog(services, self.background, self).open())

    def _guide(self) -> None:
        self.unlock_asked.emit(self.guide_asked.emit)

    def _import(self) -> None:
        self.unlock_asked.emit(self.import_profile)

    def import_profile(self) -> None:
        """Take a profile over."""
        if self.services is None:
            return
        dialog = ImportDialog(self.services, self.background, self)
        dialog.accepted.connect(self._imported)
        dialog.open()

    def _imported(self) -> None:
        self._current, self.form = None, None
        self.reload()
        self.changed.emit()


def _overview(services: Services) -> Overview:
    manifests = {manifest.kind: manifest for manifest in services.connections.kinds()}
    order = list(Role)
    connections = sorted(services.connections.list(), key=lambda one: order.index(one.role))
    return Overview(connections, manifests, services.connections.stored())


def _try(
    services: Services | None,
    current: Connection | None,
    kind: str,
    name: str,
    values: Mapping[str, str],
    secrets: Mapping[str, str],
) -> ConnectionReport:
    assert services is not None  # noqa: S101 - the buttons come with the data open
    return services.connections.try_out(kind, name or "?", values, secrets, current)


def _forget(services: Services | None, name: str) -> None:
    assert services is not None  # noqa: S101 - the buttons come with the data open
    services.connections.delete(name)


def _locked_banner(unlock: object) -> QFrame:
    banner = QFrame()
    banner.setProperty("banner", "true")
    words = QLabel(_("Somente leitura. Estas telas são do técnico."))
    button = QPushButton(theme.icon("unlock"), _("Desbloquear"))
    button.clicked.connect(unlock)
    layout = QHBoxLayout(banner)
    layout.setContentsMargins(theme.px(14), theme.px(6), theme.px(8), theme.px(6))
    layout.addWidget(words, 1)
    layout.addWidget(button)
    banner.hide()
    return banner


def _abilities(manifest: Manifest, infos: Sequence[AutomationInfo]) -> str:
    lines = ["<p><b>" + _("Automações que {0} oferece").format(manifest.name) + "</b></p><p>"]
    for info in infos:
        if info.role is not manifest.role and manifest.role is not Role.ERP:
            continue
        able = info.key in manifest.automations
        why = "" if able else " — " + _("a plataforma não permite")
        lines.append(f"{'✓' if able else '✗'} {_(info.name)}{why}<br>")
    lines.append("</p><p><b>" + _("Recursos") + "</b></p><p>")
    if manifest.role is Role.STORE:
        lines += [
            f"{'✓' if capability in manifest.capabilities else '✗'} {words}<br>"
            for capability, words in texts.capabilities()
        ]
    lines.append(_("Até {0} chamadas por minuto.").format(manifest.requests_per_minute))
    return "".join(lines) + "</p>"
