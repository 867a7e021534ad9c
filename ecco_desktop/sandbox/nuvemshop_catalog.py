"""Nuvemshop's products: texts by language, variants, and batches of 50 variants."""

from collections.abc import Sequence
from decimal import Decimal, InvalidOperation
from functools import partial
from typing import Any

from flask import Response, request

from ecco_desktop.sandbox.eccosys import answer
from ecco_desktop.sandbox.nuvemshop_lists import listed, refused, trimmed
from ecco_desktop.sandbox.nuvemshop_views import (
    LOCATION,
    names_of,
    rows_of,
    shown_product,
    shown_variant,
    variant_id,
)
from ecco_desktop.sandbox.woo_catalog import new_row
from ecco_desktop.sandbox.world import Json, World

MOST = 50
# What Nuvemshop calls the fields of a variant, and what the shop's truth calls them.
VARIANT = {
    "sku": "sku",
    "barcode": "global_unique_id",
    "weight": "weight",
    "price": "regular_price",
    "promotional_price": "sale_price",
}
PRICES = ("price", "promotional_price")


def said(value: Any) -> str:
    """A text, plain or by language."""
    return str(value.get("pt") or next(iter(value.values()), "")) if isinstance(value, dict) else str(value)


def products(world: World) -> Response:
    """The catalog, oldest first."""
    rows = sorted(world.woo["products"].values(), key=lambda row: int(row["id"]))
    if ids := request.args.get("ids"):
        wanted = ids.split(",")
        if len(wanted) > 30:
            return refused(422, "Too many ids")
        rows = [row for row in rows if str(row["id"]) in wanted]
    return listed(rows, partial(shown_product, world))


def product(world: World, key: int) -> Response:
    """One product."""
    row = world.woo["products"].get(str(key))
    return answer(trimmed(shown_product(world, row))) if row else refused(404, "Product not found")


def by_sku(world: World, sku: str) -> Response:
    """The first product one of whose variants has this SKU; products have none of their own."""
    for row in sorted(world.woo["products"].values(), key=lambda each: int(each["id"])):
        if any(each["sku"] == sku for each in rows_of(world, row)):
            return answer(shown_product(world, row))
    return refused(404, "Product not found")


def create_product(world: World) -> Response:
    """A new product with its variants; one without any gets one that nobody named."""
    body = request.get_json(force=True)
    if not body.get("name"):
        return answer({"name": ["can't be blank"]}, 422)
    if bad_one := _both(body) or _unknown_category(world, body):
        return bad_one
    names = [said(name) for name in body.get("attributes", [])]
    variants = body.get("variants") or [{}]
    if bad_one := next((bad for each in variants if (bad := _checked(world, each, names))), None):
        return bad_one
    row = new_row(world, _in_words(variants[0] if not names else {}) | _product_words(body))
    row |= {
        "type": "variable" if names else "simple",
        "attributes": [{"name": name, "variation": True, "options": []} for name in names],
        "categories": list(body.get("categories", [])),
    }
    world.woo["products"][str(row["id"])] = row
    if names:
        for each in variants:
            _add(world, row, each, names)
    _index(world, "products", row)
    world.count("product created")
    world.dirty = True
    return answer(shown_product(world, row), 201)


def change_product(world: World, key: int) -> Response:
    """What is not named stays; price, stock and SKU are not looked at here."""
    row = world.woo["products"].get(str(key))
    if row is None:
        return refused(404, "Product not found")
    body = request.get_json(force=True)
    if bad_one := _both(body) or _unknown_category(world, body) or _locked_field(world, body):
        return bad_one
    changes = _product_words(body)
    if "categories" in body:
        changes["categories"] = list(body["categories"])
    row |= changes
    for _ in changes:
        world.count("product written")
    world.touch(row)
    return answer(shown_product(world, row))


def create_variant(world: World, key: int) -> Response:
    """A new variant: one value for each attribute, and no two alike."""
    row = world.woo["products"].get(str(key))
    if row is None:
        return refused(404, "Product not found")
    body, names = request.get_json(force=True), names_of(world, row)
    if bad_one := _checked(world, body, names) or _repeated(world, row, body, 0):
        return bad_one
    made = _add(world, row, body, names)
    world.count("product created")
    return answer(shown_variant(row, made), 201)


def change_variant(world: World, key: int, own: int) -> Response:
    """What is not named stays."""
    row = world.woo["products"].get(str(key))
    found = next((each for each in rows_of(world, row) if variant_id(each) == own), None) if row else None
    if row is None or found is None:
        return refused(404, "Product variant not found")
    body, names = request.get_json(force=True), names_of(world, row)
    bad_one = _locked_field(world, body)
    if "values" in body:
        bad_one = bad_one or _checked(world, body, names) or _repeated(world, row, body, own)
    if bad_one:
        return bad_one
    if "values" in body:
        found |= _options(body, names)
    _write(world, found, body)
    return answer(shown_variant(row, found))


def stock_price(world: World) -> Response:
    """Counts and prices of many variants: each is told by itself whether it was done."""
    body = request.get_json(force=True)
    if sum(len(each.get("variants", [])) for each in body) > MOST:
        return refused(422, "Too many variants sent for update")
    for variant in (variant for each in body for variant in each["variants"]):
        if bad := _bad_number(variant):
            return refused(422, "Validation error", **bad)
    return answer([_done(world, each) for each in body])


def _done(world: World, given: Json) -> Json:
    row = world.woo["products"].get(str(given["id"]))
    known = {variant_id(each): each for each in rows_of(world, row)} if row else {}
    told: list[Json] = []
    for variant in given["variants"]:
        found = known.get(variant["id"])
        if found is None:
            told.append({"id": variant["id"], "success": False, "error": "Product variant not found"})
            continue
        _write(world, found, variant)
        told.append({"id": variant["id"], "success": True})
    return {"id": given["id"], "variants": told}


# -- checks --


def _both(body: Json) -> Response | None:
    if "published" in body and "visibility" in body:
        return refused(422, "Cannot send both 'published' and 'visibility'")
    return None


def _unknown_category(world: World, body: Json) -> Response | None:
    missing = [each for each in body.get("categories", []) if str(each) not in world.woo["categories"]]
    return refused(422, "Validation error", categories=["is invalid"]) if missing else None


def _locked_field(world: World, body: Json) -> Response | None:
    """Fields the shop was told to refuse, by the names of its truth."""
    names = {**VARIANT, "visibility": "status"}
    for field in body:
        if names.get(field, field) in world.state.get("refused_fields", ()):
            return refused(422, "Validation error", **{field: ["is invalid"]})
    return None


def _checked(world: World, body: Json, names: Sequence[str]) -> Response | None:
    if len(body.get("values", [])) != len(names):
        return refused(422, "The number of values must be equal to the number of attributes")
    if bad := _bad_number(body):
        return refused(422, "Validation error", **bad)
    return _locked_field(world, body)


def _repeated(world: World, row: Json, body: Json, own: int) -> Response | None:
    wanted = [said(value) for value in body["values"]]
    for each in rows_of(world, row):
        if variant_id(each) != own and [option["option"] for option in each["attributes"]] == wanted:
            return refused(422, "Variants cannot be repeated")
    return None


def _bad_number(variant: Json) -> dict[str, list[str]]:
    stock = _stock(variant)
    if stock not in ("", None) and (not isinstance(stock, int) or stock < 0):
        return {"stock": ["The stock must be at least 0."]}
    for name in PRICES:
        try:
            if variant.get(name) is not None and Decimal(str(variant[name])) < 0:
                return {name: ["The price must be at least 0."]}
        except InvalidOperation:
            return {name: ["The price must be a number."]}
    levels = variant.get("inventory_levels", [])
    if any(level.get("location_id", LOCATION) != LOCATION for level in levels):
        return {"location_id": ["is invalid"]}
    return {}


# -- into the truth of the shop --


def _product_words(body: Json) -> Json:
    found: Json = {name: said(body[name]) for name in ("name", "description") if name in body}
    if "visibility" in body or "published" in body:
        visible = body.get("visibility", "visible") != "hidden" and body.get("published", True)
        found["status"] = "publish" if visible else "draft"
    return found


def _stock(body: Json) -> Any:
    """Where both come, the levels count."""
    levels = body.get("inventory_levels")
    return levels[0].get("stock") if levels else body.get("stock")


def _counts(body: Json) -> Json:
    """Null, nothing and "" are without limit."""
    if "stock" not in body and "inventory_levels" not in body:
        return {}
    counted = _stock(body) not in ("", None)
    return {"manage_stock": counted, "stock_quantity": _stock(body) if counted else None}


def _in_words(body: Json) -> Json:
    found = {ours: body[theirs] or "" for theirs, ours in VARIANT.items() if theirs in body}
    if found.get("weight"):
        found["weight"] = f"{Decimal(str(found['weight'])).normalize():f}"
    return found | _counts(body)


def _options(body: Json, names: Sequence[str]) -> Json:
    options = [said(value) for value in body["values"]]
    pairs = zip(names, options, strict=True)
    return {
        "name": ", ".join(options),
        "attributes": [{"id": 0, "name": name, "option": option} for name, option in pairs],
    }


def _add(world: World, product: Json, body: Json, names: Sequence[str]) -> Json:
    row = new_row(world, _in_words(body)) | _options(body, names)
    row |= {"type": "variation", "parent_id": product["id"], "categories": []}
    world.woo["variations"][str(row["id"])] = row
    world.children.setdefault(str(product["id"]), []).append(str(row["id"]))
    _index(world, "variations", row)
    for attribute in product["attributes"]:
        used = [each["option"] for each in row["attributes"] if each["name"] == attribute["name"]]
        attribute["options"] = list(dict.fromkeys([*attribute.get("options", []), *used]))
    world.dirty = True
    return row


def _write(world: World, row: Json, body: Json) -> None:
    changes = _in_words(body)
    before = row["sku"]
    row |= changes
    if before != row["sku"]:
        world.store_sku.pop(before, None)
        _index(world, "variations" if row["parent_id"] else "products", row)
    if "stock_quantity" in changes:
        world.count("stock written")
    for name in ("regular_price", "sale_price"):
        if name in changes:
            world.count("price written")
    for _ in [name for name in ("sku", "global_unique_id", "weight") if name in changes]:
        world.count("product written")
    world.touch(row)


def _index(world: World, kind: str, row: Json) -> None:
    if row["sku"]:
        world.store_sku[row["sku"]] = (kind, str(row["id"]))
