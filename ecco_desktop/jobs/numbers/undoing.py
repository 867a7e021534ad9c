"""Giving the values before a run back."""

from collections.abc import Sequence

from ecco_desktop.domain.ledger import Change
from ecco_desktop.domain.products import StoreProduct, ref_parts
from ecco_desktop.domain.runs import Tally
from ecco_desktop.jobs.numbers.batches import BatchSender
from ecco_desktop.jobs.numbers.planned import C, Planned, V


def give_back(sender: BatchSender[C, V], rows: Sequence[Change]) -> Tally:
    """Send the values before a run back, except where the store shows another one by now."""
    ctx = sender.ctx
    undone = {row.outside_id: row for row in rows}
    products = [StoreProduct(*ref_parts(ref), row.key, "", row.key) for ref, row in undone.items()]
    seen = sender.seen(products)
    planned: list[Planned[C, V]] = []
    for product in products:
        row, now = undone[product.ref], seen.get(product.ref)
        earlier = sender.value(row.before)
        ctx.tally.read += 1
        if earlier is not None and now is not None and sender.text(now) == row.after:
            planned.append(
                Planned(sender.change(product, earlier), row.key, now, {"desfaz": str(row.run_id)})
            )
            continue
        ctx.tally.skipped += 1
        if not row.before:
            ctx.log.warning("undo.unknown_before", row.key, sku=row.key)
        else:
            shown = sender.shown(sender.text(now))
            ctx.log.warning("undo.changed_since", row.key, sku=row.key, now=shown, after=row.after)
    sender.send(planned)
    return ctx.tally
