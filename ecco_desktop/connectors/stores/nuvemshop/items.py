"""Stock and prices of variants in our words, and batches as Nuvemshop takes them. Pure.

Everything sold is a variant: a simple product has exactly one, without values.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Protocol, TypeVar

from ecco_desktop.connectors.shared.prices import is_promotion, promoted
from ecco_desktop.connectors.shared.records import Row, gtin, listed, number, rows, text, verbatim, whole
from ecco_desktop.connectors.stores.nuvemshop import words
from ecco_desktop.domain.foreign import brief
from ecco_desktop.domain.products import Price, PriceChange, StorePrice, StoreProduct
from ecco_desktop.domain.stock import ItemOutcome, StockChange, StoreStock

FIELDS = "id,name,attributes,variants"
# A product that was made and waits for its first variation: its only variant carries this SKU.
WAITING = "ECCO-PAI-"


class _Change(Protocol):
    @property
    def product(self) -> StoreProduct: ...


C = TypeVar("C", bound=_Change)


def variants(product: Row) -> list[Row]:
    """The variants of a product that are for sale."""
    found = [row for row in rows(product, "variants") if whole(row, "id")]
    return [row for row in found if not text(row, "sku").startswith(WAITING)]


def values_of(variant: Row) -> tuple[str, ...]:
    """The values a variant is chosen by, in the order of the product's attributes."""
    value = variant.get("values")
    return tuple(words.spoken(each) for each in value) if isinstance(value, list) else ()


def is_simple(product: Row) -> bool:
    """Whether a product is sold as it is: one variant, chosen by nothing."""
    found = rows(product, "variants")
    return len(found) == 1 and not any(values_of(found[0]))


def sold(product: Row, variant: Row) -> StoreProduct:
    """A variant as something a store sells."""
    name = " ".join([words.shown(product, "name"), *values_of(variant)]).strip()
    own = whole(product, "id")
    return StoreProduct(own, whole(variant, "id"), text(variant, "sku"), gtin(variant, "barcode"), name)


def to_stocks(product: Row, location: str) -> list[StoreStock]:
    """The count of every variant, at one location where one is named.

    Nuvemshop: null and "" mean that it is sold without limit.
    """
    if not whole(product, "id"):
        return []
    found: list[StoreStock] = []
    for variant in variants(product):
        counted = number(_at(variant, location) if location else variant.get("stock"))
        found.append(StoreStock(sold(product, variant), counted, counted is not None))
    return found


def locations(product: Row) -> set[str]:
    """Where the variants of a product have counts."""
    return {
        text(level, "location_id")
        for variant in variants(product)
        for level in rows(variant, "inventory_levels")
        if text(level, "location_id")
    }


def to_prices(product: Row) -> list[StorePrice]:
    """What every variant costs."""
    if not whole(product, "id"):
        return []
    return [StorePrice(sold(product, variant), price_of(variant)) for variant in variants(product)]


def price_of(variant: Row) -> Price | None:
    """The price of a variant; None where the buyer has to ask for it.

    Nuvemshop: `price` is the full one, shown struck out while there is a lower promotional one.
    """
    return promoted(variant.get("price"), variant.get("promotional_price"))


def price_fields(price: Price) -> dict[str, object]:
    """A price as Nuvemshop takes it; null ends a promotion."""
    if is_promotion(price):
        return {"price": f"{price.list_price:.2f}", "promotional_price": f"{price.price:.2f}"}
    return {"price": f"{price.price:.2f}", "promotional_price": None}


def stock_fields(quantity: int, location: str) -> dict[str, object]:
    """A count as Nuvemshop takes it. Never null: that would sell without limit."""
    if location:
        return {"inventory_levels": [{"location_id": location, "stock": quantity}]}
    return {"stock": quantity}


def stock_body(changes: Sequence[StockChange], location: str) -> list[dict[str, object]]:
    """The body of a batch of counts."""
    return _body(changes, lambda change: stock_fields(change.quantity, location))


def price_body(changes: Sequence[PriceChange]) -> list[dict[str, object]]:
    """The body of a batch of prices."""
    return _body(changes, lambda change: price_fields(change.price))


def groups(changes: Sequence[C], size: int) -> Iterator[Sequence[C]]:
    """Changes that travel together. The limit counts variants, whatever products they are of.

    One variant stands in a request once: of two changes the later one travels by itself.
    """
    group: dict[str, C] = {}
    for change in changes:
        if len(group) == size or change.product.ref in group:
            yield list(group.values())
            group = {}
        group[change.product.ref] = change
    if group:
        yield list(group.values())


def outcomes(changes: Sequence[_Change], body: object) -> list[ItemOutcome] | None:
    """What the store said of each variant; None where the answer is none to a batch."""
    if not isinstance(body, list):
        return None
    said = {whole(row, "id"): row for product in listed(body) for row in rows(product, "variants")}
    return [_outcome(change.product, said) for change in changes]


def _outcome(product: StoreProduct, said: Mapping[str, Row]) -> ItemOutcome:
    if not product.variation_id:
        return ItemOutcome(product.ref, False, "store.item_missing")
    row = said.get(product.variation_id)
    if row is None:
        return ItemOutcome(product.ref, False, "stock.read_failed")
    if row.get("success") is True:
        return ItemOutcome(product.ref, True)
    told = _told(row)
    missing = text(row, "code") == "404" or "not found" in told.casefold()
    key = "store.item_missing" if missing else "store.item_refused"
    return ItemOutcome(product.ref, False, key, told)


def _told(row: Row) -> str:
    """Why a variant was refused: a text, or texts by field."""
    known = verbatim(row, "error", "description", "message")
    errors = row.get("errors") or row.get("error")
    if known or not isinstance(errors, Mapping | list):
        return brief(known)
    parts = errors.values() if isinstance(errors, Mapping) else errors
    return brief(", ".join(str(each) for each in parts))


def _body(changes: Sequence[C], fields: Callable[[C], dict[str, object]]) -> list[dict[str, object]]:
    by_product: dict[str, list[dict[str, object]]] = {}
    for change in changes:
        if change.product.variation_id:
            variant = {"id": int(change.product.variation_id), **fields(change)}
            by_product.setdefault(change.product.product_id, []).append(variant)
    return [{"id": int(product), "variants": found} for product, found in by_product.items()]


def _at(variant: Row, location: str) -> object:
    for level in rows(variant, "inventory_levels"):
        if text(level, "location_id") == location:
            return level.get("stock")
    return None
