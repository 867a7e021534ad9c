"""What every page has: a title, tools, a place for its content, and a state where there is none."""

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QLineEdit,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from ecco_desktop.services.all import Services
from ecco_desktop.ui import theme
from ecco_desktop.ui.background import Background
from ecco_desktop.ui.panes.elided import ElidedLabel
from ecco_desktop.ui.panes.flow import Flow
from ecco_desktop.ui.panes.state_page import StatePage
from ecco_desktop.ui.plain import tip
from ecco_desktop.words import _

T = TypeVar("T")
TYPING_MILLISECONDS = 250


class Page(QWidget):
    """Reads in the background. `said` carries a word for the bottom line."""

    said = Signal(str)
    help_page = "index"

    def __init__(
        self, background: Background, services: Services, title: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.background = background
        self.services = services
        self.state = StatePage()
        self.content = QWidget()
        self.body = QVBoxLayout(self.content)
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.setSpacing(theme.px(10))
        self.bar = Flow()
        self.heading = ElidedLabel(title)
        self.heading.setProperty("title", "true")
        self.bar.add_greedy(self.heading)
        self.stack = QStackedWidget()
        self.stack.addWidget(self.state)
        self.stack.addWidget(self.content)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(theme.px(16), theme.px(12), theme.px(16), theme.px(16))
        layout.setSpacing(theme.px(10))
        layout.addLayout(self.bar)
        layout.addWidget(self.stack, 1)
        self.state.say("clock", _("Abrindo os dados…"))
        self._turn = 0

    def reload(self) -> None:
        """Read what is shown anew."""

    def aim(self, target: object) -> None:
        """What is chosen when it is read next."""

    def set_locked(self, locked: bool) -> None:
        """The technician's screens were locked or opened."""

    def ask(self, operation: Callable[[Services], T], take: Callable[[T], None]) -> None:
        """Read or do something off the UI thread; a failure is shown in place of the content."""
        services = self.services
        self.background.run(self, lambda: operation(services), take, self.fail)

    def ask_newest(self, operation: Callable[[Services], T], take: Callable[[T], None]) -> None:
        """As `ask`, but only the answer to the newest question counts."""
        self._turn += 1
        turn = self._turn

        def newest(found: T) -> None:
            if turn == self._turn:
                take(found)

        self.ask(operation, newest)

    def do(self, operation: Callable[[Services], T], then: Callable[[T], None]) -> None:
        """Change something; a failure is told in the bottom line."""
        services = self.services
        self.background.run(self, lambda: operation(services), then, self.said.emit)

    def show_content(self) -> None:
        """There is something to show."""
        self.stack.setCurrentWidget(self.content)

    def say(
        self,
        icon: str,
        title: str,
        help_text: str = "",
        button: str = "",
        press: Callable[[], None] | None = None,
        tone: str = "muted",
    ) -> None:
        """There is nothing to show: say why, and what to do next."""
        self.state.say(icon, title, help_text, button, press, tone)
        self.stack.setCurrentWidget(self.state)

    def fail(self, words: str) -> None:
        """Something went wrong."""
        self.say("error", _("Não foi possível ler os dados"), words, _("Tentar de novo"), self.reload, "bad")


def search_field(placeholder: str, name: str, changed: Callable[[], None], parent: QWidget) -> QLineEdit:
    """A search field that waits for a pause in typing."""
    field = QLineEdit()
    field.setPlaceholderText(placeholder)
    field.setAccessibleName(name)
    field.setClearButtonEnabled(True)
    field.setMaximumWidth(theme.px(300))
    field.setMinimumWidth(theme.px(150))
    timer = QTimer(parent)
    timer.setSingleShot(True)
    timer.setInterval(TYPING_MILLISECONDS)
    timer.timeout.connect(changed)
    field.textChanged.connect(lambda _text: timer.start())
    return field


def tool(icon: str, words: str, press: Callable[[], None], text: str = "") -> QToolButton:
    """A button with an icon, and words where there is room for them."""
    button = QToolButton()
    button.setIcon(theme.icon(icon))
    button.setToolTip(tip(words))
    button.setAccessibleName(words)
    if text:
        button.setText(text)
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
    button.clicked.connect(lambda _checked=False: press())
    return button
