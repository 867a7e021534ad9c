"""Pages and batches that are too much for a host grow smaller by themselves, and are remembered so."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from ecco_desktop.connectors.shared.sizes import GROWS, Size
from ecco_desktop.connectors.stores.woocommerce.adapter import WooCommerce, open_connection
from ecco_desktop.domain.connections import Connection, Role
from ecco_desktop.domain.errors import OutcomeUnknown, TransientProblem
from ecco_desktop.domain.products import StoreProduct
from ecco_desktop.domain.stock import StockChange
from ecco_desktop.jobs.run.notebook import LooseNotes
from ecco_desktop.ports.store import BatchRefused
from tests.contract.server import Asked, Reply, Scripted, scripted
from tests.fakes.opening import opening

TOO_MUCH = Reply(500, {"code": "internal_server_error", "message": "There has been a critical error"})
STAMP = "2026-03-02T12:00:00"


def opened(server: Scripted, notes: LooseNotes) -> WooCommerce:
    values = {"address": server.base, "at_once": "1", "requests_per_minute": "600000"}
    connection = Connection(1, "Loja", "woocommerce", Role.STORE, values)
    store = open_connection(opening(connection, {"consumer_key": "ck", "consumer_secret": "cs"}, notes=notes))
    store.site.client._pause = 0.0
    return store


def weak(most: int, count: int) -> Any:
    """A host that falls over at more than `most` rows a page."""

    def answer(asked: Asked) -> Reply:
        size, number = int(asked.query["per_page"]), int(asked.query["page"])
        if size > most:
            return TOO_MUCH
        dates = {"date_created_gmt": STAMP, "date_modified_gmt": STAMP}
        rows = [
            {"id": n, "type": "simple", "status": "on-hold", "total": "0", **dates}
            for n in range(1, count + 1)
        ]
        start = (number - 1) * size
        return Reply(200, rows[start : start + size], headers={"X-WP-Total": str(count)})

    return answer


def test_a_page_that_is_too_much_is_halved_and_stays_so() -> None:
    notes = LooseNotes()
    with scripted(weak(30, 130)) as server:
        found = [item.product.product_id for page in opened(server, notes).stock() for item in page.items]
        assert found == [str(n) for n in range(1, 131)]
        before = len(server.asked)
        again = [item.product.product_id for page in opened(server, notes).stock() for item in page.items]
        assert again == found
        assert {asked.query["per_page"] for asked in server.asked[before:]} == {"25"}
        orders = [order.id for page in opened(server, notes).orders_changed(None) for order in page.orders]
        assert sorted(map(int, orders)) == list(range(1, 131))


def test_a_host_that_fails_at_any_size_is_told_and_nothing_is_remembered() -> None:
    notes = LooseNotes()
    with scripted(weak(0, 1)) as server, pytest.raises(TransientProblem, match="server"):
        list(opened(server, notes).stock())
    assert not notes.all("sizes")


def test_a_batch_over_the_hosts_limit_is_refused_whole_and_the_next_is_smaller() -> None:
    notes = LooseNotes()
    changes = [StockChange(StoreProduct(str(n), "", "", "", ""), 1) for n in range(1, 101)]
    too_large = Reply(413, text="<html>Request Entity Too Large</html>")
    with scripted(lambda _asked: too_large) as server:
        store = opened(server, notes)
        with pytest.raises(BatchRefused):
            store.write_stock(changes)
        assert len(next(iter(opened(server, notes).stock_groups(changes)))) == 50


def test_a_batch_that_a_host_fell_over_is_unknown_and_the_next_is_smaller() -> None:
    notes = LooseNotes()
    changes = [StockChange(StoreProduct(str(n), "", "", "", ""), 1) for n in range(1, 101)]
    with scripted(lambda _asked: TOO_MUCH) as server:
        with pytest.raises(OutcomeUnknown):
            opened(server, notes).write_stock(changes)
        assert len(next(iter(opened(server, notes).stock_groups(changes)))) == 50


def test_sizes_grow_again() -> None:
    now = datetime(2026, 3, 2, tzinfo=UTC)
    size = Size(LooseNotes(), "page", 100, lambda: now)
    assert size.shrink() and size.shrink() and size.value == 25
    later = Size(size.notes, "page", 100, lambda: now + GROWS + timedelta(seconds=1))
    assert later.value == 50
