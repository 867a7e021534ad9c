"""The life cycle of an order, and which way a change of status may travel. Pure rules.

An order that was invoiced never goes back to em aberto, em separação or cancelado by a change that
comes from the platform; and a store never goes back by a change that comes from the ERP. Nothing here
says to a store that money was received.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from ecco_desktop.domain.orders import OrderStatus

RANKS = {
    OrderStatus.PAYMENT_PENDING: 0,
    OrderStatus.PAYMENT_REVIEW: 1,
    OrderStatus.OPEN: 2,
    OrderStatus.PICKING: 3,
    OrderStatus.INVOICED: 4,
    OrderStatus.DELIVERED: 5,
}
NO_RANK = -1
_UNPAID = (OrderStatus.PAYMENT_PENDING, OrderStatus.PAYMENT_REVIEW)
# What automation 9 sends and automation 3 leaves to it; cancellations are those of automation 4.
_NOT_COPIED = (OrderStatus.CANCELLED, OrderStatus.DELIVERED, OrderStatus.OTHER)


def rank(status: OrderStatus | None) -> int:
    """How far along the life cycle; -1 for what stands beside it (cancelled, unknown)."""
    return RANKS.get(status, NO_RANK) if status is not None else NO_RANK


def refuses_from_platform(current: OrderStatus, target: OrderStatus, *, invoiced: bool) -> str:
    """Why the ERP order may not take `target` from a platform, as a text key; empty where it may."""
    invoiced = invoiced or current in (OrderStatus.INVOICED, OrderStatus.DELIVERED)
    if invoiced and (target is OrderStatus.CANCELLED or rank(target) < rank(OrderStatus.INVOICED)):
        return "status.invoiced_kept"
    if invoiced and rank(target) < rank(current):
        return "status.invoiced_kept"
    if current is OrderStatus.CANCELLED:
        return "status.cancelled_kept"
    if current is OrderStatus.OTHER:
        return "status.unknown_kept"
    return ""


@dataclass(frozen=True, slots=True)
class StatusMap:
    """`incoming`: platform word → ERP status (None: not copied); `outgoing`: status → word."""

    incoming: Mapping[str, OrderStatus | None]
    outgoing: Mapping[OrderStatus, str]

    def agrees(self, word: str, status: OrderStatus) -> bool:
        """Whether the word and the status say the same thing, in either direction."""
        return self.incoming.get(word) is status or self.outgoing.get(status) == word

    def word_rank(self, word: str) -> int:
        """How far along a store order with this word is: the furthest status it stands for."""
        stands = [status for status, known in self.outgoing.items() if known == word]
        return max([rank(self.incoming.get(word)), *(rank(status) for status in stands)])


@dataclass(frozen=True, slots=True)
class Seen:
    """Both sides as they were when they were last in step, or last looked at."""

    word: str
    status: OrderStatus


class Way(StrEnum):
    """Which side is written."""

    NONE = "none"
    TO_ERP = "to_erp"
    TO_STORE = "to_store"


@dataclass(frozen=True, slots=True)
class Decision:
    """What to do about one order; `reason` is the text key of a change that is not copied."""

    way: Way
    status: OrderStatus | None = None
    word: str = ""
    reason: str = ""


NOTHING = Decision(Way.NONE)


def decide(
    known: StatusMap, before: Seen | None, word: str, status: OrderStatus, *, invoiced: bool
) -> Decision:
    """What the two sides of an order come to.

    Only one side changed since `before`: its change is copied where the rules allow. Both changed,
    or nothing is known of before: the one further along the life cycle wins.
    """
    if known.agrees(word, status):
        return NOTHING
    store_moved = before is None or before.word != word
    erp_moved = before is None or before.status is not status
    if not store_moved and not erp_moved:
        return NOTHING
    target = known.incoming.get(word)
    if before is not None and not erp_moved and target is known.incoming.get(before.word):
        # Packed, then sent: two words of the store that say one thing to the ERP.
        return NOTHING
    if store_moved and erp_moved:
        store_ahead = rank(target) > rank(status)
        return _to_erp(target, status, invoiced) if store_ahead else _to_store(known, word, status)
    return _to_erp(target, status, invoiced) if store_moved else _to_store(known, word, status)


def _to_erp(target: OrderStatus | None, status: OrderStatus, invoiced: bool) -> Decision:
    if target is None or target is OrderStatus.CANCELLED:
        return NOTHING
    if reason := refuses_from_platform(status, target, invoiced=invoiced):
        return Decision(Way.NONE, reason=reason)
    return Decision(Way.TO_ERP, status=target)


def _to_store(known: StatusMap, word: str, status: OrderStatus) -> Decision:
    target = known.outgoing.get(status, "")
    if not target or status in _NOT_COPIED or target == word:
        return NOTHING
    if known.incoming.get(word) in _UNPAID and status not in _UNPAID:
        # The store would say "paid": only who received the money may.
        return Decision(Way.NONE, reason="status.payment_kept")
    if known.word_rank(word) > rank(status) or known.word_rank(word) == NO_RANK:
        return Decision(Way.NONE, reason="status.store_kept")
    return Decision(Way.TO_STORE, word=target)
