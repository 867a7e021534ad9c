"""An ERP that is read and never written: what is written to it is remembered and shown again."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal

from ecco_desktop.domain.connections import ConnectionReport
from ecco_desktop.domain.errors import RecordProblem
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
from ecco_desktop.ports.erp import Erp, ErpCarrier, ErpChannel
from ecco_desktop.words import N_

NEW = N_("simulado")
RESERVING = (
    OrderStatus.PAYMENT_PENDING,
    OrderStatus.PAYMENT_REVIEW,
    OrderStatus.OPEN,
    OrderStatus.PICKING,
)


@dataclass(slots=True)
class ErpPretence:
    """What a simulation would have written."""

    orders: dict[str, ErpOrder] = field(default_factory=dict)
    created: set[str] = field(default_factory=set)
    items: dict[str, tuple[ErpOrderItem, ...]] = field(default_factory=dict)
    reserved: dict[str, Decimal] = field(default_factory=dict)
    products: dict[str, ErpProduct] = field(default_factory=dict)

    def reserve(self, items: Sequence[ErpOrderItem], sign: int) -> None:
        """An order holds stock back, or gives it free."""
        for item in items:
            held = self.reserved.get(item.product_id, Decimal(0))
            self.reserved[item.product_id] = held + sign * item.quantity


class PretendErp(Erp):
    """See ports.erp.Erp."""

    def __init__(self, real: Erp, kept: ErpPretence) -> None:
        self._real = real
        self._kept = kept

    def test(self) -> ConnectionReport:
        """As it is."""
        return self._real.test()

    # -- stock and products --

    def stock_levels(self) -> Iterator[Sequence[StockLevel]]:
        """With the reservations of orders that would be there, and products that would be there."""
        for page in self._real.stock_levels():
            yield [self._reserved(level) for level in page]
        zero = Decimal(0)
        yield [
            StockLevel(product.id, product.sku, product.name, zero, zero)
            for product in self._kept.products.values()
        ]

    def products_by_sku(self, sku: str) -> Sequence[ErpProduct]:
        """With those that would be there."""
        new = [product for product in self._kept.products.values() if product.sku == sku]
        return new or self._real.products_by_sku(sku)

    def products_by_skus(self, skus: Sequence[str]) -> Mapping[str, Sequence[ErpProduct]]:
        """With those that would be there."""
        new = {product.sku: [product] for product in self._kept.products.values() if product.sku in skus}
        return {**self._real.products_by_skus([sku for sku in skus if sku not in new]), **new}

    def products_by_gtin(self, gtin: str) -> Sequence[ErpProduct]:
        """With those that would be there."""
        new = [product for product in self._kept.products.values() if product.gtin == gtin]
        return [*self._real.products_by_gtin(gtin), *new]

    def products(self) -> Iterator[Sequence[ErpProduct]]:
        """With those that would be there."""
        yield from self._real.products()
        yield list(self._kept.products.values())

    def product(self, product_id: str) -> ErpProduct | None:
        """As it would be."""
        return self._kept.products.get(product_id) or self._real.product(product_id)

    def create_product(self, draft: ErpProductDraft) -> ErpProduct:
        """Remembered only; refused as the ERP would where the SKU is taken."""
        if self.products_by_sku(draft.sku):
            raise RecordProblem("ecco.product_refused", sku=draft.sku, detail="código já existe")
        made = ErpProduct(
            id=f"{NEW}-{len(self._kept.products) + 1}",
            sku=draft.sku,
            gtin=draft.gtin,
            name=draft.name,
            active=draft.active,
            parent_id=draft.parent_id,
            price=draft.price,
            list_price=draft.list_price,
            weight_kg=draft.weight_kg,
            description=draft.description,
            department_ids=draft.department_ids,
            brand_id=draft.brand_id,
            detailed=True,
        )
        self._kept.products[made.id] = made
        return made

    def set_attributes(self, sku: str, pairs: Sequence[tuple[str, str]]) -> None:
        """Nothing to show of it."""

    def departments(self) -> Sequence[Category]:
        """As they are."""
        return self._real.departments()

    def attributes(self) -> Sequence[Attribute]:
        """As they are."""
        return self._real.attributes()

    def brands(self) -> Sequence[Brand]:
        """As they are."""
        return self._real.brands()

    # -- orders --

    def find_orders(self, external_number: str, ordered_on: date) -> Sequence[ErpOrder]:
        """With those that would be there."""
        new = [order for order in self._new() if order.external_number == external_number]
        return new or self._real.find_orders(external_number, ordered_on)

    def create_order(self, draft: ErpOrderDraft) -> ErpOrder:
        """Remembered only, with what it would reserve."""
        order_id = f"{NEW}-{len(self._kept.created) + 1}"
        made = ErpOrder(
            order_id, order_id, draft.external_number, draft.status, "", draft.ordered_on, draft.total
        )
        self._kept.created.add(order_id)
        self._kept.orders[order_id] = made
        self._kept.items[order_id] = draft.items
        if draft.status in RESERVING:
            self._kept.reserve(draft.items, 1)
        return made

    def order(self, order_id: str) -> ErpOrder | None:
        """As it would be."""
        return self._kept.orders.get(order_id) or self._real.order(order_id)

    def order_items(self, order_id: str) -> Sequence[ErpOrderItem]:
        """As they would be."""
        return self._kept.items.get(order_id) or self._real.order_items(order_id)

    def orders_in(self, status: OrderStatus) -> Iterator[Sequence[ErpOrder]]:
        """Those that would be in a status."""
        for page in self._real.orders_in(status):
            yield [order for order in page if order.id not in self._kept.orders]
        yield [order for order in self._kept.orders.values() if order.status is status]

    def orders_since(self, first: date) -> Iterator[Sequence[ErpOrder]]:
        """As they would be."""
        for page in self._real.orders_since(first):
            yield [self._kept.orders.get(order.id, order) for order in page]
        yield [order for order in self._new() if order.ordered_on is None or order.ordered_on >= first]

    def change_order(self, order: ErpOrder, change: ErpOrderChange) -> None:
        """Remembered only, with what it would reserve or give free."""
        now = self._kept.orders.get(order.id, order)
        status = change.status or now.status
        if now.status in RESERVING and status not in RESERVING:
            self._kept.reserve(self.order_items(order.id), -1)
        if change.delivered_on is not None and now.invoiced:
            status = OrderStatus.DELIVERED
        self._kept.orders[order.id] = replace(
            now,
            status=status,
            dispatched=now.dispatched if change.dispatched is None else change.dispatched,
            expected_on=change.expected_on or now.expected_on,
            delivered_on=change.delivered_on or now.delivered_on,
        )

    def invoice(self, order: ErpOrder) -> Invoice | None:
        """As it is."""
        return self._real.invoice(order)

    def tracking(self, order: ErpOrder) -> Tracking | None:
        """As it is."""
        return self._real.tracking(order)

    def carriers(self) -> Sequence[ErpCarrier]:
        """As they are."""
        return self._real.carriers()

    def channels(self) -> Sequence[ErpChannel]:
        """As they are."""
        return self._real.channels()

    # -- inside --

    def _new(self) -> list[ErpOrder]:
        return [self._kept.orders[order_id] for order_id in sorted(self._kept.created)]

    def _reserved(self, level: StockLevel) -> StockLevel:
        held = self._kept.reserved.get(level.product_id)
        if not held or level.available is None:
            return level
        return replace(level, available=level.available - held)
