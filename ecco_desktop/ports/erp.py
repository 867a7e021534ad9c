"""What the automations ask of an ERP, one small protocol per capability.

Every method may raise SetupProblem, TransientProblem or Cancelled; creating may raise
OutcomeUnknown (settle it by `find_orders`) and RecordProblem (refused).
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from ecco_desktop.domain.connections import ConnectionReport
from ecco_desktop.domain.orders import ErpOrder, ErpOrderDraft
from ecco_desktop.domain.products import ErpProduct
from ecco_desktop.domain.stock import StockLevel


@dataclass(frozen=True, slots=True)
class ShippingForm:
    """One way of sending of a carrier; its id goes into the order beside the carrier's."""

    id: str
    name: str
    active: bool


@dataclass(frozen=True, slots=True)
class ErpCarrier:
    """A carrier registered in the ERP."""

    id: str
    code: str
    name: str
    forms: tuple[ShippingForm, ...]


@dataclass(frozen=True, slots=True)
class ErpChannel:
    """A sales channel of the ERP."""

    id: str
    name: str


class ErpStock(Protocol):
    """Reads stock."""

    def stock_levels(self) -> Iterator[Sequence[StockLevel]]:
        """Every stock row, page by page, each row once (de-duplicated by product id)."""


class ErpProducts(Protocol):
    """Looks products up."""

    def products_by_sku(self, sku: str) -> Sequence[ErpProduct]:
        """Every product whose SKU is exactly `sku`, inactive ones too; empty where there is none."""

    def products_by_skus(self, skus: Sequence[str]) -> Mapping[str, Sequence[ErpProduct]]:
        """As `products_by_sku`, for many in few calls. A SKU that is left out is not proven absent."""

    def products_by_gtin(self, gtin: str) -> Sequence[ErpProduct]:
        """Every product whose GTIN is exactly `gtin`; empty where there is none."""

    def products(self) -> Iterator[Sequence[ErpProduct]]:
        """The whole catalogue, parents too, page by page."""


class ErpOrders(Protocol):
    """Looks orders up and creates them."""

    def find_orders(self, external_number: str, ordered_on: date) -> Sequence[ErpOrder]:
        """Every ERP order whose external number is this one; `ordered_on` bounds a search by date.

        The answer is as of now, never from a cache: it decides whether an order is created.
        """

    def create_order(self, draft: ErpOrderDraft) -> ErpOrder:
        """Create one order. Never repeated by itself: a lost answer raises OutcomeUnknown."""


class ErpDirectory(Protocol):
    """Reads what orders are tied to."""

    def carriers(self) -> Sequence[ErpCarrier]:
        """Every carrier with its shipping forms."""

    def channels(self) -> Sequence[ErpChannel]:
        """Every sales channel."""


class Erp(ErpStock, ErpProducts, ErpOrders, ErpDirectory, Protocol):
    """An open connection to an ERP account."""

    def test(self) -> ConnectionReport:
        """The cheapest call that proves address and credentials."""
