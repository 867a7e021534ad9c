"""Sending numbers to a store: batches, halved where refused, settled by reading where an answer was lost."""

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

from ecco_desktop.domain.discretion import from_outside
from ecco_desktop.domain.errors import EccoProblem, NeedsPerson, OutcomeUnknown, RecordProblem
from ecco_desktop.domain.ledger import Change, ChangeKind, ChangeOutcome
from ecco_desktop.domain.links import ProvedLink
from ecco_desktop.domain.products import StoreProduct
from ecco_desktop.domain.stock import ItemOutcome
from ecco_desktop.jobs.numbers.answers import looked_at
from ecco_desktop.jobs.run.context import RunContext
from ecco_desktop.jobs.run.goods import ANSWERED_OTHER
from ecco_desktop.ports.at_once import at_once
from ecco_desktop.ports.store import BatchRefused

# How often one group is written again after reading proved that it did not arrive.
ROUNDS = 3


class Item(Protocol):
    """One value to set for one product. Absolute, so writing it twice does no harm."""

    @property
    def product(self) -> StoreProduct: ...


I = TypeVar("I", bound=Item)  # noqa: E741 - an item
V = TypeVar("V")
Tell = Callable[[Change], None]
Why = Callable[[], Mapping[str, str]]


@dataclass(frozen=True, slots=True)
class Planned(Generic[I, V]):
    """One change and the proved link it travels over, with what it is about: the SKU, what the store showed
    before (None: unknown), and why.

    `why` tells the terms of its arithmetic, as the ledger keeps them.
    """

    link: ProvedLink
    change: I
    sku: str
    before: V | None
    why: Why = dict

    @property
    def ref(self) -> str:
        """The store product."""
        return self.link.ref


# What a store says to a group: an outcome for each, or that it is refused whole, or lost.
Said = Sequence[ItemOutcome] | BatchRefused | OutcomeUnknown


class BatchSender(ABC, Generic[I, V]):
    """Writes what one run planned; each ends as a ledger row, and as a pending record where it failed."""

    kind: ChangeKind
    name: str

    def __init__(self, ctx: RunContext) -> None:
        self.ctx = ctx
        # The store takes and orders changes; what each is about is found again by its product.
        self._planned: dict[str, Planned[I, V]] = {}
        self._told_by: Tell = self.tell
        # What ends the run; groups that are not begun yet see it and stay where they are.
        self._end: Exception | None = None

    def send(self, planned: Sequence[Planned[I, V]], tell: Tell | None = None) -> None:
        """Send them all, in the order given as far as groups allow, as many at a time as the store likes.

        `tell` logs a value that was set where that is not this sender's usual line.

        What ends the run ends it only when all that was under way is kept: it was done, too.
        """
        done = 0
        self._planned = {one.ref: one for one in planned}
        self._told_by = tell or self.tell
        changes = [one.change for one in planned]
        for group, said in at_once(self.groups(changes), self._attempt, self.ctx.store.groups_at_once):
            try:
                self._take(group, said)
            except Exception as problem:  # noqa: BLE001 - raised below
                self._end = self._end or problem
            done += len(group)
            self.ctx.report(done, len(changes))
        # The sender is bound to itself (`_told_by`): what it planned must not wait for the collector.
        self._planned = {}
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
    def read(self, products: Sequence[StoreProduct]) -> Sequence[tuple[StoreProduct, V | None]]:
        """What the store shows of these now."""

    @abstractmethod
    def wanted(self, change: I) -> V:
        """The value a change sets."""

    @abstractmethod
    def setting(self, product: StoreProduct, value: V) -> I:
        """The change that sets a value."""

    @abstractmethod
    def text(self, value: V | None) -> str:
        """A value as the ledger keeps it; empty where nobody knows."""

    @abstractmethod
    def value(self, text: str) -> V | None:
        """The value of a text of the ledger that can be set again; None where there is none."""

    @abstractmethod
    def words(self, text: str) -> str:
        """A text of the ledger as people read it."""

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

    def _deal(self, group: Sequence[I], said: Said, rounds: int) -> None:
        if isinstance(said, BatchRefused):
            self._halve(group, said)
        elif isinstance(said, OutcomeUnknown):
            self._settle(group, rounds, fell="status" in said.values)
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
            self._deal(half, self._written(half), ROUNDS)

    def _settle(self, group: Sequence[I], rounds: int, *, fell: bool) -> None:
        """The answer was lost: what the store shows now tells what was done."""
        shown = self.read([change.product for change in group])
        seen = {product.ref: value for product, value in shown}
        there = {
            change.product.ref for change in group if seen.get(change.product.ref) == self.wanted(change)
        }
        self._keep(
            [change for change in group if change.product.ref in there],
            {ref: ItemOutcome(ref, True) for ref in there},
        )
        missing = [change for change in group if change.product.ref not in there]
        if missing and rounds > 1:
            # A store that fell over it, with none of it done, may not bear so many at once.
            middle = len(missing) // 2 if fell and not there else 0
            for part in filter(None, (missing[:middle], missing[middle:])):
                self.ctx.cancel.check()
                self._deal(part, self._written(part), rounds - 1)
        elif missing:
            lost = {c.product.ref: ItemOutcome(c.product.ref, False, "stock.read_failed") for c in missing}
            self._keep(missing, lost)

    def _keep(self, group: Sequence[I], outcomes: Mapping[str, ItemOutcome]) -> None:
        links = [self._planned[change.product.ref].link for change in group]
        outcomes, stranger = looked_at(self.ctx, links, outcomes)
        self._end = self._end or stranger
        rows = [self._row(change, outcomes[change.product.ref]) for change in group]
        self.ctx.storage.ledger.add(rows)
        for change, row in zip(group, rows, strict=True):
            self._tell(change, row, outcomes[change.product.ref])

    def _row(self, change: I, outcome: ItemOutcome) -> Change:
        planned = self._planned[change.product.ref]
        failed = {} if outcome.ok else {"erro": outcome.key, "detalhe": from_outside(outcome.detail)}
        return Change(
            run_id=self.ctx.run.id,
            connection_id=self.ctx.connection.id,
            kind=self.kind,
            key=planned.sku,
            outside_id=change.product.ref,
            name=self.name,
            before=self.text(planned.before),
            after=self.text(self.wanted(change)),
            outcome=ChangeOutcome.DONE if outcome.ok else ChangeOutcome.REFUSED,
            at=self.ctx.clock.now(),
            detail={**planned.why(), **failed},
        )

    def _tell(self, change: I, row: Change, outcome: ItemOutcome) -> None:
        ref = change.product.ref
        if outcome.key == ANSWERED_OTHER:
            told = {"sku": row.key, "id": ref, "shown": outcome.sku}
            self.ctx.fail(ref, row.key, NeedsPerson(ANSWERED_OTHER, **told))
            return
        if not outcome.ok:
            problem = RecordProblem(outcome.key, sku=row.key, detail=outcome.detail, id=ref)
            self.ctx.fail(ref, row.key, problem, row.after)
            return
        self.ctx.tally.updated += 1
        self.ctx.solve(ref, row.key)
        self._told_by(row)
