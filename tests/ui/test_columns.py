"""Columns and the selector: what gives way, what stays in sight, what is found again at the next start."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QHelpEvent
from PySide6.QtWidgets import QApplication, QTableView, QToolTip
from pytestqt.qtbot import QtBot

from ecco_desktop.domain.connections import Role
from ecco_desktop.ui.application import Desktop
from ecco_desktop.ui.look import Look, LookFile, dress
from ecco_desktop.ui.models.tasks import Column
from ecco_desktop.ui.pages.pending import PendingPage
from ecco_desktop.ui.panes.columns import Chosen, Columns, _read, shared
from ecco_desktop.ui.panes.side import PAGES
from tests.fakes.orders import store_order
from tests.ui.conftest import OpenShop, finish, was_read
from tests.ui.test_dialogs import every
from tests.ui.test_text_size import SIZES, settle

NAME = ("Comércio Varejista de Camisetas, Canecas e Bonés Serra Azul do Planalto Central, Loja 12")[:90]


@given(st.lists(st.tuples(st.integers(30, 400), st.floats(0.3, 1)), min_size=1, max_size=9), st.data())
def test_columns_share_the_width_there_is(columns: list[tuple[int, float]], data: st.DataObject) -> None:
    wanted = [width for width, _part in columns]
    least = [max(24, int(width * part)) for width, part in columns]
    space = data.draw(st.integers(len(columns) * 30, 3000))
    yields = data.draw(st.lists(st.sampled_from(range(len(columns))), unique=True, max_size=len(columns) - 1))
    found = shared(wanted, least, space, yields)
    assert sum(found.values()) <= space
    assert all(24 <= width <= wanted[column] for column, width in found.items())
    gone = [column for column in yields if column not in found]
    assert set(range(len(columns))) - set(found) == set(gone)
    assert gone == yields[: len(gone)], "they go in the order that was said"
    assert not gone or sum(least[one] for one in (*found, gone[-1])) > space, "and only where they must"


def test_what_a_person_brought_back_stays_and_buttons_are_never_narrowed() -> None:
    wanted, least = [200, 100, 100, 90], [150, 80, 80, 90]
    assert 1 not in shared(wanted, least, 320, (1,), (3,))
    back = shared(wanted, least, 320, (1,), (3,), {1: True})
    assert back[3] == 90 and sum(back.values()) <= 320 and back[1] < 80
    assert 2 not in shared(wanted, least, 2000, (), (3,), {2: False})


@pytest.fixture
def narrow(plain: QApplication, qtbot: QtBot, opened: OpenShop, tmp_path: Path) -> Desktop:
    """A window with a place to remember in, over a shop whose store has a name of ninety letters."""
    storage = opened.shop.storage
    storage.connections.add(NAME, "woocommerce", Role.STORE, {"address": "https://outra.example"})
    made = Desktop(lambda: opened, demo=False, minimized=False, data_dir=tmp_path)
    qtbot.waitUntil(lambda: opened.began and was_read(made.window))
    return made


def shown(table: QTableView) -> list[Column]:
    return [one for one in Column if not table.isColumnHidden(one)]


@pytest.mark.parametrize("zoom", [100, 150])
@pytest.mark.parametrize("size", SIZES)
def test_a_long_store_name_leaves_the_health_line_and_the_buttons_in_sight(
    plain: QApplication, qtbot: QtBot, opened: OpenShop, tmp_path: Path, zoom: int, size: object
) -> None:
    dress(plain, Look(zoom=zoom))
    LookFile(tmp_path).write(Look(zoom=zoom))
    storage = opened.shop.storage
    storage.connections.add(NAME, "woocommerce", Role.STORE, {"address": "https://outra.example"})
    desktop = Desktop(lambda: opened, demo=False, minimized=False, data_dir=tmp_path)
    qtbot.waitUntil(lambda: opened.began and was_read(desktop.window))
    desktop.window.resize(size)  # type: ignore[arg-type]  # a QSize
    settle(desktop)
    health, table = desktop.window.health, desktop.window.workspace.table.table
    health.store.setCurrentIndex(health.store.findData(NAME))
    assert health.store.is_cut() and health.store.currentText() == NAME
    place = QPoint(5, 5)
    QApplication.sendEvent(health.store, QHelpEvent(QEvent.Type.ToolTip, place, place))
    assert QToolTip.text() == NAME
    assert health.words.width() > health.store.width(), "the line is worth more than a name"
    # The last column ends within the table, whatever else is shown.
    header = table.horizontalHeader()
    right = header.sectionViewportPosition(Column.ACTIONS) + header.sectionSize(Column.ACTIONS)
    assert right <= table.viewport().width() and Column.NEXT in shown(table)
    missing = [one for one in (Column.RECURRENCE, Column.LAST, Column.STORE) if one not in shown(table)]
    assert missing == [Column.RECURRENCE, Column.LAST, Column.STORE][: len(missing)]
    assert bool(missing) is (size != SIZES[0] or zoom == 150)
    QToolTip.hideText()
    finish(desktop)


def test_a_table_is_found_as_it_was_left(
    narrow: Desktop, qtbot: QtBot, opened: OpenShop, tmp_path: Path
) -> None:
    narrow.window.resize(SIZES[1])
    settle(narrow)
    table = narrow.window.workspace.table.table
    columns = table.findChild(Columns)
    assert Column.RECURRENCE not in shown(table)
    actions = {action.text(): action for action in columns.menu().actions()}
    assert not actions["Recorrência"].isChecked() and not actions["Automação"].isEnabled()
    actions["Recorrência"].trigger()
    assert Column.RECURRENCE in shown(table), "a person brings it back"
    table.horizontalHeader().resizeSection(Column.STATE, 150)
    table.horizontalHeader().moveSection(2, 1)
    table.sortByColumn(Column.NEXT, Qt.SortOrder.DescendingOrder)
    finish(narrow)
    again = Desktop(lambda: opened, demo=False, minimized=False, data_dir=tmp_path)
    qtbot.waitUntil(lambda: was_read(again.window))
    again.window.resize(1600, 768)
    settle(again)
    table = again.window.workspace.table.table
    header = table.horizontalHeader()
    assert Column.RECURRENCE in shown(table)
    assert header.sectionSize(Column.STATE) == 150 and header.logicalIndex(1) == Column.STATE
    assert header.sortIndicatorSection() == Column.NEXT
    assert header.sortIndicatorOrder() is Qt.SortOrder.DescendingOrder
    table.findChild(Columns).reset()
    assert header.logicalIndex(1) == Column.STORE and header.sortIndicatorSection() == -1
    finish(again)


@pytest.mark.parametrize(
    "text",
    ["", "{", "[]", '{"columns": 8}', '{"columns": 9, "order": [], "shown": {}, "sort": null}', "x"],
)
def test_what_cannot_be_read_is_as_if_nothing_was_kept(text: str) -> None:
    assert _read(text, 8) is None


def test_what_was_kept_is_used_as_far_as_it_goes() -> None:
    text = '{"columns": 2, "widths": {"0": 90000}, "order": [0, 0], "shown": {"1": false}, "sort": [7, true]}'
    assert _read(text, 2) == Chosen({0: 2000}, [], {1: False}, None)


def test_every_table_has_a_name_of_its_own_to_be_remembered_by(
    narrow: Desktop, opened: OpenShop, qtbot: QtBot
) -> None:
    for name, _icon, _words in PAGES:
        narrow.window.workspace.open_page(name)
    dialogs = [make() for make in every(narrow, opened).values()]
    settle(narrow)
    tables = [*narrow.window.findChildren(QTableView)]
    names = {table.objectName() for table in tables}
    assert "" not in names and len(names) >= 12
    # Two dialogs show changes, the guide shows links as their page does: they are remembered alike.
    often = {name for name in names if sum(table.objectName() == name for table in tables) > 1}
    assert often <= {"changes", "carrier_links"}
    for dialog in dialogs:
        dialog.deleteLater()
    finish(narrow)


def test_a_column_with_nothing_to_say_stays_away_when_the_window_changes(
    desktop: Desktop, qtbot: QtBot, opened: OpenShop
) -> None:
    opened.shop.store.orders["1001"] = store_order("1001")
    opened.shop.run("import_orders")
    desktop.window.workspace.open_page("pending")
    page = desktop.window.workspace.pages["pending"]
    assert isinstance(page, PendingPage)
    qtbot.waitUntil(lambda: page.details.model().rowCount() == 1)
    page._columns.leave_out({1}, 0)
    for width in (1366, 900, 1366):
        desktop.window.resize(width, 700)
        settle(desktop)
        assert page.details.isColumnHidden(1)
        assert page.details.horizontalHeader().length() == page.details.viewport().width()
    page._columns.leave_out((), 1)
    assert not page.details.isColumnHidden(1)
