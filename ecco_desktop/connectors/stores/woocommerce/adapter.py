"""Speaks to a WooCommerce store, REST API v3 (ports.store.Store)."""

from urllib.parse import urlsplit

from ecco_desktop.connectors.shared.opening import calls_at_once, open_client, per_minute
from ecco_desktop.connectors.shared.sizes import Size
from ecco_desktop.connectors.stores.woocommerce.calls import PAGE
from ecco_desktop.connectors.stores.woocommerce.catalog_calls import CatalogCalls
from ecco_desktop.connectors.stores.woocommerce.item_calls import ItemCalls
from ecco_desktop.connectors.stores.woocommerce.manifest import (
    AT_ONCE,
    BATCH_SIZE,
    BATCHES,
    META_FIELDS,
    REQUESTS_PER_MINUTE,
)
from ecco_desktop.connectors.stores.woocommerce.order_calls import OrderCalls
from ecco_desktop.connectors.stores.woocommerce.site import Site, base_address, explain_5xx, sign_in
from ecco_desktop.domain.connections import ConnectionReport
from ecco_desktop.ports.connectors import Opening
from ecco_desktop.ports.store import Store


def open_connection(opening: Opening) -> "WooCommerce":
    """A store, nothing sent yet; SetupProblem where the values cannot be used."""
    connection, values = opening.connection, opening.connection.values
    base = base_address(connection)
    auth, by_address = sign_in(opening, base)
    client = open_client(
        opening,
        base,
        base,
        per_minute(connection, REQUESTS_PER_MINUTE),
        auth,
        explain=explain_5xx,
    )
    batch = BATCHES.within(values.get("batch_size", ""), BATCH_SIZE)
    names = {key: values[key] for key in META_FIELDS if values.get(key)}
    other = client.with_auth(by_address) if by_address else None
    site = Site(client, urlsplit(base).hostname or base, connection.name, other)
    pages, batches = Size(opening.notes, "page", PAGE), Size(opening.notes, "batch", batch)
    return WooCommerce(site, pages, batches, names, calls_at_once(connection, AT_ONCE))


class WooCommerce(OrderCalls, ItemCalls, CatalogCalls, Store):
    """An open store."""

    def test(self) -> ConnectionReport:
        """Reads one product, then proves that the key may write with a batch that changes nothing."""
        found = self.rows(self.site.get("/products", {"per_page": "1", "_fields": "id"}))
        # WooCommerce: a batch without create, update or delete answers 200 and an empty list.
        answer = self.site.post("/products/batch", {}, idempotent=True)
        if answer.status >= 400:
            raise self.site.refusal(answer)
        currency = self.money.told
        told = {"catálogo": "com produtos" if found else "vazio"} | ({"moeda": currency} if currency else {})
        return ConnectionReport("WooCommerce", self.money.notes, told)
