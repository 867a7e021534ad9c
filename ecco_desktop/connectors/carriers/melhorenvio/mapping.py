"""Labels of Melhor Envio in our words. Pure: a strange record becomes NOT_FOUND, never an exception."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta, tzinfo

from ecco_desktop.clock import ZONE
from ecco_desktop.connectors.shared.parcels import SHOWN, Told, delivery_of, moment, names_sender
from ecco_desktop.connectors.shared.records import Row, text
from ecco_desktop.domain.deliveries import Delivery, DeliveryStatus
from ecco_desktop.words import N_

S = DeliveryStatus
WORDS = {
    "pending": S.LABEL_CREATED,
    "released": S.LABEL_CREATED,
    "generated": S.LABEL_CREATED,
    "posted": S.POSTED,
    "in_transit": S.IN_TRANSIT,
    "transit": S.IN_TRANSIT,
    "out_for_delivery": S.OUT_FOR_DELIVERY,
    "delivered": S.DELIVERED,
    "undelivered": S.DELIVERY_FAILED,
    "problem": S.DELIVERY_FAILED,
    "canceled": S.CANCELED,
    "cancelled": S.CANCELED,
    "returning": S.RETURNING,
    "returned": S.RETURNED,
}
# These words stand against a date of delivery: what came back was handed over, too.
_CONTRARY = (S.RETURNED, S.RETURNING, S.DELIVERY_FAILED)
# Melhor Envio has no list of events, only these dates.
_MILESTONES = (
    ("generated_at", S.LABEL_CREATED, "etiqueta gerada"),
    ("posted_at", S.POSTED, "postado"),
    ("delivered_at", S.DELIVERED, N_("entregue")),
    ("canceled_at", S.CANCELED, N_("cancelado")),
    ("expired_at", S.CANCELED, "etiqueta vencida"),
)
# Those that cannot lie ahead.
_PAST = ("posted_at", "delivered_at", "canceled_at")
# Where a label shows the codes a parcel may be known by.
_CODES = ("id", "tracking", "self_tracking", "melhorenvio_tracking", "protocol")
_MOST_DAYS = 120
_DAY = timedelta(days=1)


def to_delivery(
    row: object, key: str, now: datetime, zone: tzinfo, days: int = 0, *, back: bool = False
) -> Delivery:
    """What a label says; `days` is its time limit in working days, 0 where none is known.

    `back`: it was on its way back before, which Melhor Envio does not tell for ever.
    """
    if not isinstance(row, Mapping) or not row:
        return Delivery(key, S.NOT_FOUND)
    shown = text(row, "status")[:SHOWN]
    word = shown.casefold()
    happened = _happened(row, now, zone)
    status, strange = _status(word, happened)
    told = [
        Told(at, milestone, name, said, more=word)
        for name, milestone, said in _MILESTONES
        if (at := happened.get(name)) and (milestone is not S.DELIVERED or status is S.DELIVERED)
    ]
    strange += tuple(f"{name} {shown_at}" for name in _PAST if (shown_at := _unread(row, name, happened)))
    summed = delivery_of(key, told, back=back)
    if any(event.status is S.RETURNED for event in summed.events):
        status = S.RETURNED
    return Delivery(
        key,
        status,
        at=summed.events[-1].at if summed.events else None,
        expected_on=_expected(happened.get("posted_at"), days),
        delivered_at=happened["delivered_at"] if status is S.DELIVERED else None,
        events=summed.events,
        detail=f"Melhor Envio: {shown}" if word else "",
        unknown=tuple(shown if each == word else each for each in strange),
    )


def codes(row: object) -> frozenset[str]:
    """Every code a label is known by, as `plain_code` writes them."""
    return frozenset(filter(None, (plain_code(text(row, name)) for name in _CODES)))


def plain_code(code: str) -> str:
    """A code as it is compared: without spaces, in capitals."""
    return "".join(code.split()).upper()


def time_limit(row: object) -> int:
    """The working days a label allows from posting to delivery; 0 where it does not say."""
    said = text(row, "delivery_max")
    return int(said) if said.isdecimal() and int(said) <= _MOST_DAYS else 0


def made_at(row: Row, zone: tzinfo) -> datetime | None:
    """When a label was made (UTC)."""
    return moment(row.get("created_at"), zone)


def _happened(row: Row, now: datetime, zone: tzinfo) -> dict[str, datetime]:
    """The dates that are there and past. A delivery long before its posting is none."""
    found = ((name, moment(row.get(name), zone)) for name, _, _ in _MILESTONES)
    read = {name: at for name, at in found if at is not None and at <= now + _DAY}
    posted, delivered = read.get("posted_at"), read.get("delivered_at")
    if posted and delivered and delivered < posted - _DAY:
        del read["delivered_at"]
    return read


def _unread(row: Row, name: str, happened: Mapping[str, datetime]) -> str:
    """A date that stands there and cannot be, as it came; "" where there is none."""
    said = text(row, name)[:SHOWN]
    return said if name not in happened and not said.startswith("0000") else ""


def _status(word: str, happened: Mapping[str, datetime]) -> tuple[DeliveryStatus, tuple[str, ...]]:
    """Where a parcel is, and what of it nobody knows yet. A delivery without its date is none."""
    said = WORDS.get(word)
    if said is None and names_sender(word):
        return S.RETURNING, (word,)
    posted = "posted_at" in happened
    ladder = (
        (said in _CONTRARY, said),
        # A word that nobody knows may stand against the date.
        ("delivered_at" in happened and (said is not None or not word), S.DELIVERED),
        ("canceled_at" in happened or said is S.CANCELED, S.CANCELED),
        ("expired_at" in happened and not posted, S.CANCELED),
        (said is S.DELIVERED, S.IN_TRANSIT),
        (posted and said in (None, S.LABEL_CREATED), S.POSTED),
    )
    status = next((found for true, found in ladder if true), said) or S.LABEL_CREATED
    if word and said is None:
        return status, (word,)
    return status, ("delivered sem data",) if said is S.DELIVERED and status is S.IN_TRANSIT else ()


def _expected(posted: datetime | None, days: int) -> date | None:
    """The day a time limit ends, counted from the day after posting over Mondays to Fridays."""
    if posted is None or days <= 0:
        return None
    day = posted.astimezone(ZONE).date()
    while days:
        day += _DAY
        days -= day.weekday() < 5
    return day
