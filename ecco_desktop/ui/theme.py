"""The look: one table of colours for light and dark, and icons in the colours of the day."""

import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from functools import lru_cache
from pathlib import Path
from string import Template

from PySide6.QtCore import QByteArray, QRectF, Qt, QTemporaryDir
from PySide6.QtGui import QColor, QFontMetrics, QGuiApplication, QIcon, QPainter, QPalette, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QApplication, QWidget

from ecco_desktop.paths import resource, written_whole

ICONS = resource("icons")
# What the style sheet draws itself, and in which colour.
_DRAWN = (("down", "muted"), ("up", "muted"), ("tick", "on_accent"), ("dot", "accent"))
_PX, _PT = re.compile(r"px(\d+)"), re.compile(r"pt(\d+)")
# The size of text that every length of the window was drawn for, in points and in pixels.
SMALLEST_POINTS = 9.5
_DRAWN_FOR = SMALLEST_POINTS * 96 / 72
# Of words with a colour of their own: which, and what style besides.
TINT = "ecco_tint"
# By Qt's number of an icon or picture: name, colour, size. Qt gives a number once.
_drawn_as: dict[int, tuple[str, str, int]] = {}


@dataclass(frozen=True, slots=True)
class Colours:
    """Every colour of one theme. Text on any surface has a contrast of at least 4.5:1 (see tests)."""

    window: str
    surface: str
    raised: str
    line: str
    text: str
    muted: str
    accent: str
    on_accent: str
    selected: str
    good: str
    warning: str
    bad: str


LIGHT = Colours(
    window="#f3f5f8",
    surface="#ffffff",
    raised="#eaeef3",
    line="#d5dbe3",
    text="#1a1f26",
    muted="#515b68",
    accent="#0b5cad",
    on_accent="#ffffff",
    selected="#dceafa",
    good="#15692f",
    warning="#805100",
    bad="#b3202a",
)
DARK = Colours(
    window="#14171b",
    surface="#1b1f25",
    raised="#262c34",
    line="#363e48",
    text="#e8ebef",
    muted="#a8b2be",
    accent="#7ab8ff",
    on_accent="#0a1724",
    selected="#24384f",
    good="#6bd687",
    warning="#ebbd55",
    bad="#ff9a92",
)


def is_dark() -> bool:
    """Whether the system asks for a dark look."""
    return QGuiApplication.styleHints().colorScheme() is Qt.ColorScheme.Dark


def colours() -> Colours:
    """The colours of now."""
    app = QApplication.instance()
    forced = app.property("ecco_dark") if app else None
    return DARK if (is_dark() if forced is None else forced) else LIGHT


def set_text(app: QApplication, points: float, zoom: float) -> None:
    """The size of text from now on: `zoom` times the `points` that the system asks for."""
    font = app.font()
    font.setPointSizeF(points * zoom)
    app.setFont(font)
    screen = QGuiApplication.primaryScreen()
    pixels = points * (screen.logicalDotsPerInch() if screen else 96.0) / 72
    # Where the system's own text is larger than ours, lengths follow it, too.
    app.setProperty("ecco_zoom", zoom * max(1.0, pixels / _DRAWN_FOR))


def px(length: float) -> int:
    """A length at 100 % text size, in the size of text that was chosen."""
    app = QApplication.instance()
    zoom = app.property("ecco_zoom") if app else None
    return round(length * (zoom or 1.0))


def line_height() -> int:
    """Of one line of text, in pixels."""
    return QFontMetrics(QApplication.font()).height()


def apply(app: QApplication, dark: bool | None = None) -> None:
    """Dress the application; `dark` None follows the system."""
    app.setStyle("Fusion")
    put_on(app, dark)


def put_on(app: QApplication, dark: bool | None = None) -> None:
    """The colours of now for whatever asks for them when it is drawn; see `recolour` for the rest."""
    app.setProperty("ecco_dark", dark)
    now = colours()
    app.setPalette(_palette(now))
    app.setStyleSheet(_sheet(now))


def _palette(now: Colours) -> QPalette:
    role = QPalette.ColorRole
    palette = QPalette()
    table: Mapping[QPalette.ColorRole, str] = {
        role.Window: now.window,
        role.WindowText: now.text,
        role.Base: now.surface,
        role.AlternateBase: now.window,
        role.Text: now.text,
        role.PlaceholderText: now.muted,
        role.Button: now.surface,
        role.ButtonText: now.text,
        role.Highlight: now.selected,
        role.HighlightedText: now.text,
        role.ToolTipBase: now.raised,
        role.ToolTipText: now.text,
        role.Link: now.accent,
        role.Mid: now.line,
        role.Accent: now.accent,
    }
    for which, colour in table.items():
        palette.setColor(which, QColor(colour))
    disabled = QPalette.ColorGroup.Disabled
    for which in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(disabled, which, QColor(now.muted))
    return palette


def _sheet(now: Colours) -> str:
    sheet = Template((resource("styles") / "window.qss").read_text(encoding="utf-8"))
    names = sheet.get_identifiers()
    lengths = {found[0]: px(int(found[1])) for found in map(_PX.fullmatch, names) if found}
    points = max(QApplication.font().pointSizeF(), 1.0)
    sizes = {found[0]: f"{points * int(found[1]) / 100:.4g}" for found in map(_PT.fullmatch, names) if found}
    drawn = {f"drawn_{icon}": _drawn(icon, getattr(now, colour)) for icon, colour in _DRAWN}
    return sheet.substitute(asdict(now) | lengths | sizes | drawn, round=(px(16) + 2) // 2)


def icon(name: str, colour: str | None = None) -> QIcon:
    """An icon of the program in a colour of the theme (the text's where none is given)."""
    return _icon(name, colour or colours().text)


@lru_cache(maxsize=256)
def _icon(name: str, colour: str) -> QIcon:
    drawn = pixmap(name, colour, 32)
    made = QIcon(drawn)
    # Else the style pales it in a selected row.
    made.addPixmap(drawn, QIcon.Mode.Selected)
    _drawn_as[made.cacheKey()] = (name, colour, 32)
    return made


def icon_of_now(shown: QIcon) -> QIcon | None:
    """An icon that was made here, in the colours of now; None where it is not ours."""
    known = _drawn_as.get(shown.cacheKey())
    return None if known is None else icon(known[0], of_now(known[1]))


def pixmap_of_now(shown: QPixmap) -> QPixmap | None:
    """The same for a picture."""
    known = _drawn_as.get(shown.cacheKey())
    return None if known is None else pixmap(known[0], of_now(known[1]), known[2])


def of_now(colour: str) -> str:
    """The colour that has now the part which `colour` has in light or in dark."""
    for scheme in (LIGHT, DARK):
        for part, value in asdict(scheme).items():
            if value == colour:
                return str(getattr(colours(), part))
    return colour


def tint(label: QWidget, tone: str, more: str = "") -> None:
    """Give words a colour of the theme, now and whenever the colours change; `more` is style besides."""
    label.setProperty(TINT, f"{tone};{more}")
    label.setStyleSheet(f"color: {getattr(colours(), tone)}; {more}")


@lru_cache(maxsize=256)
def pixmap(name: str, colour: str, size: int) -> QPixmap:
    """An SVG icon drawn in one colour."""
    source = (ICONS / f"{name}.svg").read_text(encoding="utf-8").replace("currentColor", colour)
    renderer = QSvgRenderer(QByteArray(source.encode()))
    image = QPixmap(size, size)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    renderer.render(painter, QRectF(0, 0, size, size))
    painter.end()
    _drawn_as[image.cacheKey()] = (name, colour, size)
    return image


def _drawn(name: str, colour: str) -> str:
    """An icon as a file, for style sheets: they take no pixmaps. The folder leaves with the program."""
    place = Path(_drawings().path()) / f"{name}-{colour.strip('#')}.svg"
    if not place.exists():
        source = (ICONS / f"{name}.svg").read_text(encoding="utf-8").replace("currentColor", colour)
        with written_whole(place) as file:
            file.write(source.encode())
    return place.as_posix()


@lru_cache(maxsize=1)
def _drawings() -> QTemporaryDir:
    return QTemporaryDir()


def contrast(first: str, second: str) -> float:
    """The contrast of two colours, 1 to 21 (WCAG 2)."""
    light, dark = sorted((_luminance(first), _luminance(second)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    parts = (int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5))
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
