"""Reading the orders' feed into the journal, and the list where the feed cannot know.

Every automation of the store shares the journal, and some run at once: one reads the feed at a time. Two
programs with one app key would take events from each other, for a feed is one per key; what the other one
took is found by the list, which is compared with the journal every three hours: no order waits longer.
"""

import logging
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime, timedelta

from ecco_desktop.connectors.shared.paging import Paging
from ecco_desktop.connectors.shared.records import Row, instant, listed
from ecco_desktop.connectors.shared.sizes import Size
from ecco_desktop.connectors.stores.vtex import feed
from ecco_desktop.connectors.stores.vtex.calls import Calls
from ecco_desktop.domain.chunks import chunks
from ecco_desktop.domain.errors import OutcomeUnknown, SetupProblem, TransientProblem
from ecco_desktop.domain.instants import MARGIN
from ecco_desktop.ports.system import CancelToken

_log = logging.getLogger(__name__)
ORDERS, STATE = "orders", "journal"
CONFIG, FEED, LIST = "/api/orders/feed/config", "/api/orders/feed", "/api/oms/pvt/orders"
# What the journal remembers of itself.
DUE, WHOLE, LOST = "due", "whole", "lost"
# VTEX: the list lags some minutes behind, so the first reading is repeated soon.
SOON, REGULAR = timedelta(minutes=15), timedelta(hours=3)
RECENT = timedelta(days=3)
# VTEX: 30 pages of 100 at the most.
LIST_PAGE, PAGES = 100, 30
SHORTEST = timedelta(seconds=1)
SLICE = 0.2

_locks: dict[str, threading.Lock] = {}
_locks_lock = threading.Lock()


class FeedCalls(Calls):
    """Keeps the journal."""

    _checked: bool = False
    _last: datetime | None = None

    def _learned(self, since: datetime | None, placed_from: datetime | None = None) -> list[feed.Entry]:
        """The orders that changed after `since`, as far as the platform tells now; oldest first."""
        with self._alone():
            since = self._heal(since)
            self._last = max((entry.at for entry in self._journal().values()), default=None)
            self._ensure_feed()
            self._compare(since is None, placed_from)
            self._drain()
            if self.notes.get(STATE, LOST):
                self._compare_list(RECENT)
                self.notes.forget(STATE, [LOST])
            journal = self._journal()
            self.notes.forget(ORDERS, feed.old(journal, self.now()))
        return feed.since(journal, since)

    def doubt_news(self) -> None:
        """Another user of the key may have read the feed: the next reading compares the list of some days."""
        self.notes.keep(STATE, {DUE: self.now().isoformat()})

    # -- the feed --

    def _ensure_feed(self) -> None:
        """Make the feed where the key has none (VTEX drops one that was silent for two weeks)."""
        if self._checked:
            return
        found = self.account.orders.row(CONFIG)
        if found is None:
            answer = self.account.orders.send("POST", CONFIG, feed.config(), idempotent=True)
            if answer.status >= 400:
                raise self.account.orders.refusal(answer)
            # Nothing is known of what happened until now.
            self.notes.forget(STATE, [WHOLE])
        elif not feed.is_ours(found):
            raise SetupProblem("vtex.feed_taken", connection=self.choices.connection)
        self._checked = True

    def _drain(self) -> None:
        """Read the feed until it is empty. Committed is only what is on disk; and everything is, for what
        is left uncommitted comes back and holds the rest up."""
        seen: set[str] = set()
        lots = 1
        while True:
            self.cancel.check()
            found = [event for lot in self._together(range(lots), self._lot) for event in lot]
            fresh = [event for event in found if event.handle not in seen]
            seen |= {event.handle for event in fresh}
            self._note(feed.newest(fresh))
            self._commit([event.handle for event in found])
            if len(found) < feed.LOT * lots or not fresh:
                return
            lots = self.account.at_once

    def _lot(self, _: int) -> list[feed.Event]:
        query = {"maxlot": str(feed.LOT)}
        try:
            # Not repeated as it is: each try takes events that the one before may have taken already.
            answer = self.account.orders.client.request("GET", FEED, query=query, idempotent=False)
            if answer.status < 300:
                return feed.events(listed(answer.json()))
        except TransientProblem as problem:
            if not isinstance(problem, OutcomeUnknown) and problem.key != "http.not_json":
                raise
            # What a lost answer told of stays hidden for four minutes: the list tells meanwhile.
            self.notes.keep(STATE, {LOST: self.now().isoformat()})
        return feed.events(self.account.orders.rows(FEED, query))

    def _commit(self, handles: list[str]) -> None:
        """What is refused (the time to commit it is over) comes again, and is committed then."""

        def commit(part: Sequence[str]) -> None:
            answer = self.account.orders.send("POST", FEED, {"handles": list(part)}, idempotent=True)
            if answer.status >= 400:
                _log.info("feed: a commit of %d was refused with %d", len(part), answer.status)

        for _ in self._together(list(chunks(handles, feed.LOT)), commit):
            pass

    # -- the list --

    def _compare(self, whole: bool, placed_from: datetime | None) -> None:
        """Compare the journal with the list: all of it at the beginning, the last days every three hours."""
        now = self.now()
        if whole or self.notes.get(STATE, WHOLE) is None:
            history = timedelta(days=self.choices.history_days)
            self._compare_list(min(history, max(now - placed_from, RECENT)) if placed_from else history)
            self.notes.keep(STATE, {WHOLE: now.isoformat(), DUE: (now + SOON).isoformat()})
            return
        due = instant(self.notes.get(STATE, DUE))
        if due is None or due <= now or due > now + REGULAR:
            self._compare_list(RECENT)
            self.notes.keep(STATE, {DUE: (now + REGULAR).isoformat()})

    def _compare_list(self, back: timedelta) -> None:
        now = self.now()
        journal = self._journal()
        found: dict[str, str] = {}
        # A clock that is behind must not hide the newest orders.
        for rows in self._listed(now - back, now + timedelta(days=1)):
            found |= feed.differing(rows, journal)
        self._note(found)

    def _listed(self, first: datetime, end: datetime) -> Iterator[list[Row]]:
        """The orders created in a window, oldest first; one of too many pages is read in halves.

        VTEX: the list cannot be asked for what changed, shows two years, and no incomplete orders.
        """
        size = Size(self.notes, "orders", LIST_PAGE)
        try:
            yield from self._window(first, end, size.value)
        except TransientProblem as problem:
            if not size.too_much(problem):
                raise
            # In smaller pages from the beginning: what comes twice is one and the same.
            yield from self._listed(first, end)

    def _window(self, first: datetime, end: datetime, size: int) -> Iterator[list[Row]]:
        rows, total = self._list_page(first, end, 1, size)
        # A list that gives fewer than asked for has thirty pages of those.
        most = PAGES * (len(rows) or size)
        paging, number = Paging(self.account.base), 1
        while (total is None or total <= most) and paging.more(rows, len(rows), total) and number < PAGES:
            yield rows
            number, before = number + 1, rows
            rows, _ = self._list_page(first, end, number, size)
            if total is None and rows == before:
                # It tells of no pages, and has none.
                return
        if (number == PAGES and rows if total is None else total > most) and end - first > SHORTEST:
            middle = first + (end - first) / 2
            yield from self._listed(first, middle)
            yield from self._listed(middle, end)
            return
        yield rows

    def _list_page(
        self, first: datetime, end: datetime, number: int, size: int
    ) -> tuple[list[Row], int | None]:
        query = {
            "f_creationDate": f"creationDate:[{_millis(first)} TO {_millis(end)}]",
            "orderBy": "creationDate,asc",
            "page": str(number),
            "per_page": str(size),
        }
        body = self.account.orders.row(LIST, query)
        if body is None or not isinstance(body.get("list"), list):
            # Without its list an answer says nothing, least of all that there are no orders.
            raise TransientProblem("store.unclear", what=LIST)
        return feed.listed_rows(body)

    # -- the journal --

    def _journal(self) -> dict[str, feed.Entry]:
        return feed.entries(self.notes.all(ORDERS))

    def _heal(self, since: datetime | None) -> datetime | None:
        """Instants that lie ahead were written by a clock that was wrong: they are learned of now.

        A bookmark that is one of them moves along with what it stood behind.
        """
        latest = self.now() + MARGIN
        before = self._journal()
        late = [entry for entry in feed.since(before, None) if entry.at > latest]
        if not late:
            return since
        self._last = max((entry.at for entry in before.values() if entry.at <= latest), default=None)
        self._note({entry.order_id: entry.state for entry in late})
        if since is None or since <= latest:
            return since
        after = self._journal()
        read = [after[entry.order_id].at for entry in late if entry.at <= since]
        return max(read) if read else after[late[0].order_id].at - feed.TICK

    def _note(self, fresh: dict[str, str]) -> None:
        """Write down orders (id → state) as learned of now; on disk when this returns."""
        if not fresh:
            return
        notes = feed.written(fresh, self._last, self.now())
        self.notes.keep(ORDERS, notes)
        self._last = max(entry.at for entry in feed.entries(notes).values())

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """One reading of an account's feed at a time; Cancelled as soon as a stop is asked for."""
        lock = _lock_of(self.account.base, self.cancel)
        try:
            yield
        finally:
            lock.release()


def _lock_of(account: str, cancel: CancelToken) -> threading.Lock:
    with _locks_lock:
        lock = _locks.setdefault(account, threading.Lock())
    while not lock.acquire(timeout=SLICE):
        cancel.check()
    return lock


def _millis(moment: datetime) -> str:
    return f"{moment:%Y-%m-%dT%H:%M:%S}.{moment.microsecond // 1000:03d}Z"
