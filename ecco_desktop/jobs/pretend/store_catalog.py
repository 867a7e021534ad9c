"""The catalog of a store that is read and never written."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from ecco_desktop.domain.products import (
    Attribute,
    Brand,
    Category,
    Price,
    ProductSheet,
    StoreProduct,
    Warehouse,
)
from ecco_desktop.jobs.pretend.base import Pretending
from ecco_desktop.jobs.pretend.erp_pretence import NEW
from ecco_desktop.jobs.pretend.store_pretence import StorePretence
from ecco_desktop.ports.store import CatalogPage, Store, StoreCatalog


class PretendStoreCatalog(Pretending[Store, StorePretence], StoreCatalog):
    """What would be there, with what is."""

    def categories(self) -> Sequence[Category]:
        """As they are."""
        return self._real.categories()

    def attributes(self) -> Sequence[Attribute]:
        """As they are."""
        return self._real.attributes()

    def brands(self) -> Sequence[Brand]:
        """As they are."""
        return self._real.brands()

    def warehouses(self) -> Sequence[Warehouse]:
        """As they are."""
        return self._real.warehouses()

    def catalog(self, first_page: int = 1) -> Iterator[CatalogPage]:
        """As it is."""
        return self._real.catalog(first_page)

    def product_by_sku(self, sku: str) -> StoreProduct | None:
        """With those that would be there."""
        for product in self._kept.created.values():
            if product.sku == sku:
                return product
        return self._real.product_by_sku(sku)

    def sheet(self, product: StoreProduct) -> ProductSheet | None:
        """As it is."""
        return self._real.sheet(product)

    def create_product(self, sheet: ProductSheet, children: Sequence[ProductSheet]) -> StoreProduct:
        """Remembered only."""
        made = StoreProduct(f"{NEW}{len(self._kept.created) + 1}", "", sheet.sku, sheet.gtin, sheet.name)
        self._kept.created[made.ref] = made
        if children:
            # A parent is not sold by itself.
            self._kept.created[made.ref] = replace(made, name="")
        else:
            self._create_item(made, sheet)
        return made

    def create_variation(self, parent: StoreProduct, sheet: ProductSheet) -> StoreProduct:
        """Remembered only."""
        own = f"{NEW}{len(self._kept.created) + 1}"
        made = StoreProduct(parent.product_id, own, sheet.sku, sheet.gtin, sheet.name)
        self._kept.created[made.ref] = made
        self._create_item(made, sheet)
        return made

    def update_product(self, product: StoreProduct, sheet: ProductSheet, fields: Sequence[str]) -> None:
        """Not sent."""

    def _create_item(self, made: StoreProduct, sheet: ProductSheet) -> None:
        self._kept.stock[made.ref] = Decimal(0)
        if sheet.price is not None:
            self._kept.prices[made.ref] = Price(sheet.price, sheet.list_price)
