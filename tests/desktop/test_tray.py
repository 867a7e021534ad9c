"""The tray menu, as a panel reads it over D-Bus: it never opens it, and reads it before anybody clicks."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from ecco_desktop.ui.application import Desktop
from tests.desktop.bus import Peer
from tests.desktop.conftest import Stage

_ITEM = ("/StatusNotifierItem", "org.kde.StatusNotifierItem")
_MENU = "com.canonical.dbusmenu"


class Panel:
    """Reads the icon that came last, and its menu."""

    def __init__(self, stage: Stage) -> None:
        self._peer: Peer = stage.peer
        self._owner, _ = stage.watcher.items[-1]

    def read(self, what: str) -> Any:
        """A property of the icon."""
        return self._peer.read(self._owner, *_ITEM, what)

    def entries(self) -> list[tuple[int, str]]:
        """What stands in the menu, and in the menus in it: number and words."""
        _revision, root = self._ask("GetLayout", "iias", 0, -1, [])
        return list(_walked(root))

    def words(self) -> list[str]:
        """The words alone."""
        return [words for _number, words in self.entries()]

    def click(self, words: str) -> None:
        """Press an entry."""
        number = next(number for number, said in self.entries() if said == words)
        self._ask("Event", "isvu", number, "clicked", ("s", ""), 0)

    def _ask(self, method: str, signature: str, *values: Any) -> Any:
        return self._peer.ask(self._owner, self.read("Menu"), _MENU, method, signature, *values)


def _walked(entry: Any) -> Iterator[tuple[int, str]]:
    number, facts, children = entry
    if "label" in facts:
        yield number, facts["label"][1].replace("_", "")
    for _signature, child in children:
        yield from _walked(child)


@pytest.fixture
def panel(stage: Stage, desktop: Desktop, qtbot: QtBot) -> Panel:
    assert desktop.window.tray.available()
    qtbot.waitUntil(lambda: desktop.window.workspace.model.rowCount() == 2)
    qtbot.waitUntil(lambda: bool(stage.watcher.items))
    return Panel(stage)


def test_the_menu_is_filled_before_anybody_opens_it(panel: Panel, asked: Callable[..., Any]) -> None:
    words = asked(panel.words)
    assert words[:2] == ["Abrir", "Pausar tudo"] and words[-1] == "Sair"
    assert "Até amanhã às 6h" in words
    assert "Importar Pedidos de Venda" in " ".join(words)


def test_the_menu_follows_what_changes(
    panel: Panel, desktop: Desktop, asked: Callable[..., Any], qtbot: QtBot
) -> None:
    asked(lambda: panel.click("Até eu retomar"))
    qtbot.waitUntil(desktop.window.workspace.is_paused)
    words = asked(panel.words)
    assert "Retomar" in words and "Pausar tudo" not in words
    asked(lambda: panel.click("Retomar"))
    qtbot.waitUntil(lambda: not desktop.window.workspace.is_paused())
    assert "Pausar tudo" in asked(panel.words)


def test_the_program_can_be_ended_from_the_menu(
    panel: Panel, desktop: Desktop, asked: Callable[..., Any], qtbot: QtBot
) -> None:
    with qtbot.waitSignal(desktop.window.tray.quit_asked):
        asked(lambda: panel.click("Sair"))
