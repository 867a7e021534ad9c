"""The products of an ERP in memory."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from ecco_desktop.domain.codes import same_gtin
from ecco_desktop.domain.errors import RecordProblem
from ecco_desktop.domain.products import Attribute, Brand, Category, ErpProduct, ErpProductDraft, Pairs
from ecco_desktop.ports.erp import ErpProducts
from tests.fakes.luck import Losing, lost


class FakeErpProducts(Losing, ErpProducts):
    """A SKU is made once; what attributes a product has is told by a single read alone."""

    def __init__(self) -> None:
        super().__init__()
        self.catalog: list[ErpProduct] = []
        self.known_attributes: list[Attribute] = []
        self.known_brands: list[Brand] = []
        self.known_departments: list[Category] = []
        self.traits: dict[str, Pairs] = {}

    def products_by_sku(self, sku: str) -> Sequence[ErpProduct]:
        """By SKU."""
        return [product for product in self.catalog if product.sku == sku]

    def products_by_skus(self, skus: Sequence[str]) -> Mapping[str, Sequence[ErpProduct]]:
        """By SKUs; what is not there is left out."""
        return {sku: found for sku in skus if (found := self.products_by_sku(sku))}

    def products_by_gtin(self, gtin: str) -> Sequence[ErpProduct]:
        """By GTIN."""
        return [product for product in self.catalog if same_gtin(product.gtin, gtin)]

    def products(self) -> Iterator[Sequence[ErpProduct]]:
        """All in one page."""
        yield self.catalog

    def product(self, product_id: str) -> ErpProduct | None:
        """By id, with its attributes by their names."""
        found = next((product for product in self.catalog if product.id == product_id), None)
        if found is None:
            return None
        names = {one.id: (one.name, dict(one.options)) for one in self.known_attributes}
        pairs = tuple(
            (names[key][0], names[key][1][option]) for key, option in self.traits.get(found.sku, ())
        )
        return replace(found, attributes=found.attributes + pairs, detailed=True)

    def create_product(self, draft: ErpProductDraft) -> ErpProduct:
        """Create, refuse a SKU that is taken, or lose the answer."""
        luck = self.luck()
        if luck == "before":
            raise lost("erp", "ERP")
        if self.products_by_sku(draft.sku):
            raise RecordProblem("ecco.product_refused", sku=draft.sku, detail="código já existe")
        made = draft.made(f"n{len(self.catalog) + 1}")
        self.catalog.append(made)
        if luck == "after":
            raise lost("erp", "ERP")
        return made

    def set_attributes(self, sku: str, pairs: Sequence[tuple[str, str]]) -> None:
        """Added to those it has; refused where product or option is not there."""
        known = {(one.id, option) for one in self.known_attributes for option, _ in one.options}
        if not self.products_by_sku(sku) or not known.issuperset(pairs):
            raise RecordProblem("ecco.product_refused", sku=sku, detail="não existe")
        self.traits[sku] = tuple(dict.fromkeys((*self.traits.get(sku, ()), *pairs)))

    def departments(self) -> Sequence[Category]:
        """Those that were made known."""
        return self.known_departments

    def attributes(self) -> Sequence[Attribute]:
        """Those that were made known."""
        return self.known_attributes

    def brands(self) -> Sequence[Brand]:
        """Those that were made known."""
        return self.known_brands
