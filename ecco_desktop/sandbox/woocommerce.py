"""The WooCommerce REST API v3 as a real server answers it (shapes and codes from recordings)."""

import re
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime, timedelta
from functools import partial
from operator import itemgetter
from typing import Any

from flask import Blueprint, Response, request

from ecco_desktop.sandbox.eccosys import answer
from ecco_desktop.sandbox.oauth import refusal, sign_in
from ecco_desktop.sandbox.orders import SHIPPING
from ecco_desktop.sandbox.pages import numbered
from ecco_desktop.sandbox.woo_catalog import (
    attributes,
    brands,
    categories,
    create_product,
    create_variation,
    sku_taken,
    terms,
)
from ecco_desktop.sandbox.world import Json, World, local_of, now_gmt

STATUSES = (
    "pending",
    "processing",
    "on-hold",
    "completed",
    "cancelled",
    "refunded",
    "failed",
    "checkout-draft",
)
BATCH = 100


def woocommerce(world: World) -> Blueprint:
    """The routes."""
    api = Blueprint("woocommerce", __name__, url_prefix="/woocommerce/wp-json/wc/v3")
    routes: Sequence[tuple[str, str, Callable[..., Response]]] = (
        ("GET", "/products", lambda: products(world)),
        ("POST", "/products/batch", lambda: products_batch(world)),
        ("GET", "/products/<int:key>", lambda key: one(world, "products", key)),
        ("PUT", "/products/<int:key>", lambda key: change_product(world, "products", key)),
        ("GET", "/variations", lambda: all_variations(world)),
        ("GET", "/products/<int:parent>/variations", lambda parent: variations(world, parent)),
        ("POST", "/products/<int:parent>/variations/batch", lambda parent: variations_batch(world, parent)),
        (
            "PUT",
            "/products/<int:parent>/variations/<int:key>",
            lambda parent, key: change_product(world, "variations", key, parent),
        ),
        ("POST", "/products", lambda: create_product(world, shown_product)),
        (
            "POST",
            "/products/<int:parent>/variations",
            lambda parent: create_variation(world, shown_product, parent),
        ),
        (
            "GET",
            "/products/<int:parent>/variations/<int:key>",
            lambda parent, key: one(world, "variations", key, parent),
        ),
        ("GET", "/products/categories", lambda: categories(world, listed)),
        ("GET", "/products/attributes", lambda: attributes(world)),
        ("GET", "/products/attributes/<int:key>/terms", lambda key: terms(world, listed, key)),
        ("GET", "/products/brands", lambda: brands(world, listed)),
        (
            "GET",
            "/settings/products/woocommerce_weight_unit",
            lambda: answer({"id": "woocommerce_weight_unit", "value": "kg"}),
        ),
        ("GET", "/orders", lambda: orders(world)),
        ("GET", "/orders/<int:key>", lambda key: one(world, "orders", key)),
        ("PUT", "/orders/<int:key>", lambda key: change_order(world, key)),
        ("GET", "/orders/<int:key>/notes", lambda key: listed(world.woo["notes"].get(str(key), []))),
        ("POST", "/orders/<int:key>/notes", lambda key: add_note(world, key)),
        ("GET", "/shipping/zones", lambda: answer(ZONES)),
        ("GET", "/shipping/zones/<int:zone>/methods", zone_methods),
        ("GET", "/data/currencies/current", lambda: answer({"code": world.state.get("currency", "BRL")})),
    )
    for number, (method, path, view) in enumerate(routes):
        api.add_url_rule(path, f"route{number}", _locked(world, view), methods=[method])
    api.before_request(lambda: sign_in(world, request))
    api.add_url_rule("/<path:rest>", "nothing", no_route, methods=["GET", "POST", "PUT", "DELETE"])
    return api


ZONES = [{"id": 1, "name": "Brasil"}, {"id": 0, "name": "Resto do mundo"}]


def zone_methods(zone: int) -> Response:
    """The ways of sending of a zone: those that buyers choose, one that is off, one that offers many."""
    if zone != 1:
        return answer([])
    ways = [*(("flat_rate", name, True) for name, _freight in SHIPPING), ("flat_rate", "Motoboy", False)]
    return answer(
        [
            {"id": number, "instance_id": number, "title": name, "enabled": on, "method_id": method}
            for number, (method, name, on) in enumerate([*ways, ("frenet", "Frenet", True)], 1)
        ]
    )


def no_route(rest: str = "") -> Response:  # noqa: ARG001 - Flask hands the path on
    """An unknown route, or a method it does not take."""
    return refusal("rest_no_route", "No route was found matching the URL and request method.", 404)


def _locked(world: World, view: Callable[..., Response]) -> Callable[..., Response]:
    def work(**parts: int) -> Response:
        with world.lock:
            return view(**parts)

    return work


# -- lists --


def listed(rows: Sequence[Json], shape: Callable[[Json], Json] = dict) -> Response:
    """A page with its totals in the headers."""
    per_page, page = request.args.get("per_page", 10, int), request.args.get("page", 1, int)
    if not 1 <= per_page <= 100:
        return _bad("per_page", "per_page must be between 1 (inclusive) and 100 (inclusive)")
    per_page, page = numbered(per_page, page)
    shown = [_trim(shape(row)) for row in rows[(page - 1) * per_page : page * per_page]]
    found = answer(shown)
    found.headers["X-WP-Total"] = str(len(rows))
    found.headers["X-WP-TotalPages"] = str(-(-len(rows) // per_page))
    return found


def _trim(row: Json) -> Json:
    fields = request.args.get("_fields")
    return {key: row[key] for key in fields.split(",") if key in row} if fields else row


def _bad(name: str, why: str) -> Response:
    data = {"status": 400, "params": {name: why}}
    return answer(
        {"code": "rest_invalid_param", "message": f"Invalid parameter(s): {name}", "data": data}, 400
    )


def _arranged(rows: Iterable[Json]) -> list[Json]:
    key = {"modified": "date_modified_gmt", "date": "date_created_gmt"}.get(
        request.args.get("orderby", "date"), "id"
    )
    down = request.args.get("order", "desc") == "desc"
    if key == "id":
        return sorted(rows, key=itemgetter("id"), reverse=down)
    return sorted(rows, key=lambda row: (row[key], row["id"]), reverse=down)


def _included(rows: Iterable[Json]) -> list[Json]:
    ids = {part for part in request.args.get("include", "").split(",") if part}
    return [row for row in rows if str(row["id"]) in ids] if ids else list(rows)


def _in_time(rows: Iterable[Json]) -> list[Json]:
    """modified_after and after, exclusive, to the second, with the traps of the date query."""
    found = list(rows)
    for name, column in (("modified_after", "date_modified_gmt"), ("after", "date_created_gmt")):
        if given := request.args.get(name):
            bound = _bound(given)
            found = [row for row in found if str(row[column]) > bound]
    for name, column in (("modified_before", "date_modified_gmt"), ("before", "date_created_gmt")):
        if given := request.args.get(name):
            bound = _bound(given)
            found = [row for row in found if str(row[column]) < bound]
    return found


def _bound(given: str) -> str:
    """What the server compares GMT columns with. A "Z" with dates_are_gmt is shifted by the site's zone."""
    gmt = request.args.get("dates_are_gmt") in ("true", "1")
    moment = datetime.fromisoformat(given.replace("Z", ""))
    if given.endswith("Z"):
        moment -= timedelta(hours=3) if gmt else timedelta(0)
    elif not gmt:
        moment += timedelta(hours=3)
    return f"{moment:%Y-%m-%dT%H:%M:%S}"


# -- products --


def shown_product(world: World, row: Json) -> Json:
    """A product with what is worked out from its row."""
    names = world.woo["categories"]
    kept = [names[str(each)] for each in row.get("categories", []) if str(each) in names]
    marks = [
        world.woo["brands"][str(each)] for each in row.get("brands", []) if str(each) in world.woo["brands"]
    ]
    quantity = row["stock_quantity"]
    return {
        **row,
        "name": as_kept(row["name"]),
        "date_modified": local_of(row["date_modified_gmt"]),
        "stock_status": "instock" if quantity is None or quantity > 0 else "outofstock",
        "backorders": "no",
        "categories": [{key: each[key] for key in ("id", "name", "slug")} for each in kept],
        "brands": [{"id": each["id"], "name": each["name"], "slug": each["name"]} for each in marks],
        "variations": [int(each) for each in world.children.get(str(row["id"]), [])],
        "images": [
            {"id": 900 + each, "src": "https://loja.example/f.jpg"} for each in range(row.get("images", 0))
        ],
        "meta_data": [],
    }


def as_kept(words: str) -> str:
    """A title as WordPress keeps it: "&" is an entity, as long as it begins none."""
    return re.sub(r"&(?!#?\w{1,8};)", "&amp;", words)


def products(world: World) -> Response:
    """The catalog, or its trash; asked by SKU, variations come too."""
    rows = list(world.woo["products"].values())
    if skus := request.args.get("sku"):
        found = [world.store_sku[sku] for sku in skus.split(",") if sku in world.store_sku]
        rows = [world.woo[kind][key] for kind, key in found]
    trash = request.args.get("status") == "trash"
    rows = [row for row in rows if (row["status"] == "trash") is trash]
    if kind := request.args.get("type"):
        rows = [row for row in rows if row["type"] == kind]
    return listed(_arranged(_in_time(_included(rows))), partial(shown_product, world))


def all_variations(world: World) -> Response:
    """The variations of all products (WooCommerce 10.3 and later)."""
    return listed(_arranged(_included(world.woo["variations"].values())), partial(shown_product, world))


def variations(world: World, parent: int) -> Response:
    """The variations of one product."""
    if str(parent) not in world.woo["products"]:
        return refusal("woocommerce_rest_product_invalid_id", "Invalid ID.", 404)
    rows = [world.woo["variations"][key] for key in world.children.get(str(parent), [])]
    return listed(_arranged(_included(rows)), partial(shown_product, world))


def one(world: World, kind: str, key: int, parent: int = 0) -> Response:
    """One record by id."""
    row = world.woo[kind].get(str(key))
    if row is None or (parent and row["parent_id"] != parent):
        name = {"orders": "shop_order", "products": "product", "variations": "product_variation"}[kind]
        return refusal(f"woocommerce_rest_{name}_invalid_id", "Invalid ID.", 404)
    return answer(_trim(shown_order(row) if kind == "orders" else shown_product(world, row)))


def change_product(world: World, kind: str, key: int, parent: int = 0) -> Response:
    """A single change: checked argument by argument."""
    row = world.woo[kind].get(str(key))
    if row is None or (parent and row["parent_id"] != parent):
        status = 404 if kind == "variations" else 400
        return refusal(
            f"woocommerce_rest_{'product_variation' if parent else 'product'}_invalid_id",
            "Invalid ID.",
            status,
        )
    body = request.get_json(force=True)
    if not isinstance(body.get("stock_quantity", 0), int):
        return _bad("stock_quantity", "stock_quantity is not of type integer.")
    if body.get("sku") and world.store_sku.get(body["sku"], ("", str(key)))[1] != str(key):
        return sku_taken(world, body["sku"])
    for name in world.state.get("refused_fields", ()):
        if name in body:
            return _bad(name, f"{name} is not valid.")
    _apply(world, row, body)
    return answer(shown_product(world, row))


def products_batch(world: World) -> Response:
    """Many products at once: 200 over all, errors at their place. Variations are not found here."""
    return _batch(world, "products", 0, "woocommerce_rest_product_invalid_id")


def variations_batch(world: World, parent: int) -> Response:
    """Many variations of one product at once."""
    return _batch(world, "variations", parent, "woocommerce_rest_product_variation_invalid_id")


def _batch(world: World, kind: str, parent: int, missing: str) -> Response:
    body = request.get_json(force=True)
    updates = body.get("update", []) if isinstance(body, dict) else []
    if len(updates) > BATCH:
        return refusal(
            "woocommerce_rest_request_entity_too_large",
            f"Unable to accept more than {BATCH} items for this request.",
            413,
        )
    shown: list[Json] = []
    for item in updates:
        row = world.woo[kind].get(str(item.get("id")))
        if row is None or row["parent_id"] != parent:
            error = {"code": missing, "message": "Invalid ID.", "data": {"status": 400}}
            shown.append({"id": item.get("id"), "error": error})
            continue
        _apply(world, row, item)
        shown.append(shown_product(world, row))
    return answer({"update": shown} if updates else [])


def _apply(world: World, row: Json, body: Json) -> None:
    """What a batch takes, it takes unseen: letters become 0, 3.7 becomes 3."""
    if isinstance(body.get("manage_stock"), bool):
        row["manage_stock"] = body["manage_stock"]
        if not row["manage_stock"]:
            row["stock_quantity"] = None
    if "stock_quantity" in body and row["manage_stock"] is True:
        row["stock_quantity"] = _whole(body["stock_quantity"])
        world.count("stock written")
    for name in ("name", "sku", "status", "weight", "description", "global_unique_id", "attributes"):
        if name in body:
            row[name] = body[name]
            world.count("product written")
    for name in ("regular_price", "sale_price"):
        if name in body:
            row[name] = body[name]
            world.count("price written")
    if "categories" in body:
        row["categories"] = [each["id"] for each in body["categories"]]
        world.count("product written")
    world.touch(row)


def _whole(value: Any) -> int:
    try:
        return int(float(value))
    except (TypeError, ValueError):
        return 0


# -- orders --


def shown_order(row: Json) -> Json:
    """An order with what is worked out from its row."""
    return {
        **row,
        "date_modified": local_of(row["date_modified_gmt"]),
        "is_editable": False,
        "needs_payment": row["status"] in ("pending", "failed"),
        "needs_processing": True,
    }


def orders(world: World) -> Response:
    """Orders by status and time; `any` leaves the trash out."""
    wanted = [part for part in request.args.get("status", "any").split(",") if part]
    for status in wanted:
        if status not in (*STATUSES, "any", "trash"):
            return _bad("status[0]", f"status[0] is not one of any, trash, {', '.join(STATUSES)}")
    rows = [
        row
        for row in world.woo["orders"].values()
        if row["status"] in wanted or ("any" in wanted and row["status"] != "trash")
    ]
    return listed(_arranged(_in_time(_included(rows))), shown_order)


def change_order(world: World, key: int) -> Response:
    """A change of one order."""
    row = world.woo["orders"].get(str(key))
    if row is None:
        return refusal("woocommerce_rest_shop_order_invalid_id", "Invalid ID.", 400)
    body = request.get_json(force=True)
    status = body.get("status", row["status"])
    if status not in STATUSES:
        return _bad("status", f"status is not one of {', '.join(STATUSES)}")
    if "status" in body:
        # WooCommerce: giving an order the status it has changes nothing but its date.
        if row["status"] == "completed" and status != "completed":
            world.went_back.append(f"store {row['number']}: {row['status']} → {status}")
        world.set_store_status(row, status)
        world.count("order status written")
    for name in ("correios_tracking_code", "customer_note"):
        if name in body:
            row[name] = body[name]
            world.touch(row)
            world.count("order field written")
    return answer(shown_order(row))


def add_note(world: World, key: int) -> Response:
    """A note on an order."""
    body = request.get_json(force=True)
    if str(key) not in world.woo["orders"]:
        return refusal("woocommerce_rest_order_invalid_id", "Invalid order ID.", 404)
    if not body.get("note"):
        return _bad("note", "note is required")
    note = {
        "id": world.next_id("note"),
        "author": "WooCommerce",
        "date_created_gmt": now_gmt(),
        "note": body["note"],
        "customer_note": bool(body.get("customer_note")),
    }
    world.woo["notes"].setdefault(str(key), []).insert(0, note)
    world.count("note written")
    world.dirty = True
    return answer(note, 201)
