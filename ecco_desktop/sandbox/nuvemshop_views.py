"""The shop's truth in Nuvemshop's shapes: products with variants, orders with three axes, shipments."""

from decimal import ROUND_UP, Decimal, InvalidOperation
from typing import Any

from ecco_desktop.sandbox.world import Json, World

# Everything sold is a variant: that of a simple product has a number beyond 32 bits.
BIG = 9_000_000_000
CENT = Decimal("0.01")
LOCATION = "01GQ2ZHK064BQRHGDB7CCV0Y6N"
NAMES = {
    "SP": "São Paulo",
    "MG": "Minas Gerais",
    "PR": "Paraná",
    "PE": "Pernambuco",
    "RS": "Rio Grande do Sul",
    "RJ": "Rio de Janeiro",
    "BA": "Bahia",
}
# Status of the shop → status and payment status.
AXES = {
    "pending": ("open", "pending"),
    "processing": ("open", "paid"),
    "on-hold": ("open", "authorized"),
    "completed": ("closed", "paid"),
    "cancelled": ("cancelled", "voided"),
    "refunded": ("open", "refunded"),
    "failed": ("open", "voided"),
    "checkout-draft": ("open", "abandoned"),
}
SHIPPING = {
    "UNPACKED": ("unpacked", "waiting_packing"),
    "PACKED": ("unshipped", "waiting_shipment"),
    "DISPATCHED": ("shipped", "close"),
    "DELIVERED": ("delivered", "close"),
    "CANCELLED": ("unpacked", "noop"),
}
# Means of payment of the shop → method and gateway.
METHODS = {
    "pix": ("pix", "nuvempago"),
    "boleto": ("boleto", "nuvempago"),
    "cielo_credit": ("credit_card", "cielo"),
    "bacs": ("wire_transfer", "offline"),
    "cod": ("custom", "offline"),
}


def by_language(said: str) -> Json:
    """A text in the one language of this shop."""
    return {"pt": said}


def instant(gmt: str | None) -> str | None:
    """A time of the shop with its offset."""
    return f"{gmt}+0000" if gmt else None


# -- products --


def rows_of(world: World, product: Json) -> list[Json]:
    """What is sold of a product: its variations, or itself."""
    if product["type"] != "variable":
        return [product]
    return [world.woo["variations"][key] for key in world.children.get(str(product["id"]), [])]


def variant_id(row: Json) -> int:
    """The number of the variant that stands for a sellable row."""
    return int(row["id"]) if row["parent_id"] else BIG + int(row["id"])


def names_of(world: World, product: Json) -> list[str]:
    """What a product varies by."""
    if product["type"] != "variable":
        return []
    children = rows_of(world, product)
    listed = children[0]["attributes"] if children else product["attributes"]
    return [each["name"] for each in listed]


def shown_product(world: World, product: Json) -> Json:
    """A product whole."""
    known = world.woo["categories"]
    brands = [world.woo["brands"].get(str(each), {}).get("name") for each in product.get("brands", [])]
    visible = product["status"] == "publish"
    return {
        "id": product["id"],
        "name": by_language(product["name"]),
        "description": by_language(product.get("description", "")),
        "handle": by_language(product["slug"]),
        "variants": [shown_variant(product, row) for row in rows_of(world, product)],
        "images": [
            {"id": BIG + each, "src": "https://loja.example/f.jpg"}
            for each in range(product.get("images", 0))
        ],
        "categories": [
            shown_category(world, known[str(each)])
            for each in product.get("categories", [])
            if str(each) in known
        ],
        "brand": next((name for name in brands if name), None),
        "published": visible,
        "visibility": "visible" if visible else "hidden",
        "free_shipping": False,
        "requires_shipping": True,
        "attributes": [by_language(name) for name in names_of(world, product)],
        "tags": "",
        "created_at": instant(product["date_created_gmt"]),
        "updated_at": instant(product["date_modified_gmt"]),
    }


def shown_variant(product: Json, row: Json) -> Json:
    """One variant. Without a count it is sold without limit, and says null."""
    counted = row["manage_stock"] is True
    stock = row["stock_quantity"] if counted else None
    own = variant_id(row)
    return {
        "id": own,
        "product_id": product["id"],
        "image_id": None,
        "position": 1,
        "price": _price(row["regular_price"]),
        "promotional_price": _price(row["sale_price"]),
        "stock_management": counted,
        "stock": stock,
        "inventory_levels": [{"id": own, "variant_id": own, "location_id": LOCATION, "stock": stock}],
        "sku": row["sku"] or None,
        "barcode": row["global_unique_id"] or None,
        "mpn": None,
        "weight": f"{Decimal(str(row.get('weight') or 0)):.3f}",
        "width": "0.00",
        "height": "0.00",
        "depth": "0.00",
        "values": [by_language(each["option"]) for each in row["attributes"]] if row["parent_id"] else [],
        "created_at": instant(row["date_created_gmt"]),
        "updated_at": instant(row["date_modified_gmt"]),
    }


def shown_category(world: World, row: Json) -> Json:
    """One category; the parent of a root is 0 for some and null for others, as in both versions."""
    below = [each["id"] for each in world.woo["categories"].values() if each["parent"] == row["id"]]
    root = 0 if row["id"] % 2 else None
    return {
        "id": row["id"],
        "name": by_language(row["name"]),
        "description": by_language(row["description"]),
        "handle": by_language(row["slug"]),
        "parent": row["parent"] or root,
        "subcategories": below,
    }


def _price(said: Any) -> str | None:
    return f"{Decimal(said):.2f}" if said else None


# -- orders --


def fulfilment(world: World, order: Json) -> Json:
    """Where the one shipment of an order stands, and how it is followed."""
    kept: Json = world.side("nuvemshop").setdefault("fulfilment", {})
    found: Json = kept.setdefault(str(order["id"]), {"status": "UNPACKED", "url": None, "events": []})
    return found


def stage(world: World, order: Json) -> str:
    """The status of the shipment: delivered and cancelled are known to the shop itself."""
    ends = {"completed": "DELIVERED", "cancelled": "CANCELLED"}
    return str(ends.get(order["status"], fulfilment(world, order)["status"]))


def shipment_id(order: Json) -> str:
    """The text a shipment is known by."""
    return f"01HNUVEM{int(order['id']):018d}"


def shown_shipment(world: World, order: Json, *, whole: bool = True) -> Json:
    """A shipment; lists leave its costs out."""
    status = stage(world, order)
    freight = order["shipping_lines"][0] if order["shipping_lines"] else {"method_title": "", "total": "0"}
    shipping: Json = {"type": "ship", "carrier": {"name": freight["method_title"]}}
    shipping["option"] = {"name": freight["method_title"]}
    if whole:
        shipping["consumer_cost"] = {"value": freight["total"], "currency": "BRL"}
    return {
        "id": shipment_id(order),
        "number": f"{order['number']}-1",
        "status": status,
        "shipping": shipping,
        "assigned_location": {"location_id": LOCATION},
        "tracking_info": {
            "code": order["correios_tracking_code"] or None,
            "url": fulfilment(world, order)["url"],
        },
        "fulfilled_at": instant(order["date_modified_gmt"]) if status == "DELIVERED" else None,
    }


def _method(order: Json) -> Json:
    """The carrier's app and the option's code; a shop's own options have no code."""
    line = order["shipping_lines"][0] if order["shipping_lines"] else {}
    coded = bool(line.get("instance_id"))
    return {
        "shipping": f"api_{line['instance_id']}" if coded else "table",
        "shipping_option_code": line["method_id"] if coded else None,
    }


def shown_order(world: World, order: Json, *, aggregated: bool) -> Json:
    """An order whole; its shipments are numbers alone where it was not asked with them."""
    status, payment = AXES[order["status"]]
    if payment == "paid" and not order["date_paid_gmt"]:
        payment = "pending"
    shipping, following = SHIPPING[stage(world, order)]
    method, gateway = METHODS.get(order["payment_method"], (order["payment_method"], "offline"))
    shipment = shown_shipment(world, order, whole=False)
    return {
        "id": order["id"],
        "token": order["order_key"],
        "store_id": "1",
        "number": int(order["number"]),
        "status": status,
        "payment_status": payment,
        "shipping_status": shipping,
        "next_action": following,
        **_money(order),
        "currency": order["currency"],
        "gateway": gateway,
        "gateway_name": order["payment_method_title"],
        "payment_details": {"method": method, "credit_card_company": None, "installments": 1},
        "shipping_option": order["shipping_lines"][0]["method_title"] if order["shipping_lines"] else None,
        **_method(order),
        "shipping_tracking_number": order["correios_tracking_code"] or None,
        **_buyer(order),
        "note": order["customer_note"],
        "owner_note": "",
        "storefront": "store",
        "created_at": instant(order["date_created_gmt"]),
        "updated_at": instant(order["date_modified_gmt"]),
        "paid_at": instant(order["date_paid_gmt"]),
        "products": [_line(world, line) for line in order["line_items"]],
        "fulfillments": [shipment if aggregated else shipment["id"]],
    }


def _money(order: Json) -> Json:
    """Goods, discounts and freight. There is no place for a surcharge: it travels in the freight."""
    fees = [Decimal(fee["total"]) for fee in order["fee_lines"]]
    lines = order["line_items"]
    goods = sum((_price_of_one(line) * int(line["quantity"]) for line in lines), Decimal(0))
    coupon = goods - sum((_amount(line["total"], line) for line in lines), Decimal(0))
    gateway = -sum((fee for fee in fees if fee < 0), Decimal(0))
    extra = sum((fee for fee in fees if fee > 0), Decimal(0))
    return {
        "subtotal": f"{goods:.2f}",
        "discount": f"{coupon + gateway:.2f}",
        "discount_coupon": f"{coupon:.2f}",
        "discount_gateway": f"{gateway:.2f}",
        "shipping_cost_customer": f"{Decimal(order['shipping_total']) + extra:.2f}",
        "shipping_cost_owner": f"{Decimal(order['shipping_total']):.2f}",
        "total": order["total"],
    }


def _amount(said: str, line: Json | None = None) -> Decimal:
    """An amount of the shop; what is none counts as the line's own price."""
    text = said.replace(".", "").replace(",", ".") if "," in said else said
    try:
        return Decimal(text)
    except InvalidOperation:
        return _amount(line["subtotal"]) if line else Decimal(0)


def _line(world: World, line: Json) -> Json:
    product, variation = line["product_id"], line["variation_id"]
    row = world.store_row(product, variation)
    return {
        "id": line["id"] + BIG,
        "product_id": product or None,
        "variant_id": variation or (BIG + int(product) if product else None),
        "name": line["name"],
        "sku": line["sku"] or None,
        "barcode": line["global_unique_id"] or None,
        "price": _unit(line, _price_of_one(line)),
        "quantity": line["quantity"],
        "weight": "0.220",
        "variant_values": [each["option"] for each in row["attributes"]] if row and variation else [],
    }


def _price_of_one(line: Json) -> Decimal:
    """What one unit costs. Where a line does not divide to the cent, the rest is a discount."""
    return (_amount(line["subtotal"]) / int(line["quantity"])).quantize(CENT, ROUND_UP)


def _unit(line: Json, price: Decimal) -> str:
    """The price as the shop's plug-ins wrote it: rightly, as Brazilians do, or not at all."""
    if "," in line["subtotal"]:
        return f"{price:,.2f}".replace(",", " ").replace(".", ",").replace(" ", ".")
    return f"{price:.2f}" if line["total"].replace(".", "").isdigit() else str(line["total"])


def _buyer(order: Json) -> Json:
    """Who bought and where it goes; some shops keep the Brazilian fields in metadata only."""
    kept = {row["key"]: row["value"] for row in order["meta_data"]}
    billing, shipping = order["billing"], order["shipping"]
    name = " ".join(f"{billing['first_name']} {billing['last_name']}".split())
    document = [billing.get(field, "") or kept.get(f"_billing_{field}", "") for field in ("cnpj", "cpf")]
    identification = next((found for found in document if found), "")
    phone = billing.get("cellphone") or kept.get("_billing_cellphone") or billing["phone"]
    invoiced = _address(billing, kept, "_billing")
    return {
        "contact_name": name,
        "contact_email": billing["email"],
        "contact_phone": "+55" + "".join(char for char in phone if char.isdigit()),
        "contact_identification": identification,
        "customer": {"id": BIG, "name": name, "email": billing["email"], "identification": identification},
        **{f"billing_{field}": value for field, value in invoiced.items()},
        "billing_name": name,
        "billing_customer_type": "company" if billing["company"] else "individual",
        "billing_business_name": billing["company"] or None,
        "shipping_address": {**_address(shipping, kept, "_shipping"), "name": name},
    }


def _address(part: Json, kept: Json, prefix: str) -> Json:
    return {
        "address": part["address_1"],
        "number": part.get("number") or kept.get(f"{prefix}_number", ""),
        "floor": part["address_2"],
        "locality": part.get("neighborhood") or kept.get(f"{prefix}_neighborhood", ""),
        "city": part["city"],
        "province": NAMES.get(part["state"], part["state"]),
        "zipcode": part["postcode"].replace("-", ""),
        "country": part["country"],
    }
