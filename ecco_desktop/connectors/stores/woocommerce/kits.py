"""Which line of a WooCommerce order is a part of which, as plug-ins that sell kits leave it. Pure.

Product Bundles, Composite Products and Mix and Match name the other line by its id in fields of the answer
(`bundled_by`, `bundled_items`), and by a key of the cart in the line's metadata, as YITH Product Bundles does
alone. WPC Product Bundles, WPC Composite Products and Easy Product Bundles name the container's product.
"""

import re
from collections.abc import Iterator, Mapping, Sequence

from ecco_desktop.connectors.shared.records import Row, rows, text, whole
from ecco_desktop.domain.foreign import LONGEST

# At a part: its container's line id (a field), or the container's key of the cart (metadata).
_CONTAINER = (
    "bundled_by",
    "composite_parent",
    "mnm_container",
    "mnm_child_of",
    "mnm_container_id",
    "_bundled_by",
    "_composite_parent",
    "_mnm_container",
    "_yith_bundled_by",
    "_yith_wcpb_bundled_by",
)
# At a container: the ids or the keys of its parts.
_PARTS = (
    "bundled_items",
    "composite_children",
    "mnm_child_items",
    "mnm_contents",
    "_bundled_items",
    "_composite_children",
    "_mnm_contents",
)
# A line's own key of the cart.
_KEY = (
    "_bundle_cart_key",
    "_composite_cart_key",
    "_mnm_cart_key",
    "_yith_bundle_cart_key",
    "_yith_wcpb_cart_key",
)
# That a line is a container, where its key is not told.
_IS_CONTAINER = (*_PARTS, "_cartstamp", "_composite_data", "_mnm_config")
# At a part: the product of its container, which stands before it.
_PRODUCT = (
    "_woosb_parent_id",
    "_wooco_parent_id",
    "woosb_parent_id",
    "wooco_parent_id",
    "_asnp_wepb_parent_id",
)
# A line without any of them belongs to no kit, and no other line to it.
_NAMES = frozenset((*_CONTAINER, *_IS_CONTAINER, *_KEY, *_PRODUCT))


def containers_of(lines: Sequence[Row]) -> dict[str, str]:
    """The line id of the container, by the line id of each part; both are lines of this order."""
    told = [_told(line) for line in lines]
    if all(_NAMES.isdisjoint(kept) for kept in told):
        return {}
    ids = [whole(line, "id") for line in lines]
    keys = {_one(kept, name): own for own, kept in zip(ids, told, strict=True) for name in _KEY}
    keys |= {own: own for own in ids}
    keys.pop("", None)
    found: dict[str, str] = {}
    for own, kept in zip(ids, told, strict=True):
        for part in _listed(kept):
            if own and part in keys and keys[part] != own:
                found[keys[part]] = own
    for place, own in enumerate(ids):
        if own and (container := _container(place, lines, ids, told, keys)):
            found[own] = container
    return {part: container for part, container in found.items() if part != container}


def _container(
    place: int,
    lines: Sequence[Row],
    ids: Sequence[str],
    told: Sequence[Mapping[str, object]],
    keys: Mapping[str, str],
) -> str:
    kept, before = told[place], range(place - 1, -1, -1)
    marks = [mark for name in _CONTAINER if (mark := _one(kept, name))]
    if by_name := next((keys[mark] for mark in marks if mark in keys and keys[mark] != ids[place]), ""):
        return by_name
    if marks and not any(mark.isdecimal() for mark in marks):
        # A key that no line shows: parts stand behind their container.
        return next((ids[i] for i in before if any(told[i].get(name) for name in _IS_CONTAINER)), "")
    products = {mark for name in _PRODUCT if (mark := _one(kept, name))}
    same = (i for i in before if products & {whole(lines[i], "product_id"), whole(lines[i], "variation_id")})
    return next((ids[i] for i in same), "") if products else ""


def _told(line: Row) -> dict[str, object]:
    """The fields and the metadata of a line by name."""
    return {**line, **{text(each, "key"): each.get("value") for each in rows(line, "meta_data")}}


def _one(kept: Mapping[str, object], name: str) -> str:
    found = text(kept, name)
    return "" if found in ("0", "no") else found


def _listed(kept: Mapping[str, object]) -> Iterator[str]:
    """The parts a container names; PHP writes a list of texts as one text, too."""
    for name in _PARTS:
        value = kept.get(name)
        parts = list(value.values()) if isinstance(value, Mapping) else value
        if isinstance(parts, str):
            parts = re.findall(r'"([^"]+)"', parts[:LONGEST])
        for each in parts if isinstance(parts, list) else ():
            if isinstance(each, str | int) and not isinstance(each, bool):
                yield str(each)
