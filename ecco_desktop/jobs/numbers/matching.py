"""Which ERP row each product of a store is, proved while the store is read."""

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, field

from ecco_desktop.domain.codes import bar_code, gtin14
from ecco_desktop.domain.errors import NeedsPerson, RecordProblem
from ecco_desktop.domain.links import ProvedLink
from ecco_desktop.domain.products import StoreProduct
from ecco_desktop.domain.stock import StockLevel, StoreStock, by_sku
from ecco_desktop.jobs.run.boundary import guarded
from ecco_desktop.jobs.run.context import RunContext
from ecco_desktop.jobs.run.goods import Goods
from ecco_desktop.jobs.run.questions import ask

# Products without a SKU match are asked for one by one where a walk through the catalog, which comes in
# pages of a hundred, would take more calls.
GTIN_LOOK_UPS, PAGE = 20, 100
# The causes of what no ERP row is found for: the store sells it and the ERP has no living row for it any
# more; another product of the store has its row; several rows would do.
ORPHAN, TWICE, AMBIGUOUS = "stock.orphan", "stock.twice_in_store", "stock.ambiguous"
UNMATCHED = (ORPHAN, TWICE, AMBIGUOUS)
Tie = tuple[StoreProduct, str, str]
Proved = tuple[StoreStock, ProvedLink]


@dataclass(slots=True)
class Matching:
    """One reading of the store. What cannot be matched is told, and waits where a person must look."""

    ctx: RunContext
    goods: Goods
    levels: Mapping[str, StockLevel]
    # Refs whose link this reading proved.
    proved: set[str] = field(default_factory=set)
    # What no link leads to, or not to what it led to: settled when the whole store is read, for where ids
    # were given out anew the ERP row of one is still tied to another.
    fresh: list[StoreProduct] = field(default_factory=list)
    moved: list[StoreProduct] = field(default_factory=list)
    rest: list[StoreStock] = field(default_factory=list)
    # Of the rest, what the store sells.
    on_sale: set[str] = field(default_factory=set)
    # What this reading could not match, for one of `UNMATCHED`.
    unmatched: set[str] = field(default_factory=set)
    gtins: dict[str, list[str]] | None = None

    def of_page(self, items: Sequence[StoreStock]) -> list[Proved]:
        """What of a page is proved, with its link."""
        found: list[Proved] = []
        for item in items:
            product = item.product
            ref = product.ref
            try:
                level = self._level(ref)
                if level is not None and (link := self.goods.prove(product, level.sku)):
                    found.append((item, link))
                    self.proved.add(link.ref)
                    self.goods.well(ref)
                else:
                    self.rest.append(item)
                    if item.quantity is None or item.quantity > 0:
                        self.on_sale.add(ref)
                    (self.moved if level is not None else self.fresh).append(product)
            except Exception as error:  # noqa: BLE001 - as `guarded`, which costs more than the proof
                self.ctx.fail(ref, product.sku, self.ctx.boundary.judge(error))
        self.goods.keep()
        return found

    def of_the_rest(self) -> list[Proved]:
        """What no page could settle and a link leads to now."""
        if self.rest:
            self._tie([*self._by_sku(), *self._by_gtin()])
        found: list[Proved] = []
        for item in self.rest:
            level = self._level(item.product.ref)
            if level is not None and (link := self.goods.prove(item.product, level.sku)):
                found.append((item, link))
                self.goods.well(link.ref)
        self.goods.keep()
        self._well_again()
        self._look_for_no_more()
        self.goods.end()
        return found

    def _look_for_no_more(self) -> None:
        """What this reading did not show and the ERP calls something else now is no reason to read the store
        anew; it is proved when the store shows it again."""
        if shaken := [ref for ref in self.goods.shaken(self.levels) if ref not in self.proved]:
            for ref in sorted(set(shaken) - {item.product.ref for item in self.rest}):
                self.goods.doubt(ref, "")

    def _well_again(self) -> None:
        """What could not be matched and can be now, or is gone from the store, or sold out: it need not wait
        its turn, nor for a person."""
        for record in list(self.ctx.pending.values()):
            if record.cause in UNMATCHED and record.record_id not in self.unmatched:
                self.ctx.solve(record.record_id, record.label)

    # -- by code --

    def _by_sku(self) -> list[Tie]:
        """Both sides gave it another id, or it is new: the SKU of both tells what it is.

        What the SKU of a product that was tied leads nowhere was renamed, or is another: a person knows.
        """
        ties: list[Tie] = []
        lost: list[StoreProduct] = []
        fresh, self.fresh = self.fresh, []
        looked_for = [*fresh, *self.moved]
        skus = by_sku(self.levels.values(), {product.sku for product in looked_for})
        for product in looked_for:
            rows = skus.get(product.sku, ())
            if len(rows) == 1:
                ties.append((product, rows[0].product_id, rows[0].sku))
            elif self._level(product.ref):
                lost.append(product)
            elif rows:
                self._ambiguous(product, [row.product_id for row in rows])
            elif product.gtin:
                self.fresh.append(product)
            else:
                self._unknown(product)
        self.moved = []
        taken = {erp_id for _, erp_id, _ in ties}
        for product in lost:
            with guarded(self.ctx, product.ref, product.sku):
                ties += self._asked(product, taken)
        return ties

    def _asked(self, product: StoreProduct, taken: Set[str]) -> list[Tie]:
        """What becomes of a product whose link is not proved and whose SKU leads nowhere."""
        erp_id = self.goods.erp_id(product.ref)
        sku = self.levels[erp_id].sku
        if erp_id in taken:
            # Another product of the store bears the SKU of that row.
            self.goods.well(product.ref)
            self._unknown(product, let_go=True)
        elif self.goods.is_unproved(product.ref) and product.gtin and self._ids_of(product.gtin) == [erp_id]:
            # Of an earlier version, tied by its barcode.
            return [(product, erp_id, sku)]
        else:
            self.ctx.tally.read += 1
            self.goods.fail(product.ref, product, sku)
        return []

    def _by_gtin(self) -> list[Tie]:
        ties: list[Tie] = []
        for product in self.fresh:
            self.ctx.cancel.check()
            with guarded(self.ctx, product.ref, product.sku or product.gtin):
                ids = self._ids_of(product.gtin)
                if len(ids) == 1:
                    ties.append((product, ids[0], self.levels[ids[0]].sku))
                elif ids:
                    self._ambiguous(product, ids)
                else:
                    self._unknown(product)
        return ties

    def _ids_of(self, gtin: str) -> list[str]:
        if len(self.fresh) <= max(GTIN_LOOK_UPS, len(self.levels) // PAGE):
            products = self.ctx.erp.products_by_gtin(gtin)
            return [product.id for product in products if product.active and product.id in self.levels]
        if self.gtins is None:
            self.gtins = {}
            for page in self.ctx.erp.products():
                self.ctx.cancel.check()
                for product in page:
                    if product.active and bar_code(product.gtin) and product.id in self.levels:
                        self.gtins.setdefault(gtin14(product.gtin), []).append(product.id)
        return self.gtins.get(gtin14(gtin), [])

    def _tie(self, ties: Sequence[Tie]) -> None:
        ties = self._alone(ties)
        for product, erp_id, sku in ties:
            if self.goods.erp_id(product.ref) not in ("", erp_id):
                self.ctx.log.warning("link.moved", product.sku or sku, sku=product.sku or sku, id=product.ref)
        for product, other in self.goods.link(ties, self.proved):
            problem = RecordProblem(TWICE, sku=product.sku, ids=f"{other}, {product.ref}")
            self._fail(product, problem)

    def _alone(self, ties: Sequence[Tie]) -> list[Tie]:
        """Without variations of one product that would all be one ERP row: none of them is.

        WooCommerce shows the parent's SKU of a variation that has none; Nuvemshop takes one SKU many times.
        """
        families: dict[tuple[str, str], list[str]] = {}
        for product, erp_id, _ in ties:
            families.setdefault((product.product_id, erp_id), []).append(product.ref)
        alone: list[Tie] = []
        for tie in ties:
            product, erp_id, sku = tie
            refs = families[product.product_id, erp_id]
            if len(refs) == 1:
                alone.append(tie)
            else:
                self._fail(product, RecordProblem(TWICE, sku=product.sku or sku, ids=", ".join(refs)))
        return alone

    # -- inside --

    def _level(self, ref: str) -> StockLevel | None:
        """The living row of the ERP that a ref is tied to."""
        level = self.levels.get(self.goods.erp_id(ref))
        return level if level is not None and level.active else None

    def _unknown(self, product: StoreProduct, *, let_go: bool = False) -> None:
        self.ctx.tally.read += 1
        tied = bool(self.goods.erp_id(product.ref)) and not let_go
        if tied and product.ref in self.on_sale:
            self._orphan(product)
            return
        self.ctx.tally.skipped += 1
        if tied:
            self.ctx.log.warning("stock.inactive", product.sku, sku=product.sku)
        elif product.sku or product.gtin:
            name = product.sku or product.gtin
            self.ctx.log.warning("stock.no_erp_product", name, sku=name)
        else:
            self.ctx.log.warning("stock.no_code", product.ref, title=product.name, id=product.ref)

    def _orphan(self, product: StoreProduct) -> None:
        """The store goes on selling what the ERP has no number for: on the list until a person sees to it."""
        self.unmatched.add(product.ref)
        record = self.ctx.pending.get(product.ref)
        if record is not None and record.cause == ORPHAN:
            self.ctx.tally.skipped += 1
            return
        name = product.sku or product.gtin or product.ref
        ask(self.ctx, product.ref, name, NeedsPerson(ORPHAN, sku=name))

    def _ambiguous(self, product: StoreProduct, ids: Sequence[str]) -> None:
        name = product.sku or product.gtin
        self._fail(product, RecordProblem(AMBIGUOUS, sku=name, ids=", ".join(ids)))

    def _fail(self, product: StoreProduct, problem: RecordProblem) -> None:
        self.unmatched.add(product.ref)
        self.ctx.tally.read += 1
        if self.ctx.is_due(product.ref):
            self.ctx.fail(product.ref, product.sku or product.ref, problem)
        else:
            self.ctx.tally.skipped += 1
