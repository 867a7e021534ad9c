"""Speaks to a Nuvemshop (Tiendanube) store, API 2025-03 (ports.store.Store)."""

import re
from dataclasses import replace

from ecco_desktop.connectors.http.auth import AuthBase, HeaderAuth
from ecco_desktop.connectors.http.client import Answer
from ecco_desktop.connectors.shared.currency import Money
from ecco_desktop.connectors.shared.opening import (
    base_address,
    calls_at_once,
    needed,
    open_client,
    per_minute,
    secret,
)
from ecco_desktop.connectors.shared.records import text, whole
from ecco_desktop.connectors.shared.sizes import Size
from ecco_desktop.connectors.stores.nuvemshop import words
from ecco_desktop.connectors.stores.nuvemshop.calls import PAGE, STORE, Options
from ecco_desktop.connectors.stores.nuvemshop.catalog_calls import CatalogCalls
from ecco_desktop.connectors.stores.nuvemshop.manifest import (
    ADDRESS,
    AT_ONCE,
    BATCH_SIZE,
    BATCHES,
    REQUESTS_PER_MINUTE,
)
from ecco_desktop.connectors.stores.nuvemshop.move_calls import MoveCalls
from ecco_desktop.domain.amounts import is_count
from ecco_desktop.domain.connections import Connection, ConnectionReport
from ecco_desktop.domain.errors import SetupProblem, TransientProblem
from ecco_desktop.ports.connectors import Opening
from ecco_desktop.ports.store import Store

VERSION = "2025-03"
PROGRAM = "Ecco Desktop"
# A bucket holds a third of what drains from it in a minute.
BURST_SHARE = 3
# What to rest where the bucket is full, as a share of the time it takes to drain.
_BREATH = 0.1
_MAIL = re.compile(r"[!-~]+@[!-~]+\.[!-~]+")


def open_connection(opening: Opening) -> "Nuvemshop":
    """A store, nothing sent yet; SetupProblem where the values cannot be used."""
    connection, values = opening.connection, opening.connection.values
    store_id = needed(connection, "store_id")
    if not store_id.isascii() or not is_count(store_id):
        raise SetupProblem("nuvemshop.store_id", value=store_id)
    address = base_address(values.get("address") or ADDRESS, connection, ADDRESS)
    allowance = per_minute(connection, REQUESTS_PER_MINUTE)
    client = open_client(
        opening,
        f"{address}/{VERSION}/{store_id}",
        store_id,
        replace(allowance, burst=max(1, allowance.requests // BURST_SHARE)),
        _sign_in(opening),
        headroom=headroom,
    )
    return Nuvemshop(client, connection.name, _options(connection), Size(opening.notes, "page", PAGE))


def headroom(answer: Answer) -> float:
    """Seconds to rest. Nuvemshop: `x-rate-limit-reset` is milliseconds until the bucket is empty.

    After a 429 all of it (there is no Retry-After); where the bucket is just full, until there is room.
    """
    reset = answer.headers.get("x-rate-limit-reset", "")
    seconds = float(reset) / 1000 if is_count(reset) else 0.0
    if answer.status == 429:
        return seconds
    return seconds * _BREATH if answer.headers.get("x-rate-limit-remaining") == "0" else 0.0


def _sign_in(opening: Opening) -> AuthBase:
    """Nuvemshop: the header is called `Authentication`, and a call without a contact is refused."""
    token, contact = secret(opening, "token"), needed(opening.connection, "contact")
    if not _MAIL.fullmatch(contact):
        raise SetupProblem("nuvemshop.contact", value=contact)
    headers = {"Authentication": f"bearer {token}", "User-Agent": f"{PROGRAM} ({contact})"}
    return HeaderAuth(lambda: headers)


def _options(connection: Connection) -> Options:
    values = connection.values
    return Options(
        location=values.get("location", "").strip(),
        batch=BATCHES.within(values.get("batch_size", ""), BATCH_SIZE),
        at_once=calls_at_once(connection, AT_ONCE),
        notify=values.get("notify_customer") == "yes",
        cancel_email=values.get("cancel_email") == "yes",
        restock=values.get("restock") == "yes",
    )


class Nuvemshop(MoveCalls, CatalogCalls, Store):
    """An open store."""

    def test(self) -> ConnectionReport:
        """Reads the store's name, an order and a product; one location must be meant where there are more."""
        row = self._one("/store", {"fields": STORE})
        if row is None:
            raise SetupProblem("http.credentials", host=self.client.host, connection=self.connection)
        if not whole(row, "id") and not text(row, "main_currency", "plan_name"):
            # Data of something else: no store was reached.
            raise TransientProblem("http.not_json", host=self.client.host, connection=self.connection)
        for path in ("/orders", "/products"):
            self._get(path, {"per_page": "1", "fields": "id"})
        known = [place.id for place in self.warehouses()]
        chosen = self.options.location
        if chosen and chosen not in known:
            raise SetupProblem(
                "nuvemshop.location_unknown",
                connection=self.connection,
                location=chosen,
                known=", ".join(known) or "—",
            )
        if not chosen and len(known) > 1:
            raise SetupProblem(
                "nuvemshop.choose_location", connection=self.connection, known=", ".join(known)
            )
        found = {"plano": text(row, "plan_name"), "depósitos": str(len(known) or "")}
        name = words.shown(row, "name") or "Nuvemshop"
        money = Money(lambda: text(row, "main_currency"))
        found |= {"moeda": money.told}
        return ConnectionReport(name, money.notes, {label: value for label, value in found.items() if value})
