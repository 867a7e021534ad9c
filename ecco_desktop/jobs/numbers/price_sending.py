"""Sending prices, and giving them back."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from ecco_desktop.domain.ledger import Change, ChangeKind
from ecco_desktop.domain.products import Price, PriceChange
from ecco_desktop.domain.runs import Tally
from ecco_desktop.domain.stock import ItemOutcome
from ecco_desktop.jobs.numbers.batches import BatchSender
from ecco_desktop.jobs.numbers.stock_sending import product_of, told_skip
from ecco_desktop.jobs.run.context import RunContext


class PriceSender(BatchSender[PriceChange]):
    """Writes prices; `before` (by store ref) is what the store asked for until now."""

    kind = ChangeKind.PRICE
    name = "preço"

    def __init__(self, ctx: RunContext, before: Mapping[str, tuple[str, Price | None]]) -> None:
        super().__init__(ctx)
        self._before = before

    def groups(self, changes: Sequence[PriceChange]) -> Iterator[Sequence[PriceChange]]:
        """As the store takes them."""
        return self.ctx.store.price_groups(changes)

    def write(self, group: Sequence[PriceChange]) -> Sequence[ItemOutcome]:
        """Write one group."""
        return self.ctx.store.write_prices(group)

    def arrived(self, group: Sequence[PriceChange]) -> set[str]:
        """Those that show the wanted price now."""
        seen = {
            item.product.ref: item.price for item in self.ctx.store.read_prices([c.product for c in group])
        }
        return {c.product.ref for c in group if seen.get(c.product.ref) == c.price}

    def worded(self, change: PriceChange) -> tuple[str, str, str, Mapping[str, str]]:
        """SKU and prices."""
        sku, before = self._before[change.product.ref]
        return sku, price_text(before), price_text(change.price), {}

    def tell(self, row: Change) -> None:
        """One line."""
        self.ctx.log.info(
            "price.sent", row.key, sku=row.key, before=shown(row.before), after=shown(row.after)
        )


class _PriceReturner(PriceSender):
    def __init__(self, ctx: RunContext, undone: Mapping[str, Change]) -> None:
        super().__init__(ctx, {})
        self._undone = undone

    def worded(self, change: PriceChange) -> tuple[str, str, str, Mapping[str, str]]:
        """SKU and prices, the other way round."""
        row = self._undone[change.product.ref]
        return row.key, row.after, price_text(change.price), {"desfaz": str(row.run_id)}

    def tell(self, row: Change) -> None:
        """One line."""
        self.ctx.log.info("undo.done", row.key, sku=row.key, before=shown(row.before), after=shown(row.after))


def undo_prices(ctx: RunContext, rows: Sequence[Change]) -> Tally:
    """Send the prices before a run back, except where the store asks for another one by now."""
    undone = {row.outside_id: row for row in rows}
    products = [product_of(row) for row in undone.values()]
    seen = {item.product.ref: item.price for item in ctx.store.read_prices(products)}
    changes: list[PriceChange] = []
    for product in products:
        row = undone[product.ref]
        before = price_from(row.before)
        ctx.tally.read += 1
        if before is not None and price_text(seen.get(product.ref)) == row.after:
            changes.append(PriceChange(product, before))
        else:
            told_skip(ctx, row, shown(price_text(seen.get(product.ref))))
    _PriceReturner(ctx, undone).send(changes)
    return ctx.tally


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
