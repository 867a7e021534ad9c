"""Whether a record came whole. VTEX replaces records: what is missing in what goes back is gone. Pure."""

from collections.abc import Callable, Mapping

from ecco_desktop.connectors.shared.records import Row, number, part, text, whole

Check = Callable[[object], bool]
# Longer than any code, name or address VTEX takes.
SHORT = 1_000


def _flag(value: object) -> bool:
    return isinstance(value, bool)


def _words(value: object) -> bool:
    return value is None or isinstance(value, str)


def _short(value: object) -> bool:
    return value is None or (isinstance(value, str) and len(value) <= SHORT)


def _name(value: object) -> bool:
    return isinstance(value, str) and 0 < len(value.strip()) <= SHORT


def _id(value: object) -> bool:
    return bool(whole({"id": value}, "id"))


def _figure(value: object) -> bool:
    """A number that may be missing; none of these is below zero."""
    return value is None or (
        isinstance(value, int | float) and not _flag(value) and (number(value) or 0) >= 0
    )


# Without these no product and no SKU is what it was (VTEX's own answers have them all).
_NEEDED: dict[str, tuple[str, ...]] = {
    "product": ("Name", "CategoryId", "BrandId", "RefId", "IsVisible"),
    "sku": ("Name", "ProductId", "RefId", "IsActive"),
}
_KINDS: dict[Check, tuple[str, ...]] = {
    _flag: (
        *("IsVisible", "IsActive", "ShowWithoutStock", "ActivateIfPossible", "IsKit"),
        "KitItensSellApart",
    ),
    _id: ("CategoryId", "BrandId", "DepartmentId", "ProductId"),
    _name: ("Name",),
    _short: ("RefId", "LinkId", "ManufacturerCode", "MeasurementUnit", "TaxCode", "ReleaseDate"),
    _words: ("Title", "Description", "DescriptionShort", "KeyWords", "MetaTagDescription"),
    _figure: (
        *("PackagedHeight", "PackagedLength", "PackagedWidth", "PackagedWeightKg"),
        *("Height", "Length", "Width", "WeightKg", "CubicWeight", "UnitMultiplier"),
    ),
}
_CHECKS = {name: check for check, names in _KINDS.items() for name in names}


def gap(record: str, row: Row) -> str:
    """The field for which a product or SKU (`record`) cannot go back; "" where it can."""
    missing = (name for name in _NEEDED[record] if name not in row)
    wrong = (name for name, value in row.items() if name in _CHECKS and not _CHECKS[name](value))
    return next(missing, "") or next(wrong, "")


def price_gap(row: Row | None) -> str:
    """The same of a price; None is a SKU that has none."""
    if row is None:
        return ""
    fixed = row.get("fixedPrices")
    if not isinstance(fixed, list) or not all(map(_is_fixed_price, fixed)):
        return "fixedPrices"
    return "" if _figure(row.get("costPrice")) else "costPrice"


def _is_fixed_price(row: object) -> bool:
    if not isinstance(row, Mapping) or not text(row, "tradePolicyId") or row.get("value") is None:
        return False
    days = row.get("dateRange")
    if days is not None and not all(
        isinstance(part(row, "dateRange").get(end), str) for end in ("from", "to")
    ):
        return False
    return all(_figure(row.get(name)) for name in ("value", "listPrice", "minQuantity"))
