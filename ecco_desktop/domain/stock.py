"""Stock: how many a store may sell, and why."""

from collections.abc import Container, Iterable
from dataclasses import dataclass
from decimal import Decimal
from math import floor

from ecco_desktop.domain.amounts import counted
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
    """What a store shows of one product; `quantity` is None where it keeps no count.

    `short` is what it sold beyond what it had, where it offers nothing and tells that apart.
    """

    product: StoreProduct
    quantity: Decimal | None
    managed: bool
    short: int = 0


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


def to_send(level: StockLevel, safety: int, held: int = 0) -> int | None:
    """The number for `level`, or None where the ERP does not tell the available quantity."""
    if level.available is None:
        return None
    return max(0, floor(counted(level.available)) - max(0, safety) - max(0, held))


def arithmetic(level: StockLevel, safety: int, held: int = 0) -> StockArithmetic | None:
    """The same with the terms of it."""
    sent = to_send(level, safety, held)
    if sent is None or level.available is None:
        return None
    safety, held = max(0, safety), max(0, held)
    return StockArithmetic(level.physical, level.reserved, level.available, safety, sent, held)


def by_sku(levels: Iterable[StockLevel], wanted: Container[str] | None = None) -> dict[str, list[StockLevel]]:
    """Levels grouped by SKU, active ones only (Eccosys: deleted copies keep their SKU in the list).

    Only those of the SKUs that are `wanted`, where some are named.
    """
    groups: dict[str, list[StockLevel]] = {}
    for level in levels:
        if level.active and level.sku and (wanted is None or level.sku in wanted):
            groups.setdefault(level.sku, []).append(level)
    return groups
