"""VTEX's catalogue routes. A product is a family of SKUs; one SKU alone is the shop's simple product."""

from flask import Response, request

from ecco_desktop.sandbox.eccosys import answer
from ecco_desktop.sandbox.vtex_items import row_of
from ecco_desktop.sandbox.vtex_orders import SKUS
from ecco_desktop.sandbox.world import Json, World, now_gmt

FIELD, GROUP = 29, {"FieldGroupId": 11, "FieldGroupName": "Tamanhos"}
MOST_IDS = 250


def tree(world: World, levels: int) -> Response:
    """The categories as a tree."""

    def below(parent: int, left: int) -> list[Json]:
        rows = [row for row in world.woo["categories"].values() if row["parent"] == parent]
        return [
            {
                "id": row["id"],
                "name": row["name"],
                "hasChildren": any(c["parent"] == row["id"] for c in world.woo["categories"].values()),
                "url": f"https://loja.example/{row['slug']}",
                "children": below(row["id"], left - 1) if left else [],
                "Title": row["name"],
                "MetaTagDescription": "",
            }
            for row in rows
        ]

    return answer(below(0, levels))


def brands(world: World) -> Response:
    """The brands, by page."""
    page, size = request.args.get("page", 1, int), request.args.get("pageSize", 20, int)
    rows = list(world.woo["brands"].values())
    shown = [{"id": row["id"], "name": row["name"], "isActive": True} for row in rows]
    paging = {"page": page, "perPage": size, "total": len(rows), "pages": -(-len(rows) // size)}
    return answer({"items": shown[(page - 1) * size : page * size], "paging": paging})


def fields(world: World, category: int) -> Response:
    """What products of a category are told by; the same for all of them here."""
    if str(category) not in world.woo["categories"]:
        return answer("Category not found", 404)
    own = [
        {
            "Name": row["name"],
            "CategoryId": category,
            "FieldId": FIELD + row["id"],
            "IsActive": True,
            "IsStockKeepingUnit": True,
        }
        for row in world.woo["attributes"].values()
    ]
    of_products = {"Name": "Material", "CategoryId": category, "FieldId": FIELD, "IsActive": True}
    return answer([*own, {**of_products, "IsStockKeepingUnit": False}])


def values(world: World, field: int) -> Response:
    """The values of a field."""
    row = world.woo["attributes"].get(str(field - FIELD))
    terms = row["terms"] if row else {}
    return answer(
        [
            {"FieldValueId": int(own), "Value": name, "IsActive": True, "Position": place}
            for place, (own, name) in enumerate(terms.items())
        ]
    )


def one_field(world: World, field: int) -> Response:
    """A field with its group."""
    row = world.woo["attributes"].get(str(field - FIELD))
    if row is None:
        return answer("Field not found", 404)
    return answer({"Name": row["name"], "FieldId": field, "IsStockKeepingUnit": True, **GROUP})


def ids(world: World) -> Response:
    """Products and their SKUs, at most 250 a call."""
    first, end = request.args.get("_from", 1, int), request.args.get("_to", 10, int)
    if end - first >= MOST_IDS:
        return answer("The maximum range is 250", 400)
    rows = sorted([*world.woo["products"].values(), *_drafts(world).values()], key=lambda row: int(row["id"]))
    shown = {str(row["id"]): _sku_ids(world, row) for row in rows[first - 1 : end]}
    return answer({"data": shown, "range": {"total": len(rows), "from": first, "to": end}})


def by_ref(world: World, ref: str) -> Response:
    """The product of a code; null where there is none."""
    for row in [*world.woo["products"].values(), *_drafts(world).values()]:
        if row["sku"] == ref:
            return answer(_product(world, row))
    return answer(None)


def skus_by_ref(world: World) -> Response:
    """Code → SKU id; a code that is given twice breaks it."""
    refs = request.get_json(force=True)
    if len(set(refs)) < len(refs):
        return answer("Internal server error", 500)
    found = {}
    for ref in refs:
        kind, key = world.store_sku.get(ref, ("", ""))
        row = world.woo[kind][key] if kind else None
        found[ref] = str(SKUS + row["id"]) if row and row["type"] != "variable" else None
    return answer(found)


def by_ean(world: World, ean: str) -> Response:
    """The SKU of a barcode."""
    rows = [*world.woo["products"].values(), *world.woo["variations"].values()]
    own = next((row for row in rows if row["type"] != "variable" and row["global_unique_id"] == ean), None)
    return answer("SKU not found", 404) if own is None else detail(world, SKUS + own["id"])


def detail(world: World, sku: int) -> Response:
    """A SKU with its product."""
    row = row_of(world, sku)
    if row is None:
        return answer("SKU not found", 404)
    parent = world.woo["products"][str(row["parent_id"])] if row["parent_id"] else row
    mark = next((world.woo["brands"][str(each)] for each in parent.get("brands", [])), None)
    name = parent["name"] if parent is row else f"{parent['name']} {row['name']}"
    weight = int(float(row.get("weight") or parent.get("weight") or 0) * 1000)
    return answer(
        {
            "Id": sku,
            "ProductId": parent["id"],
            "NameComplete": name,
            "ProductName": parent["name"],
            "ProductDescription": parent.get("description", ""),
            "SkuName": row["name"],
            "ProductRefId": parent["sku"],
            "IsActive": row["status"] == "publish",
            "BrandId": str(mark["id"]) if mark else "",
            "BrandName": mark["name"] if mark else "",
            "Dimension": {"cubicweight": 0.1, "height": 1, "length": 1, "weight": weight, "width": 1},
            "Images": [{"ImageUrl": "https://loja.example/f.jpg"}] * parent.get("images", 0),
            "SkuSpecifications": [
                {"FieldId": FIELD + 1, "FieldName": each["name"], "FieldValues": [each["option"]], **GROUP}
                for each in row["attributes"]
                if "option" in each
            ],
            "ProductSpecifications": [],
            "ProductCategoryIds": _path(world, next(iter(parent.get("categories", [])), 0)),
            "CategoriesFullPath": _paths(world, parent),
            "ProductCategories": {},
            "AlternateIds": {
                **({"Ean": row["global_unique_id"]} if row["global_unique_id"] else {}),
                **({"RefId": row["sku"]} if row["sku"] else {}),
            },
            "MeasurementUnit": "un",
            "UnitMultiplier": 1.0,
            "ProductIsVisible": parent["status"] == "publish",
            "IsProductActive": parent["status"] == "publish",
        }
    )


def skus_of(world: World, product: int) -> Response:
    """The SKUs of a product."""
    row = _any_product(world, product)
    if row is None:
        return answer([])
    found = [row_of(world, sku) for sku in _sku_ids(world, row)]
    return answer(
        [
            {"Id": SKUS + each["id"], "ProductId": product, "Name": each["name"], "RefId": each["sku"]}
            for each in found
            if each
        ]
    )


# -- writing --


def create_product(world: World) -> Response:
    """A product without SKUs: it is no goods of the shop yet."""
    body = request.get_json(force=True)
    rows = [*world.woo["products"].values(), *_drafts(world).values()]
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
    _drafts(world)[str(number)] = row
    world.dirty = True
    return answer(_product(world, row))


def create_sku(world: World) -> Response:
    """A SKU: of a product's own code the product is simple, of another one it is a family."""
    body = request.get_json(force=True)
    ref, product = body.get("RefId", ""), _any_product(world, body.get("ProductId"))
    if product is None:
        return answer("Product not found", 404)
    if body.get("IsActive"):
        return answer("A SKU can only be activated after it has an image", 400)
    if not ref or (ref in world.store_sku and _is_sku(world, ref)):
        return answer("RefId is missing or belongs to another SKU", 409)
    if product.get("type") == "simple":
        return answer("The demo shop keeps a product of one SKU simple", 400)
    weight = f"{float(body.get('PackagedWeightKg') or 0) / 1000:g}"
    draft = _drafts(world).pop(str(product["id"]), None)
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


def one_product(world: World, product: int) -> Response:
    """The raw record of a product."""
    row = _any_product(world, product)
    return answer("Product not found", 404) if row is None else answer(_product(world, row))


def change_product(world: World, product: int) -> Response:
    """A PUT replaces the record: what is not sent is reset."""
    row, body = _any_product(world, product), request.get_json(force=True)
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
    return answer(_product(world, row))


def similar(world: World, product: int) -> Response:
    """The further categories a product is shown in."""
    row = _any_product(world, product)
    ids = row["categories"][1:] if row else []
    return answer([{"ProductId": product, "CategoryId": each} for each in ids])


def add_similar(world: World, product: int, category: int) -> Response:
    """One more."""
    row = _any_product(world, product)
    if row is None or str(category) not in world.woo["categories"]:
        return answer("Product or category not found", 404)
    refused = _replace(world, row, {"categories": list(dict.fromkeys([*row["categories"], category]))})
    return refused or answer({"ProductId": product, "CategoryId": category})


def one_sku(world: World, sku: int) -> Response:
    """The raw record of a SKU."""
    row = row_of(world, sku)
    return answer("SKU not found", 404) if row is None else answer(_sku(row))


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
    return _replace(world, row, wanted) or answer(_sku(row))


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


def _drafts(world: World) -> Json:
    found: Json = world.side("vtex").setdefault("drafts", {})
    return found


def _any_product(world: World, product: object) -> Json | None:
    found: Json | None = world.woo["products"].get(str(product)) or _drafts(world).get(str(product))
    return found


def _is_sku(world: World, ref: str) -> bool:
    kind, key = world.store_sku[ref]
    return bool(world.woo[kind][key]["type"] != "variable")


def _sku_ids(world: World, row: Json) -> list[int]:
    if row.get("type") == "variable":
        return [SKUS + int(key) for key in world.children.get(str(row["id"]), [])]
    return [SKUS + int(row["id"])] if row.get("type") else []


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
    return answer(_sku(row))


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


def _paths(world: World, row: Json) -> list[str]:
    """The paths to all categories of a product, and to those above them."""
    found: list[str] = []
    for own in row.get("categories", []):
        ids = _path(world, own).strip("/").split("/")
        found += [f"/{'/'.join(ids[: end + 1])}/" for end in reversed(range(len(ids)))]
    return list(dict.fromkeys(found))


def _path(world: World, own: int) -> str:
    """The categories down to one: "/1/10/"."""
    found: list[str] = []
    while own:
        found.insert(0, str(own))
        own = world.woo["categories"].get(str(own), {}).get("parent", 0)
    return f"/{'/'.join(found)}/" if found else "/"


def _product(world: World, row: Json) -> Json:
    own = next(iter(row.get("categories", [])), 0)
    return {
        "Id": row["id"],
        "Name": row["name"],
        "DepartmentId": int(_path(world, own).split("/")[1] or 0),
        "CategoryId": own,
        "BrandId": next(iter(row.get("brands", [])), 0),
        "LinkId": row["slug"],
        "RefId": row["sku"],
        "IsVisible": row["status"] == "publish",
        "Description": row.get("description", ""),
        "Title": row["name"],
        "IsActive": row["status"] == "publish",
        "ShowWithoutStock": True,
        "Score": 1,
    }


def _sku(row: Json) -> Json:
    return {
        "Id": SKUS + int(row["id"]),
        "ProductId": row["parent_id"] or row["id"],
        "IsActive": row["status"] == "publish",
        "ActivateIfPossible": True,
        "Name": row["name"],
        "RefId": row["sku"],
        "PackagedHeight": 1.0,
        "PackagedLength": 1.0,
        "PackagedWidth": 1.0,
        "PackagedWeightKg": float(row.get("weight") or 0) * 1000,
        "MeasurementUnit": "un",
        "UnitMultiplier": 1.0,
    }
