"""A form made from what a connector declares of itself."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFileDialog,
    QFormLayout,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from ecco_desktop.domain.connections import FieldKind, FormField, Manifest
from ecco_desktop.domain.errors import EccoProblem
from ecco_desktop.ui import theme
from ecco_desktop.ui.forms.choice import Choice
from ecco_desktop.ui.forms.fields import quiet
from ecco_desktop.ui.plain import Label
from ecco_desktop.words import _

Input = QLineEdit | QComboBox | QCheckBox


class ConnectionForm(QWidget):
    """`values` and `secrets` as typed; a secret left empty keeps the one that is stored."""

    changed = Signal()

    def __init__(self, manifest: Manifest, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.manifest = manifest
        self.inputs: dict[str, Input] = {}
        self._rows: list[tuple[FormField, QWidget, QWidget]] = []
        self._stored: frozenset[str] = frozenset()
        self.name = QLineEdit()
        self.name.setMaxLength(60)
        self.more = QPushButton(_("Mostrar campos avançados"))
        self.more.setCheckable(True)
        self._form = QFormLayout()
        self._form.setVerticalSpacing(theme.px(8))
        self._form.setHorizontalSpacing(theme.px(14))
        # Beside each other where there is room, else above.
        self._form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        self._build()
        self._apply()

    def fill(self, name: str, values: Mapping[str, str], stored: frozenset[str]) -> None:
        """Show a saved connection; `stored` names the secrets the keyring has."""
        self._stored = stored
        self.name.setText(name)
        known = self.manifest.defaulted(values)
        for field in self.manifest.fields:
            _show(self.inputs[field.key], field, "" if self._is_secret(field) else known.get(field.key, ""))
            if field.key in stored:
                line = self.inputs[field.key]
                assert isinstance(line, QLineEdit)  # noqa: S101 - secrets are lines
                line.setPlaceholderText(_("guardada no cofre; digite para trocar"))
        self._apply()

    def values(self) -> dict[str, str]:
        """What was typed, without secrets."""
        return {
            field.key: text
            for field in self.manifest.fields
            if not self._is_secret(field) and (text := _read(self.inputs[field.key])) != ""
        }

    def secrets(self) -> dict[str, str]:
        """The secrets that were typed."""
        return {
            field.key: text
            for field in self.manifest.fields
            if self._is_secret(field) and (text := _read(self.inputs[field.key])) != ""
        }

    def focus_fault(self, problem: EccoProblem | None) -> None:
        """The keyboard to the field a problem speaks of, else to the first one."""
        values = self.manifest.defaulted(self.values())
        fault = self.manifest.at_fault(problem, values) if problem is not None else ""
        if any(field.key == fault and field.advanced for field in self.manifest.fields):
            self.more.setChecked(True)
        first = next((field.key for field, _label, holder in self._rows if not holder.isHidden()), "")
        part = self.inputs.get(fault) or self.inputs.get(first) or self.name
        part.setFocus()
        if isinstance(part, QLineEdit):
            part.selectAll()

    def forget_secrets(self) -> None:
        """They are stored now: out of the window with them."""
        stored = self._stored | frozenset(self.secrets())
        self.fill(self.name.text(), self.values(), stored)

    def set_editable(self, on: bool) -> None:
        """Read-only for the owner."""
        for part in (self.name, *self.inputs.values()):
            part.setEnabled(on)

    # -- inside --

    def _is_secret(self, field: FormField) -> bool:
        return field.kind is FieldKind.SECRET

    def _build(self) -> None:
        self._add(_("Nome"), self.name, _("Como esta conexão aparece nas telas."))
        self.name.setAccessibleName(_("Nome"))
        self.name.textChanged.connect(self._changed)
        for field in self.manifest.fields:
            made = _made(field, self._changed)
            made.setAccessibleName(_(field.label))
            made.setAccessibleDescription(_(field.help))
            self.inputs[field.key] = made
            label, holder = self._add(_(field.label), made, _(field.help), required=field.required)
            self._rows.append((field, label, holder))
        self.more.setVisible(any(field.advanced for field in self.manifest.fields))
        self.more.toggled.connect(self._apply)
        self._form.addRow("", self.more)
        self.setLayout(self._form)
        self._form.setContentsMargins(0, 0, 0, 0)

    def _add(
        self, name: str, part: QWidget, help_text: str, *, required: bool = False
    ) -> tuple[QWidget, QWidget]:
        holder = QWidget()
        inner = QVBoxLayout(holder)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(theme.px(2))
        inner.addWidget(part)
        if help_text:
            inner.addWidget(quiet(help_text))
        label = Label(f"{name} *" if required and not isinstance(part, QCheckBox) else name)
        label.setWordWrap(True)
        label.setFixedWidth(theme.px(172))
        label.setAlignment(Qt.AlignmentFlag.AlignTop)
        label.setContentsMargins(0, theme.px(6), 0, 0)
        label.setBuddy(part)
        self._form.addRow(label, holder)
        return label, holder

    def _changed(self) -> None:
        self._apply()
        self.changed.emit()

    def _apply(self) -> None:
        """Fields that others call for, and advanced ones, come and go."""
        known = self.manifest.defaulted(self.values())
        for field, label, holder in self._rows:
            shown = field.applies(known) and (not field.advanced or self.more.isChecked())
            label.setVisible(shown)
            holder.setVisible(shown)


def _made(field: FormField, changed: Callable[[], None]) -> Input:
    if field.kind is FieldKind.CHOICE:
        box = Choice()
        for value, words in field.choices:
            box.addItem(_(words), value)
        box.currentIndexChanged.connect(lambda _index: changed())
        return box
    if field.kind is FieldKind.FLAG:
        tick = QCheckBox(_("Sim"))
        tick.toggled.connect(lambda _on: changed())
        return tick
    line = QLineEdit()
    if field.kind is FieldKind.SECRET:
        line.setEchoMode(QLineEdit.EchoMode.Password)
    line.setPlaceholderText(_("exemplo: {0}").format(field.example) if field.example else "")
    if field.kind is FieldKind.FILE:
        action = line.addAction(theme.icon("folder"), QLineEdit.ActionPosition.TrailingPosition)
        action.setToolTip(_("Escolher arquivo…"))
        action.triggered.connect(lambda: _choose_file(line))
    line.textChanged.connect(lambda _text: changed())
    return line


def _choose_file(line: QLineEdit) -> None:
    words = _("Certificados (*.pem *.crt *.cer);;Todos os arquivos (*)")
    chosen, _kind = QFileDialog.getOpenFileName(line, _("Escolher arquivo"), line.text(), words)
    if chosen:
        line.setText(chosen)


def _show(part: Input, field: FormField, value: str) -> None:
    if isinstance(part, QComboBox):
        place = part.findData(value or field.default)
        part.setCurrentIndex(max(0, place))
    elif isinstance(part, QCheckBox):
        part.setChecked(value == "yes")
    else:
        part.setText(value)


def _read(part: Input) -> str:
    if isinstance(part, QComboBox):
        return str(part.currentData() or "")
    if isinstance(part, QCheckBox):
        return "yes" if part.isChecked() else "no"
    return part.text().strip()
