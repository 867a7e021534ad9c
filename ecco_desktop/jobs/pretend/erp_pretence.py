"""What a simulation would have written to an ERP, remembered to be shown again."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from ecco_desktop.domain.orders import ErpOrder, ErpOrderItem, OrderStatus
from ecco_desktop.domain.products import ErpProduct
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
