"""The Correios token: one for each credential, kept in memory only, renewed before it ends."""

import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone

from ecco_desktop.connectors.http.client import Answer, HttpClient
from ecco_desktop.domain.errors import SetupProblem, TransientProblem
from ecco_desktop.domain.foreign import brief

EARLY = timedelta(minutes=5)
# Where the reply does not say how long (about a day is usual).
SHORT_LIFE = timedelta(hours=1)
TRACKING_API = 87


@dataclass(frozen=True, slots=True)
class Token:
    """A token and what it opens. `until` is UTC."""

    text: str
    until: datetime
    apis: frozenset[int]


_tokens: dict[str, Token] = {}
_lock = threading.Lock()


@dataclass(slots=True)
class TokenSource:
    """Gives the token of one credential; several connections of the same share it."""

    client: HttpClient
    connection: str
    card: str
    key: str
    now: Callable[[], datetime]

    def get(self, *, renew: bool = False) -> Token:
        """A token that still lives; SetupProblem where the credentials are refused."""
        with _lock:
            known = _tokens.get(self.key)
            if known is None or renew or known.until - EARLY <= self.now():
                known = _tokens[self.key] = self._ask()
            return known

    def _ask(self) -> Token:
        answer = self.client.request(
            "POST", "/token/v1/autentica/cartaopostagem", json={"numero": self.card}, idempotent=True
        )
        if answer.is_page:
            raise answer.page_problem()
        said = message(answer)
        if answer.status in (400, 404) and "cart" in said.casefold():
            raise SetupProblem("correios.card", connection=self.connection, detail=said)
        if answer.status in (400, 401, 403):
            raise SetupProblem("http.credentials", host=self.client.host, connection=self.connection)
        # Correios: success is 201.
        body = answer.json() if answer.status < 300 else None
        if not isinstance(body, Mapping) or not isinstance(body.get("token"), str):
            raise TransientProblem("http.not_json", host=self.client.host, connection=self.connection)
        return Token(str(body["token"]), _until(body, self.now()), _apis(body))


def message(answer: Answer) -> str:
    """The first message of a refusal, short; never the stack trace that may stand beside it."""
    body = answer.json() if answer.is_json else None
    messages = body.get("msgs") if isinstance(body, Mapping) else None
    return brief(str(messages[0])) if isinstance(messages, list) and messages else ""


def _until(body: Mapping[str, object], now: datetime) -> datetime:
    """`expiraEm` is local time without a zone; `zoneOffset` says which."""
    try:
        ends = datetime.fromisoformat(str(body.get("expiraEm")))
        if ends.tzinfo is None:
            ends = ends.replace(tzinfo=_zone(str(body.get("zoneOffset", ""))))
        return ends.astimezone(UTC)
    except (ValueError, OverflowError):
        return now + SHORT_LIFE


def _zone(text: str) -> timezone:
    sign = -1 if text.startswith("-") else 1
    hours, _, minutes = text.lstrip("+-").partition(":")
    return timezone(sign * timedelta(hours=int(hours), minutes=int(minutes or 0)))


def _apis(body: Mapping[str, object]) -> frozenset[int]:
    found: set[int] = set()
    for part in (body, body.get("contrato"), body.get("cartaoPostagem")):
        listed = part.get("api") if isinstance(part, Mapping) else None
        found |= {each for each in listed if isinstance(each, int)} if isinstance(listed, list) else set()
    return frozenset(found)
