"""What a store had no place for stays owed; what it took is sent once."""

from unittest.mock import Mock

import pytest

from ecco_desktop.domain.orders import ErpOrder, Invoice, OrderStatus
from ecco_desktop.domain.runs import Tally
from ecco_desktop.jobs.orders.papers import Papers

CODE = "AD710001370BR"


def order(invoice: str = "", code: str = "") -> ErpOrder:
    status = OrderStatus.INVOICED
    return ErpOrder("5", "1", "1001", status, "", None, None, invoice_number=invoice, tracking_code=code)


@pytest.mark.parametrize(("key", "written", "asked"), [("", "", 2), ("3" * 44, "", 1), ("", "7", 1)])
def test_an_invoice_stays_owed_where_the_store_waits_for_its_key(key: str, written: str, asked: int) -> None:
    ctx = Mock(tally=Tally())
    ctx.erp.invoice.return_value = Invoice("7", "1", key)
    ctx.store.send_invoice.return_value = written
    papers = Papers(ctx, {}, {})
    for _ in range(2):
        papers.send("1", order(invoice="7"), "1001")
    assert ctx.store.send_invoice.call_count == asked


@pytest.mark.parametrize(("written", "asked"), [("", 2), (CODE, 1)])
def test_a_tracking_code_stays_owed_until_the_store_shows_a_parcel(written: str, asked: int) -> None:
    ctx = Mock(tally=Tally())
    ctx.erp.tracking.return_value = None
    ctx.store.send_tracking.return_value = written
    papers = Papers(ctx, {}, {})
    for _ in range(2):
        papers.send_tracking("1", order(code=CODE), "1001")
    assert ctx.store.send_tracking.call_count == asked
