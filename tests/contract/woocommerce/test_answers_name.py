"""The answer to a batch tells whom it speaks of."""

from decimal import Decimal

from ecco_desktop.connectors.stores.woocommerce import prices, stock
from ecco_desktop.domain.products import Price, PriceChange, StoreProduct
from ecco_desktop.domain.stock import StockChange

PRODUCT = StoreProduct("7", "", "A", "", "Produto")


def test_a_batch_of_stock_tells_the_sku() -> None:
    row = {"id": 7, "sku": "Z", "manage_stock": True, "stock_quantity": 3}
    [outcome] = stock.outcomes([StockChange(PRODUCT, 3)], {"update": [row]}) or []
    assert (outcome.ok, outcome.sku) == (True, "Z")


def test_a_batch_of_prices_tells_the_sku() -> None:
    row = {"id": 7, "sku": "Z", "regular_price": "9.90", "sale_price": ""}
    change = PriceChange(PRODUCT, Price(Decimal("9.90")))
    [outcome] = prices.outcomes([change], {"update": [row]}) or []
    assert (outcome.ok, outcome.sku) == (True, "Z")


def test_an_answer_without_a_sku_tells_nothing() -> None:
    row = {"id": 7, "manage_stock": True, "stock_quantity": 3}
    [outcome] = stock.outcomes([StockChange(PRODUCT, 3)], {"update": [row]}) or []
    assert (outcome.ok, outcome.sku) == (True, "")
