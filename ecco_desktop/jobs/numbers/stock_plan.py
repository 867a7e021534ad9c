"""What stock must be sent: the ERP's levels against what the store has, link by link."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from decimal import Decimal

from ecco_desktop.clock import SHOP
from ecco_desktop.domain.amounts import plain_number
from ecco_desktop.domain.links import ProvedLink
from ecco_desktop.domain.products import StoreProduct, ref_parts
from ecco_desktop.domain.stock import (
    StockChange,
    StockLevel,
    StoreStock,
    arithmetic,
    by_sku,
)
from ecco_desktop.jobs.numbers.batches import Planned
from ecco_desktop.jobs.numbers.matching import Matching
from ecco_desktop.jobs.numbers.not_kept import NOT_KEPT, NotKept
from ecco_desktop.jobs.numbers.stock_sending import PlannedStock, terms
from ecco_desktop.jobs.run.boundary import guarded
from ecco_desktop.jobs.run.context import RunContext
from ecco_desktop.jobs.run.facts import AfterRestore, text_fact
from ecco_desktop.jobs.run.goods import Goods
from ecco_desktop.jobs.run.held import Held, HeldUnits, of_others
from ecco_desktop.jobs.run.uncounted import Uncounted

# Refs whose fall was not explained by any order in the run before.
FELL = text_fact("stock_fell", AfterRestore.FORGOTTEN)


@dataclass(slots=True)
class StockPlan:
    """The comparison of one run. `planned` is what it comes to."""

    ctx: RunContext
    safety: int
    levels: dict[str, StockLevel]
    skus: dict[str, list[StockLevel]]
    goods: Goods
    # What other stores held before the ERP's figures were read.
    others: Mapping[int, Sequence[dict[str, Held]]]
    held: HeldUnits
    # What the store last acknowledged, by ref.
    sent: dict[str, int]
    uncounted: Uncounted
    # Whether what the store keeps no count of gets one.
    start_counting: bool
    planned: list[PlannedStock] = field(default_factory=list)
    # Refs where the store shows what it should.
    same: dict[str, ProvedLink] = field(default_factory=dict)
    different: int = 0
    in_stock: int = 0
    # None where the store is not read.
    not_kept: NotKept | None = None

    @classmethod
    def read(cls, ctx: RunContext, safety: int, *, wait_for_count: bool, start_counting: bool) -> "StockPlan":
        """Read every stock row of the ERP."""
        others = of_others(ctx)
        levels: dict[str, StockLevel] = {}
        for page in ctx.erp.stock_levels():
            ctx.cancel.check()
            levels |= {level.product_id: level for level in page}
        sent = dict(ctx.storage.ledger.sent_stock(ctx.connection.id))
        skus = by_sku(levels.values())
        uncounted = Uncounted.of(ctx, on=wait_for_count)
        held = HeldUnits.reckon(ctx, skus, others)
        return cls(ctx, safety, levels, skus, Goods.of(ctx), others, held, sent, uncounted, start_counting)

    # -- against the store --

    def is_shaken(self) -> bool:
        """Whether a proved link leads to something else in the ERP since the store was read last."""
        return any(self.goods.shaken({key: level.sku for key, level in self.levels.items()}))

    def compare_with_store(self) -> None:
        """Read the whole store, prove every link, tie what is new, and keep the differences."""
        self.not_kept = NotKept(self.ctx, self.ctx.facts(NOT_KEPT))
        matching = Matching(self.ctx, self.goods, self.levels, self.skus)
        done = 0
        for page in self.ctx.store.stock():
            self.ctx.cancel.check()
            done += len(page.items)
            self.ctx.report(done, max(page.total, done) if page.total else None)
            self._note(page.items)
            self._compare_all(page.items, matching.of_page(page.items))
        self._compare_all(*matching.of_the_rest())
        self.ctx.log.info("stock.verified", count=done, different=self.different)

    def compare_with_last_sent(self, verified: datetime) -> None:
        """Go by what the store last acknowledged; it was read, and its links proved, at `verified` (UTC)."""
        for ref, (erp_id, *_) in self.goods.marks.items():
            known, level = self.sent.get(ref), self.levels.get(erp_id)
            if known is None or level is None or not level.active:
                continue
            if (link := self.goods.trusted(ref, level.sku)) is None:
                self.ctx.tally.skipped += 1
                continue
            self._compare_one(StoreStock(_product(link, level), Decimal(known), managed=True), link)
        at = f"{verified.astimezone(SHOP):%d/%m %H:%M}"
        self.ctx.log.info("stock.not_verified", count=self.ctx.tally.read, at=at)

    def _compare_all(self, items: Sequence[StoreStock], links: Mapping[str, ProvedLink]) -> None:
        for item in items:
            if link := links.get(item.product.ref):
                self._compare_one(item, link)

    def _compare_one(self, item: StoreStock, link: ProvedLink) -> None:
        try:
            self._compare(item, link)
        except Exception as error:  # noqa: BLE001 - as `guarded`, which costs more than the comparison
            self.ctx.fail(link.ref, item.product.sku, self.ctx.boundary.judge(error))

    def _compare(self, item: StoreStock, link: ProvedLink) -> None:
        self.ctx.cancel.check()
        self.ctx.tally.read += 1
        ref = link.ref
        # Without a count it is on sale, too.
        self.in_stock += item.quantity is None or item.quantity > 0
        level = self.levels[link.erp_id]
        sku = item.product.sku or level.sku
        if self.uncounted.holds(item, level, sku):
            return
        worked = arithmetic(level, self.safety, self.held.of(level.product_id, ref))
        if not self.ctx.is_due(ref, str(worked.sent) if worked else ""):
            self.ctx.tally.skipped += 1
            return
        if worked is None or not (item.managed or self.start_counting):
            self.ctx.tally.skipped += 1
            self.ctx.tally.warnings += 1
            self.ctx.log.warning("stock.unknown" if worked is None else "stock.no_control", sku, sku=sku)
            return
        if worked.available < 0:
            self.ctx.log.warning("stock.negative", sku, sku=sku, available=plain_number(worked.available))
        if item.managed and item.quantity == worked.sent:
            self.ctx.tally.unchanged += 1
            self.same[ref] = link
            self.ctx.solve(ref, sku)
            if self.not_kept is not None:
                self.not_kept.well(ref)
            return
        self.different += 1
        if self.not_kept and self.not_kept.given_up(item, worked.sent, self.sent.get(ref), sku):
            return
        change = StockChange(item.product, worked.sent)
        self.planned.append(Planned(link, change, sku, item.quantity, terms(worked)))

    def count_again(self, sold: Mapping[str, int]) -> None:
        """Reckon every change anew, now that the orders were read; `sold` are their units by ref.

        A figure below the one the store acknowledged last is a sale nobody knows of yet, so it is not
        raised in this run, but where those orders explain it. The next run raises it: what is no sale
        must not wait. What seemed equal goes down where those orders hold of it.
        """
        equal = [_unmoved(self, self.same[ref]) for ref in sorted(self.same.keys() & set(sold))]
        self.held = HeldUnits.reckon(self.ctx, self.skus, self.others)
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
        level = self.levels[one.link.erp_id]
        worked = arithmetic(level, self.safety, self.held.of(level.product_id, one.ref))
        if worked is None:
            return one
        change = StockChange(one.change.product, worked.sent)
        return replace(one, change=change, why=terms(worked))

    def _note(self, items: Sequence[StoreStock]) -> None:
        """Keep what the store shows where that is news: in most runs nothing is."""
        seen = {item.product.ref: int(item.quantity) for item in items if item.quantity is not None}
        news = {ref: quantity for ref, quantity in seen.items() if self.sent.get(ref) != quantity}
        if news:
            self.ctx.storage.ledger.note_stock(self.ctx.connection.id, news, self.ctx.clock.now())


def _unmoved(plan: StockPlan, link: ProvedLink) -> PlannedStock:
    """What the store shows of a product, as it was reckoned before the orders were looked at."""
    level = plan.levels[link.erp_id]
    worked = arithmetic(level, plan.safety, plan.held.of(level.product_id, link.ref))
    shown = worked.sent if worked else 0
    return Planned(link, StockChange(_product(link, level), shown), level.sku, Decimal(shown))


def _unexplained(one: PlannedStock, known: int | None, sold: Mapping[str, int]) -> bool:
    """Whether the store shows less than it acknowledged (`known`) and than its orders account for."""
    if one.before is None or known is None or one.change.quantity <= one.before:
        return False
    return known - one.before > sold.get(one.ref, 0)


def _product(link: ProvedLink, level: StockLevel) -> StoreProduct:
    """A linked product of the store, of which its row is not at hand."""
    return StoreProduct(*ref_parts(link.ref), link.store_sku or level.sku, "", level.name)
