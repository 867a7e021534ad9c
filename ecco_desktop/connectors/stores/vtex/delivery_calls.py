"""The ways of sending of a VTEX store (ports.store.StoreOrders)."""

from collections.abc import Sequence

from ecco_desktop.connectors.http.client import segment
from ecco_desktop.connectors.shared.deliveries import once, seen_in
from ecco_desktop.connectors.shared.records import Row, rows, text
from ecco_desktop.connectors.stores.vtex import orders
from ecco_desktop.connectors.stores.vtex.calls import Calls
from ecco_desktop.connectors.stores.vtex.feed_calls import LIST
from ecco_desktop.domain.errors import EccoProblem, SetupProblem, may_be_one_records
from ecco_desktop.domain.orders import StoreOrder
from ecco_desktop.ports.store import BrokenOrder, DeliveryMethod

POLICIES = "/api/logistics/pvt/shipping-policies"
# One call an order: a few show how a shop sends.
NEWEST = 10


class DeliveryCalls(Calls):
    """Reads policies and a few orders; the feed, which tells each change once, is left alone."""

    def delivery_methods(self) -> Sequence[DeliveryMethod]:
        """VTEX: an order names the shipping method of a policy; several policies may share one."""
        listed = self.account.orders.row(LIST, {"page": "1", "per_page": str(NEWEST)}) or {}
        newest = self._together([text(row, "orderId") for row in rows(listed, "list")], self._seen)
        return once([*map(_method, filter(_active, self._policies())), *seen_in(newest)])

    def _policies(self) -> Sequence[Row]:
        """None where the key may not ask for them."""
        try:
            body = self.account.logistics.row(POLICIES, {"page": "1", "perPage": "100"})
        except SetupProblem as problem:
            if problem.key != "http.permission":
                raise
            return ()
        return rows(body, "items")

    def _seen(self, order_id: str) -> StoreOrder | BrokenOrder | None:
        """None of one that VTEX does not give: the others show enough."""
        try:
            row = self.account.orders.row(f"{LIST}/{segment(order_id)}") if order_id else None
        except EccoProblem as problem:
            if not may_be_one_records(problem):
                raise
            return None
        return orders.to_order(row) if row is not None else None


def _active(policy: Row) -> bool:
    return policy.get("isActive") is True and bool(text(policy, "shippingMethod", "name"))


def _method(policy: Row) -> DeliveryMethod:
    return DeliveryMethod(text(policy, "shippingMethod", "name"))
