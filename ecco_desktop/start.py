"""Where the program begins: the window is shown first, what it works with is loaded meanwhile."""

import configparser
import contextlib
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from ecco_desktop.domain.notices import Who
from ecco_desktop.paths import LOOK_FILE, read_small
from ecco_desktop.words import speech

if TYPE_CHECKING:
    from ecco_desktop.app import Application
    from ecco_desktop.reading import Reading
    from ecco_desktop.services.rescue import RescueService


def build(data: Path, *, demo: bool, day: bool = False, who: Who = Who.OWNER) -> "Application":
    """The application on a data folder, for `who` asks it; SetupProblem where it cannot be used."""
    from ecco_desktop import app

    speech.write_in(_shop_language(data))
    return app.build(data, demo=demo, day=day, who=who)


def read(data: Path, *, demo: bool) -> "Reading":
    """What is kept in a data folder, for reading; SetupProblem where it cannot be used."""
    if demo:
        # The demo has tasks from its first start on: it is made, and closed again.
        build(data, demo=True).close()
    from ecco_desktop.reading import open_reading

    speech.write_in(_shop_language(data))
    return open_reading(data)


def rescue(data: Path) -> "RescueService":
    """The way back to sound data, for a folder that nobody has open."""
    from ecco_desktop import app

    return app.rescue(data)


def _shop_language(data: Path) -> str:
    """What the window of this shop speaks; Portuguese where it says nothing, or cannot be read."""
    kept = configparser.ConfigParser(interpolation=None, strict=False)
    # A window's own file, written by Qt: nothing in it may keep the program from starting.
    with contextlib.suppress(configparser.Error, OSError, UnicodeDecodeError):
        kept.read_string(read_small(data / LOOK_FILE).decode())
    language = kept.get("General", "language", fallback=speech.PORTUGUESE)
    return language if language in dict(speech.LANGUAGES) else speech.PORTUGUESE


def has_display() -> bool:
    """Whether a window can be shown here."""
    if sys.platform in ("win32", "darwin") or os.environ.get("QT_QPA_PLATFORM"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def open_window(data: Path, *, demo: bool, minimized: bool) -> int:
    """Build, show the window, run until it is closed; the exit code."""
    from ecco_desktop.ui.application import run_window

    real = data.parent if demo else data
    return run_window(
        lambda wanted: build(real / "demo" if wanted else real, demo=wanted, day=wanted),
        lambda wanted: real / "demo" if wanted else real,
        rescue,
        demo=demo,
        minimized=minimized,
    )
