"""Two of the steps of the guide: a connection, and the automations."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QFrame,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from ecco_desktop.domain.connections import Connection, ConnectionReport, Manifest, Role, Which
from ecco_desktop.domain.errors import EccoProblem
from ecco_desktop.services.all import Services
from ecco_desktop.services.tasks import Offer
from ecco_desktop.ui import theme
from ecco_desktop.ui.background import Background
from ecco_desktop.ui.dialogs.vault import with_keys
from ecco_desktop.ui.dialogs.which_shop import with_answer
from ecco_desktop.ui.forms.choice import Choice
from ecco_desktop.ui.forms.connection import ConnectionForm
from ecco_desktop.ui.forms.fields import quiet, strong
from ecco_desktop.ui.plain import Label, caption
from ecco_desktop.words import _
from ecco_desktop.words.sentences import sentence


@dataclass(frozen=True, slots=True)
class GuideState:
    """What the steps show, read in one go."""

    manifests: Sequence[Manifest]
    connections: Sequence[Connection]
    stored: Mapping[int, frozenset[str]]
    offers: Sequence[Offer]


class ConnectStep(QWidget):
    """Chooses a connector and shows its form; `save` tests what was typed, and keeps it where it works.

    `saved` carries what the test found; `typed` says that `ready` may be another now.
    """

    saved = Signal(object)
    refused = Signal()
    typed = Signal()

    def __init__(self, role: Role, words: str, background: Background) -> None:
        super().__init__()
        self._role = role
        self._background = background
        self._services: Services | None = None
        self._manifests: dict[str, Manifest] = {}
        self._current: Connection | None = None
        self._stored: frozenset[str] = frozenset()
        self._touched = False
        self._problem: EccoProblem | None = None
        self.kind = Choice()
        self.kind.setAccessibleName(_("Tipo"))
        self.form: ConnectionForm | None = None
        self.result = Label()
        self.result.setWordWrap(True)
        self._place = QScrollArea()
        self._place.setWidgetResizable(True)
        self._place.setFrameShape(QFrame.Shape.NoFrame)
        self._place.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        text = Label(words)
        text.setWordWrap(True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(text)
        layout.addWidget(self.kind)
        layout.addWidget(self._place, 1)
        layout.addWidget(self.result)
        self.kind.currentIndexChanged.connect(self._kind_chosen)

    def show_state(self, services: Services, state: GuideState) -> None:
        """What is there already; what somebody is typing stays."""
        self._services = services
        self._manifests = {one.kind: one for one in state.manifests if one.role is self._role}
        self._current = next((one for one in state.connections if one.role is self._role), None)
        self._stored = state.stored.get(self._current.id, frozenset()) if self._current else frozenset()
        if self._touched:
            return
        self.kind.blockSignals(True)
        self.kind.clear()
        for manifest in self._manifests.values():
            self.kind.addItem(manifest.name, manifest.kind)
        if self._current is not None:
            self.kind.setCurrentIndex(self.kind.findData(self._current.kind))
        self.kind.setVisible(self.kind.count() > 1)
        self.kind.setEnabled(self._current is None)
        self.kind.blockSignals(False)
        self._kind_chosen()

    @property
    def done(self) -> bool:
        """Whether there is such a connection."""
        return self._current is not None

    @property
    def ready(self) -> bool:
        """Whether it is there as it stands in the form."""
        return self.done and not self._touched

    def focus(self) -> None:
        """The keyboard to the first field."""
        if self.form is not None:
            self.form.focus_fault(None)

    def save(self) -> None:
        """Test what was typed and keep it: ends with `saved` or `refused`."""
        if self.form is None or self._services is None:
            return
        services, form, current = self._services, self.form, self._current
        name, values, secrets = form.name.text().strip(), form.values(), form.secrets()
        kind = form.manifest.kind
        self._problem = None
        self._say(_("Testando…"), "muted")

        def save(which: Which | None) -> tuple[ConnectionReport, Connection]:
            report = services.connections.try_out(kind, name, values, secrets, current)
            return report, services.connections.keep(current, kind, name, values, secrets, which)

        def go(which: Which | None) -> None:
            self._background.run(self, lambda: save(which), self._passed, self._refused, self._note)

        def ask() -> None:
            find = lambda: services.connections.question(current, kind, name, values)  # noqa: E731
            with_answer(self, self._background, find, go, self._refused)

        with_keys(self, services.vault, self._background, ask, self._refused, typed=bool(secrets))

    def _kind_chosen(self) -> None:
        manifest = self._manifests.get(str(self.kind.currentData()))
        if manifest is None:
            return
        self.form = ConnectionForm(manifest)
        self.form.setContentsMargins(0, 0, theme.px(10), 0)
        if self._current is not None:
            self.form.fill(self._current.name, self._current.values, self._stored)
        else:
            self.form.fill(manifest.name, {}, frozenset())
        self.form.changed.connect(self._touch)
        self._place.setWidget(self.form)

    def _touch(self) -> None:
        self._touched = True
        self.typed.emit()

    def _note(self, problem: EccoProblem) -> None:
        self._problem = problem

    def _passed(self, found: tuple[ConnectionReport, Connection]) -> None:
        report, self._current = found
        assert self.form is not None  # noqa: S101 - it was just read
        self.form.forget_secrets()
        self._touched = False
        self.kind.setEnabled(False)
        notes = " ".join(sentence(note, {}) for note in report.notes)
        self._say("✓ " + _("Conectado e salvo: {0}.").format(report.name) + f" {notes}".rstrip(), "good")
        self.saved.emit(report)

    def _refused(self, words: str) -> None:
        self._say(f"✗ {words}", "bad")
        self.refused.emit()
        # What is to be mended, and not whatever button Qt finds next.
        if self.form is not None:
            self.form.focus_fault(self._problem)

    def _say(self, words: str, tone: str) -> None:
        theme.tint(self.result, tone)
        self.result.setText(words)


class TasksStep(QWidget):
    """Which automations; what is there already stands ticked and fixed."""

    def __init__(self) -> None:
        super().__init__()
        self.ticks: dict[tuple[str, str], QCheckBox] = {}
        self._offers: dict[tuple[str, str], Offer] = {}
        words = Label(
            _("Escolha o que o programa deve fazer sozinho. Tudo pode ser mudado depois em Tarefas.")
        )
        words.setWordWrap(True)
        self.count = quiet()
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(words)
        layout.addWidget(self._scroll, 1)
        layout.addWidget(self.count)

    def show_state(self, _services: Services, state: GuideState) -> None:
        """Every automation of every connection: those that only read of the store, then those that write."""
        whole = QWidget()
        layout = QVBoxLayout(whole)
        layout.setContentsMargins(0, 0, theme.px(10), 0)
        self.ticks, self._offers = {}, {}
        for writes, title, words in (
            (False, _("Lê da loja"), _("Começa ao concluir. Nada muda na loja.")),
            (
                True,
                _("Escreve na loja"),
                _("Simulada ao concluir; fica desativada até você ver o que mudaria. Nada é enviado antes."),
            ),
        ):
            offers = [offer for offer in state.offers if offer.automation.writes_store is writes]
            # What a shop wants first stands in sight.
            offers.sort(key=lambda offer: not offer.automation.suggested)
            if offers:
                layout.addWidget(strong(title))
                layout.addWidget(quiet(words))
            for offer in offers:
                self._add(layout, offer)
            layout.addSpacing(theme.px(10))
        layout.addStretch(1)
        self._scroll.setWidget(whole)
        self._tell()

    def clear(self) -> None:
        """Nothing is ticked any more."""
        for tick in self.ticks.values():
            tick.setChecked(False)

    def chosen(self) -> list[Offer]:
        """What was ticked."""
        return [
            self._offers[key] for key, tick in self.ticks.items() if tick.isChecked() and tick.isEnabled()
        ]

    def _add(self, layout: QVBoxLayout, offer: Offer) -> None:
        key = (offer.automation.key, offer.connection.name)
        tick = QCheckBox(caption(f"{_(offer.automation.name)} · {offer.connection.name}"))
        tick.setChecked(offer.automation.suggested and not offer.why)
        tick.setEnabled(not offer.why)
        tick.toggled.connect(self._tell)
        help_words = quiet(offer.why or _(offer.automation.summary))
        help_words.setContentsMargins(theme.px(26), 0, 0, theme.px(4))
        layout.addWidget(tick)
        layout.addWidget(help_words)
        self.ticks[key], self._offers[key] = tick, offer

    def _tell(self) -> None:
        """What is ticked out of sight is told all the same."""
        chosen = self.chosen()
        writing = sum(offer.automation.writes_store for offer in chosen)
        words = _("Marcadas: {0} de leitura, {1} de escrita na loja.")
        self.count.setText(words.format(len(chosen) - writing, writing))
