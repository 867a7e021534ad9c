"""What the automations ask of an ERP, one small protocol per capability.

Every method may raise SetupProblem, TransientProblem or Cancelled; creating may raise
OutcomeUnknown (settle it by `find_orders`) and RecordProblem (refused). Amounts are reais, weights
kilograms, days those of Brazil.
"""

from __future__ import annotations

from abc import abstractmethod
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import date

    from ecco_desktop.domain.connections import ConnectionReport
    from ecco_desktop.domain.orders import (
        ErpOrder,
        ErpOrderChange,
        ErpOrderDraft,
        ErpOrderItem,
        Invoice,
        OrderStatus,
        Tracking,
    )
    from ecco_desktop.domain.products import Attribute, Brand, Category, ErpProduct, ErpProductDraft
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

    @abstractmethod
    def stock_levels(self) -> Iterator[Sequence[StockLevel]]:
        """Every stock row, page by page, each row once (de-duplicated by product id)."""


class ErpProducts(Protocol):
    """Looks products up."""

    @abstractmethod
    def products_by_sku(self, sku: str) -> Sequence[ErpProduct]:
        """Every product whose SKU is exactly `sku`, inactive ones too; empty where there is none."""

    @abstractmethod
    def products_by_skus(self, skus: Sequence[str]) -> Mapping[str, Sequence[ErpProduct]]:
        """As `products_by_sku`, for many in few calls. A SKU that is left out is not proven absent."""

    @abstractmethod
    def products_by_gtin(self, gtin: str) -> Sequence[ErpProduct]:
        """Every product of this GTIN, whatever zeros stand before it; empty where there is none."""

    @abstractmethod
    def products(self) -> Iterator[Sequence[ErpProduct]]:
        """The whole catalog, parents too, page by page, each product once."""

    @abstractmethod
    def product(self, product_id: str) -> ErpProduct | None:
        """One product with its attributes; None where the ERP has it no more."""

    @abstractmethod
    def create_product(self, draft: ErpProductDraft) -> ErpProduct:
        """Create one product. OutcomeUnknown where the answer is lost: settle it by SKU.

        RecordProblem("ecco.product_refused") where it is refused, as a SKU that is taken always is.
        """

    @abstractmethod
    def set_attributes(self, sku: str, pairs: Sequence[tuple[str, str]]) -> None:
        """Give a product options of attributes, as (attribute id, option id); those it has already stay.

        RecordProblem("ecco.product_refused") where product or option is not there.
        """

    @abstractmethod
    def departments(self) -> Sequence[Category]:
        """The category tree, parents before children. This tree and the lists below may be those of the
        first time they were asked for: an ERP is opened anew for each run."""

    @abstractmethod
    def attributes(self) -> Sequence[Attribute]:
        """Every attribute with its options."""

    @abstractmethod
    def brands(self) -> Sequence[Brand]:
        """Every brand."""


class ErpOrders(Protocol):
    """Looks orders up and creates them."""

    @abstractmethod
    def find_orders(self, external_number: str, ordered_on: date) -> Sequence[ErpOrder]:
        """Every ERP order whose external number is this one; `ordered_on` bounds a search by date.

        The answer is as of now, never from a cache: it decides whether an order is created.
        """

    @abstractmethod
    def identified(self, order: ErpOrder) -> ErpOrder:
        """The order with what tells whose it is (`marks`, `document`), as far as the ERP tells it at all.

        Costs calls of its own: for the few orders of which it must be known.
        """

    @abstractmethod
    def create_order(self, draft: ErpOrderDraft) -> ErpOrder:
        """Create one order. Never repeated by itself: a lost answer raises OutcomeUnknown.

        RecordProblem("ecco.refused") where it is refused.
        """

    @abstractmethod
    def order(self, order_id: str) -> ErpOrder | None:
        """One order as it is now; None where the ERP has it no more."""

    @abstractmethod
    def orders_in(self, status: OrderStatus) -> Iterator[Sequence[ErpOrder]]:
        """Every order in a status, page by page, each once."""

    @abstractmethod
    def orders_since(self, first: date) -> Iterator[Sequence[ErpOrder]]:
        """Every order placed on or after a day, page by page, each once."""

    @abstractmethod
    def order_items(self, order_id: str) -> Sequence[ErpOrderItem]:
        """The items of an order; none where the ERP shows none."""

    @abstractmethod
    def change_order(self, order: ErpOrder, change: ErpOrderChange) -> None:
        """Set only the fields given; absolute values, so doing it twice does no harm.

        RecordProblem("ecco.order_refused") where it is refused, ("ecco.not_stored") where the ERP
        said yes and a field is not there when it is read back.
        """

    @abstractmethod
    def invoice(self, order: ErpOrder) -> Invoice | None:
        """The invoice of an invoiced order; None where the ERP shows none."""

    @abstractmethod
    def tracking(self, order: ErpOrder) -> Tracking | None:
        """How the parcel of an order is followed; None where it has no code yet."""


class ErpDirectory(Protocol):
    """Reads what orders are tied to."""

    @abstractmethod
    def carriers(self) -> Sequence[ErpCarrier]:
        """Every carrier with its shipping forms."""

    @abstractmethod
    def channels(self) -> Sequence[ErpChannel]:
        """Every sales channel."""


class Erp(ErpStock, ErpProducts, ErpOrders, ErpDirectory, Protocol):
    """An open connection to an ERP account."""

    @abstractmethod
    def test(self) -> ConnectionReport:
        """The cheapest call that proves address and credentials."""
