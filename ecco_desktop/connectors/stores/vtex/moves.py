"""Which way a VTEX order may be moved, and by which call. Pure.

The path only goes forward: ready-for-handling → handling → invoiced, and there is no "set status". What is
reached already needs no call. A cancellation is refused from the first invoice on, though it be partial.
"""

from enum import StrEnum

from ecco_desktop.connectors.shared.records import Row, text
from ecco_desktop.connectors.stores.vtex.orders import is_finished, packages, word_of
from ecco_desktop.connectors.stores.vtex.statuses import (
    CANCELED,
    DEAD,
    DELIVERED,
    HANDLING,
    INVOICE,
    INVOICED,
    LABELS,
    READY,
)
from ecco_desktop.domain.errors import RecordProblem


class Step(StrEnum):
    """What a move asks for."""

    NOTHING = "nothing"
    START = "start-handling"
    CANCEL = "cancel"
    DELIVER = "tracking"
    INVOICE = "invoice"


_IN_HAND = ("start-handling", HANDLING, INVOICE, "invoice-after-cancellation-deny")
# (where the order is to come, where it is) → how. What is not here is refused.
_TABLE: dict[tuple[str, str], Step] = {
    (HANDLING, READY): Step.START,
    **{(HANDLING, word): Step.NOTHING for word in (*_IN_HAND, INVOICED, DELIVERED)},
    **{(CANCELED, word): Step.CANCEL for word in LABELS if word not in (INVOICED, DELIVERED, *DEAD)},
    **{(CANCELED, word): Step.NOTHING for word in (CANCELED, "cancel")},
    (DELIVERED, DELIVERED): Step.NOTHING,
    **{(DELIVERED, word): Step.DELIVER for word in (*_IN_HAND, INVOICED)},
    (INVOICED, READY): Step.START,
    **{(INVOICED, word): Step.INVOICE for word in _IN_HAND},
    **{(INVOICED, word): Step.NOTHING for word in (INVOICED, DELIVERED)},
}


def step(row: Row, target: str) -> Step:
    """How an order comes to `target`; RecordProblem where it cannot."""
    order, word = text(row, "orderId"), word_of(row)
    if target == CANCELED and (packages(row) or word in (INVOICED, DELIVERED)):
        raise RecordProblem("vtex.return_invoice", order=order)
    if target == DELIVERED and word == READY:
        raise RecordProblem("store.no_invoice_yet", order=order)
    found = _TABLE.get((target, word))
    if found is None or (found is Step.CANCEL and row.get("allowCancellation") is False):
        raise refused(row, target)
    if found is Step.DELIVER and not invoiced_packages(row):
        raise RecordProblem("store.no_invoice_yet", order=order)
    return found


def refused(row: Row, target: str) -> RecordProblem:
    """What to say of an order that does not come to `target`."""
    word = word_of(row)
    return RecordProblem(
        "store.move_refused",
        order=text(row, "orderId"),
        before=LABELS.get(word, word or "?"),
        after=LABELS.get(target, target),
    )


def reached(row: Row, target: str) -> bool:
    """Whether the order is where it was to come."""
    return _TABLE.get((target, word_of(row))) is Step.NOTHING


def invoiced_packages(row: Row) -> list[Row]:
    """The packages that have an invoice: only they can be followed."""
    return [package for package in packages(row) if text(package, "invoiceNumber")]


def on_the_way(row: Row) -> list[Row]:
    """The invoiced packages that have not arrived."""
    return [package for package in invoiced_packages(row) if not is_finished(package)]
