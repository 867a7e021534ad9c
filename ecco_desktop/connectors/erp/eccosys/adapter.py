"""Speaks to an Eccosys account (ports.erp.Erp). Shapes are in `shapes`, words in `mapping`."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from urllib.parse import urlsplit

from ecco_desktop.connectors.erp.eccosys.account import Account, base_address, sign_in
from ecco_desktop.connectors.erp.eccosys.mapping import to_carrier, to_channel
from ecco_desktop.connectors.erp.eccosys.order_calls import OrderCalls
from ecco_desktop.connectors.erp.eccosys.product_calls import ProductCalls
from ecco_desktop.connectors.erp.eccosys.shapes import many
from ecco_desktop.connectors.http.auth import HeaderAuth
from ecco_desktop.connectors.http.client import HttpClient
from ecco_desktop.connectors.http.throttle import budget_for
from ecco_desktop.domain.connections import Connection, ConnectionReport
from ecco_desktop.domain.errors import SetupProblem
from ecco_desktop.ports.erp import ErpCarrier, ErpChannel
from ecco_desktop.ports.system import CallCounter, CancelToken

# Nobody has seen a Retry-After here; clients that work wait about a minute.
WAIT_AFTER_429 = 60.0


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


class Eccosys(OrderCalls, ProductCalls):
    """An open account."""

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

    def _raw_works(self) -> bool:
        changed = replace(self.connection, values={**self.connection.values, "auth": "raw"})
        client = self.account.client.with_auth(HeaderAuth(sign_in(changed, self.secrets)))
        try:
            Account(client, self.account.host, self.connection.name).read("/produtos", count=1)
        except SetupProblem:
            return False
        return True
