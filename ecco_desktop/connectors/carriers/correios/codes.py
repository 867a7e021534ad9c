"""Correios event codes to our statuses: all 377 pairs of the published list, and a rule for the rest."""

from ecco_desktop.domain.deliveries import DeliveryStatus

S = DeliveryStatus
REVERSAL = "EST"
# Outcomes written by the delivery unit, internally, or as a correction: the numbers mean the same.
_OUTCOMES = ("BDE", "BDI", "BDR")
_MOVED = ("RO", "DO", "PMT", "TRI", "CAR", "CD", "CMR", "CMT", "CUN")


def _numbers(text: str) -> set[str]:
    found: set[str] = set()
    for part in text.split():
        first, _, last = part.partition("-")
        found |= {f"{number:02d}" for number in range(int(first), int(last or first) + 1)}
    return found


_OUTCOME: tuple[tuple[DeliveryStatus, set[str]], ...] = (
    (S.DELIVERED, _numbers("0 1 67 70")),
    # 79 went to the holder of the contract: it came back.
    (S.RETURNED, _numbers("23 79")),
    (S.RETURNING, _numbers("3 4 5 12 14 26 33 48 62 63 64")),
    (S.AWAITING_PICKUP, _numbers("24 68")),
    (S.DELIVERY_FAILED, _numbers("2 18 20 21 25 30 34 35 36 38 39 46 47 49")),
    (S.ADDRESS_PROBLEM, _numbers("6 7 8 10 19 82 85 89")),
    (S.DELAYED, _numbers("66 69")),
    # 09 is often a scan that is missing and found again; see `mapping`.
    (S.LOST_OR_DAMAGED, _numbers("9 13 28 29 37 50-52 80 86 98")),
    (S.CUSTOMS_HOLD, _numbers("40 43 44 54-61 71-77 81 83 84")),
    (S.IN_TRANSIT, _numbers("15 22 31 32 41 42 45 53 87")),
)
_OTHERS: dict[str, tuple[tuple[DeliveryStatus, set[str]], ...]] = {
    "OEC": ((S.OUT_FOR_DELIVERY, _numbers("0 1")), (S.RETURNING, _numbers("9"))),
    "LDE": ((S.RETURNING, _numbers("0 9")),),
    "LDI": ((S.AWAITING_PICKUP, _numbers("0-4 11 13 14")),),
    "PO": ((S.POSTED, _numbers("0 1 9")),),
    "FC": (
        (S.RETURNING, _numbers("1 9 47")),
        (S.DELIVERY_FAILED, _numbers("7")),
        (S.ADDRESS_PROBLEM, _numbers("4")),
        (S.DELAYED, _numbers("8")),
        (S.LOST_OR_DAMAGED, _numbers("11 51")),
        (S.CUSTOMS_HOLD, _numbers("12 13 19 24 26 27 29 31-37 41 42")),
        (S.IN_TRANSIT, _numbers("2 3 5 10 55")),
    ),
    "BLQ": (
        (S.RETURNING, _numbers("1 5 11 21 22")),
        (S.LOST_OR_DAMAGED, _numbers("31")),
        (S.CUSTOMS_HOLD, _numbers("51")),
    ),
    "PAR": ((S.RETURNING, _numbers("13 24 26 40")),),
}
# What a family means where its number is not in the table.
_FAMILIES = {
    "IDC": S.LOST_OR_DAMAGED,
    "PAR": S.CUSTOMS_HOLD,
    "BLQ": S.IN_TRANSIT,
    **dict.fromkeys(_MOVED, S.IN_TRANSIT),
}


def status_of(family: str, number: str) -> tuple[DeliveryStatus | None, bool]:
    """The status of an event, and whether the pair is known; (None, True) for one to leave out.

    (None, False) for an unknown pair. `CO` speaks of a collection order: its 08 reads "delivered" and
    must never mark a sale as delivered.
    """
    family = family.strip().upper()
    number = number.strip().zfill(2)
    if family == "CO":
        return (S.LOST_OR_DAMAGED, True) if number == "11" else (None, True)
    table = _OUTCOME if family in _OUTCOMES else _OTHERS.get(family, ())
    for status, numbers in table:
        if number in numbers:
            return status, True
    if family in _FAMILIES:
        return _FAMILIES[family], True
    return None, False
