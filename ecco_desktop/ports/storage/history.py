"""What happened: runs and their log, the change ledger, notices and deeds, sums over the past."""

from __future__ import annotations

from abc import abstractmethod
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date, datetime, tzinfo

    from ecco_desktop.domain.ledger import Change, ChangeKind, ChangeOutcome, Written
    from ecco_desktop.domain.notices import Deed, Notice
    from ecco_desktop.domain.runs import Level, LogLine, Run, RunState, Tally, Trigger


@dataclass(frozen=True, slots=True)
class RunPage:
    """Runs newest first, and how many there are in all."""

    runs: tuple[Run, ...]
    total: int


class RunRepository(Protocol):
    """Runs and their log lines."""

    @abstractmethod
    def add(self, task_id: int, trigger: Trigger, state: RunState, now: datetime, owner: str) -> Run:
        """A new run; `owner` is who has it done (see OwnerRepository)."""

    @abstractmethod
    def claim(self, run_id: int, lane: str, owner: str, now: datetime) -> bool:
        """Make it running, unless another owner's run is under way in `lane`; whether it was granted."""

    @abstractmethod
    def beat(self, run_id: int, tally: Tally, api_calls: int, now: datetime) -> None:
        """Say that the run is alive, and how far it is."""

    @abstractmethod
    def close(
        self,
        run_id: int,
        state: RunState,
        tally: Tally,
        api_calls: int,
        now: datetime,
        error_key: str = "",
        error_values: Mapping[str, str] | None = None,
    ) -> Run:
        """End it; a run that has ended already is left as it is."""

    @abstractmethod
    def get(self, run_id: int) -> Run | None:
        """One by id; None where there is none."""

    @abstractmethod
    def open_runs(self) -> Sequence[tuple[Run, str]]:
        """Every queued or running run, with its owner."""

    @abstractmethod
    def last(self, task_id: int) -> Run | None:
        """The newest finished run of a task that was not skipped; None where there is none."""

    @abstractmethod
    def last_ends(self) -> Mapping[int, Run]:
        """The newest finished, not skipped run of every task, in one query."""

    @abstractmethod
    def usual_seconds(self, task_id: int | None = None) -> Mapping[int, float]:
        """The median seconds of the last ten runs that ended well of each task, or of one; in one query."""

    @abstractmethod
    def page(
        self,
        task_id: int | None,
        *,
        offset: int,
        limit: int,
        states: Sequence[RunState] = (),
        since: datetime | None = None,
    ) -> RunPage:
        """Runs of one task (None: of all), newest first; `states` and `since` (UTC, when they were queued)
        narrow them."""

    @abstractmethod
    def write_log(self, lines: Sequence[LogLine]) -> None:
        """Keep log lines, in order."""

    @abstractmethod
    def log(
        self,
        task_id: int,
        *,
        run_id: int | None = None,
        after_id: int = 0,
        before_id: int | None = None,
        levels: Sequence[Level] | None = None,
        text: str = "",
        limit: int = 1000,
    ) -> Sequence[LogLine]:
        """The newest `limit` lines that fit, oldest first; `after_id` and `before_id` page them.

        `text` is looked for anywhere in the line, whatever the letter case and accents.
        """

    @abstractmethod
    def log_of(self, subjects: Sequence[str], limit: int = 1000) -> Sequence[LogLine]:
        """The lines that speak of these orders or SKUs, of any task, oldest first."""


class LedgerRepository(Protocol):
    """The change ledger, and the stock last acknowledged."""

    @abstractmethod
    def add(self, changes: Sequence[Change]) -> None:
        """Keep what was written outside; stock rows that are DONE update the last acknowledged quantity."""

    @abstractmethod
    def changes(
        self,
        *,
        kind: ChangeKind | None = None,
        kinds: Sequence[ChangeKind] = (),
        run_id: int | None = None,
        connection_id: int | None = None,
        key: str = "",
        exact: bool = False,
        after: str = "",
        outcome: ChangeOutcome | None = None,
        since: datetime | None = None,
        until: datetime | None = None,
        before_id: int | None = None,
        offset: int = 0,
        limit: int = 200,
    ) -> Sequence[Change]:
        """Rows newest first; `key` matches the start of a SKU or number, or (`exact`) the whole of it;
        `after` the whole new value. From `since` on, and before `until`, both UTC."""

    @abstractmethod
    def written_since(
        self, connection_id: int, kinds: Sequence[ChangeKind], since: datetime, after_run: int = 0
    ) -> Sequence[Written]:
        """What was DONE in a connection from `since` (UTC) on, by runs after `after_run`, oldest first."""

    @abstractmethod
    def sent_stock(self, connection_id: int) -> Mapping[str, int]:
        """The last acknowledged quantity of every product of a store, by outside id."""

    @abstractmethod
    def note_stock(self, connection_id: int, seen: Mapping[str, int], now: datetime) -> None:
        """The quantities a store was just seen to have."""


class NoticeRepository(Protocol):
    """What the program told people, and what people changed in the configuration."""

    @abstractmethod
    def add(self, notice: Notice) -> Notice:
        """Keep a notice; it comes back with its id."""

    @abstractmethod
    def newest(self, limit: int) -> Sequence[Notice]:
        """The newest first."""

    @abstractmethod
    def unseen(self) -> int:
        """How many nobody looked at."""

    @abstractmethod
    def mark_seen(self) -> None:
        """A person looked at all of them."""

    @abstractmethod
    def add_deed(self, deed: Deed) -> None:
        """Keep who changed what."""

    @abstractmethod
    def deeds(self, limit: int) -> Sequence[Deed]:
        """Who changed what, the newest first."""

    @abstractmethod
    def prune(self, before: datetime) -> int:
        """Drop notices older than this (UTC); how many."""


@dataclass(frozen=True, slots=True)
class Risk:
    """What endangers the data where it lies: a text key and its values."""

    key: str
    values: Mapping[str, str]


class UpkeepRepository(Protocol):
    """Old history, taken away in small batches, and whether the place of the data is a good one."""

    @abstractmethod
    def risk(self) -> Risk | None:
        """What endangers the data where it lies; None where nothing is known to."""

    @abstractmethod
    def old_runs(self, before: datetime, failures_before: datetime, limit: int) -> Sequence[int]:
        """Ended runs queued before these instants (UTC), oldest first; the newest of each task stays."""

    @abstractmethod
    def drop_run(self, run_id: int, limit: int) -> int:
        """Drop up to `limit` rows of a run, the run itself last; how many rows went (0: all is gone)."""

    @abstractmethod
    def index_log(self, limit: int) -> int:
        """Make up to `limit` log lines quick to find; how many were (0: all are)."""


@dataclass(frozen=True, slots=True)
class DayFigures:
    """One local day: runs that ended well or badly, and calls to outside systems."""

    day: date
    good: int
    bad: int
    calls: int


@dataclass(frozen=True, slots=True)
class DaySends:
    """One local day of the stock integration: quantities sent and refused."""

    day: date
    sent: int
    refused: int


class FigureRepository(Protocol):
    """Sums over the past, for charts. Days are those of `zone`; `since` is UTC."""

    @abstractmethod
    def days(self, since: datetime, zone: tzinfo, task_id: int | None = None) -> Sequence[DayFigures]:
        """Runs by day, oldest first, days without runs left out."""

    @abstractmethod
    def causes(self, since: datetime, limit: int) -> Sequence[tuple[str, int]]:
        """Why records failed, as (text key, count), the most frequent first."""

    @abstractmethod
    def sends(self, since: datetime, zone: tzinfo) -> Sequence[DaySends]:
        """Stock sends by day, oldest first."""

    @abstractmethod
    def done(self, since: datetime) -> Mapping[tuple[int, ChangeKind], int]:
        """How many changes were acknowledged, by connection and kind."""

    @abstractmethod
    def busiest_minute(self, since: datetime) -> float:
        """The largest number of calls a minute any run made on the average; 0 where none did."""
