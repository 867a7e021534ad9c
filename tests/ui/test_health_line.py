"""The health line says the cause and holds the one button that solves it."""

from dataclasses import replace

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from ecco_desktop.domain.errors import SetupProblem
from ecco_desktop.domain.products import ErpProduct
from ecco_desktop.ui.application import Desktop
from ecco_desktop.ui.dialogs.link import LinkDialog
from ecco_desktop.ui.pages.connections import ConnectionsPage
from ecco_desktop.ui.pages.pending import PendingPage
from tests.fakes.orders import CUSTOMER, store_order
from tests.ui.conftest import OpenShop


def press(qtbot: QtBot, desktop: Desktop) -> None:
    qtbot.mouseClick(desktop.window.health.solve, Qt.MouseButton.LeftButton)


def test_orders_without_a_link_are_named_and_the_button_opens_the_link(
    desktop: Desktop, opened: OpenShop, qtbot: QtBot
) -> None:
    opened.shop.erp.catalog = [ErpProduct("1890", "CAM-P", "789", "Camiseta", active=True)]
    for number in ("1", "2"):
        opened.shop.store.orders[number] = store_order(number, shipping_reference="Motoboy")
    opened.shop.store.orders["3"] = store_order("3")
    opened.shop.run("import_orders")
    health = desktop.window.health
    qtbot.waitUntil(lambda: health.words.text().startswith("2 pedidos sem vínculo para “Motoboy”"))
    assert (health.solve.isVisible(), health.solve.text()) == (True, "Criar vínculo")
    press(qtbot, desktop)
    page = desktop.window.workspace.pages["pending"]
    assert isinstance(page, PendingPage)
    qtbot.waitUntil(lambda: bool(page.findChildren(LinkDialog)))
    (dialog,) = page.findChildren(LinkDialog)
    assert dialog.reference.currentText() == "Motoboy"
    dialog.reject()


def test_a_refused_key_leads_to_its_connection(desktop: Desktop, opened: OpenShop, qtbot: QtBot) -> None:
    def refuse() -> None:
        raise SetupProblem("http.credentials", host="loja.example", connection="Loja")

    opened.shop.store.orders["1"] = store_order("1")
    opened.shop.store.on_order = refuse
    for _ in range(2):
        opened.shop.run("import_orders")
    health = desktop.window.health
    qtbot.waitUntil(lambda: "recusou a chave de acesso" in health.words.text())
    assert "log" not in health.words.text()
    assert health.solve.text() == "Abrir conexão"
    press(qtbot, desktop)
    page = desktop.window.workspace.pages["connections"]
    assert isinstance(page, ConnectionsPage)
    qtbot.waitUntil(lambda: page.editor.current is not None and page.editor.current.name == "Loja")


def test_all_well_has_no_button(desktop: Desktop) -> None:
    assert not desktop.window.health.solve.isVisible()


def test_what_was_tried_is_told_when_it_is_over(desktop: Desktop, opened: OpenShop, qtbot: QtBot) -> None:
    opened.shop.erp.catalog = [ErpProduct("1890", "CAM-P", "789", "Camiseta", active=True)]
    opened.shop.store.orders["1"] = store_order("1", customer=replace(CUSTOMER, document=""))
    opened.shop.run("import_orders")
    desktop.window.side.buttons["pending"].click()
    page = desktop.window.workspace.pages["pending"]
    assert isinstance(page, PendingPage)
    qtbot.waitUntil(lambda: page.groups.rowCount() == 1)
    assert page.groups.row(0).title == "1 pedido sem CPF nem CNPJ"
    # One record: its own words are said once, above.
    assert page.details.isColumnHidden(1) and "Preencha na loja" in page.chosen_words.text()
    told: list[str] = []
    page.said.connect(told.append)
    opened.shop.store.orders["1"] = store_order("1")
    page.again.click()
    qtbot.waitUntil(lambda: "1 saiu da lista." in told, timeout=20_000)
