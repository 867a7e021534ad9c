"""The look: one table of colours for light and dark, and icons in the colours of the day."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QColor, QGuiApplication, QIcon, QPainter, QPalette, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QApplication

ICONS = Path(__file__).parent.parent / "resources" / "icons"


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


def apply(app: QApplication, dark: bool | None = None) -> None:
    """Dress the application; `dark` None follows the system."""
    app.setProperty("ecco_dark", dark)
    app.setStyle("Fusion")
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
    return f"""
    QToolTip {{ background: {now.raised}; color: {now.text}; border: 1px solid {now.line}; padding: 6px; }}
    QTableView {{ background: {now.surface}; border: 1px solid {now.line}; border-radius: 8px;
        selection-background-color: {now.selected}; selection-color: {now.text}; outline: 0; }}
    QTableView:focus {{ border: 1px solid {now.accent}; }}
    QTableView::item {{ padding: 0 10px; border-bottom: 1px solid {now.raised}; }}
    QHeaderView::section {{ background: {now.surface}; color: {now.muted}; border: 0;
        border-bottom: 1px solid {now.line}; padding: 8px 10px; font-weight: 600; }}
    QTableCornerButton::section {{ background: {now.surface}; border: 0; }}
    QLineEdit, QSpinBox, QTimeEdit, QComboBox {{ background: {now.surface}; border: 1px solid {now.line};
        border-radius: 6px; padding: 5px 9px; min-height: 20px; }}
    QLineEdit:focus, QSpinBox:focus, QTimeEdit:focus {{ border: 1px solid {now.accent}; }}
    QPushButton, QToolButton {{ background: {now.surface}; border: 1px solid {now.line}; border-radius: 6px;
        padding: 5px 12px; min-height: 20px; max-height: 20px; }}
    QToolButton[flat="true"] {{ background: transparent; border: 1px solid transparent; }}
    QPushButton:hover, QToolButton:hover {{ background: {now.raised}; }}
    QPushButton:focus, QToolButton:focus {{ border: 1px solid {now.accent}; }}
    QPushButton:checked, QToolButton:checked {{ background: {now.selected}; border-color: {now.accent}; }}
    QPushButton:disabled, QToolButton:disabled {{ color: {now.muted}; background: {now.window}; }}
    QPushButton[primary="true"] {{ background: {now.accent}; color: {now.on_accent};
        border-color: {now.accent}; }}
    QToolButton::menu-indicator {{ image: none; width: 0; }}
    QToolButton[popupMode="2"] {{ padding-right: 12px; }}
    QTabWidget::pane {{ border: 0; }}
    QTabBar::tab {{ background: transparent; color: {now.muted}; padding: 7px 14px; border: 0;
        border-bottom: 2px solid transparent; }}
    QTabBar::tab:selected {{ color: {now.text}; border-bottom: 2px solid {now.accent}; font-weight: 600; }}
    QTabBar::tab:focus {{ color: {now.accent}; }}
    QStatusBar {{ background: {now.raised}; color: {now.text}; }}
    QStatusBar::item {{ border: 0; }}
    QMenu {{ background: {now.surface}; border: 1px solid {now.line}; padding: 6px; }}
    QMenu::item {{ padding: 7px 26px 7px 12px; border-radius: 4px; }}
    QMenu::item:selected {{ background: {now.selected}; }}
    QMenu::item:disabled {{ color: {now.muted}; }}
    QMenu::separator {{ height: 1px; background: {now.line}; margin: 5px 8px; }}
    QSplitter::handle {{ background: transparent; }}
    QLabel[muted="true"] {{ color: {now.muted}; }}
    QLabel[title="true"] {{ font-size: 15px; font-weight: 600; }}
    QFrame[card="true"] {{ background: {now.surface}; border: 1px solid {now.line}; border-radius: 8px; }}
    QFrame[banner="true"] {{ background: {now.selected}; border: 0; }}
    QWidget#side {{ background: {now.surface}; border-right: 1px solid {now.line}; }}
    QWidget#side QToolButton {{ text-align: left; border: 0; padding: 8px 12px; max-height: 40px;
        background: transparent; }}
    QWidget#side QToolButton:hover {{ background: {now.raised}; }}
    QWidget#side QToolButton:checked {{ background: {now.selected}; font-weight: 600; }}
    QWidget#side QToolButton:focus {{ border: 1px solid {now.accent}; }}
    QScrollBar:vertical {{ background: transparent; width: 11px; margin: 2px; }}
    QScrollBar::handle:vertical {{ background: {now.line}; border-radius: 3px; min-height: 28px; }}
    QScrollBar::add-line, QScrollBar::sub-line {{ height: 0; width: 0; }}
    QScrollBar:horizontal {{ background: transparent; height: 11px; margin: 2px; }}
    QScrollBar::handle:horizontal {{ background: {now.line}; border-radius: 3px; min-width: 28px; }}
    """


def icon(name: str, colour: str | None = None) -> QIcon:
    """An icon of the program in a colour of the theme (the text's where none is given)."""
    return QIcon(pixmap(name, colour or colours().text, 32))


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
    return image


def contrast(first: str, second: str) -> float:
    """The contrast of two colours, 1 to 21 (WCAG 2)."""
    light, dark = sorted((_luminance(first), _luminance(second)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    parts = (int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5))
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
