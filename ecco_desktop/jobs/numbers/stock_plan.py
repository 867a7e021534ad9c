"""What stock must be sent: the ERP's levels against what the store has, link by link."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from decimal import Decimal
from functools import partial

from ecco_desktop.clock import SHOP
from ecco_desktop.domain.amounts import plain_number
from ecco_desktop.domain.errors import RecordProblem
from ecco_desktop.domain.links import ProvedLink
from ecco_desktop.domain.products import StoreProduct, ref_parts
from ecco_desktop.domain.stock import StockChange, StockLevel, StoreStock, to_send
from ecco_desktop.jobs.numbers.batches import Planned, Why
from ecco_desktop.jobs.numbers.matching import Matching, Proved
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
    # Refs where the store shows what it should, over a proved link.
    same: set[str] = field(default_factory=set)
    different: int = 0
    in_stock: int = 0
    # What the store sold beyond what it had, by ref.
    short: dict[str, int] = field(default_factory=dict)
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
        uncounted = Uncounted.of(ctx, on=wait_for_count)
        goods = Goods.of(ctx)
        held = HeldUnits.reckon(ctx, levels.values(), goods.marks, others)
        return cls(ctx, safety, levels, goods, others, held, sent, uncounted, start_counting)

    # -- against the store --

    def is_shaken(self) -> bool:
        """Whether a proved link leads to something else in the ERP since the store was read last."""
        return any(self.goods.shaken(self.levels))

    def compare_with_store(self) -> None:
        """Read the whole store, prove every link, tie what is new, and keep the differences."""
        self.not_kept = NotKept.of(self.ctx, NOT_KEPT)
        matching = Matching(self.ctx, self.goods, self.levels)
        done = 0
        for page in self.ctx.store.stock():
            self.ctx.cancel.check()
            done += len(page.items)
            self.ctx.report(done, max(page.total, done) if page.total else None)
            self._note(page.items)
            self._compare_all(matching.of_page(page.items))
        self._compare_all(matching.of_the_rest())
        self.ctx.log.info("stock.verified", count=done, different=self.different)

    def compare_with_last_sent(self, verified: datetime) -> None:
        """Go by what the store last acknowledged; it was read, and its links proved, at `verified` (UTC)."""
        for ref, (erp_id, *_) in self.goods.marks.items():
            known, level = self.sent.get(ref), self.levels.get(erp_id)
            if known is None or level is None or not level.active:
                continue
            try:
                self._compare_with_sent(ref, level, known)
            except Exception as error:  # noqa: BLE001 - as `guarded`, which costs more than the comparison
                self.ctx.fail(ref, level.sku, self.ctx.boundary.judge(error))
        at = f"{verified.astimezone(SHOP):%d/%m %H:%M}"
        self.ctx.log.info("stock.not_verified", count=self.ctx.tally.read, at=at)

    def _compare_with_sent(self, ref: str, level: StockLevel, known: int) -> None:
        if not self.goods.is_trusted(ref, level.sku):
            self.ctx.tally.skipped += 1
        elif self._is_quiet(ref, level) and known == self._to_send(ref, level):
            # As nearly always: nothing is made of what did not change.
            self.ctx.cancel.check()
            self.ctx.tally.read += 1
            self.in_stock += known > 0
            self._leave(ref)
        elif link := self.goods.trusted(ref, level.sku):
            self._compare(StoreStock(_product(link, level), Decimal(known), managed=True), link)

    def _compare_all(self, found: Sequence[Proved]) -> None:
        for item, link in found:
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
        sku, wanted = item.product.sku or level.sku, self._to_send(ref, level)
        if not self._is_quiet(ref, level) and self._waits(item, level, sku, wanted):
            return
        if wanted is None or not (item.managed or self.start_counting):
            self.ctx.tally.skipped += 1
            self.ctx.tally.warnings += 1
            self.ctx.log.warning("stock.unknown" if wanted is None else "stock.no_control", sku, sku=sku)
        elif item.managed and item.quantity == wanted:
            self._leave(ref)
            self.ctx.solve(ref, sku)
            if self.not_kept is not None:
                self.not_kept.well(ref)
        else:
            self.different += 1
            if item.short:
                self.short[ref] = item.short
            if not self._not_kept(item, wanted, sku):
                change = StockChange(item.product, wanted)
                self.planned.append(Planned(link, change, sku, item.quantity, self._why(ref, level)))

    def _is_quiet(self, ref: str, level: StockLevel) -> bool:
        """Whether there is nothing about it but its number."""
        if ref in self.ctx.pending or self.uncounted.knows(level):
            return False
        return level.available is None or level.available >= 0

    def _waits(self, item: StoreStock, level: StockLevel, sku: str, wanted: int | None) -> bool:
        """Whether it stays as it is: nobody counted it, or its turn has not come. Below zero is told."""
        if self.uncounted.holds(item, level, sku):
            return True
        if not self.ctx.is_due(item.product.ref, "" if wanted is None else str(wanted)):
            self.ctx.tally.skipped += 1
            return True
        if level.available is not None and level.available < 0 and (item.managed or self.start_counting):
            self.ctx.log.warning("stock.negative", sku, sku=sku, available=plain_number(level.available))
        return False

    def _not_kept(self, item: StoreStock, wanted: int, sku: str) -> bool:
        """Whether the store acknowledged this very figure, shows another, and waits for that."""
        ref = item.product.ref
        if self.not_kept is None or self.sent.get(ref) != wanted or item.quantity == wanted:
            return False
        told = {"sku": sku, "wanted": wanted, "shown": plain_number(item.quantity)}
        return self.not_kept.given_up(ref, sku, RecordProblem("stock.not_kept", **told), str(wanted))

    def _leave(self, ref: str) -> None:
        self.ctx.tally.unchanged += 1
        self.same.add(ref)

    def _to_send(self, ref: str, level: StockLevel) -> int | None:
        return to_send(level, self.safety, self.held.of(level.product_id, ref))

    def _why(self, ref: str, level: StockLevel) -> Why:
        """The terms behind a number, told when they are asked for: a first run plans every product."""
        return partial(terms, level, self.safety, self.held.of(level.product_id, ref))

    def count_again(self, sold: Mapping[str, int]) -> None:
        """Reckon every change anew, now that the orders were read; `sold` are their units by ref.

        A figure below the one the store acknowledged last is a sale nobody knows of yet, so it is not
        raised in this run, but where those orders explain it. The next run raises it: what is no sale
        must not wait. What seemed equal goes down where those orders hold of it.
        """
        equal = [found for ref in sorted(self.same & sold.keys()) if (found := self._unmoved(ref))]
        self.held = HeldUnits.reckon(self.ctx, self.levels.values(), self.goods.marks, self.others)
        fell = set(self.ctx.facts(FELL))
        self.ctx.forget_facts(FELL, sorted(fell))
        planned, self.planned = self.planned, []
        fallen: dict[str, str] = {}
        for one in planned:
            with guarded(self.ctx, one.ref, one.sku):
                if self._once_more(one, fell, sold):
                    fallen[one.ref] = plain_number(one.before)
        if fallen:
            self.ctx.keep_facts(FELL, fallen)
            self.ctx.store.doubt_news()
        for one in equal:
            with guarded(self.ctx, one.ref, one.sku):
                now = self._anew(one)
                if now.change.quantity < one.change.quantity:
                    self.ctx.tally.unchanged -= 1
                    self.planned.append(now)

    def _once_more(self, one: PlannedStock, fell: set[str], sold: Mapping[str, int]) -> bool:
        """Plan it as it is reckoned now; whether it waits a run, for it fell and nothing explains that."""
        now = self._anew(one)
        if one.before is not None and now.change.quantity == one.before != one.change.quantity:
            self.ctx.tally.unchanged += 1
        elif one.ref not in fell and self._unexplained(now, sold):
            self.ctx.tally.skipped += 1
            known, shown = self.sent[one.ref], plain_number(one.before)
            self.ctx.log.info("stock.fell", one.sku, sku=one.sku, known=known, shown=shown)
            return True
        else:
            self.planned.append(now)
        return False

    def _unexplained(self, one: PlannedStock, sold: Mapping[str, int]) -> bool:
        """Whether the store shows less than it acknowledged last and than its orders account for."""
        known = self.sent.get(one.ref)
        if one.before is None or known is None or one.change.quantity <= one.before:
            return False
        return known - (one.before - self.short.get(one.ref, 0)) > sold.get(one.ref, 0)

    def _anew(self, one: PlannedStock) -> PlannedStock:
        level = self.levels[one.link.erp_id]
        wanted = self._to_send(one.ref, level)
        if wanted is None:
            return one
        return replace(one, change=StockChange(one.change.product, wanted), why=self._why(one.ref, level))

    def _unmoved(self, ref: str) -> PlannedStock | None:
        """What the store shows of a product, as it was reckoned before the orders were looked at."""
        level = self.levels[self.goods.erp_id(ref)]
        link, shown = self.goods.trusted(ref, level.sku), self._to_send(ref, level) or 0
        if link is None:
            return None
        return Planned(link, StockChange(_product(link, level), shown), level.sku, Decimal(shown))

    def _note(self, items: Sequence[StoreStock]) -> None:
        """Keep what the store shows where that is news: in most runs nothing is."""
        seen = {item.product.ref: int(item.quantity) for item in items if item.quantity is not None}
        news = {ref: quantity for ref, quantity in seen.items() if self.sent.get(ref) != quantity}
        if news:
            self.ctx.storage.ledger.note_stock(self.ctx.connection.id, news, self.ctx.clock.now())


def _product(link: ProvedLink, level: StockLevel) -> StoreProduct:
    """A linked product of the store, of which its row is not at hand."""
    return StoreProduct(*ref_parts(link.ref), link.store_sku or level.sku, "", level.name)
