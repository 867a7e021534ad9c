"""Speaks to a WooCommerce store, REST API v3 (ports.store.Store)."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import chain
from urllib.parse import urlsplit

from ecco_desktop.connectors.http.client import Answer, HttpClient
from ecco_desktop.connectors.http.throttle import budget_for
from ecco_desktop.connectors.stores.woocommerce import orders, stock
from ecco_desktop.connectors.stores.woocommerce.fields import Row, text, whole
from ecco_desktop.connectors.stores.woocommerce.manifest import (
    BATCH_SIZE,
    META_FIELDS,
    REQUESTS_PER_MINUTE,
)
from ecco_desktop.connectors.stores.woocommerce.site import (
    Site,
    base_address,
    explain_5xx,
    message,
    sign_in,
)
from ecco_desktop.connectors.stores.woocommerce.walk import OrderWalk, RawPage, SortUnknown, by_id
from ecco_desktop.domain.connections import Connection, ConnectionReport
from ecco_desktop.domain.errors import OutcomeUnknown, TransientProblem
from ecco_desktop.domain.orders import StoreOrder
from ecco_desktop.domain.products import StoreProduct
from ecco_desktop.domain.stock import ItemOutcome, StockChange, StoreStock
from ecco_desktop.ports.store import BatchRefused, BrokenOrder, OrderPage, StockPage
from ecco_desktop.ports.system import CallCounter, CancelToken

# More than 100 a page is refused.
PAGE = 100


def open_store(
    connection: Connection, secrets: Mapping[str, str], cancel: CancelToken, counter: CallCounter
) -> "WooCommerce":
    """A store, nothing sent yet; SetupProblem where the values cannot be used."""
    values = connection.values
    base = base_address(connection)
    host = urlsplit(base).hostname or base
    per_minute = int(values.get("requests_per_minute", str(REQUESTS_PER_MINUTE)))
    client = HttpClient(
        base=base,
        connection=connection.name,
        budget=budget_for(f"woocommerce:{base}", per_minute),
        cancel=cancel,
        counter=counter,
        auth=sign_in(connection, base, secrets),
        secrets=tuple(secrets.values()),
        timeout=float(values.get("timeout", "30")),
        explain=explain_5xx,
    )
    batch = min(BATCH_SIZE, int(values.get("batch_size", str(BATCH_SIZE))))
    names = {key: values[key] for key in META_FIELDS if values.get(key)}
    return WooCommerce(Site(client, host, connection.name), batch, names)


@dataclass(slots=True)
class WooCommerce:
    """An open store."""

    site: Site
    batch: int
    names: Mapping[str, str]

    def test(self) -> ConnectionReport:
        """Reads one product, then proves that the key may write with a batch that changes nothing."""
        found = self._rows(self.site.get("/products", {"per_page": "1", "_fields": "id"}))
        # WooCommerce: a batch without create, update or delete answers 200 and an empty list.
        answer = self.site.post("/products/batch", {}, idempotent=True)
        if answer.status >= 400:
            raise self.site.refusal(answer)
        return ConnectionReport("WooCommerce", (), {"catálogo": "com produtos" if found else "vazio"})

    # -- orders --

    def orders_changed(self, since: datetime | None) -> Iterator[OrderPage]:
        """Every order changed after `since` (UTC), each version once, none missed (see `walk`)."""
        walk = OrderWalk(self._ask_orders, PAGE).pages(since)
        try:
            first = next(walk)
        except SortUnknown:
            return by_id(lambda page: self._ask_orders(since, page, "id"), PAGE)
        return chain([first], walk)

    def order(self, order_id: str) -> StoreOrder | BrokenOrder | None:
        """One order as it is now; None where the store has it no more, or has it in the trash."""
        answer = self.site.get(f"/orders/{order_id}", {"_fields": orders.FIELDS})
        if answer.status == 404:
            return None
        if answer.status >= 400:
            raise self.site.refusal(answer)
        body = answer.json()
        return None if text(body, "status") == "trash" else orders.to_order(body, self.names)

    def add_order_note(self, order_id: str, note: str) -> None:
        """A private note on an order."""
        answer = self.site.post(f"/orders/{order_id}/notes", {"note": note, "customer_note": False})
        if answer.status >= 400:
            raise self.site.refusal(answer)

    # -- stock --

    def stock(self) -> Iterator[StockPage]:
        """Every simple product and variation, with its count."""
        total: int | None = None
        for answer in self._pages("/products", {"status": "any", "_fields": stock.FIELDS}):
            total = _total(answer) if total is None else total
            items: list[StoreStock] = []
            for row in self._rows(answer):
                if text(row, "type") == stock.VARIABLE:
                    items += self._variations(row)
                elif item := stock.to_stock(row):
                    items.append(item)
            yield StockPage(tuple(items), total)

    def read_stock(self, products: Sequence[StoreProduct]) -> Sequence[StoreStock]:
        """The counts of these products only, as they are now."""
        found: list[StoreStock] = []
        simple = [product.product_id for product in products if not product.variation_id]
        for start in range(0, len(simple), PAGE):
            found += self._included("/products", simple[start : start + PAGE], "")
        parents = dict.fromkeys(product.product_id for product in products if product.variation_id)
        for parent in parents:
            ids = [p.variation_id for p in products if p.product_id == parent and p.variation_id]
            for start in range(0, len(ids), PAGE):
                path = f"/products/{parent}/variations"
                found += self._included(path, ids[start : start + PAGE], parent)
        return found

    def stock_groups(self, changes: Sequence[StockChange]) -> Iterator[Sequence[StockChange]]:
        """The changes in groups that travel in one request each."""
        return stock.groups(changes, self.batch)

    def write_stock(self, changes: Sequence[StockChange]) -> Sequence[ItemOutcome]:
        """Set absolute quantities of one group; BatchRefused, OutcomeUnknown as the port says."""
        parent = changes[0].product.product_id if changes[0].product.variation_id else ""
        path = f"/products/{parent}/variations/batch" if parent else "/products/batch"
        answer = self.site.post(path, stock.batch_body(changes))
        if answer.status >= 400:
            raise BatchRefused("woo.item_refused", detail=message(answer))
        outcomes = stock.outcomes(changes, answer.json())
        if outcomes is None:
            raise OutcomeUnknown("http.outcome_unknown", host=self.site.host, connection=self.site.connection)
        return outcomes

    # -- inside --

    def _ask_orders(self, after: datetime | None, page: int, sort: str = "modified") -> RawPage:
        query = {
            "status": "any",
            "orderby": sort,
            "order": "asc",
            "per_page": str(PAGE),
            "page": str(page),
            "_fields": orders.FIELDS,
        }
        if after is not None:
            # A bare UTC text with the flag; with a "Z" as well the store would shift it by its zone.
            query |= {"modified_after": f"{after:%Y-%m-%dT%H:%M:%S}", "dates_are_gmt": "true"}
        answer = self.site.get("/orders", query)
        if answer.status == 400 and sort == "modified" and "orderby" in answer.text:
            raise SortUnknown
        if answer.status >= 400:
            raise self.site.refusal(answer)
        rows = self._rows(answer)
        found = [order for row in rows if (order := orders.to_order(row, self.names))]
        return RawPage(found, len(rows), _total(answer))

    def _variations(self, parent: Row) -> list[StoreStock]:
        own, name = whole(parent, "id"), text(parent, "name")
        found: list[StoreStock] = []
        for answer in self._pages(f"/products/{own}/variations", {"_fields": stock.FIELDS}):
            found += [item for row in self._rows(answer) if (item := stock.to_stock(row, own, name))]
        return found

    def _included(self, path: str, ids: Sequence[str], parent: str) -> list[StoreStock]:
        query = {"include": ",".join(ids), "per_page": str(PAGE), "_fields": stock.FIELDS}
        answer = self.site.get(path, query if parent else query | {"status": "any"})
        if answer.status == 404:
            return []
        if answer.status >= 400:
            raise self.site.refusal(answer)
        return [item for row in self._rows(answer) if (item := stock.to_stock(row, parent))]

    def _pages(self, path: str, query: Mapping[str, str]) -> Iterator[Answer]:
        """Pages by ascending id until a short one. The Link header repeats OAuth parameters: not followed."""
        number, first = 1, ""
        while True:
            page = {"per_page": str(PAGE), "page": str(number), "orderby": "id", "order": "asc"}
            answer = self.site.get(path, {**query, **page})
            if answer.status == 404:
                # The parent was deleted while the list was read.
                return
            if answer.status >= 400:
                raise self.site.refusal(answer)
            rows = self._rows(answer)
            mark = whole(rows[0], "id") if rows else ""
            if mark and mark == first:
                raise TransientProblem("http.repeated_page", host=self.site.host)
            yield answer
            if len(rows) < PAGE:
                return
            number, first = number + 1, mark

    def _rows(self, answer: Answer) -> list[Row]:
        body = answer.json()
        if not isinstance(body, list):
            raise TransientProblem("http.not_json", host=self.site.host, connection=self.site.connection)
        return [row for row in body if isinstance(row, Mapping)]


def _total(answer: Answer) -> int | None:
    said = answer.headers.get("X-WP-Total", "")
    return int(said) if said.isdigit() else None
