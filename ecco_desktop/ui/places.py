"""Where a window may stand: on screens that are there. The rule is pure; Qt is asked and told below it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import QObject, QPoint, QRect, QSize, Qt, QTimer
from PySide6.QtGui import QGuiApplication, QScreen
from PySide6.QtWidgets import QApplication, QWidget

# What a person needs to take a window by its title and move it.
GRIP_HEIGHT, GRIP_WIDTH = 24, 120
# What a title and its frame take of a screen.
FRAME_HEIGHT, FRAME_WIDTH = 36, 8


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle of the desktop."""

    x: int
    y: int
    width: int
    height: int

    def shared(self, other: "Box") -> "Box":
        """What both cover; without width or height where they do not meet."""
        left, top = max(self.x, other.x), max(self.y, other.y)
        right = min(self.x + self.width, other.x + other.width)
        bottom = min(self.y + self.height, other.y + other.height)
        return Box(left, top, max(0, right - left), max(0, bottom - top))

    @property
    def area(self) -> int:
        """Width by height."""
        return self.width * self.height


def brought_in(window: Box, screens: Sequence[Box]) -> Box:
    """Where `window` is to stand on these screens (the first is the main one; each as far as it is free).

    It stays where its whole, or else its title and its size, can be used; otherwise it goes onto the screen
    that shows most of it, no larger than that, and onto the main one where none does.
    """
    if not screens or _whole(window, screens):
        return window
    home = max(screens, key=lambda screen: window.shared(screen).area)
    fits = window.width <= home.width and window.height <= home.height
    if fits and _graspable(window, screens):
        return window
    size = replace(window, width=min(window.width, home.width), height=min(window.height, home.height))
    return replace(
        size,
        x=min(max(size.x, home.x), home.x + home.width - size.width),
        y=min(max(size.y, home.y), home.y + home.height - size.height),
    )


def _whole(window: Box, screens: Sequence[Box]) -> bool:
    """Whether every corner and the title stand on some screen (on several, where it spans them)."""
    corners = (
        Box(window.x + across, window.y + down, 1, 1)
        for across in (0, window.width - 1)
        for down in (0, window.height - 1)
    )
    return all(any(corner.shared(screen).area for screen in screens) for corner in corners)


def _graspable(window: Box, screens: Sequence[Box]) -> bool:
    title = replace(window, height=min(window.height, GRIP_HEIGHT))
    needed = min(window.width, GRIP_WIDTH)
    shown = (title.shared(screen) for screen in screens)
    return any(part.width >= needed and part.height >= title.height for part in shown)


def bring_in(window: QWidget) -> None:
    """Have a window stand where it can be seen and taken hold of; nothing is shown that was not."""
    state = window.windowState()
    large = Qt.WindowState.WindowMaximized | Qt.WindowState.WindowFullScreen
    now = window.normalGeometry() if state & large else window.frameGeometry()
    wanted = brought_in(_box(now), screens())
    if wanted == _box(now):
        return
    if state & large:
        # On a screen that is gone: back to its own size, and large again on the one it comes to.
        window.setWindowState(state & ~large)
    edge = QPoint(now.width() - window.width(), now.height() - window.height())
    if state & large:
        edge = QPoint(0, 0)
    least = window.minimumSize()
    size = (max(1, wanted.width - edge.x()), max(1, wanted.height - edge.y()))
    window.setMinimumSize(min(least.width(), size[0]), min(least.height(), size[1]))
    window.resize(*size)
    window.move(wanted.x, wanted.y)
    if state & large:
        window.setWindowState(state)


def room(window: QWidget) -> QSize:
    """How large a window may be on the screen it stands on."""
    free = window.screen().availableGeometry()
    return QSize(free.width() - FRAME_WIDTH, free.height() - FRAME_HEIGHT)


def screens() -> list[Box]:
    """What is free of each screen that is there, the main one first."""
    main = QGuiApplication.primaryScreen()
    found = sorted(QGuiApplication.screens(), key=lambda screen: screen is not main)
    return [_box(screen.availableGeometry()) for screen in found]


class ScreenWatch(QObject):
    """Brings every window that is shown onto a screen when one goes or changes; hidden ones when shown."""

    def __init__(self, app: QApplication, parent: QObject) -> None:
        super().__init__(parent)
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        # Systems move windows by themselves first, and tell of several changes at once.
        self._later.setInterval(300)
        self._later.timeout.connect(self.look)
        app.screenAdded.connect(self._watch)
        app.screenRemoved.connect(self._changed)
        app.primaryScreenChanged.connect(self._changed)
        for screen in app.screens():
            self._watch(screen)

    def look(self) -> None:
        """Bring in what is shown."""
        kinds = (Qt.WindowType.Window, Qt.WindowType.Dialog)
        for window in QApplication.topLevelWidgets():
            if window.isVisible() and not window.isMinimized() and window.windowType() in kinds:
                bring_in(window)

    def _watch(self, screen: QScreen) -> None:
        screen.availableGeometryChanged.connect(self._changed)
        self._changed()

    def _changed(self, *_what: object) -> None:
        self._later.start()


def _box(rect: QRect) -> Box:
    return Box(rect.x(), rect.y(), rect.width(), rect.height())
