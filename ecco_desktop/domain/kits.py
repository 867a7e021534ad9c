"""Kits: a line that is a container and the lines that are its parts never both come in. Pure rules.

Stores tell a kit as one line and its parts as others (plug-ins of WooCommerce), or its parts inside it
(VTEX). Whichever of them is priced, the money stays the same.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum

from ecco_desktop.domain.amounts import cents
from ecco_desktop.domain.orders import ZERO, OrderLine, StoreOrder, held_units


class Kits(StrEnum):
    """What comes in of a kit: its parts, which is what leaves the shelf, or the kit as one item."""

    PARTS = "parts"
    WHOLE = "whole"


def with_kits(order: StoreOrder, kits: Kits) -> StoreOrder:
    """The order with one of both; as it is where it has no kit.

    The price of a container goes to its parts by what each is worth, where the store tells it of all, else by
    their units, to the cent; that of the parts goes to the container. What is held is what comes in, and for
    a kit as one item its parts too: the store took them, and an ERP that knows the kit will.
    """
    tree = _Tree.of(order.lines)
    if not tree.parts:
        return order
    if kits is Kits.WHOLE:
        return replace(order, lines=tuple(tree.whole()))
    held = list(order.held)
    for line in containers(order):
        entry = (held_ref(line), held_units(line.quantity))
        if entry in held:
            held.remove(entry)
    return replace(order, lines=tuple(tree.parted()), held=tuple(held))


def containers(order: StoreOrder) -> list[OrderLine]:
    """The lines of an order that are kits, with their parts told."""
    return [order.lines[place] for place in _Tree.of(order.lines).parts]


def held_ref(line: OrderLine) -> str:
    """What names a line among what is held: parts told inside their kit may have a SKU alone."""
    return line.product_ref or line.sku


def shared(amount: Decimal, weights: Sequence[Decimal]) -> list[Decimal]:
    """`amount` in whole cents for each weight; they add up to it exactly. Equal shares where all are zero."""
    whole = sum(weights, ZERO)
    if whole <= 0 or min(weights) < 0:
        weights, whole = [Decimal(1)] * len(weights), Decimal(len(weights))
    found: list[Decimal] = []
    reached = given = ZERO
    for weight in weights:
        reached += weight
        upto = amount if reached == whole else cents(amount * reached / whole)
        found.append(upto - given)
        given = upto
    return found


@dataclass(frozen=True, slots=True)
class _Tree:
    """Which line stands in which; a part whose container is not in the order is a line like any other."""

    lines: Sequence[OrderLine]
    parts: Mapping[int, Sequence[int]]
    inner: frozenset[int]

    @classmethod
    def of(cls, lines: Sequence[OrderLine]) -> "_Tree":
        """Of the lines of an order; what would contain itself contains nothing."""
        places = {line.own: place for place, line in reversed(list(enumerate(lines))) if line.own}
        above = [places.get(line.part_of) if line.part_of else None for line in lines]
        parts: dict[int, list[int]] = {}
        for place, container in enumerate(above):
            if container is not None and not _turns(place, above):
                parts.setdefault(container, []).append(place)
        return cls(lines, parts, frozenset(each for inside in parts.values() for each in inside))

    def whole(self) -> Iterator[OrderLine]:
        """Every container at the price of all that is in it."""
        for place, line in enumerate(self.lines):
            if place not in self.inner:
                inside = [self.lines[each] for each in self._inside(place)]
                yield replace(
                    line,
                    subtotal=sum((each.subtotal for each in inside), line.subtotal),
                    total=sum((each.total for each in inside), line.total),
                )

    def parted(self) -> Iterator[OrderLine]:
        """Every part with its share of the containers it is in."""
        more: dict[int, tuple[Decimal, Decimal]] = {}
        for place in self.parts:
            leaves = [each for each in self._inside(place) if each not in self.parts]
            weights = _weights([self.lines[each] for each in leaves])
            subtotals = shared(self.lines[place].subtotal, weights)
            totals = shared(self.lines[place].total, weights)
            for leaf, subtotal, total in zip(leaves, subtotals, totals, strict=True):
                before = more.get(leaf, (ZERO, ZERO))
                more[leaf] = (before[0] + subtotal, before[1] + total)
        for place, line in enumerate(self.lines):
            if place not in self.parts:
                subtotal, total = more.get(place, (ZERO, ZERO))
                yield replace(line, subtotal=line.subtotal + subtotal, total=line.total + total)

    def _inside(self, place: int) -> list[int]:
        """What is in a container, however deep."""
        found = list(self.parts.get(place, ()))
        for each in found:
            found += self.parts.get(each, ())
        return found


def _turns(place: int, above: Sequence[int | None]) -> bool:
    """Whether a line is inside a circle, or in what is."""
    seen: set[int] = set()
    at: int | None = place
    while at is not None and at not in seen:
        seen.add(at)
        at = above[at]
    return at is not None


def _weights(lines: Sequence[OrderLine]) -> list[Decimal]:
    told = all(line.worth > 0 for line in lines)
    return [line.worth if told else line.quantity for line in lines]
