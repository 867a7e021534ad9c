"""The Correios token: one for each credential, kept in memory only, renewed before it ends.

How long it lives is what the answer says, by its own clock, counted by a clock that only runs: the PC's date
may be a day off. That clock may stand still while the PC sleeps: a token that is refused is renewed once.
"""

import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone

from ecco_desktop.connectors.http.client import Answer, HttpClient
from ecco_desktop.connectors.shared.parcels import refused
from ecco_desktop.domain.errors import SetupProblem, TransientProblem
from ecco_desktop.domain.foreign import brief

EARLY = timedelta(minutes=5)
# Where the reply does not say how long (about a day is usual).
SHORT_LIFE = timedelta(hours=1)
LONGEST_LIFE = timedelta(days=1)
TRACKING_API = 87


@dataclass(frozen=True, slots=True)
class Token:
    """A token and what it opens. `until` is when to ask for another one, in seconds of the running clock."""

    text: str
    until: float
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
    steady: Callable[[], float] = time.monotonic

    def get(self, *, renew: bool = False) -> Token:
        """A token that still lives; SetupProblem where the credentials are refused."""
        with _lock:
            known = _tokens.get(self.key)
            if known is None or renew or known.until <= self.steady():
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
        if answer.status in (400, 401, 403) and (answer.status != 400 or said):
            raise SetupProblem("http.credentials", host=self.client.host, connection=self.connection)
        # Correios: success is 201.
        if answer.status >= 400:
            raise refused(answer, said or "sem explicação")
        body = answer.json()
        if not isinstance(body, Mapping) or not isinstance(body.get("token"), str):
            raise TransientProblem("http.not_json", host=self.client.host, connection=self.connection)
        life = _life(body, answer.at)
        until = self.steady() + (life - min(EARLY, life / 10)).total_seconds()
        return Token(str(body["token"]), until, _apis(body))


def message(answer: Answer) -> str:
    """The first message of a refusal, short; never the stack trace that may stand beside it."""
    body = answer.json() if answer.is_json else None
    messages = body.get("msgs") if isinstance(body, Mapping) else None
    return brief(str(messages[0])) if isinstance(messages, list) and messages else ""


def _life(body: Mapping[str, object], answered: datetime | None) -> timedelta:
    """From `emissao` to `expiraEm`, else from the answer's own date; nothing for a token that is over."""
    begins = _instant(body, "emissao") or answered
    ends = _instant(body, "expiraEm")
    if begins is None or ends is None:
        return SHORT_LIFE
    return max(timedelta(0), min(ends - begins, LONGEST_LIFE))


def _instant(body: Mapping[str, object], key: str) -> datetime | None:
    """Correios: local time without a zone; `zoneOffset` says which. None where it is not told."""
    try:
        found = datetime.fromisoformat(str(body.get(key)))
        if found.tzinfo is None:
            found = found.replace(tzinfo=_zone(str(body.get("zoneOffset", ""))))
        return found.astimezone(UTC)
    except (ValueError, OverflowError):
        return None


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
