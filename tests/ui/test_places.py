"""A window stands on a screen that is there, whatever was unplugged, turned or made smaller meanwhile."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ecco_desktop.ui import places
from ecco_desktop.ui.application import Desktop
from ecco_desktop.ui.places import GRIP_HEIGHT, GRIP_WIDTH, Box, ScreenWatch, brought_in, screens

COORDINATES = st.integers(-6000, 6000)
BOXES = st.builds(Box, COORDINATES, COORDINATES, st.integers(1, 5000), st.integers(1, 3000))
SCREENS = st.builds(Box, COORDINATES, COORDINATES, st.integers(320, 4000), st.integers(240, 2200))
MAIN = Box(0, 0, 1366, 728)


def grip(window: Box) -> Box:
    return replace(window, height=min(window.height, GRIP_HEIGHT))


@given(BOXES, st.lists(SCREENS, min_size=1, max_size=3))
def test_it_can_be_taken_by_its_title_and_is_never_larger_than_before(window: Box, there: list[Box]) -> None:
    found = brought_in(window, there)
    assert found.width <= window.width and found.height <= window.height
    best = max(there, key=lambda screen: found.shared(screen).area)
    if found != window:
        assert found.shared(best) == found, "what is moved is moved in whole"
    corners = [Box(found.x + across, found.y, 1, 1) for across in (0, found.width - 1)]
    shown = [grip(found).shared(screen) for screen in there]
    assert any(part.width >= min(found.width, GRIP_WIDTH) for part in shown) or all(
        any(corner.shared(screen).area for screen in there) for corner in corners
    )


@given(BOXES, st.lists(SCREENS, max_size=3))
def test_once_brought_in_it_stays(window: Box, there: list[Box]) -> None:
    found = brought_in(window, there)
    assert brought_in(found, there) == found


@given(st.lists(SCREENS, min_size=1, max_size=3), st.data())
def test_what_is_wholly_on_a_screen_is_left_alone(there: list[Box], data: st.DataObject) -> None:
    home = data.draw(st.sampled_from(there))
    width, height = data.draw(st.integers(1, home.width)), data.draw(st.integers(1, home.height))
    x = data.draw(st.integers(home.x, home.x + home.width - width))
    y = data.draw(st.integers(home.y, home.y + home.height - height))
    window = Box(x, y, width, height)
    assert brought_in(window, there) == window


@pytest.mark.parametrize(
    ("window", "there", "wanted"),
    [
        (Box(1366, 0, 1366, 728), [MAIN], Box(0, 0, 1366, 728)),
        (Box(-1500, -200, 1200, 700), [MAIN], Box(0, 0, 1200, 700)),
        (Box(100, 100, 1920, 1080), [MAIN], Box(0, 0, 1366, 728)),
        (Box(300, -400, 800, 600), [MAIN], Box(300, 0, 800, 600)),
        # Half over the edge as a person left it, the title in sight: left alone.
        (Box(900, 300, 1000, 600), [MAIN], Box(900, 300, 1000, 600)),
        # Over two screens, larger than each.
        (Box(700, 10, 1400, 700), [MAIN, Box(1366, 0, 1366, 728)], Box(700, 10, 1400, 700)),
        (Box(0, 0, 800, 600), [], Box(0, 0, 800, 600)),
        (Box(5000, 5000, 980, 560), [Box(0, 0, 800, 600)], Box(0, 40, 800, 560)),
    ],
    ids=["unplugged", "negative", "smaller", "title above", "by hand", "spanning", "no screen", "tiny"],
)
def test_cases_of_shops(window: Box, there: list[Box], wanted: Box) -> None:
    assert brought_in(window, there) == wanted


def standing(desktop: Desktop) -> Box:
    rect = desktop.window.frameGeometry()
    return Box(rect.x(), rect.y(), rect.width(), rect.height())


def test_the_window_comes_from_the_tray_onto_a_screen_that_is_there(desktop: Desktop) -> None:
    desktop.window.hide()
    desktop.window.move(9000, -3000)
    assert not desktop.window.isVisible()
    desktop.window.show_up()
    assert brought_in(standing(desktop), screens()) == standing(desktop)
    assert any(standing(desktop).shared(screen).area for screen in screens())


def test_what_is_hidden_when_a_screen_goes_stays_hidden_and_what_is_shown_comes_in(
    desktop: Desktop, app: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(places, "screens", lambda: [Box(0, 0, 1000, 600)])
    watch = ScreenWatch(app, desktop)
    desktop.window.hide()
    desktop.window.move(5000, 5000)
    watch.look()
    assert not desktop.window.isVisible() and standing(desktop).x == 5000
    desktop.window.show_up()
    assert standing(desktop).shared(Box(0, 0, 1000, 600)) == standing(desktop)
    desktop.window.move(5000, 5000)
    watch.look()
    assert standing(desktop).shared(Box(0, 0, 1000, 600)) == standing(desktop)


def test_large_on_a_screen_that_is_gone_is_large_on_the_one_that_is_there(
    desktop: Desktop, qtbot: QtBot
) -> None:
    window = desktop.window
    window.move(9000, 9000)
    window.hide()
    window.setWindowState(Qt.WindowState.WindowMaximized)
    window.show()
    qtbot.wait_until(window.isMaximized)
    rect = window.normalGeometry()
    normal = Box(rect.x(), rect.y(), rect.width(), rect.height())
    assert any(normal.shared(screen).area for screen in screens())


def test_what_was_kept_of_a_screen_that_is_gone_is_put_right_at_the_next_start(desktop: Desktop) -> None:
    desktop.window.move(9000, 9000)
    kept = desktop.window.saveGeometry()
    desktop.window.hide()
    desktop.window.restoreGeometry(kept)
    desktop.window.show()
    assert any(standing(desktop).shared(screen).area for screen in screens())
