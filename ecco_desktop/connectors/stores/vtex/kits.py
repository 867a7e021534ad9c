"""The parts of a VTEX kit, which an order tells inside the kit's own line. Pure.

What was chosen beside an item (assembly options: `parentItemIndex`) is no part of it: a guarantee is sold
with the sunglasses, not instead of them. Such items stay lines of their own.
"""

from decimal import Decimal

from ecco_desktop.connectors.shared.records import Row, gtin, number, rows, text, whole
from ecco_desktop.domain.orders import ZERO, OrderLine
from ecco_desktop.domain.products import store_ref


def parts_of(item: Row, own: str) -> list[OrderLine]:
    """The components of an item as lines without a price; none where one of them has no code.

    VTEX does not say whether their quantity is that of one kit or of all. As in its catalogue it is of one,
    unless their prices add up to the kit's only the other way.
    """
    kits, found = number(item.get("quantity")) or ZERO, rows(item, "components")
    counts = [number(each.get("quantity")) or ZERO for each in found]
    named = all(ref_of(each) or text(each, "refId", "ean") for each in found)
    if not found or not named or kits <= 0 or min(counts) <= 0:
        return []
    prices = [number(each.get("price")) or ZERO for each in found]
    times = Decimal(1) if _of_all(item, kits, prices, counts) else kits
    return [
        OrderLine(
            product_ref=ref_of(each),
            sku=text(each, "refId"),
            gtin=gtin(each, "ean"),
            title=text(each, "name"),
            quantity=count * times,
            subtotal=ZERO,
            total=ZERO,
            part_of=own,
            worth=max(ZERO, price * count),
        )
        for each, count, price in zip(found, counts, prices, strict=True)
    ]


def ref_of(item: Row) -> str:
    """The product ref of a line: product and SKU, always both; "" where one of them is missing."""
    product, sku = whole(item, "productId"), whole(item, "id")
    return store_ref(product, sku) if product and sku else ""


def _of_all(item: Row, kits: Decimal, prices: list[Decimal], counts: list[Decimal]) -> bool:
    """Whether the prices say that the counts are those of all the kits of the line."""
    price = number(item.get("price")) or ZERO
    told = sum((each * count for each, count in zip(prices, counts, strict=True)), ZERO)
    return kits != 1 and price > 0 and told == price * kits
