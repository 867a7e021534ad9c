"""Correios objects in our words. Pure: a strange object becomes NOT_FOUND, never an exception."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta

from ecco_desktop.connectors.carriers.correios.codes import REVERSAL, status_of
from ecco_desktop.connectors.shared.parcels import (
    SHOWN,
    Told,
    delivery_of,
    denies_delivery,
    moment,
    oldest_first,
    status_by_text,
)
from ecco_desktop.connectors.shared.records import Row, day, rows, text
from ecco_desktop.domain.deliveries import MOVING, Delivery, DeliveryStatus

_INVALID, _SCAN_GAP = "SRO-019", ("BDE", "BDI", "BDR")
SCAN_GAP_DAYS = 15
# Rows that are alike in these are one event.
_SAME = ("codigo", "tipo", "dtHrCriado", "descricao")


def to_delivery(row: object, code: str, now: datetime) -> Delivery:
    """What an object says. Recipients' names and documents are never kept."""
    if not isinstance(row, Mapping):
        return Delivery(code, DeliveryStatus.NOT_FOUND)
    expected = day(row.get("dtPrevista"))
    message = text(row, "mensagem")
    events_listed = rows(row, "eventos")
    if message.upper().startswith(_INVALID):
        return Delivery(code, DeliveryStatus.INVALID_CODE, detail=message[:SHOWN])
    if not events_listed:
        return Delivery(code, DeliveryStatus.NOT_FOUND, expected_on=expected, detail=message[:SHOWN])
    return _scan_gap(delivery_of(code, _told(events_listed), expected), now)


def _told(found_rows: list[Row]) -> list[Told]:
    """Oldest first, but for those without a date; a reversal drops the event just before it in time.

    Correios: newest first, and the same event may stand twice.
    """
    once = {tuple(text(row, name) for name in _SAME): row for row in found_rows}
    read = [(moment(row.get("dtHrCriado")), row) for row in once.values()]
    undated = [_event(None, row) for at, row in read if at is None]
    dated = [(at, row) for at, row in read if at is not None]
    found: list[Told | None] = []
    for at, row in oldest_first(dated, lambda pair: pair[0], newest_first=True):
        if text(row, "codigo").upper() == REVERSAL:
            del found[-1:]
        else:
            found.append(_event(at, row))
    return [each for each in (*found, *undated) if each]


def _event(at: datetime | None, row: Row) -> Told | None:
    """One event; None for one that does not speak of the parcel."""
    family, number = text(row, "codigo"), text(row, "tipo")
    status, known = status_of(family, number)
    if known and status is None:
        return None
    said, pair = text(row, "descricao")[:SHOWN], f"{family} {number}".strip()
    only_label = status in MOVING and status_by_text(said) is DeliveryStatus.LABEL_CREATED
    if only_label and status is DeliveryStatus.POSTED:
        status = DeliveryStatus.LABEL_CREATED
    elif only_label or (status is DeliveryStatus.DELIVERED and denies_delivery(said)):
        # Code and words stand against each other: nobody knows.
        status, known = None, False
    if not known and status_by_text(said) in (DeliveryStatus.RETURNING, DeliveryStatus.RETURNED):
        # Not believed, but for this: what comes after it may be no delivery.
        status = DeliveryStatus.RETURNING
    shown = f"{pair}: {said}" if said else pair
    strange = "" if known and at else shown if at else f"{shown} ({text(row, 'dtHrCriado') or 'sem data'})"
    return Told(at, status, pair, said, strange, text(row, "detalhe"))


def _scan_gap(found: Delivery, now: datetime) -> Delivery:
    """`BD* 09` often resolves by itself: a problem that is asked about on for fifteen days."""
    last = found.events[-1] if found.events else None
    gap = last is not None and last.code in {f"{family} 09" for family in _SCAN_GAP}
    lost = found.status is DeliveryStatus.LOST_OR_DAMAGED and gap
    if lost and last is not None and now - last.at < timedelta(days=SCAN_GAP_DAYS):
        return replace(found, status=DeliveryStatus.DELAYED)
    return found
