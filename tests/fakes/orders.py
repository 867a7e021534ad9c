"""Believable orders for tests."""

from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

from ecco_desktop.domain.orders import Address, Customer, OrderLine, PaymentKind, StoreOrder

NOW = datetime(2026, 3, 2, 15, 0, tzinfo=UTC)
ADDRESS = Address("Ana Souza", "Rua Um", "10", "", "Centro", "São Paulo", "SP", "01001000")
CUSTOMER = Customer("Ana Souza", "52998224725", email="ana@example.com", address=ADDRESS)


def line(
    ref: str = "11",
    sku: str = "CAM-P",
    quantity: Any = 1,
    subtotal: Any = "79.90",
    total: Any = None,
    gtin: str = "",
) -> OrderLine:
    """One line; its total is its subtotal where none is given."""
    subtotal = Decimal(subtotal)
    return OrderLine(
        ref, sku, gtin, "Camiseta", Decimal(quantity), subtotal, subtotal if total is None else Decimal(total)
    )


def store_order(number: str = "1001", **changes: Any) -> StoreOrder:
    """A paid order that comes in, with `changes`; its total follows from its lines where none is given."""
    lines = tuple(changes.pop("lines", [line()]))
    freight = Decimal(changes.pop("shipping_total", "20.00"))
    fees = tuple(changes.pop("fees", ()))
    total = changes.pop("total", sum((item.total for item in lines), freight) + sum(fees))
    order = StoreOrder(
        id=number,
        number=number,
        status="processing",
        paid=True,
        created_at=NOW,
        modified_at=NOW,
        paid_at=NOW,
        currency="BRL",
        customer=CUSTOMER,
        delivery=ADDRESS,
        lines=lines,
        shipping_total=freight,
        fees=fees,
        total=Decimal(total),
        payment=PaymentKind.PIX,
        payment_title="Pix",
        shipping_reference="PAC",
    )
    return replace(order, **changes)
