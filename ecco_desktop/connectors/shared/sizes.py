"""How much a host takes at a time: less where more failed, remembered for the connection, grown again."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from ecco_desktop.connectors.shared.records import instant
from ecco_desktop.domain.amounts import is_count
from ecco_desktop.domain.errors import TransientProblem
from ecco_desktop.ports.connectors import Notebook

KIND = "sizes"
# Each divides the one before: a page that was begun at one size goes on at the next.
STEPS = (100, 50, 25, 5)
GROWS = timedelta(days=7)


# What servers answer that ran out of memory or time over a page; 503 is said by whole sites that are closed.
_FATAL = ("500", "502", "504", "507", "524")
_FAILED = ("http.server", "http.outcome_unknown")
_SLOW = ("http.timeout", "http.too_big")


def utc_now() -> datetime:
    """This instant."""
    return datetime.now(UTC)


@dataclass(slots=True)
class Size:
    """Of one kind of request (`name`), at most `most`."""

    notes: Notebook
    name: str
    most: int
    now: Callable[[], datetime] = utc_now

    @property
    def value(self) -> int:
        """How many to ask for now; a step more than it was, once a week went by."""
        said, _, at = (self.notes.get(KIND, self.name) or "").partition(" ")
        if not is_count(said):
            return self.most
        since = instant(at)
        grown = since is None or self.now() - since >= GROWS
        larger = [step for step in STEPS if step > int(said)]
        return min(self.most, larger[-1] if grown and larger else int(said) or 1)

    def too_much(self, problem: TransientProblem) -> bool:
        """Whether a page or batch failed as what is too much for a host does, and will be smaller now."""
        fatal = problem.key in _FAILED and str(problem.values.get("status")) in _FATAL
        return (fatal or problem.key in _SLOW) and self.shrink()

    def shrink(self) -> bool:
        """Take the next smaller step; False where there is none: it was not the size, so all is forgotten."""
        smaller = [step for step in STEPS if step < self.value]
        if not smaller:
            self.notes.forget(KIND, [self.name])
            return False
        self.notes.keep(KIND, {self.name: f"{smaller[0]} {self.now().isoformat()}"})
        return True
