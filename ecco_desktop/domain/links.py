"""An ERP id tied to an outside id, unique both ways inside one connection and kind."""

import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from ecco_desktop.domain.codes import bar_code, gtin14
from ecco_desktop.domain.foreign import key

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
    Of a product they are `store_mark` and `erp_mark`.
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
        known, found = key(self.external_number), key(external_number)
        if not known:
            return not self.label or _ends_with(found, self.label)
        # Some ERPs put a channel before the number, or a part after it.
        return bool(re.search(rf"(?<!\w){re.escape(known)}(?!\w)", found))


def _ends_with(whole: str, end: str) -> bool:
    """Equal but for a prefix: earlier versions kept some labels with it, some without."""
    return bool(end.strip()) and key(whole).endswith(key(end))


# How a side without SKU is remembered: by its barcode, where it shows one.
GTIN = "gtin:"


@dataclass(frozen=True, slots=True)
class ProvedLink:
    """A product link whose two ends were read and are what was linked: nothing else may carry a number,
    a sheet or an order line. Only `jobs.run.goods` makes one.

    `store_sku` is what the store calls it, empty where it shows none.
    """

    ref: str
    erp_id: str
    store_sku: str = ""


def store_mark(sku: str, gtin: str = "") -> str:
    """What a link remembers of its store product: the SKU, else the barcode; "" where it shows neither."""
    if code := sku.strip():
        return code
    return f"{GTIN}{gtin14(gtin)}" if bar_code(gtin) else ""


def erp_mark(sku: str) -> str:
    """What a link remembers of its ERP product; never empty, for empty means that nothing was proved."""
    return sku.strip() or GTIN


def same_sku(one: str, other: str) -> bool:
    """Whether two SKUs are one; empty ones are none."""
    return bool(one.strip()) and (one == other or key(one) == key(other))


def bears(known: str, sku: str, gtin: str = "") -> bool:
    """Whether what a store shows (SKU, barcode) is what a link remembers (`store_mark`).

    A barcode that is not shown says nothing: lists and order lines of some platforms leave it out.
    """
    if sku.strip() or not known.startswith(GTIN):
        return key(known) == key(store_mark(sku, gtin))
    return not gtin.strip() or known == store_mark("", gtin)


def is_same_product(link: "ProductMarks", sku: str, gtin: str, erp_sku: str) -> bool:
    """The proof of a product link by what both sides show now.

    Both call it by one SKU, or each is still called what it was called when the two were tied: a pair of
    different SKUs is a tie somebody made on purpose, and holds until one of them changes.
    """
    if same_sku(sku, erp_sku):
        return True
    _, store, erp = link
    return bool(erp) and key(erp) == key(erp_mark(erp_sku)) and bears(store, sku, gtin)


# A product link as it is read by the thousand: the ERP id, and what store and ERP called it.
ProductMarks = tuple[str, str, str]


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
