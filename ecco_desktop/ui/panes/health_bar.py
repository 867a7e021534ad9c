"""The top of the window: how all is doing, pause, and notices."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QMenu, QSizePolicy, QToolButton, QWidget

from ecco_desktop.domain.health import Health, HealthLevel
from ecco_desktop.services.alerts import Notice
from ecco_desktop.ui import texts, theme

TONES = {
    HealthLevel.GOOD: "good",
    HealthLevel.WORKING: "accent",
    HealthLevel.ATTENTION: "warning",
    HealthLevel.BROKEN: "bad",
    HealthLevel.PAUSED: "muted",
}
KEPT = 50


class HealthBar(QFrame):
    """Shows the worst thing first; asks for pauses."""

    pause_asked = Signal(object)
    resume_asked = Signal()
    notice_opened = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("card", "true")
        self._icon = QLabel()
        self.words = QLabel(texts.LOADING)
        self.words.setProperty("title", "true")
        self.words.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.words.setAccessibleName("Situação geral")
        self.pause = QToolButton()
        self.bell = QToolButton()
        self._health: Health | None = None
        self._paused_until: datetime | None = None
        self._notices: list[tuple[datetime, Notice]] = []
        self._unread = 0
        self._build()

    def show_health(self, health: Health, paused_until: datetime | None) -> None:
        """The verdict of now."""
        self._health, self._paused_until = health, paused_until
        self.tick()
        self.pause.setText("Retomar" if paused_until else "Pausar tudo")
        self.pause.setIcon(theme.icon("play" if paused_until else "pause"))

    def tick(self) -> None:
        """Time went by."""
        if self._health is None:
            return
        words = texts.health(self._health, datetime.now(UTC), self._paused_until)
        self.words.setText(words)
        self.words.setToolTip(words)
        # Nothing switched on is neither good nor bad.
        idle = self._health.level is HealthLevel.GOOD and not self._health.active
        name = "idle" if idle else texts.HEALTH_ICONS[self._health.level]
        self._show_icon(name, "muted" if idle else TONES[self._health.level])

    def fail(self) -> None:
        """The data cannot be read."""
        self._health = None
        self.words.setText("Os dados não puderam ser abertos")
        self._show_icon("error", "bad")

    def _show_icon(self, name: str, tone: str) -> None:
        self._icon.setPixmap(theme.pixmap(name, str(getattr(theme.colours(), tone)), 24))

    def add_notice(self, notice: Notice) -> None:
        """Keep a notice in the list; it counts as unread until the list is opened."""
        self._notices = [(datetime.now(UTC), notice), *self._notices][:KEPT]
        self._unread += 1
        self._show_bell()

    @property
    def unread(self) -> int:
        """Notices nobody has looked at."""
        return self._unread

    # -- inside --

    def _build(self) -> None:
        self.pause.setText("Pausar tudo")
        self.pause.setIcon(theme.icon("pause"))
        self.pause.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.pause.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        menu = QMenu(self.pause)
        menu.aboutToShow.connect(self._fill_pause)
        self.pause.setMenu(menu)
        self.bell.setIcon(theme.icon("bell"))
        self.bell.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        notices = QMenu(self.bell)
        notices.aboutToShow.connect(self._fill_notices)
        self.bell.setMenu(notices)
        self._show_bell()
        layout = QHBoxLayout(self)
        layout.setContentsMargins(16, 10, 12, 10)
        layout.setSpacing(10)
        layout.addWidget(self._icon)
        layout.addWidget(self.words, 1)
        layout.addWidget(self.pause)
        layout.addWidget(self.bell)

    def _show_bell(self) -> None:
        self.bell.setText(str(self._unread) if self._unread else "")
        style = Qt.ToolButtonStyle
        self.bell.setToolButtonStyle(
            style.ToolButtonTextBesideIcon if self._unread else style.ToolButtonIconOnly
        )
        words = f"Avisos: {self._unread} não lidos" if self._unread else "Avisos"
        self.bell.setToolTip(words)
        self.bell.setAccessibleName(words)

    def _fill_pause(self) -> None:
        menu = self.pause.menu()
        menu.clear()
        if self._paused_until is not None:
            menu.addAction(theme.icon("play"), "Retomar agora", self.resume_asked.emit)
            menu.addSeparator()
        menu.addAction("Por 1 hora", self._pause_hour)
        menu.addAction("Até amanhã às 6h", self._pause_night)
        menu.addAction("Até eu retomar", self._pause_open)

    def _pause_hour(self) -> None:
        self.pause_asked.emit(1.0)

    def _pause_night(self) -> None:
        now = datetime.now(texts.ZONE)
        morning = (now + timedelta(days=1)).replace(hour=6, minute=0, second=0, microsecond=0)
        self.pause_asked.emit((morning - now).total_seconds() / 3600)

    def _pause_open(self) -> None:
        self.pause_asked.emit(None)

    def _fill_notices(self) -> None:
        menu = self.bell.menu()
        menu.clear()
        self._unread = 0
        self._show_bell()
        if not self._notices:
            menu.addAction("Nenhum aviso").setEnabled(False)
        for at, notice in self._notices[:12]:
            name = f"{texts.ago(at, datetime.now(UTC))}  {notice.title}"
            icon = theme.icon("error" if notice.failure else "check", _tone(notice))
            action = menu.addAction(icon, name)
            action.setToolTip(notice.body)
            action.triggered.connect(lambda _=False, chosen=notice: self.notice_opened.emit(chosen))
        menu.setToolTipsVisible(True)

    def notices(self) -> Sequence[Notice]:
        """Newest first."""
        return [notice for _, notice in self._notices]


def _tone(notice: Notice) -> str:
    now = theme.colours()
    return now.bad if notice.failure else now.good
