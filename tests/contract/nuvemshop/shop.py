"""A Nuvemshop connector on a scripted store, and rows as such a store gives them."""

from typing import Any

from ecco_desktop.connectors.stores.nuvemshop.adapter import Nuvemshop, open_connection
from ecco_desktop.domain.connections import Connection, Role
from tests.contract.server import Asked, Reply, Scripted
from tests.fakes.opening import opening
from tests.fakes.system import FakeCancel

TOKEN = "nuvem-0123456789abcdef"
BASE = "/2025-03/1234567"
VALUES = {"store_id": "1234567", "contact": "loja@example.com", "requests_per_minute": "60000"}


def opened(server: Scripted, cancel: FakeCancel | None = None, **values: str) -> Nuvemshop:
    """An open connector; `values` are fields of the form."""
    filled = {**VALUES, "address": server.base, "timeout": "5", **values}
    connection = Connection(1, "Loja", "nuvemshop", Role.STORE, filled)
    return open_connection(opening(connection, {"token": TOKEN}, cancel))


def order_row(number: int = 1, **changes: Any) -> dict[str, Any]:
    """A good order: two units at 50.00 less 10.00, and 20.00 for the freight."""
    row = {
        "id": 9_000_000_000 + number,
        "number": 100 + number,
        "status": "open",
        "payment_status": "paid",
        "shipping_status": "unpacked",
        "next_action": "waiting_packing",
        "currency": "BRL",
        "created_at": "2026-03-01T12:00:00+0000",
        "updated_at": "2026-03-01T12:05:00+0000",
        "paid_at": "2026-03-01T12:05:00+0000",
        "subtotal": "100.00",
        "discount": "10.00",
        "total": "110.00",
        "shipping_cost_customer": "20.00",
        "shipping_option": "PAC",
        "gateway": "nuvempago",
        "gateway_name": "Nuvem Pago",
        "payment_details": {"method": "pix", "installments": 1},
        "products": [
            {"id": 1, "product_id": 7, "variant_id": 70, "name": "Camiseta", "sku": "CAM-1",
             "price": "50.00", "quantity": 2}
        ],
        "contact_name": "Ana Lima",
        "contact_email": "ana@example.com",
        "contact_phone": "+5511987654321",
        "contact_identification": "529.982.247-25",
        "shipping_address": {
            "name": "Ana Lima", "address": "Rua das Acácias", "number": "10", "floor": "Apto 2",
            "locality": "Centro", "city": "São Paulo", "province": "São Paulo", "zipcode": "01001-000",
            "country": "BR",
        },
        "fulfillments": [{"id": "01A", "status": "UNPACKED"}],
    }  # fmt: skip
    return {**row, **changes}


def variant_row(own: int = 70, **changes: Any) -> dict[str, Any]:
    """A variant of no values."""
    row = {
        "id": own,
        "product_id": 7,
        "price": "50.00",
        "promotional_price": None,
        "stock": 5,
        "sku": "CAM-1",
        "barcode": "7890001",
        "weight": "0.220",
        "values": [],
        "inventory_levels": [{"location_id": "01A", "stock": 5}],
    }
    return {**row, **changes}


def product_row(own: int = 7, **changes: Any) -> dict[str, Any]:
    """A simple product."""
    row = {
        "id": own,
        "name": {"pt": "Camiseta", "es": "Camiseta roja"},
        "description": {"pt": "<p>Texto</p>"},
        "visibility": "visible",
        "published": True,
        "attributes": [],
        "categories": [{"id": 201, "name": {"pt": "Moda"}}],
        "brand": "Serra",
        "images": [],
        "variants": [variant_row()],
    }
    return {**row, **changes}


def family_row(*variants: dict[str, Any]) -> dict[str, Any]:
    """A product that varies by size."""
    sizes = variants or (
        variant_row(71, sku="CAM-1-P", values=[{"pt": "P"}]),
        variant_row(72, sku="CAM-1-M", values=[{"pt": "M"}]),
    )
    return product_row(attributes=[{"pt": "Tamanho"}], variants=list(sizes))


def page(rows: list[Any], asked: Asked, total: int | None = None, **headers: str) -> Reply:
    """A page of a list; beyond the end it is not found."""
    number, size = int(asked.query.get("page", "1")), int(asked.query.get("per_page", "30"))
    part = rows[(number - 1) * size : number * size]
    if not part:
        last = -(-len(rows) // size)
        return Reply(404, {"code": 404, "message": "Not Found", "description": f"Last page is {last}"})
    return Reply(
        200, part, headers={"X-Total-Count": str(total if total is not None else len(rows)), **headers}
    )


def writes(server: Scripted) -> list[tuple[str, str, Any]]:
    """What was written, as (method, path below the store, body)."""
    return [
        (asked.method, asked.path.removeprefix(BASE), asked.body)
        for asked in server.asked
        if asked.method != "GET"
    ]
