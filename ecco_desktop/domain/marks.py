"""Our own mark in an ERP order: which store order of which shop it was made from.

A number proves little: two shops give out the same ones. The mark stands in a line of its own in a note that
people read, so it is short and tells nothing of the buyer.
"""

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import Enum, auto
from urllib.parse import quote, unquote

from ecco_desktop.domain import instants
from ecco_desktop.domain.links import SAME_INSTANT

# An ERP order never has more of ours than a person copied into its note.
MOST = 20
_LINE = re.compile(r"\[ecco-desktop (\S{1,300}) (\S{1,200}) (\d{4}-\d\d-\d\dT\d\d:\d\dZ)\]")


class Sameness(Enum):
    """Whether an ERP order is the store order in hand: proved, proved not to be, or neither."""

    OURS = auto()
    OTHER = auto()
    PERHAPS = auto()


@dataclass(frozen=True, slots=True)
class Mark:
    """`shop` as `domain.connections.shop_of` names it; `made_at` is when the store order was made (UTC)."""

    shop: str
    order_id: str
    made_at: datetime

    def written(self) -> str:
        """The line that is put into the ERP."""
        moment = self.made_at.astimezone(UTC)
        shop, order_id = quote(self.shop, safe=":/"), quote(self.order_id, safe="")
        return f"[ecco-desktop {shop} {order_id} {moment:%Y-%m-%dT%H:%MZ}]"

    def sameness(self, other: "Mark") -> Sameness:
        """Whether both are of one store order; a shop installed anew gives its ids to others."""
        if (self.shop, self.order_id) != (other.shop, other.order_id):
            return Sameness.OTHER
        near = abs(self.made_at - other.made_at) <= SAME_INSTANT
        return Sameness.OURS if near else Sameness.PERHAPS


def read_marks(note: str) -> tuple[Mark, ...]:
    """The marks in a note, whatever else people wrote there; what is cut or spoilt is none."""
    found = []
    for shop, order_id, moment in _LINE.findall(note)[:MOST]:
        made_at = instants.read(moment.replace("Z", "+00:00"))
        if made_at is not None:
            found.append(Mark(unquote(shop), unquote(order_id), made_at))
    return tuple(dict.fromkeys(found))
