"""Whole stories of a person at the window, against the sandbox: every click goes the whole way."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog, QMessageBox, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from ecco_desktop.app import Application, wire
from ecco_desktop.domain.orders import OrderStatus
from ecco_desktop.domain.runs import Run
from ecco_desktop.domain.tasks import TaskAction
from ecco_desktop.storage.database import open_storage
from ecco_desktop.storage.secrets import MemorySecrets
from ecco_desktop.ui.application import Desktop
from ecco_desktop.ui.dialogs.brake import BrakeDialog
from ecco_desktop.ui.dialogs.changes import SimulationDialog, UndoDialog
from ecco_desktop.ui.dialogs.link import LinkDialog
from ecco_desktop.ui.dialogs.notices import NoticesDialog
from ecco_desktop.ui.dialogs.pin import PinDialog
from ecco_desktop.ui.dialogs.product import ProductDialog
from ecco_desktop.ui.dialogs.profile import ExportDialog, ImportDialog
from ecco_desktop.ui.dialogs.runs import RunsDialog
from ecco_desktop.ui.dialogs.task import TaskDialog
from ecco_desktop.ui.forms.connection import ConnectionForm
from ecco_desktop.ui.models.tasks import Column
from ecco_desktop.ui.pages.connections import ConnectionsPage
from ecco_desktop.ui.pages.guide import GuideDialog
from ecco_desktop.ui.pages.orders import OrdersPage
from ecco_desktop.ui.pages.pending import PendingPage
from ecco_desktop.ui.pages.statuses_dialog import StatusesDialog
from ecco_desktop.ui.pages.stock import StockPage
from tests.support import Sandbox, install, install_all, running_sandbox, wanted, writes
from tests.ui.conftest import finish, was_read

LONG = 60_000
D = TypeVar("D", bound=QDialog)


@pytest.fixture(scope="module")
def shared() -> Iterator[Sandbox]:
    with running_sandbox("--orders", "25") as sandbox:
        yield sandbox


@pytest.fixture
def sandbox(shared: Sandbox) -> Sandbox:
    shared.post("reset")
    return shared


@pytest.fixture
def slow() -> Iterator[Sandbox]:
    """One that takes its time: an import lasts long enough to be stopped."""
    with running_sandbox("--orders", "60", "--products", "40", "--latency-ms", "120") as sandbox:
        yield sandbox


@pytest.fixture
def window(
    app: QApplication, qtbot: QtBot, tmp_path: Path
) -> Iterator[Callable[[Callable[[], Application]], Desktop]]:
    """Opens the window on what a function builds; closes both at the end."""
    made: list[tuple[Desktop, list[Application]]] = []

    def opened(build: Callable[[], Application]) -> Desktop:
        applications: list[Application] = []

        def once() -> Application:
            applications.append(build())
            return applications[-1]

        desktop = Desktop(once, demo=False, minimized=False)
        made.append((desktop, applications))
        qtbot.waitUntil(lambda: was_read(desktop.window), timeout=LONG)
        return desktop

    yield opened
    for desktop, applications in made:
        desktop.background.wait(10_000)
        for application in applications:
            application.close(10.0)
        finish(desktop)


def empty(folder: Path) -> Callable[[], Application]:
    return lambda: wire(folder, open_storage(folder), MemorySecrets(), floor=0.1)


def dialog_of(qtbot: QtBot, window: QWidget, kind: type[D]) -> D:
    """The dialog of this kind that is shown, once it is."""
    found: list[D] = []

    def shown() -> bool:
        found[:] = [one for one in window.findChildren(kind) if one.isVisible()]
        return bool(found)

    qtbot.waitUntil(shown, timeout=LONG)
    return found[-1]


def press(qtbot: QtBot, button: QWidget) -> None:
    assert button.isEnabled(), "a person could not press this"
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def fill(form: ConnectionForm, **values: str) -> None:
    form.more.setChecked(True)
    for key, value in values.items():
        part: Any = form.inputs[key]
        part.setText(value)


def row_of(desktop: Desktop, automation: str) -> int:
    model = desktop.window.workspace.model
    return next(row for row in range(model.rowCount()) if model.view(row).task.automation == automation)


def choose(desktop: Desktop, automation: str) -> None:
    index = desktop.window.workspace.model.index(row_of(desktop, automation), 0)
    desktop.window.workspace.table.table.selectRow(
        desktop.window.workspace.table.proxy.mapFromSource(index).row()
    )


def ended(qtbot: QtBot, desktop: Desktop, automation: str, after: int = 0) -> Run:
    """The newest run of a task, once it has ended after the run `after`."""
    task_id = desktop.window.workspace.model.view(row_of(desktop, automation)).task.id
    history = desktop.window.workspace.services.history
    found: list[Run] = []

    def over() -> bool:
        found[:] = [run for run in history.runs(task_id, limit=1).runs if run.state.final and run.id > after]
        return bool(found)

    qtbot.waitUntil(over, timeout=LONG)
    return found[0]


def start(qtbot: QtBot, desktop: Desktop, automation: str) -> Run:
    choose(desktop, automation)
    task_id = desktop.window.workspace.model.view(row_of(desktop, automation)).task.id
    before = desktop.window.workspace.services.history.runs(task_id, limit=1).runs
    action = desktop.window.workspace.actions_.actions[TaskAction.START]
    qtbot.waitUntil(action.isEnabled, timeout=LONG)
    action.trigger()
    return ended(qtbot, desktop, automation, before[0].id if before else 0)


def test_from_first_start_to_the_first_imported_orders(
    qtbot: QtBot, window: Callable[..., Desktop], sandbox: Sandbox, tmp_path: Path
) -> None:
    desktop = window(empty(tmp_path))
    welcome = desktop.window.workspace.welcome
    qtbot.waitUntil(welcome.isVisible)
    assert welcome.demo.isEnabled()
    press(qtbot, welcome.guide)
    guide = dialog_of(qtbot, desktop.window, GuideDialog)
    qtbot.waitUntil(lambda: guide.erp.form is not None)
    assert guide.next.text() == "Testar e avançar"
    # A wrong token first: the guide says what is wrong and saves nothing.
    eccosys, woo = sandbox.hello["eccosys"], sandbox.hello["woocommerce"]
    assert guide.erp.form
    fill(guide.erp.form, address=eccosys["address"], token="errado", requests_per_minute="60000")
    press(qtbot, guide.next)
    qtbot.waitUntil(lambda: "✗" in guide.erp.result.text(), timeout=LONG)
    assert "chave" in guide.erp.result.text()
    assert desktop.window.workspace.services and not desktop.window.workspace.services.connections.list()
    fill(guide.erp.form, token=eccosys["token"])
    press(qtbot, guide.next)
    qtbot.waitUntil(lambda: guide.stack.currentIndex() == 1, timeout=LONG)
    assert guide.store.form
    fill(
        guide.store.form,
        address=woo["address"],
        consumer_key=woo["consumer_key"],
        consumer_secret=woo["consumer_secret"],
        requests_per_minute="60000",
    )
    press(qtbot, guide.next)
    qtbot.waitUntil(lambda: guide.stack.currentIndex() == 2, timeout=LONG)
    # The secrets are in the keyring now, and no longer in the window.
    assert not guide.store.form.secrets()
    # The store's own ways of sending, each with a guess; one is left for later.
    qtbot.waitUntil(lambda: bool(guide.carriers.rows), timeout=LONG)
    guessed = {row.way.title: row.box for row in guide.carriers.rows}
    assert guessed["PAC"].currentText() == "Correios · PAC"
    assert guessed["Jadlog .Package"].currentText() == "Jadlog · .Package"
    guessed["Jadlog .Package"].setCurrentIndex(0)
    taken = sum(row.fresh is not None for row in guide.carriers.rows)
    press(qtbot, guide.carriers.accept_all)
    links = desktop.window.workspace.services.links
    store = desktop.window.workspace.services.connections.find("WooCommerce")
    qtbot.waitUntil(lambda: len(links.carrier_links(store)) == taken, timeout=LONG)
    press(qtbot, guide.next)
    qtbot.waitUntil(lambda: bool(guide.tasks.ticks), timeout=LONG)
    for (key, _name), tick in guide.tasks.ticks.items():
        tick.setChecked(key == "import_orders")
    press(qtbot, guide.next)
    # What comes of it is told before it is left.
    qtbot.waitUntil(lambda: bool(guide.end.rows), timeout=LONG)
    press(qtbot, guide.next)
    qtbot.waitUntil(lambda: desktop.window.workspace.model.rowCount() == 1, timeout=LONG)
    qtbot.waitUntil(desktop.window.workspace.table.table.isVisible, timeout=LONG)
    # It is due at once, and begins by itself.
    run = ended(qtbot, desktop, "import_orders")
    assert run.tally.created > 0
    # The rest waits for its carrier links, and the side says so.
    qtbot.waitUntil(
        lambda: str(run.tally.failed) in desktop.window.side.buttons["pending"].text(), timeout=LONG
    )


def test_a_failing_connection_from_notice_to_solved(
    qtbot: QtBot, window: Callable[..., Desktop], sandbox: Sandbox, tmp_path: Path
) -> None:
    desktop = window(lambda: install(tmp_path, sandbox))
    qtbot.waitUntil(lambda: desktop.window.workspace.model.rowCount() == 2, timeout=LONG)
    services = desktop.window.workspace.services
    assert services is not None
    services.connections.update("Loja", services.connections.find("Loja").values, {"consumer_key": "ck_x"})
    run = start(qtbot, desktop, "import_orders")
    assert run.error_key == "http.credentials"
    qtbot.waitUntil(lambda: desktop.window.health.unread == 1, timeout=LONG)
    qtbot.waitUntil(lambda: "recusou a chave" in desktop.window.health.words.text(), timeout=LONG)
    press(qtbot, desktop.window.health.bell)
    notices = dialog_of(qtbot, desktop.window, NoticesDialog)
    qtbot.waitUntil(lambda: notices.model.rowCount() == 1, timeout=LONG)
    assert "recusou a chave" in notices.model.row(0).body
    notices.reject()
    desktop.window.side.buttons["connections"].click()
    page = desktop.window.workspace.pages["connections"]
    assert isinstance(page, ConnectionsPage)
    qtbot.waitUntil(lambda: page.list.count() == 2, timeout=LONG)
    page.list.setCurrentRow(1)
    assert page.editor.form is not None and page.editor.form.name.text() == "Loja"
    press(qtbot, page.editor.test)
    qtbot.waitUntil(lambda: "✗" in page.editor.result.text(), timeout=LONG)
    fill(page.editor.form, consumer_key=sandbox.hello["woocommerce"]["consumer_key"])
    press(qtbot, page.editor.test)
    qtbot.waitUntil(lambda: "✓" in page.editor.result.text(), timeout=LONG)
    press(qtbot, page.editor.save)
    qtbot.waitUntil(lambda: "Salvo" in page.editor.result.text(), timeout=LONG)
    desktop.window.side.buttons["tasks"].click()
    assert start(qtbot, desktop, "import_orders").tally.created > 0
    qtbot.waitUntil(
        lambda: any("Voltou a funcionar, com pendências" in one.title for one in services.alerts.newest()),
        timeout=LONG,
    )


def test_a_waiting_order_from_pending_to_imported(
    qtbot: QtBot, window: Callable[..., Desktop], sandbox: Sandbox, tmp_path: Path
) -> None:
    only = (("SEDEX", "Correios"), ("Retirada na loja", "Retirada na loja"))
    desktop = window(lambda: install(tmp_path, sandbox, carriers=only))
    qtbot.waitUntil(lambda: desktop.window.workspace.model.rowCount() == 2, timeout=LONG)
    first = start(qtbot, desktop, "import_orders")
    desktop.window.side.buttons["pending"].click()
    page = desktop.window.workspace.pages["pending"]
    assert isinstance(page, PendingPage)
    qtbot.waitUntil(lambda: page.groups.rowCount() > 0, timeout=LONG)
    row = next(
        row for row in range(page.groups.rowCount()) if page.groups.row(row).values.get("reference") == "PAC"
    )
    page.table.selectRow(row)
    group = page.group()
    assert group is not None
    numbers = [record.label for record in group.records]
    press(qtbot, page.solve)
    link = dialog_of(qtbot, page, LinkDialog)
    assert link.reference.currentText() == "PAC"
    qtbot.waitUntil(lambda: link.carrier.count() > 0, timeout=LONG)
    link.carrier.setCurrentIndex(link.carrier.findText("Correios"))
    press(qtbot, link._save_button)
    run = ended(qtbot, desktop, "import_orders", first.id)
    assert 0 < run.tally.created <= len(group.records)
    qtbot.waitUntil(
        lambda: all(
            page.groups.row(row).values.get("reference") != "PAC" for row in range(page.groups.rowCount())
        ),
        timeout=LONG,
    )
    # The whole story of one of them, found by its number.
    known = desktop.window.workspace.services.reports.orders()
    number = next(order.number for order in known if order.erp and order.number in numbers)
    desktop.window.workspace.ways.order(number)
    orders = desktop.window.workspace.pages["orders"]
    assert isinstance(orders, OrdersPage)
    qtbot.waitUntil(lambda: orders.moments.rowCount() >= 2, timeout=LONG)
    told = [orders.moments.row(row).text for row in range(orders.moments.rowCount())]
    assert any("sem vínculo" in text for text in told)
    assert any("importado" in text for text in told)


def solving(qtbot: QtBot, desktop: Desktop, cause: str) -> tuple[PendingPage, Run]:
    """Orders were imported, and the button of what waits for this cause pressed: the page, and the run."""
    qtbot.waitUntil(lambda: desktop.window.workspace.model.rowCount() == 2, timeout=LONG)
    first = start(qtbot, desktop, "import_orders")
    desktop.window.side.buttons["pending"].click()
    page = desktop.window.workspace.pages["pending"]
    assert isinstance(page, PendingPage)
    qtbot.waitUntil(lambda: page.groups.rowCount() > 0, timeout=LONG)
    causes = [page.groups.row(row).cause for row in range(page.groups.rowCount())]
    page.table.selectRow(causes.index(cause))
    press(qtbot, page.solve)
    return page, first


def test_an_order_in_a_status_of_a_plugin_comes_in_by_the_button(
    qtbot: QtBot, window: Callable[..., Desktop], sandbox: Sandbox, tmp_path: Path
) -> None:
    order = sandbox.shop("new_order")
    sandbox.shop("set_order_status", id=order["id"], status="em-separacao")
    desktop = window(lambda: install(tmp_path, sandbox))
    page, first = solving(qtbot, desktop, "order.status_unknown")
    dialog = dialog_of(qtbot, page, StatusesDialog)
    qtbot.waitUntil(lambda: "em-separacao" in dialog.statuses.incoming, timeout=LONG)
    box = dialog.statuses.incoming["em-separacao"]
    box.setCurrentIndex(box.findData(OrderStatus.OPEN.value))
    box.activated.emit(box.currentIndex())
    store = desktop.window.workspace.services.connections.find("Loja")
    links = desktop.window.workspace.services.links
    qtbot.waitUntil(lambda: "em-separacao" in links.statuses(store), timeout=LONG)
    dialog.reject()
    assert ended(qtbot, desktop, "import_orders", first.id).tally.created == 1


def test_an_item_without_a_code_comes_in_with_the_product_that_is_chosen(
    qtbot: QtBot, window: Callable[..., Desktop], sandbox: Sandbox, tmp_path: Path
) -> None:
    desktop = window(lambda: install(tmp_path, sandbox))
    page, first = solving(qtbot, desktop, "order.line_gone")
    dialog = dialog_of(qtbot, page, ProductDialog)
    # Enter does what the blue button says: it looks up, and then takes what was found.
    qtbot.keyClicks(dialog.code, "no such code")
    qtbot.keyClick(dialog.code, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "não tem produto" in dialog.problem.text(), timeout=LONG)
    dialog.code.clear()
    qtbot.keyClicks(dialog.code, "CAM-0001-P")
    qtbot.keyClick(dialog.code, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: dialog.chosen() is not None, timeout=LONG)
    assert dialog._button.text() == "Usar este produto"
    qtbot.keyClick(dialog.code, Qt.Key.Key_Return)
    assert ended(qtbot, desktop, "import_orders", first.id).tally.created == 1


def test_schedule_stop_switch_off_and_delete(
    qtbot: QtBot,
    window: Callable[..., Desktop],
    slow: Sandbox,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def build() -> Application:
        application = install(tmp_path, slow)
        for view in application.services.tasks.list():
            application.services.tasks.delete(view.task.id)
        return application

    desktop = window(build)
    press(qtbot, desktop.window.workspace.table.new)
    dialog = dialog_of(qtbot, desktop.window, TaskDialog)
    qtbot.waitUntil(lambda: dialog.automation.count() > 0, timeout=LONG)
    dialog.automation.setCurrentIndex(dialog.automation.findText("Importar Pedidos de Venda"))
    dialog.recurrence.minutes.setValue(30)
    assert dialog.recurrence.preview.text().count("·") == 4, "the next five runs are shown"
    dialog.active.setChecked(False)
    press(qtbot, dialog.buttons.button(dialog.buttons.StandardButton.Save))
    qtbot.waitUntil(lambda: desktop.window.workspace.model.rowCount() == 1, timeout=LONG)
    assert desktop.window.workspace.model.index(0, Column.RECURRENCE).data() == "A cada 30 min"
    actions = desktop.window.workspace.actions_.actions
    choose(desktop, "import_orders")
    qtbot.waitUntil(actions[TaskAction.ACTIVATE].isEnabled, timeout=LONG)
    actions[TaskAction.ACTIVATE].trigger()
    # Never run, so due at once: it begins by itself, and a person stops it.
    qtbot.waitUntil(actions[TaskAction.DEACTIVATE].isEnabled, timeout=LONG)
    qtbot.waitUntil(actions[TaskAction.STOP].isEnabled, timeout=LONG)
    actions[TaskAction.STOP].trigger()
    run = ended(qtbot, desktop, "import_orders")
    assert run.state.value == "cancelled"
    qtbot.waitUntil(actions[TaskAction.SHOW_RUNS].isEnabled, timeout=LONG)
    actions[TaskAction.SHOW_RUNS].trigger()
    runs = dialog_of(qtbot, desktop.window, RunsDialog)
    qtbot.waitUntil(lambda: runs.runs.rowCount() >= 1, timeout=LONG)
    runs.reject()
    actions[TaskAction.DEACTIVATE].trigger()
    qtbot.waitUntil(
        lambda: desktop.window.workspace.model.index(0, Column.STATE).data() == "Desativada", timeout=LONG
    )
    monkeypatch.setattr(QMessageBox, "exec", _yes)
    qtbot.waitUntil(actions[TaskAction.DELETE].isEnabled, timeout=LONG)
    actions[TaskAction.DELETE].trigger()
    qtbot.waitUntil(lambda: desktop.window.workspace.model.rowCount() == 0, timeout=LONG)
    assert desktop.window.workspace.services.history.runs(None).total >= 1, "the history stays"


def test_simulate_send_and_undo_stock(
    qtbot: QtBot, window: Callable[..., Desktop], sandbox: Sandbox, tmp_path: Path
) -> None:
    desktop = window(lambda: install(tmp_path, sandbox))
    qtbot.waitUntil(lambda: desktop.window.workspace.model.rowCount() == 2, timeout=LONG)
    before = writes(sandbox)
    view = desktop.window.workspace.model.view(row_of(desktop, "sync_stock"))
    desktop.window.workspace.actions_.simulate(view)
    simulation = dialog_of(qtbot, desktop.window, SimulationDialog)
    qtbot.waitUntil(lambda: simulation.model.rowCount() > 0, timeout=LONG)
    assert "Nada foi enviado" in simulation.words.text()
    shown = simulation.model.row(0)
    assert writes(sandbox) == before
    simulation.reject()
    run = start(qtbot, desktop, "sync_stock")
    assert run.tally.updated > 0
    desktop.window.workspace.open_page("stock")
    stock = desktop.window.workspace.pages["stock"]
    assert isinstance(stock, StockPage)
    qtbot.waitUntil(lambda: stock.model.rowCount() > 0, timeout=LONG)
    stock.search.setText(shown.key)
    qtbot.waitUntil(lambda: shown.key in stock.why_title.text(), timeout=LONG)
    qtbot.waitUntil(lambda: stock.why.text().startswith("físico"), timeout=LONG)
    assert f"→ {shown.after}" in stock.why.text(), "the number is the one that was simulated"
    exported = tmp_path / "estoque.csv"
    stock.export_to(exported)
    qtbot.waitUntil(lambda: exported.exists() and shown.key in exported.read_text("utf-8-sig"), timeout=LONG)
    changed = writes(sandbox)
    desktop.window.workspace.actions_.undo(run)
    undo = dialog_of(qtbot, desktop.window, UndoDialog)
    qtbot.waitUntil(undo.action.isVisible, timeout=LONG)
    press(qtbot, undo.action)
    undone = ended(qtbot, desktop, "sync_stock", run.id)
    assert undone.tally.updated > 0 and writes(sandbox) != changed
    qtbot.waitUntil(
        lambda: not desktop.window.workspace.model.view(row_of(desktop, "sync_stock")).task.active,
        timeout=LONG,
    )


def test_the_brake_shows_its_reasons_and_asks(
    qtbot: QtBot, window: Callable[..., Desktop], sandbox: Sandbox, tmp_path: Path
) -> None:
    desktop = window(lambda: install(tmp_path, sandbox))
    qtbot.waitUntil(lambda: desktop.window.workspace.model.rowCount() == 2, timeout=LONG)
    start(qtbot, desktop, "sync_stock")
    for product in list(sandbox.get("state?part=eccosys.products").values()):
        sandbox.shop("set_erp_stock", codigo=product["codigo"], estoqueReal=0, reservado=0)
    before = writes(sandbox)
    held = start(qtbot, desktop, "sync_stock")
    assert held.error_key.startswith("brake.") and writes(sandbox) == before
    action = desktop.window.workspace.actions_.actions[TaskAction.START]
    qtbot.waitUntil(
        lambda: (
            action.isEnabled()
            and desktop.window.workspace.model.view(row_of(desktop, "sync_stock")).last_run == held
        ),
        timeout=LONG,
    )
    action.trigger()
    brake = dialog_of(qtbot, desktop.window, BrakeDialog)
    assert held.error_values["count"] in brake.reason.text()
    assert " → 0" in brake.items.text()
    press(qtbot, brake.keep)
    assert writes(sandbox) == before
    action.trigger()
    press(qtbot, dialog_of(qtbot, desktop.window, BrakeDialog).send)
    assert ended(qtbot, desktop, "sync_stock", held.id).tally.updated > 0
    assert "deed.brake" in [deed.key for deed in desktop.window.workspace.services.deeds.newest()]


def test_a_profile_goes_to_another_shop(
    qtbot: QtBot,
    window: Callable[..., Desktop],
    sandbox: Sandbox,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(QMessageBox, "exec", _yes)
    (tmp_path / "um").mkdir()
    desktop = window(lambda: install_all(tmp_path / "um", sandbox))
    qtbot.waitUntil(lambda: desktop.window.workspace.model.rowCount() == 13, timeout=LONG)
    export = ExportDialog(desktop.window.workspace.services, desktop.background, desktop.window)
    export.open()
    file = tmp_path / "loja.ecco"
    export.path.setText(str(file))
    export.with_secrets.setChecked(True)
    export.passphrase.setText("uma senha longa")
    export.again.setText("outra senha longa")
    save = export.buttons.button(export.buttons.StandardButton.Save)
    press(qtbot, save)
    assert "diferentes" in export.problem.text() and not file.exists()
    export.again.setText("uma senha longa")
    press(qtbot, save)
    qtbot.waitUntil(file.exists, timeout=LONG)
    text = file.read_text("utf-8")
    for secret in (
        sandbox.hello["eccosys"]["token"],
        sandbox.hello["woocommerce"]["consumer_secret"],
        sandbox.hello["correios"]["access_code"],
        "uma senha longa",
    ):
        assert secret not in text
    other = window(empty(tmp_path / "dois"))
    qtbot.waitUntil(other.window.workspace.welcome.isVisible)
    press(qtbot, other.window.workspace.welcome.profile)
    load = dialog_of(qtbot, other.window, ImportDialog)
    load.path.setText(str(file))
    load.passphrase.setText("errada, mas longa")
    go = load.buttons.button(load.buttons.StandardButton.Save)
    press(qtbot, go)
    qtbot.waitUntil(lambda: "senha do perfil está errada" in load.problem.text(), timeout=LONG)
    assert other.window.workspace.services and not other.window.workspace.services.connections.list()
    load.passphrase.setText("uma senha longa")
    press(qtbot, go)
    qtbot.waitUntil(lambda: other.window.workspace.model.rowCount() == 13, timeout=LONG)
    assert start(qtbot, other, "import_orders").tally.created == len(wanted(sandbox))


def test_a_wrong_pin_keeps_the_technicians_screens_shut(
    qtbot: QtBot, window: Callable[..., Desktop], sandbox: Sandbox, tmp_path: Path
) -> None:
    def build() -> Application:
        application = install(tmp_path, sandbox)
        application.services.technician.set_pin("2468")
        application.services.technician.lock()
        return application

    desktop = window(build)
    qtbot.waitUntil(lambda: desktop.window.workspace.lock.locked, timeout=LONG)
    desktop.window.side.buttons["connections"].click()
    page = desktop.window.workspace.pages["connections"]
    assert isinstance(page, ConnectionsPage)
    qtbot.waitUntil(lambda: page.editor.form is not None, timeout=LONG)
    assert page.banner.isVisible() and not page.editor.save.isEnabled()
    assert page.editor.form and not page.editor.form.name.isEnabled()
    press(qtbot, page.banner.findChildren(QPushButton)[0])
    pin = dialog_of(qtbot, desktop.window, PinDialog)
    unlock = pin.buttons.button(pin.buttons.StandardButton.Save)
    for _ in range(5):
        pin.problem.clear()
        pin.pin.setText("0000")
        press(qtbot, unlock)
        qtbot.waitUntil(lambda: bool(pin.problem.text()), timeout=LONG)
        assert "PIN errado" in pin.problem.text()
    pin.problem.clear()
    pin.pin.setText("2468")
    press(qtbot, unlock)
    qtbot.waitUntil(lambda: "Espere" in pin.problem.text(), timeout=LONG)
    assert desktop.window.workspace.lock.locked
    # The documented way out: deleting one file.
    (tmp_path / "tecnico.json").unlink()
    pin.reject()
    desktop.window.workspace.reload()
    qtbot.waitUntil(lambda: not desktop.window.workspace.lock.locked, timeout=LONG)
    assert page.editor.save.isEnabled()


def _yes(box: QMessageBox) -> int:
    """Press the button that agrees."""
    role = QMessageBox.ButtonRole.AcceptRole
    next(button for button in box.buttons() if box.buttonRole(button) is role).click()
    return 0


def test_the_guide_is_left_and_resumed_where_it_stopped(
    qtbot: QtBot, window: Callable[..., Desktop], sandbox: Sandbox, tmp_path: Path
) -> None:
    def build() -> Application:
        application = empty(tmp_path)()
        eccosys = sandbox.hello["eccosys"]
        application.services.connections.add(
            "eccosys", "ERP", {"address": eccosys["address"]}, {"token": eccosys["token"]}
        )
        return application

    desktop = window(build)
    desktop.window.side.buttons["connections"].click()
    page = desktop.window.workspace.pages["connections"]
    assert isinstance(page, ConnectionsPage)
    press(qtbot, page.guide)
    guide = dialog_of(qtbot, desktop.window, GuideDialog)
    qtbot.waitUntil(lambda: guide.stack.currentIndex() == 1, timeout=LONG)
    assert guide.next.text() == "Testar e avançar" and guide.back.isEnabled()
    press(qtbot, guide.later)
    qtbot.waitUntil(lambda: not desktop.window.findChildren(GuideDialog))
