"""One price that falls too far is held by itself, whatever the number of the others."""

from collections.abc import Sequence
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ecco_desktop.domain.brake import BrakeLimits, drops
from ecco_desktop.domain.links import Link, LinkKind
from ecco_desktop.domain.pending import PendingState
from ecco_desktop.domain.products import ErpProduct, Price, PriceChange, StoreProduct
from ecco_desktop.domain.runs import Trigger
from ecco_desktop.domain.stock import ItemOutcome, StoreStock
from tests.fakes.app import FakeShop

LIMITS = BrakeLimits()
DAY = 24 * 3600
cents = st.integers(1, 1_000_000).map(lambda value: Decimal(value) / 100)


@given(cents, cents)
def test_a_drop_is_a_fall_by_more_than_the_share(before: Decimal, after: Decimal) -> None:
    assert drops(before, after, LIMITS) is (after < before * Decimal("0.3"))
    assert not drops(None, after, LIMITS)


def costing(number: int, price: str) -> ErpProduct:
    return ErpProduct(f"e{number}", f"SKU-{number}", "", "Camiseta", True, price=Decimal(price))


@pytest.fixture
def priced(shop: FakeShop) -> FakeShop:
    shop.tasks.create("push_prices", "Loja", None, {})
    for number, price in ((1, "0.01"), (2, "95.00")):
        product = StoreProduct(str(number), "", f"SKU-{number}", "", "Camiseta")
        shop.store.items[product.ref] = StoreStock(product, Decimal(1), True)
        shop.store.asks[product.ref] = Price(Decimal("100.00"))
        shop.erp.catalog.append(costing(number, price))
        link = Link(shop.loja.id, LinkKind.PRODUCT, f"e{number}", product.ref, product.sku)
        shop.storage.links.save([link])
    return shop


def test_it_waits_alone_and_goes_only_when_that_very_price_is_tried_again(priced: FakeShop) -> None:
    def shown() -> dict[str, Decimal]:
        return {ref: price.price for ref, price in priced.store.asks.items()}

    first = priced.run("push_prices")
    assert (first.tally.updated, first.tally.failed) == (1, 1)
    assert shown() == {"1": Decimal("100.00"), "2": Decimal("95.00")}
    (record,) = priced.storage.pending.waiting(priced.loja.id)
    assert (record.cause, record.state) == ("price.drop", PendingState.NEEDS_PERSON)
    # Starting the task by hand is no answer to it.
    assert priced.run("push_prices", Trigger.PERSON).tally.updated == 0
    priced.storage.pending.retry([record.id])
    # Another price by now: it was not the one that a person saw.
    priced.erp.catalog[0] = costing(1, "0.02")
    assert priced.run("push_prices").tally.updated == 0
    assert shown()["1"] == Decimal("100.00")
    (record,) = priced.storage.pending.waiting(priced.loja.id)
    priced.storage.pending.retry([record.id])
    assert priced.run("push_prices").tally.updated == 1
    assert shown()["1"] == Decimal("0.02") and not priced.storage.pending.waiting(priced.loja.id)


def test_a_price_acknowledged_and_not_there_twice_waits(
    priced: FakeShop, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A plug-in of sales, or a cache, puts the old one back: it was "1 atualizado" at each run for ever."""
    asked: list[str] = []

    def deaf(changes: Sequence[PriceChange]) -> list[ItemOutcome]:
        asked.extend(change.product.ref for change in changes)
        return [ItemOutcome(change.product.ref, True) for change in changes]

    priced.erp.catalog = [costing(2, "95.00")]
    with monkeypatch.context() as patch:
        patch.setattr(priced.store, "write_prices", deaf)
        for _ in range(5):
            priced.run("push_prices")
            priced.clock.move(DAY)
        assert asked == ["2", "2"]
        (record,) = priced.storage.pending.waiting(priced.loja.id)
        assert (record.cause, record.values["shown"]) == ("price.not_kept", "R$ 100,00")
    # Another price is another try, and so is a person who asks.
    priced.run("push_prices", Trigger.PERSON)
    assert (priced.store.asks["2"], priced.storage.pending.count()) == (Price(Decimal("95.00")), 0)
