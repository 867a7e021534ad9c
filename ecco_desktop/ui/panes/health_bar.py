"""The top of the window: how all is doing, pause, and notices."""

from collections.abc import Sequence
from datetime import UTC, datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QWidget,
)

from ecco_desktop.domain.foreign import shown
from ecco_desktop.domain.health import Health, HealthLevel
from ecco_desktop.services.health import NextStep
from ecco_desktop.ui import health_texts, texts, theme
from ecco_desktop.ui.forms.choice import Choice
from ecco_desktop.ui.menus import MenuButton, emptied
from ecco_desktop.ui.panes.elided import ElidedLabel
from ecco_desktop.ui.pauses import offer_pauses
from ecco_desktop.ui.plain import Label, tip
from ecco_desktop.words import _

TONES = {
    HealthLevel.GOOD: "good",
    HealthLevel.WORKING: "accent",
    HealthLevel.ATTENTION: "warning",
    HealthLevel.BROKEN: "bad",
    HealthLevel.PAUSED: "muted",
}

# The health line is worth more than the whole of a store's name.
STORE_WIDTH, STORE_WIDTH_NARROW = 190, 130


class HealthBar(QFrame):
    """Shows the worst thing first, with the one button that solves it; asks for pauses."""

    pause_asked = Signal(object)
    resume_asked = Signal()
    bell_pressed = Signal()
    store_chosen = Signal(str)
    step_asked = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("card", "true")
        self._icon = Label()
        self.words = ElidedLabel(texts.loading())
        self.words.setProperty("title", "true")
        self.words.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.words.setAccessibleDescription(_("Situação geral"))
        self.solve = QPushButton()
        self.store = Choice(most=STORE_WIDTH)
        self.pause = MenuButton()
        self.bell = QToolButton()
        self._health: Health | None = None
        self._paused_until: datetime | None = None
        self._step: NextStep | None = None
        self._unread = 0
        self._build()

    def show_health(
        self, health: Health, paused_until: datetime | None, step: NextStep | None = None
    ) -> None:
        """The verdict of now, and what to do about it."""
        self._health, self._paused_until, self._step = health, paused_until, step
        self.tick()
        self._show_step(health_texts.button(step))
        words = _("Retomar") if paused_until else _("Pausar tudo")
        self.pause.setText(words)
        self.pause.setAccessibleName(words)
        self.pause.setToolTip(tip(words))
        self.pause.setIcon(theme.icon("play" if paused_until else "pause"))

    def show_stores(self, names: Sequence[str]) -> None:
        """The connections one can look at singly; hidden where there is only one."""
        if [self.store.itemData(row) for row in range(1, self.store.count())] == list(names):
            return
        chosen = self.store.currentData()
        self.store.blockSignals(True)
        self.store.clear()
        self.store.addItem(_("Todas as lojas"), "")
        for name in names:
            self.store.addItem(shown(name), name)
        self.store.setCurrentIndex(max(0, self.store.findData(chosen)))
        self.store.blockSignals(False)
        self.store.setVisible(len(names) > 1)

    def show_all(self) -> None:
        """Look at all of them."""
        self.store.setCurrentIndex(0)

    def tick(self) -> None:
        """Time went by."""
        if self._health is None:
            return
        words = health_texts.health(self._health, datetime.now(UTC), self._paused_until, self._step)
        self.words.setText(words)
        self.words.setToolTip(tip(words))
        # Nothing switched on is neither good nor bad.
        idle = self._health.level is HealthLevel.GOOD and not self._health.active
        name = "idle" if idle else texts.HEALTH_ICONS[self._health.level]
        self._show_icon(name, "muted" if idle else TONES[self._health.level])

    def show_closed(self, words: str) -> None:
        """The data was closed."""
        self.fail()
        self.words.setText(words)
        self.words.setToolTip(tip(words))

    def fail(self) -> None:
        """The data cannot be read."""
        self._health = self._step = None
        self._show_step("")
        self.words.setText(_("Os dados não puderam ser abertos"))
        self._show_icon("error", "bad")

    def _show_step(self, words: str) -> None:
        self.solve.setText(words)
        self.solve.setVisible(bool(words))

    def _show_icon(self, name: str, tone: str) -> None:
        self._icon.setPixmap(theme.pixmap(name, str(getattr(theme.colours(), tone)), theme.px(24)))

    def set_narrow(self, narrow: bool) -> None:
        """In a narrow window the line takes the room of words that an icon says, too."""
        style = Qt.ToolButtonStyle
        self.pause.setToolButtonStyle(style.ToolButtonIconOnly if narrow else style.ToolButtonTextBesideIcon)
        self.store.set_most(STORE_WIDTH_NARROW if narrow else STORE_WIDTH)

    def set_usable(self, usable: bool) -> None:
        """Whether there is something to pause, and notices to show."""
        self.pause.setEnabled(usable)
        self.bell.setEnabled(usable)

    def show_unread(self, count: int) -> None:
        """How many notices nobody has looked at."""
        self._unread = count
        self._show_bell()

    @property
    def unread(self) -> int:
        """Notices nobody has looked at."""
        return self._unread

    # -- inside --

    def _build(self) -> None:
        self.solve.hide()
        self.solve.clicked.connect(lambda: self.step_asked.emit(self._step))
        self.store.setAccessibleName(_("Mostrar as tarefas de"))
        self.store.hide()
        self.store.currentIndexChanged.connect(lambda _row: self.store_chosen.emit(self.store.currentData()))
        self.pause.setText(_("Pausar tudo"))
        self.pause.setIcon(theme.icon("pause"))
        self.pause.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.pause.entries.aboutToShow.connect(self._fill_pause)
        self.bell.setIcon(theme.icon("bell"))
        self.bell.clicked.connect(self.bell_pressed)
        self._show_bell()
        layout = QHBoxLayout(self)
        layout.setContentsMargins(theme.px(16), theme.px(10), theme.px(12), theme.px(10))
        layout.setSpacing(theme.px(10))
        layout.addWidget(self._icon)
        layout.addWidget(self.words, 1)
        layout.addWidget(self.solve)
        layout.addWidget(self.store)
        layout.addWidget(self.pause)
        layout.addWidget(self.bell)

    def _show_bell(self) -> None:
        self.bell.setText(str(self._unread) if self._unread else "")
        style = Qt.ToolButtonStyle
        self.bell.setToolButtonStyle(
            style.ToolButtonTextBesideIcon if self._unread else style.ToolButtonIconOnly
        )
        words = _("Avisos: {0} não lidos").format(self._unread) if self._unread else _("Avisos")
        self.bell.setToolTip(tip(words))
        self.bell.setAccessibleName(words)

    def _fill_pause(self) -> None:
        menu = emptied(self.pause.entries)
        if self._paused_until is not None:
            menu.addAction(theme.icon("play"), _("Retomar agora"), self.resume_asked.emit)
            menu.addSeparator()
        offer_pauses(menu, self.pause_asked.emit)
