"""One WooCommerce site: its address, its sign-in, and what its refusals mean."""

from collections.abc import Mapping
from dataclasses import dataclass

from ecco_desktop.connectors.http.auth import AuthBase, basic, oauth1_query
from ecco_desktop.connectors.http.client import Answer, HttpClient, RedirectLoop
from ecco_desktop.connectors.shared import opening as shared
from ecco_desktop.connectors.shared.records import Row, text, whole
from ecco_desktop.connectors.stores.woocommerce.manifest import TAILS
from ecco_desktop.connectors.stores.woocommerce.refusals import SIGN_IN, cause, code_of, message
from ecco_desktop.domain.connections import Connection
from ecco_desktop.domain.errors import EccoProblem, OutcomeUnknown, SetupProblem, TransientProblem
from ecco_desktop.ports.connectors import Opening

EXAMPLE = "https://minhaloja.com.br"
API = "/wp-json/wc/v3"
_PAGE_HEAD, _PAGE = 4000, 200_000
TOO_LARGE = 413
# What WordPress itself says while it brings itself up to date, before it does anything.
_MAINTENANCE = (
    "Briefly unavailable for scheduled maintenance",
    "Indisponível por um instante para manutenção",
)
_LOGIN = 'id="loginform"'
# How WordPress announces its API in a header where permalinks are plain.
_PLAIN = "rest_route=/"


def base_address(connection: Connection) -> str:
    """The site's address without its API part; SetupProblem where it cannot be one."""
    return TAILS.sub("", shared.base_address(connection.values.get("address", ""), connection, EXAMPLE))


def sign_in(opening: Opening, base: str) -> tuple[AuthBase, AuthBase | None]:
    """HTTP Basic over https, and OAuth 1.0a to try in its place; OAuth alone where there is no https."""
    pair = (shared.secret(opening, "consumer_key"), shared.secret(opening, "consumer_secret"))
    oauth = base.startswith("http://") or opening.connection.values.get("auth") == "oauth"
    return (oauth1_query(*pair), None) if oauth else (basic(*pair), oauth1_query(*pair))


def explain_5xx(answer: Answer) -> EccoProblem | None:
    """WordPress in maintenance says 503 `wp_die`, or in a page: no use in asking again within this run."""
    page = answer.status == 503 and any(words in answer.text[:_PAGE_HEAD] for words in _MAINTENANCE)
    if page or (answer.status == 503 and code_of(answer) == "wp_die"):
        return TransientProblem("woo.maintenance", host=answer.host)
    return None


@dataclass(slots=True)
class Site:
    """Sends requests and tells refusals apart. Decides on codes, never on (translated) messages."""

    client: HttpClient
    host: str
    connection: str
    # The same account signed in by the address, for hosts that take the header away; None where that is so
    # already.
    by_address: HttpClient | None = None
    # Once something could be read, the address and the key are no longer in doubt.
    _reads: bool = False

    def get(self, path: str, query: Mapping[str, str] | None = None) -> Answer:
        """The answer of a GET: a 2xx with JSON, or a 400 or 404 of the API itself."""
        try:
            answer = self.client.request("GET", API + path, query=query)
        except RedirectLoop as loop:
            # A site with plain permalinks redirects /wp-json/… to itself without end (recorded).
            if loop.values["rounds"] != "1":
                raise
            raise SetupProblem("woo.permalinks", host=self.host) from None
        self._check(answer)
        self._reads = self._reads or answer.status < 300
        return answer

    def record(self, answer: Answer, own: str) -> Row:
        """The record with the id `own` that a GET was for; TransientProblem where it is another's."""
        body = answer.json()
        if not isinstance(body, Mapping) or whole(body, "id") != own:
            raise TransientProblem("store.unclear", what=own)
        return body

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
        if answer.status >= 400 and (spoken := answer.spoken_for()) is not None:
            raise spoken
        if answer.status in (401, 403):
            raise self._signed_out(answer)
        if answer.status == TOO_LARGE:
            # The web server before WordPress may say so, in a page of its own.
            return
        if not answer.is_json:
            raise self._no_api(answer)
        if answer.status == 404 and not text(answer.json(), "code"):
            # WordPress gives every refusal a code: this one is somebody else's.
            raise TransientProblem("http.unserved", host=self.host)
        if answer.status == 404 and code_of(answer) == "rest_no_route":
            raise SetupProblem("woo.no_route" if self._reads else "woo.deactivated", host=self.host)

    def _signed_out(self, answer: Answer) -> EccoProblem:
        """What a 401 or 403 says; where nobody seems to be signed in, the key is tried by another way."""
        key = cause(answer, reads=self._reads, signed=self.by_address is None)
        if not key:
            return answer.page_problem()
        code = code_of(answer)
        if key in ("http.credentials", "woo.closed") and code != SIGN_IN and self._address_works():
            key = "woo.header_lost"
        return SetupProblem(
            key, host=self.host, connection=self.connection, code=code, detail=message(answer)
        )

    def _address_works(self) -> bool:
        """Whether the same key is good where it does not travel in the header (proved by one read)."""
        if self.by_address is None:
            return False
        one = {"per_page": "1", "_fields": "id"}
        try:
            return self.by_address.request("GET", f"{API}/products", query=one).status < 300
        except EccoProblem:
            return False

    def _no_api(self, answer: Answer) -> EccoProblem:
        """What a page in the place of the API is; permalinks are blamed only where WordPress proves it."""
        problem = answer.page_problem()
        page = answer.text[:_PAGE].casefold()
        wordpress = "wp-content" in page or "wp-includes" in page
        if problem.key == "http.not_json" and _LOGIN in page:
            # A plug-in sends whoever is not signed in to the site to its login page.
            return SetupProblem("woo.closed", host=self.host, code="wp-login.php", detail="login")
        if problem.key != "http.not_json" or self._reads or not (wordpress or answer.status == 404):
            return self._lost(answer) or problem
        if _PLAIN in answer.headers.get("Link", "") or (wordpress and self._answers_plainly()):
            return SetupProblem("woo.permalinks", host=self.host)
        key = "woo.no_api" if wordpress else "woo.not_wordpress"
        return self._lost(answer) or SetupProblem(key, host=self.host, connection=self.connection)

    def _lost(self, answer: Answer) -> OutcomeUnknown | None:
        """After something that was to be done, a page that proves nothing leaves it open."""
        if answer.wrote and answer.status < 300:
            return OutcomeUnknown("http.outcome_unknown", host=self.host, connection=self.connection)
        return None

    def _answers_plainly(self) -> bool:
        """Whether the API is there under the address that it has with plain permalinks."""
        try:
            answer = self.client.request("GET", "/", query={"rest_route": "/"})
        except EccoProblem:
            return False
        body = answer.json() if answer.is_json else None
        return answer.status < 300 and isinstance(body, Mapping) and "namespaces" in body
