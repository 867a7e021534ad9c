"""Stock and prices of VTEX."""

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ecco_desktop.connectors.stores.vtex import account, items
from ecco_desktop.connectors.stores.vtex.item_calls import GROUP, SKUS
from ecco_desktop.domain.connections import Connection, Role
from ecco_desktop.domain.errors import OutcomeUnknown, SetupProblem, TransientProblem
from ecco_desktop.domain.products import Price, PriceChange, StoreProduct
from ecco_desktop.domain.stock import StockChange
from ecco_desktop.jobs.run.notebook import LooseNotes
from tests.contract.server import Asked, Reply, scripted
from tests.contract.vtex.shop import MISSING, NOW, SECRETS, WAREHOUSES, calls, opened, routes
from tests.fakes.opening import opening
from tests.fakes.system import FakeCancel

IDS = "GET /api/catalog_system/pvt/products/GetProductAndSkuIds"
DETAIL = r"GET /api/catalog_system/pvt/sku/stockkeepingunitbyid/\d+"
INVENTORY = r"GET /api/logistics/pvt/inventory/skus/\d+"
QUANTITY = r"PATCH /api/logistics/pvt/inventory/skus/\d+/warehouses/.+/quantity"
PRICE, PUT_PRICE = r"GET /pricing/prices/\d+", r"PUT /pricing/prices/\d+"
ITEM = StoreProduct("6", "18", "CAM-1", "7891234567895", "Camiseta")
anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=True) | st.text(max_size=6),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6), inner, max_size=3),
    max_leaves=6,
)


def balance(total: Any = 10, reserved: Any = 3, place: str = "1_1", **more: Any) -> Reply:
    row = {"warehouseId": place, "totalQuantity": total, "reservedQuantity": reserved, **more}
    other = {"warehouseId": "9_9", "totalQuantity": 500, "reservedQuantity": 0}
    return Reply(200, {"skuId": "18", "balance": [other, row]})


def detail(asked: Asked) -> Reply:
    own = int(asked.path.rsplit("/", 1)[1])
    refs = {"Ean": "7891234567895", "RefId": f"CAM-{own}"}
    return Reply(200, {"Id": own, "ProductId": 6, "NameComplete": "Camiseta", "AlternateIds": refs})


def page(skus: dict[str, list[int]]) -> Reply:
    return Reply(200, {"data": skus, "range": {"total": len(skus), "from": 1, "to": 250}})


# -- stock --


def test_what_vtex_reserves_is_taken_off_what_it_shows() -> None:
    with scripted(routes({INVENTORY: balance(total=10, reserved=3)})) as server:
        found = opened(server).read_stock([ITEM])
    assert [(item.quantity, item.managed) for item in found] == [(Decimal(7), True)]


def test_what_vtex_reserves_is_not_subtracted_twice() -> None:
    """VTEX takes its own reservations off what it is told: 5 to offer with 3 reserved is a total of 8."""
    with scripted(
        routes({INVENTORY: balance(total=10, reserved=3), QUANTITY: Reply(204, text="")})
    ) as server:
        outcomes = opened(server).write_stock([StockChange(ITEM, 5)])
        sent = calls(server, QUANTITY)
    assert [outcome.ok for outcome in outcomes] == [True] and outcomes[0].ref == "6/18"
    assert sent[0].path.endswith("/skus/18/warehouses/1_1/quantity")
    assert sent[0].body == {"quantity": 8, "unlimitedQuantity": False}


def test_a_sku_without_a_limit_gets_one_only_when_stock_is_sent() -> None:
    endless = balance(hasUnlimitedQuantity=True)
    with scripted(routes({INVENTORY: endless, QUANTITY: Reply(204, text="")})) as server:
        found = opened(server).read_stock([ITEM])
        assert (found[0].quantity, found[0].managed) == (None, False)
        opened(server).write_stock([StockChange(ITEM, 0)])
        assert calls(server, QUANTITY)[0].body["unlimitedQuantity"] is False


def test_a_warehouse_that_never_had_it_is_unknown_and_not_zero() -> None:
    with scripted(routes({INVENTORY: balance(place="other")})) as server:
        assert opened(server).read_stock([ITEM])[0].quantity is None
    with scripted(routes({INVENTORY: balance(total=None)})) as server:
        assert opened(server).read_stock([ITEM])[0].quantity is None


def test_a_locked_row_is_tried_again() -> None:
    """VTEX answers 423 where two writers touch one row: nothing was done."""
    replies = iter([Reply(423, text="Locked"), Reply(423, text=""), Reply(204, text="")])
    cancel = FakeCancel()
    with scripted(routes({INVENTORY: balance(), QUANTITY: lambda _: next(replies)})) as server:
        store = opened(server, cancel=cancel)
        store.account.logistics.client._pause = 0.001
        assert store.write_stock([StockChange(ITEM, 5)])[0].ok
        assert len(calls(server, QUANTITY)) == 3


def own_balance(asked: Asked) -> Reply:
    """The balance of the SKU that is asked about."""
    return Reply(200, {**balance().body, "skuId": asked.path.rpartition("/")[2]})


def test_one_refused_sku_spoils_no_other() -> None:
    def written(asked: Asked) -> Reply:
        refused = Reply(400, {"Message": "Quantidade inválida"})
        return refused if "/skus/19/" in asked.path else Reply(204, text="")

    found = {
        r"GET /api/logistics/pvt/inventory/skus/20": MISSING,
        INVENTORY: own_balance,
        QUANTITY: written,
    }
    items_of = [StoreProduct("6", str(own), f"S{own}", "", "") for own in (18, 19, 20, 21)]
    with scripted(routes(found)) as server:
        outcomes = opened(server).write_stock([StockChange(item, 5) for item in items_of])
    assert [(o.ok, o.key) for o in outcomes] == [
        (True, ""), (False, "store.item_refused"), (False, "store.item_missing"), (True, ""),
    ]  # fmt: skip
    assert outcomes[1].detail == "Quantidade inválida"
    assert [o.ref for o in outcomes] == ["6/18", "6/19", "6/20", "6/21"]


@pytest.mark.parametrize(
    "reply",
    [
        Reply(200, text="<html>Manutenção</html>", headers={"Content-Type": "text/html"}),
        Reply(500, text=""),
        Reply(204, raw=lambda handler: None),
    ],
)
def test_a_lost_answer_in_a_group_is_unknown(reply: Reply) -> None:
    def written(asked: Asked) -> Reply:
        return reply if "/skus/19/" in asked.path else Reply(204, text="")

    changes = [StockChange(StoreProduct("6", str(own), "", "", ""), 5) for own in (18, 19)]
    found = routes({INVENTORY: balance(), QUANTITY: written})
    with scripted(found) as server, pytest.raises(OutcomeUnknown):
        opened(server).write_stock(changes)


def test_groups_are_worked_off_some_at_a_time() -> None:
    with scripted(routes({})) as server:
        changes = [StockChange(ITEM, number) for number in range(60)]
        groups = [len(group) for group in opened(server).stock_groups(changes)]
    assert groups == [GROUP, GROUP, 60 - 2 * GROUP]


@pytest.mark.parametrize(
    ("listed", "chosen", "key"),
    [
        ([("1_1", "Principal", True), ("2_2", "Outro", False)], "", ""),
        ([("1_1", "Principal", True), ("2_2", "Outro", True)], "outro", ""),
        ([("1_1", "Principal", True), ("2_2", "Outro", True)], "2_2", ""),
        ([("1_1", "Principal", True), ("2_2", "Outro", True)], "", "vtex.warehouses"),
        ([("1_1", "Principal", True)], "Nenhum", "vtex.warehouse_unknown"),
        ([("1_1", "Principal", False)], "", "vtex.warehouse_unknown"),
    ],
)
def test_which_warehouse_gets_the_quantities(
    listed: list[tuple[str, str, bool]], chosen: str, key: str
) -> None:
    rows = [{"id": own, "name": name, "isActive": on} for own, name, on in listed]
    found = {"GET /api/logistics/pvt/configuration/warehouses": Reply(200, rows), INVENTORY: balance()}
    with scripted(routes(found)) as server:
        store = opened(server, warehouse=chosen)
        if not key:
            assert store.read_stock([ITEM])
            return
        with pytest.raises(SetupProblem) as caught:
            store.read_stock([ITEM])
    assert caught.value.key == key and "Principal" in caught.value.values["names"]


def test_what_a_sku_is_costs_one_call_in_a_week_or_two() -> None:
    notes = LooseNotes()
    found = {IDS: page({"6": [18, 19], "7": [20], "8": []}), DETAIL: detail, INVENTORY: own_balance}
    with scripted(routes(found)) as server:
        for _ in range(2):
            items_of = [item for one in opened(server, notes).stock() for item in one.items]
            assert [item.product.ref for item in items_of] == ["6/18", "6/19", "6/20"]
            assert items_of[0].product.sku == "CAM-18" and items_of[0].product.gtin == "7891234567895"
        assert len(calls(server, DETAIL)) == 3
        late = opened(server, notes)
        late.now = lambda: NOW + timedelta(days=14)
        list(late.stock())
        assert len(calls(server, DETAIL)) == 6
    assert set(notes.all(SKUS)) == {"18", "19", "20"}


def test_a_sku_without_a_code_is_read_again_each_time() -> None:
    today = date(2026, 3, 2)
    blank = StoreProduct("6", "18", "", "", "Camiseta")
    assert items.remembered("18", items.kept(blank, today), today) is None
    assert items.remembered("18", items.kept(ITEM, today), today) == ITEM
    assert items.remembered("18", items.kept(ITEM, today), today + timedelta(days=15)) is None
    for junk in ("", "5", "null", '["a"]', "{}", '["6", "S", "", "", "?"]'):
        assert items.remembered("18", junk, today) is None


def test_a_sku_alone_in_its_product_may_have_the_product_s_code() -> None:
    row = {"Id": 18, "ProductId": 6, "ProductRefId": "CAM", "AlternateIds": {}}
    alone, one_of_two = items.to_item(row, alone=True), items.to_item(row, alone=False)
    assert alone and one_of_two and (alone.sku, one_of_two.sku) == ("CAM", "")


# -- prices --


KNOWN: dict[str, Any] = {
    "itemId": "18",
    "listPrice": 149.9,
    "costPrice": 50,
    "markup": 159.8,
    "basePrice": 129.9,
    "fixedPrices": [
        {"tradePolicyId": "1", "value": 119.9, "listPrice": None, "minQuantity": 10},
        {
            "tradePolicyId": "b2b", "value": 99.9, "minQuantity": 1,
            "dateRange": {"from": "2026-03-01T00:00:00Z", "to": "2026-04-01T00:00:00Z"},
        },
    ],
}  # fmt: skip


def sent_price(price: Price, known: Reply) -> Any:
    with scripted(routes({PRICE: known, PUT_PRICE: Reply(200, {})})) as server:
        outcomes = opened(server).write_prices([PriceChange(ITEM, price)])
        assert [outcome.ok for outcome in outcomes] == [True]
        return calls(server, PUT_PRICE)[0].body


def test_prices_are_reais_and_not_cents() -> None:
    """The classic mistake of VTEX: orders in cents, prices in reais."""
    assert items.to_price(KNOWN) == Price(Decimal("129.90"), Decimal("149.90"))
    body = sent_price(Price(Decimal("79.90")), Reply(200, KNOWN))
    assert body["basePrice"] == 79.9


def test_a_price_put_that_drops_fixed_prices() -> None:
    """VTEX deletes every fixed price that is not sent back: all of them are."""
    body = sent_price(Price(Decimal("79.90")), Reply(200, KNOWN))
    assert body["fixedPrices"] == KNOWN["fixedPrices"]


FIXED: dict[str, Any] = KNOWN["fixedPrices"][0]


@pytest.mark.parametrize(
    ("field", "value"),
    [
        *(("fixedPrices", wrong) for wrong in (None, 0, "", {}, "0001-01-01T00:00:00", [0], [[]], [{}])),
        *(
            ("fixedPrices", [FIXED | wrong])
            for wrong in ({"value": "?"}, {"value": None}, {"minQuantity": []})
        ),
        *(("fixedPrices", [FIXED | wrong]) for wrong in ({"tradePolicyId": None}, {"dateRange": 0})),
        *(("costPrice", wrong) for wrong in ("?", -1, True, [])),
    ],
)
def test_a_price_that_was_not_read_whole_is_not_written(field: str, value: object) -> None:
    shown = Reply(200, {**KNOWN, field: value})
    with scripted(routes({PRICE: shown, PUT_PRICE: Reply(200, {})})) as server:
        (outcome,) = opened(server).write_prices([PriceChange(ITEM, Price(Decimal("79.90")))])
        assert (outcome.ok, outcome.key, outcome.detail) == (False, "store.not_whole", field)
        assert not calls(server, PUT_PRICE)


def test_exactly_two_of_base_cost_and_markup_are_sent() -> None:
    known = sent_price(Price(Decimal("79.90")), Reply(200, KNOWN))
    assert (known["basePrice"], known["costPrice"], "markup" in known) == (79.9, 50.0, False)
    first = sent_price(Price(Decimal("79.90")), MISSING)
    assert (first["basePrice"], first["markup"], "costPrice" in first) == (79.9, 0, False)


def test_a_promotion_begins_and_ends() -> None:
    assert sent_price(Price(Decimal(60), Decimal(80)), Reply(200, KNOWN))["listPrice"] == 80.0
    assert sent_price(Price(Decimal(60)), Reply(200, KNOWN))["listPrice"] is None
    assert items.to_price({"basePrice": 60, "listPrice": 60}) == Price(Decimal(60))
    assert items.to_price({"basePrice": "60", "listPrice": "abc"}) == Price(Decimal(60))


def test_no_price_yet_is_none_and_never_zero() -> None:
    with scripted(routes({PRICE: MISSING})) as server:
        assert opened(server).read_prices([ITEM])[0].price is None
    assert items.to_price({"basePrice": None}) is None and items.to_price(None) is None


@pytest.mark.parametrize("said", [{**KNOWN, "itemId": "19"}, {}, None, [], {"itemId": None}])
def test_the_price_of_another_sku_is_never_sent_back(said: Any) -> None:
    """Its fixed prices would take the place of this one's."""
    with scripted(routes({PRICE: Reply(200, said)})) as server:
        with pytest.raises(OutcomeUnknown):
            opened(server).write_prices([PriceChange(ITEM, Price(Decimal("79.90")))])
        assert not calls(server, PUT_PRICE)


@pytest.mark.parametrize("said", [{"skuId": "19", "balance": []}, {}, []])
def test_the_stock_of_another_sku_is_not_believed(said: Any) -> None:
    with scripted(routes({INVENTORY: Reply(200, said)})) as server:
        with pytest.raises(TransientProblem):
            opened(server).read_stock([ITEM])
        with pytest.raises(OutcomeUnknown):
            opened(server).write_stock([StockChange(ITEM, 5)])
        assert not calls(server, QUANTITY)


def test_a_refused_price_is_told_alone() -> None:
    def put(asked: Asked) -> Reply:
        return Reply(400, text='"markup too low"') if asked.path.endswith("/19") else Reply(200, {})

    changes = [PriceChange(StoreProduct("6", str(own), "", "", ""), Price(Decimal(5))) for own in (18, 19)]

    def get(asked: Asked) -> Reply:
        return Reply(200, {**KNOWN, "itemId": asked.path.rpartition("/")[2]})

    with scripted(routes({PRICE: get, PUT_PRICE: put})) as server:
        outcomes = opened(server).write_prices(changes)
    assert [(o.ok, o.detail) for o in outcomes] == [(True, ""), (False, "markup too low")]


@given(st.fixed_dictionaries({}, optional=dict.fromkeys(KNOWN, anything)))
def test_no_price_breaks_the_mapping(row: dict[str, Any]) -> None:
    items.to_price(row)
    body = items.price_body(Price(Decimal("1.23")), row)
    assert sum(name in body for name in ("basePrice", "costPrice", "markup")) == 2


@given(
    st.dictionaries(st.sampled_from(["totalQuantity", "reservedQuantity", "hasUnlimitedQuantity"]), anything)
)
def test_no_balance_breaks_the_mapping(row: dict[str, Any]) -> None:
    found = items.to_stock(ITEM, row)
    assert found.managed is (found.quantity is not None)


@given(st.integers(0, 10_000), st.integers(0, 10_000))
def test_what_is_written_is_what_is_offered(wanted: int, reserved: int) -> None:
    body = items.quantity_body(wanted, {"reservedQuantity": reserved})
    shown = items.to_stock(ITEM, {"totalQuantity": body["quantity"], "reservedQuantity": reserved})
    assert shown.quantity == wanted


# -- the account --


@pytest.mark.parametrize(
    ("entered", "name"),
    [
        ("minhaloja", "minhaloja"),
        (" MinhaLoja ", "minhaloja"),
        ("minhaloja.myvtex.com", "minhaloja"),
        ("https://minha-loja.vtexcommercestable.com.br/admin", "minha-loja"),
    ],
)
def test_an_account_as_people_paste_it(entered: str, name: str) -> None:
    made = open_account(account=entered)
    assert made.name == name
    assert made.orders.client.base == f"https://{name}.vtexcommercestable.com.br"
    assert made.pricing.client.base == f"https://api.vtex.com/{name}"


@pytest.mark.parametrize(
    ("values", "key"),
    [
        ({"account": ""}, "connection.missing"),
        ({"account": "minha loja"}, "connection.address"),
        ({"account": "x", "address": "http://loja.example"}, "http.plain_http"),
    ],
)
def test_values_that_cannot_be_used(values: dict[str, str], key: str) -> None:
    with pytest.raises(SetupProblem) as caught:
        open_account(**values)
    assert caught.value.key == key


def open_account(**values: str) -> account.Account:
    connection = Connection(1, "Loja", "vtex", Role.STORE, values)
    return account.open_account(opening(connection, SECRETS))


def test_each_area_has_a_budget_of_its_own_and_all_scale() -> None:
    usual, double = open_account(account="a"), open_account(account="a", requests_per_minute="1200")
    areas = ("orders", "catalog", "logistics", "pricing")
    budgets = [getattr(usual, area).client._budget for area in areas]
    assert len({id(budget) for budget in budgets}) == 4
    pricing = usual.pricing.client._budget.allowance
    assert (pricing.requests, pricing.seconds, pricing.burst) == (500, 15.0, 500)
    for area in areas:
        before, after = (getattr(one, area).client._budget.allowance.requests for one in (usual, double))
        assert after == 2 * before
    assert open_account(account="a").orders.client._budget is not double.orders.client._budget


def test_a_full_pricing_bucket_is_waited_for() -> None:
    def said(left: str, rest: str) -> float:
        return account.headroom(
            account.Answer(200, {"Ratelimit-Remaining": left, "Ratelimit-Reset": rest}, "{}")
        )

    assert said("499", "15") == 0.0 and said("3", "12") == 12.0 and said("x", "?") == 0.0
    assert account.headroom(account.Answer(200, {}, "")) == 0.0


def test_orders_wait_a_minute_where_429_says_nothing() -> None:
    made = open_account(account="a")
    assert made.orders.client._wait_after_429 == 60.0 and made.catalog.client._wait_after_429 is None


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('{"error": {"code": "1", "message": "Acesso negado", "exception": null}}', "Acesso negado"),
        ('{"Message": "The request is invalid."}', "The request is invalid."),
        ('"SKU not found"', "SKU not found"),
        ("texto solto", "texto solto"),
        ("<html><b>Erro</b></html>", "Erro"),
        ('{"error": "x"}', "x"),
        ("", "erro 400"),
        ("[]", "erro 400"),
    ],
)
def test_error_bodies_of_every_area_are_read(text: str, said: str) -> None:
    assert account.message(account.Answer(400, {}, text)) == said


@pytest.mark.parametrize(
    ("reply", "key"),
    [
        (Reply(401, {"error": {"code": "1", "message": "Unauthorized"}}), "http.credentials"),
        (Reply(403, {"error": {"message": "Falta o papel OMS"}}), "http.permission"),
        (Reply(403, text="<html>WAF</html>"), "http.not_json"),
        (Reply(404, text="<html>Not found</html>"), "connection.address"),
        (Reply(400, text="ruim"), "http.refused"),
        (Reply(200, text="<html></html>"), "http.not_json"),
    ],
)
def test_what_a_refusal_means(reply: Reply, key: str) -> None:
    from ecco_desktop.domain.errors import EccoProblem

    found = {"GET /api/logistics/pvt/configuration/warehouses": reply}
    with scripted(routes(found)) as server, pytest.raises(EccoProblem) as caught:
        opened(server).test()
    assert caught.value.key == key


def test_the_key_goes_in_headers_and_into_no_log(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level("DEBUG"), scripted(routes({INVENTORY: balance()})) as server:
        opened(server).read_stock([ITEM])
        headers = {name.casefold(): value for name, value in server.asked[0].headers.items()}
    assert headers["x-vtex-api-appkey"] == SECRETS["app_key"]
    assert headers["x-vtex-api-apptoken"] == SECRETS["app_token"]
    assert not any(secret in caplog.text for secret in SECRETS.values())
    assert not any(secret in repr(WAREHOUSES) for secret in SECRETS.values())


def test_odd_numbers_in_the_form_are_no_reason_to_fail() -> None:
    made: Callable[..., account.Account] = open_account
    assert made(account="a", at_once="0").at_once == made(account="a", at_once="x").at_once == 8
    assert made(account="a", at_once="3").at_once == 3
