"""Sending stock."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from ecco_desktop.domain.amounts import plain_number
from ecco_desktop.domain.ledger import Change, ChangeKind
from ecco_desktop.domain.products import StoreProduct
from ecco_desktop.domain.stock import ItemOutcome, StockChange, StockLevel, arithmetic
from ecco_desktop.jobs.numbers.batches import BatchSender, Planned, Tell

PlannedStock = Planned[StockChange, Decimal]


class StockSender(BatchSender[StockChange, Decimal]):
    """Writes quantities."""

    kind = ChangeKind.STOCK
    name = "estoque"

    def send(self, planned: Sequence[PlannedStock], tell: Tell | None = None) -> None:
        """What goes to zero goes first: an item that is sold out must not stay on offer while the rest
        of a long run is sent."""
        super().send(sorted(planned, key=lambda one: one.change.quantity != 0), tell)

    def groups(self, changes: Sequence[StockChange]) -> Iterator[Sequence[StockChange]]:
        """As the store takes them."""
        return self.ctx.store.stock_groups(changes)

    def write(self, group: Sequence[StockChange]) -> Sequence[ItemOutcome]:
        """Write one group."""
        return self.ctx.store.write_stock(group)

    def read(self, products: Sequence[StoreProduct]) -> Sequence[tuple[StoreProduct, Decimal | None]]:
        """Quantities."""
        return [(item.product, item.quantity) for item in self.ctx.store.read_stock(products)]

    def wanted(self, change: StockChange) -> Decimal:
        """The quantity."""
        return Decimal(change.quantity)

    def setting(self, product: StoreProduct, value: Decimal) -> StockChange:
        """Whole units: what a store showed in fractions is not given back so."""
        return StockChange(product, int(value))

    def text(self, value: Decimal | None) -> str:
        """ "12"."""
        return quantity_text(value)

    def value(self, text: str) -> Decimal | None:
        """Only whole numbers were sent, and can be sent again."""
        return Decimal(text) if text.lstrip("-").isdigit() else None

    def words(self, text: str) -> str:
        """As it is."""
        return text

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


def terms(level: StockLevel, safety: int, held: int) -> dict[str, str]:
    """The arithmetic behind a number, as the ledger keeps it; nothing where there is no number."""
    worked = arithmetic(level, safety, held)
    if worked is None:
        return {}
    return {
        "fisico": quantity_text(worked.physical),
        "reservado": quantity_text(worked.reserved),
        "disponivel": quantity_text(worked.available),
        "seguranca": str(worked.safety),
        "pedidos_na_loja": str(worked.held),
        "enviado": str(worked.sent),
    }


def quantity_text(value: Decimal | None) -> str:
    """A quantity as the ledger keeps it; empty where nobody knows."""
    return "" if value is None else plain_number(value)
