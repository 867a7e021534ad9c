"""Sending stock, and giving it back."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from ecco_desktop.domain.amounts import plain_number
from ecco_desktop.domain.ledger import Change, ChangeKind
from ecco_desktop.domain.products import StoreProduct, ref_parts
from ecco_desktop.domain.runs import Tally
from ecco_desktop.domain.stock import ItemOutcome, StockChange
from ecco_desktop.jobs.numbers.batches import BatchSender
from ecco_desktop.jobs.numbers.stock_plan import Reason
from ecco_desktop.jobs.run.context import RunContext


class StockSender(BatchSender[StockChange]):
    """Writes quantities; `reasons` (by store ref) keep the arithmetic behind each."""

    kind = ChangeKind.STOCK
    name = "estoque"

    def __init__(self, ctx: RunContext, reasons: Mapping[str, Reason]) -> None:
        super().__init__(ctx)
        self._reasons = reasons

    def send(self, changes: Sequence[StockChange]) -> None:
        """What goes to zero goes first: an item that is sold out must not stay on offer while the rest
        of a long run is sent."""
        super().send(sorted(changes, key=lambda change: change.quantity != 0))

    def groups(self, changes: Sequence[StockChange]) -> Iterator[Sequence[StockChange]]:
        """As the store takes them."""
        return self.ctx.store.stock_groups(changes)

    def write(self, group: Sequence[StockChange]) -> Sequence[ItemOutcome]:
        """Write one group."""
        return self.ctx.store.write_stock(group)

    def arrived(self, group: Sequence[StockChange]) -> set[str]:
        """Those that show the wanted quantity now."""
        seen = {item.product.ref: item for item in self.ctx.store.read_stock([c.product for c in group])}
        return {
            change.product.ref
            for change in group
            if change.product.ref in seen and seen[change.product.ref].quantity == change.quantity
        }

    def worded(self, change: StockChange) -> tuple[str, str, str, Mapping[str, str]]:
        """SKU, quantities, and the arithmetic."""
        reason = self._reasons[change.product.ref]
        worked = reason.arithmetic
        why = {
            "fisico": plain_number(worked.physical),
            "reservado": plain_number(worked.reserved),
            "disponivel": plain_number(worked.available),
            "seguranca": str(worked.safety),
            "pedidos_na_loja": str(worked.held),
            "enviado": str(worked.sent),
        }
        return reason.sku, plain_number(reason.before), str(change.quantity), why

    def tell(self, row: Change) -> None:
        """One line with the arithmetic."""
        held = row.detail["pedidos_na_loja"]
        self.ctx.log.info(
            "stock.sent" if held == "0" else "stock.sent_held",
            row.key,
            sku=row.key,
            before=row.before or "?",
            after=row.after,
            physical=row.detail["fisico"] or "?",
            reserved=row.detail["reservado"] or "?",
            safety=row.detail["seguranca"],
            held=held,
        )


class _StockReturner(StockSender):
    """Gives earlier quantities back."""

    def __init__(self, ctx: RunContext, undone: Mapping[str, Change]) -> None:
        super().__init__(ctx, {})
        self._undone = undone

    def worded(self, change: StockChange) -> tuple[str, str, str, Mapping[str, str]]:
        """SKU and quantities, the other way round."""
        row = self._undone[change.product.ref]
        return row.key, row.after, str(change.quantity), {"desfaz": str(row.run_id)}

    def tell(self, row: Change) -> None:
        """One line."""
        self.ctx.log.info("undo.done", row.key, sku=row.key, before=row.before, after=row.after)


def undo_stock(ctx: RunContext, rows: Sequence[Change]) -> Tally:
    """Send the quantities before a run back, except where the store shows another one by now."""
    undone = {row.outside_id: row for row in rows}
    products = [product_of(row) for row in undone.values()]
    seen = {item.product.ref: item.quantity for item in ctx.store.read_stock(products)}
    changes: list[StockChange] = []
    for product in products:
        row, now = undone[product.ref], seen.get(product.ref)
        ctx.tally.read += 1
        if now is not None and row.before.lstrip("-").isdigit() and now == Decimal(row.after):
            changes.append(StockChange(product, int(row.before)))
        else:
            told_skip(ctx, row, plain_number(now))
    _StockReturner(ctx, undone).send(changes)
    return ctx.tally


def product_of(row: Change) -> StoreProduct:
    """The store product a ledger row speaks of."""
    return StoreProduct(*ref_parts(row.outside_id), row.key, "", row.key)


def told_skip(ctx: RunContext, row: Change, now: str) -> None:
    """Say why a value is not given back."""
    ctx.tally.skipped += 1
    if not row.before:
        ctx.log.warning("undo.unknown_before", row.key, sku=row.key)
    else:
        ctx.log.warning("undo.changed_since", row.key, sku=row.key, now=now or "?", after=row.after)
