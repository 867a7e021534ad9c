"""How this window looks on this computer: language, theme, size of text, place. Read before the data is.

These are the window's own; they stand in a small file of the data folder, not in the database, so that
the first thing shown already looks right. The file is written by Qt when the program is idle.
"""

import contextlib
import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from PySide6.QtCore import QByteArray, QLibraryInfo, QLocale, QSettings, Qt, QTranslator
from PySide6.QtWidgets import QApplication

from ecco_desktop.paths import LOOK_FILE, drop_link
from ecco_desktop.ui import theme
from ecco_desktop.ui.recolour import recolour
from ecco_desktop.words.speech import LANGUAGES, PORTUGUESE, speak, write_in

THEMES = ("system", "light", "dark")
ZOOMS = (100, 125, 150, 175)
_DARK = {"light": False, "dark": True}
START_ID = re.compile(r"[0-9a-f]{8}")


@dataclass(frozen=True, slots=True)
class Look:
    """`zoom` is the size of text in percent of the system's own."""

    language: str = PORTUGUESE
    theme: str = "system"
    zoom: int = 100


class LookFile:
    """Reads and writes it."""

    def __init__(self, folder: Path) -> None:
        # Qt would write through it.
        with contextlib.suppress(OSError):
            drop_link(folder / LOOK_FILE)
        self._file = QSettings(str(folder / LOOK_FILE), QSettings.Format.IniFormat)

    def read(self) -> Look:
        """What was chosen; anything that cannot be used is the default."""
        language, how = str(self._file.value("language", "")), str(self._file.value("theme", ""))
        zoom = str(self._file.value("zoom", ""))
        return Look(
            language if language in dict(LANGUAGES) else PORTUGUESE,
            how if how in THEMES else "system",
            int(zoom) if zoom in map(str, ZOOMS) else 100,
        )

    def write(self, look: Look) -> None:
        """Keep it."""
        self._file.setValue("language", look.language)
        self._file.setValue("theme", look.theme)
        self._file.setValue("zoom", look.zoom)

    def place(self) -> QByteArray:
        """Where the window was; empty where nobody knows."""
        found = self._file.value("place")
        return found if isinstance(found, QByteArray) else QByteArray()

    def keep_place(self, place: QByteArray) -> None:
        """Remember where the window is."""
        self._file.setValue("place", place)

    def table(self, name: str) -> str:
        """How a table was left; empty where it never was touched."""
        return str(self._file.value(f"tables/{name}", ""))

    def keep_table(self, name: str, text: str) -> None:
        """Remember it."""
        self._file.setValue(f"tables/{name}", text)

    def start_id(self) -> str:
        """What this folder's entry among the programs of the session is named by; empty before the first."""
        kept = str(self._file.value("start_id", ""))
        return kept if START_ID.fullmatch(kept) else ""

    def keep_start_id(self, kept: str) -> None:
        """Remember it, at once: the entry is made next."""
        self._file.setValue("start_id", kept)
        self._file.sync()

    def flag(self, name: str) -> bool:
        """Whether something was said once already."""
        return str(self._file.value(name, "")) == "yes"

    def set_flag(self, name: str) -> None:
        """Do not say it again."""
        self._file.setValue(name, "yes")


class Voice:
    """The catalogs of the language of now; kept alive as long as the application."""

    def __init__(self, app: QApplication) -> None:
        self._app = app
        self._installed: list[QTranslator] = []

    def use(self, language: str) -> None:
        """Speak this language from the next widget on."""
        for old in self._installed:
            self._app.removeTranslator(old)
        self._installed.clear()
        QLocale.setDefault(QLocale(language))
        qt = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
        # Qt's own words are English already.
        if language == PORTUGUESE:
            self._install("qtbase_pt_BR", qt)
        speak(language)
        write_in(language)

    def _install(self, name: str, folder: str) -> bool:
        translator = QTranslator(self._app)
        if not translator.load(name, folder):
            return False
        self._app.installTranslator(translator)
        self._installed.append(translator)
        return True


@lru_cache(maxsize=1)
def voice_of(app: QApplication) -> Voice:
    """The one voice of the application: two would leave the first one's catalogs in place."""
    return Voice(app)


def dress(app: QApplication, look: Look) -> None:
    """Colours and size of text, now and for everything made later."""
    base = app.property("ecco_points")
    if base is None:
        base = max(app.font().pointSizeF(), theme.SMALLEST_POINTS)
        app.setProperty("ecco_points", base)
    theme.set_text(app, float(base), look.zoom / 100)
    _ask_for(app, look)
    theme.apply(app, _DARK.get(look.theme))


def recolour_as(app: QApplication, look: Look) -> None:
    """Another theme for what is there; see `recolour`."""
    _ask_for(app, look)
    recolour(app, _DARK.get(look.theme))


def _ask_for(app: QApplication, look: Look) -> None:
    hints = app.styleHints()
    schemes = {"light": Qt.ColorScheme.Light, "dark": Qt.ColorScheme.Dark}
    wanted = schemes.get(look.theme, Qt.ColorScheme.Unknown)
    if hasattr(hints, "setColorScheme"):
        hints.setColorScheme(wanted)
