"""The end of the session: asked about, called off, come; and tasks that do not begin by themselves."""

import subprocess
import sys

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ecco_desktop.domain.errors import SetupProblem
from ecco_desktop.domain.health import HealthLevel
from ecco_desktop.ui import application
from ecco_desktop.ui.application import Desktop
from ecco_desktop.ui.session import Application, Session
from tests.ui.conftest import OpenShop, finish, tasks_shown, was_read

ALL_WELL = "Tudo certo"


@pytest.fixture
def session(desktop: Desktop) -> Session:
    made = Session(desktop, desktop)
    app = QApplication.instance()
    assert isinstance(app, Application), "the window's own kind hears the end before the windows do"
    made.connect_to(app)
    return made


def says_all_well(desktop: Desktop) -> bool:
    told = [desktop.window.health.words.text(), desktop.window.tray._icon.toolTip()]
    return any(ALL_WELL in words for words in told)


def test_a_log_off_that_is_called_off_closes_nothing(
    desktop: Desktop, session: Session, opened: OpenShop, qtbot: QtBot
) -> None:
    qtbot.wait_until(lambda: was_read(desktop.window))
    for _again in range(2):
        session.end_is_asked(None)
    assert not opened.closed and tasks_shown(desktop.window)
    ended = opened.shop.run("import_orders")
    assert ended.state.final, "what was scheduled goes on"


def test_the_end_itself_closes_the_data_before_the_windows_are_asked(
    desktop: Desktop, session: Session, opened: OpenShop, qtbot: QtBot
) -> None:
    qtbot.wait_until(lambda: was_read(desktop.window))
    app = QApplication.instance()
    assert isinstance(app, Application)
    app.quit_came.emit()
    assert opened.closed and desktop.window._closing, "it closes where it hid before"
    # What was asked before, and is answered after the data was closed.
    desktop.window.workspace._take(desktop.window.workspace.snapshot)  # type: ignore[arg-type]
    assert not says_all_well(desktop), "nothing runs any more"


def test_the_sessions_word_ends_a_program_whose_windows_would_hide() -> None:
    words = """
import sys
from PySide6.QtCore import QEvent, QTimer
from PySide6.QtWidgets import QWidget
from ecco_desktop.ui.session import Application, Session
class Hides(QWidget):
    closing = False
    def closeEvent(self, event):
        event.setAccepted(self.closing)
class Desktop:
    def close_now(self):
        window.closing = True
app = Application([])
app.setQuitOnLastWindowClosed(False)
window = Hides()
window.show()
Session(Desktop(), app).connect_to(app)
QTimer.singleShot(0, lambda: app.sendEvent(app, QEvent(QEvent.Type.Quit)))
QTimer.singleShot(20000, lambda: app.exit(9))
sys.exit(app.exec())
"""
    done = subprocess.run([sys.executable, "-c", words], timeout=60, check=False)
    assert done.returncode == 0, "the end was given up"


def test_about_to_quit_is_the_end_too_and_comes_after_it_as_well(
    desktop: Desktop, session: Session, opened: OpenShop
) -> None:
    session.ends()
    assert opened.closed
    session.ends()


def test_an_end_that_does_not_come_after_all_is_told_and_the_data_opened_again(
    desktop: Desktop, session: Session, opened: OpenShop, qtbot: QtBot
) -> None:
    qtbot.wait_until(lambda: was_read(desktop.window))
    before = desktop.window
    desktop._returning.setInterval(1)
    opened.began = False
    session.ends()
    assert opened.closed and not says_all_well(desktop)
    qtbot.wait_until(lambda: opened.began and was_read(desktop.window))
    assert desktop.window is not before
    assert "cancelado" in desktop.window.statusBar().currentMessage()
    desktop.window.close()
    assert not desktop.window._closing, "it hides again instead of closing"


def test_who_quits_twice_quits_once(desktop: Desktop, opened: OpenShop, qtbot: QtBot) -> None:
    closings: list[float] = []
    real = opened.close
    opened.close = lambda seconds=5.0: (closings.append(seconds), real(seconds))  # type: ignore[method-assign]
    desktop.quit()
    desktop.quit()
    qtbot.wait_until(lambda: opened.closed)
    assert len(closings) == 1


def test_nothing_says_that_all_is_well_while_nothing_begins_by_itself(
    app: QApplication, opened: OpenShop, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    scheduler, refuses = opened.shop.scheduler, [True]
    monkeypatch.setattr(application, "BEGIN_AGAIN_MILLISECONDS", 50)

    def looks() -> None:
        if refuses[0]:
            raise SetupProblem("storage.folder", folder="x", detail="cheio")

    monkeypatch.setattr(scheduler._bookings, "strike_taken", looks)
    monkeypatch.setattr(opened, "begin", scheduler.start)
    made = Desktop(lambda: opened, demo=False, minimized=False)

    def shown() -> HealthLevel | None:
        snapshot = made.window.workspace.snapshot if made.window.is_open else None
        return snapshot.health.level if snapshot else None

    qtbot.wait_until(lambda: shown() is HealthLevel.BROKEN)
    assert "não começam sozinhas" in made.window.health.words.text()
    refuses[0] = False
    qtbot.wait_until(lambda: shown() not in (None, HealthLevel.BROKEN))
    scheduler.stop()
    assert opened.services.tasks.trouble() == "schedule.silent"
    finish(made)
