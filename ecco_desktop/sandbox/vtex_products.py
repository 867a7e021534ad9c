"""VTEX's catalog routes that write: product, SKU, barcode, specification, each by itself."""

from flask import Response, request

from ecco_desktop.sandbox.eccosys import answer
from ecco_desktop.sandbox.vtex_catalog import FIELD, GROUP, any_product, drafts, raw_product, raw_sku
from ecco_desktop.sandbox.vtex_items import row_of
from ecco_desktop.sandbox.world import Json, World, now_gmt


def create_product(world: World) -> Response:
    """A product without SKUs: it is no goods of the shop yet."""
    body = request.get_json(force=True)
    rows = [*world.woo["products"].values(), *drafts(world).values()]
    if not body.get("Name") or not (body.get("CategoryId") or body.get("CategoryPath")):
        return answer("CategoryId or CategoryPath is required", 400)
    if not (body.get("BrandId") or body.get("BrandName")):
        return answer("BrandId or BrandName is required", 400)
    if body.get("CategoryId") and str(body["CategoryId"]) not in world.woo["categories"]:
        return answer(f"Category {body['CategoryId']} not found", 404)
    if any(row["sku"] == body.get("RefId") or row["slug"] == body.get("LinkId") for row in rows):
        return answer("There is already a product with the same LinkId or RefId", 409)
    number = world.next_id("store_product")
    row: Json = {
        "id": number,
        "sku": body.get("RefId", ""),
        "slug": body.get("LinkId") or f"produto-{number}",
        "name": body["Name"],
        "description": body.get("Description", ""),
        "status": "publish" if body.get("IsVisible", True) else "draft",
        "categories": [body["CategoryId"]] if body.get("CategoryId") else [],
        "brands": [body["BrandId"]] if str(body.get("BrandId")) in world.woo["brands"] else [],
    }
    drafts(world)[str(number)] = row
    world.dirty = True
    return answer(raw_product(world, row))


def create_sku(world: World) -> Response:
    """A SKU: of a product's own code the product is simple, of another one it is a family."""
    body = request.get_json(force=True)
    ref, product = body.get("RefId", ""), any_product(world, body.get("ProductId"))
    if product is None:
        return answer("Product not found", 404)
    if body.get("IsActive"):
        return answer("A SKU can only be activated after it has an image", 400)
    if not ref or (ref in world.store_sku and _is_sku(world, ref)):
        return answer("RefId is missing or belongs to another SKU", 409)
    if product.get("type") == "simple":
        return answer("The demo shop keeps a product of one SKU simple", 400)
    weight = f"{float(body.get('PackagedWeightKg') or 0) / 1000:g}"
    draft = drafts(world).pop(str(product["id"]), None)
    if draft is not None and ref == product["sku"]:
        return _made(world, "products", {**draft, **_goods(draft, weight), "type": "simple", "parent_id": 0})
    if draft is not None:
        family = {**draft, **_goods(draft, ""), "type": "variable", "parent_id": 0, "manage_stock": False}
        product = family | {"stock_quantity": None}
        _made(world, "products", product)
    number = world.next_id("store_product")
    row = {**_goods(product, weight), "id": number, "sku": ref, "name": body["Name"], "type": "variation"}
    row |= {"parent_id": product["id"], "slug": f"produto-{number}", "status": "publish", "categories": []}
    world.children.setdefault(str(product["id"]), []).append(str(number))
    return _made(world, "variations", row)


def change_product(world: World, product: int) -> Response:
    """A PUT replaces the record: what is not sent is reset."""
    row, body = any_product(world, product), request.get_json(force=True)
    if row is None:
        return answer("Product not found", 404)
    if missing := [name for name in ("Name", "CategoryId", "BrandId") if name not in body]:
        return answer({"Message": f"{', '.join(missing)} is required"}, 400)
    if "LinkId" not in body or "RefId" not in body:
        world.went_back.append(f"store {row['sku']}: a product was reset by a PUT that left fields out")
    world.store_sku.pop(row["sku"], None)
    others = row["categories"][1:]
    wanted = {
        "name": body["Name"],
        "sku": body.get("RefId", ""),
        "description": body.get("Description", ""),
        "status": "publish" if body.get("IsVisible") else "draft",
        "categories": [body["CategoryId"], *others] if body["CategoryId"] else others,
    }
    if refused := _replace(world, row, wanted):
        return refused
    if row["sku"] and row.get("type"):
        world.store_sku[row["sku"]] = ("products", str(row["id"]))
    return answer(raw_product(world, row))


def add_similar(world: World, product: int, category: int) -> Response:
    """One more."""
    row = any_product(world, product)
    if row is None or str(category) not in world.woo["categories"]:
        return answer("Product or category not found", 404)
    refused = _replace(world, row, {"categories": list(dict.fromkeys([*row["categories"], category]))})
    return refused or answer({"ProductId": product, "CategoryId": category})


def change_sku(world: World, sku: int) -> Response:
    """A PUT replaces the record."""
    row, body = row_of(world, sku), request.get_json(force=True)
    if row is None:
        return answer("SKU not found", 404)
    if body.get("IsActive") and row["status"] != "publish" and not _images(world, row):
        return answer("The SKU needs an image before it can be activated", 400)
    if "RefId" not in body or "Name" not in body:
        world.went_back.append(f"store {row['sku']}: a SKU was reset by a PUT that left fields out")
    wanted = {"weight": f"{float(body.get('PackagedWeightKg') or 0) / 1000:g}"}
    if row["type"] == "variation":
        wanted["status"] = "publish" if body.get("IsActive") else "draft"
    return _replace(world, row, wanted) or answer(raw_sku(row))


def add_ean(world: World, sku: int, ean: str) -> Response:
    """A barcode, which only one SKU has."""
    row = row_of(world, sku)
    if row is None:
        return answer("SKU not found", 404)
    rows = [*world.woo["products"].values(), *world.woo["variations"].values()]
    if any(
        each["global_unique_id"] == ean and each is not row for each in rows if each["type"] != "variable"
    ):
        return answer("The EAN belongs to another SKU", 409)
    row["global_unique_id"] = ean
    return _changed(world, row, None)


def drop_ean(world: World, sku: int, ean: str) -> Response:
    """Take a barcode off."""
    row = row_of(world, sku)
    if row is None:
        return answer("SKU not found", 404)
    if row["global_unique_id"] == ean:
        row["global_unique_id"] = ""
    return _changed(world, row, None)


def set_option(world: World, sku: int) -> Response:
    """One specification of a SKU; the field, its group and the value are made where they are missing."""
    row, body = row_of(world, sku), request.get_json(force=True)
    if row is None:
        return answer("SKU not found", 404)
    name, chosen = body["FieldName"], body["FieldValues"]
    if len(chosen) != 1:
        return answer("A SKU specification takes one value", 400)
    known = {each["name"] for each in world.woo["attributes"].values()}
    if name in known and body["GroupName"] != GROUP["FieldGroupName"]:
        world.went_back.append(f"store {row['sku']}: field {name} doubled in group {body['GroupName']}")
    kept = [each for each in row["attributes"] if each["name"] != name]
    row["attributes"] = [*kept, {"id": 1, "name": name, "option": chosen[0]}]
    _offer(world, row, name, chosen[0])
    return _changed(world, row, [{"Id": 1, "SkuId": sku, "FieldId": FIELD + 1, "Text": chosen[0]}])


# -- inside --


def _is_sku(world: World, ref: str) -> bool:
    kind, key = world.store_sku[ref]
    return bool(world.woo[kind][key]["type"] != "variable")


def _images(world: World, row: Json) -> int:
    parent = world.woo["products"].get(str(row["parent_id"]), row)
    return int(parent.get("images", 0))


def _goods(product: Json, weight: str) -> Json:
    """What a new row of the shop's truth has besides its name."""
    return {
        "global_unique_id": "",
        "price": "",
        "regular_price": "",
        "sale_price": "",
        "manage_stock": True,
        "stock_quantity": 0,
        "attributes": [],
        "weight": weight,
        "images": 0,
        "description": product.get("description", ""),
        "brands": product.get("brands", []),
        "date_modified_gmt": now_gmt(),
        "date_created_gmt": now_gmt(),
    }


def _made(world: World, kind: str, row: Json) -> Response:
    world.woo[kind][str(row["id"])] = row
    if row["sku"]:
        world.store_sku[row["sku"]] = (kind, str(row["id"]))
    world.count("product created")
    world.dirty = True
    return answer(raw_sku(row))


def _offer(world: World, row: Json, name: str, option: str) -> None:
    """A family offers what its SKUs are."""
    family = world.woo["products"].get(str(row["parent_id"]))
    if family is None:
        return
    own = next((each for each in family["attributes"] if each["name"] == name), None)
    if own is None:
        own = {"id": 1, "name": name, "position": 0, "visible": True, "variation": True, "options": []}
        family["attributes"].append(own)
    own["options"] = list(dict.fromkeys([*own["options"], option]))


def _replace(world: World, row: Json, wanted: Json) -> Response | None:
    """What differs is written, and counts; what the demo was told to refuse is refused."""
    changed = {name: value for name, value in wanted.items() if row.get(name, type(value)()) != value}
    if named := [name for name in changed if name in world.state.get("refused_fields", ())]:
        return answer({"Message": f"{named[0]} is not valid."}, 400)
    row |= changed
    for _ in changed:
        _changed(world, row, None)
    return None


def _changed(world: World, row: Json, body: object) -> Response:
    world.count("product written")
    if "date_modified_gmt" in row:
        world.touch(row)
    return answer(body)
