"""Speaks to Correios, CWS REST (ports.carrier.Carrier)."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from ecco_desktop.connectors.carriers.correios.manifest import ADDRESS, REQUESTS_PER_MINUTE
from ecco_desktop.connectors.carriers.correios.mapping import to_delivery
from ecco_desktop.connectors.carriers.correios.token import TRACKING_API, TokenSource, message
from ecco_desktop.connectors.http.auth import HeaderAuth, basic
from ecco_desktop.connectors.http.client import Answer, HttpClient
from ecco_desktop.connectors.shared.opening import base_address, open_client, per_minute, secret
from ecco_desktop.connectors.shared.parcels import BatchTrouble, in_batches, turned_away
from ecco_desktop.connectors.shared.records import listed
from ecco_desktop.domain.connections import ConnectionReport
from ecco_desktop.domain.deliveries import Delivery, Parcel
from ecco_desktop.domain.errors import SetupProblem, TransientProblem
from ecco_desktop.ports.carrier import Carrier
from ecco_desktop.ports.connectors import Opening

AT_ONCE = 50
_PATTERN = re.compile(r"[A-Z]{2}\d{9}[A-Z]{2}")


def open_connection(opening: Opening) -> "Correios":
    """A contract, nothing sent yet; SetupProblem where the values cannot be used."""
    connection, values = opening.connection, opening.connection.values
    base = base_address(values.get("address", ADDRESS), connection, ADDRESS)
    code = secret(opening, "access_code")
    user, card = values.get("user", "").strip(), values.get("posting_card", "").strip().zfill(10)
    key = f"{base}|{user}|{card}"
    allowance = per_minute(connection, REQUESTS_PER_MINUTE)
    client = open_client(opening, base, key, allowance, basic(user, code))
    tokens = TokenSource(client, connection.name, card, f"{key}|{hash(code)}")
    return Correios(client, tokens, connection.name)


@dataclass(slots=True)
class Correios(Carrier):
    """An open contract."""

    client: HttpClient
    tokens: TokenSource
    connection: str

    def test(self) -> ConnectionReport:
        """A token that opens tracking."""
        if TRACKING_API not in self.tokens.get(renew=True).apis:
            raise SetupProblem("correios.no_tracking", connection=self.connection)
        return ConnectionReport("Correios", (), {"rastreamento": "incluído no contrato"})

    def follows(self, parcel: Parcel) -> bool:
        """Two letters, nine digits, two letters. A wrong check digit is no reason to refuse: it is shown."""
        return _PATTERN.fullmatch(_plain(parcel.code)) is not None

    def deliveries(self, parcels: Sequence[Parcel]) -> Sequence[Delivery]:
        """Fifty codes a call; one answer for each code, as it was given."""
        return in_batches(parcels, AT_ONCE, self._asked)

    # -- inside --

    def _asked(self, parcels: Sequence[Parcel]) -> dict[str, Delivery]:
        codes = [parcel.code for parcel in parcels]
        query = {"codigosObjetos": ",".join(map(_plain, codes)), "resultado": "T"}
        answer = self._get("/srorastro/v1/objetos", query)
        if answer.status >= 400:
            said = message(answer) or "código recusado"
            raise turned_away(answer, said, self.connection) or BatchTrouble(said, answer)
        body = answer.json()
        told = body.get("objetos") if isinstance(body, Mapping) else None
        if not isinstance(told, list):
            # Each code asked about stands in it, known or not: without it nothing was answered.
            raise TransientProblem("http.not_json", host=self.client.host, connection=self.connection)
        rows = listed(told)
        # Where an object stands twice, the one with events counts.
        rows.sort(key=lambda row: bool(row.get("eventos")))
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
        if answer.is_page:
            raise answer.page_problem()
        if answer.status == 403:
            raise SetupProblem("correios.no_tracking", connection=self.connection)
        raise SetupProblem("http.credentials", host=self.client.host, connection=self.connection)


def _plain(code: str) -> str:
    return re.sub(r"\s", "", code).upper()
