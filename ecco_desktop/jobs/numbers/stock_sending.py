"""Sending stock, and giving it back."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from ecco_desktop.domain.amounts import plain_number
from ecco_desktop.domain.ledger import Change, ChangeKind
from ecco_desktop.domain.products import StoreProduct
from ecco_desktop.domain.runs import Tally
from ecco_desktop.domain.stock import ItemOutcome, StockChange
from ecco_desktop.jobs.numbers.batches import BatchSender
from ecco_desktop.jobs.numbers.planned import Planned
from ecco_desktop.jobs.numbers.undoing import give_back
from ecco_desktop.jobs.run.context import RunContext


class StockSender(BatchSender[StockChange, Decimal]):
    """Writes quantities."""

    kind = ChangeKind.STOCK
    name = "estoque"

    def send(self, planned: Sequence[Planned[StockChange, Decimal]]) -> None:
        """What goes to zero goes first: an item that is sold out must not stay on offer while the rest
        of a long run is sent."""
        super().send(sorted(planned, key=lambda each: each.change.quantity != 0))

    def groups(self, changes: Sequence[StockChange]) -> Iterator[Sequence[StockChange]]:
        """As the store takes them."""
        return self.ctx.store.stock_groups(changes)

    def write(self, group: Sequence[StockChange]) -> Sequence[ItemOutcome]:
        """Write one group."""
        return self.ctx.store.write_stock(group)

    def seen(self, products: Sequence[StoreProduct]) -> Mapping[str, Decimal | None]:
        """The quantities in the store."""
        return {item.product.ref: item.quantity for item in self.ctx.store.read_stock(products)}

    def wanted(self, change: StockChange) -> Decimal:
        """The quantity."""
        return Decimal(change.quantity)

    def change(self, product: StoreProduct, value: Decimal) -> StockChange:
        """Whole units."""
        return StockChange(product, int(value))

    def text(self, value: Decimal | None) -> str:
        """Without needless zeros."""
        return plain_number(value)

    def value(self, text: str) -> Decimal | None:
        """A whole number."""
        return Decimal(text) if text.lstrip("-").isdigit() else None

    def shown(self, text: str) -> str:
        """The number."""
        return text or "?"

    def tell(self, row: Change) -> None:
        """One line with the arithmetic."""
        held = row.detail["pedidos_na_loja"]
        self.ctx.log.info(
            "stock.sent" if held == "0" else "stock.sent_held",
            row.key,
            sku=row.key,
            before=self.shown(row.before),
            after=row.after,
            physical=row.detail["fisico"] or "?",
            reserved=row.detail["reservado"] or "?",
            safety=row.detail["seguranca"],
            held=held,
        )


def undo_stock(ctx: RunContext, rows: Sequence[Change]) -> Tally:
    """Send the quantities before a run back."""
    return give_back(StockSender(ctx, undoing=True), rows)
