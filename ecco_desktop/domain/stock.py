"""Stock: how many a store may sell, and why."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_FLOOR, Decimal

from ecco_desktop.domain.products import StoreProduct


@dataclass(frozen=True, slots=True)
class StockLevel:
    """What the ERP has of one product. None means unknown, never zero."""

    product_id: str
    sku: str
    name: str
    physical: Decimal | None
    available: Decimal | None
    active: bool = True

    @property
    def reserved(self) -> Decimal | None:
        """Physical less available (Eccosys: reservations are no field of their own)."""
        if self.physical is None or self.available is None:
            return None
        return self.physical - self.available


@dataclass(frozen=True, slots=True)
class StoreStock:
    """What a store shows of one product; `quantity` is None where it keeps no count."""

    product: StoreProduct
    quantity: Decimal | None
    managed: bool


@dataclass(frozen=True, slots=True)
class StockArithmetic:
    """Why a number was sent: available less safety and `held`, whole and never below zero.

    `held` is sold in the store by orders the ERP does not have yet.
    """

    physical: Decimal | None
    reserved: Decimal | None
    available: Decimal
    safety: int
    sent: int
    held: int = 0


@dataclass(frozen=True, slots=True)
class StockChange:
    """One quantity to set in a store. Absolute, never a difference."""

    product: StoreProduct
    quantity: int


@dataclass(frozen=True, slots=True)
class ItemOutcome:
    """What a store said of one item of a batch; `key` is a text key where it refused.

    `sku` is what the answer calls the item, empty where it does not tell.
    """

    ref: str
    ok: bool
    key: str = ""
    detail: str = ""
    sku: str = ""


def arithmetic(level: StockLevel, safety: int, held: int = 0) -> StockArithmetic | None:
    """What to send for `level`, or None where the ERP does not tell the available quantity."""
    if level.available is None:
        return None
    whole = int(level.available.to_integral_value(ROUND_FLOOR))
    safety, held = max(0, safety), max(0, held)
    sent = max(0, whole - safety - held)
    return StockArithmetic(level.physical, level.reserved, level.available, safety, sent, held)


def by_sku(levels: Iterable[StockLevel]) -> dict[str, list[StockLevel]]:
    """Levels grouped by SKU, active ones only (Eccosys: deleted copies keep their SKU in the list)."""
    groups: dict[str, list[StockLevel]] = {}
    for level in levels:
        if level.active and level.sku:
            groups.setdefault(level.sku, []).append(level)
    return groups
