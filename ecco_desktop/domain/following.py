"""Following parcels over days: what is learned of one, when to ask again, and what an order's come to. Pure.

One answer proves little: a refusal, an empty answer and a parcel that is missing say nothing of a parcel that
was seen before, and carriers take deliveries back.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from ecco_desktop.domain.deliveries import FINAL, MOVING, Delivery, DeliveryStatus

S = DeliveryStatus
# Carriers correct themselves some days after the end: they are asked about it so long, twice a day.
FINAL_DAYS = 10
_FINAL_PAUSE = timedelta(hours=12)
# A parcel that nothing is heard of is asked about once a day, as long as its order is followed.
_SILENT_PAUSE = timedelta(days=1)
# Refused so often, and over so long, a parcel that was seen before is told of.
REFUSALS, REFUSED_FOR = 3, timedelta(days=2)
_FIRST_PAUSE, _LONGEST_PAUSE = timedelta(hours=6), timedelta(days=2)
# Given up where nothing else ever came.
_REFUSED_DAYS = timedelta(days=45)
# They say nothing of where a parcel is.
SILENT = frozenset({S.NOT_FOUND, S.UNKNOWN})
_NOTHING = SILENT | {S.INVALID_CODE}
_OVER = FINAL - _NOTHING
_STRANGE_KEPT = 8
# Of several parcels this one speaks for the order: first what a person must see, then what is least far.
_FIRST_TOLD = (
    *(S.RETURNED, S.LOST_OR_DAMAGED, S.CANCELED, S.INVALID_CODE, S.RETURNING, S.ADDRESS_PROBLEM),
    *(S.UNKNOWN, S.NOT_FOUND, S.LABEL_CREATED, S.POSTED, S.IN_TRANSIT, S.CUSTOMS_HOLD, S.DELAYED),
    *(S.OUT_FOR_DELIVERY, S.DELIVERY_FAILED, S.AWAITING_PICKUP, S.DELIVERED),
)


@dataclass(frozen=True, slots=True)
class Known:
    """What is remembered of a parcel; instants are UTC.

    `next_at` None: it is not asked about any more, unless a person asks. `at`, `detail`, `delivered_at` are
    of what `status` says; `refusals` stand in a row since `refused_at`; `settled_at`: when its end was first
    seen; `silent`: nothing was heard for too long; `strange`: what was told of what nobody understood.
    """

    status: DeliveryStatus
    first_at: datetime
    next_at: datetime | None
    expected_on: date | None = None
    at: datetime | None = None
    delivered_at: datetime | None = None
    detail: str = ""
    refusals: int = 0
    refused_at: datetime | None = None
    settled_at: datetime | None = None
    silent: bool = False
    strange: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Shipment:
    """What an order's parcels come to: the one of `code` speaks for it, `arrived` of `count` were delivered.

    `moving`: one of them left the shop. `delivered_at` is the last one's, and there only where all arrived.
    """

    code: str
    status: DeliveryStatus
    arrived: int
    count: int
    moving: bool = False
    at: datetime | None = None
    expected_on: date | None = None
    delivered_at: datetime | None = None
    detail: str = ""
    silent: bool = False


def learned(before: Known | None, said: Delivery, now: datetime) -> Known:
    """What is known after an answer; when to ask again is said by `asked_again`."""
    first = before.first_at if before else now
    refusals = (before.refusals if before else 0) + 1 if said.status is S.INVALID_CODE else 0
    began = (before.refused_at if before and refusals > 1 else now) or now
    over = before is not None and before.status in _OVER
    proved = refusals >= REFUSALS and now - began >= REFUSED_FOR and not over
    seen = before is not None and before.status not in _NOTHING
    status, at, delivered, detail = said.status, said.at, said.delivered_at, said.detail
    if before is not None and seen and (said.status in SILENT or (refusals > 0 and not proved)):
        status, at, delivered, detail = before.status, before.at, before.delivered_at, before.detail
    settled = None
    if status in _OVER:
        settled = (before.settled_at if before and before.status is status else now) or now
    expected = said.expected_on or (before.expected_on if before else None)
    told = before.strange if before else ()
    return Known(
        status,
        first,
        None,
        expected,
        at,
        delivered,
        detail,
        refusals,
        began if refusals else None,
        settled,
        before is not None and before.silent,
        tuple(dict.fromkeys((*told, *said.unknown)))[-_STRANGE_KEPT:],
    )


def turn_has_come(known: Known, now: datetime) -> bool:
    """Whether a parcel is to be asked about; what is put off further than any was so by a wrong clock."""
    return known.next_at is not None and not now < known.next_at <= now + _LONGEST_PAUSE


def asked_again(known: Known, usual: datetime | None, now: datetime, *, first: bool) -> Known:
    """With its next turn. `usual`: when such a parcel is asked about, None where it makes no sense any more;
    `first`: nothing was asked about it before.
    """
    silent = usual is None and known.status not in FINAL and not first
    if known.settled_at is not None:
        again = now + _FINAL_PAUSE if now - known.settled_at < timedelta(days=FINAL_DAYS) else None
    elif known.refused_at is not None:
        pause = min(_FIRST_PAUSE * 2 ** min(known.refusals - 1, 9), _LONGEST_PAUSE)
        again = now + pause if now - known.refused_at < _REFUSED_DAYS else None
    else:
        again = usual or now + _SILENT_PAUSE
    return replace(known, next_at=again, silent=silent)


def together(parcels: Sequence[tuple[str, Known | None]]) -> Shipment:
    """What some parcels, one at least, come to; None is one that nobody was told of."""
    told = [(code, known.status if known else S.UNKNOWN, known) for code, known in parcels]
    code, status, known = min(told, key=lambda one: _FIRST_TOLD.index(one[1]))
    ends = [one.delivered_at for _, found, one in told if one and found is S.DELIVERED and one.delivered_at]
    promised = [one.expected_on for _, _, one in told if one and one.expected_on]
    return Shipment(
        code,
        status,
        sum(1 for _, found, _ in told if found is S.DELIVERED),
        len(told),
        any(found in MOVING for _, found, _ in told),
        known.at if known else None,
        max(promised, default=None),
        max(ends) if len(ends) == len(told) else None,
        known.detail if known else "",
        any(one.silent for _, _, one in told if one),
    )
