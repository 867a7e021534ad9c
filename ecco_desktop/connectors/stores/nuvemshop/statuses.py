"""One status from the three axes of a Nuvemshop order, and which way shipments may move. Pure."""

import re

from ecco_desktop.connectors.shared.records import Row, part, rows, text

CANCELLED = "cancelled"
DEAD = frozenset({CANCELLED, "voided", "refunded", "abandoned"})
_LOST_PAYMENTS = ("refunded", "voided", "abandoned")
# Nuvemshop: part of the money that came in went back; the order goes on.
_PAID = ("paid", "partially_refunded")

_ON_DELIVERY = re.compile(r"na entrega|on.delivery|\bcod\b", re.IGNORECASE)

# How far along a shipment is, by its status; CANCELLED stands beside it.
RANKS = {
    "UNPACKED": 0,
    "PACKED": 1,
    "DISPATCHED": 2,
    "READY_FOR_PICKUP": 2,
    "NOT_DELIVERED": 2,
    "DELIVERED": 3,
}
GONE = "CANCELLED"
# The status a shipment gets for a word, and the words of each rank.
TARGETS = {"packed": "PACKED", "shipped": "DISPATCHED", "delivered": "DELIVERED"}
_STAGES = ("", *TARGETS)
# Both spellings are in use; the partial ones (some shipments only) are no stage of the whole order.
_SHIPPING = {
    "fulfilled": "shipped",
    "shipped": "shipped",
    "unfulfilled": "packed",
    "unshipped": "packed",
    "packed": "packed",
    "delivered": "delivered",
}


def word_of(row: Row) -> str:
    """The platform's word for an order: what ended it, else that it is not paid, else how far it is.

    Money that is not there yet stands above what is packed: an order must not be let go by that. Only
    where it is paid at the door is it otherwise.
    """
    if text(row, "status") == CANCELLED:
        return CANCELLED
    payment = text(row, "payment_status")
    if payment in _LOST_PAYMENTS:
        return payment
    paid = payment in _PAID
    if (paid or is_on_delivery(row)) and (stage := _stage(row)):
        return stage
    if paid:
        return "paid"
    return "authorized" if payment == "authorized" else "pending"


def is_paid(row: Row) -> bool:
    """Whether the money came in; of a refunded order it did, and its status says what became of it."""
    return text(row, "payment_status") in (*_PAID, "refunded")


def is_on_delivery(row: Row) -> bool:
    """Whether the buyer pays at the door."""
    return bool(_ON_DELIVERY.search(paid_with(row)))


def paid_with(row: Row) -> str:
    """How an order is paid: the method and what the shop calls it."""
    return f"{text(part(row, 'payment_details'), 'method')} {text(row, 'gateway_name')}"


def shipments(row: Row) -> list[Row]:
    """The shipments of an order, where it was asked with them (`aggregates=fulfillment_orders`)."""
    return rows(row, "fulfillments") or rows(row, "fulfillment_orders")


def status_of(shipment: Row) -> str:
    """The status of a shipment, in capitals."""
    return text(shipment, "status").upper()


def steps(status: str, word: str) -> tuple[str, ...] | None:
    """The statuses that lead a shipment from `status` to a word, one after the other.

    Empty where it is there already or further; None where no way leads there.
    """
    target = TARGETS.get(word)
    if target is None or status not in RANKS:
        return None
    between = [name for name in TARGETS.values() if RANKS[status] < RANKS[name] <= RANKS[target]]
    return tuple(between)


def _stage(row: Row) -> str:
    """The stage every shipment has reached; "" where some were not even packed."""
    found = [status_of(each) for each in shipments(row)]
    alive = [status for status in found if status != GONE]
    if alive and all(status in RANKS for status in alive):
        return _STAGES[min(RANKS[status] for status in alive)]
    if text(row, "next_action") == "waiting_packing":
        return ""
    return _SHIPPING.get(text(row, "shipping_status"), "")
