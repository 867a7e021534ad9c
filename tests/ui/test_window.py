import threading
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QMessageBox
from pytestqt.qtbot import QtBot

from ecco_desktop.domain.errors import SetupProblem
from ecco_desktop.domain.orders import ErpOrder, OrderStatus
from ecco_desktop.domain.products import ErpProduct
from ecco_desktop.domain.runs import Level
from ecco_desktop.domain.tasks import TaskAction, TaskState
from ecco_desktop.ui.application import Desktop
from ecco_desktop.ui.dialogs.recurrence import RecurrenceDialog
from ecco_desktop.ui.dialogs.runs import RunsDialog
from ecco_desktop.ui.models.tasks import Column
from ecco_desktop.ui.pages.pending import PendingPage
from ecco_desktop.ui.pages.settings import SettingsPage
from ecco_desktop.ui.panes.task_table import Show
from ecco_desktop.ui.single_instance import SingleInstance
from tests.fakes.orders import NOW, store_order
from tests.ui.conftest import OpenShop, finish, tasks_shown


def cell(desktop: Desktop, row: int, column: Column) -> str:
    model = desktop.window.workspace.model
    return str(model.index(row, column).data())


def logged(desktop: Desktop) -> list[str]:
    model = desktop.window.workspace.log.model
    return [model.line(row).key for row in range(model.rowCount())]


def answer(monkeypatch: pytest.MonkeyPatch, *, yes: bool) -> list[str]:
    """Answer every question; what was asked is returned."""
    asked: list[str] = []

    def sure(box: QMessageBox) -> int:
        asked.append(box.text())
        role = QMessageBox.ButtonRole.AcceptRole if yes else QMessageBox.ButtonRole.RejectRole
        next(button for button in box.buttons() if box.buttonRole(button) is role).click()
        return 0

    monkeypatch.setattr(QMessageBox, "exec", sure)
    return asked


def test_the_window_shows_the_tasks(desktop: Desktop) -> None:
    assert desktop.window.workspace.model.rowCount() == 2
    assert cell(desktop, 0, Column.NAME) == "Importar Pedidos de Venda"
    assert cell(desktop, 0, Column.STATE) == "Parada"
    assert cell(desktop, 0, Column.RECURRENCE) == "Só à mão"
    assert "Tudo certo" in desktop.window.health.words.text()


def test_a_run_is_seen_from_start_to_end(desktop: Desktop, qtbot: QtBot, opened: OpenShop) -> None:
    opened.shop.store.orders["1001"] = store_order("1001")
    desktop.window.workspace.actions_.actions[TaskAction.START].trigger()
    qtbot.waitUntil(lambda: "com erro" in cell(desktop, 0, Column.RESULT))
    qtbot.waitUntil(lambda: "order.product" in logged(desktop))
    health = desktop.window.health
    qtbot.waitUntil(lambda: health.words.text().startswith("1 pedido com o produto “CAM-P”"))
    assert (health.solve.isVisible(), health.solve.text()) == (True, "Escolher produto")
    assert logged(desktop)[-1] == "run.ended"


def test_start_and_stop_follow_the_state(desktop: Desktop, qtbot: QtBot, opened: OpenShop) -> None:
    holding = threading.Event()
    opened.shop.store.orders["1"] = store_order("1")
    opened.shop.store.on_order = lambda: holding.wait(10) and None
    actions = desktop.window.workspace.actions_.actions
    assert actions[TaskAction.START].isEnabled() and not actions[TaskAction.STOP].isEnabled()
    assert actions[TaskAction.STOP].toolTip() == "A tarefa está parada."
    actions[TaskAction.START].trigger()
    qtbot.waitUntil(actions[TaskAction.STOP].isEnabled)
    assert not actions[TaskAction.START].isEnabled()
    assert actions[TaskAction.START].toolTip() == "A tarefa já está na fila ou em execução."
    actions[TaskAction.STOP].trigger()
    qtbot.waitUntil(lambda: cell(desktop, 0, Column.STATE) == "Parando…")
    holding.set()
    qtbot.waitUntil(lambda: cell(desktop, 0, Column.RESULT) == "Parada a pedido")


def test_the_row_buttons_do_what_they_show(desktop: Desktop, qtbot: QtBot, opened: OpenShop) -> None:
    table = desktop.window.workspace.table.table
    rect = table.visualRect(desktop.window.workspace.table.proxy.index(1, Column.ACTIONS))
    with qtbot.waitSignal(desktop.window.workspace.table.asked) as asked:
        qtbot.mouseClick(
            table.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(rect.left() + 24, rect.center().y())
        )
    assert asked.args[0] is TaskAction.START
    qtbot.waitUntil(lambda: cell(desktop, 1, Column.RESULT) == "Nada a fazer")


def test_switching_off_and_on(desktop: Desktop, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    actions = desktop.window.workspace.actions_.actions
    actions[TaskAction.DEACTIVATE].trigger()
    qtbot.waitUntil(lambda: cell(desktop, 0, Column.STATE) == "Desativada")
    asked = answer(monkeypatch, yes=False)
    actions[TaskAction.ACTIVATE].trigger()
    qtbot.waitUntil(lambda: cell(desktop, 0, Column.STATE) == "Parada")
    assert "não tem recorrência" in asked[0]


def test_deleting_asks_first(desktop: Desktop, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = answer(monkeypatch, yes=False)
    desktop.window.workspace.actions_.actions[TaskAction.DELETE].trigger()
    assert "histórico e o log continuam" in asked[0]
    assert desktop.window.workspace.model.rowCount() == 2
    answer(monkeypatch, yes=True)
    desktop.window.workspace.actions_.actions[TaskAction.DELETE].trigger()
    qtbot.waitUntil(lambda: desktop.window.workspace.model.rowCount() == 1)


def test_a_long_run_asks_first(desktop: Desktop, opened: OpenShop, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = answer(monkeypatch, yes=False)
    view = replace(desktop.window.workspace.model.view(0), usual_seconds=7200.0)
    desktop.window.workspace.actions_.ask(TaskAction.START, view)
    assert "2,0 h" in asked[0]
    assert opened.shop.runner.state(view.task.id) is TaskState.IDLE


def test_the_menu_says_why_not(desktop: Desktop) -> None:
    view = desktop.window.workspace.model.view(0)
    desktop.window.workspace.actions_.refresh(view)
    menu = desktop.window.workspace.desk.menu.build(view)
    words = {action.text(): action for action in menu.actions() if action.text()}
    assert "Recorrência…" in words and "Desativar" in words and "Ativar" not in words
    assert words["Parar tarefa"].toolTip() == "A tarefa está parada."


def test_search_and_filter(desktop: Desktop) -> None:
    table = desktop.window.workspace.table
    table.search.setText("estoque")
    assert table.proxy.rowCount() == 1
    table.search.setText("nada disso")
    assert table.page.isVisible()
    table.search.clear()
    table.proxy.choose("", Show.WITH_ERROR)
    assert table.proxy.rowCount() == 0
    table.proxy.choose("", Show.ACTIVE)
    assert table.proxy.rowCount() == 2


def test_the_log_is_filtered_searched_copied_and_exported(
    desktop: Desktop, qtbot: QtBot, opened: OpenShop, tmp_path: Path
) -> None:
    for number in range(5):
        at = NOW + timedelta(seconds=number)
        order = store_order(
            str(number), shipping_reference="Motoboy" if number % 2 else "PAC", modified_at=at
        )
        opened.shop.store.orders[str(number)] = order
    desktop.window.workspace.actions_.actions[TaskAction.START].trigger()
    log = desktop.window.workspace.log
    qtbot.waitUntil(lambda: "run.ended" in logged(desktop))
    log.levels[Level.INFO].click()
    qtbot.waitUntil(lambda: set(logged(desktop)) == {"order.carrier", "order.product"})
    log.search.setText("MOTOBOY")
    qtbot.waitUntil(lambda: logged(desktop) == ["order.carrier"] * 2)
    log.table.selectAll()
    log._copy()
    copied = QApplication.clipboard().text()
    assert copied.count("Motoboy") == 2 and "Erro" in copied
    path = tmp_path / "log.csv"
    log.export_to(path)
    qtbot.waitUntil(lambda: "exportadas" in log.title.text())
    assert path.read_text(encoding="utf-8-sig").count("Motoboy") == 2


def test_the_log_follows_until_it_is_told_not_to(desktop: Desktop, qtbot: QtBot, opened: OpenShop) -> None:
    log = desktop.window.workspace.log
    desktop.window.workspace.actions_.actions[TaskAction.START].trigger()
    qtbot.waitUntil(lambda: "run.ended" in logged(desktop))
    qtbot.waitUntil(desktop.window.workspace.actions_.actions[TaskAction.START].isEnabled)
    count = log.model.rowCount()
    log.follow.setChecked(False)
    desktop.window.workspace.actions_.actions[TaskAction.START].trigger()
    qtbot.waitUntil(lambda: log.model.rowCount() > count)
    log.follow.setChecked(True)
    bar = log.table.verticalScrollBar()
    assert bar.value() == bar.maximum()


def test_a_failure_makes_one_notice_and_the_recovery_another(
    desktop: Desktop, qtbot: QtBot, opened: OpenShop
) -> None:
    def refuse() -> None:
        raise SetupProblem("http.credentials", host="loja", connection="Loja")

    opened.shop.store.orders["1"] = store_order("1")
    opened.shop.store.on_order = refuse
    for _ in range(2):
        opened.shop.run("import_orders")
    bar = desktop.window.health
    qtbot.waitUntil(lambda: bar.unread == 1)
    qtbot.waitUntil(lambda: bar.words.text().startswith("loja recusou a chave de acesso"))
    assert "recusou a chave" in opened.services.alerts.newest()[0].body
    opened.shop.store.orders.clear()
    opened.shop.run("import_orders")
    qtbot.waitUntil(lambda: bar.unread == 2)
    assert opened.services.alerts.newest()[0].title.startswith("Voltou ao normal")


def test_pausing_and_resuming(desktop: Desktop, qtbot: QtBot, opened: OpenShop) -> None:
    desktop.window.health.pause_asked.emit(1.0)
    qtbot.waitUntil(lambda: "em pausa" in desktop.window.health.words.text())
    desktop.window.health.resume_asked.emit()
    qtbot.waitUntil(lambda: "Tudo certo" in desktop.window.health.words.text())


def test_the_pending_page_says_what_to_do(desktop: Desktop, qtbot: QtBot, opened: OpenShop) -> None:
    opened.shop.store.orders["1"] = store_order("1", shipping_reference="Motoboy")
    opened.shop.run("import_orders")
    desktop.window.side.buttons["pending"].click()
    page = desktop.window.workspace.pages["pending"]
    assert isinstance(page, PendingPage)
    qtbot.waitUntil(lambda: page.groups.rowCount() == 1)
    assert page.groups.index(0, 0).data() == "1 pedido sem vínculo para “Motoboy”"
    assert "Crie o vínculo" in page.chosen_words.text()
    assert page.table.isVisible()


def test_which_order_it_is_is_answered_on_the_pending_page(
    desktop: Desktop, qtbot: QtBot, opened: OpenShop, monkeypatch: pytest.MonkeyPatch
) -> None:
    shop = opened.shop
    shop.erp.catalog = [ErpProduct("1890", "CAM-P", "789", "Camiseta", True)]
    for number in ("1", "2"):
        shop.store.orders[number] = store_order(number)
        total = Decimal("99.90")
        shop.erp.orders.append(ErpOrder(number, number, number, OrderStatus.OPEN, "", None, total))
    shop.run("import_orders")
    desktop.window.side.buttons["pending"].click()
    page = desktop.window.workspace.pages["pending"]
    assert isinstance(page, PendingPage)
    qtbot.waitUntil(lambda: page.groups.rowCount() == 2)
    assert (page.solve.text(), page.other.isVisible()) == ("É este pedido", True)
    monkeypatch.setattr("ecco_desktop.ui.pages.pending_answers.sure", lambda *_words: True)
    page.solve.click()
    qtbot.waitUntil(lambda: page.groups.rowCount() == 1, timeout=20_000)
    # The record is off the list before its run ends, and an answer in between waits for the next one.
    assert shop.tasks.wait_idle(20.0)
    page.other.click()
    qtbot.waitUntil(lambda: page.groups.rowCount() == 0, timeout=20_000)
    assert sorted(order.external_number for order in shop.erp.orders) in (["1", "1", "2"], ["1", "2", "2"])


def test_the_runs_of_a_task(desktop: Desktop, qtbot: QtBot, opened: OpenShop) -> None:
    opened.shop.run("import_orders")
    view = desktop.window.workspace.model.view(0)
    dialog = RunsDialog(view, opened.services, desktop.background, desktop.window)
    qtbot.addWidget(dialog)
    qtbot.waitUntil(lambda: dialog.runs.rowCount() == 1)
    qtbot.waitUntil(lambda: dialog.lines.rowCount() > 0)
    assert dialog.lengths.accessibleDescription().startswith("Duração das últimas execuções")


@pytest.mark.parametrize(("hours", "good"), [("08:00, 14:30", True), ("oito horas", False), ("", False)])
def test_hours_are_checked(qtbot: QtBot, app: QApplication, hours: str, good: bool) -> None:
    dialog = RecurrenceDialog("Importar")
    qtbot.addWidget(dialog)
    dialog.form.fixed.setChecked(True)
    dialog.form.hours.setText(hours)
    dialog._save()
    assert bool(dialog.form.problem()) is not good
    assert ("Próximas execuções" in dialog.form.preview.text()) is good
    assert (dialog.result() == dialog.DialogCode.Accepted) is good


def test_an_error_at_the_start_offers_another_try(qtbot: QtBot, app: QApplication, opened: OpenShop) -> None:
    tries: list[int] = []

    def build() -> OpenShop:
        tries.append(1)
        if len(tries) == 1:
            raise SetupProblem("storage.folder", folder="X", detail="cheia")
        return opened

    made = Desktop(build, demo=False, minimized=False)
    page = made.window.state
    qtbot.waitUntil(page._button.isVisible)
    assert "cheia" in page._help.text()
    # Nothing is offered that nobody would answer.
    parts = (made.window.side, made.window.health.pause, made.window.health.bell)
    assert [part.isEnabled() for part in parts] == [False] * 3
    page._button.click()
    qtbot.waitUntil(lambda: tasks_shown(made.window))
    assert [part.isEnabled() for part in parts] == [True] * 3
    finish(made)


def test_services_are_never_called_in_the_ui_thread(
    qtbot: QtBot, app: QApplication, opened: OpenShop, monkeypatch: pytest.MonkeyPatch
) -> None:
    here, wrong = threading.get_ident(), []

    def guard(name: str, real: Callable[..., object]) -> Callable[..., object]:
        def call(*args: object, **more: object) -> object:
            if threading.get_ident() == here:
                wrong.append(name)
            return real(*args, **more)

        return call

    storage = opened.shop.storage
    for repository in ("tasks", "runs", "connections", "pending", "settings", "ledger"):
        found = getattr(storage, repository)
        for name in [name for name in dir(found) if not name.startswith("_")]:
            monkeypatch.setattr(found, name, guard(f"{repository}.{name}", getattr(found, name)))
    made = Desktop(lambda: opened, demo=False, minimized=False)
    qtbot.waitUntil(lambda: made.window.is_open)
    qtbot.waitUntil(made.window.workspace.actions_.actions[TaskAction.START].isEnabled)
    made.window.workspace.actions_.actions[TaskAction.START].trigger()
    qtbot.waitUntil(lambda: made.window.workspace.log.model.rowCount() > 1)
    made.window.side.buttons["pending"].click()
    made.window.health.pause_asked.emit(None)
    qtbot.waitUntil(lambda: "em pausa" in made.window.health.words.text())
    assert wrong == []
    finish(made)


def test_closing_hides_to_the_tray_where_there_is_one(
    desktop: Desktop, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[str] = []
    monkeypatch.setattr(type(desktop.window.tray), "available", staticmethod(lambda: True))
    monkeypatch.setattr(desktop.window.tray, "notify", lambda notice: told.append(notice.body))
    for _ in range(2):
        desktop.window.show()
        desktop.window.close()
    assert not desktop.window.isVisible()
    assert len(told) == 1 and "Sair" in told[0]
    desktop.window.show_up()
    assert desktop.window.isVisible()


def test_closing_without_a_tray_ends_the_program(desktop: Desktop, qtbot: QtBot, opened: OpenShop) -> None:
    with qtbot.waitSignal(desktop.window.quit_asked):
        desktop.window.close()
    qtbot.waitUntil(lambda: opened.closed)


def test_the_tray_menu(desktop: Desktop) -> None:
    tray = desktop.window.tray
    tray.refresh()
    assert [action.text() for action in tray.menu.actions() if action.text()] == [
        "Abrir", "Pausar tudo", "Iniciar agora", "Sair",
    ]  # fmt: skip


def test_the_second_start_shows_the_first(qtbot: QtBot, app: QApplication, tmp_path: Path) -> None:
    first, second = SingleInstance(tmp_path), SingleInstance(tmp_path)
    assert first.acquire()
    with qtbot.waitSignal(first.show_asked):
        assert not second.acquire()
    other = SingleInstance(tmp_path.parent)
    assert other.acquire()
    other.release()
    first.release()
    assert second.acquire()
    second.release()


def test_the_zone_of_the_schedule_is_chosen_in_the_settings(
    desktop: Desktop, qtbot: QtBot, opened: OpenShop
) -> None:
    desktop.window.workspace.open_page("settings")
    page = desktop.window.workspace.pages["settings"]
    assert isinstance(page, SettingsPage)
    qtbot.wait_until(lambda: page.zone.count() > 16)
    assert page.zone.currentData() == "" and page.zone.itemData(1) == "America/Sao_Paulo"
    page.zone.setCurrentIndex(page.zone.findData("America/Rio_Branco"))
    page.zone.activated.emit(page.zone.currentIndex())
    qtbot.wait_until(lambda: opened.services.preferences.read().zone == "America/Rio_Branco")
