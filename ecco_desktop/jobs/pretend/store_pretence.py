"""What a simulation would have written to a store, remembered to be shown again."""

from dataclasses import dataclass, field
from decimal import Decimal

from ecco_desktop.domain.products import Price, StoreProduct


@dataclass(slots=True)
class StorePretence:
    """What a simulation would have written; `cancelled` are the platform's words for that."""

    cancelled: frozenset[str]
    statuses: dict[str, str] = field(default_factory=dict)
    stock: dict[str, Decimal] = field(default_factory=dict)
    given_back: dict[str, int] = field(default_factory=dict)
    prices: dict[str, Price] = field(default_factory=dict)
    created: dict[str, StoreProduct] = field(default_factory=dict)
