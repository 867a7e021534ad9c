"""Creating and changing products of a VTEX store (ports.store.StoreCatalog).

VTEX makes a product in many calls and has no transaction: before each creation the code is looked up, so
that what an earlier try left half made is continued and never doubled.
"""

from collections.abc import Mapping, Sequence

from ecco_desktop.connectors.http.client import Answer, segment
from ecco_desktop.connectors.shared.records import Row, text, verbatim, whole
from ecco_desktop.connectors.stores.vtex import catalog, items, written_back
from ecco_desktop.connectors.stores.vtex.account import Door, message
from ecco_desktop.connectors.stores.vtex.catalog_calls import SYSTEM, CatalogCalls
from ecco_desktop.domain.codes import same_gtin, spellings
from ecco_desktop.domain.errors import OutcomeUnknown, RecordProblem
from ecco_desktop.domain.products import Price, ProductSheet, StoreProduct
from ecco_desktop.domain.trees import folded, paths

PRODUCT, SKU = "/api/catalog/pvt/product", "/api/catalog/pvt/stockkeepingunit"
# VTEX's own name for the group of specifications of a new category.
GROUP = "Especificações"


class ProductCalls(CatalogCalls):
    """Writes products."""

    def create_product(self, sheet: ProductSheet, children: Sequence[ProductSheet]) -> StoreProduct:
        """Create a product, and its SKU where it has no variations. It is hidden until it has images."""
        there = self._product_by_ref(sheet.sku)
        if there is None:
            if not children:
                self._check_gtin(sheet)
            body = catalog.product_body(sheet, self._belonging(sheet))
            there = self._created(PRODUCT, body, sheet.sku)
        product_id = whole(there, "Id")
        if children:
            return StoreProduct(product_id, "", sheet.sku, "", sheet.name)
        return self._with_sku(product_id, sheet)

    def create_variation(self, parent: StoreProduct, sheet: ProductSheet) -> StoreProduct:
        """Create one SKU of a product with its specifications."""
        return self._with_sku(parent.product_id, sheet)

    def update_product(self, product: StoreProduct, sheet: ProductSheet, fields: Sequence[str]) -> None:
        """Set only the named fields. VTEX replaces whole records: read, changed, written back."""
        if not product.variation_id:
            self._change_product(product, sheet, fields)
            return
        # Of a SKU that is alone its product is hidden; of one of several, the SKU.
        part = "active" in fields and self._is_part(product)
        of_product = [field for field in fields if field != "active" or not part]
        of_sku = [field for field in fields if field != "active" or part]
        self._change_product(product, sheet, of_product)
        changes = catalog.sku_changes(sheet, of_sku, grams=self.choices.grams)
        self._change(SKU, product.variation_id, sheet.sku, changes)
        if "gtin" in fields:
            self._change_gtin(product.variation_id, sheet)
        if "price" in fields and sheet.price is not None:
            self._set_price(product.variation_id, sheet)
        if "options" in fields:
            self._set_options(product.product_id, product.variation_id, sheet)

    # -- creating --

    def _with_sku(self, product_id: str, sheet: ProductSheet) -> StoreProduct:
        detail = self._sku_by_ref(sheet.sku)
        if detail is not None and whole(detail, "ProductId") != product_id:
            raise RecordProblem("product.moved", sku=sheet.sku)
        if detail is None:
            self._check_gtin(sheet)
            body = catalog.sku_body(product_id, sheet, grams=self.choices.grams)
            sku_id = whole(self._created(SKU, body, sheet.sku), "Id")
        else:
            sku_id = whole(detail, "Id")
        # Nothing is on offer until the stock comes, whatever is refused of the rest.
        self._write(
            self.account.logistics,
            "PATCH",
            self._quantity_path(sku_id),
            items.quantity_body(0, {}),
            sheet.sku,
            "estoque",
        )
        self._set_options(product_id, sku_id, sheet)
        if sheet.price is not None:
            self._set_price(sku_id, sheet)
        if sheet.gtin and (detail is None or not same_gtin(items.gtin_of(detail), sheet.gtin)):
            self._add_gtin(sku_id, sheet)
        return StoreProduct(product_id, sku_id, sheet.sku, sheet.gtin, sheet.name)

    def _check_gtin(self, sheet: ProductSheet) -> None:
        """A barcode that another SKU has is refused before anything is made, or half a product would stay."""
        if not sheet.gtin:
            return
        for written in spellings(sheet.gtin):
            path = f"{SYSTEM}/pvt/sku/stockkeepingunitbyean/{segment(written)}"
            other = self.account.catalog.row(path)
            if other is not None and whole(other, "Id") and same_gtin(items.gtin_of(other), sheet.gtin):
                detail = f"o SKU {whole(other, 'Id')} da loja já tem este GTIN"
                raise RecordProblem("store.product_refused", sku=sheet.sku, field="GTIN", detail=detail)

    def _created(self, path: str, body: object, sku: str) -> Row:
        door = self.account.catalog
        answer = door.send("POST", path, body, idempotent=False)
        if answer.status >= 400:
            raise _refused(sku, "cadastro", answer)
        row = answer.json()
        if not isinstance(row, Mapping) or not whole(row, "Id"):
            raise OutcomeUnknown("http.outcome_unknown", host=answer.host, connection=door.connection)
        return row

    def _belonging(self, sheet: ProductSheet) -> dict[str, object]:
        """Category and brand, which VTEX demands: the linked category, else what the connection says."""
        category, brand = self.choices.category, self.choices.brand
        if not brand:
            raise RecordProblem("vtex.no_brand", sku=sheet.sku, connection=self.choices.connection)
        if not category and not sheet.category_ids:
            raise RecordProblem("vtex.no_category", sku=sheet.sku, connection=self.choices.connection)
        if sheet.category_ids:
            place: dict[str, object] = {"CategoryId": int(sheet.category_ids[-1])}
        else:
            place = self._category_place(category)
        return place | self._brand_place(brand)

    def _category_place(self, wanted: str) -> dict[str, object]:
        """An existing category by id or path; VTEX makes a path that is new."""
        names = tuple(folded(name) for name in wanted.split("/") if name.strip())
        known = paths(self.categories())
        own = wanted if wanted in known else next((key for key, path in known.items() if path == names), "")
        return {"CategoryId": int(own)} if own else {"CategoryPath": wanted}

    def _brand_place(self, wanted: str) -> dict[str, object]:
        brands = self.brands()
        fitting = (each.id for each in brands if wanted == each.id or folded(wanted) == folded(each.name))
        own = next(fitting, "")
        return {"BrandId": int(own)} if own else {"BrandName": wanted}

    def _set_options(self, product_id: str, sku_id: str, sheet: ProductSheet) -> None:
        """VTEX makes a field in whatever group it is told: the group the field is in already is named."""
        if not sheet.options:
            return
        product = self._product(product_id) or {}
        known = {folded(text(row, "Name")): row for row in self._fields(whole(product, "CategoryId"))}
        for name, value in sheet.options:
            field = known.get(folded(name), {})
            body = {
                "FieldName": verbatim(field, "Name") or name,
                "GroupName": self._group_of(whole(field, "FieldId")),
                "RootLevelSpecification": False,
                "FieldValues": [value],
            }
            path = f"{SKU}/{sku_id}/specificationvalue"
            self._write(self.account.catalog, "PUT", path, body, sheet.sku, name)

    def _group_of(self, field_id: str) -> str:
        if not field_id:
            return GROUP
        found = self.account.catalog.row(f"{SYSTEM}/pub/specification/fieldGet/{field_id}")
        return verbatim(found, "FieldGroupName") or GROUP

    # -- changing --

    def _change_product(self, product: StoreProduct, sheet: ProductSheet, fields: Sequence[str]) -> None:
        path = f"{PRODUCT}/{product.product_id}"
        self._change(PRODUCT, product.product_id, sheet.sku, catalog.product_changes(sheet, fields))
        row = self._product(product.product_id) if "categories" in fields else None
        known = self._categories_of(row) if row else sheet.category_ids
        for category in sheet.category_ids:
            # VTEX: one category a product, which stays the shop's own; further ones are "similar".
            if category not in known:
                place = f"{path}/similarcategory/{category}"
                self._write(self.account.catalog, "POST", place, None, sheet.sku, "categorias")

    def _change(self, kind: str, own: str, sku: str, changes: Mapping[str, object]) -> None:
        """VTEX: a field that is left out of a PUT is reset, so the record goes back whole, or not at all."""
        if not changes:
            return
        path = f"{kind}/{own}"
        row = self.account.catalog.record(path, "Id", own)
        if row is None:
            raise RecordProblem("product.gone_in_store", sku=sku)
        body = {**row, **changes}
        if gap := written_back.gap("product" if kind == PRODUCT else "sku", body):
            raise RecordProblem("store.not_whole", sku=sku, detail=gap)
        self._write(self.account.catalog, "PUT", path, body, sku, ", ".join(changes))

    def _change_gtin(self, sku_id: str, sheet: ProductSheet) -> None:
        """VTEX cannot change a barcode: the new one is added before the old one goes."""
        detail = self._sku(sku_id)
        before = items.gtin_of(detail) if detail else ""
        if same_gtin(before, sheet.gtin):
            return
        self._add_gtin(sku_id, sheet)
        if before:
            path = f"{SKU}/{sku_id}/ean/{segment(before)}"
            self._write(self.account.catalog, "DELETE", path, None, sheet.sku, "GTIN")

    def _add_gtin(self, sku_id: str, sheet: ProductSheet) -> None:
        path = f"{SKU}/{sku_id}/ean/{segment(sheet.gtin)}"
        self._write(self.account.catalog, "POST", path, None, sheet.sku, "GTIN")

    def _set_price(self, sku_id: str, sheet: ProductSheet) -> None:
        if sheet.price is None or self.money.foreign:
            return
        row = self._price_row(sku_id)
        if gap := written_back.price_gap(row):
            raise RecordProblem("store.not_whole", sku=sheet.sku, detail=gap)
        body = items.price_body(Price(sheet.price, sheet.list_price), row)
        self._write(self.account.pricing, "PUT", f"/pricing/prices/{sku_id}", body, sheet.sku, "preço")

    def _is_part(self, product: StoreProduct) -> bool:
        shown = self.sheet(product)
        return shown is not None and shown.part

    def _write(self, door: Door, method: str, path: str, body: object, sku: str, field: str) -> None:
        """One absolute write; RecordProblem names the field that is refused."""
        answer = door.send(method, path, body, idempotent=True)
        if answer.status >= 400:
            raise _refused(sku, field, answer)


def _refused(sku: str, field: str, answer: Answer) -> RecordProblem:
    return RecordProblem("store.product_refused", sku=sku, field=field, detail=message(answer))
