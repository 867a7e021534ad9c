"""Nuvemshop products whole, in our words and back. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from ecco_desktop.connectors.shared.records import Row, gtin, number, rows, text, whole
from ecco_desktop.connectors.stores.nuvemshop import words
from ecco_desktop.connectors.stores.nuvemshop.items import (
    is_simple,
    price_fields,
    price_of,
    stock_fields,
    values_of,
    variants,
)
from ecco_desktop.domain.amounts import is_count
from ecco_desktop.domain.products import (
    CatalogProduct,
    CatalogVariation,
    Category,
    Pairs,
    Price,
    ProductSheet,
    StoreProduct,
    Warehouse,
)
from ecco_desktop.domain.trees import folded

FIELDS = "id,name,description,variants,images,categories,brand,published,visibility,attributes"
MOST_ATTRIBUTES = 3
_OF_VARIANT = ("sku", "gtin", "weight", "price")


def to_category(row: Row) -> Category | None:
    """A category. Nuvemshop: the parent of a root is 0 or null."""
    own, name = whole(row, "id"), words.shown(row, "name")
    return Category(own, name, whole(row, "parent")) if own and name else None


def to_warehouse(row: Row) -> Warehouse | None:
    """A location; its id is a text."""
    own = text(row, "id")
    return Warehouse(own, words.shown(row, "name") or own) if own else None


def to_product(row: Row) -> CatalogProduct | None:
    """A product with its variations; None for a row without an id."""
    own = whole(row, "id")
    if not own:
        return None
    simple = is_simple(row)
    found = variants(row)
    sheet = to_sheet(row, found[0] if simple and found else None)
    return CatalogProduct(
        id=own,
        sku=sheet.sku,
        gtin=sheet.gtin,
        name=sheet.name,
        variable=not simple,
        price=sheet.price,
        list_price=sheet.list_price,
        weight_kg=sheet.weight_kg,
        description=sheet.description,
        active=sheet.active,
        category_ids=sheet.category_ids,
        brand=words.shown(row, "brand"),
        attributes=() if simple else _attributes(row, found),
        images=len(rows(row, "images")),
        variations=() if simple else tuple(_variation(row, variant) for variant in found),
        variation_id=whole(found[0], "id") if simple and found else "",
    )


def names_of(row: Row) -> tuple[str, ...]:
    """What a product varies by, in the order of its variants' values."""
    value = row.get("attributes")
    return tuple(words.spoken(each) for each in value) if isinstance(value, list) else ()


def options_of(row: Row, variant: Row) -> Pairs:
    """The options of a variant, as (attribute name, value)."""
    pairs = zip(names_of(row), values_of(variant), strict=False)
    return tuple((name, value) for name, value in pairs if name and value)


def to_sheet(row: Row, variant: Row | None) -> ProductSheet:
    """What the store shows of a product, with the fields that only a variant has where there is one."""
    price = price_of(variant) if variant is not None else None
    return ProductSheet(
        erp_id="",
        sku=text(variant, "sku"),
        gtin=gtin(variant, "barcode"),
        name=words.shown(row, "name"),
        active=_active(row),
        description=words.markup(row, "description"),
        weight_kg=_weight(variant),
        price=price.price if price else None,
        list_price=price.list_price if price else None,
        category_ids=_categories(row),
        options=options_of(row, variant) if variant is not None else (),
        variable=not is_simple(row),
    )


def to_part(row: Row, variant: Row) -> ProductSheet:
    """What the store shows of one variation of a product."""
    return replace(to_sheet(row, variant), part=True, variable=False)


# -- and back --


def product_fields(sheet: ProductSheet, fields: Sequence[str], row: Row) -> dict[str, object]:
    """Those of the named fields that stand at the product. `row` is how it is now: languages stay."""
    known: dict[str, dict[str, object]] = {
        "name": {"name": words.with_ours(row, "name", sheet.name)},
        "description": {"description": words.with_ours(row, "description", sheet.description)},
        # Either this or `published`: both together are refused.
        "active": {"visibility": "visible" if sheet.active else "hidden"},
        "categories": {"categories": [int(each) for each in sheet.category_ids if is_count(each)]},
    }
    return _chosen(known, fields)


def variant_fields(sheet: ProductSheet, fields: Sequence[str] = _OF_VARIANT) -> dict[str, object]:
    """Those of the named fields that stand at the variant. Unknown weights and prices stay out."""
    known: dict[str, dict[str, object]] = {
        "sku": {"sku": sheet.sku},
        "gtin": {"barcode": sheet.gtin},
        "weight": {} if sheet.weight_kg is None else {"weight": f"{sheet.weight_kg:.3f}"},
        "price": {} if sheet.price is None else price_fields(Price(sheet.price, sheet.list_price)),
    }
    return _chosen(known, fields)


def new_product(sheet: ProductSheet, variant: Mapping[str, object]) -> dict[str, object]:
    """A product with its one variant; `variant` is as Nuvemshop takes it."""
    fields = [name for name in ("name", "description", "active", "categories") if _filled(sheet, name)]
    return product_fields(sheet, fields, {}) | {"variants": [dict(variant)]}


def new_variant(sheet: ProductSheet, location: str, values: Sequence[str] = ()) -> dict[str, object]:
    """A variant with nothing in stock yet: without a count it would be sold without limit."""
    body = variant_fields(sheet) | stock_fields(0, location)
    return body | ({"values": in_words(values)} if values else {})


def in_words(texts: Sequence[str]) -> list[dict[str, str]]:
    """Texts as Nuvemshop takes them, by language."""
    return [{words.LANGUAGE: each} for each in texts]


def varying(children: Sequence[ProductSheet]) -> tuple[str, ...]:
    """The attributes children vary by, in the order they come up."""
    names: dict[str, str] = {}
    for child in children:
        for name, _ in child.options:
            names.setdefault(folded(name), name)
    return tuple(names.values())


def values_for(names: Sequence[str], options: Pairs) -> tuple[str, ...] | None:
    """The values of a variation in the order of the product's attributes.

    None where they are not the very attributes of the product.
    """
    known = {folded(name): value for name, value in options if value}
    if set(known) != {folded(name) for name in names}:
        return None
    return tuple(known[folded(name)] for name in names)


def variant_with(row: Row, values: Sequence[str]) -> Row | None:
    """The variant of a product that is chosen by these values."""
    wanted = [folded(each) for each in values]
    found = (each for each in rows(row, "variants") if [folded(v) for v in values_of(each)] == wanted)
    return next(found, None)


def made_of(row: Row, variant: Row | None, name: str) -> StoreProduct:
    """A product, or a variant of it, as something a store sells."""
    sku, code = text(variant, "sku"), gtin(variant, "barcode")
    return StoreProduct(whole(row, "id"), whole(variant, "id"), sku, code, words.shown(row, "name") or name)


def _chosen(known: Mapping[str, dict[str, object]], fields: Sequence[str]) -> dict[str, object]:
    body: dict[str, object] = {}
    for field in fields:
        body |= known.get(field, {})
    return body


def _filled(sheet: ProductSheet, field: str) -> bool:
    return bool({"description": sheet.description, "categories": sheet.category_ids}.get(field, True))


def _variation(row: Row, variant: Row) -> CatalogVariation:
    sheet = to_part(row, variant)
    return CatalogVariation(
        id=whole(variant, "id"),
        sku=sheet.sku,
        gtin=sheet.gtin,
        options=sheet.options,
        price=sheet.price,
        list_price=sheet.list_price,
        weight_kg=sheet.weight_kg,
        # A variant has no visibility of its own.
        active=sheet.active,
    )


def _attributes(row: Row, found: Sequence[Row]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    options: dict[str, dict[str, None]] = {name: {} for name in names_of(row) if name}
    for variant in found:
        for name, value in options_of(row, variant):
            options[name][value] = None
    return tuple((name, tuple(values)) for name, values in options.items())


def _active(row: Row) -> bool:
    visibility = text(row, "visibility")
    return visibility != "hidden" if visibility else row.get("published") is not False


def _categories(row: Row) -> tuple[str, ...]:
    value = row.get("categories")
    found = value if isinstance(value, list) else []
    ids = (whole(each, "id") if isinstance(each, Mapping) else whole({"id": each}, "id") for each in found)
    return tuple(own for own in ids if own)


def _weight(variant: Row | None) -> Decimal | None:
    """Nuvemshop: kilograms; 0.000 where nobody said."""
    found = number(variant.get("weight")) if variant is not None else None
    return round(found, 3) if found else None
