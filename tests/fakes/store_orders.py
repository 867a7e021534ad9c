"""The orders of a store in memory."""

from abc import abstractmethod
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from ecco_desktop.connectors.shared.deliveries import once, seen_in
from ecco_desktop.domain.errors import RecordProblem
from ecco_desktop.domain.orders import Invoice, StoreOrder, StoreOrderState, Tracking
from ecco_desktop.ports.store import BrokenOrder, DeliveryMethod, OrderPage, StoreOrders

PAGE = 3


class FakeStoreOrders(StoreOrders):
    """Orders by id; each change of one is a second after the newest. A cancelled order stays cancelled."""

    cancelled = frozenset({"cancelled"})

    def __init__(self) -> None:
        super().__init__()
        self.orders: dict[str, StoreOrder | BrokenOrder] = {}
        self.invoices: dict[str, Invoice] = {}
        self.codes: dict[str, Tracking] = {}
        self.moves: list[tuple[str, str, str]] = []
        self.steps: dict[str, list[tuple[str, date]]] = {}
        self.methods: list[DeliveryMethod] = []
        self.on_order: Callable[[], None] = lambda: None

    def orders_changed(
        self, since: datetime | None, placed_from: datetime | None = None
    ) -> Iterator[OrderPage]:
        """Pages of three, oldest change first."""
        rows = [one for one in self._changed(since) if placed_from is None or _placed(one) >= placed_from]
        for start in range(0, len(rows), PAGE):
            self.on_order()
            page = rows[start : start + PAGE]
            until = max((order.modified_at for order in page if order.modified_at), default=None)
            yield OrderPage(tuple(page), until, len(rows))

    def order(self, order_id: str) -> StoreOrder | BrokenOrder | None:
        """By id."""
        return self.orders.get(order_id)

    def delivery_methods(self) -> Sequence[DeliveryMethod]:
        """Those that are offered, and those of the orders."""
        return once([*self.methods, *seen_in(self.orders.values())])

    def order_states(self, order_ids: Sequence[str]) -> Sequence[StoreOrderState]:
        """Of those that are there and can be read."""
        return [_state(found) for each in order_ids if isinstance(found := self.order(each), StoreOrder)]

    def states_changed(self, since: datetime | None) -> Iterator[Sequence[StoreOrderState]]:
        """As the orders' pages."""
        for page in self.orders_changed(since):
            yield [_state(order) for order in page.orders if isinstance(order, StoreOrder)]

    def set_status(self, order_id: str, word: str, on: date | None = None) -> None:
        """Set, refused after a cancellation, which gives what was held back to the store."""
        order = self._known(order_id)
        if order.status == word:
            return
        if order.status in self.cancelled:
            raise RecordProblem("store.move_refused", order=order.number, before=order.status, after=word)
        self.moves.append((order_id, order.status, word))
        self.orders[order_id] = replace(order, status=word, modified_at=self.moment())
        for ref, quantity in order.held if word in self.cancelled else ():
            self.give_back(ref, quantity)

    def send_invoice(self, order_id: str, invoice: Invoice) -> str:
        """One for each order."""
        self.invoices[self._known(order_id).id] = invoice
        return invoice.number

    def send_tracking(self, order_id: str, tracking: Tracking) -> str:
        """One for each order."""
        self.codes[self._known(order_id).id] = tracking
        return tracking.code

    def send_delivery_step(self, order_id: str, text: str, on: date) -> str:
        """Each step once."""
        told = self.steps.setdefault(self._known(order_id).id, [])
        if (text, on) not in told:
            told.append((text, on))
        return text

    @abstractmethod
    def give_back(self, ref: str, quantity: int) -> None:
        """What an order held goes back to where it was taken from."""

    def moment(self) -> datetime:
        """The instant of a change: the newest of all."""
        known = [order.modified_at for order in self.orders.values() if order.modified_at]
        return max(known, default=datetime(2026, 3, 2, 15, 0, tzinfo=UTC)) + timedelta(seconds=1)

    def _known(self, order_id: str) -> StoreOrder:
        order = self.orders.get(order_id)
        if not isinstance(order, StoreOrder):
            raise RecordProblem("store.order_refused", order=order_id, detail="não existe")
        return order

    def _changed(self, since: datetime | None) -> list[StoreOrder | BrokenOrder]:
        return sorted(
            (o for o in self.orders.values() if since is None or (o.modified_at and o.modified_at > since)),
            key=lambda order: (order.modified_at is None, order.modified_at, order.id),
        )


def _state(order: StoreOrder) -> StoreOrderState:
    return StoreOrderState(
        order.id, order.number, order.status, order.paid, order.modified_at, order.created_at
    )


def _placed(order: StoreOrder | BrokenOrder) -> datetime:
    return order.created_at if isinstance(order, StoreOrder) else datetime.max.replace(tzinfo=UTC)
