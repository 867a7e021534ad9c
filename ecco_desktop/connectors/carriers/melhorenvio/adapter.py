"""Speaks to Melhor Envio, API v2 (ports.carrier.Carrier)."""

import base64
import json
import re
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, tzinfo

from ecco_desktop.clock import ZONE
from ecco_desktop.connectors.carriers.melhorenvio.labels import UUID, Labels
from ecco_desktop.connectors.carriers.melhorenvio.manifest import ADDRESS, REQUESTS_PER_MINUTE
from ecco_desktop.connectors.carriers.melhorenvio.mapping import plain_code, to_delivery
from ecco_desktop.connectors.http.auth import HeaderAuth
from ecco_desktop.connectors.http.client import Answer, HttpClient
from ecco_desktop.connectors.shared.opening import (
    base_address,
    bearer,
    open_client,
    per_minute,
    secret,
    user_agent,
)
from ecco_desktop.connectors.shared.parcels import BatchTrouble, in_batches, refused, turned_away
from ecco_desktop.connectors.shared.records import Row, listed, rows, text, verbatim
from ecco_desktop.domain.connections import ConnectionReport
from ecco_desktop.domain.deliveries import Delivery, DeliveryStatus, Parcel
from ecco_desktop.domain.errors import EccoProblem, SetupProblem, TransientProblem
from ecco_desktop.domain.foreign import brief
from ecco_desktop.ports.carrier import Carrier
from ecco_desktop.ports.connectors import Opening

AT_ONCE = 50
PER_PAGE = 50
# Its window is a minute; a 429 does not always say how long.
WAIT_AFTER_429 = 20.0
# Its own codes look like those of Correios, but for the letters among the digits.
_OWN = re.compile(rf"ME(?!\d{{9}}BR)[0-9A-Z]{{9}}BR|ORD-\d+|{UUID}")


def open_connection(opening: Opening) -> "MelhorEnvio":
    """An account, nothing sent yet; SetupProblem where the values cannot be used."""
    connection, values = opening.connection, opening.connection.values
    base = base_address(values.get("address", ADDRESS), connection, ADDRESS)
    token = bearer(secret(opening, "token"))
    headers = {"Authorization": token, "User-Agent": user_agent(connection)}
    client = open_client(
        opening,
        base,
        f"{base}|{hash(token)}",
        per_minute(connection, REQUESTS_PER_MINUTE),
        HeaderAuth(lambda: headers),
        wait_after_429=WAIT_AFTER_429,
    )
    calls = Calls(client, connection.name, token_end(token))
    zone = ZONE if values.get("zone") == "brasilia" else UTC
    labels = Labels(opening.notes, calls.labels, zone, lambda: datetime.now(UTC))
    return MelhorEnvio(calls, labels, zone, values.get("forecast", "yes") == "yes")


@dataclass(slots=True)
class Calls:
    """The two questions Melhor Envio answers."""

    client: HttpClient
    connection: str
    # When the token dies, where it says so.
    ends: datetime | None = None

    def labels(self, number: int, size: int = PER_PAGE) -> Sequence[Row]:
        """A page of labels, newest first; none is a 204."""
        query = {"page": str(number), "per_page": str(size)}
        answer = self.client.request("GET", "/api/v2/me/orders", query=query)
        if answer.status >= 400:
            said = _said(answer)
            raise self._turned_away(answer, said) or refused(answer, said)
        body = [] if answer.status == 204 else answer.json()
        if not isinstance(body, list) and not (isinstance(body, Mapping) and "data" in body):
            # No list of anything: of labels it says neither that there are some nor that there are none.
            raise TransientProblem("http.not_json", host=self.client.host, connection=self.connection)
        return rows(body, "data") or listed(body)

    def milestones(self, labels: Sequence[str]) -> Mapping[str, Row]:
        """What is dated of these labels, by id; those it does not know are left out.

        BatchTrouble where it refuses the question because of one of them.
        """
        asked = {"orders": list(labels)}
        answer = self.client.request("POST", "/api/v2/me/shipment/tracking", json=asked, idempotent=True)
        if answer.status == 404 and len(labels) == 1:
            return {}
        if answer.status >= 400:
            said = _said(answer)
            raise self._turned_away(answer, said) or BatchTrouble(said, answer)
        body = answer.json()
        # Melhor Envio: an object by label id, but an empty one comes as a list.
        if isinstance(body, Mapping):
            found = {key: row for key, row in body.items() if isinstance(row, Mapping)}
            return {key: row for key, row in found.items() if text(row, "id") in ("", key)}
        return {text(row, "id"): row for row in listed(body)}

    def _turned_away(self, answer: Answer, said: str) -> EccoProblem | None:
        """What is said of the whole account; that the token is over only where its own date proves it."""
        if answer.status == 401 and self.ends is not None and self.ends < datetime.now(UTC):
            date = f"{self.ends.astimezone(ZONE):%d/%m/%Y}"
            return SetupProblem("melhorenvio.expired", connection=self.connection, date=date)
        return turned_away(answer, said, self.connection)


def token_end(token: str) -> datetime | None:
    """When a token of three parts ends (UTC): `exp` of the middle one, as Melhor Envio's own FAQ reads it."""
    part = token.split(".")[1] if token.count(".") == 2 else ""
    try:
        body = json.loads(base64.urlsafe_b64decode(part + "=" * (-len(part) % 4)))
        return datetime.fromtimestamp(float(body["exp"]), UTC)
    except (ValueError, TypeError, KeyError, OverflowError, OSError):
        return None


@dataclass(slots=True)
class MelhorEnvio(Carrier):
    """An open account."""

    calls: Calls
    labels: Labels
    zone: tzinfo
    forecast: bool

    def test(self) -> ConnectionReport:
        """The newest label and its milestones: both permissions are proven where there is a label."""
        newest = self.calls.labels(1, 1)
        if newest:
            # That this one label is refused says nothing of the account.
            with suppress(BatchTrouble):
                self.calls.milestones([text(newest[0], "id")])
        return ConnectionReport("Melhor Envio", (), {"etiquetas": "encontradas" if newest else "nenhuma"})

    def follows(self, parcel: Parcel) -> bool:
        """Its own codes; any code where the ERP names who carries it: others' parcels go through it, too.

        Without a name such a code could be anybody's.
        """
        code = plain_code(parcel.code)
        return bool(code) and (bool(parcel.carrier.strip()) or _OWN.fullmatch(code) is not None)

    def deliveries(self, parcels: Sequence[Parcel]) -> Sequence[Delivery]:
        """Fifty labels a call, after their ids are found; one answer for each parcel's key."""
        coded = {parcel.code: parcel for parcel in parcels if plain_code(parcel.code)}
        ids = self.labels.of(list(coded)) if coded else {}
        return in_batches(parcels, AT_ONCE, lambda batch: self._asked(batch, ids))

    # -- inside --

    def _asked(self, parcels: Sequence[Parcel], ids: Mapping[str, str]) -> dict[str, Delivery]:
        known = {parcel.key: ids[parcel.code] for parcel in parcels if parcel.code in ids}
        if not known:
            return {}
        found = self.calls.milestones(list(dict.fromkeys(known.values())))
        self.labels.forget([key for key, label in known.items() if label not in found])
        now = datetime.now(UTC)
        return {
            key: self._read(found[label], key, label, now) for key, label in known.items() if label in found
        }

    def _read(self, row: Row, key: str, label: str, now: datetime) -> Delivery:
        """What a label says; that a parcel was on its way back is told once, and kept."""
        back = self.labels.came_back(label)
        read = to_delivery(row, key, now, self.zone, self._days(label), back=back)
        if read.status in (DeliveryStatus.RETURNING, DeliveryStatus.RETURNED) and not back:
            self.labels.comes_back(label)
        return read

    def _days(self, label: str) -> int:
        return self.labels.time_limit(label) if self.forecast else 0


def _said(answer: Answer) -> str:
    """Its own words, for a person."""
    told = verbatim(answer.json(), "message", "error") if answer.is_json else ""
    return brief(told) or f"erro {answer.status}"
