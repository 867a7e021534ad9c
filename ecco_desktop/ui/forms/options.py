"""The options of an automation, as a form."""

from collections.abc import Mapping

from PySide6.QtWidgets import QComboBox, QFormLayout, QLineEdit, QSpinBox, QWidget

from ecco_desktop.domain.options import Option, OptionKind
from ecco_desktop.ui import theme
from ecco_desktop.ui.forms.choice import Choice
from ecco_desktop.ui.forms.fields import airy, quiet
from ecco_desktop.ui.plain import Label, tip
from ecco_desktop.words import _

Input = QLineEdit | QComboBox | QSpinBox


class OptionsForm(QWidget):
    """`values` leaves out what is the default."""

    def __init__(
        self, options: tuple[Option, ...], chosen: Mapping[str, str], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.inputs: dict[str, Input] = {}
        self._options = options
        form = QFormLayout(self)
        form.setContentsMargins(0, 0, 0, 0)
        form.setVerticalSpacing(theme.px(8))
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        for option in options:
            made = _made(option, chosen.get(option.key, option.default))
            made.setAccessibleName(_(option.label))
            made.setToolTip(tip(_(option.help)))
            self.inputs[option.key] = made
            label = Label(_(option.label))
            label.setWordWrap(True)
            label.setFixedWidth(theme.px(190))
            label.setBuddy(made)
            form.addRow(label, made)
            if option.help:
                form.addRow("", quiet(_(option.help)))

    def values(self) -> dict[str, str]:
        """What was chosen."""
        read = {option.key: _read(self.inputs[option.key]) for option in self._options}
        return {
            option.key: read[option.key] for option in self._options if read[option.key] != option.default
        }


def _made(option: Option, value: str) -> Input:
    if option.kind is OptionKind.CHOICE:
        box = Choice()
        for key, words in option.choices:
            box.addItem(_(words), key)
        box.setCurrentIndex(max(0, box.findData(value)))
        return box
    if option.kind is OptionKind.NUMBER:
        spin = QSpinBox()
        spin.setRange(option.bounds.least, option.bounds.most)
        airy(spin)
        spin.setValue(option.bounds.within(value, option.bounds.least))
        return spin
    line = QLineEdit(value)
    if option.kind is OptionKind.DATE:
        line.setPlaceholderText(_("AAAA-MM-DD"))
    return line


def _read(part: Input) -> str:
    if isinstance(part, QComboBox):
        return str(part.currentData() or "")
    if isinstance(part, QSpinBox):
        return str(part.value())
    return part.text().strip()
