"""Consultar Data de Entrega dos Pedidos: carriers say when parcels come, and when they came."""

from collections.abc import Sequence
from datetime import date, timedelta

from ecco_desktop.domain.automations import AutomationInfo
from ecco_desktop.domain.connections import Role
from ecco_desktop.domain.deliveries import FINAL, NEEDS_PERSON, Delivery, Parcel
from ecco_desktop.domain.errors import NeedsPerson, RecordProblem
from ecco_desktop.domain.ledger import ChangeKind
from ecco_desktop.domain.orders import ErpOrder, ErpOrderChange, OrderStatus
from ecco_desktop.domain.runs import Tally
from ecco_desktop.jobs.orders.book import WindowOptions
from ecco_desktop.jobs.orders.parcels import Parcels, parcel_of
from ecco_desktop.jobs.run.automation import Automation
from ecco_desktop.jobs.run.boundary import guarded
from ecco_desktop.jobs.run.context import RunContext
from ecco_desktop.words import N_

INFO = AutomationInfo(
    key="check_deliveries",
    name=N_("Consultar Data de Entrega dos Pedidos"),
    flow="transportadora → ERP",
    summary=N_("Pergunta à transportadora a data prevista e a entrega de cada pedido, e grava no ERP."),
    chooses=WindowOptions,
    role=Role.CARRIER,
)


def run(ctx: RunContext) -> Tally:
    """Every open parcel of this carrier whose turn it is."""
    carrier = next(one for one in ctx.open_carriers if one.connection.id == ctx.connection.id)
    first = ctx.clock.now().astimezone(ctx.zone).date() - timedelta(days=ctx.chosen(WindowOptions).days)
    orders: dict[str, list[ErpOrder]] = {}
    open_parcels: dict[str, Parcel] = {}
    for page in ctx.erp.orders_since(first):
        ctx.cancel.check()
        for order in page:
            parcel = parcel_of(order)
            if _open(order) and carrier.takes(parcel):
                open_parcels[parcel.key] = parcel
                orders.setdefault(parcel.key, []).append(order)
    parcels = Parcels.of(ctx)
    found = parcels.ask(carrier, parcels.due(open_parcels.values()))
    for done, (code, delivery) in enumerate(found.items(), 1):
        ctx.cancel.check()
        ctx.report(done, len(found))
        concerned = orders.get(code, [])
        for order in concerned[:1]:
            with guarded(ctx, order.id, order.external_number or order.number):
                _told(ctx, parcels, concerned, delivery)
    return ctx.tally


AUTOMATION = Automation(INFO, run)


def _open(order: ErpOrder) -> bool:
    closed = (OrderStatus.CANCELLED, OrderStatus.DELIVERED)
    return order.delivered_on is None and order.status not in closed


def _told(ctx: RunContext, parcels: Parcels, orders: Sequence[ErpOrder], delivery: Delivery) -> None:
    if not _take(ctx, orders, delivery):
        # Not written: asked about again at the next turn.
        return
    before = parcels.known.get(delivery.code)
    if parcels.keep(delivery).next_at is None and delivery.status not in FINAL and before:
        _given_up(ctx, orders, delivery)


def _take(ctx: RunContext, orders: Sequence[ErpOrder], delivery: Delivery) -> bool:
    """Write what a carrier said of one parcel; whether the ERP took it for every order it belongs to."""
    taken = 0
    for order in orders:
        ctx.tally.read += 1
        number = order.external_number or order.number
        with ctx.record(order.id, number):
            _write(ctx, order, delivery, number)
            taken += 1
            if delivery.status in NEEDS_PERSON:
                final = delivery.status in FINAL
                raise (NeedsPerson if final else RecordProblem)(
                    "delivery.problem",
                    order=number,
                    code=delivery.code,
                    status=delivery.status,
                    detail=delivery.detail or "sem mais detalhes",
                )
    return taken == len(orders)


def _write(ctx: RunContext, order: ErpOrder, delivery: Delivery, number: str) -> None:
    """Only what changed. The delivery's own day counts, never today."""
    delivered = delivery.delivered_at.astimezone(ctx.zone).date() if delivery.delivered_at else None
    expected = delivery.expected_on if delivery.expected_on != order.expected_on else None
    if delivered is None and expected is None:
        ctx.tally.unchanged += 1
        return
    ctx.erp.change_order(order, ErpOrderChange(expected_on=expected, delivered_on=delivered))
    ctx.tally.updated += 1
    if expected is not None:
        _wrote(ctx, order, number, "data prevista", order.expected_on, expected)
        ctx.log.info("delivery.expected", number, order=number, day=_day(expected), code=delivery.code)
    if delivered is not None:
        _wrote(ctx, order, number, "data de entrega", order.delivered_on, delivered)
        ctx.log.info("delivery.delivered", number, order=number, day=_day(delivered), code=delivery.code)


def _wrote(
    ctx: RunContext, order: ErpOrder, number: str, name: str, before: date | None, after: date
) -> None:
    ctx.wrote(ChangeKind.DELIVERY, number, order.id, name, before=_day(before), after=_day(after))


def _given_up(ctx: RunContext, orders: Sequence[ErpOrder], delivery: Delivery) -> None:
    for order in orders:
        number = order.external_number or order.number
        problem = NeedsPerson("delivery.silent", order=number, code=delivery.code, status=delivery.status)
        ctx.fail(order.id, number, problem)


def _day(value: date | None) -> str:
    return f"{value:%d/%m/%Y}" if value else ""
