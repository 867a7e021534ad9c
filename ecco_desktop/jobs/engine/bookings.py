"""Turns that people book beside the recurrence, as they are kept in the settings."""

from collections.abc import Mapping
from datetime import datetime

from ecco_desktop.domain.runs import Run
from ecco_desktop.jobs.engine.turns import BOOKED_KEY, LATER_KEY, Booking, extra_turn
from ecco_desktop.ports.storage import Storage


class Bookings:
    """Any thread; instants are UTC."""

    def __init__(self, storage: Storage) -> None:
        self._storage = storage

    def once(self, task_id: int, at: datetime) -> None:
        """The one turn of a task that runs once."""
        self._note(BOOKED_KEY, task_id, at)

    def later(self, task_id: int, at: datetime) -> None:
        """One more turn of a task, beside its recurrence."""
        self._note(LATER_KEY, task_id, at)

    def extras(self) -> Mapping[str, str]:
        """What is kept of extra turns, by task."""
        return self._storage.settings.all(LATER_KEY)

    def extra_of(self, task_id: int, last: Run | None) -> str:
        """What is kept of a task's extra turn; struck where it was taken."""
        kept = self._storage.settings.get(f"{LATER_KEY}{task_id}") or ""
        if kept and extra_turn(kept, last) is None:
            self.strike(task_id)
            return ""
        return kept

    def strike(self, task_id: int) -> None:
        """A task's extra turn is over."""
        self._storage.settings.set(f"{LATER_KEY}{task_id}", "")

    def strike_taken(self) -> None:
        """Extra turns that were taken are over, whatever happens to later runs."""
        last = self._storage.runs.last_ends()
        for task_id, kept in self.extras().items():
            if kept and extra_turn(kept, last.get(int(task_id))) is None:
                self.strike(int(task_id))

    def _note(self, key: str, task_id: int, at: datetime) -> None:
        # With the run before it: clocks are set back, numbers of runs never are.
        last = self._storage.runs.last(task_id)
        self._storage.settings.set(f"{key}{task_id}", Booking(at, last.id if last else 0).text())
