"""First start: ERP, store, carriers, automations, what comes of them. It is left and resumed at any step."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from ecco_desktop.domain.connections import ConnectionReport, Role
from ecco_desktop.services.all import Services
from ecco_desktop.services.tasks import Begun
from ecco_desktop.ui import theme
from ecco_desktop.ui.background import Background
from ecco_desktop.ui.dialog import Dialog
from ecco_desktop.ui.forms.fields import complaint
from ecco_desktop.ui.keyboard import rest, wake
from ecco_desktop.ui.pages.guide_carriers import CarriersStep
from ecco_desktop.ui.pages.guide_end import EndStep
from ecco_desktop.ui.pages.guide_steps import ConnectStep, GuideState, TasksStep
from ecco_desktop.ui.plain import Label
from ecco_desktop.words import N_, _
from ecco_desktop.words.sentences import sentence

STEPS = (N_("ERP"), N_("Loja"), N_("Transportadoras"), N_("Automações"), N_("Pronto"))
CARRIERS, TASKS, END = 2, 3, 4


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
        self.end = EndStep(background, services)
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
        for page in (self.erp, self.store, self.carriers, self.tasks, self.end):
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
        for step in (self.erp, self.store):
            step.saved.connect(self._step_saved)
            step.refused.connect(lambda: wake(self.next))
            step.typed.connect(self._show_step)
        self.end.changed.connect(self.changed)
        self._show_step()

    def go(self, step: int) -> None:
        """To a step."""
        self.stack.setCurrentIndex(max(0, min(step, len(STEPS) - 1)))
        self.problem.setText("")
        self._show_step()
        page = self.stack.currentWidget()
        if isinstance(page, ConnectStep):
            page.focus()

    def _reload(self) -> None:
        services = self._services

        def read() -> GuideState:
            connections = services.connections.list()
            return GuideState(
                services.connections.kinds(),
                connections,
                services.connections.stored(),
                services.tasks.offers(),
            )

        self._background.run(self, read, self._take, self._complain)

    def _take(self, state: GuideState) -> None:
        for page in (self.erp, self.store, self.tasks):
            page.show_state(self._services, state)
        stores = (one for one in state.connections if one.role is Role.STORE)
        # The first store is the one that is being set up.
        self.carriers.show_store(next(stores, None))
        if not self._opened:
            self._opened = True
            self.go(0 if not self.erp.done else 1 if not self.store.done else CARRIERS)
        self._show_step()

    def _forward(self) -> None:
        step, page = self.stack.currentIndex(), self.stack.currentWidget()
        if step == END:
            self.accept()
        elif step == TASKS:
            self._finish()
        elif isinstance(page, ConnectStep) and not page.ready:
            rest(self.next)
            page.save()
        elif page is not self.carriers or self.carriers.may_leave():
            self._reload()
            self.go(step + 1)

    def _step_saved(self, report: ConnectionReport) -> None:
        self.changed.emit()
        wake(self.next)
        self._show_step()
        if report.notes:
            # Words to be read before going on.
            return
        self._reload()
        self.go(self.stack.currentIndex() + 1)
        self._tell("✓ " + _("Conectado e salvo: {0}.").format(report.name), "good")

    def _show_step(self) -> None:
        step, page = self.stack.currentIndex(), self.stack.currentWidget()
        for place, label in enumerate(self.steps):
            chosen = place == step
            theme.tint(label, "accent" if chosen else "muted", f"font-weight: {600 if chosen else 400}")
        self.back.setVisible(step != END)
        self.later.setVisible(step != END)
        self.back.setEnabled(step > 0)
        words = {TASKS: _("Concluir"), END: _("Fechar")}.get(step, _("Avançar"))
        untested = isinstance(page, ConnectStep) and not page.ready
        self.next.setText(_("Testar e avançar") if untested else words)

    def _finish(self) -> None:
        chosen, services = self.tasks.chosen(), self._services
        rest(self.next)
        self._background.run(self, lambda: services.tasks.begin(chosen), self._begun, self._complain)

    def _begun(self, begun: Begun) -> None:
        self.changed.emit()
        wake(self.next)
        # What was made is not asked for twice.
        self.tasks.clear()
        self.end.show_begun(begun.simulations)
        self.go(END)
        if begun.refused:
            told = [
                f"{_(offer.automation.name)} · {offer.connection.name}: {sentence(why.key, why.values)}"
                for offer, why in begun.refused
            ]
            how = _("Isso ficou de fora: crie-o em Tarefas, Nova tarefa. O resto foi criado.")
            self._tell("\n".join([*told, how]), "bad")

    def _complain(self, words: str) -> None:
        wake(self.next)
        self._tell(words, "bad")

    def _tell(self, words: str, tone: str) -> None:
        theme.tint(self.problem, tone)
        self.problem.setText(words)
