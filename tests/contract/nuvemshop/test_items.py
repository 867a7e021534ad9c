"""Stock and prices of Nuvemshop variants: batches of fifty, one outcome each, unlimited is never sent."""

import json
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ecco_desktop.connectors.stores.nuvemshop import items
from ecco_desktop.domain.errors import OutcomeUnknown, SetupProblem
from ecco_desktop.domain.products import Price, PriceChange, StoreProduct
from ecco_desktop.domain.stock import StockChange
from ecco_desktop.ports.store import BatchRefused
from ecco_desktop.words.sentences import SENTENCES
from tests.contract.nuvemshop.shop import family_row, opened, page, product_row, variant_row, writes
from tests.contract.server import Asked, Reply, scripted

anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=6),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6), inner, max_size=3),
    max_leaves=6,
)
ids = st.integers(1, 2**60).map(str)
products = st.builds(StoreProduct, ids, ids, st.just("S"), st.just(""), st.just(""))
changes = st.lists(st.builds(StockChange, products, st.integers(0, 10**6)), max_size=150)


def product(own: int = 7, variant: int = 70) -> StoreProduct:
    return StoreProduct(str(own), str(variant), "S", "", "")


def told(body: Any, **words: Any) -> Reply:
    """Every variant of a batch is done, but for those in `words`."""
    rows = [
        {"id": each["id"], "variants": [{"id": v["id"], "success": True} for v in each["variants"]]}
        for each in body
    ]
    return Reply(200, rows, **words)


# -- reading --


@given(st.dictionaries(st.sampled_from(sorted(product_row())), anything), anything)
def test_no_product_breaks_the_mapping(changed: dict[str, Any], variant: Any) -> None:
    for row in ({**product_row(), **changed}, {**product_row(), "variants": [variant]}):
        for item in [*items.to_stocks(row, ""), *items.to_stocks(row, "01A"), *items.to_prices(row)]:
            assert item.product.product_id and item.product.variation_id
        items.locations(row)


@pytest.mark.parametrize("stock", [None, ""])
def test_null_and_nothing_are_without_limit_and_no_count(stock: object) -> None:
    (item,) = items.to_stocks(product_row(variants=[variant_row(stock=stock)]), "")
    assert (item.managed, item.quantity) == (False, None)


def test_a_simple_product_is_known_by_product_and_variant() -> None:
    (item,) = items.to_stocks(product_row(), "")
    assert (item.product.ref, item.quantity, item.managed) == ("7/70", 5, True)
    assert (item.product.sku, item.product.gtin, item.product.name) == ("CAM-1", "7890001", "Camiseta")
    assert [each.product.name for each in items.to_stocks(family_row(), "")] == ["Camiseta P", "Camiseta M"]


def test_stock_at_one_location_is_that_location_s() -> None:
    levels = [{"location_id": "01A", "stock": 4}, {"location_id": "01B", "stock": 6}]
    row = product_row(variants=[variant_row(stock=10, inventory_levels=levels)])

    def answer(asked: Asked) -> Reply:
        return told(asked.body) if asked.method == "PATCH" else page([row], asked)

    with scripted(answer) as server:
        store = opened(server, location="01B")
        (item,) = next(iter(store.stock())).items
        assert item.quantity == 6
        store.write_stock([StockChange(item.product, 3)])
        assert writes(server)[0][2][0]["variants"] == [
            {"id": 70, "inventory_levels": [{"location_id": "01B", "stock": 3}]}
        ]
        # `stock` reads as the sum and writes to the first: without a choice nothing may be compared.
        with pytest.raises(SetupProblem) as caught:
            list(opened(server).stock())
        assert caught.value.key == "nuvemshop.choose_location" and "01A, 01B" in str(caught.value)


def test_a_promotion_is_what_is_paid_and_null_asks_for_the_price() -> None:
    assert items.price_of(variant_row(promotional_price="40.00")) == Price(Decimal("40.00"), Decimal("50.00"))
    assert items.price_of(variant_row(promotional_price="50.00")) == Price(Decimal("50.00"))
    assert items.price_of(variant_row(promotional_price="")) == Price(Decimal("50.00"))
    assert items.price_of(variant_row(price=None)) is None
    assert items.price_fields(Price(Decimal(40), Decimal(50))) == {
        "price": "50.00", "promotional_price": "40.00",
    }  # fmt: skip
    # Without a promotion the old one must end.
    assert items.price_fields(Price(Decimal(50))) == {"price": "50.00", "promotional_price": None}
    assert items.price_fields(Price(Decimal(50), Decimal(50)))["promotional_price"] is None


def test_chosen_products_are_read_in_few_calls_and_missing_ones_left_out() -> None:
    rows = [product_row(n, variants=[variant_row(n * 10)]) for n in range(1, 41)]

    def answer(asked: Asked) -> Reply:
        if asked.path.endswith("/products"):
            wanted = asked.query["ids"].split(",")
            return page([row for row in rows if str(row["id"]) in wanted], asked)
        return Reply(404, {"code": 404})

    with scripted(answer) as server:
        found = opened(server).read_stock([product(n, n * 10) for n in [*range(1, 41), 99]])
        asked = [one.path.rsplit("/", 1)[1] for one in server.asked]
    assert len(found) == 40 and asked == ["products", "products", "99"]


def test_a_store_that_does_not_know_the_filter_by_ids_is_asked_for_each() -> None:
    rows = {str(n): product_row(n, variants=[variant_row(n * 10)]) for n in range(1, 301)}

    def answer(asked: Asked) -> Reply:
        if asked.path.endswith("/products"):
            return page(list(rows.values()), asked)
        return Reply(200, rows[asked.path.rsplit("/", 1)[1]])

    with scripted(answer) as server:
        found = opened(server).read_prices([product(n, n * 10) for n in (5, 250, 260)])
        assert {item.product.ref for item in found} == {"5/50", "250/2500", "260/2600"}
        assert len(server.asked) == 3


# -- writing --


@given(changes, st.integers(1, 50))
def test_a_batch_counts_variants_and_holds_each_once(given_: list[StockChange], size: int) -> None:
    groups = list(items.groups(given_, size))
    assert [change for group in groups for change in group] == given_
    for group in groups:
        body = items.stock_body(group, "")
        sent = [(each["id"], v["id"]) for each in body for v in each["variants"]]  # type: ignore[attr-defined]
        assert len(sent) == len(set(sent)) == len(group) <= size
        assert len({each["id"] for each in body}) == len(body)
        assert "null" not in json.dumps(body)


def test_no_more_than_fifty_variants_travel_whatever_the_form_says() -> None:
    many = [StockChange(product(1 + n % 3, 100 + n), n) for n in range(120)]
    with scripted(lambda asked: told(asked.body)) as server:
        groups = list(opened(server, batch_size="500").stock_groups(many))
        assert [len(group) for group in groups] == [50, 50, 20]
        assert [len(group) for group in opened(server, batch_size="20").stock_groups(many)] == [20] * 6


def test_each_variant_has_its_own_outcome() -> None:
    answer = [
        {"id": 7, "variants": [{"id": 70, "success": True}]},
        {"id": 7, "variants": [{"id": 71, "success": False, "error": "Not found"}]},
        {"id": 8, "variants": [{"id": 80, "success": False, "errors": {"stock": ["must be at least 0"]}}]},
    ]  # fmt: skip
    wanted = [StockChange(product(7, own), 1) for own in (70, 71)]
    wanted += [StockChange(product(8, 80), 1), StockChange(product(9, 90), 1)]
    wanted.append(StockChange(StoreProduct("10", "", "S", "", ""), 1))
    outcomes = items.outcomes(wanted, answer)
    assert outcomes is not None
    assert [(outcome.ok, outcome.key) for outcome in outcomes] == [
        (True, ""),
        (False, "store.item_missing"),
        (False, "store.item_refused"),
        # The store said nothing of it: that is no success.
        (False, "stock.read_failed"),
        (False, "store.item_missing"),
    ]
    assert all(not outcome.key or outcome.key in SENTENCES for outcome in outcomes)


@given(anything)
def test_no_answer_is_taken_for_a_success(body: Any) -> None:
    wanted = [StockChange(product(), 1)]
    outcomes = items.outcomes(wanted, body)
    assert outcomes is None or not any(outcome.ok for outcome in outcomes)


def test_a_batch_that_is_refused_as_a_whole_is_told_as_one() -> None:
    body = {"code": 422, "message": "Unprocessable Entity", "description": "Validation error",
            "stock": ["The stock must be at least 0."]}  # fmt: skip
    with scripted(lambda _: Reply(422, body)) as server, pytest.raises(BatchRefused) as caught:
        opened(server).write_stock([StockChange(product(), 1)])
    assert "stock: The stock must be at least 0." in caught.value.values["detail"]


@pytest.mark.parametrize(
    "reply",
    [Reply(500, {}), Reply(200, {"ok": True}), Reply(200, text="<html>"), Reply(200, text='[{"id": ')],
)
def test_a_lost_answer_to_a_batch_is_unknown(reply: Reply) -> None:
    with scripted(lambda _: reply) as server:
        with pytest.raises(OutcomeUnknown):
            opened(server).write_stock([StockChange(product(), 1)])
        assert len(server.asked) == 1


def priced(shown: Callable[[], dict[str, Any]]) -> Callable[[Asked], Reply]:
    def answer(asked: Asked) -> Reply:
        return told(asked.body) if asked.method == "PATCH" else Reply(200, shown())

    return answer


def test_a_price_the_store_did_not_keep_is_told() -> None:
    """Nuvemshop says "success" and not which price stands there now: it is read back."""
    change = PriceChange(product(), Price(Decimal("40.00"), Decimal("50.00")))
    kept = product_row(variants=[variant_row(promotional_price="40.00")])
    with scripted(priced(lambda: kept)) as server:
        (outcome,) = opened(server).write_prices([change])
        assert outcome.ok
        assert writes(server)[0][2] == [
            {"id": 7, "variants": [{"id": 70, "price": "50.00", "promotional_price": "40.00"}]}
        ]
    with scripted(priced(product_row)) as server:
        (outcome,) = opened(server).write_prices([change])
        assert (outcome.ok, outcome.key) == (False, "store.price_kept")


def test_prices_that_cannot_be_read_back_are_unknown() -> None:
    def answer(asked: Asked) -> Reply:
        if asked.path.endswith("/store"):
            return Reply(200, {"id": 1, "main_currency": "BRL"})
        return told(asked.body) if asked.method == "PATCH" else Reply(200, text="<html>")

    with scripted(answer) as server, pytest.raises(OutcomeUnknown):
        opened(server).write_prices([PriceChange(product(), Price(Decimal(1)))])
