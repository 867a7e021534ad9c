"""Giving back what a run sent, except where the store shows another value by now: one way for all numbers."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import TypeVar

from ecco_desktop.domain.ledger import Change
from ecco_desktop.domain.products import StoreProduct, ref_parts
from ecco_desktop.domain.runs import Tally
from ecco_desktop.jobs.numbers.batches import BatchSender, Item, Planned
from ecco_desktop.jobs.run.boundary import guarded
from ecco_desktop.jobs.run.braking import count_anew
from ecco_desktop.jobs.run.context import RunContext
from ecco_desktop.jobs.run.goods import Goods

I = TypeVar("I", bound=Item)  # noqa: E741 - an item
V = TypeVar("V")
Undo = Callable[[RunContext, Sequence[Change]], Tally]


def undo_by(
    make: Callable[[RunContext], BatchSender[I, V]],
) -> Callable[[RunContext, Sequence[Change]], Tally]:
    """The undo of an automation that sends by `make`'s sender."""

    def undo(ctx: RunContext, rows: Sequence[Change]) -> Tally:
        sender = make(ctx)
        # A value that was sent twice in one run goes back to what stood before the first time.
        undone = {row.outside_id: row for row in rows}
        goods = Goods.of(ctx)
        products = {ref: _product(row, goods.sku_in_store(ref)) for ref, row in undone.items()}
        seen = {product.ref: (product, value) for product, value in sender.read(list(products.values()))}
        planned: list[Planned[I, V]] = []
        for ref, row in undone.items():
            product, value = seen.get(ref, (products[ref], None))
            ctx.tally.read += 1
            with guarded(ctx, ref, row.key):
                before, now = sender.value(row.before), sender.text(value)
                link = goods.of_store(product, row.key)
                if link is None:
                    ctx.tally.skipped += 1
                    shown = product.sku or "—"
                    ctx.log.warning("undo.other_product", row.key, sku=row.key, id=ref, shown=shown)
                elif before is not None and now == row.after:
                    why = partial(dict[str, str], desfaz=str(row.run_id))
                    change = sender.setting(product, before)
                    planned.append(Planned(link, change, row.key, sender.value(row.after), why))
                else:
                    _skip(ctx, sender, row, now)
        # A person chose what this run changes.
        count_anew(ctx)
        sender.send(planned, lambda row: _told(ctx, sender, row))
        return ctx.tally

    return undo


def _product(row: Change, sku: str) -> StoreProduct:
    return StoreProduct(*ref_parts(row.outside_id), sku or row.key, "", row.key)


def _told(ctx: RunContext, sender: BatchSender[I, V], row: Change) -> None:
    before, after = sender.words(row.before), sender.words(row.after)
    ctx.log.info("undo.done", row.key, sku=row.key, before=before, after=after)


def _skip(ctx: RunContext, sender: BatchSender[I, V], row: Change, now: str) -> None:
    ctx.tally.skipped += 1
    if not row.before:
        ctx.log.warning("undo.unknown_before", row.key, sku=row.key)
        return
    told = {"now": sender.words(now) or "?", "after": sender.words(row.after)}
    ctx.log.warning("undo.changed_since", row.key, sku=row.key, **told)
