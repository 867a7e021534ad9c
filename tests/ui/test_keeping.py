"""A start on damaged data, and the card of copies in Ajustes."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ecco_desktop.domain.keeping import BackupKind
from ecco_desktop.services.rescue import RescueService
from ecco_desktop.storage import backups as module
from ecco_desktop.storage.backups import FILE, Backups
from ecco_desktop.storage.database import open_storage
from ecco_desktop.storage.rescue import Rescue
from ecco_desktop.ui.application import Desktop
from ecco_desktop.ui.dialogs import rescue as dialogs
from ecco_desktop.ui.dialogs.rescue import RescueDialog
from ecco_desktop.ui.pages.settings import SettingsPage
from tests.fakes.app import FakeShop
from tests.fakes.system import FakeClock
from tests.ui.conftest import OpenShop, finish, tasks_shown


class Start:
    """A desktop whose data is damaged, with two copies."""

    def __init__(self, folder: Path, harm: Callable[[Path], object], copies: int = 2) -> None:
        self.folder, self.opened = folder, list[OpenShop]()
        clock = FakeClock()
        shop = FakeShop(folder)
        for number in range(copies):
            shop.storage.settings.set("number", str(number))
            clock.move(86400)
            Backups(folder).make(BackupKind.DAILY, clock.now())
        shop.storage.settings.set("number", "newest")
        shop.runner.close(5)
        shop.storage.finish()
        harm(folder / FILE)
        (folder / f"{FILE}-wal").write_bytes(b"left by a crash")
        service = RescueService(Rescue(folder), clock)
        self.desktop = Desktop(self.build, demo=False, minimized=False, rescue=service)

    def build(self) -> OpenShop:
        """As the composition root does it."""
        self.opened.append(OpenShop(FakeShop(self.folder), self.folder))
        return self.opened[-1]

    def dialog(self) -> RescueDialog | None:
        """The one that is shown."""
        found = self.desktop.window.findChildren(RescueDialog)
        return next((one for one in found if one.isVisible()), None)

    def end(self) -> None:
        """Take all away."""
        finish(self.desktop)
        for one in self.opened:
            one.shop.close()


def middle(path: Path) -> None:
    with path.open("rb+") as file:
        file.seek(4096)
        file.write(b"\xff" * (path.stat().st_size - 8192))


@pytest.mark.parametrize("harm", [middle, lambda path: path.unlink()], ids=["damaged", "gone"])
def test_a_damaged_start_offers_the_newest_sound_copy_and_opens_it(
    harm: Callable[[Path], object], qtbot: QtBot, app: QApplication, tmp_path: Path
) -> None:
    start = Start(tmp_path, harm)
    qtbot.waitUntil(lambda: start.dialog() is not None)
    dialog = start.dialog()
    assert dialog is not None and not start.opened
    assert dialog.copies.count() == 2
    assert dialog.restore.text() == f"Restaurar a cópia de {dialog.copies.itemText(0)}"
    assert dialog.restore.isDefault()
    dialog.restore.click()
    qtbot.waitUntil(lambda: bool(start.opened) and start.opened[0].began)
    assert start.opened[0].shop.storage.settings.get("number") == "1"
    qtbot.waitUntil(lambda: tasks_shown(start.desktop.window))
    start.end()


def test_an_older_copy_can_be_chosen(qtbot: QtBot, app: QApplication, tmp_path: Path) -> None:
    start = Start(tmp_path, middle)
    qtbot.waitUntil(lambda: start.dialog() is not None)
    dialog = start.dialog()
    assert dialog is not None
    dialog.copies.setCurrentIndex(1)
    assert dialog.copies.itemText(1) in dialog.restore.text()
    dialog.restore.click()
    qtbot.waitUntil(lambda: bool(start.opened) and start.opened[0].began)
    assert start.opened[0].shop.storage.settings.get("number") == "0"
    start.end()


def test_without_a_sound_copy_one_may_begin_anew_after_a_question(
    qtbot: QtBot, app: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    start = Start(tmp_path, middle, copies=0)
    qtbot.waitUntil(lambda: start.dialog() is not None)
    dialog = start.dialog()
    assert dialog is not None
    assert not dialog.restore.isVisible() and dialog.leave.isDefault()
    monkeypatch.setattr(dialogs, "sure", lambda *_: False)
    dialog.anew.click()
    assert dialog.isVisible()
    monkeypatch.setattr(dialogs, "sure", lambda *_: True)
    dialog.anew.click()
    qtbot.waitUntil(lambda: bool(start.opened))
    assert list(tmp_path.glob("ecco-set-aside-*.sqlite3"))
    start.end()


def test_closing_the_question_ends_the_program_and_changes_nothing(
    qtbot: QtBot, app: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ended: list[bool] = []
    monkeypatch.setattr(QApplication, "quit", staticmethod(lambda: ended.append(True)))
    start = Start(tmp_path, middle)
    before = (tmp_path / FILE).read_bytes()
    qtbot.waitUntil(lambda: start.dialog() is not None)
    dialog = start.dialog()
    assert dialog is not None
    dialog.leave.click()
    qtbot.waitUntil(lambda: bool(ended))
    assert not start.opened
    assert (tmp_path / FILE).read_bytes() == before
    start.end()


def test_a_copy_that_went_bad_meanwhile_is_told_and_asked_again(
    qtbot: QtBot, app: QApplication, tmp_path: Path
) -> None:
    start = Start(tmp_path, middle, copies=1)
    qtbot.waitUntil(lambda: start.dialog() is not None)
    dialog = start.dialog()
    assert dialog is not None
    dialog.chosen.path.write_bytes(b"gone bad")
    dialog.restore.click()
    page = start.desktop.window.state
    qtbot.waitUntil(page._button.isVisible)
    assert "danificada" in page._help.text()
    page._button.click()
    qtbot.waitUntil(lambda: start.dialog() is not None)
    again = start.dialog()
    assert again is not None and again.copies.count() == 0
    start.end()


def card(desktop: Desktop, qtbot: QtBot) -> SettingsPage:
    desktop.window.workspace.open_page("settings")
    page = desktop.window.workspace.pages["settings"]
    assert isinstance(page, SettingsPage)
    qtbot.waitUntil(page.backups.make.isVisible)
    return page


def test_a_person_makes_a_copy_and_sees_when(
    desktop: Desktop, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = card(desktop, qtbot)
    qtbot.waitUntil(lambda: "Ainda não" in page.backups.words.text())
    assert not page.backups.open.isEnabled() and page.backups.open.toolTip()
    page.backups.make.click()
    assert not page.backups.make.isEnabled()
    qtbot.waitUntil(lambda: page.backups.words.text().startswith("Última cópia: "))
    assert page.backups.make.isEnabled()
    (made,) = (tmp_path / "backups").iterdir()
    with_data = open_storage(_beside(made))
    assert len(with_data.tasks.all()) == 2
    with_data.finish()
    opened: list[str] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url.toLocalFile()))
    page.backups.open.click()
    assert opened and opened[0].endswith("backups")


def _beside(copy: Path) -> Path:
    """A folder of its own for a copy."""
    folder = copy.parents[1] / "look"
    folder.mkdir()
    (folder / FILE).write_bytes(copy.read_bytes())
    return folder


def test_a_copy_that_cannot_be_made_says_why_on_the_card(
    desktop: Desktop, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = card(desktop, qtbot)
    monkeypatch.setattr(module, "ROOM_BYTES", 10**18)
    page.backups.make.click()
    qtbot.waitUntil(page.backups.problem.isVisible)
    assert "disco está quase cheio" in page.backups.problem.text()
    qtbot.waitUntil(page.backups.make.isEnabled)
    monkeypatch.undo()
    page.backups.make.click()
    qtbot.waitUntil(lambda: not page.backups.problem.isVisible())
