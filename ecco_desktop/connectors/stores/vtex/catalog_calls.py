"""Reading the catalog of a VTEX store (ports.store.StoreCatalog)."""

from collections.abc import Iterator, Mapping, Sequence

from ecco_desktop.connectors.http.client import segment
from ecco_desktop.connectors.shared.paging import Paging, Place
from ecco_desktop.connectors.shared.records import Row, listed, part, rows, text, whole
from ecco_desktop.connectors.shared.sizes import Size
from ecco_desktop.connectors.stores.vtex import catalog, items
from ecco_desktop.connectors.stores.vtex.calls import PAGE, Calls
from ecco_desktop.connectors.stores.vtex.catalog import Detail, Family
from ecco_desktop.domain.amounts import is_count
from ecco_desktop.domain.errors import RecordProblem, TransientProblem
from ecco_desktop.domain.foreign import read, spellings
from ecco_desktop.domain.products import (
    Attribute,
    Brand,
    Category,
    ProductSheet,
    StoreProduct,
    Warehouse,
)
from ecco_desktop.ports.store import CatalogPage
from ecco_desktop.ports.unread import each_row

LEVELS = 10
BRANDS = 100
SYSTEM = "/api/catalog_system"


class CatalogCalls(Calls):
    """Reads. VTEX has no "changed since" for products: new ones are found by walking through all of them."""

    def categories(self) -> Sequence[Category]:
        answer = self.account.catalog.get(f"{SYSTEM}/pub/category/tree/{LEVELS}")
        return catalog.to_categories(answer.json()) if answer else []

    def brands(self) -> Sequence[Brand]:
        found: dict[str, Brand] = {}
        paging, size = Paging(self.account.base), Size(self.notes, "brands", BRANDS)
        place = Place(0, size.most)
        page = place.resized(size.value, paging)
        while True:
            query = {"page": str(page), "pageSize": str(size.value)}
            try:
                body = self.account.catalog.row(f"{SYSTEM}/pvt/brand/pagedlist", query)
            except TransientProblem as problem:
                if not size.too_much(problem):
                    raise
                page = place.resized(size.value, paging)
                continue
            given, told = rows(body, "items"), part(body, "paging")
            fresh = [brand for row in given if (brand := catalog.to_brand(row)) and brand.id not in found]
            found |= {brand.id: brand for brand in fresh}
            total, pages = text(told, "total"), text(told, "pages")
            ended = not fresh or (is_count(pages) and page >= int(pages))
            if ended or not paging.more(given, len(given), int(total) if is_count(total) else None):
                return list(found.values())
            place.took(len(given))
            page += 1

    def attributes(self) -> Sequence[Attribute]:
        """What SKUs vary by in any category, with its values. One call a category, and one a field."""
        door = self.account.catalog
        fields: dict[str, str] = {}
        for listed_fields in self._together(self.categories(), lambda each: self._fields(each.id)):
            fields |= dict(pair for row in listed_fields if (pair := catalog.to_field(row)))
        values = self._together(
            list(fields), lambda key: door.rows(f"{SYSTEM}/pub/specification/fieldvalue/{key}")
        )
        return [
            catalog.to_attribute(key, name, found)
            for (key, name), found in zip(fields.items(), values, strict=True)
        ]

    def warehouses(self) -> Sequence[Warehouse]:
        """Every warehouse."""
        return self._places()

    def catalog(self, first_page: int = 1) -> Iterator[CatalogPage]:
        """Every product with its SKUs by ascending id within a page. Two calls a SKU: detail and price."""
        for number, total, page in self._pages(first_page):
            wanted = [sku_id for family in page for sku_id in family.skus]
            details = dict(zip(wanted, self._details(wanted), strict=True))
            families = [_those(family, details) for family in page]
            made = each_row(families, lambda those: catalog.to_product(those, grams=self.choices.grams))
            yield CatalogPage(number, -(-total // PAGE), self.money.catalog(list(made)))

    def product_by_sku(self, sku: str) -> StoreProduct | None:
        """The SKU with exactly this code; else the family whose own code it is, once it has SKUs.

        A product without SKUs is half made: it is not sold, and creating it again goes on with it.
        """
        written = spellings(sku)
        if detail := next((found for each in written if (found := self._sku_by_ref(each))), None):
            return items.to_item(detail, alone=False)
        product = next((found for each in written if (found := self._product_by_ref(each))), None)
        if product is None:
            return None
        skus = [found for each in self._sku_ids(whole(product, "Id")) if (found := self._sku(each))]
        if not skus:
            return None
        if catalog.varies(skus):
            return StoreProduct(whole(product, "Id"), "", sku, "", text(product, "Name"))
        return items.to_item(skus[0], alone=True)

    def sheet(self, product: StoreProduct) -> ProductSheet | None:
        """What the store shows of one SKU, or of a family by itself."""
        grams = self.choices.grams
        if not product.variation_id:
            row = self._product(product.product_id)
            return None if row is None else catalog.to_parent_sheet(row, self._categories_of(row))
        detail = next(iter(self._details([product.variation_id])))
        if detail is None:
            return None
        many = len(self._sku_ids(product.product_id)) > 1 or catalog.varies([detail.row])
        return catalog.to_sheet(detail, grams=grams, part_of_many=many)

    # -- inside --

    def _details(self, sku_ids: Sequence[str]) -> Iterator[Detail | None]:
        return self._together(sku_ids, self._detail)

    def _detail(self, sku_id: str) -> Detail | None:
        row = self._sku(sku_id)
        return None if row is None else Detail(row, items.to_price(self._price_row(sku_id)))

    def _product(self, product_id: str) -> Row | None:
        """The raw record of a product."""
        return self.account.catalog.record(f"/api/catalog/pvt/product/{product_id}", "Id", product_id)

    def _categories_of(self, product: Row) -> list[str]:
        """A product's own category, and the similar ones it is shown in as well."""
        similar = self.account.catalog.rows(
            f"/api/catalog/pvt/product/{whole(product, 'Id')}/similarcategory"
        )
        ids = (whole(product, "CategoryId"), *(whole(row, "CategoryId") for row in similar))
        return list(dict.fromkeys(filter(None, ids)))

    def _product_by_ref(self, ref: str) -> Row | None:
        """The product of exactly this code (VTEX: null, or 404, where there is none)."""
        path = f"{SYSTEM}/pvt/products/productgetbyrefid/{segment(ref)}"
        row = self.account.catalog.row(path)
        return row if row is not None and text(row, "RefId") == read(ref) and whole(row, "Id") else None

    def _sku_by_ref(self, ref: str) -> Row | None:
        """The SKU of exactly this code, with its product."""
        # A POST that only reads; VTEX answers code → id, null where there is none.
        path = f"{SYSTEM}/pub/sku/stockkeepingunitidsbyrefids"
        answer = self.account.catalog.send("POST", path, [ref], idempotent=True)
        if answer.status == 404:
            return None
        body = answer.json() if answer.status < 300 else None
        if not isinstance(body, Mapping) or ref not in body:
            raise RecordProblem("store.unclear", what=ref)
        own = whole(body, ref)
        detail = self._sku(own) if own else None
        same = detail is not None and text(part(detail, "AlternateIds"), "RefId") == read(ref)
        return detail if same else None

    def _sku_ids(self, product_id: str) -> list[str]:
        found = self.account.catalog.rows(f"{SYSTEM}/pvt/sku/stockkeepingunitByProductId/{product_id}")
        return [own for row in found if (own := whole(row, "Id"))]

    def _fields(self, category: str) -> list[Row]:
        """The specifications of a category, inherited ones too."""
        path = f"{SYSTEM}/pub/specification/field/listTreeByCategoryId/{category}"
        answer = self.account.catalog.get(path)
        return listed(answer.json()) if answer else []


def _those(family: Family, details: dict[str, Detail | None]) -> list[Detail]:
    return [found for sku_id in family.skus if (found := details[sku_id])]
