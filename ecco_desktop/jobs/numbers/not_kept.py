"""What a store acknowledged and does not show."""

from dataclasses import dataclass

from ecco_desktop.domain.amounts import plain_number
from ecco_desktop.domain.errors import RecordProblem
from ecco_desktop.domain.stock import StoreStock
from ecco_desktop.jobs.run.context import RunContext
from ecco_desktop.jobs.run.facts import AfterRestore, Fact

# How often a ref was found not to show what the store acknowledged.
NOT_KEPT = Fact("stock_not_kept", str, int, AfterRestore.FORGOTTEN)
TWICE = 2


@dataclass(slots=True)
class NotKept:
    """How often, by ref; counted where the store is read."""

    ctx: RunContext
    times: dict[str, int]

    def well(self, ref: str) -> None:
        """It shows what it should."""
        if self.times.pop(ref, None) is not None:
            self.ctx.forget_facts(NOT_KEPT, [ref])

    def given_up(self, item: StoreStock, wanted: int, acknowledged: int | None, sku: str) -> bool:
        """Whether the store acknowledged this very figure and shows another, twice.

        Then it is not sent again, unless a person asks for it.
        """
        ref = item.product.ref
        if acknowledged != wanted or item.quantity == wanted:
            return False
        times = self.times.get(ref, 0) + 1
        asked = self.ctx.by_person and ref in self.ctx.pending
        self.ctx.keep_facts(NOT_KEPT, {ref: TWICE - 1 if asked else times})
        if times < TWICE or asked:
            return False
        shown = plain_number(item.quantity)
        problem = RecordProblem("stock.not_kept", sku=sku, wanted=wanted, shown=shown)
        self.ctx.fail(ref, sku, problem, str(wanted))
        return True
