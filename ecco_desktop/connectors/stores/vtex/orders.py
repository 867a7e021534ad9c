"""VTEX orders in our words. Pure: a strange order becomes a BrokenOrder, never an exception.

VTEX writes money of orders as whole cents (and money of prices in reais: see `items`).
"""

from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal

from ecco_desktop.connectors.shared.payments import payment_kind
from ecco_desktop.connectors.shared.records import (
    Reader,
    Row,
    amount,
    digits,
    instant,
    number,
    part,
    rows,
    text,
    whole,
)
from ecco_desktop.connectors.stores.vtex.statuses import DELIVERED, INVOICED, NOT_HOLDING, PAID
from ecco_desktop.domain.amounts import cents
from ecco_desktop.domain.documents import clean
from ecco_desktop.domain.errors import RecordProblem
from ecco_desktop.domain.orders import Address, Customer, OrderLine, PaymentKind, StoreOrder, StoreOrderState
from ecco_desktop.domain.products import store_ref
from ecco_desktop.ports.store import BrokenOrder

HUNDRED = Decimal(100)
_GROUPS = {
    "creditCard": PaymentKind.CREDIT_CARD,
    "debitCard": PaymentKind.DEBIT_CARD,
    "bankInvoice": PaymentKind.BOLETO,
    "instantPayment": PaymentKind.PIX,
    "giftCard": PaymentKind.OTHER,
}
_ON_DELIVERY = ("na entrega", "on delivery", "contra entrega")
_COUNTRIES = {"BRA": "BR", "": "BR"}


def incomplete(row: Row) -> bool:
    """An order whose checkout did not end (yet): VTEX gives it no status, or says it is not completed."""
    return not text(row, "status") or row.get("isCompleted") is False


def to_order(row: object, noted: datetime | None = None) -> StoreOrder | BrokenOrder | None:
    """An order; BrokenOrder where a field cannot be read; None where it has no id, or is incomplete.

    `noted` (UTC) stands for the time of its change where the order tells none.
    """
    if not isinstance(row, Mapping) or not text(row, "orderId") or incomplete(row):
        return None
    own = text(row, "orderId")
    try:
        return _order(row, own, noted)
    except RecordProblem as problem:
        return BrokenOrder(own, own, instant(row.get("lastChange")) or noted, problem, held_by(row))


def to_state(row: object, noted: datetime | None = None) -> StoreOrderState | None:
    """Where an order stands; None as for `to_order`."""
    if not isinstance(row, Mapping) or not text(row, "orderId") or incomplete(row):
        return None
    own = text(row, "orderId")
    return StoreOrderState(own, own, word_of(row), is_paid(row), noted or instant(row.get("lastChange")))


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
    if instant(row.get("authorizedDate")) is not None:
        return True
    return text(row, "status") in PAID and _payment(row)[0] is not PaymentKind.ON_DELIVERY


def held_by(row: Row) -> tuple[tuple[str, int], ...]:
    """What VTEX keeps reserved for the order: (product ref, whole units)."""
    if text(row, "status") in NOT_HOLDING:
        return ()
    found: list[tuple[str, int]] = []
    for item in rows(row, "items"):
        quantity = number(item.get("quantity"))
        if (ref := ref_of(item)) and quantity and quantity > 0 and quantity == quantity.to_integral_value():
            found.append((ref, int(quantity)))
    return tuple(found)


def ref_of(item: Row) -> str:
    """The product ref of a line: product and SKU, always both; "" where one of them is missing."""
    product, sku = whole(item, "productId"), whole(item, "id")
    return store_ref(product, sku) if product and sku else ""


def in_cents(value: Decimal) -> int:
    """Reais as whole cents, as orders and invoices carry money."""
    return int(cents(value) * HUNDRED)


def invoice_items(row: Row) -> list[dict[str, object]]:
    """The lines of an order as its invoice names them."""
    return [
        {
            "id": text(item, "id"),
            "price": int(number(item.get("price")) or 0),
            "quantity": int(number(item.get("quantity")) or 0),
        }
        for item in rows(row, "items")
    ]


def _order(row: Row, own: str, noted: datetime | None) -> StoreOrder:
    reader = Reader(row, own)
    created = reader.instant("creationDate")
    kind, title = _payment(row)
    address = _address(part(part(row, "shippingData"), "address"))
    totals = reader.rows("totals")
    return StoreOrder(
        id=own,
        number=own,
        status=word_of(row),
        paid=is_paid(row),
        created_at=created,
        modified_at=instant(row.get("lastChange")) or noted or created,
        paid_at=instant(row.get("authorizedDate")),
        currency=text(part(row, "storePreferencesData"), "currencyCode") or "BRL",
        customer=_customer(row, address),
        delivery=address,
        lines=tuple(_line(reader, item) for item in reader.rows("items")),
        shipping_total=sum((_money(reader, t) for t in totals if text(t, "id") == "Shipping"), Decimal(0)),
        fees=tuple(
            fee for t in totals if text(t, "id") not in ("Items", "Shipping") if (fee := _money(reader, t))
        ),
        total=_money(reader, row),
        payment=kind,
        payment_title=title,
        shipping_reference=_shipping(row),
        note=text(part(row, "openTextField"), "value") or text(row, "openTextField"),
        held=held_by(row),
    )


def _line(reader: Reader, item: Row) -> OrderLine:
    """A line at its price before discounts, which VTEX sums up in `totals`: so nothing is rounded twice."""
    quantity = reader.quantity(item, "quantity")
    total = cents(reader.quantity(item, "price") / HUNDRED * quantity)
    return OrderLine(
        product_ref=ref_of(item),
        sku=text(item, "refId"),
        gtin=text(item, "ean"),
        title=text(item, "name"),
        quantity=quantity,
        subtotal=total,
        total=total,
    )


def _money(reader: Reader, row: Row) -> Decimal:
    return cents(reader.money(row, "value") / HUNDRED)


def _payment(row: Row) -> tuple[PaymentKind, str]:
    """The means that paid most of the order, and its name."""
    found = [
        payment
        for transaction in rows(part(row, "paymentData"), "transactions")
        if transaction.get("isActive") is not False
        for payment in rows(transaction, "payments")
    ]
    most = max(found, key=lambda payment: amount(payment.get("value")) or Decimal(0), default={})
    group, name = text(most, "group"), text(most, "paymentSystemName")
    if any(words in name.casefold() for words in _ON_DELIVERY):
        return PaymentKind.ON_DELIVERY, name
    return _GROUPS.get(group) or payment_kind(f"{group} {name}"), name or group


def _shipping(row: Row) -> str:
    """The freight chosen for each line, each name once."""
    chosen = (text(line, "selectedSla") for line in rows(part(row, "shippingData"), "logisticsInfo"))
    return " + ".join(dict.fromkeys(filter(None, chosen)))


def _customer(row: Row, address: Address) -> Customer:
    client = part(row, "clientProfileData")
    company = client.get("isCorporate") is True and bool(clean(text(client, "corporateDocument")))
    person = " ".join(f"{text(client, 'firstName')} {text(client, 'lastName')}".split())
    phone = digits(text(client, "phone"))
    return Customer(
        name=(text(client, "corporateName", "tradeName") if company else "") or person,
        document=clean(text(client, "corporateDocument" if company else "document")),
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
        state=text(address, "state").upper(),
        postcode=digits(text(address, "postalCode")),
        country=_COUNTRIES.get(country, country),
    )
