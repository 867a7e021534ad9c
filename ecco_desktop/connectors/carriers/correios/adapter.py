"""Speaks to Correios, CWS REST (ports.carrier.Carrier)."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from urllib.parse import urlsplit

from ecco_desktop.connectors.carriers.correios.manifest import ADDRESS, REQUESTS_PER_MINUTE
from ecco_desktop.connectors.carriers.correios.mapping import to_delivery
from ecco_desktop.connectors.carriers.correios.token import TRACKING_API, TokenSource
from ecco_desktop.connectors.http.auth import HeaderAuth, basic
from ecco_desktop.connectors.http.client import Answer, HttpClient
from ecco_desktop.connectors.http.throttle import budget_for
from ecco_desktop.domain.connections import Connection, ConnectionReport
from ecco_desktop.domain.deliveries import Delivery, DeliveryStatus
from ecco_desktop.domain.errors import SetupProblem
from ecco_desktop.ports.system import CallCounter, CancelToken

AT_ONCE = 50
_PATTERN = re.compile(r"[A-Z]{2}\d{9}[A-Z]{2}")
_LOOPBACK = ("127.0.0.1", "localhost", "::1")
_SHOWN = 120


def open_carrier(
    connection: Connection, secrets: Mapping[str, str], cancel: CancelToken, counter: CallCounter
) -> "Correios":
    """A contract, nothing sent yet; SetupProblem where the values cannot be used."""
    values = connection.values
    base = _base(values.get("address", ADDRESS), connection.name)
    code = secrets.get("access_code", "")
    if not code:
        raise SetupProblem(
            "connection.secret_missing",
            field="access_code",
            variable="ACCESS_CODE",
            connection=connection.name,
        )
    user, card = values.get("user", "").strip(), values.get("posting_card", "").strip().zfill(10)
    key = f"{base}|{user}|{card}"
    per_minute = int(values.get("requests_per_minute", str(REQUESTS_PER_MINUTE)))
    client = HttpClient(
        base=base,
        connection=connection.name,
        budget=budget_for(f"correios:{key}", per_minute),
        cancel=cancel,
        counter=counter,
        auth=basic(user, code),
        secrets=(code,),
        timeout=float(values.get("timeout", "30")),
    )
    tokens = TokenSource(client, connection.name, card, f"{key}|{hash(code)}", lambda: datetime.now(UTC))
    return Correios(client, tokens, connection.name)


@dataclass(slots=True)
class Correios:
    """An open contract."""

    client: HttpClient
    tokens: TokenSource
    connection: str

    def test(self) -> ConnectionReport:
        """A token that opens tracking."""
        if TRACKING_API not in self.tokens.get(renew=True).apis:
            raise SetupProblem("correios.no_tracking", connection=self.connection)
        return ConnectionReport("Correios", (), {"rastreamento": "incluído no contrato"})

    def follows(self, code: str) -> bool:
        """Two letters, nine digits, two letters. A wrong check digit is no reason to refuse: it is shown."""
        return _PATTERN.fullmatch(_plain(code)) is not None

    def deliveries(self, codes: Sequence[str]) -> Sequence[Delivery]:
        """Fifty codes a call; one answer for each code, as it was given."""
        found: dict[str, Delivery] = {}
        given = list(dict.fromkeys(codes))
        for start in range(0, len(given), AT_ONCE):
            found |= self._asked(given[start : start + AT_ONCE])
        return [found[code] for code in given]

    # -- inside --

    def _asked(self, codes: Sequence[str]) -> dict[str, Delivery]:
        """One call; a batch that is refused is halved until the bad code stands alone."""
        query = {"codigosObjetos": ",".join(map(_plain, codes)), "resultado": "T"}
        answer = self._get("/srorastro/v1/objetos", query)
        if answer.status >= 400 and len(codes) > 1:
            middle = len(codes) // 2
            return self._asked(codes[:middle]) | self._asked(codes[middle:])
        if answer.status >= 400:
            refused = Delivery(codes[0], DeliveryStatus.INVALID_CODE, detail=_said(answer))
            return {codes[0]: refused}
        body = answer.json()
        listed = body.get("objetos") if isinstance(body, Mapping) else None
        rows = [row for row in listed if isinstance(row, Mapping)] if isinstance(listed, list) else []
        by_code = {_plain(str(row.get("codObjeto", ""))): row for row in rows}
        now = datetime.now(UTC)
        return {code: to_delivery(by_code.get(_plain(code)), code, now) for code in codes}

    def _get(self, path: str, query: Mapping[str, str]) -> Answer:
        """With a living token: refused once, it is renewed once."""
        for renew in (False, True):
            token = self.tokens.get(renew=renew)
            client = self.client.with_auth(
                HeaderAuth(lambda token=token: {"Authorization": f"Bearer {token.text}"})  # type: ignore[misc]
            )
            answer = client.request("GET", path, query=query)
            if answer.status not in (401, 403):
                return answer
        if answer.status == 403:
            raise SetupProblem("correios.no_tracking", connection=self.connection)
        raise SetupProblem("http.credentials", host=self.client.host, connection=self.connection)


def _plain(code: str) -> str:
    return re.sub(r"\s", "", code).upper()


def _said(answer: Answer) -> str:
    """The first message; never the stack trace that may stand beside it."""
    body = answer.json() if answer.is_json else None
    messages = body.get("msgs") if isinstance(body, Mapping) else None
    return str(messages[0])[:_SHOWN] if isinstance(messages, list) and messages else "código recusado"


def _base(address: str, connection: str) -> str:
    parts = urlsplit(address.strip().rstrip("/"))
    host = parts.hostname or ""
    if parts.scheme not in ("http", "https") or not host or parts.username:
        raise SetupProblem("connection.address", value=address, example=ADDRESS)
    if parts.scheme == "http" and host not in _LOOPBACK:
        raise SetupProblem("http.plain_http", host=host, connection=connection)
    return f"{parts.scheme}://{parts.netloc}{parts.path.rstrip('/')}"
