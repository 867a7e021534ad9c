"""No bookmark passes the reading's own instant, and no record's date stops the others: on every store."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from typing import Any

import pytest

from ecco_desktop.connectors.shared.walk import OrderWalk, RawPage, by_id, in_passes
from ecco_desktop.connectors.stores.nuvemshop.orders import to_order as nuvem_order
from ecco_desktop.connectors.stores.vtex.orders import to_order as vtex_order
from ecco_desktop.connectors.stores.woocommerce.orders import to_order as woo_order
from ecco_desktop.domain.instants import MARGIN
from ecco_desktop.domain.orders import StoreOrder
from ecco_desktop.ports.store import BrokenOrder, OrderPage
from tests.contract.server import Asked, Reply, scripted
from tests.contract.woocommerce.test_walk import opened

DAYS = timedelta(days=3)
IMPOSSIBLE = ["0001-01-01T00:00:00", "1970-01-01T00:00:00", "9999-12-31T23:59:59", "0000-00-00 00:00:00", ""]


def written(moment: datetime) -> str:
    return f"{moment:%Y-%m-%dT%H:%M:%S}"


def woo_row(order_id: int, created: str | None, modified: str | None, **more: Any) -> dict[str, Any]:
    dates = {"date_created_gmt": created, "date_modified_gmt": modified, "date_paid_gmt": None}
    line = {"product_id": 5, "quantity": 1, "subtotal": "10.00", "total": "10.00", "sku": "A"}
    row = {"id": order_id, "status": "on-hold", "total": "10.00", "line_items": [line]}
    return {**row, **dates, **more}


def shop(rows: list[dict[str, Any]], date: datetime | None = None) -> Any:
    """A store that sorts and filters by the stamps as they are written."""

    def answer(asked: Asked) -> Reply:
        after = asked.query.get("modified_after", "")
        found = sorted(
            (row for row in rows if str(row["date_modified_gmt"]) > after),
            key=lambda row: str(row["date_modified_gmt"]),
        )
        start = (int(asked.query["page"]) - 1) * 100
        headers = {"X-WP-Total": str(len(found))}
        if date is not None:
            headers["Date"] = format_datetime(date, usegmt=True)
        return Reply(200, found[start : start + 100], headers=headers)

    return answer


def test_a_stamp_ahead_moves_no_bookmark_past_the_reading_and_is_told() -> None:
    now = datetime.now(UTC)
    rows = [woo_row(1, written(now), written(now + DAYS)), woo_row(2, written(now), written(now))]
    with scripted(shop(rows)) as server:
        pages = list(opened(server).orders_changed(None))
        states = [state for page in opened(server).states_changed(None) for state in page]
    assert {order.id for page in pages for order in page.orders} == {"1", "2"}
    assert all(page.until is None or page.until <= datetime.now(UTC) - MARGIN for page in pages)
    assert [number for page in pages for number in page.ahead] == ["1"]
    assert all(state.modified_at and state.modified_at <= datetime.now(UTC) - MARGIN for state in states)


def test_a_store_whose_clock_is_behind_bounds_the_bookmark() -> None:
    now = datetime.now(UTC)
    rows = [woo_row(1, written(now), written(now))]
    with scripted(shop(rows, now - DAYS)) as server:
        pages = list(opened(server).orders_changed(None))
    assert pages[-1].until is not None and pages[-1].until <= now - DAYS


@pytest.mark.parametrize("stamp", IMPOSSIBLE)
def test_one_impossible_date_is_a_problem_of_that_order_alone(stamp: str) -> None:
    good = written(datetime.now(UTC) - DAYS)
    rows = [woo_row(1, good, good), woo_row(2, stamp, good), woo_row(3, good, good)]
    with scripted(shop(rows)) as server:
        found = [order for page in opened(server).orders_changed(None) for order in page.orders]
    kinds = {order.id: isinstance(order, BrokenOrder) for order in found}
    assert kinds == {"1": False, "2": True, "3": False}
    assert "2" in next(order for order in found if isinstance(order, BrokenOrder)).problem.values.values()


@pytest.mark.parametrize("stamp", [*IMPOSSIBLE, 0, "0", None])
def test_no_store_takes_an_empty_date_for_a_payment(stamp: object) -> None:
    good = written(datetime.now(UTC) - DAYS)
    woo = woo_order({**woo_row(1, good, good), "date_paid_gmt": stamp, "date_paid": stamp})
    nuvem = nuvem_order(
        {
            "id": 1,
            "created_at": good,
            "paid_at": stamp,
            "payment_status": "pending",
            "products": [],
            "total": 1,
        }
    )
    vtex = vtex_order(
        {
            "orderId": "1-01",
            "status": "payment-pending",
            "creationDate": good,
            "authorizedDate": stamp,
            "value": 1,
        }
    )
    for order in (woo, nuvem, vtex):
        assert isinstance(order, StoreOrder)
        assert not order.paid and order.paid_at is None


@pytest.mark.parametrize("stamp", IMPOSSIBLE)
def test_every_store_names_the_order_whose_date_is_impossible(stamp: str) -> None:
    broken = [
        woo_order(woo_row(7, stamp, None)),
        nuvem_order({"id": 7, "number": 7, "created_at": stamp, "products": [], "total": 1}),
        vtex_order({"orderId": "7", "status": "handling", "creationDate": stamp, "value": 1}),
    ]
    for order in broken:
        assert isinstance(order, BrokenOrder) and order.problem.values["order"] == "7"


def test_a_date_that_is_only_local_is_of_the_shops_zone() -> None:
    lone = woo_order(woo_row(1, None, None, date_created="2026-03-02T09:00:00"))
    assert isinstance(lone, StoreOrder) and lone.created_at == datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
    manaus = woo_order(
        woo_row(
            1,
            None,
            "2026-03-02T13:00:00",
            date_created="2026-03-02T08:00:00",
            date_modified="2026-03-02T09:00:00",
        )
    )
    assert isinstance(manaus, StoreOrder) and manaus.created_at == datetime(2026, 3, 2, 12, 0, tzinfo=UTC)


def test_every_way_of_walking_is_bounded() -> None:
    now = datetime.now(UTC)
    order = woo_order(woo_row(1, written(now), written(now + DAYS)))
    assert isinstance(order, StoreOrder)

    def page(last: bool = True) -> RawPage:
        return RawPage([order], 1, 1, last, now)

    def passes() -> Iterator[RawPage]:
        yield page()

    walks: list[list[OrderPage]] = [
        list(by_id(lambda _number: page(), 100)),
        list(in_passes(passes, 5)),
        list(OrderWalk(lambda _after, _number: page(), 100).pages(None)),
    ]
    for pages in walks:
        assert pages[-1].until is not None and pages[-1].until <= now
        assert any(found.ahead == ("1",) for found in pages)
