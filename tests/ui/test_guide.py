"""The guide: what is refused is shown where it is mended, and nothing is written before a person looked."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMessageBox, QPushButton
from pytestqt.qtbot import QtBot

from ecco_desktop.domain.connections import ConnectionReport
from ecco_desktop.domain.errors import EccoProblem, SetupProblem, TransientProblem
from ecco_desktop.domain.runs import RunState
from ecco_desktop.ports.erp import ErpCarrier, ShippingForm
from ecco_desktop.ports.store import DeliveryMethod
from ecco_desktop.ui.application import Desktop
from ecco_desktop.ui.dialogs.changes import SimulationDialog
from ecco_desktop.ui.dialogs.link import LinkDialog
from ecco_desktop.ui.pages.connections import ConnectionsPage
from ecco_desktop.ui.pages.guide import CARRIERS, END, TASKS, GuideDialog
from ecco_desktop.ui.pages.guide_end import EndRow
from tests.ui.conftest import OpenShop
from tests.unit.jobs.test_sync_stock import filled
from tests.unit.jobs.test_who_writes import touched

TOKEN = {"host": "eccosys.example", "connection": "ERP"}
REFUSALS: tuple[tuple[EccoProblem, str], ...] = (
    (SetupProblem("http.credentials", **TOKEN), "token"),
    (SetupProblem("http.permission", connection="ERP", detail="não"), "token"),
    (SetupProblem("http.unknown_host", **TOKEN), "address"),
    (TransientProblem("http.unreachable", **TOKEN), "address"),
    (SetupProblem("connection.number", field="requests_per_minute"), "requests_per_minute"),
    (SetupProblem("connection.name_taken", name="ERP"), "address"),
)


@pytest.fixture
def guide(qtbot: QtBot, desktop: Desktop, opened: OpenShop) -> GuideDialog:
    """Opened at its first step, with something typed."""
    made = GuideDialog(opened.services, desktop.background, desktop.window)
    made.open()
    qtbot.waitUntil(lambda: made.erp.form is not None and bool(made.tasks.ticks))
    made.go(0)
    assert made.erp.form is not None
    for key, value in (("address", "https://eccosys.example"), ("token", "t")):
        made.erp.form.inputs[key].setText(value)  # type: ignore[union-attr]
    return made


def refuse_with(shop: OpenShop, problem: EccoProblem) -> None:
    def test() -> ConnectionReport:
        raise problem

    shop.shop.erp.test = test  # type: ignore[method-assign]


def test_after_a_refusal_the_keyboard_is_where_it_is_mended(
    qtbot: QtBot, guide: GuideDialog, opened: OpenShop
) -> None:
    for problem, field in REFUSALS:
        refuse_with(opened, problem)
        guide.next.setFocus()
        guide.next.click()
        # While it works the keyboard is on no other button: Enter would press it.
        assert not isinstance(guide.focusWidget(), QPushButton)
        qtbot.waitUntil(guide.next.isEnabled)
        assert guide.erp.form is not None and "✗" in guide.erp.result.text()
        assert guide.focusWidget() is guide.erp.form.inputs[field], problem.key
        assert guide.erp.form.inputs[field].isVisible()
        assert guide.next.text() == "Testar e avançar" and guide.stack.currentIndex() == 0


def test_one_button_tests_saves_and_goes_on(qtbot: QtBot, guide: GuideDialog, opened: OpenShop) -> None:
    buttons = [one.text() for one in guide.findChildren(QPushButton) if one.isVisible()]
    assert sum("Testar" in words or "Avançar" in words for words in buttons) == 1
    guide.next.click()
    qtbot.waitUntil(lambda: guide.stack.currentIndex() == 1)
    assert opened.services.connections.find("ERP").values["address"] == "https://eccosys.example"
    assert "Conectado e salvo" in guide.problem.text()
    guide.back.click()
    # What is saved as it stands is not tested again; what the test has to say is read before it goes on.
    assert guide.next.text() == "Avançar" and guide.erp.form is not None
    told = ConnectionReport("Eccosys", notes=("currency.unknown",))
    opened.shop.erp.test = lambda: told  # type: ignore[method-assign]
    guide.erp.form.name.setText("Outro nome")
    assert guide.next.text() == "Testar e avançar"
    guide.next.click()
    qtbot.waitUntil(lambda: guide.next.text() == "Avançar")
    assert guide.stack.currentIndex() == 0 and "✓" in guide.erp.result.text()


def row_of(guide: GuideDialog, automation: str) -> EndRow:
    return next(row for row in guide.end.rows.values() if row.view and row.view.task.automation == automation)


def looked_at(qtbot: QtBot, guide: GuideDialog) -> SimulationDialog:
    """What the simulation showed, once it is read."""
    dialog = next(one for one in guide.end.findChildren(SimulationDialog) if one.isVisible())
    qtbot.waitUntil(lambda: dialog.model.rowCount() == 10 and dialog.action.isVisible())
    return dialog


def test_what_writes_is_simulated_and_waits_for_a_look(
    qtbot: QtBot, guide: GuideDialog, opened: OpenShop
) -> None:
    shop = opened.shop
    for task in shop.storage.tasks.all():
        shop.tasks.delete(task.id)
    filled(shop)
    before = touched(shop)
    guide._reload()
    # The ticks are made anew.
    old = guide.tasks.ticks["sync_stock", "Loja"]
    qtbot.waitUntil(lambda: guide.tasks.ticks["sync_stock", "Loja"] is not old)
    guide.go(TASKS)
    for (key, _name), tick in guide.tasks.ticks.items():
        tick.setChecked(key in ("import_orders", "sync_stock"))
    assert guide.tasks.count.text() == "Marcadas: 1 de leitura, 1 de escrita na loja."
    guide.next.click()
    qtbot.waitUntil(lambda: guide.stack.currentIndex() == END and len(guide.end.rows) == 2)
    qtbot.waitUntil(lambda: row_of(guide, "sync_stock").can_be_looked_at, timeout=20000)
    assert shop.runner.wait_idle(20)
    assert touched(shop) == before
    stock, orders = row_of(guide, "sync_stock"), row_of(guide, "import_orders")
    assert "10 atualizados" in stock.words.text() and "Nada foi enviado" in stock.words.text()
    assert stock.button.text() == "Ver e ativar…" and not orders.button.isVisible()
    assert "a cada 10 min" in orders.words.text().casefold()
    stock.button.click()
    look = looked_at(qtbot, guide)
    # Enter alone, pressed twice by a hasty hand, switches nothing on.
    assert look.focusWidget() is look.table
    QTest.keyClick(look, Qt.Key.Key_Return)
    assert not any(task.active for task in shop.storage.tasks.all() if task.automation == "sync_stock")
    assert not look.isVisible()
    stock.button.click()
    look = looked_at(qtbot, guide)
    # Looking alone starts no second simulation, and switches nothing on.
    runs = opened.services.history.runs(stock.view.task.id, limit=9).runs  # type: ignore[union-attr]
    assert [run.state for run in runs] == [RunState.SUCCEEDED]
    look.action.click()
    qtbot.waitUntil(lambda: not row_of(guide, "sync_stock").button.isVisible())
    assert all(task.active for task in shop.storage.tasks.all())


def test_a_simulation_that_failed_says_why_and_a_question_is_asked(
    qtbot: QtBot, guide: GuideDialog, opened: OpenShop, monkeypatch: pytest.MonkeyPatch
) -> None:
    shop = opened.shop
    stock = next(task for task in shop.storage.tasks.all() if task.automation == "sync_stock")
    shop.tasks.deactivate(stock.id)
    filled(shop)
    refused = SetupProblem("http.credentials", **TOKEN)

    def levels() -> None:
        raise refused

    monkeypatch.setattr(shop.erp, "stock_levels", levels)
    guide.go(END)
    guide.end.reload()
    qtbot.waitUntil(lambda: stock.id in guide.end.rows)
    row = guide.end.rows[stock.id]
    assert row.button.text() == "Simular"
    row.button.click()
    qtbot.waitUntil(lambda: row.button.text() == "Simular de novo", timeout=20000)
    assert "chave" in row.words.text()
    monkeypatch.undo()
    row.button.click()
    qtbot.waitUntil(lambda: row.can_be_looked_at, timeout=20000)
    # A task with a question of its own asks it before it is switched on.
    made = opened.shop.tasks.create("sync_cancelled_orders", "Loja", None, {}, active=False)
    asked: list[str] = []

    def no(box: QMessageBox) -> int:
        asked.append(box.text())
        return 0

    monkeypatch.setattr(QMessageBox, "exec", no)
    guide.end.reload()
    qtbot.waitUntil(lambda: made.id in guide.end.rows)
    view = guide.end.rows[made.id].view
    assert view is not None and view.question
    guide.end._activate(view)
    assert asked == [view.question]
    task = opened.shop.storage.tasks.get(made.id)
    assert task is not None and not task.active


def test_the_store_s_ways_each_with_a_guess_are_accepted_at_once(
    qtbot: QtBot, guide: GuideDialog, opened: OpenShop
) -> None:
    shop = opened.shop
    names = ("SEDEX", "PAC", "Expresso")
    forms = tuple(ShippingForm(name, name, active=True) for name in names)
    shop.erp.known_carriers = [ErpCarrier("480", "CORREIOS", "Correios", forms)]
    shop.store.methods = [DeliveryMethod(title) for title in ("SEDEX", "PAC", "Motoboy", "Entrega expressa")]
    guide.go(CARRIERS)
    step = guide.carriers
    step.reload()
    qtbot.waitUntil(lambda: len(step.rows) == 4)
    shown = [(row.way.title, row.box.currentText(), row.mark.text()) for row in step.rows]
    assert shown[0] == ("SEDEX", "Correios · SEDEX", "palpite")
    assert shown[1] == ("PAC", "Correios · 345", "✓ vinculada")
    assert shown[2:] == [("Motoboy", "escolher depois", ""), ("Entrega expressa", "escolher depois", "")]
    # A person changes one.
    step.rows[3].box.setCurrentText("Correios · Expresso")
    assert step.rows[3].mark.text() == "escolhida"
    # What only looks linked is not left without a word, and not twice with one.
    guide.next.click()
    assert guide.stack.currentIndex() == CARRIERS and step.told.text().startswith("2 formas")
    guide.next.click()
    assert guide.stack.currentIndex() == TASKS
    guide.go(CARRIERS)
    step.accept_all.setFocus()
    step.accept_all.click()
    assert not isinstance(guide.focusWidget(), QPushButton)
    qtbot.waitUntil(lambda: [row.mark.text() for row in step.rows].count("✓ vinculada") == 3)
    links = {link.reference: link.form_id for link in shop.storage.connections.carrier_links(shop.loja.id)}
    assert links == {"SEDEX": "SEDEX", "PAC": "345", "Entrega expressa": "Expresso"}
    assert not step.accept_all.isEnabled()


def test_elsewhere_too_a_refusal_leaves_the_keyboard_where_it_is_mended(
    qtbot: QtBot, desktop: Desktop, opened: OpenShop
) -> None:
    refuse_with(opened, SetupProblem("http.credentials", **TOKEN))
    desktop.window.workspace.open_page("connections")
    page = desktop.window.workspace.pages["connections"]
    assert isinstance(page, ConnectionsPage)
    qtbot.waitUntil(lambda: page.list.count() == 2)
    page.list.setCurrentRow(0)
    form = page.editor.form
    assert form is not None and page.editor.kind == "eccosys"
    for key, value in (("address", "https://eccosys.example"), ("token", "t")):
        form.inputs[key].setText(value)  # type: ignore[union-attr]
    page.editor.test.setFocus()
    page.editor.test.click()
    qtbot.waitUntil(lambda: "✗" in page.editor.result.text())
    assert desktop.window.focusWidget() is form.inputs["token"]
    carrier = ErpCarrier("480", "CORREIOS", "Correios", (ShippingForm("345", "SEDEX", active=True),))
    opened.shop.erp.known_carriers = [carrier]
    dialog = LinkDialog(
        opened.shop.loja, [("SEDEX", "")], opened.services, desktop.background, desktop.window
    )
    dialog.open()
    save = dialog._save_button
    qtbot.waitUntil(save.isEnabled)
    opened.shop.erp.known_carriers = []
    save.setFocus()
    save.click()
    assert not isinstance(dialog.focusWidget(), QPushButton)
    qtbot.waitUntil(save.isEnabled)
    assert dialog.focusWidget() is save and dialog.problem.text()
