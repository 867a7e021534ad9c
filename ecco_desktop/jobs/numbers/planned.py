"""A change that is planned, with the reason for it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

from ecco_desktop.domain.products import StoreProduct


class Item(Protocol):
    """One value to set for one product. Absolute, so writing it twice does no harm."""

    @property
    def product(self) -> StoreProduct: ...


C = TypeVar("C", bound=Item)  # a change
V = TypeVar("V")  # the value it sets


@dataclass(frozen=True, slots=True)
class Planned(Generic[C, V]):
    """A change, the value the store showed before (None: unknown), and why, as the ledger keeps it."""

    change: C
    sku: str
    before: V | None
    why: Mapping[str, str]
