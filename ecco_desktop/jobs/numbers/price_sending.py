"""Sending prices, and giving them back."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from ecco_desktop.domain.ledger import Change, ChangeKind
from ecco_desktop.domain.products import Price, PriceChange, StoreProduct
from ecco_desktop.domain.runs import Tally
from ecco_desktop.domain.stock import ItemOutcome
from ecco_desktop.jobs.numbers.batches import BatchSender
from ecco_desktop.jobs.numbers.undoing import give_back
from ecco_desktop.jobs.run.context import RunContext


class PriceSender(BatchSender[PriceChange, Price]):
    """Writes prices."""

    kind = ChangeKind.PRICE
    name = "preço"

    def groups(self, changes: Sequence[PriceChange]) -> Iterator[Sequence[PriceChange]]:
        """As the store takes them."""
        return self.ctx.store.price_groups(changes)

    def write(self, group: Sequence[PriceChange]) -> Sequence[ItemOutcome]:
        """Write one group."""
        return self.ctx.store.write_prices(group)

    def seen(self, products: Sequence[StoreProduct]) -> Mapping[str, Price | None]:
        """The prices in the store."""
        return {item.product.ref: item.price for item in self.ctx.store.read_prices(products)}

    def wanted(self, change: PriceChange) -> Price:
        """The price."""
        return change.price

    def change(self, product: StoreProduct, value: Price) -> PriceChange:
        """The price, with its "de"."""
        return PriceChange(product, value)

    def text(self, value: Price | None) -> str:
        """See `price_text`."""
        return price_text(value)

    def value(self, text: str) -> Price | None:
        """See `price_from`."""
        return price_from(text)

    def shown(self, text: str) -> str:
        """See `shown`."""
        return shown(text)

    def tell(self, row: Change) -> None:
        """One line."""
        self.ctx.log.info(
            "price.sent", row.key, sku=row.key, before=shown(row.before), after=shown(row.after)
        )


def undo_prices(ctx: RunContext, rows: Sequence[Change]) -> Tally:
    """Send the prices before a run back."""
    return give_back(PriceSender(ctx, undoing=True), rows)


def price_text(price: Price | None) -> str:
    """A price as the ledger keeps it: "79.90", or "79.90/99.90" for 79.90 "de" 99.90."""
    if price is None:
        return ""
    return f"{price.price:.2f}" if price.list_price is None else f"{price.price:.2f}/{price.list_price:.2f}"


def price_from(text: str) -> Price | None:
    """The price a ledger row keeps; None where there was none."""
    now, _, before = text.partition("/")
    return Price(Decimal(now), Decimal(before) if before else None) if now else None


def shown(text: str) -> str:
    """A price of the ledger as Brazilians read it."""
    now, _, before = text.partition("/")
    words = "R$ " + now.replace(".", ",") if now else "?"
    return f"{words} (de R$ {before.replace('.', ',')})" if before else words
