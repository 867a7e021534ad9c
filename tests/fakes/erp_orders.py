"""The orders of an ERP in memory."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date

from ecco_desktop.domain.errors import RecordProblem
from ecco_desktop.domain.orders import (
    ErpOrder,
    ErpOrderChange,
    ErpOrderDraft,
    ErpOrderItem,
    Invoice,
    OrderStatus,
    Tracking,
)
from ecco_desktop.ports.erp import ErpOrders
from tests.fakes.luck import Losing, lost

AFTER_INVOICE = (OrderStatus.INVOICED, OrderStatus.DELIVERED)


class FakeErpOrders(Losing, ErpOrders):
    """Orders by the order they came in; an invoiced one goes no way back."""

    def __init__(self) -> None:
        super().__init__()
        self.orders: list[ErpOrder] = []
        self.drafts: list[ErpOrderDraft] = []
        self.items: dict[str, Sequence[ErpOrderItem]] = {}
        self.invoices: dict[str, Invoice] = {}
        self.hidden_looks = 0
        # What a look-up shows of an order, and what can be found out about it at all.
        self.as_shown: Callable[[ErpOrder], ErpOrder] = lambda order: order
        self.as_known: Callable[[ErpOrder], ErpOrder] = lambda order: order

    def find_orders(self, external_number: str, ordered_on: date) -> Sequence[ErpOrder]:
        """By number; the first `hidden_looks` looks see nothing (an ERP still at work)."""
        if self.hidden_looks:
            self.hidden_looks -= 1
            return []
        found = [order for order in self.orders if order.external_number == external_number]
        return [self.as_shown(order) for order in found]

    def identified(self, order: ErpOrder) -> ErpOrder:
        """As much as this ERP tells."""
        return self.as_known(self.order(order.id) or order)

    def create_order(self, draft: ErpOrderDraft) -> ErpOrder:
        """Create, or lose the answer."""
        luck = self.luck()
        if luck == "before":
            raise lost("erp", "ERP")
        number = str(len(self.orders) + 1)
        order = replace(draft.made(number, number), document=draft.customer.document)
        self.orders.append(order)
        self.drafts.append(draft)
        self.items[order.id] = draft.items
        if luck == "after":
            raise lost("erp", "ERP")
        return order

    def order(self, order_id: str) -> ErpOrder | None:
        """By id."""
        return next((order for order in self.orders if order.id == order_id), None)

    def orders_in(self, status: OrderStatus) -> Iterator[Sequence[ErpOrder]]:
        """All of them in one page."""
        yield [order for order in self.orders if order.status is status]

    def orders_since(self, first: date) -> Iterator[Sequence[ErpOrder]]:
        """All of those days in one page."""
        yield [order for order in self.orders if order.ordered_on is None or order.ordered_on >= first]

    def order_items(self, order_id: str) -> Sequence[ErpOrderItem]:
        """As they were created."""
        return self.items.get(order_id, ())

    def change_order(self, order: ErpOrder, change: ErpOrderChange) -> None:
        """Changed as the ERP has it now, whatever was read before."""
        now = self.order(order.id)
        if now is None or (now.invoiced and change.status not in (None, *AFTER_INVOICE)):
            raise RecordProblem("ecco.order_refused", order=order.external_number, detail="não")
        delivered = now.invoiced and change.delivered_on is not None
        self.orders[self.orders.index(now)] = replace(
            now,
            status=OrderStatus.DELIVERED if delivered else change.status or now.status,
            dispatched=now.dispatched if change.dispatched is None else change.dispatched,
            expected_on=change.expected_on or now.expected_on,
            delivered_on=change.delivered_on or now.delivered_on,
        )

    def invoice(self, order: ErpOrder) -> Invoice | None:
        """What was put there; the bare number where that is all there is."""
        bare = Invoice(order.invoice_number) if order.invoice_number else None
        return self.invoices.get(order.id, bare)

    def tracking(self, order: ErpOrder) -> Tracking | None:
        """By the code the order has now."""
        now = self.order(order.id)
        return Tracking(now.tracking_code, now.carrier_name) if now and now.tracking_code else None
