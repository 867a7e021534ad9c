"""What carrier connectors share: asking in batches that one bad parcel cannot spoil, and reading texts."""

import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, tzinfo

from ecco_desktop.clock import ZONE
from ecco_desktop.connectors.http.client import Answer
from ecco_desktop.connectors.shared.records import day, happened, instant
from ecco_desktop.domain.chunks import chunks
from ecco_desktop.domain.deliveries import (
    FINAL,
    Delivery,
    DeliveryEvent,
    DeliveryStatus,
    Parcel,
    summed_up,
)
from ecco_desktop.domain.errors import EccoProblem, SetupProblem, TransientProblem

# Carriers write local times without a zone; Brasília has had no daylight saving since 2019.
SHOWN = 120
# No event says more; what is longer is not looked at.
_READ = 1_000
# So many that are all refused are not each at fault.
SUSPICIOUS = 3
S = DeliveryStatus
_ON_THE_WAY = (S.IN_TRANSIT, S.OUT_FOR_DELIVERY)
_NEVER = datetime.min.replace(tzinfo=UTC)
# In this order: what came back "was delivered" too, to the sender, and what was not delivered says the word.
_TEXTS = (
    # Before all: such a parcel is nowhere yet, whatever else the words speak of.
    (r"nao (foi |esta )?(postad|coletad)|aguardando (a )?(postagem|coleta)", S.LABEL_CREATED),
    (r"\b(ser|sera|sendo|para|em) devol", S.RETURNING),
    (r"(?<!nao )entregue ao remetente|devolvid|devolucao (conclu|final|entreg|realiz|efetu)", S.RETURNED),
    (r"devol|(ao|para o) remetente|contratante|retorn(?!.*(unidade|base|filial))", S.RETURNING),
    (r"extravi|avari|roub|furt|sinistr", S.LOST_OR_DAMAGED),
    (r"nao (foi )?entreg|entrega nao|insucesso|ausente|recusa", S.DELIVERY_FAILED),
    (r"(aguardando|disponivel para) retirada", S.AWAITING_PICKUP),
    (r"endereco.*(insuf|incorr|incompl|errad|inexist|desconhec|nao )", S.ADDRESS_PROBLEM),
    (r"^em rota( (de|para) entrega)?$|sai(u|da) (para|p/) (a )?entrega", S.OUT_FOR_DELIVERY),
    # Whole texts only: "entregue" to a partner, a unit or a pick-up point is no delivery.
    (r"^(objeto )?entregue( ao (destinatario|cliente))?$|^entrega (realizada|efetuada)$", S.DELIVERED),
    (r"etiqueta", S.LABEL_CREATED),
)


class BatchTrouble(Exception):
    """A carrier refused a batch as a whole; what it said."""

    def __init__(self, said: str, answer: Answer) -> None:
        self.answer = answer
        super().__init__(said[:SHOWN])


def in_batches(
    parcels: Sequence[Parcel], size: int, ask: Callable[[Sequence[Parcel]], Mapping[str, Delivery]]
) -> list[Delivery]:
    """One answer for each parcel, in their order. `ask` gives deliveries by parcel key.

    A batch that is refused (BatchTrouble) is halved until the bad parcel stands alone. Where nothing
    but refusals comes of several parcels, the carrier is at fault and not they: TransientProblem.
    """
    given = list({parcel.key: parcel for parcel in parcels}.values())
    found: dict[str, Delivery] = {}
    refused: list[BatchTrouble] = []
    for batch in chunks(given, size):
        found |= _halved(batch, ask, refused)
    if len(refused) == len(given) >= SUSPICIOUS:
        answer, said = refused[0].answer, str(refused[0])
        raise TransientProblem("http.refused", host=answer.host, status=answer.status, detail=said)
    return [found.get(each.key) or Delivery(each.key, S.NOT_FOUND) for each in given]


def _halved(
    parcels: Sequence[Parcel],
    ask: Callable[[Sequence[Parcel]], Mapping[str, Delivery]],
    refused: list[BatchTrouble],
) -> dict[str, Delivery]:
    try:
        return dict(ask(parcels))
    except BatchTrouble as trouble:
        if len(parcels) == 1:
            refused.append(trouble)
            return {parcels[0].key: Delivery(parcels[0].key, S.INVALID_CODE, detail=str(trouble))}
    middle = len(parcels) // 2
    return _halved(parcels[:middle], ask, refused) | _halved(parcels[middle:], ask, refused)


def turned_away(answer: Answer, said: str, connection: str) -> EccoProblem | None:
    """What an answer of 400 or above says of the whole account; None where the question may be at fault.

    Wrong addresses and firewalls answer with a page. `said` are the carrier's words, for a person.
    """
    page = answer.text.lstrip().startswith("<")
    if answer.status == 401:
        return SetupProblem("http.credentials", host=answer.host, connection=connection)
    if answer.status == 403 and page:
        return TransientProblem("http.not_json", host=answer.host, connection=connection)
    if answer.status == 403:
        return SetupProblem("http.permission", connection=connection, detail=said[:SHOWN])
    return refused(answer, said) if page else None


def refused(answer: Answer, said: str) -> SetupProblem:
    """A refusal that this program cannot do anything about."""
    return SetupProblem("http.refused", host=answer.host, status=answer.status, detail=said[:SHOWN])


def plain(words: str) -> str:
    """A text in small letters, without accents and doubled spaces."""
    bare = unicodedata.normalize("NFKD", words[:_READ].casefold())
    return " ".join("".join(char for char in bare if not unicodedata.combining(char)).split())


@dataclass(frozen=True, slots=True)
class Told:
    """One event as a carrier tells it. `at` None: its date is none, or none of this world; `status` None:
    nobody knows what it means. `strange` is how it is shown where it is not believed, "" where it is; `more`
    are words that are looked at and never kept.
    """

    at: datetime | None
    status: DeliveryStatus | None
    code: str
    text: str
    strange: str = ""
    more: str = ""


def delivery_of(
    key: str, told: Sequence[Told], expected_on: date | None = None, *, back: bool = False
) -> Delivery:
    """What the events of a parcel come to, for every carrier: the one place where they are believed.

    What nobody knows, or has no date that can be, moves nothing: the newest event that is known stands, and
    the strange one is shown as it came. After a return has begun (`back`: before these events), or where the
    sender is named, what was delivered came back.
    """
    dated = sorted((one for one in told if one.at is not None), key=lambda one: one.at or _NEVER)
    events: list[DeliveryEvent] = []
    for one in dated:
        if one.at is not None and one.status is not None:
            back = back or one.status in (S.RETURNING, S.RETURNED)
            to_sender = one.status is S.DELIVERED and (back or names_sender(f"{one.text} {one.more}"))
            # What moves is moving on its way back.
            status = S.RETURNING if back and one.status in _ON_THE_WAY else one.status
            status = S.RETURNED if to_sender else status
            events.append(DeliveryEvent(one.at, status, one.code, one.text))
    strange = dict.fromkeys(one.strange[:SHOWN] for one in told if one.strange)
    found = replace(summed_up(key, events, expected_on), unknown=tuple(strange))
    if not events and told:
        return replace(found, status=S.UNKNOWN, detail=next(iter(strange), ""))
    if dated and dated[-1].status is None and found.status not in FINAL:
        return replace(found, detail=f"{found.detail}; {dated[-1].text}".strip("; ")[:SHOWN])
    return found


def names_sender(words: str) -> bool:
    """Whether a text speaks of the sender: what is handed over there is no delivery."""
    return re.search(r"remetente|contratante|sender|devol|return", plain(words)) is not None


def status_by_text(words: str) -> DeliveryStatus | None:
    """What an event says in words; None where they tell nothing known.

    Returned is looked for before delivered, for both say "entregue"; so are its negations.
    """
    said = plain(words).rstrip(".!")
    return next((status for pattern, status in _TEXTS if re.search(pattern, said)), None)


def moment(value: object, zone: tzinfo = ZONE) -> datetime | None:
    """An instant in UTC from ISO or "dd/mm/aaaa hh:mm[:ss]"; of `zone` where it names none.

    None where it is none, and where no parcel can have been: such dates stand for empty ones.
    """
    return happened(value, zone) if isinstance(value, str) else None


def expected(value: object) -> date | None:
    """A Brazilian day from ISO or "dd/mm/aaaa", as it is written; None where it is none."""
    at = instant(value, ZONE) if isinstance(value, str) and "/" in value else None
    return at.astimezone(ZONE).date() if at else day(value)
