"""Moving an order on, on one side, with the rules looked at in the last moment before the write."""

from datetime import date

from ecco_desktop.domain.errors import NeedsPerson
from ecco_desktop.domain.ledger import ChangeKind
from ecco_desktop.domain.order_flow import refuses_from_platform
from ecco_desktop.domain.orders import ErpOrder, ErpOrderChange, OrderStatus
from ecco_desktop.jobs.run.context import RunContext
from ecco_desktop.words.labels import ORDER_STATUSES

# What the ledger calls the situation of an order, on either side.
IN_ERP, IN_STORE = "situação no ERP", "situação na loja"


def move_in_erp(ctx: RunContext, store_id: str, order: ErpOrder, target: OrderStatus, number: str) -> bool:
    """Give an ERP order a status that comes from the platform; whether it has it now.

    The order is read again first: a person may have invoiced it since the list was read.
    """
    fresh = ctx.erp.order(order.id)
    if fresh is None:
        raise NeedsPerson("link.gone_in_erp", order=number)
    if order.external_number != fresh.external_number:
        raise NeedsPerson("link.other_in_erp", order=number, erp=fresh.number, found=fresh.external_number)
    if fresh.status is target:
        ctx.tally.unchanged += 1
        return True
    if reason := refuses_from_platform(fresh.status, target, invoiced=fresh.invoiced):
        ctx.tally.skipped += 1
        ctx.log.warning(reason, number, order=number, kept=_label(fresh), wanted=target, erp=fresh.number)
        return False
    ctx.erp.change_order(fresh, ErpOrderChange(status=target))
    ctx.tally.updated += 1
    ctx.wrote(
        ChangeKind.STATUS,
        number,
        store_id,
        IN_ERP,
        before=words_of(fresh),
        after=ORDER_STATUSES.kept(target),
        erp=fresh.number,
    )
    ctx.log.info("status.to_erp", number, order=number, before=_label(fresh), after=target, erp=fresh.number)
    return True


def move_in_store(
    ctx: RunContext,
    store_id: str,
    before: str,
    word: str,
    number: str,
    kind: ChangeKind = ChangeKind.STATUS,
    on: date | None = None,
) -> None:
    """Give a store order one of the platform's statuses, as of a Brazilian day. Never refunds money."""
    ctx.store.set_status(store_id, word, on)
    ctx.tally.updated += 1
    old, new = ctx.label(before), ctx.label(word)
    ctx.wrote(kind, number, store_id, IN_STORE, before=old, after=new)
    ctx.log.info("status.to_store", number, order=number, before=old, after=new)


def _label(order: ErpOrder) -> str:
    return order.status_text if order.status is OrderStatus.OTHER else order.status


def words_of(order: ErpOrder) -> str:
    """The status of an ERP order as the ledger keeps it."""
    return order.status_text if order.status is OrderStatus.OTHER else ORDER_STATUSES.kept(order.status)
