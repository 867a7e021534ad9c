"""Orders of the shop as VTEX shows them: cents, packages, statuses that only go forward."""

from datetime import datetime
from decimal import Decimal, InvalidOperation
from typing import Any

from ecco_desktop.sandbox.world import Json, World

# SKUs have numbers of their own, so that nobody takes one for a product's.
SKUS = 1_000_000
WORDS = {
    "pending": "payment-pending",
    "on-hold": "waiting-for-order-authorization",
    "processing": "ready-for-handling",
    "completed": "invoiced",
    "cancelled": "canceled",
    "refunded": "canceled",
    "failed": "canceled",
}
GROUPS = {
    "pix": ("instantPayment", "Pix"),
    "boleto": ("bankInvoice", "Boleto Bancário"),
    "cielo_credit": ("creditCard", "Visa"),
    "bacs": ("promissory", "Transferência bancária"),
    "cod": ("promissory", "Pagamento na entrega"),
}


def extras(world: World, order: Json) -> Json:
    """What VTEX keeps of an order besides the shop's truth."""
    kept: Json = world.side("vtex").setdefault("orders", {})
    found: Json = kept.setdefault(str(order["id"]), {"handling": False, "packages": []})
    return found


def word(world: World, order: Json) -> str | None:
    """The order's status; None for one that is not complete."""
    shown = WORDS.get(order["status"])
    if shown != "ready-for-handling":
        return shown
    known = world.side("vtex").get("orders", {}).get(str(order["id"]))
    if known is None:
        return shown
    if known["packages"] and invoiced(known) >= value_of(order):
        return "invoiced"
    return "handling" if known["handling"] else shown


def invoiced(kept: Json) -> int:
    """What the invoices of an order add up to, in cents."""
    return sum(int(package["invoiceValue"]) for package in kept["packages"])


def value_of(order: Json) -> int:
    """What an order costs, in cents."""
    return cents(order["total"])


def cents(text: Any) -> int:
    """Cents of an amount of the shop's truth; Brazilian texts too (VTEX itself carries no texts)."""
    said = str(text or "0")
    return int((Decimal(said.replace(".", "").replace(",", ".")) if "," in said else Decimal(said)) * 100)


def stamp(gmt: Any) -> str | None:
    """A naive UTC text as VTEX writes instants: seven digits of a second, and the zone."""
    return f"{gmt}.0000000+00:00" if gmt else None


def shown(world: World, order: Json) -> Json:
    """An order whole."""
    kept = world.side("vtex").get("orders", {}).get(str(order["id"]), {})
    status = word(world, order)
    items, discounts = _items(order)
    fees = [cents(fee["total"]) for fee in order["fee_lines"]]
    goods = sum(item["price"] * item["quantity"] for item in items if isinstance(item["price"], int))
    totals = {
        "Items": goods,
        "Discounts": sum(fee for fee in fees if fee < 0) - discounts,
        "Shipping": sum(cents(line["total"]) for line in order["shipping_lines"]),
        "Tax": sum(fee for fee in fees if fee > 0),
    }
    packages = kept.get("packages") or ([_delivered(order)] if order["status"] == "completed" else [])
    return {
        "orderId": str(order["id"]),
        "sequence": str(order["id"]).split("-")[0],
        "origin": "Marketplace",
        "salesChannel": "1",
        "status": status,
        "statusDescription": status,
        "isCompleted": status is not None,
        "allowCancellation": status not in (None, "invoiced", "canceled"),
        "value": value_of(order),
        "creationDate": stamp(order["date_created_gmt"]),
        "lastChange": stamp(order["date_modified_gmt"]),
        "authorizedDate": stamp(order["date_paid_gmt"]),
        "invoicedDate": stamp(order["date_modified_gmt"]) if status == "invoiced" else None,
        "totals": [{"id": name, "name": name, "value": amount} for name, amount in totals.items()],
        "items": items,
        "sellers": [{"id": "1", "name": "Loja demo"}],
        "clientProfileData": _client(order),
        "shippingData": _shipping(order, len(items)),
        "paymentData": {"transactions": [{"isActive": True, "payments": [_payment(order)]}]},
        "packageAttachment": {"packages": packages},
        "storePreferencesData": {"countryCode": "BRA", "currencyCode": order["currency"]},
        "openTextField": {"value": order["customer_note"]} if order["customer_note"] else None,
        "cancellationData": None,
    }


def listed(world: World, order: Json) -> Json:
    """An order as the list shows it."""
    status = word(world, order)
    return {
        "orderId": str(order["id"]),
        "creationDate": f"{order['date_created_gmt']}+00:00",
        "totalValue": value_of(order),
        "status": status,
        "statusDescription": status,
        "orderIsComplete": status is not None,
        "currencyCode": order["currency"],
    }


def indexed_at(order: Json) -> datetime:
    """When the index of the list thinks an order was made; one with a broken date stands at its change."""
    try:
        return datetime.fromisoformat(order["date_created_gmt"])
    except ValueError:
        return datetime.fromisoformat(order["date_modified_gmt"])


def _items(order: Json) -> tuple[list[Json], int]:
    """The lines at whole cents a unit, and what they are less by: VTEX sums that up as a discount."""
    found: list[Json] = []
    discounts = 0
    lines = [line for line in order["line_items"] if not line.get("bundled_by")]
    for index, line in enumerate(lines):
        quantity = int(line["quantity"] or 0)
        own = line["variation_id"] or line["product_id"]
        price: Any = "abc"
        if _readable(line["total"]):
            # Rounded up to the cent: what is too much goes out again as a discount.
            price = -(-cents(line["subtotal"]) // max(1, quantity))
            discounts += price * quantity - cents(line["total"])
        found.append(
            {
                "uniqueId": f"{order['id']}{index}",
                "id": str(SKUS + own) if own else None,
                "productId": str(line["product_id"]) if line["product_id"] else None,
                "ean": line["global_unique_id"] or None,
                "refId": line["sku"] or None,
                "name": line["name"],
                "quantity": quantity,
                "seller": "1",
                "price": price,
                "listPrice": price,
                "sellingPrice": price,
                "measurementUnit": "un",
                "unitMultiplier": 1.0,
                "isGift": False,
                "components": _components(order, line),
            }
        )
    return found, discounts


def _components(order: Json, kit: Json) -> list[Json]:
    """What a kit is made of: no line of the order, and without product number and bar code."""
    inside = [line for line in order["line_items"] if line.get("bundled_by") == kit["id"]]
    return [
        {
            "id": str(SKUS + (line["variation_id"] or line["product_id"])),
            "productId": None,
            "ean": None,
            "refId": line["sku"] or None,
            "name": line["name"],
            "quantity": int(line["quantity"]),
            "price": 0,
        }
        for line in inside
    ]


def _readable(text: Any) -> bool:
    try:
        cents(text)
    except InvalidOperation:
        return False
    return True


def _meta(order: Json) -> dict[str, str]:
    return {row["key"]: row["value"] for row in order["meta_data"]}


def _client(order: Json) -> Json:
    billing, meta = order["billing"], _meta(order)
    named = {
        name: billing.get(name) or meta.get(f"_billing_{name}", "") for name in ("cpf", "cnpj", "cellphone")
    }
    company = bool(named["cnpj"])
    digits = "".join(char for char in named["cellphone"] if char.isdigit())
    return {
        "email": f"{order['id']}@ct.vtex.com.br",
        "firstName": billing["first_name"],
        "lastName": billing["last_name"],
        "documentType": "cpf",
        "document": named["cpf"] or None,
        "phone": f"+55{digits}",
        "isCorporate": company,
        "corporateName": billing["company"] if company else None,
        "tradeName": None,
        "corporateDocument": named["cnpj"] or None,
        "stateInscription": billing.get("ie") or None,
    }


def _shipping(order: Json, lines: int) -> Json:
    sent, meta = order["shipping"], _meta(order)
    name = " + ".join(line["method_title"] for line in order["shipping_lines"])
    return {
        "address": {
            "addressType": "residential",
            "receiverName": f"{sent['first_name']} {sent['last_name']}",
            "postalCode": sent["postcode"] or None,
            "city": sent["city"] or None,
            "state": sent["state"],
            "country": "BRA",
            "street": sent["address_1"],
            "number": sent.get("number") or meta.get("_shipping_number"),
            "neighborhood": sent.get("neighborhood") or meta.get("_shipping_neighborhood"),
            "complement": sent["address_2"] or None,
            "reference": None,
        },
        "logisticsInfo": [
            {
                "itemIndex": index,
                "selectedSla": name,
                "deliveryCompany": name,
                "deliveryIds": [{"courierId": "1", "courierName": name, "warehouseId": "1_1"}],
            }
            for index in range(lines)
        ],
    }


def _payment(order: Json) -> Json:
    group, name = GROUPS.get(order["payment_method"], ("promissory", order["payment_method_title"]))
    return {
        "id": f"P{order['id']}",
        "paymentSystem": "1",
        "paymentSystemName": name,
        "group": group,
        "value": value_of(order),
        "installments": 1,
    }


def _delivered(order: Json) -> Json:
    """An order that was finished without us has an invoice of somebody else, and has arrived."""
    return {
        "type": "Output",
        "invoiceNumber": f"9{str(order['id']).split('-')[0]}",
        "invoiceValue": value_of(order),
        "invoiceKey": None,
        "courier": "Correios",
        "trackingNumber": "AA000000000BR",
        "trackingUrl": None,
        "courierStatus": {"finished": True, "deliveredDate": stamp(order["date_modified_gmt"]), "data": []},
        "items": [],
    }
