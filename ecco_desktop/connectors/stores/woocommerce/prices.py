"""WooCommerce prices in our words, and batches of prices as WooCommerce takes them. Pure."""

from collections.abc import Sequence
from decimal import Decimal

from ecco_desktop.connectors.shared.prices import is_promotion, promoted
from ecco_desktop.connectors.shared.records import Row, gtin, text, whole
from ecco_desktop.connectors.stores.woocommerce.stock import kind_of, refused, rows_by_id
from ecco_desktop.domain.products import Price, PriceChange, StorePrice, StoreProduct
from ecco_desktop.domain.stock import ItemOutcome

FIELDS = "id,name,type,sku,global_unique_id,regular_price,sale_price"


def to_price(row: Row, parent: str = "") -> StorePrice | None:
    """What a simple product or a variation of `parent` costs; None for what is not sold by itself.

    WooCommerce: `sale_price` is asked for while there is one, and `regular_price` is then the "de".
    """
    own = whole(row, "id")
    if not own or (not parent and kind_of(row) not in ("simple", "")):
        return None
    product = StoreProduct(
        parent or own,
        own if parent else "",
        text(row, "sku"),
        gtin(row, "global_unique_id"),
        text(row, "name"),
    )
    return StorePrice(product, price_of(row))


def price_of(row: Row) -> Price | None:
    """The price of a row; None where there is none that can be read."""
    return promoted(row.get("regular_price"), row.get("sale_price"))


def price_fields(price: Price) -> dict[str, str]:
    """A price as WooCommerce takes it: texts with a dot; an empty sale price ends a promotion."""
    if is_promotion(price):
        return {"regular_price": f"{price.list_price:.2f}", "sale_price": f"{price.price:.2f}"}
    return {"regular_price": f"{price.price:.2f}", "sale_price": ""}


def batch_body(changes: Sequence[PriceChange]) -> dict[str, object]:
    """The body of a batch."""
    return {
        "update": [
            {
                "id": int(change.product.variation_id or change.product.product_id),
                **price_fields(change.price),
            }
            for change in changes
        ]
    }


def outcomes(changes: Sequence[PriceChange], body: object) -> list[ItemOutcome] | None:
    """What the store said of each change; None where the answer is none to this batch."""
    by_id = rows_by_id(body)
    if by_id is None:
        return None
    return [_outcome(change, by_id.get(_own(change))) for change in changes]


def _own(change: PriceChange) -> str:
    return change.product.variation_id or change.product.product_id


def _outcome(change: PriceChange, row: Row | None) -> ItemOutcome:
    if found := refused(change.product, row):
        return found
    assert row is not None  # noqa: S101 - `refused` told of it
    shown, wanted = price_of(row), change.price
    if shown is None or shown != Price(wanted.price, _list(wanted)):
        return ItemOutcome(change.product.ref, False, "store.price_kept")
    return ItemOutcome(change.product.ref, True, sku=text(row, "sku"))


def _list(price: Price) -> Decimal | None:
    return price.list_price if is_promotion(price) else None
