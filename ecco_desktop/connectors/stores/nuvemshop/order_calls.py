"""Reading the orders of a Nuvemshop store (ports.store.StoreOrders)."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

from ecco_desktop.connectors.http.client import segment
from ecco_desktop.connectors.shared.deliveries import once, seen_in
from ecco_desktop.connectors.shared.records import Row, text
from ecco_desktop.connectors.shared.walk import RawPage, in_passes, states
from ecco_desktop.connectors.stores.nuvemshop import orders
from ecco_desktop.connectors.stores.nuvemshop.calls import PAGE, Calls, Page
from ecco_desktop.domain.amounts import is_count
from ecco_desktop.domain.orders import StoreOrder, StoreOrderState
from ecco_desktop.ports.store import BrokenOrder, DeliveryMethod, OrderPage

# Nuvemshop: a question that more orders answer to is refused.
MOST = 10000
PASSES = 5
# Up to so many orders are asked for one by one.
SINGLY = 10
# Nuvemshop is younger.
_FIRST = datetime(2010, 1, 1, tzinfo=UTC)
_SECOND = timedelta(seconds=1)
# The shipments come along; a list has neither their costs nor their tracking.
WHOLE = {"aggregates": "fulfillment_orders"}
SLIM = {**WHOLE, "fields": orders.STATE_FIELDS}
_EVERY = {"status": "any", "payment_status": "any", "shipping_status": "any"}


@dataclass(frozen=True, slots=True)
class _Window:
    """When orders were placed (UTC, both ends included); None is open. `final`: no other comes after."""

    first: datetime | None = None
    until: datetime | None = None
    final: bool = True

    def query(self) -> dict[str, str]:
        """The bounds as Nuvemshop takes them."""
        found = {}
        if self.first is not None:
            found["created_at_min"] = _instant(self.first)
        if self.until is not None:
            found["created_at_max"] = _instant(self.until)
        return found

    def halves(self, now: datetime) -> "tuple[_Window, _Window] | None":
        """Two that overlap by a second; None where it is too short to be cut."""
        first, until = self.first or _FIRST, self.until or now
        middle = (first + (until - first) / 2).replace(microsecond=0)
        if until - first < timedelta(minutes=1):
            return None
        return replace(self, until=middle + _SECOND, final=False), replace(self, first=middle - _SECOND)


class OrderCalls(Calls):
    """Reads orders."""

    def orders_changed(
        self, since: datetime | None, placed_from: datetime | None = None
    ) -> Iterator[OrderPage]:
        """Every order changed after `since` (UTC), each version once, none missed (see `walk.in_passes`)."""
        return in_passes(lambda: self._read(since, WHOLE, placed_from), PASSES)

    def order(self, order_id: str) -> StoreOrder | BrokenOrder | None:
        return self._order_of(self._order(order_id, WHOLE))

    def delivery_methods(self) -> Sequence[DeliveryMethod]:
        """Nuvemshop tells an app only the carriers it made itself: those of a page of orders."""
        page = next(self._pages("/orders", {**_EVERY, **WHOLE}))
        return once(seen_in(map(self._order_of, page.rows)))

    def order_states(self, order_ids: Sequence[str]) -> Sequence[StoreOrderState]:
        """By lists from the oldest of them on, as long as that takes fewer calls than one for each."""
        wanted = dict.fromkeys(order_ids)
        found: dict[str, StoreOrderState] = {}
        for page in self._pages_from(list(wanted)):
            states = [state for row in page.rows if (state := orders.to_state(row))]
            found |= {state.id: state for state in states if state.id in wanted}
            missing = len(wanted) - len(found)
            left = -(-(page.total or 0) // PAGE) - page.number
            if not missing or left > missing or page.number * PAGE >= MOST:
                break
        for order_id in wanted:
            if order_id not in found and (state := orders.to_state(self._order(order_id, SLIM))):
                found[order_id] = state
        return [found[order_id] for order_id in wanted if order_id in found]

    def states_changed(self, since: datetime | None) -> Iterator[Sequence[StoreOrderState]]:
        """As `orders_changed`, with the few fields that say where an order stands."""
        return states(in_passes(lambda: self._read(since, SLIM), PASSES))

    # -- inside --

    def _order(self, order_id: str, query: Mapping[str, str]) -> Row | None:
        return self._record(f"/orders/{segment(order_id)}", order_id, query)

    def _order_of(self, row: Row | None) -> StoreOrder | BrokenOrder | None:
        """An order; one that does not tell its currency is of the shop's."""
        silent = row is not None and not text(row, "currency")
        return orders.to_order(row, self.money.known) if silent else orders.to_order(row)

    def _pages_from(self, order_ids: Sequence[str]) -> Iterator[Page]:
        """The orders from the oldest of these on; nothing where asking one by one is as cheap."""
        numbers = [int(order_id) for order_id in order_ids if is_count(order_id)]
        if len(order_ids) > SINGLY and numbers:
            yield from self._pages("/orders", {**_EVERY, **SLIM, "since_id": str(max(0, min(numbers) - 1))})

    def _read(
        self, since: datetime | None, fields: Mapping[str, str], placed_from: datetime | None = None
    ) -> Iterator[RawPage]:
        """One pass."""
        query = {**_EVERY, **fields}
        if since is not None:
            query["updated_at_min"] = _instant(since)
        return self._window(query, _Window(placed_from), None)

    def _window(self, query: Mapping[str, str], window: _Window, total: int | None) -> Iterator[RawPage]:
        """The orders of a window, by halves where they are more than one question may give."""
        for page in self._pages("/orders", {**query, **window.query()}):
            counted = page.total if total is None else total
            halves = window.halves(page.at or datetime.now(UTC)) if (page.total or 0) > MOST else None
            if halves is not None:
                for half in halves:
                    yield from self._window(query, half, counted)
                return
            found = [order for row in page.rows if (order := self._order_of(row))]
            yield RawPage(found, len(page.rows), counted, page.last and window.final, page.at)


def _instant(moment: datetime) -> str:
    """An instant as Nuvemshop takes it: ISO 8601 with its offset."""
    return f"{moment.astimezone(UTC):%Y-%m-%dT%H:%M:%S}+00:00"
