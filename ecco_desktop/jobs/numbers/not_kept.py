"""What a store acknowledged and does not show."""

from dataclasses import dataclass, field
from datetime import timedelta

from ecco_desktop.domain.errors import RecordProblem
from ecco_desktop.domain.ledger import ChangeKind
from ecco_desktop.jobs.run.context import RunContext
from ecco_desktop.jobs.run.facts import AfterRestore, Fact

# How often a ref was found not to show what the store acknowledged: its stock, its price.
NOT_KEPT = Fact("stock_not_kept", str, int, AfterRestore.FORGOTTEN)
PRICE_NOT_KEPT = Fact("price_not_kept", str, int, AfterRestore.FORGOTTEN)
TWICE = 2
# A task that runs once a day finds what it sent the day before.
SENT_WITHIN = timedelta(days=2)


@dataclass(slots=True)
class NotKept:
    """How often, by ref; counted where the store is read."""

    ctx: RunContext
    fact: Fact[int]
    times: dict[str, int]

    @classmethod
    def of(cls, ctx: RunContext, fact: Fact[int]) -> "NotKept":
        """As earlier runs left it."""
        return cls(ctx, fact, ctx.facts(fact))

    def well(self, ref: str) -> None:
        """It shows what it should."""
        if self.times.pop(ref, None) is not None:
            self.ctx.forget_facts(self.fact, [ref])

    def given_up(self, ref: str, sku: str, problem: RecordProblem, version: str) -> bool:
        """Whether the store shows another value than it acknowledged, and not for the first time.

        Then it waits with `problem` and is not sent again, unless a person asks for it.
        """
        times = self.times.get(ref, 0) + 1
        asked = self.ctx.by_person and ref in self.ctx.pending
        self.ctx.keep_facts(self.fact, {ref: TWICE - 1 if asked else times})
        if times < TWICE or asked:
            return False
        self.ctx.fail(ref, sku, problem, version)
        return True


@dataclass(slots=True)
class LastSent:
    """What a store last acknowledged lately, as the ledger keeps it; read where it is asked for."""

    ctx: RunContext
    kind: ChangeKind
    _known: dict[str, str] | None = field(default=None)

    def of(self, ref: str) -> str | None:
        """Of one ref."""
        if self._known is None:
            since = self.ctx.clock.now() - SENT_WITHIN
            rows = self.ctx.storage.ledger.written_since(self.ctx.connection.id, [self.kind], since)
            self._known = {row.outside_id: row.after for row in rows}
        return self._known.get(ref)
