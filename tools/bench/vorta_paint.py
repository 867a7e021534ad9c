"""The first paint of Vorta's window, in an environment that has Vorta; prints seconds and megabytes.

Vorta (PyPI) is the nearest peer: a Qt window over a scheduler and peewee. It is started as its own entry
does, on an empty folder.
"""

import time

BEGAN = time.perf_counter()

import os
import sys
import tempfile
import threading
from pathlib import Path

sys.argv = ["vorta"]
from peewee import SqliteDatabase
from vorta import config
from vorta.log import init_logger
from vorta.store.connection import init_db

config.init_dev_mode(Path(tempfile.mkdtemp()))
init_logger(background=False)
init_db(SqliteDatabase(config.SETTINGS_DIR / "settings.db", pragmas={"journal_mode": "wal"}))

from vorta.application import VortaApp
from vorta.views.main_window import MainWindow

REST_SECONDS = 3.0
told: list[float] = []


def painted(_window: object, _event: object) -> None:
    """Keep when the first paint came, and end a moment later, at rest."""
    if told:
        return
    told.append(time.perf_counter() - BEGAN)
    threading.Timer(REST_SECONDS, end).start()


def end() -> None:
    """Print and leave, whatever dialog is open."""
    lines = Path("/proc/self/status").read_text().splitlines()
    rest = next(int(line.split()[1]) for line in lines if line.startswith("VmRSS")) / 1024
    os.write(1, f'{{"shown": {told[0]:.3f}, "rest_mb": {rest:.0f}}}\n'.encode())
    os._exit(0)


MainWindow.paintEvent = painted
application = VortaApp(sys.argv, single_app=False)
application.main_window.show()
application.exec()
