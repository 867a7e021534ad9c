"""An ERP id tied to an outside id, unique both ways inside one connection and kind."""

import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

# Platforms cut instants to the second, some to the minute.
SAME_INSTANT = timedelta(minutes=1)


class LinkKind(StrEnum):
    """What is tied together."""

    PRODUCT = "product"
    ORDER = "order"
    CATEGORY = "category"
    ATTRIBUTE = "attribute"
    BRAND = "brand"


@dataclass(frozen=True, slots=True)
class Link:
    """`erp_id` and `outside_id` are the same thing on both sides of `connection_id`.

    What proves it: `label` and `made_at` (number or SKU, instant of creation) stand beside `outside_id`,
    `external_number` beside `erp_id`. Empty in links of earlier versions, until their next reading.
    """

    connection_id: int
    kind: LinkKind
    erp_id: str
    outside_id: str
    label: str = ""
    made_at: datetime | None = None
    external_number: str = ""

    def is_of_store(self, number: str, made_at: datetime | None) -> bool:
        """Whether the outside record with this id is the one that was linked.

        The instant it was made decides where both are known: shops do renumber, and a shop that is installed
        anew gives out the same numbers.
        """
        if self.made_at is not None and made_at is not None:
            return abs(self.made_at - made_at) <= SAME_INSTANT
        return not self.label or not number or _ends_with(self.label, number)

    def is_of_erp(self, external_number: str) -> bool:
        """Whether the ERP record with this id bears the number that was linked."""
        known, found = self.external_number.strip(), external_number.strip()
        if not known:
            return not self.label or _ends_with(found, self.label)
        # Some ERPs put a channel before the number, or a part after it.
        return bool(re.search(rf"(?<!\w){re.escape(known)}(?!\w)", found, re.IGNORECASE))


def _ends_with(whole: str, end: str) -> bool:
    """Equal but for a prefix: earlier versions kept some labels with it, some without."""
    return bool(end.strip()) and whole.strip().casefold().endswith(end.strip().casefold())


class Side(StrEnum):
    """Where something is created."""

    ERP = "erp"
    STORE = "store"


@dataclass(frozen=True, slots=True)
class Intent:
    """A creation that was about to be sent: settled by looking up before it is sent again.

    `source_id` is its id where it comes from: the store's for what is made in the ERP, the ERP's for what
    is made in the store. `opened_at` is the UTC instant of the last time it was about to be sent.
    """

    id: int
    connection_id: int
    kind: LinkKind
    source_id: str
    external_number: str
    opened_at: datetime | None = None
    made_in: Side = Side.ERP
