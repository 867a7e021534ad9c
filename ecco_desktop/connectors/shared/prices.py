"""Prices as most platforms keep them: a full one, and a lower one while there is a promotion."""

from ecco_desktop.connectors.shared.records import amount
from ecco_desktop.domain.products import Price


def promoted(full: object, promotion: object) -> Price | None:
    """The price that is asked for, with the full one as its "de"; None where that cannot be read."""
    price, lower = amount(full), amount(promotion)
    if price is None or price < 0 or (lower is not None and lower < 0):
        return None
    return Price(lower, price) if lower is not None and lower < price else Price(price)


def is_promotion(price: Price) -> bool:
    """Whether there is a "de" above what is asked for."""
    return price.list_price is not None and price.list_price > price.price
