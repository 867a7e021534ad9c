"""The stock and products of an ERP that is read and never written."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from ecco_desktop.domain.codes import same_gtin
from ecco_desktop.domain.errors import RecordProblem
from ecco_desktop.domain.products import Attribute, Brand, Category, ErpProduct, ErpProductDraft
from ecco_desktop.domain.stock import StockLevel
from ecco_desktop.jobs.pretend.base import Pretending
from ecco_desktop.jobs.pretend.erp_pretence import NEW, ErpPretence
from ecco_desktop.ports.erp import Erp, ErpProducts, ErpStock


class PretendErpProducts(Pretending[Erp, ErpPretence], ErpStock, ErpProducts):
    """What would be there, with what is."""

    def stock_levels(self) -> Iterator[Sequence[StockLevel]]:
        """With the reservations of orders that would be there, and products that would be there."""
        for page in self._real.stock_levels():
            yield [self._reserved(level) for level in page]
        zero = Decimal(0)
        yield [
            StockLevel(product.id, product.sku, product.name, zero, zero)
            for product in self._kept.products.values()
        ]

    def products_by_sku(self, sku: str) -> Sequence[ErpProduct]:
        """With those that would be there."""
        new = [product for product in self._kept.products.values() if product.sku == sku]
        return new or self._real.products_by_sku(sku)

    def products_by_skus(self, skus: Sequence[str]) -> Mapping[str, Sequence[ErpProduct]]:
        """With those that would be there."""
        new = {product.sku: [product] for product in self._kept.products.values() if product.sku in skus}
        return {**self._real.products_by_skus([sku for sku in skus if sku not in new]), **new}

    def products_by_gtin(self, gtin: str) -> Sequence[ErpProduct]:
        """With those that would be there."""
        new = [product for product in self._kept.products.values() if same_gtin(product.gtin, gtin)]
        return [*self._real.products_by_gtin(gtin), *new]

    def products(self) -> Iterator[Sequence[ErpProduct]]:
        """With those that would be there."""
        yield from self._real.products()
        yield list(self._kept.products.values())

    def product(self, product_id: str) -> ErpProduct | None:
        """As it would be."""
        return self._kept.products.get(product_id) or self._real.product(product_id)

    def create_product(self, draft: ErpProductDraft) -> ErpProduct:
        """Remembered only; refused as the ERP would where the SKU is taken."""
        if self.products_by_sku(draft.sku):
            raise RecordProblem("ecco.product_refused", sku=draft.sku, detail="código já existe")
        made = replace(draft.made(f"{NEW}-{len(self._kept.products) + 1}"), detailed=True)
        self._kept.products[made.id] = made
        return made

    def set_attributes(self, sku: str, pairs: Sequence[tuple[str, str]]) -> None:
        """Nothing to show of it."""

    def departments(self) -> Sequence[Category]:
        """As they are."""
        return self._real.departments()

    def attributes(self) -> Sequence[Attribute]:
        """As they are."""
        return self._real.attributes()

    def brands(self) -> Sequence[Brand]:
        """As they are."""
        return self._real.brands()

    def _reserved(self, level: StockLevel) -> StockLevel:
        held = self._kept.reserved.get(level.product_id)
        if not held or level.available is None:
            return level
        return replace(level, available=level.available - held)
