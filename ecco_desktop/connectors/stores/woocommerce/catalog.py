"""WooCommerce products whole, in our words and back. Pure."""

from collections.abc import Sequence
from decimal import Decimal

from ecco_desktop.connectors.shared.records import Row, entries, gtin, listed, rows, text, verbatim, whole
from ecco_desktop.connectors.stores.woocommerce.prices import price_fields, price_of
from ecco_desktop.connectors.stores.woocommerce.stock import kind_of
from ecco_desktop.domain.amounts import parse_decimal
from ecco_desktop.domain.foreign import read
from ecco_desktop.domain.products import (
    Brand,
    CatalogProduct,
    CatalogVariation,
    Category,
    Pairs,
    Price,
    ProductSheet,
)
from ecco_desktop.domain.trees import folded

FIELDS = (
    "id,name,type,status,sku,global_unique_id,regular_price,sale_price,weight,description,"
    "short_description,categories,brands,attributes,images,variations"
)
VARIATION_FIELDS = "id,name,status,sku,global_unique_id,regular_price,sale_price,weight,attributes"
_HIDDEN = ("draft", "pending", "private", "trash", "future")
# A store keeps its weights in one unit for all products.
KILOGRAMS = {
    "kg": Decimal(1),
    "g": Decimal("0.001"),
    "lbs": Decimal("0.45359237"),
    "oz": Decimal("0.0283495"),
}


def to_category(row: Row) -> Category | None:
    """A category; names come with HTML entities."""
    name = text(row, "name")
    return Category(whole(row, "id"), name, whole(row, "parent")) if whole(row, "id") and name else None


def to_brand(row: Row) -> Brand | None:
    """A brand."""
    name = text(row, "name")
    return Brand(whole(row, "id"), name) if whole(row, "id") and name else None


def to_product(row: Row, variations: Sequence[Row], unit: str) -> CatalogProduct | None:
    """A product with its variations; None for what is no goods (grouped, external)."""
    own, kind = whole(row, "id"), kind_of(row)
    if not own or kind not in ("simple", "variable", ""):
        return None
    price = price_of(row)
    brands = [brand.name for each in rows(row, "brands") if (brand := to_brand(each))]
    return CatalogProduct(
        id=own,
        sku=text(row, "sku"),
        gtin=gtin(row, "global_unique_id"),
        name=text(row, "name"),
        variable=kind == "variable",
        price=price.price if price else None,
        list_price=price.list_price if price else None,
        weight_kg=_weight(row, unit),
        description=verbatim(row, "description", "short_description"),
        active=text(row, "status") not in _HIDDEN,
        category_ids=tuple(found for each in rows(row, "categories") if (found := whole(each, "id"))),
        brand=brands[0] if brands else "",
        attributes=_attributes(row),
        images=len(rows(row, "images")),
        variations=tuple(made for each in variations if (made := to_variation(each, unit))),
    )


def to_variation(row: Row, unit: str) -> CatalogVariation | None:
    """One variation."""
    if not whole(row, "id"):
        return None
    price = price_of(row)
    return CatalogVariation(
        id=whole(row, "id"),
        sku=text(row, "sku"),
        gtin=gtin(row, "global_unique_id"),
        options=options_of(row),
        price=price.price if price else None,
        list_price=price.list_price if price else None,
        weight_kg=_weight(row, unit),
        active=text(row, "status") not in _HIDDEN,
    )


def options_of(row: Row) -> Pairs:
    """The options of a variation, as (attribute name, value)."""
    pairs = ((text(each, "name"), text(each, "option")) for each in rows(row, "attributes"))
    return tuple((name, option) for name, option in pairs if name and option)


def to_sheet(row: Row, unit: str) -> ProductSheet:
    """What the store shows of a product or variation, as a sheet to compare with the ERP's."""
    price = price_of(row)
    return ProductSheet(
        erp_id="",
        sku=text(row, "sku"),
        gtin=gtin(row, "global_unique_id"),
        name=text(row, "name"),
        active=text(row, "status") not in _HIDDEN,
        description=verbatim(row, "description", "short_description"),
        weight_kg=_weight(row, unit),
        price=price.price if price else None,
        list_price=price.list_price if price else None,
        category_ids=tuple(found for each in rows(row, "categories") if (found := whole(each, "id"))),
        options=options_of(row),
        variable=text(row, "type") == "variable",
    )


def from_sheet(sheet: ProductSheet, fields: Sequence[str], unit: str) -> dict[str, object]:
    """The named fields of a sheet as WooCommerce takes them. Unknown weights and descriptions stay out."""
    body: dict[str, object] = {}
    known: dict[str, dict[str, object]] = {
        "name": {"name": sheet.name},
        "sku": {"sku": sheet.sku},
        "gtin": {"global_unique_id": sheet.gtin},
        "active": {"status": "publish" if sheet.active else "draft"},
        "description": {"description": sheet.description},
        "weight": _weight_field(sheet, unit),
        "categories": {"categories": [{"id": int(each)} for each in sheet.category_ids]},
        "price": dict(price_fields(Price(sheet.price, sheet.list_price))) if sheet.price else {},
        "options": {"attributes": [{"name": name, "option": option} for name, option in sheet.options]},
    }
    for field in fields:
        body |= known.get(field, {})
    return body


def varying(children: Sequence[ProductSheet]) -> list[dict[str, object]]:
    """The attributes a parent varies by, with every option its children use."""
    found: dict[str, dict[str, None]] = {}
    for child in children:
        for name, option in child.options:
            found.setdefault(name, {})[option] = None
    return [
        {"name": name, "position": index, "visible": True, "variation": True, "options": list(options)}
        for index, (name, options) in enumerate(found.items())
    ]


def widened(attributes: object, options: Pairs) -> list[dict[str, object]] | None:
    """A parent's attributes with these options among them, whole; None where they are there already."""
    found = [dict(each) for each in listed(attributes)]
    changed = False
    for name, option in options:
        own = next((each for each in found if folded(text(each, "name")) == folded(name)), None)
        if own is None:
            own = {"name": name, "visible": True, "variation": True, "options": []}
            found.append(own)
        known = entries(own.get("options")) or []
        if folded(option) not in {folded(read(str(each))) for each in known}:
            own["options"] = [*known, option]
            changed = True
    return found if changed else None


def _attributes(row: Row) -> tuple[tuple[str, tuple[str, ...]], ...]:
    found: list[tuple[str, tuple[str, ...]]] = []
    for each in rows(row, "attributes"):
        options = entries(each.get("options"))
        if text(each, "name") and options is not None:
            found.append((text(each, "name"), tuple(read(str(option)) for option in options)))
    return tuple(found)


def _weight(row: Row, unit: str) -> Decimal | None:
    try:
        found = parse_decimal(row.get("weight"))
    except ValueError:
        return None
    return round(found * KILOGRAMS.get(unit, Decimal(1)), 3) if found else None


def _weight_field(sheet: ProductSheet, unit: str) -> dict[str, object]:
    if sheet.weight_kg is None:
        return {}
    amount = f"{sheet.weight_kg / KILOGRAMS.get(unit, Decimal(1)):.3f}"
    return {"weight": amount.rstrip("0").rstrip(".")}
