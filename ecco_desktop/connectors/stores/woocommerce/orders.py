"""WooCommerce orders in our words. Pure: a strange order becomes a BrokenOrder, never an exception."""

import re
from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from decimal import Decimal

from ecco_desktop.clock import ZONE
from ecco_desktop.connectors.shared.payments import payment_kind
from ecco_desktop.connectors.shared.places import uf_of
from ecco_desktop.connectors.shared.records import (
    Reader,
    Row,
    digits,
    gtin,
    happened,
    instant,
    note,
    number,
    rows,
    text,
    whole,
)
from ecco_desktop.connectors.stores.woocommerce import amounts
from ecco_desktop.connectors.stores.woocommerce.kits import containers_of
from ecco_desktop.connectors.stores.woocommerce.manifest import META_FIELDS
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
from ecco_desktop.domain.shipping import bare_title, services_in
from ecco_desktop.ports.store import BrokenOrder
from ecco_desktop.ports.unread import unreadable

# What the import reads; the rest of a recorded order is three times as large.
FIELDS = (
    "id,number,status,currency,date_created,date_created_gmt,date_modified,date_modified_gmt,date_paid,"
    "date_paid_gmt,total,shipping_total,shipping_tax,billing,shipping,payment_method,payment_method_title,"
    "line_items,shipping_lines,fee_lines,coupon_lines,tax_lines,refunds,gift_cards,pw_gift_cards_redeemed,customer_note,"
    "meta_data"
)
STATE_FIELDS = (
    "id,number,status,currency,date_created,date_created_gmt,date_modified,date_modified_gmt,date_paid,"
    "date_paid_gmt,total,payment_method"
)
_WIDEST = timedelta(hours=14)
_PAID = ("processing", "completed")
# Any other status holds its units: the words of plug-ins ("em separação") stand between paid and completed.
_NOT_HOLDING = ("", "pending", "cancelled", "failed", "refunded", "trash", "checkout-draft", "auto-draft")
# WooCommerce's own methods: an instance of one is one rate.
_ONE_RATE = ("flat_rate", "free_shipping", "local_pickup")
_STREET_AND_NUMBER = re.compile(r"(?P<street>[^,]+),\s*(?:n[º°.]?\s*)?(?P<number>\d+[A-Za-z]?)")


def to_order(row: object, names: Mapping[str, str] | None = None) -> StoreOrder | BrokenOrder | None:
    """An order; BrokenOrder where a field cannot be read; None where it has not even an id.

    `names` are the metadata keys of this shop (see manifest.META_FIELDS).
    """
    if not isinstance(row, Mapping) or not whole(row, "id"):
        return None
    label = text(row, "number") or whole(row, "id")
    try:
        return _order(row, label, META_FIELDS | dict(names or {}))
    except Exception as bug:  # noqa: BLE001 - the other orders are read, whatever it is
        problem = unreadable(bug)
        return BrokenOrder(whole(row, "id"), label, when(row, "date_modified"), problem, _held(row))


def when(row: Row, name: str) -> datetime | None:
    """An instant of an order: the one in UTC, else the local one in the zone of the shop.

    WooCommerce leaves `*_gmt` empty where a plug-in wrote the local date alone. The zone shows where an
    order has both; else it is Brasília's.
    """
    return _when(row, name, instant)


def _paid_at(row: Row) -> datetime | None:
    return _when(row, "date_paid", happened)


def _when(row: Row, name: str, read: Callable[[object, tzinfo], datetime | None]) -> datetime | None:
    found = read(row.get(f"{name}_gmt"), UTC)
    return found if found is not None else read(row.get(name), _zone(row))


def _zone(row: Row) -> tzinfo:
    for name in ("date_created", "date_modified", "date_paid"):
        local, utc = instant(row.get(name)), instant(row.get(f"{name}_gmt"))
        if local and utc and abs(local - utc) <= _WIDEST:
            return timezone(local - utc)
    return ZONE


def _order(row: Row, label: str, names: Mapping[str, str]) -> StoreOrder:
    reader = Reader(row, label)
    status = reader.word("status")
    method = text(row, "payment_method")
    paid_at = _paid_at(row)
    created = when(row, "date_created")
    if created is None:
        raise reader.problem("date_created_gmt", row.get("date_created_gmt"))
    customer = _customer(row, names)
    lines = reader.rows("line_items")
    inside = containers_of(lines)
    return StoreOrder(
        id=whole(row, "id"),
        number=label,
        status=status,
        paid=paid_at is not None or (status in _PAID and method != "cod"),
        created_at=created,
        modified_at=when(row, "date_modified") or created,
        paid_at=paid_at,
        currency=text(row, "currency").upper() or CURRENCY,
        customer=customer,
        delivery=_delivery(row, names, customer.address),
        lines=tuple(kept for line in lines if (kept := _line(reader, line, inside)).is_sold),
        shipping_total=cents(reader.money(row, "shipping_total") + reader.money(row, "shipping_tax")),
        fees=_fees(reader, row),
        total=cents(reader.money(row, "total")),
        payment=_payment(method, text(row, "payment_method_title")),
        payment_title=text(row, "payment_method_title") or method,
        shipping_reference=_shipping(reader),
        shipping_method=_shipping_method(reader),
        note=note(row, "customer_note"),
        held=_held(row),
        prepaid=amounts.prepaid(reader, row),
        refunded=amounts.refunded(reader),
    )


def _fees(reader: Reader, row: Row) -> tuple[Decimal, ...]:
    rows = reader.rows("fee_lines")
    fees = [cents(reader.money(fee, "total") + reader.money(fee, "total_tax")) for fee in rows]
    beyond = amounts.taxes_beyond(reader, row)
    return (*fees, beyond) if beyond else tuple(fees)


def _held(row: Row) -> tuple[tuple[str, int], ...]:
    """WooCommerce takes stock once an order is processing, on hold, completed, or in a plug-in's status."""
    unclear = "status" in row and not text(row, "status")
    if text(row, "status") in _NOT_HOLDING and not unclear:
        return ()
    found: list[tuple[str, int]] = []
    for line in rows(row, "line_items"):
        product = whole(line, "product_id")
        units = held_units(number(line.get("quantity"))) if product else 0
        if units:
            found.append((store_ref(product, whole(line, "variation_id")), units))
    return tuple(found)


def to_state(row: Row) -> StoreOrderState | None:
    """Where an order stands; None for a row without an id."""
    if not whole(row, "id"):
        return None
    status, paid_at = text(row, "status"), _paid_at(row)
    return StoreOrderState(
        id=whole(row, "id"),
        number=text(row, "number") or whole(row, "id"),
        status=status,
        paid=paid_at is not None or (status in _PAID and text(row, "payment_method") != "cod"),
        modified_at=when(row, "date_modified"),
        created_at=when(row, "date_created"),
    )


def _line(reader: Reader, line: Row, inside: Mapping[str, str]) -> OrderLine:
    product, own = whole(line, "product_id"), whole(line, "id")
    return OrderLine(
        product_ref=store_ref(product, whole(line, "variation_id")) if product else "",
        sku=text(line, "sku"),
        gtin=gtin(line, "global_unique_id"),
        title=text(line, "name"),
        quantity=reader.quantity(line, "quantity"),
        subtotal=_with_tax(reader, line, "subtotal"),
        total=_with_tax(reader, line, "total"),
        own=own,
        part_of=inside.get(own, ""),
    )


def _with_tax(reader: Reader, line: Row, name: str) -> Decimal:
    """WooCommerce: line amounts are always without tax, whatever `prices_include_tax` says."""
    return cents(reader.money(line, name) + reader.money(line, f"{name}_tax"))


def _shipping(reader: Reader) -> str:
    lines = reader.rows("shipping_lines")
    return " + ".join(name for line in lines if (name := text(line, "method_title", "method_id")))


def _shipping_method(reader: Reader) -> str:
    """The methods by id and instance; "" where one of them has none."""
    lines = reader.rows("shipping_lines")
    names = ("method_id", "instance_id", "method_title")
    ids = [method_of(*(text(line, name) for name in names)) for line in lines]
    return " + ".join(ids) if all(ids) else ""


def method_of(method: str, instance: str, title: str) -> str:
    """The id of a way of sending; "" where it has none.

    WooCommerce: an instance is one method of one zone; some plug-ins write none, or 0. The shop's own methods
    give one rate each, and so do those that name their service. Of any other plug-in one instance may offer
    every carrier, told by the title alone.
    """
    # Up to WooCommerce 3.3 the instance stood behind the method, and plug-ins still write it there.
    method, _, behind = method.partition(":")
    instance = instance if instance.strip("0") else behind
    if not method or not instance.strip("0"):
        return ""
    single = method in _ONE_RATE or services_in(re.sub(r"[_\W]+", " ", method))
    return f"{method}:{instance}" if single else f"{method}:{instance}:{bare_title(title)}"


def _payment(method: str, title: str) -> PaymentKind:
    if method == "cod":
        return PaymentKind.ON_DELIVERY
    return payment_kind(f"{method} {title}")


def _customer(row: Row, names: Mapping[str, str]) -> Customer:
    billing = row.get("billing")
    kept = meta(row)
    cpf = restored(text(billing, "cpf") or kept.get(names["meta_cpf"], ""))
    cnpj = restored(text(billing, "cnpj") or kept.get(names["meta_cnpj"], ""))
    person = text(billing, "persontype") or kept.get("_billing_persontype", "")
    company = bool(cnpj) and (person in ("J", "2") or not cpf)
    registration = text(billing, "ie") or kept.get("_billing_ie", "")
    return Customer(
        name=(text(billing, "company") if company else "") or _name(billing),
        document=cnpj if company else cpf,
        company=company,
        email=text(billing, "email"),
        phone=digits(text(billing, "phone")),
        mobile=digits(text(billing, "cellphone") or kept.get("_billing_cellphone", "")),
        state_registration=clean(registration) if company else "",
        address=_address(billing, "_billing", kept, names),
    )


def _delivery(row: Row, names: Mapping[str, str], billing: Address) -> Address:
    shipping = _address(row.get("shipping"), "_shipping", meta(row), names)
    return shipping if shipping.street or shipping.city or shipping.postcode else billing


def _address(part: object, prefix: str, kept: Mapping[str, str], names: Mapping[str, str]) -> Address:
    street = text(part, "address_1")
    house = text(part, "number") or kept.get(prefix + names["meta_number"], "")
    if not house and (match := _STREET_AND_NUMBER.fullmatch(street)):
        street, house = match["street"].strip(), match["number"]
    return Address(
        recipient=_name(part),
        street=street,
        number=house,
        complement=text(part, "address_2"),
        neighborhood=text(part, "neighborhood") or kept.get(prefix + names["meta_neighborhood"], ""),
        city=text(part, "city"),
        state=uf_of(text(part, "state")),
        postcode=postcode(text(part, "postcode")),
        country=text(part, "country") or "BR",
    )


def _name(part: object) -> str:
    return " ".join(f"{text(part, 'first_name')} {text(part, 'last_name')}".split())


def meta(row: object) -> dict[str, str]:
    """The `meta_data` of a record by key; later values win, as in WordPress."""
    kept = ((text(entry, "key"), text(entry, "value")) for entry in rows(row, "meta_data"))
    return {name: value for name, value in kept if name}
