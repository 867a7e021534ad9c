"""Fixtures of the contracts' tests."""

from collections.abc import Iterator

import pytest

from tests.support import in_a_hurry


@pytest.fixture(autouse=True)
def hurry() -> Iterator[None]:
    """What is judged here is what comes of an answer, not how long a failed request waits."""
    with in_a_hurry():
        yield
