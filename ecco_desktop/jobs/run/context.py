"""What one run gets: its ports, its log, its counts and its stop button."""

import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from typing import TypeVar
from zoneinfo import ZoneInfo

from ecco_desktop.domain import instants
from ecco_desktop.domain.automations import AutomationInfo, Duty
from ecco_desktop.domain.connections import Connection, Manifest
from ecco_desktop.domain.deliveries import Parcel
from ecco_desktop.domain.errors import NeedsPerson, RecordProblem, SetupProblem
from ecco_desktop.domain.ledger import Change, ChangeKind, ChangeOutcome
from ecco_desktop.domain.options import Options
from ecco_desktop.domain.order_flow import StatusMap
from ecco_desktop.domain.orders import OrderStatus
from ecco_desktop.domain.pending import PendingRecord, PendingState, has_come
from ecco_desktop.domain.runs import Run, Tally, Trigger
from ecco_desktop.domain.tasks import Task
from ecco_desktop.jobs.run.boundary import Boundary, guarded
from ecco_desktop.jobs.run.facts import Fact, T
from ecco_desktop.jobs.run.log import RunLog
from ecco_desktop.jobs.run.statuses import outgoing_words
from ecco_desktop.ports.carrier import Carrier
from ecco_desktop.ports.erp import Erp
from ecco_desktop.ports.storage import Storage
from ecco_desktop.ports.store import Store
from ecco_desktop.ports.system import CallCounter, CancelToken, Clock

Chosen = TypeVar("Chosen", bound=Options)


class CallCount(CallCounter):
    """Counts requests (ports.system.CallCounter); any thread."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self.calls = 0

    def count_call(self) -> None:
        with self._lock:
            self.calls += 1


def carrier_names(connection: Connection, manifest: Manifest) -> tuple[str, ...]:
    """What the ERP calls a connection's parcels: as a technician wrote it, else the usual names."""
    said = [part.strip().casefold() for part in connection.values.get("references", "").split(",")]
    return tuple(filter(None, said)) or manifest.references


@dataclass(frozen=True, slots=True)
class OpenCarrier:
    """A carrier connection that is open, and what ERP carriers it answers for."""

    carrier: Carrier
    connection: Connection
    references: tuple[str, ...]

    @classmethod
    def of(cls, carrier: Carrier, connection: Connection, manifest: Manifest) -> "OpenCarrier":
        """With the names it answers for."""
        return cls(carrier, connection, carrier_names(connection, manifest))

    def takes(self, parcel: Parcel) -> bool:
        """Whether a parcel is this carrier's: it can be asked about it, and the ERP names no other.

        Where there is no code, any carrier could be asked about the invoice: then the ERP must name it.
        """
        ours = self.named(parcel.carrier) if parcel.carrier.strip() else bool(parcel.code)
        return bool(parcel.key) and ours and self.carrier.follows(parcel)

    def named(self, carrier: str) -> bool:
        """Whether the ERP's name of a carrier is one this connection answers for."""
        return any(part in carrier.casefold() for part in self.references)


@dataclass(slots=True)
class RunContext:
    """Everything an automation may touch. One thread works with it."""

    run: Run
    task: Task
    info: AutomationInfo
    duties: Mapping[Duty, str]
    connection: Connection
    manifest: Manifest
    erp: Erp
    open_store: Store | None
    open_carriers: Sequence[OpenCarrier]
    # What the ERP calls the parcels of the other connected carriers.
    other_carriers: Sequence[str]
    storage: Storage
    options: Options
    statuses: Mapping[str, OrderStatus | None]
    status_labels: Mapping[str, str]
    log: RunLog
    tally: Tally
    cancel: CancelToken
    clock: Clock
    zone: ZoneInfo
    report: Callable[[int, int | None], None]
    raise_notice: Callable[[str, Mapping[str, str]], None]
    simulated: bool = False
    outgoing_chosen: Mapping[OrderStatus, str] = field(default_factory=dict)
    boundary: Boundary = field(default_factory=Boundary)
    _pending: dict[str, PendingRecord] | None = field(default=None)

    @property
    def store(self) -> Store:
        """The store of the task; SetupProblem where the task is not on a store."""
        if self.open_store is None:
            raise SetupProblem("connection.not_store", name=self.connection.name)
        return self.open_store

    @property
    def by_person(self) -> bool:
        """Whether a person pressed the button: then everything that waits is tried, whatever its turn."""
        return self.run.trigger in (Trigger.PERSON, Trigger.SIMULATION)

    @property
    def status_map(self) -> StatusMap:
        """What the words of the store and the statuses of the ERP mean to each other."""
        return StatusMap(self.statuses, self.outgoing)

    @property
    def outgoing(self) -> dict[OrderStatus, str]:
        """The store's word for each status of the ERP."""
        return outgoing_words(self.manifest, self.connection, self.outgoing_chosen)

    def label(self, word: str) -> str:
        """A status of the store as the owner reads it."""
        return self.status_labels.get(word, word)

    def chosen(self, kind: type[Chosen]) -> Chosen:
        """The options of the task, as its automation declares them."""
        assert isinstance(self.options, kind)  # noqa: S101 - AutomationInfo.chooses names it
        return self.options

    def notice(self, key: str, **values: object) -> None:
        """Have a person told, by the tray too; nothing happens in a simulation."""
        self.raise_notice(key, {name: str(value) for name, value in values.items()})

    # -- what was written outside --

    def wrote(
        self,
        kind: ChangeKind,
        key: str,
        outside_id: str,
        name: str,
        *,
        before: str,
        after: str,
        **detail: str,
    ) -> None:
        """Keep one ledger row of something that was written, and count it."""
        row = Change(
            run_id=self.run.id,
            connection_id=self.connection.id,
            kind=kind,
            key=key,
            outside_id=outside_id,
            name=name,
            before=before,
            after=after,
            outcome=ChangeOutcome.DONE,
            at=self.clock.now(),
            detail=detail,
        )
        self.storage.ledger.add([row])

    def facts(self, fact: Fact[T]) -> dict[str, T]:
        """What is remembered of this connection's records, by ref; what cannot be read is not in it."""
        return fact.all(self.storage.memory, self.connection.id)

    def keep_facts(self, fact: Fact[T], facts: Mapping[str, T]) -> None:
        """Remember something of records of this connection."""
        fact.keep(self.storage.memory, self.connection.id, facts, self.clock.now())

    def forget_facts(self, fact: Fact[T], refs: Sequence[str]) -> None:
        """It holds no more of these records."""
        fact.forget(self.storage.memory, self.connection.id, refs)

    # -- bookmarks --

    def bookmark(self, name: str = "") -> str | None:
        """What this automation remembers for this store under `name`."""
        return self.storage.bookmarks.get(self.connection.id, self.task.automation, name)

    def moment(self, name: str = "") -> datetime | None:
        """The instant under `name` (UTC); None where none is known, or it cannot be right.

        Later than now, from before the bounds of `instants`, or no instant at all: then what it stood for is
        read from the beginning again, and it heals.
        """
        now = self.clock.now()
        kept = instants.read(self.bookmark(name), now=now)
        return kept if kept is not None and kept <= now + instants.MARGIN else None

    def set_bookmark(self, value: str, name: str = "") -> None:
        """Remember it. Moves only after all that came before it is applied."""
        self.storage.bookmarks.set(self.connection.id, self.task.automation, value, name)

    # -- records that fail and wait --

    @property
    def pending_key(self) -> str:
        """The automation under whose name records wait."""
        kept_by = self.info.waits_with
        return self.duties[kept_by] if kept_by else self.info.key

    @property
    def pending(self) -> dict[str, PendingRecord]:
        """What waits for this automation and store, by record id (read once a run, then kept in step)."""
        if self._pending is None:
            waiting = self.storage.pending.due(self.connection.id, self.pending_key, None)
            self._pending = {record.record_id: record for record in waiting}
        return self._pending

    def is_due(self, record_id: str, version: str = "") -> bool:
        """Whether a record may be tried now: it does not wait, or its turn has come, or a person asks.

        Where another `version` of it failed (a number that is no longer the one to send), that wait and what
        a person said of it are over.
        """
        record = self.pending.get(record_id)
        if record is None or (version and record.values.get("version", version) != version):
            return True
        if record.state is PendingState.IGNORED:
            return False
        if self.by_person:
            return True
        return record.state is PendingState.WAITING and has_come(record.next_try_at, self.clock.now())

    @contextmanager
    def record(self, record_id: str, label: str, version: str = "") -> Iterator[None]:
        """One order or product: what goes wrong inside is logged, counted and put on the pending list.

        `version` is the state of the record that was tried: another one need not wait its turn. Only what
        is no single record's fault comes out (see Boundary.judge).
        """
        with guarded(self, record_id, label, version):
            yield
            self.boundary.well()
            self.solve(record_id, label)

    def fail(self, record_id: str, label: str, problem: RecordProblem, version: str = "") -> None:
        """Put a record on the pending list, with its cause and the version of it that failed."""
        self.tally.failed += 1
        self.log.error(problem.key, label, **problem.values)
        record = PendingRecord(
            connection_id=self.connection.id,
            automation=self.pending_key,
            record_id=record_id,
            label=label,
            cause=problem.key,
            values={**problem.values, "version": version} if version else problem.values,
            state=PendingState.NEEDS_PERSON if isinstance(problem, NeedsPerson) else PendingState.WAITING,
        )
        self.pending[record_id] = self.storage.pending.fail(record, self.clock.now())

    def solve(self, record_id: str, label: str = "") -> None:
        """The record is well: take it off the pending list where it is on it."""
        if self.pending.pop(record_id, None) is not None:
            self.storage.pending.solve(self.connection.id, self.pending_key, record_id, self.clock.now())
            self.log.info("run.solved", label, label=label or record_id)
