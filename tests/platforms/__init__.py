"""What the scenario tests must know of each store platform: a module of its own for each, with `FACTS`.

The tests tell the shop's truth in one vocabulary (the sandbox's, which is WooCommerce's); a platform shows
it in its own words, and keeps papers where it has a place for them.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from importlib import import_module
from pkgutil import iter_modules
from typing import Any

State = dict[str, Any]


@dataclass(frozen=True)
class Facts:
    """`papers` and the like get the sandbox's whole state and the id of a store order."""

    kind: str
    # Statuses of the shop's truth in which an order that is paid comes in.
    imports: tuple[str, ...]
    # What an ERP order becomes (code of `situacao`) when the store's goes back to this.
    statuses: Mapping[str, str]
    # The platform's own word for a status of the truth, as the status map knows it.
    words: Mapping[str, str]
    # Invoices an order shows, as (number, key).
    invoices: Callable[[State, str], list[tuple[str, str]]]
    # Tracking codes an order shows.
    codes: Callable[[State, str], list[str]]
    # Steps of the delivery an order shows.
    steps: Callable[[State, str], list[str]]
    # The request that makes a product, as faults match it.
    creates: str
    # A tracking code goes only where an invoice is.
    invoice_first: bool = False
    brands: bool = True
    warehouses: bool = False
    # Whether a product that has variations has a SKU of its own.
    parent_skus: bool = True
    # The cause of bad orders where it differs from the usual one.
    bad: Mapping[str, str] = field(default_factory=dict)


PLATFORMS: dict[str, Facts] = {
    facts.kind: facts
    for module in iter_modules(__path__)
    for facts in [import_module(f"{__name__}.{module.name}").FACTS]
}
