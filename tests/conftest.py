"""Fixtures for all tests."""

import os
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
