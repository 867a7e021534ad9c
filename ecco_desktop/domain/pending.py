"""Records that failed and wait: tried again by themselves, then left to a person."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from enum import StrEnum

MAX_TRIES = 5
_PAUSES = (10, 30, 120, 360, 1440)
_LONGEST = timedelta(minutes=max(_PAUSES))


class PendingState(StrEnum):
    """WAITING is tried again by itself; NEEDS_PERSON was tried five times; IGNORED by a person, for good."""

    WAITING = "waiting"
    NEEDS_PERSON = "needs_person"
    SOLVED = "solved"
    IGNORED = "ignored"


@dataclass(frozen=True, slots=True)
class PendingRecord:
    """One order or product that could not be handled. `cause` is a text key with `values`."""

    connection_id: int
    automation: str
    record_id: str
    label: str
    cause: str
    values: Mapping[str, str] = field(default_factory=dict)
    tries: int = 0
    first_at: datetime | None = None
    next_try_at: datetime | None = None
    state: PendingState = PendingState.WAITING
    id: int = 0


@dataclass(frozen=True, slots=True)
class Waiting:
    """Records that wait for one and the same thing, `ids` from the oldest on.

    `first_at` is when the first failed, `turn` the soonest next try (UTC); None where all wait for a person.
    """

    connection_id: int
    automation: str
    cause: str
    ids: Sequence[int]
    first_at: datetime | None
    turn: datetime | None


def next_try(tries: int, now: datetime) -> datetime | None:
    """When to try again after `tries` failures (UTC): 10 min, 30 min, 2 h, 6 h; None after the fifth."""
    if tries >= MAX_TRIES:
        return None
    return now + timedelta(minutes=_PAUSES[max(0, tries - 1)])


def failed(record: PendingRecord, before: PendingRecord | None, now: datetime) -> PendingRecord:
    """`record` as it waits after it failed (UTC); `before` is what was kept of it, None where nothing was.

    Only a try whose turn had come counts. What was tried ahead of it, because a person started the task or
    made the link another order waited for, keeps its tries and its turn.
    """
    number = before.id if before else 0
    tries, first_at, turn = 1, now, None
    if before is not None and before.state is not PendingState.SOLVED:
        real = before.state is PendingState.WAITING and has_come(before.next_try_at, now)
        tries, first_at = before.tries + real, before.first_at or now
        turn = None if real else before.next_try_at
    due = None if record.state is PendingState.NEEDS_PERSON else turn or next_try(tries, now)
    state = PendingState.WAITING if due else PendingState.NEEDS_PERSON
    if before is not None and before.state is PendingState.IGNORED:
        state = PendingState.IGNORED
    return replace(record, tries=tries, first_at=first_at, next_try_at=due, state=state, id=number)


def has_come(moment: datetime | None, now: datetime) -> bool:
    """Whether a next try's turn has come. One further ahead than any pause was put there by a wrong clock."""
    return moment is not None and not now < moment <= now + _LONGEST
