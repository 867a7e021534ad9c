"""Sending prices."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from ecco_desktop.domain.ledger import Change, ChangeKind
from ecco_desktop.domain.products import Price, PriceChange, StoreProduct
from ecco_desktop.domain.stock import ItemOutcome
from ecco_desktop.jobs.numbers.batches import BatchSender, Planned

PlannedPrice = Planned[PriceChange, Price]


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

    def read(self, products: Sequence[StoreProduct]) -> Sequence[tuple[StoreProduct, Price | None]]:
        """Prices."""
        return [(item.product, item.price) for item in self.ctx.store.read_prices(products)]

    def wanted(self, change: PriceChange) -> Price:
        """The price."""
        return change.price

    def setting(self, product: StoreProduct, value: Price) -> PriceChange:
        """The change that sets a price."""
        return PriceChange(product, value)

    def text(self, value: Price | None) -> str:
        """ "79.90/99.90"."""
        return price_text(value)

    def value(self, text: str) -> Price | None:
        """The other way round."""
        return price_from(text)

    def words(self, text: str) -> str:
        """As Brazilians read it."""
        return shown(text)

    def tell(self, row: Change) -> None:
        """One line."""
        self.ctx.log.info(
            "price.sent", row.key, sku=row.key, before=shown(row.before), after=shown(row.after)
        )


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
