"""Questions to Jadlog, and its answers in our words. Pure: a strange answer becomes NOT_FOUND."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from ecco_desktop.connectors.shared.parcels import (
    SHOWN,
    Told,
    delivery_of,
    expected,
    moment,
    oldest_first,
    plain,
    status_by_text,
)
from ecco_desktop.connectors.shared.records import Row, part, rows, text
from ecco_desktop.domain.deliveries import Delivery, DeliveryStatus, Parcel

S = DeliveryStatus
_DAY = timedelta(days=1)
# What a status says where its words are no common phrase; a place may follow, and nothing that denies it.
_WORDS = (
    (re.compile(r"emissao(?: d[oe] (?:ct-?e|conhecimento))?"), S.POSTED),
    (re.compile(r"(?:entrada|saida|transferencia)(?: (?:d[eoa]|n[oa]|em|para|p/) .*)?"), S.IN_TRANSIT),
)
_DENIED = re.compile(r"\b(?:nao|sem)\b|cancel|estorn|aguard|penden|bloque|suspens|etiqueta|minuta")
_CODE = re.compile(r"\d{8,20}")
# An NF-e's access key (model 55), with which Jadlog finds its parcel as with the number.
_KEY = re.compile(r"\d{6}[0-9A-Z]{12}\d{2}55\d{22}")


def plain_code(code: str) -> str:
    """A code without the signs people put between its digits."""
    return re.sub(r"[\s./-]", "", code).upper()


def questions(parcel: Parcel, cnpj: str) -> list[Row]:
    """What to ask about a parcel; nothing where there is no way to ask.

    Nobody can tell the number of a CT-e from a shipment's: both are asked, one of them is answered.
    """
    code, invoice = plain_code(parcel.code), parcel.invoice_number.strip().lstrip("0")
    if _CODE.fullmatch(code):
        return [{"cte": code}, {"shipmentId": code}]
    if _KEY.fullmatch(code) and cnpj:
        return [{"df": {"danfe": code, "cnpjRemetente": cnpj, "tpDocumento": 2}}]
    if not code and invoice.isdecimal() and cnpj:
        return [{"df": {"nf": invoice, "cnpjRemetente": cnpj, "tpDocumento": 1}}]
    return []


def answered(asked: Sequence[tuple[str, Row]], found: Sequence[Row]) -> dict[str, list[Row]] | None:
    """The rows of an answer by the key of the parcel each was `asked` about.

    A row stands in its question's place, or names the number it answers. None where neither tells:
    then the parcels must be asked about one by one.
    """
    if len({key for key, _ in asked}) == 1:
        mine = [question for _, question in asked]
        return {asked[0][0]: [row for row in found if not _another_s(row, mine)]}
    by_number = {number: key for key, question in asked for number in _numbers(question)}
    in_place = len(found) == len(asked)
    tied: dict[str, list[Row]] = {}
    for place, row in enumerate(found):
        named = [number for number in _named(row) if number in by_number]
        if _another_s(row, [question for _, question in asked]):
            continue
        if in_place and (not named or set(named) & set(_numbers(asked[place][1]))):
            tied.setdefault(asked[place][0], []).append(row)
        elif named:
            tied.setdefault(by_number[named[0]], []).append(row)
        else:
            return None
    return tied


def to_delivery(found: Sequence[Row], key: str) -> Delivery:
    """What the answers about one parcel say: the one that knows it counts.

    Recipients' names and documents are never kept.
    """
    known = next((row for row in found if part(row, "tracking")), None)
    if known is None:
        errors = (text(part(row, "erro"), "descricao", "detalhe") for row in found)
        return Delivery(key, S.NOT_FOUND, detail=next(filter(None, errors), "")[:SHOWN])
    tracking = part(known, "tracking")
    promised = expected(known.get("previsaoEntrega") or tracking.get("previsaoEntrega"))
    read = [_event(row) for row in rows(tracking, "eventos")]
    dated = [(one.at, one) for one in read if one.at is not None]
    # Jadlog: oldest first.
    ordered = oldest_first(dated, lambda pair: pair[0], newest_first=False)
    told = [*(one for _, one in ordered), *(one for one in read if one.at is None)]
    if not told:
        return _without_events(tracking, key, promised)
    summed = delivery_of(key, told, promised)
    handed_over = moment(part(tracking, "recebedor").get("data"))
    began = min((one.at for one in told if one.at), default=None)
    if summed.status is S.DELIVERED and handed_over and (began is None or handed_over >= began - _DAY):
        summed = replace(summed, delivered_at=handed_over)
    return summed


def _numbers(question: Row) -> list[str]:
    """The number a question gives; none where it is about a document."""
    return [str(number) for name, number in question.items() if name != "df"]


def _another_s(row: Row, asked: Sequence[Row]) -> bool:
    """Whether a row echoes a number that nobody asked about: it speaks of another parcel."""
    wanted = {number for question in asked for number in _numbers(question)}
    echoed = [plain_code(text(row, name)) for question in asked for name in question if text(row, name)]
    return bool(echoed) and wanted.isdisjoint(echoed) and wanted.isdisjoint(_named(row))


def _named(row: Row) -> list[str]:
    """The numbers an answer names."""
    tracking = part(row, "tracking")
    found = [text(row, "cte"), text(row, "shipmentId"), text(row, "codigo")]
    return [plain_code(number) for number in (*found, text(tracking, "shipmentId"), text(tracking, "codigo"))]


def _event(row: Row) -> Told:
    """One event; Jadlog has words and no codes."""
    at, said = moment(row.get("data")), text(row, "status")[:SHOWN]
    status, place = status_of(said), text(row, "unidade")
    strange = "" if status and at else said if at else f"{said} ({text(row, 'data') or 'sem data'})"
    return Told(at, status, said, f"{said} ({place})"[:SHOWN] if place else said, strange)


def status_of(said: str) -> DeliveryStatus | None:
    """The status of an event's words; None where they are not known."""
    if found := status_by_text(said):
        return found
    bare = plain(said).rstrip(".!")
    return next(
        (status for words, status in _WORDS if words.fullmatch(bare) and not _DENIED.search(bare)), None
    )


def _without_events(tracking: Row, key: str, promised: date | None) -> Delivery:
    """Only a status. A delivery without its date is none: it is asked about again."""
    said = text(tracking, "status")[:SHOWN]
    status = status_of(said)
    if status is not S.DELIVERED:
        at, strange = moment(tracking.get("dtEmissao")), (said,) if said and status is None else ()
        return Delivery(key, status or S.UNKNOWN, at, promised, detail=said, unknown=strange)
    at = moment(part(tracking, "recebedor").get("data"))
    if at is None:
        return Delivery(key, S.IN_TRANSIT, expected_on=promised, unknown=(f"{said} sem data",))
    return Delivery(key, status, at, promised, delivered_at=at, detail=said)
