"""A store that does not say whether something is there has not said that it is not: on every store."""

import json
from functools import partial
from typing import Any

import pytest

from ecco_desktop.domain.errors import RecordProblem, SetupProblem, TransientProblem
from ecco_desktop.domain.products import ProductSheet, StoreProduct
from tests.contract.nuvemshop import shop as nuvemshop
from tests.contract.server import Asked, Reply, scripted
from tests.contract.vtex import shop as vtex
from tests.contract.woocommerce.test_walk import opened as woocommerce

UNKNOWN = [
    *(Reply(200, body) for body in (False, 0, [None], [[]], [{}], "x", {"mensagem": "ok"})),
    Reply(200, text=""),
    Reply(204, text=""),
    Reply(200, text="<html>Manutenção</html>"),
    # What stands before the shop, or does not know the path, looked for nothing.
    Reply(404, {"message": "no Route matched with those values"}),
    Reply(404, {"statusCode": 404, "message": "Cannot GET /orders/123", "error": "Not Found"}),
    Reply(404, {"timestamp": "2026-03-01T12:00:00", "status": 404, "error": "Not Found", "path": "/x"}),
    Reply(404, text="default backend - 404"),
]
OPENED: dict[str, Any] = {
    "woocommerce": woocommerce,
    "nuvemshop": nuvemshop.opened,
    "vtex": vtex.opened,
}


@pytest.mark.parametrize("kind", sorted(OPENED))
@pytest.mark.parametrize("reply", UNKNOWN, ids=lambda each: f"{each.text or each.body}"[:20])
def test_an_unclear_answer_proves_no_absence(kind: str, reply: Reply) -> None:
    with scripted(lambda _asked: reply) as server:
        store = OPENED[kind](server)
        for ask in (store.product_by_sku, store.order):
            with pytest.raises((RecordProblem, TransientProblem, SetupProblem)):
                ask("123")


@pytest.mark.parametrize("body", [[], None, {"error": "Not Found"}, {"message": "Gone away"}])
def test_wordpress_signs_what_it_says_is_not_there(body: object) -> None:
    with (
        scripted(lambda _asked: Reply(404, text=json.dumps(body))) as server,
        pytest.raises(TransientProblem),
    ):
        woocommerce(server).order("123")


ANOTHERS: dict[str, Any] = {
    "woocommerce": {"id": 124, "status": "processing", "type": "simple", "sku": "OUTRO", "attributes": []},
    "nuvemshop": {"id": 124, "status": "open", "payment_status": "paid", "variants": [{"id": 124}]},
    "vtex": {"orderId": "124", "Id": 124, "itemId": "124", "skuId": "124", "status": "invoiced"},
}


@pytest.mark.parametrize("kind", sorted(OPENED))
def test_the_answer_about_another_record_is_not_believed(kind: str) -> None:
    """Nor sent back as this one's, and it proves no absence."""
    item = StoreProduct("123", "123", "SKU", "", "Nome")
    sheet = ProductSheet("1", "SKU", "", "Outro nome", active=True)
    with scripted(lambda _asked: Reply(200, ANOTHERS[kind])) as server:
        store = OPENED[kind](server)
        for ask in (partial(store.order, "123"), partial(store.sheet, item)):
            with pytest.raises((RecordProblem, TransientProblem)):
                ask()
        if kind == "vtex":
            with pytest.raises((RecordProblem, TransientProblem)):
                store.update_product(item, sheet, ["name"])
        assert {asked.method for asked in server.asked} == {"GET"}


def capped(most: int, count: int) -> Any:
    """A list of `count` products that comes `most` at a time, whatever is asked for."""

    def answer(asked: Asked) -> Reply:
        start = (int(asked.query["page"]) - 1) * most
        rows = [{"id": number, "type": "simple", "sku": f"S{number}"} for number in range(1, count + 1)]
        return Reply(200, rows[start : start + most])

    return answer


@pytest.mark.parametrize("count", [0, 1, 50, 80, 120])
def test_a_store_with_a_maximum_of_its_own_is_read_to_the_end(count: int) -> None:
    with scripted(capped(50, count)) as server:
        found = [item.product.sku for page in woocommerce(server).stock() for item in page.items]
    assert found == [f"S{number}" for number in range(1, count + 1)]


def test_a_store_that_answers_one_page_to_everything_is_told_on() -> None:
    rows = [{"id": n, "date_modified_gmt": "2026-03-02T12:00:00", "type": "simple"} for n in range(1, 101)]
    with scripted(lambda _asked: Reply(200, rows)) as server:
        for walk in (woocommerce(server).stock, woocommerce(server).prices):
            with pytest.raises(TransientProblem, match="repeated_page"):
                list(walk())
        with pytest.raises(TransientProblem, match="repeated_page"):
            list(woocommerce(server).orders_changed(None))
        assert len(server.asked) < 12
