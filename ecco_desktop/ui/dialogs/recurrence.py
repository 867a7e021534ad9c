"""How often a task runs: every so many minutes, or at fixed hours."""

from datetime import time

from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLabel,
    QLineEdit,
    QRadioButton,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from ecco_desktop.domain.recurrence import FLOOR_MINUTES, Recurrence
from ecco_desktop.domain.texts import sentence
from ecco_desktop.ui import theme


class RecurrenceDialog(QDialog):
    """Returns a recurrence that can be kept (`value`), or is cancelled."""

    def __init__(self, name: str, current: Recurrence | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Recorrência")
        self.every = QRadioButton("De tempos em tempos, contados do fim da última execução")
        self.fixed = QRadioButton("Em horas fixas")
        self.minutes = QSpinBox()
        self.minutes.setRange(FLOOR_MINUTES, 24 * 60)
        self.minutes.setSuffix(" minutos")
        self.minutes.setValue(int(current.every_minutes) if current and current.every_minutes else 15)
        self.hours = QLineEdit(", ".join(f"{at:%H:%M}" for at in current.at) if current else "")
        self.hours.setPlaceholderText("08:00, 14:30")
        self.problem = QLabel()
        self.problem.setWordWrap(True)
        self.problem.setStyleSheet(f"color: {theme.colours().bad}")
        self._fixed_chosen(bool(current and current.at))
        title = QLabel(name)
        title.setProperty("title", "true")
        form = QFormLayout()
        form.setVerticalSpacing(10)
        form.addRow(self.every)
        form.addRow("A cada", self.minutes)
        form.addRow(self.fixed)
        form.addRow("Horas", self.hours)
        buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Save | QDialogButtonBox.StandardButton.Cancel
        )
        buttons.button(QDialogButtonBox.StandardButton.Save).setText("Salvar")
        buttons.button(QDialogButtonBox.StandardButton.Cancel).setText("Cancelar")
        buttons.accepted.connect(self._save)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 20, 20, 16)
        layout.setSpacing(12)
        layout.addWidget(title)
        layout.addLayout(form)
        layout.addWidget(self.problem)
        layout.addWidget(buttons)
        self.every.toggled.connect(self._toggled)

    def value(self) -> Recurrence:
        """What was chosen; ValueError where the hours cannot be read."""
        if self.every.isChecked():
            return Recurrence(every_minutes=float(self.minutes.value()))
        parts = [part.strip() for part in self.hours.text().split(",") if part.strip()]
        return Recurrence(at=tuple(time.fromisoformat(part) for part in parts))

    def _save(self) -> None:
        try:
            why = self.value().problem()
            words = sentence(why, {}) if why else ""
        except ValueError:
            words = sentence("recurrence.text", {"value": self.hours.text()})
        self.problem.setText(words)
        if not words:
            self.accept()

    def _toggled(self, on: bool) -> None:
        self._fixed_chosen(not on)

    def _fixed_chosen(self, fixed: bool) -> None:
        self.every.setChecked(not fixed)
        self.fixed.setChecked(fixed)
        self.minutes.setEnabled(not fixed)
        self.hours.setEnabled(fixed)
