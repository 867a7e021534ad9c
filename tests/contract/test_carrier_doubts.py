"""What a carrier's answer does not prove: half sentences, dates to come, mixed lists, others' parcels."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ecco_desktop.clock import ZONE
from ecco_desktop.connectors.carriers.correios.mapping import to_delivery as correios
from ecco_desktop.connectors.carriers.jadlog.mapping import answered, status_of
from ecco_desktop.connectors.carriers.jadlog.mapping import to_delivery as jadlog
from ecco_desktop.connectors.carriers.melhorenvio.mapping import to_delivery as melhorenvio
from ecco_desktop.connectors.shared.parcels import status_by_text
from ecco_desktop.domain.deliveries import FINAL, MOVING, Delivery
from ecco_desktop.domain.deliveries import DeliveryStatus as S

CODE = "AA123456785BR"
NOW = datetime.now(UTC).replace(microsecond=0)
BEFORE = NOW - timedelta(days=3)
Row = tuple[str, datetime]


def local(at: datetime) -> str:
    return f"{at.astimezone(ZONE):%Y-%m-%d %H:%M:%S}"


PAIRS = {
    "posted": ("PO", "01", "Objeto postado"),
    "moved": ("RO", "01", "Objeto em trânsito"),
    "out": ("OEC", "01", "Objeto saiu para entrega"),
    "back": ("BDE", "04", "Objeto será devolvido ao remetente"),
    "delivered": ("BDE", "01", "Objeto entregue ao destinatário"),
    "reversed": ("EST", "01", "Favor desconsiderar"),
}
WORDS = {
    "posted": "EMISSAO",
    "moved": "TRANSFERENCIA",
    "out": "EM ROTA",
    "back": "DEVOLUCAO",
    "delivered": "ENTREGUE",
}


def of_correios(*told: Row) -> Delivery:
    """As they stand in the list."""
    rows = []
    for what, at in told:
        family, number, said = PAIRS[what]
        rows.append({"codigo": family, "tipo": number, "descricao": said, "dtHrCriado": local(at)})
    return correios({"eventos": rows}, CODE, NOW)


def of_jadlog(*told: Row) -> Delivery:
    """As they stand in the list."""
    return jadlog(
        [{"tracking": {"eventos": [{"data": local(at), "status": WORDS[w]} for w, at in told]}}], CODE
    )


def of_melhorenvio(*told: Row) -> Delivery:
    row: dict[str, Any] = {"status": "delivered" if told[-1][0] == "delivered" else "posted"}
    row |= {f"{what}_at": f"{at:%Y-%m-%d %H:%M:%S}" for what, at in told if what in ("posted", "delivered")}
    return melhorenvio(row, CODE, NOW, UTC)


ALL: list[Callable[..., Delivery]] = [of_correios, of_jadlog, of_melhorenvio]
# A word that is known inside a sentence that says something else.
HALVES = [
    "Objeto ainda não postado",
    "Pré-postagem: aguardando postagem pelo remetente",
    "Etiqueta emitida",
    "Emissão de etiqueta",
    "Emissão cancelada",
    "Entrada não confirmada",
    "Saída não autorizada",
    "Transferência pendente",
    "Aguardando entrada na unidade",
    "Objeto não saiu para entrega",
    "Ainda não saiu para entrega",
    "Saída para entrega cancelada",
    "Objeto ainda não entregue",
    "Tentativa de entrega",
    "Previsão para ser entregue amanhã",
    "Será entregue ao destinatário",
    "Entregue à transportadora parceira",
    "Entregue na unidade",
    "Aguardando retirada pela transportadora",
    "Aguardando retirada no remetente",
    "Coleta não realizada: remetente ausente",
    "Postado? Confirme na agência",
    "Sem avarias na conferência",
    "Nenhum extravio constatado",
    "Endereço confirmado",
    "Não recusado",
    "Não devolvido",
    "Devolução cancelada",
    "Devolução do canhoto",
    "Objeto devolvido aos Correios",
    "Solicitado contato ao remetente",
    "Retorno do cliente pendente",
]


@pytest.mark.parametrize("words", HALVES)
def test_a_known_word_in_another_sentence_moves_nothing(words: str) -> None:
    for read in (status_by_text, status_of):
        for said in (words, words.upper(), f"{words}."):
            status = read(said)
            assert status is None or status not in (MOVING | FINAL), status


known = st.sampled_from(
    [
        "entregue",
        "objeto entregue ao destinatário",
        "postado",
        "saiu para entrega",
        "em rota",
        "emissão",
        "entrada",
    ]
)
around = st.sampled_from(
    ["não", "ainda não", "aguardando", "previsto para ser", "cancelado:", "sem confirmação de"]
)


@given(around, known)
def test_nothing_put_before_a_phrase_leaves_it_a_delivery_or_a_move(before: str, phrase: str) -> None:
    for read in (status_by_text, status_of):
        assert read(f"{before} {phrase}") in (None, S.LABEL_CREATED, S.DELIVERY_FAILED)


def test_words_that_deny_their_code_are_believed_neither_way() -> None:
    rows = [
        {"codigo": "BDE", "tipo": "01", "descricao": "Objeto não foi entregue", "dtHrCriado": local(NOW)},
        {
            "codigo": "PO",
            "tipo": "01",
            "descricao": "Objeto postado",
            "dtHrCriado": local(NOW - timedelta(3)),
        },
    ]
    found = correios({"eventos": rows}, CODE, NOW)
    assert (found.status, found.delivered_at) == (S.POSTED, None)
    assert "BDE 01: Objeto não foi entregue" in found.unknown
    rows = [{"codigo": "PO", "tipo": "01", "descricao": "Etiqueta emitida", "dtHrCriado": local(NOW)}]
    assert correios({"eventos": rows}, CODE, NOW).status is S.LABEL_CREATED
    rows = [{"codigo": "DO", "tipo": "99", "descricao": "Ainda não postado", "dtHrCriado": local(NOW)}]
    assert correios({"eventos": rows}, CODE, NOW).status is S.UNKNOWN


@pytest.mark.parametrize("told", ALL)
@pytest.mark.parametrize(
    "ahead", [timedelta(hours=2), timedelta(hours=20), timedelta(days=1), timedelta(days=365)]
)
def test_what_is_still_to_come_did_not_happen_and_is_shown(
    told: Callable[..., Delivery], ahead: timedelta
) -> None:
    found = told(("posted", NOW - timedelta(2)), ("delivered", NOW + ahead))
    assert found.status is not S.DELIVERED and found.delivered_at is None
    assert found.unknown


@pytest.mark.parametrize("told", ALL)
def test_a_delivery_long_before_its_posting_is_none_and_is_shown(told: Callable[..., Delivery]) -> None:
    found = told(("posted", NOW - timedelta(5)), ("delivered", NOW - timedelta(200)))
    assert found.status is not S.DELIVERED and found.delivered_at is None
    assert found.unknown


@pytest.mark.parametrize(
    "named", ["2020-01-01 10:00:00", "01/01/2001 10:00", "2099-01-01 10:00:00", "", "ontem"]
)
def test_a_receiver_s_date_that_cannot_be_leaves_the_event_s_own(named: str) -> None:
    """Jadlog tells who received it, and when: typed by hand, while the event has a date of its own."""
    events = [
        {"data": local(at), "status": WORDS[what]} for what, at in (("posted", BEFORE), ("delivered", NOW))
    ]
    found = jadlog([{"tracking": {"eventos": events, "recebedor": {"data": named}}}], CODE)
    assert (found.status, found.delivered_at) == (S.DELIVERED, NOW)


# -- the order of a list --


SECOND = NOW - timedelta(days=1)


def newest_first(*told: str) -> Delivery:
    return of_correios(*((what, SECOND) for what in reversed(told)))


def oldest_first(*told: str) -> Delivery:
    return of_jadlog(*((what, SECOND) for what in told))


@pytest.mark.parametrize("told", [newest_first, oldest_first])
def test_events_of_one_second_stand_in_the_list_s_own_order(told: Callable[..., Delivery]) -> None:
    assert told("moved", "out").status is S.OUT_FOR_DELIVERY
    assert told("out", "moved").status is S.IN_TRANSIT
    assert told("back", "delivered").status is S.RETURNED
    assert told("delivered", "back").status is S.RETURNING


@pytest.mark.parametrize("told", [of_correios, of_jadlog])
def test_a_list_shows_its_order_by_its_other_dates(told: Callable[..., Delivery]) -> None:
    before = SECOND - timedelta(hours=5)
    up = [("posted", before), ("moved", SECOND), ("out", SECOND)]
    assert told(*up).status is told(*reversed(up)).status is S.OUT_FOR_DELIVERY


def test_a_reversal_of_the_same_second_takes_its_event_back() -> None:
    assert newest_first("out", "delivered", "reversed").status is S.OUT_FOR_DELIVERY


@pytest.mark.parametrize("times", [2, 3])
def test_what_stands_twice_is_one_event(times: int) -> None:
    told = [("reversed", SECOND), *[("delivered", SECOND - timedelta(hours=1))] * times]
    assert of_correios(*told, ("out", SECOND - timedelta(hours=3))).status is S.OUT_FOR_DELIVERY
    twice = [("reversed", SECOND)] * times + [("delivered", SECOND - timedelta(hours=1))]
    assert of_correios(*twice, ("out", SECOND - timedelta(hours=3))).status is S.OUT_FOR_DELIVERY


# -- an absence, and others' answers --


@pytest.mark.parametrize("events", [None, [], {}, "", 0, [None], [[]], "ENTREGUE"])
def test_no_events_are_no_verdict(events: Any) -> None:
    assert correios({"eventos": events}, CODE, NOW).status not in MOVING | FINAL
    assert jadlog([{"tracking": {"eventos": events, "codigo": "1"}}], CODE).status not in MOVING | FINAL


def test_an_answer_about_another_number_is_not_this_parcel_s() -> None:
    mine, other, third = "12000000000001", "12000000000002", "12000000000003"
    delivered = {"tracking": {"eventos": [{"data": local(SECOND), "status": "ENTREGUE"}]}}
    alone = [(mine, {"cte": mine}), (mine, {"shipmentId": mine})]
    assert answered(alone, [{"cte": other, **delivered}, {"shipmentId": other, **delivered}]) == {mine: []}
    two = [*alone, (third, {"cte": third}), (third, {"shipmentId": third})]
    strange = [{"cte": other, **delivered}] * 4
    assert answered(two, strange) == {}
    assert answered(alone, [{"cte": mine, **delivered}, {"shipmentId": mine, "erro": {"id": 1}}]) is not None


@pytest.mark.parametrize("date", ["", "0000-00-00 00:00:00", "2062-01-01 10:00:00"])
def test_delivered_beside_a_return_of_nobody_knows_when_is_no_delivery_to_the_buyer(date: str) -> None:
    family, number, said = PAIRS["back"]
    events = [
        {"codigo": family, "tipo": number, "descricao": said, "dtHrCriado": date},
        {"codigo": "BDE", "tipo": "01", "descricao": PAIRS["delivered"][2], "dtHrCriado": local(BEFORE)},
    ]
    words = [{"data": date, "status": WORDS["back"]}, {"data": local(BEFORE), "status": WORDS["delivered"]}]
    for found in (correios({"eventos": events}, CODE, NOW), jadlog([{"tracking": {"eventos": words}}], CODE)):
        assert (found.status, found.delivered_at) == (S.RETURNED, None)
        assert found.unknown


def test_such_a_return_moves_nothing_by_itself() -> None:
    family, number, said = PAIRS["back"]
    undated = {"codigo": family, "tipo": number, "descricao": said, "dtHrCriado": ""}
    moved = {"codigo": "RO", "tipo": "01", "descricao": "x", "dtHrCriado": local(BEFORE)}
    assert correios({"eventos": [undated, moved]}, CODE, NOW).status is S.IN_TRANSIT
