"""The catalog of a WooCommerce store (ports.store.StoreCatalog)."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from ecco_desktop.connectors.http.client import Answer
from ecco_desktop.connectors.shared.records import Row, gtin, part, text, whole
from ecco_desktop.connectors.stores.woocommerce import catalog
from ecco_desktop.connectors.stores.woocommerce.calls import PAGE, Calls, total_of
from ecco_desktop.connectors.stores.woocommerce.refusals import message
from ecco_desktop.connectors.stores.woocommerce.walk import walk
from ecco_desktop.domain.errors import EccoProblem, RecordProblem, SetupProblem
from ecco_desktop.domain.foreign import brief, read, spellings
from ecco_desktop.domain.products import (
    Attribute,
    Brand,
    CatalogProduct,
    Category,
    ProductSheet,
    StoreProduct,
    Warehouse,
)
from ecco_desktop.ports.store import CatalogPage
from ecco_desktop.ports.unread import each_row

_PARENT = ("name", "sku", "gtin", "active", "description", "weight", "categories", "price")
# Without a count it would be on sale without limit until the stock comes.
NO_STOCK_YET: dict[str, object] = {"manage_stock": True, "stock_quantity": 0}
_FOUND = "id,type,parent_id,sku,global_unique_id,name"
_SKU = "SKU"
_CHILD = ("sku", "gtin", "active", "weight", "price", "options")


class CatalogCalls(Calls):
    """Reads the catalog and writes what an automation asks for."""

    _unit: str = ""

    def categories(self) -> Sequence[Category]:
        rows = self._all("/products/categories")
        return [found for row in rows if (found := catalog.to_category(row))]

    def attributes(self) -> Sequence[Attribute]:
        """Every global attribute with its terms (the list itself has no pages)."""
        answer = self.site.get("/products/attributes")
        if answer.status >= 400:
            raise self.site.refusal(answer)
        found = []
        for row in self.rows(answer):
            own = whole(row, "id")
            terms = self._all(f"/products/attributes/{own}/terms")
            options = tuple((whole(term, "id"), text(term, "name")) for term in terms if text(term, "name"))
            found.append(Attribute(own, text(row, "name"), options))
        return found

    def brands(self) -> Sequence[Brand]:
        """Every brand; none in stores older than 9.6, which lack the route."""
        try:
            rows = list(self._all("/products/brands"))
        except SetupProblem as problem:
            if problem.key not in ("woo.deactivated", "woo.no_route"):
                raise
            return []
        return [found for row in rows if (found := catalog.to_brand(row))]

    def warehouses(self) -> Sequence[Warehouse]:
        """None: WooCommerce has one stock."""
        return ()

    def catalog(self, first_page: int = 1) -> Iterator[CatalogPage]:
        """Every product with its variations by ascending id, from a page on."""
        unit = self._weight_unit()
        done = 0
        query = {"status": "any", "_fields": catalog.FIELDS}
        for answer in self.pages("/products", query, first_page):
            rows = self.rows(answer)
            products = tuple(each_row(rows, lambda row: self._whole(row, unit)))
            total = total_of(answer)
            pages = None if total is None else -(-total // PAGE)
            # A host that gives smaller pages is read again from a little before, never from behind.
            number = first_page + done // PAGE
            yield CatalogPage(number, pages, self.money.catalog(products))
            done += len(rows)

    def product_by_sku(self, sku: str) -> StoreProduct | None:
        """The product or variation with exactly this SKU (the list gives variations too when asked so)."""
        found = (row for each in spellings(sku) if (row := self._by_sku(each)))
        row = next(found, None) or (self._by_reading(sku) if "," in sku else None)
        return _product(row, whole(row, "parent_id")) if row else None

    def _by_sku(self, sku: str) -> Row | None:
        """The row with this SKU. WooCommerce takes a SKU with a comma for several."""
        query = {"sku": sku, "status": "any", "_fields": _FOUND}
        answer = self.site.get("/products", query)
        if answer.status >= 400:
            raise self.site.refusal(answer)
        rows = self.rows(answer)
        # An empty list is the store's "none" (recorded); rows that are no products prove nothing.
        if answer.json() and not (rows and all(whole(row, "id") for row in rows)):
            raise RecordProblem("store.unclear", what=sku)
        return next((row for row in rows if text(row, "sku") == read(sku)), None)

    def _by_reading(self, sku: str) -> Row | None:
        """The row with a SKU that no list can be asked for: every product, then every variation."""
        wanted = read(sku)
        for answer in self.pages("/products", {"status": "any", "_fields": _FOUND}):
            if row := next((row for row in self.rows(answer) if text(row, "sku") == wanted), None):
                return row
        for page in walk(self, _FOUND):
            for each in page.rows:
                if text(each.row, "sku") == wanted:
                    return {**each.row, "parent_id": int(each.parent or 0)}
        return None

    def sheet(self, product: StoreProduct) -> ProductSheet | None:
        fields = catalog.VARIATION_FIELDS if product.variation_id else catalog.FIELDS
        answer = self.site.get(_path(product), {"_fields": fields})
        if answer.status == 404:
            return None
        if answer.status >= 400:
            raise self.site.refusal(answer)
        body = self.site.record(answer, product.variation_id or product.product_id)
        return replace(catalog.to_sheet(body, self._weight_unit()), part=bool(product.variation_id))

    def create_product(self, sheet: ProductSheet, children: Sequence[ProductSheet]) -> StoreProduct:
        """Create a product; a parent gets its options, and neither price nor stock of its own."""
        fields = [name for name in _PARENT if not (children and name == "price")]
        body = catalog.from_sheet(self.money.priced(sheet), fields, self._weight_unit())
        body |= {"type": "variable"} if children else {"type": "simple", **NO_STOCK_YET}
        if children:
            body["attributes"] = catalog.varying(children)
        return _product(self._created("/products", body, sheet.sku), "")

    def create_variation(self, parent: StoreProduct, sheet: ProductSheet) -> StoreProduct:
        self._offer(parent, sheet)
        body = catalog.from_sheet(self.money.priced(sheet), _CHILD, self._weight_unit()) | NO_STOCK_YET
        row = self._created(f"/products/{parent.product_id}/variations", body, sheet.sku)
        return _product(row, parent.product_id)

    def update_product(self, product: StoreProduct, sheet: ProductSheet, fields: Sequence[str]) -> None:
        """Set only the named fields. WooCommerce: lists are replaced whole, so they are sent whole."""
        shown = self.money.priced(sheet) if "price" in fields else sheet
        body = catalog.from_sheet(shown, fields, self._weight_unit())
        if not body:
            return
        answer = self.site.put(_path(product), body)
        if answer.status >= 400:
            raise self._refused(sheet.sku, answer)

    # -- inside --

    def _offer(self, parent: StoreProduct, sheet: ProductSheet) -> None:
        """Make the parent offer the options of a new variation; without that it could not be chosen."""
        answer = self.site.get(_path(parent), {"_fields": "id,attributes"})
        if answer.status >= 400:
            raise self._refused(sheet.sku, answer)
        record = self.site.record(answer, parent.product_id)
        wider = catalog.widened(record.get("attributes"), sheet.options)
        if wider is None:
            return
        answer = self.site.put(_path(parent), {"attributes": wider})
        if answer.status >= 400:
            raise self._refused(sheet.sku, answer)

    def _whole(self, row: Row, unit: str) -> CatalogProduct | None:
        variations: list[Row] = []
        if text(row, "type") == "variable":
            path = f"/products/{whole(row, 'id')}/variations"
            for page in self.pages(path, {"_fields": catalog.VARIATION_FIELDS}):
                variations += self.rows(page)
        return catalog.to_product(row, variations, unit)

    def _all(self, path: str) -> Iterator[Row]:
        for answer in self.pages(path, {}):
            yield from self.rows(answer)

    def _created(self, path: str, body: object, sku: str) -> Row:
        answer = self.site.post(path, body)
        if answer.status >= 400:
            raise self._refused(sku, answer)
        row = answer.json()
        if not isinstance(row, Mapping) or not whole(row, "id"):
            raise self._lost()
        return row

    def _refused(self, sku: str, answer: Answer) -> RecordProblem:
        """What the store refused; where the SKU is taken, the product that nobody sees and that holds it."""
        problem = _refusal(sku, answer.json(), message(answer))
        holder = _holder(answer.json())
        if problem.values["field"] != _SKU and not holder:
            return problem
        query = {"sku": sku, "status": "trash", "_fields": "id,sku,name,status"}
        try:
            found = self.rows(self.site.get("/products", query))
            if not found and holder:
                found = [self._trashed(holder)]
        except EccoProblem:
            # What it refused is told all the same.
            return problem
        trashed = [whole(row, "id") for row in found if text(row, "status") == "trash"]
        return RecordProblem("woo.sku_in_trash", sku=sku, id=trashed[0]) if trashed else problem

    def _trashed(self, own: str) -> Row:
        body = self.site.get(f"/products/{own}", {"_fields": "id,sku,name,status"}).json()
        return body if isinstance(body, Mapping) else {}

    def _weight_unit(self) -> str:
        if not self._unit:
            answer = self.site.get("/settings/products/woocommerce_weight_unit", {"_fields": "id,value"})
            # A key without permission for settings is told 403 or 404: kilograms are the usual unit here.
            self._unit = (text(answer.json(), "value") if answer.status < 400 else "") or "kg"
        return self._unit


def _path(product: StoreProduct) -> str:
    if product.variation_id:
        return f"/products/{product.product_id}/variations/{product.variation_id}"
    return f"/products/{product.product_id}"


def _product(row: Row, parent: str) -> StoreProduct:
    own = whole(row, "id")
    sku, code = text(row, "sku"), gtin(row, "global_unique_id")
    return StoreProduct(parent or own, own if parent else "", sku, code, text(row, "name"))


def _refusal(sku: str, body: object, detail: str) -> RecordProblem:
    """What the store refused of a product, with the field it names."""
    params = part(part(body, "data"), "params")
    code = text(body, "code")
    fields = {"product_invalid_sku": _SKU, "product_invalid_global_unique_id": "GTIN"}
    named = brief(", ".join(map(str, params))) if isinstance(params, Mapping) else ""
    # A SKU of the trash, in stores whose first look passes it over: only the text of their database tells.
    taken = _SKU if "lookup table" in detail or "already under processing" in detail else ""
    return RecordProblem(
        "store.product_refused", sku=sku, field=named or fields.get(code) or taken or code, detail=detail
    )


def _holder(body: object) -> str:
    """The id of the product that has the SKU already; "" where the refusal names none (woocommerce.md)."""
    return whole(part(body, "data"), "resource_id") if text(body, "code") == "product_invalid_sku" else ""
