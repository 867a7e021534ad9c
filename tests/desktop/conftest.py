"""A real desktop: `make desktop-test` brings one. Elsewhere each of these tests is skipped."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

import pytest
from pytestqt.qtbot import QtBot

from tests.desktop.bus import Notices, Peer, Watcher, on_a_desktop
from tests.ui.conftest import app, desktop, opened

__all__ = ["app", "desktop", "opened"]
HERE = Path(__file__).parent
WAIT_MILLISECONDS = 20_000
T = TypeVar("T")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    if not on_a_desktop():
        for item in items:
            if HERE in item.path.parents:
                item.add_marker(
                    pytest.mark.skip(reason="no desktop of its own: `make desktop-test` brings one")
                )


@dataclass(frozen=True, slots=True)
class Stage:
    """What stands around the window."""

    watcher: Watcher
    notices: Notices
    peer: Peer


@pytest.fixture(scope="session", autouse=True)
def stage() -> Iterator[Stage]:
    """Before there is an application: Qt asks once whether there is a place for an icon."""
    made = Stage(Watcher(), Notices(), Peer())
    yield made
    for part in (made.watcher, made.notices, made.peer):
        part.close()


@pytest.fixture
def asked(qtbot: QtBot) -> Iterator[Callable[[Callable[[], T]], T]]:
    """Ask in another thread, while the window answers in this one."""
    pool = ThreadPoolExecutor(1)

    def ask(call: Callable[[], T]) -> T:
        answer = pool.submit(call)
        qtbot.waitUntil(answer.done, timeout=WAIT_MILLISECONDS)
        return answer.result()

    yield ask
    pool.shutdown(wait=False)
