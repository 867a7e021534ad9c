"""First start: ERP, store, carriers and maps, automations. Each step is saved, to be left and resumed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from ecco_desktop.domain.connections import Connection, ConnectionReport, Manifest, Role, Which
from ecco_desktop.domain.errors import EccoProblem
from ecco_desktop.domain.recurrence import Recurrence
from ecco_desktop.services.all import Services
from ecco_desktop.services.tasks import Offer
from ecco_desktop.ui import theme
from ecco_desktop.ui.background import Background
from ecco_desktop.ui.dialog import Dialog
from ecco_desktop.ui.dialogs.vault import with_keys
from ecco_desktop.ui.dialogs.which_shop import with_answer
from ecco_desktop.ui.forms.choice import Choice
from ecco_desktop.ui.forms.connection import ConnectionForm
from ecco_desktop.ui.forms.fields import complaint, quiet
from ecco_desktop.ui.pages.store_maps import CarrierLinksTab
from ecco_desktop.ui.plain import Label, caption, tip
from ecco_desktop.words import N_, _
from ecco_desktop.words.sentences import sentence

STEPS = (N_("ERP"), N_("Loja"), N_("Transportadoras"), N_("Automações"))


@dataclass(frozen=True, slots=True)
class _State:
    manifests: Sequence[Manifest]
    connections: Sequence[Connection]
    stored: Mapping[int, frozenset[str]]
    offers: Sequence[Offer]


class ConnectStep(QWidget):
    """Chooses a connector, shows its form, tests and saves it in one press."""

    saved = Signal(object)

    def __init__(self, role: Role, words: str, background: Background) -> None:
        super().__init__()
        self._role = role
        self._background = background
        self._services: Services | None = None
        self._current: Connection | None = None
        self._stored: frozenset[str] = frozenset()
        self.kind = Choice()
        self.kind.setAccessibleName(_("Tipo"))
        self.form: ConnectionForm | None = None
        self.result = Label()
        self.result.setWordWrap(True)
        self.test = QPushButton(_("Testar e salvar"))
        self.test.setProperty("primary", "true")
        self._place = QScrollArea()
        self._place.setWidgetResizable(True)
        self._place.setFrameShape(QFrame.Shape.NoFrame)
        self._place.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        text = Label(words)
        text.setWordWrap(True)
        foot = QHBoxLayout()
        foot.addWidget(self.result, 1)
        foot.addWidget(self.test)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(text)
        layout.addWidget(self.kind)
        layout.addWidget(self._place, 1)
        layout.addLayout(foot)
        self.kind.currentIndexChanged.connect(self._kind_chosen)
        self.test.clicked.connect(self._test)

    def show_state(self, services: Services, state: _State) -> None:
        """What is there already."""
        self._services = services
        self._manifests = {one.kind: one for one in state.manifests if one.role is self._role}
        self._current = next((one for one in state.connections if one.role is self._role), None)
        self._stored = state.stored.get(self._current.id, frozenset()) if self._current else frozenset()
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
        self._place.setWidget(self.form)

    def _test(self) -> None:
        if self.form is None or self._services is None:
            return
        services, form, current = self._services, self.form, self._current
        name, values, secrets = form.name.text().strip(), form.values(), form.secrets()
        kind = form.manifest.kind
        self.test.setEnabled(False)
        self._say(_("Testando…"), "muted")

        def save(which: Which | None) -> tuple[ConnectionReport, Connection]:
            report = services.connections.try_out(kind, name, values, secrets, current)
            return report, services.connections.keep(current, kind, name, values, secrets, which)

        def go(which: Which | None) -> None:
            self._background.run(self, lambda: save(which), self._passed, self._refused)

        def ask() -> None:
            find = lambda: services.connections.question(current, kind, name, values)  # noqa: E731
            with_answer(self, self._background, find, go, self._refused)

        with_keys(
            self,
            services.vault,
            self._background,
            ask,
            self._refused,
            typed=bool(secrets),
        )

    def _passed(self, found: tuple[ConnectionReport, Connection]) -> None:
        report, self._current = found
        assert self.form is not None  # noqa: S101 - it was just read
        self.form.forget_secrets()
        self.test.setEnabled(True)
        notes = " ".join(sentence(note, {}) for note in report.notes)
        self._say("✓ " + _("Conectado e salvo: {0}.").format(report.name) + f" {notes}".rstrip(), "good")
        self.saved.emit(self._current)

    def _refused(self, words: str) -> None:
        self.test.setEnabled(True)
        self._say(f"✗ {words}", "bad")

    def _say(self, words: str, tone: str) -> None:
        theme.tint(self.result, tone)
        self.result.setText(words)


class CarriersStep(QWidget):
    """Carrier links; statuses have good defaults and stand in Conexões."""

    def __init__(self, background: Background, services: Services) -> None:
        super().__init__()
        words = Label(
            _(
                "Diga a que transportadora do ERP pertence cada forma de entrega da loja (PAC, SEDEX, "
                "retirada…). Pedidos de uma forma sem vínculo não se perdem: esperam em Pendências até o "
                "vínculo existir. As situações já vêm com um mapa usual; veja-o em Conexões > Situações."
            )
        )
        words.setWordWrap(True)
        self.links = CarrierLinksTab(background, services, self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(words)
        layout.addWidget(self.links, 1)

    def show_state(self, _services: Services, state: _State) -> None:
        """The first store is the one that is being set up."""
        store = next((one for one in state.connections if one.role is Role.STORE), None)
        if store is not None:
            self.links.show_store(store)


class TasksStep(QWidget):
    """Which automations; what is there already stands ticked and fixed."""

    def __init__(self) -> None:
        super().__init__()
        self.ticks: dict[tuple[str, str], QCheckBox] = {}
        self._offers: dict[tuple[str, str], Offer] = {}
        words = Label(
            _(
                "Escolha o que o programa deve fazer sozinho. Tudo pode ser mudado depois em Tarefas; "
                "“Simular” mostra o que cada uma faria, sem enviar nada."
            )
        )
        words.setWordWrap(True)
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(words)
        layout.addWidget(self._scroll, 1)

    def show_state(self, _services: Services, state: _State) -> None:
        """Every automation of every connection."""
        whole = QWidget()
        layout = QVBoxLayout(whole)
        self.ticks, self._offers = {}, {}
        for offer in state.offers:
            key = (offer.automation.key, offer.connection.name)
            tick = QCheckBox(caption(f"{_(offer.automation.name)} · {offer.connection.name}"))
            tick.setChecked(offer.automation.suggested and not offer.why)
            tick.setEnabled(not offer.why)
            help_words = quiet(offer.why or _(offer.automation.summary))
            help_words.setContentsMargins(theme.px(26), 0, 0, theme.px(4))
            layout.addWidget(tick)
            layout.addWidget(help_words)
            self.ticks[key], self._offers[key] = tick, offer
        layout.addStretch(1)
        self._scroll.setWidget(whole)

    def clear(self) -> None:
        """Nothing is ticked any more."""
        for tick in self.ticks.values():
            tick.setChecked(False)

    def chosen(self) -> list[Offer]:
        """What was ticked."""
        return [
            self._offers[key] for key, tick in self.ticks.items() if tick.isChecked() and tick.isEnabled()
        ]


class GuideDialog(Dialog):
    """`changed` after each step; it opens at the first step that is not done."""

    changed = Signal()

    def __init__(self, services: Services, background: Background, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._services = services
        self._background = background
        self.setWindowTitle(_("Primeiros passos"))
        self.resize(theme.px(760), theme.px(600))
        self.steps: list[QLabel] = []
        self.stack = QStackedWidget()
        self.erp = ConnectStep(
            Role.ERP,
            _("Conecte o Eccosys. O token da API é gerado na conta do Eccosys, nas integrações."),
            background,
        )
        self.store = ConnectStep(
            Role.STORE,
            _("Conecte a loja virtual. A chave precisa de permissão de leitura e escrita."),
            background,
        )
        self.carriers = CarriersStep(background, services)
        self.tasks = TasksStep()
        self.back, self.next = QPushButton(_("Voltar")), QPushButton(_("Avançar"))
        self.later = QPushButton(_("Continuar depois"))
        self.problem = complaint()
        self._opened = False
        self._build()
        self._reload()

    def _build(self) -> None:
        head = QHBoxLayout()
        for number, name in enumerate(STEPS, 1):
            label = Label(f"{number}. {_(name)}")
            self.steps.append(label)
            head.addWidget(label)
            if number < len(STEPS):
                head.addWidget(Label("›"))
        head.addStretch(1)
        for page in (self.erp, self.store, self.carriers, self.tasks):
            self.stack.addWidget(page)
        self.next.setProperty("primary", "true")
        foot = QHBoxLayout()
        foot.addWidget(self.later)
        foot.addWidget(self.problem, 1)
        foot.addWidget(self.back)
        foot.addWidget(self.next)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(theme.px(20), theme.px(16), theme.px(20), theme.px(16))
        layout.setSpacing(theme.px(12))
        layout.addLayout(head)
        layout.addWidget(self.stack, 1)
        layout.addLayout(foot)
        self.back.clicked.connect(lambda: self.go(self.stack.currentIndex() - 1))
        self.next.clicked.connect(self._forward)
        self.later.clicked.connect(self.reject)
        self.erp.saved.connect(self._step_saved)
        self.store.saved.connect(self._step_saved)
        self._show_step()

    def go(self, step: int) -> None:
        """To a step."""
        self.stack.setCurrentIndex(max(0, min(step, len(STEPS) - 1)))
        self._show_step()

    def _reload(self) -> None:
        services = self._services

        def read() -> _State:
            connections = services.connections.list()
            return _State(
                services.connections.kinds(),
                connections,
                services.connections.stored(),
                services.tasks.offers(),
            )

        self._background.run(self, read, self._take, self.problem.setText)

    def _take(self, state: _State) -> None:
        for page in (self.erp, self.store, self.carriers, self.tasks):
            page.show_state(self._services, state)
        if not self._opened:
            self._opened = True
            self.go(0 if not self.erp.done else 1 if not self.store.done else 2)
        self._show_step()

    def _step_saved(self, _connection: object) -> None:
        self.changed.emit()
        self._show_step()

    def _forward(self) -> None:
        if self.stack.currentIndex() == len(STEPS) - 1:
            self._finish()
            return
        self._reload()
        self.go(self.stack.currentIndex() + 1)

    def _show_step(self) -> None:
        step = self.stack.currentIndex()
        for place, label in enumerate(self.steps):
            chosen = place == step
            theme.tint(label, "accent" if chosen else "muted", f"font-weight: {600 if chosen else 400}")
        self.back.setEnabled(step > 0)
        last = step == len(STEPS) - 1
        self.next.setText(_("Concluir") if last else _("Avançar"))
        missing = (step == 0 and not self.erp.done) or (step == 1 and not self.store.done)
        self.next.setEnabled(not missing)
        self.next.setToolTip(tip(_("Teste e salve a conexão antes.") if missing else ""))

    def _finish(self) -> None:
        chosen, services = self.tasks.chosen(), self._services
        self.next.setEnabled(False)

        def make() -> list[str]:
            refused = []
            for offer in chosen:
                info = offer.automation
                often = Recurrence(every_minutes=info.usual_minutes) if info.recurrent else None
                try:
                    services.tasks.create(info.key, offer.connection.name, often, {})
                except EccoProblem as problem:
                    name = f"{_(info.name)} · {offer.connection.name}"
                    refused.append(f"{name}: {sentence(problem.key, problem.values)}")
            return refused

        self._background.run(self, make, self._made, self._stay)

    def _made(self, refused: list[str]) -> None:
        self.changed.emit()
        if not refused:
            self.accept()
            return
        # What was made is not asked for twice: pressed again, the guide ends.
        self.tasks.clear()
        how = _("Isso ficou de fora: crie-o em Tarefas, Nova tarefa. O resto foi criado.")
        self._stay("\n".join([*refused, how]))

    def _stay(self, words: str) -> None:
        self.next.setEnabled(True)
        self.problem.setText(words)
