"""The system goes dark, or light: colours change, nothing is made anew, and what is hidden stays hidden."""

import re
from collections.abc import Callable, Iterator
from dataclasses import asdict
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction, QPalette
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSlider,
    QAbstractSpinBox,
    QApplication,
    QCheckBox,
    QComboBox,
    QDialog,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QTextBrowser,
    QWidget,
)
from pytestqt.qtbot import QtBot
from shiboken6 import getCppPointer, isValid

import ecco_desktop.ui
from ecco_desktop.ui import theme
from ecco_desktop.ui.application import Desktop
from ecco_desktop.ui.dialogs.manual import ManualDialog
from ecco_desktop.ui.dialogs.pin import PinDialog
from ecco_desktop.ui.dialogs.recurrence import RecurrenceDialog
from ecco_desktop.ui.look import Look, dress
from ecco_desktop.ui.panes.charts import BarChart, Series
from ecco_desktop.ui.panes.side import PAGES
from ecco_desktop.ui.recolour import recolour
from ecco_desktop.ui.session import Session
from tests.ui.conftest import OpenShop

System = Callable[[bool], None]
NAMES = [name for name, _, _ in PAGES]
TYPED = "o que se digitava"


@pytest.fixture
def system(app: QApplication, desktop: Desktop, monkeypatch: pytest.MonkeyPatch) -> Iterator[System]:
    """Tells the program, as the system does, that it is dark (or light) now."""
    dark = [False]
    monkeypatch.setattr(theme, "is_dark", lambda: dark[0])
    settled(desktop)
    # No page is made ahead meanwhile: what is there is compared one by one.
    desktop.window.workspace.shelf.stop()
    session = Session(desktop, desktop)
    session.connect_to(app)
    theme.put_on(app)

    def goes(to_dark: bool) -> None:
        dark[0] = to_dark
        scheme = Qt.ColorScheme.Dark if to_dark else Qt.ColorScheme.Light
        app.styleHints().colorSchemeChanged.emit(scheme)
        QApplication.processEvents()
        QApplication.processEvents()

    yield goes
    app.styleHints().colorSchemeChanged.disconnect(session.colours_changed)
    theme.apply(app, dark=False)


def parts() -> list[QObject]:
    found: list[QObject] = []
    for window in QApplication.topLevelWidgets():
        found += [window, *window.findChildren(QObject)]
    return found


def held() -> dict[int, object]:
    """What a person would miss, by the part that holds it."""
    return {getCppPointer(part)[0]: told for part in parts() if (told := _held(part)) is not None}


def _held(part: QObject) -> object:
    if isinstance(part, QLineEdit):
        return part.text(), part.selectedText(), part.cursorPosition(), part.isVisible()
    if isinstance(part, QPlainTextEdit | QTextBrowser):
        return part.toPlainText(), part.textCursor().selectedText(), part.isVisible()
    if isinstance(part, QComboBox):
        return part.currentText(), part.count()
    if isinstance(part, QAbstractSpinBox | QLabel):
        return part.text(), part.isVisible()
    if isinstance(part, QCheckBox):
        return part.isChecked()
    if isinstance(part, QAbstractSlider):
        return part.value()
    if isinstance(part, QAbstractItemView) and part.selectionModel() is not None:
        chosen = [(index.row(), index.column()) for index in part.selectionModel().selectedIndexes()]
        return chosen, part.isVisible()
    if isinstance(part, QWidget) and part.isWindow():
        return part.isVisible(), part.isMinimized()
    return None


def left_behind(other: theme.Colours) -> list[str]:
    """What still shows a colour of the other theme."""
    wrong = set(asdict(other).values()) - set(asdict(theme.colours()).values())
    found = []
    for part in parts():
        if isinstance(part, QAbstractButton | QAction) and not part.icon().isNull():
            name, colour, _size = theme._drawn_as.get(part.icon().cacheKey(), ("?", "", 0))
            if colour in wrong:
                found.append(f"icon {name} of {part}")
        if isinstance(part, QLabel) and not part.pixmap().isNull():
            name, colour, _size = theme._drawn_as.get(part.pixmap().cacheKey(), ("?", "", 0))
            if colour in wrong:
                found.append(f"picture {name} of {part}")
        if isinstance(part, QWidget) and wrong & set(re.findall(r"#[0-9a-f]{6}", part.styleSheet())):
            found.append(f"style of {part}: {part.styleSheet()}")
    return found


def both_ways(system: System) -> None:
    """Dark and light again, looking at everything."""
    before = held()
    for dark, other in ((True, theme.LIGHT), (False, theme.DARK)):
        system(dark)
        assert theme.colours() is (theme.DARK if dark else theme.LIGHT)
        window = QApplication.palette().color(QPalette.ColorRole.Window).name()
        assert window == theme.colours().window
        assert left_behind(other) == []
        assert held() == before


def settled(desktop: Desktop) -> None:
    desktop.background.wait(5000)
    QApplication.processEvents()


def type_everywhere(window: QWidget) -> int:
    typed = 0
    for field in window.findChildren(QLineEdit):
        if field.isVisible() and field.isEnabled() and not field.isReadOnly():
            field.setText(TYPED)
            field.setSelection(2, 5)
            typed += 1
    return typed


def test_what_was_typed_searched_chosen_or_hidden_stays_so_on_every_page(
    desktop: Desktop, system: System, opened: OpenShop
) -> None:
    opened.shop.run("import_orders")
    before, typed = desktop.window, 0
    for name in NAMES:
        desktop.window.workspace.open_page(name)
        settled(desktop)
        if name == "connections":
            # A new one, half typed.
            desktop.window.workspace.pages[name]._ask_new("woocommerce")  # type: ignore[attr-defined]
            settled(desktop)
        typed += type_everywhere(desktop.window)
        for view in desktop.window.findChildren(QAbstractItemView):
            # Choosing in one may make another anew.
            if isValid(view) and view.isVisible() and view.model() is not None and view.model().rowCount():
                view.setCurrentIndex(view.model().index(0, 0))
        settled(desktop)
    assert typed > 8
    # All at once: what is on the other pages is hidden, and must be whole when one comes back to it.
    both_ways(system)
    assert desktop.window is before and desktop.window.workspace.shown == NAMES[-1]
    for how, dark in ((desktop.window.showMinimized, True), (desktop.window.hide, False)):
        how()
        shown = desktop.window.isVisible(), desktop.window.isMinimized()
        system(dark)
        assert (desktop.window.isVisible(), desktop.window.isMinimized()) == shown


def test_open_dialogs_stay_as_they_are(desktop: Desktop, system: System, opened: OpenShop) -> None:
    window = desktop.window
    manual = ManualDialog("tarefas", window)
    dialogs: list[QDialog] = [
        RecurrenceDialog("Tarefa", None, window),
        PinDialog(opened.services.technician, desktop.background, window, new=True),
        manual,
    ]
    for dialog in dialogs:
        dialog.open()
    type_everywhere(window)
    manual.browser.selectAll()
    manual.browser.verticalScrollBar().setValue(120)
    settled(desktop)
    both_ways(system)
    assert all(dialog.isVisible() for dialog in dialogs)
    assert manual.browser.verticalScrollBar().value() == 120
    for dialog in dialogs:
        dialog.reject()
        dialog.deleteLater()


def test_a_chart_is_drawn_in_the_colours_of_now(app: QApplication, qtbot: QtBot) -> None:
    chart = BarChart("Execuções")
    qtbot.addWidget(chart)
    chart.show()
    chart.show_bars(["1", "2"], [Series("certas", "good", [1, 2])])
    recolour(app, dark=True)
    assert chart._plot.backgroundBrush().color().name() == theme.DARK.window
    recolour(app, dark=False)
    assert chart._plot.backgroundBrush().color().name() == theme.LIGHT.window


def test_a_theme_that_was_chosen_here_does_not_follow_the_system(desktop: Desktop, system: System) -> None:
    window = desktop.window
    desktop.change_look(Look(theme="light"))
    assert desktop.window is window, "another theme is colours only"
    system(True)
    assert theme.colours() is theme.LIGHT
    desktop.change_look(Look(theme="dark"))
    assert theme.colours() is theme.DARK and desktop.window is window
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    dress(app, Look(theme="light"))


def test_colours_are_given_where_they_can_be_given_anew() -> None:
    """A style of one's own with a colour in it would keep that colour: `theme.tint` is the one door."""
    root = Path(ecco_desktop.ui.__file__).parent
    found = [
        str(path.relative_to(root))
        for path in root.rglob("*.py")
        if "setStyleSheet(" in path.read_text("utf-8") and path.name != "theme.py"
    ]
    assert found == []
