"""Speaks to Jadlog's API for shippers (ports.carrier.Carrier)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from ecco_desktop.connectors.carriers.jadlog.manifest import ADDRESS, REQUESTS_PER_MINUTE
from ecco_desktop.connectors.carriers.jadlog.mapping import answered, questions, to_delivery
from ecco_desktop.connectors.http.auth import HeaderAuth
from ecco_desktop.connectors.http.client import Answer, HttpClient
from ecco_desktop.connectors.shared.opening import base_address, bearer, open_client, per_minute, secret
from ecco_desktop.connectors.shared.parcels import BatchTrouble, in_batches, refused, turned_away
from ecco_desktop.connectors.shared.records import Row, part, verbatim
from ecco_desktop.domain.connections import Connection, ConnectionReport
from ecco_desktop.domain.deliveries import Delivery, Parcel
from ecco_desktop.domain.documents import clean, is_valid
from ecco_desktop.domain.errors import SetupProblem, TransientProblem
from ecco_desktop.domain.foreign import brief
from ecco_desktop.ports.carrier import Carrier
from ecco_desktop.ports.connectors import Opening

# Twenty questions a call, and up to two for each parcel.
AT_ONCE = 10
# A CT-e that cannot exist: that it is not found proves the token.
_NOBODYS = "00000000000000"


def open_connection(opening: Opening) -> "Jadlog":
    """A customer's access, nothing sent yet; SetupProblem where the values cannot be used."""
    connection = opening.connection
    base = base_address(connection.values.get("address", ADDRESS), connection, ADDRESS)
    token = bearer(secret(opening, "token"))
    client = open_client(
        opening,
        base,
        f"{base}|{hash(token)}",
        # One after the other, not all of a minute's at once.
        replace(per_minute(connection, REQUESTS_PER_MINUTE), burst=1),
        HeaderAuth(lambda: {"Authorization": token}),
    )
    return Jadlog(client, _cnpj(connection), connection.name)


@dataclass(slots=True)
class Jadlog(Carrier):
    """An open access. `cnpj` is the sender's, empty where invoices are not asked about."""

    client: HttpClient
    cnpj: str
    connection: str

    def test(self) -> ConnectionReport:
        """A question about nothing, answered as one."""
        answer = self._sent([{"cte": _NOBODYS}])
        if answer.status >= 400:
            raise refused(answer, _said(answer))
        self._rows(answer)
        how = "por código e nota" if self.cnpj else "por código"
        return ConnectionReport("Jadlog", (), {"consulta": how})

    def follows(self, parcel: Parcel) -> bool:
        """Numbers of eight to twenty digits, an NF-e's key, or an invoice where there is a CNPJ."""
        return bool(questions(parcel, self.cnpj))

    def deliveries(self, parcels: Sequence[Parcel]) -> Sequence[Delivery]:
        """Up to twenty questions a call; one answer for each parcel's key."""
        return in_batches(parcels, AT_ONCE, self._asked)

    # -- inside --

    def _asked(self, parcels: Sequence[Parcel]) -> dict[str, Delivery]:
        asked = [(parcel.key, one) for parcel in parcels for one in questions(parcel, self.cnpj)]
        if not asked:
            return {}
        answer = self._sent([question for _, question in asked])
        if answer.status >= 400:
            raise BatchTrouble(_said(answer), answer)
        found = answered(asked, self._rows(answer))
        if found is None:
            raise BatchTrouble("resposta incompleta", answer)
        return {key: to_delivery(rows, key) for key, rows in found.items()}

    def _sent(self, asked: Sequence[Row]) -> Answer:
        """The answer to some questions; what says that the whole account is turned away is raised."""
        body = {"consulta": list(asked)}
        answer = self.client.request("POST", "/tracking/consultar", json=body, idempotent=True)
        if answer.status >= 400:
            said = _said(answer)
            problem = turned_away(answer, said, self.connection)
            # Jadlog tells of an unknown parcel inside a 200: this is an address that is none of its.
            if problem is not None or answer.status == 404:
                raise problem or refused(answer, said)
        return answer

    def _rows(self, answer: Answer) -> list[Row]:
        """The answers of a 200, which may be a refusal of all of it nevertheless."""
        body = answer.json()
        found = body.get("consulta") if isinstance(body, Mapping) else None
        if isinstance(found, list):
            # What is no object keeps its place all the same.
            return [row if isinstance(row, Mapping) else {} for row in found]
        told = _said(answer).casefold()
        if any(word in told for word in ("token", "autoriz", "credenc")):
            raise SetupProblem("http.credentials", host=self.client.host, connection=self.connection)
        raise TransientProblem("http.not_json", host=self.client.host, connection=self.connection)


def _cnpj(connection: Connection) -> str:
    """The sender's CNPJ, cleaned; SetupProblem("jadlog.cnpj") where it is none."""
    entered = clean(connection.values.get("cnpj", ""))
    if entered and (len(entered) != 14 or not is_valid(entered)):
        raise SetupProblem("jadlog.cnpj", connection=connection.name)
    return entered


def _said(answer: Answer) -> str:
    """Its own words, for a person."""
    body = answer.json() if answer.is_json else None
    told = verbatim(part(body, "erro"), "descricao", "detalhe") or verbatim(body, "erro")
    return brief(told) or f"erro {answer.status}"
