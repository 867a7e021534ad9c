"""What the window says where nothing may run: a folder that woke elsewhere, a replaced file, a full disk."""

import os
import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ecco_desktop.domain.errors import SetupProblem
from ecco_desktop.domain.events import TasksChanged
from ecco_desktop.domain.folder import Place
from ecco_desktop.domain.health import HealthLevel, health_of
from ecco_desktop.domain.runs import RunState, Trigger
from ecco_desktop.services.folder import FolderService
from ecco_desktop.storage.backups import FILE
from ecco_desktop.ui.application import Desktop
from ecco_desktop.ui.dialogs.place import PlaceDialog
from tests.fakes.home import FakeHome
from tests.ui.conftest import OpenShop, finish, tasks_shown
from tests.unit.jobs.test_full_disk import fill, make_room
from tests.unit.jobs.test_import_orders import stocked


def away(opened: OpenShop, place: Place) -> FakeHome:
    """The shop's folder is not at home here."""
    home = FakeHome(place)
    opened.shop.runner._owner._home = home
    folder = FolderService(home, opened.shop.deeds, opened.fan)
    opened.services = replace(opened.services, folder=folder)
    return home


@pytest.mark.parametrize(
    ("press", "found", "deed"),
    [
        ("moved", Place.HOME, "deed.folder_moved"),
        ("copied", Place.COPY, "deed.folder_copy"),
        ("later", None, ""),
    ],
)
def test_a_folder_that_woke_elsewhere_asks_and_runs_nothing_before_the_answer(
    app: QApplication, qtbot: QtBot, opened: OpenShop, press: str, found: Place | None, deed: str
) -> None:
    home = away(opened, Place.ELSEWHERE)
    stocked(opened.shop, "1")
    task = opened.shop.storage.tasks.all()[0]
    made = Desktop(lambda: opened, demo=False, minimized=False)
    qtbot.waitUntil(lambda: tasks_shown(made.window) and bool(made.window.findChildren(PlaceDialog)))
    [dialog] = made.window.findChildren(PlaceDialog)
    assert dialog.later.isDefault(), "a key pressed in passing would answer"
    qtbot.waitUntil(lambda: "Mudou de computador" in made.window.health.words.text())
    with pytest.raises(SetupProblem, match=r"folder\.elsewhere"):
        opened.shop.runner.request(task.id, Trigger.SCHEDULE)
    getattr(dialog, press).click()
    if found is None:
        assert home.found is Place.ELSEWHERE
    else:
        qtbot.waitUntil(lambda: home.found is found)
        expected = (
            "Mudou de computador" if found is Place.ELSEWHERE else "cópia" if found is Place.COPY else ""
        )
        qtbot.waitUntil(
            lambda: (
                expected in made.window.health.words.text()
                and "Mudou de computador" not in made.window.health.words.text()
            )
        )
        assert [one.key for one in opened.shop.deeds.newest(9)].count(deed) == 1
    if found is Place.HOME:
        assert opened.shop.run("import_orders").state is RunState.SUCCEEDED
    else:
        with pytest.raises(SetupProblem, match=r"folder\."):
            opened.shop.runner.request(task.id, Trigger.PERSON)
    finish(made)


def test_a_copy_opens_without_a_question_and_says_what_it_is(
    app: QApplication, qtbot: QtBot, opened: OpenShop
) -> None:
    away(opened, Place.COPY)
    made = Desktop(lambda: opened, demo=False, minimized=False)
    qtbot.waitUntil(lambda: tasks_shown(made.window) and "é uma cópia" in made.window.health.words.text())
    assert made.window.findChildren(PlaceDialog) == []
    finish(made)


def test_a_replaced_file_becomes_a_page_that_says_so(
    desktop: Desktop, qtbot: QtBot, opened: OpenShop, tmp_path: Path
) -> None:
    shutil.copyfile(tmp_path / FILE, tmp_path / "old")
    os.replace(tmp_path / "old", tmp_path / FILE)
    scheduler = opened.shop.scheduler
    scheduler._looked(scheduler._recovery.look)
    page = desktop.window.workspace.table.page
    qtbot.waitUntil(page.isVisible)
    assert "foi trocado por outro" in page._help.text()


def test_a_run_that_cannot_be_written_down_is_on_the_health_line(
    desktop: Desktop, qtbot: QtBot, opened: OpenShop
) -> None:
    stocked(opened.shop, *[str(number) for number in range(150)])
    fill(opened.shop, 3)
    opened.shop.run("import_orders")
    words = desktop.window.health.words
    opened.fan.emit(TasksChanged())
    qtbot.waitUntil(lambda: "ainda não pôde ser gravado" in words.text())
    make_room(opened.shop)
    opened.shop.run("import_orders")
    opened.fan.emit(TasksChanged())
    qtbot.waitUntil(lambda: "ainda não pôde ser gravado" not in words.text())


def test_what_keeps_everything_from_running_outranks_all() -> None:
    found = health_of([], 3, paused=True, trouble="folder.copy")
    assert (found.level, found.trouble) == (HealthLevel.BROKEN, "folder.copy")
