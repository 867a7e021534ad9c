"""Parcels: what a carrier says of one, when to ask again, and what is final. Pure rules."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo


class DeliveryStatus(StrEnum):
    """Where a parcel is, in one vocabulary for all carriers. UNKNOWN: it told nothing this program knows."""

    LABEL_CREATED = "label_created"
    POSTED = "posted"
    IN_TRANSIT = "in_transit"
    DELAYED = "delayed"
    OUT_FOR_DELIVERY = "out_for_delivery"
    AWAITING_PICKUP = "awaiting_pickup"
    DELIVERY_FAILED = "delivery_failed"
    ADDRESS_PROBLEM = "address_problem"
    CUSTOMS_HOLD = "customs_hold"
    RETURNING = "returning"
    DELIVERED = "delivered"
    RETURNED = "returned"
    LOST_OR_DAMAGED = "lost_or_damaged"
    CANCELED = "canceled"
    NOT_FOUND = "not_found"
    INVALID_CODE = "invalid_code"
    UNKNOWN = "unknown"


S = DeliveryStatus
FINAL = frozenset({S.DELIVERED, S.RETURNED, S.LOST_OR_DAMAGED, S.CANCELED, S.INVALID_CODE})
NEEDS_PERSON = frozenset({S.ADDRESS_PROBLEM, S.RETURNED, S.LOST_OR_DAMAGED, S.INVALID_CODE, S.CANCELED})
# The parcel left the shop: the order counts as dispatched.
MOVING = frozenset(set(S) - {S.LABEL_CREATED, S.NOT_FOUND, S.INVALID_CODE, S.CANCELED, S.UNKNOWN})
NOT_FOUND_DAYS = 15
SILENT_DAYS = 45
_PAUSES = {S.LABEL_CREATED: 360, S.NOT_FOUND: 360, S.UNKNOWN: 360, S.OUT_FOR_DELIVERY: 60}
_USUAL_PAUSE = 180


@dataclass(frozen=True, slots=True)
class Parcel:
    """What the ERP knows of a parcel: any of it may be empty, and a carrier takes what it can use.

    `carrier` is the ERP's name for who carries it.
    """

    code: str
    invoice_number: str = ""
    carrier: str = ""

    @property
    def key(self) -> str:
        """What answers are keyed by, and what a person reads: the code, else the invoice."""
        return self.code or (f"NF {self.invoice_number}" if self.invoice_number else "")


@dataclass(frozen=True, slots=True)
class DeliveryEvent:
    """One event of a parcel; `at` is UTC, `code` the carrier's own, `text` what it says."""

    at: datetime
    status: DeliveryStatus
    code: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True)
class Delivery:
    """What a carrier knows of one parcel; `code` is the parcel's key, `expected_on` a Brazilian day.

    Events stand oldest first.
    """

    code: str
    status: DeliveryStatus
    at: datetime | None = None
    expected_on: date | None = None
    delivered_at: datetime | None = None
    events: tuple[DeliveryEvent, ...] = ()
    detail: str = ""
    unknown: tuple[str, ...] = ()


def summed_up(code: str, events: Sequence[DeliveryEvent], expected_on: date | None) -> Delivery:
    """The newest event decides, whatever the order of the list.

    A late scan after a delivery or a return does not open the parcel again (carriers do post them).
    """
    ordered = tuple(sorted(events, key=lambda event: event.at))
    if not ordered:
        return Delivery(code, S.NOT_FOUND, expected_on=expected_on)
    last = ordered[-1]
    closed = [event for event in ordered if event.status in (S.DELIVERED, S.RETURNED)]
    if closed and last.status not in FINAL and last.status is not S.RETURNING:
        last = closed[-1]
    delivered = last.at if last.status is S.DELIVERED else None
    return Delivery(code, last.status, last.at, expected_on, delivered, ordered, last.text)


def next_look(delivery: Delivery, now: datetime, first_seen: datetime, zone: ZoneInfo) -> datetime | None:
    """When to ask again (UTC); None where it makes no sense any more.

    LABEL_CREATED, NOT_FOUND and UNKNOWN every 6 h, in transit every 3 h, out for delivery every hour by day.
    Given up after 15 days unknown or 45 days without a new event.
    """
    if delivery.status in FINAL:
        return None
    since = now - (delivery.at or first_seen)
    if delivery.status is S.NOT_FOUND and since > timedelta(days=NOT_FOUND_DAYS):
        return None
    if since > timedelta(days=SILENT_DAYS):
        return None
    minutes = _PAUSES.get(delivery.status, _USUAL_PAUSE)
    late = delivery.expected_on is not None and now.astimezone(zone).date() > delivery.expected_on
    if late:
        minutes = max(minutes, 360)
    if delivery.status is S.OUT_FOR_DELIVERY and not 8 <= now.astimezone(zone).hour < 20:
        minutes = _USUAL_PAUSE
    return now + timedelta(minutes=minutes)
