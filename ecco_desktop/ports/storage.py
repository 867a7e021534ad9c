"""What is kept on this computer, one repository per thing. Rows never leave storage.

Any method may raise StorageProblem (disk full, file damaged). Instants are UTC. Every method is
its own short transaction unless it stands inside `Storage.transaction()`; none spans a network call.
Safe to call from any thread.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from ecco_desktop.domain.errors import SetupProblem

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from contextlib import AbstractContextManager
    from datetime import date, datetime
    from zoneinfo import ZoneInfo

    from ecco_desktop.domain.connections import Connection, Role
    from ecco_desktop.domain.ledger import Change, ChangeKind, ChangeOutcome
    from ecco_desktop.domain.links import Intent, Link, LinkKind
    from ecco_desktop.domain.notices import Deed, Notice
    from ecco_desktop.domain.orders import CarrierLink, OrderStatus
    from ecco_desktop.domain.pending import PendingRecord
    from ecco_desktop.domain.recurrence import Recurrence
    from ecco_desktop.domain.runs import Level, LogLine, Run, RunState, Tally, Trigger
    from ecco_desktop.domain.settings import PinState
    from ecco_desktop.domain.tasks import Task
    from ecco_desktop.domain.vault import VaultState


class StorageProblem(SetupProblem):
    """The database cannot be read or written; a person must act (disk, folder, backup)."""


class ConnectionRepository(Protocol):
    """Saved connections, without secrets, and the mappings that belong to one."""

    def add(self, name: str, kind: str, role: Role, values: Mapping[str, str]) -> Connection:
        """Save a new one; SetupProblem("connection.name_taken") where the name is taken."""

    def update(self, connection: Connection) -> None:
        """Save it under its id."""

    def get(self, connection_id: int) -> Connection | None:
        """One by id."""

    def find(self, name: str) -> Connection | None:
        """One by name, whatever the letter case."""

    def all(self) -> Sequence[Connection]:
        """All, by name."""

    def delete(self, connection_id: int) -> None:
        """Remove it with its mappings and links; SetupProblem("connection.in_use") where a task needs it."""

    def carrier_links(self, connection_id: int) -> Sequence[CarrierLink]:
        """The carrier links of a store."""

    def save_carrier_link(self, connection_id: int, link: CarrierLink) -> None:
        """Add or replace the link of `link.reference` (compared without letter case and outer spaces)."""

    def delete_carrier_link(self, connection_id: int, reference: str) -> bool:
        """Remove one; whether it was there."""

    def statuses(self, connection_id: int) -> Mapping[str, OrderStatus | None]:
        """The statuses set by a person: platform word → ERP status, None for "do not import"."""

    def save_status(self, connection_id: int, word: str, status: OrderStatus | None) -> None:
        """Set one."""

    def outgoing(self, connection_id: int) -> Mapping[OrderStatus, str]:
        """The words for the store that a person chose, by ERP status; empty: nothing is sent."""

    def save_outgoing(self, connection_id: int, status: OrderStatus, word: str | None) -> None:
        """Choose the store's word for a status; None: the platform's default again."""


class TaskRepository(Protocol):
    """Scheduled tasks. A deleted one stays readable for its history."""

    def add(
        self,
        name: str,
        automation: str,
        connection_id: int,
        *,
        active: bool,
        recurrence: Recurrence | None,
        options: Mapping[str, str],
        now: datetime,
    ) -> Task:
        """Save a new task; SetupProblem("task.exists") where this automation has one there already."""

    def update(self, task: Task) -> None:
        """Save it under its id."""

    def get(self, task_id: int) -> Task | None:
        """One by id, deleted ones too."""

    def all(self, *, deleted: bool = False) -> Sequence[Task]:
        """All, in the order they were made; with `deleted`, those too."""


@dataclass(frozen=True, slots=True)
class RunPage:
    """Runs newest first, and how many there are in all."""

    runs: tuple[Run, ...]
    total: int


class RunRepository(Protocol):
    """Runs and their log lines."""

    def add(self, task_id: int, trigger: Trigger, state: RunState, now: datetime, owner: str) -> Run:
        """A new run; `owner` names the process (pid and its start)."""

    def claim(self, run_id: int, lane: str, owner: str, now: datetime) -> bool:
        """Make it running, unless another live process runs something in `lane`; whether it was granted."""

    def beat(self, run_id: int, tally: Tally, api_calls: int, now: datetime) -> None:
        """Say that the run is alive, and how far it is."""

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

    def get(self, run_id: int) -> Run | None:
        """One by id."""

    def open_runs(self) -> Sequence[tuple[Run, str]]:
        """Every queued or running run, with its owner."""

    def last(self, task_id: int) -> Run | None:
        """The newest finished run of a task that was not skipped."""

    def last_ends(self) -> Mapping[int, Run]:
        """The newest finished, not skipped run of every task, in one query."""

    def usual_seconds(self, task_id: int) -> float | None:
        """The median duration of its last ten runs that came to their end."""

    def page(
        self,
        task_id: int | None,
        *,
        offset: int,
        limit: int,
        states: Sequence[RunState] = (),
        since: datetime | None = None,
    ) -> RunPage:
        """Runs of one task (None: of all), newest first; `states` and `since` (UTC) narrow them."""

    def write_log(self, lines: Sequence[LogLine]) -> None:
        """Keep log lines, in order."""

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

    def log_of(self, subjects: Sequence[str], limit: int = 1000) -> Sequence[LogLine]:
        """The lines that speak of these orders or SKUs, of any task, oldest first."""


class LinkRepository(Protocol):
    """Links and intents of one connection's records."""

    def erp_id(self, connection_id: int, kind: LinkKind, outside_id: str) -> str | None:
        """The ERP id tied to an outside id."""

    def outside_id(self, connection_id: int, kind: LinkKind, erp_id: str) -> str | None:
        """The outside id tied to an ERP id."""

    def all(self, connection_id: int, kind: LinkKind) -> Mapping[str, str]:
        """Outside id → ERP id, whole."""

    def labelled(self, kind: LinkKind, label: str) -> Sequence[Link]:
        """The links of any connection whose label is this number or SKU."""

    def save(self, links: Sequence[Link]) -> Sequence[Link]:
        """Keep them all at once; those that clash with another link are left out and returned."""

    def delete(self, connection_id: int, kind: LinkKind, outside_id: str) -> None:
        """Remove one."""

    def open_intent(
        self, connection_id: int, kind: LinkKind, outside_id: str, external_number: str, now: datetime
    ) -> Intent:
        """Write down what is about to be created; an open one for the same record gets a new `opened_at`.

        On the disk when it returns, so that no power cut between here and the answer forgets it.
        """

    def open_intents(self, connection_id: int, kind: LinkKind) -> Sequence[Intent]:
        """Those not settled yet, oldest first."""

    def close_intent(self, intent: Intent, link: Link | None) -> None:
        """Save the link and settle the intent in one transaction; None: nothing was created."""


class BookmarkRepository(Protocol):
    """How far an automation has read, and small facts it remembers, as text."""

    def get(self, connection_id: int, automation: str, name: str = "") -> str | None:
        """The text kept under this name."""

    def set(self, connection_id: int, automation: str, value: str, name: str = "") -> None:
        """Keep it."""


class LedgerRepository(Protocol):
    """The change ledger, and the stock last acknowledged."""

    def add(self, changes: Sequence[Change]) -> None:
        """Keep what was written outside; stock rows that are DONE update the last acknowledged quantity."""

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
        `after` the whole new value."""

    def sent_stock(self, connection_id: int) -> Mapping[str, int]:
        """The last acknowledged quantity of every product of a store, by outside id."""

    def note_stock(self, connection_id: int, seen: Mapping[str, int], now: datetime) -> None:
        """The quantities a store was just seen to have."""


class PendingRepository(Protocol):
    """The list of what failed and waits."""

    def fail(self, record: PendingRecord, now: datetime) -> PendingRecord:
        """Put a record on the list, or count one more try of it (same connection, automation, record)."""

    def solve(self, connection_id: int, automation: str, record_id: str, now: datetime) -> bool:
        """Take it off; whether it was there."""

    def get(self, pending_id: int) -> PendingRecord | None:
        """One by id, whatever its state."""

    def retry(self, pending_ids: Sequence[int]) -> int:
        """A person asks for another try: due at once, with all its tries again; how many."""

    def ignore(self, pending_ids: Sequence[int], now: datetime) -> int:
        """A person wants no more of them: off the list, and a new failure does not bring them back."""

    def tries(self, label: str) -> Sequence[tuple[datetime, PendingRecord]]:
        """Every try of the records with this label, oldest first, as (instant, record with that cause)."""

    def due(self, connection_id: int, automation: str, now: datetime | None) -> Sequence[PendingRecord]:
        """Those to be tried now, oldest first; `now` None: all that are not solved, whatever their turn."""

    def release(self, connection_id: int, cause: str, values: Mapping[str, str]) -> int:
        """The cause is gone: those with it and these values are due at once; how many."""

    def waiting(self, connection_id: int | None = None) -> Sequence[PendingRecord]:
        """All that are not solved, oldest first."""

    def count(self) -> int:
        """How many are not solved."""


class MemoryRepository(Protocol):
    """Small facts about outside records that must survive: what was last sent, seen or asked.

    `kind` names the fact, `ref` the record. One text each.
    """

    def all(self, connection_id: int, kind: str) -> Mapping[str, str]:
        """Every fact of a kind, by ref."""

    def get(self, connection_id: int, kind: str, ref: str) -> str | None:
        """One."""

    def set(
        self, connection_id: int, kind: str, facts: Mapping[str, str], now: datetime, *, durable: bool = False
    ) -> None:
        """Keep them all at once; `durable`: on the disk when it returns."""

    def forget(self, connection_id: int, kind: str, refs: Sequence[str]) -> None:
        """Remove some."""


class SettingRepository(Protocol):
    """Preferences as text."""

    def get(self, key: str) -> str | None:
        """The value kept."""

    def all(self, prefix: str) -> Mapping[str, str]:
        """Those whose key begins with `prefix`, by what comes after it."""

    def set(self, key: str, value: str) -> None:
        """Keep it."""


class NoticeRepository(Protocol):
    """What the program told people, and what people changed in the configuration."""

    def add(self, notice: Notice) -> Notice:
        """Keep a notice; it comes back with its id."""

    def newest(self, limit: int) -> Sequence[Notice]:
        """The newest first."""

    def unseen(self) -> int:
        """How many nobody looked at."""

    def mark_seen(self) -> None:
        """A person looked at all of them."""

    def add_deed(self, deed: Deed) -> None:
        """Keep who changed what."""

    def deeds(self, limit: int) -> Sequence[Deed]:
        """Who changed what, the newest first."""

    def prune(self, before: datetime) -> int:
        """Drop notices older than this (UTC); how many."""


class UpkeepRepository(Protocol):
    """Old history, taken away in small batches."""

    def old_runs(self, before: datetime, failures_before: datetime, limit: int) -> Sequence[int]:
        """Ended runs queued before these instants (UTC), oldest first; the newest of each task stays."""

    def drop_run(self, run_id: int, limit: int) -> int:
        """Drop up to `limit` rows of a run, the run itself last; how many rows went (0: all is gone)."""

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
    """Sums over the past, for charts. Days are those of `zone`."""

    def days(self, since: datetime, zone: ZoneInfo, task_id: int | None = None) -> Sequence[DayFigures]:
        """Runs by day, oldest first, days without runs left out."""

    def causes(self, since: datetime, limit: int) -> Sequence[tuple[str, int]]:
        """Why records failed, as (text key, count), the most frequent first."""

    def sends(self, since: datetime, zone: ZoneInfo) -> Sequence[DaySends]:
        """Stock sends by day, oldest first."""

    def busiest_minute(self, since: datetime) -> float:
        """The largest number of calls a minute any run made on the average."""


class PinStore(Protocol):
    """Where the technician's PIN is kept: one file, so that deleting it resets it."""

    def read(self) -> PinState | None:
        """What is kept; None where no PIN is set."""

    def write(self, state: PinState) -> None:
        """Keep it; StorageProblem where that fails."""

    def delete(self) -> None:
        """Forget it."""


class Sealer(Protocol):
    """Encrypts a few texts with a passphrase."""

    def seal(self, passphrase: str, text: str) -> Mapping[str, str]:
        """The sealed text and what is needed to open it with the passphrase."""

    def open(self, passphrase: str, sealed: Mapping[str, str]) -> str:
        """The text; SetupProblem("profile.passphrase") where the passphrase is wrong."""


@dataclass(frozen=True, slots=True)
class DatabaseState:
    """The database as a check of all its pages found it: `detail` is empty where it is sound.

    `version` is its newest step, `size` in bytes.
    """

    version: str
    size: int
    detail: str = ""


class Storage(Protocol):
    """Everything kept on this computer."""

    @property
    def connections(self) -> ConnectionRepository: ...
    @property
    def tasks(self) -> TaskRepository: ...
    @property
    def runs(self) -> RunRepository: ...
    @property
    def links(self) -> LinkRepository: ...
    @property
    def bookmarks(self) -> BookmarkRepository: ...
    @property
    def ledger(self) -> LedgerRepository: ...
    @property
    def pending(self) -> PendingRepository: ...
    @property
    def memory(self) -> MemoryRepository: ...
    @property
    def settings(self) -> SettingRepository: ...
    @property
    def notices(self) -> NoticeRepository: ...
    @property
    def upkeep(self) -> UpkeepRepository: ...
    @property
    def figures(self) -> FigureRepository: ...

    def scratch(self) -> AbstractContextManager[Storage]:
        """A copy to play with: connections, links, bookmarks, memory and pending records, without the
        past. What is written there goes nowhere; it is gone at the end of the block."""

    def transaction(self) -> AbstractContextManager[None]:
        """All that is written inside is kept, or none of it. Nests; belongs to the calling thread."""

    def examine(self) -> DatabaseState:
        """Read every page and say what was found; seconds on a large file."""

    def close(self) -> None:
        """Close what this thread holds open; safe to call twice."""


class SecretStore(Protocol):
    """Credentials, in the system keyring, or sealed where there is none (see Vault).

    May block on a prompt: never call it on the UI thread.
    """

    def get(self, connection_id: int, key: str) -> str | None:
        """The secret, or None; SetupProblem("secrets.…") where the keyring is out of reach."""

    def set(self, connection_id: int, key: str, value: str) -> None:
        """Keep it, split where the system limits its length."""

    def delete(self, connection_id: int, key: str) -> None:
        """Forget it; nothing happens where there is none."""


class Vault(Protocol):
    """The file that keeps secrets where the system has no keyring. Slow: never call it on the UI thread."""

    def state(self) -> VaultState:
        """Whether it is needed here, and whether it is open."""

    def unlock(self, passphrase: str) -> None:
        """Open it; SetupProblem("secrets.passphrase") or ("secrets.damaged"), and nothing changed."""

    def choose(self, passphrase: str) -> None:
        """The passphrase of a new one, made with the first secret; SetupProblem where it is too short."""

    def begin_anew(self) -> None:
        """Delete it: every secret in it is lost, and may be typed again."""


class SecretSafe(SecretStore, Vault, Protocol):
    """Both sides of where secrets are kept."""
