"""Money of a VTEX order beside its lines: multiples of a measure, changes, what came back. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from ecco_desktop.connectors.shared.records import Reader, Row, number, part, rows, text
from ecco_desktop.domain.amounts import cents

ZERO = Decimal(0)
HUNDRED = Decimal(100)
GIFT_CARD = "giftCard"
_ITEMS, _SHIPPING, _DISCOUNTS = "Items", "Shipping", "Discounts"
_CHANGE = ("Change", "Changes")
# How much more and how much less is to be paid after a change.
_MORE, _LESS = "incrementValue", "discountValue"


def worth(item: Row, *, multiplied: bool) -> Decimal:
    """What a line costs before discounts, in reais; unreadable is nothing.

    VTEX: of a SKU sold by the multiple (`unitMultiplier`: a box of 2.5 m²) `price` is that of one measure.
    """
    price, quantity = number(item.get("price")) or ZERO, number(item.get("quantity")) or ZERO
    times = number(item.get("unitMultiplier")) if multiplied else None
    return cents(price / HUNDRED * quantity * (times or 1))


def is_multiplied(row: Row) -> bool:
    """Whether the order's own sum of its items is reached only with their multiples.

    Not every way into VTEX leaves `price` alone, so the sum decides and not the field.
    """
    items = rows(row, "items")
    told = [number(total.get("value")) for total in rows(row, "totals") if text(total, "id") == _ITEMS]
    if not items or len(told) != 1 or told[0] is None:
        return False
    room = Decimal(len(items)) / HUNDRED

    def fits(*, multiplied: bool) -> bool:
        found = sum((worth(item, multiplied=multiplied) for item in items), ZERO)
        return abs(found - (told[0] or ZERO) / HUNDRED) <= room

    return not fits(multiplied=False) and fits(multiplied=True)


def changes(row: Row) -> list[Row]:
    """What was changed in the order after it was placed."""
    return rows(part(row, "changesAttachment"), "changesData")


@dataclass(frozen=True, slots=True)
class Beside:
    """What stands beside the lines of an order; `kept` are the lines after its changes."""

    reader: Reader
    row: Row
    kept: Sequence[Row]
    multiplied: bool

    @property
    def shipping(self) -> Decimal:
        """What the freight costs."""
        return self._told(_SHIPPING)

    @property
    def fees(self) -> tuple[Decimal, ...]:
        """Discounts, taxes, interest, and what the changes come to.

        VTEX leaves `items` as they were bought and sums up all changes in one total: what lines that went or
        came do not explain of it is a discount or a surcharge of the change itself.
        """
        changed = self._changed() if changes(self.row) else None
        found: list[Decimal] = []
        for total in self.reader.rows("totals"):
            name, fee = text(total, "id"), money(self.reader, total)
            if name in (_ITEMS, _SHIPPING) or (changed is not None and name in _CHANGE):
                continue
            if name == _DISCOUNTS and changed:
                # A line that went took its discount along.
                fee, changed = fee + changed, ZERO
            found.append(fee)
        return tuple(fee for fee in (*found, changed) if fee)

    def _changed(self) -> Decimal:
        """What the changes come to beyond the lines that went or came."""
        amounts = [(number(each.get(_MORE)), number(each.get(_LESS))) for each in changes(self.row)]
        if any(text(total, "id") in _CHANGE for total in self.reader.rows("totals")):
            told = self._told(*_CHANGE)
        elif all(more is None and less is None for more, less in amounts):
            return ZERO
        else:
            told = cents(sum(((more or ZERO) - (less or ZERO) for more, less in amounts), ZERO) / HUNDRED)
        return told - (self._worth(self.kept) - self._worth(rows(self.row, "items")))

    def _worth(self, items: Sequence[Row]) -> Decimal:
        return sum((worth(item, multiplied=self.multiplied) for item in items), ZERO)

    def _told(self, *names: str) -> Decimal:
        found = (total for total in self.reader.rows("totals") if text(total, "id") in names)
        return sum((money(self.reader, total) for total in found), ZERO)


def refunded(row: Row) -> Decimal | None:
    """What came back: invoices of the type "Input" give their value back. None where one tells no value."""
    packages = rows(part(row, "packageAttachment"), "packages")
    values = [number(each.get("invoiceValue")) for each in packages if text(each, "type") == "Input"]
    if any(not value or value < 0 for value in values):
        return None
    return cents(sum((value for value in values if value), ZERO) / HUNDRED)


def payments(row: Row) -> list[Row]:
    """How it was paid; VTEX keeps transactions that were given up."""
    return [
        payment
        for transaction in rows(part(row, "paymentData"), "transactions")
        if transaction.get("isActive") is not False
        for payment in rows(transaction, "payments")
    ]


def by_gift_card(row: Row) -> Decimal:
    """What of the order's value gift cards paid."""
    values = [number(each.get("value")) for each in payments(row) if text(each, "group") == GIFT_CARD]
    return cents(sum((value for value in values if value and value > 0), ZERO) / HUNDRED)


def money(reader: Reader, row: Row) -> Decimal:
    """The reais in `value`, which VTEX writes as whole cents."""
    return cents(reader.money(row, "value") / HUNDRED)
