"""Ajustes: language, look, start with the session, notices, history, copies, proxy, PIN, about."""

import platform
from collections.abc import Callable
from dataclasses import dataclass, replace
from importlib.metadata import version
from pathlib import Path
from typing import Any

import PySide6
from PySide6.QtCore import Qt, QTime, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import (
    QCheckBox,
    QFormLayout,
    QFrame,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QSpinBox,
    QTimeEdit,
    QVBoxLayout,
    QWidget,
)

from ecco_desktop.domain.settings import LONGEST_HISTORY, NUMBERS, SHORTEST_HISTORY, Preferences
from ecco_desktop.services.all import Services
from ecco_desktop.ui import autostart, texts, theme
from ecco_desktop.ui.background import Background
from ecco_desktop.ui.dialogs.buttons import sure
from ecco_desktop.ui.dialogs.pin import PinDialog
from ecco_desktop.ui.forms.choice import Choice
from ecco_desktop.ui.forms.fields import airy, complaint, quiet, strong, time_of
from ecco_desktop.ui.forms.zone import ZoneBox, Zones, read_zones
from ecco_desktop.ui.look import THEMES, ZOOMS, Look
from ecco_desktop.ui.pages.backups import BackupCard
from ecco_desktop.ui.pages.network import NetworkCard
from ecco_desktop.ui.pages.page import Page
from ecco_desktop.ui.plain import Label
from ecco_desktop.words import _
from ecco_desktop.words.speech import LANGUAGES

# Larger text than this leaves room for one column on a shop's laptop.
TWO_COLUMNS = 125


@dataclass(frozen=True, slots=True)
class _Read:
    preferences: Preferences
    starts: bool
    has_pin: bool
    zones: Zones


class SettingsPage(Page):
    """Every choice is kept as it is made. `look_chosen` asks for a window that looks otherwise."""

    look_chosen = Signal(object)
    changed = Signal()
    unlock_asked = Signal(object)
    help_page = "ajustes"

    def __init__(
        self,
        background: Background,
        services: Services,
        data_dir: Path,
        look: Look,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(background, services, _("Ajustes"), parent)
        self._data_dir = data_dir
        self._look = look
        self._filling = False
        self._preferences = Preferences()
        self.language, self.theme, self.zoom = Choice(), Choice(), Choice()
        self.starts = QCheckBox(_("Iniciar junto com o computador, na bandeja"))
        self.taskbar = QCheckBox(_("Ao fechar, minimizar para a barra de tarefas em vez da bandeja"))
        self.ticks = {
            "notice_failure": QCheckBox(_("Uma tarefa falhou")),
            "notice_recovery": QCheckBox(_("Uma tarefa voltou ao normal")),
            "notice_finding": QCheckBox(_("Uma tarefa achou algo (estoque mínimo, demora)")),
            "notice_success": QCheckBox(_("Uma tarefa terminou bem e mudou algo")),
            "quiet": QCheckBox(_("Horário de silêncio: avisos só na lista")),
            "catch_up": QCheckBox(_("Recuperar a vez perdida com o programa fechado ou o PC dormindo")),
        }
        self.zone = ZoneBox()
        self.silence = QSpinBox()
        self.quiet_from, self.quiet_to = QTimeEdit(), QTimeEdit()
        self.days, self.failure_days = QSpinBox(), QSpinBox()
        self.pin, self.no_pin = QPushButton(), QPushButton(_("Remover PIN"))
        self.doctor = QPushButton(theme.icon("check"), _("Diagnóstico…"))
        self.network = NetworkCard(self)
        self.backups = BackupCard(self, data_dir / "backups")
        self.problem = complaint()
        self._build()
        self._show_look()
        self._connect()

    def reload(self) -> None:
        """Read what was chosen."""
        self.backups.reload()
        self.network.reload()
        folder = self._data_dir
        self.ask_newest(lambda services: _read(services, folder), self._take)

    # -- inside --

    def _build(self) -> None:
        for code, name in LANGUAGES:
            self.language.addItem(name, code)
        for code in THEMES:
            self.theme.addItem(texts.THEMES[code], code)
        for zoom in ZOOMS:
            self.zoom.addItem(f"{zoom} %", zoom)
        silence = NUMBERS["notice_silence_hours"]
        self.silence.setRange(silence.least, silence.most)
        self.silence.setSuffix(" h")
        self.silence.setSpecialValueText(_("nunca"))
        for spin in (self.days, self.failure_days):
            spin.setRange(SHORTEST_HISTORY, LONGEST_HISTORY)
            spin.setSuffix(_(" dias"))
        for edit in (self.quiet_from, self.quiet_to):
            edit.setDisplayFormat("HH:mm")
        airy(self.silence, self.days, self.failure_days, self.quiet_from, self.quiet_to)
        whole = QWidget()
        columns = QHBoxLayout(whole)
        columns.setContentsMargins(0, 0, theme.px(8), 0)
        columns.setSpacing(theme.px(14))
        copies, ways = _holding(_("Cópias de segurança"), self.backups), _holding(_("Rede"), self.network)
        left = [self._appearance(), self._work(), self._technician(), _support(self._data_dir, self.doctor)]
        right = [self._notices(), copies, ways, _about(self._data_dir)]
        for cards in [left + right] if self._look.zoom > TWO_COLUMNS else [left, right]:
            column = QVBoxLayout()
            column.setSpacing(theme.px(14))
            for card in cards:
                column.addWidget(card)
            columns.addLayout(column, 1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidget(whole)
        self.body.addWidget(self.problem)
        self.body.addWidget(scroll, 1)
        self.problem.hide()

    def _appearance(self) -> QFrame:
        card, form = _card(_("Aparência"))
        for words, box in (
            (_("Idioma"), self.language),
            (_("Tema"), self.theme),
            (_("Tamanho do texto"), self.zoom),
        ):
            box.setAccessibleName(words)
            form.addRow(words, box)
        return card

    def _notices(self) -> QFrame:
        card, form = _card(_("Avisos"))
        form.addRow(quiet(_("Avisar quando:")))
        for key in ("notice_failure", "notice_recovery", "notice_finding", "notice_success"):
            form.addRow(self.ticks[key])
        self.silence.setAccessibleName(_("Avisar se nada funciona há"))
        form.addRow(_("Avisar se nada funciona há"), self.silence)
        form.addRow(self.ticks["quiet"])
        hours = QHBoxLayout()
        hours.setSpacing(theme.px(8))
        for words, edit in ((_("das"), self.quiet_from), (_("até"), self.quiet_to)):
            edit.setAccessibleName(_("Silêncio") + f" {words}")
            hours.addWidget(Label(words))
            hours.addWidget(edit)
        hours.addStretch(1)
        form.addRow("", hours)
        form.addRow(quiet(_("Todo aviso fica guardado no sino, também os do horário de silêncio.")))
        return card

    def _work(self) -> QFrame:
        card, form = _card(_("Funcionamento"))
        for row in (self.starts, self.taskbar, self.ticks["catch_up"]):
            form.addRow(row)
        form.addRow(_("Fuso dos horários"), self.zone)
        self.days.setAccessibleName(_("Guardar o histórico por"))
        self.failure_days.setAccessibleName(_("Guardar as falhas por"))
        form.addRow(_("Guardar o histórico por"), self.days)
        form.addRow(_("Guardar as falhas por"), self.failure_days)
        return card

    def _technician(self) -> QFrame:
        card, form = _card(_("PIN do técnico"))
        words = _(
            "Com um PIN, só o técnico muda conexões e tarefas. Quem esqueceu o PIN apaga o arquivo "
            "tecnico.json da pasta de dados."
        )
        form.addRow(quiet(words))
        buttons = QHBoxLayout()
        buttons.addWidget(self.pin)
        buttons.addWidget(self.no_pin)
        buttons.addStretch(1)
        form.addRow(buttons)
        return card

    def _show_look(self) -> None:
        self.language.setCurrentIndex(self.language.findData(self._look.language))
        self.theme.setCurrentIndex(self.theme.findData(self._look.theme))
        self.zoom.setCurrentIndex(self.zoom.findData(self._look.zoom))

    def _connect(self) -> None:
        for box in (self.language, self.theme, self.zoom):
            box.activated.connect(self._look_changed)
        for tick in (*self.ticks.values(), self.taskbar):
            tick.clicked.connect(self._keep)
        for edit in (self.silence, self.days, self.failure_days, self.quiet_from, self.quiet_to):
            edit.editingFinished.connect(self._keep)
        self.starts.clicked.connect(self._switch_start)
        self.zone.activated.connect(self._keep)
        self.doctor.clicked.connect(self._examine)
        self.pin.clicked.connect(self._set_pin)
        self.no_pin.clicked.connect(self._remove_pin)

    def _look_changed(self) -> None:
        chosen = Look(
            str(self.language.currentData()), str(self.theme.currentData()), int(self.zoom.currentData())
        )
        if chosen != self._look:
            self._look = chosen
            self.look_chosen.emit(chosen)

    def _take(self, read: _Read) -> None:
        self._filling = True
        kept = self._preferences = read.preferences
        for key, tick in self.ticks.items():
            tick.setChecked(bool(getattr(kept, key)))
        self.taskbar.setChecked(kept.keep_in_taskbar)
        self.zone.show_zone(read.zones, kept.zone)
        self.silence.setValue(kept.notice_silence_hours)
        self.days.setValue(kept.history_days)
        self.failure_days.setValue(kept.failures_days)
        for edit, at in ((self.quiet_from, kept.quiet_from), (self.quiet_to, kept.quiet_to)):
            edit.setTime(QTime(at.hour, at.minute))
            edit.setEnabled(kept.quiet)
        self.starts.setChecked(read.starts)
        self.pin.setText(_("Mudar PIN…") if read.has_pin else _("Definir PIN…"))
        self.no_pin.setVisible(read.has_pin)
        self._filling = False
        self.show_content()

    def _keep(self) -> None:
        if self._filling:
            return
        ticked: dict[str, Any] = {key: tick.isChecked() for key, tick in self.ticks.items()}
        chosen = replace(
            self._preferences,
            **ticked,
            zone=str(self.zone.currentData()),
            keep_in_taskbar=self.taskbar.isChecked(),
            notice_silence_hours=self.silence.value(),
            quiet_from=time_of(self.quiet_from),
            quiet_to=time_of(self.quiet_to),
            history_days=self.days.value(),
            failures_days=max(self.failure_days.value(), self.days.value()),
        )
        if chosen != self._preferences:
            self._preferences = chosen
            self.do_and_reload(lambda services: services.preferences.save(chosen))

    def do_and_reload(self, what: Callable[[Services], None]) -> None:
        """Change something, then show what is kept."""
        self.do(what, self._kept)

    def _kept(self, _nothing: object) -> None:
        self.reload()
        self.changed.emit()

    def _switch_start(self, on: bool) -> None:
        folder = self._data_dir
        self.do_and_reload(lambda _services: autostart.switch(folder, on=on))

    def _set_pin(self) -> None:
        self.unlock_asked.emit(self._ask_pin)

    def _ask_pin(self) -> None:
        dialog = PinDialog(self.services.technician, self.background, self, new=True)
        dialog.accepted.connect(lambda: self._kept(None))
        dialog.open()

    def _examine(self) -> None:
        from ecco_desktop.ui.dialogs.doctor import DoctorDialog

        DoctorDialog(self.services, self.background, self).open()

    def _remove_pin(self) -> None:
        self.unlock_asked.emit(self._really_remove)

    def _really_remove(self) -> None:
        words = _("Remover o PIN?\n\nQualquer pessoa poderá mudar conexões e tarefas neste computador.")
        if sure(self, words, _("Remover PIN")):
            self.do_and_reload(_remove_pin)


def _read(services: Services, data_dir: Path) -> _Read:
    preferences, starts = services.preferences.read(), autostart.is_on(data_dir)
    return _Read(preferences, starts, services.technician.has_pin(), read_zones())


def _remove_pin(services: Services) -> None:
    services.technician.remove_pin()


def _about(data_dir: Path) -> QFrame:
    card, form = _card(_("Sobre"))
    form.addRow(_("Versão"), Label(version("ecco-desktop")))
    form.addRow("Python · Qt", Label(f"{platform.python_version()} · {PySide6.__version__}"))
    folder = Label(str(data_dir))
    folder.setWordWrap(True)
    form.addRow(_("Pasta de dados"), folder)
    buttons = QHBoxLayout()
    buttons.addWidget(_opener(_("Abrir a pasta de dados"), data_dir))
    buttons.addStretch(1)
    form.addRow(buttons)
    return card


def _support(data_dir: Path, doctor: QPushButton) -> QFrame:
    card, form = _card(_("Suporte"))
    buttons = QHBoxLayout()
    buttons.setSpacing(theme.px(8))
    buttons.addWidget(doctor)
    buttons.addWidget(_opener(_("Abrir o registro técnico"), data_dir / "logs"))
    buttons.addStretch(1)
    form.addRow(buttons)
    return card


def _opener(words: str, place: Path) -> QPushButton:
    button = QPushButton(theme.icon("folder"), words)
    url = QUrl.fromLocalFile(str(place))
    button.clicked.connect(lambda: QDesktopServices.openUrl(url))
    return button


def _holding(words: str, part: QWidget) -> QFrame:
    card, form = _card(words)
    form.addRow(part)
    return card


def _card(words: str) -> tuple[QFrame, QFormLayout]:
    card = QFrame()
    card.setProperty("card", "true")
    layout = QVBoxLayout(card)
    layout.setContentsMargins(theme.px(16), theme.px(12), theme.px(16), theme.px(14))
    layout.addWidget(strong(words))
    form = QFormLayout()
    form.setLabelAlignment(Qt.AlignmentFlag.AlignVCenter)
    form.setVerticalSpacing(theme.px(7))
    layout.addLayout(form)
    layout.addStretch(1)
    return card, form
