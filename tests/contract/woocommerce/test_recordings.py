"""What a real WooCommerce 11 answered, through the real client and the real adapter."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from http.server import BaseHTTPRequestHandler
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ecco_desktop.connectors.shared.walk import OrderWalk, RawPage
from ecco_desktop.connectors.stores.woocommerce.adapter import WooCommerce, open_connection
from ecco_desktop.connectors.stores.woocommerce.orders import to_order
from ecco_desktop.connectors.stores.woocommerce.site import base_address
from ecco_desktop.domain.connections import Connection, Role
from ecco_desktop.domain.errors import EccoProblem, SetupProblem
from ecco_desktop.domain.orders import PaymentKind, StoreOrder, totals_of
from ecco_desktop.domain.products import StoreProduct
from ecco_desktop.domain.stock import StockChange
from ecco_desktop.ports.store import BatchRefused, BrokenOrder
from tests.contract.server import Asked, Reply, recording, replay, scripted
from tests.fakes.opening import opening
from tests.fakes.orders import store_order

KEYS = {"consumer_key": "ck_1", "consumer_secret": "cs_1"}


def connection(address: str, **values: str) -> Connection:
    return Connection(1, "Loja", "woocommerce", Role.STORE, {"address": address, **values})


def opened(base: str) -> WooCommerce:
    return open_connection(opening(connection(base), KEYS))


def order_of(name: str) -> StoreOrder:
    found = to_order(recording(name)["response"]["body"])
    assert isinstance(found, StoreOrder)
    return found


@pytest.mark.parametrize(
    "name", ["orders-get", "orders-get-company", "orders-get-with-variation", "orders-get-with-coupon"]
)
def test_recorded_orders_add_up(name: str) -> None:
    order = order_of(name)
    assert totals_of(order).total == order.total
    assert order.created_at.tzinfo is UTC
    assert order.customer.document
    assert order.delivery.number and order.delivery.neighborhood
    assert order.delivery.postcode.isdigit() and len(order.delivery.state) == 2


def test_what_an_order_is_made_of() -> None:
    order = order_of("orders-get")
    assert (order.number, order.status, order.total) == ("704", "processing", Decimal("1653.59"))
    assert order.customer.document == "10009502807"
    assert order.shipping_reference == "PAC"
    assert (order.payment, order.paid) == (PaymentKind.ON_DELIVERY, False)
    assert order.lines[0].product_ref == "195"
    assert order.modified_at == datetime(2026, 11, 16, 2, 13, 46, tzinfo=UTC)


def test_a_company_has_its_cnpj_and_its_name() -> None:
    company = order_of("orders-get-company").customer
    assert company.company and len(company.document) == 14


def test_a_variation_is_told_by_both_ids() -> None:
    refs = [line.product_ref for line in order_of("orders-get-with-variation").lines]
    assert any("/" in ref for ref in refs)


def test_the_brazilian_fields_are_found_in_the_metadata_too() -> None:
    row = dict(recording("orders-get")["response"]["body"])
    row["billing"] = {k: v for k, v in row["billing"].items() if k not in ("cpf", "number", "neighborhood")}
    order = to_order(row)
    assert isinstance(order, StoreOrder)
    assert order.customer.document == "10009502807"
    assert order.customer.address.number == "112"


def test_brazilian_amounts_are_read() -> None:
    row = dict(recording("orders-get")["response"]["body"])
    row["total"] = "1.653,59"
    order = to_order(row)
    assert isinstance(order, StoreOrder) and order.total == Decimal("1653.59")


broken = st.one_of(
    st.none(), st.booleans(), st.integers(), st.text(max_size=5), st.lists(st.none(), max_size=2),
    st.just({}), st.just("0000-00-00T00:00:00"), st.just([{"id": 1}]), st.floats(allow_nan=True),
)  # fmt: skip


@given(st.data())
def test_no_record_ever_stops_a_page(data: st.DataObject) -> None:
    row: dict[str, Any] = dict(recording("orders-get-with-coupon")["response"]["body"])
    for name in data.draw(st.lists(st.sampled_from(sorted(row)), max_size=4)):
        row[name] = data.draw(broken)
    line = (
        dict(row["line_items"][0])
        if isinstance(row.get("line_items"), list)
        and row["line_items"]
        and isinstance(row["line_items"][0], dict)
        else {}
    )
    if line:
        line[data.draw(st.sampled_from(sorted(line)))] = data.draw(broken)
        row["line_items"] = [line]
    found = to_order(row)
    assert found is None or isinstance(found, StoreOrder | BrokenOrder)
    if isinstance(found, BrokenOrder):
        assert found.problem.values["order"]


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("auth-none", "http.credentials"),
        ("auth-unknown-key", "http.credentials"),
        ("auth-wrong-secret", "http.credentials"),
        ("auth-oauth1-old-timestamp", "woo.clock"),
        ("down-maintenance-mode", "woo.maintenance"),
        ("down-woocommerce-deactivated", "woo.deactivated"),
        ("down-plain-permalinks-post", "woo.permalinks"),
        ("down-php", "http.server"),
        ("down-database", "http.server"),
        ("down-php-fatal-error", "http.server"),
    ],
)
def test_each_way_to_fail_is_told_apart(name: str, key: str, monkeypatch: pytest.MonkeyPatch) -> None:
    if key == "woo.clock":
        wrong = "Sun, 01 Mar 2026 00:00:00 GMT"
        monkeypatch.setattr(BaseHTTPRequestHandler, "date_time_string", lambda *_: wrong)
    with scripted(lambda _asked: replay(name)) as server, pytest.raises(EccoProblem) as caught:
        opened(server.base).test()
    assert caught.value.key == key


def test_plain_permalinks_go_round_in_circles() -> None:
    def answer(asked: Asked) -> Reply:
        query = "&".join(f"{key}={value}" for key, value in asked.query.items())
        return Reply(301, text="", headers={"Location": f"{asked.path.rstrip('/')}/?{query}"})

    with scripted(answer) as server, pytest.raises(SetupProblem) as caught:
        opened(server.base).test()
    assert caught.value.key == "woo.permalinks"


def test_a_key_that_may_only_read_is_found_out() -> None:
    def answer(asked: Asked) -> Reply:
        return replay("products-list-fields" if asked.method == "GET" else "auth-read-key-writes")

    with scripted(answer) as server, pytest.raises(SetupProblem) as caught:
        opened(server.base).test()
    assert caught.value.key == "http.permission"


def test_a_good_store_passes_and_nothing_is_written() -> None:
    def answer(asked: Asked) -> Reply:
        return replay("products-list-fields" if asked.method == "GET" else "products-batch-unknown-verb")

    with scripted(answer) as server:
        assert opened(server.base).test().name == "WooCommerce"
    assert [asked.body for asked in server.asked] == [None, {}, None]


def test_the_signature_is_the_one_a_real_store_accepted(monkeypatch: pytest.MonkeyPatch) -> None:
    from requests import Request

    from ecco_desktop.connectors.http.auth import oauth1_query

    made = recording("auth-oauth1-over-http")
    query, vector = made["request"]["query"], made["oauth_vector"]
    monkeypatch.setattr("oauthlib.oauth1.rfc5849.generate_nonce", lambda: query["oauth_nonce"])
    monkeypatch.setattr("oauthlib.oauth1.rfc5849.generate_timestamp", lambda: query["oauth_timestamp"])
    plain = {key: value for key, value in query.items() if not key.startswith("oauth_")}
    auth = oauth1_query(vector["consumer_key"], vector["consumer_secret"])
    # The vector was signed without oauth_version; ours carries it, so only the recipe is compared.
    prepared = Request("GET", vector["url"], params=plain, auth=auth).prepare()
    assert prepared.url and "oauth_signature_method=HMAC-SHA256" in prepared.url
    assert f"oauth_nonce={query['oauth_nonce']}" in prepared.url
    assert vector["consumer_secret"] not in prepared.url


def change(product: str, quantity: int, variation: str = "") -> StockChange:
    return StockChange(StoreProduct(product, variation, f"S-{product}", "", ""), quantity)


def test_one_bad_item_does_not_hide_the_good_ones() -> None:
    with scripted(lambda _asked: replay("products-batch-one-failing")) as server:
        outcomes = opened(server.base).write_stock([change("11", 21), change("999999", 5), change("12", 22)])
    assert [(outcome.ok, outcome.key) for outcome in outcomes] == [
        (True, ""), (False, "store.item_missing"), (True, ""),
    ]  # fmt: skip
    assert server.asked[0].body["update"][0] == {"id": 11, "manage_stock": True, "stock_quantity": 21}


def test_a_quantity_the_store_did_not_take_is_a_failure() -> None:
    with scripted(lambda _asked: replay("products-batch-one-failing")) as server:
        outcomes = opened(server.base).write_stock([change("11", 20)])
    assert outcomes[0].key == "woo.unmanaged"


def test_variations_go_to_their_parents_batch() -> None:
    made = recording("variations-batch-one-failing")
    with scripted(lambda _asked: replay("variations-batch-one-failing")) as server:
        changes = [
            change("512", row["stock_quantity"], str(row["id"])) for row in made["request"]["body"]["update"]
        ]
        outcomes = opened(server.base).write_stock(changes)
    assert server.asked[0].path.endswith("/products/512/variations/batch")
    assert sorted(outcome.ok for outcome in outcomes) == [False, True]


def test_a_refused_batch_is_told() -> None:
    with scripted(lambda _asked: replay("products-batch-101")) as server, pytest.raises(BatchRefused):
        opened(server.base).write_stock([change("11", 1)])


def test_groups_are_as_large_as_the_store_takes() -> None:
    store = opened("http://127.0.0.1:1")
    changes = [change(str(n), n) for n in range(1, 251)] + [
        change("9", 1, "91"),
        change("8", 1, "81"),
        change("9", 2, "92"),
    ]
    assert [len(group) for group in store.stock_groups(changes)] == [100, 100, 50, 1, 2]


@pytest.mark.parametrize(
    ("entered", "base"),
    [
        ("minhaloja.com.br", "https://minhaloja.com.br"),
        ("https://minhaloja.com.br/", "https://minhaloja.com.br"),
        ("https://minhaloja.com.br/wp-admin/admin.php", "https://minhaloja.com.br"),
        ("https://x.com.br/loja/wp-json/wc/v3", "https://x.com.br/loja"),
        ("http://127.0.0.1:8080/woocommerce", "http://127.0.0.1:8080/woocommerce"),
    ],
)
def test_addresses_as_people_type_them(entered: str, base: str) -> None:
    assert base_address(connection(entered)) == base


@pytest.mark.parametrize("junk", ["", "loja", "ftp://x.com", "https://user:pw@x.com", "https://a b.com"])
def test_junk_is_no_address(junk: str) -> None:
    with pytest.raises(SetupProblem, match=r"connection\.address"):
        base_address(connection(junk))


def test_plain_http_leaves_this_computer_only_when_allowed() -> None:
    with pytest.raises(SetupProblem, match=r"http\.plain_http"):
        base_address(connection("http://x.com.br"))
    assert base_address(connection("http://x.com.br", allow_http="yes")) == "http://x.com.br"


class Shop:
    """Orders by the time of their change; some change while they are read."""

    def __init__(self, seconds: list[int], meanwhile: Callable[[int, dict[str, datetime]], None]) -> None:
        start = datetime(2026, 3, 1, tzinfo=UTC)
        self.orders = {str(number): start + timedelta(seconds=at) for number, at in enumerate(seconds)}
        self.asked = 0
        self._meanwhile = meanwhile

    def ask(self, after: datetime | None, page: int) -> RawPage:
        self.asked += 1
        assert self.asked < 500, "the walk does not end"
        rows = sorted((at, key) for key, at in self.orders.items() if after is None or at > after)
        shown = rows[(page - 1) * 10 : page * 10]
        self._meanwhile(self.asked, self.orders)
        return RawPage(
            [replace(store_order(key), modified_at=at) for at, key in shown], len(shown), len(rows)
        )


@given(st.lists(st.integers(0, 30), min_size=1, max_size=60), st.lists(st.integers(0, 59), max_size=8))
def test_no_order_is_missed_though_some_change_while_they_are_read(
    seconds: list[int], edits: list[int]
) -> None:
    def meanwhile(turn: int, orders: dict[str, datetime]) -> None:
        if turn <= len(edits) and str(edits[turn - 1]) in orders:
            orders[str(edits[turn - 1])] = datetime(2026, 3, 2, tzinfo=UTC) + timedelta(seconds=turn)

    shop = Shop(seconds, meanwhile)
    seen = [(o.id, o.modified_at) for page in OrderWalk(shop.ask, 10).pages(None) for o in page.orders]
    assert {key for key, _ in seen} == set(shop.orders)
    assert len(seen) == len(set(seen))


def test_a_hundred_orders_in_one_second() -> None:
    shop = Shop([5] * 100 + [6] * 25, lambda _turn, _orders: None)
    seen = [order.id for page in OrderWalk(shop.ask, 10).pages(None) for order in page.orders]
    assert len(seen) == len(set(seen)) == 125


def test_an_older_store_is_read_by_id_and_bookmarked_at_the_end() -> None:
    rows = [recording("orders-get")["response"]["body"] | {"id": n, "number": str(n)} for n in range(1, 131)]
    wrong = {"code": "rest_invalid_param", "message": "x", "data": {"params": {"orderby": "no"}}}

    def answer(asked: Asked) -> Reply:
        if asked.query["orderby"] == "modified":
            return Reply(400, wrong)
        start = (int(asked.query["page"]) - 1) * 100
        return Reply(200, rows[start : start + 100])

    with scripted(answer) as server:
        pages = list(opened(server.base).orders_changed(None))
    # Nobody told how many there are: the end is an empty page.
    assert [len(page.orders) for page in pages] == [100, 30, 0]
    assert pages[0].until is None and pages[-1].until is not None
