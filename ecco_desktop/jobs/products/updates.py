"""What products of the store would be changed to: planned whole, looked at by the brake, then sent."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from ecco_desktop.domain.brake import Brake, BrakeLimits, Judged, Move, Verdict
from ecco_desktop.domain.errors import RecordProblem
from ecco_desktop.domain.ledger import ChangeKind
from ecco_desktop.domain.links import ProvedLink
from ecco_desktop.domain.products import ErpProduct, ProductSheet, StoreProduct, ref_parts
from ecco_desktop.domain.trees import covered
from ecco_desktop.jobs.products.sheets import FIELDS, NO_WEIGHT, Fingerprint, differing, together
from ecco_desktop.jobs.run.braking import Rows, hold_where_over, last_day
from ecco_desktop.jobs.run.context import RunContext

# Fields that hardly ever become the same in many products at once.
OWN = frozenset({"name", "gtin", "description"})
EMPTY = frozenset({"", NO_WEIGHT})
# For values that are levelled or emptied, this part of the share is enough.
LEVEL_PART = 4


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a product is to be in the store: `mark` is what was sent once it is done, `version` is what waits
    where it is not."""

    product: ErpProduct
    sheet: ProductSheet
    mark: Fingerprint
    version: str

    @property
    def label(self) -> str:
        """What people know it by."""
        return self.product.sku or self.product.name


@dataclass(frozen=True, slots=True)
class Update:
    """One product: `sheet` has the store's own entries in it, `fields` are (field, before, after)."""

    wanted: Wanted
    link: ProvedLink
    sheet: ProductSheet
    fields: tuple[tuple[str, str, str], ...]

    @property
    def target(self) -> StoreProduct:
        """The product of the store."""
        return StoreProduct(*ref_parts(self.link.ref), self.sheet.sku, self.sheet.gtin, self.sheet.name)


@dataclass(slots=True)
class Updates:
    """Those of one run, sent together after the brake looked at them; `done` hears of each that was sent."""

    ctx: RunContext
    done: Callable[[Wanted], None]
    planned: list[Update] = field(default_factory=list)
    # The store's categories and what each is in; asked for once there is something to decide by it.
    parents: Mapping[str, str] | None = None

    def plan(self, wanted: Wanted, link: ProvedLink, shown: ProductSheet, *, was_inactive: bool) -> bool:
        """Whether something is to be sent: what differs, less what the platform has no place for."""
        lacking = self._lacking(shown)
        found = differing(wanted.sheet, shown, was_inactive=was_inactive)
        fields = tuple(
            one
            for one in found
            if one[0] not in lacking and not (one[0] == "categories" and self._is_in(wanted.sheet, shown))
        )
        if fields:
            whole = replace(wanted.sheet, category_ids=together(wanted.sheet, shown))
            self.planned.append(Update(wanted, link, whole, fields))
        return bool(fields)

    def _is_in(self, sheet: ProductSheet, shown: ProductSheet) -> bool:
        """Whether a category below the ERP's is on the product: it is in that one then, too.

        Where the ERP names no category that is linked, or does not tell it, what is left is its department.
        """
        if not shown.category_ids:
            return False
        if self.parents is None:
            self.parents = {each.id: each.parent_id for each in self.ctx.store.categories()}
        return covered(shown.category_ids, self.parents).issuperset(sheet.category_ids)

    def send(self, total: int) -> None:
        """Send what is planned, of `total` linked products; BrakeProblem and nothing sent where it holds."""
        planned, self.planned = self.planned, []
        if not planned:
            return
        limits = BrakeLimits.of(self.ctx.connection.values)
        hold_where_over(
            self.ctx, judged_products(planned, last_day(self.ctx, ChangeKind.PRODUCT), total, limits)
        )
        for done, update in enumerate(planned, 1):
            self.ctx.cancel.check()
            self.ctx.report(done, len(planned))
            wanted = update.wanted
            with self.ctx.record(wanted.product.id, wanted.label, wanted.version):
                self._send(update)
                self.done(wanted)

    def _lacking(self, shown: ProductSheet) -> frozenset[str]:
        """The fields the platform has no place for; they are not sent, nor told as sent."""
        manifest = self.ctx.manifest
        return manifest.part_lacks if shown.part else manifest.parent_lacks if shown.variable else frozenset()

    def _send(self, update: Update) -> None:
        """All at once; where the store refuses, one by one, so that each refused field is told."""
        sheet, target = update.sheet, update.target
        names = [name for name, _, _ in update.fields]
        refused: list[RecordProblem] = []
        try:
            self.ctx.store.update_product(target, sheet, names)
            sent = set(names)
        except RecordProblem as problem:
            sent = set()
            for name in names if len(names) > 1 else ():
                try:
                    self.ctx.store.update_product(target, sheet, [name])
                    sent.add(name)
                except RecordProblem as one:
                    refused.append(one)
            refused = refused or [problem]
        for name, before, after in update.fields:
            if name in sent:
                word = FIELDS[name]
                self.ctx.wrote(ChangeKind.PRODUCT, sheet.sku, target.ref, word, before=before, after=after)
                self.ctx.log.info(
                    "product.updated", sheet.sku, sku=sheet.sku, field=word, before=before or "?", after=after
                )
        self.ctx.tally.updated += bool(sent)
        for other in refused[1:]:
            self.ctx.log.error(other.key, sheet.sku, **other.values)
        if refused:
            raise refused[0]


def judged_products(planned: Sequence[Update], rows: Rows, total: int, limits: BrakeLimits) -> list[Judged]:
    """By field: many at once, to one value, to nothing; in this run, and with those of the last day."""
    found: list[Judged] = []
    for name, word in FIELDS.items():
        now = {
            update.target.ref: Move(update.sheet.sku or update.target.ref, word, before, after)
            for update in planned
            for field_, before, after in update.fields
            if field_ == name
        }
        if now:
            day = _of_a_day(word, now, rows)
            found += [_level(name, word, moves, total, limits) for moves in (now, day)]
            found += [_many(word, moves, total, limits) for moves in (now, day)]
    return found


def _of_a_day(word: str, now: Mapping[str, Move], rows: Rows) -> dict[str, Move]:
    found = dict(now)
    for (ref, name), written in rows.items():
        if name == word:
            last = found.get(ref) or Move(written[-1].key, word, "", written[-1].after)
            found[ref] = replace(last, before=written[0].before)
    return {ref: move for ref, move in found.items() if move.before != move.after}


def _many(word: str, moves: Mapping[str, Move], total: int, limits: BrakeLimits) -> Judged:
    verdict = Verdict(len(moves), total, limits.product_percent)
    return Judged(Brake.PRODUCT, verdict, tuple(moves.values()), {"field": word})


def _level(name: str, word: str, moves: Mapping[str, Move], total: int, limits: BrakeLimits) -> Judged:
    """The largest group that would become the same, or nothing."""
    groups: dict[str, list[Move]] = {}
    for move in moves.values():
        # What is cut is not known to be the same.
        if move.after in EMPTY or (name in OWN and not move.after.endswith("…")):
            groups.setdefault(move.after, []).append(move)
    largest = max(groups.values(), key=len, default=[])
    share = limits.product_percent
    limit = share // LEVEL_PART if share < 100 else share
    value = largest[0].after or "—" if largest else "—"
    verdict = Verdict(len(largest), total, limit)
    return Judged(Brake.LEVEL, verdict, tuple(largest), {"field": word, "value": value})
