"""One VTEX account: its hosts, its sign-in, a client and a budget for each area, and what refusals mean."""

from collections.abc import Mapping
from dataclasses import dataclass

from ecco_desktop.connectors.http.auth import HeaderAuth
from ecco_desktop.connectors.http.client import Answer, HttpClient
from ecco_desktop.connectors.http.throttle import Allowance
from ecco_desktop.connectors.shared.opening import (
    base_address,
    calls_at_once,
    needed,
    open_client,
    per_minute,
    secret,
)
from ecco_desktop.connectors.shared.records import Row, listed, number, part, text, verbatim
from ecco_desktop.connectors.stores.vtex.manifest import (
    AT_ONCE,
    NAME,
    REQUESTS_PER_MINUTE,
    usual_address,
    usual_prices,
)
from ecco_desktop.domain.connections import Connection
from ecco_desktop.domain.errors import EccoProblem, OutcomeUnknown, SetupProblem, TransientProblem
from ecco_desktop.domain.foreign import brief
from ecco_desktop.ports.connectors import Opening

EXAMPLE = "minhaloja"
# VTEX, pricing: 33 writes a second, 500 in a burst.
PRICING = (500, 15.0)
# VTEX, catalog: 15,000 a minute for each endpoint; a fifth of it at the usual pace.
CATALOG_TIMES = 5
# VTEX, orders: "wait one minute" where 429 does not say how long.
ORDERS_WAIT = 60.0
# VTEX, logistics: 423 where two writers touch one row of the inventory; nothing was done.
LOCKED = (429, 423)


@dataclass(frozen=True, slots=True)
class Door:
    """One area of an account's API: sends requests and tells refusals apart, by status alone."""

    client: HttpClient
    connection: str

    def get(self, path: str, query: Mapping[str, str] | None = None) -> Answer | None:
        """The 2xx answer of a GET; None for 404. SetupProblem for other refusals."""
        answer = self.client.request("GET", path, query=query)
        self._check(answer)
        if answer.status == 404:
            return None
        if answer.status >= 400:
            raise self.refusal(answer)
        return answer

    def row(self, path: str, query: Mapping[str, str] | None = None) -> Row | None:
        """The object a GET gives; None for 404, and for null (VTEX, catalog: "none")."""
        answer = self.get(path, query)
        body = answer.json() if answer else None
        if body is None or isinstance(body, Mapping):
            return body
        raise TransientProblem("store.unclear", what=path)

    def record(self, path: str, own: str, wanted: str, *, null: bool = True) -> Row | None:
        """The record that has `wanted` in its field `own`; None for 404, and for null where that says "none".

        TransientProblem where it is another's: nothing of it may be believed, and least of all sent back.
        """
        answer = self.get(path)
        body = answer.json() if answer else None
        if answer is None or (body is None and null):
            return None
        if not isinstance(body, Mapping) or text(body, own) != wanted:
            raise TransientProblem("store.unclear", what=path)
        return body

    def rows(self, path: str, query: Mapping[str, str] | None = None) -> list[Row]:
        """The objects of a list that a GET gives; none for 404. TransientProblem where it is no list."""
        answer = self.get(path, query)
        body = answer.json() if answer else []
        if not isinstance(body, list):
            raise TransientProblem("http.not_json", host=self.client.host, connection=self.connection)
        return listed(body)

    def send(self, method: str, path: str, body: object = None, *, idempotent: bool) -> Answer:
        """The answer of a write: a 2xx or a 4xx of the API. OutcomeUnknown where a page came instead."""
        answer = self.client.request(method, path, json=body, idempotent=idempotent)
        self._check(answer)
        if answer.is_page and answer.status >= 400:
            raise answer.page_problem()
        if answer.is_page:
            raise OutcomeUnknown("http.outcome_unknown", host=answer.host, connection=self.connection)
        return answer

    def refusal(self, answer: Answer) -> SetupProblem:
        """A 4xx that this program cannot do anything about."""
        return SetupProblem("http.refused", host=answer.host, status=answer.status, detail=message(answer))

    def _check(self, answer: Answer) -> None:
        if answer.status >= 400 and (spoken := answer.spoken_for()) is not None:
            raise spoken
        if answer.status in (401, 403):
            raise self._signed_out(answer)
        if answer.status == 404 and answer.is_page:
            # The host answers for every account; one that does not exist gets a page.
            raise SetupProblem("connection.address", value=self.client.base, example=EXAMPLE)

    def _signed_out(self, answer: Answer) -> EccoProblem:
        if answer.is_page:
            # Firewalls answer 403 with a page of their own.
            return answer.page_problem()
        if answer.status == 401:
            return SetupProblem("http.credentials", host=answer.host, connection=self.connection)
        return SetupProblem("http.permission", connection=self.connection, detail=message(answer))


@dataclass(frozen=True, slots=True)
class Account:
    """The areas of one account; each has its own budget, which all tasks of this process share."""

    name: str
    base: str
    orders: Door
    catalog: Door
    logistics: Door
    pricing: Door
    at_once: int


def open_account(opening: Opening) -> Account:
    """An account, nothing sent yet; SetupProblem where the values cannot be used."""
    connection = opening.connection
    name = account_name(connection)
    pair = {
        "X-VTEX-API-AppKey": secret(opening, "app_key"),
        "X-VTEX-API-AppToken": secret(opening, "app_token"),
    }
    auth = HeaderAuth(lambda: pair)
    base = base_address(connection.values.get("address") or usual_address(name), connection, EXAMPLE)
    prices = base_address(connection.values.get("pricing_address") or usual_prices(name), connection, EXAMPLE)
    usual = per_minute(connection, REQUESTS_PER_MINUTE).requests
    burst = max(1, PRICING[0] * usual // REQUESTS_PER_MINUTE)

    def door(area: str, where: str, allowance: Allowance, wait: float | None = None) -> Door:
        client = open_client(
            opening,
            where,
            f"{where} {area}",
            allowance,
            auth,
            wait_after_429=wait,
            headroom=headroom if area == "pricing" else None,
            wait_on=LOCKED,
        )
        return Door(client, connection.name)

    return Account(
        name,
        base,
        orders=door("orders", base, Allowance(usual), ORDERS_WAIT),
        catalog=door("catalog", base, Allowance(usual * CATALOG_TIMES)),
        logistics=door("logistics", base, Allowance(usual)),
        pricing=door("pricing", prices, Allowance(burst, PRICING[1], burst)),
        at_once=calls_at_once(connection, AT_ONCE),
    )


def account_name(connection: Connection) -> str:
    """The account's name, from what people paste for it; SetupProblem where it can be none."""
    entered = needed(connection, "account")
    found = NAME.match(entered.casefold())
    if found is None:
        raise SetupProblem("connection.address", value=entered, example=EXAMPLE)
    return found[1]


def headroom(answer: Answer) -> float:
    """Seconds to send nothing: the credits left are fewer than may be under way (VTEX, pricing)."""
    left = number(answer.headers.get("Ratelimit-Remaining"))
    rest = number(answer.headers.get("Ratelimit-Reset"))
    return float(rest) if left is not None and rest is not None and left < AT_ONCE else 0.0


def message(answer: Answer) -> str:
    """What VTEX said, short: an object with an error, one with a Message, a bare text, or nothing."""
    body = answer.json() if answer.is_json else answer.text
    told = body if isinstance(body, str) else ""
    told = told or verbatim(part(body, "error"), "message", "code")
    return brief(told or verbatim(body, "Message", "message", "error")) or f"erro {answer.status}"
