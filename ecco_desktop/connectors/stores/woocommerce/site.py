"""One WooCommerce site: its address, its sign-in, and what its refusals mean."""

import time
from collections.abc import Mapping
from dataclasses import dataclass
from email.utils import parsedate_to_datetime

from ecco_desktop.connectors.http.auth import AuthBase, basic, oauth1_query
from ecco_desktop.connectors.http.client import Answer, HttpClient, RedirectLoop
from ecco_desktop.connectors.shared import opening as shared
from ecco_desktop.connectors.shared.records import text, verbatim
from ecco_desktop.connectors.stores.woocommerce.manifest import TAILS
from ecco_desktop.domain.connections import Connection
from ecco_desktop.domain.errors import EccoProblem, SetupProblem, TransientProblem
from ecco_desktop.domain.foreign import brief
from ecco_desktop.ports.connectors import Opening

EXAMPLE = "https://minhaloja.com.br"
API = "/wp-json/wc/v3"
CLOCK_SECONDS = 15 * 60
TOO_LARGE = 413


def base_address(connection: Connection) -> str:
    """The site's address without its API part; SetupProblem where it cannot be one."""
    return TAILS.sub("", shared.base_address(connection.values.get("address", ""), connection, EXAMPLE))


def sign_in(opening: Opening, base: str) -> AuthBase:
    """HTTP Basic over https; OAuth 1.0a over http, or where a proxy hides the https."""
    pair = (shared.secret(opening, "consumer_key"), shared.secret(opening, "consumer_secret"))
    oauth = base.startswith("http://") or opening.connection.values.get("auth") == "oauth"
    return oauth1_query(*pair) if oauth else basic(*pair)


def explain_5xx(answer: Answer) -> EccoProblem | None:
    """WordPress in maintenance says 503 `wp_die`: no use in asking again within this run."""
    if answer.status == 503 and _code(answer) == "wp_die":
        return TransientProblem("woo.maintenance", host=answer.host)
    return None


@dataclass(slots=True)
class Site:
    """Sends requests and tells refusals apart. Decides on codes, never on (translated) messages."""

    client: HttpClient
    host: str
    connection: str
    # Once something could be read, a 401 means that the key may not write.
    _reads: bool = False

    def get(self, path: str, query: Mapping[str, str] | None = None) -> Answer:
        """The answer of a GET: a 2xx with JSON, or a 400 or 404 of the API itself."""
        try:
            answer = self.client.request("GET", API + path, query=query)
        except RedirectLoop:
            # A site with plain permalinks redirects /wp-json/… to itself without end.
            raise SetupProblem("woo.permalinks", host=self.host) from None
        self._check(answer)
        self._reads = self._reads or answer.status < 300
        return answer

    def post(self, path: str, body: object, *, idempotent: bool = False) -> Answer:
        """The answer of a POST: a 2xx with JSON, or a 4xx of the API itself."""
        answer = self.client.request("POST", API + path, json=body, idempotent=idempotent)
        self._check(answer)
        return answer

    def put(self, path: str, body: object) -> Answer:
        """The answer of a PUT of absolute values, safe to repeat: a 2xx with JSON, or a 4xx of the API."""
        answer = self.client.request("PUT", API + path, json=body)
        self._check(answer)
        return answer

    def refusal(self, answer: Answer) -> SetupProblem:
        """A 4xx that this program cannot do anything about."""
        return SetupProblem("http.refused", host=self.host, status=answer.status, detail=message(answer))

    def _check(self, answer: Answer) -> None:
        if answer.status in (401, 403):
            raise self._signed_out(answer)
        if answer.status == TOO_LARGE:
            # The web server before WordPress may say so, in a page of its own.
            return
        if not answer.is_json:
            raise self._no_api(answer)
        if answer.status == 404 and _code(answer) == "rest_no_route":
            raise SetupProblem("woo.deactivated", host=self.host)

    def _signed_out(self, answer: Answer) -> EccoProblem:
        if not answer.is_json:
            # Firewalls answer 403 with a page of their own.
            return TransientProblem("http.not_json", host=self.host, connection=self.connection)
        if _clocks_differ(answer):
            return SetupProblem("woo.clock", host=self.host)
        if self._reads:
            return SetupProblem("http.permission", connection=self.connection, detail=message(answer))
        return SetupProblem("http.credentials", host=self.host, connection=self.connection)

    def _no_api(self, answer: Answer) -> EccoProblem:
        page = answer.text.casefold()
        if answer.status == 404 or "wp-content" in page or "wp-includes" in page:
            key = "woo.permalinks" if "wp-" in page else "woo.not_wordpress"
            return SetupProblem(key, host=self.host, connection=self.connection)
        return TransientProblem("http.not_json", host=self.host, connection=self.connection)


def message(answer: Answer) -> str:
    """What the store said, short."""
    body = answer.json() if answer.is_json else None
    return brief(verbatim(body, "message")) or "sem explicação"


def _code(answer: Answer) -> str:
    return text(answer.json(), "code") if answer.is_json else ""


def _clocks_differ(answer: Answer) -> bool:
    try:
        theirs = parsedate_to_datetime(answer.headers.get("Date", "")).timestamp()
    except (ValueError, TypeError):
        return "timestamp" in message(answer)
    return abs(theirs - time.time()) > CLOCK_SECONDS
