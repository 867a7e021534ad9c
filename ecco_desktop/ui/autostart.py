"""Starting with the session: one value of the user's Run key on Windows, one file elsewhere; no admin."""

import os
import shlex
import sys
from pathlib import Path

from PySide6.QtCore import QSettings

from ecco_desktop.domain.errors import SetupProblem
from ecco_desktop.paths import written_whole

NAME = "EccoDesktop"
RUN_KEY = r"HKEY_CURRENT_USER\Software\Microsoft\Windows\CurrentVersion\Run"
# A tray that is not there yet would leave the program without a place to hide.
DELAY_SECONDS = 20


def command(data_dir: Path) -> list[str]:
    """What the session starts: this program on this data folder, without its window."""
    frozen = bool(getattr(sys, "frozen", False))
    program = [sys.executable] if frozen else [sys.executable, "-m", "ecco_desktop"]
    return [*program, "--data-dir", str(data_dir), "--minimized"]


def is_on(data_dir: Path) -> bool:
    """Whether it starts with the session."""
    if sys.platform == "win32":
        return bool(QSettings(RUN_KEY, QSettings.Format.NativeFormat).value(_name(data_dir)))
    return _file(data_dir).exists()


def switch(data_dir: Path, *, on: bool) -> None:
    """Start with the session from now on, or no longer. SetupProblem where the system refuses."""
    try:
        if sys.platform == "win32":
            _switch_windows(data_dir, on=on)
        elif on:
            file = _file(data_dir)
            file.parent.mkdir(parents=True, exist_ok=True)
            with written_whole(file) as entry:
                entry.write((_agent(data_dir) if sys.platform == "darwin" else _entry(data_dir)).encode())
        else:
            _file(data_dir).unlink(missing_ok=True)
    except OSError as error:
        raise SetupProblem("autostart.failed", detail=error.strerror or error) from error


def _switch_windows(data_dir: Path, *, on: bool) -> None:
    keys = QSettings(RUN_KEY, QSettings.Format.NativeFormat)
    if on:
        keys.setValue(_name(data_dir), " ".join(f'"{part}"' for part in command(data_dir)))
    else:
        keys.remove(_name(data_dir))
    keys.sync()
    if keys.status() is not QSettings.Status.NoError:
        raise SetupProblem("autostart.failed", detail="Run")


def _name(data_dir: Path) -> str:
    """Several shops on one PC have each their own entry."""
    return NAME if data_dir.name in ("", NAME) else f"{NAME}-{data_dir.name}"


def _file(data_dir: Path) -> Path:
    if sys.platform == "darwin":
        return Path.home() / "Library" / "LaunchAgents" / f"br.ecco.{_name(data_dir)}.plist"
    base = os.environ.get("XDG_CONFIG_HOME") or str(Path.home() / ".config")
    return Path(base) / "autostart" / f"{_name(data_dir).casefold()}.desktop"


def _entry(data_dir: Path) -> str:
    return "\n".join(
        (
            "[Desktop Entry]",
            "Type=Application",
            "Name=Ecco Desktop",
            "Comment=Automações da loja",
            f"Exec={shlex.join(command(data_dir))}",
            f"X-GNOME-Autostart-Delay={DELAY_SECONDS}",
            "Terminal=false",
            "",
        )
    )


def _agent(data_dir: Path) -> str:
    from xml.sax.saxutils import escape

    parts = "".join(f"<string>{escape(part)}</string>" for part in command(data_dir))
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<plist version="1.0"><dict>'
        f"<key>Label</key><string>br.ecco.{escape(_name(data_dir))}</string>"
        f"<key>ProgramArguments</key><array>{parts}</array>"
        "<key>RunAtLoad</key><true/></dict></plist>\n"
    )
