"""Sending stock: in batches, halved where refused, settled by reading where an answer was lost."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from ecco_desktop.domain.errors import OutcomeUnknown, RecordProblem
from ecco_desktop.domain.ledger import Change, ChangeKind, ChangeOutcome
from ecco_desktop.domain.stock import ItemOutcome, StockChange
from ecco_desktop.jobs.context import RunContext
from ecco_desktop.jobs.stock_plan import Reason
from ecco_desktop.ports.store import BatchRefused

# How often one group is written again after reading proved that it did not arrive.
ROUNDS = 3


@dataclass(slots=True)
class StockSender:
    """Writes the changes of one run. Quantities are absolute, so writing one twice does no harm."""

    ctx: RunContext
    reasons: Mapping[str, Reason]

    def send(self, changes: Sequence[StockChange]) -> None:
        """Send them all; each ends as a ledger row, and as a pending record where it failed.

        What goes to zero goes first: an item that is sold out must not stay on offer while the rest
        of a long run is sent.
        """
        done = 0
        urgent_first = sorted(changes, key=lambda change: change.quantity != 0)
        for group in self.ctx.store.stock_groups(urgent_first):
            self.ctx.cancel.check()
            self._send(group)
            done += len(group)
            self.ctx.report(done, len(changes))

    def _send(self, group: Sequence[StockChange], rounds: int = ROUNDS) -> None:
        try:
            outcomes = self.ctx.store.write_stock(group)
        except BatchRefused as refused:
            self._halve(group, refused)
        except OutcomeUnknown:
            self._settle(group, rounds)
        else:
            self._keep(group, {outcome.ref: outcome for outcome in outcomes})

    def _halve(self, group: Sequence[StockChange], refused: BatchRefused) -> None:
        """Find what the store refuses: the culprit stands alone at the end and is parked."""
        if len(group) == 1:
            outcome = ItemOutcome(group[0].product.ref, False, refused.key, refused.values.get("detail", ""))
            self._keep(group, {outcome.ref: outcome})
            return
        middle = len(group) // 2
        for half in (group[:middle], group[middle:]):
            self.ctx.cancel.check()
            self._send(half)

    def _settle(self, group: Sequence[StockChange], rounds: int) -> None:
        """The answer was lost: what the store shows now tells what was done."""
        seen = {item.product.ref: item for item in self.ctx.store.read_stock([c.product for c in group])}
        arrived = [
            change
            for change in group
            if change.product.ref in seen and seen[change.product.ref].quantity == change.quantity
        ]
        self._keep(arrived, {c.product.ref: ItemOutcome(c.product.ref, True) for c in arrived})
        done = {change.product.ref for change in arrived}
        missing = [change for change in group if change.product.ref not in done]
        if missing and rounds > 1:
            self._send(missing, rounds - 1)
        elif missing:
            lost = {c.product.ref: ItemOutcome(c.product.ref, False, "stock.read_failed") for c in missing}
            self._keep(missing, lost)

    def _keep(self, group: Sequence[StockChange], outcomes: Mapping[str, ItemOutcome]) -> None:
        rows = [self._row(change, outcomes[change.product.ref]) for change in group]
        self.ctx.storage.ledger.add(rows)
        for change, row in zip(group, rows, strict=True):
            self._tell(change, row, outcomes[change.product.ref])

    def _row(self, change: StockChange, outcome: ItemOutcome) -> Change:
        reason = self.reasons[change.product.ref]
        worked = reason.arithmetic
        return Change(
            run_id=self.ctx.run.id,
            connection_id=self.ctx.connection.id,
            kind=ChangeKind.STOCK,
            key=reason.sku,
            outside_id=change.product.ref,
            name="estoque",
            before=_text(reason.before),
            after=str(change.quantity),
            outcome=ChangeOutcome.DONE if outcome.ok else ChangeOutcome.REFUSED,
            at=self.ctx.clock.now(),
            detail={
                "fisico": _text(worked.physical),
                "reservado": _text(worked.reserved),
                "disponivel": _text(worked.available),
                "seguranca": str(worked.safety),
                "enviado": str(worked.sent),
                **({"erro": outcome.key, "detalhe": outcome.detail} if not outcome.ok else {}),
            },
        )

    def _tell(self, change: StockChange, row: Change, outcome: ItemOutcome) -> None:
        if not outcome.ok:
            problem = RecordProblem(outcome.key, sku=row.key, detail=outcome.detail, id=change.product.ref)
            self.ctx.fail(change.product.ref, row.key, problem)
            return
        self.ctx.tally.updated += 1
        self.ctx.solve(change.product.ref, row.key)
        self.ctx.log.info(
            "stock.sent",
            row.key,
            sku=row.key,
            before=row.before or "?",
            after=row.after,
            physical=row.detail["fisico"] or "?",
            reserved=row.detail["reservado"] or "?",
            safety=row.detail["seguranca"],
        )


def _text(value: Decimal | None) -> str:
    return "" if value is None else f"{value.normalize():f}"
