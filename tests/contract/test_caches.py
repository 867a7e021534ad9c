"""What a cache gives proves nothing: it is read again, or told; and what a write must not switch."""

from typing import Any

import pytest

from ecco_desktop.connectors.http.headers import is_cached
from ecco_desktop.domain.errors import SetupProblem, TransientProblem
from ecco_desktop.domain.products import Price, PriceChange, StoreProduct
from ecco_desktop.domain.stock import StockChange
from tests.contract.eccosys.test_answers import ROW
from tests.contract.eccosys.test_answers import opened as erp_on
from tests.contract.server import Asked, Reply, scripted
from tests.contract.woocommerce.test_walk import opened


@pytest.mark.parametrize(
    ("headers", "cached"),
    [
        ({"Age": "40"}, True),
        ({"X-Cache": "HIT"}, True),
        ({"X-Cache": "Hit from cloudfront"}, True),
        ({"CF-Cache-Status": "HIT"}, True),
        ({"Age": "0"}, False),
        ({"X-Cache": "MISS"}, False),
        ({"CF-Cache-Status": "DYNAMIC"}, False),
        ({}, False),
    ],
)
def test_a_cache_is_told_by_what_it_says(headers: dict[str, str], cached: bool) -> None:
    assert is_cached(headers) is cached


def test_an_old_answer_is_read_again_behind_the_cache() -> None:
    def answer(asked: Asked) -> Reply:
        if "_" in asked.query:
            return Reply(200, [ROW])
        return Reply(200, [{**ROW, "id": "9"}], headers={"Age": "40"})

    with scripted(answer) as server:
        found = erp_on(server.base).order("1")
    assert found is not None and found.id == "1" and len(server.asked) == 2
    assert all(asked.headers["Cache-Control"] == "no-cache" for asked in server.asked)


def test_a_cache_that_answers_everything_is_told() -> None:
    old = Reply(200, [ROW], headers={"X-Cache": "HIT"})
    with scripted(lambda _asked: old) as server, pytest.raises(TransientProblem) as caught:
        erp_on(server.base).order("1")
    assert caught.value.key == "http.cached" and len(server.asked) == 2


# -- WooCommerce --


def shop(rows: list[dict[str, Any]], currency: str = "BRL") -> Any:
    def answer(asked: Asked) -> Reply:
        if asked.path.endswith("/currencies/current"):
            return Reply(200, {"code": currency})
        if asked.method == "POST":
            sent = asked.body.get("update", [])
            return Reply(200, {"update": [dict(rows[0], **each) for each in sent]} if sent else [])
        found = [{"id": 5, "type": "variable", "variations": [row["id"] for row in rows]}]
        found = rows if "/variations" in asked.path else found
        return Reply(200, found, headers={"X-WP-Total": str(len(found))})

    return answer


@pytest.mark.parametrize(("managed", "switched"), [("parent", False), (True, False), (False, True)])
def test_a_variation_never_leaves_its_parents_stock(managed: object, switched: bool) -> None:
    row = {"id": 6, "parent_id": 5, "manage_stock": managed, "stock_quantity": 3, "sku": "A"}
    with scripted(shop([row])) as server:
        store = opened(server)
        product = next(item.product for page in store.stock() for item in page.items)
        said = store.write_stock([StockChange(product, 4)])
    sent = next(asked.body["update"][0] for asked in server.asked if asked.method == "POST")
    assert ("manage_stock" in sent) is switched and sent["stock_quantity"] == 4
    assert said[0].ok is (managed != "parent")
    assert said[0].key == ("woo.parent_stock" if managed == "parent" else "")


def test_the_currency_is_asked_once_and_only_where_prices_are_sent() -> None:
    changes = [PriceChange(StoreProduct(each, "", each, "", "x"), Price(10, None)) for each in "5678"]  # type: ignore[arg-type]
    with scripted(shop([{"id": 5, "sku": "A"}])) as server:
        store = opened(server)
        assert not list(store.price_groups([])) and not server.asked
        for group in store.price_groups(changes):
            # Before any of them is written: several are under way at a time.
            assert [asked.path.rpartition("/")[2] for asked in server.asked] == ["current"]
            assert len(group) == len(changes)
        store.write_prices(changes)
    assert sum(asked.path.endswith("/currencies/current") for asked in server.asked) == 1


def test_prices_are_not_sent_to_a_store_of_another_currency() -> None:
    change = PriceChange(StoreProduct("5", "", "A", "", "x"), Price(10, None))  # type: ignore[arg-type]
    with scripted(shop([], "USD")) as server:
        store = opened(server)
        with pytest.raises(SetupProblem, match="foreign_currency"):
            store.write_prices([change])
        assert store.test().notes == ("store.foreign_currency",)
    assert not any(asked.method == "POST" and asked.body for asked in server.asked)
