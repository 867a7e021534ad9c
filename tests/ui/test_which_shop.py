"""Another address in the form of a connection: the window asks before anything is saved."""

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QMessageBox
from pytestqt.qtbot import QtBot

from ecco_desktop.domain.links import Link, LinkKind
from ecco_desktop.ui.background import Background
from ecco_desktop.ui.pages.connection_editor import ConnectionEditor
from tests.ui.conftest import OpenShop

KEYS = {"consumer_key": "ck_1", "consumer_secret": "cs_1"}
A, B = "https://a.example", "https://b.example"


@pytest.fixture
def editor(opened: OpenShop, qtbot: QtBot) -> Iterator[ConnectionEditor]:
    connections = opened.services.connections
    loja = connections.update("Loja", {"address": A}, KEYS)
    opened.shop.storage.links.save([Link(loja.id, LinkKind.PRODUCT, "e1", "1", "A", None, "A")])
    background = Background()
    made = ConnectionEditor(background, opened.services)
    qtbot.addWidget(made)
    manifest = next(one for one in connections.kinds() if one.kind == "woocommerce")
    made.edit(manifest, loja, frozenset(KEYS))
    yield made
    background.wait(5000)


@pytest.mark.parametrize(
    ("pressed", "address", "links"),
    [("É a mesma loja", B, {"1": "e1"}), ("É outra loja", B, {}), ("Voltar", A, {"1": "e1"})],
)
def test_the_form_asks_which_shop_it_is(
    editor: ConnectionEditor,
    opened: OpenShop,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
    pressed: str,
    address: str,
    links: dict[str, str],
) -> None:
    asked: list[str] = []

    def answer(box: QMessageBox) -> int:
        asked.append(box.text())
        wanted = (pressed, "Salvar sem testar")
        next(button for button in box.buttons() if button.text() in wanted).click()
        return 0

    monkeypatch.setattr(QMessageBox, "exec", answer)
    assert editor.form is not None
    editor.form.fill("Loja", {"address": B}, frozenset(KEYS))
    monkeypatch.setattr(editor.form, "secrets", lambda: KEYS)
    editor.save.click()
    qtbot.waitUntil(lambda: editor.result.text() in ("✓ Salvo.", "✗ Nada foi salvo."), timeout=10_000)
    assert any(A in words and B in words for words in asked)
    loja = opened.services.connections.find("Loja")
    assert loja.values["address"] == address
    assert opened.shop.storage.links.all(loja.id, LinkKind.PRODUCT) == links
