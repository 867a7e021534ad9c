"""Sending numbers to a store: batches, halved where refused, settled by reading where an answer was lost."""

from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping, Sequence
from typing import Generic, Protocol, TypeVar

from ecco_desktop.domain.discretion import from_outside
from ecco_desktop.domain.errors import EccoProblem, OutcomeUnknown, RecordProblem
from ecco_desktop.domain.ledger import Change, ChangeKind, ChangeOutcome
from ecco_desktop.domain.products import StoreProduct
from ecco_desktop.domain.stock import ItemOutcome
from ecco_desktop.jobs.run.context import RunContext
from ecco_desktop.ports.at_once import at_once
from ecco_desktop.ports.store import BatchRefused

# How often one group is written again after reading proved that it did not arrive.
ROUNDS = 3


class Item(Protocol):
    """One value to set for one product. Absolute, so writing it twice does no harm."""

    @property
    def product(self) -> StoreProduct: ...


I = TypeVar("I", bound=Item)  # noqa: E741 - an item
# What a store says to a group: an outcome for each, or that it is refused whole, or lost.
Said = Sequence[ItemOutcome] | BatchRefused | OutcomeUnknown


class BatchSender(ABC, Generic[I]):
    """Writes the changes of one run; each ends as a ledger row, and as a pending record where it failed."""

    kind: ChangeKind
    name: str

    def __init__(self, ctx: RunContext) -> None:
        self.ctx = ctx
        # What ends the run; groups that are not begun yet see it and stay where they are.
        self._end: Exception | None = None

    def send(self, changes: Sequence[I]) -> None:
        """Send them all, in the order given as far as groups allow, as many at a time as the store likes.

        What ends the run ends it only when all that was under way is kept: it was done, too.
        """
        done = 0
        for group, said in at_once(self.groups(changes), self._attempt, self.ctx.store.groups_at_once):
            try:
                self._take(group, said)
            except Exception as problem:  # noqa: BLE001 - raised below
                self._end = self._end or problem
            done += len(group)
            self.ctx.report(done, len(changes))
        if self._end is not None:
            raise self._end

    # -- what the values are --

    @abstractmethod
    def groups(self, changes: Sequence[I]) -> Iterator[Sequence[I]]:
        """The changes in groups that travel in one request each."""

    @abstractmethod
    def write(self, group: Sequence[I]) -> Sequence[ItemOutcome]:
        """Write one group."""

    @abstractmethod
    def arrived(self, group: Sequence[I]) -> set[str]:
        """The refs of those that show the wanted value now."""

    @abstractmethod
    def worded(self, change: I) -> tuple[str, str, str, Mapping[str, str]]:
        """SKU, value before and after as texts, and why."""

    @abstractmethod
    def tell(self, row: Change) -> None:
        """Log a value that was set."""

    # -- one group --

    def _attempt(self, group: Sequence[I]) -> tuple[Sequence[I], Said | None]:
        """In a thread of its own: write one group, unless the run has come to its end (None)."""
        try:
            if self._end is None:
                self.ctx.cancel.check()
                return group, self._written(group)
        except Exception as problem:  # noqa: BLE001 - raised again where the run is
            self._end = self._end or problem
        return group, None

    def _take(self, group: Sequence[I], said: Said | None) -> None:
        if said is None or (self._end is not None and isinstance(said, EccoProblem)):
            # Nothing was done, or what was done can no longer be asked: the next run compares anew.
            return
        self._deal(group, said, ROUNDS)

    def _written(self, group: Sequence[I]) -> Said:
        try:
            return self.write(group)
        except (BatchRefused, OutcomeUnknown) as problem:
            return problem

    def _send(self, group: Sequence[I], rounds: int = ROUNDS) -> None:
        self._deal(group, self._written(group), rounds)

    def _deal(self, group: Sequence[I], said: Said, rounds: int) -> None:
        if isinstance(said, BatchRefused):
            self._halve(group, said)
        elif isinstance(said, OutcomeUnknown):
            self._settle(group, rounds)
        else:
            self._keep(group, {outcome.ref: outcome for outcome in said})

    def _halve(self, group: Sequence[I], refused: BatchRefused) -> None:
        """Find what the store refuses: the culprit stands alone at the end and is parked."""
        if len(group) == 1:
            outcome = ItemOutcome(group[0].product.ref, False, refused.key, refused.values.get("detail", ""))
            self._keep(group, {outcome.ref: outcome})
            return
        middle = len(group) // 2
        for half in (group[:middle], group[middle:]):
            self.ctx.cancel.check()
            self._send(half)

    def _settle(self, group: Sequence[I], rounds: int) -> None:
        """The answer was lost: what the store shows now tells what was done."""
        there = self.arrived(group)
        self._keep(
            [change for change in group if change.product.ref in there],
            {ref: ItemOutcome(ref, True) for ref in there},
        )
        missing = [change for change in group if change.product.ref not in there]
        if missing and rounds > 1:
            self._send(missing, rounds - 1)
        elif missing:
            lost = {c.product.ref: ItemOutcome(c.product.ref, False, "stock.read_failed") for c in missing}
            self._keep(missing, lost)

    def _keep(self, group: Sequence[I], outcomes: Mapping[str, ItemOutcome]) -> None:
        rows = [self._row(change, outcomes[change.product.ref]) for change in group]
        self.ctx.storage.ledger.add(rows)
        for change, row in zip(group, rows, strict=True):
            self._tell(change, row, outcomes[change.product.ref])

    def _row(self, change: I, outcome: ItemOutcome) -> Change:
        sku, before, after, why = self.worded(change)
        failed = {} if outcome.ok else {"erro": outcome.key, "detalhe": from_outside(outcome.detail)}
        return Change(
            run_id=self.ctx.run.id,
            connection_id=self.ctx.connection.id,
            kind=self.kind,
            key=sku,
            outside_id=change.product.ref,
            name=self.name,
            before=before,
            after=after,
            outcome=ChangeOutcome.DONE if outcome.ok else ChangeOutcome.REFUSED,
            at=self.ctx.clock.now(),
            detail={**why, **failed},
        )

    def _tell(self, change: I, row: Change, outcome: ItemOutcome) -> None:
        ref = change.product.ref
        if not outcome.ok:
            problem = RecordProblem(outcome.key, sku=row.key, detail=outcome.detail, id=ref)
            self.ctx.fail(ref, row.key, problem)
            return
        self.ctx.tally.updated += 1
        self.ctx.solve(ref, row.key)
        self.tell(row)
