"""Every sellable item of a WooCommerce store, in the fewest calls its version allows."""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass

from ecco_desktop.connectors.shared.records import Row, text, whole
from ecco_desktop.connectors.stores.woocommerce.calls import Calls, total_of
from ecco_desktop.connectors.stores.woocommerce.stock import VARIABLE
from ecco_desktop.domain.amounts import is_count
from ecco_desktop.domain.errors import SetupProblem


@dataclass(frozen=True, slots=True)
class Sellable:
    """The row of a simple product, or of a variation of `parent`."""

    row: Row
    parent: str = ""
    parent_name: str = ""


@dataclass(frozen=True, slots=True)
class Page:
    """Some of them; `total` counts the products, variations aside, where the store says so."""

    rows: list[Sellable]
    total: int | None


@dataclass(slots=True)
class _Family:
    """A variable product: `left` are the variations it names that were not seen yet; None: it names none."""

    name: str
    left: set[str] | None


def walk(calls: Calls, fields: str) -> Iterator[Page]:
    """Every simple product by ascending id, then the variations of the variable ones."""
    families: dict[str, _Family] = {}
    total: int | None = None
    asked = {"status": "any", "_fields": f"{fields},variations"}
    for answer in calls.pages("/products", asked, ahead=True):
        total = total_of(answer) if total is None else total
        simple: list[Sellable] = []
        for row in calls.rows(answer):
            if text(row, "type") == VARIABLE:
                families[whole(row, "id")] = _Family(text(row, "name"), _named(row))
            else:
                simple.append(Sellable(row))
        yield Page(simple, total)
    families.pop("", None)
    for rows in _varied(calls, fields, families):
        yield Page(rows, total)


def _named(row: Row) -> set[str] | None:
    ids = row.get("variations")
    return {str(each) for each in ids if is_count(str(each))} if isinstance(ids, list) else None


def _varied(calls: Calls, fields: str, families: dict[str, _Family]) -> Iterator[list[Sellable]]:
    """All variations in one list, then product by product what that list did not show.

    WooCommerce: `/variations` came with 10.3; firewalls and older stores do not let it through.
    """
    if sum(family.left is None or bool(family.left) for family in families.values()) > 1:
        # Where it is more than this one route, the next request meets it again.
        with suppress(SetupProblem):
            yield from _of_all(calls, fields, families)
    for parent, family in families.items():
        if family.left is None or family.left:
            yield from _of_one(calls, fields, parent, family)


def _of_all(calls: Calls, fields: str, families: dict[str, _Family]) -> Iterator[list[Sellable]]:
    asked = {"status": "any", "_fields": f"{fields},parent_id"}
    for answer in calls.pages("/variations", asked, ahead=True):
        rows: list[Sellable] = []
        for row in calls.rows(answer):
            parent = whole(row, "parent_id")
            family = families.get(parent)
            if family and family.left and whole(row, "id") in family.left:
                family.left.discard(whole(row, "id"))
                rows.append(Sellable(row, parent, family.name))
        yield rows


def _of_one(calls: Calls, fields: str, parent: str, family: _Family) -> Iterator[list[Sellable]]:
    for answer in calls.pages(f"/products/{parent}/variations", {"_fields": fields}):
        rows = calls.rows(answer)
        if family.left is not None:
            rows = [row for row in rows if whole(row, "id") in family.left]
        yield [Sellable(row, parent, family.name) for row in rows]
