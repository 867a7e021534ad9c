"""Which runs a brake held: told by what is kept of them, and by nothing that looks alike."""

import pytest

from ecco_desktop.domain.brake import Brake, held_by


@pytest.mark.parametrize(("kept", "brake"), [("brake.stock", Brake.STOCK), ("brake.price", Brake.PRICE)])
def test_a_run_that_earlier_versions_kept_as_held_still_is(kept: str, brake: Brake) -> None:
    assert held_by(kept) is brake


@pytest.mark.parametrize("kept", ["", "brake.", "brake.not_held", "brake.stock_simulated", "run.failed"])
def test_nothing_else_is_taken_for_a_held_run(kept: str) -> None:
    assert held_by(kept) is None
