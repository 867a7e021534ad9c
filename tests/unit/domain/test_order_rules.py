from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from ecco_desktop.clock import ZONE
from ecco_desktop.domain.errors import RecordProblem
from ecco_desktop.domain.order_rules import ImportRules, Which, check, draft
from ecco_desktop.domain.orders import CarrierLink, OrderStatus, PaymentKind
from tests.fakes.orders import ADDRESS, CUSTOMER, line, store_order

MAP = {"processing": OrderStatus.OPEN, "pending": OrderStatus.PAYMENT_PENDING, "cancelled": None}


def rules(which: Which = Which.PAID, cutoff: date | None = None) -> ImportRules:
    return ImportRules(which, MAP, cutoff, ZONE)


@pytest.mark.parametrize(
    ("changes", "which", "cutoff", "reason"),
    [
        ({}, Which.PAID, None, None),
        ({"paid": False}, Which.PAID, None, "order.unpaid"),
        ({"paid": False}, Which.ALL, None, None),
        ({"paid": False, "payment": PaymentKind.ON_DELIVERY}, Which.PAID, None, "order.on_delivery"),
        ({"status": "cancelled"}, Which.ALL, None, "order.not_mapped"),
        ({"status": "a-plugin-made-this"}, Which.ALL, None, "order.not_mapped"),
        ({}, Which.PAID, date(2026, 3, 3), "order.before_cutoff"),
        ({}, Which.PAID, date(2026, 3, 2), None),
    ],
)
def test_which_orders_come_in(
    changes: dict[str, Any], which: Which, cutoff: date | None, reason: str | None
) -> None:
    left_out = rules(which, cutoff).left_out(store_order(**changes))
    assert (left_out[0] if left_out else None) == reason


@pytest.mark.parametrize(
    ("changes", "cause"),
    [
        ({"currency": "USD"}, "order.currency"),
        ({"lines": [], "total": "20.00"}, "order.no_items"),
        ({"lines": [line(quantity=0)]}, "order.quantity"),
        ({"lines": [line(ref="", sku="")]}, "order.line_gone"),
        ({"refunded": Decimal("40.00")}, "order.refunded"),
        ({"refunded": None}, "order.refunded_part"),
        ({"customer": replace(CUSTOMER, document="")}, "order.document_missing"),
        ({"customer": replace(CUSTOMER, document="52998224724")}, "order.document_invalid"),
        ({"delivery": replace(ADDRESS, city="")}, "order.address"),
        ({"delivery": replace(ADDRESS, postcode="123")}, "order.address"),
        ({"total": "99.80"}, "order.totals"),
        ({"shipping_reference": ""}, "order.no_shipping"),
    ],
)
def test_what_is_wrong_is_named(changes: dict[str, Any], cause: str) -> None:
    with pytest.raises(RecordProblem) as caught:
        check(store_order(**changes))
    assert caught.value.key == cause
    assert CUSTOMER.document not in str(caught.value)


def test_a_good_order_becomes_a_draft_whose_totals_agree() -> None:
    order = store_order(lines=[line(quantity=3, subtotal="100.00", total="90.00")])
    check(order)
    link = CarrierLink("PAC", "480", "Correios", "345", "CORREIOS")
    made = draft(order, {order.lines[0]: "1890"}, link, OrderStatus.OPEN, prefix="A-", channel="", zone=ZONE)
    assert made.external_number == "A-1001"
    assert sum(item.quantity * item.unit_price for item in made.items) == made.products_total
    assert made.products_total - made.discount + made.freight == made.total == Decimal("110.00")


def test_other_rules_have_another_fingerprint() -> None:
    prints = {
        rules().fingerprint(),
        rules(Which.ALL).fingerprint(),
        rules(cutoff=date(2026, 1, 1)).fingerprint(),
    }
    assert len(prints) == 3
