"""Speaks to an Eccosys account (ports.erp.Erp). Shapes are in `shapes`, words in `mapping`."""

from collections.abc import Sequence
from urllib.parse import urlsplit

from ecco_desktop.connectors.erp.eccosys.account import Account, base_address, sign_in
from ecco_desktop.connectors.erp.eccosys.manifest import (
    PAGE,
    PAGES,
    REQUESTS_PER_MINUTE,
    STOCK_PAGE,
    STOCK_PAGES,
)
from ecco_desktop.connectors.erp.eccosys.mapping import to_carrier, to_channel
from ecco_desktop.connectors.erp.eccosys.order_calls import OrderCalls
from ecco_desktop.connectors.erp.eccosys.product_calls import ProductCalls
from ecco_desktop.connectors.erp.eccosys.shapes import found_in
from ecco_desktop.connectors.http.auth import HeaderAuth
from ecco_desktop.connectors.shared.opening import open_client, per_minute
from ecco_desktop.domain.connections import ConnectionReport
from ecco_desktop.domain.errors import SetupProblem, TransientProblem
from ecco_desktop.ports.connectors import Opening
from ecco_desktop.ports.erp import Erp, ErpCarrier, ErpChannel

# Nobody has seen a Retry-After here; clients that work wait about a minute.
WAIT_AFTER_429 = 60.0


def open_connection(opening: Opening) -> "Eccosys":
    """An account, nothing sent yet; SetupProblem where the values cannot be used."""
    connection, values = opening.connection, opening.connection.values
    base = base_address(values.get("address", ""), connection)
    auth = HeaderAuth(sign_in(opening, values.get("auth", "bearer")))
    allowance = per_minute(connection, REQUESTS_PER_MINUTE)
    client = open_client(opening, base, base, allowance, auth, timeout=60, wait_after_429=WAIT_AFTER_429)
    return Eccosys(
        Account(client, urlsplit(base).hostname or base, connection.name),
        opening,
        PAGES.within(values.get("page_size", ""), PAGE),
        STOCK_PAGES.within(values.get("stock_page_size", ""), STOCK_PAGE),
    )


class Eccosys(OrderCalls, ProductCalls, Erp):
    """An open account."""

    def test(self) -> ConnectionReport:
        """One product is asked for; an empty catalog (404) is a good answer too."""
        try:
            found = self.account.read("/produtos", count=1)
        except SetupProblem as problem:
            style = self.opening.connection.values.get("auth", "bearer")
            if problem.key != "http.credentials" or style != "bearer" or not self._raw_works():
                raise
            return ConnectionReport("Eccosys", ("ecco.use_raw",), {"auth": "raw"})
        if found not in (None, []) and found_in(found) is None:
            # Data of something else: no account was reached.
            account = self.account
            raise TransientProblem("http.not_json", host=account.host, connection=account.connection)
        return ConnectionReport("Eccosys", (), {"catálogo": "com produtos" if found else "vazio"})

    # -- directory --

    def carriers(self) -> Sequence[ErpCarrier]:
        rows = self.account.rows("/transportadoras", past=True)
        return [carrier for carrier in map(to_carrier, rows) if carrier]

    def channels(self) -> Sequence[ErpChannel]:
        rows = self.account.rows("/canaisDeVenda", past=True)
        return [channel for channel in map(to_channel, rows) if channel]

    # -- inside --

    def _raw_works(self) -> bool:
        client = self.account.client.with_auth(HeaderAuth(sign_in(self.opening, "raw")))
        try:
            Account(client, self.account.host, self.account.connection).read("/produtos", count=1)
        except SetupProblem:
            return False
        return True
