"""Hoje: the owner's first page. Each figure leads to its rows; one store shows how far behind it is."""

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ecco_desktop.domain.automations import Duty
from ecco_desktop.domain.connections import Role
from ecco_desktop.domain.products import ErpProduct
from ecco_desktop.ui.application import Desktop
from ecco_desktop.ui.pages.today import TodayPage
from tests.fakes.orders import store_order
from tests.ui.conftest import OpenShop, finish, was_read


def page_of(desktop: Desktop, qtbot: QtBot) -> TodayPage:
    desktop.window.side.buttons["today"].click()
    page = desktop.window.workspace.pages["today"]
    assert isinstance(page, TodayPage)
    qtbot.waitUntil(lambda: page.figures["orders"].number.text() != "—")
    return page


def busy(opened: OpenShop) -> None:
    """One order comes in, one has no carrier."""
    opened.shop.erp.catalog = [ErpProduct("1890", "CAM-P", "789", "Camiseta", active=True)]
    opened.shop.store.orders["1"] = store_order("1")
    opened.shop.store.orders["2"] = store_order("2", shipping_reference="Motoboy")
    opened.shop.run("import_orders")


def test_the_program_begins_there(app: QApplication, qtbot: QtBot, opened: OpenShop) -> None:
    made = Desktop(lambda: opened, demo=False, minimized=False, first_page="today")
    qtbot.waitUntil(lambda: was_read(made.window) and made.window.workspace.shown == "today")
    assert made.window.side.buttons["today"].isChecked()
    finish(made)


def test_the_figures_count_since_midnight_and_lead_to_their_rows(
    desktop: Desktop, opened: OpenShop, qtbot: QtBot
) -> None:
    busy(opened)
    page = page_of(desktop, qtbot)
    qtbot.waitUntil(lambda: page.figures["orders"].number.text() == "1")
    assert page.figures["itself"].number.text() == "1"
    assert page.figures["tasks"].number.text() == "0"
    assert page.figures["orders"].accessibleName() == "pedidos que entraram: 1"
    for figure, wanted in (
        ("orders", "orders"),
        ("itself", "pending"),
        ("tasks", "tasks"),
        ("stock", "stock"),
    ):
        qtbot.mouseClick(page.figures[figure], Qt.MouseButton.LeftButton)
        assert desktop.window.workspace.shown == wanted


def test_the_only_store_says_how_far_behind_it_is(desktop: Desktop, opened: OpenShop, qtbot: QtBot) -> None:
    busy(opened)
    page = page_of(desktop, qtbot)
    qtbot.waitUntil(lambda: "Pedidos: o ERP viu a loja há" in page.lags.text(), timeout=20_000)
    assert not page.chart.isVisible()
    page.more.click()
    qtbot.waitUntil(lambda: page.chart.isVisible() and not page.more.isVisible(), timeout=20_000)


@pytest.mark.parametrize("minutes", [0, 30])
def test_the_lag_is_counted_from_the_last_run_that_worked(opened: OpenShop, minutes: int) -> None:
    busy(opened)
    shop = opened.shop
    shop.clock.move(minutes * 60)
    services = opened.services
    today = services.today.read(services.tasks.list(), "Loja", charted=True)
    (lag,) = [lag for lag in today.lags if lag.duty is Duty.ORDERS_IN]
    assert lag.minutes[-1] == minutes and lag.minutes[0] is None
    assert lag.since is not None and shop.clock.now() - lag.since == timedelta(minutes=minutes)
    shop.clock.move(36 * 3600)
    later = services.today.read(services.tasks.list())
    assert later.orders_in == 0


def test_of_many_stores_the_one_chosen_above_is_told(opened: OpenShop) -> None:
    busy(opened)
    opened.shop.storage.connections.add("Outra", "woocommerce", Role.STORE, {})
    services = opened.services
    assert services.today.read(services.tasks.list()).lags == []
    assert services.today.read(services.tasks.list(), "Loja").orders_in == 1
    other = services.today.read(services.tasks.list(), "Outra")
    assert (other.orders_in, other.by_itself, other.turns, other.lags) == (0, 0, [], [])
