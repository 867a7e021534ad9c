"""Store orders: good ones of every kind, and the dozen that no importer should take."""

import random
from datetime import UTC, datetime, timedelta
from decimal import Decimal

from ecco_desktop.sandbox.people import buyer
from ecco_desktop.sandbox.world import TAKING, Json, local_of

SHIPPING = (
    ("PAC", "22.00"),
    ("SEDEX", "38.50"),
    ("PAC Contrato", "19.90"),
    ("Jadlog .Package", "27.30"),
    ("Retirada na loja", "0.00"),
)
PAYMENTS = (
    ("pix", "Pix"),
    ("boleto", "Boleto bancário"),
    ("cielo_credit", "Cartão de crédito"),
    ("bacs", "Transferência bancária"),
)
META = ("cpf", "cnpj", "number", "neighborhood", "persontype", "cellphone")
UNLINKED = "Transportadora do Zé"
# What each bad order of the seed has wrong.
BAD = (
    "carrier",
    "carrier",
    "unknown_sku",
    "no_code",
    "no_items",
    "total",
    "cpf",
    "no_document",
    "unreadable",
    "no_date",
    "doubled_sku",
    "address",
)


def seed_orders(state: Json, rng: random.Random, count: int) -> None:
    """`count` orders of the last 30 days, oldest first, the bad ones spread among them."""
    woo = state["woocommerce"]
    start = datetime.now(UTC).replace(microsecond=0) - timedelta(days=30)
    bad = dict(zip(_spread(count, len(BAD)), BAD, strict=False)) if count >= len(BAD) * 2 else {}
    for number in range(count):
        # Ten orders share one second: imports and sales days do that.
        minutes = (count // 2 if count // 2 <= number < count // 2 + 10 else number) * 43000 // max(1, count)
        order = new_order(
            state, rng, start + timedelta(minutes=minutes), _status(number, number in bad), number
        )
        if number in bad:
            _spoil(state, order, bad[number])
            woo["bad_orders"][str(order["id"])] = bad[number]
        elif number % 29 == 13:
            _brazilian_text(order)
        woo["orders"][str(order["id"])] = order


def _spread(count: int, parts: int) -> list[int]:
    return [5 + part * (count - 10) // parts for part in range(parts)]


def _status(number: int, bad: bool) -> str:
    if bad:
        return "processing"
    ends = {7: "pending", 15: "on-hold", 22: "cancelled", 31: "completed", 37: "refunded", 38: "failed"}
    return ends.get(number % 40, "completed" if number % 9 == 0 else "processing")


def new_order(state: Json, rng: random.Random, when: datetime, status: str, number: int) -> Json:
    """One order with buyer, lines, freight, payment and totals that agree."""
    state["next"]["store_order"] += 1
    number_of = state["next"]["store_order"]
    # Platforms that number orders in words of their own have them for the id too.
    suffix = state["store"]["suffix"]
    order_id = f"{number_of}{suffix}" if suffix else number_of
    gmt = f"{when:%Y-%m-%dT%H:%M:%S}"
    billing = buyer(rng, number_of, company=number % 17 == 3)
    on_delivery = number % 41 == 19
    method, title = ("cod", "Pagamento na entrega") if on_delivery else rng.choice(PAYMENTS)
    paid = status in ("processing", "completed", "refunded") and not on_delivery
    freight_name, freight = rng.choice(SHIPPING)
    lines = _lines(state, rng, number)
    order: Json = {
        "id": order_id,
        "number": str(order_id),
        "status": status,
        "currency": state.get("currency", "BRL"),
        "version": "11.0.1",
        "prices_include_tax": False,
        "created_via": "checkout",
        "customer_id": 0,
        "customer_note": "",
        "order_key": f"wc_order_{order_id}",
        "billing": billing,
        "shipping": {
            key: billing[key]
            for key in (
                "first_name",
                "last_name",
                "company",
                "address_1",
                "address_2",
                "city",
                "state",
                "postcode",
                "country",
                "phone",
                "number",
                "neighborhood",
            )
        },
        "payment_method": method,
        "payment_method_title": title,
        "transaction_id": "",
        "date_created_gmt": gmt,
        "date_created": local_of(gmt),
        "date_modified_gmt": gmt,
        "date_paid_gmt": gmt if paid else None,
        "date_completed_gmt": gmt if status == "completed" else None,
        "meta_data": [],
        "line_items": lines,
        "tax_lines": [],
        "coupon_lines": [],
        "refunds": [],
        "shipping_lines": [
            {
                "id": _line_id(state),
                "method_title": freight_name,
                "method_id": "flat_rate",
                "instance_id": "",
                "total": freight,
                "total_tax": "0.00",
                "meta_data": [],
            }
        ],
        "fee_lines": _fees(state, lines, method, number),
        "discount_tax": "0.00",
        "shipping_tax": "0.00",
        "total_tax": "0.00",
        "cart_tax": "0.00",
        "correios_tracking_code": "",
        "currency_symbol": "R$",
    }
    if number % 11 == 6:
        _only_in_meta(order)
    add_up(order)
    return order


def add_up(order: Json) -> None:
    """Totals from lines, freight and fees."""
    lines = sum((Decimal(line["total"]) for line in order["line_items"]), Decimal(0))
    before = sum((Decimal(line["subtotal"]) for line in order["line_items"]), Decimal(0))
    freight = sum((Decimal(line["total"]) for line in order["shipping_lines"]), Decimal(0))
    fees = sum((Decimal(line["total"]) for line in order["fee_lines"]), Decimal(0))
    order["discount_total"] = f"{before - lines:.2f}"
    order["shipping_total"] = f"{freight:.2f}"
    order["total"] = f"{lines + freight + fees:.2f}"


def as_kit(order: Json) -> None:
    """The lines become the parts of one kit, which has the price and no stock of its own."""
    parts = order["line_items"]
    own, price = 900_000 + parts[0]["id"], sum(Decimal(line["total"]) for line in parts)
    amounts = {"subtotal": f"{price:.2f}", "total": f"{price:.2f}", "price": float(price), "quantity": 1}
    named = {"id": own, "name": "Kit", "sku": f"KIT-{own}", "product_id": own, "variation_id": 0}
    kit = {**parts[0], **named, **amounts, "global_unique_id": "", "bundled_by": ""}
    kit["bundled_items"] = [line["id"] for line in parts]
    for line in parts:
        line |= {"subtotal": "0.00", "total": "0.00", "price": 0.0, "bundled_by": own, "bundled_items": []}
    order["line_items"] = [kit, *parts]


def holds_stock(order: Json) -> bool:
    """Whether the store took its stock."""
    return order["status"] in TAKING


def _line_id(state: Json) -> int:
    state["next"]["line"] += 1
    return int(state["next"]["line"])


def _lines(state: Json, rng: random.Random, number: int) -> list[Json]:
    woo = state["woocommerce"]
    sellable = state.get("_sellable") or _sellable(state)
    state["_sellable"] = sellable
    lines: list[Json] = []
    for row_id in rng.sample(sellable, rng.randint(1, 3)):
        row = woo["variations"].get(row_id) or woo["products"][row_id]
        quantity = 3 if number % 13 == 4 else rng.randint(1, 2)
        subtotal = Decimal("100.00") if number % 13 == 4 else Decimal(row["regular_price"]) * quantity
        # A coupon lowers the total of a line, not its subtotal.
        total = (subtotal * Decimal("0.9")).quantize(Decimal("0.01")) if number % 10 == 2 else subtotal
        parent = row["parent_id"]
        lines.append(
            {
                "id": _line_id(state),
                "name": row["name"],
                "product_id": parent or row["id"],
                "variation_id": row["id"] if parent else 0,
                "quantity": quantity,
                "tax_class": "",
                "subtotal": f"{subtotal:.2f}",
                "subtotal_tax": "0.00",
                "total": f"{total:.2f}",
                "total_tax": "0.00",
                "taxes": [],
                "meta_data": [],
                "sku": row["sku"],
                "global_unique_id": row["global_unique_id"],
                "price": float(total / quantity),
            }
        )
    return lines


def _sellable(state: Json) -> list[str]:
    """Store rows that stand for exactly one active ERP product, by SKU or barcode."""
    erp = state["eccosys"]["products"].values()
    codes: dict[str, int] = {}
    for product in erp:
        codes[product["codigo"]] = codes.get(product["codigo"], 0) + 1
    gtins = {product["gtin"] for product in erp if product["gtin"]}
    woo = state["woocommerce"]
    rows = [*woo["products"].values(), *woo["variations"].values()]
    return [
        str(row["id"])
        for row in rows
        if row["type"] != "variable"
        and (codes.get(row["sku"]) == 1 or (not row["sku"] and row["global_unique_id"] in gtins))
    ]


def _fees(state: Json, lines: list[Json], method: str, number: int) -> list[Json]:
    goods = sum(Decimal(line["total"]) for line in lines)
    found = []
    if method == "pix" and number % 2:
        found.append(("Desconto Pix", -(goods * Decimal("0.05")).quantize(Decimal("0.01"))))
    if number % 43 == 8:
        found.append(("Embalagem para presente", Decimal("5.00")))
    return [
        {"id": _line_id(state), "name": name, "total": f"{amount:.2f}", "total_tax": "0.00"}
        for name, amount in found
    ]


def _only_in_meta(order: Json) -> None:
    """Shops with another plug-in: the Brazilian fields are metadata only."""
    billing, shipping = order["billing"], order["shipping"]
    for index, key in enumerate(META):
        order["meta_data"].append({"id": index, "key": f"_billing_{key}", "value": billing.pop(key, "")})
    for index, key in enumerate(("number", "neighborhood")):
        order["meta_data"].append({"id": 90 + index, "key": f"_shipping_{key}", "value": shipping.pop(key)})
    for key in ("rg", "ie", "birthdate", "gender"):
        billing.pop(key, None)


def _brazilian_text(order: Json) -> None:
    """A plug-in that writes amounts as Brazilians do: readable all the same."""
    line = order["line_items"][0]
    for key in ("subtotal", "total"):
        line[key] = "1234.56"
    add_up(order)
    for key in ("subtotal", "total"):
        line[key] = "1.234,56"


def _spoil(state: Json, order: Json, reason: str) -> None:
    """Make one thing wrong with a good order."""
    order["payment_method"], order["date_paid_gmt"] = "pix", order["date_created_gmt"]
    line = order["line_items"][0]
    nothing = {"sku": "", "product_id": 0, "variation_id": 0, "global_unique_id": ""}
    lines: dict[str, Json] = {
        "unknown_sku": nothing | {"sku": "NAO-EXISTE-1", "product_id": 999001},
        "no_code": nothing,
        "unreadable": {"total": "abc"},
        "doubled_sku": nothing | {"sku": "DUP-0001", "product_id": _doubled(state)},
    }
    whole: dict[str, Json] = {
        "no_items": {"line_items": []},
        "total": {"total": f"{Decimal(order['total']) + Decimal('0.10'):.2f}"},
        "no_date": dict.fromkeys(("date_created", "date_created_gmt"), "0000-00-00T00:00:00"),
    }
    line |= lines.get(reason, {})
    order |= whole.get(reason, {})
    if reason == "carrier":
        order["shipping_lines"][0]["method_title"] = UNLINKED
    if reason == "address":
        for part in (order["billing"], order["shipping"]):
            part |= {"city": "", "postcode": ""}
    if reason in ("cpf", "no_document"):
        kept = "11144477736" if reason == "cpf" else ""
        order["billing"] |= {"cpf": kept, "cnpj": "", "persontype": "F"}
        named = ("_billing_cpf", "_billing_cnpj")
        order["meta_data"] = [row for row in order["meta_data"] if row["key"] not in named]


def _doubled(state: Json) -> int:
    rows = state["woocommerce"]["products"].values()
    return int(next((row["id"] for row in rows if row["sku"] == "DUP-0001"), 0))
