"""The feed of orders, the journal it is kept in, and the list that catches up."""

import threading
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ecco_desktop.connectors.stores.vtex import feed
from ecco_desktop.connectors.stores.vtex.adapter import Vtex
from ecco_desktop.connectors.stores.vtex.feed_calls import ORDERS, STATE
from ecco_desktop.domain.errors import Cancelled, EccoProblem, SetupProblem, TransientProblem
from ecco_desktop.jobs.run.notebook import LooseNotes
from tests.contract.server import Asked, Reply, scripted
from tests.contract.vtex.shop import MISSING, NO_ORDERS, NOW, Answer, calls, event, opened, order, routes
from tests.fakes.system import FakeCancel

LIST, DETAIL = "GET /api/oms/pvt/orders", r"GET /api/oms/pvt/orders/.+"


def detail(asked: Asked) -> Reply:
    return Reply(200, order(orderId=asked.path.rsplit("/", 1)[1]))


class Queue:
    """A feed: gives ten at a time, hides what it gave, forgets what is committed."""

    def __init__(self, *events: dict[str, Any]) -> None:
        self.left = list(events)
        self.hidden: list[dict[str, Any]] = []
        self.committed: list[str] = []
        self.lock = threading.Lock()

    def routes(self) -> dict[str, Answer]:
        return {"GET /api/orders/feed": self.read, "POST /api/orders/feed": self.commit, DETAIL: detail}

    def read(self, asked: Asked) -> Reply:
        with self.lock:
            most = int(asked.query["maxlot"])
            assert most <= 10, "VTEX gives ten at the most"
            given_now, self.left = self.left[:most], self.left[most:]
            self.hidden += given_now
            return Reply(200, given_now)

    def commit(self, asked: Asked) -> Reply:
        with self.lock:
            self.committed += asked.body["handles"]
            return Reply(200, {})


def settled() -> LooseNotes:
    """Notes of a shop whose orders were read before."""
    notes = LooseNotes()
    later = (NOW + timedelta(hours=1)).isoformat()
    notes.keep(STATE, {"whole": NOW.isoformat(), "due": later})
    return notes


def ids(store: Vtex, since: datetime | None) -> list[str]:
    return [found.id for page in store.orders_changed(since) for found in page.orders]


LONG_AGO = NOW - timedelta(days=30)


# -- the feed --


def test_every_event_is_noted_before_it_is_committed() -> None:
    notes, queue = settled(), Queue(event("1-01"), event("2-01", 2))

    def commit(asked: Asked) -> Reply:
        assert set(notes.all(ORDERS)) == {"1-01", "2-01"}, "committed before it was on disk"
        return queue.commit(asked)

    with scripted(routes({**queue.routes(), "POST /api/orders/feed": commit})) as server:
        assert ids(opened(server, notes), LONG_AGO) == ["1-01", "2-01"]
    assert sorted(queue.committed) == ["handle-1", "handle-2"]


def test_notes_that_cannot_be_kept_commit_nothing() -> None:
    class Full(LooseNotes):
        def keep(self, kind: str, facts: Mapping[str, str]) -> None:
            if kind == ORDERS:
                raise OSError("disk full")
            super().keep(kind, facts)

    notes, queue = Full(settled().kept), Queue(event("1-01"))
    with scripted(routes(queue.routes())) as server, pytest.raises(OSError, match="disk full"):
        ids(opened(server, notes), LONG_AGO)
    assert queue.committed == []


def test_the_feed_is_drained_whole_and_everything_is_committed() -> None:
    """Also what needs no action: an event that is left comes back and holds the others up."""
    many = [event(f"{number % 40}-01", number) for number in range(137)]
    strange = {"handle": "handle-x", "orderId": None, "state": 5}
    notes, queue = settled(), Queue(*many, strange, {"orderId": "no handle"}, "no event")  # type: ignore[arg-type]
    with scripted(routes(queue.routes())) as server:
        found = ids(opened(server, notes), LONG_AGO)
    assert len(found) == len(set(found)) == 40
    assert set(queue.committed) == {f"handle-{number}" for number in range(137)} | {"handle-x"}
    assert queue.left == []


def test_events_that_come_again_end_the_reading() -> None:
    same = Reply(200, [event("1-01", number) for number in range(10)])
    with scripted(routes({"GET /api/orders/feed": same, DETAIL: detail})) as server:
        assert ids(opened(server, settled()), LONG_AGO) == ["1-01"]
        assert len(calls(server, "GET /api/orders/feed")) < 20


def test_each_automation_reads_the_journal_from_its_own_bookmark() -> None:
    notes, queue = settled(), Queue(event("1-01"))
    with scripted(routes(queue.routes())) as server:
        first = list(opened(server, notes).orders_changed(LONG_AGO))
        queue.left.append(event("2-01", 2))
        second = opened(server, notes)
        second.now = lambda: NOW + timedelta(minutes=5)
        assert [state.id for page in second.states_changed(LONG_AGO) for state in page] == ["1-01", "2-01"]
        # The import stopped after the first one: it gets the second though the states took it off the feed.
        assert ids(opened(server, notes), first[-1].until) == ["2-01"]


def test_an_event_that_comes_late_stands_behind_every_bookmark() -> None:
    """VTEX's own times would hide it: it says 14:00 and is told after one of 14:05 was read."""
    notes, queue = settled(), Queue(event("new-01", 5))
    with scripted(routes(queue.routes())) as server:
        until = list(opened(server, notes).orders_changed(LONG_AGO))[-1].until
        queue.left.append(event("late-01", 0))
        assert ids(opened(server, notes), until) == ["late-01"]


def test_a_clock_that_is_put_back_hides_nothing() -> None:
    notes, queue = settled(), Queue(event("1-01"))
    with scripted(routes(queue.routes())) as server:
        until = list(opened(server, notes).orders_changed(LONG_AGO))[-1].until
        queue.left.append(event("2-01", 2))
        store = opened(server, notes)
        store.now = lambda: NOW - timedelta(days=2)
        assert ids(store, until) == ["2-01"]


def test_a_journal_written_by_a_clock_that_was_ahead_heals_at_the_next_reading() -> None:
    notes, queue = settled(), Queue(event("1-01"))
    ahead = (NOW + timedelta(days=400)).isoformat()
    notes.keep(ORDERS, {"0-01": f"{NOW - timedelta(days=1)} handling", "9-01": f"{ahead} handling"})
    with scripted(routes(queue.routes())) as server:
        pages = list(opened(server, notes).orders_changed(LONG_AGO))
    assert sorted(each.id for page in pages for each in page.orders) == ["0-01", "1-01", "9-01"]
    # Nothing, and no bookmark made of it, lies ahead any more.
    assert all(page.until is not None and page.until <= NOW + timedelta(minutes=2) for page in pages)


def test_an_order_that_is_not_complete_is_skipped_and_seen_when_it_is() -> None:
    notes, queue = settled(), Queue(event("1-01", 1, "order-created"))
    row = order(orderId="1-01", status=None, isCompleted=False)
    with scripted(routes({**queue.routes(), DETAIL: lambda _: Reply(200, row)})) as server:
        pages = list(opened(server, notes).orders_changed(LONG_AGO))
        assert [page.orders for page in pages] == [()] and pages[0].until
        row |= {"status": "ready-for-handling", "isCompleted": True}
        queue.left.append(event("1-01", 2))
        assert ids(opened(server, notes), pages[0].until) == ["1-01"]


def test_pages_are_safe_bookmarks_oldest_first() -> None:
    notes, queue = settled(), Queue(*(event(f"{number:03d}-01", number) for number in range(120)))
    with scripted(routes(queue.routes())) as server:
        pages = list(opened(server, notes).orders_changed(LONG_AGO))
        assert [len(page.orders) for page in pages] == [50, 50, 20] and pages[0].total == 120
        first = {found.id for found in pages[0].orders}
        rest = ids(opened(server, notes), pages[0].until)
    assert len(rest) == 70 and not first & set(rest)


def test_an_order_the_store_has_no_more_is_left_out() -> None:
    queue = Queue(event("1-01"), event("2-01", 2))
    gone = {r"GET /api/oms/pvt/orders/1-01": MISSING}
    with scripted(routes({**gone, **queue.routes()})) as server:
        assert ids(opened(server, settled()), LONG_AGO) == ["2-01"]
        assert opened(server).order("1-01") is None
        assert [state.id for state in opened(server).order_states(["1-01", "2-01"])] == ["2-01"]


def test_a_lost_answer_of_the_feed_is_made_good_by_the_list() -> None:
    """What the lost answer told of stays hidden for four minutes."""
    lost = iter(
        [Reply(200, raw=lambda handler: handler.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n"))]
    )
    listed = Reply(
        200, {"list": [{"orderId": "hidden-01", "status": "ready-for-handling"}], "paging": {"total": 1}}
    )
    found = {"GET /api/orders/feed": lambda _: next(lost, Reply(200, [])), DETAIL: detail, LIST: listed}
    notes = settled()
    with scripted(routes(found)) as server:
        assert ids(opened(server, notes), LONG_AGO) == ["hidden-01"]
        assert notes.get(STATE, "lost") is None
        assert len(calls(server, LIST)) == 1


def test_what_another_reader_of_the_feed_took_is_found_in_the_list_where_that_is_doubted() -> None:
    told = Reply(200, {"list": [{"orderId": "1-01", "status": "ready-for-handling"}], "paging": {"total": 1}})
    with scripted(routes({**Queue().routes(), DETAIL: detail, LIST: told})) as server:
        store = opened(server, settled())
        assert ids(store, LONG_AGO) == []
        store.doubt_news()
        assert ids(store, LONG_AGO) == ["1-01"]


def test_a_page_instead_of_the_feed_is_remembered_until_the_list_was_read() -> None:
    notes = settled()
    page = Reply(200, text="<html></html>", headers={"Content-Type": "text/html"})
    with scripted(routes({"GET /api/orders/feed": page})) as server:
        with pytest.raises(EccoProblem, match=r"http\.not_json"):
            ids(opened(server, notes), LONG_AGO)
        assert notes.get(STATE, "lost")
        server.answer = routes({})
        ids(opened(server, notes), LONG_AGO)
        assert notes.get(STATE, "lost") is None and calls(server, LIST)


def test_a_refused_commit_ends_nothing() -> None:
    queue = Queue(event("1-01"))
    refused = {"POST /api/orders/feed": Reply(400, {"error": {"message": "expired"}})}
    with scripted(routes({**queue.routes(), **refused})) as server:
        assert ids(opened(server, settled()), LONG_AGO) == ["1-01"]


def test_one_task_reads_the_feed_at_a_time_and_a_stop_is_heard_meanwhile() -> None:
    from ecco_desktop.connectors.stores.vtex import feed_calls

    with scripted(routes({})) as server:
        cancel = FakeCancel()
        store = opened(server, settled(), cancel)
        lock = feed_calls._lock_of(server.base, FakeCancel())
        cancel.requested = True
        with pytest.raises(Cancelled):
            ids(store, LONG_AGO)
        lock.release()
        assert server.asked == []


def test_several_tasks_at_once_lose_nothing() -> None:
    notes, queue = settled(), Queue(*(event(f"{number}-01", number) for number in range(60)))
    found: list[list[str]] = []
    with scripted(routes(queue.routes())) as server:
        stores = [opened(server, notes) for _ in range(3)]
        threads = [threading.Thread(target=lambda s=s: found.append(ids(s, LONG_AGO))) for s in stores]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert [len(each) for each in found] == [60, 60, 60] and len(set(queue.committed)) == 60


# -- the configuration --


def test_a_feed_is_made_where_the_key_has_none() -> None:
    made: list[Any] = []
    found = {
        "GET /api/orders/feed/config": MISSING,
        "POST /api/orders/feed/config": lambda asked: made.append(asked.body) or Reply(200, {}),
    }
    notes = LooseNotes()
    with scripted(routes(found)) as server:
        assert ids(opened(server, notes), None) == []
    assert made[0]["filter"]["type"] == "FromWorkflow" and "expression" not in made[0]["filter"]
    assert {"ready-for-handling", "canceled", "payment-pending", "invoiced"} <= set(
        made[0]["filter"]["status"]
    )
    assert "delivered" not in made[0]["filter"]["status"], "our own word, none of VTEX's"
    assert made[0]["queue"] == {
        "visibilityTimeoutInSeconds": 240, "MessageRetentionPeriodInSeconds": 1_209_600,
    }  # fmt: skip
    assert calls(server, LIST), "what happened before the feed is caught up"


def test_a_feed_that_vtex_dropped_is_made_anew_and_caught_up() -> None:
    """After two weeks without an event VTEX forgets it."""
    listed = Reply(200, {"list": [{"orderId": "1-01", "status": "handling"}], "paging": {"total": 1}})
    found = {
        "GET /api/orders/feed/config": MISSING,
        "POST /api/orders/feed/config": Reply(200, {}),
        LIST: listed,
        DETAIL: detail,
    }
    with scripted(routes(found)) as server:
        assert ids(opened(server, settled()), NOW - timedelta(hours=1)) == ["1-01"]


def test_the_feed_of_another_program_is_left_alone() -> None:
    other = Reply(200, {"filter": {"type": "FromOrders", "expression": "value > 100"}})
    with scripted(routes({"GET /api/orders/feed/config": other})) as server:
        with pytest.raises(SetupProblem, match=r"vtex\.feed_taken"):
            ids(opened(server), None)
        with pytest.raises(SetupProblem, match=r"vtex\.feed_taken"):
            opened(server).test()
        assert {asked.method for asked in server.asked} == {"GET"}


def test_the_connection_test_takes_nothing_from_the_feed() -> None:
    ids_page = Reply(200, {"data": {"6": [18]}, "range": {"total": 1}})
    found = {
        "GET /api/catalog_system/pvt/products/GetProductAndSkuIds": ids_page,
        "GET /api/orders/feed/config": MISSING,
    }
    with scripted(routes(found)) as server:
        assert opened(server).test().name == "VTEX · minhaloja"
        assert not calls(server, "GET /api/orders/feed") and {a.method for a in server.asked} == {"GET"}


# -- the list --


def listing(orders: list[dict[str, Any]]) -> Answer:
    """A list that knows windows and pages, and refuses a thirty-first page."""

    def answer(asked: Asked) -> Reply:
        window = asked.query["f_creationDate"].removeprefix("creationDate:[").removesuffix("]")
        first, end = (datetime.fromisoformat(part) for part in window.split(" TO "))
        page, size = int(asked.query["page"]), int(asked.query["per_page"])
        if page > 30 or size > 100:
            return Reply(400, {"error": {"message": "Max page exceed"}})
        found = [row for row in orders if first <= row["at"] <= end]
        shown = [
            {"orderId": row["orderId"], "status": row["status"]}
            for row in found[(page - 1) * size : page * size]
        ]
        return Reply(200, {"list": shown, "paging": {"total": len(found), "pages": -(-len(found) // size)}})

    return answer


def test_more_than_thirty_pages_are_read_in_windows() -> None:
    made = [
        {"orderId": f"{n}-01", "status": "invoiced", "at": NOW - timedelta(minutes=10 * (4000 - n))}
        for n in range(4000)
    ]
    notes = LooseNotes()
    with scripted(routes({LIST: listing(made)})) as server:
        store = opened(server, notes)
        assert list(store._learned(None)) and len(notes.all(ORDERS)) == 4000
        assert all(int(asked.query["page"]) <= 30 for asked in calls(server, LIST))


def test_the_first_reading_goes_back_as_far_as_the_connection_says() -> None:
    with scripted(routes({})) as server:
        ids(opened(server, history_days="10"), None)
        window = calls(server, LIST)[0].query["f_creationDate"]
    assert window == "creationDate:[2026-02-20T15:00:00.000Z TO 2026-03-03T15:00:00.000Z]"


def test_every_three_hours_the_list_is_compared_with_the_journal() -> None:
    """What another program with this key took from the feed, or what the feed lost, is found so."""
    notes = settled()
    notes.keep(ORDERS, feed.written({"known-01": "handling", "moved-01": "handling"}, None, NOW))
    bookmark = NOW
    rows = [
        {"orderId": "known-01", "status": "handling", "at": NOW},
        {"orderId": "moved-01", "status": "canceled", "at": NOW},
        {"orderId": "stolen-01", "status": "ready-for-handling", "at": NOW},
    ]
    with scripted(routes({LIST: listing(rows), DETAIL: detail})) as server:
        assert ids(opened(server, notes), bookmark) == []
        assert not calls(server, LIST)
        store = opened(server, notes)
        store.now = lambda: NOW + timedelta(hours=2)
        assert sorted(ids(store, bookmark)) == ["moved-01", "stolen-01"]
        again = opened(server, notes)
        again.now = lambda: NOW + timedelta(hours=4)
        ids(again, bookmark)
        assert len(calls(server, LIST)) == 1


def test_the_first_reading_is_repeated_soon_for_the_list_lags_behind() -> None:
    notes = LooseNotes()
    with scripted(routes({})) as server:
        ids(opened(server, notes), None)
        for minutes, asked in ((5, 1), (16, 2), (60, 2)):
            store = opened(server, notes)
            store.now = lambda minutes=minutes: NOW + timedelta(minutes=minutes)
            ids(store, NOW)
            assert len(calls(server, LIST)) == asked


def test_an_order_nobody_asks_for_any_more_is_forgotten() -> None:
    notes = settled()
    notes.keep(ORDERS, feed.written({"old-01": "invoiced"}, None, NOW - timedelta(days=91)))
    notes.keep(ORDERS, feed.written({"young-01": "invoiced"}, None, NOW - timedelta(days=89)))
    with scripted(routes({})) as server:
        ids(opened(server, notes), NOW)
    assert set(notes.all(ORDERS)) == {"young-01"}


def test_a_list_without_paging_is_read_and_one_without_rows_is_no_proof() -> None:
    body: Any = {"list": [{"orderId": "1-01", "status": "handling"}]}
    with scripted(routes({LIST: Reply(200, body), DETAIL: detail})) as server:
        assert ids(opened(server), None) == ["1-01"]
    for body in ([], {"list": None}, "x", {}, None):
        unclear = pytest.raises(TransientProblem, match="unclear")
        with scripted(routes({LIST: Reply(200, body), DETAIL: detail})) as server, unclear:
            ids(opened(server), None)


# -- the journal, pure --


@pytest.mark.parametrize(("minutes", "again"), [(-1, False), (0, False), (1, True)])
def test_what_the_list_says_changed_since_is_learned_of_again(minutes: int, again: bool) -> None:
    journal = feed.entries({"1-01": f"{NOW.isoformat()} handling"})
    row = {"orderId": "1-01", "status": "handling"}
    assert feed.differing([row], journal) == {}
    row["lastChange"] = f"{NOW + timedelta(minutes=minutes):%Y-%m-%dT%H:%M:%S.0000000+00:00}"
    assert feed.differing([row], journal) == ({"1-01": "handling"} if again else {})


orders_of = st.dictionaries(
    st.text("0123456789-", min_size=1, max_size=5), st.sampled_from(["a", "b"]), max_size=8
)
shifts = st.integers(-200_000, 200_000)


@given(st.lists(st.tuples(orders_of, shifts), max_size=8))
def test_whatever_the_clock_does_nothing_slips_past_a_bookmark(
    rounds: list[tuple[dict[str, str], int]],
) -> None:
    notes: dict[str, str] = {}
    bookmark: datetime | None = None
    now = NOW
    for fresh, shift in rounds:
        now += timedelta(seconds=shift)
        last = max((entry.at for entry in feed.entries(notes).values()), default=None)
        notes |= feed.written(fresh, last, now)
        found = feed.since(feed.entries(notes), bookmark)
        assert {entry.order_id for entry in found} == set(fresh)
        assert len({entry.at for entry in found}) == len(found), "a page ends between two instants"
        bookmark = found[-1].at if found else bookmark


@given(st.recursive(st.none() | st.integers() | st.text(max_size=5),
                    lambda inner: st.lists(inner) | st.dictionaries(st.sampled_from(
                        ["handle", "orderId", "state", "currentChange", "list", "paging", "total", "filter"]
                    ), inner)))  # fmt: skip
def test_no_answer_breaks_the_feed(body: Any) -> None:
    rows = [row for row in body if isinstance(row, dict)] if isinstance(body, list) else []
    feed.newest(feed.events(rows))
    feed.listed_rows(body)
    feed.differing(rows, {})
    feed.entries({"1": str(body)})
    if isinstance(body, dict):
        assert feed.is_ours(body) in (True, False)


def test_the_newest_state_of_an_order_counts() -> None:
    told = feed.events([event("1-01", 9, "canceled"), event("1-01", 3, "handling")])
    assert feed.newest(told) == {"1-01": "canceled"}


def test_two_minutes_read_twice_hold_few_of_many_orders() -> None:
    many = {f"{number}-01": "handling" for number in range(500)}
    journal = feed.entries(feed.written(many, None, NOW))
    assert len(feed.since(journal, NOW - timedelta(minutes=2))) <= 2
    assert max(entry.at for entry in journal.values()) == NOW.astimezone(UTC)
    assert NO_ORDERS.body["list"] == []


@pytest.mark.parametrize("word", [True, 0, [], {}, None, ""])
def test_an_order_asked_for_that_tells_no_status_is_unclear_and_not_gone(word: Any) -> None:
    routes_ = routes({DETAIL: Reply(200, order(orderId="1-01", status=word))})
    with scripted(routes_) as server, pytest.raises(TransientProblem, match=r"store\.unclear"):
        opened(server).order("1-01")
