"""What every part of the VTEX adapter shares: the account, notes, the warehouse, and walks over SKUs."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TypeVar

from ecco_desktop.connectors.http.client import segment
from ecco_desktop.connectors.shared.currency import Money
from ecco_desktop.connectors.shared.records import Row, number, part, rows, text, verbatim
from ecco_desktop.connectors.shared.sizes import Size
from ecco_desktop.connectors.stores.vtex.account import Account
from ecco_desktop.connectors.stores.vtex.catalog import Family, families
from ecco_desktop.connectors.stores.vtex.manifest import DAYS, HISTORY_DAYS
from ecco_desktop.domain.amounts import is_count
from ecco_desktop.domain.connections import Connection
from ecco_desktop.domain.errors import SetupProblem, TransientProblem
from ecco_desktop.domain.order_rules import CURRENCY
from ecco_desktop.domain.products import Warehouse
from ecco_desktop.ports.at_once import at_once
from ecco_desktop.ports.connectors import Notebook
from ecco_desktop.ports.system import CancelToken

# VTEX: at most 250 products a call.
PAGE = 250
T = TypeVar("T")
R = TypeVar("R")


@dataclass(frozen=True, slots=True)
class Choices:
    """What a technician chose for the connection."""

    connection: str
    warehouse: str = ""
    brand: str = ""
    category: str = ""
    grams: bool = True
    history_days: int = HISTORY_DAYS
    other_sellers: bool = False

    @classmethod
    def of(cls, connection: Connection) -> "Choices":
        """From the values of the connection."""
        values = {key: value.strip() for key, value in connection.values.items()}
        return cls(
            connection.name,
            values.get("warehouse", ""),
            values.get("default_brand", ""),
            values.get("default_category", ""),
            values.get("weight_unit", "g") != "kg",
            DAYS.within(values.get("history_days", ""), HISTORY_DAYS),
            values.get("other_sellers") == "yes",
        )


def utc_now() -> datetime:
    """This instant."""
    return datetime.now(UTC)


@dataclass
class Calls:
    """An account and how it is read."""

    account: Account
    notes: Notebook
    cancel: CancelToken
    choices: Choices
    now: Callable[[], datetime] = utc_now
    money: Money = field(init=False)
    products_size: Size = field(init=False)
    _place: Warehouse | None = field(default=None, init=False)

    def __post_init__(self) -> None:
        self.money = Money(self._currency)
        self.products_size = Size(self.notes, "products", PAGE)

    def _currency(self) -> str:
        """What its sales channels sell in: reais where one of them does; "" where none says, or the key may
        not ask."""
        try:
            channels = self.account.catalog.rows("/api/catalog_system/pvt/saleschannel/list")
        except SetupProblem as problem:
            if problem.key != "http.permission":
                raise
            return ""
        told = [text(row, "CurrencyCode").upper() for row in channels if row.get("IsActive") is not False]
        return CURRENCY if CURRENCY in told else next(filter(None, told), "")

    def _together(self, items: Sequence[T], work: Callable[[T], R]) -> Iterator[R]:
        """What `work` comes to for each, in their order, some at a time (VTEX answers one record a call)."""
        return at_once(items, work, self.account.at_once)

    def _pages(self, first_page: int = 1) -> Iterator[tuple[int, int, list[Family]]]:
        """Every product with its SKU ids: (number of the page, products in all, products by id)."""
        first, seen = (first_page - 1) * PAGE + 1, set[str]()
        while True:
            body = self._products(first)
            found, total = families(body)
            fresh = [family for family in found if family.product_id not in seen]
            seen |= {family.product_id for family in fresh}
            yield (first - 1) // PAGE + 1, total, fresh
            beyond = self._beyond(body, first)
            counted = is_count(text(part(body, "range"), "total"))
            if beyond == first or (counted and beyond > total):
                return
            first = beyond

    def _products(self, first: int) -> Row:
        """Some products from this place on; fewer where so many were too much for VTEX."""
        while True:
            last = first + self.products_size.value - 1
            query = {"_from": str(first), "_to": str(last)}
            try:
                body = self.account.catalog.row("/api/catalog_system/pvt/products/GetProductAndSkuIds", query)
            except TransientProblem as problem:
                if not self.products_size.too_much(problem):
                    raise
                continue
            if body is not None and not isinstance(body.get("data"), Mapping):
                raise TransientProblem("store.unclear", what=f"GetProductAndSkuIds {first}")
            return {} if body is None else {**body, "_to": last}

    @staticmethod
    def _beyond(body: Row, first: int) -> int:
        """The place after those of a page; the page's own where it was empty, for that is the end.

        Fewer than asked for may be a maximum of VTEX's own, which it may tell, or products that were deleted:
        some are read again then, and none is passed over.
        """
        given, asked = len(part(body, "data")), int(number(body.get("_to")) or first)
        told = number(part(body, "range").get("to"))
        if given and told is not None and first <= told < asked:
            return int(told) + 1
        return min(first + given, asked + 1)

    def _sku(self, sku_id: str) -> Row | None:
        """A SKU with what its product says; None where the store has it no more."""
        return self.account.catalog.record(
            f"/api/catalog_system/pvt/sku/stockkeepingunitbyid/{sku_id}", "Id", sku_id
        )

    def _price_row(self, sku_id: str) -> Row | None:
        """The price of a SKU; None where it has none yet."""
        return self.account.pricing.record(f"/pricing/prices/{sku_id}", "itemId", sku_id, null=False)

    def _places(self) -> list[Warehouse]:
        listed = self.account.logistics.rows("/api/logistics/pvt/configuration/warehouses")
        return [
            Warehouse(own, text(row, "name") or own, row.get("isActive") is not False)
            for row in listed
            if (own := verbatim(row, "id"))
        ]

    def _warehouse(self) -> Warehouse:
        """The one that gets the quantities; SetupProblem where nobody can tell which."""
        if self._place is None:
            self._place = self._chosen(self._places())
        return self._place

    def _chosen(self, places: Sequence[Warehouse]) -> Warehouse:
        wanted = self.choices.warehouse
        names = ", ".join(place.name for place in places)
        if wanted:
            fitting = [p for p in places if wanted.casefold() in (p.id.casefold(), p.name.casefold())]
        else:
            fitting = [place for place in places if place.active]
        if len(fitting) == 1:
            return fitting[0]
        key = "vtex.warehouses" if len(fitting) > 1 else "vtex.warehouse_unknown"
        raise SetupProblem(key, name=wanted or "?", names=names or "?", connection=self.choices.connection)

    def _quantity_path(self, sku_id: str) -> str:
        place = segment(self._warehouse().id)
        return f"/api/logistics/pvt/inventory/skus/{sku_id}/warehouses/{place}/quantity"

    def _balance(self, sku_id: str) -> Row | None:
        """What the chosen warehouse has of a SKU; empty where it never had any, None without the SKU."""
        found = self.account.logistics.record(f"/api/logistics/pvt/inventory/skus/{sku_id}", "skuId", sku_id)
        if found is None:
            return None
        own = self._warehouse().id
        nothing: Row = {}
        return next((row for row in rows(found, "balance") if verbatim(row, "warehouseId") == own), nothing)
