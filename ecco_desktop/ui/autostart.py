"""Starting with the session: one value of the user's Run key on Windows, one file elsewhere; no admin.

Each data folder has an entry of its own, named by an id that lies in the folder and goes with it when it is
moved. Earlier versions named it by the folder's last name only: where such an entry is this folder's, it is
taken for it and replaced.
"""

import contextlib
import logging
import os
import secrets
import sys
from enum import Enum, auto
from pathlib import Path

from PySide6.QtCore import QSettings

from ecco_desktop.domain.errors import SetupProblem
from ecco_desktop.paths import make_folder, read_small, written_whole
from ecco_desktop.ui import entries
from ecco_desktop.ui.look import LookFile

_log = logging.getLogger(__name__)
NAME = "EccoDesktop"
RUN_KEY = r"HKEY_CURRENT_USER\Software\Microsoft\Windows\CurrentVersion\Run"
# Windows takes no more from a value of the Run key.
LONGEST_LINE = 260
# A tray that is not there yet would leave the program without a place to hide.
DELAY_SECONDS = 20
FOLDER_OPTION = "--data-dir"
_OFF = ("Hidden=true", "X-GNOME-Autostart-enabled=false")


class Mended(Enum):
    """What an entry was found to need at a start."""

    NOTHING = auto()
    RENEWED = auto()


def command(data_dir: Path) -> list[str]:
    """What the session starts: this program on this data folder, without its window."""
    frozen = bool(getattr(sys, "frozen", False))
    program = [sys.executable] if frozen else [sys.executable, "-m", "ecco_desktop"]
    return [*program, FOLDER_OPTION, str(data_dir), "--minimized"]


def is_on(data_dir: Path) -> bool:
    """Whether it starts with the session."""
    return _own(data_dir) is not None


def switch(data_dir: Path, *, on: bool) -> None:
    """Start with the session from now on, or no longer. SetupProblem where the system refuses."""
    try:
        own = _own(data_dir)
        if on:
            name = _new_name(data_dir) if own is None or _legacy(data_dir) == own else own
            _write(name, command(data_dir))
            own = own if own != name else None
        if own is not None:
            _remove(own)
    except (OSError, ValueError) as error:
        # ValueError: a name that is no Unicode, or that no property list can hold.
        detail = error.strerror if isinstance(error, OSError) and error.strerror else error
        raise SetupProblem("autostart.failed", detail=detail) from error


def mend(data_dir: Path) -> Mended:
    """Where this folder's entry starts something else (an earlier version's, or the program or the folder was
    moved), write it anew. SetupProblem where the system refuses."""
    own = _own(data_dir)
    if own is None or (own != _legacy(data_dir) and _read(own) == command(data_dir)):
        return Mended.NOTHING
    _log.info("the entry that starts this program with the session is written anew: %s", own)
    switch(data_dir, on=True)
    return Mended.RENEWED


# -- whose entry is whose --


def _own(data_dir: Path) -> str | None:
    """The name of this folder's entry; None where it has none."""
    kept = LookFile(data_dir).start_id() if data_dir.is_dir() else ""
    if kept:
        name = f"{NAME}-{kept}"
        started = _folder_of(_read(name))
        if started is not None and (_same(started, data_dir) or not _is_data(started)):
            return name
    old = _legacy(data_dir)
    started = _folder_of(_read(old))
    return old if started is not None and _same(started, data_dir) else None


def _new_name(data_dir: Path) -> str:
    """A name no other folder has: a copy has the id of the first, whose entry it must not take."""
    make_folder(data_dir)
    before = LookFile(data_dir).start_id()
    if before and not _read(f"{NAME}-{before}"):
        return f"{NAME}-{before}"
    kept = secrets.token_hex(4)
    LookFile(data_dir).keep_start_id(kept)
    return f"{NAME}-{kept}"


def _legacy(data_dir: Path) -> str:
    """As earlier versions named it."""
    return NAME if data_dir.name in ("", NAME) else f"{NAME}-{data_dir.name}"


def _folder_of(parts: list[str]) -> Path | None:
    """The data folder that a command opens."""
    if FOLDER_OPTION not in parts[:-1]:
        return None
    return Path(parts[parts.index(FOLDER_OPTION) + 1])


def _same(one: Path, other: Path) -> bool:
    with contextlib.suppress(OSError):
        return one == other or one.samefile(other)
    return False


def _is_data(folder: Path) -> bool:
    return (folder / "ecco.sqlite3").exists()


# -- reading and writing one --


def _read(name: str) -> list[str]:
    """The command an entry starts; none where it is not there, or was switched off elsewhere."""
    if sys.platform == "win32":
        return entries.read_windows_line(str(_run_key().value(name) or ""))
    with contextlib.suppress(OSError, UnicodeDecodeError):
        found = read_small(_file(name), follow=True)
        if sys.platform == "darwin":
            return entries.read_property_list(found)
        return _started_by(found.decode())
    return []


def _started_by(text: str) -> list[str]:
    found = entries.EXEC.search(text)
    if found is None or any(line.strip() in _OFF for line in text.splitlines()):
        return []
    return entries.read_desktop_exec(found[1])


def _write(name: str, parts: list[str]) -> None:
    if sys.platform == "win32":
        line = entries.windows_line(parts)
        if len(line) > LONGEST_LINE:
            raise SetupProblem("autostart.too_long", longest=LONGEST_LINE, length=len(line))
        keys = _run_key()
        keys.setValue(name, line)
        _check(keys)
        return
    text = entries.property_list(f"br.ecco.{name}", parts) if sys.platform == "darwin" else _entry(parts)
    file = _file(name)
    file.parent.mkdir(parents=True, exist_ok=True)
    with written_whole(file) as out:
        out.write(text)


def _remove(name: str) -> None:
    if sys.platform == "win32":
        keys = _run_key()
        keys.remove(name)
        _check(keys)
    else:
        _file(name).unlink(missing_ok=True)


def _run_key() -> QSettings:
    return QSettings(RUN_KEY, QSettings.Format.NativeFormat)


def _check(keys: QSettings) -> None:
    keys.sync()
    if keys.status() is not QSettings.Status.NoError:
        raise SetupProblem("autostart.failed", detail="Run")


def _file(name: str) -> Path:
    if sys.platform == "darwin":
        return Path.home() / "Library" / "LaunchAgents" / f"br.ecco.{name}.plist"
    base = os.environ.get("XDG_CONFIG_HOME") or str(Path.home() / ".config")
    return Path(base) / "autostart" / f"{name.casefold()}.desktop"


def _entry(parts: list[str]) -> bytes:
    lines = (
        "[Desktop Entry]",
        "Type=Application",
        "Name=Ecco Desktop",
        "Comment=Automações da loja",
        f"Exec={entries.desktop_exec(parts)}",
        f"X-GNOME-Autostart-Delay={DELAY_SECONDS}",
        "Terminal=false",
        "",
    )
    return "\n".join(lines).encode("utf-8")
