"""Two thousand steps of a shop's life at each `make test`, fifty thousand others at each `make fuzz`.

`make test` plays the same lives each time; `make fuzz` plays new ones and prints the line that repeats a
broken one (with ECCO_SEED=… the lives follow from that number). The planted faults prove that the machine
sees: each must be caught, and what is printed says after how many steps (`pytest -rP` shows it).
"""

import logging
import os
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, Phase, Verbosity, seed, settings
from hypothesis.stateful import run_state_machine_as_test

from tests.fuzzing import TIMES
from tests.stateful.machine import Broken, ShopLife, Tale
from tests.stateful.planted import PLANTED

# Lives and steps of each town; with TIMES=20 the four come to 50,000 steps.
STEPS = 50
TOWNS: dict[str, tuple[tuple[str, ...], int]] = {
    "woocommerce": (("woocommerce",), 22),
    "nuvemshop": (("nuvemshop",), 6),
    "vtex": (("vtex",), 6),
    "two stores": (("woocommerce", "nuvemshop"), 6),
}
SEED = int(os.environ.get("ECCO_SEED", "0"))
# As many lives as a planted fault has to show itself.
LIVES = 40


@pytest.fixture(autouse=True)
def quiet_log() -> Iterator[None]:
    """Faults are asked for: nobody wants to read of each."""
    logging.disable(logging.CRITICAL)
    yield
    logging.disable(logging.NOTSET)


def live(kinds: tuple[str, ...], lives: int, number: int | None, tale: Tale) -> None:
    """So many lives of a town; a number makes them the same each time."""

    def life() -> ShopLife:
        return ShopLife(kinds, tale)

    how = settings(
        max_examples=lives,
        stateful_step_count=STEPS,
        deadline=None,
        database=None,
        print_blob=True,
        # A broken life is long to play: it is told as it was, not made shorter first.
        phases=(Phase.reuse, Phase.generate),
        suppress_health_check=list(HealthCheck),
        verbosity=Verbosity.normal,
    )
    run_state_machine_as_test(life if number is None else seed(number)(life), settings=how)


@pytest.mark.hypothesis
@pytest.mark.timeout(7200)
@pytest.mark.parametrize("town", TOWNS)
def test_whatever_happens_in_a_shop_the_promises_are_kept(town: str) -> None:
    kinds, usual = TOWNS[town]
    # 25 times 2,000 steps are 50,000. Some lives end before their last step, so others are begun.
    wanted = STEPS * (usual * TIMES * 5 // 4 if TIMES else usual)
    tale = Tale()
    number = SEED or (None if TIMES else 1)
    while (left := wanted - tale.steps) > 0:
        before = tale.steps
        live(kinds, -(-left // STEPS), number, tale)
        assert tale.steps > before
        number = None if number is None else number + 1
    print(f"{town}: {tale.steps} steps, {tale.runs} runs, {tale.told}")


@pytest.mark.timeout(600)
@pytest.mark.parametrize("fault", PLANTED)
def test_a_planted_fault_is_caught(fault: str) -> None:
    tale = Tale()
    with PLANTED[fault](), pytest.raises((Broken, ExceptionGroup)):
        live(("woocommerce",), LIVES, 1, tale)
    print(f"{fault}: caught after {tale.caught_after} steps: {tale.caught}")
    assert 0 < tale.caught_after <= LIVES * STEPS
