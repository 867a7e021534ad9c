"""How often a task runs, edited; the next five runs are shown as one types."""

from collections.abc import Sequence
from datetime import UTC, datetime, time

from PySide6.QtCore import QTime, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QRadioButton,
    QSpinBox,
    QTimeEdit,
    QVBoxLayout,
    QWidget,
)

from ecco_desktop.clock import SHOP
from ecco_desktop.domain.bounds import hour
from ecco_desktop.domain.recurrence import FLOOR_MINUTES, MOST_JITTER, MOST_MINUTES, Recurrence, upcoming
from ecco_desktop.ui import texts, theme
from ecco_desktop.ui.forms.fields import airy, quiet, time_of
from ecco_desktop.ui.plain import Label, tip
from ecco_desktop.words import _
from ecco_desktop.words.phrases import DAYS, capital, place
from ecco_desktop.words.sentences import sentence


class RecurrenceForm(QWidget):
    """`value` gives a recurrence, or None for "only by hand"; `problem` says why it cannot be kept."""

    changed = Signal()

    def __init__(
        self,
        current: Recurrence | None = None,
        floor: float = FLOOR_MINUTES,
        parent: QWidget | None = None,
        *,
        by_hand: bool = True,
    ) -> None:
        super().__init__(parent)
        self._floor = floor
        self.none = QRadioButton(_("Só à mão (não roda sozinha)"))
        self.none.setVisible(by_hand)
        self.every = QRadioButton(_("De tempos em tempos: a cada"))
        self.fixed = QRadioButton(_("Em horas fixas"))
        self.minutes = QSpinBox()
        self.minutes.setRange(max(1, round(floor)), MOST_MINUTES)
        self.minutes.setSuffix(_(" minutos"))
        self.minutes.setAccessibleName(_("Minutos entre execuções"))
        self.hours = QLineEdit()
        self.hours.setPlaceholderText("08:00, 14:30")
        self.hours.setAccessibleName(_("Horas fixas"))
        self.days: list[QPushButton] = []
        self.windowed = QCheckBox(_("Só das"))
        self.windowed.setAccessibleName(_("Só dentro de uma janela de horas"))
        self.from_, self.to = QTimeEdit(), QTimeEdit()
        self.jitter = QSpinBox()
        self.jitter.setRange(0, MOST_JITTER)
        self.jitter.setSuffix(" s")
        self.jitter.setAccessibleName(_("Espalhar o início, em segundos"))
        self.preview = Label()
        self.preview.setWordWrap(True)
        airy(self.minutes, self.jitter, self.from_, self.to)
        self._build()
        self.show_value(current)
        self._connect()
        self._changed()

    def show_value(self, current: Recurrence | None) -> None:
        """Show this one."""
        kind = self.none if current is None else self.fixed if current.at else self.every
        kind.setChecked(True)
        shown = current or Recurrence(every_minutes=max(15.0, self._floor))
        self.minutes.setValue(round(shown.every_minutes) if shown.every_minutes else 15)
        self.hours.setText(", ".join(f"{at:%H:%M}" for at in shown.at))
        for number, button in enumerate(self.days):
            button.setChecked(number in shown.weekdays)
        self.windowed.setChecked(shown.window is not None)
        begin, end = shown.window or (time(8), time(20))
        self.from_.setTime(QTime(begin.hour, begin.minute))
        self.to.setTime(QTime(end.hour, end.minute))
        self.jitter.setValue(shown.jitter_seconds)

    def value(self) -> Recurrence | None:
        """What was chosen; ValueError where the hours cannot be read."""
        if self.none.isChecked():
            return None
        days = frozenset(number for number, button in enumerate(self.days) if button.isChecked())
        window = (time_of(self.from_), time_of(self.to)) if self.windowed.isChecked() else None
        jitter = self.jitter.value()
        if self.every.isChecked():
            return Recurrence(
                every_minutes=float(self.minutes.value()), weekdays=days, window=window, jitter_seconds=jitter
            )
        parts = [part.strip() for part in self.hours.text().split(",") if part.strip()]
        at = tuple(hour(part) for part in parts)
        return Recurrence(at=at, weekdays=days, window=window, jitter_seconds=jitter)

    def problem(self) -> str:
        """Why it cannot be kept, as a sentence; empty where it can."""
        try:
            chosen = self.value()
        except ValueError:
            return sentence("recurrence.text", {"value": self.hours.text()})
        why = chosen.problem(self._floor) if chosen else ""
        return sentence(why, {}) if why else ""

    def turns(self, now: datetime) -> Sequence[datetime]:
        """The next five runs (UTC)."""
        chosen = None if self.problem() else self.value()
        return upcoming(chosen, now, SHOP, last_end=now) if chosen else []

    # -- inside --

    def _build(self) -> None:
        for number in range(7):
            button = QPushButton(capital(DAYS[number]))
            button.setCheckable(True)
            button.setAccessibleName(texts.WEEKDAYS[number])
            button.setToolTip(tip(texts.WEEKDAYS[number]))
            self.days.append(button)
        days = QHBoxLayout()
        days.setSpacing(theme.px(4))
        days.addWidget(Label(_("Dias")))
        days.addSpacing(theme.px(8))
        for button in self.days:
            days.addWidget(button)
        days.addStretch(1)
        for edit, name in ((self.from_, _("Das")), (self.to, _("Até"))):
            edit.setDisplayFormat("HH:mm")
            edit.setAccessibleName(name)
        # What belongs together stands in one row: the whole of it fits a small screen.
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.px(8))
        layout.addWidget(self.none)
        layout.addLayout(_row(self.every, self.minutes, quiet(_("contados do fim da última execução"))))
        layout.addLayout(_row(self.fixed, self.hours))
        layout.addLayout(days)
        layout.addLayout(_row(self.windowed, self.from_, Label(_("até")), self.to, Label()))
        layout.addLayout(_row(Label(_("Espalhar o início em até")), self.jitter, Label()))
        layout.addWidget(self.preview)

    def _connect(self) -> None:
        for radio in (self.none, self.every, self.fixed):
            radio.toggled.connect(self._changed)
        self.windowed.toggled.connect(self._changed)
        for button in self.days:
            button.toggled.connect(self._changed)
        self.minutes.valueChanged.connect(self._changed)
        self.jitter.valueChanged.connect(self._changed)
        self.hours.textChanged.connect(self._changed)
        self.from_.timeChanged.connect(self._changed)
        self.to.timeChanged.connect(self._changed)

    def _changed(self) -> None:
        by_hand = self.none.isChecked()
        self.minutes.setEnabled(self.every.isChecked())
        self.hours.setEnabled(self.fixed.isChecked())
        for part in (*self.days, self.windowed, self.jitter):
            part.setEnabled(not by_hand)
        for edit in (self.from_, self.to):
            edit.setEnabled(not by_hand and self.windowed.isChecked())
        self._show_preview()
        self.changed.emit()

    def _show_preview(self) -> None:
        if words := self.problem():
            theme.tint(self.preview, "bad")
            self.preview.setText(words)
            return
        theme.tint(self.preview, "muted")
        turns = self.turns(datetime.now(UTC))
        told = " · ".join(texts.turn(turn) for turn in turns)
        words = (
            _("Próximas execuções, na hora de {0}: {1}").format(place(SHOP), told)
            if told
            else _("Roda só quando alguém a inicia.")
        )
        self.preview.setText(words)


def _row(*parts: QWidget) -> QHBoxLayout:
    """Side by side; the last one takes what is left."""
    row = QHBoxLayout()
    row.setSpacing(theme.px(8))
    for part in parts:
        row.addWidget(part, 1 if part is parts[-1] else 0)
    return row
