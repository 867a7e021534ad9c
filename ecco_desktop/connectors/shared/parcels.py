"""What carrier connectors share: asking in batches that one bad parcel cannot spoil, and reading texts."""

import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta, tzinfo
from typing import TypeVar

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
# Carriers' clocks differ by so much from ours; what lies further ahead did not happen yet.
_AHEAD = timedelta(minutes=10)
_DAY = timedelta(days=1)
_IT = r"(?:[oa] )?(?:(?:objeto|pedido|encomenda|mercadoria|carga|volume|pacote|remessa) )?(?:foi )?"
_TO = r"(?: (?:ao|pelo) (?:destinatario|cliente))?"
# What speaks of a return that is none: denied, called off, of papers, or to where the parcel was on its way.
_NO_RETURN = re.compile(
    r"nao (?:foi |sera |esta |houve |ha |pode ser )?(?:devol|retorn)|sem devol|"
    r"devolu\w* (?:\w+ )?(?:cancelad|negad|suspens|recusad|estornad|nao )|cancel\w* d[ae] devol|"
    r"devolvid\w* (?:aos?|as?) (?:correios|unidade|base|filial|transportadora|expedicao|deposito|centro)|"
    r"(?:devol|retorn)\w* d[oea]s? (?:canhoto|comprovante|documento|contato|cliente|ligacao)"
)
# In this order: what came back "was delivered" too, to the sender, and what was not delivered says the word.
# A return is looked for anywhere in a text: what comes after it is no delivery. The rest are whole phrases.
_ANYWHERE = (
    # Before all: such a parcel is nowhere yet, whatever else the words speak of.
    (r"nao (foi |esta )?(postad|coletad)|aguardando (a )?(postagem|coleta)", S.LABEL_CREATED),
    (r"\b(ser|sera|sendo|para|em) devol", S.RETURNING),
    (r"(?<!nao )entregue ao remetente|devolvid|devolucao (conclu|final|entreg|realiz|efetu)", S.RETURNED),
    (
        r"devol|(entreg|saiu|saida|rota|transito|encaminhad|enviad)\w* .*(ao|para o|p/) remetente|contratante"
        r"|retorn(?!.*(unidade|base|filial))",
        S.RETURNING,
    ),
)
_PHRASES = tuple(
    (re.compile(pattern), status)
    for pattern, status in (
        (
            rf"{_IT}(?:extravio|extraviad[oa]|avaria|avariad[oa]|roubo|roubad[oa]|furto|furtad[oa]|sinistro|"
            r"sinistrad[oa])(?: (?:total|parcial|d[ea] carga|d[ea] mercadoria|confirmad[oa]))?",
            S.LOST_OR_DAMAGED,
        ),
        (
            rf"{_IT}nao (?:foi |pode ser )?entregue(?: [^,;]*)?"
            r"|(?:tentativa de )?entrega nao (?:foi )?(?:realizada|efetuada|efetivada|concluida)(?: [^,;]*)?"
            r"|tentativa de entrega (?:sem sucesso|frustrada)"
            r"|insucesso(?: (?:na|de) (?:tentativa de )?entrega)?"
            r"|(?:destinatario|cliente|morador) ausente|ausente"
            rf"|{_IT}recusad[oa]{_TO}|(?:destinatario|cliente) recusou(?:-se a receber)?"
            r"|recusa (?:do|pelo) (?:destinatario|cliente)",
            S.DELIVERY_FAILED,
        ),
        (
            rf"{_IT}(?:aguardando|disponivel para) (?:a )?retirada"
            r"(?: n[oa] (?:endereco indicado|unidade|agencia|filial|base)(?: [^,;]*)?| em agencia)?",
            S.AWAITING_PICKUP,
        ),
        (
            r"endereco (?:do destinatario )?(?:insuficiente|incorreto|incompleto|errado|inexistente|"
            r"desconhecido|nao (?:localizado|encontrado))",
            S.ADDRESS_PROBLEM,
        ),
        (
            rf"{_IT}(?:em rota(?: (?:de|para) entrega)?|(?:saiu|saida) (?:para|p/) (?:a )?entrega{_TO})",
            S.OUT_FOR_DELIVERY,
        ),
        # "Entregue" to a partner, a unit or a pick-up point is no delivery.
        (rf"{_IT}entregue{_TO}|entrega (?:realizada|efetuada)", S.DELIVERED),
        (r"etiqueta (?:emitida|gerada|criada|impressa|paga|liberada)(?: [^,;]*)?", S.LABEL_CREATED),
    )
)
T = TypeVar("T")


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
    if (spoken := answer.spoken_for()) is not None:
        return spoken
    if answer.status == 401:
        return SetupProblem("http.credentials", host=answer.host, connection=connection)
    if answer.status in (403, 406) and answer.is_page:
        return answer.page_problem()
    if answer.status == 403:
        return SetupProblem("http.permission", connection=connection, detail=said[:SHOWN])
    return refused(answer, said) if answer.is_page else None


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
    the strange one is shown as it came. After a return has begun (`back`: before these events; nobody knows
    when, where its event has no date), or where the sender is named, what was delivered came back.
    """
    some_time = any(one.at is None and one.status in (S.RETURNING, S.RETURNED) for one in told)
    dated = sorted((one for one in told if one.at is not None), key=lambda one: one.at or _NEVER)
    posted = min((one.at for one in dated if one.at and one.status is S.POSTED), default=None)
    events: list[DeliveryEvent] = []
    strange = dict.fromkeys(one.strange[:SHOWN] for one in told if one.strange)
    for one in dated:
        if one.at is None or one.status is None:
            continue
        if one.status is S.DELIVERED and posted and one.at < posted - _DAY:
            # Day and month changed places, or it is another parcel's that had this code.
            strange[f"{one.text or one.code} ({one.at:%Y-%m-%d})"[:SHOWN]] = None
            continue
        back = back or one.status in (S.RETURNING, S.RETURNED)
        to_sender = one.status is S.DELIVERED and (
            back or some_time or names_sender(f"{one.text} {one.more}")
        )
        # What moves is moving on its way back.
        status = S.RETURNING if back and one.status in _ON_THE_WAY else one.status
        status = S.RETURNED if to_sender else status
        events.append(DeliveryEvent(one.at, status, one.code, one.text))
    found = replace(summed_up(key, events, expected_on), unknown=tuple(strange))
    if not events and told:
        return replace(found, status=S.UNKNOWN, detail=next(iter(strange), ""))
    if dated and dated[-1].status is None and found.status not in FINAL:
        return replace(found, detail=f"{found.detail}; {dated[-1].text}".strip("; ")[:SHOWN])
    return found


def oldest_first(found: Sequence[T], at: Callable[[T], datetime], *, newest_first: bool = False) -> list[T]:
    """By their instants; those of one second by the list's own order.

    That is read off the list; `newest_first` where it cannot be, for all are of one second.
    """
    if found and at(found[0]) != at(found[-1]):
        newest_first = at(found[0]) > at(found[-1])
    return sorted(found[::-1] if newest_first else found, key=at)


def names_sender(words: str) -> bool:
    """Whether a text speaks of the sender: what is handed over there is no delivery."""
    return (
        re.search(r"remetente|contratante|embarcador|expedidor|lojista|sender|devol|return", plain(words))
        is not None
    )


def status_by_text(words: str) -> DeliveryStatus | None:
    """What an event says in words; None where they tell nothing known.

    Known phrases as a whole: a word inside another sentence says nothing. Only a return is read anywhere.
    """
    said = plain(words).rstrip(".!")
    for pattern, status in _ANYWHERE:
        if re.search(pattern, said) and (status is S.LABEL_CREATED or not _NO_RETURN.search(said)):
            return status
    return next((status for phrase, status in _PHRASES if phrase.fullmatch(said)), None)


def denies_delivery(words: str) -> bool:
    """Whether a text says that nothing was delivered, whatever stands beside it."""
    return re.search(r"\bnao\b.{0,20}\bentreg|entrega\b.{0,12}\bnao\b", plain(words)) is not None


def moment(value: object, zone: tzinfo = ZONE) -> datetime | None:
    """An instant in UTC from ISO or "dd/mm/aaaa hh:mm[:ss]"; of `zone` where it names none.

    None where it is none, where no parcel can have been (such dates stand for empty ones), and where it is
    still to come.
    """
    found = happened(value, zone) if isinstance(value, str) else None
    return found if found is not None and found <= datetime.now(UTC) + _AHEAD else None


def expected(value: object) -> date | None:
    """A Brazilian day from ISO or "dd/mm/aaaa", as it is written; None where it is none."""
    at = instant(value, ZONE) if isinstance(value, str) and "/" in value else None
    return at.astimezone(ZONE).date() if at else day(value)
