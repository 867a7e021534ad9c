"""Steps of an automation that can be run one at a time, and how each stands.

A step keeps one bookmark: that it has begun, then the instant of its end (UTC).
"""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from ecco_desktop.domain.connections import Capability

BEGUN = "begun"


class StepState(StrEnum):
    """NOT_OFFERED: the platform has nothing of the kind, so the step holds nobody up."""

    MISSING = "missing"
    BEGUN = "begun"
    DONE = "done"
    NOT_OFFERED = "not_offered"

    @property
    def over(self) -> bool:
        """Whether what comes after it may begin."""
        return self in (StepState.DONE, StepState.NOT_OFFERED)


@dataclass(frozen=True, slots=True)
class Step:
    """`key` is what commands call it and words go by; `page` the bookmark of one that goes on by pages."""

    key: str
    needs: Capability | None = None
    page: str = ""

    @property
    def mark(self) -> str:
        """The name of its bookmark."""
        return f"step:{self.key}"


@dataclass(frozen=True, slots=True)
class Standing:
    """A step as it stands; `at` (UTC) is when it was done, None where a version before kept no instant.

    `page` is the last page that was applied, where the step goes on from one.
    """

    step: Step
    state: StepState
    at: datetime | None = None
    page: str = ""


def standings(
    steps: Sequence[Step], capabilities: Collection[Capability], bookmark: Callable[[str], str | None]
) -> list[Standing]:
    """How each stands, in their order.

    Nothing begins before what comes before it is over: a step without a mark is done where a later one has
    begun, by a version that marked none.
    """
    found: list[Standing] = []
    later = False
    for step in reversed(steps):
        standing = _standing(step, capabilities, bookmark, later=later)
        later = later or standing.state in (StepState.BEGUN, StepState.DONE)
        found.append(standing)
    return found[::-1]


def _standing(
    step: Step, capabilities: Collection[Capability], bookmark: Callable[[str], str | None], *, later: bool
) -> Standing:
    if step.needs is not None and step.needs not in capabilities:
        return Standing(step, StepState.NOT_OFFERED)
    mark, page = bookmark(step.mark), bookmark(step.page) if step.page else None
    if (at := _instant(mark)) is not None:
        return Standing(step, StepState.DONE, at)
    if mark == BEGUN or page:
        return Standing(step, StepState.BEGUN, page=page or "")
    # An empty page is what is left where the walk came to its end.
    done = mark is None and (later or page is not None)
    return Standing(step, StepState.DONE if done else StepState.MISSING)


def _instant(mark: str | None) -> datetime | None:
    try:
        at = datetime.fromisoformat(mark or "")
    except ValueError:
        return None
    return at if at.tzinfo else None
