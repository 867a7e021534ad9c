"""The program itself, started as a session starts it: it comes to the tray, and ends from there."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from pytestqt.qtbot import QtBot

from tests.desktop.conftest import Stage
from tests.desktop.test_keyring import labels
from tests.desktop.test_tray import Panel


def test_it_comes_to_the_tray_and_ends_from_its_menu(
    stage: Stage, tmp_path: Path, asked: Callable[..., Any], qtbot: QtBot
) -> None:
    before = len(stage.watcher.items)
    line = [sys.executable, "-m", "ecco_desktop", "--data-dir", str(tmp_path), "--minimized"]
    with subprocess.Popen(line) as program:
        qtbot.waitUntil(lambda: len(stage.watcher.items) > before, timeout=20_000)
        panel = Panel(stage)
        assert asked(lambda: panel.read("Title")) == "Ecco Desktop"
        qtbot.waitUntil(lambda: "Sair" in asked(panel.words), timeout=20_000)
        qtbot.waitUntil(lambda: "Ecco Desktop — Nome deste computador" in labels("ecco-desktop/machine"))
        asked(lambda: panel.click("Sair"))
        qtbot.waitUntil(lambda: program.poll() is not None, timeout=20_000)
    assert program.returncode == 0
