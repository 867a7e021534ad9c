"""The ways of sending of a store, from what it offers and from the orders it shows."""

from collections.abc import Iterable, Sequence

from ecco_desktop.domain.orders import StoreOrder
from ecco_desktop.domain.shipping import bare_title, way_key
from ecco_desktop.ports.store import BrokenOrder, DeliveryMethod


def seen_in(orders: Iterable[StoreOrder | BrokenOrder | None]) -> Sequence[DeliveryMethod]:
    """What orders were sent by; one that cannot be read, or names no way, tells none."""
    return [
        DeliveryMethod(order.shipping_reference, order.shipping_method)
        for order in orders
        if isinstance(order, StoreOrder) and (order.shipping_reference or order.shipping_method)
    ]


def once(methods: Iterable[DeliveryMethod]) -> Sequence[DeliveryMethod]:
    """One of each that a link would serve; one without an id not beside another of its title that has one."""
    found: dict[tuple[str, str], DeliveryMethod] = {}
    for one in methods:
        found.setdefault(way_key(one.title, one.method), one)
    told = {bare_title(one.title) for one in found.values() if one.method}
    return [one for one in found.values() if one.method or bare_title(one.title) not in told]
