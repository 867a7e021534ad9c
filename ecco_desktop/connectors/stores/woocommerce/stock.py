"""WooCommerce products as stock, and batches of stock as WooCommerce takes them. Pure."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import groupby
from typing import Protocol, TypeVar

from ecco_desktop.connectors.shared.records import Row, gtin, text, verbatim, whole
from ecco_desktop.domain.amounts import parse_decimal
from ecco_desktop.domain.chunks import chunks
from ecco_desktop.domain.foreign import brief
from ecco_desktop.domain.products import StoreProduct
from ecco_desktop.domain.stock import ItemOutcome, StockChange, StoreStock
from ecco_desktop.ports.unread import note

FIELDS = "id,name,type,sku,global_unique_id,manage_stock,stock_quantity"
VARIABLE, UNCLEAR = "variable", "?"
# Both spell "there is no such product": the products route, and the variations route.
_MISSING = ("invalid_id", "invalid_product_id")


def kind_of(row: Row) -> str:
    """WooCommerce's word for a product's type; "" where the row leaves it out.

    Where it is no word, nobody knows whether this is sold by itself: noted for the run's list, and no number.
    """
    kind = text(row, "type")
    if not kind and "type" in row:
        note(whole(row, "id"), "type")
        return UNCLEAR
    return kind


def to_stock(row: Row, parent: str = "", parent_name: str = "") -> StoreStock | None:
    """A simple product, or a variation of `parent`; None for what is not sold by itself."""
    own = whole(row, "id")
    if not own or (not parent and kind_of(row) not in ("simple", "")):
        return None
    product = StoreProduct(
        product_id=parent or own,
        variation_id=own if parent else "",
        sku=text(row, "sku"),
        gtin=gtin(row, "global_unique_id"),
        name=text(row, "name") or parent_name,
    )
    # WooCommerce: a variation that uses its parent's stock says "parent".
    managed = row.get("manage_stock") is True
    return StoreStock(product, _quantity(row.get("stock_quantity")) if managed else None, managed)


def batch_body(changes: Sequence[StockChange], off: Collection[str] = ()) -> dict[str, object]:
    """The body of a batch. `manage_stock` goes along: the quantity is ignored while it is off.

    Not for a variation, unless its count was seen to be off (`off`, by ref): one that shares its parent's
    stock would leave it.
    """
    return {"update": [_body(change, off) for change in changes]}


def _body(change: StockChange, off: Collection[str]) -> dict[str, object]:
    product = change.product
    switch = not product.variation_id or product.ref in off
    body: dict[str, object] = {"id": int(product.variation_id or product.product_id)}
    return body | ({"manage_stock": True} if switch else {}) | {"stock_quantity": change.quantity}


def is_off(row: Row) -> bool:
    """Whether a product keeps no count at all, neither its own nor its parent's."""
    return row.get("manage_stock") is False


class _Change(Protocol):
    @property
    def product(self) -> StoreProduct: ...


C = TypeVar("C", bound=_Change)


def groups(changes: Sequence[C], size: int) -> Iterator[Sequence[C]]:
    """Changes that travel together: simple products, then the variations of one parent at a time.

    WooCommerce: variations cannot be written through /products, and their batch is per parent.
    """
    simple = [change for change in changes if not change.product.variation_id]
    yield from chunks(simple, size)
    varied = sorted(
        (change for change in changes if change.product.variation_id), key=lambda c: c.product.product_id
    )
    for _, family in groupby(varied, key=lambda change: change.product.product_id):
        yield from chunks(list(family), size)


def outcomes(changes: Sequence[StockChange], body: object) -> list[ItemOutcome] | None:
    """What the store said of each change, by id; None where the answer is none to this batch."""
    by_id = rows_by_id(body)
    return None if by_id is None else [_outcome(change, by_id) for change in changes]


def refused(product: StoreProduct, row: Row | None) -> ItemOutcome | None:
    """What a batch says of an item it did not do; None where it was done."""
    if row is None:
        return ItemOutcome(product.ref, False, "stock.read_failed")
    error = row.get("error")
    if not isinstance(error, Mapping):
        return None
    code = text(error, "code")
    key = "store.item_missing" if code.endswith(_MISSING) else "store.item_refused"
    return ItemOutcome(product.ref, False, key, brief(verbatim(error, "message")))


def rows_by_id(body: object) -> dict[str, Row] | None:
    """The updated rows of a batch by id; None where the answer is none to a batch."""
    rows = body.get("update") if isinstance(body, Mapping) else None
    if not isinstance(rows, list):
        return None
    return {whole(row, "id"): row for row in rows if isinstance(row, Mapping)}


def _outcome(change: StockChange, by_id: Mapping[str, Row]) -> ItemOutcome:
    product = change.product
    row = by_id.get(product.variation_id or product.product_id)
    if found := refused(product, row):
        return found
    assert row is not None  # noqa: S101 - `refused` told of it
    if row.get("manage_stock") == "parent":
        return ItemOutcome(product.ref, False, "woo.parent_stock")
    if _quantity(row.get("stock_quantity")) != change.quantity:
        return ItemOutcome(product.ref, False, "woo.unmanaged")
    return ItemOutcome(product.ref, True, sku=text(row, "sku"))


def _quantity(value: object) -> Decimal | None:
    try:
        return parse_decimal(value)
    except ValueError:
        return None
