"""What the orders' feed tells, and the journal that is kept of it. Pure.

VTEX tells of a change once: an event that was committed never comes again. So each order's newest event is
written down (order id → "instant state") before it is committed, and each automation reads the journal
from a bookmark of its own. Events come late and out of order; the instant is therefore when this program
learned of the change, never VTEX's time of it, and instants only grow: what comes late still stands behind
every bookmark, though the clock of the computer be put back.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from ecco_desktop.connectors.shared.records import Row, instant, part, rows, text, verbatim
from ecco_desktop.connectors.stores.vtex.statuses import CANCELED, FEED, READY
from ecco_desktop.domain.amounts import is_count

TICK = timedelta(microseconds=1)
# Automations read two minutes twice. Orders learned of together are written down this far apart where
# there is room before them, so that those two minutes hold two of them and not all.
SPREAD = timedelta(seconds=61)
KEPT = timedelta(days=90)
RETENTION_SECONDS = 1_209_600
VISIBILITY_SECONDS = 240
# VTEX: at most 10 events a call.
LOT = 10
NOBODY = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Entry:
    """An order of the journal: when its change was learned of (UTC), and the state it was told with."""

    order_id: str
    at: datetime
    state: str


@dataclass(frozen=True, slots=True)
class Event:
    """One event of the feed; `handle` commits it."""

    handle: str
    order_id: str
    state: str
    at: datetime


def config() -> dict[str, object]:
    """The feed this program wants: every change of status, kept for fourteen days."""
    return {
        "filter": {"type": "FromWorkflow", "status": list(FEED), "disableSingleFire": False},
        "queue": {
            "visibilityTimeoutInSeconds": VISIBILITY_SECONDS,
            "MessageRetentionPeriodInSeconds": RETENTION_SECONDS,
        },
    }


def is_ours(row: Row) -> bool:
    """Whether a feed that is there tells what this program needs; one with another filter is another's."""
    found = part(row, "filter")
    listed = found.get("status")
    statuses = set(map(str, listed)) if isinstance(listed, list) else set()
    return text(found, "type") == "FromWorkflow" and {READY, CANCELED, "payment-pending"} <= statuses


def events(body: Sequence[Row]) -> list[Event]:
    """The events of a lot that can be committed; those without an order too, for they would come back."""
    found = []
    for row in body:
        if handle := verbatim(row, "handle"):
            at = instant(row.get("currentChange")) or NOBODY
            found.append(Event(handle, text(row, "orderId"), text(row, "state"), at))
    return found


def newest(told: Iterable[Event]) -> dict[str, str]:
    """Order id → state of its newest event."""
    ordered = sorted(told, key=lambda event: event.at)
    return {event.order_id: event.state for event in ordered if event.order_id}


def entries(notes: Mapping[str, str]) -> dict[str, Entry]:
    """The journal as it is kept; what cannot be read counts as learned of at the beginning."""
    found = {}
    for order_id, value in notes.items():
        at, _, state = value.partition(" ")
        found[order_id] = Entry(order_id, instant(at) or NOBODY, state)
    return found


def written(fresh: Mapping[str, str], last: datetime | None, now: datetime) -> dict[str, str]:
    """Notes for orders (id → state) in the order given, all of them after `last` and up to `now`."""
    count = len(fresh)
    end, step = now, SPREAD
    if last is not None and count:
        end = max(now, last + TICK * count)
        step = max(TICK, min(SPREAD, (end - last) / (count + 1)))
    start = end - step * (count - 1)
    return {
        order_id: f"{(start + step * place).isoformat()} {state}"
        for place, (order_id, state) in enumerate(fresh.items())
    }


def since(journal: Mapping[str, Entry], bound: datetime | None) -> list[Entry]:
    """What was learned of after `bound` (None: everything), oldest first."""
    found = [entry for entry in journal.values() if bound is None or entry.at > bound]
    return sorted(found, key=lambda entry: (entry.at, entry.order_id))


def old(journal: Mapping[str, Entry], now: datetime) -> list[str]:
    """Orders nothing was heard of for so long that nobody asks for them."""
    return [entry.order_id for entry in journal.values() if entry.at < now - KEPT]


def differing(listed: Iterable[Row], journal: Mapping[str, Entry]) -> dict[str, str]:
    """Orders of a list that the journal does not know, knows in another state, or that changed since they
    were last learned of, where the list tells; id → state.
    """
    found: dict[str, str] = {}
    for row in listed:
        own, state = text(row, "orderId"), text(row, "status")
        known, changed = journal.get(own), instant(row.get("lastChange"))
        later = known is not None and changed is not None and changed > known.at
        if own and state and (known is None or known.state != state or later):
            found[own] = state
    return found


def listed_rows(body: object) -> tuple[list[Row], int | None]:
    """The orders of a page of the list, and how many there are in all, where it says so."""
    paging = part(body, "paging")
    total = text(paging, "total")
    found = rows(body, "list")
    return found, int(total) if is_count(total) else None
