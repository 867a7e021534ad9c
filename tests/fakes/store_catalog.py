"""The catalog of a store in memory."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import count

from ecco_desktop.domain.errors import RecordProblem
from ecco_desktop.domain.products import (
    Attribute,
    Brand,
    CatalogProduct,
    CatalogVariation,
    Category,
    Price,
    ProductSheet,
    StoreProduct,
    Warehouse,
)
from ecco_desktop.domain.stock import StoreStock
from ecco_desktop.ports.store import CatalogPage, StoreCatalog
from tests.fakes.luck import lost
from tests.fakes.store_items import FakeStoreItems

PAGE = 5


class FakeStoreCatalog(FakeStoreItems, StoreCatalog):
    """What is kept of each thing to sell is its sheet; a parent has one too, and is not sold itself."""

    def __init__(self) -> None:
        super().__init__()
        self.sheets: dict[str, tuple[StoreProduct, ProductSheet]] = {}
        self.known_categories: list[Category] = []
        self.known_brands: list[Brand] = []
        self._next = count(5001)

    def add(self, ref: str, sku: str, quantity: int | None, gtin: str = "", managed: bool = True) -> None:
        """Something to sell."""
        product_id, _, variation = ref.partition("/")
        parent = ProductSheet("", "", "", f"Produto {product_id}", True, variable=True)
        if variation and product_id not in self.sheets:
            self._place(StoreProduct(product_id, "", "", "", parent.name), parent)
        options = (("Tamanho", variation),) if variation else ()
        sheet = ProductSheet("", sku, gtin, f"Produto {ref}", True, options=options, part=bool(variation))
        amount = None if quantity is None else Decimal(quantity)
        self._place(StoreProduct(product_id, variation, sku, gtin, sheet.name), sheet, amount, managed)

    def categories(self) -> Sequence[Category]:
        """Those that were made known."""
        return self.known_categories

    def attributes(self) -> Sequence[Attribute]:
        """None is shared: each product has its own options."""
        return []

    def brands(self) -> Sequence[Brand]:
        """Those that were made known."""
        return self.known_brands

    def warehouses(self) -> Sequence[Warehouse]:
        """Only one place, which has no name."""
        return []

    def catalog(self, first_page: int = 1) -> Iterator[CatalogPage]:
        """Pages of five."""
        heads = [self._whole(*pair) for pair in self.sheets.values() if not pair[0].variation_id]
        pages = -(-len(heads) // PAGE)
        for number in range(first_page, pages + 1):
            yield CatalogPage(number, pages, tuple(heads[(number - 1) * PAGE : number * PAGE]))

    def product_by_sku(self, sku: str) -> StoreProduct | None:
        """The first that has it."""
        return next((product for product, _ in self.sheets.values() if sku and product.sku == sku), None)

    def sheet(self, product: StoreProduct) -> ProductSheet | None:
        """As it was kept, with its price."""
        if product.ref not in self.sheets:
            return None
        price = self.asks.get(product.ref)
        kept = self.sheets[product.ref][1]
        return replace(kept, price=price.price, list_price=price.list_price) if price else kept

    def create_product(self, sheet: ProductSheet, children: Sequence[ProductSheet]) -> StoreProduct:
        """Create, refuse a SKU that is taken, or lose the answer."""
        return self._created(replace(sheet, variable=bool(children), part=False), "")

    def create_variation(self, parent: StoreProduct, sheet: ProductSheet) -> StoreProduct:
        """As a product; refused where it has no parent."""
        if parent.ref not in self.sheets:
            raise RecordProblem("store.product_refused", sku=sheet.sku, field="parent", detail="não existe")
        return self._created(replace(sheet, part=True), parent.product_id)

    def update_product(self, product: StoreProduct, sheet: ProductSheet, fields: Sequence[str]) -> None:
        """The named fields; refused where the product is gone."""
        if product.ref not in self.sheets:
            raise RecordProblem("store.product_refused", sku=sheet.sku, field="id", detail="não existe")
        known, kept = self.sheets[product.ref]
        names = {"weight": "weight_kg", "categories": "category_ids"}
        wanted = {key: getattr(sheet, key) for field in fields if (key := names.get(field, field)) != "price"}
        if "price" in fields and sheet.price is not None:
            self.asks[product.ref] = Price(sheet.price, sheet.list_price)
        changed = replace(kept, **wanted)
        renamed = replace(known, sku=changed.sku, gtin=changed.gtin, name=changed.name)
        self.sheets[product.ref] = (renamed, changed)
        if product.ref in self.items:
            self.items[product.ref] = replace(self.items[product.ref], product=renamed)

    # -- inside --

    def _created(self, sheet: ProductSheet, parent_id: str) -> StoreProduct:
        luck = self.luck()
        if luck == "before":
            raise lost("store", "Loja")
        if self.product_by_sku(sheet.sku):
            raise RecordProblem("store.product_refused", sku=sheet.sku, field="sku", detail="já existe")
        own = str(next(self._next))
        ids = (parent_id, own) if parent_id else (own, "")
        made = StoreProduct(*ids, sheet.sku, sheet.gtin, sheet.name)
        self._place(made, sheet, Decimal(0))
        if luck == "after":
            raise lost("store", "Loja")
        return made

    def _place(
        self,
        product: StoreProduct,
        sheet: ProductSheet,
        quantity: Decimal | None = None,
        managed: bool = True,
    ) -> None:
        self.sheets[product.ref] = (product, sheet)
        if sheet.variable:
            return
        self.items[product.ref] = StoreStock(product, quantity, managed)
        if sheet.price is not None:
            self.asks[product.ref] = Price(sheet.price, sheet.list_price)

    def _whole(self, product: StoreProduct, sheet: ProductSheet) -> CatalogProduct:
        price = self.asks.get(product.ref)
        return CatalogProduct(
            product.product_id,
            product.sku,
            product.gtin,
            product.name,
            sheet.variable,
            price.price if price else None,
            price.list_price if price else None,
            sheet.weight_kg,
            sheet.description,
            sheet.active,
            sheet.category_ids,
            variations=tuple(self._variations(product.product_id)),
        )

    def _variations(self, parent_id: str) -> Iterator[CatalogVariation]:
        for product, sheet in self.sheets.values():
            if product.product_id == parent_id and product.variation_id:
                price = self.asks.get(product.ref)
                yield CatalogVariation(
                    product.variation_id,
                    product.sku,
                    product.gtin,
                    sheet.options,
                    price.price if price else None,
                    price.list_price if price else None,
                    sheet.weight_kg,
                    sheet.active,
                )
