"""What stands around the workspace from the first paint on, whatever the data is like."""

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtWidgets import QMainWindow

from ecco_desktop.ui.background import Background
from ecco_desktop.ui.bridge import Bridge
from ecco_desktop.ui.look import Look
from ecco_desktop.ui.panes.health_bar import HealthBar
from ecco_desktop.ui.panes.side import Side
from ecco_desktop.ui.tray import Tray


@dataclass(frozen=True, slots=True)
class Frame:
    """The shell's parts, as the workspace uses them; `window` is what dialogs belong to."""

    window: QMainWindow
    background: Background
    bridge: Bridge
    health: HealthBar
    side: Side
    tray: Tray
    data_dir: Path
    look: Look
