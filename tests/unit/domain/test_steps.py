"""How steps stand, from the bookmarks they keep and from what earlier versions kept."""

from collections.abc import Mapping
from datetime import UTC, datetime

import pytest

from ecco_desktop.domain.connections import Capability
from ecco_desktop.domain.steps import BEGUN, Step, StepState, standings
from ecco_desktop.jobs.registry import AUTOMATIONS
from ecco_desktop.words.labels import STEPS as WORDS

STEPS = (Step("places", needs=Capability.WAREHOUSES), Step("trees"), Step("goods", page="page"))
AT = datetime(2026, 11, 27, 20, tzinfo=UTC)


def states(kept: Mapping[str, str], *can: Capability) -> list[str]:
    return [one.state.value for one in standings(STEPS, can, kept.get)]


@pytest.mark.parametrize(
    ("kept", "expected"),
    [
        ({}, "missing missing missing"),
        ({"step:places": AT.isoformat()}, "done missing missing"),
        ({"step:places": AT.isoformat(), "step:trees": BEGUN}, "done begun missing"),
        ({"step:places": BEGUN, "step:trees": AT.isoformat()}, "begun done missing"),
        # A version that marked nothing kept the page alone: where it is, and none once the walk is over.
        ({"page": "3"}, "done done begun"),
        ({"page": ""}, "done done done"),
        ({"step:goods": BEGUN, "page": ""}, "done done begun"),
        # What cannot be read, or is no instant of the world's clock, proves nothing.
        ({"step:trees": "ontem"}, "missing missing missing"),
        ({"step:trees": "2026-11-27T20:00:00"}, "missing missing missing"),
    ],
)
def test_a_step_stands_as_its_bookmarks_say(kept: dict[str, str], expected: str) -> None:
    assert states(kept, Capability.WAREHOUSES) == expected.split()


def test_what_the_platform_lacks_holds_nobody_up() -> None:
    found = standings(STEPS, (), {"step:trees": AT.isoformat(), "page": "7"}.get)
    assert [one.state.over for one in found] == [True, True, False]
    assert (found[0].state, found[1].at, found[2].page) == (StepState.NOT_OFFERED, AT, "7")


def test_every_step_that_is_declared_has_a_body_and_words() -> None:
    for known in AUTOMATIONS:
        declared = [step.key for step in known.info.steps]
        assert declared == list(known.parts), known.info.key
        assert set(declared) <= set(WORDS)
