"""Products that were made in the ERP from a store: their zero there is no count, until somebody counts them.

The ERP shows a stock entry only as a figure: a physical quantity above zero was counted. Zero, or less by
orders, may be what the product was made with; whether it is a count, a person says.
"""

from dataclasses import dataclass, field
from datetime import UTC, datetime
from decimal import Decimal

from ecco_desktop.domain.amounts import plain_number
from ecco_desktop.domain.connections import Role, erp_of
from ecco_desktop.domain.errors import NeedsPerson
from ecco_desktop.domain.foreign import key
from ecco_desktop.domain.ledger import ChangeKind
from ecco_desktop.domain.pending import PendingState
from ecco_desktop.domain.stock import StockLevel, StoreStock
from ecco_desktop.jobs.run.context import RunContext
from ecco_desktop.jobs.run.facts import text_fact

# By ERP product id, of the ERP's connection, for every store on it sends that figure; the SKU.
UNCOUNTED = text_fact("uncounted")
# The same by SKU, kept before the product is made: who answers late, twice or nothing may have made it under
# an id that nobody told.
MAKING = text_fact("uncounted_sku")
# What the ledger calls a product that was made in the ERP.
MADE_IN_ERP = "produto no ERP"
CAUSE = "stock.uncounted"
# Where it is remembered that what earlier versions made was looked for.
LOOKED = "uncounted"
_EVER = datetime(2000, 1, 1, tzinfo=UTC)


def note_making(ctx: RunContext, sku: str) -> None:
    """A product is about to be made in the ERP from a store: kept before it is sent, whatever the answer."""
    MAKING.keep(ctx.storage.memory, _erp(ctx), {key(sku): sku}, ctx.clock.now())


def note_made(ctx: RunContext, product_id: str, sku: str) -> None:
    """A product was made in the ERP from a store."""
    UNCOUNTED.keep(ctx.storage.memory, _erp(ctx), {product_id: sku}, ctx.clock.now())


def _erp(ctx: RunContext) -> int:
    return erp_of(ctx.storage.connections.all()).id


def was_counted(level: StockLevel) -> bool:
    """Whether the ERP shows more than what a product is made with."""
    known = level.physical if level.physical is not None else level.available
    return known is not None and known > 0


@dataclass(slots=True)
class Uncounted:
    """Those products, in one run. `on` is False where a person chose to send their zeros."""

    ctx: RunContext
    erp: int
    skus: dict[str, str]
    on: bool
    waiting: int = 0
    # SKUs of them as SKUs are compared; a row of the ERP may tell no id.
    codes: set[str] = field(default_factory=set)

    @classmethod
    def of(cls, ctx: RunContext, *, on: bool = True) -> "Uncounted":
        """As earlier runs left them, with what earlier versions made, as far as the ledger proves it."""
        erp = _erp(ctx)
        found = cls(ctx, erp, UNCOUNTED.all(ctx.storage.memory, erp), on)
        if not ctx.storage.bookmarks.get(erp, UNCOUNTED.kind, LOOKED):
            found._look_back()
        # Those of earlier versions are kept by id alone.
        found.codes = {key(sku) for sku in found.skus.values()} | {*MAKING.all(ctx.storage.memory, erp)}
        found.codes.discard("")
        return found

    def knows(self, level: StockLevel) -> bool:
        """Whether this product was made from a store, and not counted since; its row may tell no id."""
        if not self.skus and not self.codes:
            # As in most shops: asked of every row of the ERP.
            return False
        return level.product_id in self.skus or key(level.sku) in self.codes

    def waits(self, level: StockLevel) -> bool:
        """Whether nobody counted this product yet; one that was counted is remembered so."""
        if not self.knows(level):
            return False
        if was_counted(level):
            self._counted(level)
            return False
        return self.on

    def holds(self, item: StoreStock, level: StockLevel, sku: str) -> bool:
        """Whether what the store shows stays as it is, because the ERP's zero is no count.

        It is sent when a person who saw it on the list has it tried again; starting the task is no answer.
        """
        ref = item.product.ref
        record = self.ctx.pending.get(ref)
        known = record is not None and record.cause == CAUSE
        answered = known and record is not None and record.state is PendingState.WAITING
        if answered and self.knows(level) and self.on:
            self._counted(level)
        if not self.waits(level):
            if known:
                self.ctx.solve(ref, sku)
            return False
        if item.managed and item.quantity == 0:
            return False
        self.waiting += 1
        if known:
            self.ctx.tally.skipped += 1
        else:
            shown = "?" if item.quantity is None else plain_number(item.quantity)
            physical = "?" if level.physical is None else plain_number(level.physical)
            self.ctx.fail(ref, sku, NeedsPerson(CAUSE, sku=sku, shown=shown, physical=physical))
        return True

    def tell(self) -> None:
        """Say how many wait."""
        if self.waiting:
            self.ctx.log.warning("stock.uncounted_waiting", count=self.waiting)

    def _counted(self, level: StockLevel) -> None:
        codes = {key(level.sku), key(self.skus.pop(level.product_id, ""))}
        self.codes -= codes
        memory = self.ctx.storage.memory
        UNCOUNTED.forget(memory, self.erp, [level.product_id])
        MAKING.forget(memory, self.erp, sorted(codes))

    def _look_back(self) -> None:
        """Once: what the ledger says was made from a store, and was never sent with a figure above zero."""
        storage = self.ctx.storage
        for connection in storage.connections.all():
            if connection.role is not Role.STORE:
                continue
            rows = storage.ledger.written_since(connection.id, [ChangeKind.PRODUCT, ChangeKind.STOCK], _EVER)
            counted = {row.outside_id for row in rows if row.name != MADE_IN_ERP and _above_zero(row.after)}
            self.skus |= {
                row.after: row.key
                for row in rows
                if row.name == MADE_IN_ERP and row.outside_id not in counted and row.after not in self.skus
            }
        now = self.ctx.clock.now()
        UNCOUNTED.keep(storage.memory, self.erp, self.skus, now)
        storage.bookmarks.set(self.erp, UNCOUNTED.kind, now.isoformat(), LOOKED)


def _above_zero(text: str) -> bool:
    return text.isdigit() and Decimal(text) > 0
