"""One connection, typed, tested and saved: the form of its connector with its buttons."""

from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QPushButton, QScrollArea, QVBoxLayout, QWidget

from ecco_desktop.domain.connections import Connection, ConnectionReport, Manifest, Which
from ecco_desktop.domain.errors import EccoProblem
from ecco_desktop.services.all import Services
from ecco_desktop.ui import theme
from ecco_desktop.ui.background import Background
from ecco_desktop.ui.dialogs.buttons import sure
from ecco_desktop.ui.dialogs.vault import with_keys
from ecco_desktop.ui.dialogs.which_shop import with_answer
from ecco_desktop.ui.forms.connection import ConnectionForm
from ecco_desktop.ui.keyboard import rest, wake
from ecco_desktop.ui.panes.flow import Flow
from ecco_desktop.ui.plain import Label, tip
from ecco_desktop.words import _
from ecco_desktop.words.sentences import sentence


@dataclass(frozen=True, slots=True)
class Typed:
    """What stands in the form."""

    name: str
    values: Mapping[str, str]
    secrets: Mapping[str, str]


class ConnectionEditor(QWidget):
    """`saved` carries the connection; `removed` when it was deleted. Shows nothing until `edit`."""

    saved = Signal(object)
    removed = Signal()

    def __init__(self, background: Background, services: Services) -> None:
        super().__init__()
        self._background = background
        self._services = services
        self.form: ConnectionForm | None = None
        self.current: Connection | None = None
        self.kind = ""
        self.result = Label()
        self.test = QPushButton(_("Testar conexão"))
        self.save = QPushButton(_("Salvar"))
        self.remove = QPushButton(_("Excluir…"))
        self._scroll = QScrollArea()
        self._locked = False
        self._tested: Typed | None = None
        self._problem: EccoProblem | None = None
        self._build()

    def edit(self, manifest: Manifest, current: Connection | None, stored: frozenset[str]) -> None:
        """Show a saved connection, or an empty form of its connector; `stored` names the secrets kept."""
        self.current, self.kind = current, manifest.kind
        self.form = ConnectionForm(manifest)
        name, values = (current.name, current.values) if current else (manifest.name, {})
        self.form.fill(name, values, stored)
        self.form.setContentsMargins(0, 0, theme.px(12), 0)
        self.form.changed.connect(self._typed)
        self._scroll.setWidget(self.form)
        self._say("", "muted")
        self._tested = None
        self._apply_lock()

    def forget(self) -> None:
        """What was edited is gone."""
        self.current, self.kind, self.form = None, "", None

    def set_locked(self, locked: bool) -> None:
        """Read-only, or not."""
        self._locked = locked
        self._apply_lock()

    # -- inside --

    def _build(self) -> None:
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.save.setProperty("primary", "true")
        self.result.setWordWrap(True)
        self.result.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        foot = Flow()
        foot.addWidget(self.remove)
        foot.add_greedy(QWidget())
        foot.addWidget(self.test)
        foot.addWidget(self.save)
        inner = QVBoxLayout(self)
        inner.setContentsMargins(0, theme.px(10), 0, 0)
        inner.addWidget(self._scroll, 1)
        inner.addWidget(self.result)
        inner.addLayout(foot)
        self.test.clicked.connect(self._test)
        self.save.clicked.connect(self._save)
        self.remove.clicked.connect(self._remove)

    def _apply_lock(self) -> None:
        if self.form is not None:
            self.form.set_editable(not self._locked)
        for part in (self.test, self.save, self.remove):
            part.setEnabled(not self._locked)
            part.setToolTip(tip(sentence("pin.locked", {}) if self._locked else ""))
        self.remove.setVisible(self.current is not None)

    def _typed(self) -> None:
        if self._tested:
            self._tested = None
            self._say(_("Os dados mudaram desde o teste."), "muted")

    def _say(self, words: str, tone: str) -> None:
        theme.tint(self.result, tone)
        self.result.setText(words)

    def _busy(self, words: str) -> None:
        self._say(words, "muted")
        self._problem = None
        rest(self.test, self.save)

    def _rested(self) -> None:
        self._apply_lock()
        if not self._locked:
            wake(self.save)

    def _read(self) -> Typed:
        assert self.form is not None  # noqa: S101 - the buttons come with a form
        return Typed(self.form.name.text().strip(), self.form.values(), self.form.secrets())

    # -- test, save, delete --

    def _test(self) -> None:
        typed, services, current, kind = self._read(), self._services, self.current, self.kind
        self._busy(_("Testando…"))
        self._background.run(
            self,
            lambda: services.connections.try_out(
                kind, typed.name or "?", typed.values, typed.secrets, current
            ),
            lambda report: self._passed(report, typed),
            self._refused,
            self._note,
        )

    def _passed(self, report: ConnectionReport, tested: Typed) -> None:
        self._tested = tested
        self._rested()
        notes = " ".join(sentence(note, {}) for note in report.notes)
        self._say("✓ " + _("Conectado: {0}.").format(report.name) + f" {notes}".rstrip(), "good")

    def _note(self, problem: EccoProblem) -> None:
        self._problem = problem

    def _refused(self, words: str) -> None:
        self._apply_lock()
        self._say(f"✗ {words}", "bad")
        # What is to be mended; a connection that was deleted elsewhere has no form any more.
        if self.form is not None:
            self.form.focus_fault(self._problem)

    def _save(self) -> None:
        typed = self._read()
        if not typed.name:
            self._say(_("Dê um nome à conexão."), "bad")
            return
        if typed != self._tested and not sure(
            self,
            _("Estes dados ainda não foram testados.\n\nSalvar assim mesmo?"),
            _("Salvar sem testar"),
            _("Voltar"),
        ):
            return
        services, current, kind = self._services, self.current, self.kind
        self._busy(_("Salvando…"))

        def save(which: Which | None) -> None:
            self._background.run(
                self,
                lambda: services.connections.keep(
                    current, kind, typed.name, typed.values, typed.secrets, which
                ),
                self._saved,
                self._refused,
                self._note,
            )

        def ask() -> None:
            question = services.connections.question
            find = lambda: question(current, kind, typed.name, typed.values)  # noqa: E731
            with_answer(self, self._background, find, save, self._refused)

        with_keys(self, services.vault, self._background, ask, self._refused, typed=bool(typed.secrets))

    def _saved(self, connection: Connection) -> None:
        assert self.form is not None  # noqa: S101 - it was just read
        self.current = connection
        self.form.forget_secrets()
        self._rested()
        self._say(_("✓ Salvo."), "good")
        self.saved.emit(connection)

    def _remove(self) -> None:
        current = self.current
        if current is None:
            return
        words = _(
            "Excluir a conexão “{0}”?\n\nVínculos, mapas e senhas dela se perdem. O histórico fica guardado."
        ).format(current.name)
        if sure(self, words, _("Excluir")):
            delete = self._services.connections.delete
            self._background.run(self, lambda: delete(current.name), self._removed, self._refused)

    def _removed(self, _nothing: object) -> None:
        self.forget()
        self.removed.emit()
