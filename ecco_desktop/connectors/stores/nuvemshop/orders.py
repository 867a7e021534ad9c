"""Nuvemshop orders in our words. Pure: a strange order becomes a BrokenOrder, never an exception."""

from collections.abc import Mapping
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
from ecco_desktop.connectors.stores.nuvemshop.statuses import (
    DEAD,
    is_on_delivery,
    is_paid,
    paid_with,
    shipments,
    word_of,
)
from ecco_desktop.domain.amounts import cents
from ecco_desktop.domain.documents import clean, postcode, restored
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
from ecco_desktop.domain.products import store_ref
from ecco_desktop.ports.store import BrokenOrder
from ecco_desktop.ports.unread import unreadable

# What says where an order stands; whole orders are read without a choice of fields.
STATE_FIELDS = (
    "id,number,status,payment_status,shipping_status,next_action,created_at,updated_at,paid_at,currency,"
    "gateway_name,payment_details,fulfillments"
)
CNPJ_LENGTH = 14


def to_order(row: object, shop: str = CURRENCY) -> StoreOrder | BrokenOrder | None:
    """An order; BrokenOrder where a field cannot be read; None where it has not even an id.

    `shop` is the currency of an order that tells none.
    """
    if not isinstance(row, Mapping) or not whole(row, "id"):
        return None
    label = text(row, "number") or whole(row, "id")
    try:
        return _order(row, label, shop)
    except Exception as bug:  # noqa: BLE001 - the other orders are read, whatever it is
        problem = unreadable(bug)
        return BrokenOrder(whole(row, "id"), label, instant(row.get("updated_at")), problem, _held(row))


def to_state(row: object) -> StoreOrderState | None:
    """Where an order stands; None for a row without an id."""
    if not isinstance(row, Mapping) or not whole(row, "id"):
        return None
    own = whole(row, "id")
    updated = instant(row.get("updated_at"))
    made = instant(row.get("created_at"))
    return StoreOrderState(own, text(row, "number") or own, word_of(row), is_paid(row), updated, made)


def _order(row: Row, label: str, shop: str) -> StoreOrder:
    reader = Reader(row, label)
    created = reader.instant("created_at")
    # Its word is made of these; what is shipped may be left untold.
    for name in ("status", "payment_status"):
        reader.word(name)
    lines = tuple(kept for line in reader.rows("products") if (kept := _line(reader, line)).is_sold)
    discount = cents(reader.money(row, "discount"))
    total = cents(reader.money(row, "total"))
    billing = _billing(row)
    return StoreOrder(
        id=whole(row, "id"),
        number=label,
        status=word_of(row),
        paid=is_paid(row),
        created_at=created,
        modified_at=instant(row.get("updated_at")) or created,
        paid_at=happened(row.get("paid_at")),
        currency=text(row, "currency").upper() or shop,
        customer=_customer(row, billing),
        delivery=_delivery(row, billing),
        lines=lines,
        shipping_total=_freight(reader, row, lines, discount, total),
        fees=(-discount,) if discount else (),
        total=total,
        payment=_payment(row),
        payment_title=text(row, "gateway_name", "gateway") or paid_with(row).strip(),
        shipping_reference=_shipping(row),
        shipping_method=_shipping_method(row),
        note=note(row, "note"),
        held=_held(row),
        # Nuvemshop tells that a part was given back, never how much.
        refunded=None if text(row, "payment_status") == "partially_refunded" else Decimal(0),
    )


def _line(reader: Reader, line: Row) -> OrderLine:
    """Nuvemshop: `price` is what one unit cost; discounts stand at the order alone."""
    product = whole(line, "product_id")
    quantity = reader.quantity(line, "quantity")
    total = cents(reader.money(line, "price") * quantity)
    return OrderLine(
        product_ref=store_ref(product, whole(line, "variant_id")) if product else "",
        sku=text(line, "sku"),
        gtin=gtin(line, "barcode"),
        title=text(line, "name"),
        quantity=quantity,
        subtotal=total,
        total=total,
    )


def _freight(
    reader: Reader, row: Row, lines: tuple[OrderLine, ...], discount: Decimal, total: Decimal
) -> Decimal:
    """What the buyer paid for the freight.

    Nuvemshop: shops with several locations have the cost at the shipments, and lists leave it out even
    there. Then it is what the total has beyond the goods ("total: including shipping and discounts").
    """
    if row.get("shipping_cost_customer") is not None:
        return cents(reader.money(row, "shipping_cost_customer"))
    costs = [_cost(each) for each in shipments(row)]
    known = [cost for cost in costs if cost is not None]
    if known and len(known) == len(costs):
        return sum(known, Decimal(0))
    goods = sum((line.total for line in lines), Decimal(0)) - discount
    beyond = total - goods
    absent = "shipping_cost_customer" not in row
    return beyond if absent and lines and beyond > 0 else Decimal(0)


def _cost(shipment: Row) -> Decimal | None:
    cost = part(shipment, "shipping").get("consumer_cost")
    return amount(cost.get("value") if isinstance(cost, Mapping) else cost)


def _held(row: Row) -> tuple[tuple[str, int], ...]:
    """Nuvemshop takes stock as soon as an order is placed, paid or not, and gives it back when it ends."""
    if word_of(row) in DEAD:
        return ()
    found: list[tuple[str, int]] = []
    for line in rows(row, "products"):
        product = whole(line, "product_id")
        units = held_units(number(line.get("quantity"))) if product else 0
        if units:
            found.append((store_ref(product, whole(line, "variant_id")), units))
    return tuple(found)


def _shipping(row: Row) -> str:
    if named := text(row, "shipping_option", "shipping_carrier_name"):
        return named
    parts = [part(each, "shipping") for each in shipments(row)]
    names = [text(part(each, "option"), "name") or text(part(each, "carrier"), "name") for each in parts]
    return " + ".join(dict.fromkeys(name for name in names if name))


def _shipping_method(row: Row) -> str:
    """Nuvemshop: the option's code at its carrier; options a shop made itself have none."""
    carrier = text(row, "shipping")
    if code := text(row, "shipping_option_code"):
        return f"{carrier}:{code}" if carrier else code
    codes = [text(part(part(each, "shipping"), "option"), "code") for each in shipments(row)]
    return " + ".join(dict.fromkeys(codes)) if codes and all(codes) else ""


def _payment(row: Row) -> PaymentKind:
    if is_on_delivery(row):
        return PaymentKind.ON_DELIVERY
    found = payment_kind(paid_with(row))
    return payment_kind(text(row, "gateway")) if found is PaymentKind.OTHER else found


def _customer(row: Row, billing: Address) -> Customer:
    buyer = part(row, "customer")
    document = restored(text(row, "contact_identification") or text(buyer, "identification"))
    company = len(document) == CNPJ_LENGTH
    name = text(row, "contact_name") or text(buyer, "name") or text(row, "billing_name")
    phone = _local(text(row, "contact_phone") or text(buyer, "phone") or text(row, "billing_phone"))
    return Customer(
        name=(text(row, "billing_business_name") if company else "") or name,
        document=document,
        company=company,
        email=text(row, "contact_email") or text(buyer, "email"),
        phone=phone,
        mobile=phone if len(phone) == 11 and phone[2] == "9" else "",
        state_registration=clean(text(row, "billing_state_registration")) if company else "",
        address=billing if billing.street else _delivery(row, billing),
    )


def _local(phone: str) -> str:
    """A phone without the country code."""
    found = digits(phone)
    return found[2:] if len(found) in (12, 13) and found.startswith("55") else found


def _delivery(row: Row, billing: Address) -> Address:
    """Where it goes. Nuvemshop (Brazil): `floor` is the complement and `locality` the district."""
    given = part(row, "shipping_address")
    if not any(text(given, name) for name in ("address", "city", "zipcode")):
        destinations = [part(each, "destination") for each in shipments(row)]
        given = next((each for each in destinations if text(each, "street")), {})
    made = _address(given, text(given, "name") or text(row, "contact_name"))
    return made if made.street or made.city or made.postcode else billing


def _billing(row: Row) -> Address:
    prefix = "billing_"
    given = {str(name)[len(prefix) :]: value for name, value in row.items() if str(name).startswith(prefix)}
    return _address(given, text(given, "name"))


def _address(given: Row, recipient: str) -> Address:
    province, country = given.get("province"), given.get("country")
    return Address(
        recipient=recipient,
        street=text(given, "address", "street"),
        number=text(given, "number"),
        complement=text(given, "floor"),
        neighborhood=text(given, "locality"),
        city=text(given, "city"),
        state=uf_of(text(province, "name") if isinstance(province, Mapping) else text(given, "province")),
        postcode=postcode(text(given, "zipcode")),
        country=(text(country, "code") if isinstance(country, Mapping) else text(given, "country")) or "BR",
    )
