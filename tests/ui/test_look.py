"""Look, language, size of text, keyboard and names: what every page owes to everyone."""

from collections.abc import Sequence
from dataclasses import fields, replace
from pathlib import Path

import pytest
from PySide6.QtCore import QByteArray, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QHeaderView,
    QLabel,
    QLineEdit,
    QSpinBox,
    QWidget,
)
from pytestqt.qtbot import QtBot

from ecco_desktop.paths import resource
from ecco_desktop.ui import theme
from ecco_desktop.ui.application import Desktop
from ecco_desktop.ui.background import Background
from ecco_desktop.ui.dialogs.manual import PAGES as MANUAL
from ecco_desktop.ui.dialogs.manual import ManualDialog
from ecco_desktop.ui.look import ZOOMS, Look, LookFile, dress, voice_of
from ecco_desktop.ui.models.paged import PAGE, PagedModel
from ecco_desktop.ui.models.rows import Cell
from ecco_desktop.ui.models.tasks import Column
from ecco_desktop.ui.panes.side import PAGES
from ecco_desktop.words.speech import ENGLISH, PORTUGUESE, number
from tests.ui.conftest import OpenShop, finish, tasks_shown

NAMES = [name for name, _, _ in PAGES]
INPUTS = (QLineEdit, QComboBox, QSpinBox, QAbstractItemView)


@pytest.mark.parametrize("colours", [theme.LIGHT, theme.DARK])
def test_every_text_colour_stands_out_from_every_ground(colours: theme.Colours) -> None:
    grounds = (colours.window, colours.surface, colours.raised, colours.selected)
    for tone in ("text", "muted", "accent", "good", "warning", "bad"):
        for ground in grounds:
            found = theme.contrast(getattr(colours, tone), ground)
            assert found >= 4.5, f"{tone} on {ground}: {found:.2f}"
    assert theme.contrast(colours.on_accent, colours.accent) >= 4.5
    assert {field.name for field in fields(colours)} >= {"text", "muted"}


@pytest.mark.parametrize("name", NAMES)
def test_what_can_be_used_has_a_name_and_can_be_reached_by_keyboard(
    desktop: Desktop, qtbot: QtBot, name: str
) -> None:
    desktop.window.workspace.open_page(name)
    qtbot.wait_until(lambda: not desktop.window.workspace._reading)
    desktop.background.wait(5000)
    QApplication.processEvents()
    for part in desktop.window.findChildren(QWidget):
        if not part.isVisibleTo(desktop.window) or part.objectName().startswith("qt_"):
            continue
        if isinstance(part, QAbstractButton):
            assert part.text() or part.accessibleName(), f"a button without a name on {name}"
        elif isinstance(part, INPUTS) and not isinstance(part, QHeaderView):
            label = part.accessibleName() or part.toolTip()
            assert label, f"{type(part).__name__} without a name on {name}"
        # Of buttons that exclude each other Qt gives the tab key to the chosen one, arrows to the others.
        grouped = isinstance(part, QAbstractButton) and part.group() is not None
        if isinstance(part, QAbstractButton | QLineEdit | QComboBox) and not grouped:
            assert part.focusPolicy() & Qt.FocusPolicy.TabFocus, (
                f"{part} cannot be reached on {name}: {part.toolTip() or part.parent()}"
            )


def test_pages_open_by_their_keys(desktop: Desktop, qtbot: QtBot) -> None:
    desktop.window.activateWindow()
    for place, name in enumerate(NAMES, 1):
        qtbot.keyClick(desktop.window, getattr(Qt.Key, f"Key_{place}"), Qt.KeyboardModifier.ControlModifier)
        qtbot.wait_until(lambda wanted=name: desktop.window.workspace.shown == wanted)


def test_help_opens_on_the_page_one_is_looking_at(desktop: Desktop, qtbot: QtBot) -> None:
    for name, wanted in (
        ("today", "hoje"),
        ("pending", "pendencias"),
        ("stock", "estoque"),
        ("connections", "tecnico"),
    ):
        desktop.window.workspace.open_page(name)
        desktop.window.workspace._help()
        found = [one for one in desktop.window.findChildren(ManualDialog) if one.isVisible()]
        assert found[-1].page == wanted
        assert len(found[-1].browser.toPlainText()) > 200
        found[-1].reject()
        found[-1].deleteLater()
    assert {name for name, _ in MANUAL} == {page.stem for page in resource("manual").glob("*.md")}


def test_the_window_is_made_anew_in_english_and_goes_on(
    desktop: Desktop, qtbot: QtBot, plain: QApplication, opened: OpenShop
) -> None:
    before = desktop.window
    desktop.window.workspace.open_page("settings")
    desktop.change_look(Look(ENGLISH, "dark", 125))
    assert desktop.window is not before
    qtbot.wait_until(lambda: desktop.window.workspace.model.rowCount() == 2)
    assert desktop.window.side.buttons["tasks"].accessibleName() == "Tasks"
    assert desktop.window.workspace.model.index(0, 0).data() == "Import Sale Orders"
    assert number(1234567) == "1,234,567"
    assert theme.colours() is theme.DARK and theme.px(100) == 125
    texts = [label.text() for label in desktop.window.findChildren(QLabel)]
    assert not [text for text in texts if "ção" in text or "ções" in text], "Portuguese in the English window"
    opened.shop.run("import_orders")
    qtbot.wait_until(
        lambda: str(desktop.window.workspace.model.index(0, Column.RESULT).data()) == "Nothing to do"
    )
    desktop.change_look(Look(PORTUGUESE, "light", 100))
    qtbot.wait_until(lambda: desktop.window.workspace.model.rowCount() == 2)
    assert number(1234567) == "1.234.567"


@pytest.mark.parametrize("zoom", ZOOMS)
def test_larger_text_makes_larger_rows_and_buttons(
    plain: QApplication, qtbot: QtBot, opened: OpenShop, zoom: int
) -> None:
    dress(plain, Look(zoom=zoom))
    made = Desktop(lambda: opened, demo=False, minimized=False)
    qtbot.wait_until(lambda: tasks_shown(made.window))
    height = made.window.workspace.table.table.verticalHeader().defaultSectionSize()
    assert height >= made.window.fontMetrics().height() * 2
    assert made.window.side.buttons["tasks"].height() >= made.window.fontMetrics().height()
    finish(made)


def test_what_was_chosen_is_found_at_the_next_start(tmp_path: Path, plain: QApplication) -> None:
    LookFile(tmp_path).write(Look(ENGLISH, "dark", 150))
    file = LookFile(tmp_path)
    file.keep_place(QByteArray(b"x"))
    file.set_flag("said")
    assert LookFile(tmp_path).read() == Look(ENGLISH, "dark", 150)
    assert LookFile(tmp_path).flag("said") and not LookFile(tmp_path).flag("other")
    file._file.setValue("zoom", "900")
    file._file.setValue("language", "xx")
    assert LookFile(tmp_path).read() == Look(PORTUGUESE, "dark", 100)


def test_qts_own_dialogs_speak_portuguese(plain: QApplication) -> None:
    voice = voice_of(plain)
    voice.use(PORTUGUESE)
    assert QApplication.translate("QPlatformTheme", "Cancel") == "Cancelar"
    voice.use(ENGLISH)
    assert QApplication.translate("QPlatformTheme", "Cancel") == "Cancel"


def test_pages_of_rows_come_as_one_scrolls(app: QApplication, qtbot: QtBot, qtmodeltester: object) -> None:
    background = Background()
    problems: list[str] = []
    model: PagedModel[int] = PagedModel(
        (Cell("N", str), Cell("2N", lambda n: str(2 * n))), background, problems.append
    )
    asked: list[int | None] = []

    def read(last: int | None, count: int) -> Sequence[int]:
        asked.append(last)
        first = 0 if last is None else last + 1
        return range(first, min(first + count, 2 * PAGE + 50))

    with qtbot.wait_signal(model.modelReset):
        model.begin(read, lambda: None)
    qtmodeltester.check(model)  # type: ignore[attr-defined]

    def whole() -> bool:
        model.fetchMore()
        return model.rowCount() == 2 * PAGE + 50

    qtbot.wait_until(whole)
    assert not model.canFetchMore()
    assert model.rowCount() == 2 * PAGE + 50 and asked == [None, PAGE - 1, 2 * PAGE - 1]
    assert [model.row(place) for place in (0, PAGE, 2 * PAGE)] == [0, PAGE, 2 * PAGE]

    def broken(_last: int | None, _count: int) -> Sequence[int]:
        raise OSError("cheio")

    model.begin(broken, lambda: None)
    qtbot.wait_until(lambda: len(problems) == 1)
    background.wait(1000)


def test_every_model_of_the_pages_keeps_qts_rules(
    desktop: Desktop, qtbot: QtBot, qtmodeltester: object, opened: OpenShop
) -> None:
    opened.shop.run("import_orders")
    for name in (one for one in NAMES if one != "tasks"):
        desktop.window.workspace.open_page(name)
        page = desktop.window.workspace.pages[name]
        desktop.background.wait(5000)
        QApplication.processEvents()
        for table in page.findChildren(QAbstractItemView):
            if table.model() is not None and table.model().parent() is not None:
                qtmodeltester.check(table.model())  # type: ignore[attr-defined]


def test_leaving_and_entering_the_demo_closes_one_and_opens_the_other(
    desktop: Desktop, qtbot: QtBot, opened: OpenShop
) -> None:
    desktop.window.demo_asked.emit(True)
    qtbot.wait_until(lambda: opened.closed)
    assert desktop.next_demo is True


def test_closing_goes_to_the_task_bar_where_that_was_chosen(
    desktop: Desktop, qtbot: QtBot, opened: OpenShop
) -> None:
    service = opened.services.preferences
    service.save(replace(service.read(), keep_in_taskbar=True))
    desktop.window.workspace.reload()
    qtbot.wait_until(
        lambda: (
            desktop.window.workspace.snapshot is not None
            and desktop.window.workspace.snapshot.preferences.keep_in_taskbar
        )
    )
    desktop.window.close()
    assert desktop.window.isMinimized() and not opened.closed
