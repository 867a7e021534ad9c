"""The orders of an ERP that is read and never written."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from ecco_desktop.domain.orders import (
    ErpOrder,
    ErpOrderChange,
    ErpOrderDraft,
    ErpOrderItem,
    Invoice,
    OrderStatus,
    Tracking,
)
from ecco_desktop.jobs.pretend.base import Pretending
from ecco_desktop.jobs.pretend.erp_pretence import NEW, RESERVING, ErpPretence
from ecco_desktop.ports.erp import Erp, ErpOrders


class PretendErpOrders(Pretending[Erp, ErpPretence], ErpOrders):
    """What would be there, with what is."""

    def find_orders(self, external_number: str, ordered_on: date) -> Sequence[ErpOrder]:
        """With those that would be there."""
        new = [order for order in self._new() if order.external_number == external_number]
        return new or self._real.find_orders(external_number, ordered_on)

    def identified(self, order: ErpOrder) -> ErpOrder:
        """As it is; what would be there is known."""
        return order if order.id in self._kept.created else self._real.identified(order)

    def create_order(self, draft: ErpOrderDraft) -> ErpOrder:
        """Remembered only, with what it would reserve."""
        order_id = f"{NEW}-{len(self._kept.created) + 1}"
        made = draft.made(order_id, order_id)
        self._kept.created.add(order_id)
        self._kept.orders[order_id] = made
        self._kept.items[order_id] = draft.items
        if draft.status in RESERVING:
            self._kept.reserve(draft.items, 1)
        return made

    def order(self, order_id: str) -> ErpOrder | None:
        """As it would be."""
        return self._kept.orders.get(order_id) or self._real.order(order_id)

    def order_items(self, order_id: str) -> Sequence[ErpOrderItem]:
        """As they would be."""
        return self._kept.items.get(order_id) or self._real.order_items(order_id)

    def orders_in(self, status: OrderStatus) -> Iterator[Sequence[ErpOrder]]:
        """Those that would be in a status."""
        for page in self._real.orders_in(status):
            yield [order for order in page if order.id not in self._kept.orders]
        yield [order for order in self._kept.orders.values() if order.status is status]

    def orders_since(self, first: date) -> Iterator[Sequence[ErpOrder]]:
        """As they would be."""
        for page in self._real.orders_since(first):
            yield [self._kept.orders.get(order.id, order) for order in page]
        yield [order for order in self._new() if order.ordered_on is None or order.ordered_on >= first]

    def change_order(self, order: ErpOrder, change: ErpOrderChange) -> None:
        """Remembered only, with what it would reserve or give free."""
        now = self._kept.orders.get(order.id, order)
        status = change.status or now.status
        if now.status in RESERVING and status not in RESERVING:
            self._kept.reserve(self.order_items(order.id), -1)
        if change.delivered_on is not None and now.invoiced:
            status = OrderStatus.DELIVERED
        self._kept.orders[order.id] = replace(
            now,
            status=status,
            dispatched=now.dispatched if change.dispatched is None else change.dispatched,
            expected_on=change.expected_on or now.expected_on,
            delivered_on=change.delivered_on or now.delivered_on,
        )

    def invoice(self, order: ErpOrder) -> Invoice | None:
        """As it is."""
        return self._real.invoice(order)

    def tracking(self, order: ErpOrder) -> Tracking | None:
        """As it is."""
        return self._real.tracking(order)

    def _new(self) -> list[ErpOrder]:
        return [self._kept.orders[order_id] for order_id in sorted(self._kept.created)]
