"""Which store orders come in, and how one is turned into an order of the ERP. Pure rules."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from ecco_desktop.domain import documents
from ecco_desktop.domain.errors import NeedsPerson, RecordProblem
from ecco_desktop.domain.instants import EARLIEST
from ecco_desktop.domain.orders import (
    Address,
    CarrierLink,
    ErpOrderDraft,
    ErpOrderItem,
    OrderLine,
    OrderStatus,
    PaymentKind,
    StoreOrder,
    split_units,
    totals_of,
)

CURRENCY = "BRL"
# Under which a problem tells the key of its line.
LINE = "line"


class Which(StrEnum):
    """Which orders a shop imports."""

    PAID = "paid"
    ALL = "all"


@dataclass(frozen=True, slots=True)
class ImportRules:
    """The options of one import task. `cutoff` is a local day; older orders stay out.

    `labels` are the platform's statuses as the owner reads them; `dead` are those of orders that are over.
    `said` are words of which only a person said that they follow payment.
    """

    which: Which
    statuses: Mapping[str, OrderStatus | None]
    cutoff: date | None
    zone: ZoneInfo
    labels: Mapping[str, str] = field(default_factory=dict)
    dead: frozenset[str] = frozenset()
    said: frozenset[str] = frozenset()

    def left_out(self, order: StoreOrder) -> tuple[str, dict[str, str]] | None:
        """Why an order stays out for now, as a text key with values; None where it comes in."""
        if self.statuses.get(order.status) is None:
            return "order.not_mapped", {
                "order": order.number,
                "status": self.labels.get(order.status, order.status),
            }
        if self.cutoff and self.too_old(order):
            return "order.before_cutoff", {"order": order.number, "cutoff": f"{self.cutoff:%d/%m/%Y}"}
        if order.status in self.dead:
            label = self.labels.get(order.status, order.status)
            return "order.over", {"order": order.number, "status": label}
        on_delivery = order.payment is PaymentKind.ON_DELIVERY
        paid = order.paid or (order.status in self.said and not on_delivery)
        if self.which is Which.PAID and not paid:
            key = "order.on_delivery" if on_delivery else "order.unpaid"
            return key, {"order": order.number}
        return None

    def unknown(self, order: StoreOrder) -> bool:
        """Whether an order that would come in has a status nobody mapped: a person is asked what it means.

        Where the store took its units for it, it may be paid, whatever the store noted of money.
        """
        wanted = order.paid or bool(order.held) or self.which is Which.ALL
        return order.status not in {*self.statuses, *self.dead} and wanted and not self.too_old(order)

    def too_old(self, order: StoreOrder) -> bool:
        """Whether the order is from before the cut-off day."""
        return self.cutoff is not None and order.created_at.astimezone(self.zone).date() < self.cutoff

    def placed_from(self) -> datetime | None:
        """From when on orders are wanted at all (UTC): the cut-off day and a day more, for zones differ."""
        if self.cutoff is None:
            return None
        first = max(self.cutoff, EARLIEST.date())
        start = datetime.combine(first, time(), self.zone) - timedelta(days=1)
        return start.astimezone(UTC)

    def fingerprint(self) -> str:
        """Text that changes when other orders would come in: then the past is read again."""
        words = ",".join(f"{word}={status}" for word, status in sorted(self.statuses.items()))
        return f"{self.which}|{self.cutoff}|{words}"


def check(order: StoreOrder) -> None:
    """RecordProblem where the order cannot be taken as it is, whatever the ERP has."""
    number = order.number
    if order.currency != CURRENCY:
        raise RecordProblem("order.currency", order=number, currency=order.currency)
    if not order.lines:
        raise RecordProblem("order.no_items", order=number)
    for line in order.lines:
        _check_line(number, line)
    document = order.customer.document
    if not document:
        raise RecordProblem("order.document_missing", order=number)
    if not documents.is_valid(document):
        raise RecordProblem("order.document_invalid", order=number, ending=document[-2:])
    _check_address(number, order.delivery)
    totals_of(order)
    if order.refunded is None or order.refunded > 0:
        key = "order.refunded_part" if order.refunded is None else "order.refunded"
        raise NeedsPerson(key, order=number, amount=order.refunded or 0)
    if not order.shipping_reference:
        raise RecordProblem("order.no_shipping", order=number)


def draft(
    order: StoreOrder,
    items: Mapping[OrderLine, str],
    carrier: CarrierLink,
    status: OrderStatus,
    *,
    prefix: str,
    channel: str,
    zone: ZoneInfo,
) -> ErpOrderDraft:
    """The order as the ERP takes it; `items` gives the ERP product of every line. See `check` first."""
    totals = totals_of(order)
    return ErpOrderDraft(
        external_number=prefix + order.number,
        ordered_on=order.created_at.astimezone(zone).date(),
        paid_at=order.paid_at,
        status=status,
        customer=order.customer,
        delivery=order.delivery,
        items=tuple(item for line in order.lines for item in _items(line, items[line])),
        products_total=totals.products,
        discount=totals.discount,
        freight=totals.freight,
        total=totals.total,
        carrier=carrier,
        payment=order.payment,
        payment_title=order.payment_title,
        channel_id=channel,
        note=order.note,
        prepaid=totals.prepaid,
    )


def warnings(order: StoreOrder) -> list[tuple[str, dict[str, object]]]:
    """What a person should know of an order that comes in, as text keys with values."""
    spread = totals_of(order).spread
    if not spread:
        return []
    return [("order.cents", {"order": order.number, "amount": abs(spread)})]


def unknown_product(key: str, number: str, line: OrderLine, **told: str) -> RecordProblem:
    """The product of a line is not known: told with the line's key, by which a person may choose it."""
    known = {"title": line.title, LINE: line.key, **told}
    return RecordProblem(key, order=number, quantity=line.quantity, price=line.price, **known)


def _items(line: OrderLine, product_id: str) -> list[ErpOrderItem]:
    return [ErpOrderItem(product_id, line.sku, line.title, quantity, price) for quantity, price in line.items]


def _check_line(number: str, line: OrderLine) -> None:
    name = line.sku or line.title
    if not (line.product_ref or line.sku or line.gtin):
        raise unknown_product("order.line_gone", number, line)
    if line.quantity <= 0:
        raise RecordProblem("order.quantity", order=number, sku=name, quantity=line.quantity)
    try:
        split_units(line.quantity, line.price)
    except ValueError:
        raise RecordProblem("order.quantity", order=number, sku=name, quantity=line.quantity) from None


def _check_address(number: str, address: Address) -> None:
    needed = {
        "rua": address.street,
        "cidade": address.city,
        "UF": address.state if len(address.state) == 2 else "",
        "CEP": address.postcode if len(address.postcode) == 8 else "",
    }
    if missing := [name for name, value in needed.items() if not value.strip()]:
        raise RecordProblem("order.address", order=number, fields=", ".join(missing))
