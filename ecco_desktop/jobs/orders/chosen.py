"""The ERP product that a person chose for one line of one order, where nothing on either side tells it."""

import json
from collections.abc import Mapping
from dataclasses import replace

from ecco_desktop.domain.orders import OrderLine, StoreOrder
from ecco_desktop.jobs.run.context import RunContext
from ecco_desktop.jobs.run.facts import Fact

# The causes that are solved by it; each tells the line's key, under LINE.
CAUSES = (
    "order.line_gone",
    "order.product",
    "order.product_inactive",
    "order.product_no_code",
    "order.product_twice",
)


Choices = Mapping[str, tuple[str, str]]


def _read(text: str) -> Choices:
    return {str(key): (str(product), str(sku)) for key, (product, sku) in json.loads(text).items()}


# By store order id: the line's key → the ERP product's id, and the SKU it had when it was chosen.
CHOSEN: Fact[Choices] = Fact("line_product", json.dumps, _read)


def with_choices(
    ctx: RunContext, order: StoreOrder, choices: Choices
) -> tuple[StoreOrder, dict[OrderLine, str]]:
    """The order with its lines as a person answered for them, and the ERP product of each of these.

    Only where the ERP still has that product, active and called as it was; else the line stays as it is.
    """
    lines, products = [], {}
    for line in order.lines:
        product_id, sku = choices.get(line.key, ("", ""))
        product = ctx.erp.product(product_id) if product_id else None
        known = product is not None and product.active and product.sku == sku
        lines.append(replace(line, sku=product.sku, gtin=product.gtin) if product and known else line)
        if product and known:
            products[lines[-1]] = product.id
    return replace(order, lines=tuple(lines)) if products else order, products
