"""SKUs, what is in stock of them, and what they cost. Pure.

VTEX writes prices in reais (and money of orders in cents: see `orders`).
"""

import json
from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal

from ecco_desktop.connectors.shared.prices import is_promotion
from ecco_desktop.connectors.shared.records import Row, amount, day, gtin, number, part, rows, text, whole
from ecco_desktop.domain.products import Price, StoreProduct
from ecco_desktop.domain.stock import StoreStock

# What a SKU is called changes rarely, and costs one call: it is read again after one to two weeks, in turns.
DAYS = 7


def to_item(detail: Row, *, alone: bool) -> StoreProduct | None:
    """A SKU as something that is sold; one that is alone in its product may have its code there only."""
    product, own = whole(detail, "ProductId"), whole(detail, "Id")
    if not product or not own:
        return None
    name = text(detail, "NameComplete", "ProductName", "SkuName")
    return StoreProduct(product, own, sku_of(detail, alone=alone), gtin_of(detail), name)


def sku_of(detail: Row, *, alone: bool) -> str:
    """The shop's own code of a SKU."""
    return text(part(detail, "AlternateIds"), "RefId") or (text(detail, "ProductRefId") if alone else "")


def gtin_of(detail: Row) -> str:
    """The barcode of a SKU."""
    return gtin(part(detail, "AlternateIds"), "Ean")


def kept(item: StoreProduct, today: date) -> str:
    """A SKU as it is remembered."""
    return json.dumps(
        [item.product_id, item.sku, item.gtin, item.name, today.isoformat()], ensure_ascii=False
    )


def remembered(sku_id: str, note: str, today: date) -> StoreProduct | None:
    """The SKU a note tells of; None where it is too old, or told no code: then it is read again."""
    try:
        product, sku, gtin, name, written = json.loads(note)
    except (ValueError, TypeError):
        return None
    read = day(written)
    if read is None or not sku or today - read > timedelta(days=DAYS + int(sku_id) % DAYS):
        return None
    return StoreProduct(str(product), sku_id, str(sku), str(gtin), str(name))


def to_stock(item: StoreProduct, balance: Row) -> StoreStock:
    """What the store offers: VTEX's total less what it reserves itself for open orders, never below zero."""
    if balance.get("hasUnlimitedQuantity") is True:
        return StoreStock(item, None, managed=False)
    total = number(balance.get("totalQuantity"))
    if total is None:
        return StoreStock(item, None, managed=False)
    offered = total - reserved(balance)
    return StoreStock(item, max(Decimal(0), offered), managed=True, short=max(0, -int(offered)))


def reserved(balance: Row) -> Decimal:
    """What VTEX keeps back for open orders."""
    return max(Decimal(0), number(balance.get("reservedQuantity")) or Decimal(0))


def quantity_body(wanted: int, balance: Row) -> dict[str, object]:
    """What to write so that `wanted` is offered: VTEX takes its own reservations off what it is told."""
    return {"quantity": wanted + int(reserved(balance)), "unlimitedQuantity": False}


def to_price(row: Row | None) -> Price | None:
    """What is asked for; the list price is the "de" where it is higher."""
    price = amount(row.get("basePrice")) if row else None
    if row is None or price is None or price < 0:
        return None
    found = Price(price, amount(row.get("listPrice")))
    return found if is_promotion(found) else Price(price)


def price_body(price: Price, row: Row | None) -> dict[str, object]:
    """A price as VTEX takes it: two of base, cost and markup, and every fixed price the SKU has.

    VTEX: a fixed price that is not sent back is deleted. A SKU without a price gets no markup.
    """
    known: Mapping[str, object] = row or {}
    cost = number(known.get("costPrice"))
    body: dict[str, object] = {
        "basePrice": float(price.price),
        "listPrice": float(price.list_price) if price.list_price and is_promotion(price) else None,
        "fixedPrices": [dict(each) for each in rows(known, "fixedPrices")],
    }
    return body | ({"markup": 0} if cost is None else {"costPrice": float(cost)})
