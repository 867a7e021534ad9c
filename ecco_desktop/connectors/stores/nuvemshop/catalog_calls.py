"""The catalog of a Nuvemshop store (ports.store.StoreCatalog)."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from ecco_desktop.connectors.http.client import Answer, segment
from ecco_desktop.connectors.shared.records import Row, rows, text, whole
from ecco_desktop.connectors.stores.nuvemshop import catalog, items
from ecco_desktop.connectors.stores.nuvemshop.calls import PAGE, field_errors, message
from ecco_desktop.connectors.stores.nuvemshop.item_calls import ItemCalls
from ecco_desktop.domain.errors import RecordProblem, SetupProblem
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


class CatalogCalls(ItemCalls):
    """Reads the catalog and writes what an automation asks for."""

    def categories(self) -> Sequence[Category]:
        pages = self._pages("/categories", {})
        return [found for page in pages for row in page.rows if (found := catalog.to_category(row))]

    def attributes(self) -> Sequence[Attribute]:
        """None: Nuvemshop has attributes inside each product only."""
        return ()

    def brands(self) -> Sequence[Brand]:
        """None: in Nuvemshop a brand is a text of the product."""
        return ()

    def warehouses(self) -> Sequence[Warehouse]:
        """Every location; none where the plan or the app has no such thing."""
        try:
            answer = self._get("/locations")
        except SetupProblem as problem:
            if problem.key != "http.permission":
                raise
            return ()
        body = answer.json()
        found = body if isinstance(body, list) else []
        made = (catalog.to_warehouse(row) for row in found if isinstance(row, Mapping))
        return [each for each in made if each]

    def catalog(self, first_page: int = 1) -> Iterator[CatalogPage]:
        """Every product with its variations, oldest first, from a page on."""
        for page in self._products(catalog.FIELDS, first_page):
            made = each_row(page.rows, catalog.to_product)
            pages = None if page.total is None else -(-page.total // PAGE)
            yield CatalogPage(page.number, pages, self.money.catalog(list(made)))

    def product_by_sku(self, sku: str) -> StoreProduct | None:
        """The variant with exactly this SKU, or the product made for it that has no variation yet."""
        row, variant = self._by_sku(sku)
        if row is not None and variant is not None:
            return items.sold(row, variant)
        row, variant = self._by_sku(items.WAITING + sku)
        return catalog.made_of(row, None, "") if row is not None and variant is not None else None

    def sheet(self, product: StoreProduct) -> ProductSheet | None:
        row = self._product(product)
        if row is None:
            return None
        if not product.variation_id:
            return replace(catalog.to_sheet(row, None), sku=_waiting_sku(row))
        variant = _variant(row, product.variation_id)
        if variant is None:
            return None
        return catalog.to_sheet(row, variant) if items.is_simple(row) else catalog.to_part(row, variant)

    def create_product(self, sheet: ProductSheet, children: Sequence[ProductSheet]) -> StoreProduct:
        """Create a product.

        Nuvemshop: no product is without a variant. One that will have variations is made with a variant
        that waits for the first of them; it carries the SKU of the parent behind a mark, so that a lost
        answer can be settled. See `create_variation`.
        """
        if not children:
            variant = catalog.new_variant(self.money.priced(sheet), self.options.location)
            return self._created(sheet, variant, ())
        if known := self._parent_of(children, sheet):
            return known
        names = catalog.varying(children)
        if len(names) > catalog.MOST_ATTRIBUTES:
            raise RecordProblem("nuvemshop.too_many_attributes", sku=sheet.sku, count=len(names))
        values = next((found for c in children if (found := catalog.values_for(names, c.options))), None)
        if not values:
            raise RecordProblem("product.no_options", sku=sheet.sku)
        waiting: dict[str, object] = {
            "sku": items.WAITING + sheet.sku,
            "values": catalog.in_words(values),
            **items.stock_fields(0, self.options.location),
        }
        return self._created(sheet, waiting, names)

    def create_variation(self, parent: StoreProduct, sheet: ProductSheet) -> StoreProduct:
        """Create one variation, in the place of the variant that waits for one where there is such a one."""
        row = self._product(parent)
        if row is None:
            raise RecordProblem("store.item_missing", id=parent.ref)
        names = catalog.names_of(row)
        values = catalog.values_for(names, sheet.options)
        if not values:
            ours = ", ".join(name for name, _ in sheet.options)
            raise RecordProblem(
                "nuvemshop.attribute", sku=sheet.sku, ours=ours or "—", theirs=", ".join(names) or "—"
            )
        body = catalog.new_variant(self.money.priced(sheet), self.options.location, values)
        same = catalog.variant_with(row, values)
        if same is not None and text(same, "sku") == read(sheet.sku):
            return items.sold(row, same)
        if same is not None and not _takes_over(same):
            detail = f"já existe a variação {', '.join(values)} ({text(same, 'sku')})"
            raise RecordProblem("store.product_refused", sku=sheet.sku, field="atributos", detail=detail)
        waits = same or next((each for each in rows(row, "variants") if _waits(each)), None)
        path = f"/products/{parent.product_id}/variants"
        if waits is not None:
            answer = self._send("PUT", f"{path}/{whole(waits, 'id')}", body)
        else:
            answer = self._send("POST", path, body, idempotent=False)
        return items.sold(row, self._made(answer, sheet.sku))

    def update_product(self, product: StoreProduct, sheet: ProductSheet, fields: Sequence[str]) -> None:
        """Set only the named fields, each where Nuvemshop has it: at the product or at the variant.

        What is shared by all variations is left alone where `product` is one of several: a variant has
        neither a name nor a visibility of its own.
        """
        row = self._product(product)
        if row is None:
            raise RecordProblem("store.item_missing", id=product.ref)
        simple = items.is_simple(row)
        own = product.variation_id or (whole(rows(row, "variants")[0], "id") if simple else "")
        shared = {} if product.variation_id and not simple else catalog.product_fields(sheet, fields, row)
        priced = self.money.priced(sheet) if "price" in fields else sheet
        single = catalog.variant_fields(priced, fields) if own else {}
        path = f"/products/{product.product_id}"
        for target, body in ((path, shared), (f"{path}/variants/{own}", single)):
            if body:
                self._accepted_product(self._send("PUT", target, body), sheet.sku)

    # -- inside --

    def _product(self, product: StoreProduct) -> Row | None:
        own = product.product_id
        return self._record(f"/products/{own}", own) if own else None

    def _by_sku(self, sku: str) -> tuple[Row | None, Row | None]:
        """The first product with this SKU and the variant that has it exactly (a SKU is not unique)."""
        if not sku.strip():
            return None, None
        row = None
        for spelling in spellings(sku):
            row = self._one(f"/products/sku/{segment(spelling)}")
            if row is not None and not whole(row, "id"):
                raise RecordProblem("store.unclear", what=sku)
            found = (each for each in rows(row, "variants") if text(each, "sku") == read(sku))
            if variant := next(found, None):
                return row, variant
        return row, None

    def _parent_of(self, children: Sequence[ProductSheet], sheet: ProductSheet) -> StoreProduct | None:
        """The product that has one of these variations already: making another would double it."""
        for child in children:
            row, variant = self._by_sku(child.sku)
            if row is not None and variant is not None and not items.is_simple(row):
                return StoreProduct(whole(row, "id"), "", sheet.sku, sheet.gtin, sheet.name)
        return None

    def _created(
        self, sheet: ProductSheet, variant: Mapping[str, object], names: Sequence[str]
    ) -> StoreProduct:
        body = catalog.new_product(sheet, variant)
        if names:
            body["attributes"] = catalog.in_words(names)
        row = self._made(self._send("POST", "/products", body, idempotent=False), sheet.sku)
        if names:
            return StoreProduct(whole(row, "id"), "", sheet.sku, sheet.gtin, sheet.name)
        found = rows(row, "variants") or rows(self._one(f"/products/{whole(row, 'id')}"), "variants")
        if not found or not whole(found[0], "id"):
            raise self._lost()
        return catalog.made_of(row, found[0], sheet.name)

    def _made(self, answer: Answer, sku: str) -> Row:
        self._accepted_product(answer, sku)
        row = answer.json() if answer.is_json else None
        if not isinstance(row, Mapping) or not whole(row, "id"):
            raise self._lost()
        return row

    def _accepted_product(self, answer: Answer, sku: str) -> None:
        """RecordProblem with the fields the store names."""
        if answer.status >= 400:
            body = answer.json() if answer.is_json else None
            named = ", ".join(field_errors(body)) or str(answer.status)
            raise RecordProblem("store.product_refused", sku=sku, field=named, detail=message(answer))


def _variant(row: Row, own: str) -> Row | None:
    return next((each for each in rows(row, "variants") if whole(each, "id") == own), None)


def _waiting_sku(row: Row) -> str:
    """The SKU of a parent, which only one that waits for its first variation shows."""
    waiting = (text(each, "sku") for each in rows(row, "variants") if _waits(each))
    return next(waiting, "").removeprefix(items.WAITING)


def _waits(variant: Row) -> bool:
    return text(variant, "sku").startswith(items.WAITING)


def _takes_over(variant: Row) -> bool:
    """Whether a variant belongs to nobody: it waits, or it has no SKU."""
    return _waits(variant) or not text(variant, "sku")
