"""Correios objects in our words. Pure: a strange object becomes NOT_FOUND, never an exception."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta

from ecco_desktop.connectors.carriers.correios.codes import REVERSAL, status_of
from ecco_desktop.connectors.shared.parcels import SHOWN, moment, status_by_text, with_returns
from ecco_desktop.connectors.shared.records import Row, day, rows, text
from ecco_desktop.domain.deliveries import FINAL, Delivery, DeliveryEvent, DeliveryStatus, summed_up

_INVALID, _SCAN_GAP = "SRO-019", ("BDE", "BDI", "BDR")
SCAN_GAP_DAYS = 15


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
    events, unknown = _events(events_listed)
    found = replace(summed_up(code, events, expected), unknown=unknown)
    return _scan_gap(found, now)


def _events(found_rows: list[Row]) -> tuple[list[DeliveryEvent], tuple[str, ...]]:
    """Oldest first; a reversal drops the event just before it in time."""
    dated = [(at, row) for row in found_rows if (at := moment(row.get("dtHrCriado")))]
    found: list[DeliveryEvent] = []
    unknown: dict[str, None] = {}
    for at, row in sorted(dated, key=lambda pair: pair[0]):
        family, number = text(row, "codigo"), text(row, "tipo")
        if family.upper() == REVERSAL:
            if found:
                found.pop()
            continue
        status, known = status_of(family, number)
        said = text(row, "descricao")[:SHOWN]
        if not known:
            unknown[f"{family} {number}"] = None
            status = _by_text(said)
        if status is not None:
            found.append(DeliveryEvent(at, status, f"{family} {number}".strip(), said))
    return with_returns(found), tuple(unknown)


def _by_text(words: str) -> DeliveryStatus:
    """What an unknown event says. Only a known one ends a parcel: other kinds of delivery are none."""
    found = status_by_text(words)
    if found is DeliveryStatus.RETURNED:
        return DeliveryStatus.RETURNING
    return DeliveryStatus.IN_TRANSIT if found is None or found in FINAL else found


def _scan_gap(found: Delivery, now: datetime) -> Delivery:
    """`BD* 09` often resolves by itself: a problem that is asked about on for fifteen days."""
    last = found.events[-1] if found.events else None
    gap = last is not None and last.code in {f"{family} 09" for family in _SCAN_GAP}
    lost = found.status is DeliveryStatus.LOST_OR_DAMAGED and gap
    if lost and last is not None and now - last.at < timedelta(days=SCAN_GAP_DAYS):
        return replace(found, status=DeliveryStatus.DELAYED)
    return found
