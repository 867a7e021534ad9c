"""VTEX products whole, in our words and back. Pure.

A product is a family of SKUs. One with a single SKU is a simple product of ours, unless that SKU is a
variation by what it says: it has attributes, and a code that is not its product's.
"""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from ecco_desktop.connectors.shared.records import Row, listed, number, part, rows, text, verbatim, whole
from ecco_desktop.connectors.stores.vtex.items import gtin_of, sku_of
from ecco_desktop.domain.amounts import is_count
from ecco_desktop.domain.foreign import read
from ecco_desktop.domain.products import (
    Attribute,
    Brand,
    CatalogProduct,
    CatalogVariation,
    Category,
    Pairs,
    Price,
    ProductSheet,
)

THOUSAND = Decimal(1000)
LONGEST = {"product": 150, "sku": 200}
# A SKU must say how large its parcel is, and the ERP does not tell: a person completes it with the images.
SIDE_CM = 1


@dataclass(frozen=True, slots=True)
class Family:
    """A product and its SKUs, by id."""

    product_id: str
    skus: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Detail:
    """A SKU as VTEX tells it, with its product and its price."""

    row: Row
    price: Price | None


def families(body: Row) -> tuple[list[Family], int]:
    """The products of a page that have SKUs, by ascending id, and how many products there are in all."""
    found = []
    for product, skus in part(body, "data").items():
        ids = tuple(str(each) for each in skus if is_count(str(each))) if isinstance(skus, list) else ()
        if is_count(str(product)) and ids:
            found.append(Family(str(product), tuple(sorted(ids, key=int))))
    total = text(part(body, "range"), "total")
    return sorted(found, key=lambda f: int(f.product_id)), int(total) if is_count(total) else len(found)


def to_categories(body: object, parent: str = "") -> list[Category]:
    """A category tree, flat."""
    found: list[Category] = []
    for row in listed(body):
        own, name = whole(row, "id"), text(row, "name")
        if own and name:
            found += [Category(own, name, parent), *to_categories(row.get("children"), own)]
    return found


def to_brand(row: Row) -> Brand | None:
    """A brand."""
    own, name = whole(row, "id"), text(row, "name")
    return Brand(own, name) if own and name else None


def to_field(row: Row) -> tuple[str, str] | None:
    """A specification SKUs vary by, as (id, name); None for those of products, and for what is off."""
    own, name = whole(row, "FieldId"), text(row, "Name")
    varies = row.get("IsStockKeepingUnit") is True and row.get("IsActive") is not False
    return (own, name) if own and name and varies else None


def to_attribute(own: str, name: str, values: Sequence[Row]) -> Attribute:
    """A specification with its values."""
    pairs = ((whole(row, "FieldValueId"), text(row, "Value")) for row in values)
    return Attribute(own, name, tuple((key, value) for key, value in pairs if key and value))


def varies(details: Sequence[Row]) -> bool:
    """Whether these SKUs of one product are variations."""
    if len(details) != 1:
        return True
    only = details[0]
    own, family = text(part(only, "AlternateIds"), "RefId"), text(only, "ProductRefId")
    return bool(options_of(only)) and bool(own) and bool(family) and own != family


def to_product(details: Sequence[Detail], *, grams: bool) -> CatalogProduct | None:
    """A product from the details of its SKUs; None where they tell none."""
    rows_of = [detail.row for detail in details]
    if not details or not whole(rows_of[0], "ProductId"):
        return None
    first = details[0]
    variable = varies(rows_of)
    price = None if variable else first.price
    return CatalogProduct(
        id=whole(first.row, "ProductId"),
        sku=text(first.row, "ProductRefId") if variable else sku_of(first.row, alone=True),
        gtin="" if variable else gtin_of(first.row),
        name=text(first.row, "ProductName", "NameComplete"),
        variable=variable,
        price=price.price if price else None,
        list_price=price.list_price if price else None,
        weight_kg=weight_of(first.row, grams=grams),
        description=verbatim(first.row, "ProductDescription"),
        active=first.row.get("ProductIsVisible") is not False,
        category_ids=_categories(first.row),
        brand=text(first.row, "BrandName"),
        attributes=_attributes(rows_of),
        images=max(len(rows(row, "Images")) for row in rows_of),
        variations=tuple(_variation(each, grams=grams) for each in details if whole(each.row, "Id"))
        if variable
        else (),
        variation_id="" if variable else whole(first.row, "Id"),
    )


def options_of(row: Row) -> Pairs:
    """The options of a SKU, as (attribute name, value)."""
    pairs = (
        (text(each, "FieldName"), _first(each.get("FieldValues"))) for each in rows(row, "SkuSpecifications")
    )
    return tuple((name, value) for name, value in pairs if name and value)


def weight_of(row: Row, *, grams: bool) -> Decimal | None:
    """Kilograms."""
    found = number(part(row, "Dimension").get("weight"))
    return round(found / THOUSAND if grams else found, 3) if found else None


def to_sheet(detail: Detail, *, grams: bool, part_of_many: bool) -> ProductSheet:
    """What the store shows of a SKU; of one that is alone, what it shows of its product too."""
    row, price = detail.row, detail.price
    return ProductSheet(
        erp_id="",
        sku=sku_of(row, alone=not part_of_many),
        gtin=gtin_of(row),
        name=text(row, "ProductName", "NameComplete"),
        active=row.get("IsActive" if part_of_many else "ProductIsVisible") is not False,
        description="" if part_of_many else verbatim(row, "ProductDescription"),
        weight_kg=weight_of(row, grams=grams),
        price=price.price if price else None,
        list_price=price.list_price if price else None,
        category_ids=() if part_of_many else _categories(row),
        options=options_of(row),
        part=part_of_many,
    )


def to_parent_sheet(row: Row, categories: Sequence[str]) -> ProductSheet:
    """What the store shows of a product by itself."""
    return ProductSheet(
        erp_id="",
        sku=text(row, "RefId"),
        gtin="",
        name=text(row, "Name"),
        active=row.get("IsVisible") is not False,
        description=verbatim(row, "Description"),
        category_ids=tuple(categories),
        variable=True,
    )


def product_body(sheet: ProductSheet, place: Mapping[str, object]) -> dict[str, object]:
    """A new product; `place` is its category and brand as VTEX takes them."""
    return {
        "Name": sheet.name[: LONGEST["product"]],
        "RefId": sheet.sku,
        "Title": sheet.name[: LONGEST["product"]],
        # The address of its page; two products may have one name, but not one code.
        "LinkId": slug(f"{sheet.name} {sheet.sku}"),
        "Description": sheet.description,
        "IsVisible": sheet.active,
        "ShowWithoutStock": True,
        **place,
    }


def sku_body(product_id: str, sheet: ProductSheet, *, grams: bool) -> dict[str, object]:
    """A new SKU. VTEX refuses one that is active before it has an image: it becomes so by itself then."""
    named = " ".join(value for _, value in sheet.options) or sheet.name
    return {
        "ProductId": int(product_id),
        "Name": named[: LONGEST["sku"]],
        "RefId": sheet.sku,
        "IsActive": False,
        "ActivateIfPossible": True,
        "PackagedHeight": SIDE_CM,
        "PackagedLength": SIDE_CM,
        "PackagedWidth": SIDE_CM,
        "PackagedWeightKg": weight_in(sheet.weight_kg, grams=grams) or 1,
        "MeasurementUnit": "un",
        "UnitMultiplier": 1,
    }


def product_changes(sheet: ProductSheet, fields: Sequence[str]) -> dict[str, object]:
    """The named fields that are the product's, as its record has them."""
    known: dict[str, dict[str, object]] = {
        "name": {"Name": sheet.name[: LONGEST["product"]]},
        "description": {"Description": sheet.description},
        "active": {"IsVisible": sheet.active},
    }
    return {key: value for field in fields for key, value in known.get(field, {}).items()}


def sku_changes(sheet: ProductSheet, fields: Sequence[str], *, grams: bool) -> dict[str, object]:
    """The named fields that are the SKU's, as its record has them."""
    weight = weight_in(sheet.weight_kg, grams=grams)
    known: dict[str, dict[str, object]] = {
        "active": {"IsActive": sheet.active},
        "weight": {"PackagedWeightKg": weight} if weight else {},
        "sku": {"RefId": sheet.sku},
    }
    return {key: value for field in fields for key, value in known.get(field, {}).items()}


def weight_in(kilograms: Decimal | None, *, grams: bool) -> int | float | None:
    """Kilograms in the unit of the store (VTEX: the field is called "WeightKg" in grams too)."""
    if kilograms is None:
        return None
    amount = kilograms * THOUSAND if grams else kilograms
    return int(amount) if amount == amount.to_integral_value() else float(amount)


def slug(words: str) -> str:
    """Words as a piece of a web address."""
    plain = unicodedata.normalize("NFKD", words).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain.casefold()).strip("-")


def _variation(detail: Detail, *, grams: bool) -> CatalogVariation:
    row, price = detail.row, detail.price
    return CatalogVariation(
        id=whole(row, "Id"),
        sku=sku_of(row, alone=False),
        gtin=gtin_of(row),
        options=options_of(row),
        price=price.price if price else None,
        list_price=price.list_price if price else None,
        weight_kg=weight_of(row, grams=grams),
        active=row.get("IsActive") is not False,
    )


def _categories(row: Row) -> tuple[str, ...]:
    """The product's own category and its similar ones. VTEX writes paths down to them, "/1/10/", and the
    paths on the way ("/1/") as well."""
    listed_paths = row.get("CategoriesFullPath")
    others = [str(each) for each in listed_paths] if isinstance(listed_paths, list) else []
    paths = [
        [part for part in path.split("/") if is_count(part)]
        for path in (text(row, "ProductCategoryIds"), *others)
    ]
    above = {part for path in paths for part in path[:-1]}
    return tuple(dict.fromkeys(path[-1] for path in paths if path and path[-1] not in above))


def _attributes(details: Sequence[Row]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    found: dict[str, dict[str, None]] = {}
    for row in details:
        for name, value in options_of(row):
            found.setdefault(name, {})[value] = None
    return tuple((name, tuple(values)) for name, values in found.items())


def _first(values: object) -> str:
    return read(str(values[0])) if isinstance(values, list) and values else ""
