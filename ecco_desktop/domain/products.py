"""Products as the ERP and as a store have them."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ErpProduct:
    """A product that can be sold. `parent_id` is empty for a simple product or a parent."""

    id: str
    sku: str
    gtin: str
    name: str
    active: bool
    parent_id: str = ""


@dataclass(frozen=True, slots=True)
class StoreProduct:
    """Something a store sells: a simple product, or one variation of a product."""

    product_id: str
    variation_id: str
    sku: str
    gtin: str
    name: str

    @property
    def ref(self) -> str:
        """The outside id kept in links: "12" for a simple product, "12/34" for variation 34 of 12."""
        return store_ref(self.product_id, self.variation_id)


def store_ref(product_id: str, variation_id: str = "") -> str:
    """The outside id of a product or of one of its variations."""
    return f"{product_id}/{variation_id}" if variation_id else product_id
