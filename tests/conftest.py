"""Fixtures for all tests."""

import os
import signal
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from ecco_desktop.domain import discretion
from ecco_desktop.jobs.orders import creation
from ecco_desktop.words import speech
from tests import fuzzing
from tests.fakes.app import FakeShop

fuzzing.load()
# Programs that tests start speak Portuguese, whatever this computer's language is.
os.environ.pop("LC_ALL", None)
os.environ["LC_MESSAGES"] = "pt_BR.UTF-8"
# No program that tests start asks this computer's keyring, unless its test says which one.
os.environ.setdefault("PYTHON_KEYRING_BACKEND", "keyring.backends.fail.Keyring")
# They keep what Python compiled in one place, out of the tree: else each start compiles the program anew.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
os.environ["PYTHONPYCACHEPREFIX"] = str(Path(sys.prefix, "bytecode"))
# `nohup make test` has a hang-up ignored, and programs that tests start would take that over.
if hasattr(signal, "SIGHUP") and signal.getsignal(signal.SIGHUP) is signal.SIG_IGN:
    signal.signal(signal.SIGHUP, signal.SIG_DFL)


@pytest.fixture(autouse=True)
def own_machine(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """What a test keeps of this computer stays out of its own home."""
    monkeypatch.setenv("ECCO_MACHINE_HOME", str(tmp_path_factory.getbasetemp() / "machine"))


@pytest.fixture(autouse=True)
def own_secrets(monkeypatch: pytest.MonkeyPatch) -> None:
    """What one test calls a secret is no secret to the next."""
    monkeypatch.setattr(discretion, "_known", discretion._Known())


@pytest.fixture(autouse=True)
def portuguese() -> Iterator[None]:
    """What one test speaks and writes in is not the next one's language."""
    yield
    speech.speak(speech.PORTUGUESE)
    speech.write_in(speech.PORTUGUESE)


@pytest.fixture
def shop(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[FakeShop]:
    """A shop with fake outside systems; answers are awaited for no time at all."""
    monkeypatch.setattr(creation, "SETTLE_SECONDS", 0.0)
    made = FakeShop(tmp_path)
    yield made
    made.close()


@pytest.fixture(scope="session")
def qapp_cls() -> type:
    """The program's own kind of application, for tests with a window."""
    from ecco_desktop.ui.session import Application

    return Application
