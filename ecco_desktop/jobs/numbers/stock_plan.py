"""What stock must be sent: the ERP's levels against what the store has, link by link."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal

from ecco_desktop.domain.amounts import plain_number
from ecco_desktop.domain.codes import gtin14
from ecco_desktop.domain.errors import RecordProblem
from ecco_desktop.domain.links import Link, LinkKind
from ecco_desktop.domain.products import StoreProduct, ref_parts
from ecco_desktop.domain.stock import (
    StockChange,
    StockLevel,
    StoreStock,
    arithmetic,
    by_sku,
)
from ecco_desktop.jobs.numbers.batches import Planned
from ecco_desktop.jobs.numbers.not_kept import NOT_KEPT, NotKept
from ecco_desktop.jobs.numbers.stock_sending import PlannedStock, terms
from ecco_desktop.jobs.run.boundary import guarded
from ecco_desktop.jobs.run.context import RunContext
from ecco_desktop.jobs.run.facts import AfterRestore, text_fact
from ecco_desktop.jobs.run.held import HeldUnits
from ecco_desktop.jobs.run.uncounted import Uncounted

# Products without a SKU match are asked for one by one where a walk through the catalog, which comes in
# pages of a hundred, would take more calls.
GTIN_LOOK_UPS, PAGE = 20, 100
# Refs whose fall was not explained by any order in the run before.
FELL = text_fact("stock_fell", AfterRestore.FORGOTTEN)


@dataclass(slots=True)
class StockPlan:
    """The comparison of one run. `planned` is what it comes to."""

    ctx: RunContext
    safety: int
    levels: dict[str, StockLevel]
    skus: dict[str, list[StockLevel]]
    links: dict[str, str]
    held: HeldUnits
    # What the store last acknowledged, by ref.
    sent: dict[str, int]
    uncounted: Uncounted
    planned: list[PlannedStock] = field(default_factory=list)
    # Refs where the store shows what it should.
    same: set[str] = field(default_factory=set)
    different: int = 0
    in_stock: int = 0
    gtins: dict[str, list[str]] | None = None
    # None where the store is not read.
    not_kept: NotKept | None = None

    @classmethod
    def read(cls, ctx: RunContext, safety: int, *, wait_for_count: bool) -> "StockPlan":
        """Read every stock row of the ERP."""
        levels: dict[str, StockLevel] = {}
        for page in ctx.erp.stock_levels():
            ctx.cancel.check()
            levels |= {level.product_id: level for level in page}
        sent = dict(ctx.storage.ledger.sent_stock(ctx.connection.id))
        links = dict(ctx.storage.links.all(ctx.connection.id, LinkKind.PRODUCT))
        skus = by_sku(levels.values())
        uncounted = Uncounted.of(ctx, on=wait_for_count)
        return cls(ctx, safety, levels, skus, links, HeldUnits.reckon(ctx, skus), sent, uncounted)

    # -- against the store --

    def compare_with_store(self) -> None:
        """Read the whole store, link what is new, and keep the differences."""
        self.not_kept = NotKept(self.ctx, self.ctx.facts(NOT_KEPT))
        done = 0
        unlinked: list[StoreStock] = []
        for page in self.ctx.store.stock():
            self.ctx.cancel.check()
            done += len(page.items)
            self.ctx.report(done, max(page.total, done) if page.total else None)
            self._note(page.items)
            fresh = [item for item in page.items if not self._stands(item.product.ref)]
            unlinked += self._link_by_sku(fresh)
            self._compare_all(page.items)
        self._link_by_gtin(unlinked)
        self._compare_all(unlinked)
        self.ctx.log.info("stock.verified", count=done, different=self.different)

    def compare_with_last_sent(self, verified: datetime) -> None:
        """Go by what the store last acknowledged; it was read in full at `verified` (UTC)."""
        for ref, erp_id in self.links.items():
            self.ctx.cancel.check()
            known = self.sent.get(ref)
            if known is None or not self._stands(ref):
                continue
            level = self.levels[erp_id]
            self._compare_all([StoreStock(_product(ref, level), Decimal(known), managed=True)])
        at = f"{verified.astimezone(self.ctx.zone):%d/%m %H:%M}"
        self.ctx.log.info("stock.not_verified", count=self.ctx.tally.read, at=at)

    def _compare_all(self, items: Sequence[StoreStock]) -> None:
        for item in items:
            if self._stands(item.product.ref):
                with guarded(self.ctx, item.product.ref, item.product.sku):
                    self._compare(item)

    def _compare(self, item: StoreStock) -> None:
        self.ctx.cancel.check()
        self.ctx.tally.read += 1
        ref = item.product.ref
        self.in_stock += item.quantity is not None and item.quantity > 0
        level = self.levels[self.links[ref]]
        sku = item.product.sku or level.sku
        if self.uncounted.holds(item, level, sku):
            return
        if not self.ctx.is_due(ref):
            self.ctx.tally.skipped += 1
            return
        worked = arithmetic(level, self.safety, self.held.of(level.product_id, ref))
        if worked is None:
            self.ctx.tally.skipped += 1
            self.ctx.tally.warnings += 1
            self.ctx.log.warning("stock.unknown", sku, sku=sku)
            return
        if worked.available < 0:
            self.ctx.log.warning("stock.negative", sku, sku=sku, available=plain_number(worked.available))
        if item.managed and item.quantity == worked.sent:
            self.ctx.tally.unchanged += 1
            self.same.add(ref)
            self.ctx.solve(ref, sku)
            if self.not_kept is not None:
                self.not_kept.well(ref)
            return
        self.different += 1
        if self.not_kept and self.not_kept.given_up(item, worked.sent, self.sent.get(ref), sku):
            return
        change = StockChange(item.product, worked.sent)
        self.planned.append(Planned(change, sku, item.quantity, terms(worked)))

    def count_again(self, sold: Mapping[str, int]) -> None:
        """Reckon every change anew, now that the orders were read; `sold` are their units by ref.

        A figure below the one the store acknowledged last is a sale nobody knows of yet, so it is not
        raised in this run, but where those orders explain it. The next run raises it: what is no sale
        must not wait. What seemed equal goes down where those orders hold of it.
        """
        equal = [_unmoved(self, ref) for ref in sorted(self.same & set(sold))]
        self.held = HeldUnits.reckon(self.ctx, self.skus)
        fell = set(self.ctx.facts(FELL))
        self.ctx.forget_facts(FELL, sorted(fell))
        planned, self.planned = self.planned, []
        for one in planned:
            with guarded(self.ctx, one.ref, one.sku):
                self._once_more(one, fell, sold)
        for one in equal:
            with guarded(self.ctx, one.ref, one.sku):
                now = self._anew(one)
                if now.change.quantity < one.change.quantity:
                    self.ctx.tally.unchanged -= 1
                    self.planned.append(now)

    def _once_more(self, one: PlannedStock, fell: set[str], sold: Mapping[str, int]) -> None:
        now = self._anew(one)
        if one.before is not None and now.change.quantity == one.before != one.change.quantity:
            self.ctx.tally.unchanged += 1
        elif one.ref not in fell and _unexplained(now, self.sent.get(one.ref), sold):
            self.ctx.tally.skipped += 1
            self.ctx.keep_facts(FELL, {one.ref: plain_number(one.before)})
            known, shown = self.sent[one.ref], plain_number(one.before)
            self.ctx.log.info("stock.fell", one.sku, sku=one.sku, known=known, shown=shown)
        else:
            self.planned.append(now)

    def _anew(self, one: PlannedStock) -> PlannedStock:
        product = one.change.product
        level = self.levels[self.links[product.ref]]
        worked = arithmetic(level, self.safety, self.held.of(level.product_id, product.ref))
        if worked is None:
            return one
        return Planned(StockChange(product, worked.sent), one.sku, one.before, terms(worked))

    # -- links --

    def _stands(self, ref: str) -> bool:
        """Whether the link of a store product points at a living row of the ERP."""
        level = self.levels.get(self.links.get(ref, ""))
        return level is not None and level.active

    def _link_by_sku(self, items: Sequence[StoreStock]) -> list[StoreStock]:
        """Link what has one active ERP row of its SKU; what may still match by GTIN comes back."""
        found: list[tuple[StoreStock, str]] = []
        rest: list[StoreStock] = []
        for item in items:
            rows = self.skus.get(item.product.sku, []) if item.product.sku else []
            if len(rows) == 1:
                found.append((item, rows[0].product_id))
            elif rows:
                self._ambiguous(item, [row.product_id for row in rows])
            elif item.product.gtin:
                rest.append(item)
            else:
                self._unknown(item)
        self._save(found)
        return rest

    def _link_by_gtin(self, items: Sequence[StoreStock]) -> None:
        found: list[tuple[StoreStock, str]] = []
        many = len(items) > max(GTIN_LOOK_UPS, len(self.levels) // PAGE)
        for item in items:
            self.ctx.cancel.check()
            with guarded(self.ctx, item.product.ref, item.product.sku or item.product.gtin):
                ids = self._ids_of(item.product.gtin, many=many)
                if len(ids) == 1:
                    found.append((item, ids[0]))
                elif ids:
                    self._ambiguous(item, ids)
                else:
                    self._unknown(item)
        self._save(found)

    def _ids_of(self, gtin: str, *, many: bool) -> list[str]:
        if not many:
            products = self.ctx.erp.products_by_gtin(gtin)
            return [product.id for product in products if product.active and product.id in self.levels]
        if self.gtins is None:
            self.gtins = {}
            for page in self.ctx.erp.products():
                self.ctx.cancel.check()
                for product in page:
                    if product.active and product.gtin and product.id in self.levels:
                        self.gtins.setdefault(gtin14(product.gtin), []).append(product.id)
        return self.gtins.get(gtin14(gtin), [])

    def _save(self, found: Sequence[tuple[StoreStock, str]]) -> None:
        connection = self.ctx.connection.id
        links = self.ctx.storage.links
        for item, _ in found:
            if item.product.ref in self.links:
                # The row it pointed at is gone from the ERP; the SKU now leads to another one.
                links.delete(connection, LinkKind.PRODUCT, item.product.ref)
                del self.links[item.product.ref]
        fresh = [
            Link(connection, LinkKind.PRODUCT, erp_id, item.product.ref, item.product.sku)
            for item, erp_id in found
        ]
        clashes = {link.outside_id for link in links.save(fresh)} if fresh else set()
        for item, erp_id in found:
            if item.product.ref in clashes:
                self._twice(item, erp_id)
            else:
                self.links[item.product.ref] = erp_id

    # -- what cannot be compared --

    def _unknown(self, item: StoreStock) -> None:
        product = item.product
        self.ctx.tally.read += 1
        self.ctx.tally.skipped += 1
        if product.ref in self.links:
            self.ctx.log.warning("stock.inactive", product.sku, sku=product.sku)
        elif product.sku or product.gtin:
            name = product.sku or product.gtin
            self.ctx.log.warning("stock.no_erp_product", name, sku=name)
        else:
            self.ctx.log.warning("stock.no_code", product.ref, title=product.name, id=product.ref)

    def _ambiguous(self, item: StoreStock, ids: Sequence[str]) -> None:
        name = item.product.sku or item.product.gtin
        self._fail(item, RecordProblem("stock.ambiguous", sku=name, ids=", ".join(ids)))

    def _twice(self, item: StoreStock, erp_id: str) -> None:
        other = self.ctx.storage.links.outside_id(self.ctx.connection.id, LinkKind.PRODUCT, erp_id)
        ids = f"{other}, {item.product.ref}"
        self._fail(item, RecordProblem("stock.twice_in_store", sku=item.product.sku, ids=ids))

    def _fail(self, item: StoreStock, problem: RecordProblem) -> None:
        self.ctx.tally.read += 1
        if self.ctx.is_due(item.product.ref):
            self.ctx.fail(item.product.ref, item.product.sku or item.product.ref, problem)
        else:
            self.ctx.tally.skipped += 1

    def _note(self, items: Sequence[StoreStock]) -> None:
        """Keep what the store shows where that is news: in most runs nothing is."""
        seen = {item.product.ref: int(item.quantity) for item in items if item.quantity is not None}
        news = {ref: quantity for ref, quantity in seen.items() if self.sent.get(ref) != quantity}
        if news:
            self.ctx.storage.ledger.note_stock(self.ctx.connection.id, news, self.ctx.clock.now())


def _unmoved(plan: StockPlan, ref: str) -> PlannedStock:
    """What the store shows of a product, as it was reckoned before the orders were looked at."""
    level = plan.levels[plan.links[ref]]
    worked = arithmetic(level, plan.safety, plan.held.of(level.product_id, ref))
    shown = worked.sent if worked else 0
    return Planned(StockChange(_product(ref, level), shown), level.sku, Decimal(shown))


def _unexplained(one: PlannedStock, known: int | None, sold: Mapping[str, int]) -> bool:
    """Whether the store shows less than it acknowledged (`known`) and than its orders account for."""
    if one.before is None or known is None or one.change.quantity <= one.before:
        return False
    return known - one.before > sold.get(one.ref, 0)


def _product(ref: str, level: StockLevel) -> StoreProduct:
    """A linked product of the store, of which its row is not at hand."""
    return StoreProduct(*ref_parts(ref), level.sku, "", level.name)
