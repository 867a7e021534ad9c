"""VTEX orders in our words. Pure: a strange order becomes a BrokenOrder, never an exception.

VTEX writes money of orders as whole cents (and money of prices in reais: see `items`).
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from decimal import Decimal

from ecco_desktop.connectors.shared.payments import payment_kind
from ecco_desktop.connectors.shared.places import uf_of
from ecco_desktop.connectors.shared.records import (
    Reader,
    Row,
    amount,
    digits,
    gtin,
    happened,
    instant,
    note,
    number,
    part,
    rows,
    text,
    whole,
)
from ecco_desktop.connectors.stores.vtex import amounts, kits
from ecco_desktop.connectors.stores.vtex.kits import ref_of
from ecco_desktop.connectors.stores.vtex.statuses import DELIVERED, INVOICED, NOT_HOLDING, PAID
from ecco_desktop.domain.amounts import cents
from ecco_desktop.domain.documents import clean, postcode, restored
from ecco_desktop.domain.kits import held_ref
from ecco_desktop.domain.order_rules import CURRENCY
from ecco_desktop.domain.orders import (
    Address,
    Customer,
    OrderLine,
    PaymentKind,
    StoreOrder,
    StoreOrderState,
    held_units,
)
from ecco_desktop.ports.store import BrokenOrder
from ecco_desktop.ports.unread import unreadable

OURS = "1"
_GROUPS = {
    "creditCard": PaymentKind.CREDIT_CARD,
    "debitCard": PaymentKind.DEBIT_CARD,
    "bankInvoice": PaymentKind.BOLETO,
    "instantPayment": PaymentKind.PIX,
    amounts.GIFT_CARD: PaymentKind.GIFT_CARD,
}
_ON_DELIVERY = ("na entrega", "on delivery", "contra entrega")
_COUNTRIES = {"BRA": "BR", "": "BR"}


def incomplete(row: Row) -> bool:
    """An order whose checkout did not end (yet): VTEX gives it no status, or says it is not completed."""
    return row.get("status") in (None, "") or row.get("isCompleted") is False


def is_clear(row: Row) -> bool:
    """Whether the status of an order is a word, or none where its checkout did not end: anything else says
    nothing, least of all that there is no such order."""
    return incomplete(row) or (isinstance(row.get("status"), str) and bool(text(row, "status")))


def to_order(
    row: object, noted: datetime | None = None, shop: str = CURRENCY
) -> StoreOrder | BrokenOrder | None:
    """An order; BrokenOrder where a field cannot be read; None where it has no id, or is incomplete.

    `noted` (UTC) stands for the time of its change where the order tells none, and `shop` for its currency.
    """
    if not isinstance(row, Mapping) or not text(row, "orderId") or incomplete(row):
        return None
    own = text(row, "orderId")
    try:
        return _order(row, own, noted, shop)
    except Exception as bug:  # noqa: BLE001 - the other orders are read, whatever it is
        problem = unreadable(bug)
        return BrokenOrder(own, own, instant(row.get("lastChange")) or noted, problem, held_by(row))


def to_state(row: object, noted: datetime | None = None) -> StoreOrderState | None:
    """Where an order stands; None as for `to_order`."""
    if not isinstance(row, Mapping) or not text(row, "orderId") or incomplete(row):
        return None
    own = text(row, "orderId")
    changed, made = noted or instant(row.get("lastChange")), instant(row.get("creationDate"))
    return StoreOrderState(own, own, word_of(row), is_paid(row), changed, made)


def currency_of(row: Row) -> str:
    """What an order was paid in, in capitals; "" where it does not tell."""
    return text(part(row, "storePreferencesData"), "currencyCode").upper()


def word_of(row: Row) -> str:
    """The order's status: VTEX's own word, or "delivered" once every package has arrived."""
    word = text(row, "status")
    sent = packages(row)
    arrived = sent and all(is_finished(package) for package in sent)
    return DELIVERED if word == INVOICED and arrived else word


def packages(row: Row) -> list[Row]:
    """The invoices of a sale; those of goods that came back ("Input") are none."""
    found = rows(part(row, "packageAttachment"), "packages")
    return [package for package in found if text(package, "type") != "Input"]


def is_finished(package: Row) -> bool:
    """Whether a package was delivered."""
    return part(package, "courierStatus").get("finished") is True


def is_paid(row: Row) -> bool:
    """VTEX: authorizedDate is the payment's. Paying at the door is no payment until it says so."""
    if happened(row.get("authorizedDate")) is not None:
        return True
    return text(row, "status") in PAID and _payment(row)[0] is not PaymentKind.ON_DELIVERY


def held_by(row: Row) -> tuple[tuple[str, int], ...]:
    """What VTEX keeps reserved for the order: (product ref, whole units)."""
    if text(row, "status") in NOT_HOLDING:
        return ()
    found: list[tuple[str, int]] = []
    for item in kept_items(row):
        units = held_units(number(item.get("quantity")))
        if units and (ref := ref_of(item)):
            found.append((ref, units))
        found += [(held_ref(line), held_units(line.quantity)) for line in kits.parts_of(item, "") if units]
    return tuple(found)


def kept_items(row: Row, reader: Reader | None = None) -> list[Row]:
    """The lines as they are after the changes: less what was removed, with what was added.

    VTEX leaves `items` as they were bought. RecordProblem (with a `reader`) where a change names what is not
    there: such an order waits.
    """
    bought = reader.rows("items") if reader else rows(row, "items")
    found: list[dict[str, object]] = [dict(item) for item in bought]
    for change in amounts.changes(row):
        for gone in rows(change, "itemsRemoved"):
            wanted = number(gone.get("quantity")) or Decimal(0)
            left = _remove(found, gone, wanted)
            if (left or wanted <= 0) and reader:
                raise reader.problem("changesAttachment", text(gone, "name", "id"))
        found += [_added(bought, each) for each in rows(change, "itemsAdded")]
    return [item for item in found if number(item.get("quantity")) != 0]


def _added(bought: Sequence[Row], added: Row) -> dict[str, object]:
    """A line that a change added: VTEX names the SKU alone, and the rest where the order had it already."""
    alike = next((item for item in bought if whole(item, "id") == whole(added, "id")), {})
    told = {name: alike[name] for name in ("productId", "refId", "ean", "seller") if name in alike}
    return {**told, **added}


def _remove(items: list[dict[str, object]], gone: Row, wanted: Decimal) -> Decimal:
    """Take units off the lines of a SKU; how many were not there."""
    left = wanted
    for item in items:
        there = number(item.get("quantity")) or Decimal(0)
        if left > 0 and whole(item, "id") == whole(gone, "id") and there > 0:
            taken = min(there, left)
            item["quantity"], left = there - taken, left - taken
    return left


def is_foreign(row: Row) -> bool:
    """Whether every line is sold by another seller of the marketplace ("1" is the store itself)."""
    named = [text(item, "seller") for item in rows(row, "items")]
    # Orders of the older kind name them beside the lines alone.
    sellers = named if any(named) else [text(seller, "id") for seller in rows(row, "sellers")]
    return any(sellers) and not {"", OURS} & {*sellers}


def in_cents(value: Decimal) -> int:
    """Reais as whole cents, as orders and invoices carry money."""
    return int(cents(value) * amounts.HUNDRED)


def invoice_items(row: Row) -> list[dict[str, object]]:
    """The lines of an order as its invoice names them."""
    return [
        {
            "id": text(item, "id"),
            "price": int(number(item.get("price")) or 0),
            "quantity": int(number(item.get("quantity")) or 0),
        }
        for item in kept_items(row)
    ]


def _order(row: Row, own: str, noted: datetime | None, shop: str) -> StoreOrder:
    reader = Reader(row, own)
    created = reader.instant("creationDate")
    kind, title = _payment(row)
    address = _address(part(part(row, "shippingData"), "address"))
    kept, multiplied = kept_items(row, reader), amounts.is_multiplied(row)
    beside = amounts.Beside(reader, row, kept, multiplied)
    return StoreOrder(
        id=own,
        number=own,
        status=word_of(row),
        paid=is_paid(row),
        created_at=created,
        modified_at=instant(row.get("lastChange")) or noted or created,
        paid_at=happened(row.get("authorizedDate")),
        currency=currency_of(row) or shop,
        customer=_customer(row, address),
        delivery=address,
        lines=tuple(_lines(reader, kept, multiplied=multiplied)),
        shipping_total=beside.shipping,
        fees=beside.fees,
        total=amounts.money(reader, row),
        payment=kind,
        payment_title=title,
        shipping_reference=_shipping(row),
        note=note(part(row, "openTextField"), "value") or note(row, "openTextField"),
        held=held_by(row),
        gift_card=amounts.by_gift_card(row),
        refunded=amounts.refunded(row),
    )


def _lines(reader: Reader, items: list[Row], *, multiplied: bool) -> Iterator[OrderLine]:
    """Every line, and behind a kit its parts."""
    for place, item in enumerate(items, 1):
        parts = kits.parts_of(item, str(place))
        yield replace(_line(reader, item, multiplied=multiplied), own=str(place) if parts else "")
        yield from parts


def _line(reader: Reader, item: Row, *, multiplied: bool) -> OrderLine:
    """A line at its price before discounts, which VTEX sums up in `totals`: so nothing is rounded twice."""
    quantity = reader.quantity(item, "quantity")
    # Without a price nobody knows what the line costs.
    reader.quantity(item, "price")
    total = amounts.worth(item, multiplied=multiplied)
    return OrderLine(
        product_ref=ref_of(item),
        sku=text(item, "refId"),
        gtin=gtin(item, "ean"),
        title=text(item, "name"),
        quantity=quantity,
        subtotal=total,
        total=total,
    )


def _payment(row: Row) -> tuple[PaymentKind, str]:
    """The means that paid most of the order, or of what gift cards left of it, and its name."""

    def weight(payment: Row) -> tuple[bool, Decimal]:
        return text(payment, "group") != amounts.GIFT_CARD, amount(payment.get("value")) or Decimal(0)

    most = max(amounts.payments(row), key=weight, default={})
    group, name = text(most, "group"), text(most, "paymentSystemName")
    if any(words in name.casefold() for words in _ON_DELIVERY):
        return PaymentKind.ON_DELIVERY, name
    return _GROUPS.get(group) or payment_kind(f"{group} {name}"), name or group


def _shipping(row: Row) -> str:
    """The freight chosen for each line, each name once. VTEX: `selectedSla` is the method's own id."""
    chosen = (text(line, "selectedSla") for line in rows(part(row, "shippingData"), "logisticsInfo"))
    return " + ".join(dict.fromkeys(filter(None, chosen)))


def _customer(row: Row, address: Address) -> Customer:
    client = part(row, "clientProfileData")
    company = client.get("isCorporate") is True and bool(clean(text(client, "corporateDocument")))
    person = " ".join(f"{text(client, 'firstName')} {text(client, 'lastName')}".split())
    phone = digits(text(client, "phone"))
    return Customer(
        name=(text(client, "corporateName", "tradeName") if company else "") or person,
        document=restored(text(client, "corporateDocument" if company else "document")),
        company=company,
        # VTEX: a mask ("…@ct.vtex.com.br") that forwards to the buyer.
        email=text(client, "email"),
        phone=phone.removeprefix("55") if len(phone) > 11 else phone,
        state_registration=clean(text(client, "stateInscription")) if company else "",
        address=address,
    )


def _address(address: Row) -> Address:
    country = text(address, "country").upper()
    return Address(
        recipient=text(address, "receiverName"),
        street=text(address, "street"),
        number=text(address, "number"),
        complement=text(address, "complement"),
        neighborhood=text(address, "neighborhood"),
        city=text(address, "city"),
        state=uf_of(text(address, "state")),
        postcode=postcode(text(address, "postalCode")),
        country=_COUNTRIES.get(country, country),
    )
