"""Correios objects in our words. Pure: a strange object becomes NOT_FOUND, never an exception."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from ecco_desktop.connectors.carriers.correios.codes import REVERSAL, status_of
from ecco_desktop.domain.deliveries import Delivery, DeliveryEvent, DeliveryStatus, summed_up

# Correios writes local times without a zone; Brasília has had no daylight saving since 2019.
ZONE = ZoneInfo("America/Sao_Paulo")
Row = Mapping[str, object]
_SHOWN = 120
_INVALID, _SCAN_GAP = "SRO-019", ("BDE", "BDI", "BDR")
SCAN_GAP_DAYS = 15


def to_delivery(row: object, code: str, now: datetime) -> Delivery:
    """What an object says. Recipients' names and documents are never kept."""
    if not isinstance(row, Mapping):
        return Delivery(code, DeliveryStatus.NOT_FOUND)
    expected = _day(row.get("dtPrevista"))
    message = _text(row.get("mensagem"))
    listed = row.get("eventos")
    rows = [each for each in listed if isinstance(each, Mapping)] if isinstance(listed, list) else []
    if message.upper().startswith(_INVALID):
        return Delivery(code, DeliveryStatus.INVALID_CODE, detail=message[:_SHOWN])
    if not rows:
        return Delivery(code, DeliveryStatus.NOT_FOUND, expected_on=expected, detail=message[:_SHOWN])
    events, unknown = _events(rows)
    found = replace(summed_up(code, events, expected), unknown=unknown)
    return _scan_gap(found, now)


def _events(rows: list[Row]) -> tuple[list[DeliveryEvent], tuple[str, ...]]:
    """Oldest first; a reversal drops the event just before it in time."""
    dated = [(moment, row) for row in rows if (moment := _instant(row.get("dtHrCriado")))]
    found: list[DeliveryEvent] = []
    unknown: dict[str, None] = {}
    for moment, row in sorted(dated, key=lambda pair: pair[0]):
        family, number = _text(row.get("codigo")), _text(row.get("tipo"))
        if family.upper() == REVERSAL:
            if found:
                found.pop()
            continue
        status, known = status_of(family, number)
        text = _text(row.get("descricao"))[:_SHOWN]
        if not known:
            unknown[f"{family} {number}"] = None
            status = _by_text(text)
        if status is not None:
            found.append(DeliveryEvent(moment, status, f"{family} {number}".strip(), text))
    return found, tuple(unknown)


def _by_text(text: str) -> DeliveryStatus:
    """What an unknown event says: returned is looked for before delivered, for both say "entregue"."""
    said = text.casefold()
    if any(word in said for word in ("remetente", "devolv", "contratante")):
        return DeliveryStatus.RETURNING
    if "etiqueta" in said:
        return DeliveryStatus.LABEL_CREATED
    return DeliveryStatus.IN_TRANSIT


def _scan_gap(found: Delivery, now: datetime) -> Delivery:
    """`BD* 09` often resolves by itself: a problem that is asked about on for fifteen days."""
    last = found.events[-1] if found.events else None
    gap = last is not None and last.code in {f"{family} 09" for family in _SCAN_GAP}
    lost = found.status is DeliveryStatus.LOST_OR_DAMAGED and gap
    if lost and last is not None and now - last.at < timedelta(days=SCAN_GAP_DAYS):
        return replace(found, status=DeliveryStatus.DELAYED)
    return found


def _instant(value: object) -> datetime | None:
    try:
        found = datetime.fromisoformat(_text(value))
    except ValueError:
        return None
    found = found.replace(tzinfo=ZONE) if found.tzinfo is None else found
    try:
        return found.astimezone(UTC)
    except OverflowError:
        return None


def _day(value: object) -> date | None:
    try:
        return date.fromisoformat(_text(value)[:10])
    except ValueError:
        return None


def _text(value: object) -> str:
    return str(value).strip() if isinstance(value, str | int) and not isinstance(value, bool) else ""
