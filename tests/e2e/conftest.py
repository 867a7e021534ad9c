"""Fixtures of the stories against the sandbox."""

from collections.abc import Iterator
from pathlib import Path

import keyring
import keyring.backends.fail
import pytest

from ecco_desktop.app import Application
from ecco_desktop.storage import sealing
from tests.platforms import PLATFORMS, Facts
from tests.support import Sandbox, in_a_hurry, install_all

SEALED_WITH = "senha do arquivo plantada"


@pytest.fixture(autouse=True)
def hurry() -> Iterator[None]:
    """What is judged here is what both sides come to, not how long a failed request waits."""
    with in_a_hurry():
        yield


@pytest.fixture
def facts(shared: Sandbox) -> Facts:
    """What differs between the platforms; `shared` is each module's own sandbox."""
    return PLATFORMS[shared.hello["store"]]


@pytest.fixture
def sandbox(shared: Sandbox) -> Sandbox:
    """The module's sandbox as it was at its start."""
    shared.post("reset")
    return shared


@pytest.fixture
def shop(sandbox: Sandbox, tmp_path: Path) -> Iterator[Application]:
    """The program with every automation of that sandbox's store; modules that want less have their own."""
    application = install_all(tmp_path, sandbox)
    yield application
    application.close()


@pytest.fixture
def keys_in_a_file(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """No keyring: keys go to the sealed file."""
    monkeypatch.setattr(sealing, "COST", 2**4)
    monkeypatch.setenv("ECCO_PASSPHRASE", SEALED_WITH)
    before = keyring.get_keyring()
    keyring.set_keyring(keyring.backends.fail.Keyring())
    yield
    keyring.set_keyring(before)
