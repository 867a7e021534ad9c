"""VTEX's catalog routes. A product is a family of SKUs; one SKU alone is the shop's simple product."""

from flask import Response, request

from ecco_desktop.sandbox.eccosys import answer
from ecco_desktop.sandbox.vtex_items import row_of
from ecco_desktop.sandbox.vtex_orders import SKUS
from ecco_desktop.sandbox.world import Json, World

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
    rows = sorted([*world.woo["products"].values(), *drafts(world).values()], key=lambda row: int(row["id"]))
    shown = {str(row["id"]): _sku_ids(world, row) for row in rows[first - 1 : end]}
    return answer({"data": shown, "range": {"total": len(rows), "from": first, "to": end}})


def by_ref(world: World, ref: str) -> Response:
    """The product of a code; null where there is none."""
    for row in [*world.woo["products"].values(), *drafts(world).values()]:
        if row["sku"] == ref:
            return answer(raw_product(world, row))
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
    row = any_product(world, product)
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


def one_product(world: World, product: int) -> Response:
    """The raw record of a product."""
    row = any_product(world, product)
    return answer("Product not found", 404) if row is None else answer(raw_product(world, row))


def one_sku(world: World, sku: int) -> Response:
    """The raw record of a SKU."""
    row = row_of(world, sku)
    return answer("SKU not found", 404) if row is None else answer(raw_sku(row))


def similar(world: World, product: int) -> Response:
    """The further categories a product is shown in."""
    row = any_product(world, product)
    ids = row["categories"][1:] if row else []
    return answer([{"ProductId": product, "CategoryId": each} for each in ids])


# -- inside --


def drafts(world: World) -> Json:
    """Products that have no SKUs yet."""
    found: Json = world.side("vtex").setdefault("drafts", {})
    return found


def any_product(world: World, product: object) -> Json | None:
    """A product, goods of the shop or not yet."""
    found: Json | None = world.woo["products"].get(str(product)) or drafts(world).get(str(product))
    return found


def _sku_ids(world: World, row: Json) -> list[int]:
    if row.get("type") == "variable":
        return [SKUS + int(key) for key in world.children.get(str(row["id"]), [])]
    return [SKUS + int(row["id"])] if row.get("type") else []


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


def raw_product(world: World, row: Json) -> Json:
    """The raw record of a product."""
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


def raw_sku(row: Json) -> Json:
    """The raw record of a SKU."""
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
