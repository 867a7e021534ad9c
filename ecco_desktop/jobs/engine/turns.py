"""When each task's next turn is, worked out from what is kept; nothing here waits or starts anything."""

import logging
import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta, tzinfo
from typing import TYPE_CHECKING

from ecco_desktop.domain.recurrence import WRONG_CLOCK, next_due
from ecco_desktop.domain.runs import Run, RunState
from ecco_desktop.domain.tasks import Task

if TYPE_CHECKING:
    from ecco_desktop.ports.storage import Storage

GAP_SECONDS = 60.0
BOOKED_KEY = "booked:"
LATER_KEY = "later:"
ONCE_AGAIN = timedelta(minutes=10)
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Booking:
    """A turn that a person booked, `at` (UTC); `before` numbers the last run before it was booked."""

    at: datetime
    before: int = 0

    def text(self) -> str:
        """As it is kept in the settings."""
        return f"{self.at.isoformat()}|{self.before}"

    @classmethod
    def of(cls, kept: str | None) -> "Booking | None":
        """From what is kept, by earlier versions without the run too; None where it says no instant."""
        if not kept:
            return None
        at, _, before = kept.partition("|")
        try:
            found = cls(datetime.fromisoformat(at), int(before or 0))
        except ValueError:
            _log.warning("a booked turn cannot be read: %r", kept)
            return None
        return found if found.at.tzinfo else None


class Turns:
    """Keeps, beside the tables, what it saw of clocks that were set back.."""

    def __init__(self, storage: "Storage", zone: tzinfo) -> None:
        self._storage = storage
        self._zone = zone
        # From when on turns count again, for tasks whose missed turn was given up.
        self._since: dict[int, datetime] = {}
        # Tasks whose last run ended ahead of the clock (it was set back): that run, and when it was seen.
        self._ahead: dict[int, tuple[int, datetime]] = {}
        # Tasks whose last run ended too far ahead to be believed: that run.
        self._wrong: dict[int, int] = {}

    def all(self, tasks: Sequence[Task], last: Mapping[int, Run], now: datetime) -> dict[int, datetime]:
        """The next turn (UTC) of each task that has one; `last` are the ends of their last runs."""
        # One question for all tasks: this is asked after every run.
        later = self._storage.settings.all(LATER_KEY)
        return {task.id: due for task in tasks if (due := self.due(task, last.get(task.id), later, now))}

    def forgo(self, task_id: int, now: datetime) -> None:
        """Turns before `now` are given up."""
        self._since[task_id] = now

    def due(self, task: Task, last: Run | None, later: Mapping[str, str], now: datetime) -> datetime | None:
        """The next turn (UTC), an extra one counted in; `later` are the settings under LATER_KEY."""
        turns = (extra_turn(later.get(str(task.id)), last), self.usual(task, last, now))
        return min((turn for turn in turns if turn is not None), default=None)

    def usual(self, task: Task, last: Run | None, now: datetime) -> datetime | None:
        """The next turn by the recurrence (UTC); of a task that runs once, the one that was booked."""
        if not task.active:
            return None
        if task.recurrence is None:
            return self._booked(task, last, now)
        if last is None:
            begin = self._believed(task.id, 0, task.created_at or now, now)
            due = next_due(task.recurrence, None, begin, self._zone)
        else:
            ended, since = self._ended(task, last, now), self._since.get(task.id)
            if ended and since and not is_late(now, since):
                ended = max(ended, since)
            due = next_due(task.recurrence, ended, now, self._zone)
        if due > now and task.recurrence.jitter_seconds:
            # Seeded by the turn itself: asking twice gives the same answer.
            spread = random.Random(f"{task.id}:{due.isoformat()}")  # noqa: S311 - spreads load, no secret
            due += timedelta(seconds=spread.uniform(0, task.recurrence.jitter_seconds))
        return due

    # -- inside --

    def _booked(self, task: Task, last: Run | None, now: datetime) -> datetime | None:
        """The booked turn; after a failure or a crash ten minutes later, until it comes to its end."""
        booked = Booking.of(self._storage.settings.get(f"{BOOKED_KEY}{task.id}"))
        if booked is None:
            return None
        if last is None or last.ended_at is None or last.id <= booked.before or last.ended_at <= booked.at:
            return booked.at
        return self._believed(task.id, last.id, last.ended_at, now) + ONCE_AGAIN

    def _believed(self, task_id: int, mark: int, moment: datetime, now: datetime) -> datetime:
        """`moment`; where it lies ahead of the clock, which was set back, the instant that was noticed.

        Not the instant of now: then the turn would move away with every look. `mark` names the moment.
        """
        known, seen = self._ahead.get(task_id, (-1, now))
        if known != mark:
            if moment <= now:
                return moment
            seen = now
        self._ahead[task_id] = (mark, min(seen, now))
        return min(seen, now)

    def _ended(self, task: Task, last: Run, now: datetime) -> datetime | None:
        """The end the next turn is counted from; None: there is none that can be believed."""
        if last.ended_at is None:
            return None
        fixed = bool(task.recurrence and task.recurrence.at)
        wrong = last.ended_at - now > WRONG_CLOCK
        if fixed and not wrong and self._ahead.get(task.id, (-1, now))[0] != last.id:
            # A fixed hour that was taken is over, though the clock was set back before it.
            return last.ended_at
        if not fixed and (wrong or self._wrong.get(task.id) == last.id):
            # Nor is it believed when the clock comes nearer: the turn, which is due, would move away.
            self._wrong[task.id] = last.id
            return None
        return self._believed(task.id, last.id, last.ended_at, now)


def extra_turn(kept: str | None, last: Run | None) -> datetime | None:
    """The extra turn that was booked, until a run has come to an end after it."""
    booked = Booking.of(kept)
    if booked is None:
        return None
    if last is None or last.ended_at is None or last.state is RunState.INTERRUPTED:
        return booked.at
    if last.id <= booked.before:
        return booked.at
    return None if last.ended_at > booked.at else booked.at


def is_late(due: datetime | None, now: datetime) -> bool:
    """Whether `due` lies so far before `now` that it was not taken in its time."""
    return due is not None and (now - due).total_seconds() > GAP_SECONDS
