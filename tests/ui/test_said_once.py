"""What pictures, lists and sentences say agrees: round numbers, the same runs, each reason whole and once."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QSize
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QMessageBox,
    QProxyStyle,
    QScrollArea,
    QStyle,
    QStyleFactory,
    QStyleOptionViewItem,
)
from pytestqt.qtbot import QtBot

from ecco_desktop.domain.ledger import Change, ChangeKind, ChangeOutcome
from ecco_desktop.domain.notices import Notice, NoticeKind
from ecco_desktop.domain.pending import PendingRecord
from ecco_desktop.domain.runs import RunState, Tally, Trigger
from ecco_desktop.ui import places, theme
from ecco_desktop.ui.application import Desktop
from ecco_desktop.ui.dialogs.buttons import only_close, save_and_cancel
from ecco_desktop.ui.dialogs.changes import ChangesDialog
from ecco_desktop.ui.dialogs.notices import NoticesDialog
from ecco_desktop.ui.dialogs.runs import RunsDialog
from ecco_desktop.ui.dialogs.task import TaskDialog
from ecco_desktop.ui.models.rows import ICON
from ecco_desktop.ui.pages.orders import OrdersPage
from ecco_desktop.ui.panes.charts import ticks
from ecco_desktop.ui.plain import Box
from ecco_desktop.words.speech import number
from tests.fakes.orders import store_order
from tests.ui.conftest import OpenShop
from tests.ui.test_text_size import settle


@given(st.integers(0, 10**9), st.integers(1, 6))
def test_a_chart_counts_in_round_steps(top: int, most: int) -> None:
    found = ticks(top, most)
    step = found[1]
    assert found == [step * place for place in range(len(found))] and len(found) <= most + 1
    assert found[-1] >= top and (top <= step or found[-2] < top)
    assert str(step).rstrip("0") in ("1", "2", "25", "5")


def test_the_ticks_of_a_thousand_and_how_they_are_written() -> None:
    assert [number(value) for value in ticks(988)] == ["0", "250", "500", "750", "1.000"]
    assert ticks(0) == [0, 1] and ticks(3) == [0, 1, 2, 3] and ticks(81) == [0, 25, 50, 75, 100]


@pytest.mark.parametrize("days", [0, 40])
def test_list_and_charts_of_a_task_are_of_the_same_runs(
    desktop: Desktop, qtbot: QtBot, opened: OpenShop, days: int
) -> None:
    storage, now = opened.shop.storage, opened.shop.clock.now()
    view = desktop.window.workspace.model.view(0)
    for place in range(30):
        at = now - timedelta(days=days, minutes=place)
        run = storage.runs.add(view.task.id, Trigger.SCHEDULE, RunState.QUEUED, at, "1:1")
        storage.runs.claim(run.id, f"lane{place}", "1:1", at)
        storage.runs.close(run.id, RunState.SUCCEEDED, Tally(read=1), 3, at + timedelta(seconds=41))
    dialog = RunsDialog(view, opened.services, desktop.background, desktop.window)
    qtbot.addWidget(dialog)
    # Before it is read, nobody says that there is nothing.
    assert dialog.chart._empty.text() == dialog.lengths._empty.text() != "Nada no período."
    qtbot.waitUntil(lambda: dialog.runs.rowCount() == 30)
    bars = [one.values for one in dialog.lengths._series]
    assert sum(map(bool, map(sum, zip(*bars, strict=True)))) == 30
    assert sum(sum(one.values) for one in dialog.chart._series) == 30
    assert dialog.period.currentData() == (90 if days else 30)
    # A period without runs has none anywhere.
    dialog.period.setCurrentIndex(0)
    dialog.period.activated.emit(0)
    qtbot.waitUntil(lambda: dialog.runs.rowCount() == (0 if days else 30))
    assert sum(sum(one.values) for one in dialog.chart._series) == dialog.runs.rowCount()
    assert bool(dialog.lengths._labels) is (not days)


def test_a_simulation_shows_each_reason_whole(desktop: Desktop, qtbot: QtBot, opened: OpenShop) -> None:
    why = {"fisico": "11", "reservado": "3", "disponivel": "8", "seguranca": "2", "pedidos_na_loja": "4"}
    rows = [
        Change(1, 2, ChangeKind.STOCK, f"S{n}", str(n), "estoque", "9", "2", ChangeOutcome.SIMULATED, at, why)
        for n, at in enumerate([opened.shop.clock.now()] * 3)
    ]
    opened.shop.storage.ledger.add(rows)
    dialog = ChangesDialog("Simular", opened.services, desktop.background, desktop.window)
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.resize(QSize(700, 400))
    dialog.show_run(1, None, lambda: dialog.show_rows(""))
    qtbot.waitUntil(lambda: dialog.model.rowCount() == 3)
    settle(desktop)
    table = dialog.table
    words = str(dialog.model.index(0, 4).data())
    assert "vendidos fora do ERP 4" in words
    assert table.fontMetrics().horizontalAdvance(words) > table.columnWidth(4), "one line would cut it"
    option = QStyleOptionViewItem()
    table.initViewItemOption(option)
    needed = table.itemDelegate().sizeHint(option, dialog.model.index(0, 4)).height()
    assert table.rowHeight(0) >= needed > 2 * table.fontMetrics().height()


def test_an_order_says_each_sentence_once(desktop: Desktop, qtbot: QtBot, opened: OpenShop) -> None:
    opened.shop.store.orders["1001"] = store_order("1001")
    for _ in range(3):
        opened.shop.run("import_orders")
        opened.shop.clock.at += timedelta(hours=5)
    desktop.window.workspace.open_page("orders")
    page = desktop.window.workspace.pages["orders"]
    assert isinstance(page, OrdersPage)
    qtbot.waitUntil(lambda: page.moments.rowCount() > 0)
    told = [str(page.moments.index(row, 1).data()) for row in range(page.moments.rowCount())]
    why = page.orders.row(0).waiting
    assert len([words for words in told if why in words]) == 1
    assert why not in page.title.text()
    assert "3 vezes; a última em" in told[0]


def test_why_an_order_waits_is_said_where_its_story_does_not(desktop: Desktop, qtbot: QtBot) -> None:
    storage = desktop.window.workspace.services.pending._storage
    record = PendingRecord(2, "import_orders", "77", "77", "order.document_missing", {"order": "77"})
    storage.pending.fail(record, desktop.window.workspace.services.pending._clock.now())
    desktop.window.workspace.open_page("orders")
    page = desktop.window.workspace.pages["orders"]
    assert isinstance(page, OrdersPage)
    qtbot.waitUntil(lambda: page.orders.rowCount() == 1)
    page._show(page.orders.row(0), [])
    assert page.orders.row(0).waiting in page.title.text()


class WithIcons(QProxyStyle):
    """A desktop whose dialogs have icons on their buttons."""

    def styleHint(self, hint: QStyle.StyleHint, *more: object) -> int:
        if hint is QStyle.StyleHint.SH_DialogButtonBox_ButtonsHaveIcons:
            return 1
        return int(super().styleHint(hint, *more))


def test_no_button_and_no_question_has_an_icon_of_the_system(plain: QApplication, qtbot: QtBot) -> None:
    plain.setStyleSheet("")
    plain.setStyle(WithIcons(QStyleFactory.create("Fusion")))
    dialog = QDialog()
    qtbot.addWidget(dialog)
    before = save_and_cancel(dialog)
    assert not before.button(before.StandardButton.Save).icon().isNull(), "this desktop shows them"
    theme.put_on(plain, dark=False)
    for box in (save_and_cancel(dialog), only_close(dialog)):
        assert all(button.icon().isNull() for button in box.buttons())
    question = Box("help", "Ecco", "Sair?")
    qtbot.addWidget(question)
    assert question.icon() is QMessageBox.Icon.NoIcon and not question.iconPixmap().isNull()


def test_a_new_task_fits_a_small_screen_whole(
    desktop: Desktop, qtbot: QtBot, opened: OpenShop, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(places, "room", lambda _dialog: QSize(1366 - 8, 768 - 36 - 40))
    dialog = TaskDialog(opened.services, desktop.background, desktop.window)
    qtbot.addWidget(dialog)
    dialog.open()
    qtbot.waitUntil(lambda: dialog.automation.count() > 2)
    settle(desktop)
    (area,) = [one for one in dialog.findChildren(QScrollArea) if one.isVisible()]
    for row in range(dialog.automation.count()):
        dialog.automation.setCurrentIndex(row)
        if dialog.offer() is not None and not dialog.options.inputs:
            settle(desktop)
            assert area.verticalScrollBar().maximum() == 0, dialog.automation.currentText()
    assert dialog.height() <= 768 - 36 - 40


def test_a_notice_opens_its_task_and_silences_it(desktop: Desktop, qtbot: QtBot, opened: OpenShop) -> None:
    view, now = desktop.window.workspace.model.view(1), opened.shop.clock.now()
    for kind, task_id in ((NoticeKind.FINDING, None), (NoticeKind.FAILURE, view.task.id)):
        opened.shop.storage.notices.add(Notice("Título", "O que fazer.", kind, task_id, now))
    desktop.window.health.bell.click()
    dialog = desktop.window.findChild(NoticesDialog)
    qtbot.waitUntil(lambda: dialog.model.rowCount() == 2 and dialog.open_task.isEnabled())
    assert dialog.model.index(0, 0).data(ICON) == ("error", "bad")
    assert [dialog.model.index(0, column).data() for column in (0, 2, 3)] == [
        "Falha",
        "Título",
        "O que fazer.",
    ]
    hour = next(one for one in dialog.silence.menu().actions() if one.text() == "Por 1 hora")
    hour.trigger()
    qtbot.waitUntil(lambda: dialog.silence.text().startswith("Voltar a avisar"))
    assert opened.shop.tasks.list()[1].task.muted_until is not None
    dialog.silence.click()
    qtbot.waitUntil(lambda: dialog.silence.text() == "Não avisar desta tarefa")
    assert opened.shop.tasks.list()[1].task.muted_until is None
    # One that speaks of no task says why there is nothing to open.
    dialog.table.selectRow(1)
    assert not dialog.open_task.isEnabled() and dialog.silence.toolTip() == "Este aviso não é de uma tarefa."
    dialog.table.selectRow(0)
    dialog.open_task.click()
    current = desktop.window.workspace.table.current()
    assert not dialog.isVisible() and current is not None and current.task.id == view.task.id
