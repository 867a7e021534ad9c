"""Fixtures for all tests."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from ecco_desktop.domain import discretion
from ecco_desktop.jobs import order_creation
from tests.fakes.app import FakeShop

# How fast examples come says more of the machine, and of what else it does, than of the rule.
settings.register_profile(
    "any machine", deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("any machine")


@pytest.fixture(autouse=True)
def own_secrets(monkeypatch: pytest.MonkeyPatch) -> None:
    """What one test calls a secret is no secret to the next."""
    monkeypatch.setattr(discretion, "_known", discretion._Known())


@pytest.fixture
def shop(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[FakeShop]:
    """A shop with fake outside systems; answers are awaited for no time at all."""
    monkeypatch.setattr(order_creation, "SETTLE_SECONDS", 0.0)
    made = FakeShop(tmp_path)
    yield made
    made.close()
