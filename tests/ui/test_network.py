"""The proxy in Ajustes, and the file of an authority in the form of a connection."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog, QLineEdit
from pytestqt.qtbot import QtBot

from ecco_desktop.connectors.registry import Registry
from ecco_desktop.domain.network import ProxyUse, Route
from ecco_desktop.domain.settings import Preferences
from ecco_desktop.ui.background import Background
from ecco_desktop.ui.forms.connection import ConnectionForm
from ecco_desktop.ui.look import Look
from ecco_desktop.ui.pages.settings import SettingsPage
from tests.ui.conftest import OpenShop

PASSWORD = "PLANTED-proxy-password"


def test_a_proxy_is_chosen_and_kept(opened: OpenShop, qtbot: QtBot, tmp_path: Path) -> None:
    background, network = Background(), opened.services.connections.network
    page = SettingsPage(background, opened.services, tmp_path, Look())
    qtbot.addWidget(page)
    card = page.network
    page.show()
    page.reload()
    qtbot.waitUntil(lambda: page.days.value() == Preferences().history_days)
    assert not card.address.isVisibleTo(card)
    card.use.setCurrentIndex(card.use.findData(ProxyUse.ADDRESS.value))
    assert card.address.isVisibleTo(card) and card.password.echoMode() is QLineEdit.EchoMode.Password
    card.address.setText(f"http://ana:{PASSWORD}@proxy.example")
    card.keep.click()
    qtbot.waitUntil(lambda: card.problem.isVisibleTo(card))
    assert "usuário" in card.problem.text() and PASSWORD not in card.problem.text()
    card.address.setText("proxy.example:3128")
    card.user.setText("ana")
    card.password.setText(PASSWORD)
    card.keep.click()
    qtbot.waitUntil(lambda: card.address.text() == "http://proxy.example:3128")
    assert network.read() == Route(ProxyUse.ADDRESS, "http://proxy.example:3128", "ana")
    assert card.password.text() == "" and not card.problem.isVisibleTo(card)
    card.use.setCurrentIndex(0)
    card.keep.click()
    qtbot.waitUntil(lambda: network.read() == Route())
    background.wait(5000)


def test_the_file_of_an_authority_is_chosen_in_the_form(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    form = ConnectionForm(Registry().manifest("woocommerce"))
    qtbot.addWidget(form)
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: ("/etc/loja.pem", ""))
    line = form.inputs["authority"]
    assert isinstance(line, QLineEdit)
    line.actions()[0].trigger()
    assert form.values()["authority"] == "/etc/loja.pem"
