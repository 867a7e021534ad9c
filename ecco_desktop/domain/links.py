"""An ERP id tied to an outside id, unique both ways inside one connection and kind."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class LinkKind(StrEnum):
    """What is tied together."""

    PRODUCT = "product"
    ORDER = "order"
    CATEGORY = "category"
    ATTRIBUTE = "attribute"
    BRAND = "brand"


@dataclass(frozen=True, slots=True)
class Link:
    """`erp_id` and `outside_id` are the same thing on both sides of `connection_id`."""

    connection_id: int
    kind: LinkKind
    erp_id: str
    outside_id: str
    label: str = ""


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
