"""Speaks to an Eccosys account (ports.erp.Erp). Shapes are in `shapes`, words in `mapping`."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from urllib.parse import urlsplit

from ecco_desktop.connectors.erp.eccosys.account import Account, base_address, sign_in
from ecco_desktop.connectors.erp.eccosys.mapping import (
    from_draft,
    to_carrier,
    to_channel,
    to_order,
    to_product,
    to_stock_level,
)
from ecco_desktop.connectors.erp.eccosys.matching import same_number
from ecco_desktop.connectors.erp.eccosys.shapes import ZONE, Row, id_of, many, text, written
from ecco_desktop.connectors.http.auth import HeaderAuth
from ecco_desktop.connectors.http.client import HttpClient, segment
from ecco_desktop.connectors.http.throttle import budget_for
from ecco_desktop.domain.connections import Connection, ConnectionReport
from ecco_desktop.domain.errors import OutcomeUnknown, RecordProblem, SetupProblem, TransientProblem
from ecco_desktop.domain.orders import ErpOrder, ErpOrderDraft
from ecco_desktop.domain.products import ErpProduct
from ecco_desktop.domain.stock import StockLevel
from ecco_desktop.ports.erp import ErpCarrier, ErpChannel
from ecco_desktop.ports.system import CallCounter, CancelToken

# Nobody has seen a Retry-After here; clients that work wait about a minute.
WAIT_AFTER_429 = 60.0
STOCK_SECONDS = 180.0
DAY = timedelta(days=1)
# A list of SKUs stands in the address, which must stay short.
SKUS_AT_ONCE = 20


def open_erp(
    connection: Connection, secrets: Mapping[str, str], cancel: CancelToken, counter: CallCounter
) -> "Eccosys":
    """An account, nothing sent yet; SetupProblem where the values cannot be used."""
    base = base_address(connection.values.get("address", ""), connection.name)
    host = urlsplit(base).hostname or base
    headers = sign_in(connection, secrets)
    client = HttpClient(
        base=base,
        connection=connection.name,
        budget=budget_for(f"eccosys:{base}", int(connection.values.get("requests_per_minute", "60"))),
        cancel=cancel,
        counter=counter,
        auth=HeaderAuth(headers),
        secrets=tuple(secrets.values()),
        timeout=float(connection.values.get("timeout", "60")),
        wait_after_429=WAIT_AFTER_429,
    )
    return Eccosys(
        Account(client, host, connection.name),
        connection,
        secrets,
        int(connection.values.get("page_size", "100")),
        int(connection.values.get("stock_page_size", "1000")),
    )


@dataclass(slots=True)
class Eccosys:
    """An open account."""

    account: Account
    connection: Connection
    secrets: Mapping[str, str]
    page_size: int = 100
    stock_page_size: int = 1000
    # None until proven: whether /pedidos/numeroOC finds what is there (see _route_is_proven).
    _finds_by_number: bool | None = None

    def test(self) -> ConnectionReport:
        """One product is asked for; an empty catalogue (404) is a good answer too."""
        try:
            found = self.account.read("/produtos", count=1)
        except SetupProblem as problem:
            style = self.connection.values.get("auth", "bearer")
            if problem.key != "http.credentials" or style != "bearer" or not self._raw_works():
                raise
            return ConnectionReport("Eccosys", ("ecco.use_raw",), {"auth": "raw"})
        return ConnectionReport("Eccosys", (), {"catálogo": "vazio" if found is None else "com produtos"})

    # -- stock --

    def stock_levels(self) -> Iterator[Sequence[StockLevel]]:
        """Every stock row, page by page, each product once."""
        seen: set[str] = set()
        for rows in self._pages("/estoques", self.stock_page_size, STOCK_SECONDS):
            levels = [level for row in rows if (level := to_stock_level(row))]
            fresh = [level for level in levels if level.product_id not in seen]
            seen |= {level.product_id for level in fresh}
            yield fresh

    # -- products --

    def products_by_sku(self, sku: str) -> Sequence[ErpProduct]:
        """Every product whose SKU is exactly `sku`.

        Eccosys: a numeric SKU may be read as an id, so what came back is compared; and a single read
        hides that a SKU is used twice, so the SKU is asked for as a list, which gives all of them.
        """
        code = segment(sku)
        rows = self._listed(f"{code};{code}")
        if not rows:
            rows = many(self.account.read(f"/produtos/{code}"))
        found = {p.id: p for p in map(to_product, rows) if p and p.sku.casefold() == sku.strip().casefold()}
        return list(found.values())

    def products_by_skus(self, skus: Sequence[str]) -> Mapping[str, Sequence[ErpProduct]]:
        """Many SKUs in lists of twenty; an account that does not answer lists leaves them all out."""
        found: dict[str, list[ErpProduct]] = {}
        for start in range(0, len(skus), SKUS_AT_ONCE):
            codes = ";".join(segment(sku) for sku in skus[start : start + SKUS_AT_ONCE])
            for product in map(to_product, self._listed(codes)):
                if product:
                    found.setdefault(product.sku, []).append(product)
        return {sku: found[sku] for sku in skus if sku in found}

    def products_by_gtin(self, gtin: str) -> Sequence[ErpProduct]:
        """Every product whose GTIN is exactly `gtin`."""
        rows = many(self.account.read(f"/produtos/gtin={segment(gtin)}"))
        return [product for product in map(to_product, rows) if product and product.gtin == gtin.strip()]

    def products(self) -> Iterator[Sequence[ErpProduct]]:
        """The whole catalogue, page by page, each product once."""
        seen: set[str] = set()
        for rows in self._pages("/produtos", self.page_size):
            products = [product for row in rows if (product := to_product(row)) and product.id not in seen]
            seen |= {product.id for product in products}
            yield products

    # -- orders --

    def find_orders(self, external_number: str, ordered_on: date) -> Sequence[ErpOrder]:
        """Every order with this external number, asked for now.

        A 404 proves absence only where the route is known to find what is there; where it is not,
        the list of the days since `ordered_on` decides.
        """
        if self._finds_by_number is not False:
            found = self._by_number(external_number)
            if found:
                self._finds_by_number = True
                return found
            if self._finds_by_number:
                return []
        listed = self._since(ordered_on)
        if self._finds_by_number is None:
            self._prove(listed)
        return [order for order in listed if same_number(order.external_number, external_number)]

    def create_order(self, draft: ErpOrderDraft) -> ErpOrder:
        """Create one order; RecordProblem where it is refused, OutcomeUnknown where the answer is lost."""
        label = draft.external_number
        answer = written(self.account.create("/pedidos", from_draft(draft), label))
        if answer is None or not (answer.done or answer.refused):
            raise OutcomeUnknown(
                "http.outcome_unknown", host=self.account.host, connection=self.connection.name
            )
        if not answer.ok:
            raise RecordProblem("ecco.refused", order=label, detail=answer.refused[0])
        order_id, number = answer.done[0]
        if not order_id:
            raise OutcomeUnknown(
                "http.outcome_unknown", host=self.account.host, connection=self.connection.name
            )
        return ErpOrder(
            id=order_id,
            number=number or order_id,
            external_number=label,
            status=draft.status,
            status_text="",
            ordered_on=draft.ordered_on,
            total=draft.total,
        )

    # -- directory --

    def carriers(self) -> Sequence[ErpCarrier]:
        """Every carrier with its shipping forms."""
        rows = many(self.account.read("/transportadoras"))
        return [carrier for carrier in map(to_carrier, rows) if carrier]

    def channels(self) -> Sequence[ErpChannel]:
        """Every sales channel."""
        rows = many(self.account.read("/canaisDeVenda"))
        return [channel for channel in map(to_channel, rows) if channel]

    # -- inside --

    def _listed(self, codes: str) -> list[Row]:
        """Products asked for as a list (seen in one client); nothing where the account takes no lists."""
        try:
            return many(self.account.read(f"/produtos/{codes}"))
        except SetupProblem as problem:
            if problem.key != "http.refused":
                raise
            return []

    def _raw_works(self) -> bool:
        values = {**self.connection.values, "auth": "raw"}
        changed = Connection(
            self.connection.id, self.connection.name, self.connection.kind, self.connection.role, values
        )
        client = self.account.client.with_auth(HeaderAuth(sign_in(changed, self.secrets)))
        try:
            Account(client, self.account.host, self.connection.name).read("/produtos", count=1)
        except SetupProblem:
            return False
        return True

    def _by_number(self, external_number: str) -> list[ErpOrder]:
        rows = many(self.account.read(f"/pedidos/numeroOC={segment(external_number)}"))
        orders = [order for order in map(to_order, rows) if order]
        return [order for order in orders if same_number(order.external_number, external_number)]

    def _since(self, first: date) -> list[ErpOrder]:
        today = datetime.now(ZONE).date()
        window = {
            "fromDate": (first - DAY).isoformat(),
            "toDate": (today + DAY).isoformat(),
            "dataConsiderada": "data",
        }
        found: dict[str, ErpOrder] = {}
        for rows in self._pages("/pedidos", self.page_size, None, **window):
            found |= {order.id: order for order in map(to_order, rows) if order}
        return list(found.values())

    def _prove(self, listed: Sequence[ErpOrder]) -> None:
        """Ask the route for an order that is surely there: then its silence can be believed."""
        known = next((order for order in listed if order.external_number), None)
        if known is not None:
            self._finds_by_number = bool(self._by_number(known.external_number))

    def _pages(
        self, path: str, size: int, timeout: float | None = None, **query: object
    ) -> Iterator[list[Row]]:
        """Pages until a 404, an empty or a short one; a server that repeats itself is told on."""
        offset, before = 0, ""
        while True:
            body = self.account.read(path, timeout, offset=offset, count=size, **query)
            rows = many(body)
            if not rows:
                return
            mark = _mark(rows)
            if mark == before:
                raise TransientProblem("ecco.repeated_page", what=path)
            yield rows
            if len(rows) < size:
                return
            offset, before = offset + size, mark


def _mark(rows: Sequence[Row]) -> str:
    """What tells one page from another: its first and last rows."""
    ends = (rows[0], rows[-1])
    return f"{len(rows)}|" + "|".join(
        f"{id_of(row)}:{id_of(row, 'idProduto')}:{text(row, 'codigo')}" for row in ends
    )
