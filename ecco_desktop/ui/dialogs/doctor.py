"""Diagnóstico: what works and what does not, in lines that say what to do, and a package for support."""

from datetime import datetime
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QApplication,
    QFileDialog,
    QFrame,
    QGridLayout,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from ecco_desktop.clock import SHOP
from ecco_desktop.domain.checkup import Check, Checkup, Verdict
from ecco_desktop.services.all import Services
from ecco_desktop.services.bundle import name_of, text_of
from ecco_desktop.ui import texts, theme
from ecco_desktop.ui.background import Background
from ecco_desktop.ui.dialog import Dialog
from ecco_desktop.ui.dialogs.buttons import only_close
from ecco_desktop.ui.forms.fields import quiet
from ecco_desktop.ui.panes.state_page import StatePage
from ecco_desktop.ui.plain import Label
from ecco_desktop.words import _
from ecco_desktop.words.phrases import checked

TONES = {Verdict.GOOD: "good", Verdict.WATCH: "warning", Verdict.FAILED: "bad"}


class DoctorDialog(Dialog):
    """Begins at once. Reading a silent server may take minutes; the window stays free meanwhile."""

    def __init__(self, services: Services, background: Background, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._services = services
        self._background = background
        self.checkup: Checkup | None = None
        self.setWindowTitle(_("Diagnóstico"))
        self.resize(theme.px(860), theme.px(600))
        self.words = Label()
        self.words.setProperty("title", "true")
        self.words.setWordWrap(True)
        self.page = StatePage()
        self.area = QScrollArea()
        self.area.setWidgetResizable(True)
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.hide()
        self.versions = quiet()
        self.versions.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.said = quiet()
        self.again, self.copy = QPushButton(_("Verificar de novo")), QPushButton(_("Copiar"))
        self.bundle = QPushButton(theme.icon("download"), _("Salvar pacote para o suporte…"))
        self.buttons = only_close(self)
        for button, press in (
            (self.bundle, self._choose_file),
            (self.copy, self._copy),
            (self.again, self.examine),
        ):
            button.clicked.connect(press)
            self.buttons.addButton(button, self.buttons.ButtonRole.ActionRole)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(theme.px(20), theme.px(16), theme.px(20), theme.px(16))
        layout.setSpacing(theme.px(10))
        for part in (self.words, self.page, self.area, self.versions, self.said):
            layout.addWidget(part, 1 if part in (self.page, self.area) else 0)
        layout.addWidget(self.buttons)
        self.examine()

    def examine(self) -> None:
        """Look at everything, once more."""
        self._free(on=False)
        self.words.hide()
        self.area.hide()
        self.page.show()
        self.page.say(
            "clock",
            _("Verificando…"),
            _("Pasta, banco, cofre, relógio e cada conexão. Um servidor que se cala pode levar minutos."),
        )
        self._background.run(self, self._services.doctor.examine, self._take, self._fail)

    def save(self, path: Path) -> None:
        """Write the package."""
        checkup, bundle = self.checkup, self._services.bundle
        if checkup is None:
            return
        self._free(on=False)
        self._background.run(
            self, lambda: bundle.write(path, checkup), lambda _nothing: self._saved(path), self._unsaved
        )

    # -- inside --

    def _take(self, checkup: Checkup) -> None:
        self.checkup = checkup
        self._free(on=True)
        self.page.hide()
        self.words.setText(checked(checkup))
        self.words.show()
        self.area.setWidget(_lines(checkup))
        self.area.show()
        self.versions.setText(" · ".join(f"{_(name)} {kept}" for name, kept in checkup.versions.items()))

    def _fail(self, words: str) -> None:
        self.again.setEnabled(True)
        self.page.say("error", _("Não foi possível terminar"), words, tone="bad")

    def _free(self, *, on: bool) -> None:
        for button in (self.again, self.copy, self.bundle):
            button.setEnabled(on)

    def _copy(self) -> None:
        if self.checkup is not None:
            lines = [f"{_mark(check)} {name_of(check)}: {text_of(check)}" for check in self.checkup.checks]
            QApplication.clipboard().setText("\n".join([*lines, self.versions.text()]))
            self.said.setText(_("Copiado."))

    def _choose_file(self) -> None:
        wanted = f"ecco-diagnostico-{datetime.now(SHOP):%Y-%m-%d}.zip"
        name, _filter = QFileDialog.getSaveFileName(
            self, _("Salvar pacote para o suporte"), wanted, "ZIP (*.zip)"
        )
        if name:
            self.save(Path(name))

    def _saved(self, path: Path) -> None:
        self._free(on=True)
        words = _("Pacote salvo em {0}. Não leva chaves nem dados de clientes; confira antes de enviar.")
        self.said.setText(words.format(path))

    def _unsaved(self, words: str) -> None:
        self._free(on=True)
        self.said.setText(words)


def _mark(check: Check) -> str:
    return texts.VERDICTS[check.verdict]


def _lines(checkup: Checkup) -> QWidget:
    whole = QWidget()
    grid = QGridLayout(whole)
    grid.setContentsMargins(0, 0, theme.px(8), 0)
    grid.setHorizontalSpacing(theme.px(16))
    grid.setVerticalSpacing(theme.px(12))
    grid.setColumnStretch(2, 1)
    for row, check in enumerate(checkup.checks):
        mark, name, text = Label(_mark(check)), Label(name_of(check)), Label(text_of(check))
        theme.tint(mark, TONES[check.verdict], "font-weight: 600")
        name.setProperty("strong", "true")
        text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        for column, label in enumerate((mark, name, text)):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(column > 0)
            label.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
            grid.addWidget(label, row, column)
        name.setFixedWidth(theme.px(190))
    grid.setRowStretch(len(checkup.checks), 1)
    return whole
