"""What is known of records outside: links, intents, bookmarks, what waits, small facts."""

from __future__ import annotations

from abc import abstractmethod
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping, Sequence
    from datetime import datetime

    from ecco_desktop.domain.links import Intent, Link, LinkKind, ProductMarks, Side
    from ecco_desktop.domain.pending import PendingRecord, PendingState, Waiting


class LinkRepository(Protocol):
    """Links and intents of one connection's records."""

    @abstractmethod
    def erp_id(self, connection_id: int, kind: LinkKind, outside_id: str) -> str | None:
        """The ERP id tied to an outside id; None where there is none."""

    @abstractmethod
    def outside_id(self, connection_id: int, kind: LinkKind, erp_id: str) -> str | None:
        """The outside id tied to an ERP id; None where there is none."""

    @abstractmethod
    def all(self, connection_id: int, kind: LinkKind) -> Mapping[str, str]:
        """Outside id → ERP id, whole."""

    @abstractmethod
    def labelled(self, kind: LinkKind, label: str) -> Sequence[Link]:
        """The links of any connection whose label is this number or SKU."""

    @abstractmethod
    def proofs(self, connection_id: int, kind: LinkKind) -> Mapping[str, Link]:
        """Outside id → link with what proves it, whole."""

    @abstractmethod
    def marks(self, connection_id: int, kind: LinkKind) -> dict[str, ProductMarks]:
        """Outside id → (ERP id, label, external number), whole: as `proofs`, for links by the thousand.

        The caller's own.
        """

    @abstractmethod
    def prove_all(self, links: Sequence[Link]) -> None:
        """As `prove`, all at once."""

    @abstractmethod
    def renew(self, links: Sequence[Link], let_go: Sequence[str]) -> Sequence[Link]:
        """Links of one connection and kind: let go of whatever their outside ids, and those of `let_go`, were
        tied to, then as `save`."""

    @abstractmethod
    def owners(self, kind: LinkKind, erp_id: str) -> Sequence[Link]:
        """The links of any connection to this ERP id."""

    @abstractmethod
    def prove(self, link: Link) -> None:
        """Keep what proves a link that is there; its two ids stay."""

    @abstractmethod
    def save(self, links: Sequence[Link]) -> Sequence[Link]:
        """Keep them all at once; those that clash with another link are left out and returned."""

    @abstractmethod
    def delete(self, connection_id: int, kind: LinkKind, outside_id: str) -> None:
        """Remove one."""

    @abstractmethod
    def open_intent(
        self,
        connection_id: int,
        kind: LinkKind,
        source_id: str,
        external_number: str,
        now: datetime,
        made_in: Side = ...,
    ) -> Intent:
        """Write down what is about to be created; an open one for the same record gets a new `opened_at`.

        On the disk when it returns, so that no power cut between here and the answer forgets it.
        """

    @abstractmethod
    def open_intents(self, connection_id: int, kind: LinkKind) -> Sequence[Intent]:
        """Those not settled yet, oldest first."""

    @abstractmethod
    def close_intent(self, intent: Intent, link: Link | None) -> None:
        """Save the link and settle the intent in one transaction; None: nothing was created."""


class BookmarkRepository(Protocol):
    """How far an automation has read, and small facts it remembers, as text."""

    @abstractmethod
    def get(self, connection_id: int, automation: str, name: str = "") -> str | None:
        """The text kept under this name; None where none is."""

    @abstractmethod
    def set(self, connection_id: int, automation: str, value: str, name: str = "") -> None:
        """Keep it."""


class PendingRepository(Protocol):
    """The list of what failed and waits."""

    @abstractmethod
    def fail(self, record: PendingRecord, now: datetime) -> PendingRecord:
        """Put a record on the list; one that is there counts one more try where its turn had come."""

    @abstractmethod
    def solve(self, connection_id: int, automation: str, record_id: str, now: datetime) -> bool:
        """Take it off; whether it was there."""

    @abstractmethod
    def get(self, pending_id: int) -> PendingRecord | None:
        """One by id, whatever its state; None where there is none."""

    @abstractmethod
    def retry(self, pending_ids: Sequence[int]) -> int:
        """A person asks for another try: due at once, with all its tries again; how many."""

    @abstractmethod
    def ignore(self, pending_ids: Sequence[int], now: datetime) -> int:
        """A person wants no more of them: off the list, and a new failure does not bring them back."""

    @abstractmethod
    def tries(self, label: str) -> Sequence[tuple[datetime, PendingRecord]]:
        """Every try of the records with this label, oldest first, as (instant, record with that cause)."""

    @abstractmethod
    def due(self, connection_id: int, automation: str, now: datetime | None) -> Sequence[PendingRecord]:
        """Those to be tried now, oldest first; `now` None: all that are not solved, whatever their turn."""

    @abstractmethod
    def release(self, connection_id: int, cause: str, values: Mapping[str, str]) -> int:
        """The cause is gone: those with it and these values are due at once; how many."""

    @abstractmethod
    def waiting(
        self,
        connection_id: int | None = None,
        *,
        automation: str = "",
        cause: str = "",
        label: str = "",
        limit: int | None = None,
    ) -> Sequence[PendingRecord]:
        """Those that are not solved, oldest first: of a connection, an automation, a cause, with a label that
        begins so."""

    @abstractmethod
    def outline(
        self, causes: Collection[str], telling: Callable[[str, Mapping[str, str]], tuple[str, ...]]
    ) -> Sequence[Waiting]:
        """All that are not solved, in groups of one connection, automation and cause; those of `causes` are
        told apart by what `telling` makes of a cause and its values, too."""

    @abstractmethod
    def places(self, pending_ids: Sequence[int]) -> Mapping[int, tuple[int, str]]:
        """Connection and automation of those with these ids, whatever their state."""

    @abstractmethod
    def found(self, pending_ids: Sequence[int]) -> Sequence[PendingRecord]:
        """Those with these ids, whatever their state, by id; what is not there is left out."""

    @abstractmethod
    def count(self) -> int:
        """How many are not solved."""

    @abstractmethod
    def counts(self) -> Mapping[tuple[int, PendingState], int]:
        """How many are not solved, by connection and state."""


class MemoryRepository(Protocol):
    """Small facts about outside records that must survive: what was last sent, seen or asked.

    `kind` names the fact, `ref` the record. One text each.
    """

    @abstractmethod
    def all(self, connection_id: int, kind: str) -> Mapping[str, str]:
        """Every fact of a kind, by ref."""

    @abstractmethod
    def get(self, connection_id: int, kind: str, ref: str) -> str | None:
        """One; None where it is not kept."""

    @abstractmethod
    def set(
        self, connection_id: int, kind: str, facts: Mapping[str, str], now: datetime, *, durable: bool = False
    ) -> None:
        """Keep them all at once; `durable`: on the disk when it returns."""

    @abstractmethod
    def forget_kinds(self, connection_id: int, beginning: str) -> None:
        """Remove all facts of a connection whose kind begins so."""

    @abstractmethod
    def forget(self, connection_id: int, kind: str, refs: Sequence[str]) -> None:
        """Remove some; those that are not kept are passed over."""
