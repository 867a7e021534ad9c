"""WooCommerce's catalog routes: trees, and products created one by one."""

from collections.abc import Callable, Sequence
from typing import Any

from flask import Response, request

from ecco_desktop.sandbox.eccosys import answer
from ecco_desktop.sandbox.oauth import refusal
from ecco_desktop.sandbox.world import Json, World, now_gmt

Listed = Callable[[Sequence[Json]], Response]
Shown = Callable[[World, Json], Json]


def categories(world: World, listed: Listed) -> Response:
    """Every category."""
    return listed(list(world.woo["categories"].values()))


def brands(world: World, listed: Listed) -> Response:
    """Every brand."""
    return listed([row | {"slug": row["name"], "parent": 0} for row in world.woo["brands"].values()])


def attributes(world: World) -> Response:
    """Every attribute, without pages."""
    rows = [{key: row[key] for key in ("id", "name", "slug")} for row in world.woo["attributes"].values()]
    return answer(rows)


def terms(world: World, listed: Listed, key: int) -> Response:
    """The options of one attribute."""
    row = world.woo["attributes"].get(str(key))
    if row is None:
        return refusal("woocommerce_rest_taxonomy_invalid", "Resource does not exist.", 404)
    return listed([{"id": int(own), "name": name, "slug": name} for own, name in row["terms"].items()])


def create_product(world: World, shown: Shown) -> Response:
    """A new product."""
    body = request.get_json(force=True)
    if refused := _taken(world, body):
        return refused
    row = new_row(world, body) | {
        "type": body.get("type", "simple"),
        "attributes": body.get("attributes", []),
        "categories": [each["id"] for each in body.get("categories", [])],
    }
    missing = [each for each in row["categories"] if str(each) not in world.woo["categories"]]
    if missing:
        return refusal("woocommerce_product_invalid_category_id", f"Invalid category ID {missing[0]}.", 400)
    world.woo["products"][str(row["id"])] = row
    return _made(world, row, "products", shown)


def create_variation(world: World, shown: Shown, parent: int) -> Response:
    """A new variation."""
    owner = world.woo["products"].get(str(parent))
    if owner is None or owner["type"] != "variable":
        return refusal("woocommerce_rest_product_invalid_id", "Invalid product ID.", 404)
    body = request.get_json(force=True)
    if refused := _taken(world, body):
        return refused
    options = body.get("attributes", [])
    name = ", ".join(each["option"] for each in options)
    row = new_row(world, {"name": name, **body}) | {
        "type": "variation",
        "parent_id": parent,
        "attributes": options,
        "categories": [],
    }
    world.woo["variations"][str(row["id"])] = row
    world.children.setdefault(str(parent), []).append(str(row["id"]))
    return _made(world, row, "variations", shown)


def _made(world: World, row: Json, kind: str, shown: Shown) -> Response:
    if row["sku"]:
        world.store_sku[row["sku"]] = (kind, str(row["id"]))
    world.count("product created")
    world.dirty = True
    return answer(shown(world, row), 201)


def sku_taken(world: World, sku: str) -> Response:
    """Refused, naming who has the SKU; a product in the trash keeps its own."""
    own = int(world.store_sku[sku][1])
    data = {"status": 400, "resource_id": own, "unique_sku": f"{sku}-1"}
    body = {"code": "product_invalid_sku", "message": "SKU inválido ou duplicado.", "data": data}
    return answer(body, 400)


def _taken(world: World, body: Json) -> Response | None:
    sku, gtin = body.get("sku", ""), body.get("global_unique_id", "")
    if sku and sku in world.store_sku:
        return sku_taken(world, sku)
    rows = [*world.woo["products"].values(), *world.woo["variations"].values()]
    if gtin and any(row["global_unique_id"] == gtin for row in rows):
        return refusal("product_invalid_global_unique_id", "GTIN inválido ou duplicado.", 400)
    return None


def new_row(world: World, body: Json) -> Json:
    """A sellable row of the shop's truth, from what WooCommerce is told of one."""
    number = world.next_id("store_product")
    price: Any = body.get("regular_price", "")
    return {
        "id": number,
        "name": body.get("name", ""),
        "slug": f"produto-{number}",
        "status": body.get("status", "publish"),
        "sku": body.get("sku", ""),
        "global_unique_id": body.get("global_unique_id", ""),
        "price": body.get("sale_price") or price,
        "regular_price": price,
        "sale_price": body.get("sale_price", ""),
        "weight": body.get("weight", ""),
        "description": body.get("description", ""),
        "manage_stock": bool(body.get("manage_stock", False)),
        "stock_quantity": body.get("stock_quantity") if body.get("manage_stock") else None,
        "parent_id": 0,
        "brands": [],
        "images": 0,
        "date_modified_gmt": now_gmt(),
        "date_created_gmt": now_gmt(),
    }
