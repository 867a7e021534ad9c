"""Stock and products of an Eccosys account (ports.erp.ErpStock, ErpProducts)."""

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property

from ecco_desktop.connectors.erp.eccosys.calls import Calls
from ecco_desktop.connectors.erp.eccosys.mapping import to_product, to_stock_level
from ecco_desktop.connectors.erp.eccosys.product_mapping import (
    from_product_draft,
    to_attribute,
    to_brand,
    to_departments,
)
from ecco_desktop.connectors.erp.eccosys.shapes import Row, found_in
from ecco_desktop.connectors.http.client import segment
from ecco_desktop.domain import foreign
from ecco_desktop.domain.chunks import chunks
from ecco_desktop.domain.codes import bar_code, same_gtin, spellings
from ecco_desktop.domain.errors import RecordProblem, SetupProblem, TransientProblem
from ecco_desktop.domain.links import same_sku
from ecco_desktop.domain.products import Attribute, Brand, Category, ErpProduct, ErpProductDraft
from ecco_desktop.domain.stock import StockLevel
from ecco_desktop.ports.unread import each_row

STOCK_SECONDS = 180.0
# A list of SKUs stands in the address, which must stay short.
SKUS_AT_ONCE = 20


class ProductCalls(Calls):
    """Stock, products and the catalog's trees."""

    # -- stock --

    def stock_levels(self) -> Iterator[Sequence[StockLevel]]:
        seen: set[str] = set()
        for rows in self._pages("/estoques", self.stock_page_size, STOCK_SECONDS):
            levels = each_row(rows, to_stock_level)
            fresh = [level for level in levels if level.product_id not in seen]
            seen |= {level.product_id for level in fresh}
            yield fresh

    # -- products --

    def products_by_sku(self, sku: str) -> Sequence[ErpProduct]:
        """Every product whose SKU is exactly `sku`.

        Eccosys: a numeric SKU may be read as an id, so what came back is compared; and a single read
        hides that a SKU is used twice, so the SKU is asked for as a list, which gives all of them.
        """
        if ";" in sku:
            # Asked for, it would be several: it is looked for among all.
            return [product for page in self.products() for product in page if same_sku(product.sku, sku)]
        found: dict[str, ErpProduct] = {}
        for spelling in _spellings(sku):
            code = segment(spelling)
            rows = self._listed(f"{code};{code}") or self.account.look_up(f"/produtos/{code}", sku)
            found |= {p.id: p for p in map(to_product, rows) if p and same_sku(p.sku, sku)}
        return list(found.values())

    def products_by_skus(self, skus: Sequence[str]) -> Mapping[str, Sequence[ErpProduct]]:
        """Many SKUs in lists of twenty; an account that does not answer lists leaves them all out.

        So is a SKU with the sign that stands between them.
        """
        found: dict[str, list[ErpProduct]] = {}
        for some in chunks([sku for sku in skus if ";" not in sku], SKUS_AT_ONCE):
            codes = ";".join(segment(each) for sku in some for each in _spellings(sku))
            for product in map(to_product, self._listed(codes)):
                if product:
                    found.setdefault(product.sku, []).append(product)
        return {sku: found[key] for sku in skus if (key := foreign.read(sku)) in found}

    def products_by_gtin(self, gtin: str) -> Sequence[ErpProduct]:
        found: dict[str, ErpProduct] = {}
        for written in spellings(gtin) if bar_code(gtin) else ():
            rows = self.account.look_up(f"/produtos/gtin={segment(written)}", gtin)
            found |= {p.id: p for p in map(to_product, rows) if p and same_gtin(p.gtin, gtin)}
        return list(found.values())

    def products(self) -> Iterator[Sequence[ErpProduct]]:
        seen: set[str] = set()
        for rows in self._pages("/produtos", self.page_size):
            products = [product for product in each_row(rows, to_product) if product.id not in seen]
            seen |= {product.id for product in products}
            yield products

    def product(self, product_id: str) -> ErpProduct | None:
        """One product with its attributes. Eccosys: a numeric SKU may be read as an id, so it is compared.

        TransientProblem where it is neither the product nor one of that SKU: that does not say it is gone.
        """
        rows = self.account.rows(f"/produtos/{segment(product_id)}")
        found = to_product(rows[0], detailed=True) if rows else None
        if rows and (found is None or product_id not in (found.id, found.sku)):
            raise TransientProblem("ecco.unclear", what=product_id)
        return found if found and found.id == product_id else None

    def create_product(self, draft: ErpProductDraft) -> ErpProduct:
        """Create one product. Eccosys refuses a SKU that exists, so sending it twice makes no second one."""
        body = from_product_draft(draft)
        answer = self._answered(self.account.create("/produtos", body, "ecco.product_refused", sku=draft.sku))
        if not answer.ok:
            raise RecordProblem("ecco.product_refused", sku=draft.sku, detail=answer.refused[0])
        product_id, sku = answer.done[0]
        if not product_id or (sku and not same_sku(sku, draft.sku)):
            # None, or the answer to another request: the SKU tells which product was made.
            raise self._lost()
        return ErpProduct(
            product_id, draft.sku, draft.gtin, draft.name, draft.active, draft.parent_id, draft.price
        )

    def set_attributes(self, sku: str, pairs: Sequence[tuple[str, str]]) -> None:
        """Add options of attributes to a product; those it has already stay."""
        body = [{"id": attribute, "valor": option} for attribute, option in pairs]
        path = f"/produtos/{segment(sku)}/atributos?substituirTodosAtributos=N"
        self.account.change("POST", path, body, "ecco.product_refused", sku=sku)

    # -- trees: read once a run, which asks for them in several of its steps --

    def departments(self) -> Sequence[Category]:
        """Departments, their categories and subcategories, parents first."""
        return self._departments

    def attributes(self) -> Sequence[Attribute]:
        """Every attribute with its options (500 is the most that was seen asked for)."""
        return self._attributes

    def brands(self) -> Sequence[Brand]:
        return self._brands

    @cached_property
    def _departments(self) -> Sequence[Category]:
        return to_departments(self.account.read("/departamentos"))

    @cached_property
    def _attributes(self) -> Sequence[Attribute]:
        rows = self._whole("/atributos", 500)
        return [attribute for attribute in map(to_attribute, rows) if attribute]

    @cached_property
    def _brands(self) -> Sequence[Brand]:
        rows = self._whole("/marcas", 500)
        return [brand for brand in map(to_brand, rows) if brand]

    def _listed(self, codes: str) -> list[Row]:
        """Products asked for as a list (seen in one client); nothing where the account takes no lists."""
        try:
            return found_in(self.account.read(f"/produtos/{codes}")) or []
        except SetupProblem as problem:
            if problem.key != "http.refused":
                raise
            return []


def _spellings(sku: str) -> list[str]:
    """Without entities, which end in the sign that stands between SKUs; no ERP was seen to keep any."""
    return [each for each in foreign.spellings(sku) if ";" not in each]
