"""The orders of a store that is read and never written."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime

from ecco_desktop.domain.orders import Invoice, StoreOrder, StoreOrderState, Tracking
from ecco_desktop.jobs.pretend.base import Pretending
from ecco_desktop.jobs.pretend.store_pretence import StorePretence
from ecco_desktop.ports.store import BrokenOrder, DeliveryMethod, OrderPage, Store, StoreOrders


class PretendStoreOrders(Pretending[Store, StorePretence], StoreOrders):
    """What would be there, with what is."""

    def orders_changed(
        self, since: datetime | None, placed_from: datetime | None = None
    ) -> Iterator[OrderPage]:
        """As they would be."""
        for page in self._real.orders_changed(since, placed_from):
            yield replace(page, orders=tuple(self._order(order) for order in page.orders))

    def order(self, order_id: str) -> StoreOrder | BrokenOrder | None:
        """As it would be."""
        found = self._real.order(order_id)
        return None if found is None else self._order(found)

    def delivery_methods(self) -> Sequence[DeliveryMethod]:
        """As they are."""
        return self._real.delivery_methods()

    def order_states(self, order_ids: Sequence[str]) -> Sequence[StoreOrderState]:
        """As they would be."""
        return [self._state(state) for state in self._real.order_states(order_ids)]

    def states_changed(self, since: datetime | None) -> Iterator[Sequence[StoreOrderState]]:
        """As they would be."""
        for page in self._real.states_changed(since):
            yield [self._state(state) for state in page]

    def set_status(self, order_id: str, word: str, on: date | None = None) -> None:  # noqa: ARG002 - remembered as the word alone
        """Remembered only. A store gives the stock of a cancelled order back to itself."""
        self._kept.statuses[order_id] = word
        if word not in self._kept.cancelled:
            return
        found = self._real.order(order_id)
        for ref, quantity in found.held if found is not None else ():
            self._kept.given_back[ref] = self._kept.given_back.get(ref, 0) + quantity

    def send_invoice(self, order_id: str, invoice: Invoice) -> str:
        """Not sent."""
        return f"{order_id} {invoice.number}"

    def send_tracking(self, order_id: str, tracking: Tracking) -> str:
        """Not sent."""
        return f"{order_id} {tracking.code}"

    def send_delivery_step(self, order_id: str, text: str, on: date) -> str:
        """Not sent."""
        return f"{order_id} {text} {on}"

    def _order(self, order: StoreOrder | BrokenOrder) -> StoreOrder | BrokenOrder:
        word = self._kept.statuses.get(order.id)
        return replace(order, status=word) if word and isinstance(order, StoreOrder) else order

    def _state(self, state: StoreOrderState) -> StoreOrderState:
        word = self._kept.statuses.get(state.id)
        return replace(state, status=word) if word else state
