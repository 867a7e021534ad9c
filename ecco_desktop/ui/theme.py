"""The look: one table of colours for light and dark, and icons in the colours of the day."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from PySide6.QtCore import QByteArray, QRectF, Qt, QTemporaryDir
from PySide6.QtGui import QColor, QGuiApplication, QIcon, QPainter, QPalette, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QApplication

from ecco_desktop.paths import resource

ICONS = resource("icons")


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


def px(length: float) -> int:
    """A length at 100 % text size, in the size of text that was chosen."""
    app = QApplication.instance()
    zoom = app.property("ecco_zoom") if app else None
    return round(length * (zoom or 1.0))


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
    QTableView::item {{ padding: 0 7px; border-bottom: 1px solid {now.raised}; }}
    QHeaderView::section {{ background: {now.surface}; color: {now.muted}; border: 0;
        border-bottom: 1px solid {now.line}; padding: 8px 10px; font-weight: 600; }}
    QTableCornerButton::section {{ background: {now.surface}; border: 0; }}
    QLineEdit, QSpinBox, QTimeEdit, QComboBox {{ background: {now.surface}; border: 1px solid {now.line};
        border-radius: 6px; padding: 5px 9px; min-height: {px(20)}px; }}
    QLineEdit:focus, QSpinBox:focus, QTimeEdit:focus, QComboBox:focus, QPlainTextEdit:focus,
        QTextBrowser:focus, QListView:focus, QTabBar:focus {{ border: 1px solid {now.accent}; }}
    QLineEdit:disabled, QSpinBox:disabled, QTimeEdit:disabled, QComboBox:disabled,
        QPlainTextEdit:disabled {{ background: {now.window}; color: {now.muted}; }}
    QComboBox::drop-down {{ border: 0; width: 24px; }}
    QComboBox::down-arrow {{ image: url({_drawn("down", now.muted)}); width: 12px; height: 12px; }}
    QComboBox QAbstractItemView {{ background: {now.surface}; border: 1px solid {now.line}; padding: 4px;
        outline: 0; selection-background-color: {now.selected}; selection-color: {now.text}; }}
    QSpinBox::up-button, QSpinBox::down-button, QTimeEdit::up-button, QTimeEdit::down-button {{
        border: 0; width: 18px; background: transparent; }}
    QSpinBox::up-arrow, QTimeEdit::up-arrow {{ image: url({_drawn("up", now.muted)}); width: 10px;
        height: 10px; }}
    QSpinBox::down-arrow, QTimeEdit::down-arrow {{ image: url({_drawn("down", now.muted)}); width: 10px;
        height: 10px; }}
    QCheckBox, QRadioButton {{ spacing: 8px; padding: 3px 0; }}
    QCheckBox::indicator, QRadioButton::indicator {{ width: 16px; height: 16px; background: {now.surface};
        border: 1px solid {now.muted}; }}
    QCheckBox::indicator {{ border-radius: 4px; }}
    QCheckBox::indicator:checked {{ background: {now.accent}; border-color: {now.accent};
        image: url({_drawn("tick", now.on_accent)}); }}
    QRadioButton::indicator:checked {{ border-color: {now.accent}; image: url({_drawn("dot", now.accent)}); }}
    QRadioButton::indicator {{ border-radius: 9px; }}
    QAbstractSpinBox QLineEdit {{ border: 0; background: transparent; padding: 0 2px 0 7px; }}
    QSpinBox, QTimeEdit {{ padding: 3px 20px 3px 2px; }}
    QCheckBox::indicator:focus, QRadioButton::indicator:focus, QCheckBox:focus, QRadioButton:focus {{
        color: {now.accent}; }}
    QCheckBox:disabled, QRadioButton:disabled {{ color: {now.muted}; }}
    QPlainTextEdit, QTextBrowser, QListView {{ background: {now.surface}; border: 1px solid {now.line};
        border-radius: 8px; padding: 4px; selection-background-color: {now.selected};
        selection-color: {now.text}; outline: 0; }}
    QListView::item {{ padding: 8px 10px; border-radius: 6px; color: {now.text}; }}
    QListView::item:selected {{ background: {now.selected}; }}
    QScrollArea {{ border: 0; background: transparent; }}
    QScrollArea > QWidget > QWidget {{ background: transparent; }}
    QProgressBar {{ background: {now.raised}; border: 0; border-radius: 4px; max-height: 8px;
        color: transparent; }}
    QProgressBar::chunk {{ background: {now.accent}; border-radius: 4px; }}
    QPushButton, QToolButton {{ background: {now.surface}; border: 1px solid {now.line}; border-radius: 6px;
        padding: 5px 12px; min-height: {px(20)}px; max-height: {px(20)}px; }}
    QToolButton[flat="true"] {{ background: transparent; border: 1px solid transparent; }}
    QPushButton:hover, QToolButton:hover {{ background: {now.raised}; }}
    QPushButton:focus, QToolButton:focus {{ border: 1px solid {now.accent}; }}
    QPushButton:checked, QToolButton:checked {{ background: {now.selected}; border-color: {now.accent}; }}
    QPushButton:disabled, QToolButton:disabled {{ color: {now.muted}; background: {now.window}; }}
    QPushButton[primary="true"]:focus {{ border: 2px solid {now.text}; }}
    QPushButton[primary="true"]:disabled {{ background: {now.raised}; color: {now.muted};
        border-color: {now.line}; }}
    QPushButton[primary="true"]:enabled {{ background: {now.accent}; color: {now.on_accent};
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
    QLabel[title="true"] {{ font-size: {px(15)}px; font-weight: 600; }}
    QLabel[huge="true"] {{ font-size: {px(22)}px; font-weight: 600; }}
    QLabel[strong="true"] {{ font-weight: 600; }}
    QFrame[card="true"] {{ background: {now.surface}; border: 1px solid {now.line}; border-radius: 8px; }}
    QFrame[banner="true"] {{ background: {now.selected}; border: 0; }}
    QWidget#side {{ background: {now.surface}; border-right: 1px solid {now.line}; }}
    QWidget#side QToolButton {{ text-align: left; border: 0; padding: 8px 12px; max-height: {px(40)}px;
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
    drawn = pixmap(name, colour or colours().text, 32)
    made = QIcon(drawn)
    # Else the style pales it in a selected row.
    made.addPixmap(drawn, QIcon.Mode.Selected)
    return made


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


def _drawn(name: str, colour: str) -> str:
    """An icon as a file, for style sheets: they take no pixmaps. The folder leaves with the program."""
    place = Path(_drawings().path()) / f"{name}-{colour.strip('#')}.svg"
    if not place.exists():
        source = (ICONS / f"{name}.svg").read_text(encoding="utf-8").replace("currentColor", colour)
        place.write_text(source, encoding="utf-8")
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
