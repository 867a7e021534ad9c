"""Fixtures of the stories against the sandbox."""

from collections.abc import Iterator

import pytest

from tests.platforms import PLATFORMS, Facts
from tests.support import Sandbox, in_a_hurry


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
